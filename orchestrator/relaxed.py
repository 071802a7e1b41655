"""The relaxed form in which DKIM hashes a mail (RFC 6376 section 3.4), to sign and to check.  Pure.

Ours, for dkimpy takes the square of a run of spaces; `bytes.replace` takes it once for each
time the run can be halved.
"""


def relaxed_field(name: bytes, value: bytes) -> bytes:
    r"""``Subject``, `` Two\r\n  words \r\n`` -> ``subject:Two words``, without a line end."""
    unfolded = value.replace(b"\r\n", b"").replace(b"\n", b"")
    return name.lower().rstrip() + b":" + _one_space(unfolded).strip(b" ")


def relaxed_body(body: bytes) -> bytes:
    r"""The body with ``\r\n`` line ends, less the white space that a relay may change."""
    text = _one_space(body + b"\r\n").replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return text + b"\r\n" if text else b""


def _one_space(text: bytes) -> bytes:
    text = text.replace(b"\t", b" ")
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return text
