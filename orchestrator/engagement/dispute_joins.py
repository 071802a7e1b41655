"""A conversation has one open case, also where it was joined of two that had one each.

Which it is follows from where the mails are now, so what was joined comes apart with them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.disputes import note, state_of
from orchestrator.models import Dispute, DisputeState, Mail
from orchestrator.models.base import is_among
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.record.append import Actor


def join_cases(session: Session, thread_ids: Iterable[int], *, actor: Actor, now: datetime) -> None:
    """Let the oldest open case of each conversation go on for all; the caller commits.

    One that promised an answer goes before, as its clock runs, and two such stay two.  What was
    joined stays as it was written, and is open again where its mail is in another conversation,
    or the case it was joined into turned out to be none.
    """
    session.flush()
    found = session.execute(
        select(Dispute, Mail.thread_id)
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(
            is_among(session, Mail.thread_id, thread_ids),
            stands(),
            or_(Dispute.state.in_(UNSETTLED), Dispute.joined_into_id.is_not(None)),
        )
        .order_by(Dispute.id)
        .with_for_update(of=Dispute)
        .execution_options(populate_existing=True)
    ).all()
    cases: dict[int, list[Dispute]] = defaultdict(list)
    for case, thread_id in found:
        assert thread_id is not None
        if _has_come_apart(session, case, thread_id):
            _part(session, case, actor=actor, now=now)
        if case.joined_into_id is None:
            cases[thread_id].append(case)
    for several in cases.values():
        _join(session, several, actor=actor, now=now)


def _has_come_apart(session: Session, case: Dispute, thread_id: int) -> bool:
    if case.joined_into_id is None:
        return False
    home = session.scalar(
        select(Dispute)
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(Dispute.id == case.joined_into_id, Mail.thread_id == thread_id, stands())
    )
    return home is None or (home.state is DisputeState.WITHDRAWN and home.joined_into_id is None)


def _part(session: Session, case: Dispute, *, actor: Actor, now: datetime) -> None:
    home = session.get_one(Dispute, case.joined_into_id)
    case.joined_into_id, case.state = None, state_of(session, case)
    note(session, case, "apart", actor=actor, now=now, joins=home.id)
    if home.state in UNSETTLED:
        home.state = state_of(session, home)


def _join(session: Session, cases: list[Dispute], *, actor: Actor, now: datetime) -> None:
    kept = min(cases, key=lambda case: (case.state is not DisputeState.PROMISED, case.id))
    joined = [c for c in cases if c is not kept and c.state is not DisputeState.PROMISED]
    for case in joined:
        case.state, case.joined_into_id = DisputeState.WITHDRAWN, kept.id
        before = update(Dispute).where(Dispute.joined_into_id == case.id)
        session.execute(before.values(joined_into_id=kept.id))
        note(session, case, "joined", actor=actor, now=now, joins=kept.id)
    if joined:
        kept.state = state_of(session, kept)
        session.flush()
