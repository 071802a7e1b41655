"""Expectations, requests and questions of the client; promises of ours: in a mail's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from orchestrator.conversation import statement_words as words
from orchestrator.conversation.body import own_text, split_sentences
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.statement_dates import find_due

Direction = Literal["in", "out"]
StatementKind = Literal["expectation", "request", "question", "promise"]


@dataclass(frozen=True)
class Statement:
    """``span`` is the clause, verbatim; ``due`` a part of it, ``due_on`` its day if it has one."""

    kind: StatementKind
    span: str
    due: str | None
    due_on: date | None

    def as_json(self) -> dict[str, Any]:
        """One element of ``found`` in the stable line of `orchestrator statements`."""
        return {**asdict(self), "due_on": self.due_on.isoformat() if self.due_on else None}


def find_statements(text: str, *, direction: Direction, today: date) -> list[Statement]:
    """What a mail commits to, in the order written; ``today`` is the day it was written.

    "in" is the client's mail, "out" is ours: only ours promises, only theirs asks.
    """
    own = own_text(text).replace("’", "'")
    if not possible(own) & _GATES[direction]:
        return []
    return [
        _dated(kind, clause, today)
        for sentence in split_sentences(own)
        if _may_state(sentence.lower(), direction)
        for kind, clause in _read(sentence, direction)
    ]


def _may_state(lower: str, direction: Direction) -> bool:
    if not possible(lower) & _GATES[direction]:
        return False
    excluded = words.OTHERS_SAY if direction == "out" else words.NO_STATEMENT
    return not excluded.search(lower)


_GATES: dict[Direction, int] = {
    "in": gate_of(words.EXPECTATION, words.ASKS_WHEN, words.REQUEST, words.QUESTION),
    "out": words.PROMISE.gate,
}


def _dated(kind: StatementKind, clause: str, today: date) -> Statement:
    span = clause.strip().rstrip(".,;!:")
    due = find_due(span, today, past=kind == "expectation")
    return Statement(kind, span, due.text if due else None, due.on if due else None)


def _read(sentence: str, direction: Direction) -> Iterator[tuple[StatementKind, str]]:
    clauses = _clauses(_without_quotation(sentence))
    if direction == "out":
        yield from (("promise", clause) for clause in clauses if _is_promise(clause))
    else:
        yield from _incoming(clauses)


def _without_quotation(sentence: str) -> str:
    """Other people's words in quotation marks say nothing of ours, unless a contract is quoted."""
    if _QUOTES_A_CONTRACT.search(sentence):
        return sentence
    return _QUOTATION.sub(" ", sentence)


_QUOTES_A_CONTRACT = Gated(
    r"\b(?:quote|contract|offer|proposal|agreement|brief)\b it (?:said|says)"
)
_QUOTATION = Gated(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")


def _clauses(sentence: str) -> list[str]:
    """Parts that can stand alone: each may be a statement of its own."""
    parts = words.CLAUSE_BREAK.split(sentence)
    return [part.strip() for part in parts if part and part.strip()]


def _is_promise(clause: str) -> bool:
    lower = clause.lower()
    if lower.endswith("?") or words.NO_PROMISE.search(lower):
        return False
    return words.PROMISE.search(lower)


def _incoming(clauses: Sequence[str]) -> Iterator[tuple[StatementKind, str]]:
    for clause in clauses:
        lower = clause.lower()
        if words.NO_STATEMENT.search(lower):
            continue
        if words.EXPECTATION.search(lower) and not words.NO_EXPECTATION.search(lower):
            yield "expectation", _lead_cut(clause, words.EXPECTATION.start(lower))
        elif words.ASKS_WHEN.search(lower):
            yield "question", clause
        elif words.REQUEST.search(lower) and not words.OWN_PLAN.search(lower):
            yield "request", clause
        elif words.QUESTION.search(lower) and not words.NO_QUESTION.search(lower):
            yield "question", clause


def _lead_cut(clause: str, start: int) -> str:
    """Drop what stands before the expectation's own clause, where a comma divides them."""
    comma = clause.rfind(", ", 0, start)
    return clause[comma + 2 :] if comma > 0 else clause
