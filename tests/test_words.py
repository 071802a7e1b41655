"""Mails are found by their words, in both databases, from the moment they are read."""

from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Mail, MailState
from orchestrator.models.base import update_rows
from orchestrator.models.words import MOST_CHARACTERS, has_words, indexed_at_once
from tests.factories import make_contact, make_mail


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
    "query",
    ["half (", 'NEAR("half"', "half*", "-half", '"half', "new_text:half", "half & |", "'half"],
)
def test_signs_of_a_query_language_are_only_signs(session: Session, query: str) -> None:
    mail = make_mail(session, new_text="near new text: half")
    assert found(session, query) == [mail.id]


@pytest.mark.parametrize("query", ["", '"', "* -", "x" * (MOST_CHARACTERS + 1)])
def test_nothing_to_look_for_is_refused(session: Session, query: str) -> None:
    with pytest.raises(UsageError, match="search ="):
        found(session, query)


@pytest.mark.parametrize(
    ("words", "queries"),
    [
        ("one kiosk, two invoices", "kiosk kiosks kio invoice INVOICES"),
        ("the company sent a box and a glass", "companies boxes glass glasses box"),
        ("Die Rechnung für das Gerät", "rechnung gerät Gerä"),
        ("o color da página, dos precios", "colores página páginas precio"),
        ("Harbor-Lane's o'clock C:\\\\new", "harbor-lane o'clock Harbor-Lane's C:\\\\new"),
    ],
)
def test_a_word_finds_what_begins_so_and_a_plural_its_singular(
    session: Session, words: str, queries: str
) -> None:
    mail = make_mail(session, new_text=words)
    for query in queries.split():
        assert found(session, query) == [mail.id], query
    for query in ("osk", "ki", "company-wide", '"kio"', "voic"):
        assert found(session, query) == [], query


def test_an_address_or_a_part_of_it_finds_what_came_from_there(session: Session) -> None:
    dana = make_contact(session, address="dana@harborlane.example")
    mail = make_mail(session, dana, new_text="half")
    stranger = make_mail(session, from_address="sam_1@else.example", new_text="half")
    told = make_mail(session, from_address="x@y.example", new_text="ask dana@harborlane.example")
    for query in ("dana@harborlane.example", "DANA@HarborLane.example"):
        assert found(session, query) == [mail.id, told.id], query
    for part in ("dana@harborlane.example", "harborlane.example", "dana@", "@harborlane.example"):
        assert found(session, f"{part} half") == [mail.id], part
    assert found(session, "sam_1@else.example") == [stranger.id]
    assert found(session, "samx1@else.example") == []


def test_the_index_follows_what_becomes_of_a_mail(session: Session) -> None:
    mail = make_mail(session, subject="", from_name="", new_text="")
    assert found(session, "voucher") == []
    for words, expected in [("the voucher", [mail.id]), ("the coupon", []), ("voucher", [mail.id])]:
        session.execute(update(Mail), [{"id": mail.id, "new_text": words}])
        assert found(session, "voucher") == expected
    session.execute(delete(Mail).where(Mail.id == mail.id))
    assert found(session, "voucher") == []


def test_mails_that_become_parsed_are_indexed_at_once(session: Session) -> None:
    empty: dict[str, Any] = {
        "subject": "",
        "from_name": "",
        "new_text": "",
        "state": MailState.STORED,
    }
    mails = [make_mail(session, **empty) for _ in range(3)]
    put_aside = make_mail(session, **empty | {"subject": "invoice"})
    session.flush()
    ids = [mail.id for mail in (*mails, put_aside)]
    parsed = {"subject": "plan", "from_name": "", "state": MailState.PARSED}
    rows = [{"id": mail_id, "new_text": f"voucher {mail_id}"} | parsed for mail_id in ids]
    with indexed_at_once(session, ids):
        update_rows(session, Mail, rows)
    assert found(session, "voucher") == ids
    assert found(session, "plan") == ids
    assert found(session, "invoice") == [], "what its header alone had said"
    update_rows(session, Mail, [{"id": mails[0].id, "new_text": "coupon"}])
    session.execute(delete(Mail).where(Mail.id == mails[1].id))
    assert found(session, "voucher") == [mails[2].id, put_aside.id]
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO mail_words (mail_words) VALUES ('integrity-check')"))


def test_a_mail_of_any_length_is_taken(session: Session) -> None:
    words = " ".join(f"word{number}" for number in range(250_000))
    mail = make_mail(session, new_text=words)
    assert found(session, "word7 word9000") == [mail.id]
