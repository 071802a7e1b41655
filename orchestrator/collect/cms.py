"""The message inside an opaque S/MIME signature (RFC 5652 section 5, RFC 8551).  Pure.

The signature is not checked here; the words are only taken out of their wrapping.
"""

from collections.abc import Iterator

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_SEQUENCE, _OID, _CONTENT, _OCTETS, _CONSTRUCTED_OCTETS = 0x30, 0x06, 0xA0, 0x04, 0x24
_INDEFINITE = 0x80
_MOST_ELEMENTS = 100_000
_DEEPEST = 12

Element = tuple[int, int, int]
"""Tag, where its value starts and ends."""


def signed_content(content: bytes) -> bytes | None:
    """The signed bytes; None where this is no signed message or it does not hold them."""
    try:
        return _Reader(content).signed_content()
    except (IndexError, StopIteration, ValueError):
        return None


class _Reader:
    """Reads BER, definite and indefinite lengths.  Counts, so that no input takes long."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._elements = 0

    def signed_content(self) -> bytes | None:
        """Walk ContentInfo, SignedData, EncapsulatedContentInfo to the eContent.

        Raises:
            IndexError: the bytes end too early.
            ValueError: they are no BER, or of too many elements.
        """
        kind, wrapped, *_ = self._children(self._element(0, 0)[0])
        if self._content[kind[1] : kind[2]] != _SIGNED_DATA:
            return None
        signed = next(self._children(wrapped))
        inner = next(each for each in self._children(signed) if each[0] == _SEQUENCE)
        held = [each for each in self._children(inner) if each[0] == _CONTENT]
        return self._octets(next(self._children(held[0]))) if held else None

    def _octets(self, element: Element, depth: int = 0) -> bytes:
        tag, start, end = element
        if tag == _OCTETS:
            return self._content[start:end]
        if tag != _CONSTRUCTED_OCTETS or depth > _DEEPEST:
            raise ValueError("not an octet string")
        return b"".join(self._octets(each, depth + 1) for each in self._children(element))

    def _children(self, element: Element, depth: int = 0) -> Iterator[Element]:
        _, at, end = element
        while at < end and self._content[at : at + 2] != b"\x00\x00":
            child, at = self._element(at, depth)
            yield child

    def _element(self, at: int, depth: int) -> tuple[Element, int]:
        """The element that starts there, and where the next one does."""
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or depth > _DEEPEST:
            raise ValueError("too many elements")
        tag, length = self._content[at], self._content[at + 1]
        start = at + 2
        if length == _INDEFINITE:
            return self._indefinite(tag, start, depth)
        if length > _INDEFINITE:
            count = length - _INDEFINITE
            length = int.from_bytes(self._content[start : start + count], "big")
            start += count
        if start + length > len(self._content):
            raise IndexError("the value ends after the bytes")
        return (tag, start, start + length), start + length

    def _indefinite(self, tag: int, start: int, depth: int) -> tuple[Element, int]:
        at = start
        while self._content[at : at + 2] != b"\x00\x00":
            _, at = self._element(at, depth + 1)
        return (tag, start, at), at + 2
