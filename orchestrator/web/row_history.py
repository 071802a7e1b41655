"""The history of a row of a register, with the words that the record holds of each step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from orchestrator.web.history import steps_of
from orchestrator.web.naming import Named, names_of
from orchestrator.web.record_words import did

_SHOWN: Final = ("text", "span", "reason", "alternative", "words", "value")
"""Details in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Deed:
    """When, by whom, what; and what was said about it."""

    seq: int
    at: datetime
    who: Named
    what: str
    words: Sequence[str]


def history(session: Session, codes: Sequence[str]) -> list[Deed]:
    """What was done with rows such as ``promise:12``, the newest first, in two statements."""
    found = steps_of(session, codes, _in_lines)
    steps = sorted((step for each in found.values() for step in each), key=lambda step: -step.seq)
    names = names_of(session, {step.by for step in steps}) if steps else {}
    return [
        Deed(step.seq, step.at, names[step.by], what, words)
        for step in steps
        for what, *words in [step.words.split("\n")]
    ]


def _in_lines(action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    what = f"How {team} reads it" if (team := details.get("team")) else _what(action, fields)
    return "\n".join([what, *_said(details)])


def _what(action: str, fields: Mapping[str, Any]) -> str:
    """``Decided: kept``; an entry that puts a row in is ``Noted``."""
    if fields.get("entered"):
        return "Noted"
    if seen := fields.get("evidence"):
        return {"said": "Heard again", "shown": "Shown", "failed": "Failed"}[seen]
    if any(fields.get(name) for name in ("supersedes", "changed_to", "was_due")):
        return "Changed"
    state = fields.get("state")
    return f"{did(action)}: {state.replace('_', ' ')}" if state else did(action)


def _said(details: Mapping[str, Any]) -> Iterator[str]:
    for name in _SHOWN:
        value = details.get(name)
        if isinstance(value, str) and value.strip():
            yield " ".join(value.split())
