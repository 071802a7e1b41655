"""How far projects are, and what speaks for a follow-on, read from their rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session, aliased

from orchestrator.engagement.good_moment import QUIET_DAYS, Moment, Signals, good_moment
from orchestrator.engagement.moments import Standing, due_moments
from orchestrator.engagement.stages import default_stage
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    AuditEntry,
    ChangeRequest,
    ChangeState,
    Contact,
    Delivery,
    Digest,
    Direction,
    Dispute,
    GoalState,
    Mail,
    MomentKind,
    Participant,
    Project,
    ProjectMoment,
    ProjectStage,
    ProjectStatus,
    Promise,
    PromiseState,
    Pulse,
    Question,
    QuestionState,
    Sentiment,
    Stage,
    ValueGoal,
)
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.models.meaning import counting_sentiment
from orchestrator.record.append import Action

_COUNTED: Final = (
    "goals_met", "goals_missed", "promises_kept", "promises_late", "promises_dropped",
    "disputes", "unhappy", "noes", "overdue",
)  # fmt: skip
_DROPPED_COUNTS: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Staged:
    """One project; ``person`` is the first who takes part.  ``is_set``: its stage was chosen."""

    project: Project
    person: str
    standing: Standing
    is_set: bool
    follow_on: Moment

    @property
    def due(self) -> Mapping[MomentKind, date]:
        """Nothing, until a person says in which stage it is."""
        return due_moments(self.standing) if self.is_set else {}


def staged(
    session: Session, where: ColumnElement[bool], *, zone: ZoneInfo, now: datetime
) -> list[Staged]:
    """Projects by their name, in one statement."""
    rows = session.execute(stage_query(zone=zone, now=now).where(where))
    return [as_staged(row, zone=zone, now=now) for row in rows]


def stage_query(*, zone: ZoneInfo, now: datetime) -> Select[Any]:
    """Projects by their name with what `as_staged` reads; a page may add columns behind."""
    today = now.astimezone(zone).date()
    newest = aliased(ProjectStage)
    current = (
        select(func.max(newest.id))
        .where(newest.project_id == Project.id, newest.undone_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(Project, ProjectStage, *_of_contact(), *_done(), *_signals(today, now))
        .select_from(Project)
        .outerjoin(ProjectStage, ProjectStage.id == current)
        .order_by(Project.name, Project.id)
    )


def as_staged(row: Sequence[Any], *, zone: ZoneInfo, now: datetime) -> Staged:
    """How far a project is, from a row of `stage_query`."""
    today = now.astimezone(zone).date()
    project, stage, person, wrote_at, updated_at, *found = row
    kinds, found = found[: len(MomentKind)], found[len(MomentKind) :]
    done = {
        kind: at.astimezone(zone).date()
        for kind, at in zip(MomentKind, kinds, strict=True)
        if at is not None
    }
    began_at = stage.began_at if stage else project.closed_at or project.created_at
    standing = Standing(
        stage=stage.stage if stage else default_stage(project.closed_at),
        began_on=began_at.astimezone(zone).date(),
        done=done,
        wrote_on=wrote_at.astimezone(zone).date() if wrote_at else None,
        touch_days=project.touch_days,
        has_updates=updated_at is not None and updated_at >= began_at,
    )
    asked = [done[kind] for kind in (MomentKind.ASKED, MomentKind.NOT_NOW) if kind in done]
    *counts, last, before, is_red = found
    signals = Signals(
        **dict(zip(_COUNTED, counts, strict=True)),
        pulses=[score for score in (last, before) if score is not None],
        is_red=bool(is_red),
        asked_ago=(today - max(asked)).days if asked else None,
    )
    follow_on = good_moment(signals)
    if standing.stage is Stage.ONBOARDING:
        follow_on = Moment(follow_on.reasons, [*follow_on.against, "the project has only begun"])
    return Staged(project, person or "", standing, stage is not None, follow_on)


def _done() -> tuple[ScalarSelect[Any], ...]:
    """When each kind of moment was done last."""
    return tuple(
        select(_latest(ProjectMoment.done_at))
        .where(
            ProjectMoment.project_id == Project.id,
            ProjectMoment.kind == kind,
            ProjectMoment.undone_at.is_(None),
        )
        .correlate(Project)
        .scalar_subquery()
        for kind in MomentKind
    )


def _of_contact() -> tuple[ScalarSelect[Any], ...]:
    person = (
        select(func.min(Contact.name))
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == Project.id)
    )
    wrote = select(_latest(Mail.received_at)).where(
        Mail.project_id == Project.id, Mail.kind == "human"
    )
    updated = select(_latest(Digest.sent_at)).where(Digest.project_id == Project.id)
    return tuple(each.correlate(Project).scalar_subquery() for each in (person, wrote, updated))


def _latest(column: Any) -> Any:
    return func.max(column, type_=column.type)


def _signals(today: date, now: datetime) -> tuple[Any, ...]:
    """The columns of `Signals`, in its order; the pulses and the status last."""
    since = now - timedelta(days=QUIET_DAYS)
    return (
        _count(ValueGoal, ValueGoal.state == GoalState.REACHED),
        _count(ValueGoal, ValueGoal.state == GoalState.MISSED),
        _count(Promise, Promise.state == PromiseState.KEPT),
        _count(Promise, Promise.state == PromiseState.MADE, Promise.due_on < today),
        _count(
            Promise,
            Promise.state == PromiseState.DROPPED,
            Promise.said_at >= now - _DROPPED_COUNTS,
        ),
        _disputes(),
        _unhappy(since),
        _noes(since),
        _overdue(today),
        _pulse(0),
        _pulse(1),
        _is_red(),
    )


def _count(table: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    found = select(func.count()).select_from(table).where(table.project_id == Project.id, *where)
    return found.correlate(Project).scalar_subquery()


def _disputes() -> ScalarSelect[int]:
    found = (
        select(func.count(Dispute.id))
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(Dispute.project_id == Project.id, Dispute.state.in_(UNSETTLED), stands())
    )
    return found.correlate(Project).scalar_subquery()


def _unhappy(since: datetime) -> Any:
    label = func.coalesce(Sentiment.corrected_label, Sentiment.label)
    mails = (
        select(func.count(Mail.id))
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id))
        .where(
            Mail.project_id == Project.id,
            Mail.direction == Direction.IN,
            Mail.received_at >= since,
            label == "negative",
        )
        .correlate(Project)
        .scalar_subquery()
    )
    return mails + _count(Pulse, Pulse.said_at >= since, Pulse.score <= 2)


def _noes(since: datetime) -> Any:
    """Ours to a request of theirs, and theirs to an order of ours."""
    decided = (
        select(AuditEntry.seq)
        .where(
            AuditEntry.obj == literal("change_request:").concat(cast(ChangeRequest.id, String)),
            AuditEntry.action == Action.DECIDE.value,
            AuditEntry.ts >= int(since.timestamp() * 1_000_000),
        )
        .exists()
    )
    theirs = (
        select(func.count(Answer.id))
        .join(Ask, Ask.id == Answer.ask_id)
        .where(
            Ask.project_id == Project.id,
            Ask.settles != "",
            Answer.state == AnswerState.APPLIED,
            Answer.value == "no",
            Answer.answered_at >= since,
        )
        .correlate(Project)
        .scalar_subquery()
    )
    return _count(ChangeRequest, ChangeRequest.state == ChangeState.DECLINED, decided) + theirs


def _overdue(today: date) -> Any:
    waits = (ChangeState.REQUESTED, ChangeState.PRICED, ChangeState.ASKED)
    return (
        _count(Question, Question.state == QuestionState.OPEN, Question.due_on < today)
        + _count(ChangeRequest, ChangeRequest.state.in_(waits), ChangeRequest.due_on < today)
        + _count(Ask, Ask.state == AskState.CALL)
    )


def _pulse(place: int) -> ScalarSelect[int]:
    found = (
        select(Pulse.score)
        .where(Pulse.project_id == Project.id)
        .order_by(Pulse.said_at.desc(), Pulse.id.desc())
        .offset(place)
        .limit(1)
    )
    return found.correlate(Project).scalar_subquery()


def _is_red() -> ColumnElement[int]:
    newer = aliased(ProjectStatus)
    status = (
        select(ProjectStatus.status)
        .where(
            ProjectStatus.id
            == select(func.max(newer.id)).where(newer.project_id == Project.id).scalar_subquery()
        )
        .correlate(Project)
        .scalar_subquery()
    )
    bad = Delivery.BAD.value
    return case(
        (func.coalesce(cast(status, String), "") == bad, 1),
        (cast(Project.delivery, String) == bad, 1),
        else_=0,
    )
