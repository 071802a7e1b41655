"""A document that we asked for has come when its file comes."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.settling import close_ask, record_answer
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    Attachment,
    Contact,
    Direction,
    Mail,
)
from orchestrator.models.base import is_among
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Actor
from orchestrator.stems import shared_stems

BY_FILE: Final = 0
"""The number of an answer that a file gave, not words beside a number."""
COUNTS_FOR: Final = timedelta(days=30)
_PICTURE_AT_LEAST: Final = 60_000
"""Smaller pictures are logos under a signature."""
_NO_DOCUMENT: Final = ("text/calendar", "application/pgp", "application/pkcs7", "message/")


def take_documents(session: Session, mail_ids: Collection[int], *, now: datetime) -> None:
    """Close the requests for documents that files in these mails answer.  The caller commits.

    The one request that is open, or the one whose words the file's name shares, is closed;
    where that is not plain, one answer waits for a person.
    """
    for mail, contact in session.execute(
        select(Mail, Contact)
        .join(Contact, Contact.id == Mail.contact_id)
        .where(
            is_among(session, Mail.id, mail_ids),
            Mail.direction == Direction.IN,
            Mail.kind == "human",
            Mail.project_id.is_not(None),
            Mail.received_at > now - COUNTS_FOR,
            select(Attachment.id).where(Attachment.mail_id == Mail.id).exists(),
        )
        .order_by(Mail.received_at, Mail.id)
    ).all():
        files = files_of(session, mail.id)
        asks = _waiting(session, mail) if files else []
        if asks:
            _take(session, mail, contact, asks, files, now=now)


def files_of(session: Session, mail_id: int) -> Sequence[str]:
    """The names of what may be a document; a small picture or a signature is none."""
    rows = session.scalars(
        select(Attachment).where(Attachment.mail_id == mail_id).order_by(Attachment.position)
    )
    return [
        row.filename
        for row in rows
        if not row.content_type.startswith(_NO_DOCUMENT)
        and (not row.content_type.startswith("image/") or row.size >= _PICTURE_AT_LEAST)
    ]


def _waiting(session: Session, mail: Mail) -> Sequence[Ask]:
    """Requests of its project that were asked before it came and that it does not answer yet."""
    answered = select(Answer.id).where(Answer.ask_id == Ask.id, Answer.mail_id == mail.id)
    return session.scalars(
        select(Ask)
        .where(
            Ask.project_id == mail.project_id,
            Ask.kind == AskKind.DOCUMENT,
            Ask.state.in_(OPEN_STATES),
            Ask.asked_at <= mail.received_at,
            ~answered.exists(),
        )
        .order_by(Ask.due_on, Ask.id)
    ).all()


def _take(
    session: Session,
    mail: Mail,
    contact: Contact,
    asks: Sequence[Ask],
    files: Sequence[str],
    *,
    now: datetime,
) -> None:
    named = {ask.id: name for ask in asks for name in files if shared_stems(ask.text, name)}
    mine = [ask for ask in asks if ask.contact_id == contact.id]
    chosen = [ask for ask in asks if ask.id in named]
    if not chosen and len(mine) == 1:
        chosen = mine
    why = _why_waiting(mail, contact, asks, chosen)
    for ask in chosen if not why else (chosen or list(asks))[:1]:
        _answer(session, mail, contact, ask, named.get(ask.id, files[0]), why, now=now)


def _why_waiting(mail: Mail, contact: Contact, asks: Sequence[Ask], chosen: Sequence[Ask]) -> str:
    if mail.authenticity == "fail":
        return "nothing proves who sent the file"
    if not chosen:
        return f"{len(asks)} documents are asked for; which one is it?"
    other = next((ask for ask in chosen if ask.contact_id != contact.id), None)
    return f"we asked {other.contact.name}" if other else ""


def _answer(
    session: Session,
    mail: Mail,
    contact: Contact,
    ask: Ask,
    filename: str,
    why: str,
    *,
    now: datetime,
) -> None:
    answer = Answer(
        ask_id=ask.id,
        mail_id=mail.id,
        contact_id=contact.id,
        number=BY_FILE,
        value=filename,
        certainty="exact",
        span=filename,
        tier="T1",
        state=AnswerState.WAITING if why else AnswerState.APPLIED,
        why_waiting=why,
        answered_at=mail.received_at,
    )
    session.add(answer)
    if not why:
        close_ask(session, ask)
    record_answer(session, answer, ask, actor=Actor(f"client:{contact.id}", "mail"), now=now)
