"""Which clients a stranger's mail names: in addresses, names and codes, in open projects alone."""

from typing import Any

from sqlalchemy.orm import Session

from orchestrator.conversation.naming import clients_named
from orchestrator.models import Direction
from tests.factories import MONDAY, make_client, make_contact, make_mail, make_project

STRANGER: dict[str, Any] = {
    "from_address": "kim@printers.example",
    "subject": "Hello",
    "new_text": "",
    "text": "",
}
FORWARDED = (
    "See below.\n\n---------- Forwarded message ---------\nFrom: Dana <{}>\n"
    "Date: Mon, 5 Oct 2026 at 09:12\nSubject: The photos\nTo: Kim\n\nHere they are."
)
NAMING: tuple[dict[str, Any], ...] = (
    {"text": "I met Dana Whitfield at the fair."},
    {"new_text": "About the Booking site again"},
    {"subject": "BOOKING SITE"},
    {"subject": "[HL] The photos"},
    {"from_address": "lee@harborlane.example"},
    {"recipients": ["team@studio.example", "dana@harborlane.example"]},
    {"text": FORWARDED.format("dana@harborlane.example"), "subject": "Fwd: The photos"},
    {"direction": Direction.OUT, "recipients": ["lee@harborlane.example"]},
)
NAMING_NOBODY: tuple[dict[str, Any], ...] = (
    {"text": "I met Dana Whitfields sister."},
    {"text": "Harborlane is nice in June."},
    {"new_text": "HL stands in no subject"},
    {"subject": "Rebooking sites"},
    {"subject": "Old site", "new_text": "OLDSITE"},
    {"from_address": "kim@gmail.com"},
    {"subject": "Booking site", "kind": "bulk", "is_kind_certain": True},
)


def test_a_mail_names_the_clients_of_open_projects(session: Session) -> None:
    harbor, quay = make_client(session), make_client(session, name="Quay Hotel")
    dana = make_contact(session, harbor, name="Dana Whitfield", address="dana@harborlane.example")
    make_project(session, dana, name="Booking site", code="HL")
    make_project(session, dana, name="Old site", code="OLDSITE", closed_at=MONDAY)
    ines = make_contact(session, quay, name="Ines Aguilar", address="ines@gmail.com")
    make_project(session, ines, name="Winter menu", code="WINTER")
    named = [make_mail(session, **STRANGER | values) for values in NAMING]
    others = [make_mail(session, **STRANGER | values) for values in NAMING_NOBODY]
    both = make_mail(session, **STRANGER | {"text": "Dana Whitfield", "new_text": "WINTER"})
    session.flush()
    found = set(clients_named(session, [mail.id for mail in (*named, *others, both)]))
    expected = {(mail.id, harbor.id) for mail in (*named, both)} | {(both.id, quay.id)}
    assert found == expected
