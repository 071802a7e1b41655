"""An ask that is named by the code of its change order: "Agreed CR-7".  Pure.

The code stands at the beginning of the ask.  It becomes the ask's number, so that all that is
known about numbered answers holds for it too.
"""

from collections.abc import Sequence
import re

from orchestrator.conversation.body import Line
from orchestrator.conversation.reply_asks import Ask

_CODE = re.compile(r"([A-Z]{1,4})-?(\d{1,6})(?=[:.] )")
_GAPS = re.compile(r"\s+(?=[\s.,;!?])|(\s)\s+")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
# What leads to the code and says nothing without it: "I agree to change order CR-7".
_LEADING = (
    r"(?:(?:\b(?:to|with|for|on|zu|mit|zum|à|au|avec|pour|con|al?|per|met|voor|com|para)\s+)?"
    r"(?:\b(?:the|our|your|der|dem|die|den|la|le|el|il|de|het|o)\s+)?"
    r"(?:\b(?:(?:change\s+)?order|change|auftrag|änderung|avenant|cambio|modifica|wijziging|alteração))?"
    r"\s*#?)?"
)


def as_numbers(lines: Sequence[Line], asks: Sequence[Ask]) -> list[Line]:
    """The lines, where own sentences that name one open ask by its code begin with its number.

    A single ask needs no name, so nothing is changed for it.
    """
    codes = _codes(asks) if len(asks) > 1 else {}
    if not codes:
        return list(lines)
    return [line._replace(text=_numbered(line.text, codes)) if line.own else line for line in lines]


def _codes(asks: Sequence[Ask]) -> dict[int, re.Pattern[str]]:
    found = {}
    for ask in asks:
        if match := _CODE.match(ask.text):
            code = rf"{_LEADING}(?<![\w-]){match[1]}-?{match[2]}(?![\w-])\s*[:,–-]?\s*"
            found[ask.n] = re.compile(code, re.IGNORECASE)
    return found


def _numbered(text: str, codes: dict[int, re.Pattern[str]]) -> str:
    return " ".join(_named(sentence, codes) for sentence in _SENTENCES.split(text))


def _named(sentence: str, codes: dict[int, re.Pattern[str]]) -> str:
    named = [n for n, code in codes.items() if code.search(sentence)]
    if len(named) != 1:
        return sentence
    [n] = named
    rest = _GAPS.sub(r"\1", codes[n].sub(" ", sentence, count=1)).strip()
    # "2: agreed to CR-7" says which one already.
    if not rest:
        return sentence
    return rest if re.match(rf"#?{n}\b", rest) else f"{n}: {rest}"
