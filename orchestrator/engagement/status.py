"""A project's status: the worse of mood and delivery.  Silence is a state of its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Ask,
    AskState,
    Delivery,
    Mail,
    Mood,
    Project,
    ProjectStatus,
    Pulse,
    Sentiment,
)
from orchestrator.record.append import Action, record, system

HEARD_WITHIN = timedelta(days=30)
STATUS_WORDS = {Delivery.GOOD: "On track", Delivery.WATCH: "At risk", Delivery.BAD: "Off track"}
MOOD_WORDS = {
    Mood.UNHAPPY: "Unhappy",
    Mood.SO_SO: "So-so",
    Mood.GOOD: "Good",
    Mood.GREAT: "Great",
    Mood.SILENT: "Silent",
}
_WORSE = (Delivery.GOOD, Delivery.WATCH, Delivery.BAD)
_MOOD_OF_SCORE = {1: Mood.UNHAPPY, 2: Mood.UNHAPPY, 3: Mood.SO_SO, 4: Mood.GOOD, 5: Mood.GREAT}
_MOOD_OF_LABEL = {"negative": Mood.UNHAPPY, "positive": Mood.GREAT}


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest sign of how the client feels, with its words and where they stand."""

    mood: Mood
    words: str
    source: str


def update_status(session: Session, project_id: int, *, now: datetime) -> ProjectStatus:
    """Work the status out anew; add a row when it differs from the last.  The caller commits."""
    project = session.get_one(Project, project_id)
    heard = hear(session, project_id, now=now)
    status = worse_of(
        project.delivery, heard.mood, overdue=_has_overdue_ask(session, project_id, now.date())
    )
    reason = heard.words or project.delivery_note
    last = session.scalar(
        select(ProjectStatus)
        .where(ProjectStatus.project_id == project_id)
        .order_by(ProjectStatus.id.desc())
        .limit(1)
    )
    found = (heard.mood, project.delivery, status, reason, heard.source)
    if last and (last.mood, last.delivery, last.status, last.reason, last.source) == found:
        return last
    row = ProjectStatus(
        project_id=project_id,
        mood=heard.mood,
        delivery=project.delivery,
        status=status,
        reason=reason,
        source=heard.source,
        since=now,
    )
    session.add(row)
    session.flush()
    record(
        session,
        Action.STATUS,
        f"project:{project_id}",
        actor=system("status"),
        now=now,
        project_id=project_id,
        details={"reason": reason},
        mood=heard.mood.value,
        delivery=project.delivery.value,
        status=status.value,
        source=heard.source,
    )
    return row


def review_statuses(session: Session, *, now: datetime) -> int:
    """Judge every open project anew; return how many there are.  The caller commits."""
    open_projects = session.scalars(select(Project.id).where(Project.closed_at.is_(None))).all()
    for project_id in open_projects:
        update_status(session, project_id, now=now)
    return len(open_projects)


def worse_of(delivery: Delivery, mood: Mood, *, overdue: bool) -> Delivery:
    """Satisfaction caps status: mood 1 or 2 is off track, however well the work goes."""
    if mood is Mood.UNHAPPY:
        return Delivery.BAD
    watch = mood is Mood.SO_SO or (mood is Mood.SILENT and overdue)
    return max(delivery, Delivery.WATCH if watch else Delivery.GOOD, key=_WORSE.index)


def hear(session: Session, project_id: int, *, now: datetime) -> Heard:
    """The newest pulse or mood of a mail within `HEARD_WITHIN`; else silence."""
    since = now - HEARD_WITHIN
    pulse = session.scalar(
        select(Pulse)
        .where(Pulse.project_id == project_id, Pulse.said_at >= since)
        .order_by(Pulse.said_at.desc(), Pulse.id.desc())
        .limit(1)
    )
    felt = _newest_felt(session, project_id, since)
    if pulse is not None and (felt is None or pulse.said_at >= felt[0].received_at):
        mood = _MOOD_OF_SCORE[pulse.score]
        if felt is not None and felt[0].id == pulse.mail_id and _is_worse(felt[1], mood):
            return _heard(felt)  # Her words in the same mail say more than the number.
        return Heard(mood, f"{pulse.score} of 5", f"mail:{pulse.mail_id}")
    return _heard(felt) if felt is not None else _calm_or_silent(session, project_id, since)


def _newest_felt(
    session: Session, project_id: int, since: datetime
) -> tuple[Mail, Sentiment] | None:
    row = session.execute(
        select(Mail, Sentiment)
        .join(Sentiment, Sentiment.mail_id == Mail.id)
        .where(
            Mail.project_id == project_id,
            Mail.received_at >= since,
            (Sentiment.corrected_label.in_(_MOOD_OF_LABEL))
            | (Sentiment.corrected_label.is_(None) & Sentiment.label.in_(_MOOD_OF_LABEL)),
        )
        .order_by(Mail.received_at.desc(), Sentiment.id.desc())
        .limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def _calm_or_silent(session: Session, project_id: int, since: datetime) -> Heard:
    """Neither pleased nor displeased: who writes calmly is not silent.

    Only asked when there is no sign either way, so a calm mail never clears an unhappy one.
    """
    mail = session.scalar(
        select(Mail)
        .join(Sentiment, Sentiment.mail_id == Mail.id)
        .where(Mail.project_id == project_id, Mail.received_at >= since)
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(1)
    )
    if mail is None:
        return Heard(Mood.SILENT, "", f"project:{project_id}")
    return Heard(Mood.GOOD, mail.new_text.strip().split("\n")[0][:300], f"mail:{mail.id}")


def _is_worse(felt: Sentiment, mood: Mood) -> bool:
    return _MOOD_OF_LABEL[felt.shown_label] is Mood.UNHAPPY and mood is not Mood.UNHAPPY


def _heard(felt: tuple[Mail, Sentiment]) -> Heard:
    mail, sentiment = felt
    words = sentiment.evidence[0]["text"] if sentiment.evidence else mail.new_text.split("\n")[0]
    return Heard(_MOOD_OF_LABEL[sentiment.shown_label], words[:300], f"mail:{mail.id}")


def _has_overdue_ask(session: Session, project_id: int, today: date) -> bool:
    return (
        session.scalar(
            select(Ask.id)
            .where(
                Ask.project_id == project_id,
                Ask.state.in_((AskState.OPEN, AskState.ROLLED, AskState.CONDITIONAL)),
                Ask.asked_at.is_not(None),
                Ask.due_on < today,
            )
            .limit(1)
        )
        is not None
    )
