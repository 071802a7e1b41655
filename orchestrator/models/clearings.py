"""Two people's word that a client's unhappy words no longer count."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mail import Mail
from orchestrator.models.people import User


class ClearingState(StrEnum):
    """asked → agreed | refused | withdrawn; the last is the word of who asked."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Clearing(Base):
    """One asks, with a reason, that ``mail`` makes its project red no more; another agrees.

    It reaches back over all that its writer had said there by then.  Where it is moved, what
    was agreed is to be agreed anew.
    """

    __tablename__ = "clearing"
    __table_args__ = (
        CheckConstraint("decided_by <> asked_by OR state = 'withdrawn'", name="by_two_people"),
        Index(
            "uq_clearing_mail_id_open",
            "mail_id",
            unique=True,
            postgresql_where=text("state = 'asked'"),
            sqlite_where=text("state = 'asked'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
    state: Mapped[ClearingState] = mapped_column(
        word(ClearingState, "state"), default=ClearingState.ASKED
    )
    reason: Mapped[str] = mapped_column(String(300))
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    mail: Mapped[Mail] = relationship()
    asker: Mapped[User] = relationship(foreign_keys=[asked_by])
    decider: Mapped[User | None] = relationship(foreign_keys=[decided_by])
