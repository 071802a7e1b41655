"""``orchestrator mail import`` and ``mail fetch``: take mail in, from files or at once."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
import json
from pathlib import Path
import time

import click
from sqlalchemy import select

from orchestrator import flow
from orchestrator.cli import naming
from orchestrator.cli.common import Answer, Service, answers, open_service
from orchestrator.cli.mail_thread import read_mails
from orchestrator.collect.arrivals import Arrival, keep_mails, record_ingest
from orchestrator.collect.parse import read_origin
from orchestrator.collect.watch import collect_mailbox
from orchestrator.conversation.undecided import file_thread
from orchestrator.errors import MailboxError, MalformedMail, Refused, UsageError
from orchestrator.models import Contact, Direction, Mail, Mailbox, Project, Quarantine, User

PARTLY_DONE = 5
BATCH = 200
BATCH_BYTES = 50_000_000
_SAY_EVERY_SECONDS = 5.0


@dataclass(slots=True)
class Summary:
    """What an import did.  ``bad`` mails are kept too, in quarantine, with their reason."""

    read: int = 0
    new: int = 0
    known: int = 0
    filed: int = 0
    undecided: int = 0
    bad: list[dict[str, object]] = field(default_factory=list)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--project", "slug", help="Where a mail of its client goes that nothing else places.")
def import_mail(path: Path, slug: str | None) -> int:
    r"""Store the mail of an mbox, a Maildir or a folder of .eml files.

    Progress goes to stderr; the last line is one JSON object.  Run again it adds
    nothing.  Exits 5 when a mail could not be read: it is listed, and kept in quarantine.

    \b
    Examples:
      orchestrator mail import archive.mbox --project booking
      orchestrator mail import ~/Maildir | jq .undecided
    """
    service = open_service()
    with service.database.read() as session:
        project = naming.project_named(session, slug) if slug else None
    summary, progress = Summary(), _Progress()
    ours = _our_addresses(service)
    new: dict[int, int] = {}
    for batch in _batches(path):
        new |= _store(service, batch, ours, summary)
        progress.say(summary)
    if summary.read == 0:
        raise UsageError(f"{path}: holds no mail; name an mbox, a Maildir or a folder of .eml")
    _file(service, list(new), project)
    _count(service, new, summary)
    click.echo(json.dumps(asdict(summary), ensure_ascii=False))
    return PARTLY_DONE if summary.bad else 0


def _batches(path: Path) -> Iterator[list[bytes]]:
    """What one transaction takes: so many mails, or fewer large ones."""
    batch: list[bytes] = []
    try:
        for content in read_mails(path):
            if batch and (len(batch) == BATCH or sum(map(len, batch)) + len(content) > BATCH_BYTES):
                yield batch
                batch = []
            batch.append(content)
    except OSError as error:
        raise UsageError(f"{error.filename or path}: cannot be read: {error.strerror}") from error
    if batch:
        yield batch


def _our_addresses(service: Service) -> frozenset[str]:
    """Mail from these is ours: a mail that we sent, not one that came in."""
    with service.database.read() as session:
        found = {*session.scalars(select(User.email)), *session.scalars(select(Mailbox.username))}
    settings = service.settings
    return frozenset(a.lower() for a in {*found, settings.mail_from, settings.replies_to} if a)


def _store(
    service: Service, batch: list[bytes], ours: frozenset[str], summary: Summary
) -> dict[int, int]:
    """Keep what of a batch is new, in one transaction; return its ids and places in the whole."""
    arrivals = [Arrival(content, *_origin(content, ours, now=service.now)) for content in batch]
    with service.change() as session:
        kept = keep_mails(session, arrivals, now=service.now)
        record_ingest(session, kept, via=f"import:{service.actor.name}", now=service.now)
    places = enumerate(kept, start=summary.read + 1)
    new = {mail.id: place for place, mail in places if mail.is_new}
    summary.read += len(batch)
    summary.new += len(new)
    summary.known += len(batch) - len(new)
    return new


def _origin(content: bytes, ours: frozenset[str], *, now: datetime) -> tuple[Direction, datetime]:
    """Which way it went, and when.  A file does not say when a server took it: her date must do."""
    try:
        sender, sent_at = read_origin(content)
    except MalformedMail:  # Kept all the same; parsing it says why it is in quarantine.
        return Direction.IN, now
    return Direction.OUT if sender in ours else Direction.IN, min(sent_at or now, now)


def _file(service: Service, ids: list[int], project: Project | None) -> None:
    """Parse, thread and file, as the jobs do; the project takes what is left over."""
    flow.parse_stored()
    flow.converse()
    if project is not None:
        _file_left_over(service, ids, project)
        flow.converse()
    service.ring("engage")


def _count(service: Service, new: dict[int, int], summary: Summary) -> None:
    for ids in _chunks(list(new)):
        with service.database.read() as session:
            projects = session.scalars(
                select(Mail.project_id).where(Mail.id.in_(ids), Mail.thread_id.is_not(None))
            ).all()
            bad = session.scalars(
                select(Quarantine).where(Quarantine.mail_id.in_(ids)).order_by(Quarantine.mail_id)
            ).all()
        filed = sum(project is not None for project in projects)
        summary.filed += filed
        summary.undecided += len(projects) - filed
        summary.bad += [
            {
                "position": new[row.mail_id],
                "mail": row.mail_id,
                "reason": f"{row.reason}: {row.detail}" if row.detail else row.reason,
            }
            for row in bad
            if row.mail_id is not None
        ]


def _file_left_over(service: Service, mail_ids: list[int], project: Project) -> None:
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


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


class _Progress:
    """One plain line now and then, on stderr."""

    def __init__(self) -> None:
        self._began = self._said = time.monotonic()

    def say(self, summary: Summary) -> None:
        at = time.monotonic()
        if at - self._said >= _SAY_EVERY_SECONDS:
            self._said = at
            rate = summary.read / (at - self._began)
            click.echo(f"{summary.read:,} read, {summary.new:,} new, {rate:,.0f}/s", err=True)


@click.command("fetch")
@click.argument("name", required=False)
@answers
def fetch(name: str | None) -> Answer:
    r"""Read every mailbox, or the one of this NAME, once and now.

    \b
    Example:
      orchestrator mail fetch main
    """
    service = open_service()
    with service.database.read() as session:
        active = select(Mailbox.name, Mailbox.id).where(Mailbox.is_active).order_by(Mailbox.name)
        boxes = {box: box_id for box, box_id in session.execute(active)}
    if name is not None and name not in boxes:
        raise UsageError(f"mailbox {name[:80]!r}: there is none that is read")
    found: dict[str, int] = {}
    failed: list[str] = []
    for box in [name] if name else boxes:
        try:
            found[box] = _fetch(service, boxes[box])
        except MailboxError as error:
            failed.append(f"{box}: {error}")
    code = 0 if not failed else PARTLY_DONE if found else MailboxError.exit_code
    lines = [f"{box}: {new} new" for box, new in found.items()]
    return Answer("\n".join(lines), {"new": found}, failed, code)


def _fetch(service: Service, mailbox_id: int) -> int:
    return collect_mailbox(
        service.database,
        service.settings,
        mailbox_id,
        on_new=lambda: service.ring("parse_stored"),
    )
