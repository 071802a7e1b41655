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
_INSTEAD_OF = (
    r",? (?:instead of|rather than|statt|anstatt|anstelle von|au lieu d[eu']|plutôt que|en vez de|"
    r"en lugar de|invece d[ei]|al posto d[ei]|in plaats van|em vez de) ?"
)
_IN_PLACE_OF = re.compile(
    rf"{_INSTEAD_OF}[^.,;!?\n]+|"
    r"(?:,| (?:and|und|et|y|e|en))? (?:not|nicht|pas|no|non|niet|não) (?:the |den |le |el |il |"
    r"de |o )?"
    r"\d[\w.,:€]*(?=\W*$|[.,;!])",
    re.I,
)
_LETTER_REPLACED = re.compile(
    rf"{_INSTEAD_OF}#?\d? ?[A-Ea-e](?!\w)|"
    r",? (?:and |und |et |y |e |en )?(?:not|nicht|pas|niet) #?\d ?[A-Ea-e](?!\w)",
    re.I,
)


def without_letters_replaced(text: str) -> str:
    """'2A instead of 2B' without the number and letter that no longer hold."""
    return _LETTER_REPLACED.sub("", text)


def as_meant(text: str) -> str:
    """Without what is named only to be replaced."""
    return _IN_PLACE_OF.sub("", _NOT_THIS.sub("", text))
