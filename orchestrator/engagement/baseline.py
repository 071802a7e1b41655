"""What was agreed at the start, and which line of it a request touches."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.orders import CURRENCIES, MOST_CENTS
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Baseline, Project
from orchestrator.record.append import Action, Actor, record
from orchestrator.stems import shared_stems

LINES_AT_MOST: Final = 60
LONGEST_LINE: Final = 300


def newest_baseline(session: Session, project_id: int) -> Baseline | None:
    """The one that counts."""
    return session.scalar(
        select(Baseline)
        .where(Baseline.project_id == project_id)
        .order_by(Baseline.id.desc())
        .limit(1)
    )


def set_baseline(
    session: Session,
    project: Project,
    *,
    scope: Sequence[str],
    cents: int | None,
    currency: str | None,
    ends_on: date | None,
    seen_id: int | None,
    source: str,
    actor: Actor,
    now: datetime,
) -> Baseline:
    """Keep what is agreed; what was agreed before stays below it.  The caller commits.

    Args:
        scope: what we do, a line each; empty lines are left out.
        cents: the price in hundredths of ``currency``; none of both where it is open.
        seen_id: the baseline that was shown when this one was written.

    Raises:
        UsageError: names the field and what it needs.
        Refused: somebody else wrote one meanwhile.
    """
    lines = [" ".join(line.split()) for line in scope if line.strip()]
    if not lines or len(lines) > LINES_AT_MOST:
        raise UsageError(f"scope: write one to {LINES_AT_MOST} lines, a thing that we do in each")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise UsageError(f"scope: a line has at most {LONGEST_LINE} characters")
    if cents is not None and (not 0 <= cents <= MOST_CENTS or currency not in CURRENCIES):
        raise UsageError("price: write an amount such as 18500, and its currency")
    before = newest_baseline(session, project.id)
    if (before.id if before else None) != seen_id:
        raise Refused("somebody changed what was agreed in the meantime; look at it first")
    row = Baseline(
        project_id=project.id,
        scope=lines,
        cents=cents,
        currency=currency if cents is not None else None,
        ends_on=ends_on,
        source=source,
        noted_at=now,
        supersedes_id=seen_id,
    )
    session.add(row)
    session.flush()
    record(
        session,
        Action.PROJECT_CHANGE,
        f"baseline:{row.id}",
        actor=actor,
        now=now,
        project_id=project.id,
        details={"scope": lines},
        cents=cents,
        currency=row.currency,
        ends_on=ends_on.isoformat() if ends_on else None,
        supersedes=seen_id,
    )
    return row


def nearest_lines(text: str, scope: Sequence[str], *, at_most: int = 3) -> list[str]:
    """Lines of the scope that share words with a request, those with the most first."""
    shared = [(shared_stems(text, line), line) for line in scope]
    ranked = sorted((each for each in shared if each[0]), key=lambda each: -each[0])
    return [line for _, line in ranked[:at_most]]
