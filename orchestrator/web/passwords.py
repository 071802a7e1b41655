"""Passwords of our own people, as Argon2id hashes."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return what to store.

    Raises:
        ValueError: it is too short.
    """
    if len(password) < MIN_LENGTH:
        raise ValueError(f"use at least {MIN_LENGTH} characters")
    return _hasher.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether ``password`` is the stored one.  Without one it takes as long, and is not."""
    try:
        return _hasher.verify(stored or _NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
