"""Mail signed as a sender's server does it, by dkimpy, with keys made for the run."""

import base64
from functools import cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from dkim import DKIM

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
