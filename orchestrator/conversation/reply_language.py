"""Which language a reply is in, and which of its small words are another language's."""

from collections.abc import Sequence
import re

from orchestrator.conversation.reply_asks import Ask
from orchestrator.language import detect


def language_of(own: str, asks: Sequence[Ask]) -> str | None:
    """The language of her own words; where they say too little, that of the asks beside them."""
    enough = len(own.split()) >= _ENOUGH_WORDS and detect(own)
    return enough or detect("\n".join([own, *(ask.text for ask in asks)]))


_ENOUGH_WORDS = 8


def native(folded: str, language: str | None) -> str:
    """Folded words, blank where a word refuses or holds back in other languages only.

    As many characters as before.  An unknown language leaves all of them.
    """
    strangers = _STRANGERS.get(language or "")
    return strangers.sub(lambda match: " " * len(match[0]), folded) if strangers else folded


# "No sábado" is Portuguese for "on Saturday", "ma" French for "my".
_STRANGERS = {
    "en": re.compile(r"\b(?:si|als|mais|mas)\b"),
    "de": re.compile(r"\b(?:als(?! ob\b)|mais|mas|si|se)\b"),
    "fr": re.compile(r"\b(?:ma|mas|se|als)\b"),
    "es": re.compile(r"\b(?:se(?! queda)|als|mais)\b"),
    "it": re.compile(r"\b(?:als|mais|mas)\b"),
    "nl": re.compile(r"\b(?:mais|mas|si|se)\b"),
    "pt": re.compile(r"\b(?:(?:no|o)(?= [^\W\d])|mais|si|als|ma)\b"),
}
