"""What a contact wishes, and whom we must not write to."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Self

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base, word
from orchestrator.phrases import Phrases
from orchestrator.wording import WEEKDAYS

WEEKEND = "sat sun"
CHANNEL_WORDS = {"email": "e-mail", "sms": "text message", "phone": "phone", "chat": "chat"}
SHORT = ("sms", "chat")
"""The channels over which updates go in few words (`digest.short`)."""
HANDLE_WORDS = {"email": "address", "sms": "number for text messages", "chat": "name in the chat"}


class Wish(StrEnum):
    """What a reply can set (stable output `reply read`); ``stop`` is ``yes`` or ``no``.

    ``urgent`` is ``call`` or ``mail``: how to hear first of what cannot wait.
    ``quiet_days``: the weekdays on which nothing comes, ``sat sun``, or ``none``.
    ``heartbeat``: ``yes`` for a short update also when nothing is new.
    """

    CADENCE = "cadence"
    WEEKDAY = "weekday"
    TIME = "time"
    NOT_BEFORE = "not_before"
    LENGTH = "length"
    CHANNEL = "channel"
    PAUSE_UNTIL = "pause_until"
    STOP = "stop"
    URGENT = "urgent"
    QUIET_DAYS = "quiet_days"
    HEARTBEAT = "heartbeat"


class WishState(StrEnum):
    """A wish for less is applied at once; a wish for more waits for the PM's glance.

    ``undone``: she took it back.
    """

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"
    UNDONE = "undone"


class Preference(Base):
    """One wish.  Rows are only added: the newest applied one of a kind wins.

    ``source``: where it was said, ``mail:402`` or ``user:2``.  ``tier``: see
    `engagement.tiers`.  ``awaits_proof``: it waits for nothing but a proof that it is hers.
    ``decided_at``: when a person let one count that waited, or refused it.
    """

    __tablename__ = "preference"
    __table_args__ = (Index(None, "contact_id", "wish", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    wish: Mapped[Wish] = mapped_column(word(Wish, "wish"))
    value: Mapped[str] = mapped_column(String(40))
    state: Mapped[WishState] = mapped_column(word(WishState, "state"))
    tier: Mapped[str] = mapped_column(String(2))
    awaits_proof: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(60))
    said_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


WANTS_CALLS = text("wishes.call_urgent OR wishes.channel = 'phone'")
"""Who is told of what is urgent by phone first: the words of the index below, to find them by."""


class Wishes(Base):
    """What counts for a contact now: kept by `engagement.preferences`, read by later stages.

    ``at`` and ``not_before`` are on her wall clock.  ``pause_until`` is the first day on
    which mail may go again.  ``chosen_at`` is null while she has said nothing herself.
    """

    __tablename__ = "wishes"
    __table_args__ = (
        Index(
            "ix_wishes_wants_calls",
            "contact_id",
            postgresql_where=text("call_urgent OR channel = 'phone'"),
            sqlite_where=text("call_urgent OR channel = 'phone'"),
        ),
    )

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    cadence: Mapped[str] = mapped_column(String(12))
    weekday: Mapped[str] = mapped_column(String(3))
    at: Mapped[time]
    not_before: Mapped[time]
    length: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(5))
    pause_until: Mapped[date | None]
    stopped: Mapped[bool]
    call_urgent: Mapped[bool] = mapped_column(default=False)
    quiet_days: Mapped[str] = mapped_column(String(27), default=WEEKEND)
    heartbeat: Mapped[bool] = mapped_column(default=False)
    chosen_at: Mapped[datetime | None]

    @classmethod
    def unspoken(cls, contact_id: int) -> Self:
        """What holds until something else is agreed: a standard update each Friday at 16:00."""
        return cls(
            contact_id=contact_id,
            cadence="weekly",
            weekday="fri",
            at=time(16, 0),
            not_before=time(8, 0),
            length="standard",
            channel="email",
            stopped=False,
            call_urgent=False,
            quiet_days=WEEKEND,
            heartbeat=False,
        )

    def in_words(self) -> str:
        """``Weekly, Fri 16:00, e-mail``."""
        if self.stopped:
            return "No automatic mail"
        channel = CHANNEL_WORDS[self.channel]
        if self.cadence == "needed":
            return f"Only when needed, {channel}"
        at = f"{self.at:%H:%M}"
        if self.cadence != "daily":
            at = f"{self.weekday.capitalize()} {at}"
        return f"{self.cadence.capitalize()}, {at}, {channel}"


def wish_words(wish: Wish, value: str, say: Phrases) -> str:
    """The wish as the beginning of a sentence; empty for what has a line of its own."""
    match wish:
        case Wish.CADENCE | Wish.LENGTH | Wish.CHANNEL | Wish.URGENT:
            return say(f"wish.{value}")
        case Wish.WEEKDAY:
            return say.all("wish.days")[WEEKDAYS.index(value)]
        case Wish.TIME:
            return say("wish.at", time=value)
        case Wish.NOT_BEFORE:
            return say("wish.not_before", time=value)
        case Wish.PAUSE_UNTIL:
            until = date.fromisoformat(value)
            month = say.all("calendar.months")[until.month - 1]
            named = say("calendar.long", d=until.day, month=month, year=until.year)
            return say("wish.pause", day=named)
        case Wish.STOP:
            return say("wish.again") if value == "no" else ""
        case Wish.QUIET_DAYS if value == "none":
            return say("wish.any_day")
        case Wish.QUIET_DAYS:
            return say("wish.quiet", days=quiet_words(value, say))
        case Wish.HEARTBEAT:
            return say("wish.heartbeat" if value == "yes" else "wish.news_alone")


def quiet_words(value: str, say: Phrases) -> str:
    """``Saturday and Sunday``."""
    days = say.all("calendar.days")
    *first, last = [days[WEEKDAYS.index(each)] for each in value.split()]
    return say("wish.days_and", first=", ".join(first), last=last) if first else last


class SuppressionReason(StrEnum):
    """Why we must not write.  Her own "stop" is a wish, not a suppression."""

    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"


class Suppression(Base):
    """An address that gets no mail of ours while ``lifted_at`` is null."""

    __tablename__ = "suppression"

    id: Mapped[int] = mapped_column(primary_key=True)
    addr_spec: Mapped[str] = mapped_column(String(320), index=True)
    reason: Mapped[SuppressionReason] = mapped_column(word(SuppressionReason, "reason"))
    source: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
