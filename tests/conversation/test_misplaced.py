"""A mail whose subject names another project than its conversation: never silent, in any order."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.proposed import proposals_for
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.undecided import BY_HAND, decline
from orchestrator.models import Contact, DecisionKind, Mail, MailState, Project, Thread
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_mail, make_project

PARENT = ("<p@x>", (), "KIOSK: photos")
CHILD = ("<c@x>", ("<p@x>",), "VAULT: photos")
BOTH = ("<b@x>", ("<p@x>", "<c@x>"), "Photos")


@pytest.fixture
def projects(session: Session, dana: Contact) -> list[Project]:
    return [make_project(session, dana, code=code) for code in ("KIOSK", "VAULT")]


def arrive(
    session: Session, contact: Contact, mails: Sequence[tuple[str, tuple[str, ...], str]]
) -> None:
    for own, follows, subject in mails:
        mail = make_mail(
            session, contact, message_id=own, references=list(follows), subject=subject,
            thread_id=None, state=MailState.PARSED,
        )  # fmt: skip
        file_mails(session, [mail.id], key=b"k" * 32, now=MONDAY)
    session.expire_all()


def proposed_moves(session: Session) -> dict[str | None, str]:
    """By the Message-ID, the code of the project that it would be moved to."""
    found = {}
    for thread in session.scalars(select(Thread).where(Thread.joined_into_id.is_(None))):
        for each in proposals_for(session, thread):
            if each.kind is DecisionKind.REFILE:
                mail = session.get_one(Mail, int(each.subject.partition(":")[2]))
                project = session.get_one(Project, int(each.target.partition(":")[2]))
                found[mail.message_id] = project.code
    return found


@pytest.mark.parametrize("order", list(permutations((PARENT, CHILD, BOTH))))
def test_a_mail_lies_where_its_subject_says_or_is_proposed_to_go_there(
    session: Session,
    dana: Contact,
    projects: list[Project],
    order: Sequence[tuple[str, tuple[str, ...], str]],
) -> None:
    arrive(session, dana, order)
    mails = {mail.message_id: mail for mail in session.scalars(select(Mail))}
    assert len({mail.thread_id for mail in mails.values()}) == 1, "the headers join them"
    moves = proposed_moves(session)
    for own, _, subject in (PARENT, CHILD):
        project = mails[own].project
        assert project is not None
        code = subject.partition(":")[0]
        assert moves.get(own, project.code) == code
        assert (own in moves) == (project.code != code)


def test_it_is_proposed_once_a_project_until_a_person_says_no(
    session: Session, dana: Contact, projects: list[Project]
) -> None:
    arrive(session, dana, [PARENT, CHILD, ("<d@x>", ("<c@x>",), "Re: VAULT: photos")])
    assert proposed_moves(session) == {"<c@x>": "VAULT"}
    [mail] = session.scalars(select(Mail).where(Mail.message_id == "<c@x>"))
    assert mail.thread is not None
    kinds = {each.subject: each.kind for each in proposals_for(session, mail.thread)}
    assert kinds[f"mail:{mail.id}"] is DecisionKind.REFILE, "and not to split it too"
    decline(
        session, DecisionKind.REFILE, f"mail:{mail.id}", f"project:{projects[1].id}",
        reason="", user_id=None, actor=Actor("user:1", "web"), now=MONDAY,
    )  # fmt: skip
    assert proposed_moves(session) == {}


@pytest.mark.parametrize("why", ["by hand", "closed", "no sure code", "both", "another client's"])
def test_nothing_is_proposed_without_a_reason(
    session: Session, dana: Contact, projects: list[Project], why: str
) -> None:
    subject = {
        "no sure code": "The vault: photos",
        "both": "KIOSK and VAULT: photos",
        "another client's": "ATTIC: photos",
    }.get(why, CHILD[2])
    make_project(session, make_contact(session, name="Tom Reyes"), code="ATTIC")
    arrive(session, dana, [PARENT, (CHILD[0], CHILD[1], subject)])
    [mail] = session.scalars(select(Mail).where(Mail.message_id == CHILD[0]))
    if why == "by hand":
        mail.filed_by = f"{BY_HAND} Maya Okafor"
    if why == "closed":
        projects[1].closed_at = MONDAY
    session.flush()
    assert proposed_moves(session) == {}


def test_each_subject_is_proposed_and_again_when_the_no_is_taken_back(
    session: Session, dana: Contact, projects: list[Project]
) -> None:
    arrive(session, dana, [PARENT, CHILD, ("<d@x>", ("<p@x>",), "VAULT: keys")])
    assert proposed_moves(session) == {"<c@x>": "VAULT", "<d@x>": "VAULT"}
    [mail] = session.scalars(select(Mail).where(Mail.message_id == "<c@x>"))
    decision = decline(
        session, DecisionKind.REFILE, f"mail:{mail.id}", f"project:{projects[1].id}",
        reason="", user_id=None, actor=Actor("user:1", "web"), now=MONDAY,
    )  # fmt: skip
    assert proposed_moves(session) == {"<d@x>": "VAULT"}
    decision.undone_at = MONDAY
    session.flush()
    assert proposed_moves(session) == {"<c@x>": "VAULT", "<d@x>": "VAULT"}
