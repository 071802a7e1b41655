"""Transfer encodings (RFC 2045 section 6), read as far as the bytes go.  Pure."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_NOT_QUOTED_PRINTABLE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*(?:\n|\Z))")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\n]*\n", re.MULTILINE)
_UU_NAMES = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
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
