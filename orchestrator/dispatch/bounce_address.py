"""The reverse-path that names the message it was sent with (VERP), and back.  Pure.

What names it is the left half of its Message-ID, which nobody can guess.
"""

import re

_LEFT = re.compile(r"[a-z]\d{1,18}\.[0-9a-f]{16}")


def bounce_address(base: str, message_id: str) -> str:
    """``bounces@studio.example`` -> ``bounces+d14.0a1b…@studio.example``."""
    local, _, domain = base.rpartition("@")
    return f"{local}+{message_id.strip('<>').partition('@')[0]}@{domain}"


def message_id_in(address: str) -> str | None:
    """The Message-ID that a bounce address names; both have one domain."""
    local, _, domain = address.rpartition("@")
    left = local.rpartition("+")[2].lower()
    return f"<{left}@{domain.lower()}>" if "+" in local and _LEFT.fullmatch(left) else None
