"""What the reply to "Was this you?" says: yes, no, or words for a person.  Pure.

A yes is made of nothing but words that say yes: what stands beside it may change, deny or
delay what waits, in more ways than anybody can list.  A code says yes by itself, so the
same holds for what stands beside a code.
"""

from collections.abc import Iterable
import re
from typing import Any
from unicodedata import combining, normalize

from orchestrator import tokens
from orchestrator.codes import codes_in, without_codes
from orchestrator.conversation.confirming_words import AROUND, DENIES, GREETING, PLAIN_NO, PLAIN_YES

_AROUND = re.compile(rf"(?:{AROUND})(?: (?:{AROUND}))*")
_YES = re.compile(rf"(?:(?:{AROUND}) )*(?:{PLAIN_YES})(?: (?:{PLAIN_YES}|{AROUND}))*")
_MOST_WORDS = 12
"""Of a phrase: nobody says a plain yes in more, and it keeps the search short."""
# The first words of our question: some programs copy it below a reply, without a mark.
_OUR_QUESTION = re.compile(
    r"^.*(?:\bwas this you\?\W*$|\ba mail in your name reached us\b|\bif it was not you, reply\b)",
    re.IGNORECASE | re.MULTILINE,
)
_BREAKS = re.compile(r"[\n,.;:!?…()–—]+|\s-\s")
# A sign that we do not know is a word that we do not know: it may cross something out.
_NO_WORD = re.compile(r"[^\w'~\u2190-\u2bff\U0001f000-\U0001faff]+|\B'|'\B")
_SIGNS = str.maketrans(
    dict.fromkeys("👍👌✅✔", "\nyes\n") | dict.fromkeys("👎❌", "\nno\n")
    | dict.fromkeys("🙂😊😀🙏❤🏻🏼🏽🏾🏿", " ")
)  # fmt: skip


def is_confirmation(recipients: Iterable[str], new_text: str) -> bool:
    """Whether a mail replies to "Was this you?": to its reply address, or with a code."""
    found = (tokens.token_in(address) for address in recipients)
    references = (tokens.reference_of(token) for token in found if token)
    return any(ref and ref.startswith("c") for ref in references) or bool(codes_in(new_text))


def read_confirmation(new_text: str, *, name: str) -> dict[str, Any]:
    """One answer of the form that `reply read` gives: ``value`` yes, no or None.

    ``certainty`` is ``exact`` or ``unclear``; only an exact yes confirms anything.

    Args:
        name: hers, with which she may sign.
    """
    copied = _OUR_QUESTION.search(new_text)
    words = new_text[: copied.start()] if copied else new_text
    said = _phrases(_without_greeting(without_codes(words, "\n")), name)
    value = _value(said, has_code=bool(codes_in(words)), is_asking="?" in words)
    span = new_text.strip()[:200]
    return {"value": value, "certainty": "exact" if value else "unclear", "span": span}


def _without_greeting(words: str) -> str:
    greeting = GREETING.match(words)
    if greeting is None or any(PLAIN_NO.fullmatch(word) for word in _fold(greeting[0]).split()):
        return words
    return words[greeting.end() :]


def _phrases(words: str, name: str) -> list[str]:
    """What stands between two signs or line breaks, folded, without her name at its end."""
    hers = {word for word in _fold(name).split() if len(word) > 2}
    found = [_fold(part).split() for part in _BREAKS.split(words.translate(_SIGNS))]
    for phrase in found:
        while phrase and phrase[-1] in hers:
            phrase.pop()
    return [" ".join(phrase) for phrase in found if phrase]


def _fold(text: str) -> str:
    """Lower-case words without accents, one blank between two."""
    plain = "".join(c for c in normalize("NFKD", text) if not combining(c))
    folded = plain.casefold().replace("’", "'").replace("`", "'").replace("e-mail", "mail")
    return _NO_WORD.sub(" ", folded).strip()


def _value(said: list[str], *, has_code: bool, is_asking: bool) -> str | None:
    if any(DENIES.search(phrase) for phrase in said):
        return "no"
    plain = [phrase for phrase in said if len(phrase.split()) <= _MOST_WORDS]
    yes = [phrase for phrase in plain if _YES.fullmatch(phrase)]
    if any(PLAIN_NO.fullmatch(phrase) for phrase in plain):
        return None if yes else "no"
    around = [phrase for phrase in plain if _AROUND.fullmatch(phrase)]
    if is_asking or set(said) - {*yes, *around}:
        return None
    return "yes" if yes or has_code else None
