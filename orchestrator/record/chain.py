"""The form of an entry: canonical line, salted commitments, hash chain.  Pure.

Canonical JSON is the subset of RFC 8785 in which Python's own encoder agrees with
it: strings, booleans, null, arrays, objects and integers below 2**53; no floats.
"""

from collections.abc import Mapping
import hashlib
import json
from typing import Any

FIRST_PREV = bytes(32)


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(value: object) -> bytes:
    """The one encoding of ``value``, as UTF-8."""
    return _ENCODER.encode(value).encode()


def entry_hash(line: bytes) -> bytes:
    """Also the leaf of the Merkle tree to come (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x00" + line).digest()


def commitment(salt: bytes, name: str, value: Any) -> str:
    """Binds an erasable value without showing it; the salt makes it unguessable."""
    return hashlib.sha256(b"\x03" + salt + canonical([name, value])).hexdigest()


def entry_line(
    *,
    seq: int,
    ts: int,
    prev: bytes,
    actor: str,
    via: str,
    action: str,
    obj: str,
    commitments: Mapping[str, str],
    extra: Mapping[str, Any],
) -> bytes:
    """Encode one entry (design of the record: fields v seq ts actor via action obj c prev)."""
    return canonical(
        {
            "v": 1,
            "seq": seq,
            "ts": ts,
            "actor": actor,
            "via": via,
            "action": action,
            "obj": obj,
            "c": dict(commitments),
            "prev": prev.hex(),
            **extra,
        }
    )
