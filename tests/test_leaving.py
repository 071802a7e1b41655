"""Who takes part in a project, and that nothing goes to who does no more."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.conversation.participants import Part, add_person, change_part, leave, take_part
from orchestrator.digest.leaving import skip_open
from orchestrator.engagement.asks import has_right_to_settle
from orchestrator.engagement.hand_on import hand_on, undo_hand_on
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Ask,
    AskState,
    AuditEntry,
    Client,
    Contact,
    Database,
    Digest,
    DigestState,
    Influence,
    MailState,
    OutboxEntry,
    OutboxState,
    ParticipantRole,
    Project,
)
from orchestrator.record.append import Actor
from tests.digest.test_plan import DRAFTING, draft
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_mail, make_project
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all

BY: dict[str, Any] = {"actor": Actor("user:1", "web"), "now": MONDAY}
INFORMED = Part(ParticipantRole.INFORMED)
APPROVER = Part(ParticipantRole.APPROVER, Influence.HIGH, can_approve=True)


def test_s29_somebody_joins_with_a_role_an_influence_and_a_right_and_it_is_recorded(
    database: Database,
) -> None:
    with database.write() as session:
        dana = make_contact(session)
        project = make_project(session, dana)
        client = session.get_one(Client, project.client_id)
        mail = make_mail(session, from_address="priya@harborlane.example", state=MailState.APPLIED)
        new = {"timezone": "Europe/London", "language": "en"}
        priya = add_person(
            session, client, name="Priya Shah", address="priya@harborlane.example", **new, **BY
        )
        with pytest.raises(UsageError, match="belongs to Priya Shah already"):
            add_person(session, client, name="P", address="priya@harborlane.example", **new, **BY)
        take_part(session, project, priya, INFORMED, **BY)
        session.expire_all()
        assert (mail.contact_id, mail.state) == (priya.id, MailState.PARSED), "it is filed anew"
        assert not has_right_to_settle(session, project.id, priya.id)
        change_part(session, project, priya.id, was=INFORMED, part=APPROVER, **BY)
        assert has_right_to_settle(session, project.id, priya.id)
        for was in (INFORMED, Part(ParticipantRole.APPROVER, Influence.HIGH)):
            with pytest.raises(Refused, match="in the meantime"):
                change_part(session, project, priya.id, was=was, part=INFORMED, **BY)
        with pytest.raises(UsageError, match="takes part already"):
            take_part(session, project, priya, INFORMED, **BY)
        with pytest.raises(UsageError, match="another client"):
            take_part(session, project, make_contact(session), INFORMED, **BY)
        assert leave(session, project, priya.id, **BY) == APPROVER
        assert not has_right_to_settle(session, project.id, priya.id)
        with pytest.raises(Refused):
            leave(session, project, priya.id, **BY)
        lines = session.scalars(
            select(AuditEntry.line)
            .where(AuditEntry.obj == f"contact:{priya.id}")
            .order_by(AuditEntry.seq)
        ).all()
        changes = [
            b'"change":"added"',
            b'"change":"joined"',
            b'"change":"part"',
            b'"change":"left"',
        ]
        assert [each in line for each, line in zip(changes, lines, strict=True)] == [True] * 4
        assert b'"approves":true' in lines[2]
        assert b'"influence":"high"' in lines[2]


@pytest.fixture
def project(parts: flow.Parts) -> Project:
    with parts.database.write() as session:
        return make_project(session, make_contact(session), slug="booking")


def go(parts: flow.Parts, project: Project, *, at: Any) -> list[Digest]:
    with parts.database.write() as session:
        mine = session.get_one(Project, project.id)
        contact_id = mine.participants[0].contact_id
        leave(session, mine, contact_id, actor=BY["actor"], now=at)
        return skip_open(session, mine.id, contact_id, actor=BY["actor"], now=at)


@pytest.mark.parametrize("approved", [False, True])
def test_who_left_gets_no_update_that_was_drafted_or_scheduled(
    parts: flow.Parts, project: Project, approved: bool
) -> None:
    with parts.database.write() as session:
        make_fact(session, session.get_one(Project, project.id))
    digest = draft(parts)
    assert digest is not None
    if approved:
        approve(parts, digest.id, now=DRAFTING)
    [skipped] = go(parts, project, at=DRAFTING + timedelta(minutes=1))
    assert (skipped.state, skipped.reason) == (DigestState.SKIPPED, "Dana takes part no more")
    channel = RecordingChannel()
    send_all(parts, channel, now=FRIDAY_SLOT)
    assert channel.sent == []
    assert draft(parts, at=DRAFTING + timedelta(days=7)).id == digest.id  # type: ignore[union-attr]


def test_p16_membership_is_checked_again_when_it_is_sent(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        make_fact(session, session.get_one(Project, project.id))
    digest = draft(parts)
    assert digest is not None
    approve(parts, digest.id, now=DRAFTING)
    with parts.database.write() as session:
        mine = session.get_one(Project, project.id)
        leave(session, mine, mine.participants[0].contact_id, **BY)
    channel = RecordingChannel()
    send_all(parts, channel, now=FRIDAY_SLOT)
    assert channel.sent == []
    with parts.database.read() as session:
        entry = session.scalars(select(OutboxEntry)).one()
        assert (entry.state, entry.problem) == (OutboxState.CANCELLED, "Dana takes part no more")
        assert session.get_one(Digest, digest.id).state is DigestState.SKIPPED


def test_an_open_question_is_handed_on_and_taken_back(database: Database) -> None:
    with database.write() as session:
        dana = make_contact(session)
        project = make_project(session, dana, make_contact(session, dana.client, name="Priya Shah"))
        priya = session.scalars(select(Contact).where(Contact.name == "Priya Shah")).one()
        ask = make_ask(session, project, dana, rolled=1, state=AskState.ROLLED, settles="money")
        to = {"today": MONDAY.date() + timedelta(days=60), **BY}
        new = hand_on(session, project, ask.id, priya, **to)
        assert (new.contact_id, new.text, new.settles) == (priya.id, ask.text, "money")
        assert (new.source, new.due_on, new.rolled) == (f"ask:{ask.id}", to["today"], 0)
        with pytest.raises(Refused):
            hand_on(session, project, ask.id, priya, **to)
        session.refresh(ask)
        assert ask.state is AskState.WITHDRAWN
        assert undo_hand_on(session, new.id, **BY).state is AskState.ROLLED
        for refused in (new.id, ask.id):
            with pytest.raises(Refused):
                undo_hand_on(session, refused, **BY)
        assert session.scalars(select(Ask.state).order_by(Ask.id)).all() == [
            AskState.ROLLED, AskState.WITHDRAWN
        ]  # fmt: skip
