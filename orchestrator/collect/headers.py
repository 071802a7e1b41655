"""Header fields: words and addresses.  Pure.

Addresses are read here and not by the standard library, which took an address out of a
malformed field (CVE-2023-27043): a field that is not one mailbox list gives no address.
"""

import binascii
from functools import lru_cache
import re
from typing import NamedTuple

from orchestrator.collect.charset import decode, storable, utf8
from orchestrator.subjects import base_subject as base_subject

_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]*)\?=")
_BETWEEN_WORDS = re.compile(rb"(\?=)[ \t\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
# C0 and C1 controls, and the marks that reorder or hide text (Unicode UAX 9).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class Address(NamedTuple):
    """``address`` is an addr-spec in lower case, or "" where it cannot be read."""

    address: str
    name: str = ""


def words(value: bytes | None) -> str:
    """A field's text: encoded words decoded (RFC 2047), controls made visible."""
    if not value:
        return ""
    text = _decoded_words(value) if b"=?" in value else utf8(value)
    return visible(" ".join(text.split()))


def _decoded_words(value: bytes) -> str:
    """Neighbours of one charset are joined before decoding: some split a character."""
    value = _BETWEEN_WORDS.sub(rb"\1", value)
    text, at = [], 0
    charset, run = "", b""
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        label = found.group(1).partition(b"*")[0].decode("ascii", "replace").lower()
        if (between or label != charset) and run:
            text.append(decode(run, charset)[0])
            run = b""
        text.append(utf8(between))
        charset, at = label, found.end()
        run += _word_bytes(found.group(2), found.group(3))
    text.append(decode(run, charset)[0])
    text.append(utf8(value[at:]))
    return "".join(text)


def _word_bytes(encoding: bytes, content: bytes) -> bytes:
    if encoding in b"qQ":
        return binascii.a2b_qp(content.replace(b"_", b" "), header=True)
    content = content.rstrip(b"= ")
    try:
        return binascii.a2b_base64(content + b"=" * (-len(content) % 4))
    except binascii.Error:
        return content


def visible(text: str) -> str:
    """Show what a reader could be deceived by: control pictures, ``[U+202E]``."""
    if text.isprintable():
        return text
    return storable(_HIDDEN.sub(_symbol, text))


def _symbol(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "" if code in (0x200B, 0xFEFF) else f"[U+{code:04X}]"


# Addresses (RFC 5322 section 3.4)

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^<>]*>|[()<>",;:]|[^()<>",;:]+', re.DOTALL)
_ADDR_SPEC = re.compile(
    r"([\w!#$%&'*+/=?^`{|}~-]+(?:\.+[\w!#$%&'*+/=?^`{|}~-]+)*\.?|\"[^\"\\\x00-\x1f]+\")"
    r"@([^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?|\[[0-9A-Fa-f.:IPv]+\])"
)
# What most fields hold; possessive, so that hostile ones stay linear.
_PLAIN_MAILBOX = re.compile(
    rb'\s*+(?:(?:"([^"\\]*+)"|([^"\\()<>,:;@]*+))\s*+<([\w.+=-]{1,64}@[\w.-]{1,250})>'
    rb"|([\w.+=-]{1,64}@[\w.-]{1,250}))\s*+(?:,|\Z)"
)
_ROUTE = re.compile(r"^@[^:]*:")


@lru_cache(maxsize=512)
def addresses(value: bytes | None) -> tuple[Address, ...]:
    """The mailboxes of a field, in order; group names are dropped, members kept.

    Kept, as the same few people write to each other.
    """
    if not value or not value.strip():
        return ()
    return _plain_addresses(value) or _any_addresses(value)


def _plain_addresses(value: bytes) -> tuple[Address, ...]:
    """The mailboxes of a field without comments, escapes and groups; none where it has some."""
    found, at = [], 0
    while plain := _PLAIN_MAILBOX.match(value, at):
        quoted, phrase, inside, bare = plain.groups()
        spec = (inside or bare).decode("ascii").lower()
        address = spec.rstrip(".") if _ADDR_SPEC.fullmatch(spec) else ""
        found.append(Address(address, words(quoted or phrase)[:500]))
        at = plain.end()
        if at == len(value):
            return tuple(found)
    return ()


def _any_addresses(value: bytes) -> tuple[Address, ...]:
    found: list[Address] = []
    current: list[bytes] = []
    depth = 0
    for token in _TOKEN.findall(value):
        depth += (token == b"(") - (token == b")" and depth > 0)
        if depth == 0 and token in (b",", b";", b":"):
            if token != b":":
                _add_mailbox(found, current)
            current = []
        else:
            current.append(token)
    _add_mailbox(found, current)
    return tuple(found)


def _add_mailbox(found: list[Address], tokens: list[bytes]) -> None:
    if not b"".join(tokens).strip():
        return
    phrase, comment, angles, after, depth = b"", b"", b"", False, 0
    broken = False
    for token in tokens:
        if token == b"(":
            depth += 1
        elif token == b")":
            broken |= depth == 0
            depth = max(0, depth - 1)
        elif depth:
            comment += token
        elif len(token) > 1 and token.startswith(b"<"):
            broken |= bool(angles)
            angles, after = token, True
        elif token in (b"<", b">", b'"') or (after and token.strip()):
            broken = True
        else:
            phrase += token
    broken |= depth > 0
    inside = angles[1:-1] if angles else phrase
    name = words(_unquoted(phrase)) if angles else words(comment)
    address = "" if broken else addr_spec(inside)
    if not address and not name:
        name = words(b"".join(tokens))
    found.append(Address(address, name[:500]))


def _unquoted(phrase: bytes) -> bytes:
    phrase = phrase.strip()
    if len(phrase) > 1 and phrase.startswith(b'"') and phrase.endswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", phrase[1:-1])
    return phrase.replace(b'"', b"")


def addr_spec(value: bytes) -> str:
    """The address in lower case, its domain in ASCII; "" where it is none."""
    text = utf8(value).strip()
    if text.startswith("@"):
        text = _ROUTE.sub("", text)
    if len(text) > 320 or not (found := _ADDR_SPEC.fullmatch(text)):
        return ""
    local, domain = found.group(1).lower(), found.group(2).lower().rstrip(".")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return f"{local}@{domain}"
