"""How often a client asks where we are: who is well informed asks less."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Mail, Project, Reading
from orchestrator.web.access import is_visible
from orchestrator.web.parts import now
from orchestrator.web.words import local


@dataclass(frozen=True, slots=True)
class AskedWhere:
    """Mails of this quarter until today, and of the one before until the same day of it."""

    now: int
    before: int

    @property
    def words(self) -> str:
        """``2 this quarter, 5 by this day of the last: fewer``."""
        if self.now == self.before:
            trend = "as many"
        else:
            trend = "fewer" if self.now < self.before else "more"
        return f"{self.now} this quarter, {self.before} by this day of the last: {trend}"


def asked_where(session: Session, client_id: int) -> AskedWhere | None:
    """What a client's people asked in the projects that the user sees; None if they never did."""
    today = local(now()).date()
    began, former = quarter_of(today), quarter_of(quarter_of(today) - timedelta(days=1))
    until = min(former + (today - began), began - timedelta(days=1))
    zone = local(now()).tzinfo
    since = datetime(former.year, former.month, former.day, tzinfo=zone).astimezone(UTC)
    asked = session.execute(
        select(Mail.id, Mail.received_at)
        .join(Reading, Reading.mail_id == Mail.id)
        .join(Project, Project.id == Mail.project_id)
        .where(
            Project.client_id == client_id,
            is_visible(Project.id),
            Mail.received_at >= since,
            Reading.asks_where,
        )
        .distinct()
    )
    days = [local(at).date() for _, at in asked]
    if not days:
        return None
    return AskedWhere(
        now=sum(day >= began for day in days), before=sum(former <= day <= until for day in days)
    )


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
