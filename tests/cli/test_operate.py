"""init, config, db and template, from a folder that does not exist."""

from pathlib import Path
import shutil
import sqlite3

import pytest
from sqlalchemy import text

from orchestrator.config import described, resource
from orchestrator.models import Database
from tests.cli.shell import Shell


def test_init_makes_everything_and_a_second_run_changes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    made = shell.data("init")
    assert set(made.values()) == {True}
    before = files(tmp_path / "data")
    assert set(shell.data("init").values()) == {False}
    assert files(tmp_path / "data") == before


def test_init_tells_what_comes_next_by_commands_that_exist(shell: Shell) -> None:
    words = shell.run("init").stdout
    named = [
        line.partition("orchestrator ")[2]
        for line in words.splitlines()
        if line[2:4] in "2. 3. 4. 5."
    ]
    commands = [" ".join(line.split()[:2]) for line in named if line]
    assert "user add" in commands
    for command in commands:
        shell.run(*command.split(), "--help")


def test_only_the_owner_reads_keys_and_settings(shell: Shell, tmp_path: Path) -> None:
    shell.run("init")
    private = [*(tmp_path / "data" / "keys").iterdir(), tmp_path / "data" / "orchestrator.toml"]
    assert len(private) == 3
    assert {path.stat().st_mode & 0o077 for path in private} == {0}


def test_the_settings_file_names_every_setting_and_each_can_be_switched_on(
    shell: Shell, tmp_path: Path
) -> None:
    shell.run("init")
    path = tmp_path / "data" / "orchestrator.toml"
    names = [name for name, _, _ in described() if name != "data"]
    lines = path.read_text().splitlines()
    off = [line for line in lines if line.startswith(tuple(f"# {name} = " for name in names))]
    assert len(off) == len(names)
    before = shell.data("config", "show")
    path.write_text("\n".join(line.removeprefix("# ") for line in off))
    assert shell.data("config", "show") == before


def test_keys_that_are_lost_are_not_replaced(shell: Shell, tmp_path: Path) -> None:
    shell.run("init")
    shutil.rmtree(tmp_path / "data" / "keys")
    assert "put them back" in shell.run("init", exit_code=3).stderr
    assert not (tmp_path / "data" / "keys").exists()


def test_the_keys_of_another_database_are_refused(shell: Shell, tmp_path: Path) -> None:
    shell.run("init")
    shell.set(data=tmp_path / "other")
    shell.run("init")
    shutil.copytree(tmp_path / "data" / "keys", tmp_path / "other" / "keys", dirs_exist_ok=True)
    assert "does not fit this database" in shell.run("user", "list", exit_code=3).stderr
    assert "does not fit" in shell.run("init", exit_code=3).stderr


def test_a_command_before_init_names_init_and_makes_no_file(shell: Shell, tmp_path: Path) -> None:
    assert "orchestrator init" in shell.run("user", "list", exit_code=3).stderr
    assert not (tmp_path / "data").exists()


def test_an_error_in_json_is_in_the_envelope(shell: Shell) -> None:
    envelope = shell.json("user", "list", exit_code=3)
    assert envelope["ok"] is False
    assert "orchestrator init" in envelope["error"]


def test_every_wrong_setting_is_named_at_once(shell: Shell) -> None:
    shell.set(timezone="Europe/Viena", imap_hots="x", sweep_every="9 minuts")
    errors = shell.run("config", "check", exit_code=3).stderr
    assert "Europe/Vienna" in errors
    assert "IMAP_HOTS: unknown setting" in errors
    assert "9 minuts" in errors


def test_config_show_hides_the_password(shell: Shell) -> None:
    shell.set(smtp_password="s3cret-of-the-relay")
    assert shell.data("config", "show")["smtp_password"] == "(hidden)"
    assert "s3cret" not in shell.run("config", "show").stdout


