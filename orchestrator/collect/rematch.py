"""A folder whose mails have new numbers: tell those that we have, without their bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from orchestrator.collect.connection import Connection
from orchestrator.collect.mailbox import Folder, received
from orchestrator.collect.places import here
from orchestrator.errors import FolderError, IntegrityError
from orchestrator.models import FolderCursor, Mail, MailLocation
from orchestrator.models.content import content_of


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


def recognise(
    session: Session, cursor: FolderCursor, seen: Sequence[Glimpse]
) -> dict[int, tuple[int, datetime | None]]:
    """Tell mails that we have from an earlier numbering of this folder, without their bodies.

    A mail is the same when the folder held one with the same header to the byte, the same
    size and the same INTERNALDATE.  The header carries the Received lines that each server
    on the way made for this one transport, so a second mail like it can only be made by
    somebody who writes into the folder, in the same second and of the same length; and she
    could as well have deleted the first.  Where two look alike, neither is recognised, and
    both are fetched.

    Returns:
        uid -> the mail's id and its INTERNALDATE.
    """
    elsewhere = aliased(MailLocation)
    dates = {each.received_at for each in seen if each.received_at is not None}
    ours: dict[tuple[datetime, int, bytes], set[int]] = {}
    for received_at, mail_id, sha256 in session.execute(
        select(MailLocation.received_at, Mail.id, Mail.sha256)
        .join(Mail, Mail.id == MailLocation.mail_id)
        .where(
            *here(cursor),
            MailLocation.gone_at.is_not(None),
            MailLocation.received_at.in_(dates),
            # A second one like it is no longer surely the same.
            ~exists().where(
                elsewhere.mail_id == Mail.id,
                elsewhere.mailbox_id == cursor.mailbox_id,
                elsewhere.folder == cursor.folder,
                elsewhere.gone_at.is_(None),
            ),
        )
        .distinct()
    ):
        try:
            content = content_of(session, sha256)
        except IntegrityError:  # Then the bytes of the server are wanted.
            continue
        ours.setdefault((received_at, len(content), _header(content)), set()).add(mail_id)
    found: dict[int, tuple[int, datetime | None]] = {}
    for each in seen:
        if each.received_at is None:
            continue
        alike = set(ours.get((each.received_at, each.size, each.header.rstrip()), ()))
        if len(alike) == 1:
            found[each.uid] = (alike.pop(), each.received_at)
    return _unlike(found)


def _unlike(
    found: dict[int, tuple[int, datetime | None]],
) -> dict[int, tuple[int, datetime | None]]:
    mails = [mail_id for mail_id, _ in found.values()]
    return {uid: value for uid, value in found.items() if mails.count(value[0]) == 1}


def _header(content: bytes) -> bytes:
    return content.partition(b"\r\n\r\n")[0].rstrip()
