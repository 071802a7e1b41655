"""``orchestrator update``: what the next update should tell or ask."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.engagement.asks import add_ask
from orchestrator.engagement.facts import add_fact
from orchestrator.errors import UsageError
from orchestrator.models import AskKind, FactKind, Impact
from orchestrator.walltime import instant

_SETTLES = ("money", "scope", "dates", "sign-off")


@click.group("update")
def update() -> None:
    r"""Note what a client should hear or be asked; the next draft takes it in.

    \b
    Examples:
      orchestrator update add booking "The room calendar works on phones."
      orchestrator update add booking "The launch moves to 8 December." --kind news --bad
    """


@update.command("add")
@click.argument("project")
@click.argument("text")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in FactKind]),
    default="done",
    show_default=True,
    help="Where it stands: what was done, what comes next, news.",
)
@click.option("--good", "impact", flag_value="good", help="Good news to the client.")
@click.option("--bad", "impact", flag_value="bad", help="Bad news: it stands first.")
@click.option(
    "--known-since",
    type=naming.MOMENT,
    help="Since when we know it, in the studio's zone: 2026-11-20 or 2026-11-20T14:30; else now.",
)
@click.option(
    "--for", "names", multiple=True, metavar="NAME", help="Only for this person; again for each."
)
@answers
def add(
    project: str,
    text: str,
    kind: str,
    impact: str | None,
    known_since: datetime | None,
    names: tuple[str, ...],
) -> Answer:
    r"""Note one sentence that the client will read.

    \b
    Examples:
      orchestrator update add booking "We start on the payment page." --kind next
      orchestrator update add booking "The launch moves to 8 December." --kind news --bad \
        --known-since 2026-11-20T14:30
      orchestrator update add booking "The invoice is on its way." --good --for "Dana Whitfield"
    """
    service = open_service()
    with service.change() as session:
        row = naming.project_named(session, project)
        fact = add_fact(
            session,
            row,
            kind=FactKind(kind),
            text=text,
            impact=Impact(impact or Impact.NEUTRAL),
            known_at=_moment(known_since, service.settings.zone),
            hearers=[naming.person_named(row, name) for name in names],
            source=service.actor.name,
            actor=service.actor,
            now=service.now,
        )
    return Answer(f"Noted for {project}: {fact.text}", {"id": fact.id, "kind": kind})


def _moment(typed: datetime | None, zone: ZoneInfo) -> datetime | None:
    if typed is None or typed.tzinfo is not None:
        return typed
    try:
        return instant(typed.date(), typed.time(), zone)
    except OverflowError:
        raise UsageError(f"--known-since = {typed.date()}: this is too long ago") from None


@update.command("ask")
@click.argument("project")
@click.argument("text")
@click.option("--contact", required=True, help="Address of the one who is asked.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in AskKind]),
    default="yesno",
    show_default=True,
    help="How it is answered: one of the options, yes or no, or a value.",
)
@click.option("--option", "options", multiple=True, help='Of a choice: "A=Your bank\'s terminal".')
@click.option("--recommend", default="", help="The option that we advise: A.")
@click.option("--due", type=naming.DAY, required=True, help="Answer wanted by: 2026-12-04.")
@click.option("--on-silence", required=True, help="What happens when nobody answers.")
@click.option("--settles", type=click.Choice(_SETTLES), help="What a yes would bind.")
@click.option("--detail", default="", help="One more sentence below the question.")
@answers
def ask(
    project: str,
    text: str,
    contact: str,
    kind: str,
    options: tuple[str, ...],
    recommend: str,
    due: date,
    on_silence: str,
    settles: str | None,
    detail: str,
) -> Answer:
    r"""Put a question to one contact.

    \b
    Examples:
      orchestrator update ask booking "Add gift vouchers?" --contact dana@harbor.example \
        --due 2026-12-04 --on-silence "we leave them out."
      orchestrator update ask booking "Which terminal?" --contact dana@harbor.example \
        --kind choice --option "A=Ours" --option "B=Your bank's" --recommend A \
        --due 2026-12-04 --on-silence "we take A."
    """
    service = open_service()
    if due < service.now.date():
        raise UsageError(f"--due = {due}: this day is over")
    with service.change() as session:
        row = add_ask(
            session,
            naming.project_named(session, project),
            naming.contact_named(session, contact),
            kind=AskKind(kind),
            text=text,
            detail=detail,
            options=_options(options),
            recommended=recommend,
            settles=settles or "",
            due_on=due,
            on_silence=on_silence,
            source=service.actor.name,
            actor=service.actor,
            now=service.now,
        )
    return Answer(f"Asked for {project}: {row.text}", {"id": row.id, "kind": kind})


def _options(given: tuple[str, ...]) -> dict[str, str]:
    options = {}
    for option in given:
        letter, equals, words = option.partition("=")
        if not equals or letter not in ("A", "B", "C", "D", "E"):
            raise UsageError(f'--option {option[:60]!r}: write "A=words", from A to E')
        options[letter] = naming.words(f"--option {letter}", words, longest=200)
    return options
