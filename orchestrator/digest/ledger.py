"""The ledger of one reader: each thing there is to tell is sent, pending, or withheld and why.

Computed from the rows, never kept: a fact, a question or a measured number is in exactly one
of the three, whatever was drafted, held, skipped, sent or came back.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from orchestrator.digest.draft import NOTHING_NEW
from orchestrator.digest.known import is_held_back
from orchestrator.digest.ledger_rows import Place, Rows, Told, read_rows
from orchestrator.models import (
    Ask,
    AskState,
    Contact,
    DigestState,
    Fact,
    GoalState,
    Measurement,
    Project,
    ValueGoal,
)
from orchestrator.value_words import amount


class Fate(StrEnum):
    SENT = "sent"
    PENDING = "pending"
    WITHHELD = "withheld"


class Why(StrEnum):
    """Why it is where it is; `not_sent` has what a reader who asks is told of it."""

    TOLD = "told"
    DRAFTED = "drafted"
    WAITS = "waits"
    CAME_BACK = "came back"
    LENGTH = "length"
    KNOWN = "known"
    HELD = "held"
    SKIPPED = "skipped"
    NOT_THEIRS = "not theirs"
    GONE = "gone"
    NO_PART = "no part"
    STOPPED = "stopped"
    CLOSED = "closed"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to tell.  ``reason``: for our people; ``at``: told, due to leave, or since when."""

    project: Project
    source: str
    text: str
    fate: Fate
    why: Why
    reason: str
    at: datetime
    digest_id: int | None = None


Verdict = tuple[Fate, Why, str, datetime, int | None]
_OPEN: Final = (DigestState.DRAFTED, DigestState.APPROVED)
_GONE_GOALS: Final = (GoalState.CHANGED, GoalState.WITHDRAWN)


def ledger(session: Session, contact: Contact, project_ids: Collection[int]) -> list[Line]:
    """Every line for ``contact`` in these projects, the newest of a kind first.  Reads only."""
    rows = read_rows(session, contact, project_ids)
    projects = {project.id: project for project in rows.projects}
    reader = _Reader(contact, rows)
    lines = [
        Line(
            projects[fact.project_id],
            f"fact:{fact.id}",
            fact.text,
            *reader.of_fact(fact, is_theirs, told),
        )
        for fact, is_theirs, told in rows.facts
    ]
    lines += [
        Line(projects[ask.project_id], f"ask:{ask.id}", ask.text, *reader.of_ask(ask))
        for ask in rows.asks
    ]
    lines += [
        Line(projects[goal.project_id], f"measurement:{found.id}", _shown(found, goal), *verdict)
        for found, goal, verdict in reader.of_goals()
    ]
    return lines


def _shown(found: Measurement, goal: ValueGoal) -> str:
    value = found.evidence if found.value is None else amount(found.value, goal.unit)
    return f"“{goal.text}”: {value}"


