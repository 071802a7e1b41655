"""How large and how deep a mail may be.  Checked on the bytes, before anything is decoded.  Pure.

Each cap has the quarantine code that `MalformedMail.reason` carries when it is passed.
A mail of 44 KB can hold the standard parser for a second and one of 200 KB can take
1.4 GB, so a cap on the size of the whole is not enough.
"""

from itertools import islice
import re

from orchestrator.errors import MalformedMail

MAIL_BYTES = 25 * 1024 * 1024
HEADER_BYTES = 64 * 1024
FIELD_BYTES = 24 * 1024
FIELDS = 500
ENCODED_WORDS = 200
DEPTH = 30
PARTS = 500
PARAMS = 50
TEXT_BYTES = 5 * 1024 * 1024
HTML_BYTES = 256 * 1024
HTML_DEPTH = 100

_FIELD = re.compile(rb"^[^\s].*(?:\n[ \t].*)*", re.MULTILINE)
# Empty ones do not count: spam has come with 7,000 bare semicolons and was readable.
_PARAM = re.compile(rb";[ \t\n]*+(?=[^; \t\n])")


def check_caps(content: bytes) -> None:
    """Refuse what is not worth reading.  Header blocks are checked as they are met.

    Raises:
        MalformedMail: empty or too_large.
    """
    if not content or content.isspace():
        raise MalformedMail("empty")
    if len(content) > MAIL_BYTES:
        raise MalformedMail("too_large", f"{len(content)} of {MAIL_BYTES} bytes")


def check_header(block: bytes) -> None:
    """Refuse a header block, of the mail or of a part, that is over a cap.

    Raises:
        MalformedMail: header_too_large, too_many_headers or too_many_params.
    """
    if block.count(b"\n") >= FIELDS:
        fields = sum(1 for _ in _FIELD.finditer(block))
        if fields > FIELDS:
            raise MalformedMail("too_many_headers", f"{fields} of {FIELDS} fields")
    if len(block) > HEADER_BYTES:
        raise MalformedMail("header_too_large", f"over {HEADER_BYTES} bytes")
    if len(block) > FIELD_BYTES or block.count(b"=?") > ENCODED_WORDS:
        for field in _FIELD.finditer(block):
            _check_field(field.group())


def envelope(content: bytes) -> bytes:
    """A message of the header alone, less what is over a cap: who wrote, when, about what.

    For a mail that was refused; fields that describe its body are left out.
    """
    block = content[:HEADER_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    fields = (found.group() for found in islice(_FIELD.finditer(block), FIELDS))
    return b"\n".join(field for field in fields if _is_readable(field)) + b"\n\n"


def _is_readable(field: bytes) -> bool:
    is_small = len(field) <= FIELD_BYTES and field.count(b"=?") <= ENCODED_WORDS
    return is_small and field[:8].lower() != b"content-"


def check_params(value: bytes) -> None:
    """Refuse a field with too many parameters.

    Raises:
        MalformedMail: too_many_params.
    """
    if value.count(b";") > PARAMS and (count := len(_PARAM.findall(value))) > PARAMS:
        raise MalformedMail("too_many_params", f"{count} of {PARAMS}")


def _check_field(field: bytes) -> None:
    name = field.partition(b":")[0][:40].decode("ascii", "replace")
    if name.lower().startswith("content-"):
        check_params(field)
    if len(field) > FIELD_BYTES:
        raise MalformedMail("header_too_large", f"{name}: {len(field)} of {FIELD_BYTES} bytes")
    if field.count(b"=?") > ENCODED_WORDS:
        raise MalformedMail("header_too_large", f"{name}: over {ENCODED_WORDS} encoded words")
