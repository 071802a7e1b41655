"""The body of our mails as bytes: plain text, HTML and perhaps a calendar object.  Pure.

Assembled by hand: `email.message.EmailMessage` takes milliseconds for an update, twenty times
what its bytes and ten times what its signature take.
"""

from binascii import b2a_base64, b2a_qp

BASE64_LINE = 76
"""RFC 2045 section 6.8."""


def alternatives(
    text: str, html: str, *, boundary: str, calendar: tuple[str, str] | None = None
) -> bytes:
    r"""The parts of ``multipart/alternative``, the best last, with ``\r\n`` line ends.

    Args:
        calendar: the method and the object (RFC 6047 section 2.4).
    """
    parts = [
        _part("text/plain", "quoted-printable", b2a_qp(_lines(text), istext=True)),
        _part("text/html", "base64", _base64(_lines(html))),
    ]
    if calendar is not None:
        method, event = calendar
        parts.append(_part(f"text/calendar; method={method}", "base64", _base64(_lines(event))))
    between = f"\r\n--{boundary}".encode()
    return (between + b"\r\n" + (between + b"\r\n").join(parts) + between)[2:] + b"--\r\n"


def _part(content_type: str, encoding: str, content: bytes) -> bytes:
    head = f"Content-Type: {content_type}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}"
    return head.encode() + b"\r\n\r\n" + content


def _lines(text: str) -> bytes:
    r"""With ``\r\n`` line ends, the last one too: by the first, `b2a_qp` chooses its own."""
    bare = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = bare if bare.endswith("\n") else f"{bare}\n"
    return whole.replace("\n", "\r\n").encode("utf-8", "replace")


def _base64(content: bytes) -> bytes:
    line = b2a_base64(content, newline=False)
    starts = range(0, len(line), BASE64_LINE)
    return b"\r\n".join([line[at : at + BASE64_LINE] for at in starts])
