"""What a contact wishes, and whom we must not write to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base, word


class Wish(StrEnum):
    """The preferences a reply can set (stable output `reply read`)."""

    CADENCE = "cadence"
    WEEKDAY = "weekday"
    TIME = "time"
    NOT_BEFORE = "not_before"
    LENGTH = "length"
    CHANNEL = "channel"
    PAUSE_UNTIL = "pause_until"


class WishState(StrEnum):
    """A wish for less is applied at once; a wish for more waits for the PM's glance."""

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"


class Preference(Base):
    """One wish.  Rows are only added: the newest applied one of a kind wins.

    ``source``: where it was said, ``mail:402`` or ``user:2``.  ``tier``: see
    `engagement.apply`.
    """

    __tablename__ = "preference"
    __table_args__ = (Index(None, "contact_id", "wish", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    wish: Mapped[Wish] = mapped_column(word(Wish, "wish"))
    value: Mapped[str] = mapped_column(String(40))
    state: Mapped[WishState] = mapped_column(word(WishState, "state"))
    tier: Mapped[str] = mapped_column(String(2))
    source: Mapped[str] = mapped_column(String(60))
    said_at: Mapped[datetime]


class SuppressionReason(StrEnum):
    """Why we must not write."""

    STOP = "stop"
    UNSUBSCRIBE = "unsubscribe"
    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"


class Suppression(Base):
    """An address that gets no automatic mail while ``lifted_at`` is null."""

    __tablename__ = "suppression"

    id: Mapped[int] = mapped_column(primary_key=True)
    addr_spec: Mapped[str] = mapped_column(String(320), index=True)
    reason: Mapped[SuppressionReason] = mapped_column(word(SuppressionReason, "reason"))
    source: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
