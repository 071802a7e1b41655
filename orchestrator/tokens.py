"""Signed names in reply addresses and public links.

A token is ``<reference>.<key id><signature>``: `d14.akq3…` names digest 14.  The
signature is 80 bits of HMAC-SHA-256 over purpose, reference and contact, in
lower-case base32, so it survives case folding by mail servers.  It is a capability
to answer one thing, not a login: what an answer may change is decided by tier
(`engagement.apply`).  Pure.
"""

import base64
import hashlib
import hmac
import re

KEY_ID = "a"
"""Names the signing key, so that a second one can be introduced beside it."""

_TEAM = "+team-"
_TOKEN = re.compile(r"(?P<reference>[a-z]\d{1,18})\.(?P<signature>[a-z2-7]{17})", re.IGNORECASE)


def mint(key: bytes, purpose: str, reference: str, contact_id: int) -> str:
    """Return the token that lets ``contact_id`` act on ``reference`` for ``purpose``."""
    return f"{reference}.{KEY_ID}{_signature(key, purpose, reference, contact_id)}"


def is_genuine(key: bytes, purpose: str, token: str, contact_id: int) -> bool:
    """Whether we minted ``token`` for exactly this purpose and contact."""
    match = _TOKEN.fullmatch(token)
    if not match:
        return False
    reference, given = match["reference"].lower(), match["signature"].lower()
    expected = KEY_ID + _signature(key, purpose, reference, contact_id)
    return hmac.compare_digest(given.encode(), expected.encode())


def reference_of(token: str) -> str | None:
    """What the token claims to name, unchecked: ``d14``."""
    match = _TOKEN.fullmatch(token)
    return match["reference"].lower() if match else None


def with_token(address: str, token: str) -> str:
    """``hello@studio.example`` and a token -> ``hello+d14.akq3…@studio.example``."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}"


def token_in(address: str) -> str | None:
    """The token in the local part of ``address``, if it has one."""
    local = address.rpartition("@")[0]
    _, plus, token = local.rpartition("+")
    return token if plus and _TOKEN.fullmatch(token) else None


def with_team_token(address: str, name: str, token: str) -> str:
    """``hello@…``, ``booking`` and a token -> ``hello+team-booking.p3.akq3…@…``.

    The name is for people alone and is cut where the local part would have over 64 bytes
    (RFC 5321, section 4.5.3.1.1).  `token_in` finds nothing there: it is no reply address.
    """
    local, _, domain = address.rpartition("@")
    begin = f"{local}{_TEAM}"
    room = max(1, 64 - len(begin) - len(token) - 1)
    return f"{begin}{name[:room].rstrip('-')}.{token}@{domain}"


def team_token_in(address: str) -> str | None:
    """The token in a team address, if it is one."""
    local = address.rpartition("@")[0]
    _, mark, named = local.lower().rpartition(_TEAM)
    token = ".".join(named.split(".")[-2:])
    return token if mark and _TOKEN.fullmatch(token) else None


def _signature(key: bytes, purpose: str, reference: str, contact_id: int) -> str:
    message = f"{purpose}\n{reference}\n{contact_id}".encode()
    digest = hmac.digest(key, message, hashlib.sha256)
    return base64.b32encode(digest[:10]).decode().lower()
