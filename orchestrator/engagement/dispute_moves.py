"""How cases follow their mails: opened by them, answered by accounting's, gone and back with them.

The alarm of a mail that disputes an invoice is kept as done: the case is what waits for a
person.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from orchestrator.engagement.dispute_joins import join_cases
from orchestrator.engagement.disputes import note, open_dispute, state_of
from orchestrator.models import (
    Dispute,
    DisputeNote,
    DisputeState,
    Mail,
    NoteKind,
    Promise,
    PromiseState,
    Referral,
    Task,
    TaskKind,
    TaskState,
)
from orchestrator.models.base import is_among
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.record.append import Action, Actor, record, system

_BY_MAIL = system("disputes")


def follow_disputes(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Open cases for new mails, and move on those that accounting answered.  The caller commits."""
    _take_notes(session, mail_ids, now=now)
    _bring_back(session, mail_ids, now=now)
    threads = select(Mail.thread_id).where(is_among(session, Mail.id, mail_ids))
    here = {each for each in session.scalars(threads) if each is not None}
    join_cases(session, here, actor=_BY_MAIL, now=now)
    disputing = select(Task).where(
        Task.kind == TaskKind.INVOICE,
        Task.state == TaskState.OPEN,
        is_among(session, Task.mail_id, mail_ids),
    )
    for task in session.scalars(disputing.order_by(Task.mail_id)).all():
        mail = session.get_one(Mail, task.mail_id)
        open_dispute(session, mail, words=task.words, actor=_BY_MAIL, now=now)
        _close_alarm(session, task, mail, now=now)


def leave_disputes(
    session: Session, mail_ids: Collection[int], *, actor: Actor, now: datetime
) -> set[int]:
    """Let cases go out of sight with the mails that opened them; return whose projects they had.

    They come back with them; what was promised in them waits until then.  Call it while the
    mails have their project.  The caller commits.
    """
    left = _standing(session, mail_ids)
    for dispute in left:
        _set_promise(session, dispute, PromiseState.MADE, PromiseState.WITHDRAWN)
        note(session, dispute, "left", actor=actor, now=now)
    _part_from(session, [dispute.id for dispute in left], mail_ids, actor=actor, now=now)
    return {dispute.project_id for dispute in left}


def reopen_beside(
    session: Session, project_ids: Collection[int], mail_ids: Collection[int], *, now: datetime
) -> None:
    """Give other mails that dispute an invoice, and had joined a case that left, one of their own.

    ``mail_ids``: those that leave.  The caller commits.
    """
    if not project_ids:
        return
    opening, its_case = aliased(Mail), aliased(Dispute)
    has_case = (
        select(its_case.id)
        .join(opening, opening.id == its_case.mail_id)
        .where(opening.thread_id == Mail.thread_id, opening.project_id == its_case.project_id)
        .correlate(Mail)
        .exists()
    )
    tasks = session.scalars(
        select(Task)
        .join(Mail, Mail.id == Task.mail_id)
        .where(
            Task.kind == TaskKind.INVOICE,
            Mail.project_id.in_(project_ids),
            Mail.id.not_in(mail_ids),
            ~has_case,
        )
        .order_by(Task.mail_id)
    )
    for task in tasks.all():
        mail = session.get_one(Mail, task.mail_id)
        open_dispute(session, mail, words=task.words, actor=_BY_MAIL, now=now)


def _part_from(
    session: Session,
    dispute_ids: Sequence[int],
    mail_ids: Collection[int],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Of the cases that one which leaves went on for, the oldest that stays goes on for them."""
    for left in dispute_ids:
        joined = select(Dispute).where(
            Dispute.joined_into_id == left, Dispute.mail_id.not_in(mail_ids)
        )
        staying = session.scalars(joined.order_by(Dispute.id)).all()
        if not staying:
            continue
        first, *others = staying
        first.joined_into_id = None
        for case in others:
            case.joined_into_id = first.id
        session.flush()
        first.state = state_of(session, first)
        note(session, first, "apart", actor=actor, now=now, joins=left)


def _take_notes(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """An answer of accounting moves its case on; out-of-office mail is only shown."""
    rows = session.execute(
        select(DisputeNote, Dispute)
        .join(Dispute, Dispute.id == DisputeNote.dispute_id)
        .where(is_among(session, DisputeNote.mail_id, mail_ids), DisputeNote.kind != NoteKind.OURS)
        .order_by(DisputeNote.id)
    )
    for found, dispute in rows.all():
        if dispute.joined_into_id is not None:
            dispute = session.get_one(Dispute, dispute.joined_into_id)
        if found.kind is NoteKind.ANSWER:
            before = DisputeState.OPEN, DisputeState.WITH_ACCOUNTING
            moved = update(Dispute).where(Dispute.id == dispute.id, Dispute.state.in_(before))
            session.execute(moved.values(state=DisputeState.ANSWERED))
            session.refresh(dispute)
        event = "answered" if found.kind is NoteKind.ANSWER else "automatic"
        note(session, dispute, event, actor=_BY_MAIL, now=now, mail=found.mail_id)


def _bring_back(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """A mail that came back to its project brings its case, and what was promised there."""
    for dispute in _standing(session, mail_ids):
        if _set_promise(session, dispute, PromiseState.WITHDRAWN, PromiseState.MADE):
            note(session, dispute, "came back", actor=_BY_MAIL, now=now)
        _close_stand_in(session, dispute, now=now)


def _close_stand_in(session: Session, dispute: Dispute, *, now: datetime) -> None:
    """A case that was opened in the absence of this one (`reopen_beside`), if nobody touched it."""
    here = session.get_one(Mail, dispute.mail_id).thread_id
    closed = session.scalars(
        update(Dispute)
        .where(
            Dispute.id > dispute.id,
            Dispute.state == DisputeState.OPEN,
            Dispute.mail_id.in_(select(Mail.id).where(Mail.thread_id == here)),
            ~select(Referral.id).where(Referral.dispute_id == Dispute.id).exists(),
        )
        .values(state=DisputeState.WITHDRAWN, outcome="The case that it stood in for is back.")
        .returning(Dispute)
    )
    for stand_in in closed.all():
        note(session, stand_in, "withdrawn", actor=_BY_MAIL, now=now, joins=dispute.id)


def _standing(session: Session, mail_ids: Collection[int]) -> Sequence[Dispute]:
    return session.scalars(
        select(Dispute)
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(is_among(session, Dispute.mail_id, mail_ids), Dispute.state.in_(UNSETTLED), stands())
        .order_by(Dispute.id)
    ).all()


def _set_promise(session: Session, dispute: Dispute, state: PromiseState, to: PromiseState) -> bool:
    """Of a promise that nobody else settled: the newest of the case."""
    moved = session.scalar(
        update(Promise)
        .where(Promise.id == dispute.promise_id, Promise.state == state)
        .values(state=to)
        .returning(Promise.id)
    )
    return moved is not None


def _close_alarm(session: Session, task: Task, mail: Mail, *, now: datetime) -> None:
    task.state = TaskState.DONE
    session.flush()
    record(
        session,
        Action.TASK,
        f"task:{task.id}",
        actor=_BY_MAIL,
        now=now,
        project_id=mail.project_id,
        kind=task.kind.value,
        mail=task.mail_id,
        state=task.state.value,
    )
