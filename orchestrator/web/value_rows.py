"""The value goals of a project, by person, as their page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from orchestrator.engagement.goals import Goal, goals_of
from orchestrator.models import (
    Contact,
    Direction,
    GoalState,
    Mail,
    Participant,
    ParticipantRole,
    Project,
)
from orchestrator.record.append import Action
from orchestrator.value_words import amount
from orchestrator.web.history import Step, steps_of
from orchestrator.web.ids import row_id
from orchestrator.web.naming import Named, names_of
from orchestrator.web.parts import now
from orchestrator.web.record_words import did
from orchestrator.web.words import Spark, day, local, spark

MAILS_SHOWN: Final = 30
WIDTH, HEIGHT = 280, 48
STATES: Final = {
    GoalState.REACHED: ("good", "Reached"),
    GoalState.MISSED: ("bad", "Missed"),
    GoalState.WITHDRAWN: ("none", "Dropped"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A goal's numbers, ready to be drawn; ``target`` is how high its target lies."""

    spark: Spark
    target: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A goal with what the record says of it."""

    goal: Goal
    steps: Sequence[Step]

    @property
    def standing(self) -> tuple[str, str]:
        """Tone and words of its chip."""
        row, goal, on = self.goal.row, self.goal, today()
        if not goal.is_open:
            return STATES[row.state]
        if goal.last is None:
            return "watch", "No evidence yet"
        if goal.is_met:
            return "good", "Target reached"
        if row.due_on is not None and row.due_on < on:
            return "bad", "Late"
        if goal.is_worse:
            return "bad", "Going the wrong way"
        return "none", "Measured" if goal.share is None else f"{goal.share}% of the way"

    @property
    def line(self) -> Line | None:
        """Drawn from two numbers on, the start among them."""
        row, aim = self.goal.row, self.goal.row.aim
        numbers = [
            each for each in (aim.start, *(m.value for m in self.goal.found)) if each is not None
        ]
        if aim.target is None or len(numbers) < 2:
            return None
        low, high = min(*numbers, aim.target), max(*numbers, aim.target)
        # `spark` has room for 1 to 5; the axis of a goal ends where its numbers end.
        heights = [1 + 4 * float((each - low) / (high - low)) for each in (*numbers, aim.target)]
        drawn = spark(heights[:-1], WIDTH, HEIGHT)
        target = spark(heights[-1:], WIDTH, HEIGHT).dots[0][1]
        words = ", ".join(amount(each, row.unit) for each in numbers)
        return Line(drawn, target, f"{words}; the goal is {amount(aim.target, row.unit)}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the client with their goals; ``role`` is None for one who left."""

    contact: Contact
    role: ParticipantRole | None
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Page:
    """``names`` are of everybody and every source that it mentions."""

    people: list[Person]
    names: Mapping[str, Named]

    @property
    def open_goals(self) -> list[Goal]:
        return [row.goal for each in self.people for row in each.rows if row.goal.is_open]

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Who can have a goal."""
        return [(each.contact.id, each.contact.name) for each in self.people if each.role]


def page_of(session: Session, project: Project) -> Page:
    """Everybody who takes part, with or without goals, and who left and has some."""
    goals = goals_of(session, project.id)
    steps = steps_of(session, [_obj(goal) for goal in goals], in_words)
    roles = {
        contact: role
        for contact, role in session.execute(
            select(Contact, Participant.role)
            .join(Participant, Participant.contact_id == Contact.id)
            .where(Participant.project_id == project.id)
            .order_by(Contact.name, Contact.id)
        )
    }
    rows = [Row(goal, steps.get(_obj(goal), ())) for goal in goals]
    people = [
        Person(contact, roles.get(contact), [r for r in rows if r.goal.row.contact is contact])
        for contact in dict.fromkeys([*roles, *(row.goal.row.contact for row in rows)])
    ]
    codes = {goal.row.source for goal in goals}
    codes |= {each.source for goal in goals for each in goal.found}
    codes |= {step.by for each in steps.values() for step in each}
    return Page(people, names_of(session, codes))


def mails_of(session: Session, project: Project) -> list[tuple[str, str]]:
    """Where something may have been said: the newest mails of the client, for a choice."""
    name = case((Mail.from_name != "", Mail.from_name), else_=Mail.from_address)
    rows = session.execute(
        select(Mail.id, Mail.received_at, name, Mail.subject)
        .where(Mail.project_id == project.id, Mail.direction == Direction.IN, Mail.kind == "human")
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(MAILS_SHOWN)
    )
    return [(str(i), f"{day(at)}, {who}: {subject[:50]}") for i, at, who, subject in rows]


def mail_in(session: Session, project: Project, typed: str) -> Mail | None:
    """The mail that a form names, if it is one of the project's."""
    try:
        mail = session.get(Mail, row_id(typed))
    except ValueError:
        return None
    return mail if mail is not None and mail.project_id == project.id else None


def in_words(action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """An entry about a goal as a sentence; what was erased is left out."""
    match action:
        case Action.GOAL:
            said = f": “{details['text']}”" if "text" in details else ""
            return f"{str(fields['change']).capitalize()}{said}"
        case Action.MEASURE:
            value = details.get("value") or details.get("evidence", "")
            said = f": {value}, {day(date.fromisoformat(fields['on']))}" if value else ""
            return f"{'Took a measurement back' if fields['undone'] else 'Measured'}{said}"
        case Action.DECIDE:
            state = GoalState(fields["state"])
            reason = f": {details['reason']}" if "reason" in details else ""
            return f"{STATES[state][1] if state in STATES else 'Open again'}{reason}"
    return did(action)


def today() -> date:
    return local(now()).date()


def _obj(goal: Goal) -> str:
    return f"value_goal:{goal.row.root_id}"
