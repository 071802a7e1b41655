"""Conversations joined and split by a person, and put back exactly as they were."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.moving import remaining_id
from orchestrator.conversation.proposed import Proposed, proposals_for
from orchestrator.conversation.regroup import join_threads, split_thread, undo_regroup
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.undecided import decline
from orchestrator.errors import Refused
from orchestrator.models import (
    Contact,
    Database,
    Decision,
    DecisionKind,
    Direction,
    Mail,
    MailState,
    Thread,
    ThreadKey,
)
from orchestrator.record.append import Actor
from tests.conversation.test_references import HEADERS, Header
from tests.factories import MONDAY, make_client, make_contact, make_mail, make_project

MAYA: dict[str, Any] = {"actor": Actor("user:1", "web"), "user_id": None, "now": MONDAY}


@pytest.fixture
def dana(session: Session) -> Contact:
    contact = make_contact(session)
    make_project(session, contact)
    return contact


def arrive(
    session: Session, contact: Contact | None, own: str, *follows: str, **values: Any
) -> Mail:
    days = values.pop("days", 0)
    mail = make_mail(
        session, contact,
        **{
            "thread_id": None, "state": MailState.PARSED, "message_id": own,
            "references": list(follows), "received_at": MONDAY + timedelta(days=days), **values,
        },
    )  # fmt: skip
    file_mails(session, [mail.id], key=b"k" * 32, now=MONDAY)
    session.expire_all()
    return mail


def thread_of(mail: Mail) -> Thread:
    assert mail.thread is not None
    return mail.thread


def split(session: Session, mail: Mail) -> int:
    """The decision's number."""
    split_thread(session, mail.id, **MAYA)
    return session.scalars(select(Decision.id).order_by(Decision.id.desc()).limit(1)).one()


def state(session: Session) -> dict[str, Any]:
    """Which mails, keys and times belong to which thread."""
    session.flush()
    session.expire_all()
    keys = session.scalars(select(ThreadKey))
    threads = [thread for thread in session.scalars(select(Thread)) if thread.mails]
    assert {thread.joined_into_id for thread in threads} == {None}
    return {
        "mails": sorted((m.id, m.thread_id, m.project_id) for m in session.scalars(select(Mail))),
        "keys": sorted((k.message_id, k.thread_id, k.client_id or 0) for k in keys),
        "threads": sorted((t.id, t.subject, t.project_id, t.last_mail_at) for t in threads),
        "apart": {t.id: t.split_from_id for t in threads},
    }


def test_a_split_takes_the_mail_and_its_followers_and_keeps_the_project(
    session: Session, dana: Contact
) -> None:
    root = arrive(session, dana, "<root@x>")
    moved = arrive(session, dana, "<new@x>", "<root@x>", subject="Invoice")
    below = arrive(session, dana, "<below@x>", "<root@x>", "<new@x>")
    aside = arrive(session, dana, "<aside@x>", "<root@x>")
    new = split_thread(session, moved.id, **MAYA)
    assert {m.id for m in thread_of(root).mails} == {root.id, aside.id}
    assert {m.id for m in new.mails} == {moved.id, below.id}
    assert (new.subject, new.project_id) == ("Invoice", root.project_id)
    assert new.split_from_id == root.thread_id


def test_later_mail_goes_to_its_nearest_ancestor_and_never_joins_again(
    session: Session, dana: Contact
) -> None:
    root = arrive(session, dana, "<root@x>")
    moved = arrive(session, dana, "<new@x>", "<root@x>")
    split(session, moved)
    answer = arrive(session, dana, "<a@x>", "<root@x>", "<new@x>")
    assert answer.thread_id == moved.thread_id
    assert arrive(session, dana, "<b@x>", "<root@x>").thread_id == root.thread_id
    assert arrive(session, dana, "<c@x>", "<a@x>", "<b@x>").thread_id == root.thread_id
    again = split_thread(session, answer.id, **MAYA)
    assert arrive(session, dana, "<d@x>", "<root@x>", "<new@x>", "<a@x>").thread_id == again.id
    assert len({root.thread_id, moved.thread_id, again.id}) == 3


def test_what_was_split_stays_apart_when_a_late_parent_joins_the_rest(
    session: Session, dana: Contact
) -> None:
    older = arrive(session, dana, "<older@x>")
    root = arrive(session, dana, "<root@x>")
    moved = arrive(session, dana, "<new@x>", "<root@x>")
    split(session, moved)
    arrive(session, dana, "<late@x>", "<older@x>", "<root@x>")
    session.expire_all()
    assert root.thread_id == older.thread_id != moved.thread_id
    arrive(session, dana, "<both@x>", "<older@x>", "<new@x>")
    assert moved.thread_id != older.thread_id


