"""``orchestrator digest``: draft, read and decide on updates, as the review screen does."""

from collections.abc import Callable
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.cli import naming
from orchestrator.cli.common import Answer, Service, answers, confirm, open_service, table
from orchestrator.digest.approve import (
    approve_digest,
    mark_seen,
    settle_send_time,
    undo_approval,
)
from orchestrator.digest.checks import check_digest
from orchestrator.digest.hold import bring_forward, hold_digest, release_digest, skip_digest
from orchestrator.dispatch.compose import Message, compose_digest
from orchestrator.errors import UsageError
from orchestrator.models import Block, Digest, DigestState

_VIEWS = ("text", "html", "source")
_AT_MOST = 200

_number = click.argument("number", type=int)
_reason = click.option("--reason", required=True, help="For the record and the next reader.")
_as = click.option("--as", "email", help="Whose decision it is; the project's PM if left out.")
_revision = click.option("--revision", type=int, help="Refuse unless it is still this one.")
_dry_run = click.option("--dry-run", is_flag=True, help="Check all, change nothing.")


@click.group("digest")
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
@click.option("--state", type=click.Choice([state.value for state in DigestState]))
@answers
def list_digests(state: str | None) -> Answer:
    """List the newest updates, those that leave first on top."""
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
@_number
@click.option("--as", "view", type=click.Choice(_VIEWS), default="text", show_default=True)
@answers
def show(number: int, view: str) -> Answer:
    """Show one update: its text, its page, or each line with its sources."""
    service = open_service()
    with service.database.read() as session:
        row = _get(session, number)
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
    rows += [
        ("Blocked" if check.blocks else "Note", f"{check.title} {check.detail}".strip())
        for check in check_digest(session, row)
        if not check.ok
    ]
    return table(rows) + "\n\n"


def _line(block: Block) -> dict[str, Any]:
    sources = [source.source for source in block.sources]
    return {"kind": block.kind.value, "text": block.text, "sources": sources}


@digest.command("draft")
@answers
def draft() -> Answer:
    """Draft now for every slot that is near, as the service does by itself."""
    open_service()
    made = flow.draft_due()
    return Answer(f"{made} written; see: orchestrator digest list", {"written": made})


@digest.command("approve")
@_number
@_as
@_revision
@_dry_run
@answers
def approve(number: int, email: str | None, revision: int | None, dry_run: bool) -> Answer:
    r"""Approve these words: they leave at their time, unless undone before.

    \b
    Examples:
      orchestrator digest approve 14 --dry-run
      orchestrator digest approve 14 --revision 2 --as maya@studio.example
    """
    return _approve(number, email, revision, _settle_time, dry_run=dry_run)


@digest.command("send")
@_number
@_as
@_revision
@_dry_run
@click.option("--yes", is_flag=True, help="Do not ask.")
@answers
def send(number: int, email: str | None, revision: int | None, dry_run: bool, yes: bool) -> Answer:
    """Approve an update and let it leave as soon as an undo allows; never in quiet hours."""
    if not dry_run:
        confirm(f"Send update {number} now?", yes=yes)
    return _approve(number, email, revision, _bring_forward, dry_run=dry_run)


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
    dry_run: bool,
) -> Answer:
    service = open_service()
    with service.change(dry_run=dry_run) as session:
        row = _get(session, number)
        user = naming.user_named(session, email) if email else row.project.pm
        set_time(session, service, row)
        message = compose_digest(row, settings=service.settings, key=service.key)
        approve_digest(
            session,
            row.id,
            message=message,
            shown_revision=row.revision if revision is None else revision,
            user_id=user.id,
            actor=service.actor,
            now=service.now,
        )
        answer = _approved(service, row, message, dry_run=dry_run)
    if not dry_run:
        service.ring("send_due")
    return answer


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


@digest.command("undo")
@_number
@answers
def undo(number: int) -> Answer:
    """Take an approval back, until the message is on its way."""
    return _decide(number, undo_approval, "is a draft again")


@digest.command("seen")
@_number
@answers
def seen(number: int) -> Answer:
    """Say that you have read what the client wrote after the draft."""
    return _decide(number, mark_seen, "can be approved")


@digest.command("hold")
@_number
@_reason
@answers
def hold(number: int, reason: str) -> Answer:
    """Keep a draft back until it is released."""
    return _decide(number, hold_digest, "is held", reason=reason)


@digest.command("release")
@_number
@answers
def release(number: int) -> Answer:
    """Make a held or skipped update a draft again."""
    return _decide(number, release_digest, "is a draft again")


@digest.command("skip")
@_number
@_reason
@answers
def skip(number: int, reason: str) -> Answer:
    """Send nothing this time; the facts wait for the next update."""
    return _decide(number, skip_digest, "is skipped", reason=reason)


def _decide(number: int, decide: Callable[..., object], words: str, **given: str) -> Answer:
    service = open_service()
    with service.change() as session:
        row = _get(session, number)
        decide(session, row.id, **given, actor=service.actor, now=service.now)
    return Answer(f"Update {number} {words}", {"id": row.id, "state": row.state.value})


def _get(session: Session, number: int) -> Digest:
    row = session.get(Digest, number)
    if row is None:
        raise UsageError(f"update {number}: there is none; see: orchestrator digest list")
    return row
