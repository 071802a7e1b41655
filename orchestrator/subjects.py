"""What a subject is about, and what mail programs and people add to it.  Pure."""

from difflib import SequenceMatcher
import re
import unicodedata

_SPACE = re.compile(r"\s+")
_MARKS = (
    r"re|aw|sv|rv|tr|fw|fwd|wg|antw|ant|ref|réf|rif|vs|vl|vb|vá|odp|pd|res|enc|bls|doorst|"
    r"r|i|ynt|ilt|ts|svar|atb|per|továbbítás|továbbítva|回复|答复|回覆|转发|轉寄|返信|転送|회신|전달|"
    r"отв|на|пересл"
)
_COUNT = r"\s*(?:[\[(^]\s*\d{1,3}\s*[\])]?|\*\d{1,3})?\s*[:：]\s*"
_PREFIX = re.compile(rf"\s*(?:{_MARKS}){_COUNT}", re.I)
_BLOB = re.compile(r"\s*\[[^\[\]]{0,60}\]\s*")
_TRAILER = re.compile(r"\s*\((?:fwd|fw|wg|tr)\)\s*$", re.I)
_BRACKETED = re.compile(r"\s*\[(?:fwd|fw|wg|tr):\s*(.*)\]\s*$", re.I | re.DOTALL)
# What gateways and people put in front.
_STAMP = re.compile(
    r"\W*(?:external|extern|externe|externo|spam|suspected spam|caution|secure|encrypted|urgent|"
    r"dringend|wichtig|important|urgente|importante|reminder|erinnerung|rappel)\s*(?:\]|\W*[:：*])\s*",
    re.I,
)
_WAS = re.compile(r"\s*[\[(]\s*(?:was|war|ehemals|était|era|fue|voorheen)\s*:.*$", re.I | re.DOTALL)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_TELLING = 20
"""Characters of a beginning that tell a subject from others."""

_ALIKE = 0.85


def base_subject(subject: str) -> str:
    """The subject less reply and forward marks and leading ``[tags]``, as written.

    RFC 5256 section 2.1, with the prefixes that other languages send.
    """
    text = _SPACE.sub(" ", subject).strip()[:1000]
    for _ in range(20):
        before = text
        text = _TRAILER.sub("", text)
        while found := _PREFIX.match(text):
            text = text[found.end() :]
        if (found := _BLOB.match(text)) and text[found.end() :].strip():
            text = text[found.end() :]
        if found := _BRACKETED.match(text):
            text = found.group(1)
        if text == before:
            break
    return text.strip()


def unmarked(subject: str) -> str:
    """The subject less its reply and forward marks alone: a tag may name a project."""
    text = _SPACE.sub(" ", subject).strip()
    while found := _PREFIX.match(text):
        text = text[found.end() :]
    return text


def is_answer(subject: str) -> bool:
    """Whether it bears the mark of a reply or of a forwarded mail, whatever the language."""
    return bool(_PREFIX.match(_SPACE.sub(" ", _BLOB.sub("", subject, count=1))))


def topic(subject: str) -> str:
    """What two subjects are compared by: words without marks, tags, case and "(was: …)"."""
    text = _WAS.sub("", base_subject(unicodedata.normalize("NFKC", subject)))
    while found := _STAMP.match(text):
        text = text[found.end() :]
    return " ".join(_WORD.findall(base_subject(text).casefold()))


def is_same_topic(topic: str, other: str) -> bool:
    """Whether they differ by no more than a slip, a cut or a damaged letter; never by a number."""
    if topic == other:
        return True
    if _NUMBER.findall(topic) != _NUMBER.findall(other):
        return False
    shorter, longer = sorted((topic, other), key=len)
    if len(shorter) >= _TELLING and longer.startswith(shorter):
        return True
    return SequenceMatcher(None, topic, other, autojunk=False).ratio() >= _ALIKE


def shares_words(topic: str, other: str) -> bool:
    """Whether a word that says something is in both."""
    telling = ({word for word in each.split() if len(word) > 3} for each in (topic, other))
    return bool(set.intersection(*telling))
