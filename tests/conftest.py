"""Fixtures every test may use.  Servers start once a run; data is new for each test."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
import shutil
from typing import Any

import hypothesis
import pytest
from sqlalchemy import Dialect, Engine
from sqlalchemy.orm import Session
from sqlalchemy.util import LRUCache

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.config import Settings
from orchestrator.keys import make_keys, signing_key
from orchestrator.models import Contact, Database, Project, schema
from orchestrator.models.database import open_engine
from tests import factories, servers
from tests.factories import MONDAY, make_contact, make_project

_number = count(1)
_compiled: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}
_emptied: list[str] = []
"""Databases of PostgreSQL that the next tests may have."""

# The same examples each time, and as long as they take: what fails was changed, and not luck.
hypothesis.settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")
# Others each time, for a night: pytest --hypothesis-profile=long
hypothesis.settings.register_profile(
    "long",
    hypothesis.settings.get_profile("steady"),
    max_examples=2_000,
    derandomize=False,
)


@pytest.fixture(scope="session")
def imap_server() -> Iterator[servers.ImapServer]:
    with servers.dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with servers.redis() as url:
        yield url


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.PostgresServer]:
    with servers.postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database brought up by the migrations, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: servers.PostgresServer) -> str:
    """The name of a database brought up by the migrations, to be a template."""
    _migrate(postgres.new_database("migrated"))
    return "migrated"


def _migrate(url: str) -> None:
    engine = open_engine(url)
    schema.upgrade(engine)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new, migrated, empty database; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    server: servers.PostgresServer = request.getfixturevalue("postgres")
    template = request.getfixturevalue("migrated_postgres")
    # To empty one takes a fifth of the time that to make and drop one takes.
    if not _emptied:
        server.new_database(name := f"test_{next(_number)}", template)
        _emptied.append(name)
    name = _emptied.pop()
    yield f"{server.url}/{name}"
    if server.empty(name):
        _emptied.append(name)
    else:
        server.drop_database(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    _share_compiled(database.engine)
    yield database
    database.dispose()


def _share_compiled(engine: Engine) -> None:
    """Let all engines of a kind have one memory of compiled statements: half of a test's time
    would go by in compiling again what the test before it had compiled."""
    if engine.name not in _compiled:
        _compiled[engine.name] = engine.dialect, LRUCache(5_000)
    engine.dialect, kept = _compiled[engine.name]  # The memory is by dialect.
    engine.update_execution_options(compiled_cache=kept)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """One writing transaction for the whole test; what it wrote is committed at its end."""
    with database.write() as session:
        yield session


@pytest.fixture
def dana(session: Session) -> Contact:
    return make_contact(session)


@pytest.fixture
def project(session: Session, dana: Contact) -> Project:
    return make_project(session, dana)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """A studio that can send, with its keys made; a test replaces what it is about."""
    data = tmp_path / "data"
    make_keys(data / "keys")
    return Settings.from_environ(
        {
            "ORCHESTRATOR_DATA": str(data),
            "ORCHESTRATOR_DATABASE_URL": database_url,
            "ORCHESTRATOR_STUDIO_NAME": "Northwind Studio",
            "ORCHESTRATOR_STUDIO_ADDRESS": "12 Quay Street, Cardiff CF10 5AB",
            "ORCHESTRATOR_TIMEZONE": "Europe/London",
            "ORCHESTRATOR_MAIL_FROM": "updates@northwind.example",
            "ORCHESTRATOR_REPLY_ADDRESS": "hello@northwind.example",
            "ORCHESTRATOR_SMTP_HOST": "127.0.0.1",
            "ORCHESTRATOR_SMTP_SECURITY": "none",
            "ORCHESTRATOR_TRUSTED_AUTHSERV_IDS": "mx.northwind.example",
            "ORCHESTRATOR_DNS_SERVERS": "127.0.0.1:9",
        }
    )


@pytest.fixture
def key(settings: Settings) -> bytes:
    return signing_key(settings.keys)


@pytest.fixture
def now() -> datetime:
    """A Monday morning in winter time, nine o'clock UTC."""
    return MONDAY.astimezone(UTC)


class SilentBell:
    """Rings nobody: a test calls the next job itself."""

    def ring(self, job: str, *ids: int) -> None:
        self.rung = [*getattr(self, "rung", []), job]

    def problem(self) -> None:
        return None


@pytest.fixture
def parts(
    settings: Settings, database: Database, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> flow.Parts:
    """What jobs work with; a job called in the test uses these."""
    parts = flow.Parts(settings=settings, database=database, bell=SilentBell(), key=key)  # type: ignore[arg-type]
    monkeypatch.setattr(flow, "parts", lambda: parts)
    return parts


@pytest.fixture
def daytime(parts: flow.Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contacts live where it is noon now: a real process has a real clock, and may not
    write to anyone at night."""
    ahead = (12 - utc_now().hour) % 24
    sign, hours = ("-", ahead) if ahead <= 12 else ("+", 24 - ahead)
    monkeypatch.setattr(factories, "ZONE", f"Etc/GMT{sign}{hours}")
