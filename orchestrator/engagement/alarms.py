"""Alarms about a client's mood that wait for a person: she gets unhappier, or speaks of leaving.

A falling mood is one open task of kind ``turning`` a person and project.  It ends by itself
where her mails are back at their habit, and comes again where they leave it again.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, tuple_
from sqlalchemy.orm import Session

from orchestrator.engagement.heard import HEARD_WITHIN
from orchestrator.engagement.signs import IS_PROVEN
from orchestrator.engagement.tasks import tell
from orchestrator.engagement.trend import follow
from orchestrator.models import (
    Direction,
    Mail,
    Pulse,
    Sentiment,
    Task,
    TaskKind,
    TaskState,
)
from orchestrator.models.base import is_among
from orchestrator.models.meaning import counting_sentiment
from orchestrator.models.unanswered import LOW_SCORE
from orchestrator.record.append import Action, record, system

JUDGED = 60
"""So many of her newest mails are judged: her habit of long ago says nothing of today."""
COUNTED = 5
"""An alarm says how many of so many mails are unhappy."""

Pair = tuple[int, int]
"""A contact and a project."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One mail: its ``value`` is from 0, calm, to 1, unhappy."""

    mail_id: int
    received_at: datetime
    is_proven: bool
    value: float
    is_unhappy: bool


def review_trends_of(session: Session, mail_ids: Collection[int], *, now: datetime) -> None:
    """Judge the writers of new mails, each in the project of her mail.  The caller commits.

    Old mail, such as an import brings, raises nothing.
    """
    is_new = Mail.received_at > now - HEARD_WITHIN
    review_trends(session, _pairs(session, is_among(session, Mail.id, mail_ids), is_new), now=now)


def review_trends_in(session: Session, project_ids: Collection[int], *, now: datetime) -> None:
    """Judge whoever wrote in projects that mails left.  The caller commits."""
    review_trends(session, _pairs(session, Mail.project_id.in_(project_ids)), now=now)


def review_recent_trends(session: Session, *, now: datetime) -> None:
    """Judge anew whoever wrote in the last week: a mail may be read better later than at once.

    The caller commits.
    """
    review_trends(session, _pairs(session, Mail.received_at > now - timedelta(days=7)), now=now)


def review_trends(session: Session, pairs: Collection[Pair], *, now: datetime) -> None:
    """Raise an alarm where a mood falls, end it where it is back.  The caller commits.

    The number of statements does not depend on how many are judged, but for new alarms.
    """
    tasks = _tasks(session, pairs)
    for pair, mails in _heard(session, pairs).items():
        noted = {task.mail_id: task.decided_at for task in tasks[pair] if task.decided_at}
        raised = raised_by(mails, noted)
        is_fresh = mails[-1].received_at > now - HEARD_WITHIN
        _settle(session, tasks[pair], raised if is_fresh else None, mails, now=now)
        tasks.pop(pair)
    for left in tasks.values():
        _settle(session, left, None, [], now=now)


def raised_by(mails: Sequence[Heard], noted: Mapping[int, datetime] | None = None) -> int | None:
    """The mail that raised an alarm which still lasts; None where there is none.

    Judged twice: by all mails, and by those alone that are proven to be hers.  So a stranger
    who writes in her name can raise an alarm, and neither end nor hide one.

    Args:
        noted: when a person took note of the alarm that a mail had raised.
    """
    for series in (mails, [mail for mail in mails if mail.is_proven]):
        at = [_last_before(series, when) for when in (noted or {}).values()]
        trend = follow([mail.value for mail in series], noted=at)
        if trend.since is not None:
            return series[trend.since].mail_id
    return None


def words_of(mails: Sequence[Heard]) -> str:
    """``3 of the last 5 mails are unhappy.``"""
    newest = mails[-COUNTED:]
    unhappy = sum(mail.is_unhappy for mail in newest)
    if unhappy < 2:
        newest = mails[-2 * COUNTED :]
        unhappy = sum(mail.is_unhappy for mail in newest)
    if unhappy < 2:
        return "The mails sound less happy than they used to."
    return f"{unhappy} of the last {len(newest)} mails are unhappy."


def forget_trends(session: Session, mail_ids: Collection[int]) -> None:
    """Take back alarms that mails took part in, before those go.  The caller commits.

    `review_trends_in` raises anew what lasts without them.
    """
    pairs = _pairs(session, Mail.id.in_(mail_ids))
    if not pairs:
        return
    of_pairs = select(Mail.id).where(tuple_(Mail.contact_id, Mail.project_id).in_(pairs))
    session.execute(
        delete(Task).where(
            Task.kind == TaskKind.TURNING,
            Task.mail_id.in_(mail_ids) | (Task.mail_id.in_(of_pairs) & Task.decided_by.is_(None)),
        )
    )


