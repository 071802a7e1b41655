"""``orchestrator mail import``: take mail in from files."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
import json
import logging
from pathlib import Path

import click
from sqlalchemy import select

from orchestrator import flow
from orchestrator.cli import naming
from orchestrator.cli.common import Service, open_service
from orchestrator.cli.mail_files import PARTLY_DONE, FoundMail, MailFiles
from orchestrator.cli.mail_progress import progress
from orchestrator.collect.arrivals import Arrival, Kept, keep_mails, record_ingest
from orchestrator.collect.limits import parse_limited
from orchestrator.collect.parse import content_hash, read_origin
from orchestrator.conversation.undecided import file_thread
from orchestrator.errors import MalformedMail, Refused, UsageError
from orchestrator.models import (
    Contact,
    Direction,
    Mail,
    Mailbox,
    MailState,
    Project,
    Quarantine,
    User,
)

BATCH = 200
BATCH_BYTES = 50_000_000
_UNFINISHED = (MailState.STORED, MailState.PARSED, MailState.THREADED)


@dataclass(slots=True)
class Summary:
    """What an import did.  ``bad`` mails are kept too, in quarantine, with their reason.

    A mail that an earlier import left unfinished is not new; it is finished, and counts as
    filed, undecided or bad here.
    """

    read: int = 0
    new: int = 0
    known: int = 0
    filed: int = 0
    undecided: int = 0
    bad: list[dict[str, object]] = field(default_factory=list)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--project", "slug", help="Where a mail of its client goes that nothing else places.")
@click.option("--dry-run", is_flag=True, help="Store nothing; say what would be new or bad.")
def import_mail(path: Path, slug: str | None, dry_run: bool) -> int:
    r"""Store the mail of an mbox (plain or .gz), a Maildir or a folder of .eml files.

    Progress goes to stderr; the last line is one JSON object.  Stopped half-way and run
    again it goes on; run once more it adds nothing.  Exits 5 when a mail could not be
    read: it is listed, and kept in quarantine.

    \b
    Examples:
      orchestrator mail import archive.mbox --project booking
      orchestrator mail import takeout.mbox.gz --dry-run
      orchestrator mail import ~/Maildir | jq .undecided
    """
    service = open_service()
    with service.database.read() as session:
        project = naming.project_named(session, slug) if slug else None
    files, run = MailFiles(path), _Import(service, _our_addresses(service))
    with _quiet_bell(), progress(files.total) as say:
        for batch in _batches(files):
            run.take(batch, dry_run=dry_run)
            say(files.done, read=run.summary.read, new=run.summary.new)
    if run.summary.read == 0:
        raise UsageError(f"{path}: holds no mail; name an mbox, a Maildir or a folder of .eml")
    if not dry_run:
        run.finish(project)
    click.echo(json.dumps(asdict(run.summary), ensure_ascii=False))
    return PARTLY_DONE if run.summary.bad else 0


@contextmanager
def _quiet_bell() -> Iterator[None]:
    """The jobs ring after each batch: without Redis that were as many warnings of one thing."""
    logger = logging.getLogger("orchestrator.bell")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _batches(files: MailFiles) -> Iterator[list[FoundMail]]:
    """What one transaction takes: so many mails, or fewer large ones."""
    batch: list[FoundMail] = []
    size = 0
    for found in files:
        if batch and (len(batch) == BATCH or size + len(found.content) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(found)
        size += len(found.content)
    if batch:
        yield batch


def _our_addresses(service: Service) -> frozenset[str]:
    """Mail from these is ours: a mail that we sent, not one that came in."""
    with service.database.read() as session:
        found = {*session.scalars(select(User.email)), *session.scalars(select(Mailbox.username))}
    settings = service.settings
    return frozenset(a.lower() for a in {*found, settings.mail_from, settings.replies_to} if a)


class _Import:
    """One run.  Of each mail only its id stays in memory, so an archive may be of any size."""

    def __init__(self, service: Service, ours: frozenset[str]) -> None:
        self.summary = Summary()
        self._service = service
        self._ours = ours
        self._ids = array("q")
        self._finished = array("q")

    def take(self, batch: Sequence[FoundMail], *, dry_run: bool) -> None:
        """Take a batch in, or only look at it."""
        numbered = list(enumerate(batch, start=self.summary.read + 1))
        self.summary.read += len(batch)
        for position, mail in numbered:
            if mail.flaw:
                self._list_bad(position, mail, mail.flaw)
        readable = {position: mail for position, mail in numbered if not mail.flaw}
        if dry_run:
            self._look_at(readable)
        else:
            self._keep(readable)

    def finish(self, project: Project | None) -> None:
        """Let the project take what is left over, and count what became of each mail."""
        if project is not None:
            _file_left_over(self._service, self._ids, project)
            flow.converse()
        self._service.ring("engage")
        for ids in _chunks(self._finished):
            with self._service.database.read() as session:
                projects = session.scalars(
                    select(Mail.project_id).where(Mail.id.in_(ids), Mail.thread_id.is_not(None))
                ).all()
            filed = sum(project_id is not None for project_id in projects)
            self.summary.filed += filed
            self.summary.undecided += len(projects) - filed

    def _keep(self, mails: dict[int, FoundMail]) -> None:
        """Store mails, then parse, thread and file them as the jobs do."""
        kept = self._store([mail.content for mail in mails.values()])
        positions = {row.id: at for row, at in zip(reversed(kept), reversed(mails), strict=True)}
        self._ids.extend(positions)
        self._add_up(sum(row.is_new for row in kept), of=len(kept))
        unfinished = self._unfinished(list(positions))
        if not unfinished:
            return
        flow.parse_stored()
        flow.converse()
        self._finished.extend(unfinished)
        with self._service.database.read() as session:
            quarantined = session.scalars(
                select(Quarantine)
                .where(Quarantine.mail_id.in_(unfinished), Quarantine.released_at.is_(None))
                .order_by(Quarantine.mail_id)
            ).all()
        for bad in quarantined:
            assert bad.mail_id is not None
            at = positions[bad.mail_id]
            self._list_bad(at, mails[at], bad.reason, bad.detail, mail_id=bad.mail_id)

    def _store(self, contents: Sequence[bytes]) -> list[Kept]:
        now, source = self._service.now, f"import:{self._service.actor.name}"
        arrivals = [Arrival(each, *_origin(each, self._ours, now=now)) for each in contents]
        with self._service.change() as session:
            kept = keep_mails(session, arrivals, now=now)
            record_ingest(session, kept, via=source, now=now)
        return kept

    def _unfinished(self, ids: Sequence[int]) -> list[int]:
        """New ones, and those that a run before this one left half-way."""
        with self._service.database.read() as session:
            return list(
                session.scalars(
                    select(Mail.id).where(Mail.id.in_(ids), Mail.state.in_(_UNFINISHED))
                )
            )

    def _look_at(self, mails: dict[int, FoundMail]) -> None:
        firsts = {content_hash(mail.content): at for at, mail in reversed(mails.items())}
        with self._service.database.read() as session:
            known = session.scalars(
                select(Mail.content_hash).where(Mail.content_hash.in_(list(firsts)))
            ).all()
        new = sorted(at for same, at in firsts.items() if same not in set(known))
        self._add_up(len(new), of=len(mails))
        results = parse_limited([mails[at].content for at in new])
        for at, result in zip(new, results, strict=True):
            if isinstance(result, MalformedMail):
                self._list_bad(at, mails[at], result.reason, result.detail)

    def _add_up(self, new: int, *, of: int) -> None:
        self.summary.new += new
        self.summary.known += of - new

    def _list_bad(
        self,
        position: int,
        mail: FoundMail,
        reason: str,
        detail: str = "",
        *,
        mail_id: int | None = None,
    ) -> None:
        self.summary.bad.append(
            {
                "position": position,
                "place": mail.place,
                "mail": mail_id,
                "reason": f"{reason}: {detail}" if detail else reason,
            }
        )


def _origin(content: bytes, ours: frozenset[str], *, now: datetime) -> tuple[Direction, datetime]:
    """Which way it went, and when.  A file does not say when a server took it: her date must do."""
    try:
        sender, sent_at = read_origin(content)
    except MalformedMail:  # Kept all the same; parsing it says why it is in quarantine.
        return Direction.IN, now
    return Direction.OUT if sender in ours else Direction.IN, min(sent_at or now, now)


def _file_left_over(service: Service, mail_ids: Sequence[int], project: Project) -> None:
    for ids in _chunks(mail_ids):
        with service.database.read() as session:
            threads = session.scalars(
                select(Mail.thread_id)
                .join(Contact, Contact.id == Mail.contact_id)
                .where(
                    Mail.id.in_(ids),
                    Mail.project_id.is_(None),
                    Mail.thread_id.is_not(None),
                    Contact.client_id == project.client_id,
                )
                .distinct()
            ).all()
        for thread_id in filter(None, threads):
            _file_thread(service, thread_id, project.id)


def _file_thread(service: Service, thread_id: int, project_id: int) -> None:
    try:
        with service.change() as session:
            file_thread(session, thread_id, project_id, actor=service.actor, now=service.now)
    except (Refused, UsageError) as error:
        # Another client writes in it, or it was joined to a thread that is filed: a person decides.
        click.echo(f"thread {thread_id} stays undecided: {error}", err=True)


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    return (list(ids[start : start + BATCH]) for start in range(0, len(ids), BATCH))
