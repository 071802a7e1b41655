"""``orchestrator digest hold``, ``skip``, ``undo``, ``tell`` and others: what becomes of one."""

from collections.abc import Callable

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.cli.digest import as_option, named, number_argument
from orchestrator.digest.approve import mark_seen, undo_approval
from orchestrator.digest.hold import hold_digest, release_digest, skip_digest
from orchestrator.digest.surprise import put_in, slip_of, withhold
from orchestrator.engagement.ahead import tell_ahead
from orchestrator.models import Fact

_reason = click.option("--reason", required=True, help="For the record and the next reader.")


@click.command("undo")
@number_argument
@answers
def undo(number: int) -> Answer:
    r"""Take an approval back, until the message is on its way.

    \b
    Example:
      orchestrator digest undo 14
    """
    return _decide(number, undo_approval, "is a draft again")


@click.command("seen")
@number_argument
@answers
def seen(number: int) -> Answer:
    r"""Say that you have read what the client wrote after the draft.

    \b
    Example:
      orchestrator digest seen 14
    """
    return _decide(number, mark_seen, "can be approved")


@click.command("hold")
@number_argument
@_reason
@answers
def hold(number: int, reason: str) -> Answer:
    r"""Keep a draft back until it is released.

    \b
    Example:
      orchestrator digest hold 14 --reason "The price is not settled."
    """
    return _decide(number, hold_digest, "is held", reason=reason)


@click.command("release")
@number_argument
@answers
def release(number: int) -> Answer:
    r"""Make a held or skipped update a draft again.

    \b
    Example:
      orchestrator digest release 14
    """
    return _decide(number, release_digest, "is a draft again")


@click.command("skip")
@number_argument
@_reason
@answers
def skip(number: int, reason: str) -> Answer:
    r"""Send nothing this time; the facts wait for the next update.

    \b
    Example:
      orchestrator digest skip 14 --reason "Told by phone today."
    """
    return _decide(number, skip_digest, "is skipped", reason=reason)


@click.command("tell")
@number_argument
@click.argument("source")
@answers
def tell(number: int, source: str) -> Answer:
    r"""Let a draft tell bad news that stops it: fact:12, as `digest show` names it.

    \b
    Example:
      orchestrator digest tell 14 fact:12
    """
    service = open_service()
    with service.change() as session:
        row = named(session, number)
        kind, _, row_id = slip_of(session, row, source).source.partition(":")
        if kind == "fact":
            fact = session.get_one(Fact, int(row_id))
        else:
            fact = tell_ahead(session, kind, int(row_id), actor=service.actor, now=service.now)
        put_in(
            session,
            row.id,
            fact,
            settings=service.settings,
            key=service.key,
            actor=service.actor,
            now=service.now,
        )
    return Answer(f"Update {number} tells it", {"id": row.id, "fact": fact.id})


@click.command("withhold")
@number_argument
@click.argument("source")
@click.option("--reason", required=True, help="Why they are not told; compliance reads it.")
@as_option
@answers
def leave_out(number: int, source: str, reason: str, email: str | None) -> Answer:
    r"""Let an update go without bad news that stops it, for a reason that is recorded.

    \b
    Example:
      orchestrator digest withhold 14 fact:12 --reason "Told by phone on Friday."
    """
    service = open_service()
    with service.change() as session:
        row = named(session, number)
        user = naming.user_named(session, email) if email else row.project.pm
        withhold(
            session,
            row.id,
            source,
            reason=reason,
            user_id=user.id,
            actor=service.actor,
            now=service.now,
        )
    return Answer(f"Update {number} leaves it out", {"id": row.id, "state": row.state.value})


def _decide(number: int, decide: Callable[..., object], words: str, **given: str) -> Answer:
    service = open_service()
    with service.change() as session:
        row = named(session, number)
        decide(session, row.id, **given, actor=service.actor, now=service.now)
    return Answer(f"Update {number} {words}", {"id": row.id, "state": row.state.value})
