"""The machine learns from corrected moods only where it is allowed, and only on this machine."""

import logging
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from orchestrator.conversation.own_mails import (
    FOLDER,
    Own,
    forget,
    learn,
    load,
    own_mails,
    use_own_weights,
)
from orchestrator.conversation.scoring import scored
from orchestrator.conversation.sentiment import SCORER, read_sentiment
from orchestrator.conversation.sentiment.fit import Example
from orchestrator.conversation.sentiment.in_use import choose, learned
from orchestrator.models import Contact, Direction, Project, Sentiment
from tests.factories import make_mail

TAUGHT = [
    Example("Dreadful work, we are furious", "negative", frozenset({"complaint"}), "en"),
    Example("Lovely work, thank you so much", "positive", frozenset(), "en"),
    Example("The meeting is on Monday at noon", "neutral", frozenset(), "en"),
] * 3


@pytest.fixture
def data(tmp_path: Path):
    yield tmp_path
    choose(None)
    use_own_weights(tmp_path / "nothing here")


def corrected(
    session: Session, project: Project, dana: Contact, text: str, label: str | None, **values
) -> None:
    mail = make_mail(session, dana, project_id=project.id, new_text=text, language="en", **values)
    session.add(
        Sentiment(
            mail_id=mail.id,
            scorer="fast",
            label="negative",
            intents=["delay"],
            evidence=[],
            corrected_label=label,
        )
    )
    session.flush()


def test_only_what_a_person_said_in_a_project_that_allows_it_is_learned(
    session: Session, project: Project, dana: Contact
) -> None:
    corrected(session, project, dana, "Sick work, mate.", "positive")
    corrected(session, project, dana, "Nobody corrected this.", None)
    corrected(session, project, dana, "Hm.", "unclear")
    corrected(session, project, dana, "", "positive")  # Its words were erased.
    corrected(session, project, dana, "We wrote this.", "positive", direction=Direction.OUT)
    assert own_mails(session) == Own([], {})
    project.is_learned_from = True
    session.flush()
    example = Example("Sick work, mate.", "positive", frozenset({"delay"}), "en")
    assert own_mails(session) == Own([example], {project.id: 1})
    project.is_learned_from = False
    session.flush()
    assert own_mails(session).mails == []


def test_what_was_learned_is_read_with_under_a_name_of_its_own(data: Path) -> None:
    use_own_weights(data)
    before = read_sentiment("Zorgle vexing plonk, mate, really.", lang="en").label
    own = [Example("Zorgle vexing plonk", "negative", frozenset(), "en")] * 6
    path = learn(TAUGHT, Own(own, {1: 6}), data)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    use_own_weights(data)
    read = read_sentiment("Zorgle vexing plonk, mate, really.", lang="en")
    assert (before != "negative", read.label) == (True, "negative")
    assert scored(read)["scorer"] == learned().scorer
    assert learned().scorer.startswith(f"{SCORER} own ")
    assert len(learned().scorer) <= 40
    assert forget(data)
    assert not forget(data)
    use_own_weights(data)
    assert learned().scorer == SCORER


def test_the_next_training_takes_the_place_of_the_last(data: Path) -> None:
    learn(TAUGHT, Own([], {}), data)
    use_own_weights(data)
    first = learned().scorer
    learn(TAUGHT, Own([Example("plonk plonk plonk", "positive", frozenset(), "en")], {1: 1}), data)
    use_own_weights(data)
    assert learned().scorer not in (first, SCORER)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"negative positive\n0:1\tword\n", b"x\n0:a\tword\n"]
)
def test_weights_that_do_not_load_leave_those_that_are_shipped_and_a_warning(
    data: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (data / FOLDER).mkdir()
    (data / FOLDER / "weights.txt").write_bytes(content)
    own, problem = load(data)
    assert own is None
    assert "weights.txt" in problem
    with caplog.at_level(logging.WARNING):
        use_own_weights(data)
        use_own_weights(data)
    assert learned().scorer == SCORER
    assert [record.message.count("shipped") for record in caplog.records] == [1]
    assert read_sentiment("We will not pay this invoice.").label == "negative"
