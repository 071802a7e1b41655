"""What is wrong with a mailbox, kept on its row in words until it works or a person acts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from orchestrator.collect.places import mark_all_gone
from orchestrator.config import Settings
from orchestrator.errors import FolderError, MailboxError, MailboxLoginError, MailboxPaused
from orchestrator.models import FolderCursor, Mailbox
from orchestrator.record.append import Action, Actor, record

_DAY = timedelta(hours=24)
_LONGEST = 300


def next_sign_in(refused_at: Sequence[str], settings: Settings) -> datetime | None:
    """When we may try again, after sign-ins that were refused; None for at once.

    The pause doubles with each refusal.  A server locks out who tries too often, and then
    its own people too, so no more than ``login_tries`` fall into any 24 hours.
    """
    if not refused_at:
        return None
    times = [datetime.fromisoformat(each) for each in refused_at]
    doubled = settings.login_pause * 2.0 ** min(len(times) - 1, 20)
    due = times[-1] + min(doubled, settings.login_pause_at_most)
    if len(times) >= settings.login_tries:
        due = max(due, times[-settings.login_tries] + _DAY)
    return due


def note_trouble(
    session: Session, mailbox_id: int, error: MailboxError, settings: Settings, *, now: datetime
) -> None:
    """Say on the mailbox's row what is wrong, and since when.  The caller commits."""
    mailbox = session.get_one(Mailbox, mailbox_id)
    words = str(error)
    if isinstance(error, MailboxLoginError):
        refused = [*mailbox.refused_at, now.isoformat()]
        mailbox.refused_at = refused[-max(settings.login_tries, 20) :]
        due = next_sign_in(mailbox.refused_at, settings)
        words = f"{words[: _LONGEST - 60]}. We try again after {due:%Y-%m-%d %H:%M} UTC"
    if isinstance(error, MailboxPaused):
        mailbox.paused_at = mailbox.paused_at or now
    mailbox.problem = words[:_LONGEST]
    mailbox.problem_since = mailbox.problem_since or now


def note_folder(
    session: Session, cursor_id: int, error: FolderError | None, *, now: datetime
) -> None:
    """Say whether a folder was there to be read.  The caller commits."""
    cursor = session.get_one(FolderCursor, cursor_id)
    cursor.missing_since = (cursor.missing_since or now) if error else None


def note_read(
    session: Session, mailbox_id: int, missing: Sequence[FolderError], *, now: datetime
) -> None:
    """The mailbox was read, but for the folders that were ``missing``.  Caller commits."""
    mailbox = session.get_one(Mailbox, mailbox_id)
    mailbox.read_at = now
    mailbox.problem = "; ".join(map(str, missing))[:_LONGEST]
    mailbox.problem_since = (mailbox.problem_since or now) if missing else None


def note_signed_in(session: Session, mailbox_id: int) -> None:
    """The server took our credentials.  The caller commits."""
    session.get_one(Mailbox, mailbox_id).refused_at = []


def check_not_paused(mailbox: Mailbox) -> None:
    """Raises MailboxPaused, with the reason it was paused for."""
    if mailbox.paused_at is not None:
        raise MailboxPaused(mailbox.problem)


def resume(session: Session, mailbox_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a mailbox be read again, now: a person has seen to it.  The caller commits.

    Ends its pause and the wait after refused sign-ins, and lets go of the folders that
    the server has no more.
    """
    mailbox = session.get_one(Mailbox, mailbox_id)
    mailbox.paused_at, mailbox.refused_at = None, []
    mailbox.problem, mailbox.problem_since = "", None
    for cursor in mailbox.folders:
        cursor.uidvalidity_changes = 0
        if cursor.missing_since is not None:
            mark_all_gone(session, cursor, now=now)
            session.delete(cursor)
    record(
        session,
        Action.CONFIG_CHANGE,
        f"mailbox:{mailbox_id}",
        actor=actor,
        now=now,
        change="resumed",
    )
