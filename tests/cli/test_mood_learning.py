"""What people corrected: learned where it is allowed, and counted for compliance."""

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from orchestrator.conversation.sentiment import training
from orchestrator.conversation.sentiment.fit import Example
from orchestrator.models import Contact, Database, Project, Sentiment, User
from tests.cli.shell import Shell
from tests.factories import MONDAY, make_mail

TAUGHT = [
    Example("Dreadful work, we are furious", "negative", frozenset(), "en"),
    Example("Lovely work, thank you so much", "positive", frozenset(), "en"),
] * 3


@pytest.fixture
def service(studio: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """One mail of Dana's was read as unhappy, and Maya says that it is happy."""
    monkeypatch.setattr(training, "shipped_mails", lambda: {"ours": TAUGHT})
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.write() as session:
        project = session.scalars(select(Project)).one()
        dana = session.scalars(select(Contact)).one()
        mail = make_mail(
            session,
            dana,
            project_id=project.id,
            new_text="Sick work, mate.",
            language="en",
            received_at=MONDAY,
        )
        session.add(
            Sentiment(
                mail_id=mail.id,
                scorer="fast",
                label="negative",
                score=-0.5,
                intents=[],
                evidence=[],
                corrected_label="positive",
                corrected_by=session.scalars(select(User.id)).one(),
                corrected_at=MONDAY,
            )
        )
    database.dispose()
    return studio


def test_nothing_is_learned_before_an_administrator_allows_it(
    service: Shell, tmp_path: Path
) -> None:
    weights = tmp_path / "data" / "sentiment" / "weights.txt"
    assert "shipped weights" in service.run("sentiment", "train").stdout
    assert not weights.exists()
    assert service.data("project", "learn", "booking", "on") == {"changed": True}
    assert service.data("project", "learn", "booking", "on") == {"changed": False}
    trained = service.run("sentiment", "train")
    assert trained.stdout.strip() == str(weights)
    assert "learning from 7 mails, 1 of them corrected here" in trained.stderr
    assert "mate" in weights.read_text("utf-8")
    service.run("project", "learn", "booking", "off")
    assert "shipped weights" in service.run("sentiment", "train").stdout
    assert not weights.exists()


def test_the_permission_and_each_training_are_in_the_record(service: Shell) -> None:
    service.run("project", "learn", "booking", "on")
    service.run("sentiment", "train")
    service.run("project", "learn", "booking", "off")
    service.run("sentiment", "train")
    service.run("sentiment", "train")  # There is nothing left to forget.
    found = service.data("record", "search", "--object", "config:mood")
    shown = [service.data("record", "show", row["seq"]) for row in found]
    assert [entry["learned_from"] for entry in shown] == [1, 0]
    assert "dig" in shown[0]
    assert "dig" not in shown[1]


def test_a_folder_gets_what_is_shipped_and_given_alone(service: Shell, tmp_path: Path) -> None:
    service.run("project", "learn", "booking", "on")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    service.run("sentiment", "train", "--folder", folder)
    assert "mate" not in (folder / "weights.txt").read_text("utf-8")
    assert not (tmp_path / "data" / "sentiment").exists()


def test_doctor_says_which_weights_are_in_use(service: Shell, tmp_path: Path) -> None:
    def model() -> dict[str, str]:
        # The mail of this test came past the record, and Redis is away.
        checks = service.json("doctor", exit_code=7)["data"]
        return {check["name"]: check for check in checks}["Mood model"]

    assert "that are shipped" in model()["detail"]
    service.run("project", "learn", "booking", "on")
    service.run("sentiment", "train")
    assert (model()["state"], "own weights" in model()["detail"]) == ("ok", True)
    (tmp_path / "data" / "sentiment" / "weights.txt").write_text("broken")
    assert (model()["state"], model()["fix"]) == ("warn", "orchestrator sentiment train")


def test_agreement_is_told_as_words_data_and_a_table_without_a_name(service: Shell) -> None:
    quarter = "2026-Q4"
    data = service.data("sentiment", "agreement", "--quarter", quarter)
    assert data["quarter"] == quarter
    assert [(row["language"], row["read"], row["corrected"]) for row in data["rows"]] == [
        ("all", 1, 1),
        ("en", 1, 1),
    ]
    words = service.run("sentiment", "agreement", "--quarter", quarter).stdout
    assert "0.0% (0.0% to 79.3%)" in words
    table = service.run("sentiment", "agreement", "--quarter", quarter, "--csv").stdout
    rows = list(csv.DictReader(table.splitlines()))
    assert [(row["quarter"], row["alarmed"]) for row in rows] == [(quarter, "1")] * 2
    for told in (json.dumps(data), words, table):
        assert "Maya" not in told
        assert "northwind" not in told
    errors = service.run("sentiment", "agreement", "--quarter", "autumn", exit_code=2).stderr
    assert "2026-Q4" in errors
