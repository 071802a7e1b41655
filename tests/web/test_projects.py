from datetime import date, timedelta
import gzip

import pytest
from sqlalchemy import select

from orchestrator.models import (
    Ask,
    AskKind,
    AuditEntry,
    Contact,
    Database,
    Delivery,
    Fact,
    FactKind,
    Mood,
    Project,
    ProjectStatus,
    Reading,
    Role,
)
from tests.factories import MONDAY, make_contact, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import QUOTE, Studio, at_most_statements
from tests.web.test_digests import words_of

FACT = {"text": "Sign-in works on phones.", "kind": "done", "impact": "neutral"}


@pytest.fixture
def ask(studio: Studio) -> dict[str, object]:
    return {
        "text": "Which colour?",
        "contact_id": studio.contact,
        "kind": "choice",
        "option_A": "Blue",
        "option_B": "Green",
        "recommended": "A",
        "settles": "scope",
        "due_on": "2026-12-04",
        "on_silence": "we take blue.",
    }


def test_the_least_happy_project_stands_first(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        user = session.get_one(Project, studio.project).pm
        for name, mood in (("A happy one", Mood.GREAT), ("A silent one", Mood.SILENT)):
            project = make_project(session, make_contact(session), pm=user, name=name)
            session.add(
                ProjectStatus(
                    project_id=project.id,
                    mood=mood,
                    delivery=Delivery.GOOD,
                    status=Delivery.GOOD,
                    reason="",
                    source="",
                    since=MONDAY,
                )
            )
    page = pm.get("/projects").text
    order = [page.index(name) for name in ("Patient app", "A silent one", "A happy one")]
    assert order == sorted(order)
    for shown in ("Off track", "Work: on track", QUOTE, "Us", "Mon 23 Nov, 16:00"):
        assert shown in page
    assert "Booking site" not in page


def test_who_is_waited_on_is_named(studio: Studio, pm: Visitor) -> None:
    pm.post(f"/inbox/{studio.thread}/done")
    page = pm.get("/projects").text
    assert "Tom Reyes" in page
    assert "by Fri 4 Dec" in page


def test_a_project_shows_its_status_with_reason_and_source(studio: Studio, pm: Visitor) -> None:
    page = pm.get(f"/p/{studio.slug}").text
    assert QUOTE in page
    assert f'href="/inbox/{studio.thread}"' in page
    assert "Told Tom Reyes Mon 16 Nov." in page
    assert "Not told yet." in page
    assert "Which recording?" in page
    assert "Weekly, Fri 16:00, e-mail" in page


def test_s38_where_are_we_is_counted_by_quarter(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    """The last quarter until the same day of it, and nobody else's."""
    assert "Where are we?" not in pm.get(f"/p/{studio.slug}").text
    days_ago = (1, 20, 90, 100, 110, 75, 150)  # 23 November: the last quarter counts to 22 August.
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        dana = other.participants[0].contact
        asked = [(tom, studio.project, days) for days in days_ago]
        for person, project, days in [*asked, (dana, other.id, 1)]:
            at = MONDAY - timedelta(days=days)
            mail = make_mail(session, person, project_id=project, received_at=at)
            session.add(Reading(mail_id=mail.id, reader="r", found={}, read_at=at, asks_where=True))
    words = words_of(pm.get(f"/p/{studio.slug}").text)
    assert "“Where are we?” mails: 2 this quarter, 2 by this day of the last: as many." in words


def test_the_pages_are_small_and_ask_the_database_little(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for path in ("/projects", f"/p/{studio.slug}"):
        with at_most_statements(database, 12):
            response = pm.get(path)
        assert response.status_code == 200
        assert len(gzip.compress(response.data)) <= 20_000


def test_a_foreign_project_is_not_there_and_the_record_knows(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert pm.get(f"/p/{studio.other_slug}").status_code == 404
    assert pm.get("/p/no-such").status_code == 404
    with database.read() as session:
        denied = session.scalars(select(AuditEntry).where(AuditEntry.action == "denied")).all()
        assert len(denied) == 1


def test_a_fact_is_noted_with_its_author(database: Database, studio: Studio, pm: Visitor) -> None:
    response = pm.post(
        f"/p/{studio.slug}/facts", **FACT | {"impact": "bad", "kind": "news", "from": "project"}
    )
    assert (response.status_code, response.location) == (303, f"/p/{studio.slug}")
    with database.read() as session:
        fact = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert fact is not None
        assert (fact.text, fact.kind, fact.is_bad) == (FACT["text"], FactKind.NEWS, True)
        assert fact.source.startswith("user:")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"text": "  "}, "fact-text", "Write one sentence"),
        ({"text": "x" * 501}, "fact-text", "This has 501 characters; at most 500."),
        ({"kind": "rumour"}, "fact-kind", "Choose one of the list."),
    ],
)
def test_a_wrong_fact_comes_back_with_its_error(
    database: Database,
    studio: Studio,
    pm: Visitor,
    wrong: dict[str, str],
    field: str,
    words: str,
) -> None:
    with database.read() as session:
        before = session.scalars(select(Fact.id)).all()
    response = pm.post(f"/p/{studio.slug}/facts", **FACT | wrong)
    assert response.status_code == 400
    assert f'<a href="#{field}">{words}' in response.text
    assert f'id="{field}-error"' in response.text
    assert f'aria-describedby="{field}-error"' in response.text
    with database.read() as session:
        assert session.scalars(select(Fact.id)).all() == before


