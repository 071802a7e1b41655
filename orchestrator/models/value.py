"""What a client wants to gain by the work, and what was measured of it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project
from orchestrator.value_words import Aim, Measured


class Exact(TypeDecorator[Decimal]):
    """A number as it was said, to the last digit: SQLite has no decimals of its own."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Better(StrEnum):
    """Which way is the good one."""

    UP = "up"
    DOWN = "down"


class GoalState(StrEnum):
    """open → reached | missed | withdrawn; changed, where another row took its place."""

    OPEN = "open"
    REACHED = "reached"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class ValueGoal(Base):
    """What one contact wants to gain, in the contact's words.

    Without a ``target`` it is told in words alone.  A change adds a row that supersedes;
    ``first_id`` is the row with which the goal began, null in that row itself, and what was
    measured belongs to that.  ``known_at``: when we wrote it down.
    """

    __tablename__ = "value_goal"
    __table_args__ = (
        Index(None, "project_id", "state"),
        UniqueConstraint("supersedes_id"),
        CheckConstraint("(target IS NULL) = (better IS NULL)", name="target_has_a_direction"),
        CheckConstraint("start IS NULL OR target IS NOT NULL", name="start_has_a_target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    first_id: Mapped[int | None] = mapped_column(ForeignKey("value_goal.id"), index=True)
    text: Mapped[str]
    unit: Mapped[str] = mapped_column(String(30), default="")
    better: Mapped[Better | None] = mapped_column(word(Better, "better"))
    start: Mapped[Decimal | None] = mapped_column(Exact)
    target: Mapped[Decimal | None] = mapped_column(Exact)
    due_on: Mapped[date | None]
    state: Mapped[GoalState] = mapped_column(word(GoalState, "state"), default=GoalState.OPEN)
    source: Mapped[str] = mapped_column(String(60), index=True)
    said_at: Mapped[datetime]
    known_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("value_goal.id"))
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()

    @property
    def root_id(self) -> int:
        return self.first_id or self.id

    @property
    def aim(self) -> Aim:
        return Aim(self.unit, self.better is not Better.DOWN, self.start, self.target, self.due_on)


class Measurement(Base):
    """What was found of a goal on a day of the project's, and how we know.

    ``goal_id`` is the goal's first row.  ``known_at``: when we wrote it down.
    """

    __tablename__ = "measurement"
    __table_args__ = (Index(None, "goal_id", "measured_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("value_goal.id"))
    value: Mapped[Decimal | None] = mapped_column(Exact)
    measured_on: Mapped[date]
    evidence: Mapped[str]
    source: Mapped[str] = mapped_column(String(60), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    known_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    goal: Mapped[ValueGoal] = relationship()

    @property
    def measured(self) -> Measured:
        return Measured(self.value, self.measured_on, self.evidence)


class MeasurementTold(Base):
    """A measurement reaches a contact once (`arrived`).  ``told_at``: when its update left."""

    __tablename__ = "measurement_told"
    __table_args__ = (UniqueConstraint("measurement_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    measurement_id: Mapped[int] = mapped_column(ForeignKey("measurement.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"))
    told_at: Mapped[datetime]
