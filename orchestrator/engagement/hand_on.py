"""A question that nobody can answer any more goes to somebody else."""

from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import add_ask
from orchestrator.errors import Refused
from orchestrator.models import Ask, AskState, Contact, Project
from orchestrator.models.registers import ASKABLE, OPEN_STATES
from orchestrator.record.append import Action, Actor, record


def hand_on(
    session: Session,
    project: Project,
    ask_id: int,
    contact: Contact,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> Ask:
    """Ask ``contact`` what was asked of another, who does not wait for it any more.

    The former question stays in the register as withdrawn.  The caller commits.

    Raises:
        Refused: it was settled or handed on in the meantime.
    """
    former: Ask | None = session.scalar(
        update(Ask)
        .where(Ask.id == ask_id, Ask.project_id == project.id, Ask.state.in_(OPEN_STATES))
        .values(state=AskState.WITHDRAWN)
        .returning(Ask)
    )
    if former is None:
        raise Refused("this was settled in the meantime")
    ask = add_ask(
        session,
        project,
        contact,
        kind=former.kind,
        text=former.text,
        detail=former.detail,
        options=former.options,
        recommended=former.recommended,
        settles=former.settles,
        due_on=max(former.due_on, today),
        on_silence=former.on_silence,
        source=f"ask:{former.id}",
        actor=actor,
        now=now,
    )
    _record(session, former, actor=actor, now=now, handed_to=ask.id)
    return ask


def undo_hand_on(session: Session, ask_id: int, *, actor: Actor, now: datetime) -> Ask:
    """It was a wrong click: the one who had been asked is asked again.  The caller commits.

    Raises:
        Refused: it was not handed on, or was asked or settled in the meantime.
    """
    ask = session.get(Ask, ask_id)
    kind, _, number = ask.source.partition(":") if ask else ("", "", "")
    if kind != "ask":
        raise Refused("there is nothing to take back")
    withdraw_unasked(session, ask_id)
    former = session.get_one(Ask, int(number))
    former.state = AskState.ROLLED if former.rolled else AskState.OPEN
    _record(session, former, actor=actor, now=now, handed_to=None)
    return former


def withdraw_unasked(session: Session, ask_id: int) -> None:
    """Another takes the place of a question that nobody was asked.  The caller commits.

    Raises:
        Refused: it was asked or settled in the meantime.
    """
    taken = session.scalar(
        update(Ask)
        .where(Ask.id == ask_id, Ask.state.in_(ASKABLE), Ask.asked_at.is_(None))
        .values(state=AskState.WITHDRAWN)
        .returning(Ask.id)
    )
    if taken is None:
        raise Refused("it was asked or settled in the meantime")


def _record(
    session: Session, former: Ask, *, actor: Actor, now: datetime, handed_to: int | None
) -> None:
    session.flush()
    record(
        session,
        Action.DECIDE,
        f"ask:{former.id}",
        actor=actor,
        now=now,
        project_id=former.project_id,
        state=former.state.value,
        handed_to=handed_to,
    )
