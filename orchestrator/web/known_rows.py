"""What we know, what we lack and what may come, as their page shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, and_, func, literal, select
from sqlalchemy.orm import Session, joinedload

from orchestrator.digest.known import is_held_back
from orchestrator.engagement.checklist import Line, checklist
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Contact,
    OpenPoint,
    PointKind,
    PointState,
    Project,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.web.access import is_visible
from orchestrator.web.history import Step, steps_of
from orchestrator.web.naming import Named, names_of
from orchestrator.web.record_words import did
from orchestrator.web.register_rows import today

STATES: Final = {
    PointState.OPEN: "Open",
    PointState.KNOWN: "We know it",
    PointState.HAPPENED: "It happened",
    PointState.DROPPED: "Dropped",
    PointState.SUPERSEDED: "Changed",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the checklist, or one that a person added, or both.

    ``key`` names it in a form: the line, else the row.  ``answer`` and its ``source`` are empty
    while we lack it.
    """

    line: Line | None
    point: OpenPoint | None
    answer: str = ""
    source: str = ""
    steps: Sequence[Step] = ()

    @property
    def key(self) -> str:
        return self.line.topic if self.line else str(self.row.id)

    @property
    def row(self) -> OpenPoint:
        assert self.point is not None
        return self.point

    @property
    def what(self) -> str:
        return self.line.what if self.line else self.row.text

    @property
    def question(self) -> str:
        if self.point is not None:
            return self.point.text
        assert self.line is not None
        return self.line.question

    @property
    def contact_id(self) -> int | None:
        asked = self.point.contact_id if self.point else None
        return asked or (self.line.contact_id if self.line else None)

    @property
    def due_on(self) -> date | None:
        return self.point.due_on if self.point else None

    @property
    def state(self) -> PointState:
        return self.point.state if self.point else PointState.OPEN

    @property
    def ask(self) -> Ask | None:
        """The question that waits for its answer."""
        ask = self.point.ask if self.point else None
        return ask if ask is not None and ask.state in OPEN_STATES else None

    @property
    def seems(self) -> Mapping[str, Any]:
        """What seems to answer it already, so that it is not asked before a person looked."""
        return self.ask.known if self.ask is not None and is_held_back(self.ask) else {}

    @property
    def is_lacking(self) -> bool:
        return not self.answer and self.state is PointState.OPEN


@dataclass(frozen=True, slots=True)
class Known:
    """Three lists and what was dropped."""

    known: list[Item]
    lacking: list[Item]
    risks: list[Item]
    dropped: list[Item]
    names: Mapping[str, Named]
    happened: list[Item] = field(default_factory=list)


def known_of(session: Session, project: Project) -> Known:
    """All of it; eight statements, however long it is."""
    rows = _points(session, project.id)
    former = _former(point for point, _ in rows)
    steps = steps_of(session, [f"open_point:{point.id}" for point, _ in rows], in_words)
    standing = [each for each in rows if each[0].state is not PointState.SUPERSEDED]
    by_topic = {point.topic: (point, answer) for point, answer in standing if point.topic}
    lines = checklist(session, project.id)
    items = []
    for line in lines:
        point, answer = by_topic.pop(line.topic, (None, None))
        items.append(_item(line, point, answer, steps, former))
    # A line about somebody who takes part no more stands on as what a person noted.
    rest = [each for each in standing if not each[0].topic or each[0].topic in by_topic]
    items += [_item(None, point, answer, steps, former) for point, answer in rest]
    items.sort(key=lambda item: item.due_on or date.max)
    lacks = [item for item in items if not _is_risk(item)]
    risks = [item for item in items if _is_risk(item)]
    codes = {item.source for item in items} | {s.by for item in items for s in item.steps}
    return Known(
        known=[item for item in lacks if item.answer],
        lacking=[item for item in lacks if item.is_lacking],
        risks=[item for item in risks if item.state is PointState.OPEN],
        dropped=[item for item in items if item.state is PointState.DROPPED and not item.answer],
        happened=[item for item in risks if item.state is PointState.HAPPENED],
        names=names_of(session, codes),
    )


def overdue() -> Select[str, str, str, str, datetime, str]:
    """Rows of Today: what is needed by now, and nobody has asked."""
    is_asked = select(Ask.id).where(Ask.id == OpenPoint.ask_id, Ask.state != AskState.WITHDRAWN)
    return (
        select(
            literal("lack"),
            Project.name,
            func.coalesce(Contact.name, Project.name),
            OpenPoint.text,
            OpenPoint.noted_at,
            Project.slug,
        )
        .join(Project, Project.id == OpenPoint.project_id)
        .outerjoin(Contact, Contact.id == OpenPoint.contact_id)
        .where(
            OpenPoint.kind == PointKind.LACK,
            OpenPoint.state == PointState.OPEN,
            OpenPoint.due_on <= today(),
            ~is_asked.exists(),
            is_visible(Project.id),
        )
    )


def in_words(_action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """An entry about a point as a sentence; what was erased is left out."""
    if "state" not in fields:
        return did(_action)
    what = STATES[PointState(fields["state"])]
    if fields.get("ask"):
        what = "Asked"
    elif fields.get("supersedes"):
        what = "Changed"
    elif fields.get("entered"):
        what = "Noted"
    said = details.get("reason") or details.get("text") or ""
    return f"{what}: “{said}”" if said else what


def _points(session: Session, project_id: int) -> list[tuple[OpenPoint, Answer | None]]:
    """Each with the answer that counts to its question, the oldest first."""
    counts = and_(Answer.ask_id == OpenPoint.ask_id, Answer.state == AnswerState.APPLIED)
    rows = session.execute(
        select(OpenPoint, Answer)
        .outerjoin(Answer, counts)
        .where(OpenPoint.project_id == project_id)
        .order_by(OpenPoint.id, Answer.id)
        .options(joinedload(OpenPoint.ask), joinedload(OpenPoint.contact))
    )
    return list({point.id: (point, answer) for point, answer in rows}.values())


def _former(points: Iterable[OpenPoint]) -> dict[int, tuple[int, ...]]:
    """Of each row, itself and those whose place it took."""
    found: dict[int, tuple[int, ...]] = {}
    for point in points:
        found[point.id] = (point.id, *found.get(point.supersedes_id or 0, ()))
    return found


def _item(
    line: Line | None,
    point: OpenPoint | None,
    answer: Answer | None,
    steps: Mapping[str, Sequence[Step]],
    former: Mapping[int, Sequence[int]],
) -> Item:
    chain = former[point.id] if point else ()
    told = [step for row_id in chain for step in steps.get(f"open_point:{row_id}", ())]
    return Item(line, point, *_answered(line, point, answer), told)


def _answered(line: Line | None, point: OpenPoint | None, answer: Answer | None) -> tuple[str, str]:
    """What we know and where it stands: the registers first, then an answer, then a person."""
    if line is not None and line.answer:
        return line.answer, line.source
    if point is None:
        return "", ""
    ask = point.ask
    if ask is not None and ask.state is AskState.ANSWERED:
        if answer is not None:
            return f"“{' '.join(answer.span.split())}”", f"mail:{answer.mail_id}"
        return f"“{ask.known.get('words', '')}”", str(ask.known.get("source", f"ask:{ask.id}"))
    return (point.reason, point.source) if point.state is PointState.KNOWN else ("", "")


def _is_risk(item: Item) -> bool:
    return item.point is not None and item.point.kind is PointKind.RISK
