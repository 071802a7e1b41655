"""What a PM decides about a question that seems to be answered already."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.settling import record_answer
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Answer, AnswerState, Ask, AskKind, AskState, Mail
from orchestrator.models.registers import ASKABLE, is_asked_already
from orchestrator.record.append import Action, Actor, record

UNASKED = 0
"""The number of an answer that was never asked for in an update."""


def use_known(
    session: Session, ask_id: int, value: str, *, user_id: int, actor: Actor, now: datetime
) -> Answer:
    """Let the answer that was given before count for this question.  The caller commits.

    Args:
        value: the option, ``yes`` or ``no``, or the words of a value.

    Raises:
        Refused: there is none, or the question is settled.
        UsageError: ``value`` is no side of this question.
    """
    ask = _held_back(session, ask_id)
    if is_asked_already(ask.known):
        raise Refused("the same question waits for its answer: there is none to take")
    value = value.strip()
    sides = {AskKind.CHOICE: set(ask.options), AskKind.YESNO: {"yes", "no"}}.get(ask.kind)
    if not value or (sides is not None and value not in sides):
        raise UsageError("value: say which answer it was")
    mail = session.get_one(Mail, int(str(ask.known["source"]).partition(":")[2]))
    if mail.contact_id is None or mail.contact is None:
        raise Refused("nobody is known any more to have written it")
    answer = session.scalar(
        select(Answer).where(Answer.mail_id == mail.id, Answer.ask_id == ask.id)
    ) or Answer(mail_id=mail.id, ask_id=ask.id, number=UNASKED)
    answer.contact_id, answer.value, answer.span = mail.contact_id, value, ask.known["words"]
    answer.certainty, answer.tier, answer.state = "confirm", "T1", AnswerState.APPLIED
    answer.why_waiting, answer.answered_at = "", mail.received_at
    answer.decided_by, answer.decided_at = user_id, now
    ask.state = AskState.ANSWERED
    session.add(answer)
    record_answer(session, answer, ask, actor=actor, now=now)
    return answer


def ask_anyway(session: Session, ask_id: int, *, actor: Actor, now: datetime) -> Ask:
    """Ask although it seems to be answered.  The caller commits.

    Raises:
        Refused: it is not held back.
    """
    ask = _held_back(session, ask_id)
    ask.asked_anyway_at = now
    session.flush()
    record(
        session,
        Action.ASK,
        f"ask:{ask.id}",
        actor=actor,
        now=now,
        project_id=ask.project_id,
        source=ask.known["source"],
        anyway=True,
    )
    return ask


def _held_back(session: Session, ask_id: int) -> Ask:
    ask = session.get(Ask, ask_id, with_for_update={"of": Ask}, populate_existing=True)
    if ask is None:
        raise UsageError("there is no such question")
    if not ask.known or ask.asked_anyway_at is not None or ask.state not in ASKABLE:
        raise Refused("this question does not wait for a decision")
    return ask
