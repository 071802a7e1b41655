"""A service that lives through weeks: a real mailbox, a real relay, and the web view.

A walk moves the clock, lets people write, and looks at what arrived and what the rows say.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
import time_machine

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.models import OutboxEntry
from orchestrator.models.base import Base
from orchestrator.models.outbox import OutboxState
from tests.mails import raw_mail
from tests.servers import ImapServer, SmtpSink
from tests.waiting import wait_until
from tests.web.conftest import Visitor

_JOBS = (
    flow.parse_stored, flow.converse, flow.engage, flow.review_statuses, flow.draft_due,
    flow.queue_notices, flow.send_due, flow.settle, flow.parse_stored, flow.converse, flow.engage,
)  # fmt: skip
"""What the sweeper rings for, in the order in which a mail meets it; our answers come back."""


@dataclass
class Life:
    """``zone`` is the wall clock that the walk is told in."""

    parts: flow.Parts
    visitor: Visitor
    email: str
    imap: ImapServer
    sink: SmtpSink
    mailbox_id: int
    zone: ZoneInfo
    clock: time_machine.Traveller
    user: str

    @property
    def pm(self) -> Visitor:
        """The manager at her screen; a session ends while nobody uses it."""
        self.visitor.sign_in(self.email)
        return self.visitor

    def at(self, on: date, wall: str) -> list[EmailMessage]:
        """Move on to a wall time and let the service do its work; what left meanwhile."""
        there = datetime.combine(on, time.fromisoformat(wall), self.zone)
        assert there >= utc_now() - timedelta(seconds=1), "a walk goes on, never back"
        self.clock.move_to(there)
        return self.work()

    def work(self) -> list[EmailMessage]:
        """Read the mailbox and do every job once; what left meanwhile, in no order."""
        before = {one.content for one in self.sink.messages()}
        flow.collect_mailbox(self.mailbox_id)
        for job in _JOBS:
            job()
        left = self.number(OutboxEntry, OutboxEntry.state == OutboxState.ACCEPTED)
        wait_until(lambda: len(self.sink.messages()) >= left, "the relay")
        return [_parsed(one.content) for one in self.sink.messages() if one.content not in before]

    def write(
        self, words: str, *, sender: str, answers: EmailMessage | None = None, **headers: str
    ) -> list[EmailMessage]:
        """Somebody writes, or answers a mail of ours as their program does; what we do then."""
        if answers is not None:
            told = str(answers["Message-ID"])
            headers = {
                "to": str(answers["Reply-To"]),
                "subject": f"Re: {answers['Subject']}",
                "In_Reply_To": told,
                "References": told,
            } | headers
        content = raw_mail(words, sender=sender, sent_at=utc_now(), **headers)  # type: ignore[arg-type]
        self.imap.append(self.user, "INBOX", content, at=utc_now())
        return self.work()

    def number(self, table: type[Base], *where: ColumnElement[bool]) -> int:
        with self.parts.database.read() as session:
            return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def words_of(mail: EmailMessage, kind: str = "plain") -> str:
    """The text of a mail, or its page."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def _parsed(content: bytes) -> EmailMessage:
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail
