"""Joining, splitting and taking back, from the conversation's page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from orchestrator.engagement.dispute_deeds import promise_answer, reopen_dispute
from orchestrator.engagement.disputes import open_dispute
from orchestrator.models import (
    AuditEntry,
    Database,
    Decision,
    Dispute,
    DisputeNote,
    Mail,
    Note,
    NoteKind,
    Thread,
    ThreadKey,
)
from orchestrator.record.append import Action, system
from tests.factories import MONDAY, make_contact, make_mail, make_project, make_user
from tests.web.conftest import Desk, SignIn


def mail_in(database: Database, desk: Desk, own: str, *follows: str, **values: object) -> Mail:
    """A mail of the desk's client with its keys, in the thread of ``thread_id`` or its own."""
    with database.write() as session:
        mail = make_mail(
            session, desk.contact, project_id=desk.project.id, message_id=own,
            references=list(follows), **values,
        )  # fmt: skip
        session.add(
            ThreadKey(
                message_id=own, client_id=desk.contact.client_id, thread_id=mail.thread_id or 0
            )
        )
    return mail


def thread_now(database: Database, mail: Mail) -> int | None:
    with database.read() as session:
        return session.get_one(Mail, mail.id).thread_id


def test_a_split_and_its_undo(desk: Desk, database: Database, signed_in: SignIn) -> None:
    first = mail_in(database, desk, "<a@x>", subject="Roof")
    second = mail_in(database, desk, "<b@x>", "<a@x>", subject="Invoice", thread_id=first.thread_id)
    browser = signed_in(desk.pm)
    answer = browser.post(f"/inbox/{first.thread_id}/split", mail_id=second.id)
    new = thread_now(database, second)
    assert (answer.status_code, answer.location) == (303, f"/inbox/{new}")
    assert new != first.thread_id
    with database.read() as session:
        decision = session.scalars(select(Decision)).one()
        assert decision.reason == "new subject “Invoice” under “Roof”"
        assert decision.user_id == desk.pm.id
        entries = session.scalars(
            select(AuditEntry.obj).where(AuditEntry.action == Action.THREAD.value)
        ).all()
        assert entries == [f"thread:{new}"]
    undone = browser.post(f"/inbox/decisions/{decision.id}/undo")
    assert undone.location == f"/inbox/{first.thread_id}"
    assert thread_now(database, second) == first.thread_id


def test_a_join_and_a_proposal_that_is_declined(
    desk: Desk, database: Database, signed_in: SignIn
) -> None:
    first = mail_in(database, desk, "<a@x>", subject="Roof")
    later = mail_in(
        database, desk, "<b@x>", subject="Re: Roof", received_at=MONDAY + timedelta(days=1)
    )
    browser = signed_in(desk.pm)
    form = {"subject": f"thread:{later.thread_id}", "target": f"thread:{first.thread_id}"}
    answer = browser.post("/inbox/proposals/decline", kind="join", **form)
    assert answer.location == f"/inbox/{later.thread_id}"
    answer = browser.post(f"/inbox/{later.thread_id}/join", into=first.thread_id)
    assert answer.location == f"/inbox/{first.thread_id}"
    assert thread_now(database, later) == first.thread_id


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/inbox/{}/split", {}, 400),
        ("/inbox/{}/split", {"mail_id": "99999"}, 404),
        ("/inbox/{}/join", {"into": "x"}, 400),
        ("/inbox/{}/join", {"into": "99999"}, 404),
        ("/inbox/proposals/decline", {"kind": "file"}, 400),
        ("/inbox/proposals/decline", {"kind": "join", "subject": "user:1"}, 400),
        ("/inbox/proposals/decline", {"kind": "join", "subject": "thread:999"}, 404),
        ("/inbox/decisions/999/undo", {}, 404),
    ],
)
def test_what_is_not_there_is_refused(
    desk: Desk, database: Database, signed_in: SignIn, path: str, form: dict[str, str], status: int
) -> None:
    thread_id = mail_in(database, desk, "<a@x>").thread_id
    answer = signed_in(desk.pm).post(path.format(thread_id), **form)
    assert answer.status_code == status


def test_nobody_regroups_what_she_does_not_see(
    desk: Desk, database: Database, signed_in: SignIn
) -> None:
    mine = mail_in(database, desk, "<a@x>")
    with database.write() as session:
        other = make_contact(session)
        stranger = make_user(session)
        project = make_project(session, other, pm=stranger)
        theirs = make_mail(session, other, project_id=project.id)
    browser = signed_in(desk.pm)
    posts: list[tuple[str, dict[str, object]]] = [
        (f"/inbox/{mine.thread_id}/join", {"into": theirs.thread_id}),
        (f"/inbox/{theirs.thread_id}/join", {"into": mine.thread_id}),
        (f"/inbox/{theirs.thread_id}/split", {"mail_id": theirs.id}),
        (f"/inbox/{mine.thread_id}/split", {"mail_id": theirs.id}),
        ("/inbox/proposals/decline", {"kind": "join", "subject": f"thread:{mine.thread_id}",
                                      "target": f"thread:{theirs.thread_id}"}),
    ]  # fmt: skip
    for path, form in posts:
        assert browser.post(path, **form).status_code in (403, 404), path
    with database.read() as session:
        assert session.scalars(select(Decision)).all() == []
        assert {t.id for t in session.scalars(select(Thread)) if t.mails} >= {
            mine.thread_id,
            theirs.thread_id,
        }


