"""A sentence -> the features whose weights were learned: words, pairs, stems, signs."""

from collections.abc import Iterator
import re

from textblob.en import sentiment as pattern_sentiment

from orchestrator.conversation.reply_words import word_set

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[!?]+|\.{3}|…|[\U0001F300-\U0001FAFF☀-➿]")
_NEGATION = word_set(
    "not no never nobody nothing none without hardly isn't aren't wasn't don't doesn't didn't "
    "can't couldn't won't wouldn't haven't hasn't hadn't nicht kein keine keinen keiner nie "
    "niemand nichts ohne pas jamais rien personne aucun aucune sans nunca nadie nada sin "
    "ningún non mai nessuno niente senza niet geen nooit niemand niets zonder não nem ninguém "
    "sem "
)


def features(sentence: str, lang: str | None) -> Iterator[str]:
    """Every feature of one sentence, repeated as often as it stands there."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(sentence)]
    negated = 0
    for before, token in zip(["^", *tokens], tokens, strict=False):
        token = "#" if token.isdigit() else token[:3] if not token[0].isalpha() else token
        yield token
        yield f"{before} {token}"
        if len(token) > 6:
            yield f"{token[:5]}~"
        if negated and token[0].isalpha():
            yield f"not:{token[:6]}"
        negated = 4 if token in _NEGATION else max(0, negated - 1)
    if tokens:
        yield f"{tokens[-1]} $"
    if lang == "en" and (voice := _pattern_voice(sentence)):
        yield voice


def _pattern_voice(sentence: str) -> str:
    """TextBlob's own polarity, in steps of a quarter: one weak voice among many."""
    polarity = pattern_sentiment(sentence)[0]
    return f"pattern:{round(polarity * 4)}" if polarity else ""
