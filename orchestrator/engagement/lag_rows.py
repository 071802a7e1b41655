"""From knowing to telling as rows for tables and scripts, to the second."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.transparency import (
    Lag,
    Lags,
    audience_of,
    lags_of,
    summary_of,
)
from orchestrator.models import Contact, Digest, Fact, Project

COLUMNS: Final = (
    "fact", "text", "bad", "person", "known_at", "told_at", "update", "seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` have the keys `COLUMNS`; ``told_at`` and ``update`` are None while a lag runs."""

    rows: list[dict[str, Any]]
    every: Lags
    bad: Lags

    def summary(self) -> dict[str, dict[str, float | int | None]]:
        return {"all": _seconds(self.every), "bad": _seconds(self.bad)}


def table_of(session: Session, project: Project, *, now: datetime) -> Table:
    """Of every fact and person, oldest fact first.  Reads only."""
    lags = lags_of(session, project.id, audience_of(session, project.id))
    texts = _named(session, Fact.id, Fact.text, Fact.project_id == project.id)
    names = _named(session, Contact.id, Contact.name, Contact.client_id == project.client_id)
    numbers = _named(session, Digest.id, Digest.number, Digest.project_id == project.id)

    def row(lag: Lag) -> dict[str, Any]:
        values = (
            lag.fact_id,
            texts[lag.fact_id],
            lag.is_bad,
            names[lag.contact_id],
            lag.known_at.isoformat(),
            lag.told_at.isoformat() if lag.told_at else None,
            numbers[lag.digest_id] if lag.digest_id else None,
            int(lag.length(now).total_seconds()),
        )
        return dict(zip(COLUMNS, values, strict=True))

    bad = [lag for lag in lags if lag.is_bad]
    return Table([row(lag) for lag in lags], summary_of(lags, now=now), summary_of(bad, now=now))


def _named(session: Session, row_id: Any, words: Any, where: Any) -> dict[int, Any]:
    return {each: said for each, said in session.execute(select(row_id, words).where(where))}


def _seconds(lags: Lags) -> dict[str, float | int | None]:
    lengths = {"median": lags.median, "worst": lags.worst, "longest_untold": lags.longest}
    return {
        "told": lags.told,
        "untold": lags.untold,
        **{
            f"{name}_seconds": length.total_seconds() if length is not None else None
            for name, length in lengths.items()
        },
    }
