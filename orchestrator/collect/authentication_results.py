"""What a mail server of ours found out about a sender: Authentication-Results (RFC 8601).  Pure.

Only the topmost field counts, only where it carries the exact identifier of a server that an
operator named, and only above the first Received field of anybody else's server: whatever
stands below was in the mail before it reached us and may be forged (sections 5 and 7.1).
The fields are read as they came: an encoded word in them is a sender's, never a server's.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
import re

from orchestrator.collect.dmarc import aligned, organisational_domain

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[();]|[^"();\\]+|.', re.DOTALL)
_METHOD = re.compile(
    r"^\s*([a-z][a-z0-9-]*)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?![\w-])(.*)$", re.I | re.DOTALL
)
_PROPERTY = re.compile(r"(?<![\w.-])([a-z]+)\s*\.\s*([a-z-]+)\s*=\s*(\"[^\"]*\"|[^\s;\"]+)", re.I)
_BY = re.compile(r"(?:^|\s)by\s+([^\s;()]+)", re.I)

Finding = tuple[str, str, dict[str, str]]
"""Method, result and properties, in lower case."""


def judged_by_server(
    fields: Sequence[tuple[str, bytes]], *, trusted: Collection[str], author: str
) -> tuple[str, str] | None:
    """The result for the From domain ``author``, and the field; None where no server settles it.

    Args:
        fields: the header of the mail, names in lower case, top to bottom.
        trusted: authserv-ids of our own servers, compared without case.
    """
    names = {name.lower() for name in trusted}
    value = _topmost(fields, names) if names else None
    pieces = _pieces(value) if value else ()
    if not value or not pieces or _authserv_id(pieces[0]) not in names:
        return None
    findings = [found for piece in pieces[1:] if (found := _finding(piece))]
    result = _judge(findings, author)
    return (result, " ".join(value.split())) if result != "none" else None


def is_forged(fields: Sequence[tuple[str, bytes]], *, trusted: Collection[str]) -> bool:
    """Whether a field names a server of ours and is not the one that counts."""
    names = {name.lower() for name in trusted}
    values = [v.decode("utf-8", "replace") for n, v in fields if n == "authentication-results"]
    ours = [v for v in values if _authserv_id((*_pieces(v), "")[0]) in names]
    return ours not in ([], [_topmost(fields, names)])


def _topmost(fields: Sequence[tuple[str, bytes]], names: Collection[str]) -> str | None:
    for name, value in fields:
        text = value.decode("utf-8", "replace")
        if name == "authentication-results":
            return text
        if name == "received" and _is_foreign(text, names):
            return None
    return None


def _is_foreign(received: str, names: Collection[str]) -> bool:
    """Whether a server of others wrote it.  An address or a bare name says nothing."""
    found = _BY.search(" ".join(_pieces(received)))
    host = found.group(1).strip(".").lower() if found else ""
    if "." not in host or re.fullmatch(r"[\[\d.].*|[0-9a-f:.]+", host):
        return False
    ours = organisational_domain(host)
    return host not in names and not any(ours == organisational_domain(name) for name in names)


@lru_cache(maxsize=8)  # The same few fields of a mail are asked for more than once.
def _pieces(value: str) -> tuple[str, ...]:
    """What semicolons part, without comments.  Where a quote or comment never ends: nothing."""
    piece, depth, found = "", 0, []
    for mark in _TOKEN.findall(value):
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        elif mark == '"' or depth < 0:
            return ()
        elif depth:
            continue
        elif mark == ";":
            found.append(piece)
            piece = ""
        else:
            piece += mark
    return (*found, piece) if depth == 0 else ()


def _authserv_id(piece: str) -> str:
    words = piece.split()
    return words[0].strip('"').lower() if words else ""


def _finding(piece: str) -> Finding | None:
    match = _METHOD.match(piece)
    if match is None:
        return None
    properties = {
        f"{kind}.{name}".lower(): value.strip('"').lower()
        for kind, name, value in _PROPERTY.findall(_without_reason(match.group(3)))
    }
    return match.group(1).lower(), match.group(2).lower(), properties


def _without_reason(rest: str) -> str:
    """A reason is free text, in which a sender may have had a word."""
    return re.sub(r"\breason\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|\S+)", " ", rest, flags=re.I)


def _judge(findings: Sequence[Finding], author: str) -> str:
    dmarc = [
        result for method, result, properties in findings
        if method == "dmarc" and aligned(properties.get("header.from", author), author)
    ]  # fmt: skip
    if dmarc:
        # Two verdicts on one From are a sign of forgery: the worse one holds.
        return "pass" if all(result == "pass" for result in dmarc) else _refusal(dmarc)
    judged = [each for each in findings if each[0] in ("dkim", "spf")]
    if any(result == "pass" and aligned(_signer(m, p), author) for m, result, p in judged):
        return "pass"
    return _refusal([result for _, result, _ in judged])


def _refusal(results: Sequence[str]) -> str:
    refused = ("fail", "softfail", "permerror")
    return "fail" if any(result in refused for result in results) else "none"


def _signer(method: str, properties: dict[str, str]) -> str:
    if method == "dkim":
        return properties.get("header.d") or properties.get("header.i", "").rpartition("@")[2]
    return properties.get("smtp.mailfrom", "").rpartition("@")[2]
