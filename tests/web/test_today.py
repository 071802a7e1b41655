"""Today: the list of what waits for a person, least happy client first."""

from datetime import timedelta

import pytest

from orchestrator.models import (
    Answer,
    AnswerState,
    Approval,
    AskState,
    Contact,
    Database,
    Delivery,
    Digest,
    DigestState,
    Direction,
    FactTold,
    Mood,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Preference,
    Project,
    ProjectStatus,
    Role,
    Statement,
    User,
    Wish,
    WishState,
)
from tests.factories import MONDAY, make_ask, make_fact, make_mail
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.test_digests import words_of


@pytest.fixture
def maya(desk: Desk, signed_in: SignIn) -> Visitor:
    return signed_in(desk.pm)


def test_a_draft_for_today_waits_for_its_approval(maya: Visitor, desk: Desk) -> None:
    page = maya.get("/")
    read = words_of(page.text)
    assert "Today, Monday 23 November 1 update to approve." in read
    number = desk.digest.number
    assert f"Approve update {number}, Booking site relaunch Dana Whitfield. Ready to read." in read
    assert "Sends 16:00 Review" in read
    assert f'href="/digests/{desk.digest.id}"' in page.text
    assert "Going out Scheduled Today 16:00 Dana, to approve" in read


def test_with_nothing_to_do_it_says_when_the_next_update_goes(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        session.get_one(Digest, desk.digest.id).state = DigestState.APPROVED
    read = words_of(maya.get("/").text)
    assert "Nothing needs you. Next update goes out today 16:00." in read


def test_an_unhappy_client_stands_first_with_the_words_that_decided(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        project = session.get_one(Project, desk.project.id)
        dana = session.get_one(Contact, desk.contact.id)
        mail = make_mail(session, dana, project_id=project.id, new_text="Nobody told me.")
        session.add(
            ProjectStatus(
                project_id=project.id,
                mood=Mood.UNHAPPY,
                delivery=Delivery.GOOD,
                status=Delivery.BAD,
                reason="Nobody told me.",
                source=f"mail:{mail.id}",
                since=MONDAY,
            )
        )
        thread = mail.thread_id
    page = maya.get("/").text
    read = words_of(page)
    assert "One client is unhappy. 1 update to approve." in read
    assert "Needs you 2 Dana Whitfield is unhappy Booking site relaunch: “Nobody told me.”" in read
    assert f'<a class="btn s primary" href="/inbox/{thread}"' in page
    assert "Wrote after the draft: read that first." in read
    assert "Unhappy" in read
    assert "Off track" in read


def test_what_waits_for_a_yes_or_no_is_listed_with_its_own_words(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        project = session.get_one(Project, desk.project.id)
        dana = session.get_one(Contact, desk.contact.id)
        mail = make_mail(session, dana, project_id=project.id)
        ask = make_ask(session, project, dana, settles="money")
        make_ask(session, project, dana, text="Who signs off?", state=AskState.CALL)
        session.add_all(
            [
                Answer(
                    ask_id=ask.id,
                    mail_id=mail.id,
                    contact_id=dana.id,
                    number=2,
                    value="yes",
                    certainty="exact",
                    span="2 yes please",
                    tier="T1",
                    state=AnswerState.WAITING,
                    answered_at=MONDAY - timedelta(hours=1),
                ),
                Preference(
                    contact_id=dana.id,
                    wish=Wish.CADENCE,
                    value="daily",
                    state=WishState.WAITING,
                    tier="T2",
                    source=f"mail:{mail.id}",
                    said_at=MONDAY,
                ),
                Statement(
                    mail_id=make_mail(
                        session, dana, project_id=project.id, direction=Direction.OUT
                    ).id,
                    kind="promise",
                    span="I'll send the kiosk costs by Monday",
                    due="by Monday",
                    due_on=MONDAY.date(),
                ),
            ]
        )
        thread = mail.thread_id
    page = maya.get("/").text
    read = words_of(page)
    assert "1 decision to confirm, 1 wish to look at, 1 call to make, 1 promise due." in read
    assert "Confirm what Dana decided Booking site relaunch: “2 yes please” Today 08:00" in read
    assert "Dana asks for more Booking site relaunch: “cadence daily”" in read
    assert "Call Dana Booking site relaunch: “Who signs off?”" in read
    assert "Promise due to Dana Booking site relaunch: “I'll send the kiosk costs" in read
    assert page.count(f'href="/inbox/{thread}"') == 2


def test_contact_load_counts_what_went_out_and_came_back(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        project = session.get_one(Project, desk.project.id)
        dana = session.get_one(Contact, desk.contact.id)
        approval = Approval(
            digest_id=desk.digest.id,
            user_id=desk.pm.id,
            sha256="0" * 64,
            watermark=0,
            approved_at=MONDAY,
        )
        session.add(approval)
        session.flush()
        session.add(
            OutboxEntry(
                kind=OutboxKind.DIGEST,
                cause=f"digest:{desk.digest.id}",
                channel="email",
                recipient=dana.address,
                contact_id=dana.id,
                project_id=project.id,
                digest_id=desk.digest.id,
                approval_id=approval.id,
                message_id="<1@northwind.example>",
                content=b"x",
                sha256="0" * 64,
                state=OutboxState.DELIVERED,
                due_at=MONDAY,
                finished_at=MONDAY - timedelta(days=1),
                created_at=MONDAY,
            )
        )
        for text in ("One", "Two", "Three"):
            fact = make_fact(session, project, text=text)
            session.add(
                FactTold(
                    fact_id=fact.id,
                    contact_id=dana.id,
                    digest_id=desk.digest.id,
                    told_at=MONDAY - timedelta(days=1),
                )
            )
        make_mail(session, dana, project_id=project.id, digest_id=desk.digest.id)
        make_ask(session, project, dana, asked_at=MONDAY - timedelta(days=1))
    read = words_of(maya.get("/").text)
    assert "1 message replaced 3 separate updates. Nobody got more than 1." in read
    assert "Replied 1 of 1 updates Answered 0 of 1 asks" in read


def test_a_new_user_without_projects_is_told_what_to_do(
    signed_in: SignIn, people: dict[Role, User]
) -> None:
    read = words_of(signed_in(people[Role.PM]).get("/").text)
    assert "You are not in a project yet." in read
    assert "A quiet week." in read
