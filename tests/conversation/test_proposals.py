"""Where an undecided mail may belong: likeliest first, each with its reasons in words."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from orchestrator.conversation.proposals import AT_MOST, proposals
from orchestrator.conversation.undecided import decline
from orchestrator.models import (
    Contact,
    DecisionKind,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Participant,
    ParticipantRole,
    Project,
    StandingApproval,
    ThreadKey,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_client, make_contact, make_mail, make_project

MAYA = Actor("user:1", "web")


@pytest.fixture
def other(session: Session) -> Project:
    """A project for which nothing speaks."""
    contact = make_contact(
        session, make_client(session), name="Ines Aguilar", address="ines@quayhotel.example"
    )
    return make_project(session, contact, name="Winter menu", code="WINTER")


@pytest.fixture
def right(session: Session, other: Project) -> Project:
    dana = make_contact(session, name="Dana Whitfield", address="dana@harborlane.example")
    return make_project(session, dana, name="Booking site", code="BOOK")


def stray(session: Session, contact: Contact | None = None, **values: Any) -> Mail:
    """A mail of a stranger that says nothing."""
    words = values.pop("words", "Hi")
    return make_mail(
        session, contact, **{"subject": "Hello", "new_text": words, "text": words} | values
    )


def first(session: Session, mail: Mail) -> tuple[int, str]:
    best = proposals(session, mail)[0]
    return best.project_id, best.reason


def our_message(session: Session, project: Project) -> str:
    approval = StandingApproval(
        template="acknowledgement", template_sha256="0" * 64, approved_by="user:1",
        approved_at=MONDAY,
    )  # fmt: skip
    session.add(approval)
    session.flush()
    contact = project.participants[0].contact
    entry = OutboxEntry(
        kind=OutboxKind.ACKNOWLEDGEMENT, cause="mail:0", channel="email",
        recipient=contact.address, contact_id=contact.id, project_id=project.id,
        standing_approval_id=approval.id, message_id="<ours@northwind.example>", content=b"x",
        sha256="0" * 64, state=OutboxState.ACCEPTED, promised_at=MONDAY, due_at=MONDAY,
        created_at=MONDAY,
    )  # fmt: skip
    session.add(entry)
    session.flush()
    return entry.message_id


def answers_ours(session: Session, project: Project) -> Mail:
    return stray(session, references=[our_message(session, project)])


def answers_theirs(session: Session, project: Project) -> Mail:
    parent = stray(session, project.participants[0].contact, project_id=project.id)
    assert parent.message_id is not None
    assert parent.thread_id is not None
    session.add(
        ThreadKey(
            message_id=parent.message_id, client_id=project.client_id, thread_id=parent.thread_id
        )
    )
    return stray(session, in_reply_to=parent.message_id)


def forwards(session: Session, project: Project) -> Mail:
    block = "From: Dana Whitfield <dana@harborlane.example>\nDate: Mon\nSubject: Photos\nTo: me"
    return stray(session, subject="Fwd: Photos", words=f"See below.\n\n{block}\n\nHello.")


def works_on_it(session: Session, project: Project) -> Mail:
    return stray(session, project.participants[0].contact)


def was_here_before(session: Session, project: Project) -> Mail:
    stray(session, from_address="luis@elsewhere.example", project_id=project.id)
    return stray(session, from_address="luis@elsewhere.example")


def in_copy(session: Session, project: Project) -> Mail:
    return stray(session, recipients=["hello@northwind.example", "dana@harborlane.example"])


def same_company(session: Session, project: Project) -> Mail:
    return stray(session, from_address="luis@harborlane.example")


def names_somebody(session: Session, project: Project) -> Mail:
    return stray(session, words="I work with Dana Whitfield.")


def code_in_subject(session: Session, project: Project) -> Mail:
    return stray(session, subject="BOOK: photos")


def code_in_text(session: Session, project: Project) -> Mail:
    return stray(session, words="About BOOK.")


def named_in_subject(session: Session, project: Project) -> Mail:
    return stray(session, subject="The booking site")


def named_in_text(session: Session, project: Project) -> Mail:
    return stray(session, words="I saw your booking site.")


def rare_words(session: Session, project: Project) -> Mail:
    stray(session, project_id=project.id, words="The trampoline needs a harpsichord.")
    return stray(session, words="Is the harpsichord on a trampoline?")


EVIDENCE: dict[Callable[[Session, Project], Mail], str] = {
    answers_ours: "answers a message of ours",
    answers_theirs: "answers a mail in “Hello”",
    forwards: "forwards a mail of Dana Whitfield",
    works_on_it: "Dana Whitfield works with us on it",
    was_here_before: "a mail of this address is here",
    in_copy: "Dana Whitfield got it too",
    same_company: "same company address as Dana Whitfield",
    names_somebody: "names Dana Whitfield",
    code_in_subject: "BOOK is in the subject",
    code_in_text: "BOOK is in the text",
    named_in_subject: "the subject names the project",
    named_in_text: "the text names the project",
    rare_words: "mails here have harpsichord, trampoline too",
}


@pytest.mark.parametrize("make", EVIDENCE, ids=lambda make: make.__name__)
def test_what_speaks_for_a_project_is_said(
    session: Session, right: Project, make: Callable[[Session, Project], Mail]
) -> None:
    found = proposals(session, make(session, right))
    assert [each.project_id for each in found] == [right.id]
    assert EVIDENCE[make] in found[0].reason


@pytest.mark.parametrize(
    ("strong", "weak"),
    [
        ("answers_ours", {"words": "Winter menu. WINTER"}),
        ("answers_ours", {"from_address": "luis@quayhotel.example"}),
        ("answers_theirs", {"recipients": ["ines@quayhotel.example"]}),
        ("forwards", {"from_address": "luis@quayhotel.example"}),
        ("code_in_subject", {"from_address": "luis@quayhotel.example"}),
        ("same_company", {"words": "I met Ines Aguilar."}),
        ("named_in_subject", {"words": "Not the winter menu."}),
    ],
)
def test_the_stronger_evidence_comes_first(
    session: Session, right: Project, other: Project, strong: str, weak: dict[str, Any]
) -> None:
    make = next(make for make in EVIDENCE if make.__name__ == strong)
    mail = make(session, right)
    words = weak.get("words", "")
    mail.new_text, mail.text = f"{mail.new_text} {words}", f"{mail.text} {words}"
    mail.from_address = weak.get("from_address", mail.from_address)
    mail.recipients = weak.get("recipients", mail.recipients)
    session.flush()
    assert [each.project_id for each in proposals(session, mail)] == [right.id, other.id]


def test_two_weak_reasons_weigh_more_than_one(
    session: Session, right: Project, other: Project
) -> None:
    mail = stray(
        session, words="About BOOK, says Dana Whitfield.", from_address="luis@quayhotel.example"
    )
    assert first(session, mail) == (right.id, "BOOK is in the text; names Dana Whitfield")


def test_of_a_known_person_only_projects_of_her_client_are_proposed(
    session: Session, right: Project, other: Project
) -> None:
    ines = other.participants[0].contact
    mail = stray(session, ines, subject="BOOK", references=[our_message(session, right)])
    assert [each.project_id for each in proposals(session, mail)] == [other.id]


def test_neither_a_closed_nor_a_declined_project_nor_too_many_are_proposed(
    session: Session, right: Project
) -> None:
    dana = right.participants[0].contact
    projects = [right, *(make_project(session, dana) for _ in range(AT_MOST + 2))]
    mail = stray(session, dana, subject="BOOK")
    found = proposals(session, mail)
    assert (len(found), found[0].project_id) == (AT_MOST, right.id)
    projects[1].closed_at = MONDAY
    for project in (right, projects[2]):
        decline(
            session, DecisionKind.FILE, f"thread:{mail.thread_id}", f"project:{project.id}",
            reason="", user_id=None, actor=MAYA, now=MONDAY,
        )  # fmt: skip
    left = {each.project_id for each in proposals(session, mail)}
    assert left == {project.id for project in projects[3:]}


def test_nothing_speaks_for_anything(session: Session, right: Project) -> None:
    assert proposals(session, stray(session)) == []
    assert proposals(session, stray(session, from_address="dana@gmail.com", words="Booking")) == []


def test_a_word_that_two_mails_share_by_chance_proposes_nothing(
    session: Session, right: Project, other: Project
) -> None:
    right.name = "Kiosk"
    dana, ines = right.participants[0].contact, other.participants[0].contact
    stray(session, dana, project_id=right.id, words="It shows the shelter and the harpsichord.")
    stray(session, ines, project_id=other.id, words="The shelter is open.")
    assert proposals(session, stray(session, words="What shows are on?")) == []
    assert proposals(session, stray(session, words="Your kiosk shows a shelter.")) == []
    named = proposals(session, stray(session, words="About Kiosk"))
    assert [each.reason for each in named] == ["the text names the project"]
    both = proposals(session, stray(session, words="It shows a harpsichord."))
    assert [each.project_id for each in both] == [right.id]


def test_the_same_order_whatever_was_added_first(session: Session, other: Project) -> None:
    ines = other.participants[0].contact
    ahead = make_project(session, ines, name="Autumn menu", code="AUTUMN")
    colleague = make_contact(session, other.client, name="Luis", address="l@quayhotel.example")
    session.add(
        Participant(
            project_id=other.id, contact_id=colleague.id, role=ParticipantRole.INFORMED,
            can_approve=False,
        )
    )  # fmt: skip
    found = proposals(session, stray(session, ines))
    assert [each.project_id for each in found] == [ahead.id, other.id], "alike: by name"
