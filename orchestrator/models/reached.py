"""What of ours reaches people, over all projects and senders: one statement for many of them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from orchestrator.models.base import UtcDateTime, is_among
from orchestrator.models.digests import Approval
from orchestrator.models.frequency import Cap, Frequency, Limit, Period, Reached, Way
from orchestrator.models.mail import Mail
from orchestrator.models.mailbox import Direction
from orchestrator.models.outbox import OutboxEntry, OutboxKind, OutboxState
from orchestrator.models.people import ContactAddress, Participant, Project
from orchestrator.models.preference import Preference, Wish, WishState
from orchestrator.models.responses import Response

_NOT_COMING: Final = (
    OutboxState.CANCELLED, OutboxState.FAILED, OutboxState.BOUNCED, OutboxState.HELD,
)  # fmt: skip
_LONGEST: Final = timedelta(days=32)


def frequencies(
    session: Session, contact_ids: Collection[int], *, at: datetime, apart_from: str = ""
) -> dict[int, Frequency]:
    """What reaches each of them around ``at``, in one statement for all.

    Args:
        apart_from: a cause, such as ``digest:17``, that is left out.
    """
    found: dict[int, Frequency] = defaultdict(Frequency)
    since, until = at - _LONGEST, at + _LONGEST
    rows = session.execute(
        union_all(
            *_outgoing(session, contact_ids, since, until, apart_from),
            _promised(session, contact_ids),
            _chosen(session, contact_ids),
            _projects(session, contact_ids),
        )
    )
    for contact_id, kind, value, when, number in rows:
        one = found[contact_id]
        if kind == "cap":
            one.promised = Limit(number, Period(value), when)
        elif kind == "cadence":
            if one.chosen is None or one.chosen[1] <= when:
                one.chosen = value, when
        elif kind == "projects":
            one.projects = number
        else:
            one.messages.append(Reached(Way(kind), when, value))
    for one in found.values():
        one.messages.sort(key=lambda each: each.at)
    return found


Rows = Select[Any, Any, Any, Any, Any]
"""Contact, kind, value, instant, number."""


def _outgoing(
    session: Session, contact_ids: Collection[int], since: datetime, until: datetime, cause: str
) -> Sequence[Rows]:
    return (
        _queued(session, contact_ids, since, until, cause),
        _from_elsewhere(session, contact_ids, since, until),
    )


def _queued(
    session: Session, contact_ids: Collection[int], since: datetime, until: datetime, cause: str
) -> Rows:
    """What this service sent, or is about to."""
    at = func.coalesce(OutboxEntry.finished_at, OutboxEntry.promised_at)
    thread_id = (
        select(Response.thread_id)
        .join(Approval, Approval.response_id == Response.id)
        .where(Approval.id == OutboxEntry.approval_id)
        .scalar_subquery()
    )
    way = case(
        (OutboxEntry.kind == OutboxKind.DIGEST, Way.UPDATE.value),
        (OutboxEntry.kind != OutboxKind.RESPONSE, Way.AUTOMATIC.value),
        (_answers(OutboxEntry.contact_id, thread_id, at), Way.ANSWER.value),
        else_=Way.BY_HAND.value,
    )
    return select(
        OutboxEntry.contact_id,
        way.label("kind"),
        OutboxEntry.cause.label("value"),
        type_coerce(at, UtcDateTime()).label("at"),
        literal(1).label("number"),
    ).where(
        is_among(session, OutboxEntry.contact_id, contact_ids),
        OutboxEntry.state.not_in(_NOT_COMING),
        OutboxEntry.cause != cause,
        at >= since,
        at < until,
    )


def _from_elsewhere(
    session: Session, contact_ids: Collection[int], since: datetime, until: datetime
) -> Rows:
    """What a person of ours sent from another mail program, to each whom it names."""
    named = cast(Mail.recipients, String)
    quoted = literal('"').concat(ContactAddress.addr_spec).concat('"')
    queued = select(OutboxEntry.id).where(OutboxEntry.message_id == Mail.message_id)
    way = case(
        (Mail.kind != "human", Way.AUTOMATIC.value),
        (_answers(ContactAddress.contact_id, Mail.thread_id, Mail.received_at), Way.ANSWER.value),
        else_=Way.BY_HAND.value,
    )
    return (
        select(
            ContactAddress.contact_id,
            way,
            literal("mail:").concat(cast(Mail.id, String)),
            Mail.received_at,
            literal(1),
        )
        # There is no word for "holds" that both databases know.
        .join(ContactAddress, func.replace(named, quoted, "") != named)
        .where(
            is_among(session, ContactAddress.contact_id, contact_ids),
            Mail.direction == Direction.OUT,
            Mail.is_loop.is_(False),
            Mail.is_variant.is_(False),
            Mail.received_at >= since,
            Mail.received_at < until,
            ~queued.exists(),
        )
        .distinct()
    )


def _answers(contact_id: Any, thread_id: Any, at: Any) -> ColumnElement[bool]:
    """Whether what leaves at ``at`` answers a mail of theirs that nobody answered before."""
    theirs, between = aliased(Mail), aliased(Mail)
    answered = exists().where(
        between.thread_id == theirs.thread_id,
        between.direction == Direction.OUT,
        between.kind == "human",
        between.received_at >= theirs.received_at,
        between.received_at < at,
    )
    return (
        exists()
        .where(
            theirs.thread_id == thread_id,
            theirs.contact_id == contact_id,
            theirs.direction == Direction.IN,
            or_(theirs.kind == "human", theirs.is_kind_certain.is_(False)),
            theirs.received_at <= at,
            ~answered.correlate_except(between),
        )
        .correlate_except(theirs)
    )


def _promised(session: Session, contact_ids: Collection[int]) -> Rows:
    newer = aliased(Cap)
    newest = select(func.max(newer.id)).where(
        newer.contact_id == Cap.contact_id, newer.ended_at.is_(None)
    )
    return select(
        Cap.contact_id, literal("cap"), cast(Cap.period, String), Cap.promised_at, Cap.messages
    ).where(is_among(session, Cap.contact_id, contact_ids), Cap.id == newest.scalar_subquery())


def _chosen(session: Session, contact_ids: Collection[int]) -> Rows:
    since = func.coalesce(Preference.decided_at, Preference.said_at)
    return select(
        Preference.contact_id,
        literal("cadence"),
        Preference.value,
        type_coerce(since, UtcDateTime()),
        literal(1),
    ).where(
        is_among(session, Preference.contact_id, contact_ids),
        Preference.wish == Wish.CADENCE,
        Preference.state == WishState.APPLIED,
        Preference.source.startswith("mail:"),
    )


def _projects(session: Session, contact_ids: Collection[int]) -> Rows:
    return (
        select(
            Participant.contact_id,
            literal("projects"),
            literal(""),
            cast(null(), UtcDateTime()),
            func.count(),
        )
        .join(Project, and_(Project.id == Participant.project_id, Project.closed_at.is_(None)))
        .where(is_among(session, Participant.contact_id, contact_ids))
        .group_by(Participant.contact_id)
    )
