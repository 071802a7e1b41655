"""When words of ours that read as heated were first tried."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base


class Cooldown(Base):
    """One sentence, as its SHA-256, in ``cause``: ``digest:17``, ``thread:4``.

    What is thought of it is kept nowhere.
    """

    __tablename__ = "cooldown"
    __table_args__ = (UniqueConstraint("cause", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(String(60))
    sha256: Mapped[str] = mapped_column(String(64))
    tried_at: Mapped[datetime]
