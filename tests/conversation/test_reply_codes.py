"""An answer that names an order by its code, where more than one question is open."""

from datetime import date

import pytest

from orchestrator.conversation.reply import read_reply
from orchestrator.conversation.reply_asks import Ask

ASKS = [
    Ask(1, "yesno", "Should we translate the consent form into Catalan?", {}),
    Ask(2, "yesno", "CR-1: Add Italian. €4,200, 3 days later. Shall we go ahead?", {}),
]


def answers(text: str, asks: list[Ask] = ASKS) -> dict[int, tuple[str | None, str]]:
    found = read_reply(text, asks=asks, today=date(2026, 10, 19), timezone="Europe/Madrid")
    return {n: (answer.value, answer.certainty) for n, answer in found.answers.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agreed CR-1", {2: ("yes", "exact")}),
        ("CR-1 agreed", {2: ("yes", "exact")}),
        ("cr1 ok", {2: ("yes", "exact")}),
        ("I agree to change order CR-1.", {2: ("yes", "exact")}),
        ("Einverstanden mit CR-1", {2: ("yes", "exact")}),
        ("2: agreed CR-1", {2: ("yes", "exact")}),
        ("1 no. CR-1: yes", {1: ("no", "exact"), 2: ("yes", "exact")}),
        ("We do not agree to CR-1.", {2: ("no", "exact")}),
        ("No CR-1 please", {2: ("no", "exact")}),
        ("CR-1 looks good but check with Luis", {2: ("yes", "unclear")}),
        ("What does CR-1 mean?", {2: (None, "unclear")}),
        ("Agreed CR-12", {}),
        ("Agreed XCR-1", {}),
        ("CR-1", {}),
        ("Agreed.\n\nOn Mon, 19 Oct 2026 Maya wrote:\n> CR-1: Add Italian.", {}),
    ],
)
def test_u11_a_code_says_which_one(text: str, expected: dict[int, tuple[str | None, str]]) -> None:
    assert answers(text) == expected


def test_u11_a_single_order_is_agreed_with_or_without_its_code() -> None:
    for text in ("Agreed CR-1", "Agreed"):
        assert answers(text, ASKS[1:]) == {2: ("yes", "exact")}
