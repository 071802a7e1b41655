"""Two disputed invoices of the sample studio: one is settled, one waits for our answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, select

from orchestrator.demo.desk import Desk, Event, hear
from orchestrator.demo.mails import mail
from orchestrator.demo.past import message_id
from orchestrator.demo.settings import ACCOUNTING, OUR_SERVER
from orchestrator.demo.story import MUSEUM, PINECREST, Chapter
from orchestrator.digest.dispute_words import promised
from orchestrator.digest.referral import approve_referral, begin_referral
from orchestrator.digest.referral_words import render_referral
from orchestrator.dispatch.compose import compose_referral
from orchestrator.engagement.dispute_deeds import promise_answer, settle_dispute
from orchestrator.engagement.disputes import get_dispute
from orchestrator.models import Dispute, OutboxEntry, OutboxKind
from orchestrator.wording import case_address

OLD = (
    "Hello Maya,\n\nInvoice 2207 is wrong, it lists the scanner twice. Could you look into it?\n\n"
    "{name}"
)
OLD_ANSWER = "Hi Maya,\n\nTrue, that line was entered twice. I credit one of them today.\n\nBen"
NEW = (
    "Maya,\n\nInvoice 2231 over £1,240 is wrong: we agreed on two days for the ward tablets,"
    " and you charged three.\n\n{name}"
)
NEW_ANSWER = (
    "Hi Maya,\n\nThe third day is travel to the ward. It is in our terms, and not in their order,"
    " so please do not insist on it. I can credit it if you want me to.\n\nBen, accounting"
)


def invoices(desk: Desk, now: datetime) -> Iterator[Event]:
    """A mail, what accounting says of it, and what the client is promised."""
    long_ago, lately = now - timedelta(days=16), now - timedelta(days=2, hours=4)
    yield long_ago, partial(_dispute, desk, MUSEUM, OLD)
    yield long_ago + timedelta(hours=4), partial(_answer, desk, MUSEUM, OLD_ANSWER)
    yield long_ago + timedelta(hours=5), partial(_promise, desk, MUSEUM, 2)
    yield long_ago + timedelta(days=1), partial(_settle, desk, MUSEUM)
    yield lately, partial(_dispute, desk, PINECREST, NEW)
    yield lately + timedelta(hours=20), partial(_answer, desk, PINECREST, NEW_ANSWER)
    yield lately + timedelta(hours=21), partial(_promise, desk, PINECREST, 4)


def _dispute(desk: Desk, chapter: Chapter, words: str, at: datetime) -> None:
    """The client writes, and Maya asks accounting an hour later."""
    words = words.format(name=chapter.contact.split()[0])
    hear(desk, chapter, "Your invoice", words, at)
    past, later, case_id = desk.past, at + timedelta(hours=1), _case(desk, chapter)
    with past.database.write() as session:
        case = get_dispute(session, case_id)
        by: Any = {"user_id": desk.maya.id, "actor": desk.actor, "now": later}
        settings = replace(past.settings, accounting=ACCOUNTING)
        draft = begin_referral(session, case, settings=settings, **by)
        rendered = render_referral(draft, sender=desk.maya, settings=past.settings, now=later)
        message = compose_referral(
            draft,
            rendered,
            answers=[],
            sender=desk.maya,
            settings=past.settings,
            key=past.key,
            dated=later,
        )
        approve_referral(session, draft, message, send_at=later, **by)
    past.send_due(at=later)


def _answer(desk: Desk, chapter: Chapter, words: str, at: datetime) -> None:
    """Ben of accounting answers all, and only the case hears it."""
    past, case_id = desk.past, _case(desk, chapter)
    with past.database.read() as session:
        asked = session.scalars(
            select(OutboxEntry.message_id)
            .where(OutboxEntry.kind == OutboxKind.CASE)
            .order_by(OutboxEntry.id.desc())
        ).first()
    content = mail(
        words,
        name="Ben Hale",
        sender=ACCOUNTING,
        to=case_address(past.settings, past.key, case_id),
        subject="Re: a disputed invoice",
        message_id=message_id(ACCOUNTING, at),
        sent_at=at,
        server=OUR_SERVER,
        answers=[asked or ""],
    )
    past.receive(content, at=at)


def _promise(desk: Desk, chapter: Chapter, days: int, at: datetime) -> None:
    """Maya answers the client with one voice, and a day."""
    _, contact = desk.of(chapter)
    due_on, case_id = (at + timedelta(days=days)).date(), _case(desk, chapter)
    with desk.past.database.write() as session:
        case = get_dispute(session, case_id)
        opened_by = case.mail_id
        words = promised(contact.language, number=case.number, due_on=due_on)
        promise_answer(session, case.id, due_on, words, actor=desk.actor, now=at)
    text = (
        f"Hello {contact.first_name},\n\nthank you for telling us. We are looking into the invoice,"
        f" and you need not write to anybody else about it.\n\nMaya"
    )
    desk.past.write(desk.maya, contact, opened_by, text, at=at + timedelta(minutes=1))


def _settle(desk: Desk, chapter: Chapter, at: datetime) -> None:
    case_id = _case(desk, chapter)
    with desk.past.database.write() as session:
        settle_dispute(
            session,
            case_id,
            "Invoice 2207 was corrected: the second scanner is credited.",
            tells=False,
            user_id=desk.maya.id,
            actor=desk.actor,
            now=at,
        )


def _case(desk: Desk, chapter: Chapter) -> int:
    """The newest of this client's project."""
    project, _ = desk.of(chapter)
    with desk.past.database.read() as session:
        newest = select(func.max(Dispute.id)).where(Dispute.project_id == project.id)
        return session.scalars(newest).one()
