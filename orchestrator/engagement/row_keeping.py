"""What people did with a row outlives the move of its mail: it is kept, and brought back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.registers import FIRST, Said, row_of
from orchestrator.models import (
    Evidence,
    EvidenceKind,
    Expectation,
    ExpectationReading,
    Statement,
)

_KEPT: Final = (
    "text", "state", "reason", "meant", "alternative", "fit", "cents", "currency", "extra_days",
    "ask_id", "fact_id", "worth", "effort",
)  # fmt: skip


def kept_of(session: Session, statement: Statement) -> dict[str, Any]:
    """What was decided and noted of the row that a statement became, as plain values."""
    row = row_of(session, statement)
    if row is None:
        return {}
    kept = {name: getattr(row, name) for name in _KEPT if hasattr(row, name)}
    before = session.get(type(row), row.supersedes_id) if row.supersedes_id else None
    if isinstance(before, Said) and before.source != row.source:
        kept["supersedes_id"] = before.id
    kept |= {name: getattr(value, "value", value) for name, value in kept.items()}
    if isinstance(row, Expectation):
        kept["readings"] = [
            {"team": each.team, "text": each.text, "by": each.user_id, "at": _iso(each.noted_at)}
            for each in _beside(session, ExpectationReading, row)
        ]
        kept["evidence"] = [
            {"kind": each.kind.value, "text": each.text, "source": each.source,
             "at": _iso(each.seen_at)}
            for each in _beside(session, Evidence, row)
        ]  # fmt: skip
    return kept


def bring_back(session: Session, row: Said, kept: Mapping[str, Any]) -> None:
    """Let a row stand as it stood before its mail was moved.  The caller commits."""
    for name in _KEPT:
        if name in kept and hasattr(row, name):
            setattr(row, name, kept[name])
    before = session.get(type(row), kept["supersedes_id"]) if "supersedes_id" in kept else None
    if isinstance(before, Said) and before.state == FIRST[type(row)]:
        row.supersedes_id = before.id
        session.execute(
            update(type(row)).where(type(row).id == before.id).values(state="superseded")
        )
    for each in kept.get("readings", ()):
        session.add(
            ExpectationReading(
                expectation_id=row.id, team=each["team"], text=each["text"], user_id=each["by"],
                noted_at=datetime.fromisoformat(each["at"]),
            )
        )  # fmt: skip
    for each in kept.get("evidence", ()):
        session.add(
            Evidence(
                expectation_id=row.id, kind=EvidenceKind(each["kind"]), text=each["text"],
                source=each["source"], seen_at=datetime.fromisoformat(each["at"]),
            )
        )  # fmt: skip
    session.flush()


def _beside(session: Session, table: Any, row: Expectation) -> Any:
    return session.scalars(
        select(table).where(table.expectation_id == row.id).order_by(table.id)
    ).all()


def _iso(at: datetime | date) -> str:
    return at.isoformat()
