"""What one client's project manager must not see of another's, attack by attack."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.config import Settings
from orchestrator.conversation.acquaint import accept_sender
from orchestrator.conversation.notes import add_note
from orchestrator.conversation.regroup import join_threads, undo_regroup
from orchestrator.conversation.undecided import file_thread
from orchestrator.models import (
    Contact,
    ContactAddress,
    Database,
    Decision,
    Direction,
    Mail,
    MailState,
    Response,
    ResponseState,
    Thread,
    User,
)
from orchestrator.refiling.move import Mover, refile_mail, refile_thread
from orchestrator.refiling.undo import undo_decision
from tests.factories import make_mail
from tests.web.conftest import SignIn
from tests.web.life import MAYA, Life, Side, pages

Reader = Callable[[Side, str], list[str]]
Seer = Callable[[Side, str, str], bool]


@pytest.fixture
def life(database: Database, settings: Settings, key: bytes) -> Life:
    return Life(database, settings, key)


@pytest.fixture
def reads(app: Flask, database: Database, signed_in: SignIn) -> Reader:
    """The pages on which a side's project manager reads a word."""

    def found(side: Side, word: str) -> list[str]:
        visitor = signed_in(side.pm)
        return [path for path, page in pages(app, database, visitor) if word in page]

    return found


@pytest.fixture
def sees(signed_in: SignIn) -> Seer:
    """Whether a side's project manager reads a word on one page."""
    return lambda side, path, word: word in signed_in(side.pm).get(path).text


def arrive(life: Life, contact_id: int | None, text: str = "Hello there", **values: object) -> int:
    """A mail to us that the jobs have worked on."""
    with life.database.write() as session:
        contact = session.get(Contact, contact_id) if contact_id else None
        written: dict[str, object] = {
            "thread_id": None,
            "state": MailState.PARSED,
            "recipients": ["hello@northwind.example"],
            "language": "en",
            "text": text,
            "new_text": text,
            "received_at": life.now,
        }
        values.setdefault("new_text", values.get("text", text))
        if contact is None:
            written["from_address"] = "kim@nowhere.example"
        mail_id = make_mail(session, contact, **written | values).id
    life.work()
    return mail_id


def mover(life: Life) -> Mover:
    return Mover(life.config, life.key, None, MAYA, life.now)


def thread_of(session: Session, mail_id: int) -> int:
    thread_id = session.get_one(Mail, mail_id).thread_id
    assert thread_id is not None
    return thread_id


def tray_page(life: Life, mail_id: int) -> str:
    with life.database.read() as session:
        return f"/inbox/{thread_of(session, mail_id)}"


def message_id(life: Life, mail_id: int) -> str | None:
    with life.database.read() as session:
        return session.get_one(Mail, mail_id).message_id


def file(life: Life, mail_id: int, project_id: int) -> None:
    with life.database.write() as session:
        file_thread(session, thread_of(session, mail_id), project_id, actor=MAYA, now=life.now)
    life.work()


def test_a_note_is_shown_only_in_the_project_where_it_was_written(
    life: Life, reads: Reader, sees: Seer
) -> None:
    ours, theirs = life.begin()
    mail_id = arrive(life, None)
    file(life, mail_id, ours.project)
    with life.database.write() as session:
        thread_id = thread_of(session, mail_id)
        writer = session.scalars(select(User.id).where(User.email == ours.pm)).one()
        thread = session.get_one(Thread, thread_id)
        add_note(session, thread, "They owe us 9000", user_id=writer, actor=MAYA, now=life.now)
    here = f"/inbox/{thread_id}"
    assert sees(ours, here, "owe us 9000")
    with life.database.write() as session:
        moved = refile_thread(session, thread_id, None, by=mover(life)).decision.id
    assert not sees(ours, here, "owe us 9000")
    assert reads(theirs, "owe us 9000") == []
    with life.database.write() as session:
        undo_decision(session, moved, by=mover(life))
    assert sees(ours, here, "owe us 9000")
    with life.database.write() as session:
        refile_thread(session, thread_id, theirs.project, by=mover(life))
    life.work()
    assert reads(theirs, "owe us 9000") == []


def test_a_conversation_is_not_called_after_a_mail_that_was_moved_away(
    life: Life, reads: Reader
) -> None:
    ours, theirs = life.begin()
    strangers = arrive(life, None, references=["<list@x>"], subject=f"{ours.marker} takeover")
    file(life, strangers, theirs.project)
    life.now += timedelta(hours=1)
    hers = arrive(life, theirs.contact, references=["<list@x>"], subject="Our list")
    with life.database.write() as session:
        assert thread_of(session, strangers) == thread_of(session, hers)
        refile_mail(session, strangers, ours.project, by=mover(life))
    life.work()
    assert reads(theirs, ours.marker) == []
    with life.database.read() as session:
        assert session.get_one(Thread, thread_of(session, hers)).subject == "Our list"
        moved = session.get_one(Thread, thread_of(session, strangers))
        assert (moved.subject, moved.project_id) == (f"{ours.marker} takeover", ours.project)