def test_a_database_that_does_not_answer_is_exit_4(shell: Shell) -> None:
    shell.set(database_url="postgresql://nobody@127.0.0.1:1/none")
    assert "database:" in shell.run("init", exit_code=4).stderr
    shell.run("db", "status", exit_code=4)


def test_either_database_is_set_up_filled_and_judged(
    shell: Shell, database_url: str, tmp_path: Path
) -> None:
    shell.set(database_url=database_url)
    shell.run("init")
    assert shell.data("template", "list")["welcome"] == "approved"
    assert shell.data("db", "upgrade")["changed"] is False
    (tmp_path / "one.eml").write_bytes(b"From: dana@harbor.example\n\nLovely.\n")
    assert '"new": 1' in shell.run("mail", "import", tmp_path / "one.eml").stdout
    assert '"ok": true' in shell.run("record", "verify").stdout
    states = {c["name"]: c["state"] for c in shell.json("doctor", exit_code=4)["data"]}
    assert (states["Database"], states["Record chain"]) == ("ok", "ok")
    if database_url.startswith("postgresql"):
        errors = shell.run("db", "backup", tmp_path / "copy", exit_code=2).stderr
        assert "pg_dump" in errors


@pytest.mark.parametrize(
    ("revision", "words"), [("20990101_0000", "newer"), (None, "orchestrator db upgrade")]
)
def test_another_schema_is_refused(
    shell: Shell, tmp_path: Path, revision: str | None, words: str
) -> None:
    shell.run("init")
    statement = (
        text("UPDATE alembic_version SET version_num = :it") if revision
        else text("DELETE FROM alembic_version WHERE :it IS NULL")
    )  # fmt: skip
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.write() as session:
        session.execute(statement, {"it": revision})
    database.dispose()
    assert words in shell.run("user", "list", exit_code=3).stderr
    shell.run("db", "backup", tmp_path / "before-the-upgrade.sqlite3")


def test_a_backup_is_a_database_that_opens(studio: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "data.sqlite3"
    assert "no such folder" in studio.run("db", "backup", copy, exit_code=2).stderr
    copy.parent.mkdir()
    studio.run("db", "backup", copy)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert copy.stat().st_mode & 0o077 == 0
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT name FROM client").fetchall() == [("Harbor & Lane",)]
    connection.close()
    assert "exists already" in studio.run("db", "backup", copy, exit_code=2).stderr


def test_an_edited_template_waits_for_a_new_approval(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run("init")
    edited = tmp_path / "mail_templates"
    shutil.copytree(resource("mail_templates"), edited)
    monkeypatch.setattr("orchestrator.rendering.resource", lambda name: tmp_path / name)
    with (edited / "paused" / "body.txt").open("a") as file:
        file.write("P.S.\n")
    states = shell.data("template", "list")
    assert (states["paused"], states["welcome"]) == ("edited since", "approved")
    assert shell.data("init")["templates"] is False
    assert shell.data("template", "list")["paused"] == "edited since"
    shell.run("template", "approve", "paused")
    assert shell.data("template", "list")["paused"] == "approved"


def test_a_revoked_approval_can_be_given_again_and_both_are_recorded(shell: Shell) -> None:
    shell.run("init")
    shell.run("template", "revoke", "welcome")
    assert shell.data("template", "list")["welcome"] == "revoked"
    shell.run("template", "approve", "welcome")
    assert shell.data("template", "list")["welcome"] == "approved"
    entries = shell.data("record", "search", "--object", "template:welcome")
    assert [entry["given"] for entry in entries] == [True, False, True]
    assert "there is none" in shell.run("template", "approve", "nonsense", exit_code=2).stderr


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the ones that SQLite makes while somebody reads."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_config_show_hides_a_password_in_a_url(shell: Shell) -> None:
    shell.set(redis_url="redis://:sesame@127.0.0.1:6379/0")
    shown = shell.data("config", "show")["redis_url"]
    assert shown == "redis://:(hidden)@127.0.0.1:6379/0"
