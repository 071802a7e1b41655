"""What became of some rows, as the communication record has it: there is no second log."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
import json
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from orchestrator.models import AuditDetail, AuditEntry
from orchestrator.record.append import Action
from orchestrator.web.record_words import actor_code

SHOWN: Final = 200

Words = Callable[[str, Mapping[str, Any], Mapping[str, Any]], str]
"""An action, the fields of its entry and the details that were not erased, as a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry; ``by`` is the code of who did it."""

    at: datetime
    words: str
    by: str
    seq: int


def steps_of(
    session: Session, objs: Collection[str], words: Words, *where: ColumnElement[bool]
) -> dict[str, list[Step]]:
    """The newest entries about ``objs``, in one statement, the newest first."""
    newest = (
        select(AuditEntry.seq)
        .where(AuditEntry.obj.in_(objs), AuditEntry.action != Action.DENIED, *where)
        .order_by(AuditEntry.seq.desc())
        .limit(SHOWN)
    )
    rows = session.execute(
        select(AuditEntry, AuditDetail.name, AuditDetail.value)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(AuditEntry.seq.in_(newest))
        .order_by(AuditEntry.seq.desc())
    ).all()
    details: dict[int, dict[str, Any]] = defaultdict(dict)
    entries = {entry.seq: entry for entry, _, _ in rows}
    for entry, name, value in rows:
        if name is not None:
            details[entry.seq][name] = json.loads(value)
    steps: dict[str, list[Step]] = defaultdict(list)
    for entry in entries.values():
        fields = json.loads(entry.line)
        steps[entry.obj].append(
            Step(
                datetime.fromtimestamp(entry.ts / 1_000_000, tz=UTC),
                words(entry.action, fields, details[entry.seq]),
                actor_code(fields["actor"]),
                entry.seq,
            )
        )
    return steps
