"""Two options named as if both were taken: '1A or 1B', 'A/B', '1 A, no B'."""

import re

from orchestrator.conversation.reply_asks import Ask

_BETWEEN = (
    r"[ \t]*\)?(?:[ \t]*[,/|&+?][ \t]*|[ \t]*,?[ \t]*\b(?:or|and|or maybe|oder|und|bzw|ou|et|o|y|e|"
    r"u|"
    r"of|en|vs\.?|then|maybe|no|nein|nee|non|não)\b[ \t,.]*|[ \t]+)\(?"
)
# A small letter is an article, or a word of its own, too.
_END = r"\)?(?=\s*(?:$|[,.;:!?/|&+\n]))"


def names_two(ask: Ask, own: str, *, alone: bool) -> bool:
    """Whether two letters stand for the ask side by side; ``alone``: it is the only one open."""
    if ask.kind != "choice":
        return False
    number = rf"#?{ask.n}\s?[:.)=-]?\s*"
    head = rf"(?<![\w.,:/]){number}"
    if alone:
        head = rf"(?:{head}|(?:^|\n)\W*)"
    again = rf"(?:{number})?"
    upper, any_case = "[A-H]", "[A-Ha-h]"
    pairs = (
        rf"{head}\(?(?P<one>{upper}){_BETWEEN}{again}(?!(?P=one))(?:{upper}){_END}",
        rf"{head}(?P<one>{upper}){_BETWEEN}{number}(?!(?P=one))(?:{upper})(?!\w)",
        rf"{head}(?P<one>{any_case})\s*(?:/|\bor\b|\boder\b|\bou\b|"
        rf"\bof\b)\s*(?!(?P=one)){any_case}{_END}",
    )
    return any(re.search(pair, own) for pair in pairs)
