"""What a text is about: its words without the small ones, compared over their forms.  Pure."""

import re
import unicodedata

from orchestrator.language import SMALL_WORDS

FORMS_SHARE = 0.55
"""Two forms of one word begin alike, by at least this part of the longer one."""

TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def word_set(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_ASKING = word_set(
    "who whom what which when where how why should shall want need use using choose take like",
    "does did do is are can may",
    "wer wem wen was welche welchen welcher welches wann wie wo warum soll sollen wollen nehmen",
    "qui quel quelle quels quelles quand combien faut faut-il doit doit-il choisir",
    "quién qué cuál cuáles cuándo cuánto cuántos cuánta cuántas cómo usamos usar deve deven debe",
    "chi quale qual quali quando quanto quanti quanta quante come usiamo usare",
    "wat welke wanneer hoeveel hoe zullen gebruiken moeten",
    "quem que quais quantos quantas",
)


def content_words(text: str) -> list[str]:
    """The words that a text is about, in lower case and without accents, each once."""
    tokens = (each.lower() for each in TOKEN.findall(text))
    kept = [each for each in tokens if each not in SMALL_WORDS and each not in _ASKING]
    return list(dict.fromkeys(plain(each) for each in kept if len(each) > 1 or each.isdigit()))


def shares(topic: list[str], words: list[str]) -> float:
    """How much of ``topic`` is among ``words``, between 0 and 1."""
    found = sum(any(alike(each, word) for word in words) for each in topic)
    return found / len(topic)


def plain(word: str) -> str:
    """Without accents."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def alike(one: str, other: str) -> bool:
    """The same word, or two forms of one."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common >= 4 and common >= longest - 3 and common >= FORMS_SHARE * longest
