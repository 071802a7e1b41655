"""Every job, in the order a mail meets them.

RQ stores the dotted path of these functions in Redis, so their names are a wire format: keep the
old name for one release when you rename one.  A job takes ids or nothing, reads rows, calls stage
functions and rings for the next.  It may run twice, stop half-way, or never be rung: the rows say
what is left, and the sweeper (`schedule`) rings for them again.

    collect_mailbox   IMAP folder      -> stored mail
    parse_stored      stored           -> parsed, or quarantined
    converse          parsed           -> threaded, filed, read
    score_missed      read, unscored   -> how it feels, once the scorer works again
    engage            read             -> applied: answers, wishes, mood, status
    draft_due         facts, asks      -> drafts for the PM
    send_due          approved, due    -> accepted, failed, unknown
    queue_notices     applied replies  -> acknowledgements
    settle            bounces, crashes -> what became of what we sent; our answers -> stored
    review_statuses   time             -> silence, overdue asks
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
import logging
import os

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from orchestrator.bell import Bell, redis_url
from orchestrator.clock import utc_now
from orchestrator.collect import intake, own, watch
from orchestrator.collect.quarantine import quarantine
from orchestrator.config import Settings
from orchestrator.conversation import own_mails, scoring
from orchestrator.conversation.beside import Beside
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.said import read_words
from orchestrator.conversation.understand import begin_to_understand
from orchestrator.digest import draft, invite, refresh, respond_send, sent
from orchestrator.dispatch import breaker, notices, outcome, send, stop
from orchestrator.dispatch.channels.apprise import by_apprise
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.dispatch.compose import instance_mark
from orchestrator.dispatch.handing_over import Channel
from orchestrator.dispatch.receipts import settle_report
from orchestrator.engagement.apply import apply_mails
from orchestrator.engagement.documents import take_documents
from orchestrator.engagement.replay import put_in_order
from orchestrator.engagement.status import review_statuses as review
from orchestrator.keys import signing_key
from orchestrator.models import Database, Mail, MailState
from orchestrator.models.base import is_among
from orchestrator.models.work import hold

logger = logging.getLogger(__name__)

REPORTS = ("bounce", "delay", "complaint")

Finish = Callable[[], None]
Work = Callable[[Database, Sequence[int]], Finish | None]
"""Work on mails, by id, that may have left the state they were found in; commits.

