"""Whom an out-of-office names to turn to meanwhile.  Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
import re
from typing import Final

LONGEST: Final = 200

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_TURN_TO = re.compile(
    r"\b(?:contact|reach out|write|turn to|get in touch|stand(?:s|ing)? in|cover(?:s|ing)?|refer|"
    r"vertret\w*|vertritt|vertretung|wenden|kontaktier\w*|ansprechpartner\w*|"
    r"contacte[rz]|adress\w+|joindre|rempla[cç]\w*|"
    r"contact[ae]r?|dir[ií][gj]\w+|escrib\w+|sustituy\w*|p[oó]ngase en contacto|"
    r"rivolg\w+|contattare|contatti|sostitui\w*|"
    r"wend(?:en|t)?|vervang\w*|waarne\w*|contact op\w*|bereik\w*|"
    r"substitu\w+|dirij\w+|contacte|fale com)\b",
    re.IGNORECASE,
)
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'-]+"
_NAME = re.compile(rf"(?<![\w.@])({_CAPITAL}(?: (?:van |von |de |der |da |do )*{_CAPITAL})+)")
_TITLES: Final = frozenset(
    [
        *("mr", "mrs", "ms", "mx", "dr", "herr", "frau", "herrn", "m", "mme", "mlle", "sr", "sra"),
        *("señor", "señora", "signor", "signora", "dhr", "mevr", "kollegin", "kollegen", "kollege"),
        *("best", "kind", "regards", "viele", "grüße"),
    ]
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zß-ÿ])|\n{2,}")


@dataclass(frozen=True, slots=True)
class StandIn:
    """``words`` is the sentence; either of the others may be empty, not both."""

    name: str
    addr_spec: str
    words: str


def stand_in(text: str, *, known: Mapping[str, str], apart_from: Collection[str]) -> StandIn | None:
    """The first person that a sentence says to turn to; None where it names nobody.

    Args:
        known: addresses of the writer's colleagues by their names.
        apart_from: addresses that are the writer's or ours.
    """
    for sentence in _sentences(text):
        if not _TURN_TO.search(sentence):
            continue
        named = (match[0].lower().rstrip(".") for match in _ADDRESS.finditer(sentence))
        address = next((each for each in named if each not in apart_from), "")
        name = _name_in(sentence, known, address)
        if address or name:
            return StandIn(name, address or known.get(name, ""), _short(sentence))
    return None


def _sentences(text: str) -> Iterator[str]:
    for part in _SENTENCE.split(text):
        words = " ".join(part.split())
        if words:
            yield words


def _name_in(sentence: str, known: Mapping[str, str], address: str) -> str:
    by_address = next((name for name, each in known.items() if address and each == address), "")
    if by_address:
        return by_address
    plain = _ADDRESS.sub(" ", sentence)
    for name in known:
        if name in plain or re.search(rf"\b{re.escape(name.split()[0])}\b", plain):
            return name
    cue = _TURN_TO.search(plain)
    # "Im Notfall" stands before whom it is about, "Luis Ortega stands in" is the other way.
    behind = _NAME.finditer(plain, cue.end() if cue else 0)
    found = (_without_title(match[1]) for match in (*behind, *_NAME.finditer(plain)))
    return next((name for name in found if name), "")


def _without_title(name: str) -> str:
    words = [w for w in name.split() if w.lower() not in _TITLES and not _TURN_TO.fullmatch(w)]
    return " ".join(words) if len(words) > 1 else ""


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
