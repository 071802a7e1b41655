"""What is inside a winmail.dat: the body and the files (MS-OXTNEF).  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
import logging
import struct

from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from orchestrator.collect.charset import decode

_SIGNATURE = struct.Struct("<IH")
_OBJECT = struct.Struct("<BHHI")
_COUNT = struct.Struct("<I")
_CHECKSUM_BYTES = 2
_MOST_OBJECTS = 2000
_MOST_PROPERTIES = 2000
_WANTED = frozenset(
    [
        TNEF.ATTBODY,
        TNEF.ATTMAPIPROPS,
        TNEF.ATTOEMCODEPAGE,
        TNEF.ATTATTACHRENDDATA,
        TNEF.ATTATTACHTITLE,
        TNEF.ATTATTACHDATA,
        TNEF.ATTATTACHMENT,
    ]
)
_WITH_PROPERTIES = frozenset([TNEF.ATTMAPIPROPS, TNEF.ATTATTACHMENT])
# What the library raises on bytes that are not as they should be, besides what it logs.
_UNREADABLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NameError,
    RecursionError,
    struct.error,
)
logging.getLogger("tnefparse").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """``files`` are names as sent, and bytes."""

    text: str
    html: str
    files: tuple[tuple[str, bytes], ...]


def open_tnef(content: bytes) -> Enclosure | None:
    """What Outlook enclosed; None where nothing is found, or too many properties."""
    try:
        found = TNEF(b"".join(_sound(content)), do_checksum=False)
        files = tuple(_file(each) for each in found.attachments if _is_file(each.data))
        opened = Enclosure(_words(found.body, found), _words(found.htmlbody, found), files)
    except _UNREADABLE:
        return None
    return opened if opened.text or opened.html or opened.files else None


def _sound(content: bytes) -> Iterator[bytes]:
    """The stream without what we do not need; the library trusts counts that the sender wrote.

    Raises:
        ValueError: it holds too many of something.
        struct.error: it is shorter than its own head.
    """
    yield content[: _SIGNATURE.size]
    at, objects = _SIGNATURE.size, 0
    while at + _OBJECT.size + _CHECKSUM_BYTES <= len(content):
        _, name, _, length = _OBJECT.unpack_from(content, at)
        end = at + _OBJECT.size + length + _CHECKSUM_BYTES
        objects += 1
        if objects > _MOST_OBJECTS:
            raise ValueError("too many objects")
        if name in _WANTED:
            _check_properties(name, content, at + _OBJECT.size)
            yield content[at:end]
        at = end
    # The library does not read a last object that ends with the stream.
    yield bytes(TNEF.MIN_OBJ_SIZE)


def _check_properties(name: int, content: bytes, at: int) -> None:
    if name in _WITH_PROPERTIES and _COUNT.unpack_from(content, at)[0] > _MOST_PROPERTIES:
        raise ValueError("too many properties")


def _is_file(data: object) -> bool:
    return isinstance(data, bytes) and bool(data)


def _file(attachment: TNEFAttachment) -> tuple[str, bytes]:
    name = attachment.long_filename()
    return name if isinstance(name, str) else "", attachment.data


def _words(body: object, found: TNEF) -> str:
    if isinstance(body, list):
        body = next((each for each in body if isinstance(each, str | bytes)), "")
    if isinstance(body, bytes):
        body = decode(body.rstrip(b"\x00"), found.codepage or "")[0]
    return body.strip("\x00") if isinstance(body, str) else ""
