"""What of ours reaches people, over all projects and senders: one statement for many of them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    bindparam,
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
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from orchestrator.models.base import UtcDateTime, among, among_values
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
_SINCE: Final = bindparam("since", type_=UtcDateTime())
_UNTIL: Final = bindparam("until", type_=UtcDateTime())


def frequencies(
    session: Session, contact_ids: Collection[int], *, at: datetime, apart_from: str = ""
) -> dict[int, Frequency]:
    """What reaches each of them around ``at``, in one statement for all.

    Args:
        apart_from: a cause, such as ``digest:17``, that is left out.
    """
    found: dict[int, Frequency] = defaultdict(Frequency)
    dialect = session.get_bind().dialect.name
    rows = session.execute(
        _statement(dialect),
        {
            "contacts": among_values(dialect, contact_ids),
            "since": at - _LONGEST,
            "until": at + _LONGEST,
            "cause": apart_from,
        },
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


@cache
def _statement(dialect: str) -> CompoundSelect[Any, Any, Any, Any, Any]:
    """Made once: to put it together takes longer than to run it."""
    return union_all(
        _queued(dialect),
        _from_elsewhere(dialect),
        _promised(dialect),
        _chosen(dialect),
        _projects(dialect),
    )


def _theirs(dialect: str, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return among(dialect, column, "contacts")


def _queued(dialect: str) -> Rows:
    """What this service sent, or is about to."""
    at = func.coalesce(OutboxEntry.finished_at, OutboxEntry.promised_at)
    thread_id = (
        select(Response.thread_id)
        .join(Approval, Approval.response_id == Response.id)
        .where(Approval.id == OutboxEntry.approval_id)
        # It stands two selects below the one whose row it is of.
        .correlate(OutboxEntry)
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
        _theirs(dialect, OutboxEntry.contact_id),
        OutboxEntry.state.not_in(_NOT_COMING),
        OutboxEntry.cause != bindparam("cause"),
        at >= _SINCE,
        at < _UNTIL,
    )


def _from_elsewhere(dialect: str) -> Rows:
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
            _theirs(dialect, ContactAddress.contact_id),
            Mail.direction == Direction.OUT,
            Mail.is_loop.is_(False),
            Mail.is_variant.is_(False),
            Mail.received_at >= _SINCE,
            Mail.received_at < _UNTIL,
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


def _promised(dialect: str) -> Rows:
    newer = aliased(Cap)
    newest = select(func.max(newer.id)).where(
        newer.contact_id == Cap.contact_id, newer.ended_at.is_(None)
    )
    return select(
        Cap.contact_id, literal("cap"), cast(Cap.period, String), Cap.promised_at, Cap.messages
    ).where(_theirs(dialect, Cap.contact_id), Cap.id == newest.scalar_subquery())


def _chosen(dialect: str) -> Rows:
    since = func.coalesce(Preference.decided_at, Preference.said_at)
    return select(
        Preference.contact_id,
        literal("cadence"),
        Preference.value,
        type_coerce(since, UtcDateTime()),
        literal(1),
    ).where(
        _theirs(dialect, Preference.contact_id),
        Preference.wish == Wish.CADENCE,
        Preference.state == WishState.APPLIED,
        Preference.source.startswith("mail:"),
    )


def _projects(dialect: str) -> Rows:
    return (
        select(
            Participant.contact_id,
            literal("projects"),
            literal(""),
            cast(null(), UtcDateTime()),
            func.count(),
        )
        .join(Project, and_(Project.id == Participant.project_id, Project.closed_at.is_(None)))
        .where(_theirs(dialect, Participant.contact_id))
        .group_by(Participant.contact_id)
    )
