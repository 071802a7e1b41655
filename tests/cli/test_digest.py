"""digest: the decisions of the review screen, from the shell."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.config import Settings
from orchestrator.dispatch.stop import why_not_now
from orchestrator.dispatch.suppression import suppress
from orchestrator.models import Approval, Database, Digest, Impact, OutboxEntry, SuppressionReason
from orchestrator.record.append import system
from tests.cli.conftest import DANA
from tests.cli.shell import Shell
from tests.factories import make_fact, make_mail

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def drafted(clock: time_machine.Traveller, studio: Shell) -> Shell:
    studio.run("update", "add", "booking", "The room calendar works on phones.")
    clock.shift(timedelta(seconds=1))
    studio.run("digest", "draft")
    return studio


@pytest.fixture
def database(tmp_path: Path, drafted: Shell) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    yield database
    database.dispose()


def test_a_draft_is_listed_and_shown(drafted: Shell) -> None:
    [row] = drafted.data("digest", "list", "--state", "drafted")
    assert (row["client"], row["project"], row["sends_at"]) == (
        "Dana Whitfield", "booking", "2026-11-27T16:00:00+00:00",
    )  # fmt: skip
    assert f"Dana Whitfield <{DANA}>" in drafted.run("digest", "show", 1).stdout
    assert drafted.run("digest", "show", 1, "--as", "html").stdout.startswith("<!DOCTYPE html>")
    assert drafted.data("digest", "list", "--state", "sent") == []


def test_a_dry_run_checks_everything_and_changes_nothing(
    drafted: Shell, database: Database
) -> None:
    before = drafted.data("record", "search")
    answer = drafted.data("digest", "approve", 1, "--dry-run")
    assert (answer["recipient"], answer["dry_run"]) == (DANA, True)
    assert drafted.data("record", "search") == before
    with database.read() as session:
        assert session.scalars(select(Approval)).all() == []


def test_an_approval_is_of_the_bytes_that_wait(drafted: Shell, database: Database) -> None:
    answer = drafted.json("digest", "approve", 1)
    assert answer["warnings"] == ["smtp_host is empty: it waits until one is set"]
    with database.read() as session:
        [entry] = session.scalars(select(OutboxEntry)).all()
        [approval] = session.scalars(select(Approval)).all()
        assert entry.sha256 == approval.sha256 == answer["data"]["sha256"]
        assert entry.due_at == datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    assert drafted.data("record", "search", "--action", "approve")[0]["actor"] != "user:1"


def test_a_second_approval_is_refused(drafted: Shell) -> None:
    drafted.run("digest", "approve", 1)
    assert "Maya Okafor approved it" in drafted.run("digest", "approve", 1, exit_code=6).stderr


def test_an_approval_of_other_words_is_refused(drafted: Shell) -> None:
    shown = drafted.data("digest", "list")[0]["revision"]
    errors = drafted.run("digest", "approve", 1, "--revision", shown - 1, exit_code=6).stderr
    assert "has changed since you looked" in errors


def test_a_mail_that_nobody_read_stops_the_approval(drafted: Shell, database: Database) -> None:
    with database.write() as session:
        make_mail(session, project_id=1, contact_id=1)
    assert "Dana wrote: read it first" in drafted.run("digest", "approve", 1, exit_code=6).stderr
    drafted.run("digest", "seen", 1)
    drafted.run("digest", "approve", 1)


def test_an_approval_can_be_undone_and_given_again(drafted: Shell) -> None:
    drafted.run("digest", "approve", 1)
    drafted.run("digest", "undo", 1)
    assert drafted.data("digest", "list")[0]["state"] == "drafted"
    drafted.run("digest", "approve", 1)
    assert drafted.data("digest", "list")[0]["state"] == "approved"


def test_holding_and_skipping_need_a_reason_and_can_be_released(drafted: Shell) -> None:
    drafted.run("digest", "hold", 1, exit_code=2)
    drafted.run("digest", "hold", 1, "--reason", "The date is not sure.")
    assert "not sure" in drafted.run("digest", "show", 1).stdout
    drafted.run("digest", "approve", 1, exit_code=6)
    drafted.run("digest", "release", 1)
    drafted.run("digest", "skip", 1, "--reason", "She is on leave.")
    assert drafted.data("digest", "list")[0]["state"] == "skipped"
    drafted.run("digest", "hold", 1, "--reason", "Too late.", exit_code=6)


def test_sending_now_asks_and_keeps_the_time_for_an_undo(
    drafted: Shell, database: Database
) -> None:
    assert "--yes" in drafted.run("digest", "send", 1, exit_code=2).stderr
    drafted.run("digest", "send", 1, "--yes")
    with database.read() as session:
        [entry] = session.scalars(select(OutboxEntry)).all()
        assert entry.due_at > NOON + timedelta(seconds=1)


def test_nothing_is_sent_in_her_night(drafted: Shell, clock: time_machine.Traveller) -> None:
    clock.move_to(NOON.replace(hour=23))
    assert "quiet time" in drafted.run("digest", "send", 1, "--yes", exit_code=6).stderr
    assert drafted.data("digest", "list")[0]["state"] == "drafted"


def test_nothing_forces_a_mail_to_an_address_that_is_barred(
    drafted: Shell, database: Database, clock: time_machine.Traveller
) -> None:
    with database.write() as session:
        suppress(
            session, DANA, SuppressionReason.COMPLAINT, source="mail:1",
            actor=system("receipts"), now=NOON,
        )  # fmt: skip
    drafted.run("digest", "send", 1, "--yes")
    with database.write() as session:
        entry = session.scalars(select(OutboxEntry)).one()
        later = entry.due_at + timedelta(minutes=1)
        settings = Settings(mail_from="updates@northwind.example")
        stop = why_not_now(session, entry, settings=settings, now=later)
        assert stop is not None
        assert "reported as spam" in stop.reason


def test_an_update_that_is_not_there_is_wrong_usage(drafted: Shell) -> None:
    for command in ("show", "approve", "undo", "release", "seen"):
        assert "update 99: there is none" in drafted.run("digest", command, 99, exit_code=2).stderr


def test_s33_heated_words_are_held_here_too_until_they_cooled_down(
    studio: Shell, clock: time_machine.Traveller
) -> None:
    studio.run("update", "add", "booking", "As I already told you, the launch depends on you.")
    clock.shift(timedelta(seconds=1))
    studio.run("digest", "draft")
    assert "from 12:10 UTC" in studio.run("digest", "approve", 1, "--dry-run", exit_code=6).stderr
    clock.shift(timedelta(minutes=5))
    assert "from 12:15 UTC" in studio.run("digest", "approve", 1, exit_code=6).stderr
    assert "from 12:15 UTC" in studio.run("digest", "send", 1, "--yes", exit_code=6).stderr
    clock.shift(timedelta(minutes=10))
    studio.run("digest", "approve", 1)


def test_u21_a_reason_lets_heated_words_go_and_stands_in_the_record(
    studio: Shell, clock: time_machine.Traveller
) -> None:
    studio.run("update", "add", "booking", "This is guaranteed to work!!!")
    clock.shift(timedelta(seconds=1))
    studio.run("digest", "draft")
    studio.set(cooldown="2 h")
    assert "from 14:00 UTC" in studio.run("digest", "approve", 1, exit_code=6).stderr
    studio.run("digest", "approve", 1, "--anyway", "The contract says so.")
    [entry] = studio.data("record", "search", "--action", "release")
    assert entry["obj"] == "digest:1"


def test_s18_u6_bad_news_that_stops_it_is_told_or_withheld_from_the_shell(
    drafted: Shell, database: Database, clock: time_machine.Traveller
) -> None:
    with database.write() as session:
        project = session.get_one(Digest, 1).project
        slips = [
            make_fact(
                session, project, text=text, impact=Impact.BAD, known_at=NOON - timedelta(days=6),
                created_at=NOON + timedelta(minutes=1),
            ).id
            for text in ("The shop was down.", "The camera broke.")
        ]  # fmt: skip
    first, second = (f"fact:{each}" for each in slips)
    shown = drafted.run("digest", "show", 1).stdout
    assert "2 pieces of bad news are known to us and not told" in shown
    assert f"{first}" in shown
    refused = drafted.run("digest", "approve", 1, exit_code=6)
    assert "known to us and not told" in refused.stderr
    drafted.run("digest", "tell", 1, first)
    drafted.run("digest", "withhold", 1, second, "--reason", "Told by phone.")
    shown = drafted.run("digest", "show", 1).stdout
    assert "The shop was down." in shown
    assert "The camera broke." not in shown
    drafted.run("digest", "approve", 1, "--dry-run")
