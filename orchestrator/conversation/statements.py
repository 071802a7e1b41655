"""Expectations, requests and questions of the client; promises of ours: in a mail's own words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
import re
from typing import Any

from orchestrator.conversation.body import own_text, split_sentences
from orchestrator.conversation.statement_asks import asked_for, is_marked, states_nothing
from orchestrator.conversation.statement_clauses import (
    Direction,
    clauses,
    main_clause,
    without_quotations,
)
from orchestrator.conversation.statement_dates import Due, find_due
from orchestrator.conversation.statement_denials import is_ours
from orchestrator.conversation.statement_expectations import (
    expectation_start,
    expects_nothing,
    is_expectation,
)
from orchestrator.conversation.statement_learned import (
    DENIED,
    MARKED,
    NAMED,
    SILENT,
    StatementKind,
    Vote,
    found,
    kind_of,
)
from orchestrator.conversation.statement_parts import dated_parts
from orchestrator.conversation.statement_promises import is_none, is_promise


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
    own = _own(text)
    said = without_quotations(own)
    told = [
        statement
        for sentence in split_sentences(said)
        for statement in _once(_read(sentence, direction, today))
    ]
    return told if said == own else list(_verbatim(told, said, own))


def spoken_clauses(text: str, direction: Direction) -> list[str]:
    """What is read of a mail, in its order."""
    said = without_quotations(_own(text))
    return [clause for part in split_sentences(said) for clause in clauses(part, direction)]


def _own(text: str) -> str:
    return _WRAPPED.sub(" ", own_text(text).replace("’", "'"))


# A statement, and whether the rules found it too.
_Found = tuple[Statement, bool]


def _read(sentence: str, direction: Direction, today: date) -> Iterator[_Found]:
    read = _incoming if direction == "in" else _outgoing
    for clause in clauses(sentence, direction):
        yield from read(clause, today)


def _once(read: Iterable[_Found]) -> Iterator[Statement]:
    """What only the words suggest is said once in a sentence, and not beside what a rule found."""
    statements = list(read)
    told = {statement.kind for statement, is_ruled in statements if is_ruled}
    for statement, is_ruled in statements:
        if is_ruled or statement.kind not in told:
            told.add(statement.kind)
            yield statement


def _verbatim(statements: Sequence[Statement], said: str, own: str) -> Iterator[Statement]:
    """With the quotations back in their spans."""
    start = 0
    for statement in statements:
        start = max(said.find(statement.span, start), 0)
        yield replace(statement, span=own[start : start + len(statement.span)])


# A long line that ends in a word was broken by a mail program.
_WRAPPED = re.compile(r"(?<=.{48}[\w,;)])[ ]?\n(?=[^\W_])")


def _outgoing(clause: str, today: date) -> Iterator[_Found]:
    main, hangs_on_event = main_clause(clause)
    promised = False
    for part in _promising_parts(main, today):
        due = find_due(part, today, hangs_on_event=hangs_on_event)
        has_day = hangs_on_event or (due is not None and _is_to_come(due, today))
        # What comes after the first clause behind an "if" need not hang on it.
        hangs_on_event = False
        # "I'll check it today and call on Friday": who promised the first does the second.
        is_ruled = is_promise(part, has_day=has_day, goes_on=promised)
        promised = _is_taken_for_one(part, is_ruled=is_ruled, has_day=has_day)
        if promised:
            yield _statement("promise", part, due), is_ruled


def _is_taken_for_one(part: str, *, is_ruled: bool, has_day: bool) -> bool:
    """Whether it is a promise by the rules and the words together."""
    if is_ruled:
        return kind_of(part, "out", found("promise")) is not None
    is_name = not has_day and len(part.split()) <= _LONGEST_NAME and not is_ours(part)
    likely = kind_of(part, "out", NAMED if is_name else SILENT) is not None
    return likely and (not is_none(part) or kind_of(part, "out", DENIED) is not None)


# "The lab results", "new photos online".
_LONGEST_NAME = 5


def _promising_parts(main: str, today: date) -> Iterator[str]:
    """What follows a condition still has its clauses in one."""
    for clause in clauses(main, "out"):
        yield from dated_parts(clause, today)


def _is_to_come(due: Due, today: date) -> bool:
    """A date of ten months ahead without a year is rather two months ago."""
    return due.on is None or today <= due.on <= today + _AHEAD


_AHEAD = timedelta(days=240)


def _incoming(clause: str, today: date) -> Iterator[_Found]:
    lower = clause.lower().rstrip(" .,;:")
    vote = _vote(lower)
    kind = kind_of(clause, "in", vote)
    if kind and _is_denied(kind, lower):
        vote = DENIED
        kind = kind_of(clause, "in", vote)
    if kind == "expectation":
        span = _lead_cut(clause, expectation_start(lower))
        yield _statement(kind, span, find_due(span, today, past=True)), kind in vote
    elif kind:
        due = find_due(clause, today, past=kind == "question")
        yield _statement(kind, clause, due), kind in vote


def _is_denied(kind: StatementKind, lower: str) -> bool:
    return states_nothing(lower) or (kind == "expectation" and expects_nothing(lower))


def _vote(lower: str) -> Vote:
    kind = "expectation" if is_expectation(lower) else asked_for(lower)
    if kind:
        return found(kind)
    return MARKED if is_marked(lower) else SILENT


def _lead_cut(clause: str, start: int) -> str:
    """Drop what stands before the expectation's own clause, where a comma divides them."""
    comma = clause.rfind(", ", 0, start)
    return clause[comma + 2 :] if comma > 0 else clause


def _statement(kind: StatementKind, clause: str, due: Due | None) -> Statement:
    span = clause.strip().rstrip(".,;!:")
    return Statement(kind, span, due.text if due else None, due.on if due else None)
