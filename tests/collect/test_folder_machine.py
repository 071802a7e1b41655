"""Anything may happen to a mailbox between two reads: hypothesis drives a real Dovecot.

What the server held at some read is kept for ever, once; where it lies, and where no
more, is known after each comparison.  Twice: with CONDSTORE and QRESYNC, and without.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
import shutil

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
import pytest
from sqlalchemy import func, select

from orchestrator.collect import accounts, watch
from orchestrator.collect.connection import Connection
from orchestrator.config import Settings
from orchestrator.errors import MailboxError
from orchestrator.keys import make_keys
from orchestrator.models import AuditEntry, Database, Mail, MailLocation
from orchestrator.models.content import content_of
from tests import servers
from tests.factories import make_mailbox
from tests.servers import ImapServer

INBOX, SENT, OTHER = "INBOX", "Sent", "Elsewhere"
READ = (INBOX, SENT)

_numbers = count(1)


@pytest.fixture(scope="module", params=["with extensions", "without"])
def server(request: pytest.FixtureRequest) -> Iterator[ImapServer]:
    with servers.dovecot(extensions=request.param == "with extensions") as server:
        yield server


@pytest.fixture
def studio(tmp_path: Path) -> Settings:
    """Never pauses a mailbox: here the numbers may change as often as they like."""
    make_keys(tmp_path / "keys")
    return Settings.from_environ(
        {
            "ORCHESTRATOR_DATA": str(tmp_path),
            "ORCHESTRATOR_UIDVALIDITY_CHANGES": "1000",
            "ORCHESTRATOR_IMAP_TIMEOUT": "10 s",
        }
    )


class Mailbox(RuleBasedStateMachine):
    """The server is the truth; ``kept`` is what it held at some read."""

    def __init__(self, server: ImapServer, settings: Settings, path: Path) -> None:
        super().__init__()
        self.server, self.settings = server, settings
        self.user = f"machine{next(_numbers)}"
        self.database = Database(f"sqlite:///{path}")
        with self.database.write() as session:
            mailbox = make_mailbox(session, settings, user=self.user, port=server.port)
            self.watch = watch.Watch(self.database, settings, mailbox.id, lambda: None)
        self.line = ExitStack()
        self.imap: Connection | None = None
        self.is_cut = False
        self.kept: set[bytes] = set()
        self.uidvalidity = 1000
        server.append_all(self.user, OTHER, [])

    def teardown(self) -> None:
        self.look(compare=True)
        self.line.close()
        self.database.dispose()

    @rule(folder=st.sampled_from(READ), many=st.integers(1, 3))
    def deliver(self, folder: str, many: int) -> None:
        contents = [f"Subject: {next(_numbers)}\r\n\r\nHello\r\n".encode() for _ in range(many)]
        self.server.append_all(self.user, folder, contents)

    @rule(folder=st.sampled_from(READ), data=st.data())
    def expunge(self, folder: str, data: st.DataObject) -> None:
        if uids := self.server.uids(self.user, folder):
            self.server.expunge(self.user, folder, str(data.draw(st.sampled_from(uids))))

    @rule(way=st.permutations([INBOX, SENT, OTHER]), data=st.data())
    def move(self, way: list[str], data: st.DataObject) -> None:
        if uids := self.server.uids(self.user, way[0]):
            self.server.move(self.user, data.draw(st.sampled_from(uids)), way[0], way[1])

    @rule(folder=st.sampled_from(READ), data=st.data())
    def flag(self, folder: str, data: st.DataObject) -> None:
        if uids := self.server.uids(self.user, folder):
            self.server.flag(self.user, data.draw(st.sampled_from(uids)), folder)

    @rule(folder=st.sampled_from(READ))
    def change_uidvalidity(self, folder: str) -> None:
        self.uidvalidity += 1
        self.server.set_uidvalidity(self.user, folder, self.uidvalidity)

    @precondition(lambda self: self.imap is not None and not self.is_cut)
    @rule()
    def lose_the_line(self) -> None:
        self.server.hang_up(self.user)
        self.is_cut = True

    @rule(compare=st.booleans())
    def look(self, compare: bool) -> None:
        """Read, and over a new connection where the old one is gone."""
        there = self.contents_there()
        self.watch.has_compared = not compare
        try:
            watch.collect(self.watch, self.connection())
        except MailboxError:
            self.line.close()
            self.imap = None
            watch.collect(self.watch, self.connection())
        self.is_cut = False
        self.kept |= there
        self.check_nothing_is_lost_or_doubled()
        if compare:
            self.check_places()

    def connection(self) -> Connection:
        if self.imap is None:
            opened = accounts.signed_in(self.database, self.settings, self.watch.mailbox_id)
            self.imap = self.line.enter_context(opened)
        return self.imap

    def contents_there(self) -> set[bytes]:
        return {c for folder in READ for c in self.server.contents(self.user, folder).values()}

    def check_nothing_is_lost_or_doubled(self) -> None:
        with self.database.read() as session:
            mails = [content_of(session, sha256) for sha256 in session.scalars(select(Mail.sha256))]
            ingested = select(func.count()).where(AuditEntry.action == "ingest")
            assert session.scalar(ingested) == len(mails)
        assert sorted(mails) == sorted(self.kept)

    def check_places(self) -> None:
        """After a comparison our places are the server's, each with its mail."""
        with self.database.read() as session:
            ours = {
                (folder, uid): content_of(session, sha256)
                for folder, uid, sha256 in session.execute(
                    select(MailLocation.folder, MailLocation.uid, Mail.sha256)
                    .join(Mail, Mail.id == MailLocation.mail_id)
                    .where(MailLocation.gone_at.is_(None))
                )
            }
        theirs = {
            (folder, uid): content
            for folder in READ
            for uid, content in self.server.contents(self.user, folder).items()
        }
        assert ours == theirs


def test_whatever_happens_to_a_mailbox_nothing_is_lost_or_doubled(
    server: ImapServer, studio: Settings, migrated_sqlite: Path, tmp_path: Path
) -> None:
    def machine() -> Mailbox:
        path = tmp_path / f"{next(_numbers)}.sqlite3"
        shutil.copy(migrated_sqlite, path)
        return Mailbox(server, studio, path)

    few = hypothesis_settings(
        # A profile with more examples, as `--hypothesis-profile=long`, tries more here too.
        max_examples=max(hypothesis_settings().max_examples // 12, 1),
        stateful_step_count=20,
        deadline=None,
    )
    run_state_machine_as_test(machine, settings=few)
