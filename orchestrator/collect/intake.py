"""Stored bytes become a parsed mail, or a quarantined one with its reason."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.collect import caps
from orchestrator.collect.authenticity import Received, verdicts
from orchestrator.collect.caps import envelope
from orchestrator.collect.limits import parse_limited
from orchestrator.collect.parse import ParsedMail
from orchestrator.collect.quarantine import quarantine, quarantine_all
from orchestrator.collect.rows import Read, fill_envelopes, fill_rows
from orchestrator.config import Settings
from orchestrator.errors import IntegrityError, MalformedMail
from orchestrator.models import Database, Direction, Mail, MailState
from orchestrator.models.base import is_among, set_all
from orchestrator.models.content import contents_of, sizes_of
from orchestrator.models.work import hold

BATCH = 500
"""Mails a transaction: its statements take half a millisecond each, however many there are."""
PORTION_MAILS = 250
PORTION_BYTES = 2 * caps.MAIL_BYTES
READERS = 2
"""Portions that are read at once, each by a child of its own."""
MAX_ATTEMPTS = 3


def parse_stored(
    database: Database, settings: Settings, *, instance: str, clock: Callable[[], datetime]
) -> int:
    """Parse every stored mail; return how many were read.  Commits after each portion.

    The attempt is counted and committed before the work, so a mail that brings the
    whole process down is quarantined after `MAX_ATTEMPTS`, and the rest goes on.

    Args:
        instance: our mark; a mail that carries it is our own, come back.
    """
    done = 0
    with ThreadPoolExecutor(READERS, "parse") as readers:
        ahead: deque[Future[_Found]] = deque()
        for ids in _taken_up(database, clock):
            # The children read the next mails while we write what was found in those before.
            ahead.append(readers.submit(_find, database, settings, ids, instance))
            if len(ahead) > READERS:
                _write(database, ahead.popleft().result(), now=clock())
            done += len(ids)
        for found in ahead:
            _write(database, found.result(), now=clock())
    return done


def take_up(session: Session, state: MailState, *, after: int = 0) -> tuple[list[int], list[int]]:
    """Count an attempt for the next mails in ``state``, oldest first.  The caller commits.

    A mail that was tried before is taken up alone: whatever ended its batch may have been
    another one, and only the culprit is to use up its attempts.

    Returns:
        The ids to work on, at most `BATCH`, and those of mails that had too many attempts.
    """
    rows = session.execute(
        select(Mail.id, Mail.attempts)
        .where(Mail.state == state, Mail.id > after)
        .order_by(Mail.id)
        .limit(BATCH)
    ).all()
    spent = [mail_id for mail_id, attempts in rows if attempts >= MAX_ATTEMPTS]
    ids: list[int] = []
    for mail_id, attempts in rows:
        if mail_id in spent:
            continue
        if attempts and ids:
            break
        ids.append(mail_id)
        if attempts:
            break
    if ids:
        set_all(session, Mail, ids, {"attempts": Mail.attempts + 1})
    return ids, spent


def _taken_up(database: Database, clock: Callable[[], datetime]) -> Iterator[list[int]]:
    """Take up every stored mail once, in pieces whose mails fit into memory together."""
    last = 0
    while True:
        with database.write(durable=False) as session:
            ids, spent = take_up(session, MailState.STORED, after=last)
            for mail_id in spent:
                detail = f"{MAX_ATTEMPTS} attempts to read it ended the reader"
                quarantine(session, mail_id, reason="crash", detail=detail, now=clock())
        if not ids and not spent:
            return
        yield from _portions(database, ids)
        last = max(ids or spent)


def _portions(database: Database, ids: Sequence[int]) -> Iterator[list[int]]:
    """The same ids, in pieces whose mails fit into memory together."""
    with database.read() as session:
        rows = session.execute(
            select(Mail.id, Mail.sha256).where(is_among(session, Mail.id, ids))
        ).all()
        sizes = sizes_of(session, [sha256 for _, sha256 in rows])
    portion: list[int] = []
    total = 0
    for mail_id, sha256 in sorted(rows):
        size = sizes.get(sha256, 0)
        if len(portion) == PORTION_MAILS or (portion and total + size > PORTION_BYTES):
            yield portion
            portion, total = [], 0
        portion.append(mail_id)
        total += size
    if portion:
        yield portion


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a portion of mails, and which could not be read."""

    ids: Sequence[int]
    read: Sequence[Read]
    refused: Mapping[int, MalformedMail]
    envelopes: Mapping[int, ParsedMail]


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored mail; in place of altered bytes, the reason to put it aside."""

    id: int
    direction: Direction
    received_at: datetime
    content: bytes | MalformedMail


def _find(database: Database, settings: Settings, ids: Sequence[int], instance: str) -> _Found:
    """Read a portion of mails and judge their senders.  DNS may be asked: no transaction."""
    with database.read() as session:
        stored = _stored(session, ids)
    results = _results(stored)
    read = _judged([(m, r) for m, r in results if isinstance(r, ParsedMail)], settings, instance)
    refused = {mail.id: result for mail, result in results if isinstance(result, MalformedMail)}
    envelopes = _envelopes([mail for mail in stored if mail.id in refused])
    return _Found(ids, read, refused, envelopes)


def _write(database: Database, found: _Found, *, now: datetime) -> None:
    with database.write(durable=False) as session:
        still = set(hold(session, found.ids, MailState.STORED))
        fill_rows(session, [each for each in found.read if each.mail_id in still])
        fill_envelopes(session, {k: each for k, each in found.envelopes.items() if k in still})
        quarantine_all(
            session,
            {mail_id: error for mail_id, error in found.refused.items() if mail_id in still},
            now=now,
        )


def _stored(session: Session, ids: Sequence[int]) -> list[_Stored]:
    rows = session.execute(
        select(Mail.id, Mail.direction, Mail.received_at, Mail.sha256)
        .where(is_among(session, Mail.id, ids))
        .order_by(Mail.id)
    ).all()
    contents = contents_of(session, [row.sha256 for row in rows])
    return [
        _Stored(row.id, row.direction, row.received_at, _or_flaw(contents[row.sha256]))
        for row in rows
    ]


def _or_flaw(content: bytes | IntegrityError) -> bytes | MalformedMail:
    return content if isinstance(content, bytes) else MalformedMail("altered", str(content))


def _results(stored: Sequence[_Stored]) -> list[tuple[_Stored, ParsedMail | MalformedMail]]:
    parsed = iter(parse_limited([m.content for m in stored if isinstance(m.content, bytes)]))
    return [(m, next(parsed) if isinstance(m.content, bytes) else m.content) for m in stored]


def _envelopes(refused: Sequence[_Stored]) -> dict[int, ParsedMail]:
    """What is still known of mails that cannot be read: who wrote, when and about what."""
    headers = {
        mail.id: envelope(mail.content) for mail in refused if isinstance(mail.content, bytes)
    }
    parsed = zip(headers, parse_limited(list(headers.values())), strict=True)
    return {mail_id: each for mail_id, each in parsed if isinstance(each, ParsedMail)}


def _judged(
    parsed: Sequence[tuple[_Stored, ParsedMail]], settings: Settings, instance: str
) -> list[Read]:
    """With the verdict on each sender."""
    received = [
        Received(mail.content, result.from_address, mail.received_at, result.trace)
        for mail, result in parsed
        if isinstance(mail.content, bytes)
    ]
    return [
        Read(
            mail.id,
            result,
            verdict,
            is_loop=mail.direction is Direction.IN and result.loop_id == instance,
        )
        for (mail, result), verdict in zip(parsed, verdicts(received, settings), strict=True)
    ]