def test_nothing_may_remain_without_a_mail(session: Session, dana: Contact) -> None:
    root = arrive(session, dana, "<root@x>")
    arrive(session, dana, "<b@x>", "<root@x>")
    with pytest.raises(Refused, match="nothing would remain"):
        split_thread(session, root.id, **MAYA)


def test_joined_mail_takes_its_answers_along_and_an_undo_gives_them_back(
    session: Session, dana: Contact
) -> None:
    first, orphan = arrive(session, dana, "<a@x>"), arrive(session, dana, "<b@x>", days=1)
    own = orphan.thread_id
    join_threads(session, thread_of(orphan).id, thread_of(first).id, **MAYA)
    after = arrive(session, dana, "<c@x>", "<b@x>", days=2)
    assert after.thread_id == first.thread_id == orphan.thread_id
    decision = session.scalars(select(Decision)).one()
    back, left = undo_regroup(session, decision.id, actor=MAYA["actor"], now=MONDAY)
    assert {m.id for m in back.mails} == {orphan.id, after.id}
    assert (back.id, left.id, left.last_mail_at) == (own, first.thread_id, MONDAY)
    with pytest.raises(Refused, match="nothing left to undo"):
        undo_regroup(session, decision.id, actor=MAYA["actor"], now=MONDAY)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(HEADERS, st.data())
def test_every_split_and_join_is_undone_exactly(
    database: Database, headers: list[Header], data: st.DataObject
) -> None:
    with database.write() as session:
        contact = make_contact(session)
        make_project(session, contact)
        for own, references, replied in headers:
            arrive(session, contact, own, *references, in_reply_to=replied)
        for _ in range(data.draw(st.integers(0, 2))):
            with_some_decision(session, data)
        before = state(session)
        decision = with_some_decision(session, data)
        if decision is not None:
            undo_regroup(session, decision, actor=MAYA["actor"], now=MONDAY)
            assert state(session) == before
        session.rollback()


def test_a_split_is_undone_after_headers_joined_what_was_taken_out(
    session: Session, dana: Contact
) -> None:
    older = arrive(session, dana, "<older@x>")
    root = arrive(session, dana, "<root@x>")
    moved = arrive(session, dana, "<new@x>", "<root@x>")
    aside = arrive(session, dana, "<aside@x>", "<root@x>")
    decision = split(session, moved)
    split(session, aside)
    arrive(session, dana, "<late@x>", "<older@x>", "<new@x>")
    session.expire_all()
    assert moved.thread_id == older.thread_id != root.thread_id
    undo_regroup(session, decision, actor=MAYA["actor"], now=MONDAY)
    session.expire_all()
    assert moved.thread_id == older.thread_id == root.thread_id != aside.thread_id
    assert thread_of(root).split_from_id is None
    arrive(session, dana, "<both@x>", "<root@x>", "<aside@x>")
    assert aside.thread_id != root.thread_id, "the other split stands"


def test_a_late_parent_goes_along_when_a_join_is_undone(session: Session, dana: Contact) -> None:
    first, orphan = arrive(session, dana, "<a@x>"), arrive(session, dana, "<r@x>", "<p@x>")
    join_threads(session, thread_of(orphan).id, thread_of(first).id, **MAYA)
    parent = arrive(session, dana, "<p@x>", days=1)
    [decision] = session.scalars(select(Decision.id))
    undo_regroup(session, decision, actor=MAYA["actor"], now=MONDAY)
    answer = arrive(session, dana, "<s@x>", "<p@x>", days=2)
    assert parent.thread_id == answer.thread_id == orphan.thread_id != first.thread_id


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(HEADERS, HEADERS, st.data())
def test_mail_that_came_since_a_join_goes_where_it_had_gone_without_it(
    database: Database, before: list[Header], since: list[Header], data: st.DataObject
) -> None:
    with database.write() as session:
        contact = make_contact(session)
        make_project(session, contact)
        for own, references, replied in before:
            arrive(session, contact, own, *references, in_reply_to=replied)
        threads = [thread.id for thread in session.scalars(select(Thread)) if thread.mails]
        pair = data.draw(st.tuples(*[st.sampled_from(threads)] * 2))
        with session.begin_nested() as joined:
            for own, references, replied in since:
                arrive(session, contact, own, *references, in_reply_to=replied)
            expected = by_thread(session)
            are_one = len({session.scalar(select(remaining_id(each))) for each in pair}) == 1
            joined.rollback()
        if not are_one:
            join_threads(session, *pair, **MAYA)
            for own, references, replied in since:
                arrive(session, contact, own, *references, in_reply_to=replied)
            undo_regroup(
                session, session.scalars(select(Decision.id)).one(), actor=MAYA["actor"], now=MONDAY
            )
            assert by_thread(session) == expected
        session.rollback()


