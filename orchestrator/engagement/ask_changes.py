"""A question of ours changes: all of it until it is asked, after that only its day, to a later."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import add_ask
from orchestrator.engagement.hand_on import undo_hand_on, withdraw_unasked
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Ask, ChangeRequest, Contact, OpenPoint, Project
from orchestrator.models.registers import ASKABLE
from orchestrator.record.append import Action, Actor, record


def change_ask(session: Session, ask_id: int, *, actor: Actor, now: datetime, **new: Any) -> Ask:
    """Put another question in the place of one that nobody was asked.  The caller commits.

    ``new`` is what `add_ask` takes; the former question stays in the register as withdrawn.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is asked or settled, a change order asks it, or nothing would be other.
    """
    former = session.get_one(Ask, ask_id)
    if all(getattr(former, name) == value for name, value in new.items()):
        raise Refused("nothing is other than it was")
    ordered = select(ChangeRequest.id).where(ChangeRequest.ask_id == ask_id)
    if session.scalar(ordered) is not None:
        raise Refused("a change order asks this; withdraw it there and price it anew")
    withdraw_unasked(session, ask_id)
    ask = add_ask(
        session, session.get_one(Project, former.project_id),
        session.get_one(Contact, former.contact_id), source=f"ask:{ask_id}",
        actor=actor, now=now, **new,
    )  # fmt: skip
    _hand_on_point(session, ask_id, ask.id)
    _record(session, former, actor=actor, now=now, state="withdrawn", changed_to=ask.id)
    return ask


def undo_change(session: Session, ask_id: int, *, actor: Actor, now: datetime) -> Ask:
    """It was a wrong click: what stood before is asked.  The caller commits.

    Raises:
        Refused: it took the place of no other, or was asked or settled in the meantime.
    """
    former = undo_hand_on(session, ask_id, actor=actor, now=now)
    _hand_on_point(session, ask_id, former.id)
    return former


def put_off(session: Session, ask_id: int, due_on: date, *, actor: Actor, now: datetime) -> Ask:
    """Wait longer for the answer to what is asked.  The caller commits.

    Raises:
        UsageError: the day is not after the one that they know.
        Refused: it is not asked yet, or is settled.
    """
    ask = session.get_one(Ask, ask_id, with_for_update=True, populate_existing=True)
    if ask.asked_at is None or ask.state not in ASKABLE:
        raise Refused("only what is asked and open waits for another day")
    before = ask.due_on
    if due_on <= before:
        raise UsageError("due_on: choose a later day than the one that they know")
    ask.due_on = due_on
    _record(
        session, ask, actor=actor, now=now, due_on=due_on.isoformat(), was_due=before.isoformat()
    )
    return ask


def _hand_on_point(session: Session, before: int, after: int) -> None:
    session.execute(update(OpenPoint).where(OpenPoint.ask_id == before).values(ask_id=after))


def _record(session: Session, ask: Ask, *, actor: Actor, now: datetime, **extra: Any) -> None:
    session.flush()
    record(
        session, Action.DECIDE, f"ask:{ask.id}", actor=actor, now=now,
        project_id=ask.project_id, details={"text": ask.text}, **extra,
    )  # fmt: skip
