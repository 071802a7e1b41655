"""Two people of ours may end what a client's words made red: one asks, another agrees.

Neither can alone, and not by a correction either: where a red line of hers is called
misread, the correction counts as the asking.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.corrections import (
    counting_reading,
    note_correction,
    set_correction,
)
from orchestrator.engagement.heard import HEARD_WITHIN
from orchestrator.engagement.signs import standing
from orchestrator.engagement.status import update_status
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Clearing, ClearingState, Mail, Sentiment
from orchestrator.record.append import Action, Actor, record

RED_LINES = frozenset(
    {
        "asked_before",
        "irony",
        "kept_in_the_dark",
        "leaving",
        "negated_praise",
        "refuses_to_pay",
        "unacceptable",
        "unhappy",
    }
)
"""Rules of the scorer for wordings that say by themselves that somebody is unhappy."""


def ask_to_clear(
    session: Session, mail_id: int, reason: str, *, user_id: int, actor: Actor, now: datetime
) -> Clearing:
    """Ask that a mail makes its project red no more.  The caller commits.

    Raises:
        UsageError: no reason is given.
        Refused: the mail does not make it red, or somebody asked that before.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError("reason: say why the client is unhappy no more")
    mail = session.get(Mail, mail_id)
    if mail is None or mail_id not in _unhappy_in(session, mail, now=now):
        raise Refused("this mail is not what makes the project Off track")
    if _open(session, mail_id) is not None:
        raise Refused("somebody asked that before; a second person can agree")
    return _ask(session, mail, reason, user_id=user_id, actor=actor, now=now)


def decide_clearing(
    session: Session, clearing_id: int, *, agreed: bool, user_id: int, actor: Actor, now: datetime
) -> Clearing:
    """Agree as the second person, or say no; who asked can only take it back.

    The caller commits.

    Raises:
        Refused: it is decided already, or who agrees is who asked.
    """
    clearing = session.get(Clearing, clearing_id)
    if clearing is None or clearing.state is not ClearingState.ASKED:
        raise Refused("this is decided already")
    is_asker = clearing.asked_by == user_id
    if agreed and is_asker:
        raise Refused("a second person has to agree; you asked for it yourself")
    refused = ClearingState.WITHDRAWN if is_asker else ClearingState.REFUSED
    _decide(
        session,
        clearing,
        ClearingState.AGREED if agreed else refused,
        user_id=user_id,
        actor=actor,
        now=now,
    )
    if not agreed:
        _believe(session, clearing.mail, user_id=user_id, actor=actor, now=now)
    if clearing.mail.project_id is not None:
        update_status(session, clearing.mail.project_id, now=now)
    return clearing


def weigh_correction(
    session: Session, felt: Sentiment, *, user_id: int, actor: Actor, now: datetime
) -> bool:
    """What a correction of ``felt`` means for what its mail made red; whether it counts at once.

    It does, unless the mail crosses a red line: then it asks, or agrees where another asked.
    """
    asked, is_unhappy = _open(session, felt.mail_id), felt.shown_label == "negative"
    is_plain = felt.label == "negative" and any(e["rule"] in RED_LINES for e in felt.evidence)
    if asked is not None:
        state = _state_by(asked, user_id, is_unhappy=is_unhappy, is_plain=is_plain)
        if state is not ClearingState.ASKED:
            _decide(session, asked, state, user_id=user_id, actor=actor, now=now)
        return state is not ClearingState.ASKED
    if is_unhappy or not is_plain or _is_agreed(session, felt.mail_id):
        return True
    reason = f"Corrected from unhappy to {felt.shown_label}"
    mail = session.get_one(Mail, felt.mail_id)
    _ask(session, mail, reason, user_id=user_id, actor=actor, now=now)
    return False


def withdraw_asked(session: Session, mail_id: int, *, actor: Actor, now: datetime) -> None:
    """The machine was right: nobody asks any more that the mail be cleared.  The caller commits."""
    asked = _open(session, mail_id)
    if asked is not None:
        state, asker = ClearingState.WITHDRAWN, asked.asked_by
        _decide(session, asked, state, user_id=asker, actor=actor, now=now)


def _state_by(asked: Clearing, user_id: int, *, is_unhappy: bool, is_plain: bool) -> ClearingState:
    """What a correction makes of a clearing that was asked for."""
    if asked.asked_by != user_id:
        return ClearingState.REFUSED if is_unhappy else ClearingState.AGREED
    return ClearingState.ASKED if is_plain and not is_unhappy else ClearingState.WITHDRAWN


def _believe(session: Session, mail: Mail, *, user_id: int, actor: Actor, now: datetime) -> None:
    """Who refuses says that it is unhappy after all: a correction to the contrary ends."""
    felt = counting_reading(session, mail.id)
    if felt is None or felt.label != "negative" or felt.shown_label == "negative":
        return
    before = felt.shown_label
    set_correction(felt, "negative", user_id=user_id, now=now)
    note_correction(session, felt, before, actor=actor, now=now)


def _unhappy_in(session: Session, mail: Mail, *, now: datetime) -> Collection[int]:
    if mail.project_id is None:
        return ()
    against = standing(session, [mail.project_id], since=now - HEARD_WITHIN).get(mail.project_id)
    return {sign.mail_id for sign in against.unhappy} if against else ()


def _open(session: Session, mail_id: int) -> Clearing | None:
    return session.scalar(
        select(Clearing).where(Clearing.mail_id == mail_id, Clearing.state == ClearingState.ASKED)
    )


def _is_agreed(session: Session, mail_id: int) -> bool:
    agreed = select(Clearing.id).where(
        Clearing.mail_id == mail_id, Clearing.state == ClearingState.AGREED
    )
    return session.scalar(agreed.limit(1)) is not None


def _ask(
    session: Session, mail: Mail, reason: str, *, user_id: int, actor: Actor, now: datetime
) -> Clearing:
    clearing = Clearing(
        mail=mail,
        state=ClearingState.ASKED,
        reason=reason[:300],
        asked_by=user_id,
        asked_at=now,
    )
    session.add(clearing)
    session.flush()
    _record(session, clearing, actor=actor, now=now)
    return clearing


def _decide(
    session: Session,
    clearing: Clearing,
    state: ClearingState,
    *,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> None:
    decided = session.execute(
        update(Clearing)
        .where(Clearing.id == clearing.id, Clearing.state == ClearingState.ASKED)
        .values(state=state, decided_by=user_id, decided_at=now)
        .returning(Clearing.id)
    ).scalar_one_or_none()
    if decided is None:
        raise Refused("this is decided already")
    session.refresh(clearing)
    _record(session, clearing, actor=actor, now=now)


def _record(session: Session, clearing: Clearing, *, actor: Actor, now: datetime) -> None:
    record(
        session,
        Action.CLEAR,
        f"mail:{clearing.mail_id}",
        actor=actor,
        now=now,
        project_id=clearing.mail.project_id,
        details={"reason": clearing.reason},
        state=clearing.state.value,
        asked_by=clearing.asked_by,
    )
