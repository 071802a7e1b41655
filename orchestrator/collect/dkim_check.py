"""Our own check of one DKIM signature (RFC 6376, 8301, 8463), on the bytes as they came.  Pure.

dkimpy reads and canonicalises; the rest is ours, because dkimpy also takes SHA-1, reads the
clock, lets ``l=`` leave words unsigned, and parses keys that OpenSSL refuses.  The keys are
handed in, so nothing here asks DNS.
"""

import base64
import binascii
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
import hashlib
import re

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from dkim import DKIMException, rfc822_parse, select_headers
from dkim.canonicalization import CanonicalizationPolicy, InvalidCanonicalizationPolicyError
from dkim.util import InvalidTagValueList, parse_tag_value

from orchestrator.collect.dmarc import tags_of
from orchestrator.relaxed import relaxed_body

MAX_SIGNATURES = 5
"""So many of a domain are tried: each costs a question to DNS and a hash of the whole mail."""
MAX_NAMES = 200
KEY_BITS = range(1024, 8193)
SLACK = timedelta(minutes=5)

_ONCE = {
    b"from", b"sender", b"reply-to", b"to", b"cc", b"subject", b"date", b"message-id",
    b"in-reply-to", b"references", b"mime-version", b"content-type", b"content-transfer-encoding",
}  # fmt: skip
_SIGNATURE_VALUE = re.compile(rb"((?:^|;)\s*b\s*=)[^;]*")
_LONE_CR = re.compile(rb"\r(?!\n)")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", re.I)


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM-Signature field.  ``domain`` is who signed (d=), ``selector`` which key."""

    field: tuple[bytes, bytes]
    tags: dict[str, bytes]
    domain: str
    selector: str

    @property
    def key_name(self) -> str:
        """Where in DNS the key is."""
        return f"{self.selector}._domainkey.{self.domain}"


@dataclass(frozen=True, slots=True)
class SignedMail:
    r"""Fields with their folding and ``\r\n``, and the body with ``\r\n`` line ends."""

    fields: list[tuple[bytes, bytes]]
    body: bytes
    signatures: tuple[Signature, ...]

    @property
    def author(self) -> bytes:
        """The only From field."""
        return next(value for name, value in self.fields if name.lower() == b"from")


def read_signed(content: bytes) -> SignedMail | str:
    """The mail as a signer sees it; a sentence where no signature can hold for it.

    Two programs must not read two different mails in the same bytes, so what they are
    known to read differently is refused.
    """
    if _LONE_CR.search(content):
        return "it has line ends that programs read differently"
    try:
        read, body = rfc822_parse(content)
    except (DKIMException, IndexError):  # The second, for a header that begins with a folded line.
        return "its header is broken"
    fields = [(name, value) for name, value in read]
    counts = Counter(name.lower() for name, _ in fields)
    if counts[b"from"] != 1:
        return "it has not exactly one From field"
    if repeated := sorted(name.decode() for name in _ONCE if counts[name] > 1):
        return f"it has two {repeated[0].title()} fields"
    found = [field for field in fields if field[0].lower() == b"dkim-signature"]
    signatures = tuple(each for field in found if (each := _read(field)))
    return SignedMail(fields, body, signatures)


def _read(field: tuple[bytes, bytes]) -> Signature | None:
    try:
        tags = {name.decode("ascii"): value for name, value in parse_tag_value(field[1]).items()}
        domain, selector = (tags.get(tag, b"").decode("ascii").lower() for tag in "ds")
    except (InvalidTagValueList, UnicodeDecodeError):
        return None
    if not _NAME.fullmatch(domain) or not _NAME.fullmatch(selector):
        return None
    return Signature(field, tags, domain, selector)


def form_flaw(signature: Signature, *, at: datetime) -> str:
    """What is wrong with the signature before its key is asked for, in words; "" when nothing.

    Args:
        at: when the mail reached us; a signature may have ended since.
    """
    tags = signature.tags
    if missing := [tag for tag in ("v", "a", "b", "bh", "h") if not tags.get(tag)]:
        return f"it lacks {missing[0]}="
    if tags["a"] not in (b"rsa-sha256", b"ed25519-sha256"):
        return f"its algorithm {_shown(tags['a'])} is not accepted"
    if tags["v"] != b"1" or tags.get("q", b"dns/txt") != b"dns/txt":
        return "its version is unknown"
    names = _signed_names(signature)
    if b"from" not in names or len(names) > MAX_NAMES:
        return "it does not cover From" if len(names) <= MAX_NAMES else "it names too many fields"
    identity = tags.get("i", b"@" + tags["d"]).decode("ascii", "replace").lower()
    if not f".{identity.rpartition('@')[2]}".endswith(f".{signature.domain}"):
        return "its i= is outside of its d="
    for tag in ("t", "x", "l"):
        if tag in tags and not re.fullmatch(rb"\d{1,12}", tags[tag]):
            return f"its {tag}= is no number"
    if "x" in tags and int(tags["x"]) < (at - SLACK).timestamp():
        return "it had expired when the mail came"
    return ""


def content_flaw(mail: SignedMail, signature: Signature, key_record: str) -> str:
    """What is wrong with key, body or signature, in words; "" when the signature holds."""
    key = _read_key(key_record, signature)
    if isinstance(key, str):
        return key
    try:
        policy = CanonicalizationPolicy.from_c_value(signature.tags.get("c"))
        body_hash = base64.b64decode(re.sub(rb"\s", b"", signature.tags["bh"]))
        value = base64.b64decode(re.sub(rb"\s", b"", signature.tags["b"]))
    except (InvalidCanonicalizationPolicyError, binascii.Error):
        return "it cannot be read"
    body = _canonical_body(mail.body, policy)
    if "l" in signature.tags:
        length = int(signature.tags["l"])
        if length > len(body) or body[length:].strip():
            return f"it covers only the first {length} bytes of the text"
        body = body[:length]
    if hashlib.sha256(body).digest() != body_hash:
        return "the text was changed after it was signed"
    return "" if _holds(key, value, _hashed(mail, signature, policy)) else (
        "the header was changed after it was signed, or another key signed it"
    )  # fmt: skip


def _read_key(record: str, signature: Signature) -> RSAPublicKey | Ed25519PublicKey | str:
    tags = tags_of(record)
    kind = tags.get("k", "rsa")
    if tags.get("v", "DKIM1") != "DKIM1" or "p" not in tags:
        return "its key record cannot be read"
    if not tags["p"]:
        return "its key was revoked"
    if kind != signature.tags["a"].partition(b"-")[0].decode():
        return "its key is for another algorithm"
    if "sha256" not in tags.get("h", "sha256").replace(" ", "").split(":"):
        return "its key is for another hash"
    if not {"*", "email"} & set(tags.get("s", "*").replace(" ", "").split(":")):
        return "its key is not for mail"
    flags = tags.get("t", "").replace(" ", "").split(":")
    if "y" in flags:
        return "its key is marked as a trial"
    if "s" in flags and not signature.tags.get("i", b"@" + signature.tags["d"]).lower().endswith(
        b"@" + signature.domain.encode()
    ):
        return "its i= is of a subdomain, which its key forbids"
    return _decoded_key(kind, tags["p"])


def _decoded_key(kind: str, value: str) -> RSAPublicKey | Ed25519PublicKey | str:
    try:
        content = base64.b64decode(re.sub(r"\s", "", value))
        if kind == "ed25519":
            return Ed25519PublicKey.from_public_bytes(content)
        key = load_der_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        return "its key cannot be read, or is too weak"
    if not isinstance(key, RSAPublicKey):
        return "its key is for another algorithm"
    if key.key_size not in KEY_BITS:
        return f"its key of {key.key_size} bit is too weak or too large"
    return key


def _canonical_body(body: bytes, policy: CanonicalizationPolicy) -> bytes:
    """As section 3.4 asks; relaxed is ours, for dkimpy takes the square of a run of spaces."""
    if policy.body_algorithm.name != b"relaxed":
        return bytes(policy.canonicalize_body(body))
    return relaxed_body(body)


def _hashed(mail: SignedMail, signature: Signature, policy: CanonicalizationPolicy) -> bytes:
    """The bytes that were signed: the fields that h= names, and the signature less its value."""
    fields = policy.canonicalize_headers(mail.fields)
    chosen = select_headers(fields, _signed_names(signature))
    name, value = signature.field
    [own] = policy.canonicalize_headers([(name, _SIGNATURE_VALUE.sub(rb"\1", value))])
    # Of the field itself the last line end is not signed (section 3.7).
    return b"".join(n + b":" + v for n, v in [*chosen, (own[0], own[1].rstrip(b"\r\n"))])


def _signed_names(signature: Signature) -> list[bytes]:
    return [name.strip().lower() for name in signature.tags["h"].split(b":")]


def _holds(key: RSAPublicKey | Ed25519PublicKey, value: bytes, signed: bytes) -> bool:
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(value, signed, PKCS1v15(), SHA256())
        else:
            key.verify(value, hashlib.sha256(signed).digest())
    except InvalidSignature:
        return False
    return True


def _shown(value: bytes) -> str:
    return value.decode("ascii", "replace")[:20]
