"""``orchestrator digest``: draft, read and decide on updates, as the review screen does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, Service, answers, confirm, open_service, table
from orchestrator.cli.lazy import LazyGroup
from orchestrator.digest.approve import approve_digest, settle_send_time
from orchestrator.digest.checks import check_digest
from orchestrator.digest.cooldown import begin_hold
from orchestrator.digest.hold import bring_forward
from orchestrator.dispatch.compose import Message
from orchestrator.dispatch.updates import compose_update
from orchestrator.errors import CoolingDown, UsageError
from orchestrator.models import Block, Digest, DigestState

_VIEWS = ("text", "html", "source")
_AT_MOST = 200

number_argument = click.argument("number", type=int)
as_option = click.option(
    "--as", "email", help="Whose decision it is; the project's PM if left out."
)
_revision = click.option("--revision", type=int, help="Refuse unless it is still this one.")
_dry_run = click.option("--dry-run", is_flag=True, help="Check all, change nothing.")
_anyway = click.option("--anyway", default="", help="Why heated words go before their time.")


_ELSEWHERE = {
    name: f"orchestrator.cli.digest_decisions:{name}"
    for name in ("hold", "release", "seen", "skip", "undo")
} | {
    "draft": "orchestrator.cli.drafting:draft",
    "tell": "orchestrator.cli.digest_decisions:tell",
    "withhold": "orchestrator.cli.digest_decisions:leave_out",
}


@click.group("digest", cls=LazyGroup, elsewhere=_ELSEWHERE)
def digest() -> None:
    r"""Draft, check and send client updates.  Nothing goes out unapproved.

    NUMBER is the one that `digest list` shows first.

    \b
    Examples:
      orchestrator digest list --state drafted
      orchestrator digest show 14 --as text
      orchestrator digest approve 14 --dry-run
    """


@digest.command("list")
@click.option(
    "--state", type=click.Choice([state.value for state in DigestState]), help="Only these."
)
@answers
def list_digests(state: str | None) -> Answer:
    r"""List the newest updates, those that leave first on top.

    \b
    Example:
      orchestrator digest list --state drafted
    """
    service = open_service()
    wanted = select(Digest).order_by(Digest.id.desc()).limit(_AT_MOST)
    if state is not None:
        wanted = wanted.where(Digest.state == DigestState(state))
    with service.database.read() as session:
        found = sorted(session.scalars(wanted), key=lambda d: d.send_at)
        data = [
            {
                "id": d.id,
                "state": d.state.value,
                "client": d.contact.name,
                "project": d.project.slug,
                "number": d.number,
                "sends_at": d.send_at,
                "revision": d.revision,
                "subject": d.subject or d.reason,
            }
            for d in found
        ]
    rows = [
        (d["id"], d["state"], f"{d['sends_at']:%Y-%m-%d %H:%M}", d["client"], d["subject"])
        for d in data
    ]
    return Answer(table(rows) or "No updates", data)


@digest.command("show")
@number_argument
@click.option(
    "--as",
    "view",
    type=click.Choice(_VIEWS),
    default="text",
    show_default=True,
    help="source: each line with where it comes from.",
)
@answers
def show(number: int, view: str) -> Answer:
    r"""Show one update: its text, its page, or each line with its sources.

    \b
    Example:
      orchestrator digest show 14 --as source
    """
    service = open_service()
    with service.database.read() as session:
        row = named(session, number)
        if view == "text":
            return Answer(
                _head(session, row) + row.text, {"subject": row.subject, "text": row.text}
            )
        if view == "html":
            return Answer(row.html, {"subject": row.subject, "html": row.html})
        lines = [_line(block) for block in row.blocks]
        rows = [(line["kind"], ", ".join(line["sources"]), line["text"]) for line in lines]
        return Answer(table(rows), lines)


def _head(session: Session, row: Digest) -> str:
    state = f"{row.state.value}{f', {row.reason}' if row.reason else ''}"
    rows = [
        ("To", f"{row.contact.name} <{row.contact.address}>"),
        ("Subject", row.subject),
        ("Leaves", f"{row.send_at:%Y-%m-%d %H:%M} UTC"),
        ("State", f"{state}, revision {row.revision}"),
    ]
    for check in (check for check in check_digest(session, row) if not check.ok):
        found = [(slip.source, slip.text) for slip in check.slips]
        words = check.title if found else f"{check.title} {check.detail}".strip()
        rows += [("Blocked" if check.blocks else "Note", words), *found]
    return table(rows) + "\n\n"


def _line(block: Block) -> dict[str, Any]:
    sources = [source.source for source in block.sources]
    return {"kind": block.kind.value, "text": block.text, "sources": sources}


@digest.command("approve")
@number_argument
@as_option
@_revision
@_anyway
@_dry_run
@answers
def approve(
    number: int, email: str | None, revision: int | None, anyway: str, dry_run: bool
) -> Answer:
    r"""Approve these words: they leave at their time, unless undone before.

    \b
    Examples:
      orchestrator digest approve 14 --dry-run
      orchestrator digest approve 14 --revision 2 --as maya@studio.example
    """
    return _approve(number, email, revision, _settle_time, anyway=anyway, dry_run=dry_run)


@digest.command("send")
@number_argument
@as_option
@_revision
@_anyway
@_dry_run
@click.option("--yes", is_flag=True, help="Do not ask.")
@answers
def send(
    number: int, email: str | None, revision: int | None, anyway: str, dry_run: bool, yes: bool
) -> Answer:
    r"""Approve an update and let it leave as soon as an undo allows; never in quiet hours.

    \b
    Example:
      orchestrator digest send 14 --dry-run
    """
    if not dry_run:
        confirm(f"Send update {number} now?", yes=yes)
    return _approve(number, email, revision, _bring_forward, anyway=anyway, dry_run=dry_run)


def _settle_time(session: Session, service: Service, row: Digest) -> None:
    """A time that is too near moves to the first that still allows an undo."""
    settle_send_time(session, row, undo_for=service.settings.undo_for, now=service.now)


def _bring_forward(session: Session, service: Service, row: Digest) -> None:
    """It leaves as soon as an undo allows."""
    bring_forward(session, row.id, undo_for=service.settings.undo_for, now=service.now)


def _approve(
    number: int,
    email: str | None,
    revision: int | None,
    set_time: Callable[[Session, Service, Digest], None],
    *,
    anyway: str,
    dry_run: bool,
) -> Answer:
    service = open_service()
    with _holding(service, dry_run=dry_run), service.change(dry_run=dry_run) as session:
        row = named(session, number)
        user = naming.user_named(session, email) if email else row.project.pm
        set_time(session, service, row)
        message = compose_update(row, settings=service.settings, key=service.key)
        approve_digest(
            session,
            row.id,
            message=message,
            shown_revision=row.revision if revision is None else revision,
            user_id=user.id,
            actor=service.actor,
            now=service.now,
            cooldown=service.settings.cooldown,
            anyway=anyway,
        )
        answer = _approved(service, row, message, dry_run=dry_run)
    if not dry_run:
        service.ring("send_due")
    return answer


@contextmanager
def _holding(service: Service, *, dry_run: bool) -> Iterator[None]:
    """Heated words that are tried here wait as those that are tried on the screen."""
    try:
        yield
    except CoolingDown as held:
        with service.change(dry_run=dry_run) as session:
            begin_hold(session, held, now=service.now)
        raise


def _approved(service: Service, row: Digest, message: Message, *, dry_run: bool) -> Answer:
    words = "Would leave" if dry_run else "Leaves"
    return Answer(
        f"{words} {row.send_at:%Y-%m-%d %H:%M:%S} UTC to {message.recipient}: {message.subject}",
        {
            "id": row.id,
            "sends_at": row.send_at,
            "recipient": message.recipient,
            "sha256": message.sha256,
            "dry_run": dry_run,
        },
        [] if service.settings.can_send else ["smtp_host is empty: it waits until one is set"],
    )


def named(session: Session, number: int) -> Digest:
    """Raises UsageError when there is none of this number."""
    row = session.get(Digest, number)
    if row is None:
        raise UsageError(f"update {number}: there is none; see: orchestrator digest list")
    return row