def by_thread(session: Session) -> set[tuple[tuple[str, ...], frozenset[str]]]:
    """The mails and the keys of each thread."""
    session.expire_all()
    return {
        (
            tuple(sorted(mail.message_id or "" for mail in thread.mails)),
            frozenset(
                session.scalars(
                    select(ThreadKey.message_id).where(ThreadKey.thread_id == thread.id)
                )
            ),
        )
        for thread in session.scalars(select(Thread))
        if thread.mails
    }


def with_some_decision(session: Session, data: st.DataObject) -> int | None:
    threads = [thread for thread in session.scalars(select(Thread)) if thread.mails]
    assert {thread.joined_into_id for thread in threads} == {None}
    try:
        if data.draw(st.booleans()):
            mail_id = data.draw(st.sampled_from(session.scalars(select(Mail.id)).all()))
            split_thread(session, mail_id, **MAYA)
        else:
            one, other = data.draw(st.tuples(*[st.sampled_from(threads)] * 2))
            join_threads(session, one.id, other.id, **MAYA)
    except Refused:
        return None
    return session.scalars(select(Decision.id).order_by(Decision.id.desc()).limit(1)).one()


def test_two_clients_or_projects_are_never_joined(session: Session, dana: Contact) -> None:
    other = make_contact(session, make_client(session))
    make_project(session, other)
    mine, theirs = arrive(session, dana, "<a@x>"), arrive(session, other, "<b@x>")
    stranger = arrive(session, None, "<c@x>")
    second = make_mail(session, dana, project_id=make_project(session, dana).id)
    for one in (theirs, second):
        with pytest.raises(Refused, match=r"two clients|two projects"):
            join_threads(session, thread_of(one).id, thread_of(mine).id, **MAYA)
    with pytest.raises(Refused, match=r"two clients|two projects"):
        join_threads(session, thread_of(mine).id, thread_of(stranger).id, **MAYA)


def test_a_decision_that_was_built_on_is_undone_last(session: Session, dana: Contact) -> None:
    root = arrive(session, dana, "<root@x>")
    moved = arrive(session, dana, "<new@x>", "<root@x>")
    below = arrive(session, dana, "<below@x>", "<new@x>")
    first, second = split(session, moved), split(session, below)
    with pytest.raises(Refused, match="moved again"):
        undo_regroup(session, first, actor=MAYA["actor"], now=MONDAY)
    for decision in (second, first):
        undo_regroup(session, decision, actor=MAYA["actor"], now=MONDAY)
    session.expire_all()
    assert root.thread_id == moved.thread_id == below.thread_id


# What is proposed


def proposed(session: Session, mail: Mail) -> list[Proposed]:
    session.expire_all()
    return proposals_for(session, thread_of(mail))


def test_an_answer_without_a_reference_may_belong_to_the_same_people_and_subject(
    session: Session, dana: Contact
) -> None:
    first = arrive(session, dana, "<a@x>", subject="Photos for the site")
    orphan = arrive(session, dana, "<b@x>", subject="AW: photos for the site", days=3)
    assert orphan.thread_id != first.thread_id, "a subject joins nothing by itself"
    [found] = proposed(session, orphan)
    assert (found.kind, found.subject, found.target) == (
        DecisionKind.JOIN, f"thread:{orphan.thread_id}", f"thread:{first.thread_id}",
    )  # fmt: skip
    assert found.reason == (
        "no reference in its header; the same people and subject on 23 Nov 2026"
    )
    assert proposed(session, first) == []


@pytest.mark.parametrize("why", ["no mark", "other subject", "too late", "reference", "stranger"])
def test_nothing_is_proposed_without_the_same_people_subject_and_time(
    session: Session, dana: Contact, why: str
) -> None:
    arrive(session, dana, "<a@x>", subject="Photos")
    values: dict[str, Any] = {"subject": "Re: Photos", "days": 3}
    follows = ["<z@x>"] if why == "reference" else []
    values |= {
        "no mark": {"subject": "Photos"},
        "other subject": {"subject": "Re: Invoice"},
        "too late": {"days": 31},
    }.get(why, {})
    mail = arrive(session, None if why == "stranger" else dana, "<b@x>", *follows, **values)
    assert proposed(session, mail) == []


def test_a_colleague_who_was_written_to_may_go_on(session: Session, dana: Contact) -> None:
    priya = make_contact(session, dana.client, name="Priya Shah")
    luis = make_contact(session, dana.client, name="Luis Ortega")
    first = arrive(session, dana, "<a@x>", subject="Photos", recipients=[priya.address])
    hers = arrive(session, priya, "<b@x>", subject="Re: Photos", days=1)
    assert [each.target for each in proposed(session, hers)] == [f"thread:{first.thread_id}"]
    assert proposed(session, arrive(session, luis, "<c@x>", subject="Re: Photos", days=1)) == []


