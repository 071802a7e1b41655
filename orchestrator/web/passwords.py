"""Passwords of our own people, as Argon2id hashes."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12

_hasher = PasswordHasher()
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$zfYGHSlgg+C9r4u/Ggc4eA"
    "$loHyZ8jGgV5fAGBbQBUwTC3MgI8J3im4daaRgyLXghI"
)
"""The hash of random bytes that nobody kept: to make one takes a tenth of a second."""


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
        return _hasher.verify(stored or NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
