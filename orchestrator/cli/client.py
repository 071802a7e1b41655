"""``orchestrator client``: clients, their people, and what those wish."""

from collections.abc import Mapping
from datetime import date, time

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, Service, answers, open_service, table
from orchestrator.cli.lazy import LazyGroup
from orchestrator.conversation.participants import add_person
from orchestrator.conversation.wish_quotes import wish_quote
from orchestrator.engagement.addressing import LANGUAGES
from orchestrator.engagement.set_wishes import TooLoud, set_by_us
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Client, Contact, Mail, Preference
from orchestrator.record.append import Action, record
from orchestrator.walltime import zone_of

_contact = click.option("--contact", required=True, help='"Dana Whitfield <dana@client.example>"')
_timezone = click.option("--timezone", help="IANA zone of the contact; the studio's if left out.")
_language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of what we write to her; programs that read mail aloud need it.",
)


_ELSEWHERE = {
    name: f"orchestrator.cli.client_suppression:{name}" for name in ("suppressed", "unsuppress")
} | {
    "welcome": "orchestrator.cli.client_welcome:welcome",
    "ledger": "orchestrator.cli.client_ledger:show_ledger",
    "reach": "orchestrator.cli.client_handles:reach",
}


@click.group("client", cls=LazyGroup, elsewhere=_ELSEWHERE)
def client() -> None:
    r"""Clients, their contacts, and how often each wants to hear from us.

    \b
    Examples:
      orchestrator client add "Harbor & Lane" --contact "Dana Whitfield <dana@harbor.example>"
      orchestrator client prefs dana@harbor.example --cadence weekly --weekday fri --time 16:00
    """


@client.command("add")
@click.argument("name")
@_contact
@_timezone
@_language
@answers
def add_client(name: str, contact: str, timezone: str | None, language: str) -> Answer:
    r"""Add a client with its first contact.

    \b
    Example:
      orchestrator client add "Harbor & Lane" --contact "Dana Whitfield <dana@harbor.example>" \
        --timezone Europe/London
    """
    service = open_service()
    name = naming.words("name", name, longest=200)
    with service.change() as session:
        if session.scalar(select(Client.id).where(Client.name == name)) is not None:
            raise UsageError(f"name = {name!r}: is a client already; see: client contact")
        row = Client(name=name, created_at=service.now)
        session.add(row)
        session.flush()
        _record(session, service, f"client:{row.id}", {"name": name}, change="added")
        person = _add_contact(session, service, row, contact, timezone, language)
    data = {"id": row.id, "contact": person.id}
    return Answer(f"Added {name} with {person.name} in {person.timezone}", data)


@client.command("contact")
@click.argument("name")
@_contact
@_timezone
@_language
@answers
def add_contact(name: str, contact: str, timezone: str | None, language: str) -> Answer:
    r"""Add one more contact to the client NAME.

    \b
    Example:
      orchestrator client contact "Harbor & Lane" --contact "Idris Bell <idris@harbor.example>"
    """
    service = open_service()
    with service.change() as session:
        row = naming.client_named(session, name)
        person = _add_contact(session, service, row, contact, timezone, language)
    data = {"id": row.id, "contact": person.id}
    return Answer(f"Added {person.name} to {row.name}", data)


@client.command("list")
@answers
def list_clients() -> Answer:
    r"""List every contact with what she wishes.

    \b
    Example:
      orchestrator client list --json | jq '.data[].address'
    """
    service = open_service()
    with service.database.read() as session:
        data = [
            {
                "client": contact.client.name,
                "contact": contact.name,
                "address": contact.address,
                "timezone": contact.timezone,
                "wishes": contact.wishes.in_words(),
            }
            for contact in session.scalars(
                select(Contact).join(Client).order_by(Client.name, Contact.name)
            )
        ]
    return Answer(table([list(row.values()) for row in data]) or "Nobody yet: client add", data)


@client.command("prefs")
@click.argument("address")
@click.option(
    "--cadence",
    type=click.Choice(("daily", "weekly", "fortnightly", "monthly", "needed")),
    help="How often; needed: only on a day that has something to say.",
)
@click.option(
    "--weekday",
    type=click.Choice(("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
    help="Of an update that is not daily.",
)
@click.option("--time", type=naming.WALL_TIME, help="On the contact's clock: 16:00.")
@click.option("--not-before", type=naming.WALL_TIME, help="Earliest time of day: 09:00.")
@click.option(
    "--length", type=click.Choice(("brief", "standard", "full")), help="How much an update says."
)
@click.option(
    "--channel",
    type=click.Choice(("email", "phone", "sms", "chat")),
    help="How to reach the contact.",
)
@click.option(
    "--quiet-days",
    type=naming.QUIET_DAYS,
    help="Weekdays on which nothing comes, such as sat,sun; or none.",
)
@click.option(
    "--heartbeat",
    type=click.Choice(("yes", "no")),
    help="Whether a short update comes also when nothing is new.",
)
@click.option("--pause-until", type=naming.DAY, help="First day with mail again.")
@answers
def prefs(address: str, **wishes: str | time | date | None) -> Answer:
    r"""Show what the contact with this ADDRESS wishes, or set what was agreed.

    What she said herself since then is never made louder.

    \b
    Examples:
      orchestrator client prefs dana@harbor.example
      orchestrator client prefs dana@harbor.example --cadence fortnightly --weekday tue --time 09:30
    """
    service = open_service()
    agreed = {name: _word(value) for name, value in wishes.items() if value is not None}
    with service.change() as session:
        contact = naming.contact_named(session, address)
        _agree(session, service, contact, agreed)
        now = contact.wishes
        words, until = now.in_words(), now.pause_until
    paused = f", paused until {until}" if until and until > service.now.date() else ""
    return Answer(f"{contact.name}: {words}{paused}", {"wishes": words, "pause_until": until})


def _agree(session: Session, service: Service, contact: Contact, agreed: Mapping[str, str]) -> None:
    actor = service.actor
    try:
        set_by_us(session, contact, agreed, source=actor.name, actor=actor, now=service.now)
    except TooLoud as error:
        raise Refused(f"{error}{_quoted(session, contact, error.word)}") from error


def _quoted(session: Session, contact: Contact, word: Preference) -> str:
    kind, _, number = word.source.partition(":")
    mail = session.get(Mail, int(number)) if kind == "mail" else None
    if mail is None:
        return ""
    said_on = mail.received_at.astimezone(zone_of(contact.timezone)).date()
    return f": “{wish_quote(mail.new_text, word.wish, word.value, today=said_on)}”"


def _word(value: str | time | date) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _add_contact(
    session: Session,
    service: Service,
    client: Client,
    contact: str,
    timezone: str | None,
    language: str,
) -> Contact:
    name, address = naming.named_address("--contact", contact)
    try:
        return add_person(
            session,
            client,
            name=name,
            address=address,
            timezone=naming.zone("--timezone", timezone or service.settings.timezone),
            language=language,
            actor=service.actor,
            now=service.now,
        )
    except UsageError as error:
        raise UsageError(f"--contact {error}") from error


def _record(
    session: Session, service: Service, obj: str, details: Mapping[str, str], *, change: str
) -> None:
    record(
        session,
        Action.CLIENT_CHANGE,
        obj,
        actor=service.actor,
        now=service.now,
        details=details,
        change=change,
    )
