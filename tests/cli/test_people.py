"""user, client and project: what is typed is checked, and what changed is recorded."""

from pathlib import Path

from argon2 import PasswordHasher
import pytest
from sqlalchemy import select

from orchestrator.engagement.preferences import take_wishes
from orchestrator.models import Contact, Database, Participant, User
from orchestrator.record.append import Actor
from tests.cli.conftest import DANA, PM
from tests.cli.shell import Shell
from tests.factories import MONDAY, PASSWORD, make_mail


def test_a_user_can_sign_in_with_the_password_that_was_given(studio: Shell, tmp_path: Path) -> None:
    assert PasswordHasher().verify(user(tmp_path, PM).password_hash, PASSWORD)


def test_a_password_comes_from_a_file_before_the_environment(studio: Shell, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("a longer one than that\n")
    studio.run("user", "reset", PM, "--password-file", tmp_path / "password")
    row = user(tmp_path, PM)
    assert PasswordHasher().verify(row.password_hash, "a longer one than that")
    assert row.session_epoch == 1


def test_a_password_is_never_asked_for_without_a_terminal(
    studio: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ORCHESTRATOR_PASSWORD")
    errors = studio.run("user", "reset", PM, exit_code=2).stderr
    assert "--password-file FILE" in errors


def test_a_short_password_is_refused(studio: Shell) -> None:
    studio.set(password="elevenchars")
    errors = studio.run("user", "add", "ola@northwind.example", "--name", "Ola", exit_code=2).stderr
    assert "at least 12 characters" in errors
    assert [row["email"] for row in studio.data("user", "list")] == [PM]


def test_disabling_ends_sessions_and_a_reset_lets_in_again(studio: Shell, tmp_path: Path) -> None:
    studio.run("user", "disable", PM)
    assert (user(tmp_path, PM).is_active, user(tmp_path, PM).session_epoch) == (False, 1)
    studio.run("user", "reset", PM)
    assert (user(tmp_path, PM).is_active, user(tmp_path, PM).session_epoch) == (True, 2)


def test_each_change_of_a_user_is_recorded_with_the_operator(studio: Shell) -> None:
    studio.run("user", "role", PM, "compliance")
    studio.run("user", "disable", PM)
    entries = studio.data("record", "search", "--object", "user:1")
    assert [entry["change"] for entry in entries] == ["added", "role", "disabled"]
    assert {(entry["actor"].partition(":")[0], entry["via"]) for entry in entries} == {
        ("operator", "cli")
    }
    assert "whitfield" not in studio.run("record", "search").stdout.lower()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("user", "add", "not-an-address", "--name", "X"), "email = 'not-an-address'"),
        (("user", "add", PM, "--name", "X"), "is a user already"),
        (("user", "role", "mya@northwind.example", "pm"), f"did you mean {PM}?"),
        (("client", "add", "Quay", "--contact", DANA), "Dana Whitfield <dana@client.example>"),
        (("client", "add", "Quay", "--contact", f"D <{DANA}>"), "belongs to Dana Whitfield"),
        (("client", "add", "Harbor & Lane", "--contact", "I <i@h.example>"), "client already"),
        (
            ("client", "add", "Q", "--contact", "I <i@q.example>", "--timezone", "Europe/Viena"),
            "did you mean Europe/Vienna?",
        ),
        (("client", "add", "  ", "--contact", "I <i@q.example>"), "name: is empty"),
        (("client", "prefs", "nobody@harbor.example"), f"did you mean {DANA}?"),
        (("client", "prefs", DANA, "--time", "25:00"), "write it as 16:00"),
        (("client", "prefs", DANA, "--cadence", "hourly"), "'daily', 'weekly'"),
        (("project", "member", "add", "bookin", PM), "did you mean booking?"),
    ],
)
def test_what_is_wrong_is_named_with_its_cure(
    studio: Shell, words: tuple[str, ...], error: str
) -> None:
    before = studio.data("record", "search")
    assert error in studio.run(*words, exit_code=2).stderr
    assert studio.data("record", "search") == before


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"--code": "hl"}, "--code = 'hl': must look like HL"),
        ({"--code": "HL"}, "--code = 'HL': another project has it"),
        ({"--slug": "Shop!"}, "--slug = 'Shop!': must look like booking"),
        ({"--pm": "nobody@northwind.example"}, "there is none"),
        ({"--contact": f"{DANA}:boss"}, "sponsor, approver, informed"),
        ({"--contact": "idris@quay.example:sponsor"}, "belongs to Quay, another client"),
        ({"--approver": "ann@harbor.example"}, "is no --contact of this project"),
    ],
)
def test_a_project_needs_people_and_names_of_its_own(
    studio: Shell, changed: dict[str, str], error: str
) -> None:
    studio.run("client", "add", "Quay", "--contact", "Idris Bell <idris@quay.example>")
    studio.run("client", "contact", "Harbor & Lane", "--contact", "Ann Lee <ann@harbor.example>")
    options = {
        "--client": "Harbor & Lane",
        "--name": "Shop",
        "--code": "HS",
        "--slug": "shop",
        "--pm": PM,
        "--contact": f"{DANA}:sponsor",
    } | changed
    words = [word for option in options.items() for word in option]
    assert error in studio.run("project", "add", *words, exit_code=2).stderr
    assert [row["slug"] for row in studio.data("project", "list")] == ["booking"]


