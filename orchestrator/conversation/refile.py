"""Move a conversation to the project where it belongs; what was read in it is forgotten.

Only what the reading left is undone here; `orchestrator.refiling` has the whole.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from orchestrator.conversation.addressed import Filing
from orchestrator.conversation.concerns import keep_concerns
from orchestrator.conversation.followers import with_followers
from orchestrator.conversation.known import people_at
from orchestrator.conversation.moving import members_of, move_apart
from orchestrator.conversation.references import ancestors, joining, key_of
from orchestrator.conversation.routing import evidence_for
from orchestrator.conversation.undecided import require_own_people, require_remaining
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Contact,
    Direction,
    Mail,
    MailState,
    Project,
    Reading,
    Sentiment,
    Statement,
    Thread,
    ThreadKey,
)
from orchestrator.models.base import insert_into

_UNDERSTOOD = (MailState.THREADED, MailState.READ, MailState.APPLIED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail is filed, and by what; kept with a decision, so that it can be undone."""

    project_id: int | None
    digest_id: int | None
    has_token: bool
    filed_by: str


def check_move(
    session: Session, thread_id: int, project_id: int | None
) -> tuple[Thread, Project | None]:
    """Raises:
    UsageError: there is no such conversation or project.
    Refused: it is there already, or somebody in it belongs to another client.
    """
    thread = session.get(Thread, thread_id)
    project = session.get(Project, project_id) if project_id is not None else None
    if thread is None or (project is None and project_id is not None):
        raise UsageError("there is no such conversation or project")
    require_remaining(thread)
    if thread.project_id == project_id:
        raise Refused("this conversation is there already")
    if project is not None:
        know_again(session, thread.id)
        require_own_people(session, thread.id, project.client_id)
    return thread, project


def know_again(session: Session, thread_id: int) -> None:
    """Look up whose mails these are: an address may have been given to somebody since."""
    mails = session.scalars(
        select(Mail).where(Mail.thread_id == thread_id, Mail.direction == Direction.IN)
    ).all()
    people = people_at(session, [mail.from_address for mail in mails])
    for mail in mails:
        person = people.get(mail.from_address)
        mail.contact_id = person.id if person else None
    session.flush()


def places_of_mails(session: Session, mail_ids: Collection[int]) -> dict[int, Place]:
    """Where mails are filed now."""
    rows = session.execute(
        select(Mail.id, Mail.project_id, Mail.digest_id, Mail.has_token, Mail.filed_by).where(
            Mail.id.in_(mail_ids)
        )
    )
    return {row.id: Place(*row[1:]) for row in rows}


def forget_readings(session: Session, mail_ids: Collection[int]) -> None:
    """Forget what mails were understood as; a mood that a person corrected stays.

    The caller commits.
    """
    session.execute(delete(Statement).where(Statement.mail_id.in_(mail_ids)))
    session.execute(delete(Reading).where(Reading.mail_id.in_(mail_ids)))
    session.execute(
        delete(Sentiment).where(
            Sentiment.mail_id.in_(mail_ids), Sentiment.corrected_label.is_(None)
        )
    )


def move_mails(
    session: Session,
    thread: Thread,
    project: Project | None,
    *,
    former: Mapping[int, Place],
    reason: str,
    key: bytes,
) -> None:
    """File all mails of a thread under a project, or under none, to be read anew.

    A mail that was there before (``former``) gets its old place back; one that answers our
    own message there is bound to it; the others say ``reason``.  Later answers follow the
    thread.  The caller commits.
    """
    old_client = thread.project.client_id if thread.project else None
    mails = session.scalars(select(Mail).where(Mail.thread_id == thread.id)).all()
    project_id = project.id if project else None
    if project is None and old_client is not None:
        keep_concerns(session, {(m.id, old_client): False for m in mails if m.contact_id is None})
    ids = [mail.id for mail in mails if mail.direction is Direction.IN]
    found = evidence_for(session, ids, project_id, key=key) if project_id else {}
    for mail in mails:
        place = _place(mail, project_id, former, found.get(mail.id), reason)
        mail.project_id, mail.digest_id = place.project_id, place.digest_id
        mail.has_token, mail.filed_by = place.has_token, place.filed_by
        if mail.state in _UNDERSTOOD:
            mail.state, mail.attempts = MailState.THREADED, 0
    thread.project_id = project_id
    thread.done_at = thread.snoozed_at = thread.snoozed_until = None
    session.flush()
    session.expire(thread, ["project"])
    if project is None or project.client_id != old_client:
        _rekey(session, thread, mails, project)


