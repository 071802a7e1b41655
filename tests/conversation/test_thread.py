"""Stored threads: those of the command, in whatever order and portions mail arrives."""

from collections.abc import Iterator, Sequence
from itertools import permutations
import threading

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.moving import remaining_id
from orchestrator.conversation.references import Threads, ancestors, key_of
from orchestrator.conversation.routing import file_mails
from orchestrator.models import Contact, Database, Mail, MailState, Note, Thread, ThreadKey
from tests.conversation.test_references import HEADERS, Header
from tests.factories import (
    MONDAY,
    make_contact,
    make_digest,
    make_mail,
    make_project,
    make_user,
)


def arrive(session: Session, contact: Contact | None, *headers: Header, **values: object) -> None:
    """Mails that come in one portion."""
    mails = [
        make_mail(
            session, contact, message_id=own, references=references, in_reply_to=in_reply_to,
            **{"thread_id": None, "state": MailState.PARSED, **values},
        )
        for own, references, in_reply_to in headers
    ]  # fmt: skip
    file_mails(session, [mail.id for mail in mails], key=b"k" * 32, now=MONDAY)
    session.expire_all()


def portions(headers: Sequence[Header], sizes: Sequence[int]) -> Iterator[Sequence[Header]]:
    start = 0
    for size in sizes:
        yield headers[start : start + size]
        start += size
    yield headers[start:]


