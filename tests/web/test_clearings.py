"""Clearing what a client's words made Off track, on the screens."""

from sqlalchemy import delete, select

from orchestrator.models import Clearing, Database, Mail, Membership, Pulse, Role
from tests.factories import make_user
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import QUOTE, Studio

WHY = "Tom said on the phone that the new date suits him."


def test_one_asks_and_another_agrees_and_the_project_says_who(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        noor = make_user(session, name="Noor Haddad", role=Role.PM)
        session.add(Membership(user_id=noor.id, project_id=studio.project))
        mail = session.scalars(select(Mail.id).where(Mail.new_text.contains(QUOTE))).one()
        session.execute(delete(Pulse))
        session.expunge_all()
    page = f"/p/{studio.slug}"
    assert "Ask to clear it" in pm.get(page).text
    assert pm.post(f"/mails/{mail}/clearing", reason=" ").status_code == 409
    assert pm.post(f"/mails/{mail}/clearing", reason=WHY).status_code == 303
    shown = pm.get(page).text
    assert f"“{WHY}”" in shown
    assert "Take it back" in shown
    assert ">Agree<" not in shown
    assert "unhappy no more" not in pm.get("/").text
    with database.read() as session:
        clearing = session.scalars(select(Clearing.id)).one()
    assert pm.post(f"/clearings/{clearing}/agreement").status_code == 409
    other = signed_in(noor)
    today = other.get("/").text
    assert "Is Tom unhappy no more?" in today
    assert "1 second word to give" in today
    assert other.post(f"/clearings/{clearing}/agreement").status_code == 303
    done = pm.get(page).text
    assert "Cleared by pm person and Noor Haddad" in done
    assert "At risk" in done
    assert "Ask to clear it" not in done


def test_who_refuses_is_named_and_it_stays(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.read() as session:
        mail = session.scalars(select(Mail.id).where(Mail.new_text.contains(QUOTE))).one()
    pm.post(f"/mails/{mail}/clearing", reason=WHY)
    with database.read() as session:
        clearing = session.scalars(select(Clearing.id)).one()
    admin = signed_in(studio.users[Role.ADMIN])
    assert admin.post(f"/clearings/{clearing}/refusal").status_code == 303
    page = pm.get(f"/p/{studio.slug}").text
    assert "did not agree" in page
    assert "Off track" in page
    assert "Ask to clear it" in page
