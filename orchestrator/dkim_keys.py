"""The private keys that sign our mail, and the DNS records of their public halves.

A selector names a pair in the keys folder: RSA, which every receiver verifies, and Ed25519
(RFC 8463), which has a name of its own in DNS, for a name holds one record.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from orchestrator.errors import ConfigError, Refused
from orchestrator.keys import require_private

RSA_BITS = 2048
SELECTOR = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?")
TEXT_BYTES = 255
"""The longest string of a TXT record (RFC 1035 section 3.3)."""

_KINDS = ("rsa", "ed25519")
_FILE = re.compile(rf"dkim\.({SELECTOR.pattern})\.(?:rsa|ed25519)\.pem")


@dataclass(frozen=True, slots=True)
class DkimKey:
    """``selector`` is the one in DNS.  Both kinds sign the same bytes the same way each time."""

    selector: str
    private: RSAPrivateKey | Ed25519PrivateKey

    @property
    def kind(self) -> str:
        """As ``k=`` of its record says it."""
        return "rsa" if isinstance(self.private, RSAPrivateKey) else "ed25519"

    @property
    def record(self) -> str:
        """What to publish as TXT at ``<selector>._domainkey.<domain>``."""
        return f"v=DKIM1; k={self.kind}; p={base64.b64encode(_public(self.private)).decode()}"

    def sign(self, signed: bytes, sha256: bytes) -> bytes:
        """RSA signs the bytes, Ed25519 their SHA-256 (RFC 8463 section 3)."""
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(signed, PKCS1v15(), SHA256())
        return self.private.sign(sha256)


def make_dkim_keys(folder: Path, selector: str) -> tuple[DkimKey, ...]:
    """Make the pair of a new selector.

    Raises:
        Refused: it has keys; a key is never replaced, for mail on its way needs it.
        ConfigError: there is no keys folder.
    """
    if any(_path(folder, selector, kind).exists() for kind in _KINDS):
        raise Refused(f"{selector}: has keys already; name another with --selector")
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder; make it with: orchestrator init")
    rsa = generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    made: dict[str, RSAPrivateKey | Ed25519PrivateKey] = {
        "rsa": rsa,
        "ed25519": Ed25519PrivateKey.generate(),
    }
    for kind, key in made.items():
        path = _path(folder, selector, kind)
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return dkim_keys(folder, selector)


def dkim_keys(folder: Path, selector: str) -> tuple[DkimKey, ...]:
    """The keys of a selector, RSA first; none when none were made.

    Raises:
        ConfigError: one cannot be read, is too weak, or is readable by others.
    """
    return tuple(_found(folder, selector))


def selectors(folder: Path) -> list[str]:
    """All that have keys here, in the order of their names."""
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted({match[1] for file in files if (match := _FILE.fullmatch(file.name))})


def remove_dkim_keys(folder: Path, selector: str) -> None:
    """Delete the private keys of a selector.  What they signed is verified by DNS alone."""
    for kind in _KINDS:
        _path(folder, selector, kind).unlink(missing_ok=True)


def strings_of(record: str) -> list[str]:
    """A record as the strings in which DNS holds it."""
    return [record[at : at + TEXT_BYTES] for at in range(0, len(record), TEXT_BYTES)]


def _found(folder: Path, selector: str) -> Iterator[DkimKey]:
    for kind in _KINDS:
        path = _path(folder, selector, kind)
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        require_private(path, status.st_mode)
        name = selector if kind == "rsa" else f"{selector}-{kind}"
        yield DkimKey(name, _read(path, status.st_mtime_ns))


@lru_cache(maxsize=16)
def _read(path: Path, _changed_at: int) -> RSAPrivateKey | Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ConfigError(f"{path}: cannot be read as a private key") from error
    if isinstance(key, RSAPrivateKey) and key.key_size >= RSA_BITS:
        return key
    if isinstance(key, Ed25519PrivateKey):
        return key
    raise ConfigError(f"{path}: is no Ed25519 key, and no RSA key of {RSA_BITS} bit or more")


def _path(folder: Path, selector: str, kind: str) -> Path:
    return folder / f"dkim.{selector}.{kind}.pem"


def _public(key: RSAPrivateKey | Ed25519PrivateKey) -> bytes:
    if isinstance(key, RSAPrivateKey):
        return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
