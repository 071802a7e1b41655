"""What the archive can prove: a copy that nobody has read yet proves nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.dispatch.outcome import resolve_unknown
from orchestrator.dispatch.situation import look
from orchestrator.models import Mail, MailLocation, MailState, OutboxEntry, OutboxState
from tests.dispatch.test_send import NOW
from tests.factories import make_mail, make_mailbox
from tests.test_flow import FRIDAY_SLOT, approve
from tests.test_red_lines import draft_one

LATER = FRIDAY_SLOT + timedelta(hours=1)


@pytest.fixture
def entry_id(parts: flow.Parts) -> int:
    """A message that nobody knows the fate of."""
    entry_id = approve(parts, draft_one(parts), now=NOW).id
    with parts.database.write() as session:
        entry = session.get_one(OutboxEntry, entry_id)
        entry.state, entry.attempts, entry.finished_at = OutboxState.UNKNOWN, 1, FRIDAY_SLOT
    return entry_id


def archive(
    session: Session, parts: flow.Parts, *mails: Mail | None, is_archive: bool = True
) -> None:
    """The mails lie in a mailbox; None is one whose bytes could not be fetched."""
    box = make_mailbox(session, parts.settings, user=f"box-{is_archive}", port=1)
    box.is_archive, box.read_at = is_archive, LATER
    for uid, mail in enumerate(mails, start=1):
        session.add(
            MailLocation(
                mailbox_id=box.id,
                folder="INBOX",
                uidvalidity=1,
                uid=uid,
                mail_id=mail.id if mail else None,
                received_at=FRIDAY_SLOT + timedelta(seconds=uid),
            )
        )
    session.flush()


def resolve(session: Session, parts: flow.Parts, entry_id: int, *, now: datetime) -> OutboxState:
    settings = replace(parts.settings, archive_address="archive@northwind.example")
    resolve_unknown(session, settings=settings, now=now)
    return session.get_one(OutboxEntry, entry_id).state


@pytest.mark.parametrize("state", [MailState.STORED, MailState.QUARANTINED, None])
def test_a_mail_that_could_be_the_copy_is_no_proof_of_absence(
    parts: flow.Parts, entry_id: int, state: MailState | None
) -> None:
    with parts.database.write() as session:
        could_be = make_mail(session, state=state) if state else None
        archive(session, parts, could_be, make_mail(session, is_loop=True))
        assert resolve(session, parts, entry_id, now=LATER) is OutboxState.UNKNOWN
        assert resolve(session, parts, entry_id, now=LATER + timedelta(hours=3)) is (
            OutboxState.NEEDS_PERSON
        )


def test_a_mail_that_is_another_proves_its_absence(parts: flow.Parts, entry_id: int) -> None:
    with parts.database.write() as session:
        archive(session, parts, make_mail(session, is_loop=True))
        assert resolve(session, parts, entry_id, now=LATER) is OutboxState.PENDING


def test_copies_that_wait_to_be_read_hold_nothing_up(parts: flow.Parts, entry_id: int) -> None:
    with parts.database.write() as session:
        entry = session.get_one(OutboxEntry, entry_id)
        copy = make_mail(session, state=MailState.STORED)
        archive(session, parts, copy)
        assert None not in look(session, [entry], now=LATER).unread
        archive(session, parts, copy, is_archive=False)
        assert None in look(session, [entry], now=LATER).unread