def by_thread(found: dict[str, object]) -> set[frozenset[str]]:
    return {
        frozenset(key for key, other in found.items() if other == name)
        for name in set(found.values())
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(HEADERS, st.lists(st.integers(0, 5), max_size=4), st.randoms())
def test_any_order_and_any_portions_give_the_threads_of_the_command(  # type: ignore[no-untyped-def]
    database: Database, headers: list[Header], sizes: list[int], chance
) -> None:
    threads = Threads()
    for own, references, in_reply_to in headers:
        threads.add(key_of(own), ancestors(own, references, in_reply_to))
    order = chance.sample(headers, len(headers))
    with database.write() as session:
        for portion in portions(order, sizes):
            arrive(session, None, *portion)
        stored = {key.message_id: key.thread_id for key in session.scalars(select(ThreadKey))}
        of_mails = {
            (key_of(mail.message_id or ""), mail.thread_id)
            for mail in session.scalars(select(Mail))
        }
        led = {
            thread_id: session.scalar(select(remaining_id(thread_id)))
            for thread_id in session.scalars(select(Thread.id))
        }
        session.rollback()
    assert by_thread(dict(stored)) == by_thread({key: threads.thread(key) for key in stored})
    assert of_mails == {(key_of(own), stored[key_of(own)]) for own, _, _ in headers}
    assert set(led.values()) == set(stored.values()), "what was joined leads to what remains"
    assert all(led[thread_id] == thread_id for thread_id in stored.values())


def test_each_mail_says_what_decided(session: Session, dana: Contact) -> None:
    make_project(session, dana)
    long = f"<{'x' * 200}@x>"
    portions: list[list[Header]] = [
        [("<b@x>", ["<a@x>"], None)],
        [("<c@x>", ["<a@x>"], None), ("<d@x>", [], "<c@x>")],
        [("<a@x>", [], None)],
        [("<e@x>", ["<a@x>"], None), ("<a@x>", [], None)],
        [(long, [], None)],
        [("<f@x>", [long, "<z@x>"], None)],
        [("<g@x>", ["<e@x>", "<f@x>"], None)],
    ]
    for portion in portions:
        arrive(session, dana, *portion)
    assert session.scalars(select(Mail.threaded_by).order_by(Mail.id)).all() == [
        "a thread of its own",
        "shares <a@x> with mail that came before",
        "answers <c@x> of 23 Nov 2026",
        "mail that came before answers it",
        "answers <a@x> of 23 Nov 2026",
        "the same id came before",
        "a thread of its own",
        f"answers {long[:80]}… of 23 Nov 2026",
        "answers <f@x> of 23 Nov 2026; joins 2 threads",
    ]


def test_a_thread_keeps_its_row_when_an_older_mail_comes_late(
    session: Session, dana: Contact
) -> None:
    make_project(session, dana)
    arrive(session, dana, ("<b@x>", ["<a@x>"], None))
    row = session.scalars(select(Thread)).one()
    session.add(Note(thread_id=row.id, user_id=make_user(session).id, text="!", written_at=MONDAY))
    arrive(session, dana, ("<c@x>", ["<z@x>"], None))
    arrive(session, dana, ("<d@x>", ["<z@x>", "<a@x>"], None), received_at=MONDAY.replace(day=2))
    kept = select(Thread.id).where(Thread.joined_into_id.is_(None))
    assert session.scalars(kept).one() == row.id
    assert session.scalars(select(Note.thread_id)).one() == row.id


def test_a_late_parent_of_two_projects_joins_nothing(session: Session, dana: Contact) -> None:
    for code in ("KIOSK", "VAULT"):
        make_project(session, dana, code=code)
    arrive(session, dana, ("<b@x>", ["<z@x>"], None), subject="KIOSK: photos")
    arrive(session, dana, ("<c@x>", ["<y@x>"], None), subject="VAULT: photos")
    arrive(session, dana, ("<d@x>", ["<z@x>", "<y@x>"], None), subject="Photos")
    kiosk, vault, late = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert kiosk.thread_id != vault.thread_id == late.thread_id, "its nearest ancestor decides"
    for mail in (kiosk, vault, late):
        assert mail.thread is not None
        assert mail.project_id == mail.thread.project_id


@pytest.mark.parametrize("order", list(permutations("kvl")))
def test_no_order_files_a_mail_against_the_code_in_its_subject(
    session: Session, dana: Contact, order: tuple[str, ...]
) -> None:
    """Two mails that each name an absent one, and one that names both of those."""
    codes = {make_project(session, dana, code=code).id: code for code in ("KIOSK", "VAULT")}
    mails: dict[str, tuple[Header, str]] = {
        "k": (("<k@x>", ["<z@x>"], None), "KIOSK: photos"),
        "v": (("<v@x>", ["<y@x>"], None), "VAULT: photos"),
        "l": (("<l@x>", ["<z@x>", "<y@x>"], None), "Photos"),
    }
    for name in order:
        header, subject = mails[name]
        arrive(session, dana, header, subject=subject)
    found = {mail.message_id: mail for mail in session.scalars(select(Mail))}
    for name, code in (("<k@x>", "KIOSK"), ("<v@x>", "VAULT")):
        assert codes[found[name].project_id or 0] == code
    assert found["<k@x>"].thread_id != found["<v@x>"].thread_id
    assert found["<l@x>"].project_id in codes, "it follows the one that came first"


def test_an_answer_stays_in_its_conversation_whatever_code_it_names(
    session: Session, dana: Contact
) -> None:
    kiosk, _ = (make_project(session, dana, code=code) for code in ("KIOSK", "VAULT"))
    arrive(session, dana, ("<a@x>", [], None), subject="KIOSK: photos")
    arrive(session, dana, ("<b@x>", ["<a@x>"], None), subject="As for VAULT: photos")
    assert set(session.scalars(select(Mail.project_id))) == {kiosk.id}


def test_a_mail_ends_what_was_done_or_put_off(session: Session, dana: Contact) -> None:
    make_project(session, dana)
    arrive(session, dana, ("<a@x>", [], None))
    session.execute(update(Thread).values(done_at=MONDAY, snoozed_at=MONDAY, snoozed_until=MONDAY))
    arrive(session, dana, ("<b@x>", ["<a@x>"], None))
    thread = session.scalars(select(Thread)).one()
    assert (thread.done_at, thread.snoozed_at, thread.snoozed_until) == (None, None, None)


def test_thousands_of_references_are_threaded(session: Session, dana: Contact) -> None:
    make_project(session, dana)
    chain = [f"<{number}@x>" for number in range(12_000)]
    arrive(session, dana, ("<a@x>", chain, None))
    arrive(session, dana, ("<b@x>", chain[:1], None), ("<c@x>", chain[-1:], None))
    assert len(set(session.scalars(select(Mail.thread_id)))) == 1


def test_a_thread_that_gets_its_project_takes_along_what_waited_in_it(
    session: Session, dana: Contact
) -> None:
    kiosk = make_project(session, dana, code="KIOSK")
    make_project(session, dana, code="VAULT")
    arrive(session, dana, ("<a@x>", [], None), subject="Photos")
    assert session.scalars(select(Mail.project_id)).all() == [None], "undecided"
    arrive(session, dana, ("<b@x>", ["<a@x>"], None), subject="KIOSK: photos")
    arrive(session, dana, ("<c@x>", [], None), ("<d@x>", ["<c@x>", "<b@x>"], None))
    found = session.execute(select(Mail.project_id, Mail.filed_by).order_by(Mail.id)).all()
    by_thread = (kiosk.id, "same conversation")
    assert found == [
        by_thread,
        (kiosk.id, "project code KIOSK in the subject"),
        by_thread,
        by_thread,
    ]
    assert set(session.scalars(select(Mail.state))) == {MailState.THREADED}


def test_a_colleague_outside_of_the_project_waits_in_its_thread(
    session: Session, dana: Contact
) -> None:
    """Her only project is another: a mail of it would lie in a thread of this one."""
    make_project(session, dana)
    luis = make_contact(session, dana.client, name="Luis Ortega")
    make_project(session, luis)
    arrive(session, dana, ("<a@x>", [], None))
    arrive(session, luis, ("<b@x>", ["<a@x>"], None))
    hers, his = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert hers.thread_id == his.thread_id
    assert (hers.project_id is None, his.project_id) == (False, None)


def test_an_answer_to_an_update_of_one_project_enters_no_thread_of_another(
    session: Session, dana: Contact
) -> None:
    first, second = make_project(session, dana), make_project(session, dana)
    update_of_second = make_digest(session, second, dana)
    token = tokens.mint(b"k" * 32, "reply", f"d{update_of_second.id}", dana.id)
    to = [tokens.with_token("hello@northwind.example", token)]
    arrive(session, dana, ("<a@x>", [], None), subject=f"{first.code}: photos")
    arrive(session, dana, ("<b@x>", ["<a@x>"], None), recipients=to)
    arrive(session, dana, ("<c@x>", ["<a@x>", "<b@x>"], None))
    found = session.execute(
        select(Mail.project_id, Thread.project_id).join(Thread).order_by(Mail.id)
    ).all()
    assert found == [(first.id, first.id), (second.id, second.id), (second.id, second.id)]


def test_two_workers_put_strangers_who_name_one_mail_into_one_thread(database: Database) -> None:
    with database.write() as session:
        first, second = [
            make_mail(session, references=["<z@x>"], thread_id=None, state=MailState.PARSED).id
            for _ in range(2)
        ]

    def file_second() -> None:
        with database.write() as session:
            file_mails(session, [second], key=b"k" * 32, now=MONDAY)

    def work() -> None:
        try:
            file_second()
        except IntegrityError:
            file_second()  # As the job does.

    with database.write() as session:
        file_mails(session, [first], key=b"k" * 32, now=MONDAY)
        other = threading.Thread(target=work)
        other.start()
        other.join(timeout=0.5)
    other.join()
    with database.read() as session:
        assert len(set(session.scalars(select(Mail.thread_id)))) == 1
        assert session.scalars(select(ThreadKey.message_id)).all().count("<z@x>") == 1
