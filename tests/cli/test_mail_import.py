"""mail import: files become stored, threaded, filed mail, once."""

from datetime import UTC, datetime, timedelta
from functools import partial
import gzip
import json
import mailbox
import os
from pathlib import Path
import re
import signal
import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.cli.mail_files import KEPT_BYTES, read_mails
from orchestrator.cli.mail_progress import progress
from orchestrator.models import (
    Contact,
    Database,
    Mail,
    MailState,
    Quarantine,
    Reading,
    Thread,
)
from tests.cli.conftest import DANA, PM
from tests.cli.shell import Shell
from tests.waiting import wait_until

LONG_AGO = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)


def raw(number: int, *, sender: str = DANA, words: str = "Lovely.", **fields: str) -> bytes:
    header = {
        "From": sender,
        "To": "hello@northwind.example",
        "Subject": "Photos",
        "Date": f"{LONG_AGO + timedelta(days=number):%a, %d %b %Y %H:%M:%S +0000}",
        "Message-ID": f"<{number}@harbor.example>",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in header.items()]
    return "\r\n".join([*lines, "", f"{words} {number}", ""]).encode()


def folder_of(folder: Path, *contents: bytes) -> Path:
    folder.mkdir()
    for number, content in enumerate(contents):
        (folder / f"{number:04d}.eml").write_bytes(content)
    return folder


def imported(shell: Shell, *words: object, exit_code: int = 0) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(
        shell.run("mail", "import", *words, exit_code=exit_code).stdout
    )
    return summary


@pytest.fixture
def database(tmp_path: Path, studio: Shell) -> Database:
    return Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")


def mails(database: Database) -> list[Mail]:
    with database.read() as session:
        found = list(session.scalars(select(Mail).order_by(Mail.id)))
        session.expunge_all()
    database.dispose()
    return found


@pytest.mark.parametrize("kind", ["mbox", "maildir", "eml"])
def test_every_kind_of_folder_is_read_once(
    studio: Shell, database: Database, tmp_path: Path, kind: str
) -> None:
    contents = [raw(number) for number in range(3)]
    path = tmp_path / kind
    if kind == "eml":
        folder_of(path, *contents)
    else:
        box: Any = mailbox.mbox(path) if kind == "mbox" else mailbox.Maildir(path)
        for content in contents:
            box.add(content)
        box.close()
    first = imported(studio, path)
    assert (first["read"], first["new"], first["filed"], first["bad"]) == (3, 3, 3, [])
    second = imported(studio, path)
    assert (second["read"], second["new"], second["known"]) == (3, 0, 3)
    assert len(mails(database)) == 3


