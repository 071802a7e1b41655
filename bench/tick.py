"""What looking for due updates costs, over ten thousand contacts and over a million.

The whole of `draft.draft_due`, on SQLite, where nothing is due: that is what runs every 30
seconds for ever.  Every project has bad news, as calls are looked for too.  Beside it the
next slot, held against what dateutil's rrule needs for the same one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, WEEKLY, rrule
from sqlalchemy import insert
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.cadence import Rhythm, next_slot
from orchestrator.digest.draft import draft_due
from orchestrator.models import (
    Client,
    Contact,
    Database,
    Fact,
    FactKind,
    Impact,
    Participant,
    ParticipantRole,
    Project,
    Role,
    User,
    Wishes,
    schema,
)
from tests.factories import MONDAY

FEW, MANY = 10_000, 1_000_000
TICKS = 300
IN_A_PROJECT = 20
PORTION = 50_000
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Brisbane")


def tick(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        few, many = _p95s([_filled(Path(folder), each, progress) for each in (FEW, MANY)])
    slot, rule = _slot(), _rrule()
    return [
        {
            "name": f"tick over {MANY:,} contacts", "ratio": many / 0.003, "at_most": 1,
            "peer": "3 ms", "detail": f"p95 {many * 1e3:.2f} ms on SQLite, nothing due",
        },
        {
            "name": f"tick over {MANY:,} contacts", "ratio": many / few, "at_most": 1.5,
            "peer": f"over {FEW:,}", "detail": f"p95 {few * 1e3:.2f} ms over the few",
        },
        {
            "name": "time of the next slot", "ratio": slot / rule, "at_most": 0.1,
            "peer": "dateutil's rrule",
            "detail": f"{slot * 1e6:.1f} µs with holidays, rrule {rule * 1e6:.0f} µs without",
        },
    ]  # fmt: skip


def _filled(folder: Path, contacts: int, progress: Callable[[str], None]) -> Settings:
    settings = Settings(database_url=f"sqlite:///{folder}/{contacts}.sqlite3")
    database = Database(settings.database)
    schema.upgrade(database.engine)
    progress(f"tick: writing {contacts:,} contacts")
    with database.write() as session:
        _fill(session, contacts)
    database.dispose()
    return settings


def _p95s(studios: Sequence[Settings]) -> list[float]:
    """Of each; in turns, so that what else the machine does falls on all of them."""
    databases = [Database(settings.database) for settings in studios]
    took: list[list[float]] = [[] for _ in studios]
    for number in range(TICKS):
        now = MONDAY + timedelta(seconds=30 * number)
        for settings, database, seconds in zip(studios, databases, took, strict=True):
            with database.write() as session:
                begun = perf_counter()
                made = draft_due(session, settings=settings, key=b"k" * 64, now=now)
                seconds.append(perf_counter() - begun)
                assert not made
    for database in databases:
        database.dispose()
    return [sorted(seconds)[TICKS * 95 // 100] for seconds in took]


def _fill(session: Session, contacts: int) -> None:
    """Everybody weekly, in one project of twenty, each with bad news."""
    session.execute(insert(User), [_user()])
    for first in range(1, contacts + 1, PORTION):
        ids = range(first, min(first + PORTION, contacts + 1))
        projects = sorted({_project_of(n) for n in ids})
        session.execute(insert(Client), [_client(n) for n in projects])
        session.execute(insert(Project), [_project(n) for n in projects])
        session.execute(insert(Fact), [_bad_news(n) for n in projects])
        session.execute(insert(Contact), [_contact(n) for n in ids])
        session.execute(insert(Wishes), [_wishes(n) for n in ids])
        session.execute(insert(Participant), [_participant(n) for n in ids])


def _user() -> dict[str, Any]:
    return {
        "id": 1, "email": "pm@studio.example", "name": "Maya Stone", "role": Role.PM,
        "password_hash": "", "is_active": True, "session_epoch": 0, "created_at": MONDAY,
    }  # fmt: skip


def _project_of(contact: int) -> int:
    return (contact - 1) // IN_A_PROJECT + 1


def _client(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"C{number}", "created_at": MONDAY}


def _project(number: int) -> dict[str, Any]:
    return {
        "id": number, "client_id": number, "pm_id": 1, "name": f"P{number}",
        "slug": f"p{number}", "code": f"P{number}", "created_at": MONDAY,
    }  # fmt: skip


def _bad_news(number: int) -> dict[str, Any]:
    return {
        "project_id": number, "kind": FactKind.NEWS, "text": "It is late.", "source": "user:1",
        "impact": Impact.BAD, "known_at": MONDAY, "created_at": MONDAY,
    }  # fmt: skip


def _contact(number: int) -> dict[str, Any]:
    zone = ZONES[number % len(ZONES)]
    client = _project_of(number)
    return {
        "id": number, "client_id": client, "name": f"N{number}", "timezone": zone,
        "created_at": MONDAY,
    }  # fmt: skip


def _wishes(number: int) -> dict[str, Any]:
    return {
        "contact_id": number, "cadence": "weekly", "weekday": "fri", "at": time(16),
        "not_before": time(8), "length": "standard", "channel": "email", "stopped": False,
    }  # fmt: skip


def _participant(number: int) -> dict[str, Any]:
    return {
        "contact_id": number, "project_id": _project_of(number),
        "role": ParticipantRole.SPONSOR,
        "next_due_at": MONDAY + timedelta(days=3, seconds=number % 900_000),
    }  # fmt: skip


def _moments() -> Iterator[tuple[str, datetime]]:
    for number in range(2000):
        yield ZONES[number % len(ZONES)], MONDAY + timedelta(hours=number)


def _slot() -> float:
    rhythms = {
        zone: Rhythm("weekly", "fri", time(16), time(8), zone, place=place)
        for zone, place in zip(ZONES, ("GB", "US", "JP", "AU"), strict=True)
    }
    return _best(lambda: [next_slot(rhythms[zone], after=at) for zone, at in _moments()])


def _rrule() -> float:
    zones = {zone: ZoneInfo(zone) for zone in ZONES}

    def next_by_rule(zone: ZoneInfo, at: datetime) -> datetime:
        anchor = datetime.combine(at.date() - timedelta(days=300), time(16), zone)
        found: datetime = rrule(WEEKLY, byweekday=FR, dtstart=anchor).after(at)
        return found.astimezone(UTC)

    return _best(lambda: [next_by_rule(zones[zone], at) for zone, at in _moments()])


def _best(work: Callable[[], list[Any]]) -> float:
    """The seconds of each, the best of three rounds; the first one also fills what is kept."""
    took = []
    for _ in range(3):
        begun = perf_counter()
        number = len(work())
        took.append((perf_counter() - begun) / number)
    return min(took)
