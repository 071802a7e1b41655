"""Mail signed as a sender's server does it, by dkimpy, with keys made for the run."""

import base64
from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
import dkim
from dkim import DKIM
import pytest

SELECTOR = "s1"


@cache
def rsa_key(name: str, bits: int = 2048) -> RSAPrivateKey:
    """One for each ``name``."""
    return generate_private_key(public_exponent=65537, key_size=bits)


def key_record(key: RSAPrivateKey, tags: str = "v=DKIM1; k=rsa;") -> str:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"{tags} p={base64.b64encode(public).decode()}"


def signed(
    content: bytes,
    domain: str,
    *,
    key: RSAPrivateKey | None = None,
    selector: str = SELECTOR,
    canonical: str = "relaxed/relaxed",
    algorithm: str = "rsa-sha256",
    with_length: bool = False,
    covered: tuple[str, ...] | None = None,
) -> bytes:
    """``content`` with a signature of ``domain`` on top."""
    key = key or rsa_key(domain)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    field = DKIM(content).sign(
        selector.encode(),
        domain.encode(),
        pem,
        signature_algorithm=algorithm.encode(),
        canonicalize=tuple(canonical.encode().split(b"/")),
        include_headers=[name.encode() for name in covered] if covered else None,
        length=with_length,
    )
    return bytes(field) + content


def verified(content: bytes, texts: Mapping[str, str]) -> list[bool]:
    """What dkimpy says of each signature, the topmost first; ``texts`` are DNS records by name."""
    count = content.partition(b"\r\n\r\n")[0].count(b"DKIM-Signature:")
    with pytest.MonkeyPatch.context() as patch:
        # dkimpy verifies Ed25519 by PyNaCl alone, which we have no other use for.
        patch.setattr(dkim, "nacl", _NACL, raising=False)
        return [_holds(dkim.DKIM(content, minkey=2048), index, texts) for index in range(count)]


def _holds(mail: DKIM, index: int, texts: Mapping[str, str]) -> bool:
    try:
        return bool(mail.verify(index, lambda name, **_: texts[name.decode().rstrip(".")].encode()))
    except dkim.ValidationError:
        return False


class _VerifyKey:
    """As ``nacl.signing.VerifyKey``."""

    def __init__(self, key: bytes, encoder: object) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))

    def verify(self, message: bytes, signature: bytes) -> bytes:
        self._key.verify(signature, message)
        return message


_NACL = SimpleNamespace(
    signing=SimpleNamespace(VerifyKey=_VerifyKey),
    encoding=SimpleNamespace(Base64Encoder=None),
    exceptions=SimpleNamespace(ValueError=ValueError, BadSignatureError=InvalidSignature),
)
