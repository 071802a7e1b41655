"""Moods on screen: a word, her sentence and a line; wrong ones are put right where they stand."""

import csv
from datetime import timedelta
import gzip
import json
import re

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    AuditEntry,
    Contact,
    Database,
    Project,
    Pulse,
    Role,
    Sentiment,
    User,
)
from orchestrator.record.append import Action, Actor, record
from orchestrator.web.past_moods import SHOWN, Past
from orchestrator.web.words import spark
from tests.factories import MONDAY, make_contact, make_mail
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import QUOTE, Studio, at_most_statements
from tests.web.test_digests import words_of

CALM = ("none", "Calm", "circle-minus")
UNCLEAR = ("none", "Unclear", "circle-dashed")
UNHAPPY = ("bad", "Unhappy 2/5", "octagon-x")


def earlier(session: Session, studio: Studio, *labels: str) -> None:
    """Mails of Tom, read so, a day apart and before his unhappy one; the first is the oldest."""
    tom = session.get_one(Contact, studio.contact)
    for days, label in enumerate(reversed(labels), start=1):
        mail = make_mail(
            session,
            tom,
            project_id=studio.project,
            received_at=MONDAY - timedelta(days=days),
            kind="human",
        )
        session.add(Sentiment(mail_id=mail.id, scorer="fast", label=label, intents=[], evidence=[]))


def read_again(session: Session, studio: Studio, label: str) -> None:
    session.add(
        Sentiment(
            mail_id=studio.mail, scorer="slow", label=label, score=-0.9, p_negative=0.9,
            intents=[], evidence=[{"text": QUOTE, "weight": -2.5, "rule": "learned"}],
        )
    )  # fmt: skip


