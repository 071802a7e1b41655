"""What a PM writes to a client herself, from a conversation."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mail import Mail, Thread
from orchestrator.models.people import Contact, Project, User


class ResponseState(StrEnum):
    """drafted → approved → sent; or dropped.  Approved, it can be undone until it leaves."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    DROPPED = "dropped"


class Response(Base):
    """One answer of ours in a thread, to the contact who wrote ``mail``.

    ``addr_spec``: where it goes, one of her registered addresses.  ``revision`` goes up
    with every change, so that an approval is of the text that was shown, and nobody writes
    over words that she has not seen.  ``quotes``: her mail stands below it, in short.
    ``user_id`` is who began it, ``changed_by`` who changed its words last, none where nobody
    did; who signs it is who sends it.
    """

    __tablename__ = "response"
    __table_args__ = (Index(None, "thread_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    addr_spec: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str]
    text: Mapped[str]
    quotes: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ResponseState] = mapped_column(word(ResponseState, "state"))
    revision: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship()
    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()
    mail: Mapped[Mail] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    changer: Mapped[User | None] = relationship(foreign_keys=[changed_by])
