"""What a value goal has come to, in numbers and in one sentence that a client can read.  Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from orchestrator.phrases import ENGLISH, Phrases, phrases
from orchestrator.wording import day, figures

_BEFORE: Final = ("£", "$", "€")


@dataclass(frozen=True, slots=True)
class Aim:
    """From where to where; without a target it is told in words alone.

    ``is_up``: more is better.
    """

    unit: str
    is_up: bool
    start: Decimal | None
    target: Decimal | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found on a day; ``evidence`` says how we know."""

    value: Decimal | None
    on: date
    evidence: str


def amount(value: Decimal, unit: str, say: Phrases | None = None) -> str:
    """``31 calls a week``, ``£1,200``, ``45%``, as a language writes it."""
    say = say or phrases(ENGLISH)
    sign, number = "-" * (value < 0), f"{abs(value):,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    number = figures(number, say)
    if unit in _BEFORE:
        return sign + say("numbers.money", sign=unit, number=number)
    if unit == "%":
        return sign + say("numbers.percent", number=number)
    return f"{sign}{number}{' ' if unit else ''}{unit}"


def is_met(aim: Aim, value: Decimal | None) -> bool:
    if value is None or aim.target is None:
        return False
    return value >= aim.target if aim.is_up else value <= aim.target


def is_worse(aim: Aim, value: Decimal | None, before: Decimal | None) -> bool:
    """Whether it went the wrong way since ``before``, the start where nothing was measured."""
    before = aim.start if before is None else before
    if value is None or before is None:
        return False
    return value < before if aim.is_up else value > before


def share(aim: Aim, value: Decimal | None) -> int | None:
    """How much of the way is done, 0 to 100; None where that cannot be said."""
    if value is None or aim.start is None or aim.target is None:
        return None
    done = (value - aim.start) / (aim.target - aim.start)
    return int(min(max(done, Decimal(0)), Decimal(1)) * 100)


def aim_words(aim: Aim, *, today: date) -> str:
    """``From 40 to 20 calls a week by Thu 31 Dec``; empty where nothing was agreed but words."""
    on = day(aim.due_on, today=today) if aim.due_on else ""
    if aim.target is None:
        return f"By {on}" if on else ""
    by = f" by {on}" if on else ""
    to = amount(aim.target, aim.unit)
    if aim.start is None:
        return f"To {to}{by}"
    return f"From {_bare(aim.start, aim.unit)} to {to}{by}"


def sentence(aim: Aim, measured: Measured, *, today: date, say: Phrases | None = None) -> str:
    """``31 calls a week on Fri 20 Nov (call log), from 40 at the start. The goal is 20 by …``."""
    say = say or phrases(ENGLISH)
    on = day(measured.on, today=today, say=say)
    if measured.value is None or aim.target is None:
        return f"{_ended(measured.evidence)} ({on})"
    value, evidence = amount(measured.value, aim.unit, say), measured.evidence.rstrip(".")
    found = say("goal.found", value=value, day=on, evidence=evidence)
    if aim.start is not None:
        found += say("goal.from", start=_bare(aim.start, aim.unit, say))
    return f"{found}. {_goal(aim, measured.value, today, say)}"


def _goal(aim: Aim, value: Decimal, today: date, say: Phrases) -> str:
    assert aim.target is not None
    target = _bare(aim.target, aim.unit, say)
    if is_met(aim, value):
        return say("goal.reached", target=target)
    if aim.due_on is None:
        return say("goal.is", target=target)
    return say("goal.is_by", target=target, day=day(aim.due_on, today=today, say=say))


def _bare(value: Decimal, unit: str, say: Phrases | None = None) -> str:
    """Without the words of its unit, which stand beside another number of the sentence."""
    return amount(value, unit if unit in (*_BEFORE, "%") else "", say)


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."
