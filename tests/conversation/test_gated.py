from functools import cache
import json
from pathlib import Path
import pkgutil
import re

import pytest

from orchestrator import conversation
from orchestrator.conversation.gate_keys import EDGE, alternatives, keys_of
from orchestrator.conversation.gated import AnyOf, Gated, possible
from orchestrator.conversation.sentiment.rules import Rule

LABELLED = Path(__file__).parents[1] / "data" / "labelled"


@pytest.mark.parametrize(
    ("expression", "keys"),
    [
        (r"\bweekly\b", {"|weekly|"}),
        (r"hebdo\w*", {"hebdo"}),
        (r"\bk[uü]ndig\w+", {"|kundig", "|kündig"}),
        (r"(?:once|one) a month", {"|month"}),
        (r"\bpay(?:ing)?\b", {"|pay|", "|paying|"}),
        (r"\bin (?:\w+ )?weeks?\b", {"|week|", "|weeks|"}),
        (r"\b\d{1,2}(?:st|nd)?", {"|0"}),
        (r"[👍✅]", {"👍", "✅"}),
        (r"(?<!\w)als(?!\w)", {"|als|"}),
        (r"\w+", set()),
        (r"(?:please)? ", set()),
        (r"(?:please )?undo(?: please)?", {"undo"}),
    ],
)
def test_keys_are_what_an_expression_cannot_match_without(expression, keys):
    assert {key.replace(EDGE, "|") for key in keys_of(expression, 0)} == keys


def test_a_gate_opens_where_its_expression_may_match_and_else_stays_shut():
    weekly = Gated(r"\b(?:once a week|weekly)\b", re.IGNORECASE)
    assert weekly.search("Please write WEEKLY.")
    assert not weekly.gate & possible("Please write on Mondays.")
    assert weekly.gate & possible("Once more.")
    assert weekly.search("Once more.") is None


def test_of_a_long_expression_only_what_may_match_is_tried_and_the_first_match_counts():
    filler = "|".join(f"{word} something else" for word in map("word{}".format, range(30)))
    gated = Gated(rf"{filler}|(?:late|later) \w+|soon \w+|late more")
    text = "it comes soon enough, or late more or less"
    assert gated.search(text).group() == "soon enough"
    assert gated.search("or late more").group() == gated.pattern.search("or late more").group()
    assert gated.search("word7 something") is None
    assert Gated(rf"(?P<name>{filler})|other").search("an other").group("name") is None


def test_an_expression_without_keys_is_tried_on_every_text():
    assert Gated(r"^\W*$").search("...")


def test_of_several_wordings_the_first_in_the_text_counts():
    assert AnyOf("second", "first").start("first, then second") == 0
    assert AnyOf("second", "first").start("none") == -1


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        (r"one|two", ["one", "two"]),
        (r"(?:one|two) more|three", ["(?:one|two) more", "three"]),
        (r"one\|two|[(|]|[]|]", [r"one\|two", "[(|]", "[]|]"]),
        (r"one", ["one"]),
    ],
)
def test_alternatives_stand_outside_all_brackets(expression, parts):
    assert alternatives(expression) == parts


def test_what_begins_a_text_is_found_nowhere_else():
    either = AnyOf("^first|second$", "^(?:third|fourth)")
    assert [either.search(text) for text in ("first", "a second", "fourth")] == [True] * 3
    assert not any(map(either.search, ("the first", "second one", "a third")))
    assert Gated("^first", re.MULTILINE).search("the\nfirst")


def test_no_gate_is_shut_on_a_text_that_its_expression_matches():
    matched = 0
    for text in _texts():
        open_gates = possible(text)
        for expression in _gated():
            if match := expression.pattern.search(text):
                matched += 1
                assert expression.gate & open_gates, (expression.pattern.pattern, text)
                found = expression.search(text)
                assert found
                assert found.span() == match.span(), (expression.pattern.pattern, text)
    assert matched > 1000


@cache
def _gated() -> list[Gated]:
    found: list[Gated] = []
    for info in pkgutil.walk_packages(conversation.__path__, f"{conversation.__name__}."):
        if info.name.endswith(".tuning"):
            continue  # It has no expression, and needs jax.
        module = __import__(info.name, fromlist=["_"])
        for value in vars(module).values():
            found.extend(_inside(value))
    assert len(found) > 90
    return found


def _inside(value: object) -> list[Gated]:
    if isinstance(value, Gated):
        return [value]
    if isinstance(value, AnyOf):
        return value.wordings
    if isinstance(value, tuple | list):
        return [gated for part in value for gated in _inside(part)]
    return _inside(value.wordings) if isinstance(value, Rule) else []


@cache
def _texts() -> list[str]:
    """Every sample text in lower case, as the readers look at it, and as it is written."""
    samples = [
        json.loads(line)["text"]
        for file in sorted(LABELLED.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [*samples, *(sample.lower().replace("’", "'") for sample in samples)]
