"""What our own people mail to the team address of a project is proposed, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
import time_machine

from orchestrator import flow
from orchestrator.config import Settings
from orchestrator.digest.checks import check_digest, owner_of
from orchestrator.engagement.proposals import take_proposal
from orchestrator.models import (
    AuditEntry,
    Concern,
    Digest,
    Fact,
    Mail,
    Membership,
    Project,
    Proposal,
    Reading,
    Role,
    Sentiment,
    Statement,
    TeamMail,
    User,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from orchestrator.wording import team_address
from tests.factories import MONDAY, make_contact, make_fact, make_project, make_user
from tests.mails import deliver, raw_mail
from tests.test_flow import read_all

RAVI, DANA = "ravi@northwind.example", "dana@harborlane.example"
WORDS = "Hi Maya,\n\nDone: the calendar works.\n\nProblem: I am angry, could you add a map?\n\nRavi"


@pytest.fixture
def address(parts: flow.Parts) -> str:
    """The team address of Dana's project, on which Ravi works."""
    with parts.database.write() as session:
        project = make_project(session, make_contact(session, address=DANA), slug="booking")
        ravi = make_user(session, email=RAVI, name="Ravi Menon", role=Role.WRITER)
        session.add(Membership(user_id=ravi.id, project_id=project.id))
        return of(parts, project)


def of(parts: flow.Parts, project: Project) -> str:
    settings: Settings = parts.settings
    return team_address(settings, parts.key, project.slug, project.id, project.team_epoch)


def hear(parts: flow.Parts, to: str, *, sender: str = RAVI, words: str = WORDS, **more: str) -> int:
    content = raw_mail(words, sender=sender, to=to, **more)  # type: ignore[arg-type]
    mail_id = deliver(parts.database, content)
    read_all()
    return mail_id


def proposed(parts: flow.Parts) -> list[str]:
    with parts.database.read() as session:
        rows = session.scalars(select(Proposal).order_by(Proposal.id))
        return [f"{row.kind} {row.impact} {row.text}" for row in rows]


def test_team_in_a_mail_is_proposed_and_is_part_of_no_conversation(
    parts: flow.Parts, address: str
) -> None:
    theirs = hear(parts, "hello@northwind.example", sender=DANA, words="Is it done?")
    with parts.database.read() as session:
        before = session.get_one(Mail, theirs)
    answers = {"In_Reply_To": before.message_id or "", "References": before.message_id or ""}
    mail_id = hear(parts, f"{address}, {DANA}", **answers)
    assert proposed(parts) == [
        "done neutral The calendar works.",
        "news bad I am angry, could you add a map?",
    ]
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.thread_id, mail.project_id, mail.contact_id) == (None, None, None)
        assert (mail.state, mail.filed_by) == ("applied", "team address")
        for table in (Reading, Sentiment, Statement):
            assert not session.scalars(select(table).where(table.mail_id == mail_id)).all()
        assert not session.scalars(select(Fact)).all()
        sources = session.scalars(select(Proposal.source).distinct()).all()
        assert sources == [f"mail:{mail_id}"]
        assert session.get_one(TeamMail, mail_id).user_id is not None
        actors = select(AuditEntry.line).where(AuditEntry.action == "propose")
        assert all(b'"via":"mail"' in line for line in session.scalars(actors))
        assert verify(session).problems == []


def test_team_in_a_mail_that_is_read_again_proposes_nothing_twice(
    parts: flow.Parts, address: str
) -> None:
    mail_id = hear(parts, address)
    with parts.database.write() as session:
        session.execute(update(Mail).where(Mail.id == mail_id).values(state="parsed"))
    read_all()
    assert len(proposed(parts)) == 2


def _inactive(project: Project, ravi: User) -> None:
    ravi.is_active = False


def _compliance(project: Project, ravi: User) -> None:
    ravi.role = Role.COMPLIANCE


def _rotated(project: Project, ravi: User) -> None:
    project.team_epoch += 1


