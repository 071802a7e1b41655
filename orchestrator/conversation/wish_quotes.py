"""The words of a mail in which its writer said a wish.  Pure."""

from datetime import date

from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_asks import fold
from orchestrator.conversation.reply_stops import wants_start, wants_stop
from orchestrator.conversation.reply_wishes import read_preferences
from orchestrator.conversation.urgent_calls import wants_urgent_calls

LONGEST = 200


def wish_quote(text: str, wish: str, value: str, *, today: date) -> str:
    """The first sentence that says it, else the first words of ``text``.

    Args:
        text: her own words.
        wish: as the stable output `reply read` names it, or ``stop``.
        today: the day on which she wrote.
    """
    sentences = split_sentences(text)
    said = (each for each in sentences if _says(fold(each), wish, value, today))
    return _short(next(said, sentences[0] if sentences else ""))


def _says(sentence: str, wish: str, value: str, today: date) -> bool:
    if wish == "stop":
        return wants_stop(sentence) if value == "yes" else wants_start(sentence)
    if wish == "urgent":
        return wants_urgent_calls(sentence)
    return read_preferences(sentence, today).get(wish) == value


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
