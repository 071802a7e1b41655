"""A change order follows the answer that counts, and binds only who may be bound by it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.errors import Refused
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    ChangeRequest,
    ChangeState,
    Participant,
)
from orchestrator.record.append import Action, Actor, record
from orchestrator.wording import money


def follow_answer(session: Session, ask: Ask, *, actor: Actor, now: datetime) -> None:
    """Let the order of an ask stand as the answer that counts says.  The caller commits."""
    row = session.scalar(select(ChangeRequest).where(ChangeRequest.ask_id == ask.id))
    if row is None or ask.state is AskState.WITHDRAWN:
        return
    counts = session.scalar(
        select(Answer)
        .where(Answer.ask_id == ask.id, Answer.state == AnswerState.APPLIED)
        .order_by(Answer.id.desc())
        .limit(1)
    )
    state = ChangeState.ASKED
    if counts is not None:
        state = ChangeState.AGREED if counts.value == "yes" else ChangeState.DECLINED
    if row.state is not state:
        row.state = state
        row.reason = counts.span[:300] if counts and state is ChangeState.DECLINED else ""
        record(
            session,
            Action.DECIDE,
            f"change_request:{row.id}",
            actor=actor,
            now=now,
            project_id=row.project_id,
            state=row.state.value,
            ask=ask.id,
        )


def require_grade(session: Session, answer: Answer, value: str | None, *, proof_from: int) -> None:
    """Whether an answer may say ``value`` to the order that it is about, if it is about one.

    From ``proof_from``, in whole units of the order's currency, on, the reply must be proven to
    be from who may approve (tier T2); below it, a PM may take a weaker one.

    Raises:
        Refused: says what is missing.
    """
    row = session.scalar(select(ChangeRequest).where(ChangeRequest.ask_id == answer.ask_id))
    if row is None or row.cents is None or row.currency is None or value != "yes":
        return
    approves = select(Participant.can_approve).where(
        Participant.project_id == row.project_id, Participant.contact_id == answer.contact_id
    )
    amount = money(row.cents, row.currency)
    if not session.scalar(approves):
        raise Refused(f"{answer.contact.name} has no right to agree to {amount}; ask who has")
    if answer.tier != "T2" and row.cents >= proof_from * 100:
        raise Refused(
            f"nothing proves that {answer.contact.name} agreed to {amount}; ask again, and let"
            " the answer come as a reply to the update"
        )