class _Reader:
    def __init__(self, contact: Contact, rows: Rows) -> None:
        self._contact, self._rows = contact, rows
        self._projects = {project.id: project for project in rows.projects}

    def of_fact(self, fact: Fact, is_theirs: bool, told: Told | None) -> Verdict:
        if told is not None:
            return _sent(told)
        if fact.withdrawn_at is not None:
            reason = (
                f"withdrawn: {fact.reason.rstrip('.')}"
                if fact.reason
                else "withdrawn with its mail"
            )
            return Fate.WITHHELD, Why.GONE, reason, fact.withdrawn_at, None
        if fact.superseded_at is not None:
            reason = "another version took its place"
            return Fate.WITHHELD, Why.GONE, reason, fact.superseded_at, None
        if not is_theirs:
            reason = "for other people of the project"
            return Fate.WITHHELD, Why.NOT_THEIRS, reason, fact.created_at, None
        return self._untold(f"fact:{fact.id}", fact.project_id, fact.created_at)

    def of_ask(self, ask: Ask) -> Verdict:
        source = f"ask:{ask.id}"
        sent = [p for p in self._stands(source) if p.state is DigestState.SENT]
        if arrived := [place for place in sent if not place.has_bounced]:
            return _sent(Told(arrived[0].at, arrived[0].digest_id))
        since = ask.created_at
        if ask.state is AskState.WITHDRAWN:
            return Fate.WITHHELD, Why.GONE, "taken back", since, None
        if ask.state in (AskState.ANSWERED, AskState.CONDITIONAL) or ask.id in self._rows.waiting:
            return Fate.WITHHELD, Why.KNOWN, "answered before it was asked", since, None
        if ask.state is AskState.CALL:
            return Fate.WITHHELD, Why.CALL, "asked three times: call instead", since, None
        verdict = self._untold(source, ask.project_id, since)
        if verdict[1] is Why.DRAFTED or not is_held_back(ask):
            return verdict
        known = next((p.left_out for p in reversed(self._places(source)) if p.left_out), "")
        return Fate.WITHHELD, Why.KNOWN, known or "answered already", since, None

    def of_goals(self) -> Iterator[tuple[Measurement, ValueGoal, Verdict]]:
        """Rows come the newest of a goal first."""
        heard: set[int] = set()
        newest: set[int] = set()
        for found, goal, told in self._rows.found:
            counts = found.withdrawn_at is None
            is_late = counts and goal.root_id in newest and goal.root_id in heard
            if counts and goal.root_id not in newest:
                newest.add(goal.root_id)
                heard |= {goal.root_id} if told else set()
            yield found, goal, self._of_number(found, goal, told, is_late=is_late)

    def _of_number(
        self, found: Measurement, goal: ValueGoal, told: Told | None, *, is_late: bool
    ) -> Verdict:
        since = found.known_at
        if told is not None:
            return _sent(told)
        if found.withdrawn_at is not None:
            return Fate.WITHHELD, Why.GONE, "taken back", found.withdrawn_at, None
        if goal.state in _GONE_GOALS:
            return Fate.WITHHELD, Why.GONE, "the goal is dropped", since, None
        if is_late:
            return Fate.WITHHELD, Why.GONE, "a newer number was told", since, None
        whole = self._rows.places.get(f"value_goal:{goal.id}", ())
        left_out = [place for place in whole if place.left_out]
        return self._untold(f"measurement:{found.id}", goal.project_id, since, left_out)

    def _untold(
        self, source: str, project_id: int, since: datetime, more: Sequence[Place] = ()
    ) -> Verdict:
        """What is theirs to hear, and did not arrive."""
        for place in self._stands(source):
            if place.state in _OPEN:
                reason = f"in update {place.number}, which is {place.state.value}"
                return Fate.PENDING, Why.DRAFTED, reason, place.at, place.digest_id
        if never := self._never(project_id):
            return Fate.WITHHELD, *never, since, None
        # An empty slot says nothing of what came to be known since.
        past = [
            each
            for each in (*self._places(source), *more)
            if each.state is not DigestState.SKIPPED or each.reason != NOTHING_NEW
        ]
        last = max(past, key=lambda place: place.digest_id, default=None)
        if last is None:
            return Fate.PENDING, Why.WAITS, "waits for the next update", since, None
        return _of_last(last)

    def _never(self, project_id: int) -> tuple[Why, str] | None:
        """Why no update of the project goes to them at all."""
        name = self._contact.first_name
        if project_id not in self._rows.taking_part:
            return Why.NO_PART, f"{name} takes no part in the project any more"
        if self._projects[project_id].closed_at is not None:
            return Why.CLOSED, "the project is closed"
        if self._contact.wishes.stopped:
            return Why.STOPPED, f"{name} asked for no more mail"
        return None

    def _places(self, source: str) -> Sequence[Place]:
        return self._rows.places.get(source, ())

    def _stands(self, source: str) -> list[Place]:
        return [place for place in self._places(source) if not place.left_out]


def _sent(told: Told) -> Verdict:
    return Fate.SENT, Why.TOLD, "told", told.at, told.digest_id


def _of_last(last: Place) -> Verdict:
    """By the newest update that had it, or left it out, and did not bring it."""
    where = last.at, last.digest_id
    if last.state is DigestState.SENT and not last.left_out:
        reason = f"update {last.number} came back; the next one tells it"
        return Fate.PENDING, Why.CAME_BACK, reason, *where
    if last.state is DigestState.SKIPPED:
        reason = f"update {last.number} was skipped: {last.reason.rstrip('.')}"
        return Fate.WITHHELD, Why.SKIPPED, reason, *where
    if last.left_out:
        why = Why.HELD if last.by_person else Why.LENGTH
        return Fate.WITHHELD, why, last.left_out, *where
    held = f": {last.reason.rstrip('.')}" if last.reason else ""
    return Fate.WITHHELD, Why.HELD, f"update {last.number} is held{held}", *where
