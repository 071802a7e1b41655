"""What stands around every page: the places to go, what waits there, and what is broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import g
from sqlalchemy import Select, case, func, literal, select, union_all
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from orchestrator.bell import Bell
from orchestrator.models import (
    Breaker,
    Digest,
    DigestState,
    Mailbox,
    MailboxAlarm,
    OutboxEntry,
    OutboxState,
    User,
)
from orchestrator.web.access import Power, current_user, is_visible, may
from orchestrator.web.parts import now, parts
from orchestrator.web.views import waiting_threads

Row = Select[str, str, str, int]
"""What kind, whose, the words, how many."""

STANDS_STILL = "Answers still go. An administrator lets updates go again, under Health."
BELL_KEPT_FOR = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the main navigation.  ``key`` goes there after ``g``."""

    name: str
    word: str
    url: str
    icon: str
    key: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A part that does not work, with a sentence that says what it means."""

    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Chrome:
    user: User
    places: list[Place]
    broken: list[Broken]


class Watch:
    """Asks Redis at most every `BELL_KEPT_FOR`, so that a dead one costs few pages their time."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._asked_at: datetime | None = None
        self._problem: str | None = None

    def problem(self) -> str | None:
        at = now()
        if self._asked_at is None or at - self._asked_at > BELL_KEPT_FOR:
            self._problem, self._asked_at = self._bell.problem(), at
        return self._problem


def chrome(watch: Watch) -> Chrome | None:
    """The surroundings for the signed-in user; None when nobody is, or the database is away."""
    if "user" not in g:
        return None
    try:
        with parts().db.read() as session:
            waiting, broken = _ask(session)
    except OperationalError:
        return None
    return Chrome(current_user(), list(_places(waiting)), [*_broken_here(watch), *broken])


def _ask(session: Session) -> tuple[dict[str, int], list[Broken]]:
    """What waits where, and what is broken: one query, because every page asks."""
    counts, broken = {}, []
    rows = session.execute(
        union_all(_digests(), _threads(), _mailboxes(), _silent(), _relay(), _stopped())
    )
    for kind, name, words, count in rows:
        if kind == "waiting":
            counts[name] = count
        elif kind == "mailbox":
            broken.append(Broken(f"Mailbox {name} cannot be read.", f"New mail is late: {words}"))
        elif kind == "paused":
            broken.append(Broken(f"Mailbox {name} is paused.", f"Nothing of it is read: {words}"))
        elif kind == "silent":
            broken.append(Broken(f"Mailbox {name} is unusually silent.", words))
        elif kind == "stopped":
            broken.append(Broken("No update leaves.", f"{words} {STANDS_STILL}"))
        else:
            broken.append(Broken("The mail server does not take our mail.", f"We retry: {words}"))
    return counts, broken


def _digests() -> Row:
    return select(literal("waiting"), literal("digests"), literal(""), func.count(Digest.id)).where(
        Digest.state.in_((DigestState.DRAFTED, DigestState.HELD)), is_visible(Digest.project_id)
    )


def _threads() -> Row:
    waiting = waiting_threads().scalar_subquery()
    return select(literal("waiting"), literal("inbox"), literal(""), waiting)


def _mailboxes() -> Row:
    kind = case((Mailbox.paused_at.is_(None), literal("mailbox")), else_=literal("paused"))
    return select(kind, Mailbox.name, Mailbox.problem, literal(0)).where(
        Mailbox.is_active, Mailbox.problem != ""
    )


def _silent() -> Row:
    return (
        select(literal("silent"), Mailbox.name, MailboxAlarm.words, literal(0))
        .join(MailboxAlarm, MailboxAlarm.mailbox_id == Mailbox.id)
        .where(Mailbox.is_active, Mailbox.problem == "", MailboxAlarm.cleared_at.is_(None))
    )


def _relay() -> Row:
    """The newest message that had to be put back."""
    newest = select(func.max(OutboxEntry.id)).where(
        OutboxEntry.state == OutboxState.PENDING,
        OutboxEntry.attempts > 0,
        OutboxEntry.problem != "",
    )
    return select(literal("relay"), literal(""), OutboxEntry.problem, literal(0)).where(
        OutboxEntry.id == newest.correlate(None).scalar_subquery()
    )


def _stopped() -> Row:
    return select(literal("stopped"), literal(""), Breaker.words, literal(0)).where(
        Breaker.resumed_at.is_(None)
    )


def _places(waiting: dict[str, int]) -> Iterator[Place]:
    yield Place("today", "Today", "/", "sun", "t")
    yield Place("inbox", "Inbox", "/inbox", "inbox", "i", waiting["inbox"])
    yield Place("digests", "Digests", "/digests", "mail-check", "d", waiting["digests"])
    yield Place("projects", "Projects", "/projects", "folders", "p")
    if may(Power.REVIEW):
        yield Place("record", "Record", "/compliance", "scroll-text", "l")
    if may(Power.OPERATE):
        yield Place("health", "Health", "/health", "activity", "h")


def _broken_here(watch: Watch) -> Iterator[Broken]:
    if watch.problem():
        yield Broken(
            "The queue does not answer.",
            "Your changes are kept; mail is read and sent once Redis is back.",
        )
    if not parts().settings.can_send:
        yield Broken("No mail server for sending is set up.", "Nothing leaves until it is.")
