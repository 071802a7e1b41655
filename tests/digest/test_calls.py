"""What is urgent is told by phone first to who wants that, and no mail of it goes before."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.digest.calls import note_urgent, reopen_call, settle_call
from orchestrator.digest.checks import check_digest
from orchestrator.dispatch.stop import why_not_now
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AskState,
    AuditEntry,
    Call,
    CallState,
    Contact,
    Digest,
    DigestState,
    Impact,
    OutboxEntry,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_project
from tests.mails import deliver, raw_mail
from tests.test_flow import FRIDAY_SLOT, approve, read_all

MAYA = Actor("user:1", "web")
THURSDAY = FRIDAY_SLOT - timedelta(hours=23)


def wants(session: Session, contact: Contact, **wishes: str) -> None:
    set_by_us(session, contact, wishes, source="user:1", actor=MAYA, now=MONDAY)


def blocked(session: Session, digest: Digest) -> list[str]:
    return [check.title for check in check_digest(session, digest) if check.blocks and not check.ok]


def test_s5_bad_news_makes_a_call_before_any_mail_may_go(
    parts: flow.Parts,
) -> None:
    with parts.database.write() as session:
        dana = make_contact(session)
        priya = make_contact(session, dana.client, name="Priya Shah")
        project = make_project(session, dana, priya)
        wants(session, dana, urgent="call")
        wants(session, priya, length="brief")
        make_fact(session, project)
        make_fact(session, project, text="Launch moves to 11 December.", impact=Impact.BAD)
    with time_machine.travel(THURSDAY, tick=False):
        flow.draft_due()
        flow.draft_due()
    with parts.database.write() as session:
        call = session.scalars(select(Call)).one()
        assert (call.contact_id, call.words) == (dana.id, "Launch moves to 11 December.")
        hers, theirs = session.scalars(select(Digest).order_by(Digest.contact_id)).all()
        assert blocked(session, hers) == ["Call Dana first: it is urgent"]
        assert blocked(session, theirs) == [], "who wants no calls is written to"
    with pytest.raises(Refused, match="Call Dana first"):
        approve(parts, hers.id, now=THURSDAY)
    with parts.database.write() as session:
        settle_call(
            session, call.id, CallState.MADE, user_id=project.pm_id, actor=MAYA, now=THURSDAY
        )
    approve(parts, hers.id, now=THURSDAY)
    with parts.database.read() as session:
        assert session.get_one(Digest, hers.id).state is DigestState.APPROVED


def test_s5_a_wish_that_comes_after_the_approval_holds_the_update(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        dana = make_contact(session)
        project = make_project(session, dana)
        make_fact(session, project, text="Launch moves to 11 December.", impact=Impact.BAD)
    with time_machine.travel(THURSDAY, tick=False):
        flow.draft_due()
    with parts.database.read() as session:
        digest_id = session.scalars(select(Digest.id)).one()
    approve(parts, digest_id, now=THURSDAY)
    with parts.database.write() as session:
        entry = session.scalars(select(OutboxEntry)).one()
        at_send = {"settings": parts.settings, "now": entry.due_at}
        assert why_not_now(session, entry, **at_send) is None, "control"
        wants(session, session.get_one(Contact, dana.id), urgent="call")
        stop = why_not_now(session, entry, **at_send)
        assert stop is not None
        assert stop.reason == "Dana wants to hear by phone first what is urgent in it"
        assert stop.digest_state is DigestState.DRAFTED
        [call] = note_urgent(session, now=THURSDAY)
        settle_call(
            session, call.id, CallState.MADE, user_id=project.pm_id, actor=MAYA, now=THURSDAY
        )
        assert why_not_now(session, entry, **at_send) is None, "she was called"


def test_an_overdue_ask_is_a_call_and_one_that_is_not_is_none(
    session: Session, dana: Contact
) -> None:
    project = make_project(session, dana)
    wants(session, dana, channel="phone")
    values = {"asked_at": MONDAY, "due_on": date(2026, 11, 20)}
    late = make_ask(session, project, dana, text="Which provider?", **values)
    make_ask(session, project, dana, text="Answered.", state=AskState.ANSWERED, **values)
    make_ask(session, project, dana, text="Not asked yet.", due_on=date(2026, 11, 20))
    make_ask(session, project, dana, asked_at=MONDAY, due_on=date(2026, 11, 30))
    assert [call.cause for call in note_urgent(session, now=MONDAY)] == [f"ask:{late.id}"]
    assert note_urgent(session, now=MONDAY) == []


def test_a_call_is_settled_once_with_a_reason_where_none_was_made_and_undone(
    session: Session, dana: Contact
) -> None:
    project = make_project(session, dana)
    wants(session, dana, urgent="call")
    make_fact(session, project, impact=Impact.BAD)
    [call] = note_urgent(session, now=MONDAY)
    by = {"user_id": project.pm_id, "actor": MAYA, "now": MONDAY}
    with pytest.raises(UsageError, match="say why"):
        settle_call(session, call.id, CallState.DROPPED, reason=" ", **by)
    settle_call(session, call.id, CallState.DROPPED, reason="Told on Monday.", **by)
    with pytest.raises(Refused, match="meantime"):
        settle_call(session, call.id, CallState.MADE, **by)
    reopen_call(session, call.id, actor=MAYA, now=MONDAY)
    assert (call.state, call.reason, call.decided_by) == (CallState.OPEN, "", None)
    entries = session.scalars(select(AuditEntry.seq).where(AuditEntry.obj == f"call:{call.id}"))
    assert len(entries.all()) == 3


def test_s5_ring_me_if_urgent_counts_at_once_and_is_quoted(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        dana = make_contact(session, address="dana@harborlane.example")
        make_project(session, dana)
    deliver(
        parts.database,
        raw_mail("Shorter please. And ring me if urgent.", sender="dana@harborlane.example"),
    )
    with time_machine.travel(MONDAY + timedelta(minutes=1), tick=False):
        read_all()
    with parts.database.read() as session:
        wishes = session.get_one(Contact, dana.id).wishes
        assert (wishes.call_urgent, wishes.channel) == (True, "email")
    with parts.database.write() as session, pytest.raises(Refused, match="urgent = mail"):
        wants(session, session.get_one(Contact, dana.id), urgent="mail")