def test_one_bad_mail_is_listed_and_kept_and_the_rest_is_in(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    contents = [raw(number) for number in range(1000)]
    contents[810] = b""
    folder = folder_of(tmp_path / "eml", *contents)
    summary = imported(studio, folder, exit_code=5)
    assert (summary["read"], summary["new"], summary["filed"]) == (1000, 1000, 999)
    [bad] = summary["bad"]
    assert (bad["position"], bad["reason"]) == (811, "empty")
    with database.read() as session:
        assert session.scalars(select(Quarantine.mail_id)).all() == [bad["mail"]]
    database.dispose()
    assert imported(studio, folder)["new"] == 0
    assert '"ok": true' in studio.run("record", "verify").stdout


def test_the_same_mail_twice_in_one_file_is_one(studio: Shell, tmp_path: Path) -> None:
    summary = imported(studio, folder_of(tmp_path / "eml", raw(1), raw(1), raw(2)))
    assert (summary["read"], summary["new"], summary["known"]) == (3, 2, 1)


def test_large_mails_share_no_transaction(
    studio: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestrator.cli.mail_import.BATCH_BYTES", 10)
    assert imported(studio, folder_of(tmp_path / "eml", raw(1), raw(2), raw(3)))["new"] == 3


def test_dates_and_directions_come_from_the_header(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    contents = (
        raw(1),
        raw(2, sender=PM, To=DANA),
        raw(3, sender="updates@northwind.example", To=DANA),
        raw(4, Date="99 Foo"),
        raw(5, Date="Thu, 01 Jan 2099 10:00:00 +0000"),
    )
    imported(studio, folder_of(tmp_path / "eml", *contents))
    found = mails(database)
    assert [mail.direction.value for mail in found] == ["in", "out", "out", "in", "in"]
    assert found[0].received_at == LONG_AGO + timedelta(days=1)
    now = datetime.now(UTC)
    assert all(now - timedelta(hours=1) < mail.received_at <= now for mail in found[3:])


def test_a_project_takes_what_nothing_else_places(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    studio.run("client", "contact", "Harbor & Lane", "--contact", "Ann Lee <ann@harbor.example>")
    studio.run("client", "add", "Quay", "--contact", "Idris Bell <idris@quay.example>")
    contents = (
        raw(1),
        raw(2, sender="ann@harbor.example"),
        raw(3, sender="idris@quay.example"),
        raw(4, sender="stranger@elsewhere.example"),
    )
    folder = folder_of(tmp_path / "eml", *contents)
    summary = imported(studio, folder, "--project", "booking")
    assert (summary["filed"], summary["undecided"]) == (2, 2)
    found = {mail.from_address: mail for mail in mails(database)}
    assert found[DANA].filed_by == "the sender's only open project"
    assert found["ann@harbor.example"].filed_by.startswith("decided by operator:")
    assert found["ann@harbor.example"].state is MailState.READ
    assert found["idris@quay.example"].project_id is None
    assert "did you mean booking?" in studio.run(
        "mail", "import", folder, "--project", "bookin", exit_code=2
    ).stderr  # fmt: skip


def test_replies_are_joined_to_their_parents_in_any_order(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    contents = (
        raw(2, In_Reply_To="<1@harbor.example>", References="<1@harbor.example>"),
        raw(1),
        raw(3),
    )
    imported(studio, folder_of(tmp_path / "eml", *contents))
    with database.read() as session:
        assert session.scalar(select(func.count(Thread.id))) == 2
    database.dispose()


def test_history_is_read_but_neither_answered_nor_obeyed(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    old = raw(1, words="Please stop sending these mails. Unsubscribe me.\r\n\r\nstop\r\n\r\n")
    imported(studio, folder_of(tmp_path / "eml", old, raw(2, words="monthly")))
    flow.engage()
    with database.read() as session:
        readings = session.scalars(select(Reading).order_by(Reading.mail_id)).all()
        assert readings[0].found["stop"] is True
        assert [reading.acknowledge for reading in readings] == [False, False]
        assert all(reading.applied_at for reading in readings)
        wishes = session.get_one(Contact, 1).wishes
        assert (wishes.stopped, wishes.cadence) == (False, "weekly")
    database.dispose()


def test_a_path_without_mail_is_wrong_usage(studio: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("no mail in here\n")
    for name in ("empty", "notes.txt", "nowhere"):
        studio.run("mail", "import", tmp_path / name, exit_code=2)


def mbox_of(path: Path, *contents: bytes, quote: bool = True) -> Path:
    """An mbox as mboxrd writes it, with the line ends of a file."""
    with path.open("wb") as file:
        for content in contents:
            text = content.replace(b"\r\n", b"\n")
            file.write(b"From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n")
            file.write(re.sub(rb"(?m)^(>*From )", rb">\1", text) if quote else text)
            file.write(b"\n")
    return path


def test_lines_that_begin_with_from_stay_in_their_mail(tmp_path: Path) -> None:
    words = (
        "From here on we go.\r\n>From there.\r\n\r\nFrom 9:00 to 17:00 on 23 Nov we are open.\r\n"
    )
    contents = [raw(1, words=words), raw(2), raw(3, words="End")]
    found = list(read_mails(mbox_of(tmp_path / "rd.mbox", *contents)))
    assert found == [content.replace(b"\r\n", b"\n") for content in contents]
    # Written by a program that quotes nothing, a sentence is still no separator.
    words = (
        "From here on we go.\r\n\r\nFrom Monday to Friday.\r\n\r\n"
        "From 10:00 on 18 November 2026 we are closed.\r\n"
    )
    unquoted = raw(1, words=words)
    assert len(list(read_mails(mbox_of(tmp_path / "cl.mbox", unquoted, raw(2), quote=False)))) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"From ann@harbor.example Mon Nov 23 09:00:00 2026",
        b"From - Mon Nov 23 09:00:00 2026",
        b"From 1790000000000000000@xxx Mon Nov 23 09:00:00 +0000 2026",
        b"From ann@harbor.example  Mon Nov  2 09:00 2026",
        b"From MAILER-DAEMON Mon Nov 23 09:00:00 2026\r",
        b"From ann at harbor.example  Mon Nov 23 09:00:00 2026",
        b"From ann@harbor.example Mon Nov 23 09:00:00 CET 2026",
        b"From ann@harbor.example Mon Nov 23 09:00:00 2026 +0100",
        b"From ann@harbor.example Mon, 23 Nov 2026 09:00:00 +0100",
    ],
)
def test_separators_of_many_programs_are_known(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "some.mbox"
    end = b"\r\n" if line.endswith(b"\r") else b"\n"
    mails = [raw(number).replace(b"\r\n", end) for number in range(3)]
    path.write_bytes(b"".join(line.rstrip(b"\r") + end + mail + end for mail in mails))
    assert list(read_mails(path)) == mails


def test_text_before_the_first_mail_is_listed(studio: Shell, tmp_path: Path) -> None:
    path = mbox_of(tmp_path / "a.mbox", raw(1), raw(2))
    mails = path.read_bytes()
    path.write_bytes(b"\n\n" + mails)
    assert imported(studio, path)["new"] == 2
    path.write_bytes(b"Subject: half of a mail\n\nSee you.\n\n" + mails)
    summary = imported(studio, path, exit_code=5)
    assert summary["known"] == 2
    assert summary["bad"] == [
        {
            "position": 1,
            "place": "before mail 1",
            "mail": None,
            "reason": "text before the first From line",
        }
    ]


def test_a_packed_archive_is_read_as_far_as_it_goes(studio: Shell, tmp_path: Path) -> None:
    plain = mbox_of(tmp_path / "a.mbox", *(raw(number) for number in range(400)))
    packed = tmp_path / "a.mbox.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert imported(studio, packed)["new"] == 400
    assert imported(studio, plain)["new"] == 0
    packed.write_bytes(packed.read_bytes()[:-2000])
    summary = imported(studio, packed, exit_code=5)
    assert summary["new"] == 0
    [bad] = summary["bad"]
    assert bad["reason"].startswith("unreadable: ")


def test_a_file_that_cannot_be_opened_is_listed(studio: Shell, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "eml", raw(1), raw(2))
    (folder / "0001a.eml").mkdir()
    summary = imported(studio, folder, exit_code=5)
    assert (summary["read"], summary["new"], summary["filed"]) == (3, 2, 2)
    assert summary["bad"] == [
        {
            "position": 3,
            "place": "0001a.eml",
            "mail": None,
            "reason": "unreadable: no regular file",
        }
    ]


def test_the_folders_of_a_maildir_are_read_too(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(raw(1))
    box.add_folder("Sent").add(raw(2, sender=PM, To=DANA))
    box.add_folder("Sent.2024").add(raw(3, sender=PM, To=DANA))
    assert imported(studio, tmp_path / "box")["new"] == 3
    assert [mail.direction.value for mail in mails(database)] == ["in", "out", "out"]


@pytest.mark.parametrize("kind", ["eml", "maildir"])
def test_a_pipe_among_the_mails_is_not_waited_for(studio: Shell, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "cur" if kind == "maildir" else tmp_path / "eml"
    os.mkfifo(folder_of(folder, raw(1)) / "pipe.eml")
    summary = imported(studio, folder.parent if kind == "maildir" else folder, exit_code=5)
    assert summary["new"] == 1
    [bad] = summary["bad"]
    assert bad["place"].endswith("pipe.eml")
    assert bad["reason"] == "unreadable: no regular file"


def test_a_dry_run_says_the_same_and_stores_nothing(
    studio: Shell, database: Database, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "eml", raw(1), b"", raw(2), raw(2))
    dry = imported(studio, folder, "--dry-run", exit_code=5)
    assert mails(database) == []
    real = imported(studio, folder, exit_code=5)
    for key in ("read", "new", "known"):
        assert dry[key] == real[key]
    assert [each["reason"] for each in dry["bad"]] == [each["reason"] for each in real["bad"]]
    again = imported(studio, folder, "--dry-run")
    assert (again["new"], again["known"], again["bad"]) == (0, 4, [])


def test_a_mail_without_end_is_refused_and_takes_no_memory(studio: Shell, tmp_path: Path) -> None:
    path = mbox_of(tmp_path / "a.mbox", raw(1))
    with path.open("ab") as file:
        file.write(b"From x Mon Nov 23 09:00:00 2026\nFrom: dana@harbor.example\n\n")
        for _ in range(60):
            file.write(b"x" * 1_000_000)
        file.write(b"\n\n")
    mbox_of(tmp_path / "b.mbox", raw(2))
    path.write_bytes(path.read_bytes() + (tmp_path / "b.mbox").read_bytes())
    assert max(len(content) for content in read_mails(path)) < KEPT_BYTES + 100_000
    summary = imported(studio, path, exit_code=5)
    assert (summary["read"], summary["filed"]) == (3, 2)
    [bad] = summary["bad"]
    assert (bad["place"], bad["reason"].partition(":")[0]) == ("mail 2", "too_large")


def test_killed_half_way_it_goes_on(studio: Shell, database: Database, tmp_path: Path) -> None:
    count = 1500
    contents = [raw(number) for number in range(count)]
    contents[-10] = b""
    path = mbox_of(tmp_path / "a.mbox", *contents)
    command = [sys.executable, "-m", "orchestrator", "mail", "import", str(path)]
    killed = 0
    for stored in (200, 700):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE)
        with process:
            wait_until(partial(_has_stored, database, stored))
            process.kill()
        killed += process.returncode == -signal.SIGKILL
        assert stored <= _count(database) < count
    assert killed == 2
    before = _count(database)
    summary = imported(studio, path, "--project", "booking", exit_code=5)
    assert (summary["read"], summary["new"], summary["known"]) == (count, count - before, before)
    assert len(summary["bad"]) == 1
    with database.read() as session:
        states = session.execute(select(Mail.state, func.count()).group_by(Mail.state)).all()
    assert dict(states) == {MailState.READ: count - 1, MailState.QUARANTINED: 1}  # type: ignore[arg-type]
    database.dispose()
    assert imported(studio, path)["new"] == 0
    assert '"ok": true' in studio.run("record", "verify").stdout


def _has_stored(database: Database, count: int) -> bool:
    return _count(database) >= count


def _count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count(Mail.id))) or 0


def test_lines_for_a_log_and_a_bar_for_a_person(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestrator.cli.mail_progress.SAY_EVERY_SECONDS", 0.0)
    with progress(1000) as say:
        say(250, read=50, new=40)
    assert re.search(r"^50 read, 40 new, .*/s, 25%, about .* s left$", capsys.readouterr().err)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    with progress(1000) as say:
        say(250, read=50, new=40)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "50 read, 40 new" in shown
    assert "━" in shown
    assert re.search(r"\d:\d\d|-:--", shown)
