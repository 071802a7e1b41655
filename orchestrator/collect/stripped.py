"""HTML that is too large or too deep for the tree builder: its words without the tags.  Pure."""

import re

from orchestrator.collect import caps

_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_MANY_TAGS = 2000
_CONTAINER = re.compile(r"<(/?)(?!br|img|hr|meta|link|input|p\b|li\b|td\b|tr\b|!|o:p)[a-z]", re.I)
# None of these may look past the next tag: a thousand unclosed ones would take a thousand walks.
_TAG = re.compile(r"<[^<>]*+>")
_UNREAD = re.compile(r"<(/?)(?:style|script|head|title)\b[^<>]*+>", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*+>", re.I)


def is_too_deep(html: str) -> bool:
    """The tree builder takes time in the square of the depth."""
    if html.count("<") < _MANY_TAGS:
        return False
    depth = deepest = 0
    for found in _CONTAINER.finditer(html):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest > 10 * caps.HTML_DEPTH


def stripped(html: str) -> str:
    text = _TAG.sub(" ", _BREAK.sub("\n", _without_unread(html)))
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    plain = "\n".join(lines)
    for entity, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


def _without_unread(html: str) -> str:
    """Less what stands between such a tag and the end of one; an unclosed one hides nothing."""
    kept: list[str] = []
    at, opened = 0, -1
    for found in _UNREAD.finditer(html):
        if not found[1]:
            opened = found.start() if opened < 0 else opened
        elif opened >= 0:
            kept.append(html[at:opened])
            at, opened = found.end(), -1
    return " ".join([*kept, html[at:]])
