"""How far a question is from its answer, and what the record says of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.engagement.agreed import follow_answer
from orchestrator.errors import Refused
from orchestrator.models import Answer, Ask, AskState
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Action, Actor, record


def open_state(ask: Ask) -> AskState:
    """The state in which an ask waits for an answer."""
    return AskState.ROLLED if ask.rolled else AskState.OPEN


def is_conditional(answer: Answer) -> bool:
    """Whether it names a side under a condition: never a yes, and a PM reads it."""
    return answer.certainty == "unclear" and bool(answer.value)


def close_ask(session: Session, ask: Ask) -> None:
    """Settle an ask by one conditional UPDATE: a late answer never settles it again.

    Raises:
        Refused: it is settled already.
    """
    closed = session.scalar(
        update(Ask)
        .where(Ask.id == ask.id, Ask.state.in_(OPEN_STATES))
        .values(state=AskState.ANSWERED)
        .returning(Ask.id)
    )
    if closed is None:
        raise Refused("this question is settled already")
    session.refresh(ask)


def record_answer(
    session: Session, answer: Answer, ask: Ask, *, actor: Actor, now: datetime, **extra: Any
) -> None:
    """Say in the record what an answer is now; an order that it is about follows it."""
    session.flush()
    record(
        session,
        Action.ANSWER,
        f"ask:{ask.id}",
        actor=actor,
        now=now,
        project_id=ask.project_id,
        details={"value": answer.value, "span": answer.span}
        | ({"because": answer.because} if answer.because else {}),
        mail=answer.mail_id,
        state=answer.state.value,
        certainty=answer.certainty,
        tier=answer.tier,
        **extra,
    )
    follow_answer(session, ask, actor=actor, now=now)
