"""Take back what mails changed, as if they had never been read in their project."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.alarms import forget_trends, review_trends_in
from orchestrator.engagement.dispute_moves import leave_disputes, reopen_beside
from orchestrator.engagement.pulse import forget_answers
from orchestrator.engagement.registers import FIRST
from orchestrator.engagement.replay import replay_answers, replay_wishes
from orchestrator.engagement.status import update_statuses
from orchestrator.engagement.taken_back import answered_by, forget_taken_back
from orchestrator.models import (
    Answer,
    Ask,
    AskState,
    ChangeRequest,
    Clearing,
    ClearingState,
    Confirmation,
    ConfirmationState,
    Evidence,
    Expectation,
    ExpectationReading,
    Fact,
    GoalState,
    Mail,
    Measurement,
    Preference,
    ProjectStatus,
    Promise,
    Pulse,
    Question,
    Reading,
    ReviewAnswer,
    Task,
    ValueGoal,
)
from orchestrator.models.registers import ASKABLE
from orchestrator.record.append import Action, Actor, Entry, record_all

REGISTERS: tuple[type[Expectation | ChangeRequest | Question | Promise], ...] = (
    Expectation,
    ChangeRequest,
    Question,
    Promise,
)

_OF_WISHES = ("preferences", "stop", "start", "undo")

# Who wrote a mail does not depend on where it is filed: her "that was not me" stays.
_NOT_DENIED = Confirmation.state != ConfirmationState.REFUSED


def withdraw(
    session: Session,
    mail_ids: Collection[int],
    *,
    reason: str,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> None:
    """Remove answers, wishes, pulses and register rows that came of mails.  The caller commits.

    What other mails changed is then judged without them: an ask that they settled is open
    again, a newer answer or wish counts as if it were the first.  The record keeps what
    was there.  Call it while the mails have their readings and their project.
    """
    sources = [f"mail:{mail_id}" for mail_id in sorted(mail_ids)]
    left = leave_disputes(session, mail_ids, actor=actor, now=now)
    entries = list(_entries(session, sorted(mail_ids), reason))
    forget_answers(session, mail_ids)
    confirmed = _unconfirm(session, mail_ids)
    asks = _asks_of(session, {*mail_ids, *confirmed}) | forget_taken_back(session, mail_ids)
    contacts = _wishing(session, {*mail_ids, *confirmed})
    forget_trends(session, mail_ids)
    for table, condition in (
        (Answer, Answer.mail_id.in_(mail_ids)),
        (Pulse, Pulse.mail_id.in_(mail_ids)),
        (ReviewAnswer, ReviewAnswer.mail_id.in_(mail_ids)),
        (Confirmation, Confirmation.mail_id.in_(mail_ids) & _NOT_DENIED),
        (Preference, Preference.source.in_(sources)),
        (Task, Task.mail_id.in_(mail_ids) & Task.decided_by.is_(None)),
    ):
        session.execute(delete(table).where(condition))
    session.execute(update(Reading).where(Reading.mail_id.in_(mail_ids)).values(applied_at=None))
    session.execute(
        update(Clearing)
        .where(Clearing.mail_id.in_(mail_ids), Clearing.state == ClearingState.AGREED)
        .values(state=ClearingState.ASKED, decided_by=None, decided_at=None)
    )
    for register in REGISTERS:
        _empty(session, register, sources)
    if entries:
        record_all(session, entries, actor=actor, now=now)
    session.expire_all()
    reopen_beside(session, left, mail_ids, now=now)
    replay_answers(session, asks, key=key, now=now)
    replay_wishes(session, contacts, key=key, now=now)


def withdraw_noted(session: Session, mail_ids: Collection[int], *, now: datetime) -> dict[str, Any]:
    """Withdraw the facts, asks and goals that came of mails; return their ids for the way back.

    They are ours, so they stay, and say that they do not count.  The caller commits.
    """
    sources = [f"mail:{mail_id}" for mail_id in mail_ids]
    facts = session.scalars(
        update(Fact)
        .where(Fact.source.in_(sources), Fact.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Fact.id)
    ).all()
    asks = session.scalars(
        update(Ask)
        .where(Ask.source.in_(sources), Ask.state.in_(ASKABLE))
        .values(state=AskState.WITHDRAWN)
        .returning(Ask.id)
    ).all()
    goals = session.scalars(
        update(ValueGoal)
        .where(ValueGoal.source.in_(sources), ValueGoal.state == GoalState.OPEN)
        .values(state=GoalState.WITHDRAWN)
        .returning(ValueGoal.id)
    ).all()
    measurements = session.scalars(
        update(Measurement)
        .where(Measurement.source.in_(sources), Measurement.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Measurement.id)
    ).all()
    return {
        "facts": sorted(facts),
        "asks": sorted(asks),
        "goals": sorted(goals),
        "measurements": sorted(measurements),
    }


def bring_back_noted(session: Session, noted: dict[str, Any]) -> None:
    """Let what `withdraw_noted` withdrew count again.  The caller commits."""
    session.execute(update(Fact).where(Fact.id.in_(noted["facts"])).values(withdrawn_at=None))
    session.execute(
        update(Ask)
        .where(Ask.id.in_(noted["asks"]), Ask.state == AskState.WITHDRAWN)
        .values(state=AskState.OPEN)
    )
    # A move from before there were goals does not name any.
    session.execute(
        update(ValueGoal)
        .where(ValueGoal.id.in_(noted.get("goals", ())), ValueGoal.state == GoalState.WITHDRAWN)
        .values(state=GoalState.OPEN)
    )
    session.execute(
        update(Measurement)
        .where(Measurement.id.in_(noted.get("measurements", ())))
        .values(withdrawn_at=None)
    )


def forget_moods(
    session: Session, mail_ids: Collection[int], project_ids: Collection[int], *, now: datetime
) -> None:
    """Judge projects anew after mails left them; what quoted those goes.  The caller commits."""
    sources = [f"mail:{mail_id}" for mail_id in mail_ids]
    for project_id in sorted(project_ids):
        before: ProjectStatus | None = None
        for row in session.scalars(
            select(ProjectStatus)
            .where(ProjectStatus.project_id == project_id)
            .order_by(ProjectStatus.id)
        ).all():
            if row.source in sources or (before is not None and _is_same(row, before)):
                session.delete(row)
            else:
                before = row
    session.flush()
    update_statuses(session, project_ids, now=now)
    review_trends_in(session, project_ids, now=now)


def _entries(session: Session, mail_ids: Sequence[int], reason: str) -> Iterator[Entry]:
    """What goes, in the words that were stored, one entry a mail that was read."""
    rows = session.execute(
        select(Mail.id, Mail.project_id, Reading.found)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(Mail.id.in_(mail_ids))
        .order_by(Mail.id)
    )
    for mail_id, project_id, found in rows:
        yield Entry(
            Action.WITHDRAW,
            f"mail:{mail_id}",
            project_id,
            details={"reading": found, "registers": _registered(session, mail_id)},
            extra={"reason": reason},
        )


def _unconfirm(session: Session, mail_ids: Collection[int]) -> list[int]:
    """Mails of which one of these brought the proof: they wait for it again."""
    return list(
        session.scalars(
            update(Confirmation)
            .where(Confirmation.settled_by_mail_id.in_(mail_ids), _NOT_DENIED)
            .values(state=ConfirmationState.OPEN, settled_at=None, settled_by_mail_id=None)
            .returning(Confirmation.mail_id)
        )
    )


def _registered(session: Session, mail_id: int) -> list[str]:
    return [
        f"{register.__tablename__}: {text}"
        for register in REGISTERS
        for text in session.scalars(
            select(register.text).where(register.source == f"mail:{mail_id}").order_by(register.id)
        )
    ]


def _asks_of(session: Session, mail_ids: Collection[int]) -> set[int]:
    """Asks that these mails answered, or may have reopened."""
    asks = set(session.scalars(select(Answer.ask_id).where(Answer.mail_id.in_(mail_ids))))
    for contact_id, project_id, found, numbers in session.execute(
        select(Mail.contact_id, Mail.project_id, Reading.found, Reading.asks)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(Mail.id.in_(mail_ids), Reading.applied_at.is_not(None))
    ):
        named = (numbers.get(number) for number in found["answers"])
        asks |= {ask_id for ask_id in named if isinstance(ask_id, int)}
        if found["undo"]:
            asks |= answered_by(session, contact_id, project_id)
    return asks


def _wishing(session: Session, mail_ids: Collection[int]) -> set[int]:
    """Contacts who wished something in these mails, took a wish back, ended or began a stop."""
    rows = session.execute(
        select(Mail.contact_id, Reading.found)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(Mail.id.in_(mail_ids), Reading.applied_at.is_not(None))
    )
    return {
        contact_id
        for contact_id, found in rows
        if contact_id and any(found[said] for said in _OF_WISHES)
    }


def _empty(
    session: Session,
    register: type[Expectation | ChangeRequest | Question | Promise],
    sources: Sequence[str],
) -> None:
    """Rows that took the place of one that goes stand by themselves."""
    going = select(register.id).where(register.source.in_(sources))
    _open_again(session, register, sources)
    if register is Expectation:
        for beside in (ExpectationReading, Evidence):
            session.execute(delete(beside).where(beside.expectation_id.in_(going)))
        session.execute(delete(Evidence).where(Evidence.source.in_(sources)))
    session.execute(
        update(register).where(register.supersedes_id.in_(going)).values(supersedes_id=None)
    )
    session.execute(delete(register).where(register.source.in_(sources)))


def _open_again(
    session: Session,
    register: type[Expectation | ChangeRequest | Question | Promise],
    sources: Sequence[str],
) -> None:
    """What said otherwise goes: the row whose place it took counts again."""
    replaced = select(register.supersedes_id).where(
        register.source.in_(sources), register.supersedes_id.is_not(None)
    )
    session.execute(
        update(register)
        .where(
            register.id.in_(replaced),
            register.source.not_in(sources),
            register.state == "superseded",
        )
        .values(state=FIRST[register])
    )


def _is_same(row: ProjectStatus, before: ProjectStatus) -> bool:
    names = ("mood", "delivery", "status", "reason", "source")
    return all(getattr(row, name) == getattr(before, name) for name in names)