def test_one_click_in_the_list_puts_a_mood_right_everywhere_and_back(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.execute(delete(Pulse))  # Her number is hers; her words were misread.
    assert "Not unhappy" in pm.get("/inbox?view=unhappy").text
    answer = pm.post(f"/inbox/mails/{studio.mail}/mood?at=list&view=unhappy", label="neutral")
    assert (answer.status_code, answer.location) == (303, "/inbox?view=unhappy")
    after = pm.get(answer.location).text
    assert "Nobody is unhappy." in after
    undo = re.search(r'action="(/inbox/mails/\d+/mood/undo[^"]*)"', after)
    assert undo is not None
    assert "is unhappy" not in pm.get("/").text
    assert re.search(r"</svg>Good<", pm.get(f"/p/{studio.slug}").text)
    back = pm.post(undo[1].replace("&amp;", "&"))
    assert back.location == "/inbox?view=unhappy"
    assert "Tom Reyes" in pm.get("/inbox?view=unhappy").text
    with database.read() as session:
        row = session.scalars(select(Sentiment)).one()
        assert (row.label, row.corrected_label) == ("negative", None)
        done = session.scalars(select(AuditEntry).where(AuditEntry.action == "correct")).all()
        assert len(done) == 2


def test_a_later_reading_never_outweighs_a_person(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    pm.post(f"/inbox/mails/{studio.mail}/mood", label="neutral")
    with database.write() as session:
        read_again(session, studio, "negative")
    for path in ("/inbox", f"/inbox/{studio.thread}"):
        page = pm.get(path).text
        marks = re.findall(r'class="(?:chip|st) \w+">(?:(?!</svg>).)*</svg>(\w+)', page, re.S)
        assert "Calm" in marks
        assert "Unhappy" not in marks
        assert "<mark" not in page
    pm.post(f"/inbox/mails/{studio.mail}/mood/undo")
    assert "Unhappy" in words_of(pm.get("/inbox").text.split('id="h-list"')[1])


def test_what_nobody_corrected_cannot_be_taken_back_and_a_stranger_corrects_nothing(
    studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    assert pm.post(f"/inbox/mails/{studio.mail}/mood/undo").status_code == 409
    olga = signed_in(studio.outsider)
    for path in ("mood", "mood/undo"):
        assert olga.post(f"/inbox/mails/{studio.mail}/{path}", label="neutral").status_code == 404
    judge = signed_in(studio.users[Role.COMPLIANCE])
    assert judge.post(f"/inbox/mails/{studio.mail}/mood/undo").status_code == 403
    assert 'data-key="w"' not in judge.get("/inbox").text


def test_a_correction_leads_back_to_where_it_was_made(studio: Studio, pm: Visitor) -> None:
    for query, back in (
        ("", f"/inbox/{studio.thread}#mail-{studio.mail}"),
        ("?at=project", f"/p/{studio.slug}"),
        ("?at=projects", "/projects"),
        ("?at=list&view=done&project=patient-app", "/inbox?view=done&project=patient-app"),
        ("?at=https://elsewhere.example", f"/inbox/{studio.thread}#mail-{studio.mail}"),
    ):
        answer = pm.post(f"/inbox/mails/{studio.mail}/mood{query}", label="neutral")
        assert answer.location == back, query


def test_the_menu_offers_every_other_word_and_the_machines_own(studio: Studio, pm: Visitor) -> None:
    def offered() -> list[str]:
        page = pm.get(f"/inbox/{studio.thread}").text
        menu = page[page.index('class="menu wrong"') :].split("</details>")[0]
        return [words_of(each) for each in re.findall(r"<button[^>]*>(.*?)</button>", menu, re.S)]

    assert offered() == ["Calm", "Happy", "Unclear"]
    pm.post(f"/inbox/mails/{studio.mail}/mood", label="positive")
    assert offered() == ["The machine was right: unhappy", "Calm", "Unclear"]


def test_the_reason_of_a_status_is_put_right_where_it_is_quoted(
    studio: Studio, pm: Visitor
) -> None:
    for path, at in ((f"/p/{studio.slug}", "project"), ("/projects", "projects")):
        page = pm.get(path).text
        assert QUOTE in page
        assert f'action="/inbox/mails/{studio.mail}/mood?at={at}"' in page


def test_her_last_mails_are_a_line_with_its_words(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "last 1 mails" not in pm.get("/projects").text
    with database.write() as session:
        earlier(session, studio, *["negative"] * SHOWN, "neutral", "unclear", "positive")
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        foreign = make_mail(session, make_contact(session), project_id=other.id, received_at=MONDAY)
        session.add(
            Sentiment(mail_id=foreign.id, scorer="fast", label="positive", intents=[], evidence=[])
        )
    said = "last 8 mails: unhappy, unhappy, unhappy, unhappy, calm, unclear, happy, unhappy"
    for path, whose in (
        ("/projects", "Their"),
        (f"/p/{studio.slug}", "Their"),
        ("/inbox", "Tom’s"),
        (f"/inbox/{studio.thread}", "Tom’s"),
    ):
        with at_most_statements(database, 12):
            page = pm.get(path)
        assert f'role="img" aria-label="{whose} {said}"' in page.text, path
        assert len(gzip.compress(page.data)) <= 20_000
    assert f'aria-label="Their {said}"' in pm.get("/").text


def test_a_line_stands_by_its_height_and_breaks_where_nothing_was_clear() -> None:
    past = Past([UNHAPPY, UNCLEAR, CALM, CALM])
    assert past.heights == [1, None, 4, 4]
    assert past.label == "last 4 mails: unhappy, unclear, calm, calm"
    drawn = spark(past.heights)
    assert drawn.path.count("M") == 2
    assert len({y for _, y in drawn.dots}) == 2
    assert not Past([CALM])


def test_a_corrected_mail_stands_so_in_the_line(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        earlier(session, studio, "neutral")
    pm.post(f"/inbox/mails/{studio.mail}/mood", label="positive")
    assert "Their last 2 mails: calm, happy" in pm.get("/projects").text


def test_numbers_stand_in_the_record_of_the_mail_and_nowhere_else(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        read_again(session, studio, "negative")
        seq = record(
            session,
            Action.SCORE,
            f"mail:{studio.mail}",
            actor=Actor("system:conversation", "job"),
            now=MONDAY,
            project_id=studio.project,
        )
    pm.post(f"/inbox/mails/{studio.mail}/mood", label="neutral")
    shown = words_of(pm.get(f"/r/{seq}").text)
    assert "slow Unhappy, score -0.900, unhappy with 0.900" in shown
    assert "Calm , says pm person" in shown or "Calm, says pm person" in shown
    assert f"-2.50 “{QUOTE}” (learned)" in shown
    for path in ("/", "/inbox", f"/inbox/{studio.thread}", "/projects", f"/p/{studio.slug}"):
        assert not re.search(r"0\.9|-2\.5", words_of(pm.get(path).text)), path


def quarter_of_moods(session: Session, studio: Studio) -> None:
    """One mail of three was read as happy, and a person said unhappy."""
    earlier(session, studio, "neutral", "positive")
    for row in session.scalars(select(Sentiment)):
        row.score = 0.1
        if row.label == "positive":
            row.corrected_label, row.corrected_at = "negative", MONDAY
            row.corrected_by = session.scalars(
                select(User.id).where(User.email == studio.users[Role.PM])
            ).one()


def test_compliance_sees_how_far_people_and_the_machine_agree(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    with database.write() as session:
        quarter_of_moods(session, studio)
    judge = signed_in(studio.users[Role.COMPLIANCE])
    assert 'href="/compliance/mood"' in judge.get("/compliance").text
    with at_most_statements(database, 8):
        page = judge.get("/compliance/mood")
    read = words_of(page.text)
    assert "3 mails read in 2026-Q4. 1 unhappy mail was read as happy." in read
    assert "All languages 3 0 1 66.7 %" in read
    assert 'href="/compliance/mood?quarter=2026-Q3"' in page.text
    assert "2027-Q1" not in page.text
    assert "No mail was read in 2026-Q3." in words_of(
        judge.get("/compliance/mood?quarter=2026-Q3").text
    )
    assert judge.get("/compliance/mood?quarter=autumn").status_code == 400


def test_the_figures_are_exported_and_name_no_person(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    with database.write() as session:
        quarter_of_moods(session, studio)
        people = session.execute(select(User.name, User.email)).all()
        clients = session.scalars(select(Contact.name)).all()
    judge = signed_in(studio.users[Role.COMPLIANCE])
    table = judge.get("/compliance/mood.csv?quarter=2026-Q4")
    rows = list(csv.DictReader(table.text.splitlines()))
    whole = rows[0]
    assert (whole["quarter"], whole["language"], whole["missed"]) == ("2026-Q4", "all", "1")
    assert 'filename="moods-2026-Q4.csv"' in table.headers["Content-Disposition"]
    data = judge.get("/compliance/mood.json?quarter=2026-Q4")
    assert json.loads(data.text)["rows"][0]["agreement"] == 0.6667
    page = judge.get("/compliance/mood?quarter=2026-Q4").text
    page = page[page.index("<main") : page.index("</main>")]
    for told in (page, table.text, data.text):
        for name in (*(each for row in people for each in row), *clients):
            assert name not in told


def test_a_pm_sees_the_figures_of_her_projects_and_a_writer_none(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        quarter_of_moods(session, studio)
    assert "3 mails read" in words_of(pm.get("/compliance/mood").text)
    assert "No mail was read" in words_of(signed_in(studio.outsider).get("/compliance/mood").text)
    writer = signed_in(studio.users[Role.WRITER])
    for path in ("mood", "mood.csv", "mood.json"):
        assert writer.get(f"/compliance/{path}").status_code == 403
