"""``orchestrator mailbox``: the IMAP accounts that are read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli import common, naming
from orchestrator.cli.common import Answer, Service, answers, confirm, open_service, secret, table
from orchestrator.cli.lazy import LazyGroup
from orchestrator.cli.mailbox_tokens import oauth_options, token_options
from orchestrator.collect.accounts import signed_in
from orchestrator.collect.connection import Account, Connection, connect
from orchestrator.collect.mailbox import INBOX, examine, sent_folder
from orchestrator.collect.oauth import is_loopback
from orchestrator.config import Settings
from orchestrator.errors import MailboxError, MailboxLoginError, UsageError
from orchestrator.keys import seal
from orchestrator.models import Mailbox
from orchestrator.record.append import Action, record

PORTS = {"tls": 993, "starttls": 143, "none": 143}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server showed when we signed in; nothing in it was changed."""

    tls: str
    messages: int
    sent: str | None
    has_idle: bool

    def in_words(self) -> str:
        sent = f"sent mail in {self.sent}" if self.sent else "no folder of sent mail"
        idle = "yes" if self.has_idle else "no"
        return f"{self.tls}, signed in, {INBOX} {self.messages} mails, {sent}, IDLE {idle}"


_ELSEWHERE = {
    "resume": "orchestrator.cli.mailbox_repair:resume_mailbox",
    "retry": "orchestrator.cli.mailbox_repair:retry_mailbox",
}


@click.group("mailbox", cls=LazyGroup, elsewhere=_ELSEWHERE)
def mailbox() -> None:
    r"""The IMAP accounts that are read.  They are opened read-only.

    \b
    Examples:
      orchestrator mailbox add main --host imap.studio.example --username hello@studio.example
      orchestrator mailbox test main
    """


@mailbox.command("add")
@click.argument("name")
@click.option("--host", required=True, help="Of the IMAP server.")
@click.option("--port", type=click.IntRange(1, 65535), help="993 for tls, else 143.")
@click.option(
    "--security",
    type=click.Choice(tuple(PORTS)),
    default="tls",
    show_default=True,
    help="none: only for a server on this machine.",
)
@click.option("--username", required=True, help="Most servers take the whole address.")
@common.password_file
@oauth_options
@click.option("--archive", is_flag=True, help="It gets a copy of all we send: evidence, no intake.")
@click.option("--no-test", is_flag=True, help="Do not try to sign in.")
@answers
def add_mailbox(
    name: str,
    host: str,
    port: int | None,
    security: str,
    username: str,
    password_file: Path | None,
    archive: bool,
    no_test: bool,
    **oauth: Any,
) -> Answer:
    r"""Add a mailbox, or give the one of this NAME other values.

    With --oauth the password is the refresh token that the provider granted.

    \b
    Examples:
      orchestrator mailbox add main --host imap.studio.example --username hello@studio.example
      orchestrator mailbox add archive --archive --host imap.studio.example --username archive
      orchestrator mailbox add main --host imap.gmail.com --username hello@studio.example \
        --oauth google --client-id ID --client-secret-file secret.txt --password-file token.txt
    """
    service = open_service()
    if security == "none" and not is_loopback(host):
        raise UsageError(f"--security none sends the password in clear to {host}; use tls")
    values: dict[str, Any] = {
        "host": naming.words("--host", host, longest=255),
        "port": port or PORTS[security],
        "security": security,
        "username": naming.words("--username", username, longest=320),
    }
    tokens = token_options(**oauth)
    kind = "Refresh token" if tokens else "Password"
    password = secret(password_file, f"{kind} of {username}")
    grant = tokens.grant(password, service) if tokens and not no_test else None
    account = Account(
        **values,
        secret=grant.access_token if grant else password,
        mechanism=tokens.mechanism if tokens else "",
    )
    seen = None if no_test else _try(account, service.settings)
    with service.change() as session:
        row = session.scalar(select(Mailbox).where(Mailbox.name == name))
        row = row or Mailbox(name=naming.words("name", name, longest=80))
        for field, value in values.items():
            setattr(row, field, value)
        row.sealed_password = "" if tokens else seal(service.settings.keys, password)
        row.oauth = tokens.row(row.oauth, password, grant, service.settings) if tokens else None
        row.is_archive, row.is_active = archive, True
        row.paused_at, row.refused_at = None, []
        session.add(row)
        _record(session, service, row, change="added")
    words = seen.in_words() if seen else "not tried"
    return Answer(f"Added {name}: {words}", {"id": row.id, "name": name, "tested": bool(seen)})


