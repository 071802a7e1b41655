"""update add and update ask: what the next draft takes in."""

import pytest

from tests.cli.conftest import DANA
from tests.cli.shell import Shell

ASK = ("--contact", DANA, "--due", "2099-12-04", "--on-silence", "we leave them out.")


def test_facts_and_asks_are_in_the_next_draft(studio: Shell) -> None:
    studio.run("update", "add", "booking", "The  room calendar\nworks on phones.")
    studio.run("update", "add", "booking", "The launch moves.", "--kind", "news", "--bad")
    studio.run("update", "ask", "booking", "Add gift vouchers?", *ASK)
    assert studio.data("digest", "draft") == {"written": 1}
    text = studio.data("digest", "show", 1)["text"]
    assert text.index("The launch moves.") < text.index("The room calendar works on phones.")
    assert "Add gift vouchers?" in text
    sources = {
        line["text"]: line["sources"] for line in studio.data("digest", "show", 1, "--as", "source")
    }
    assert sources["The launch moves."][0] == "fact:2"


def test_a_choice_has_its_options(studio: Shell) -> None:
    options = ("--option", "A=Ours", "--option", "B=Your bank's", "--recommend", "A")
    studio.run("update", "ask", "booking", "Which one?", "--kind", "choice", *options, *ASK)
    studio.run("digest", "draft")
    text = studio.data("digest", "show", 1)["text"]
    assert "Ours" in text
    assert "Your bank's" in text


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "nothing", "Words."), "project 'nothing': there is none"),
        (("add", "booking", " "), "text: write one sentence"),
        (("add", "booking", "x" * 501), "at most 500"),
        (("ask", "booking", "A?", *ASK[:2], "--due", "2026-13-40", *ASK[4:]), "2026-12-04"),
        (("ask", "booking", "A?", *ASK[:2], "--due", "2001-01-01", *ASK[4:]), "this day is over"),
        (("ask", "booking", "A?", "--kind", "choice", *ASK), "two to five"),
        (("ask", "booking", "A?", "--option", "Z=x", "--kind", "choice", *ASK), "from A to E"),
    ],
)
def test_what_is_wrong_is_named(studio: Shell, words: tuple[str, ...], error: str) -> None:
    assert error in studio.run("update", *words, exit_code=2).stderr
    assert studio.data("record", "search", "--action", "fact") == []
    assert studio.data("record", "search", "--action", "ask") == []
