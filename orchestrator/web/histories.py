"""The history of a row: what the record holds of it, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
import json
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import AuditDetail, AuditEntry
from orchestrator.web.naming import Named, names_of
from orchestrator.web.record_words import actor_code, did

AT_MOST: Final = 200
_SHOWN: Final = ("text", "span", "reason", "alternative", "team", "words")
"""Details in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the record: when, by whom, what, and the words that it holds."""

    seq: int
    at: datetime
    who: Named
    what: str
    words: Sequence[str]


def history(session: Session, codes: Sequence[str]) -> list[Step]:
    """What was done with rows such as ``promise:12``, the newest first, in two statements."""
    newest = (
        select(AuditEntry.seq)
        .where(AuditEntry.obj.in_(codes))
        .order_by(AuditEntry.seq.desc())
        .limit(AT_MOST)
    )
    details: dict[int, dict[str, Any]] = {}
    entries: dict[int, AuditEntry] = {}
    for entry, name, value in session.execute(
        select(AuditEntry, AuditDetail.name, AuditDetail.value)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(AuditEntry.seq.in_(newest))
        .order_by(AuditEntry.seq.desc())
    ):
        entries[entry.seq] = entry
        details.setdefault(entry.seq, {})[name] = value
    lines = {seq: json.loads(entry.line) for seq, entry in entries.items()}
    actors = {seq: actor_code(line.get("actor", "")) for seq, line in lines.items()}
    names = names_of(session, set(actors.values())) if actors else {}
    return [
        Step(
            seq,
            datetime.fromtimestamp(entry.ts / 1_000_000, UTC),
            names[actors[seq]],
            _what(entry, lines[seq]),
            list(_words(details[seq])),
        )
        for seq, entry in entries.items()
    ]


def _what(entry: AuditEntry, line: Mapping[str, Any]) -> str:
    """``Decided: kept``, ``Decided: moved``; an entry that puts a row in is ``noted``."""
    state = line.get("state")
    if line.get("entered"):
        return "Noted"
    if line.get("supersedes"):
        return "Changed"
    return f"{did(entry.action)}: {state.replace('_', ' ')}" if state else did(entry.action)


def _words(values: Mapping[str, Any]) -> Iterator[str]:
    for name in _SHOWN:
        if (value := values.get(name)) is not None:
            words = json.loads(value)
            if isinstance(words, str) and words:
                yield words
