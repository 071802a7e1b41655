"""What the reply addresses that a mail went to name: an update, a conversation, a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.known import Person
from orchestrator.conversation.moving import remaining_id
from orchestrator.models import Confirmation, Digest, Project, Thread
from orchestrator.wording import REPLY

_REASON = "reply token"


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a mail goes.  ``digest_id``: the update it answers; ``reason`` in words."""

    project_id: int
    reason: str
    digest_id: int | None = None
    by_token: bool = False


def filings_by_address(
    session: Session, key: bytes, found: Sequence[str], person: Person
) -> list[Filing]:
    """Where genuine ones of these tokens point: her own first, of those the newest update.

    They are ranked, as anybody may have written them, in any order, into the header of a mail.
    """
    filings = [each for token in found if (each := _filing(session, key, token, person))]
    return sorted(filings, key=_strength, reverse=True)


def _strength(filing: Filing) -> tuple[bool, int, int]:
    return filing.by_token, filing.digest_id or 0, filing.project_id


def _filing(session: Session, key: bytes, token: str, person: Person) -> Filing | None:
    reference = tokens.reference_of(token) or ""
    find = _FIND.get(reference[:1])
    return find(session, key, int(reference[1:]), token, person) if find else None


def _of_digest(
    session: Session, key: bytes, digest_id: int, token: str, person: Person
) -> Filing | None:
    digest = session.get(Digest, digest_id)
    if digest is None or not tokens.is_genuine(key, REPLY, token, digest.contact_id):
        return None
    by_token = digest.contact_id == person.id
    return Filing(digest.project_id, _REASON, digest.id, by_token)


def _of_thread(
    session: Session, key: bytes, thread_id: int, token: str, person: Person
) -> Filing | None:
    """The reply address of an acknowledgement: it names the conversation it stands in."""
    thread = session.scalar(select(Thread).where(Thread.id == remaining_id(thread_id)))
    if thread is None or thread.project_id is None:
        return None
    if not tokens.is_genuine(key, REPLY, token, person.id):
        return None
    return Filing(thread.project_id, _REASON, by_token=True)


def _of_confirmation(
    session: Session, key: bytes, mail_id: int, token: str, person: Person
) -> Filing | None:
    """The reply address of "Was this you?": it names the mail that was meant."""
    confirmation = session.scalar(select(Confirmation).where(Confirmation.mail_id == mail_id))
    if confirmation is None or confirmation.mail.project_id is None:
        return None
    if not tokens.is_genuine(key, REPLY, token, person.id):
        return None
    return Filing(confirmation.mail.project_id, _REASON, by_token=True)


def _of_project(
    session: Session, key: bytes, project_id: int, token: str, person: Person
) -> Filing | None:
    """The reply address of a welcome."""
    project = session.get(Project, project_id)
    if project is None or not tokens.is_genuine(key, REPLY, token, person.id):
        return None
    return Filing(project.id, _REASON, by_token=True)


_FIND = {"c": _of_confirmation, "d": _of_digest, "p": _of_project, "t": _of_thread}
