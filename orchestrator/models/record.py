"""The communication record.  Rows are only ever added; triggers hold that in both databases."""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base

Sequence = BigInteger().with_variant(Integer(), "sqlite")


class AuditEntry(Base):
    """One step, for ever.  ``line`` is canonical JSON without personal words.

    ``hash`` = SHA-256(0x00 ‖ line); ``prev`` is the hash before it, so the chain
    cannot fork.  ``obj`` and ``action`` repeat fields of the line, to search by.
    ``ts``: microseconds since 1970, never smaller than the entry before.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "obj"), Index(None, "action", "seq"))

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True, autoincrement=False)
    line: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    prev: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    ts: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(30))
    obj: Mapped[str] = mapped_column(String(80))
    project_id: Mapped[int | None] = mapped_column(index=True)


class AuditDetail(Base):
    """A value that may have to be erased.  The entry holds only its salted commitment."""

    __tablename__ = "audit_detail"

    seq: Mapped[int] = mapped_column(ForeignKey("audit_entry.seq"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    value: Mapped[str]


class AuditEraseTicket(Base):
    """Allows the deletion of one detail; ``entry`` is the erase entry that explains it."""

    __tablename__ = "audit_erase_ticket"

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("audit_entry.seq"))
