"""A sentence -> the features whose weights were learned: words, pairs, stems, signs."""

from collections.abc import Iterator, Sequence
import re

from orchestrator.conversation.reply_words import word_set
from orchestrator.conversation.sentiment.lexicon import kind_of
from orchestrator.conversation.sentiment.pattern import pattern_voice

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[!?]+|\.{3}|…|[\U0001F300-\U0001FAFF☀-➿]")
_NEGATION = word_set(
    "not no never nobody nothing none without hardly isn't aren't wasn't don't doesn't didn't "
    "can't couldn't won't wouldn't haven't hasn't hadn't nicht kein keine keinen keiner nie "
    "niemand nichts ohne pas jamais rien personne aucun aucune sans nunca nadie nada sin "
    "ningún non mai nessuno niente senza niet geen nooit niemand niets zonder não nem ninguém "
    "sem "
)


def features(sentence: str, lang: str | None) -> list[str]:
    """Every feature of one sentence, repeated as often as it stands there."""
    tokens = _TOKEN.findall(sentence.lower().replace("’", "'"))
    found: list[str] = []
    judging: list[str] = []
    before, negated = "^", 0
    for token in tokens:
        is_word = token[0].isalpha()
        sign = token if is_word else "#" if token.isdigit() else token[:3]
        found.append(sign)
        found.append(f"{before} {sign}")
        if len(sign) > 6:
            found.append(f"{sign[:5]}~")
        if negated and is_word:
            found.append(f"not:{sign[:6]}")
        if is_word and (kind := kind_of(sign)):
            judging.append(f"no {kind}" if negated and kind in ("good", "bad") else kind)
        negated = 4 if sign in _NEGATION else max(0, negated - 1)
        before = token
    if tokens:
        found.append(f"{before} $")
    if judging:
        found += _judged(judging)
    if lang == "en" and (voice := pattern_voice(sentence, tokens)):
        found.append(voice)
    return found


def _judged(kinds: Sequence[str]) -> Iterator[str]:
    """Each kind of judging word, how many there are, and which stands before which."""
    for at, kind in enumerate(kinds):
        yield f"={kind}"
        if kind in kinds[:at]:
            yield f"={kind} 2"
        for later in set(kinds[at + 1 :]) - {kind}:
            yield f"={kind}>{later}"
    if len(set(kinds)) == 1:
        yield f"=only {kinds[0]}"
