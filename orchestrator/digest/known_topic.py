"""What a text is about: its words without the small ones, compared over their forms.  Pure."""

from functools import lru_cache
import re

from orchestrator.digest.known_names import LIGHT, group_of, plain
from orchestrator.language import SMALL_WORDS

FORMS_SHARE = 0.55
"""Two forms of one word begin alike, by at least this part of the longer one."""

TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# "l'en-tête", "utilisez-vous", "what's".
_JOINED = re.compile(
    r"^(?:[ldnsmjtc]|qu|nell|dell|all|dall|sull|un)['’](?=\w)|-(?:t-)?(?:nous|vous|on|ils?|elles?|je|"
    r"tu)$|['’]s$"
)


# "Kurierdienst" is about couriers.
_TAIL = re.compile(r"(?<=\w{4})s?(?:dienst|firma|anbieter|unternehmen)(?:e?s|en|e)?$")


def word_set(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


def content_words(text: str) -> list[str]:
    """The words that a text is about, as they are compared, each once.

    Several words for one thing are one (`known_names`); light ones count only where there are
    no others.
    """
    return list(_content_words(text))


@lru_cache(maxsize=4096)
def _content_words(text: str) -> tuple[str, ...]:
    tokens = (_JOINED.sub("", each.lower()) for each in TOKEN.findall(text))
    words = [_TAIL.sub("", plain(each)) for each in tokens if len(each) > 1 or each.isdigit()]
    heavy = [group_of(each) or each for each in words if each not in _SMALL]
    return tuple(dict.fromkeys(heavy))


_SMALL = frozenset(map(plain, SMALL_WORDS)) | LIGHT


def shares(topic: list[str], words: list[str]) -> float:
    """How much of ``topic`` is among ``words``, between 0 and 1."""
    found = sum(any(alike(each, word) for word in words) for each in topic)
    return found / len(topic)


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
    is_form = common >= longest - 3 or common >= 7
    if common >= 4 and is_form and common >= FORMS_SHARE * longest:
        return True
    return common >= 4 and _ENDING.sub("", one) == _ENDING.sub("", other)


# Of verbs, in Italian, Spanish, Portuguese and French.
_ENDING = re.compile(
    r"(?<=\w{4})(?:h?iamo|amos|emos|imos|ate|ete|ite|are|ere|ire|ano|ono|ons|ez|ent|ar|er|ir|an|en|"
    r"am|em)$"
)
