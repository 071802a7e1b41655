"""The real servers of a run, and a new studio for each time that something is broken."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
import shutil
import tempfile

from orchestrator.keys import make_keys
from orchestrator.models import schema
from orchestrator.models.database import open_engine
from tests import servers
from tests.faults.outbound import Outbound, bounces_of, clients_of
from tests.faults.studio import Studio

BOTH = ("sqlite", "postgresql")

SHORT = {
    "POLL_EVERY": "1 s",
    "IDLE_FOR": "1 s",
    "SWEEP_EVERY": "0.2 s",
    "IMAP_TIMEOUT": "2 s",
    "FOLDER_LEASE": "1 s",
    "RECONNECT_WITHIN": "1 s",
    "RECONNECT_AT_MOST": "2 s",
    "LOGIN_PAUSE": "0.5 s",
    "LOGIN_PAUSE_AT_MOST": "1 s",
    "SMTP_TIMEOUT": "2 s",
    "CLAIM_FOR": "2.5 s",
    "EVIDENCE_AFTER": "1 s",
}
"""Waits that a run without LONG=1 shortens; each is a setting, so no other branch is taken."""

_MOST_STUDIOS = 1000
_ALWAYS = {
    # No promise about recovery hangs on it, and it would be waited for after every kill.
    "ACKNOWLEDGE_AFTER": "0.01 s",
    # It would ask name servers beyond this machine.
    "DKIM_CHECK": "off",
    "STUDIO_NAME": "Northwind Studio",
    "STUDIO_ADDRESS": "12 Quay Street, Cardiff CF10 5AB",
    "MAIL_FROM": "updates@northwind.example",
    "REPLY_ADDRESS": "hello@northwind.example",
    "TRUSTED_AUTHSERV_IDS": "mx.northwind.example",
}


@dataclass
class Lab:
    """What faults run in.  Servers start when a fault first asks for them."""

    is_long: bool
    folder: Path
    _stack: ExitStack
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @cached_property
    def imap(self) -> servers.ImapServer:
        return self._stack.enter_context(servers.dovecot())

    @cached_property
    def postgres(self) -> servers.PostgresServer:
        return self._stack.enter_context(servers.postgresql())

    @cached_property
    def maildirs(self) -> servers.ImapServer:
        """Where what `relay` delivers is read."""
        location = "maildir:{root}/mail/%u"
        return self._stack.enter_context(servers.dovecot(mail_location=location))

    @cached_property
    def relay(self) -> servers.PostfixServer:
        """It knows the mailbox of every studio of this run, and the one of its clients."""
        return self._stack.enter_context(self.new_relay())

    def new_relay(self) -> AbstractContextManager[servers.PostfixServer]:
        """One more, to be broken."""
        names = [_name(number) for number in range(_MOST_STUDIOS)]
        users = [user for name in names for user in (name, clients_of(name), bounces_of(name))]
        return servers.postfix(self.maildirs, users)

    @contextmanager
    def outbound(
        self,
        kind: str = "sqlite",
        *,
        port: int | None = None,
        waits: Mapping[str, str] | None = None,
    ) -> Iterator[Outbound]:
        """A studio whose mail leaves, and whose mailbox takes the copies.

        Args:
            port: of what stands before the relay, or in its place.
        """
        relay = self.relay
        with self.studio(
            kind,
            imap=self.maildirs,
            waits={
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(port or relay.port),
                "SMTP_SECURITY": "none",
                "ARCHIVE_ADDRESS": "archive@{studio}.test-mail.example",
                **(waits or {}),
            },
        ) as studio:
            studio.change_mailbox(is_archive=True)
            yield Outbound(studio, relay)

    @contextmanager
    def studio(
        self,
        kind: str = "sqlite",
        *,
        imap: servers.ImapServer | None = None,
        waits: Mapping[str, str] | None = None,
    ) -> Iterator[Studio]:
        """A new database and a new mailbox; ``waits`` are settings that win over `SHORT`."""
        number = next(self._numbers)
        assert number < _MOST_STUDIOS, "the relay knows no more studios"
        with self._database(kind, number) as url:
            given = {"DATA": str(self._data), "DATABASE_URL": url}
            given |= _ALWAYS | ({} if self.is_long else SHORT) | dict(waits or {})
            studio = Studio(
                name=_name(number),
                imap=imap or self.imap,
                environ={
                    f"ORCHESTRATOR_{name}": value.replace("{studio}", _name(number))
                    for name, value in given.items()
                },
                log=self.folder / f"{number}.log",
                patience=5000 if self.is_long else 30,
            )
            try:
                yield studio
            finally:
                studio.close()

    @contextmanager
    def _database(self, kind: str, number: int) -> Iterator[str]:
        if kind == "sqlite":
            path = self.folder / f"{number}.sqlite3"
            shutil.copy(self._migrated_sqlite, path)
            yield f"sqlite:///{path}"
            return
        name = f"fault_{number}"
        yield self.postgres.new_database(name, self._migrated_postgres)
        self.postgres.drop_database(name)

    @cached_property
    def _data(self) -> Path:
        data = self.folder / "data"
        make_keys(data / "keys")
        return data

    @cached_property
    def _migrated_sqlite(self) -> Path:
        path = self.folder / "migrated.sqlite3"
        _migrate(f"sqlite:///{path}")
        return path

    @cached_property
    def _migrated_postgres(self) -> str:
        _migrate(self.postgres.new_database("migrated"))
        return "migrated"


@contextmanager
def open_lab(*, is_long: bool) -> Iterator[Lab]:
    """A lab whose servers and files are gone after the block."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-"))
        yield Lab(is_long, Path(folder), stack)


def _name(number: int) -> str:
    return f"fault{number}"


def _migrate(url: str) -> None:
    engine = open_engine(url)
    schema.upgrade(engine)
    engine.dispose()