def unfile(session: Session, mail: Mail) -> None:
    """Give a mail back to be threaded and filed as a stranger's.  The caller commits."""
    family = session.get_one(Thread, mail.thread_id).split_from_id
    thread = take_out(session, mail, alone=True)
    if mail.project is not None:
        keep_concerns(session, {(mail.id, mail.project.client_id): False})
    thread.split_from_id = family  # Nobody split it: headers may join it again.
    mail.contact_id = mail.project_id = mail.digest_id = None
    mail.has_token, mail.filed_by = False, ""
    mail.state, mail.attempts = MailState.PARSED, 0
    thread.project_id = None
    session.flush()
    session.expire(mail, ["contact"])
    _rekey(session, thread, [mail], None)


def take_out(
    session: Session, mail: Mail, *, alone: bool = False, client_id: int | None = None
) -> Thread:
    """Give a mail, with what followed it, a conversation of its own, where it has company.

    Later answers to any of them follow it.  The caller commits.

    Args:
        alone: without what followed it.
        client_id: where it goes; what people of other clients answered to it stays.
    """
    thread = session.get_one(Thread, mail.thread_id)
    members = members_of(session, thread.id)
    taken = [each for each in members if each.id == mail.id]
    if not alone:
        staying = _of_others(session, thread, client_id) - {mail.id}
        taken = with_followers([each for each in members if each.id not in staying], [mail.id])
    if len(taken) == len(members):
        return thread
    return move_apart(session, mail, members, taken)


def _of_others(session: Session, thread: Thread, client_id: int | None) -> set[int]:
    if client_id is None:
        return set()
    query = select(Mail.id).join(Contact, Contact.id == Mail.contact_id)
    return set(
        session.scalars(query.where(Mail.thread_id == thread.id, Contact.client_id != client_id))
    )


def _place(
    mail: Mail,
    project_id: int | None,
    former: Mapping[int, Place],
    evidence: Filing | None,
    reason: str,
) -> Place:
    if mail.id in former and former[mail.id].project_id == project_id:
        return former[mail.id]
    if project_id is None:
        return Place(None, None, False, "")
    if evidence is None:
        return Place(project_id, None, False, reason)
    return Place(project_id, evidence.digest_id, evidence.by_token, reason)


def _rekey(
    session: Session, thread: Thread, mails: Sequence[Mail], project: Project | None
) -> None:
    """Let later answers of the new client find the thread, and no longer those of the old."""
    session.execute(delete(ThreadKey).where(ThreadKey.thread_id == thread.id))
    rows: dict[tuple[str, int | None], datetime | None] = {}
    for mail in mails:
        client_id = project.client_id if project else _client_of(mail)
        named = ancestors(mail.message_id, mail.references, mail.in_reply_to)
        for key in joining(named, mail.authenticity):
            rows.setdefault((key, client_id), None)
        if mail.message_id:
            rows[key_of(mail.message_id), client_id] = mail.received_at
    if rows:
        taken = select(ThreadKey.message_id, ThreadKey.client_id).where(
            ThreadKey.message_id.in_({message_id for message_id, _ in rows})
        )
        for message_id, client_id in session.execute(taken).all():
            rows.pop((message_id, client_id), None)
    if rows:
        session.execute(
            insert_into(session, ThreadKey),
            [
                {
                    "message_id": message_id,
                    "client_id": client_id,
                    "thread_id": thread.id,
                    "mail_at": mail_at,
                }
                for (message_id, client_id), mail_at in rows.items()
            ],
        )


def _client_of(mail: Mail) -> int | None:
    return mail.contact.client_id if mail.contact else None
