"""The bytes of every mail, as they came.  The only module that writes or reads them.

Everything else names content by its SHA-256, so that encrypting each message with a
key of its own, and forgetting it by destroying that key, can be added here alone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
import hashlib

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from orchestrator.errors import IntegrityError
from orchestrator.models.base import Base, insert_into, is_among


class RawMail(Base):
    """``sha256`` in hex names the bytes."""

    __tablename__ = "raw_mail"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    stored_at: Mapped[datetime]


def keep(session: Session, content: bytes, *, now: datetime) -> str:
    """Store ``content`` unless we have it; return its SHA-256 in hex."""
    return keep_all(session, [content], now=now)[0]


def keep_all(session: Session, contents: Sequence[bytes], *, now: datetime) -> list[str]:
    """Store what we do not have; return the SHA-256 of each in hex, in the order given."""
    names = [hashlib.sha256(content).hexdigest() for content in contents]
    if names:
        session.execute(
            insert_into(session, RawMail).on_conflict_do_nothing(),
            [
                {"sha256": name, "content": content, "size": len(content), "stored_at": now}
                for name, content in dict(zip(names, contents, strict=True)).items()
            ],
        )
    return names


def content_of(session: Session, sha256: str) -> bytes:
    """Return the stored bytes.

    Raises:
        IntegrityError: they are missing, or are not what their name says.
    """
    content = contents_of(session, [sha256])[sha256]
    if isinstance(content, IntegrityError):
        raise content
    return content


def contents_of(session: Session, names: Iterable[str]) -> dict[str, bytes | IntegrityError]:
    """The stored bytes by name, or what `content_of` would raise for them."""
    wanted = list(names)
    rows = session.execute(
        select(RawMail.sha256, RawMail.content).where(is_among(session, RawMail.sha256, wanted))
    )
    found: dict[str, bytes] = {name: content for name, content in rows}
    return {name: _checked(name, found.get(name)) for name in wanted}


def sizes_of(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Bytes of each, by name, without reading them."""
    rows = session.execute(
        select(RawMail.sha256, RawMail.size).where(is_among(session, RawMail.sha256, names))
    )
    return {name: size for name, size in rows}


def _checked(sha256: str, content: bytes | None) -> bytes | IntegrityError:
    if content is None:
        return IntegrityError(f"raw mail {sha256[:12]}…: missing")
    # SQLite keeps text in a column of bytes, if somebody writes it there.
    if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
        return IntegrityError(f"raw mail {sha256[:12]}…: the stored bytes have changed")
    return content


def altered(session: Session, names: Iterable[str]) -> Iterable[str]:
    """Yield those of ``names`` whose bytes are missing or changed."""
    for sha256 in names:
        try:
            content_of(session, sha256)
        except IntegrityError:
            yield sha256
