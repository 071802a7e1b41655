"""When updates stopped leaving because too much of our mail was unwanted or came back."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base, word


class BreakerCause(StrEnum):
    """What there was too much of."""

    COMPLAINTS = "complaints"
    BOUNCES = "bounces"


class Breaker(Base):
    """Updates stand still while ``resumed_at`` is null.  ``words``: why, with the figures."""

    __tablename__ = "breaker"
    __table_args__ = (Index(None, "resumed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[BreakerCause] = mapped_column(word(BreakerCause, "cause"))
    words: Mapped[str] = mapped_column(String(300))
    tripped_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
