"""The rows that `bench.digests` starts from, and the two ways from there to the outbox."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
import smtplib
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from dkim import DKIM
import jinja2
from mjml import mjml_to_html
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from orchestrator.config import Settings, resource
from orchestrator.digest.draft import draft_due
from orchestrator.digest.queue import Cause, queue_message, queued
from orchestrator.digest.render import render_digest
from orchestrator.dispatch.compose import compose_digest
from orchestrator.dkim_keys import dkim_keys
from orchestrator.models import (
    Approval,
    AskKind,
    Block,
    Contact,
    Database,
    Digest,
    DigestState,
    FactKind,
    OutboxKind,
    Project,
)
from orchestrator.models.base import insert_rows
from orchestrator.record.append import Action, Actor, Entry, record_all
from tests.factories import make_ask, make_contact, make_fact, make_project, make_user

AT = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
"""The slot: a Friday at four in London."""
_PM = Actor("user:1", "web")


def draft_all(database: Database, many: int, *, settings: Settings, key: bytes) -> None:
    """As many people, each with a project of eight facts and two questions, and a draft of it."""
    with database.write() as session:
        pm = make_user(session)
        for number in range(many):
            contact = make_contact(session, address=f"c{number}@client.example")
            project = make_project(session, contact, pm=pm)
            project.delivery_note = "The launch of 4 December holds."
            for line in range(8):
                kind = (FactKind.DONE, FactKind.NEXT, FactKind.NEWS)[line % 3]
                text = f"Part {line} of the calendar of {number} works on phones now."
                make_fact(session, project, kind=kind, text=text)
            make_ask(session, project, contact)
            make_ask(
                session,
                project,
                contact,
                kind=AskKind.CHOICE,
                text="Which payment provider should we use?",
                options={"A": "Stripe", "B": "Your bank's terminal"},
            )
    with database.write() as session:
        draft_due(session, settings=settings, key=key, now=AT - timedelta(hours=5))


def prepare(database: Database, ids: Sequence[int], *, settings: Settings, key: bytes) -> list[int]:
    """Render, compose and sign updates, approve those bytes and queue them; outbox ids.

    What costs time is done before the transaction that writes, so that two workers do not
    wait for each other.
    """
    with database.read() as session:
        found = session.scalars(
            select(Digest)
            .where(Digest.id.in_(ids))
            .options(
                selectinload(Digest.blocks).selectinload(Block.sources),
                selectinload(Digest.contact).options(
                    selectinload(Contact.addresses), selectinload(Contact.kept_wishes)
                ),
                selectinload(Digest.project).selectinload(Project.pm),
            )
        ).all()
        with session.no_autoflush:
            for digest in found:
                render_digest(digest, settings=settings, key=key, now=AT)
            messages = [compose_digest(digest, settings=settings, key=key) for digest in found]
        session.expunge_all()
    with database.write() as session:
        insert_rows(
            session,
            Approval,
            [
                {
                    "digest_id": digest.id,
                    "user_id": 1,
                    "sha256": message.sha256,
                    "watermark": digest.watermark,
                    "approved_at": AT,
                }
                for digest, message in zip(found, messages, strict=True)
            ],
        )
        approvals = session.scalars(select(Approval).where(Approval.digest_id.in_(ids)))
        approval_of = {approval.digest_id: approval for approval in approvals}
        session.execute(update(Digest).where(Digest.id.in_(ids)).values(state=DigestState.APPROVED))
        entries, steps = [], []
        for digest, message in zip(found, messages, strict=True):
            cause = Cause(
                f"digest:{digest.id}",
                OutboxKind.DIGEST,
                "email",
                digest.contact_id,
                digest.project_id,
                digest.id,
            )
            approval = approval_of[digest.id]
            entry = queue_message(session, cause, approval, message, send_at=AT, now=AT)
            extra = {"dig": message.sha256, "approval": approval.id}
            steps += [Entry(Action.APPROVE, cause.name, digest.project_id, extra=extra)]
            steps += [queued(entry)]
            entries.append(entry.id)
        record_all(session, steps, actor=_PM, now=AT)
    return entries


def naive_send(settings: Settings, digest_id: int) -> None:
    """What one would write first, a job an update."""
    database = Database(settings.database)
    with database.write() as session:
        digest = session.get_one(Digest, digest_id)
        html = mjml_to_html(
            (resource("mail_templates") / "digest/body.mjml").read_text(),
            template_dir=resource("mail_templates"),
        ).html
        # Its values are filled in as ours are; only the compiling is done each time.
        body = (
            jinja2.Environment(autoescape=True)
            .from_string("{{ a }}{{ b }}")
            .render(a=html[:20_000], b=digest.html)
        )
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = settings.mail_from, digest.contact.address
        mail["Subject"] = digest.subject
        mail["Message-ID"] = f"<{uuid4()}@studio.example>"
        mail.set_content(digest.text)
        mail.add_alternative(body[: len(digest.html)], subtype="html")
        signed = _signed_by_dkimpy(settings, mail.as_bytes())
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port) as smtp:
            smtp.sendmail(
                settings.mail_from, [digest.contact.address, settings.archive_address], signed
            )
        digest.state, digest.sent_at = DigestState.SENT, AT
    database.dispose()


def _signed_by_dkimpy(settings: Settings, content: bytes) -> bytes:
    rsa = dkim_keys(settings.keys, settings.dkim_selector)[0]
    assert isinstance(rsa.private, RSAPrivateKey)
    pem = rsa.private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    domain = settings.mail_from.rpartition("@")[2].encode()
    signature: bytes = DKIM(content).sign(b"bench", domain, pem)
    return signature + content
