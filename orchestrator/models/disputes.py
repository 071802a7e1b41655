"""A disputed invoice: the bridge between a client and accounting, with a glass wall in it.

What accounting writes is in `DisputeNote` alone.  Nothing that renders mail to a client reads
that table, and the mail that brought it keeps neither its text nor its subject.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.commitments import Promise
from orchestrator.models.facts import Fact
from orchestrator.models.mail import Mail
from orchestrator.models.people import Contact, Project, User


class DisputeState(StrEnum):
    """open → with_accounting → answered → promised → settled | withdrawn.  Only forward by itself:
    who was promised an answer stays promised, whatever accounting writes.
    """

    OPEN = "open"
    WITH_ACCOUNTING = "with_accounting"
    ANSWERED = "answered"
    PROMISED = "promised"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


UNSETTLED = (
    DisputeState.OPEN,
    DisputeState.WITH_ACCOUNTING,
    DisputeState.ANSWERED,
    DisputeState.PROMISED,
)
"""States in which something stands between us and the client."""


class Dispute(Base):
    """One case, opened by ``mail`` in its conversation; a conversation has one open case.

    It counts only while that mail is in its project and its contact's (`stands`).  ``number`` and
    ``amount`` are as she wrote them, empty where they cannot be read.  ``source``: ``mail:402``,
    or ``user:2`` who opened it by hand.  ``words``: the client's, in short.  ``response_id``:
    the mail that promises an answer.  ``outcome``: how it was settled, or why it is none.
    ``warn_at``: when 80 % of the time from ``promised_at`` to ``due_at`` are over; ``told``: the
    names of who was told so then.  ``joined_into_id``: of a withdrawn one, the case that goes on
    for it since the two have one conversation (`engagement.dispute_joins`).
    """

    __tablename__ = "dispute"
    __table_args__ = (
        UniqueConstraint("mail_id", "project_id"),
        Index(None, "project_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    number: Mapped[str] = mapped_column(String(40), default="")
    amount: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(default="")
    state: Mapped[DisputeState] = mapped_column(
        word(DisputeState, "state"), default=DisputeState.OPEN
    )
    source: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime]
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"))
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"))
    promised_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    told: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(500), default="")
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("dispute.id"), index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()
    mail: Mapped[Mail] = relationship()
    promise: Mapped[Promise | None] = relationship()
    fact: Mapped[Fact | None] = relationship()

    @property
    def name(self) -> str:
        """``invoice 1182``."""
        return f"invoice {self.number}" if self.number else "an invoice"


def stands() -> ColumnElement[bool]:
    """Condition on `Dispute` joined to its `Mail`: the mail is still where the case was opened.

    Moved elsewhere, it takes the case out of sight; brought back, the case is there again.
    """
    return and_(Mail.project_id == Dispute.project_id, Mail.contact_id == Dispute.contact_id)


class NoteKind(StrEnum):
    """Accounting's words; what a program of theirs wrote; what one of us wrote to them."""

    ANSWER = "answer"
    AUTOMATIC = "automatic"
    OURS = "ours"


class DisputeNote(Base):
    """Team only: what was written to and from accounting.  Nothing that leaves is made from it.

    ``is_proven``: their domain vouches for it.
    """

    __tablename__ = "dispute_note"
    __table_args__ = (UniqueConstraint("mail_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    kind: Mapped[NoteKind] = mapped_column(word(NoteKind, "kind"))
    from_address: Mapped[str] = mapped_column(String(320))
    from_name: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    is_proven: Mapped[bool]
    received_at: Mapped[datetime]

    mail: Mapped[Mail] = relationship()


class ReferralState(StrEnum):
    """drafted → approved; a draft again where its message does not leave."""

    DRAFTED = "drafted"
    APPROVED = "approved"


class Referral(Base):
    """What we write to accounting about a case: a PM edits it and approves its exact bytes.

    ``revision`` goes up with every change, so that nobody sends words that she has not seen.
    """

    __tablename__ = "referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    addr_spec: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str]
    state: Mapped[ReferralState] = mapped_column(
        word(ReferralState, "state"), default=ReferralState.DRAFTED
    )
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]

    dispute: Mapped[Dispute] = relationship()
    user: Mapped[User] = relationship()
