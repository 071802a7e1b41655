"""Transfer encodings (RFC 2045 section 6), read as far as the bytes go.  Pure."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_NOT_QUOTED_PRINTABLE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*(?:\n|\Z))")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\n]*\n", re.MULTILINE)
_UU_NAMES = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
_BASE64_LINES = re.compile(rb"\s*+(?:[A-Za-z0-9+/]++=*+[ \t]*+(?:\n\s*+|\Z))*+")
# Two words in a line, the end of a sentence, or a byte that no base64 has: somebody wrote this.
_WRITTEN = re.compile(rb"[^\s][ \t]+[^\s]|[A-Za-z][.,:;!?]\s|[\x1b\x80-\xff]")
_WORD = re.compile(rb"[A-Z]?[a-z]+|[A-Z]+")
_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary"})


def decoded(body: bytes, encoding: str, defects: list[str]) -> bytes:
    """The body without ``encoding``; what is wrong with it is added to ``defects``."""
    if encoding in _AS_IT_IS:
        return body
    if encoding == "base64":
        return _from_base64(body, defects)
    if encoding == "quoted-printable":
        if _NOT_QUOTED_PRINTABLE.search(body):
            defects.append("InvalidQuotedPrintable")
        return binascii.a2b_qp(body)
    if encoding in _UU_NAMES and (begin := _UU_BEGIN.search(body)):
        return _from_uu(body[begin.end() :], defects)
    defects.append("UnknownTransferEncoding")
    return body


def decoded_text(body: bytes, encoding: str, defects: list[str]) -> bytes:
    """The same for text, of which no written word is taken for base64.

    Relays append a footer to what they do not decode, and scripts label what they never encoded.
    """
    if encoding != "base64" or not body.strip():
        return decoded(body, encoding, defects)
    found = _BASE64_LINES.match(body)
    end = found.end() if found else 0
    before, after = body[:end], body[end:]
    if after and not _WRITTEN.search(after + b"\n"):
        return _from_base64(body, defects)
    if not _is_base64(before):
        defects.append("TextNotBase64")
        return body
    if not after:
        return _from_base64(body, defects)
    defects.append("TextAfterBase64")
    return _from_base64(before, defects).rstrip() + b"\n\n" + after


def _is_base64(lines: bytes) -> bool:
    """A lone word or name may have its letters too, but not in its mixture of cases."""
    return not all(_WORD.fullmatch(each) for each in lines.split())


def _from_base64(body: bytes, defects: list[str]) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        defects.append("InvalidBase64")
    clean = _NOT_BASE64.sub(b"", body)
    clean = clean[: len(clean) - (1 if len(clean) % 4 == 1 else 0)]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _from_uu(lines: bytes, defects: list[str]) -> bytes:
    content: list[bytes] = []
    for line in lines.split(b"\n"):
        if line == b"end":
            return b"".join(content)
        try:
            content.append(binascii.a2b_uu(line))
        except binascii.Error:
            defects.append("InvalidUuencode")
    defects.append("InvalidUuencode")
    return b"".join(content)
