"""A person takes back where she put mail: one step, and all is as it was."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.conversation.regroup import join_threads
from orchestrator.conversation.undecided import file_thread
from orchestrator.models import Contact, Decision, DecisionKind, Mail, Project
from orchestrator.refiling.move import Mover, refile_mail
from orchestrator.refiling.undo import undo_decision, undo_join
from tests.conversation.test_regroup import MAYA, arrive, state, thread_of
from tests.factories import MONDAY, make_client, make_contact, make_project

STRANGER = {"from_address": "kim@nowhere.example"}


@pytest.fixture
def by(settings: Settings) -> Mover:
    return Mover(settings, b"k" * 32, None, MAYA["actor"], MONDAY)


@pytest.fixture
def site(session: Session, dana: Contact) -> Project:
    return make_project(session, dana, code="SITE")


def newest(session: Session) -> Decision:
    return session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()


def places(session: Session) -> dict[str, object]:
    """But for the names of threads that nobody is in."""
    return {"mails": state(session)["mails"], "keys": state(session)["keys"]}


def own_thread(session: Session, site: Project) -> tuple[list[Mail], Project]:
    """Two mails in SITE, a stranger's among them, and a project of another client."""
    first = arrive(session, site.participants[0].contact, "<a@x>", subject="SITE: plan")
    other = make_project(session, make_contact(session, make_client(session)))
    return [first, arrive(session, None, "<b@x>", "<list@x>", days=1, **STRANGER)], other


@pytest.mark.parametrize("target", ["her other project", "the undecided mails"])
def test_a_mail_that_was_moved_alone_comes_back_to_its_conversation(
    session: Session, by: Mover, site: Project, dana: Contact, target: str
) -> None:
    shop = make_project(session, dana, code="SHOP")
    first = arrive(session, dana, "<a@x>", subject="SITE: plan")
    mails = [arrive(session, dana, own, "<a@x>", days=1) for own in ("<b@x>", "<c@x>")]
    assert {thread_of(mail).id for mail in mails} == {thread_of(first).id}
    before = state(session)
    into = shop.id if target == "her other project" else None
    moved = refile_mail(session, mails[0].id, into, by=by).decision.id
    session.expire_all()
    assert thread_of(mails[0]).id != thread_of(first).id, "control: it was taken out"
    undo_decision(session, moved, by=by)
    assert state(session) == before
    answer = arrive(session, dana, "<d@x>", "<a@x>", "<b@x>", days=2)
    assert thread_of(answer).id == thread_of(first).id


def test_what_its_conversation_became_meanwhile_stays(
    session: Session, by: Mover, site: Project, dana: Contact
) -> None:
    shop = make_project(session, dana, code="SHOP")
    first = arrive(session, dana, "<a@x>", subject="SITE: plan")
    second = arrive(session, dana, "<b@x>", "<a@x>", days=1)
    moved = refile_mail(session, second.id, shop.id, by=by).decision.id
    refile_mail(session, first.id, shop.id, by=by)
    undo_decision(session, moved, by=by)
    session.expire_all()
    assert (first.project_id, second.project_id) == (shop.id, site.id)
    assert thread_of(first).id != thread_of(second).id


def test_a_join_is_undone_with_the_filing_that_it_brought(
    session: Session, by: Mover, site: Project, dana: Contact
) -> None:
    hers = arrive(session, dana, "<a@x>", subject="SITE: plan")
    strangers = arrive(session, None, "<b@x>", days=1, **STRANGER)
    before = state(session)
    join_threads(session, thread_of(strangers).id, thread_of(hers).id, **MAYA)
    session.expire_all()
    assert strangers.project_id == site.id
    back, _ = undo_join(session, newest(session).id, by=by)
    assert state(session) == before
    assert back.id == strangers.thread_id


@pytest.mark.parametrize("is_filed", [True, False])
def test_filing_is_undone_where_it_joined_a_conversation_of_hers(
    session: Session, by: Mover, site: Project, dana: Contact, is_filed: bool
) -> None:
    if not is_filed:
        make_project(session, dana)  # She has two, so nothing says which.
    subject = "SITE: plan" if is_filed else "Plan"
    hers = arrive(session, dana, "<a@x>", "<list@x>", subject=subject)
    strangers = arrive(session, None, "<b@x>", "<list@x>", days=1, **STRANGER)
    later = arrive(session, None, "<c@x>", "<b@x>", days=2, **STRANGER)
    before = state(session)
    file_thread(session, thread_of(strangers).id, site.id, actor=by.actor, now=MONDAY)
    session.expire_all()
    decision = newest(session)
    assert decision.kind is DecisionKind.FILE
    assert strangers.thread_id == later.thread_id == hers.thread_id, "control: they were joined"
    undo_decision(session, decision.id, by=by)
    assert state(session) == before


def test_answers_to_what_a_forged_mail_names_do_not_follow_it_when_it_is_moved(
    session: Session, by: Mover, site: Project, dana: Contact
) -> None:
    other = make_project(session, make_contact(session, make_client(session)))
    forged = arrive(
        session, None, "<f@x>", "<far@x>", "<near@x>", authenticity="fail", **STRANGER
    )  # fmt: skip
    file_thread(session, thread_of(forged).id, site.id, actor=by.actor, now=MONDAY)
    refile_mail(session, forged.id, other.id, by=by)
    session.expire_all()
    hers = other.participants[0].contact
    answers = [
        arrive(session, hers, f"<{n}@x>", named, days=1)
        for n, named in enumerate(("<far@x>", "<near@x>", "<f@x>"))
    ]
    assert [answer.thread_id == forged.thread_id for answer in answers] == [False, True, True]
