"""Live through a studio's past: the real stages, at instants that are over.

Mail comes in as bytes and goes through every stage; updates are drafted, approved and
sent by the functions that the service uses.  Only the last metre is not real: what was
sent in the past was handed to nobody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as policy

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.collect.arrivals import Arrival, keep_mails, record_ingest
from orchestrator.collect.intake import parse_stored
from orchestrator.config import Settings
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.understand import understand_mails
from orchestrator.demo.mails import gmail_reply, mail
from orchestrator.demo.settings import OUR_SERVER, STUDIO
from orchestrator.digest.approve import approve_digest, settle_send_time
from orchestrator.digest.draft import draft_due
from orchestrator.digest.sent import close_sent
from orchestrator.dispatch.compose import instance_mark
from orchestrator.dispatch.handing_over import OneByOne
from orchestrator.dispatch.notices import queue_notices
from orchestrator.dispatch.send import send_due
from orchestrator.dispatch.updates import compose_update
from orchestrator.engagement.apply import apply_mails
from orchestrator.engagement.status import update_status
from orchestrator.models import (
    Contact,
    Database,
    Digest,
    DigestState,
    Direction,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Phase,
    Project,
    Thread,
    User,
)
from orchestrator.record.append import Action, Actor, Entry, record_all

SOURCE = "sample"
"""Where the record says that these mails came from."""


def _hand_to_nobody(_entry: OutboxEntry, reached: Callable[[Phase], None]) -> str:
    for phase in (Phase.RECIPIENTS_OK, Phase.DOT):
        reached(phase)
    return "250 2.0.0 Ok: sample, handed to nobody"


@dataclass(frozen=True, slots=True)
class Past:
    """A service whose clock is where the caller says.  Instants must not go back."""

    database: Database
    settings: Settings
    key: bytes

    def receive(self, content: bytes, *, at: datetime, direction: Direction = Direction.IN) -> int:
        """Collect a mail, thread, file, read and apply it; return its id.  Commits."""
        with self.database.write() as session:
            kept = keep_mails(session, [Arrival(content, direction, at)], now=at)
            record_ingest(session, kept, via=SOURCE, now=at)
        mail_id = kept[0].id
        mark = instance_mark(self.key)
        parse_stored(self.database, self.settings, instance=mark, clock=lambda: at)
        with self.database.write() as session:
            file_mails(session, [mail_id], key=self.key, now=at)
        understand_mails(self.database, [mail_id], now=at)
        with self.database.write() as session:
            apply_mails(session, [mail_id], key=self.key, now=at)
        return mail_id

    def hear(
        self,
        name: str,
        address: str,
        subject: str,
        words: str,
        *,
        at: datetime,
        answers: Sequence[str] = (),
        to: str = STUDIO,
    ) -> int:
        """Receive a mail, which begins a conversation unless it ``answers``; return its id."""
        content = mail(
            words,
            name=name,
            sender=address,
            to=to,
            subject=subject,
            message_id=message_id(address, at),
            sent_at=at,
            server=OUR_SERVER,
            answers=answers,
        )
        return self.receive(content, at=at)

    def hear_back(
        self, contact: Contact, project: Project, words: str, *, at: datetime, address: str = ""
    ) -> int:
        """Receive an answer to the newest update, and acknowledge it a minute later.

        ``address``: hers, where it is not the usual one.  Returns the mail's id.
        """
        with self.database.read() as session:
            sent = session.scalars(
                select(OutboxEntry.content)
                .where(
                    OutboxEntry.kind == OutboxKind.DIGEST,
                    OutboxEntry.state == OutboxState.ACCEPTED,
                    OutboxEntry.contact_id == contact.id,
                    OutboxEntry.project_id == project.id,
                )
                .order_by(OutboxEntry.id.desc())
                .limit(1)
            ).one()
        content = gmail_reply(
            words,
            parsed(sent),
            name=contact.name,
            sender=address or contact.address,
            message_id=message_id(address or contact.address, at),
            sent_at=at,
            server=OUR_SERVER,
        )
        mail_id = self.receive(content, at=at)
        later = at + max(self.settings.acknowledge_after, timedelta(minutes=1))
        with self.database.write() as session:
            queue_notices(session, settings=self.settings, key=self.key, now=later)
        self.send_due(at=later)
        return mail_id

    def write(self, pm: User, contact: Contact, answers: int, words: str, *, at: datetime) -> int:
        """A mail of ours, from the PM's own mail program, in the conversation of a mail."""
        with self.database.read() as session:
            answered = session.get_one(Mail, answers)
            subject, parent = answered.subject, answered.message_id
        assert parent is not None
        content = mail(
            words,
            name=pm.name,
            sender=STUDIO,
            to=contact.address,
            subject=f"Re: {subject.removeprefix('Re: ')}",
            message_id=message_id(STUDIO, at),
            sent_at=at,
            answers=[parent],
        )
        return self.receive(content, at=at, direction=Direction.OUT)

    def draft(self, *, at: datetime) -> None:
        """Write the drafts of every slot that is near."""
        with self.database.write() as session:
            draft_due(session, settings=self.settings, key=self.key, now=at)

    def approve_all(self, pm: User, *, at: datetime) -> None:
        """The PM approves every draft; `send_due` lets each leave at its time."""
        actor = Actor(f"user:{pm.id}", "web")
        with self.database.write() as session:
            drafts = session.scalars(
                select(Digest).where(Digest.state == DigestState.DRAFTED).order_by(Digest.send_at)
            ).all()
            for digest in drafts:
                settle_send_time(session, digest, undo_for=self.settings.undo_for, now=at)
                approve_digest(
                    session,
                    digest.id,
                    message=compose_update(digest, settings=self.settings, key=self.key),
                    shown_revision=digest.revision,
                    user_id=pm.id,
                    actor=actor,
                    now=at,
                    cooldown=self.settings.cooldown,
                )

    def send_due(self, *, at: datetime) -> None:
        """Let everything leave that is due."""
        channel = OneByOne("email", _hand_to_nobody)
        send_due(self.database, channel=channel, settings=self.settings, clock=lambda: at)
        with self.database.write() as session:
            close_sent(session)

    def finish_threads(self, pm: User, *, before: datetime, at: datetime) -> None:
        """The PM marks every filed conversation done that has been quiet since ``before``."""
        with self.database.write() as session:
            threads = session.scalars(
                select(Thread).where(
                    Thread.project_id.is_not(None),
                    Thread.done_at.is_(None),
                    Thread.last_mail_at < before,
                )
            ).all()
            entries = [
                Entry(Action.THREAD, f"thread:{thread.id}", thread.project_id, {}, {"done": True})
                for thread in threads
            ]
            for thread in threads:
                thread.done_at = at
            if entries:
                record_all(session, entries, actor=Actor(f"user:{pm.id}", "web"), now=at)

    def judge(self, session: Session, *, at: datetime) -> None:
        """Work out how each project stands."""
        for project_id in session.scalars(select(Project.id).order_by(Project.id)).all():
            update_status(session, project_id, now=at)


def message_id(address: str, at: datetime) -> str:
    local, _, domain = address.partition("@")
    return f"<{at:%Y%m%d%H%M%S}.{local}@{domain}>"


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy)
