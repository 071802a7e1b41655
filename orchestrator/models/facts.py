"""What we know and a client should hear, since when, who must hear it, and who was told."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.outbox import OutboxEntry, OutboxKind, OutboxState
from orchestrator.models.people import Contact, Project
from orchestrator.models.value import MeasurementTold


class FactKind(StrEnum):
    """Where a fact stands in an update: what is done, what comes next, other news."""

    DONE = "done"
    NEXT = "next"
    NEWS = "news"


class Impact(StrEnum):
    """Whether a fact is good or bad news to the client, or neither."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


class Fact(Base):
    """Something we know that a client should hear.

    ``known_at``: since when we know it, which a person may set back; ``created_at``: when
    it was noted.  A change is a row of its own that ``supersedes`` this one, which then
    counts no more.  ``reason``: why a person withdrew it; empty where the mail that it
    came from was moved.
    """

    __tablename__ = "fact"
    __table_args__ = (Index(None, "project_id", "known_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[FactKind] = mapped_column(word(FactKind, "kind"))
    text: Mapped[str]
    impact: Mapped[Impact] = mapped_column(word(Impact, "impact"), default=Impact.NEUTRAL)
    known_at: Mapped[datetime]
    created_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(60))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    superseded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(300), default="")

    project: Mapped[Project] = relationship()
    supersedes: Mapped["Fact | None"] = relationship(remote_side=id)
    hearers: Mapped[list[Contact]] = relationship(secondary="fact_hearer", order_by=Contact.name)

    @hybrid_property
    def is_bad(self) -> bool:
        return self.impact == Impact.BAD

    @hybrid_property
    def counts(self) -> bool:
        """Neither withdrawn nor superseded."""
        return self.withdrawn_at is None and self.superseded_at is None

    @counts.inplace.expression
    @classmethod
    def _counts(cls) -> ColumnElement[bool]:
        return and_(cls.withdrawn_at.is_(None), cls.superseded_at.is_(None))


class FactHearer(Base):
    """Who must hear a fact.  One without any is for everybody of its project."""

    __tablename__ = "fact_hearer"

    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True, index=True)


class FactTold(Base):
    """A fact reaches a contact once (`arrived`).  ``told_at`` is when the update was accepted."""

    __tablename__ = "fact_told"
    __table_args__ = (UniqueConstraint("fact_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"))
    told_at: Mapped[datetime]


def arrived(told: type[FactTold | MeasurementTold] = FactTold) -> ColumnElement[bool]:
    """Whether the update of a row of ``told`` did not come back: what bounced told nobody."""
    came_back = select(OutboxEntry.id).where(
        OutboxEntry.digest_id == told.digest_id,
        OutboxEntry.kind == OutboxKind.DIGEST,
        OutboxEntry.state == OutboxState.BOUNCED,
    )
    return ~came_back.correlate(told).exists()


def versions_of(session: Session, project_id: int) -> dict[int, list[int]]:
    """All versions of each fact of a project that was ever changed, by each of them, in order."""
    changes = session.execute(
        select(Fact.id, Fact.supersedes_id)
        .where(Fact.project_id == project_id, Fact.supersedes_id.is_not(None))
        .order_by(Fact.id)
    )
    families: dict[int, list[int]] = {}
    for fact_id, former in changes:
        assert former is not None, fact_id
        families[fact_id] = families.setdefault(former, [former])
        families[fact_id].append(fact_id)
    return families