@mailbox.command("list")
@answers
def list_mailboxes() -> Answer:
    """List the mailboxes and how reading them goes."""
    service = open_service()
    with service.database.read() as session:
        data = [
            {
                "name": row.name,
                "server": f"{row.username} at {row.host}:{row.port}",
                "use": "archive" if row.is_archive else "intake",
                "active": row.is_active,
                "read_at": row.read_at,
                "problem": row.problem,
            }
            for row in session.scalars(select(Mailbox).order_by(Mailbox.name))
        ]
    rows = [
        (box["name"], box["server"], box["use"], box["problem"] or _read_words(box)) for box in data
    ]
    return Answer(table(rows) or "None yet: mailbox add", data)


def _read_words(box: dict[str, Any]) -> str:
    if not box["active"]:
        return "not read any more"
    return f"read {box['read_at']:%Y-%m-%d %H:%M} UTC" if box["read_at"] else "never read"


@mailbox.command("test")
@click.argument("name")
@answers
def test_mailbox(name: str) -> Answer:
    r"""Sign in, look, change nothing; exit 4 when it does not work.

    \b
    Example:
      orchestrator mailbox test main
    """
    service = open_service()
    with service.database.read() as session:
        mailbox_id = named(session, name).id
    with signed_in(service.database, service.settings, mailbox_id) as client:
        seen = look(client)
    return Answer(f"{name}: {seen.in_words()}", {"name": name, "idle": seen.has_idle})


@mailbox.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Say what would be done.")
@answers
def remove_mailbox(name: str, yes: bool, dry_run: bool) -> Answer:
    r"""Stop reading a mailbox; its mail stays.  `mailbox add` with its name starts again.

    \b
    Example:
      orchestrator mailbox remove main --dry-run
    """
    service = open_service()
    if not dry_run:
        confirm(f"Stop reading {name}?", yes=yes)
    with service.change(dry_run=dry_run) as session:
        row = named(session, name)
        row.is_active = False
        _record(session, service, row, change="removed")
    words = "would not be read" if dry_run else "is not read"
    return Answer(f"{name} {words} any more; its mail stays", {"name": name, "dry_run": dry_run})


def _try(account: Account, settings: Settings) -> Seen:
    try:
        with connect(account, timeout_seconds=settings.imap_timeout.total_seconds()) as client:
            return look(client)
    except MailboxLoginError as error:
        raise MailboxLoginError(f"{error}; correct --username or its password") from error
    except MailboxError as error:
        cure = "correct --host, --port or --security, or add it untried with --no-test"
        raise MailboxError(f"{error}; {cure}") from error


def look(client: Connection) -> Seen:
    """Look around where we are signed in, read-only.

    Raises:
        MailboxError: a step failed.
    """
    messages = examine(client, INBOX).messages
    has_idle = bool(client.has_capability("IDLE"))
    version = getattr(client.socket(), "version", lambda: "no TLS, loopback")()
    return Seen(str(version), messages, sent_folder(client), has_idle)


def named(session: Session, name: str) -> Mailbox:
    """Raises UsageError when there is none of this name."""
    row = session.scalar(select(Mailbox).where(Mailbox.name == name))
    if row is None:
        raise UsageError(f"mailbox {name[:80]!r}: there is none; see: orchestrator mailbox list")
    return row


def _record(session: Session, service: Service, row: Mailbox, *, change: str) -> None:
    session.flush()
    record(
        session,
        Action.CONFIG_CHANGE,
        f"mailbox:{row.id}",
        actor=service.actor,
        now=service.now,
        details={"name": row.name, "username": row.username},
        change=change,
    )
