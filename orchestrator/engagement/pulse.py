"""How a contact says she feels: a score of a mail, and her words to the question of an update."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from orchestrator.engagement.pulse_reply import answer_in
from orchestrator.models import Contact, Mail, Pulse, PulseOutcome, PulseQuestion, Reading
from orchestrator.models.base import is_among
from orchestrator.record.append import Action, Actor, Entry, record, record_all, system

ANSWERED_WITHIN = timedelta(days=14)


def take_pulse(
    session: Session, mail: Mail, contact: Contact, score: int, *, actor: Actor, now: datetime
) -> None:
    """Keep the score of a filed mail, 1 Poor to 5 Great.  The caller commits."""
    assert mail.project_id is not None
    session.add(
        Pulse(
            project_id=mail.project_id,
            contact_id=contact.id,
            mail_id=mail.id,
            score=score,
            said_at=mail.received_at,
        )
    )
    record(
        session,
        Action.PULSE,
        f"mail:{mail.id}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"score": score},
    )


def answer_questions(session: Session, mail_ids: Collection[int], *, now: datetime) -> None:
    """Keep what replies say to the question of the update that they answer.  The caller commits.

    Only who was asked answers, in the project where she was asked; her first answer stays.
    """
    for question, mail, found, name in session.execute(
        select(PulseQuestion, Mail, Reading.found, Contact.name)
        .join(
            Mail,
            (Mail.digest_id == PulseQuestion.digest_id)
            & (Mail.project_id == PulseQuestion.project_id)
            & (Mail.contact_id == PulseQuestion.contact_id),
        )
        .join(Reading, Reading.mail_id == Mail.id)
        .join(Contact, Contact.id == PulseQuestion.contact_id)
        .where(is_among(session, Mail.id, mail_ids), PulseQuestion.outcome != PulseOutcome.ANSWERED)
        .order_by(Mail.received_at, Mail.id)
    ).all():
        words = answer_in(mail.new_text, found, question.topic, name)
        score = found["pulse"]
        if question.outcome is PulseOutcome.ANSWERED or not (words or score):
            continue
        question.outcome, question.mail_id = PulseOutcome.ANSWERED, mail.id
        question.score, question.words = score, words
        record(
            session,
            Action.PULSE,
            f"digest:{question.digest_id}",
            actor=Actor(f"client:{question.contact_id}", "mail"),
            now=now,
            project_id=question.project_id,
            details={"words": words},
            topic=question.topic.value,
            outcome=question.outcome.value,
        )


def close_unanswered(session: Session, *, now: datetime) -> int:
    """Note which questions have no answer after `ANSWERED_WITHIN`, or when a newer one was asked.

    It says nothing of how she feels.  Returns how many; the caller commits.
    """
    newer = aliased(PulseQuestion)
    is_overtaken = select(newer.id).where(
        newer.contact_id == PulseQuestion.contact_id,
        newer.project_id == PulseQuestion.project_id,
        newer.asked_at > PulseQuestion.asked_at,
    )
    closed = session.execute(
        update(PulseQuestion)
        .where(
            PulseQuestion.outcome == PulseOutcome.ASKED,
            (PulseQuestion.asked_at < now - ANSWERED_WITHIN) | is_overtaken.exists(),
        )
        .values(outcome=PulseOutcome.UNANSWERED)
        .returning(PulseQuestion.digest_id, PulseQuestion.project_id, PulseQuestion.topic),
        execution_options={"synchronize_session": False},
    ).all()
    entries = [
        Entry(
            Action.PULSE,
            f"digest:{digest_id}",
            project_id,
            extra={"topic": topic.value, "outcome": PulseOutcome.UNANSWERED.value},
        )
        for digest_id, project_id, topic in sorted(closed)
    ]
    if entries:
        record_all(session, entries, actor=system("pulse"), now=now)
    return len(entries)


def forget_answers(session: Session, mail_ids: Collection[int]) -> None:
    """Questions that these mails answered wait for an answer again.  The caller commits."""
    session.execute(
        update(PulseQuestion)
        .where(PulseQuestion.mail_id.in_(mail_ids))
        .values(outcome=PulseOutcome.ASKED, mail_id=None, score=None, words="")
    )
