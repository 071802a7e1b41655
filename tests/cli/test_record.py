"""record: verify judges or says that it cannot; show and search read."""

import json
from pathlib import Path
import sqlite3

import pytest

from tests.cli.shell import Shell


def alter(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "orchestrator.sqlite3")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def verdict(shell: Shell, *words: object, exit_code: int) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        shell.run("record", "verify", *words, exit_code=exit_code).stdout
    )
    assert list(found) == ["ok", "entries", "checkpoints", "problems"]
    return found


def test_a_whole_record_is_ok(studio: Shell) -> None:
    assert verdict(studio, exit_code=0)["problems"] == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET line = replace(line, '\"cli\"', '\"web\"') WHERE seq = 3",
        "UPDATE audit_entry SET hash = 'x' WHERE seq = 3",
        "UPDATE audit_entry SET prev = 'x' WHERE seq = 3",
        'UPDATE audit_entry SET line = CAST(\'{"c": [], "obj": 1}\' AS BLOB) WHERE seq = 3',
        "UPDATE audit_entry SET line = CAST('[1]' AS BLOB) WHERE seq = 3",
        "UPDATE audit_entry SET line = x'ff' WHERE seq = 3",
        "UPDATE audit_detail SET salt = 'x'",
        "UPDATE audit_detail SET value = 7",
        "DELETE FROM audit_entry WHERE seq = 3",
        "DELETE FROM audit_detail WHERE seq = (SELECT min(seq) FROM audit_detail)",
        "UPDATE audit_detail SET value = '\"x\"'",
        "UPDATE audit_entry SET obj = 'user:9' WHERE action = 'role_change'",
    ],
)
def test_what_was_tampered_with_is_exit_7(studio: Shell, tmp_path: Path, statement: str) -> None:
    alter(tmp_path / "data", statement)
    found = verdict(studio, exit_code=7)
    assert found["ok"] is False
    assert found["problems"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE raw_mail SET content = CAST(content AS TEXT)",
        "UPDATE raw_mail SET content = x'00'",
        "DELETE FROM raw_mail",
        "UPDATE outbox SET content = CAST(content AS TEXT)",
        "UPDATE outbox SET content = x'00'",
    ],
)
def test_what_came_and_what_went_is_judged_too(
    studio: Shell, tmp_path: Path, statement: str
) -> None:
    studio.run("update", "add", "booking", "The room calendar works on phones.")
    studio.run("digest", "draft")
    studio.run("digest", "approve", 1)
    (tmp_path / "in.eml").write_bytes(b"From: dana@harbor.example\n\nThe photos look lovely.\n")
    studio.run("mail", "import", tmp_path / "in.eml")
    verdict(studio, exit_code=0)
    alter(tmp_path / "data", "PRAGMA foreign_keys = OFF", statement)
    assert verdict(studio, exit_code=7)["problems"]


def test_another_folder_is_judged_by_its_own_database(studio: Shell, tmp_path: Path) -> None:
    other = tmp_path / "restored"
    other.mkdir()
    (other / "orchestrator.sqlite3").write_bytes(
        (tmp_path / "data" / "orchestrator.sqlite3").read_bytes()
    )
    alter(other, "DELETE FROM audit_entry WHERE seq = 3")
    studio.set(database_url=f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    verdict(studio, exit_code=0)
    verdict(studio, other, exit_code=7)


def test_what_cannot_be_judged_is_never_ok(shell: Shell, tmp_path: Path) -> None:
    empty, text, foreign = (tmp_path / name for name in ("empty", "text", "foreign"))
    for folder in (empty, text, foreign):
        folder.mkdir()
    (text / "orchestrator.sqlite3").write_text("not a database at all")
    connection = sqlite3.connect(foreign / "orchestrator.sqlite3")
    connection.execute("CREATE TABLE songs (name)")
    connection.close()
    for folder in (tmp_path / "nowhere", empty, text, foreign):
        done = shell.run("record", "verify", folder, exit_code=2)
        assert "cannot judge" in done.stderr
        assert done.stdout == ""
    assert list(empty.iterdir()) == []


def test_a_database_without_its_schema_mark_cannot_be_judged(studio: Shell, tmp_path: Path) -> None:
    alter(tmp_path / "data", "DELETE FROM alembic_version")
    assert "cannot judge" in studio.run("record", "verify", exit_code=2).stderr


def test_text_that_is_no_text_cannot_be_judged(studio: Shell, tmp_path: Path) -> None:
    alter(tmp_path / "data", "UPDATE audit_detail SET value = CAST(x'ff' AS TEXT)")
    assert "cannot judge" in studio.run("record", "verify", exit_code=2).stderr


def test_a_database_that_does_not_answer_is_exit_4(shell: Shell) -> None:
    shell.set(database_url="postgresql://nobody@127.0.0.1:1/none")
    assert "cannot judge" in shell.run("record", "verify", exit_code=4).stderr


def test_an_entry_is_shown_with_its_details(studio: Shell) -> None:
    [entry] = studio.data("record", "search", "--object", "client:1")
    shown = studio.data("record", "show", entry["seq"])
    assert shown["details"] == {"name": "Harbor & Lane"}
    assert "Harbor & Lane" in studio.run("record", "show", entry["seq"]).stdout
    assert "there is none" in studio.run("record", "show", 999, exit_code=2).stderr


def test_a_search_finds_by_action_and_keeps_the_newest(studio: Shell) -> None:
    actions = [entry["action"] for entry in studio.data("record", "search")]
    assert actions[-1] == "project_change"
    assert [e["action"] for e in studio.data("record", "search", "--limit", 1)] == actions[-1:]
    assert studio.data("record", "search", "--action", "send_result") == []
    studio.run("record", "search", "--action", "nonsense", exit_code=2)
