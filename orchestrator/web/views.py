"""Where a conversation stands: who waits for whom, how it is felt, who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql.operators import in_op, not_in_op
from werkzeug.exceptions import NotFound

from orchestrator.conversation.moving import remaining_id
from orchestrator.models import (
    Concern,
    Contact,
    Direction,
    Mail,
    OutboxEntry,
    Project,
    Pulse,
    Role,
    Sentiment,
    Thread,
    ThreadKey,
    User,
)
from orchestrator.models.meaning import counting_sentiment
from orchestrator.models.unanswered import is_unanswered
from orchestrator.web.access import SEES_ALL, Foreign, Power, current_user, is_visible, may
from orchestrator.web.feeling import unhappiness
from orchestrator.web.parts import now

# Made once: to look up the columns of an alias costs more than to ask the database.
_WROTE, _LATEST, _WRITTEN, _SENT, _ADDRESSED, _WAITS = (aliased(Mail) for _ in range(6))
_NAMED, _KNOWN = aliased(ThreadKey), aliased(ThreadKey)


@dataclass(frozen=True, slots=True)
class Standing:
    """The threads within reach that are not done: ``thread_id``, ``mail_id`` (the last that a
    person wrote to us), ``received_at``, ``unhappiness``, and a flag for each view.
    """

    open_threads: CTE

    def flag(self, view: str) -> ColumnElement[bool]:
        """Whether a thread is in ``view``: unhappy, reply, unmatched or snoozed; or unanswered."""
        flag: ColumnElement[bool] = self.open_threads.c[f"is_{view}"]
        return flag


def standing() -> Standing:
    """Read once for the counts and the list, so that the two agree."""
    is_filed, is_awake = Thread.project_id.is_not(None), not_(is_snoozed())
    columns: dict[str, Any] = {
        "thread_id": Thread.id,
        "mail_id": Mail.id,
        "received_at": Mail.received_at,
        "unhappiness": unhappiness(),
        "is_unhappy": and_(is_filed, is_awake, unhappiness() == 0),
        "is_reply": and_(is_filed, is_awake, is_unanswered()),
        "is_unmatched": and_(or_(not_(is_filed), _has_undecided()), is_awake),
        "is_snoozed": is_snoozed(),
        "is_unanswered": is_unanswered(),
    }
    query = with_feeling(with_last_mail(*(each.label(name) for name, each in columns.items())))
    return Standing(query.where(Thread.done_at.is_(None), is_in_reach()).cte("open_threads"))


def waiting_threads() -> Select[int]:
    """How many conversations wait for a person: to be answered, or to be filed."""
    return with_last_mail(func.count(Thread.id)).where(
        Thread.done_at.is_(None),
        not_(is_snoozed()),
        is_in_reach(),
        or_(Thread.project_id.is_(None), _has_undecided(), is_unanswered()),
    )


def unanswered() -> Select[Any]:
    """Projects where somebody waits for our answer, and since when."""
    oldest = func.min(Mail.received_at, type_=Mail.received_at.type)
    return (
        with_last_mail(Thread.project_id, oldest)
        .where(Thread.done_at.is_(None), Thread.project_id.is_not(None))
        .where(is_visible(Thread.project_id), is_unanswered())
        .group_by(Thread.project_id)
    )


def thread_or_404(session: Session, thread_id: int) -> Thread:
    """A conversation of a project that the user sees, or an undecided one within her reach.

    Of one that was joined with others, that which it is part of now.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    found = session.execute(
        select(Thread, is_in_reach())
        .where(Thread.id == remaining_id(thread_id))
        .options(joinedload(Thread.project))
    ).one_or_none()
    if found is None:
        raise NotFound
    thread, is_hers = found
    if not is_hers:
        raise Foreign(f"thread:{thread_id}")
    return thread


