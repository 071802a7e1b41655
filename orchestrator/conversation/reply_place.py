"""Answers that stand under, or right behind, an ask that is quoted or copied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
import re

from orchestrator.conversation.body import Line
from orchestrator.conversation.dates import find_day
from orchestrator.conversation.reply_asks import Ask


@dataclass(frozen=True)
class Part:
    """Words that stand for one ask."""

    n: int
    text: str
    # Named in a list with others: "no to 2 and 3".
    listed: bool = False
    # Under, or right behind, its ask.
    placed: bool = False


def split_by_place(lines: Sequence[Line], asks: Sequence[Ask]) -> tuple[list[Part], list[str]]:
    """The words that their place ties to an ask, and the lines that are left."""
    parts: list[Part] = []
    free: list[str] = []
    current: Ask | None = None
    for line in lines:
        not_quoted = line.own or line.original
        hit = _quoted_ask(line.text, asks)
        if hit:
            current, behind = hit
            if behind and not_quoted and not _is_digest(behind, current):
                parts.append(Part(current.n, behind))
        elif current and not_quoted and (chosen := _chosen_option(line, current)):
            parts.append(Part(current.n, chosen))
        elif not line.own:
            if re.match(r"\s*(?:\d|reply|how)\b", line.text, re.IGNORECASE):
                current = None
        elif line.text.strip() and current and not _is_digest(line.text, current):
            if parts and parts[-1].n == current.n:
                parts[-1] = Part(current.n, f"{parts[-1].text}\n{line.text}")
            else:
                parts.append(Part(current.n, line.text))
        elif not current:
            free.append(line.text)
    return _plausible([replace(part, placed=True) for part in parts], free, asks)


# Whether a day is named does not depend on the day it is named on.
_ANY_DAY = date(2000, 1, 3)


def _plausible(
    parts: list[Part], free: list[str], asks: Sequence[Ask]
) -> tuple[list[Part], list[str]]:
    """A text under the quoted digest that starts with its own number is read by number."""
    kept = []
    for part in parts:
        if (
            re.match(r"\s*#?\d\s?(?:[.):=-]|[A-Ea-e]\b|\s(?:yes|no)\b)", part.text)
            and not find_day(part.text[:20], _ANY_DAY)
            and len(asks) > 1
        ):
            free.append(part.text)
        else:
            kept.append(part)
    return kept, free


def _quoted_ask(text: str, asks: Sequence[Ask]) -> tuple[Ask, str] | None:
    for ask in asks:
        position = text.find(ask.text)
        if 0 <= position <= 6 and text.strip():
            return ask, text[position + len(ask.text) :].strip()
    return None


def _is_digest(text: str, ask: Ask) -> bool:
    """Options as we print them, on one line or one each."""
    remaining = text
    for letter, wording in ask.options.items():
        remaining = re.sub(rf"{re.escape(letter)}\)\s*{re.escape(wording)}", "", remaining)
    return remaining != text and not remaining.strip()


def _chosen_option(line: Line, ask: Ask) -> str:
    """'B) plain   this one': an option line with words added behind it."""
    for letter, wording in ask.options.items():
        match = re.fullmatch(
            rf"\s*{re.escape(letter)}\)\s*{re.escape(wording)}\s+(\S.*)", line.text
        )
        if match and not re.search(r"[A-E]\)", match[1]):
            return wording.rsplit(" ", 1)[-1][:4] if " " in wording else wording[:-1]
    return ""