def test_the_row_of_a_joined_conversation_does_not_keep_its_subject(
    life: Life, reads: Reader
) -> None:
    ours, theirs = life.begin()
    strangers = arrive(life, None, subject=f"{ours.marker} takeover")
    hers = arrive(life, theirs.contact, subject="Our list")
    with life.database.write() as session:
        if session.get_one(Mail, hers).project_id is None:
            file_thread(session, thread_of(session, hers), theirs.project, actor=MAYA, now=life.now)
        join_threads(
            session, thread_of(session, strangers), thread_of(session, hers),
            actor=MAYA, user_id=None, now=life.now,
        )  # fmt: skip
    life.work()
    with life.database.write() as session:
        refile_mail(session, strangers, ours.project, by=mover(life))
    life.work()
    assert reads(theirs, ours.marker) == []


def test_a_join_taken_back_gives_both_conversations_their_subjects(life: Life) -> None:
    life.begin()
    first, second = arrive(life, None, subject="Roof"), arrive(life, None, subject="Door")
    with life.database.write() as session:
        threads = thread_of(session, first), thread_of(session, second)
        join_threads(session, *threads, actor=MAYA, user_id=None, now=life.now)
        undo_regroup(session, session.scalars(select(Decision.id)).one(), actor=MAYA, now=life.now)
        assert [session.get_one(Thread, each).subject for each in threads] == ["Roof", "Door"]


def test_who_answers_an_update_that_was_passed_on_is_seen_only_by_its_manager(
    life: Life, reads: Reader, sees: Seer
) -> None:
    ours, theirs = life.begin()
    token = tokens.mint(life.key, "reply", f"d{ours.digest}", ours.contact)
    mail_id = arrive(
        life, None, f"We take option 1\n\n> The {ours.marker} calendar works.",
        recipients=[tokens.with_token("hello@northwind.example", token)],
    )  # fmt: skip
    with life.database.read() as session:
        here = f"/inbox/{thread_of(session, mail_id)}"
    assert sees(ours, here, ours.marker)
    assert reads(theirs, ours.marker) == []


def test_a_guessed_reply_address_hides_no_mail(life: Life, signed_in: SignIn) -> None:
    ours, _ = life.begin()
    guessed = f"hello+d{ours.digest}.a{'a' * 16}@northwind.example"
    arrive(life, None, "Good afternoon", recipients=[guessed])
    assert "Good afternoon" in signed_in(life.admin).get("/inbox?view=unmatched").text


@pytest.mark.parametrize(
    "written",
    [
        {"text": "We are with Priya amberwood, as you know."},
        {"subject": "The amberwood site"},
        {
            "subject": "Fwd: plan",
            "text": "\nFrom: Dana <{address}>\nSent: Monday\nSubject: plan\n\nhi",
        },
        {"recipients": ["hello@northwind.example", "{address}"]},
        {"from_address": "assistant@amberwood-company.example"},
    ],
    ids=["name", "project", "forwarded", "copy", "company"],
)
def test_a_strangers_mail_is_in_the_tray_of_those_whom_it_speaks_of(
    life: Life, signed_in: SignIn, written: dict[str, Any]
) -> None:
    ours, theirs = life.begin()
    with life.database.write() as session:
        owner = session.get_one(Contact, ours.contact)
        session.add(ContactAddress(contact_id=owner.id, addr_spec="d@amberwood-company.example"))
    filled = {
        name: [each.format(address=ours.address) for each in value]
        if isinstance(value, list)
        else value.format(address=ours.address)
        for name, value in written.items()
    }
    mail_id = arrive(life, None, **{"subject": "Hello", "text": "Hello there"} | filled)
    here = tray_page(life, mail_id)
    seen = [signed_in(side.pm).get(here).status_code for side in (ours, theirs)]
    assert seen == [200, 404]


def test_what_speaks_of_nobody_is_in_the_administrators_tray(life: Life, signed_in: SignIn) -> None:
    sides = life.begin()
    here = tray_page(life, arrive(life, None, "Good afternoon"))
    assert [signed_in(side.pm).get(here).status_code for side in sides] == [404, 404]
    assert signed_in(life.admin).get(here).status_code == 200
    with life.database.write() as session:
        admin = session.scalars(select(User).where(User.email == life.admin)).one()
        admin.is_active = False
    assert [signed_in(side.pm).get(here).status_code for side in sides] == [200, 200], (
        "without an administrator nobody would find it"
    )


