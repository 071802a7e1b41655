"""What becomes of a row in a register: kept, met, answered, agreed or not, and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.registers import FIRST, Said, State
from orchestrator.engagement.telling import sentence, tell, untell
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Expectation,
    ExpectationState,
    Promise,
    PromiseState,
    Question,
    QuestionState,
    Statement,
)
from orchestrator.record.append import Action, Actor, record

LONGEST_REASON: Final = 300
OPEN: Final[dict[type[Said], Sequence[State]]] = {
    Promise: (PromiseState.MADE,),
    Expectation: (ExpectationState.OPEN,),
    Question: (QuestionState.OPEN,),
    ChangeRequest: (ChangeState.REQUESTED, ChangeState.PRICED, ChangeState.ASKED),
}
"""The states in which a row waits for somebody."""
DECIDABLE: Final[Mapping[type[Said], Sequence[State]]] = OPEN | {
    ChangeRequest: (ChangeState.REQUESTED, ChangeState.PRICED),
}
"""Those in which a person of ours says what became of it: an order that is asked, the client."""
OUTCOMES: Final[Mapping[type[Said], Mapping[State, bool]]] = {
    Promise: {PromiseState.KEPT: False, PromiseState.DROPPED: True},
    Expectation: {
        ExpectationState.MET: False,
        ExpectationState.MISSED: True,
        ExpectationState.WITHDRAWN: True,
    },
    Question: {QuestionState.ANSWERED: False, QuestionState.WITHDRAWN: True},
    ChangeRequest: {
        ChangeState.AGREED: False,
        ChangeState.LATER: False,
        ChangeState.DECLINED: True,
    },
}
"""What a person can say of it, and whether she has to say why."""


def settle(
    session: Session,
    register: type[Said],
    row_id: int,
    outcome: str,
    *,
    reason: str = "",
    alternative: str = "",
    tells: bool = True,
    actor: Actor,
    now: datetime,
) -> Said:
    """A person says what became of it; of a promise or request, the next update tells it.

    ``alternative`` is what a no to a request offers instead.  ``tells``: so does it of a missed
    expectation.  The caller commits.

    Raises:
        UsageError: there is no such outcome, no reason where one is needed, or a long one.
        Refused: it is not open, or a change order of it waits for the client.
    """
    state = next((each for each in OUTCOMES[register] if each == outcome), None)
    if state is None:
        raise UsageError(f"outcome = {outcome[:20]!r}: there is none such")
    reason, alternative = " ".join(reason.split()), " ".join(alternative.split())
    if len(reason) > LONGEST_REASON or (OUTCOMES[register][state] and not reason):
        raise UsageError(f"reason: say why, in at most {LONGEST_REASON} characters")
    if len(alternative) > LONGEST_REASON:
        raise UsageError(f"alternative: at most {LONGEST_REASON} characters")
    missed = {"tells": tells} if state is ExpectationState.MISSED else {}
    row = _move(
        session, register, row_id, DECIDABLE[register], state, reason=reason, actor=actor, now=now,
        **missed,
    )  # fmt: skip
    if isinstance(row, Expectation) and missed.get("tells"):
        tell(session, row, sentence(reason), actor=actor, now=now)
    if isinstance(row, ChangeRequest):
        row.alternative = alternative
    if isinstance(row, Promise | ChangeRequest):
        instead = f"Instead: {sentence(alternative)}" if alternative else ""
        said = " ".join(filter(None, (sentence(reason) if reason else "", instead)))
        tell(session, row, said, actor=actor, now=now)
    return row


def reopen(
    session: Session, register: type[Said], row_id: int, *, actor: Actor, now: datetime
) -> Said:
    """It was a wrong click.  The caller commits.

    Raises:
        Refused: nobody said what became of it, or what it says was not meant so.
    """
    row = session.get(register, row_id)
    if not isinstance(row, Said) or not is_stated(session, row):
        raise Refused("there is nothing to take back")
    if isinstance(row, Promise | ChangeRequest | Expectation):
        untell(session, row, actor=actor, now=now)
    if isinstance(row, ChangeRequest):
        row.alternative = ""
    settled = tuple(OUTCOMES[register])
    return _move(session, register, row_id, settled, FIRST[register], actor=actor, now=now)


def is_stated(session: Session, row: Said) -> bool:
    """Whether what a mail states stands behind it, and was not taken back."""
    kind, _, number = row.source.partition(":")
    if kind != "mail":
        return True
    stated = select(Statement.id).where(
        Statement.mail_id == int(number), Statement.register == f"{row.__tablename__}:{row.id}"
    )
    return session.scalar(stated) is not None


def _move(
    session: Session,
    register: type[Said],
    row_id: int,
    before: Sequence[State],
    state: State,
    *,
    reason: str = "",
    actor: Actor,
    now: datetime,
    **extra: bool,
) -> Said:
    row: Said | None = session.scalar(
        update(register)
        .where(register.id == row_id, register.state.in_(before))
        .values(state=state, reason=reason)
        .returning(register)
    )
    if row is None:
        raise Refused("somebody has decided on this in the meantime")
    record(
        session,
        Action.DECIDE,
        f"{register.__tablename__}:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details={"reason": reason} if reason else None,
        state=state.value,
        **extra,
    )
    return row
