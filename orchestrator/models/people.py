"""Who there is: clients and their people, projects, and our own people."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.preference import Wishes
from orchestrator.phrases import Phrases, phrases
from orchestrator.wording import day
from orchestrator.workdays import place_of


class Client(Base):
    """A company or person we work for.  Nothing of one client may reach another."""

    __tablename__ = "client"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime]

    contacts: Mapped[list["Contact"]] = relationship(back_populates="client")


class Formality(StrEnum):
    """How a language speaks to a person: "Sie" or "du".  ``unsaid``: we stay polite."""

    FORMAL = "formal"
    INFORMAL = "informal"
    UNSAID = "unsaid"


AWAY = " is away until "
"""Stands in what is said of an update that nobody is there to read."""


class Contact(Base):
    """One human at a client.  ``language`` is ISO 639-1, ``timezone`` an IANA name.

    ``name_form``: by which name our mails greet them, such as "Ms Whitfield"; empty for the
    first name, or the whole one where they are spoken to formally.
    ``away_until``: the first day at work again, by the out-of-office ``away_source`` that came
    at ``away_since``; it says nothing any more once that day has come.
    ``country`` and ``region``: whose public holidays are kept, `workdays`; empty for the country
    of the time zone.
    """

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8), default="en")
    timezone: Mapped[str] = mapped_column(String(64))
    country: Mapped[str] = mapped_column(String(4), default="")
    region: Mapped[str] = mapped_column(String(20), default="")
    formality: Mapped[Formality] = mapped_column(
        word(Formality, "formality"), default=Formality.UNSAID
    )
    name_form: Mapped[str] = mapped_column(String(80), default="")
    away_since: Mapped[datetime | None]
    away_until: Mapped[date | None]
    away_source: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime]

    client: Mapped[Client] = relationship(back_populates="contacts")
    addresses: Mapped[list["ContactAddress"]] = relationship(
        back_populates="contact", order_by="ContactAddress.id"
    )
    kept_wishes: Mapped[Wishes | None] = relationship()
    handles: Mapped[list["Handle"]] = relationship(order_by="Handle.channel")

    def handle(self, channel: str) -> str:
        """Where a channel reaches them: an address, a number, a name; empty where we know none."""
        if channel == "email":
            return self.address
        return next((each.value for each in self.handles if each.channel == channel), "")

    @property
    def wishes(self) -> Wishes:
        """What counts for her now; the starting values until something was said."""
        return self.kept_wishes or Wishes.unspoken(self.id)

    @property
    def holidays_of(self) -> str:
        """The place whose holidays are kept (`workdays`); empty for none."""
        return place_of(self.country, self.region, self.timezone)

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def is_informal(self) -> bool:
        """Whether they are addressed as "du", where their language has it."""
        return self.formality is Formality.INFORMAL

    @property
    def say(self) -> Phrases:
        """Our words in their language."""
        return phrases(self.language, informal=self.is_informal)

    @property
    def greeting_name(self) -> str:
        """The name behind "Hi" in what we write to them."""
        plain = self.name if self.formality is Formality.FORMAL else self.first_name
        return self.name_form or plain

    def away_words(self, *, on: date) -> str:
        """``Dana is away until Mon 4 Jan``, for a day on their own calendar; else empty."""
        if self.away_until is None or on >= self.away_until:
            return ""
        return f"{self.first_name}{AWAY}{day(self.away_until, today=on)}"

    @property
    def address(self) -> str:
        """The registered address: the first one."""
        return self.addresses[0].addr_spec


class ContactAddress(Base):
    """``addr_spec`` is lower case.  An address belongs to one contact; a display name to none.

    ``source``: how it came to be hers, empty for those she was entered with.
    """

    __tablename__ = "contact_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    addr_spec: Mapped[str] = mapped_column(String(320), unique=True)
    source: Mapped[str] = mapped_column(String(60), default="")

    contact: Mapped[Contact] = relationship(back_populates="addresses")


class Handle(Base):
    """Where text messages or a chat reach somebody; it belongs to one contact.

    ``channel``: ``sms``, with ``value`` a number such as ``+441632960123``, or ``chat``, with a
    name or id as the chat knows it.
    """

    __tablename__ = "handle"
    __table_args__ = (
        UniqueConstraint("contact_id", "channel"),
        UniqueConstraint("channel", "value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    channel: Mapped[str] = mapped_column(String(5))
    value: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]


class Delivery(StrEnum):
    """How the work itself stands, before the client's mood is looked at."""

    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"


class Project(Base):
    """``code`` is the short reference in subjects and footers, such as ``HL``.

    ``is_learned_from``: an administrator allows that its corrected moods teach the machine here.
    ``accounting``: where its disputed invoices go, empty for the address of the settings.
    ``deputy_id``: who is told beside its PM when a promise is nearly due.
    ``touch_days``: how often somebody writes to them in after-care.
    ``surprise_days``: bad news that we know so long, and have not told, stops an update.
    ``team_epoch``: goes up to end its team address, when that got into wrong hands.
    """

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    pm_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    delivery: Mapped[Delivery] = mapped_column(word(Delivery, "delivery"), default=Delivery.GOOD)
    delivery_note: Mapped[str] = mapped_column(String(300), default="")
    is_learned_from: Mapped[bool] = mapped_column(default=False)
    accounting: Mapped[str] = mapped_column(String(320), default="")
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    team_epoch: Mapped[int] = mapped_column(default=0)
    touch_days: Mapped[int] = mapped_column(default=90)
    surprise_days: Mapped[int] = mapped_column(default=3)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    client: Mapped[Client] = relationship()
    pm: Mapped["User"] = relationship(foreign_keys=[pm_id])
    participants: Mapped[list["Participant"]] = relationship(back_populates="project")
    dated_promises: Mapped[list[Any]] = relationship(
        "Promise",
        primaryjoin="and_(Promise.project_id == Project.id, Promise.state == 'made',"
        " Promise.due_on.is_not(None))",
        order_by="Promise.due_on, Promise.id",
        viewonly=True,
    )


class ParticipantRole(StrEnum):
    """What a contact is to a project."""

    SPONSOR = "sponsor"
    APPROVER = "approver"
    INFORMED = "informed"


class Influence(StrEnum):
    """How much somebody's word weighs at the client; nothing about what they are like."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When nothing is due: where a project is closed."""


class Participant(Base):
    """A contact in a project.  ``can_approve``: her yes settles money and scope.

    ``next_due_at``: of the next update; null until it is worked out anew, and `NEVER`.
    """

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("project_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    role: Mapped[ParticipantRole] = mapped_column(word(ParticipantRole, "role"))
    influence: Mapped[Influence] = mapped_column(
        word(Influence, "influence"), default=Influence.MEDIUM
    )
    can_approve: Mapped[bool] = mapped_column(default=False)
    next_due_at: Mapped[datetime | None] = mapped_column(index=True)

    project: Mapped[Project] = relationship(back_populates="participants")
    contact: Mapped[Contact] = relationship()


class Role(StrEnum):
    """What one of our people may do.  ``system`` is an actor in the record, not a role."""

    WRITER = "writer"
    PM = "pm"
    COMPLIANCE = "compliance"
    ADMIN = "admin"


class User(Base):
    """One of our people.  ``session_epoch`` goes up to end all of her sessions at once."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(word(Role, "role"))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    @property
    def initials(self) -> str:
        parts = self.name.split()
        return (parts[0][:1] + parts[-1][:1] if len(parts) > 1 else self.name[:2]).upper()


class Membership(Base):
    """Which projects a writer or PM sees.  Compliance and admins see all."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
