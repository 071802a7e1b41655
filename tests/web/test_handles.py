"""Where text messages and a chat reach somebody, and what is seen of an update that goes there."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.handles import number
from orchestrator.errors import UsageError
from orchestrator.models import AuditEntry, Contact, Database, Digest, Handle, Wishes
from tests.factories import MONDAY, make_contact
from tests.web.conftest import Visitor
from tests.web.studio import Studio

NUMBER = "+44 1632 960123"


def handles(database: Database, contact_id: int) -> dict[str, str]:
    with database.read() as session:
        contact = session.get_one(Contact, contact_id)
        return {each.channel: each.value for each in contact.handles}


def test_s5_a_number_and_a_name_are_noted_changed_and_taken_back(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    assert pm.post(f"{path}/handles", sms=NUMBER, chat="tom").status_code == 303
    assert handles(database, studio.contact) == {"sms": "+441632960123", "chat": "tom"}
    page = pm.get(path).text
    assert "+441632960123" in page
    assert "Changed the number for text messages and name in the chat" in page
    undo = f"{path}/handles?sms=&chat="
    assert undo.replace("&", "&amp;") in page, "the way back is offered"
    assert pm.post(undo).status_code == 303
    assert handles(database, studio.contact) == {}
    with database.read() as session:
        about = select(AuditEntry.line).where(AuditEntry.obj == f"contact:{studio.contact}")
        lines = [line for line in session.scalars(about) if b'"reached"' in line]
        assert len(lines) == 2
        assert not any(b"441632960123" in line for line in lines), "it can be erased"


@pytest.mark.parametrize("typed", ["01632 960123", "+44", "call me", "+44 1632 960123 99999999"])
def test_s5_what_is_no_number_is_said_at_its_field_and_stays_typed(
    database: Database, studio: Studio, pm: Visitor, typed: str
) -> None:
    answer = pm.post(f"/clients/{studio.contact}/handles", sms=typed, chat="tom")
    assert answer.status_code == 400
    assert "Write the number with its country" in answer.text
    assert f'value="{typed}"' in answer.text
    assert handles(database, studio.contact) == {}


def test_s5_a_number_is_of_one_person_and_whose_it_is_is_not_told(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        other = make_contact(session, name="Priya Shah")
        session.add(
            Handle(contact_id=other.id, channel="sms", value="+441632960123", created_at=MONDAY)
        )
    answer = pm.post(f"/clients/{studio.contact}/handles", sms=NUMBER, chat="")
    assert answer.status_code == 400
    assert "Somebody else is reached there" in answer.text
    assert "Priya" not in answer.text


def test_s5_numbers_are_read_as_people_write_them() -> None:
    assert number("+44 (1632) 960-123") == number("+44.1632.960123") == "+441632960123"
    assert number("") == ""
    with pytest.raises(UsageError):
        number("+0441632960123")


def to_be_texted(session: Session, studio: Studio) -> None:
    contact = session.get_one(Contact, studio.contact)
    wishes = session.get(Wishes, contact.id) or Wishes.unspoken(contact.id)
    wishes.channel = "sms"
    session.add(wishes)
    handle = Handle(contact_id=contact.id, channel="sms", value="+441632960123", created_at=MONDAY)
    session.add(handle)


def test_s5_the_page_of_an_update_shows_the_text_its_parts_and_where_it_goes(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        to_be_texted(session, studio)
        for digest in session.scalars(select(Digest).where(Digest.contact_id == studio.contact)):
            digest.channel = "sms"
            digest.text, digest.html = "Northwind: all well. STOP to end", ""
            shown = digest.id
    page = pm.get(f"/digests/{shown}/text").text
    assert "Northwind: all well. STOP to end" in page
    assert "1 segment of 2" in page
    assert "+441632960123" in page
    assert "Text message" in page
    assert "Subject" not in page
    assert f"/digests/{shown}/preview" not in page
    assert "Nothing is set up to send by text message, so nothing can be approved." in page
