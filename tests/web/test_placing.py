"""A mail says what people decided about its place, and offers the way back where there is one."""

from datetime import timedelta
import random
import re

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.models import (
    Contact,
    Database,
    Decision,
    Digest,
    Mail,
    Project,
    Role,
    Thread,
    User,
)
from orchestrator.record.append import Action, Entry, record_all, system
from tests.factories import MONDAY, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements, make_studio
from tests.web.test_digests import words_of

_REMAINING = select(Thread.id).where(Thread.joined_into_id.is_(None)).order_by(Thread.id)


_THREADED = select(Mail.id).where(Mail.thread_id.is_not(None)).order_by(Mail.id)


@pytest.fixture
def studio(database: Database) -> Studio:
    with database.write() as session:
        studio = make_studio(session)
        pm = session.scalars(select(User).where(User.email == studio.users[Role.PM])).one()
        tom = session.get_one(Contact, studio.contact)
        make_project(session, tom, pm=pm, name="Nurses", slug="nurses")
        return studio


def project_of(database: Database, slug: str) -> int:
    with database.read() as session:
        return session.scalars(select(Project.id).where(Project.slug == slug)).one()


def why(page: str) -> str:
    """What "Why here?" of the first mail says, without the toasts."""
    return page.partition("<summary>Why here?")[2].partition("</details>")[0]


def undos(page: str) -> list[str]:
    return re.findall(r'action="(/inbox/(?:filings|decisions)/\d+/undo)"', why(page))


def test_a_move_stays_named_with_who_did_it_and_why_and_is_undone_later(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    nurses, page = project_of(database, "nurses"), f"/inbox/{studio.thread}"
    assert undos(pm.get(page).text) == []
    pm.post(f"{page}/refile", project_id=nurses, reason="it is about the wards")
    clock.shift(timedelta(minutes=20))
    pm.get(page)  # The toast is gone now.
    with at_most_statements(database, 12):
        shown = pm.get(page).text
    moved = "Moved from Patient app to Nurses by pm person, 09:00. It is about the wards."
    assert moved in words_of(why(shown))
    pm.post(f"{page}/refile", project_id="")
    shown = pm.get(page).text
    assert "about the wards" not in shown  # What was said of one place is not said in another.
    assert "Moved from Nurses to the undecided by pm person, 09:20." in words_of(why(shown))
    assert "Something else was decided since: undo that first." in words_of(why(shown))
    for place in ("Nurses", "Patient app"):
        (undo,) = undos(pm.get(page).text)
        assert pm.post(undo).status_code == 303
        assert f'">{place}</a>' in pm.get(page).text
        assert pm.post(undo).status_code == 409
    shown = pm.get(page).text
    assert undos(shown) == []
    assert words_of(why(shown)).count("Taken back Mon 23 Nov, 09:20.") == 2


def test_filing_and_a_no_are_named_too_and_a_writer_undoes_nothing(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    page = f"/inbox/{studio.undecided}"
    with database.write() as session:  # A no is kept only where something was proposed.
        for mail in session.scalars(select(Mail).where(Mail.thread_id == studio.undecided)):
            mail.subject = "Nurses"
    pm.post(f"{page}/project", project_id=project_of(database, "nurses"), decline=1)
    pm.post(f"{page}/project", project_id=studio.project)
    read = words_of(why(pm.get(page).text))
    assert "Not filed under Nurses by pm person" in read
    assert "Filed under Patient app by pm person" in read
    shown = signed_in(studio.users[Role.WRITER]).get(page).text
    # Of a project that she does not see she learns no name.
    assert "Not filed under another project by pm person" in words_of(why(shown))
    assert undos(shown) == []
    for undo in reversed(undos(pm.get(page).text)):
        assert pm.post(undo).status_code == 303


@pytest.mark.parametrize("seed", range(4))
def test_every_undo_that_is_offered_works(
    database: Database, studio: Studio, pm: Visitor, seed: int
) -> None:
    """Whatever was done before: what stands in the way has to go first, and says so."""
    luck, nurses = random.Random(seed), project_of(database, "nurses")
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        for hours in range(3):
            make_mail(
                session, tom, project_id=studio.project, thread_id=studio.thread,
                received_at=MONDAY - timedelta(hours=hours),
            )  # fmt: skip
        make_mail(session, tom, project_id=studio.project, subject="Another matter")
        make_mail(session, from_name="Sam", subject="Who knows")
    assert pm.post(f"/inbox/{studio.thread}/refile", project_id=nurses).status_code == 303
    for _ in range(7):
        with database.read() as session:
            threads = session.scalars(
                select(Thread.id).where(Thread.joined_into_id.is_(None))
            ).all()
            mails = session.scalars(_THREADED).all()
        one, other, mail = luck.choice(threads), luck.choice(threads), luck.choice(mails)
        target = luck.choice([nurses, studio.project, ""])
        path, form = luck.choice(
            [
                (f"/inbox/{one}/refile", {"project_id": target}),
                (f"/inbox/mails/{mail}/refile", {"project_id": target}),
                (f"/inbox/{one}/project", {"project_id": target or nurses}),
                (f"/inbox/{one}/join", {"into": other}),
                (f"/inbox/{one}/split", {"mail_id": mail}),
            ]
        )
        assert pm.post(path, **form).status_code in (303, 404, 409)
    undone = 0
    while offered := _all_undos(database, pm):
        undo = luck.choice(sorted(offered))
        answer = pm.post(undo)
        assert answer.status_code == 303, (offered[undo], words_of(answer.text)[:300])
        undone += 1
    with database.read() as session:
        standing = select(Decision.id).where(Decision.undone_at.is_(None), Decision.accepted)
        assert session.scalars(standing).all() == [], "a dead end"
    assert undone > 0


def _all_undos(database: Database, pm: Visitor) -> dict[str, str]:
    """Each undo that a page offers, with the page."""
    with database.read() as session:
        threads = session.scalars(_REMAINING).all()
    found = {}
    for thread in threads:
        page = pm.get(f"/inbox/{thread}").text
        for part in page.split("<summary>Why here?")[1:]:
            for undo in re.findall(
                r'action="(/inbox/(?:filings|decisions)/\d+/undo)"', part.partition("</details>")[0]
            ):
                found[undo] = f"/inbox/{thread}"
    return found


def test_a_misused_reply_address_is_named(database: Database, studio: Studio, pm: Visitor) -> None:
    page = f"/inbox/{studio.thread}"
    assert "Reply address" not in why(pm.get(page).text)
    entry = Entry(Action.DENIED, f"mail:{studio.mail}", extra={"reason": "token"})
    with database.write() as session:
        record_all(session, [entry], actor=system("conversation"), now=MONDAY)
    with at_most_statements(database, 12):
        read = words_of(why(pm.get(page).text))
    assert "Reply address It came to one that is not its sender's. It proved nothing" in (
        read.replace("&#39;", "'")
    )
    with database.write() as session:
        mail = session.get_one(Mail, studio.mail)
        mail.filed_by, mail.digest_id = "reply token", session.scalars(select(Digest.id)).first()
    read = words_of(why(pm.get(page).text))
    assert "Reply token, of somebody else in the project" in read


def test_who_was_refused_a_mail_does_not_make_its_sender_suspect(
    studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    original = f"/inbox/mails/{studio.mail}/original"
    assert signed_in(studio.outsider).get(original).status_code == 404
    assert "Reply address" not in why(pm.get(f"/inbox/{studio.thread}").text)
