"""How many parts a text message takes on the wire (3GPP TS 23.038 and 23.040).  Pure.

One character outside the plain alphabet makes a part hold 70 characters instead of 160.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
import unicodedata

_PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED: Final = frozenset("\f^{}\\[~]|€")
"""Two septets each, which do not part."""
_HARMLESS: Final = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−•·", "-")
    | dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f", " ")
    | dict.fromkeys("\u00ad\u200b\u2060\ufe0f\ufeff", "")
    | {"…": "...", "×": "x", "→": "->"}
)


@dataclass(frozen=True, slots=True)
class Segments:
    """``odd``: the characters outside the plain alphabet, each once."""

    count: int
    odd: str


def plain(text: str) -> str:
    """The text with quotes, dashes and spaces that every telephone has; names stay as they are."""
    return unicodedata.normalize("NFC", text).translate(_HARMLESS)


def segments(text: str) -> Segments:
    """Count the parts of a text as it stands."""
    odd = "".join(dict.fromkeys(char for char in text if char not in _PLAIN | _ESCAPED))
    if odd:
        # UTF-16: a character beyond the first plane takes two places, in one part.
        sizes = [len(char.encode("utf-16-le")) // 2 for char in text]
        return Segments(_parts(sizes, alone=70, joined=67), odd)
    sizes = [2 if char in _ESCAPED else 1 for char in text]
    return Segments(_parts(sizes, alone=160, joined=153), "")


def _parts(sizes: Sequence[int], *, alone: int, joined: int) -> int:
    return 1 if sum(sizes) <= alone else sum(1 for _ in _cut(sizes, joined))


def _cut(sizes: Iterable[int], room: int) -> Iterable[int]:
    """How full each part is; nothing is cut in the middle."""
    full = 0
    for size in sizes:
        if full + size > room:
            yield full
            full = 0
        full += size
    yield full
