"""What a mail says: one reading per mail and reader version, and how it feels."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    ScalarSelect,
    String,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from orchestrator.models.base import Base, word


class Reading(Base):
    """``found`` is the stable output of `reply read`; ``asks`` maps its numbers to ask ids.

    ``applied_at`` is set by `engagement.apply`; ``acknowledge`` says that an effect
    came of it which the client should hear about.  ``asks_where``: she asks how things stand.
    """

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("mail_id", "reader"),
        Index(None, "acknowledge", "applied_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    reader: Mapped[str] = mapped_column(String(40))
    found: Mapped[dict[str, Any]]
    asks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asks_where: Mapped[bool] = mapped_column(default=False)
    read_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    acknowledge: Mapped[bool] = mapped_column(default=False)


class Sentiment(Base):
    """The machine's value and, beside it, a person's correction; both are kept.

    A mail has a row of each scorer that read it; `counting_sentiment` says which one counts.
    """

    __tablename__ = "sentiment"
    __table_args__ = (UniqueConstraint("mail_id", "scorer"), Index(None, "scorer", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    scorer: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(8))
    score: Mapped[float | None]
    p_negative: Mapped[float | None]
    intents: Mapped[list[str]]
    evidence: Mapped[list[dict[str, Any]]]
    corrected_label: Mapped[str | None] = mapped_column(String(8))
    corrected_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    corrected_at: Mapped[datetime | None]

    @property
    def shown_label(self) -> str:
        """What counts: the correction where there is one."""
        return self.corrected_label or self.label


# Made once: to look up the columns of an alias costs more than to ask the database.
_READ = aliased(Sentiment)


def counting_sentiment(
    mail_id: ColumnElement[int] | InstrumentedAttribute[int],
) -> ScalarSelect[int | None]:
    """Id of the `Sentiment` that counts of a mail: what a person corrected, else the newest.

    A later scorer adds a row and never outweighs a person.  The caller correlates it.
    """
    corrected = func.max(_READ.id).filter(_READ.corrected_label.is_not(None))
    newest = func.coalesce(corrected, func.max(_READ.id))
    return select(newest).where(_READ.mail_id == mail_id).scalar_subquery()


class Look(Base):
    """A person saw an unhappy mail and lets the updates of its project to its writer go on.

    ``reason`` is hers.  Moved to another project, the mail waits there for a look of its own.
    """

    __tablename__ = "look"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reason: Mapped[str] = mapped_column(String(300))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    looked_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class StatementState(StrEnum):
    """proposed → confirmed | refused; either can be taken back to proposed."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Statement(Base):
    """An expectation, request, question or promise, in the writer's words.

    It is a proposal until a PM confirms it; then ``register`` names the row that lives
    on from it, such as ``promise:4``.
    """

    __tablename__ = "statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    span: Mapped[str]
    due: Mapped[str | None]
    due_on: Mapped[date | None]
    state: Mapped[StatementState] = mapped_column(
        word(StatementState, "state"), default=StatementState.PROPOSED
    )
    register: Mapped[str] = mapped_column(String(60), default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
