"""Our signatures (RFC 6376, RFC 8463): relaxed/relaxed, one for each key.  Pure.

They are a function of the message and the keys alone: no clock, and both algorithms give
the same signature each time, so a signature is part of the bytes that a PM approves.
"""

import base64
from collections.abc import Mapping, Sequence
from functools import lru_cache
import hashlib

from orchestrator.dispatch.folding import LINE, Folded
from orchestrator.dkim_keys import DkimKey
from orchestrator.relaxed import relaxed_body, relaxed_field

SIGNED = (
    "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "List-Unsubscribe",
    "List-Unsubscribe-Post", "List-Id", "Auto-Submitted", "Feedback-ID",
)  # fmt: skip
FIELD = "DKIM-Signature"

_VALUE_LINE = 72


def signatures(
    header: Mapping[str, Folded], body: bytes, *, domain: str, keys: Sequence[DkimKey]
) -> bytes:
    """A DKIM-Signature field for each key, to stand above the header; none without a key."""
    if not keys:
        return b""
    names = tuple(name for name in SIGNED if name in header)
    fields = b"".join(
        relaxed_field(name.encode(), header[name].encode()) + b"\r\n" for name in names
    )
    body_hash = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
    return b"".join(_signature(fields, body_hash, _tags(key, domain, names), key) for key in keys)


def _signature(fields: bytes, body_hash: str, tags: str, key: DkimKey) -> bytes:
    unsigned = f"{tags}\r\n bh={body_hash};\r\n b="
    signed = fields + relaxed_field(FIELD.encode(), unsigned.encode())
    value = base64.b64encode(key.sign(signed, hashlib.sha256(signed).digest())).decode()
    lines = [value[at : at + _VALUE_LINE] for at in range(0, len(value), _VALUE_LINE)]
    return f"{FIELD}: {unsigned}{f'{chr(13)}{chr(10)}  '.join(lines)}\r\n".encode()


def _tags(key: DkimKey, domain: str, names: tuple[str, ...]) -> str:
    return _tags_of(f"{key.kind}-sha256", key.selector, domain, names)


@lru_cache(maxsize=64)
def _tags_of(algorithm: str, selector: str, domain: str, names: tuple[str, ...]) -> str:
    """All tags but the two that hold values, folded."""
    tags = f"v=1; a={algorithm}; c=relaxed/relaxed;\r\n d={domain}; s={selector};\r\n "
    line = "h="
    # From twice: a second one that somebody adds breaks the signature.
    for name in ("from", *(name.lower() for name in names)):
        if len(line) + len(name) + 2 > LINE:
            tags, line = f"{tags}{line}\r\n ", " "
        line += f"{name}:"
    return f"{tags}{line[:-1]};"
