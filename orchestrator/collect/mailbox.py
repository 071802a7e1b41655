r"""Read one IMAP folder, without changing it.

The server names a message by the pair (UIDVALIDITY, UID).  UIDs only grow while
UIDVALIDITY stays the same (RFC 3501 section 2.3.1.1), so "new" means a UID above
the highest one we stored.  If UIDVALIDITY moves, stored UIDs mean nothing and the
folder must be read again from the start; the content then tells us what we have.

We open folders with EXAMINE and fetch with BODY.PEEK[], so neither flags nor the
\Seen state change: other people may be reading the same mailbox.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from imapclient.imapclient import SENT

from orchestrator.collect.connection import Connection
from orchestrator.collect.parse import content_hash
from orchestrator.errors import FolderError, MailboxError

INBOX = "INBOX"
FETCH_BATCH = 100
"""Messages a FETCH.  Larger ones gain nothing but memory (measured)."""
UID_RANGE = 10_000
"""UIDs a SEARCH, so that a folder of any size is listed in little memory."""

_FETCH_BYTES = 8 * 1024 * 1024
_SMALL = 64 * 1024
"""Sizes are asked only of mails above this; a batch of smaller ones stays below _FETCH_BYTES."""
_HEADER = f"BODY.PEEK[HEADER]<0.{64 * 1024}>"
_UID_MAX = 2**32 - 1
_ALL_REFUSED = 10
_SENT_NAMES = {"sent", "sent items", "sent messages", "sent mail", "gesendet", "envoyés"}


@dataclass(frozen=True, slots=True)
class Folder:
    """An opened folder.  ``uidnext``: every UID is below it, if the server says so.

    ``gone``: first and last UID of what vanished since the modseq we asked with.
    """

    name: str
    uidvalidity: int
    uidnext: int | None
    modseq: int | None
    messages: int
    gone: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One message as the server holds it.  ``received_at``: its INTERNALDATE, if it has one.

    Its hash is worked out at once, and not when everybody waits for who writes it.
    """

    uid: int
    received_at: datetime | None
    content: bytes
    content_hash: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "content_hash", content_hash(self.content))


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A message that stays on the server.  ``reason``: too_large or unfetchable."""

    uid: int
    reason: str
    detail: str
    received_at: datetime | None
    header: bytes = b""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one FETCH brought.  ``last_uid`` may be above the mails': some were expunged.

    ``known``: mails that were recognised without their bytes, as uid -> (mail, received).
    """

    uidvalidity: int
    last_uid: int
    mails: list[FetchedMail]
    unfetched: Sequence[Unfetched] = ()
    known: Mapping[int, tuple[int, datetime | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one FETCH: a mail's bytes, and the bytes a second that a line must bring."""

    mail_bytes: int
    slowest: int


def sent_folder(client: Connection) -> str | None:
    r"""The folder of sent mail: special-use \Sent (RFC 6154), else one of the usual names."""
    with client.command("folder list"):
        found = client.find_special_folder(SENT)
        if found is not None:
            return str(found)
        for _flags, _separator, name in client.list_folders():
            if str(name).rpartition("/")[2].lower() in _SENT_NAMES:
                return str(name)
    return None


def examine(client: Connection, name: str, *, since: tuple[int, int] | None = None) -> Folder:
    """Open a folder read-only.

    Args:
        since: UIDVALIDITY and modseq of our last look; the server tells what vanished
            after it, where it can (RFC 7162 section 3.2.5).

    Raises:
        FolderError: it is not there, or not ours to read.
    """
    folder = client._normalise_folder(name)
    if since is not None and client.has_qresync:
        folder += b" (QRESYNC (%d %d))" % since
    with client.command(name):
        client._command_and_check("select", folder, True)
        found = client._process_select_response(client._imap.untagged_responses)
    if b"UIDVALIDITY" not in found:
        raise FolderError(f"{name}: the server gives no UIDVALIDITY, so its mails have no names")
    return Folder(
        name,
        int(found[b"UIDVALIDITY"]),
        found.get(b"UIDNEXT"),
        found.get(b"HIGHESTMODSEQ"),
        int(found[b"EXISTS"]),
        [pair for line in found.get(b"VANISHED", ()) for pair in _uid_ranges(line)],
    )


def _uid_ranges(vanished: bytes) -> Iterator[tuple[int, int]]:
    """Read ``(EARLIER) 41,43:116``."""
    for part in vanished.split()[-1].split(b","):
        first, _, last = part.partition(b":")
        yield int(first), int(last or first)


def uids_above(
    client: Connection, folder: Folder, last_uid: int
) -> Iterator[tuple[int, int, list[int]]]:
    """Yield the UIDs above ``last_uid``, sorted, as parts: first and last asked for, found."""
    until = _UID_MAX if folder.uidnext is None else folder.uidnext - 1
    low, width = last_uid + 1, UID_RANGE
    while low <= until:
        # A server that does not tell the end is asked for everything at once.
        high = until if folder.uidnext is None else min(low + width - 1, until)
        with client.command(folder.name):
            # RFC 3501 allows "n:*" to match one below n, so the end is a number.
            found = sorted(client.search(["UID", f"{low}:{high}"]))
        yield low, high, found
        # Where UIDs are sparse, as after years of deleting, the steps get longer.
        width = width * 2 if len(found) < UID_RANGE // 4 else UID_RANGE
        low = high + 1


def groups(
    client: Connection,
    folder: Folder,
    uids: Sequence[int],
    limits: Limits,
    *,
    at_most: int = FETCH_BATCH,
) -> Iterator[tuple[list[int], dict[int, int]]]:
    """Cut ``uids`` into what one FETCH should ask, with the sizes of the large ones."""
    sizes = _large(client, folder, uids)
    group: list[int] = []
    total = 0
    for uid in uids:
        size = sizes.get(uid, _SMALL)
        size = 0 if size > limits.mail_bytes else size  # It will not be fetched.
        if group and (len(group) == at_most or total + size > _FETCH_BYTES):
            yield group, {each: sizes[each] for each in group if each in sizes}
            group, total = [], 0
        group.append(uid)
        total += size
    if group:
        yield group, {each: sizes[each] for each in group if each in sizes}


def _large(client: Connection, folder: Folder, uids: Sequence[int]) -> dict[int, int]:
    """RFC822.SIZE of those above `_SMALL`: one SEARCH costs less than a size for each."""
    sizes: dict[int, int] = {}
    if not uids:
        return sizes
    with client.command(folder.name):
        large = client.search(["UID", f"{uids[0]}:{uids[-1]}", "LARGER", _SMALL])
    for start in range(0, len(large), FETCH_BATCH):
        with client.command(folder.name):
            answer = client.fetch(large[start : start + FETCH_BATCH], ["RFC822.SIZE"])
        sizes |= {uid: int(parts[b"RFC822.SIZE"]) for uid, parts in answer.items()}
    return sizes


def fetch_batch(
    client: Connection,
    folder: Folder,
    uids: Sequence[int],
    sizes: Mapping[int, int],
    limits: Limits,
    *,
    last_uid: int,
) -> Batch:
    """Fetch some messages; those that cannot be had are named with the reason.

    Raises:
        MailboxError: the connection broke, or the server refuses every one of many.
    """
    too_large = [uid for uid in uids if sizes.get(uid, 0) > limits.mail_bytes]
    wanted = [uid for uid in uids if uid not in too_large]
    mails, refused = _fetch(client, folder, wanted, sizes, limits)
    if len(wanted) == len(refused) >= _ALL_REFUSED:
        raise MailboxError(f"{folder.name}: the server gives out no mail: {refused[0].detail}")
    unfetched = [
        _unfetched(client, folder, uid, "too_large", f"{sizes[uid]} of {limits.mail_bytes} bytes")
        for uid in too_large
    ]
    return Batch(folder.uidvalidity, last_uid, mails, [*refused, *unfetched])


def _fetch(
    client: Connection,
    folder: Folder,
    uids: Sequence[int],
    sizes: Mapping[int, int],
    limits: Limits,
) -> tuple[list[FetchedMail], list[Unfetched]]:
    if not uids:
        return [], []
    # Small ones have to come in the time of any answer; on a line that is too slow for a
    # hundred of them they are asked for one by one, after it broke twice.
    more_seconds = sum(sizes.get(uid, 0) for uid in uids) / limits.slowest
    try:
        with client.command(folder.name, more_seconds=more_seconds):
            answer = client.fetch_mails(uids)
    except FolderError as error:
        left = _still_there(client, folder, uids)
        if len(left) == 1 and len(uids) == 1:
            return [], [_unfetched(client, folder, left[0], "unfetchable", str(error))]
        # What was expunged meanwhile goes; the rest is halved until the culprit is alone.
        middle = len(left) if len(left) < len(uids) else len(left) // 2
        first, first_refused = _fetch(client, folder, left[:middle], sizes, limits)
        second, second_refused = _fetch(client, folder, left[middle:], sizes, limits)
        return first + second, first_refused + second_refused
    mails = [
        FetchedMail(uid, received(parts), bytes(parts[b"BODY[]"]))
        for uid, parts in sorted(answer.items())
        if parts.get(b"BODY[]") is not None
    ]
    # NIL, or no answer at all: it was expunged since the search, or the server has lost it.
    empty = sorted(set(uids) - {mail.uid for mail in mails})
    left = _still_there(client, folder, empty) if empty else []
    lost = "the server has it and gives nothing"
    return mails, [_unfetched(client, folder, uid, "unfetchable", lost) for uid in left]


def _still_there(client: Connection, folder: Folder, uids: Sequence[int]) -> list[int]:
    client._imap.untagged_responses.pop("FETCH", None)  # What came before the NO.
    with client.command(folder.name):
        client.noop()  # Lets the server drop what was expunged.
        return sorted(client.search(["UID", ",".join(map(str, uids))]))


def _unfetched(client: Connection, folder: Folder, uid: int, reason: str, detail: str) -> Unfetched:
    """Name what stays on the server, with as much of it as the server tells."""
    for items in (["INTERNALDATE", _HEADER], ["INTERNALDATE"]):
        try:
            with client.command(folder.name):
                parts = client.fetch([uid], items).get(uid, {})
        except FolderError:
            continue
        header = parts.get(b"BODY[HEADER]<0>") or b""
        return Unfetched(uid, reason, detail, received(parts), header)
    return Unfetched(uid, reason, detail, None)


def received(parts: Mapping[bytes, Any]) -> datetime | None:
    """INTERNALDATE of an answer to FETCH, if it has one that can be read."""
    date = parts.get(b"INTERNALDATE")
    try:
        return date.astimezone(UTC) if date is not None else None
    except OverflowError:  # The last day of the year 9999, west of Greenwich.
        return None
