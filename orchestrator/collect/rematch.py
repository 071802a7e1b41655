"""A folder whose mails have new numbers: tell those that we have, without their bodies."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
import hashlib

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from orchestrator.collect.connection import Connection
from orchestrator.collect.mailbox import Folder, received
from orchestrator.collect.places import here
from orchestrator.errors import FolderError
from orchestrator.models import FolderCursor, Mail, MailLocation
from orchestrator.models.content import contents_of

_AT_ONCE = 100
_Looks = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What tells a message without its body."""

    uid: int
    received_at: datetime | None
    size: int
    header: bytes


def glimpse(client: Connection, folder: Folder, uids: Sequence[int]) -> list[Glimpse]:
    """Look at messages without their bodies.  Those that cannot be had are left out."""
    try:
        with client.command(folder.name):
            answer = client.fetch(uids, ["INTERNALDATE", "RFC822.SIZE", "BODY.PEEK[HEADER]"])
    except FolderError:
        return []
    return [
        Glimpse(uid, received(parts), int(parts[b"RFC822.SIZE"]), parts[b"BODY[HEADER]"])
        for uid, parts in answer.items()
        if b"RFC822.SIZE" in parts and isinstance(parts.get(b"BODY[HEADER]"), bytes)
    ]


class Known:
    """Mails that a folder held under an earlier numbering, told without their bodies.

    A mail is the same when the folder held one with the same header to the byte, the same
    size and the same INTERNALDATE.  The header carries the Received lines that each server
    on the way made for this one transport, so a second mail like it can only be made by
    somebody who writes into the folder, in the same second and of the same length; and she
    could as well have deleted the first.  Where several look alike, all but one at most
    are fetched.

    Our copies are read once for each date, and only a digest of them is kept: a folder of
    200,000 mails that came in one second costs no more than any other.
    """

    def __init__(self, cursor: FolderCursor) -> None:
        self._cursor = cursor
        self._mails: dict[datetime, dict[_Looks, set[int]]] = {}

    def recognise(
        self, session: Session, seen: Sequence[Glimpse]
    ) -> dict[int, tuple[int, datetime | None]]:
        """Return uid -> our mail's id and its INTERNALDATE.  Each mail is told once."""
        dates = {each.received_at for each in seen if each.received_at is not None}
        self._learn(session, dates - self._mails.keys())
        found: dict[int, tuple[int, datetime | None]] = {}
        for each in seen:
            if each.received_at is None:
                continue
            alike = self._mails[each.received_at].pop(_looks(each.size, each.header), set())
            if len(alike) == 1:
                found[each.uid] = (alike.pop(), each.received_at)
        return found

    def _learn(self, session: Session, dates: Set[datetime]) -> None:
        self._mails |= {date: {} for date in dates}
        rows = session.execute(self._candidates(dates)).all() if dates else []
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            contents = contents_of(session, {sha256 for _, _, sha256 in some})
            for received_at, mail_id, sha256 in some:
                content = contents[sha256]
                if isinstance(content, bytes):  # Else the bytes of the server are wanted.
                    looks = _looks(len(content), content.partition(b"\r\n\r\n")[0])
                    self._mails[received_at].setdefault(looks, set()).add(mail_id)

    def _candidates(self, dates: Set[datetime]) -> Select[datetime, int, str]:
        elsewhere = aliased(MailLocation)
        has_place = exists().where(
            elsewhere.mail_id == Mail.id,
            elsewhere.mailbox_id == self._cursor.mailbox_id,
            elsewhere.folder == self._cursor.folder,
            elsewhere.gone_at.is_(None),
        )
        return (
            select(MailLocation.received_at, Mail.id, Mail.sha256)
            .join(Mail, Mail.id == MailLocation.mail_id)
            .where(
                *here(self._cursor),
                MailLocation.gone_at.is_not(None),
                MailLocation.received_at.in_(dates),
                ~has_place,  # It was told before a restart.
            )
            .distinct()
        )


def _looks(size: int, header: bytes) -> _Looks:
    return size, hashlib.sha256(header.rstrip()).digest()
