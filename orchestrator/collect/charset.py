"""Bytes to text, whatever the label says.  Pure.

Nothing is lost: what cannot be decoded as labelled is read as UTF-8 if it is valid UTF-8,
else as Windows-1252 or Latin-1, and the defect is named.
"""

import codecs
from functools import lru_cache
import re

UNKNOWN_CHARSET = "UnknownCharset"
UNDECODABLE = "UndecodableBytes"
UNDECLARED = "UndeclaredCharset"

# What mail programs write, and what they mean by it (WHATWG Encoding, RFC 6657).
_MEANT = {
    "": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-8": "utf-8",
    "cp-850": "cp850",
}
# UTF-7 hides markup from filters; the others are Python's own tricks, not charsets.
_REFUSED = re.compile(r"utf[-_]?7|unicode[-_]?escape|idna|punycode|undefined|mbcs|oem|palmos", re.I)

# The escapes of ISO-2022-JP into Japanese and back (RFC 1468).
_JAPANESE = re.compile(rb"\x1b\$[@B](?:[!-~]{2})+\x1b\([BJ]")

# NUL cannot be stored by PostgreSQL; a lone surrogate cannot be encoded again.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(content: bytes, charset: str) -> tuple[str, str | None]:
    """Return the text and the defect met, if any."""
    codec = _codec(charset.strip().strip("'\"").lower())
    if b"\x1b$" in content and (japanese := _undeclared_japanese(content, codec)):
        return storable(japanese), UNDECLARED
    if codec is None:
        return storable(_guess(content)), UNKNOWN_CHARSET
    try:
        return storable(content.decode(codec)), None
    except (UnicodeError, ValueError):
        return storable(_guess(content, codec)), UNDECODABLE


@lru_cache(maxsize=256)
def _codec(charset: str) -> str | None:
    name = _MEANT.get(charset, charset)
    if _REFUSED.search(name):
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # CodecInfo marks base64, rot13 and the like as no text encodings.
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _undeclared_japanese(content: bytes, codec: str | None) -> str | None:
    if (
        (codec or "").startswith("iso2022")
        or not content.isascii()
        or not _JAPANESE.search(content)
    ):
        return None
    try:
        return content.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return None


def _guess(content: bytes, codec: str = "utf-8") -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if codec != "utf-8":
        return content.decode(codec, "replace")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def utf8(content: bytes) -> str:
    """Header text: UTF-8 where it is, else what it may be (RFC 6532 section 3.2)."""
    try:
        return storable(content.decode())
    except UnicodeDecodeError:
        return storable(_guess(content))


def storable(text: str) -> str:
    # Encoding is the quickest way to find a lone surrogate; a search takes ten times as long.
    try:
        text.encode()
    except UnicodeEncodeError:
        return _UNSTORABLE.sub("\ufffd", text)
    return text.replace("\x00", "\ufffd") if "\x00" in text else text
