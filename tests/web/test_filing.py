"""What a page proposes about who wrote, and what becomes of a person's yes or no."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from orchestrator.models import Database, Decision, DecisionKind, Mail, ThreadKey
from tests.factories import make_mail
from tests.web.conftest import Desk, SignIn, Visitor

FORWARD = (
    "See below.\n\n---------- Forwarded message ---------\nFrom: {}\nDate: Mon, 23 Nov 2026\n"
    "Subject: Photos\nTo: Sam <sam@elsewhere.example>\n\nHere they are."
)
AUTOMATIC = ("auto_reply", "bulk", "calendar", "delay")
Write = Callable[[Database, Desk], Mail]


def forward(database: Database, desk: Desk, **values: object) -> Mail:
    """Sam, whom we do not know, forwards a mail of hers."""
    words = FORWARD.format(f"{desk.contact.name} <{desk.contact.address}>")
    with database.write() as session:
        return make_mail(
            session, subject="Fwd: Photos", text=words, new_text=words,
            from_address="sam@elsewhere.example", **values,
        )  # fmt: skip


def second_address(database: Database, desk: Desk) -> Mail:
    """She answers in a conversation of hers, from an address that we do not know."""
    with database.write() as session:
        first = make_mail(session, desk.contact, project_id=desk.project.id)
        assert first.thread_id is not None
        assert first.message_id is not None
        session.add(
            ThreadKey(
                message_id=first.message_id, client_id=desk.contact.client_id,
                thread_id=first.thread_id,
            )
        )  # fmt: skip
        return make_mail(
            session, from_address="dana@home.example", from_name=desk.contact.name,
            references=[first.message_id],
        )  # fmt: skip


def colleague(database: Database, desk: Desk) -> Mail:
    """Somebody of her company does."""
    mail = second_address(database, desk)
    with database.write() as session:
        mail = session.get_one(Mail, mail.id)
        domain = desk.contact.address.rpartition("@")[2]
        mail.from_address, mail.from_name = f"luis@{domain}", "Luis Ortega"
        return mail


FORMS: dict[str, Write] = {"sender": forward, "alias": second_address, "person": colleague}


def is_proposed(browser: Visitor, mail: Mail, form: str) -> bool:
    page = browser.get(f"/inbox/{mail.thread_id}")
    assert page.status_code == 200
    return f"/inbox/mails/{mail.id}/{form}" in page.text


def decide(browser: Visitor, desk: Desk, mail: Mail, form: str, **fields: object) -> None:
    target = (
        {"project_id": desk.project.id} if form == "person" else {"contact_id": desk.contact.id}
    )
    answer = browser.post(f"/inbox/mails/{mail.id}/{form}", **target, **fields)
    assert answer.status_code == 303


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("declined", [True, False])
def test_what_was_decided_is_proposed_no_more_until_it_is_taken_back(
    desk: Desk, database: Database, signed_in: SignIn, form: str, *, declined: bool
) -> None:
    mail, browser = FORMS[form](database, desk), signed_in(desk.pm)
    assert is_proposed(browser, mail, form)
    decide(browser, desk, mail, form, **({"decline": "1"} if declined else {}))
    assert not is_proposed(browser, mail, form)
    with database.read() as session:
        decision = session.scalars(select(Decision)).one()
        assert (decision.kind, decision.accepted) == (DecisionKind(form), not declined)
        assert decision.reason
    answer = browser.post(f"/inbox/filings/{decision.id}/undo")
    assert answer.location == f"/inbox/{mail.thread_id}"
    assert is_proposed(browser, mail, form)


@pytest.mark.parametrize("kind", AUTOMATIC)
@pytest.mark.parametrize("form", FORMS)
def test_red_line_9_nobody_is_proposed_for_what_a_program_wrote(
    desk: Desk, database: Database, signed_in: SignIn, form: str, kind: str
) -> None:
    mail, browser = FORMS[form](database, desk), signed_in(desk.pm)
    assert is_proposed(browser, mail, form), "control: a person's"
    with database.write() as session:
        session.get_one(Mail, mail.id).kind = kind
    assert not is_proposed(browser, mail, form)


@pytest.mark.parametrize("kind", AUTOMATIC)
def test_red_line_9_nobody_is_asked_to_answer_what_a_program_wrote(
    desk: Desk, database: Database, signed_in: SignIn, kind: str
) -> None:
    browser = signed_in(desk.pm)
    with database.write() as session:
        mail = make_mail(session, desk.contact, project_id=desk.project.id)
    page = f"/inbox/{mail.thread_id}"
    assert f"{page}/responses" in browser.get(page).text, "control: a person's"
    with database.write() as session:
        session.get_one(Mail, mail.id).kind = kind
    assert f"{page}/responses" not in browser.get(page).text
    refused = browser.post(f"{page}/responses", text="Hello", to=desk.contact.address)
    assert (refused.status_code, "Nobody of a client wrote here" in refused.text) == (409, True)
