"""What the steps of `demo --check` stand on: a small studio, and ways to wait and to look."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as policy
from pathlib import Path
import secrets
import socket
import time
from typing import TypeVar

from imapclient import IMAPClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli.init import set_up
from orchestrator.clock import utc_now
from orchestrator.demo.browser import Browser, Page
from orchestrator.demo.people import add_client, add_contact, add_project, add_user
from orchestrator.demo.settings import OPERATOR, STUDIO, Folder, add_mailboxes
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.models import Database, Mail, Role
from orchestrator.record.append import Actor
from orchestrator.web.passwords import hash_password

Found = TypeVar("Found")

DEADLINE_SECONDS = 180.0
POLL_SECONDS = 0.1
CLIENT, CLIENT_NAME = "dana@harborlane.example", "Dana Whitfield"
PM, PM_NAME = "maya@northwind.example", "Maya Okafor"
SLUG = "booking-site"


class Unmet(Exception):
    """An effect did not come."""

    def __init__(self, expected: str, found: object) -> None:
        super().__init__(f"expected {expected}; found {found}")
        self.expected = expected
        self.found = str(found)[:300]


@dataclass
class Loop:
    """What the steps share, and what one learns for the next."""

    folder: Folder
    database: Database
    browser: Browser
    password: str
    mail_id: int = 0
    digest_id: int = 0
    sent: EmailMessage = field(default_factory=EmailMessage)
    reply_message_id: str = ""

    def close(self) -> None:
        self.database.dispose()


def prepare(folder: Folder) -> Loop:
    """Migrate, and register one client with one project: what an operator does once."""
    password, now = secrets.token_hex(16), utc_now()
    deque(set_up(folder.settings, actor=OPERATOR, now=now), maxlen=0)
    database = Database(folder.settings.database)
    with database.write() as session:
        maya = add_user(
            session, PM_NAME, PM, Role.PM, password_hash=hash_password(password), now=now
        )
        actor = Actor(f"user:{maya.id}", "cli")
        add_mailboxes(session, folder)
        client = add_client(session, "Harbor & Lane", now=now)
        dana = add_contact(session, client, CLIENT_NAME, CLIENT, zone=zone_at_noon(now), now=now)
        add_project(session, "Booking site", slug=SLUG, code="HL", pm=maya, sponsor=dana, now=now)
        wishes = {"cadence": "daily", "time": "14:00"}
        set_by_us(session, dana, wishes, source=actor.name, actor=actor, now=now)
    return Loop(folder, database, Browser(folder.ports.web), password)


def zone_at_noon(now: datetime) -> str:
    """A zone where it is noon or some minutes later, so that no quiet hours hold the update up."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"  # POSIX signs: GMT-3 is ahead of UTC.


def wait(loop: Loop, find: Callable[[Session], Found | None], expected: str) -> Found:
    """Ask the database until it has what is looked for.  Raises Unmet at the deadline."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        with loop.database.read() as session:
            found = find(session)
            session.expunge_all()
        if found is not None:
            return found
        time.sleep(POLL_SECONDS)
    raise Unmet(expected, f"nothing within {DEADLINE_SECONDS:.0f} s")


def stored(loop: Loop, message_id: str, holds: Callable[[Mail], bool], expected: str) -> Mail:
    """Wait for the mail with this Message-ID to be as expected."""

    def find(session: Session) -> Mail | None:
        found = session.scalar(select(Mail).where(Mail.message_id == message_id))
        return found if found is not None and holds(found) else None

    return wait(loop, find, expected)


def append(loop: Loop, content: bytes) -> None:
    """Put a mail into the studio's mailbox, as a mail server does."""
    with IMAPClient("127.0.0.1", loop.folder.ports.imap, ssl=False, timeout=10) as client:
        # IMAPClient writes a literal in two pieces, which Nagle's algorithm holds up.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.login(STUDIO, loop.folder.password(STUDIO))
        client.append("INBOX", content)


def only(loop: Loop, header: str, value: str) -> Path:
    """The one mail that the SMTP server took with this header.  Raises Unmet for none or two."""
    paths = sorted(loop.folder.outgoing.glob("*.eml"))
    found = [path for path in paths if parsed(path.read_bytes())[header] == value]
    if len(found) != 1:
        raise Unmet(f"one sent mail with {header} {value}", f"{len(found)} of {len(paths)}")
    return found[0]


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy)


def expect(page: Page, path: str, words: str) -> None:
    """Raises Unmet unless this is the page, and it shows the words."""
    if page.status != 200 or page.path != path:
        raise Unmet(f"{path} with 200", f"{page.path} with {page.status}")
    if words not in page.text:
        raise Unmet(f"{words!r} on {path}", f"{len(page.text)} characters without it")