def test_the_copy_of_what_we_sent_to_a_supplier_is_seen_by_who_sent_it(
    life: Life, signed_in: SignIn
) -> None:
    ours, theirs = life.begin()
    mail_id = arrive(
        life, None, "How much for the photos?", direction=Direction.OUT,
        from_address=ours.pm, recipients=["print@supplier.example"],
    )  # fmt: skip
    answer = arrive(life, None, "900", references=[message_id(life, mail_id)])
    here = tray_page(life, answer)
    assert here == tray_page(life, mail_id)
    assert signed_in(ours.pm).get(here).status_code == 200
    assert signed_in(theirs.pm).get(here).status_code == 404


def test_who_gives_a_conversation_back_to_the_tray_still_finds_it(
    life: Life, signed_in: SignIn
) -> None:
    ours, theirs = life.begin()
    mail_id = arrive(life, None, "Good afternoon")
    file(life, mail_id, ours.project)
    with life.database.write() as session:
        refile_thread(session, thread_of(session, mail_id), None, by=mover(life))
    life.work()
    here = tray_page(life, mail_id)
    assert signed_in(ours.pm).get(here).status_code == 200
    assert signed_in(theirs.pm).get(here).status_code == 404


@pytest.mark.parametrize("is_late", [False, True])
def test_a_stranger_who_answers_a_clients_mail_is_seen_only_by_its_manager(
    life: Life, reads: Reader, sees: Seer, is_late: bool
) -> None:
    ours, theirs = life.begin()
    if not is_late:
        arrive(life, ours.contact, message_id="<plan@x>")
    mail_id = arrive(
        life, None, f"Fine.\n> The {ours.marker} plan", references=["<plan@x>"], subject="Re: plan"
    )
    if is_late:
        arrive(life, ours.contact, message_id="<plan@x>")
    with life.database.read() as session:
        here = f"/inbox/{thread_of(session, mail_id)}"
    assert sees(ours, here, ours.marker)
    assert reads(theirs, ours.marker) == []


def test_an_answer_to_a_forwarded_mail_goes_to_who_first_wrote_it(
    life: Life, signed_in: SignIn
) -> None:
    ours, _ = life.begin()
    mail_id = arrive(life, None, f"fyi\n\nFrom: Dana <{ours.address}>\nSubject: plan\n\nhi")
    file(life, mail_id, ours.project)
    with life.database.write() as session:
        thread_id = thread_of(session, mail_id)
        decision = accept_sender(
            session, mail_id, ours.contact, reason="", user_id=None, actor=MAYA, now=life.now
        ).id
    visitor, path = signed_in(ours.pm), f"/inbox/{thread_id}/responses"
    assert ours.address in visitor.get(f"/inbox/{thread_id}").text
    assert visitor.post(path, text="The budget is fine").status_code == 303
    with life.database.write() as session:
        response = session.scalars(select(Response)).one()
        assert (response.contact_id, response.addr_spec) == (ours.contact, ours.address)
        undo_decision(session, decision, by=mover(life))
    life.work()
    assert visitor.post(path, text="And more").status_code == 409


def test_a_misfiled_mail_is_moved_without_the_answer_of_the_wrong_client(
    life: Life, reads: Reader
) -> None:
    ours, theirs = life.begin()
    strangers = arrive(life, None, f"The {ours.marker} offer", message_id="<offer@x>")
    file(life, strangers, theirs.project)
    answer = arrive(life, theirs.contact, "Not ours", references=["<offer@x>"])
    with life.database.write() as session:
        assert thread_of(session, answer) == thread_of(session, strangers)
        refile_mail(session, strangers, ours.project, by=mover(life))
    life.work()
    with life.database.read() as session:
        projects = [session.get_one(Mail, each).project_id for each in (strangers, answer)]
    assert projects == [ours.project, theirs.project]
    assert reads(theirs, ours.marker) == []


def test_our_draft_goes_along_with_the_mail_that_it_answers(life: Life, signed_in: SignIn) -> None:
    ours, _ = life.begin()
    first = arrive(life, ours.contact, message_id="<first@x>", subject=f"[{ours.code}] Roof")
    later = arrive(life, ours.contact, references=["<first@x>"], subject=f"[{ours.code}] Roof")
    with life.database.read() as session:
        path = f"/inbox/{thread_of(session, first)}/responses"
    assert signed_in(ours.pm).post(path, text="Our answer").status_code == 303
    with life.database.write() as session:
        refile_mail(session, later, None, by=mover(life))
        response = session.scalars(select(Response)).one()
        assert (response.mail_id, response.thread_id) == (later, thread_of(session, later))
        assert response.state is ResponseState.DRAFTED, "it is kept, and waits where nobody sees it"
