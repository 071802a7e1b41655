"""A question of ours ends without a mail: it is withdrawn, or answered aloud."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import Ask, AskState, ChangeRequest
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Action, Actor, record

LONGEST_REASON: Final = 300


def withdraw_ask(session: Session, ask_id: int, reason: str, *, actor: Actor, now: datetime) -> Ask:
    """Ask no more; what comes later is read by a person.  The caller commits.

    Raises:
        UsageError: no reason is given.
        Refused: it is settled already, or a change order asks it.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise UsageError(f"reason: say why, in at most {LONGEST_REASON} characters")
    ordered = select(ChangeRequest.id).where(ChangeRequest.ask_id == ask_id)
    if session.scalar(ordered) is not None:
        raise Refused("a change order asks this; withdraw it there")
    return _end(session, ask_id, AskState.WITHDRAWN, {"reason": reason}, actor=actor, now=now)


def answered_aloud(
    session: Session, ask_id: int, words: str, *, actor: Actor, now: datetime, source: str = ""
) -> Ask:
    """It was answered on the phone or face to face.  The caller commits.

    Money and scope are not settled so: those need words of the client's own.

    Args:
        source: ``call:5``, where there is a row of it; else who says so stands for it.

    Raises:
        UsageError: no words are given.
        Refused: it is settled already, or settles what needs a mail.
    """
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_REASON:
        raise UsageError(f"words: write what was said, in at most {LONGEST_REASON} characters")
    ask = session.get(Ask, ask_id)
    if ask is not None and ask.settles:
        raise Refused(f"it settles {ask.settles}: that needs an answer in writing")
    said = {
        "source": source or actor.name,
        "words": words,
        "said_at": now.isoformat(),
        "who": ask.contact.name if ask else "",
        "project_id": ask.project_id if ask else None,
        "value": None,
    }
    ended = _end(session, ask_id, AskState.ANSWERED, {"words": words}, actor=actor, now=now)
    ended.known = said
    return ended


def _end(
    session: Session,
    ask_id: int,
    state: AskState,
    details: Mapping[str, str],
    *,
    actor: Actor,
    now: datetime,
) -> Ask:
    ask: Ask | None = session.scalar(
        update(Ask)
        .where(Ask.id == ask_id, Ask.state.in_(OPEN_STATES))
        .values(state=state)
        .returning(Ask)
    )
    if ask is None:
        raise Refused("this question is settled already")
    record(
        session,
        Action.ASK,
        f"ask:{ask.id}",
        actor=actor,
        now=now,
        project_id=ask.project_id,
        details=details,
        state=state.value,
    )
    return ask
