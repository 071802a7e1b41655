"""Mails are found by their words, in both databases, from the moment they are read."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Database, Mail
from orchestrator.models.words import MOST_CHARACTERS, has_words
from tests.factories import make_mail


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


def found(session: Session, query: str) -> list[int]:
    session.flush()
    return list(session.scalars(select(Mail.id).where(has_words(session, query)).order_by(Mail.id)))


def test_all_words_count_whatever_their_case_and_place(session: Session) -> None:
    mail = make_mail(
        session, subject="The Roof", from_name="Dana Whitfield", new_text="Half now, please."
    )
    make_mail(session, subject="The roof", from_name="Luis", new_text="Later")
    assert found(session, "roof HALF dana") == [mail.id]


def test_words_in_quotes_stand_together(session: Session) -> None:
    near = make_mail(session, new_text="pay half of the invoice")
    make_mail(session, new_text="the invoice, of which half is paid")
    assert found(session, '"half of the invoice"') == [near.id]


@pytest.mark.parametrize(
    "query", ["half (", 'NEAR("half"', "half*", "-half", '"half', "new_text:half"]
)
def test_signs_of_a_query_language_are_only_signs(session: Session, query: str) -> None:
    mail = make_mail(session, new_text="near new text: half")
    assert found(session, query) == [mail.id]


@pytest.mark.parametrize("query", ["", '"', "* -", "x" * (MOST_CHARACTERS + 1)])
def test_nothing_to_look_for_is_refused(session: Session, query: str) -> None:
    with pytest.raises(UsageError, match="search ="):
        found(session, query)


def test_the_index_follows_what_becomes_of_a_mail(session: Session) -> None:
    mail = make_mail(session, subject="", from_name="", new_text="")
    assert found(session, "voucher") == []
    for words, expected in [("the voucher", [mail.id]), ("the coupon", []), ("voucher", [mail.id])]:
        session.execute(update(Mail), [{"id": mail.id, "new_text": words}])
        assert found(session, "voucher") == expected
    session.execute(delete(Mail).where(Mail.id == mail.id))
    assert found(session, "voucher") == []


def test_a_mail_of_any_length_is_taken(session: Session) -> None:
    words = " ".join(f"word{number}" for number in range(250_000))
    mail = make_mail(session, new_text=words)
    assert found(session, "word7 word9000") == [mail.id]
