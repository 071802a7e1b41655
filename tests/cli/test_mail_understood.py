"""`mail parse` for people: where a mail would be filed, and what its answers would do."""

from pathlib import Path

from click.testing import CliRunner
import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.cli import mail_understood
from orchestrator.cli.common import Service
from orchestrator.cli.mail import mail
from orchestrator.models import Ask, Base
from orchestrator.record.append import Actor
from tests.cli.conftest import DANA as PERSON
from tests.cli.shell import Shell
from tests.desk import DANA, Desk, open_desk
from tests.mails import gmail_reply, raw_mail

WORDS = "1B\n2 no, too expensive\nPlease pause until 3 January. This is annoying."


@pytest.fixture
def desk(parts: flow.Parts, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = open_desk(parts)
    me = Actor("operator:test", "cli")
    service = Service(parts.settings, parts.database, parts.key, me, desk.now)
    monkeypatch.setattr(mail_understood, "open_service", lambda: service)
    return desk


def view(path: Path, content: bytes) -> dict[str, str]:
    """What is shown, by the names of the rows."""
    path.write_bytes(content)
    result = CliRunner().invoke(mail, ["parse", str(path)], catch_exceptions=False)
    assert result.exit_code == 0
    table, _, _ = result.stdout.partition("\n\n")
    rows: dict[str, str] = {}
    name = ""
    for line in table.splitlines():
        name = line[:9].strip() or name
        rows[name] = "\n".join(filter(None, [rows.get(name, ""), line[10:]]))
    return rows


def test_a_reply_is_matched_by_its_address_and_its_answers_say_what_they_would_do(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.parts.database.write() as session:
        session.get_one(Ask, 2).settles = "scope"
    to = str(desk.update["Reply-To"])
    quoted = gmail_reply(WORDS, "Dana", "1. Which?\n2. Publish the price list?")
    shown = view(tmp_path / "reply.eml", raw_mail(quoted, sender=DANA, to=to, sent_at=desk.now))
    assert shown["Sender"].startswith("Dana Whitfield; Our mail server confirmed")
    assert shown["Matches"] == "update 1, Booking site relaunch   (reply token)"
    assert shown["Answers"].splitlines() == [
        '1 -> B  Your bank\'s terminal "B"   exact, counts at once',
        '2 -> no "no, too expensive"   exact, waits: it settles scope',
    ]
    assert (shown["Pulse"], shown["Wishes"]) == ("none", "pause until 2027-01-03")
    assert shown["Mood"].startswith("Unhappy   because “")


def test_our_message_id_matches_and_what_nobody_vouches_for_waits(
    desk: Desk, tmp_path: Path
) -> None:
    content = raw_mail("1A", sender=DANA, proven=False, In_Reply_To=str(desk.update["Message-ID"]))
    shown = view(tmp_path / "reply.eml", content)
    assert shown["Matches"] == "update 1, Booking site relaunch   (answers our message)"
    assert shown["Answers"].endswith("exact, waits: it did not come through her own reply address")


def test_a_strangers_mail_matches_nothing_and_nothing_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    def rows() -> list[int | None]:
        with desk.parts.database.read() as session:
            tables = Base.metadata.sorted_tables
            return [session.scalar(select(func.count()).select_from(each)) for each in tables]

    before = rows()
    to = str(desk.update["Reply-To"])
    shown = view(tmp_path / "a.eml", raw_mail("1A", sender="eve@elsewhere.example", to=to))
    assert shown["Sender"].startswith("nobody we know; ")
    assert shown["Matches"] == "no project: it would wait among the undecided"
    assert shown["Answers"] == "none: it answers no update with questions"
    view(tmp_path / "b.eml", raw_mail("stop", sender=DANA, to=to))
    assert rows() == before


def test_the_configured_database_is_looked_into(studio: Shell, tmp_path: Path) -> None:
    path = tmp_path / "reply.eml"
    path.write_bytes(raw_mail("Mondays please", sender=PERSON))
    output = studio.run("mail", "parse", path).stdout
    assert "Matches   Booking site   (the sender's only open project)" in output
    assert "Wishes    weekday mon" in output


def test_without_a_database_it_says_what_can_be_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORCHESTRATOR_DATA", str(tmp_path / "nothing"))
    monkeypatch.delenv("ORCHESTRATOR_DATABASE", raising=False)
    shown = view(tmp_path / "reply.eml", raw_mail("4/5\nweekly please", sender=DANA))
    assert shown["Matches"].startswith("not looked up: ")
    assert "orchestrator init" in shown["Matches"]
    assert "without the questions" in shown["Answers"]
    assert (shown["Pulse"], shown["Wishes"]) == ("4 of 5", "cadence weekly")


def test_what_no_person_wrote_is_no_answer(tmp_path: Path) -> None:
    bounce = Path(__file__).parents[1] / "data" / "mail" / "bounce_user_unknown.eml"
    shown = view(tmp_path / "bounce.eml", bounce.read_bytes())
    assert shown["Answers"] == "none: only the words of people are read"
    assert "Pulse" not in shown
