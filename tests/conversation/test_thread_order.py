"""Any order of arrival gives the same threads and the same filing, where one project is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.references import Threads
from orchestrator.conversation.routing import file_mails
from orchestrator.models import Contact, Database, Mail, MailState
from tests.factories import MONDAY, make_contact, make_mail, make_project

CODE = "KIOSK: photos"
IDS = ("<m0@x>", "<m1@x>", "<m2@x>", "<m3@x>", "<absent@x>", "<lost@x>")
DANA, WES = "Dana Whitfield", "Wes Lindqvist"
"""In two projects, in none."""


@dataclass(frozen=True)
class Written:
    """A mail as it is drawn."""

    sender: str
    subject: str
    follows: tuple[str, ...]


WRITTEN = st.builds(
    Written,
    st.sampled_from((DANA, DANA, WES)),
    st.sampled_from((CODE, "Hello", "Re: Hello")),
    st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple),
)
Arranged = tuple[set[frozenset[str]], dict[str, bool]]


def expected(history: Sequence[Written]) -> Arranged:
    """The header components; a whole one is filed by one code of somebody who belongs."""
    threads = Threads()
    for own, written in zip(IDS, history, strict=False):
        threads.add(own, [each for each in written.follows if each != own])
    names = {own: threads.thread(own) for own, _ in zip(IDS, history, strict=False)}
    filed = {
        names[own]
        for own, written in zip(IDS, history, strict=False)
        if written.sender == DANA and written.subject == CODE
    }
    return (
        {frozenset(own for own in names if names[own] == name) for name in names.values()},
        {
            own: written.sender == DANA and names[own] in filed
            for own, written in zip(IDS, history, strict=False)
        },
    )


def arranged(session: Session, people: dict[str, Contact], order: Sequence[int],
             history: Sequence[Written]) -> Arranged:  # fmt: skip
    with session.begin_nested() as arrival:
        for number in order:
            written = history[number]
            mail = make_mail(
                session, people[written.sender], message_id=IDS[number], thread_id=None,
                references=list(written.follows), subject=written.subject,
                state=MailState.PARSED,
            )  # fmt: skip
            file_mails(session, [mail.id], key=b"k" * 32, now=MONDAY)
        session.expire_all()
        mails = {mail.message_id or "": mail for mail in session.scalars(select(Mail))}
        found = (
            {
                frozenset(own for own, other in mails.items() if other.thread_id == mail.thread_id)
                for mail in mails.values()
            },
            {own: mail.project_id is not None for own, mail in mails.items()},
        )
        arrival.rollback()
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WRITTEN, min_size=2, max_size=4), st.randoms())
@example(
    [Written(WES, "Hello", ("<m1@x>",)), Written(DANA, CODE, ()), Written(DANA, "Hello", IDS[:2])],
    None,
)
def test_any_order_gives_the_header_components_and_files_them_by_their_code(  # type: ignore[no-untyped-def]
    database: Database, history: list[Written], chance
) -> None:
    numbers = range(len(history))
    orders = [list(numbers), list(reversed(numbers))]
    if chance is not None:
        orders.append(chance.sample(numbers, len(history)))
    with database.write() as session:
        dana = make_contact(session, name=DANA)
        people = {DANA: dana, WES: make_contact(session, dana.client, name=WES)}
        for code in ("KIOSK", "VAULT"):
            make_project(session, dana, code=code)
        found = [arranged(session, people, order, history) for order in orders]
        session.rollback()
    assert found == [expected(history)] * len(orders)
