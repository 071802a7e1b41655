"""What a subject is about, and what mail programs and people add to it.  Pure."""

import re

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


def is_answer(subject: str) -> bool:
    """Whether it bears the mark of a reply or of a forwarded mail, whatever the language."""
    return bool(_PREFIX.match(_SPACE.sub(" ", _BLOB.sub("", subject, count=1))))
