"""One studio with one mailbox: deliver to it, run its service, and count what became of it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
import hashlib
from itertools import count as count_from
import os
from pathlib import Path
import sys
import threading
import time

from sqlalchemy import ColumnElement, func, select

from orchestrator import flow
from orchestrator.cli import processes as service
from orchestrator.clock import utc_now
from orchestrator.collect import trouble, watch
from orchestrator.config import Settings
from orchestrator.keys import signing_key
from orchestrator.models import (
    AskKind,
    Block,
    BlockKind,
    Database,
    DigestState,
    Mailbox,
    MailState,
    StandingApproval,
)
from orchestrator.models.base import Base
from orchestrator.record.append import Actor
from orchestrator.rendering import template_sha256
from orchestrator.schedule import SWEPT, run_schedule
from orchestrator.wording import reply_address
from tests.factories import make_ask, make_contact, make_digest, make_mailbox, make_project
from tests.faults.processes import Child, fork, running
from tests.faults.registry import Tally
from tests.faults.tally import ENDED, Expected, count, is_settled
from tests.mails import raw_mail
from tests.servers import ImapServer

_LOOK_SECONDS = 0.03


class SilentBell:
    """Loses every ring, so that a job does its own part and no other."""

    def ring(self, job: str, *ids: int) -> None:
        """Nobody hears it."""

    def problem(self) -> None:
        return None


class DirectBell(SilentBell):
    """Does a job where it is rung for.  What a job raises is kept, as a queue would."""

    def __init__(self) -> None:
        self.failures: list[Exception] = []

    def ring(self, job: str, *ids: int) -> None:
        try:
            getattr(flow, job)(*ids)
        except Exception as error:  # noqa: BLE001  The next sweep does the job again.
            self.failures.append(error)


@dataclass
class Studio:
    """``name`` is also the mailbox's user.  ``expected`` is all that must be found at the end;
    ``patience``: the seconds that it is waited for anything."""

    name: str
    imap: ImapServer
    environ: Mapping[str, str]
    log: Path
    patience: float
    expected: list[Expected] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count_from(1))

    def __post_init__(self) -> None:
        self.settings = Settings.from_environ(self.environ)
        self.key = signing_key(self.settings.keys)
        self.database = Database(self.settings.database)
        self.bell = DirectBell()
        self.log.touch()
        with self.database.write() as session:
            mailbox = make_mailbox(session, self.settings, user=self.name, port=self.imap.port)
            self.mailbox_id = mailbox.id
            for template in ("acknowledgement", "paused", "resumed"):
                approval = StandingApproval(
                    template=template,
                    template_sha256=template_sha256(template),
                    approved_by="cli:operator",
                    approved_at=utc_now(),
                )
                session.add(approval)

    def close(self) -> None:
        self.database.dispose()

    def note(self, words: str = "The calendar looks lovely.") -> bytes:
        """A mail that asks for nothing, from a stranger."""
        number = next(self._numbers)
        return raw_mail(
            f"{words} {number}", sender=f"guest{number}@elsewhere.example", sent_at=utc_now()
        )

    def reply(self) -> bytes:
        """A client's answer to an update of hers: two answers, one wish, one acknowledgement."""
        address = f"dana{next(self._numbers)}@harborlane.example"
        with self.database.write() as session:
            contact = make_contact(session, address=address)
            project = make_project(session, contact)
            digest = make_digest(session, project, contact, state=DigestState.SENT)
            asks = [
                make_ask(session, project, contact),
                make_ask(
                    session,
                    project,
                    contact,
                    kind=AskKind.CHOICE,
                    text="Which payment provider should we use?",
                    options={"A": "Stripe", "B": "Your bank's terminal"},
                ),
            ]
            for number, ask in enumerate(asks, start=1):
                block = Block(
                    position=number,
                    kind=BlockKind.ASK,
                    text=ask.text,
                    ask_id=ask.id,
                    number=number,
                )
                digest.blocks.append(block)
            session.flush()
            to = reply_address(self.settings, self.key, f"d{digest.id}", contact.id)
        return raw_mail(
            "1 yes, 2B\n\nmonthly please", sender=f"Dana <{address}>", to=to, sent_at=utc_now()
        )

    def deliver(self, *contents: bytes, folder: str = "INBOX", user: str = "") -> None:
        """Put mails into the mailbox, and expect each of them, with all that it asks for."""
        self.expect(*contents)
        self.imap.append_all(user or self.name, folder, contents)

    def expect(self, *contents: bytes) -> None:
        for content in contents:
            sha256 = hashlib.sha256(content).hexdigest()
            self.expected.append(Expected(sha256, is_reply=b"monthly please" in content))

    def collect(self) -> int:
        """Read the mailbox once, here."""
        return watch.collect_mailbox(
            self.database, self.settings, self.mailbox_id, on_new=lambda: None
        )

    def work(self, *jobs: str) -> None:
        """Do jobs once, here; without names all that the sweeper would ring for, in its order."""
        with self.as_parts(SilentBell()):
            for job in jobs or SWEPT:
                getattr(flow, job)()

    def child(self, work: Callable[[], object]) -> Child:
        """A process of this studio: its environment is the studio's."""
        return fork(self._at_home(work), self.log)

    @contextmanager
    def reader(self) -> Iterator[Child]:
        """What `orchestrator run reader` does, for the length of the block, then killed."""
        with running(self._at_home(service.run_reader), self.log) as child:
            yield child

    @contextmanager
    def started_reader(self) -> Iterator[Child]:
        """The same as a program of its own, whose memory is its own too."""
        argv = [sys.executable, "-m", "orchestrator", "run", "reader"]
        with running(self._at_home(lambda: os.execv(argv[0], argv)), self.log) as child:
            yield child

    @contextmanager
    def worker(self) -> Iterator[None]:
        """The product's sweeper, doing each job itself, in a thread of this process."""
        stop = threading.Event()
        thread = threading.Thread(
            target=run_schedule, args=(self.settings, self.bell), kwargs={"stop": stop}
        )
        with self.as_parts(self.bell):
            thread.start()
            try:
                yield
            finally:
                stop.set()
                thread.join(timeout=60)
        assert not thread.is_alive(), "the sweeper does not end"

    @contextmanager
    def running(self) -> Iterator[Child]:
        """The whole service: reader and worker."""
        # The reader first: a fork copies no thread.
        with self.reader() as child, self.worker():
            yield child

    def recover(self, *, has_reader: bool = True, until: Callable[[], bool] | None = None) -> float:
        """Run the service until all is as expected; return the seconds that took.

        Args:
            has_reader: False where all is stored already.
            until: what else is to hold.
        """
        began = time.monotonic()
        with self.running() if has_reader else self.worker():
            self.wait_settled()
            if until is not None:
                self.wait_for(until, "what the fault asks for")
            return time.monotonic() - began

    def wait_settled(self) -> None:
        self.wait_for(self.is_settled, "all that was delivered to be applied")

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Until the condition holds; AssertionError, with the end of the log, when it does not."""
        deadline = time.monotonic() + self.patience
        while not condition():
            assert time.monotonic() < deadline, f"no end of waiting for {what}; {self.said()}"
            time.sleep(_LOOK_SECONDS)

    def is_settled(self) -> bool:
        with self.database.read() as session:
            return is_settled(session, self.expected)

    def tally(self, *, states: Collection[MailState] = ENDED) -> Tally:
        """Count; AssertionError where the record does not verify."""
        with self.database.read() as session:
            return count(session, self.expected, states=states)

    def number(self, table: type[Base], *where: ColumnElement[bool]) -> int:
        """How many rows there are."""
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table).where(*where)) or 0

    def problem(self, mailbox_id: int | None = None) -> str:
        """What the mailbox's row says is wrong, in words."""
        with self.database.read() as session:
            return session.get_one(Mailbox, mailbox_id or self.mailbox_id).problem

    def change_mailbox(self, mailbox_id: int | None = None, **values: object) -> None:
        with self.database.write() as session:
            mailbox = session.get_one(Mailbox, mailbox_id or self.mailbox_id)
            for name, value in values.items():
                setattr(mailbox, name, value)

    def resume(self) -> None:
        """What `orchestrator mailbox resume` does: a person has seen to it."""
        operator = Actor("operator:maya", "cli")
        with self.database.write() as session:
            trouble.resume(session, self.mailbox_id, actor=operator, now=utc_now())

    def add_mailbox(self, port: int, user: str = "") -> int:
        """One more account in the same studio; its id."""
        user = user or f"{self.name}-next"
        with self.database.write() as session:
            return make_mailbox(session, self.settings, user=user, port=port).id

    def logged(self, words: str) -> str:
        """The first line with these words that one of its processes logged; empty for none."""
        lines = self.log.read_text(errors="replace").splitlines()
        return next((line for line in lines if words in line), "")

    def said(self) -> str:
        """The last lines of what its processes logged."""
        lines = self.log.read_text(errors="replace").splitlines()
        return " | ".join(lines[-3:])[-400:]

    @contextmanager
    def as_parts(self, bell: SilentBell) -> Iterator[None]:
        """What jobs work with, until the end of the block."""
        parts = flow.Parts(self.settings, self.database, bell, self.key)  # type: ignore[arg-type]
        real, flow.parts = flow.parts, lambda: parts
        try:
            yield
        finally:
            flow.parts = real

    def _at_home(self, work: Callable[[], object]) -> Callable[[], object]:
        def at_home() -> object:
            os.environ.update(self.environ)
            # What the parent opened must not be used here: connections do not cross a fork.
            self.database = Database(self.settings.database)
            return work()

        return at_home
