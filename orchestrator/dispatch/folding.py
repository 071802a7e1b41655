"""Header fields as lines: folded between words, and never inside one.  Pure.

An id or a link that is cut, or written as an encoded word (RFC 2047), names nothing any
more: an answer to a long id, as Outlook makes them, would begin a conversation of its own.
"""

from email.header import Header
from functools import lru_cache
import re
from typing import NewType

from orchestrator.errors import Refused

LINE = 78
"""RFC 5322 section 2.1.1."""

Folded = NewType("Folded", str)
"""The value of a header field, safe to write after its name and a colon with a space."""

_BREAK = re.compile("[\r\n\0]")
_PLAIN = re.compile("[ -~]+")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_SPACES = re.compile("[ \t]+")


def words(name: str, value: str) -> Folded:
    """Words that stay as they are: ids, links, plain text.

    Raises:
        Refused: it would be more than one header field, or is not plain ASCII.
    """
    if not _PLAIN.fullmatch(_whole(name, value)):
        raise Refused(f"{name}: {value[:60]!r} cannot stand in a header")
    first, *more = value.split()
    lines = [first]
    room = LINE - len(name) - 2
    for word in more:
        if len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
            room = LINE - 1
        else:
            lines[-1] += f" {word}"
    return Folded("\r\n ".join(lines))


def text(name: str, value: str) -> Folded:
    """Text that people wrote: as it is in ASCII, else in encoded words.

    Raises:
        Refused: it would be more than one header field.
    """
    clean = _SPACES.sub(" ", _whole(name, value)).strip(" ")
    return words(name, clean) if _is_plain(clean) else _encoded(name, clean)


def mailbox(name: str, display_name: str, addr_spec: str) -> Folded:
    """``"Whitfield, Dana" <dana@harbor.example>``.

    Raises:
        Refused: as `words`.
    """
    clean = _SPACES.sub(" ", _whole(name, display_name)).strip(" ")
    if not clean:
        return words(name, addr_spec)
    if _is_plain(clean):
        phrase = clean if _ATOMS.fullmatch(clean) else _quoted(clean)
        return words(name, f"{phrase} <{addr_spec}>")
    phrase = _encoded(name, clean)
    address = words(name, f"<{addr_spec}>")
    fits = len(phrase.rpartition("\n")[2]) + len(name) + len(address) + 3 <= LINE
    return Folded(f"{phrase}{' ' if fits else f'{chr(13)}{chr(10)} '}{address}")


def _whole(name: str, value: str) -> str:
    """Refuse what would begin another header field, or end the header, before SMTP sees it."""
    if _BREAK.search(value):
        raise Refused(f"{name}: {value[:60]!r} holds a line break or NUL")
    return value


def _is_plain(value: str) -> bool:
    """Whether it reads as it is: ``=?`` could be taken for an encoded word."""
    return bool(
        _PLAIN.fullmatch(value)
        and "=?" not in value
        and all(len(word) < LINE - 12 for word in value.split(" "))
    )


def _quoted(phrase: str) -> str:
    escaped = phrase.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@lru_cache(maxsize=1024)
def _encoded(name: str, value: str) -> Folded:
    # A lone surrogate is no character of UTF-8.
    clean = value.encode("utf-8", "replace").decode()
    field = Header(clean, "utf-8", maxlinelen=LINE - 2, header_name=name)
    return Folded(field.encode(linesep="\r\n"))
