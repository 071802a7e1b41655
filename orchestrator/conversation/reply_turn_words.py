"""What turns from one answer to another in the same words, in seven languages."""

import re

CORRECTION = re.compile(
    r"(?<=[,;.!–-] )(?:no|nein|non|nee|não), (?=\w)|"
    r"\b(?:(?:non|no|nee|não),? (?=[a-e]\b)|euh|no sorry|sorry|"
    r"actually|hang on|no wait|wait|make that|i mean|rather|scratch that|"
    r"oops|correction|so|"
    r"äh|quatsch|nein|doch lieber|stopp|besser|non,|pardon|plutôt|perdón|mejor dicho|digo|"
    r"scusa\w*|anzi|"
    r"of nee|nee|toch|aliás|quer dizer|desculp\w+|hmm)\b"
)
# "Not five but six", "800 instead of 500".
_NOT_THIS = re.compile(
    r"\b(?:not|nicht|keine?n?|ne(?: \w+)? pas|pas|no|non|niet|geen|não) (?:[^\s,;.!?]+ ){1,4}?"
    r"(?:but(?: rather)?|sondern|mais(?: plutôt)?|sino|bensì|ma|maar|mas(?: sim)?) (?=\S)",
    re.I,
)
_IN_PLACE_OF = re.compile(
    r",? (?:instead of|rather than|statt|anstatt|anstelle von|au lieu d[eu'] ?|plutôt que|"
    r"en vez del?|"
    r"en lugar del?|invece d[eil]\w*|al posto d[ei]\w*|in plaats van|em vez d[eo]) [^.,;!?\n]+",
    re.I,
)


def as_meant(text: str) -> str:
    """Without what is named only to be replaced."""
    return _IN_PLACE_OF.sub("", _NOT_THIS.sub("", text))
