"""The bytes of every mail, as they came.  The only module that writes or reads them.

Everything else names content by its SHA-256, so that encrypting each message with a
key of its own, and forgetting it by destroying that key, can be added here alone.
"""

from collections.abc import Iterable
from datetime import datetime
import hashlib

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from orchestrator.errors import IntegrityError
from orchestrator.models.base import Base


class RawMail(Base):
    """``sha256`` in hex names the bytes."""

    __tablename__ = "raw_mail"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    stored_at: Mapped[datetime]


def keep(session: Session, content: bytes, *, now: datetime) -> str:
    """Store ``content`` unless we have it; return its SHA-256 in hex."""
    sha256 = hashlib.sha256(content).hexdigest()
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(
        insert(RawMail)
        .values(sha256=sha256, content=content, size=len(content), stored_at=now)
        .on_conflict_do_nothing()
    )
    return sha256


def content_of(session: Session, sha256: str) -> bytes:
    """Return the stored bytes.

    Raises:
        IntegrityError: they are missing, or are not what their name says.
    """
    content = session.scalar(select(RawMail.content).where(RawMail.sha256 == sha256))
    if content is None:
        raise IntegrityError(f"raw mail {sha256[:12]}…: missing")
    # SQLite keeps text in a column of bytes, if somebody writes it there.
    if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
        raise IntegrityError(f"raw mail {sha256[:12]}…: the stored bytes have changed")
    return content


def altered(session: Session, names: Iterable[str]) -> Iterable[str]:
    """Yield those of ``names`` whose bytes are missing or changed."""
    for sha256 in names:
        try:
            content_of(session, sha256)
        except IntegrityError:
            yield sha256
