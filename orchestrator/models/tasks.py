"""What a mail asks for, or shows, that no mail may do by itself."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mail import Mail
from orchestrator.models.people import Contact

KEPT = ":kept"
"""Ends the cause of a ``wrong`` of which not all could be taken back by itself."""


class TaskKind(StrEnum):
    """The first five are tier T3: who she is, who else is told, what is kept of her.

    ``code``: a code or reply address came that changes nothing any more.  ``stop``: the
    word stands in what she wrote and was not meant, as far as we can tell.  ``wrong``: she
    took back what she had said, or called what we understood wrong.  ``churn``: she speaks of
    leaving.  ``invoice``: she disputes one.  ``turning``: her mails grow unhappier than is her
    habit (`engagement.trend`); its mail is the one that raised the alarm.  ``stand_in``: an
    out-of-office names somebody to turn to.  ``not_sent``: she asks what we did not send her.
    """

    ADDRESS = "address"
    PERSON = "person"
    ERASE = "erase"
    DATA = "data"
    WHO_SEES = "who_sees"
    CODE = "code"
    STOP = "stop"
    WRONG = "wrong"
    CHURN = "churn"
    INVOICE = "invoice"
    TURNING = "turning"
    STAND_IN = "stand_in"
    NOT_SENT = "not_sent"


OF_MOOD = (TaskKind.CHURN, TaskKind.INVOICE, TaskKind.TURNING)
"""Alarms of ours: the client asked for nothing, and hears nothing of them."""
UNASKED = (*OF_MOOD, TaskKind.STAND_IN)
"""Nor of these, for which nobody asked."""


class TaskState(StrEnum):
    """A person says what became of it."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


class Task(Base):
    """One thing for a person to do, found in ``mail``.  ``cause`` has one of a kind.

    ``words`` are the client's, or for ``code``, ``wrong`` and ``turning`` ours.  ``addr_spec`` is
    the address that an ``address`` or ``person`` names.  ``proven_by``: addresses of hers from
    which it was confirmed.  ``due_on``: when she must have heard from us, by law.
    """

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("kind", "cause"), Index(None, "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TaskKind] = mapped_column(word(TaskKind, "kind"))
    cause: Mapped[str] = mapped_column(String(60))
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    words: Mapped[str]
    addr_spec: Mapped[str] = mapped_column(String(320), default="")
    proven_by: Mapped[list[str]] = mapped_column(default=list)
    due_on: Mapped[date | None]
    state: Mapped[TaskState] = mapped_column(word(TaskState, "state"), default=TaskState.OPEN)
    created_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    mail: Mapped[Mail] = relationship()
    contact: Mapped[Contact] = relationship()