def test_a_project_has_its_participants_and_whose_yes_counts(studio: Shell, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.read() as session:
        [row] = session.scalars(select(Participant)).all()
        assert (row.contact.address, row.role.value, row.can_approve) == (DANA, "sponsor", True)
    database.dispose()


def test_wishes_are_set_and_shown_in_words(studio: Shell) -> None:
    words = studio.run("client", "prefs", DANA).stdout
    assert words == "Dana Whitfield: Weekly, Fri 16:00, e-mail\n"
    given = ("--cadence", "fortnightly", "--weekday", "tue", "--time", "09:30")
    words = studio.run("client", "prefs", DANA, *given).stdout
    assert words == "Dana Whitfield: Fortnightly, Tue 09:30, e-mail\n"
    entries = studio.data("record", "search", "--action", "pref_change")
    assert [entry["wish"] for entry in entries] == ["cadence", "weekday", "time"]


def test_u3_nobody_is_set_louder_than_their_own_words(studio: Shell, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.write() as session:
        dana = session.scalars(select(Contact)).one()
        mail = make_mail(session, dana, new_text="All fine. Monthly is plenty.")
        take_wishes(
            session, dana, {"cadence": "monthly"}, source=f"mail:{mail.id}", proven=False,
            actor=Actor("client:1", "mail"), now=MONDAY,
        )  # fmt: skip
    database.dispose()
    refused = studio.run("client", "prefs", DANA, "--cadence", "weekly", exit_code=6).stderr
    assert "of 2026-11-23, monthly: “Monthly is plenty.”" in refused
    assert "needed" in studio.run("client", "prefs", DANA, "--cadence", "needed").stdout
    assert "Monthly" in studio.run("client", "prefs", DANA, "--cadence", "monthly").stdout


def test_the_projects_that_a_writer_sees_are_added_once(studio: Shell) -> None:
    studio.run("user", "add", "ola@northwind.example", "--name", "Ola Berg", "--role", "writer")
    added = ("project", "member", "add", "booking", "ola@northwind.example")
    assert studio.data(*added) == {"changed": True}
    assert studio.data(*added) == {"changed": False}


def user(tmp_path: Path, email: str) -> User:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.read() as session:
        row = session.scalars(select(User).where(User.email == email)).one()
        session.expunge(row)
    database.dispose()
    return row


def test_a_project_goes_to_another_pm_who_sees_it_from_then_on(
    studio: Shell, tmp_path: Path
) -> None:
    jo = "jo@northwind.example"
    studio.run("user", "add", jo, "--name", "Jo Ellis", "--role", "writer")
    assert "role pm or admin" in studio.run("project", "pm", "booking", jo, exit_code=2).stderr
    studio.run("user", "role", jo, "pm")
    assert studio.data("project", "pm", "booking", jo) == {"changed": True}
    assert studio.data("project", "pm", "booking", jo) == {"changed": False}
    [project] = studio.data("project", "list")
    assert project["pm"] == "Jo Ellis"
    assert studio.data("project", "member", "add", "booking", jo) == {"changed": False}
    assert studio.data("project", "member", "add", "booking", PM) == {"changed": False}
    entry = studio.data("record", "search", "--action", "project_change")[-1]
    was, user_id = (user(tmp_path, email).id for email in (PM, jo))
    assert (entry["change"], entry["user"], entry["was"]) == ("pm", user_id, was)


def test_u4_the_calendar_says_when_and_why(studio: Shell) -> None:
    studio.run("client", "prefs", DANA, "--quiet-days", "fri,sat,sun", "--weekday", "thu")
    coming = studio.data("calendar", DANA, "--days", "365")
    assert len(coming) in (51, 52, 53)
    assert all(row["local"].startswith("Thu ") for row in coming if row["why"].startswith("Every"))
    assert "Every Thursday at 16:00." in studio.run("calendar", DANA).stdout
    errors = studio.run("client", "prefs", DANA, "--quiet-days", "someday", exit_code=2).stderr
    assert "write it as sat,sun" in errors


def test_u4_the_ledger_of_a_person_says_what_waits_and_why(studio: Shell) -> None:
    studio.run("update", "add", "booking", "The calendar works.")
    [line] = studio.data("client", "ledger", DANA)
    assert (line["text"], line["fate"]) == ("The calendar works.", "pending")
    assert line["reason"] == "waits for the next update"
    assert studio.data("client", "ledger", DANA, "--fate", "withheld") == []
