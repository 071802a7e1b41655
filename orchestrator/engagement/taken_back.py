"""A client takes back what she said: "undo", or "wrong" in answer to what we understood.

What is proven to be hers goes only by a mail that is proven to be hers too, and what a
person decided stays with that person.  Whatever goes or stays, the PM is told once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from orchestrator.engagement import tasks
from orchestrator.engagement.asks import undo_answer
from orchestrator.engagement.wish_decisions import settle_wish
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Contact,
    Mail,
    OutboxEntry,
    Preference,
    Task,
    TaskKind,
    WishState,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.models.tasks import KEPT
from orchestrator.record.append import Actor


@dataclass(frozen=True, slots=True)
class Undo:
    """The mail that takes back.

    ``proven``: it is sure to be hers.  ``meant``: the mails of hers of which our notice
    speaks that it answers; None where it answers none.
    """

    session: Session
    mail: Mail
    contact: Contact
    meant: Collection[int] | None
    proven: bool
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went and what stays, in words."""

    undone: list[str]
    kept: list[str]


def acknowledged(session: Session, mail: Mail) -> Collection[int] | None:
    """The mails of which the nearest message of ours speaks that ``mail`` answers.

    None where that is none of our notices.
    """
    named = [i for i in (mail.in_reply_to, *reversed(mail.references)) if i]
    rows = session.scalars(
        select(OutboxEntry).where(
            OutboxEntry.message_id.in_(named), OutboxEntry.contact_id == mail.contact_id
        )
    )
    ours = {entry.message_id: entry for entry in rows}
    nearest = next((ours[i] for i in named if i in ours), None)
    return nearest.mail_ids if nearest and nearest.kind in AUTOMATIC else None


def undo_answers(undo: Undo) -> Outcome:
    """Take back what the mails that she means answered in this project.  The caller commits."""
    hers = (
        select(Answer)
        .join(Ask)
        .where(
            Answer.contact_id == undo.contact.id,
            Answer.mail_id != undo.mail.id,
            # A mail that is filed late takes nothing back that she said after it.
            Answer.answered_at <= undo.mail.received_at,
            Answer.state.in_((AnswerState.APPLIED, AnswerState.WAITING)),
            Ask.project_id == undo.mail.project_id,
        )
    )
    meant = undo.meant
    if meant is None:
        newest = hers.order_by(Answer.answered_at.desc(), Answer.id.desc()).limit(1)
        last = undo.session.scalar(newest)
        meant = {last.mail_id} if last else set()
    found = Outcome([], [])
    rows = undo.session.scalars(hers.where(Answer.mail_id.in_(meant)).order_by(Answer.id)).all()
    for answer in rows:
        value = answer.value or "no side named"
        words = f"{answer.number}: {answer.ask.options.get(value, value)}"
        if _may_go(undo, answer):
            undo_answer(undo.session, answer, actor=undo.actor, now=undo.now)
            found.undone.append(words)
        else:
            found.kept.append(words)
    return found


def undo_wishes(undo: Undo) -> Outcome:
    """Take back what she wished for, as far as she answers what we said of it.

    The caller commits.
    """
    rows = undo.session.scalars(
        select(Preference)
        .where(
            Preference.contact_id == undo.contact.id,
            Preference.source.in_([f"mail:{mail_id}" for mail_id in undo.meant or ()]),
            Preference.state.in_((WishState.APPLIED, WishState.WAITING)),
        )
        .order_by(Preference.id)
    ).all()
    found = Outcome([], [])
    for wish in rows:
        words = f"{wish.wish.value.replace('_', ' ')} {wish.value}"
        if wish.decided_at is None and (undo.proven or wish.awaits_proof):
            settle_wish(undo.session, wish, WishState.UNDONE, actor=undo.actor, now=undo.now)
            found.undone.append(words)
        else:
            found.kept.append(words)
    return found


def tell(undo: Undo, *outcomes: Outcome) -> bool:
    """Tell the PM, once a mail; return whether there is anything to tell.  The caller commits."""
    undone = [words for each in outcomes for words in each.undone]
    kept = [words for each in outcomes for words in each.kept]
    if not (undone or kept) and undo.meant is None:
        return False
    said = [
        f"Taken back: {'; '.join(undone)}." if undone else "",
        f"Still counts or waits: {'; '.join(kept)}." if kept else "",
        "" if undone or kept else "Nothing of it could be taken back by itself.",
        "" if undo.proven or not kept else "The mail is not proven to be hers.",
    ]
    return tasks.tell(
        undo.session,
        undo.mail,
        f"mail:{undo.mail.id}{KEPT if kept or not undone else ''}",
        " ".join(filter(None, said)),
        kind=TaskKind.WRONG,
        actor=undo.actor,
        now=undo.now,
    )


def forget_taken_back(session: Session, mail_ids: Collection[int]) -> set[int]:
    """Forget what people were told that contacts took back, and name all that those answered.

    With or without these mails, an "undo" that comes later may be of others, or of none.
    The caller commits, and lets the answers take effect anew.
    """
    hers = select(Mail.contact_id, Mail.project_id).where(
        Mail.id.in_(mail_ids), Mail.contact_id.is_not(None), Mail.project_id.is_not(None)
    )
    asks: set[int] = set()
    for contact_id, project_id in session.execute(hers.distinct()).all():
        told = (
            select(Task.id)
            .join(Mail, Mail.id == Task.mail_id)
            .where(
                Task.kind == TaskKind.WRONG,
                Task.decided_by.is_(None),
                Mail.contact_id == contact_id,
                Mail.project_id == project_id,
            )
        )
        if found := session.scalars(told).all():
            session.execute(delete(Task).where(Task.id.in_(found)))
            asks |= answered_by(session, contact_id, project_id)
    return asks


def answered_by(session: Session, contact_id: int | None, project_id: int | None) -> set[int]:
    """All asks of a project that a contact answered."""
    query = (
        select(Answer.ask_id)
        .join(Ask, Ask.id == Answer.ask_id)
        .where(Answer.contact_id == contact_id, Ask.project_id == project_id)
    )
    return set(session.scalars(query))


def _may_go(undo: Undo, answer: Answer) -> bool:
    is_unproven = answer.state is AnswerState.WAITING and answer.tier == "T1"
    return answer.decided_by is None and (undo.proven or is_unproven)
