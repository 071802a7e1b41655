"""Two options named as if both were taken: '1A or 1B', 'A/B', '1 A, no B'."""

from functools import lru_cache
import re

from orchestrator.conversation.reply_asks import Ask

_BETWEEN = (
    r"[ \t]*\)?(?:[ \t]*[,/|&+?][ \t]*|[ \t]*,?[ \t]*\b(?:or|and|or maybe|oder|und|bzw|ou|et|o|y|e|"
    r"u|of|en|vs\.?|then|maybe|no|nein|nee|non|não)\b[ \t,.]*|[ \t]+)\(?"
)
# A small letter is an article, or a word of its own, too.
_END = r"\)?(?=\s*(?:$|[,.;:!?/|&+\n]))"


_FOR_ONE = r"(?:for|on|in|at|für|auf|im|pour|sur|para|en|per|su|voor|op|em|na|no)(?!\w)"


def names_two(ask: Ask, own: str, *, alone: bool) -> bool:
    """Whether two letters stand for the ask side by side; ``alone``: it is the only one open."""
    return ask.kind == "choice" and any(each.search(own) for each in _pairs(ask.n, alone=alone))


@lru_cache(maxsize=32)
def _pairs(n: int, *, alone: bool) -> tuple[re.Pattern[str], ...]:
    number = rf"#?{n}\s?[:.)=-]?\s*"
    head = rf"(?<![\w.,:/]){number}"
    if alone:
        head = rf"(?:{head}|(?:^|\n)\W*)"
    first = rf"{head}\(?(?P<one>[A-H])"
    other = r"(?!(?P=one))[A-H]"
    return (
        re.compile(rf"{first}{_BETWEEN}(?:{number})?{other}{_END}"),
        re.compile(rf"{first}{_BETWEEN}{number}{other}(?!\w)"),
        re.compile(rf"{first} {_FOR_ONE}[^\n.!?]*?{number}{other} {_FOR_ONE}"),
        re.compile(
            rf"{head}(?P<one>[a-h])\s*(?:/|\b(?:or|oder|ou|of)\b)\s*(?!(?P=one))[a-h]{_END}",
            re.IGNORECASE,
        ),
    )
