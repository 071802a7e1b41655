"""The record: kept with the change or not at all, chained, and guarded by the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
import json
import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from orchestrator.models import AuditDetail, AuditEntry, AuditEraseTicket, Database
from orchestrator.record.append import Action, Actor, Entry, record, record_all
from orchestrator.record.chain import canonical, commitment, entry_hash
from orchestrator.record.verify import verify

MAYA = Actor("user:1", "web")


def note(database: Database, now: datetime, **details: str) -> int:
    with database.write() as session:
        return record(session, Action.LOGIN, "user:1", actor=MAYA, now=now, details=details)


def test_an_entry_has_the_fields_of_its_form_and_no_personal_word(
    database: Database, now: datetime
) -> None:
    note(database, now, address="dana@harborlane.example")
    with database.read() as session:
        entry = session.scalars(select(AuditEntry)).one()
        fields = json.loads(entry.line)
        assert set(fields) == {"v", "seq", "ts", "actor", "via", "action", "obj", "c", "prev"}
        assert (fields["seq"], fields["prev"]) == (1, "0" * 64)
        assert fields["ts"] == int(now.timestamp() * 1_000_000)
        assert b"dana" not in entry.line
        detail = session.scalars(select(AuditDetail)).one()
        assert len(detail.salt) == 16
        value = json.loads(detail.value)
        assert fields["c"]["address"] == commitment(detail.salt, "address", value)


def test_the_same_value_has_another_commitment_each_time(database: Database, now: datetime) -> None:
    for _ in range(2):
        note(database, now, address="dana@harborlane.example")
    with database.read() as session:
        lines = [json.loads(line) for line in session.scalars(select(AuditEntry.line))]
    assert lines[0]["c"] != lines[1]["c"]


def test_what_is_rolled_back_leaves_no_entry_and_no_gap(database: Database, now: datetime) -> None:
    note(database, now)

    with database.write() as session:
        record(session, Action.LOGIN, "user:1", actor=MAYA, now=now)
        session.rollback()
    assert note(database, now) == 2


def test_time_never_goes_back(database: Database, now: datetime) -> None:
    note(database, now)
    note(database, now - timedelta(days=1))
    with database.read() as session:
        first, second = session.scalars(select(AuditEntry.ts).order_by(AuditEntry.seq))
        assert second == first
        assert verify(session).problems == []


def test_many_writers_make_one_chain_without_gaps(database: Database, now: datetime) -> None:
    writers, each = 4, 15
    start = threading.Barrier(writers)

    def write() -> None:
        start.wait()
        for _ in range(each):
            note(database, now, word="x")

    with ThreadPoolExecutor(writers) as pool:
        for job in [pool.submit(write) for _ in range(writers)]:
            job.result()
    with database.read() as session:
        assert session.scalar(select(func.max(AuditEntry.seq))) == writers * each
        verdict = verify(session)
        assert (verdict.entries, verdict.problems) == (writers * each, [])


def test_a_batch_is_chained_like_single_entries(database: Database, now: datetime) -> None:
    with database.write() as session:
        entries = [Entry(Action.INGEST, f"mail:{n}", extra={"n": n}) for n in range(3)]
        assert record_all(session, entries, actor=MAYA, now=now) == 3
    with database.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
        assert [bytes(row.prev) for row in rows[1:]] == [bytes(row.hash) for row in rows[:-1]]
        assert all(entry_hash(row.line) == row.hash for row in rows)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'view' WHERE seq = 1",
        "DELETE FROM audit_entry WHERE seq = 2",
        "UPDATE audit_detail SET value = '1'",
        "DELETE FROM audit_detail",
        "INSERT INTO audit_entry SELECT 9, line, prev, hash, ts, action, obj, project_id"
        " FROM audit_entry WHERE seq = 2",
    ],
)
def test_the_database_itself_refuses_to_change_the_record(
    database: Database, now: datetime, statement: str
) -> None:
    note(database, now, word="x")
    note(database, now, word="y")
    with pytest.raises(DBAPIError, match=r"append-only|erase entry|out of order"):  # noqa: SIM117
        with database.write() as session:
            session.execute(text(statement))


def test_a_detail_can_go_once_an_erase_entry_explains_it(database: Database, now: datetime) -> None:
    seq = note(database, now, address="dana@harborlane.example")
    with database.write() as session:
        entry = record(
            session,
            Action.ERASE,
            f"audit:{seq}",
            actor=MAYA,
            now=now,
            targets=[[seq, "address"]],
            basis="gdpr-17",
        )
        session.add(AuditEraseTicket(seq=seq, name="address", entry=entry))
        session.flush()
        session.execute(text("DELETE FROM audit_detail"))
    with database.read() as session:
        assert verify(session).problems == []


def test_the_canonical_form_is_one_form() -> None:
    assert (
        canonical({"b": [1, True, None], "a": "schön"})
        == '{"a":"schön","b":[1,true,null]}'.encode()
    )
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))
