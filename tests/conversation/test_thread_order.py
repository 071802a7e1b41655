"""What any order of arrival gives of mails that name two projects of one client."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
import shutil

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.routing import file_mails
from orchestrator.models import Contact, Database, Mail, MailState
from tests.factories import MONDAY, make_contact, make_mail, make_project

CODES = {"KIOSK: photos": "KIOSK", "VAULT: photos": "VAULT"}
IDS = ("<m0@x>", "<m1@x>", "<m2@x>", "<m3@x>", "<absent@x>", "<lost@x>")
DANA, PRIYA, WES = "Dana Whitfield", "Priya Shah", "Wes Lindqvist"
"""In both projects, in VAULT alone, in none."""


@dataclass(frozen=True)
class Written:
    """A mail as it is drawn."""

    sender: str
    subject: str
    follows: tuple[str, ...]

    @property
    def code(self) -> str | None:
        """The project that is sure whatever else came."""
        if self.sender == DANA:
            return CODES.get(self.subject)
        return "VAULT" if self.sender == PRIYA else None


WRITTEN = st.builds(
    Written,
    st.sampled_from((DANA, DANA, PRIYA, WES)),
    st.sampled_from((*CODES, "Hello", "Re: Hello")),
    st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple),
)
Arranged = tuple[frozenset[frozenset[str]], dict[str, str | None], dict[str, str | None]]


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """The rule is the same on both databases, and all orders of it cost."""
    path = tmp_path / "order.sqlite3"
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


def arranged(
    database: Database, history: Sequence[Written], orders: Iterable[Sequence[int]]
) -> Iterator[Arranged]:
    """For each order the threads, the project of each mail, and that of its thread, by codes."""
    with database.write() as session:
        people, codes = _people(session)
        for order in orders:
            with session.begin_nested() as arrival:
                for number in order:
                    written = history[number]
                    mail = make_mail(
                        session, people[written.sender], message_id=IDS[number], thread_id=None,
                        references=written.follows, subject=written.subject,
                        state=MailState.PARSED,
                    )  # fmt: skip
                    file_mails(session, [mail.id], key=b"k" * 32, now=MONDAY)
                session.expire_all()
                yield _seen(session, codes)
                arrival.rollback()
        session.rollback()


def _seen(session: Session, codes: dict[int | None, str]) -> Arranged:
    rows = [
        (mail.message_id or "", mail.thread_id, codes.get(mail.project_id), mail.thread)
        for mail in session.scalars(select(Mail))
    ]
    threads = {frozenset(own for own, name, *_ in rows if name == each[1]) for each in rows}
    return (
        frozenset(threads),
        {own: code for own, _, code, _ in rows},
        {own: codes.get(thread.project_id) for own, _, _, thread in rows if thread},
    )


def _people(session: Session) -> tuple[dict[str, Contact], dict[int | None, str]]:
    dana = make_contact(session, name=DANA)
    priya, wes = (make_contact(session, dana.client, name=name) for name in (PRIYA, WES))
    kiosk = make_project(session, dana, code="KIOSK")
    vault = make_project(session, dana, priya, code="VAULT")
    return {DANA: dana, PRIYA: priya, WES: wes}, {kiosk.id: "KIOSK", vault.id: "VAULT"}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WRITTEN, min_size=2, max_size=2))
@example([Written(PRIYA, "Re: Hello", IDS[4:]), Written(DANA, "KIOSK: photos", IDS[:3:-1])])
@example([Written(DANA, "KIOSK: photos", ("<m1@x>",)), Written(DANA, "VAULT: photos", ())])
def test_two_mails_come_in_either_order(sqlite: Database, history: list[Written]) -> None:
    first, second = arranged(sqlite, history, [(0, 1), (1, 0)])
    assert first == second


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WRITTEN, min_size=3, max_size=4), st.randoms())
def test_no_order_puts_a_mail_into_a_project_that_is_not_its_own(  # type: ignore[no-untyped-def]
    sqlite: Database, history: list[Written], chance
) -> None:
    """A thread has one project: that of each mail which says by itself where it belongs."""
    orders = list(permutations(range(len(history))))
    for _, projects, of_threads in arranged(sqlite, history, chance.sample(orders, 6)):
        for own, written in zip(IDS, history, strict=False):
            if written.code is not None:
                assert projects[own] == of_threads[own] == written.code
            if written.sender == WES:
                assert projects[own] is of_threads[own] is None
