"""How a mail is felt stands in its row: by its words, and by the pulse where they say nothing."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.sentiment.analyzer import heaviest_against
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Database,
    Digest,
    DigestState,
    Pulse,
    Sentiment,
)
from orchestrator.web.feeling import FELT, deciding_words, feeling
from tests.web.conftest import Visitor
from tests.web.studio import QUOTE, Studio
from tests.web.test_digests import words_of
from tests.web.test_inbox_list import rows_of


def scored(label: str, corrected: str | None = None) -> Sentiment:
    return Sentiment(
        label=label,
        corrected_label=corrected,
        evidence=[{"text": "too expensive", "weight": -0.4, "rule": "words"}],
    )


def test_a_correction_counts_first_then_unhappy_words_then_the_pulse() -> None:
    for label, corrected, score, word in (
        ("unclear", None, 2, "Unhappy 2/5"),
        ("unclear", None, 5, "Great 5/5"),
        ("neutral", None, 3, "So-so 3/5"),
        ("positive", None, 1, "Unhappy 1/5"),
        ("negative", None, 5, "Unhappy"),
        ("negative", "neutral", 1, "Calm"),
        ("unclear", None, None, "Unclear"),
    ):
        assert feeling(scored(label, corrected), score)[1] == word, (label, corrected, score)
    assert feeling(None, 4)[1] == "Good 4/5"
    assert len({shape for _, _, shape in FELT.values()}) == len(FELT)


def test_no_words_decided_what_is_unclear_or_known_better() -> None:
    assert deciding_words(scored("negative")) == ["too expensive"]
    assert deciding_words(scored("unclear")) == []
    assert deciding_words(scored("negative", "neutral")) == []
    assert deciding_words(None) == []


def test_what_is_so_so_is_quoted_by_what_weighs_most_against() -> None:
    praised = scored("positive")
    praised.evidence = [{"text": "Lovely photos!", "weight": 3.0, "rule": "learned"}]
    assert deciding_words(praised, 5) == ["Lovely photos!"]
    assert deciding_words(praised, 3) == []
    mixed = scored("negative")
    mixed.evidence = [
        {"text": text, "weight": weight, "rule": "learned"}
        for text, weight in (("Good.", 4.0), ("Late.", -1.0), ("Late and wrong.", -2.0))
    ]
    assert deciding_words(mixed, 3) == ["Late and wrong.", "Late."]
    said = "The photos are lovely, thank you! But the calendar is still broken and nobody answers."
    assert heaviest_against(said) == "But the calendar is still broken and nobody answers."
    assert heaviest_against("Lovely, thank you so much!") == ""
    assert heaviest_against("") == ""


def felt(session: Session, label: str, score: int | None) -> None:
    session.scalars(select(Sentiment)).one().label = label
    session.execute(delete(Pulse) if score is None else update(Pulse).values(score=score))


def test_a_bare_score_is_in_the_view_and_the_words_that_it_means(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for label, score, is_unhappy, word in (
        ("unclear", 2, True, "Unhappy 2/5"),
        ("unclear", 5, False, "Great 5/5"),
        ("negative", 5, True, "Unhappy"),
        ("unclear", None, False, "Unclear"),
    ):
        with database.write() as session:
            felt(session, label, score)
        assert rows_of(pm.get("/inbox?view=unhappy").text) == [studio.thread] * is_unhappy
        assert word in words_of(pm.get("/inbox").text)
        assert word in words_of(pm.get(f"/inbox/{studio.thread}").text)
    assert "No sentence decided it." in pm.get(f"/inbox/{studio.thread}").text


def test_a_row_is_told_apart_by_its_subject_and_opens_as_a_whole(
    studio: Studio, pm: Visitor
) -> None:
    read = words_of(pm.get("/inbox").text)
    assert f"Unhappy Tom Reyes Patient app 1 to confirm The delay {QUOTE} 1B is fine." in read
    assert ">Read<" not in pm.get("/inbox").text


def test_each_card_says_whose_mail_was_understood(studio: Studio, pm: Visitor) -> None:
    read = words_of(pm.get(f"/inbox/{studio.thread}").text)
    assert "Understood as Tom Reyes Mon 23 Nov, 07:00 Mood" in read


def test_done_and_snoozed_are_taken_back_with_a_word(studio: Studio, pm: Visitor) -> None:
    pm.post(f"/inbox/{studio.thread}/done")
    back = pm.post(f"/inbox/{studio.thread}/done/undo").location or ""
    assert "Not done. It is back among those that wait." in pm.get(back).text
    pm.post(f"/inbox/{studio.thread}/snooze", until="reply")
    assert f'action="/inbox/{studio.thread}/snooze/undo' in pm.get(f"/inbox/{studio.thread}").text
    back = pm.post(f"/inbox/{studio.thread}/snooze/undo").location or ""
    assert "Awake. It is back among those that wait." in pm.get(back).text


def test_an_answer_that_counts_can_be_taken_back_at_any_time(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    here, answer = f"/inbox/{studio.thread}", f"/inbox/answers/{studio.answer}"
    pm.post(f"{answer}/confirmation")
    pm.get(here)  # The toast is gone after this.
    assert f'action="{answer}/decision/undo"' in pm.get(here).text
    pm.post(f"{answer}/decision/undo")
    with database.write() as session:
        row = session.get_one(Answer, studio.answer)
        row.state, row.ask.state = AnswerState.APPLIED, AskState.ANSWERED
    page = pm.get(here).text
    assert f'action="{answer}/refusal"' in page
    assert f'action="{answer}/decision/undo"' not in page
    pm.post(f"{answer}/refusal")
    with database.read() as session:
        row = session.get_one(Answer, studio.answer)
        assert row.state is AnswerState.REFUSED
        assert session.get_one(Ask, row.ask_id).state is AskState.OPEN
    assert pm.post(f"{answer}/refusal").status_code == 409


def test_an_update_that_is_held_stands_beside_the_mail(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "is held" not in pm.get(f"/inbox/{studio.thread}").text
    with database.write() as session:
        digest = session.get_one(Digest, studio.digest)
        digest.state, number = DigestState.HELD, digest.number
    assert f"Update {number} is held." in words_of(pm.get(f"/inbox/{studio.thread}").text)
    assert "is held" not in pm.get(f"/inbox/{studio.undecided}").text
