"""What people decided about where mail belongs, with its reason, so that it can be reversed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import User


class DecisionKind(StrEnum):
    """What was proposed, or done without a proposal."""

    FILE = "file"
    REFILE = "refile"
    JOIN = "join"
    SPLIT = "split"
    ALIAS = "alias"
    PERSON = "person"
    SENDER = "sender"


class Decision(Base):
    """A person's word on a proposal.  One that was declined is not proposed again.

    ``subject`` is what it is about (``mail:12``, ``thread:3``), ``target`` what it points
    to (``project:2``, ``thread:9``, ``contact:4``).  ``reason`` is what spoke for it;
    ``details`` holds what is needed to reverse it.  ``user_id`` is empty for the shell.
    """

    __tablename__ = "decision"
    __table_args__ = (Index(None, "subject", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DecisionKind] = mapped_column(word(DecisionKind, "kind"))
    subject: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(60))
    accepted: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300), default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship()