def _closed(project: Project, ravi: User) -> None:
    project.closed_at = MONDAY


@pytest.mark.parametrize("change", [_inactive, _compliance, _rotated, _closed])
def test_team_in_nothing_is_proposed_for_who_may_not_write_or_an_old_address(
    parts: flow.Parts, address: str, change: Callable[[Project, User], None]
) -> None:
    with parts.database.write() as session:
        ravi = session.scalars(select(User).where(User.email == RAVI)).one()
        change(session.scalars(select(Project)).one(), ravi)
    mail_id = hear(parts, address)
    assert proposed(parts) == []
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None  # In the undecided tray.
        assert mail.project_id is None


def test_team_in_unproven_unknown_automatic_and_foreign_mail_proposes_nothing(
    parts: flow.Parts, address: str
) -> None:
    with parts.database.write() as session:
        elsewhere = make_project(session, make_contact(session))
        other = of(parts, elsewhere)
        client_id = session.scalars(
            select(Project.client_id).where(Project.slug == "booking")
        ).one()
    tray = [
        hear(parts, address, proven=False),  # type: ignore[arg-type]
        hear(parts, address, sender="sam@elsewhere.example"),
        hear(parts, other),
        hear(parts, address.replace(".a", ".b", 1)),
    ]
    automatic = hear(parts, address, Auto_Submitted="auto-replied", subject="Out of office")
    assert proposed(parts) == []
    with parts.database.read() as session:
        for mail_id in tray:
            mail = session.get_one(Mail, mail_id)
            assert mail.thread_id is not None
            assert mail.project_id is None
        told = session.execute(
            select(TeamMail.mail_id, TeamMail.user_id).order_by(TeamMail.mail_id)
        )
        assert [tuple(row) for row in told] == [(mail_id, None) for mail_id in tray[:3]]
        sure = select(Concern.mail_id).where(Concern.client_id == client_id, Concern.is_sure)
        assert set(tray[:2]) <= set(session.scalars(sure))
        assert session.get(TeamMail, automatic) is None


def test_team_in_a_client_who_has_the_address_is_heard_as_ever_and_changes_nothing(
    parts: flow.Parts, address: str
) -> None:
    mail_id = hear(parts, address, sender=DANA, words="Done: you pay nothing.\n\nDana")
    assert proposed(parts) == []
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.contact_id is not None
        assert mail.project_id is not None
        assert session.get_one(TeamMail, mail_id).user_id is None
        assert session.scalars(select(Reading.mail_id)).all() == [mail_id]


def test_team_in_no_update_has_a_proposal_before_a_manager_took_it(
    parts: flow.Parts, address: str
) -> None:
    with parts.database.write() as session:
        project = session.scalars(select(Project)).one()
        make_fact(session, project)
        project.participants[0].next_due_at = MONDAY + timedelta(hours=7)
    mail_id = hear(parts, address)
    with time_machine.travel(MONDAY + timedelta(minutes=1), tick=False):
        flow.draft_due()
        with parts.database.write() as session:
            digest = session.scalars(select(Digest)).one()
            assert "Room calendar works on phones." in digest.text
            assert "calendar works." not in digest.text.replace("on phones.", "")
            row = session.scalars(select(Proposal).order_by(Proposal.id)).all()[0]
            take_proposal(
                session,
                row,
                kind=row.kind,
                impact=row.impact,
                text="The rooms are online.",
                user_id=project.pm_id,
                actor=Actor(f"user:{project.pm_id}", "web"),
                now=MONDAY + timedelta(minutes=2),
            )
            assert owner_of(session, f"mail:{mail_id}") == project.client_id
    with time_machine.travel(MONDAY + timedelta(minutes=3), tick=False):
        flow.draft_due()
    with parts.database.read() as session:
        digest = session.scalars(select(Digest)).one()
        assert "The rooms are online." in digest.text
        assert all(check.ok for check in check_digest(session, digest) if "source" in check.title)