What it returns is done after the next mails are begun.
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a job works with.  One set a process: connections do not cross a fork."""

    settings: Settings
    database: Database
    bell: Bell
    key: bytes


def parts() -> Parts:
    """The parts of this process, from the environment."""
    return _parts_of(os.getpid())


@lru_cache(maxsize=1)
def _parts_of(_pid: int) -> Parts:
    settings = Settings.from_environ(os.environ)
    own_mails.use_own_weights(settings.data)
    return Parts(
        settings=settings,
        database=Database(settings.database),
        bell=Bell(redis_url(settings.redis_url, settings.data)),
        key=signing_key(settings.keys),
    )


def collect_mailbox(mailbox_id: int) -> int:
    """Read a mailbox once; the reader process does the same without being rung."""
    p = parts()
    ring = partial(p.bell.ring, "parse_stored")
    return watch.collect_mailbox(p.database, p.settings, mailbox_id, on_new=ring)


def parse_stored() -> int:
    """Parse what is stored."""
    p = parts()
    mark = instance_mark(p.key)
    done = intake.parse_stored(p.database, p.settings, instance=mark, clock=utc_now)
    if done:
        p.bell.ring("converse")
    return done


def converse() -> int:
    """Thread, file and read each parsed mail; a portion is read while the next one is filed."""
    p = parts()
    file = _held(MailState.PARSED, partial(file_mails, key=p.key, now=utc_now()))
    with closing(Beside(read_words)) as beside:
        read = partial(begin_to_understand, begin=beside.begin, now=utc_now())

        def file_and_read(database: Database, mail_ids: Sequence[int]) -> Finish | None:
            file(database, mail_ids)
            return read(database, mail_ids)

        done = _each(p, MailState.PARSED, file_and_read)
        # Filed by a job that ended before it had read them.
        done += _each(p, MailState.THREADED, read)
    if done:
        p.bell.ring("engage")
    return done


def score_missed() -> int:
    """Score the mails that could not be scored when they were read."""
    return scoring.score_missed(parts().database, now=utc_now())


def engage() -> int:
    """Apply each reading; a bounce or complaint settles what it speaks of."""
    p = parts()
    done = _each(p, MailState.READ, _held(MailState.READ, _apply))
    if done:
        for job in ("draft_due", "settle"):
            p.bell.ring(job)
    return done


def draft_due() -> int:
    """Void what was overtaken, take in what is new, and draft for every slot that is near."""
    p, now = parts(), utc_now()
    with p.database.write() as session:
        stop.void_overtaken(session, now=now)
        # An update that is nearer takes what is new before a later one is drafted.
        made = refresh.refresh_drafts(session, settings=p.settings, key=p.key, now=now)
        made += draft.draft_due(session, settings=p.settings, key=p.key, now=now)
    return len(made)


def send_due() -> int:
    """Send every outbox row that is due; return how many this run took to an outcome."""
    p = parts()
    done = sum(_send_over(p, channel) for channel in _short_channels(p.settings))
    if p.settings.can_send:
        with EmailChannel(p.settings) as channel:
            done += _send_over(p, channel)
    if done:
        p.bell.ring("settle")
    return done


def _short_channels(settings: Settings) -> list[Channel]:
    ways = {"sms": settings.sms_url, "chat": settings.chat_url}
    return [by_apprise(name, url) for name, url in ways.items() if url]


def _send_over(p: Parts, channel: Channel) -> int:
    return send.send_due(p.database, channel=channel, settings=p.settings, clock=utc_now)


def queue_notices() -> int:
    """Answer the replies that waited long enough for company."""
    p = parts()
    with p.database.write() as session:
        queued = notices.queue_notices(session, settings=p.settings, key=p.key, now=utc_now())
    if queued:
        p.bell.ring("send_due")
    return len(queued)


def settle() -> int:
    """Recover dead claims, look for evidence, close what was sent; keep our answers as mail."""
    p, now = parts(), utc_now()
    recovered = send.recover_claims(p.database, older_than=p.settings.claim_for, now=now)
    with p.database.write() as session:
        moved = outcome.resolve_unknown(session, settings=p.settings, now=now)
        breaker.look(session, settings=p.settings, now=now)
        closed = sent.close_sent(session)
        answers = [*respond_send.close_responses(session), *invite.close_invitations(session)]
        kept = own.keep_sent(session, answers, now=now)
    if kept:
        p.bell.ring("parse_stored")
    if recovered or moved:
        p.bell.ring("send_due")
    return recovered + moved + closed + len(answers)


def review_statuses() -> int:
    """Let time pass over each open project: a mood grows old, an ask overdue."""
    p = parts()
    with p.database.write() as session:
        return review(session, now=utc_now())


def _held(state: MailState, work: Callable[[Session, Sequence[int]], None]) -> Work:
    """``work`` in one transaction, on the mails that no other worker holds."""

    def in_one_transaction(database: Database, mail_ids: Sequence[int]) -> None:
        with database.write(durable=False) as session:
            held = hold(session, mail_ids, state)
            if held:
                work(session, held)

    return in_one_transaction


def _apply(session: Session, mail_ids: Sequence[int]) -> None:
    now = utc_now()
    reports = session.scalars(
        select(Mail).where(is_among(session, Mail.id, mail_ids), Mail.kind.in_(REPORTS))
    )
    for mail in reports.all():
        settle_report(session, mail, key=parts().key, now=now)
    apply_mails(session, mail_ids, key=parts().key, now=now)
    take_documents(session, mail_ids, now=now)
    put_in_order(session, mail_ids, key=parts().key, now=now)


def _each(p: Parts, state: MailState, work: Work) -> int:
    """Run ``work`` on every mail in ``state``, oldest first, a batch a transaction.

    Attempts are committed before the work.  When a batch fails, its mails are done one by one, so
    only the culprit fails; it fails this job too, at the end, and after `intake.MAX_ATTEMPTS` it is
    quarantined.  A database that fails is nobody's fault and ends the job at once.
    """
    done = 0
    failures: list[Exception] = []
    before: list[int] = []
    finish: Finish | None = None
    for batch in chain(_batches(p, state), ([],)):
        begun = _tried(p, batch, partial(work, p.database, batch), work, failures)
        if finish is not None:
            _tried(p, before, finish, work, failures)
        before, finish = batch, begun
        done += len(batch)
    if failures:
        raise failures[0]
    return done


def _batches(p: Parts, state: MailState) -> Iterator[list[int]]:
    last = 0
    while batch := _take_up(p, state, after=last):
        last = batch[-1]
        yield batch


def _tried(
    p: Parts,
    batch: Sequence[int],
    step: Callable[[], Finish | None],
    work: Work,
    failures: list[Exception],
) -> Finish | None:
    """Take a step for a batch; where that fails, do all the work for its mails one by one."""
    try:
        return step() if batch else None
    except OperationalError:
        raise
    except Exception:  # noqa: BLE001  Met again by `_failure`, mail by mail, and raised at the end.
        failures += [error for mail_id in batch if (error := _failure(p, mail_id, work))]
        return None


def _take_up(p: Parts, state: MailState, *, after: int) -> list[int]:
    """Count an attempt for the next mails in ``state``; put aside those that had too many."""
    with p.database.write(durable=False) as session:
        ids, spent = intake.take_up(session, state, after=after)
        for mail_id in spent:
            detail = f"failed {intake.MAX_ATTEMPTS} times at {state.value}"
            quarantine(session, mail_id, reason="failed", detail=detail, now=utc_now())
    return ids or ([] if not spent else _take_up(p, state, after=after))


def _failure(p: Parts, mail_id: int, work: Work) -> Exception | None:
    try:
        if finish := work(p.database, [mail_id]):
            finish()
    except Exception as error:  # noqa: BLE001  Handed to the caller, who raises it.
        return error
    return None
