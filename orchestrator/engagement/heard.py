"""How a client feels: what makes her project red and is not over, else her newest sign.

Time alone ends nothing that was unhappy; other signs grow old.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, func, select
from sqlalchemy.orm import Session, contains_eager

from orchestrator.engagement.signs import (
    IS_PROVEN,
    Standing,
    is_counting,
    is_unhappy,
    standing,
)
from orchestrator.models import Clearing, ClearingState, Mail, Mood, Project, Pulse, Sentiment
from orchestrator.models.unanswered import LOW_SCORE

HEARD_WITHIN = timedelta(days=30)
_MOOD_OF_SCORE = {3: Mood.SO_SO, 4: Mood.GOOD, 5: Mood.GREAT}


@dataclass(frozen=True, slots=True)
class Heard:
    """What shows how the client feels, with its words and where they stand.

    ``contact_id``: whose sign it is, empty where it is a stranger's or nobody's.
    """

    mood: Mood
    words: str
    source: str
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A mail with what shows how its writer feels."""

    mail_id: int
    contact_id: int | None
    received_at: datetime
    new_text: str
    sentiment: Sentiment | None
    score: int | None

    def heard(self, mood: Mood, words: str = "") -> Heard:
        said = words or self.new_text.strip().split("\n")[0]
        return Heard(mood, said[:300], f"mail:{self.mail_id}", self.contact_id)

    def in_evidence(self, mood: Mood) -> Heard:
        """Her words say more than a number; the number, where they did not decide."""
        evidence = self.sentiment.evidence if self.sentiment else []
        by_words = self.sentiment is not None and self.sentiment.label == (
            "negative" if mood is Mood.UNHAPPY else "positive"
        )
        if self.score is not None and not by_words:
            return self.heard(mood, f"{self.score} of 5")
        return self.heard(mood, evidence[0]["text"] if evidence else "")


def hear(session: Session, project_ids: Collection[int], *, now: datetime) -> dict[int, Heard]:
    """What stands against us, else the newest sign within `HEARD_WITHIN`, a project; else silence.

    A calm mail of hers counts where there is no other sign.  A stranger's words can only make it
    worse: he speaks for nobody of the client.  Where two people of ours ended what was
    unhappy, she has not said that all is well: so-so, until she gives a sign.
    The number of statements does not depend on how many projects are asked for.
    """
    since = now - HEARD_WITHIN
    against = standing(session, project_ids, since=since)
    newest = _newest(session, project_ids, since=since)
    decisive = [sign.mail_id for each in against.values() for sign in each.decisive()]
    named = [i for row in newest for i in (row.scored_id, row.glad_id, row.calm_id) if i]
    said = _said(session, {*decisive, *named})
    cleared = _cleared(session, project_ids, since=since)
    return {
        row.project_id: _stands(against.get(row.project_id), said)
        or _judge(row, said, cleared.get(row.project_id))
        for row in newest
    }


def _newest(session: Session, project_ids: Collection[int], *, since: datetime) -> list[Row[Any]]:
    """Per project the newest mails since then: with a score, with praise, not unhappy at all."""
    shown = func.coalesce(Sentiment.corrected_label, Sentiment.label)
    is_known = Mail.contact_id.is_not(None)
    is_vouched = Sentiment.corrected_label.is_not(None) & is_known
    is_praise = (shown == "positive") & (is_vouched | IS_PROVEN)
    scored = (
        select(Pulse.mail_id)
        .join(Mail, Mail.id == Pulse.mail_id)
        .where(Pulse.project_id == Project.id, Pulse.said_at >= since)
        .where(Pulse.score > LOW_SCORE, IS_PROVEN)
        .order_by(Pulse.said_at.desc(), Pulse.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return list(
        session.execute(
            select(
                Project.id.label("project_id"),
                scored.label("scored_id"),
                _newest_mail(since, is_praise).label("glad_id"),
                _newest_mail(since, ~is_unhappy(), is_known).label("calm_id"),
            ).where(Project.id.in_(project_ids))
        )
    )


def _newest_mail(since: datetime, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(Mail.id)
        .join(Sentiment, Sentiment.mail_id == Mail.id)
        .where(Mail.project_id == Project.id, Mail.received_at >= since)
        .where(is_counting(), *conditions)
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _said(session: Session, mail_ids: Collection[int]) -> dict[int, _Said]:
    columns = (Mail.id, Mail.contact_id, Mail.received_at, Mail.new_text, Sentiment, Pulse.score)
    rows = session.execute(
        select(*columns)
        .select_from(Mail)
        .outerjoin(Sentiment, (Sentiment.mail_id == Mail.id) & is_counting())
        .outerjoin(Pulse, Pulse.mail_id == Mail.id)
        .where(Mail.id.in_(mail_ids))
    )
    return {row[0]: _Said(*row) for row in rows}


def _cleared(
    session: Session, project_ids: Collection[int], *, since: datetime
) -> dict[int, Clearing]:
    rows = session.scalars(
        select(Clearing)
        .join(Clearing.mail)
        .options(contains_eager(Clearing.mail))
        .where(
            Mail.project_id.in_(project_ids),
            Clearing.state == ClearingState.AGREED,
            Clearing.decided_at >= since,
        )
        .order_by(Clearing.decided_at, Clearing.id)
    )
    return {row.mail.project_id: row for row in rows if row.mail.project_id is not None}


def _stands(against: Standing | None, said: Mapping[int, _Said]) -> Heard | None:
    if against is None or not against.decisive():
        return None
    sign = against.decisive()[0]
    mood = Mood.UNHAPPY if against.unhappy else Mood.SO_SO
    return said[sign.mail_id].in_evidence(mood)


def _judge(row: Row[Any], said: Mapping[int, _Said], cleared: Clearing | None) -> Heard:
    newest = [said[i] for i in (row.scored_id, row.glad_id, row.calm_id) if i]
    if cleared is not None and all(each.received_at <= cleared.mail.received_at for each in newest):
        return Heard(Mood.SO_SO, cleared.reason, f"mail:{cleared.mail_id}")
    scored, glad, calm = (said.get(i) for i in (row.scored_id, row.glad_id, row.calm_id))
    if scored and scored.score and (glad is None or scored.received_at >= glad.received_at):
        return scored.heard(_MOOD_OF_SCORE[scored.score], f"{scored.score} of 5")
    if glad is not None:
        return glad.in_evidence(Mood.GREAT)
    if calm is not None:  # Who writes calmly is not silent.
        return calm.heard(Mood.GOOD)
    return Heard(Mood.SILENT, "", f"project:{row.project_id}")
