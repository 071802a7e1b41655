"""Our words to clients: the same in every language, and none missing where we say we have it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
import re
from string import Formatter
import tomllib
from typing import Any

import pytest

from orchestrator.conversation.reply import Ask, read_reply
from orchestrator.phrases import phrases, word_files
from orchestrator.wording import day, money, span

MONDAY = date(2026, 11, 23)
COMPLETE = ("de",)
"""Beside English; of any other language we have what its file has, and the rest in English."""
FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihre?[nmrs]?)\b")


def table(name: str) -> dict[str, Any]:
    """Every value by its whole key, those of one and many apart."""
    path = next(path for path in word_files() if path.stem == name)
    found: dict[str, Any] = {}
    for group, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for key, value in values.items():
            if isinstance(value, dict):
                found |= {f"{group}.{key}.{number}": text for number, text in value.items()}
            else:
                found[f"{group}.{key}"] = value
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


ENGLISH = table("en")
OTHERS = [path.stem for path in word_files() if path.stem != "en"]
# German writes its dates apart and says "am Anfang 40" where English says "from 40".
SUFFIXES = (".py", ".mjml", ".txt")
FREE = {"calendar.day", "calendar.day_year", "welcome.first_on"}


@pytest.mark.parametrize("name", COMPLETE)
def test_a_complete_language_lacks_nothing(name: str) -> None:
    assert sorted(set(ENGLISH) - set(table(name))) == []


@pytest.mark.parametrize("name", OTHERS)
def test_every_language_has_known_keys_the_same_places_and_no_empty_value(name: str) -> None:
    for key, value in table(name).items():
        meant = ENGLISH[key]
        assert type(value) is type(meant), key
        assert value, key
        if isinstance(value, str):
            assert key in FREE or places(value) == places(meant), key
        elif key != "foot.wishes":  # A language may offer another number of them.
            assert len(value) == len(meant), key
            assert all(value), key


def test_what_is_said_to_somebody_formally_is_said_otherwise_to_a_friend() -> None:
    formal, informal = table("de"), table("de-informal")
    assert [key for key, value in informal.items() if FORMAL.search(value)] == []
    spoken = {key for key, value in formal.items() if FORMAL.search(str(value))}
    # "Sie" begins a sentence about something else, or the mail asks for no "du".
    assert sorted(spoken - set(informal)) == []


def test_every_phrase_is_said_somewhere_and_every_one_that_is_said_exists() -> None:
    keys = {re.sub(r"\.(one|many)$", "", key) for key in ENGLISH}
    named, starts = set(), set()
    for key, is_whole in said():
        (named if is_whole else starts).add(key)
    starts = {key for key in starts if any(each.startswith(key) for each in keys)}
    assert {key for key in keys - named if not key.startswith(tuple(starts))} == set()
    calls = re.compile(r"""\bsay(?:\.all)?\(\s*"([a-z_.]+)\"""")
    called = {key for source in sources() for key in calls.findall(source)}
    assert {key for key in called - keys if not key.endswith(".")} == set()


def sources() -> Iterator[str]:
    root = Path(__file__).parents[1]
    for folder in ("orchestrator", "mail_templates"):
        yield from (
            path.read_text() for path in (root / folder).rglob("*.*") if path.suffix in SUFFIXES
        )


def said() -> Iterator[tuple[str, bool]]:
    """Every key in the code and in the templates, or how one begins that a value ends."""
    keys = re.compile(r"""["']([a-z]+\.[a-z_]*)(["'{])""")
    for source in sources():
        yield from (
            (key, end != "{" and not key.endswith(".")) for key, end in keys.findall(source)
        )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Tue 24 Nov", "Sun 3 Jan 2027", "14–20 Nov", "28 Nov–4 Dec", "£1,850", "CHF 2"]),
        (
            "de",
            ["Di., 24. Nov.", "So., 3. Jan. 2027", "14.–20. Nov.", "28. Nov.–4. Dez.",
             "1.850\u00a0£", "2\u00a0CHF"],
        ),
    ],
)  # fmt: skip
def test_dates_and_money_are_written_as_the_language_writes_them(
    language: str, expected: list[str]
) -> None:
    say = phrases(language)
    found = [
        day(date(2026, 11, 24), today=MONDAY, say=say),
        day(date(2027, 1, 3), today=MONDAY, say=say),
        span(date(2026, 11, 14), date(2026, 11, 20), say=say),
        span(date(2026, 11, 28), date(2026, 12, 4), say=say),
        money(185_000, "GBP", say=say),
        money(200, "CHF", say=say),
    ]
    assert found == expected
    assert money(-9950, "EUR", say=say) == {"en": "-€99.50", "de": "-99,50\u00a0€"}[language]


@pytest.mark.parametrize("informal", [False, True])
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_we_say_to_reply_is_understood(language: str, informal: bool) -> None:
    say = phrases(language, informal=informal)
    asks = [Ask(1, "yesno", "Add vouchers?", {})]

    def read(text: str, of: list[Ask] | None = None) -> Any:
        return read_reply(text, asks=of or [], today=MONDAY, timezone="Europe/Berlin")

    yes, no = say("digest.yes_no", n=1).split(" / ")
    assert [read(each, asks).answers[1].value for each in (yes, no)] == ["yes", "no"]
    example = say("digest.yes_example", n=1)
    assert read(example, asks).answers[1].value == "yes"
    assert read(say("acknowledgement.stop")).stop
    assert read(say("acknowledgement.start")).start
    assert read(say("acknowledgement.wrong")).undo
    for wish in say.all("foot.wishes"):
        reading = read(wish)
        assert reading.stop or len(reading.preferences) == 1, wish


def test_a_wish_is_read_back_as_it_was_meant() -> None:
    """What we confirm of a wish can be written to us in the same words."""
    say = phrases("de")
    for value in ("daily", "weekly", "monthly"):
        found = read_reply(
            say(f"wish.{value}"), asks=[], today=MONDAY, timezone="Europe/Berlin"
        ).preferences
        assert [str(each) for each in found.values()] == [value]
