"""A disputed invoice up to the moment that a test is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.digest.referral import approve_referral, begin_referral, earlier_ids
from orchestrator.digest.referral_words import render_referral
from orchestrator.dispatch.compose import compose_referral
from orchestrator.dispatch.send import send_due
from orchestrator.engagement.disputes import get_dispute, open_dispute
from orchestrator.models import Dispute, Mail, OutboxEntry, OutboxKind, Project, Referral
from orchestrator.record.append import Actor, system
from tests.factories import MONDAY, make_contact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel, channel_of

ACCOUNTING = "accounts@northwind.example"
DISPUTE = (
    "Hi Maya,\n\nInvoice 1182 over €4,200 is wrong: we never ordered the second photo day.\n"
    "We will not pay this invoice.\n\nDana"
)
ANSWER = (
    "Hello Maya,\n\nThe margin on that photo day is thin, so do not give in on it. "
    "We could credit half of it if they threaten to leave.\n\nBob, accounting"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was sent to accounting; ``asked`` is the mail that accounting got."""

    id: int
    project_id: int
    pm: Actor
    asked: EmailMessage

    @property
    def address(self) -> str:
        return str(self.asked["Reply-To"])


def with_accounting(parts: flow.Parts) -> flow.Parts:
    """The same parts in a studio that has an accounting."""
    return replace(parts, settings=replace(parts.settings, accounting=ACCOUNTING))


def take_in(parts: flow.Parts, content: bytes, at: datetime = MONDAY) -> int:
    mail_id = deliver(parts.database, content, received_at=at)
    for job in (flow.parse_stored, flow.converse, flow.engage):
        job()
    return mail_id


def dispute(parts: flow.Parts, **values: str) -> int:
    """Dana's mail; return its id."""
    with parts.database.write() as session:
        if session.scalar(select(Project.id)) is None:
            make_project(session, make_contact(session, address="dana@harbor.example"))
    written = {"sender": "dana@harbor.example", "subject": "Invoice 1182", **values}
    return take_in(parts, raw_mail(DISPUTE, **written))


def sent_to_accounting(parts: flow.Parts, *, now: datetime = MONDAY) -> Case:
    """Dana disputes, the PM sends the case on, and it is accepted."""
    dispute(parts, Message_ID="<invoice@harbor.example>")
    with parts.database.write() as session:
        case_id = session.scalars(select(Dispute.id)).one()
        refer(session, parts, case_id, now=now)
    send(parts, now=now + timedelta(minutes=1))
    with parts.database.read() as session:
        found = session.get_one(Dispute, case_id)
        entry = session.scalars(
            select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.CASE)
        ).one()
        asked = message_from_bytes(entry.content, policy=policy.default)
        assert isinstance(asked, EmailMessage)
        pm = Actor(f"user:{found.project.pm_id}", "web")
        return Case(found.id, found.project_id, pm, asked)


def refer(session: Session, parts: flow.Parts, case_id: int, *, now: datetime) -> OutboxEntry:
    """Approve the first words to accounting as they are."""
    case = get_dispute(session, case_id)
    pm, settings = case.project.pm, with_accounting(parts).settings
    actor = Actor(f"user:{pm.id}", "web")
    referral = begin_referral(session, case, settings=settings, user_id=pm.id, actor=actor, now=now)
    message = compose_referral(
        referral,
        render_referral(referral, sender=pm, settings=settings, now=now),
        answers=earlier_ids(session, case.id),
        sender=pm,
        settings=settings,
        key=parts.key,
        dated=now,
    )
    return approve_referral(
        session, referral, message, send_at=now, user_id=pm.id, actor=actor, now=now
    )


def send(parts: flow.Parts, *, now: datetime) -> RecordingChannel:
    """Let everything leave that is due."""
    channel = RecordingChannel()
    send_due(
        parts.database, channel=channel_of(channel), settings=parts.settings, clock=lambda: now
    )
    return channel


def answer(
    parts: flow.Parts, case: Case, words: str = ANSWER, headers: Mapping[str, str] | None = None
) -> int:
    """Accounting answers; return the mail's id."""
    given = {
        "sender": ACCOUNTING,
        "to": case.address,
        "subject": f"Re: {case.asked['Subject']}",
        "In_Reply_To": str(case.asked["Message-ID"]),
        "References": str(case.asked["Message-ID"]),
        **(headers or {}),
    }
    return take_in(parts, raw_mail(words, **given), MONDAY + timedelta(hours=2))


def begun_case(session: Session, mail: Mail) -> tuple[int, int]:
    """A case of a mail, and the draft to accounting in it."""
    case = open_dispute(session, mail, words="It is wrong.", actor=system("test"), now=MONDAY)
    assert case is not None
    draft = Referral(
        dispute_id=case.id, user_id=case.project.pm_id, addr_spec=ACCOUNTING,
        subject="HL: an invoice", text="Hello", written_at=MONDAY,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    return case.id, draft.id