def test_an_answer_of_ours_from_another_program_may_go_back(
    session: Session, dana: Contact
) -> None:
    first = arrive(session, dana, "<a@x>", subject="Photos")
    ours = arrive(
        session, dana, "<b@x>", subject="Re: Photos", days=1, direction=Direction.OUT,
        from_address="maya@northwind.example", recipients=[dana.address],
    )  # fmt: skip
    assert [each.target for each in proposed(session, ours)] == [f"thread:{first.thread_id}"]


def test_a_forged_mail_joins_nothing_and_what_it_names_is_proposed(
    session: Session, dana: Contact
) -> None:
    threads = [arrive(session, dana, f"<{number}@x>").thread_id for number in range(4)]
    named = [f"<{number}@x>" for number in (3, 2, 1, 0)]
    forged = arrive(session, dana, "<evil@x>", *named, authenticity="fail")
    assert forged.thread_id == threads[0], "its nearest ancestor's"
    assert len({mail.thread_id for mail in session.scalars(select(Mail))}) == 4
    found = proposed(session, forged)
    assert [each.target for each in found] == [f"thread:{each}" for each in threads[1:]]
    assert {each.reason for each in found} == {
        "the mail of 23 Nov 2026 names it; its sender's server disowns that mail"
    }
    late = arrive(session, dana, "<4@x>")
    arrive(session, dana, "<again@x>", "<4@x>", "<5@x>", authenticity="fail")
    assert arrive(session, dana, "<5@x>").thread_id != late.thread_id
    decline(session, found[0].kind, found[0].subject, found[0].target, reason="", **MAYA)
    assert proposed(session, forged) == found[1:]


def test_what_was_declined_or_undone_is_not_proposed_again(session: Session, dana: Contact) -> None:
    first = arrive(session, dana, "<a@x>", subject="Photos")
    orphan = arrive(session, dana, "<b@x>", subject="Re: Photos")
    [found] = proposed(session, orphan)
    decline(session, found.kind, found.subject, found.target, reason=found.reason, **MAYA)
    assert proposed(session, orphan) == []
    changed = arrive(session, dana, "<c@x>", "<a@x>", subject="Invoice")
    decision = split(session, changed)
    undo_regroup(session, decision, actor=MAYA["actor"], now=MONDAY)
    assert proposed(session, first) == []


def test_one_confirmation_teaches(session: Session, dana: Contact) -> None:
    """A client's own system strips headers and marks; it is told once."""
    first = arrive(session, dana, "<a@x>", subject="Photos")
    plain = arrive(session, dana, "<b@x>", subject="Photos", days=1)
    assert proposed(session, plain) == []
    join_threads(session, thread_of(plain).id, thread_of(first).id, **MAYA)
    later = arrive(session, dana, "<c@x>", subject="Photos", days=2)
    [found] = proposed(session, later)
    assert found.is_taught
    assert found.reason.endswith("; you joined such a mail of this sender on 23 Nov 2026")


@pytest.mark.parametrize(
    ("subject", "days", "reason"),
    [
        ("Invoice 2026-114", 0, "new subject “Invoice 2026-114” under “Roof windows, size”"),
        (
            "Roof windows: the second delivery", 12,
            "new subject “Roof windows: the second delivery” under “Roof windows, size”, "
            "12 days after the last mail",
        ),
        ("Roof windows: the second delivery", 2, None),
        ("AW: [ext] ROOF WINDOWS - size", 12, None),
        ("Roof windows, size (was: Balcony)", 12, None),
        ("", 12, None),
    ],
)  # fmt: skip
def test_a_new_subject_under_an_old_thread_may_be_a_matter_of_its_own(
    session: Session, dana: Contact, subject: str, days: int, reason: str | None
) -> None:
    first = arrive(session, dana, "<a@x>", subject="Roof windows, size")
    changed = arrive(session, dana, "<b@x>", "<a@x>", subject=subject, days=days)
    arrive(session, dana, "<c@x>", "<b@x>", subject=f"Re: {subject}", days=days)
    found = [(each.subject, each.target, each.reason) for each in proposed(session, first)]
    expected = (f"mail:{changed.id}", f"thread:{first.thread_id}", reason)
    assert found == ([expected] if reason else [])


def test_a_change_of_ours_or_of_a_machine_is_no_matter_of_its_own(
    session: Session, dana: Contact
) -> None:
    first = arrive(session, dana, "<a@x>", subject="Roof")
    arrive(session, dana, "<b@x>", "<a@x>", subject="Your update", direction=Direction.OUT,
           recipients=[dana.address])  # fmt: skip
    arrive(session, dana, "<c@x>", "<a@x>", subject="Out of office", kind="auto_reply")
    assert proposed(session, first) == []
