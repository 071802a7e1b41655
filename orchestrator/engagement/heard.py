"""The newest sign of how each client feels: a pulse, a correction, or what her mail says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, select
from sqlalchemy.orm import Session

from orchestrator.models import Mail, Mood, Project, Pulse, Sentiment
from orchestrator.models.meaning import counting_sentiment

HEARD_WITHIN = timedelta(days=30)
_MOOD_OF_SCORE = {1: Mood.UNHAPPY, 2: Mood.UNHAPPY, 3: Mood.SO_SO, 4: Mood.GOOD, 5: Mood.GREAT}
_MOOD_OF_LABEL = {"negative": Mood.UNHAPPY, "positive": Mood.GREAT}
_LOW_SCORE = 2
# Only she was given her reply address; who says that it is not from her, is believed.
IS_PROVEN = (Mail.authenticity == "pass") | (Mail.has_token & (Mail.authenticity != "fail"))


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest sign of how the client feels, with its words and where they stand."""

    mood: Mood
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class _Felt:
    """A mail with its sentiment."""

    mail_id: int
    received_at: datetime
    new_text: str
    sentiment: Sentiment


def hear(session: Session, project_ids: Collection[int], *, now: datetime) -> dict[int, Heard]:
    """The newest pulse or mood of a mail within `HEARD_WITHIN`, a project; else silence.

    A calm mail never clears an unhappy one: it counts where there is no sign either way.
    Neither does praise of somebody who may not be the client: without proof of the sender
    a mail can only make it worse.
    The number of statements does not depend on how many projects are asked for.
    """
    newest = _newest(session, project_ids, since=now - HEARD_WITHIN)
    pulses = {
        pulse.id: pulse
        for pulse in session.scalars(
            select(Pulse).where(Pulse.id.in_([row.pulse_id for row in newest if row.pulse_id]))
        )
    }
    felt = _felt(session, [i for row in newest for i in (row.felt_id, row.any_id) if i])
    return {
        row.project_id: _judge(
            row.project_id, pulses.get(row.pulse_id), felt.get(row.felt_id), felt.get(row.any_id)
        )
        for row in newest
    }


def _newest(session: Session, project_ids: Collection[int], *, since: datetime) -> list[Row[Any]]:
    """Per project the ids of its newest pulse, of its newest mood, and of its newest sentiment."""
    is_felt = Sentiment.corrected_label.in_(_MOOD_OF_LABEL) | (
        Sentiment.corrected_label.is_(None)
        & ((Sentiment.label == "negative") | ((Sentiment.label == "positive") & IS_PROVEN))
    )
    pulse = (
        select(Pulse.id)
        .join(Mail, Mail.id == Pulse.mail_id)
        .where(Pulse.project_id == Project.id, Pulse.said_at >= since)
        .where((Pulse.score <= _LOW_SCORE) | IS_PROVEN)
        .order_by(Pulse.said_at.desc(), Pulse.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return list(
        session.execute(
            select(
                Project.id.label("project_id"),
                pulse.label("pulse_id"),
                _newest_sentiment(since, is_felt).label("felt_id"),
                _newest_sentiment(since).label("any_id"),
            ).where(Project.id.in_(project_ids))
        )
    )


def _newest_sentiment(since: datetime, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(Sentiment.id)
        .join(Mail, Mail.id == Sentiment.mail_id)
        .where(Mail.project_id == Project.id, Mail.received_at >= since, *conditions)
        .where(Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .order_by(Mail.received_at.desc(), Sentiment.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _felt(session: Session, sentiment_ids: Collection[int]) -> dict[int, _Felt]:
    rows = session.execute(
        select(Sentiment, Mail.id, Mail.received_at, Mail.new_text)
        .join(Mail, Mail.id == Sentiment.mail_id)
        .where(Sentiment.id.in_(sentiment_ids))
    )
    return {row[0].id: _Felt(row[1], row[2], row[3], row[0]) for row in rows}


def _judge(project_id: int, pulse: Pulse | None, felt: _Felt | None, calm: _Felt | None) -> Heard:
    if pulse is not None and (felt is None or pulse.said_at >= felt.received_at):
        mood = _MOOD_OF_SCORE[pulse.score]
        if felt is not None and felt.mail_id == pulse.mail_id and _is_worse(felt, mood):
            return _heard(felt)  # Her words in the same mail say more than the number.
        return Heard(mood, f"{pulse.score} of 5", f"mail:{pulse.mail_id}")
    if felt is not None:
        return _heard(felt)
    if calm is not None:  # Who writes calmly is not silent.
        return Heard(Mood.GOOD, _first_line(calm), f"mail:{calm.mail_id}")
    return Heard(Mood.SILENT, "", f"project:{project_id}")


def _is_worse(felt: _Felt, mood: Mood) -> bool:
    is_unhappy = _MOOD_OF_LABEL[felt.sentiment.shown_label] is Mood.UNHAPPY
    return is_unhappy and mood is not Mood.UNHAPPY


def _heard(felt: _Felt) -> Heard:
    evidence = felt.sentiment.evidence
    words = evidence[0]["text"][:300] if evidence else _first_line(felt)
    return Heard(_MOOD_OF_LABEL[felt.sentiment.shown_label], words, f"mail:{felt.mail_id}")


def _first_line(felt: _Felt) -> str:
    return felt.new_text.strip().split("\n")[0][:300]
