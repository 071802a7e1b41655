"""Message identifiers as mail programs write them (RFC 5322 section 3.6.4).  Pure.

Identifiers keep their angle brackets and their case.  White space and comments inside,
which some programs fold into them, are no part of them.
"""

from collections.abc import Iterable
import re
from typing import NamedTuple

from orchestrator.collect.charset import decode, utf8
from orchestrator.collect.fields import read_header
from orchestrator.collect.headers import words

_ID = re.compile(rb"<([^<>]{1,990})>")
_SPACE = re.compile(rb"\s+")
_COMMENT = re.compile(rb"\([^()]*\)")
_QUOTED = re.compile(rb'"[^"]*"')
_INNER_COMMENT = re.compile(rb"\s+\([^()]*\)|\([^()]*\)(?=\s|$)")
_CONTROL = re.compile(rb"[\x00-\x20\x7f]")
_BARE_ID = re.compile(rb"[^<>\s\"@]{1,500}@[^<>\s\"@]{1,490}")
_ENCODED = re.compile(rb"=\?[^?\s]{1,60}\?[bBqQ]\?")
_DIGIT = re.compile(rb"[0-9]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
# Behind such a word stands an identifier, and behind such a name a person's address:
# `Message from Ann Lee <ann@harbor.example> of Mon, 3 Nov <20261103@harbor.example>`.
_MEANS_ID = re.compile(rb"\b(?:message|msg|mail|note|article|posting|id)\W*$", re.I)
_MEANS_PERSON = re.compile(rb"\b(?:from|by|von|van|de|da|di)\s[^<>0-9]*$", re.I)


class Identifiers(NamedTuple):
    """What a header says of its mail's place among others."""

    message_id: str | None
    references: tuple[str, ...]
    in_reply_to: str | None


def read_identifiers(content: bytes) -> Identifiers:
    """The identifiers of a message, as `parse.parse_mail` finds them, without reading the rest."""
    return identifiers_of(read_header(content))


def identifiers_of(fields: Iterable[tuple[str, bytes]]) -> Identifiers:
    """From the fields of a header, whose names are in lower case; any of them may be repeated."""
    found: dict[str, list[bytes]] = {"message-id": [], "references": [], "in-reply-to": []}
    for name, value in fields:
        if name in found:
            found[name].append(value)
    own = (message_id(value) for value in found["message-id"])
    return Identifiers(
        next(filter(None, own), None),
        message_ids(b" ".join(found["references"])),
        replied_to(b" ".join(found["in-reply-to"])),
    )


def message_ids(value: bytes | None) -> tuple[str, ...]:
    """All identifiers in order, each once; bare ones where nothing else is in the field."""
    if not value:
        return ()
    value = _decoded(value)
    inside = _ID.findall(value)
    if not inside:
        inside = [each for each in value.split() if _BARE_ID.fullmatch(each)]
        if len(inside) != len(value.split()):
            return ()
    return tuple(dict.fromkeys(filter(None, map(_cleaned, inside))))


def message_id(value: bytes | None) -> str | None:
    """The one identifier; a bare ``left@right`` gets the brackets it lacks."""
    value = _decoded(value or b"")
    whole = (each for each in _ID.findall(value) if not _has_blanks(each))
    if found := next(filter(None, map(_cleaned, whole)), None):
        return found
    bare = value.strip().strip(b"<>")
    return f"<{decode(bare, 'utf-8')[0]}>" if _BARE_ID.fullmatch(bare) else None


def _has_blanks(inside: bytes) -> bool:
    """Words between brackets, on one line or on two, name no mail.

    Comments do no harm, nor do blanks in a quoted left side (obs-id-left): a reference to it
    is read without them too.
    """
    return bool(_SPACE.search(_INNER_COMMENT.sub(b"", _QUOTED.sub(b"", inside)).strip()))


def replied_to(value: bytes | None) -> str | None:
    """The mail that an In-Reply-To field means: its first identifier.

    Old programs write a sentence into it that names the writer with her address, and an
    address taken for an identifier would join all that she was ever answered.
    """
    if not value:
        return None
    value = _decoded(value)
    if b"<" not in value:
        return next(iter(message_ids(value)), None)
    found = list(_ID.finditer(value))
    parts = _COMMENT.sub(b"", _ID.sub(b"<>", value)).split(b"<>")
    for number, each in enumerate(found):
        is_last = number == len(found) - 1 and not _LETTER.search(parts[-1])
        if not _is_address(each.group(1), behind=parts[number], is_last=is_last):
            return _cleaned(each.group(1)) or None
    return None


def _is_address(inside: bytes, *, behind: bytes, is_last: bool) -> bool:
    """Whether the words that it is ``behind`` make it a person's, for all that is known."""
    if _MEANS_ID.search(behind) or not _LETTER.search(behind):
        return False
    if not is_last:
        return True
    return bool(_MEANS_PERSON.search(behind)) and not _DIGIT.search(inside.partition(b"@")[0])


def _decoded(value: bytes) -> bytes:
    """Some programs encode a field of identifiers as if it were words (RFC 2047)."""
    if b"=?" in value and _ENCODED.search(value):
        return words(value).encode("utf-8", "replace")
    return value


def _cleaned(inside: bytes) -> str:
    """With brackets; "" where it is none."""
    if _SPACE.search(inside) or inside.endswith(b")"):
        inside = _SPACE.sub(b"", _INNER_COMMENT.sub(b"", inside))
    return "" if not inside or _CONTROL.search(inside) else f"<{utf8(inside)}>"
