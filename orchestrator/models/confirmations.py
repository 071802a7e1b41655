"""The confirm round trip: what a mail asks for counts when its person says so once more."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mail import Mail
from orchestrator.models.people import Contact

CONFIRMATION = "confirmation"
"""In `Reading.asks`, the place of an ask's id: the mail answers our question "Was this you?"."""

DENIED = ":denied"
"""Ends the cause of the task that tells of her "that was not me", whenever it came."""


class ConfirmationState(StrEnum):
    """open → used | refused ("that was not me") | ended (too late, or too many wrong codes)."""

    OPEN = "open"
    USED = "used"
    REFUSED = "refused"
    ENDED = "ended"


class Confirmation(Base):
    """A single-use code, sent to a registered address; it works once, until ``expires_at``.

    ``mail_id`` is the mail whose effects wait for it; of the code only a keyed hash is
    kept (`codes`).  ``tries`` counts wrong codes.  ``settled_by_mail_id`` is the mail that
    ended it, whichever way.
    """

    __tablename__ = "confirmation"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[ConfirmationState] = mapped_column(
        word(ConfirmationState, "state"), default=ConfirmationState.OPEN
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    settled_by_mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), index=True)

    contact: Mapped[Contact] = relationship()
    mail: Mapped[Mail] = relationship(foreign_keys=[mail_id])
