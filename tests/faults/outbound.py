"""A studio whose mail leaves: approve updates, let them leave, count them at both ends."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
import imaplib
from itertools import count
import re
import time
from unittest.mock import patch

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.digest.approve import approve_digest
from orchestrator.dispatch.compose import compose_digest
from orchestrator.models import (
    Attempt,
    DeliveryEvent,
    Digest,
    DigestState,
    OutboxEntry,
    OutboxState,
    Phase,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests.factories import make_contact, make_digest, make_project
from tests.faults.processes import Child
from tests.faults.registry import Tally
from tests.faults.studio import Studio
from tests.servers import ImapServer, PostfixServer

_UNDER_WAY = (OutboxState.PENDING, OutboxState.SENDING, OutboxState.UNKNOWN)
_UNCERTAIN = (OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)
_numbers = count(1)


def clients_of(name: str) -> str:
    """The mailbox in which all clients of a studio read."""
    return f"{name}-clients"


def bounces_of(name: str) -> str:
    """The mailbox that mail comes back to, where a studio has a bounce address there."""
    return f"{name}-bounces"


@dataclass
class Outbound:
    """``expected``: the Message-IDs that each client and the archive must have once."""

    studio: Studio
    relay: PostfixServer
    expected: list[str] = field(default_factory=list)

    def approve(self, many: int = 1, *, to: str = "", now: datetime | None = None) -> list[int]:
        """Approve so many updates, each for a client of its own; return their outbox ids.

        The clients live where it is noon: nobody is written to at night.

        Args:
            to: another mailbox than the clients'; what goes there is not expected at the clients'.
        """
        now = now or utc_now()
        box = to or clients_of(self.studio.name)
        with self.studio.database.write() as session:
            contacts = [
                make_contact(
                    session,
                    address=self.relay.address(box, f"dana{next(_numbers)}"),
                    timezone=_noon_zone(now),
                )
                for _ in range(many)
            ]
            project = make_project(session, *contacts)
            entries = []
            for contact in contacts:
                digest = make_digest(
                    session,
                    project,
                    contact,
                    period_start=now - timedelta(days=7),
                    period_end=now - timedelta(hours=1),
                    send_at=now - timedelta(seconds=1),
                )
                entries.append(self._approve(session, digest, now))
        if not to:
            self.expected += [entry.message_id for entry in entries]
        return [entry.id for entry in entries]

    def approve_drafts(self, *, now: datetime) -> None:
        """Approve each draft that waits."""
        with self.studio.database.write() as session:
            waiting = select(Digest).where(Digest.state == DigestState.DRAFTED)
            entries = [
                self._approve(session, digest, now) for digest in session.scalars(waiting).all()
            ]
        self.expected += [entry.message_id for entry in entries]

    def _approve(self, session: Session, digest: Digest, now: datetime) -> OutboxEntry:
        settings, key, pm_id = self.studio.settings, self.studio.key, digest.project.pm_id
        return approve_digest(
            session,
            digest.id,
            message=compose_digest(digest, settings=settings, key=key),
            shown_revision=digest.revision,
            user_id=pm_id,
            actor=Actor(f"user:{pm_id}", "web"),
            now=now,
        )

    def send(self) -> None:
        """Do here, once, what a worker does that was rung for."""
        self.studio.work("send_due")

    def sender(self, prepare: Callable[[], object]) -> Child:
        """A process that sends what is due, after it was prepared for its end."""

        def work() -> None:
            prepare()
            self.send()

        return self.studio.child(work)

    def entries(self, *states: OutboxState) -> Sequence[OutboxEntry]:
        """The messages in these states, oldest first."""
        with self.studio.database.read() as session:
            return session.scalars(
                select(OutboxEntry).where(OutboxEntry.state.in_(states)).order_by(OutboxEntry.id)
            ).all()

    def events(self, *where: ColumnElement[bool]) -> Sequence[DeliveryEvent]:
        """What was learned later, oldest first."""
        with self.studio.database.read() as session:
            found = select(DeliveryEvent).where(*where).order_by(DeliveryEvent.id)
            return session.scalars(found).all()

    def recover(self) -> float:
        """Run the service until all has left; return the seconds that took."""
        began = time.monotonic()
        with self.studio.running():
            self.settle()
            return time.monotonic() - began

    def settle(self) -> None:
        """Wait until all has left, while the service runs.

        Other mail goes on leaving meanwhile, as it does: what is not in the archive though newer
        mail is, was not sent.
        """
        deadline = time.monotonic() + self.studio.patience
        while not self._wait_settled(seconds=1.5):
            assert time.monotonic() < deadline, (
                f"not settled: {self.states()}; {self.studio.said()}"
            )
            if self.number(*_UNCERTAIN):
                self.approve()

    def is_settled(self) -> bool:
        """Whether nothing is under way, and the clients' inbox has what left."""
        if self.number(*_UNDER_WAY, OutboxState.NEEDS_PERSON):
            return False
        return len(self.received()) >= self.number(OutboxState.ACCEPTED)

    def number(self, *states: OutboxState) -> int:
        return self.studio.number(OutboxEntry, OutboxEntry.state.in_(states))

    def states(self) -> dict[str, int]:
        """How many messages are in which state."""
        with self.studio.database.read() as session:
            rows = session.execute(
                select(OutboxEntry.state, func.count()).group_by(OutboxEntry.state)
            )
            return {state.value: number for state, number in rows}

    def phases(self, *states: OutboxState) -> set[Phase]:
        """How far the last try of each message in these states came."""
        with self.studio.database.read() as session:
            return set(
                session.scalars(
                    select(Attempt.phase)
                    .join(OutboxEntry, OutboxEntry.id == Attempt.outbox_id)
                    .where(Attempt.number == OutboxEntry.attempts, OutboxEntry.state.in_(states))
                )
            )

    def received(self) -> "Counter[str]":
        """How often each message is in the clients' inbox."""
        return message_ids(self.studio.imap, clients_of(self.studio.name))

    def archived(self) -> "Counter[str]":
        """How often each message is in the archive."""
        return message_ids(self.studio.imap, self.studio.name)

    def tally(self) -> Tally:
        """Count at both mailboxes; AssertionError where the record does not verify."""
        received, archived = self.received(), self.archived()
        with self.studio.database.read() as session:
            problems = verify(session).problems
            assert not problems, f"record verify: {problems[:3]}"
            counted_twice = session.execute(
                select(DeliveryEvent.outbox_id)
                .where(DeliveryEvent.kind == "archive_copy")
                .group_by(DeliveryEvent.outbox_id)
                .having(func.count() > 1)
            ).all()
            accepted = set(
                session.scalars(
                    select(OutboxEntry.message_id).where(OutboxEntry.state == OutboxState.ACCEPTED)
                )
            )
        places = (received, archived, accepted)
        return Tally(
            lost=sum(any(each not in place for place in places) for each in self.expected),
            duplicated=sum(max(0, times - 1) for times in received.values())
            + sum(max(0, times - 1) for times in archived.values())
            + len(set(received) - set(self.expected)),
            repeated=len(counted_twice),
        )

    def _wait_settled(self, *, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not (settled := self.is_settled()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return settled


def message_ids(imap: ImapServer, user: str) -> "Counter[str]":
    """The Message-IDs in an inbox, as another client reads them."""
    with imaplib.IMAP4(imap.host, imap.port) as connection:
        connection.login(user, "secret")
        connection.select("INBOX", readonly=True)
        field_only = "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
        found = connection.uid("FETCH", "1:*", field_only)[1]
    text = b" ".join(each[1] for each in found if isinstance(each, tuple)).decode()
    return Counter(re.findall(r"<[^>]+>", text))


@contextmanager
def clock_ahead(by: timedelta) -> Iterator[None]:
    """Jobs of this process live so much later, for the length of the block."""
    with patch.object(flow, "utc_now", lambda: utc_now() + by):
        yield


def _noon_zone(now: datetime) -> str:
    ahead = (12 - now.hour) % 24
    return f"Etc/GMT-{ahead}" if ahead <= 12 else f"Etc/GMT+{24 - ahead}"
