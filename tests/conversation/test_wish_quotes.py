"""A wish is quoted in the sentence that says it."""

from datetime import date

import pytest

from orchestrator.conversation.wish_quotes import wish_quote

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "wish", "value", "quote"),
    [
        ("4/5. The photos are lovely. Monthly is plenty, thanks!\n\nDana", "cadence", "monthly",
         "Monthly is plenty, thanks!"),
        ("Hallo Maya,\nbitte nicht vor 10 Uhr.\nGruß", "not_before", "10:00",
         "bitte nicht vor 10 Uhr."),
        ("Bonjour,\nun peu plus court s'il vous plaît.", "length", "brief",
         "un peu plus court s'il vous plaît."),
        ("Please stop these mails.", "stop", "yes", "Please stop these mails."),
        ("Words that nobody reads so", "cadence", "daily", "Words that nobody reads so"),
        ("", "cadence", "daily", ""),
    ],
)  # fmt: skip
def test_the_sentence_that_says_it(text: str, wish: str, value: str, quote: str) -> None:
    assert wish_quote(text, wish, value, today=TODAY) == quote


def test_a_long_one_is_cut() -> None:
    assert len(wish_quote("word " * 100, "cadence", "daily", today=TODAY)) <= 200
