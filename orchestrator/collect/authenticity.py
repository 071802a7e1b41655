"""Is the From address proven?  The verdict of a server we trust (RFC 8601).  Pure.

Only the topmost Authentication-Results field counts, and only where it carries the
identifier of a server that an operator named: everything below may be forged (section 5).
The list of trusted servers starts empty, and then nothing is proven.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
import re

_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_METHOD = re.compile(
    r"^\s*([a-z][a-z0-9-]*)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)\b(.*)$", re.I | re.DOTALL
)
_PROPERTY = re.compile(r"\b([a-z]+)\s*\.\s*([a-z-]+)\s*=\s*(\"[^\"]*\"|[^\s;]+)", re.I)


@dataclass(frozen=True, slots=True)
class Authenticity:
    """``result`` is pass, fail or none; ``evidence`` the field it was read from."""

    result: str
    evidence: str


def verdict(
    authentication_results: Sequence[str], *, trusted: Collection[str], from_address: str
) -> Authenticity:
    """Judge From by the topmost field.

    Args:
        authentication_results: the fields' values, top to bottom.
        trusted: authserv-ids of our own servers, compared without case.
    """
    if not authentication_results or not trusted or not from_address:
        return Authenticity("none", "")
    top = _uncommented(authentication_results[0])
    authserv_id, _, rest = top.partition(";")
    name = authserv_id.split()[0].strip('"').lower() if authserv_id.split() else ""
    if name not in {each.lower() for each in trusted}:
        return Authenticity("none", "")
    evidence = " ".join(authentication_results[0].split())
    domain = from_address.rpartition("@")[2].lower()
    return Authenticity(_judge(_results(rest), domain), evidence)


def _uncommented(value: str) -> str:
    # Comments nest; each pass removes the innermost.
    for _ in range(5):
        shorter = _COMMENT.sub(" ", value)
        if shorter == value:
            break
        value = shorter
    return value


def _results(rest: str) -> list[tuple[str, str, dict[str, str]]]:
    found = []
    for piece in rest.split(";"):
        if match := _METHOD.match(piece):
            properties = {
                f"{kind}.{name}".lower(): value.strip('"').lower()
                for kind, name, value in _PROPERTY.findall(match.group(3))
            }
            found.append((match.group(1).lower(), match.group(2).lower(), properties))
    return found


def _judge(results: list[tuple[str, str, dict[str, str]]], domain: str) -> str:
    dmarc = [
        result for method, result, properties in results
        if method == "dmarc" and _aligned(properties.get("header.from", domain), domain)
    ]  # fmt: skip
    if dmarc:
        # Two verdicts on one From are a sign of forgery: the worse one holds.
        return "pass" if all(result == "pass" for result in dmarc) else _refusal(dmarc)
    judged = [(m, r, p) for m, r, p in results if m in ("dkim", "spf")]
    if any(result == "pass" and _aligned(_signer(m, p), domain) for m, result, p in judged):
        return "pass"
    return _refusal([result for _, result, _ in judged])


def _refusal(results: list[str]) -> str:
    return (
        "fail" if any(result in ("fail", "softfail", "permerror") for result in results) else "none"
    )


def _signer(method: str, properties: dict[str, str]) -> str:
    if method == "dkim":
        return properties.get("header.d") or properties.get("header.i", "").rpartition("@")[2]
    return properties.get("smtp.mailfrom", "").rpartition("@")[2]


def _aligned(signer: str, domain: str) -> bool:
    """Same domain, or one a subdomain of the other (RFC 7489 section 3.1, relaxed).

    Without a list of public suffixes a single label is never aligned with anything.
    """
    signer = signer.rpartition("@")[2].strip(".")
    if "." not in signer or "." not in domain:
        return False
    return signer == domain or domain.endswith("." + signer) or signer.endswith("." + domain)