def test_what_was_typed_is_kept(studio: Studio, pm: Visitor) -> None:
    typed = {"text": "Half a <b>thought", "kind": "rumour", "impact": "bad"}
    page = pm.post(f"/p/{studio.slug}/facts", **typed).text
    assert "Half a &lt;b&gt;thought</textarea>" in page
    assert '<option value="bad" selected>' in page


def test_an_ask_goes_into_the_register(
    database: Database, studio: Studio, pm: Visitor, ask: dict[str, object]
) -> None:
    assert pm.post(f"/p/{studio.slug}/asks", **ask).status_code == 303
    with database.read() as session:
        row = session.scalars(select(Ask).where(Ask.text == "Which colour?")).one()
        assert row.options == {"A": "Blue", "B": "Green"}
        assert (row.kind, row.recommended, row.settles) == (AskKind.CHOICE, "A", "scope")
        assert (row.due_on, row.on_silence) == (date(2026, 12, 4), "we take blue.")


def test_options_of_a_yes_or_no_question_are_left_out(
    database: Database, studio: Studio, pm: Visitor, ask: dict[str, object]
) -> None:
    assert pm.post(f"/p/{studio.slug}/asks", **ask | {"kind": "yesno"}).status_code == 303
    with database.read() as session:
        row = session.scalars(select(Ask).where(Ask.text == "Which colour?")).one()
        assert (row.options, row.recommended) == ({}, "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "ask-text"),
        ({"contact_id": "999"}, "ask-contact_id"),
        ({"kind": "riddle"}, "ask-kind"),
        ({"option_B": ""}, "ask-option_A"),
        ({"recommended": "C"}, "ask-recommended"),
        ({"settles": "the war"}, "ask-settles"),
        ({"due_on": "soon"}, "ask-due_on"),
        ({"due_on": "2026-11-22"}, "ask-due_on"),
        ({"due_on": "2036-11-24"}, "ask-due_on"),
        ({"on_silence": ""}, "ask-on_silence"),
    ],
)
def test_a_wrong_ask_comes_back_with_its_error(
    database: Database,
    studio: Studio,
    pm: Visitor,
    ask: dict[str, object],
    wrong: dict[str, str],
    field: str,
) -> None:
    response = pm.post(f"/p/{studio.slug}/asks", **ask | wrong)
    assert response.status_code == 400
    assert f'<a href="#{field}">' in response.text
    assert f'id="{field}"' in response.text
    with database.read() as session:
        assert session.scalars(select(Ask).where(Ask.text == "Which colour?")).all() == []


def test_a_person_of_another_project_cannot_be_asked(
    database: Database, studio: Studio, pm: Visitor, ask: dict[str, object]
) -> None:
    with database.write() as session:
        stranger = make_contact(session).id
    response = pm.post(f"/p/{studio.slug}/asks", **ask | {"contact_id": stranger})
    assert response.status_code == 400


def test_delivery_changes_with_a_sentence_and_the_mood_still_caps_the_status(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/p/{studio.slug}/delivery"
    assert pm.post(path, delivery="watch", note="").status_code == 400
    assert pm.post(path, delivery="watch", note="A provider is missing.").status_code == 303
    with database.read() as session:
        project = session.get_one(Project, studio.project)
        assert (project.delivery, project.delivery_note) == (
            Delivery.WATCH,
            "A provider is missing.",
        )
        status = session.scalars(select(ProjectStatus).order_by(ProjectStatus.id.desc())).first()
        assert status is not None
        assert (status.status, status.delivery) == (Delivery.BAD, Delivery.WATCH)
        assert session.scalars(
            select(AuditEntry).where(AuditEntry.action == "project_change")
        ).one()


def test_a_writer_writes_but_does_not_judge_delivery(studio: Studio, signed_in: SignIn) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    assert writer.post(f"/p/{studio.slug}/facts", **FACT).status_code == 303
    refused = writer.post(f"/p/{studio.slug}/delivery", delivery="bad", note="No.")
    assert refused.status_code == 403
    assert "Change how the work stands" not in writer.get(f"/p/{studio.slug}").text


def test_compliance_reads_and_writes_nothing(studio: Studio, signed_in: SignIn) -> None:
    reader = signed_in(studio.users[Role.COMPLIANCE])
    assert "Add to the next update" not in reader.get(f"/p/{studio.slug}").text
    assert reader.post(f"/p/{studio.slug}/facts", **FACT).status_code == 403
