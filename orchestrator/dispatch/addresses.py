"""Addresses that we write to.  Pure."""

import re

_ADDR_SPEC = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def is_addr_spec(address: str) -> bool:
    """Whether this is a plain ``local@domain``: no comment, quote, control or space in it.

    Narrower than RFC 5322 section 3.4.1 on purpose: the standard library's own reading of
    malformed ones has been wrong (CVE-2023-27043).
    """
    return len(address) <= 254 and bool(_ADDR_SPEC.fullmatch(address))