def with_last_mail(*columns: Any) -> Select[Any]:
    """Threads with the last mail that a person wrote to us."""
    last_wrote = (
        select(_WROTE.id)
        .where(
            _WROTE.thread_id == Thread.id,
            _WROTE.direction == Direction.IN,
            or_(_WROTE.kind == "human", _WROTE.is_kind_certain.is_(False)),
            _WROTE.is_loop.is_(False),
        )
        .order_by(_WROTE.received_at.desc(), _WROTE.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(*columns).select_from(Thread).join(Mail, Mail.id == last_wrote)


def with_feeling(query: Select[Any]) -> Select[Any]:
    """``query`` with the mood that counts of its mail and its pulse, which may have neither."""
    return query.outerjoin(Sentiment, Sentiment.id == counting_feeling()).outerjoin(
        Pulse, Pulse.mail_id == Mail.id
    )


def counting_feeling() -> ColumnElement[int | None]:
    """Id of the `Sentiment` that counts of a mail."""
    return counting_sentiment(Mail.id).correlate(Mail)


def _has_undecided() -> ColumnElement[bool]:
    """Somebody we know wrote in it who takes no part in its project."""
    return exists().where(
        _WAITS.thread_id == Thread.id,
        _WAITS.project_id.is_(None),
        _WAITS.contact_id.is_not(None),
        _WAITS.direction == Direction.IN,
        _WAITS.kind == "human",
    )


def is_snoozed() -> ColumnElement[bool]:
    """It sleeps until somebody writes, or until its time has come."""
    return and_(
        Thread.snoozed_at.is_not(None),
        or_(Thread.snoozed_until.is_(None), Thread.snoozed_until > now()),
    )


def is_seen() -> ColumnElement[bool]:
    """It needs nobody: it is done, or answered by us."""
    return or_(Thread.done_at.is_not(None), not_(is_unanswered()))


def answered_at() -> ColumnElement[datetime | None]:
    """When we last wrote in a thread where nobody waits for us."""
    newest = (
        select(func.max(_LATEST.received_at, type_=_LATEST.received_at.type))
        .where(
            _LATEST.thread_id == Thread.id,
            _LATEST.direction == Direction.OUT,
            _LATEST.kind == "human",
        )
        .correlate(Thread)
        .scalar_subquery()
    )
    return case((not_(is_unanswered()), newest))


def is_in_reach() -> ColumnElement[bool]:
    """A thread that the user may see: of her projects, or undecided and not surely another's."""
    filed = and_(Thread.project_id.is_not(None), is_visible(Thread.project_id))
    return or_(filed, and_(Thread.project_id.is_(None), _is_in_her_tray()))


def _is_in_her_tray() -> ColumnElement[bool]:
    """It concerns a client she works for, and is not surely about another.

    What concerns nobody is for an administrator; where nobody else could find it, for her.
    """
    user = current_user()
    if user.role in SEES_ALL:
        return true()
    if not may(Power.DECIDE):
        return ~true()
    own = select(Project.client_id).where(is_visible(Project.id))
    is_hers = or_(_concerns(Concern.client_id.in_(own)), _is_sent_by(user), *_ties(in_op, own))
    is_anothers = or_(
        _concerns(Concern.client_id.not_in(own), Concern.is_sure.is_(True)), *_ties(not_in_op, own)
    )
    return and_(~is_anothers, or_(is_hers, ~_has_other_finder()))


def _concerns(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    of_mail = select(Concern.id).join(_ADDRESSED, _ADDRESSED.id == Concern.mail_id)
    return of_mail.where(_ADDRESSED.thread_id == Thread.id, *conditions).correlate(Thread).exists()


def _is_sent_by(user: User) -> ColumnElement[bool]:
    return exists().where(
        _SENT.thread_id == Thread.id,
        _SENT.direction == Direction.OUT,
        _SENT.from_address == user.email,
    )


def _ties(is_hers: Callable[[Any, Any], Any], own: Select[int]) -> list[ColumnElement[bool]]:
    """Her people wrote in it, or it answers mail from or to them, as its ids say."""
    people = select(Contact.id).where(is_hers(Contact.client_id, own))
    by_them = select(_WRITTEN.id).where(
        _WRITTEN.thread_id == Thread.id, _WRITTEN.contact_id.in_(people)
    )
    answers_them = (
        select(_KNOWN.id)
        .join(_NAMED, _NAMED.message_id == _KNOWN.message_id)
        .where(_NAMED.thread_id == Thread.id, is_hers(_KNOWN.client_id, own))
    )
    answers_us = (
        select(OutboxEntry.id)
        .join(_NAMED, _NAMED.message_id == OutboxEntry.message_id)
        .join(Project, Project.id == OutboxEntry.project_id)
        .where(_NAMED.thread_id == Thread.id, is_hers(Project.client_id, own))
    )
    return [each.correlate(Thread).exists() for each in (by_them, answers_them, answers_us)]


def _has_other_finder() -> ColumnElement[bool]:
    """Somebody sees all, and there are projects that this user does not work on."""
    administrator = select(User.id).where(User.role == Role.ADMIN, User.is_active)
    others_project = select(Project.id).where(~is_visible(Project.id))
    return and_(administrator.correlate(None).exists(), others_project.correlate(None).exists())
