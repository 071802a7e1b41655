"""Who answered for a project before, and whom they handed it to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base
from orchestrator.models.people import User


class Handover(Base):
    """From ``handed_at`` on, ``to_id`` is the PM in place of ``from_id``, unless undone.

    ``has_joined``: the new PM saw the project only from then on.  ``read_at``: when the new PM
    said that the brief is read.
    """

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    has_joined: Mapped[bool]
    source: Mapped[str] = mapped_column(String(60))
    handed_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    giver: Mapped[User] = relationship(foreign_keys=[from_id])
