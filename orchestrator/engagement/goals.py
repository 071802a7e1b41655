"""The value goals of a project as they stand: what each is at, and what shows it."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, contains_eager

from orchestrator.models import Contact, GoalState, Measurement, ValueGoal
from orchestrator.value_words import aim_words, is_met, is_worse, sentence, share


@dataclass(frozen=True, slots=True)
class Goal:
    """``row`` is the one that counts now; ``found`` what was measured, the oldest first."""

    row: ValueGoal
    found: list[Measurement] = field(default_factory=list)

    @property
    def last(self) -> Measurement | None:
        return self.found[-1] if self.found else None

    @property
    def is_open(self) -> bool:
        return self.row.state is GoalState.OPEN

    @property
    def is_met(self) -> bool:
        return self.last is not None and is_met(self.row.aim, self.last.value)

    @property
    def is_worse(self) -> bool:
        before = self.found[-2].value if len(self.found) > 1 else None
        return self.last is not None and is_worse(self.row.aim, self.last.value, before)

    @property
    def share(self) -> int | None:
        return share(self.row.aim, self.last.value) if self.last else None

    def aim(self, today: date) -> str:
        return aim_words(self.row.aim, today=today)

    def sentence(self, today: date) -> str:
        """Its numbers in words; empty where there is no evidence."""
        return sentence(self.row.aim, self.last.measured, today=today) if self.last else ""


def goals_of(session: Session, project_id: int) -> list[Goal]:
    """All of a project in one statement: by person, the open ones first."""
    root = func.coalesce(ValueGoal.first_id, ValueGoal.id)
    counts = and_(Measurement.goal_id == root, Measurement.withdrawn_at.is_(None))
    rows = session.execute(
        select(ValueGoal, Measurement)
        .join(Contact, Contact.id == ValueGoal.contact_id)
        .outerjoin(Measurement, counts)
        .where(ValueGoal.project_id == project_id, ValueGoal.state != GoalState.CHANGED)
        .order_by(
            Contact.name,
            Contact.id,
            ValueGoal.state != GoalState.OPEN,
            ValueGoal.due_on.is_(None),
            ValueGoal.due_on,
            root,
            Measurement.measured_on,
            Measurement.id,
        )
        .options(contains_eager(ValueGoal.contact))
    )
    goals: dict[int, Goal] = {}
    for row, measurement in rows:
        goal = goals.setdefault(row.id, Goal(row))
        if measurement is not None:
            goal.found.append(measurement)
    return list(goals.values())