def _last_before(mails: Sequence[Heard], when: datetime) -> int:
    return sum(mail.received_at <= when for mail in mails) - 1


def _settle(
    session: Session,
    tasks: Sequence[Task],
    raised: int | None,
    mails: Sequence[Heard],
    *,
    now: datetime,
) -> None:
    lasting = [task for task in tasks if task.state is TaskState.OPEN]
    if raised is None:
        for task in lasting:
            _move(session, task, TaskState.DONE, now=now)
        return
    words = words_of(mails)
    for task in lasting:
        task.words = words
    if lasting:
        return
    known = next((task for task in tasks if task.mail_id == raised), None)
    if known is None:
        mail = session.get_one(Mail, raised)
        cause = f"mail:{raised}"
        tell(session, mail, cause, words, actor=system("mood"), now=now, kind=TaskKind.TURNING)
    elif known.decided_by is None:
        known.words = words
        _move(session, known, TaskState.OPEN, now=now)


def _move(session: Session, task: Task, state: TaskState, *, now: datetime) -> None:
    task.state = state
    session.flush()
    record(
        session,
        Action.TASK,
        f"task:{task.id}",
        actor=system("mood"),
        now=now,
        project_id=task.mail.project_id,
        kind=task.kind.value,
        mail=task.mail_id,
        state=state.value,
    )


def _pairs(session: Session, *conditions: ColumnElement[bool]) -> set[Pair]:
    rows = session.execute(
        select(Mail.contact_id, Mail.project_id)
        .where(Mail.direction == Direction.IN, *conditions)
        .distinct()
    )
    return {
        (contact_id, project_id) for contact_id, project_id in rows if contact_id and project_id
    }


def _tasks(session: Session, pairs: Collection[Pair]) -> dict[Pair, list[Task]]:
    found: dict[Pair, list[Task]] = defaultdict(list)
    rows = session.execute(
        select(Task, Mail.contact_id, Mail.project_id)
        .join(Mail, Mail.id == Task.mail_id)
        .where(Task.kind == TaskKind.TURNING, tuple_(Mail.contact_id, Mail.project_id).in_(pairs))
        .order_by(Task.id)
    )
    for task, contact_id, project_id in rows if pairs else ():
        if contact_id and project_id:
            found[contact_id, project_id].append(task)
    return found


def _heard(session: Session, pairs: Collection[Pair]) -> dict[Pair, list[Heard]]:
    """What each wrote of late, oldest first; a mail that nobody could read says nothing."""
    found: dict[Pair, list[Heard]] = defaultdict(list)
    if not pairs:
        return found
    back = func.row_number().over(
        partition_by=(Mail.contact_id, Mail.project_id),
        order_by=(Mail.received_at.desc(), Mail.id.desc()),
    )
    newest = (
        select(Mail.id, back.label("back"))
        .where(tuple_(Mail.contact_id, Mail.project_id).in_(pairs), Mail.direction == Direction.IN)
        .subquery()
    )
    rows = session.execute(
        select(
            Mail.contact_id,
            Mail.project_id,
            Mail.id,
            Mail.received_at,
            IS_PROVEN,
            Sentiment.corrected_label,
            Sentiment.label,
            Sentiment.p_negative,
            Pulse.score,
        )
        .join(newest, newest.c.id == Mail.id)
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .outerjoin(Pulse, Pulse.mail_id == Mail.id)
        .where(newest.c.back <= JUDGED)
        .order_by(Mail.received_at, Mail.id)
    )
    for contact_id, project_id, mail_id, at, is_proven, said, label, likely, score in rows:
        value = value_of(said, likely, score)
        if value is not None and contact_id and project_id:
            is_unhappy = value == 1 or (said is None and label == "negative")
            mail = Heard(mail_id, at, bool(is_proven), value, is_unhappy)
            found[contact_id, project_id].append(mail)
    return found


def value_of(said: str | None, likely: float | None, score: int | None) -> float | None:
    """What a mail says of a mood: a person's word, else a low pulse, else its likelihood.

    Args:
        said: the label that a person gave it.
        likely: P(negative) of the newest reading.
        score: the pulse in it, 1 to 5.
    """
    if said is not None:
        return float(said == "negative")
    if score is not None and score <= LOW_SCORE:
        return 1.0
    if likely is None and score is not None:
        return 0.0
    return likely
