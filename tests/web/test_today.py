"""Today: the list of what waits for a person, least happy client first."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Approval,
    AskState,
    Contact,
    Database,
    Delivery,
    DeliveryEvent,
    Digest,
    DigestState,
    Direction,
    FactTold,
    Mail,
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
from orchestrator.web.words import icon_svg
from tests.factories import (
    MONDAY,
    approve_bytes,
    make_ask,
    make_contact,
    make_fact,
    make_mail,
    make_project,
)
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import at_most_statements
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


def is_unhappy(session: Session, desk: Desk) -> Mail:
    """The mail in which the desk's client says so."""
    dana = session.get_one(Contact, desk.contact.id)
    mail = make_mail(session, dana, project_id=desk.project.id, new_text="Nobody told me.")
    session.add(
        ProjectStatus(
            project_id=desk.project.id,
            mood=Mood.UNHAPPY,
            delivery=Delivery.GOOD,
            status=Delivery.BAD,
            reason="Nobody told me.",
            source=f"mail:{mail.id}",
            since=MONDAY,
        )
    )
    return mail


def test_an_unhappy_client_stands_first_with_the_words_that_decided(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        thread = is_unhappy(session, desk).thread_id
    page = maya.get("/").text
    read = words_of(page)
    assert "One client is unhappy. 1 update to approve." in read
    assert "Needs you 2 Dana Whitfield is unhappy Booking site relaunch: “Nobody told me.”" in read
    assert f'<a class="btn s primary" href="/inbox/{thread}"' in page
    assert "Wrote after the draft: read that first." in read
    assert "Unhappy" in read
    assert "Off track" in read


def test_an_unhappy_client_who_was_answered_needs_nobody_until_she_writes_again(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        mail = is_unhappy(session, desk)
        make_mail(session, thread_id=mail.thread_id, project_id=desk.project.id, direction="out",
                  received_at=MONDAY + timedelta(minutes=102))  # fmt: skip
    read = words_of(maya.get("/").text)
    assert "is unhappy" not in read
    assert "Answered, waiting for a reply 1 Dana Whitfield was answered" in read
    assert "we wait for Dana's reply Answered 10:42 Open" in read
    with database.write() as session:
        dana = session.get_one(Contact, desk.contact.id)
        make_mail(session, dana, thread_id=mail.thread_id, project_id=desk.project.id,
                  received_at=MONDAY + timedelta(hours=2))  # fmt: skip
    read = words_of(maya.get("/").text)
    assert "One client is unhappy." in read
    assert "Dana Whitfield is unhappy" in read
    assert "was answered" not in read


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
        entry = approve_bytes(session, session.get_one(Digest, desk.digest.id))
        entry.state, entry.finished_at = OutboxState.DELIVERED, MONDAY - timedelta(days=1)
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


def message(desk: Desk, **values: Any) -> OutboxEntry:
    """The update of the desk as it left; a test names what became of it."""
    return OutboxEntry(
        **{
            "kind": OutboxKind.DIGEST,
            "cause": f"digest:{desk.digest.id}",
            "channel": "email",
            "recipient": "dana@harborlane.example",
            "contact_id": desk.contact.id,
            "project_id": desk.project.id,
            "digest_id": desk.digest.id,
            "message_id": "<1@northwind.example>",
            "content": b"x",
            "sha256": "0" * 64,
            "promised_at": MONDAY,
            "due_at": MONDAY,
            "finished_at": MONDAY - timedelta(hours=1),
            "created_at": MONDAY,
        }
        | values
    )


@pytest.fixture
def approval(database: Database, desk: Desk) -> int:
    with database.write() as session:
        row = Approval(
            digest_id=desk.digest.id,
            user_id=desk.pm.id,
            sha256="0" * 64,
            watermark=0,
            approved_at=MONDAY,
        )
        session.add(row)
        session.flush()
        return row.id


def test_an_unknown_outcome_is_decided_on_the_spot(
    maya: Visitor, desk: Desk, database: Database, approval: int
) -> None:
    with database.write() as session:
        entry = message(
            desk,
            approval_id=approval,
            state=OutboxState.NEEDS_PERSON,
            problem="The line broke after the last dot.",
        )
        session.add(entry)
        session.flush()
        path = f"/health/outbox/{entry.id}/outcome"
    page = maya.get("/").text
    read = words_of(page)
    assert "1 outcome unknown" in read
    assert (
        f"We do not know whether update {desk.digest.number} reached Dana"
        " Booking site relaunch: The line broke after the last dot. Today 08:00 It arrived"
    ) in read
    assert f'action="{path}"' in page
    assert maya.post(path, arrived="yes", **{"from": "today"}).location == "/"
    assert "We do not know" not in maya.get("/").text


@pytest.mark.parametrize(
    ("state", "told", "words"),
    [
        (OutboxState.FAILED, "550 5.1.1 User unknown", "There is no such address."),
        (OutboxState.FAILED, "552 5.2.2 over quota", "The mailbox is full."),
        (OutboxState.FAILED, "554 no", "The mail server refused it."),
        (OutboxState.BOUNCED, "", "The mail server could not be reached."),
    ],
)
def test_a_message_that_did_not_arrive_is_a_row_with_its_reason(
    maya: Visitor,
    desk: Desk,
    database: Database,
    approval: int,
    state: OutboxState,
    told: str,
    words: str,
) -> None:
    with database.write() as session:
        entry = message(desk, approval_id=approval, state=state, problem=told)
        session.add(entry)
        session.flush()
        if state is OutboxState.BOUNCED:
            session.add(
                DeliveryEvent(
                    outbox_id=entry.id,
                    kind="bounce",
                    status="5.4.1",
                    detail="timeout",
                    source="mail:1",
                    learned_at=MONDAY,
                )
            )
    read = words_of(maya.get("/").text)
    assert "1 message that did not arrive" in read
    assert (
        f"Update {desk.digest.number} did not reach Dana"
        f" Booking site relaunch, dana@harborlane.example: {words}"
    ) in read
    with database.write() as session:
        session.add(
            message(
                desk,
                approval_id=approval,
                state=OutboxState.ACCEPTED,
                cause="digest:0",
                message_id="<2@northwind.example>",
            )
        )
    assert "did not reach" not in maya.get("/").text


def test_a_complaint_says_that_nothing_more_is_sent(
    maya: Visitor, desk: Desk, database: Database, approval: int
) -> None:
    with database.write() as session:
        session.add(message(desk, approval_id=approval, state=OutboxState.COMPLAINED))
    read = words_of(maya.get("/").text)
    assert f"Dana reported update {desk.digest.number} as spam" in read
    assert "Nothing more is sent to this address." in read


def test_a_skipped_slot_says_that_there_is_nothing_to_say(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        digest = session.get_one(Digest, desk.digest.id)
        digest.state, digest.reason = DigestState.SKIPPED, "Nothing to say yet"
    page = maya.get("/").text
    read = words_of(page)
    assert "Going out Scheduled Today 16:00 Dana Nothing to say yet" in read
    assert "Next update goes out" not in read
    assert icon_svg("moon") in page.partition("Going out")[2]


def test_clients_stand_least_happy_first_and_silence_comes_after_so_so(
    database: Database, signed_in: SignIn, people: dict[Role, User]
) -> None:
    moods = [Mood.GREAT, Mood.SILENT, Mood.UNHAPPY, Mood.GOOD, Mood.SO_SO]
    with database.write() as session:
        pm = session.get_one(User, people[Role.PM].id)
        for mood in moods:
            contact = make_contact(session, name=f"{mood.value} person")
            project = make_project(session, contact, pm=pm, name=f"Is {mood.value}")
            session.add(
                ProjectStatus(
                    project_id=project.id,
                    mood=mood,
                    delivery=Delivery.GOOD,
                    status=Delivery.GOOD,
                    reason="",
                    source=f"project:{project.id}",
                    since=MONDAY,
                )
            )
    visitor = signed_in(people[Role.PM])
    for path in ("/", "/projects"):
        with at_most_statements(database, 13):
            page = visitor.get(path).text
        shown = sorted(moods, key=lambda mood: page.index(f">Is {mood.value}<"))
        assert shown == [Mood.UNHAPPY, Mood.SO_SO, Mood.SILENT, Mood.GOOD, Mood.GREAT]


def test_a_new_user_without_projects_is_told_what_to_do(
    signed_in: SignIn, people: dict[Role, User]
) -> None:
    read = words_of(signed_in(people[Role.PM]).get("/").text)
    assert "You are not in a project yet." in read
    assert "A quiet week." in read