def test_the_old_address_of_a_joined_conversation_leads_to_it(
    desk: Desk, database: Database, signed_in: SignIn
) -> None:
    first, second = mail_in(database, desk, "<a@x>"), mail_in(database, desk, "<b@x>")
    browser = signed_in(desk.pm)
    old, kept = f"/inbox/{second.thread_id}", f"/inbox/{first.thread_id}"
    browser.post(f"{old}/join", into=first.thread_id)
    assert browser.get(f"{old}?view=done").location == f"{kept}?view=done"
    with database.read() as session:
        decision_id = session.scalars(select(Decision.id)).one()
    # A page that was opened before: what is about the whole is refused, what is added arrives.
    refused = browser.post(f"{old}/refile")
    assert (refused.status_code, "joined with another since" in refused.text) == (409, True)
    browser.post(f"{old}/notes", text="She called.")
    with database.read() as session:
        assert session.scalars(select(Note.thread_id)).one() == first.thread_id
    browser.post(f"/inbox/decisions/{decision_id}/undo")
    assert browser.get(old).status_code == 200, "undone, it is a conversation again"


def test_an_old_address_tells_nobody_else_where_it_leads(
    desk: Desk, database: Database, signed_in: SignIn
) -> None:
    first, second = mail_in(database, desk, "<a@x>"), mail_in(database, desk, "<b@x>")
    signed_in(desk.pm).post(f"/inbox/{second.thread_id}/join", into=first.thread_id)
    with database.write() as session:
        stranger = make_user(session)
    answer = signed_in(stranger.email).get(f"/inbox/{second.thread_id}")
    assert (answer.status_code, answer.location) == (404, None)


def cases_of(database: Database) -> dict[int, tuple[str, int | None]]:
    with database.read() as session:
        found = session.scalars(select(Dispute).order_by(Dispute.id))
        return {each.id: (each.state.value, each.joined_into_id) for each in found}


def open_case(database: Database, mail: Mail, words: str) -> int:
    with database.write() as session:
        here = session.get_one(Mail, mail.id)
        case = open_dispute(session, here, words=words, actor=system("disputes"), now=MONDAY)
        assert case is not None
        return case.id


def test_s25_of_two_joined_conversations_the_older_case_goes_on_and_the_other_comes_back(
    desk: Desk, database: Database, signed_in: SignIn
) -> None:
    first = mail_in(database, desk, "<a@x>", subject="Invoice 1182")
    later = mail_in(database, desk, "<b@x>", subject="The second bill")
    older = open_case(database, first, "Invoice 1182 is wrong.")
    newer = open_case(database, later, "Invoice 1190 is wrong.")
    with database.write() as session:
        note = make_mail(session, thread_id=None, text="", new_text="", subject="")
        session.add(
            DisputeNote(
                dispute_id=newer, mail_id=note.id, kind=NoteKind.ANSWER, from_name="Bob",
                from_address="accounts@northwind.example", subject="Re", text="We gave too much.",
                is_proven=True, received_at=MONDAY,
            )
        )  # fmt: skip
    browser = signed_in(desk.pm)
    browser.post(f"/inbox/{later.thread_id}/join", into=first.thread_id)
    assert cases_of(database) == {older: ("answered", None), newer: ("withdrawn", older)}
    page = browser.get(f"/disputes/{older}").text
    assert "We gave too much." in page, "nothing of it is lost"
    assert f'href="/disputes/{newer}"' in page
    page = browser.get(f"/disputes/{newer}").text
    assert f'href="/disputes/{older}"' in page
    assert "Open again" not in page
    assert browser.post(f"/disputes/{newer}/undo").status_code == 409
    with database.read() as session:
        join = session.scalars(select(Decision)).one()
    browser.post(f"/inbox/decisions/{join.id}/undo")
    assert cases_of(database) == {older: ("open", None), newer: ("answered", None)}


def test_s25_a_joined_case_stands_again_where_the_other_was_none_or_was_split_off(
    desk: Desk, database: Database, signed_in: SignIn
) -> None:
    first = mail_in(database, desk, "<a@x>", subject="Invoice 1182")
    later = mail_in(database, desk, "<b@x>", subject="The second bill")
    older, newer = open_case(database, first, "1182"), open_case(database, later, "1190")
    browser = signed_in(desk.pm)
    with database.write() as session:
        promise_answer(
            session, newer, date(2026, 11, 25), "An answer", actor=system("test"), now=MONDAY
        )
    browser.post(f"/inbox/{later.thread_id}/join", into=first.thread_id)
    assert cases_of(database) == {older: ("withdrawn", newer), newer: ("promised", None)}
    browser.post(f"/disputes/{newer}/withdrawal", reason="She took it back.")
    assert cases_of(database)[older] == ("open", None)
    with database.write() as session:
        reopen_dispute(session, newer, actor=system("test"), now=MONDAY)
    assert cases_of(database)[older] == ("withdrawn", newer)
    browser.post(f"/inbox/{first.thread_id}/split", mail_id=later.id)
    assert cases_of(database) == {older: ("open", None), newer: ("promised", None)}
