"""Single-use codes, as people read, type and paste them: ``OK-7K4M-Q2XW``.

Forty bits in an alphabet without look-alike letters.  Of a code only a keyed hash is
stored; who sees it is decided by where it is sent.  Pure.
"""

import hashlib
import hmac
import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 8
_READ_AS = str.maketrans("OIL", "011")
# The mark in front tells a code from years, phone numbers and product names.
_CODE = re.compile(
    r"(?<![\w-])OK\s?[-‐‑‒–—]\s?([0-9A-Z]{4})\s?[-‐‑‒–—]?\s?([0-9A-Z]{4})(?![\w-])", re.IGNORECASE
)


def new_code() -> str:
    """A code that nobody can guess."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))
    return f"OK-{letters[:4]}-{letters[4:]}"


def codes_in(text: str) -> list[str]:
    """The codes that a text holds, as `new_code` writes them, each once."""
    found = (f"OK-{_read(match[1])}-{_read(match[2])}" for match in _CODE.finditer(text))
    return list(dict.fromkeys(found))


def without_codes(text: str, instead: str) -> str:
    """The text with ``instead`` in the place of each code."""
    return _CODE.sub(instead, text)


def code_hash(key: bytes, code: str) -> str:
    """What is stored of a code, in hex."""
    return hmac.digest(key, f"code\n{code}".encode(), hashlib.sha256).hex()


def _read(letters: str) -> str:
    return letters.upper().translate(_READ_AS)
