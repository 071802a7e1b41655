"""Themes over projects: quotes with their sources, what was changed, and who hears of it."""

import csv
from dataclasses import dataclass, replace
from datetime import timedelta
from io import StringIO
import json
import re

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.clock import utc_now
from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.models import (
    AuditEntry,
    BlockSource,
    Contact,
    Database,
    Digest,
    DigestState,
    Expectation,
    ExpectationState,
    Fact,
    FactTold,
    Formality,
    Mail,
    Participant,
    Project,
    Pulse,
    Reading,
    Role,
    Sentiment,
    Theme,
    ThemeQuote,
    ThemeState,
    User,
)
from orchestrator.record.append import Action, Actor
from orchestrator.refiling.move import Mover, refile_thread
from orchestrator.refiling.undo import undo_decision
from tests.factories import MONDAY, make_contact, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import QUOTE, Studio, at_most_statements
from tests.web.test_digests import words_of

LATE = {"name": "Told too late", "text": "Clients hear of a delay from somebody else."}
PHOTOS = "The photos came late again, and nobody told us of the delay."


def unhappy(studio: Studio) -> str:
    return f"mood mail:{studio.mail} {QUOTE}"


def begin(pm: Visitor, studio: Studio, **typed: object) -> int:
    """A new theme with Tom's words."""
    form: dict[str, object] = {"theme": "new", "quote": [unhappy(studio)], **LATE} | typed
    answer = pm.post("/themes/quotes", **form)
    assert answer.status_code == 303, answer.text
    found = re.findall(r'href="/themes/(\d+)"', pm.get("/themes").text)
    return int(found[0])


def second(database: Database, studio: Studio, **project: object) -> tuple[int, int]:
    """Another client of the same project manager, whose mail says something alike."""
    with database.write() as session:
        pm = session.get_one(Project, studio.project).pm
        ana = make_contact(session, name="Ana Ruiz", address="ana@clinic.example")
        portal = make_project(session, ana, pm=pm, **{"name": "Portal", "slug": "portal"} | project)
        mail = make_mail(
            session, ana, project_id=portal.id, new_text=PHOTOS, subject="Photos",
            received_at=MONDAY - timedelta(days=100),
        )  # fmt: skip
        session.add(sentiment(mail.id, PHOTOS))
        return mail.id, portal.id


def sentiment(mail_id: int, words: str) -> Sentiment:
    evidence = [{"text": words, "weight": -0.9, "rule": "words"}]
    return Sentiment(
        mail_id=mail_id, scorer="test-1", label="negative", score=-0.7, p_negative=0.9,
        intents=[], evidence=evidence,
    )  # fmt: skip


def quotes(database: Database) -> list[tuple[str, int | None]]:
    with database.read() as session:
        rows = session.execute(
            select(ThemeQuote.words, ThemeQuote.theme_id)
            .where(ThemeQuote.removed_at.is_(None))
            .order_by(ThemeQuote.id)
        )
        return [(words, theme_id) for words, theme_id in rows]


def undo_of(page: str) -> str:
    found = re.search(r'data-toast>.*?action="([^"]+)"', page, re.DOTALL)
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_s40_what_clients_say_is_proposed_with_why_and_becomes_a_theme(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        tom = session.get_one(Contact, studio.contact)
        asked = make_mail(
            session, tom, project_id=project.id, new_text="Hello Maya,\n\nany news? Tom",
            received_at=MONDAY - timedelta(days=3),
        )  # fmt: skip
        session.add(
            Reading(mail_id=asked.id, reader="r", found={}, read_at=MONDAY, asks_where=True)
        )
        missed = Expectation(
            project_id=project.id, contact_id=tom.id, text="I hear of a delay before the ward.",
            state=ExpectationState.MISSED, source="user:1", said_at=MONDAY - timedelta(days=9),
            noted_at=MONDAY,
        )  # fmt: skip
        fine = make_mail(session, tom, project_id=project.id, new_text="Lovely, thank you.")
        session.add_all(
            [missed, Pulse(project_id=project.id, contact_id=tom.id, mail_id=fine.id, score=4,
                           said_at=MONDAY)]
        )  # fmt: skip
        session.flush()
        expectation = missed.id
    with at_most_statements(database, 12):
        shown = pm.get("/themes").text
    page = words_of(shown)
    assert "No theme yet." in page
    assert f"“{QUOTE}” Unhappy mail. Tom Reyes, Patient app, Mon 23 Nov. Read it" in page
    assert "“any news?” Asked where we are." in page
    assert "“I hear of a delay before the ward.” Expectation missed." in page
    assert "Lovely" not in page, "control: what is rated well is no feedback of this kind"
    assert f'href="/inbox/{studio.thread}#mail-{studio.mail}"' in shown
    ticked = [unhappy(studio), f"missed expectation:{expectation} x"]
    theme_id = begin(pm, studio, quote=ticked)
    again = words_of(pm.get("/themes").text)
    assert "Told too late Clients hear of a delay from somebody else. 2 from 1 project" in again
    assert "Asked where we are" in again
    assert "Expectation missed" not in again, "what has its theme is proposed no more"
    with at_most_statements(database, 12):
        one = words_of(pm.get(f"/themes/{theme_id}").text)
    assert "“I hear of a delay before the ward.” Expectation missed. Tom Reyes" in one
    assert "2 , from 1 project" in one.replace("2,", "2 ,")
    with database.read() as session:
        entries = session.scalars(
            select(AuditEntry.obj).where(AuditEntry.action == Action.THEME).order_by(AuditEntry.seq)
        ).all()
        assert entries == [f"theme:{theme_id}", f"mail:{studio.mail}", f"expectation:{expectation}"]


def test_s40_what_is_alike_stands_together_and_names_the_theme_that_it_is_like(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    mail_id, _ = second(database, studio)
    with database.write() as session:
        session.get_one(Mail, mail_id).received_at = MONDAY - timedelta(days=4)
    assert "2 alike:" in words_of(pm.get("/themes").text)
    begin(pm, studio)
    page = words_of(pm.get("/themes").text)
    assert "Like Told too late:" in page
    assert "“delay”" in page


def test_s40_trend_and_states_of_the_table(database: Database, studio: Studio, pm: Visitor) -> None:
    mail_id, _ = second(database, studio)
    theme_id = begin(pm, studio, quote=[unhappy(studio), f"chosen mail:{mail_id} {PHOTOS}"])
    page = words_of(pm.get("/themes").text)
    assert "2 from 2 projects Mon 23 Nov 1 1 before: as many Open" in page
    assert pm.post(f"/themes/{theme_id}/drop", outcome="").status_code == 400
    assert pm.post(f"/themes/{theme_id}/drop", outcome="It was one bad week").status_code == 303
    assert "Dropped It was one bad week" in words_of(pm.get("/themes").text)
    assert pm.post(f"/themes/{theme_id}/drop", outcome="Again").status_code == 409
    assert pm.post(f"/themes/{theme_id}/undo").status_code == 303
    history = words_of(pm.get(f"/themes/{theme_id}").text)
    assert "Open again" in history
    assert "Dropped: It was one bad week" in history
    renamed = {"name": "Late news", "text": "We tell it too late."}
    assert pm.post(f"/themes/{theme_id}/name", **renamed).status_code == 303
    assert pm.post(f"/themes/{theme_id}/name", **renamed).status_code == 409
    assert pm.post(f"/themes/{theme_id}/name", name="", text="x").status_code == 400
    page = words_of(pm.get(f"/themes/{theme_id}").text)
    assert "Called “Told too late”" in page
    assert "Late news We tell it too late." in page


def test_s40_a_quote_is_added_beside_its_mail_moved_taken_out_and_set_aside(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    beside = f"/themes/mails/{studio.mail}"
    assert beside in pm.get(f"/inbox/{studio.thread}").text
    page = pm.get(beside)
    assert QUOTE in words_of(page.text)
    form = {"mail": studio.mail, "theme": "new", **LATE}
    refused = pm.post("/themes/quotes", **form, other="Nobody wrote this sentence")
    assert refused.status_code == 400
    assert "These words are not in the mail" in refused.text
    assert "Nobody wrote this sentence" in refused.text, "what was typed is kept"
    assert pm.post("/themes/quotes", **form).status_code == 400, "nothing was ticked"
    assert quotes(database) == []
    added = pm.post("/themes/quotes", **form, other="1b is FINE")
    assert added.location == f"/inbox/{studio.thread}#mail-{studio.mail}"
    undo = undo_of(pm.get(f"/inbox/{studio.thread}").text)
    [(words, theme_id)] = quotes(database)
    assert words == "1b is FINE"
    assert "In Told too late" in words_of(pm.get(beside).text)
    assert pm.post("/themes/quotes", **form, other="1b is FINE").status_code == 400, "it stands"
    assert pm.post(undo).status_code == 303
    assert quotes(database) == []
    assert pm.post(undo).status_code == 409
    # Again, into the same theme; then to another and back.
    assert pm.post("/themes/quotes", **form | {"theme": theme_id}, other=words).status_code == 303
    other = int(pm.post("/themes", name="Else", text="Something else.").location.rpartition("/")[2])
    with database.read() as session:
        quote = session.scalars(select(ThemeQuote.id)).one()
    moved = pm.post("/themes/quotes/move", quote=quote, theme=other)
    assert quotes(database) == [(words, other)]
    assert pm.post(undo_of(pm.get(moved.location).text)).status_code == 303
    assert quotes(database) == [(words, theme_id)]
    out = pm.post("/themes/quotes/removal", quote=quote)
    assert quotes(database) == []
    assert pm.post(undo_of(pm.get(out.location).text)).status_code == 303
    assert quotes(database) == [(words, theme_id)]
    assert pm.post("/themes/quotes", quote=unhappy(studio), aside="1").status_code == 303
    assert quotes(database)[1] == (QUOTE, None)
    page = pm.get("/themes").text
    assert "Nothing waits to be sorted." in page
    assert pm.post(undo_of(page)).status_code == 303
    assert "Unhappy mail" in pm.get("/themes").text


def test_s40_nobody_sees_or_counts_a_quote_of_a_project_that_is_not_theirs(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        project = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        dana = project.participants[0].contact
        mail = make_mail(session, dana, project_id=project.id, new_text=PHOTOS)
        session.add(sentiment(mail.id, PHOTOS))
        theirs = f"mood mail:{mail.id} {PHOTOS}"
    theme_id = begin(pm, studio)
    outsider, compliance = signed_in(studio.outsider), signed_in(studio.users[Role.COMPLIANCE])
    admin = signed_in(studio.users[Role.ADMIN])
    for path in (f"/themes/{theme_id}", f"/themes/mails/{studio.mail}"):
        assert outsider.get(path).status_code == 404
    for path in ("name", "change", "drop", "undo", "telling"):
        form = {"name": "x", "text": "y", "outcome": "z", "tell": "1-1"}
        assert outsider.post(f"/themes/{theme_id}/{path}", **form).status_code == 404
    tried = outsider.post("/themes/quotes", quote=unhappy(studio), theme="new", **LATE)
    assert tried.status_code == 404
    tried = outsider.post("/themes/quotes", quote=theirs, theme=theme_id)
    assert tried.status_code == 404, "a theme that she does not see takes nothing of hers"
    with database.read() as session:
        quote = session.scalars(select(ThemeQuote.id)).one()
    for path in ("removal", "return", "move"):
        assert (
            outsider.post(f"/themes/quotes/{path}", quote=quote, theme=theme_id).status_code == 404
        )
    assert admin.post("/themes/quotes", quote=theirs, theme=theme_id).status_code == 303
    assert len(quotes(database)) == 2
    for visitor, words, not_words in ((pm, QUOTE, PHOTOS), (outsider, PHOTOS, QUOTE)):
        page = words_of(visitor.get(f"/themes/{theme_id}").text)
        assert (words in page, not_words in page) == (True, False)
        assert "Quotes 1, from 1 project" in page
        listed = words_of(visitor.get("/themes").text)
        assert "1 from 1 project" in listed
        assert not_words not in listed
        for kind in ("csv", "jsonl"):
            text = visitor.post("/themes/export", **{"as": kind}).text
            assert (words in text, not_words in text) == (True, False)
    assert "2 from 2 projects" in words_of(compliance.get("/themes").text)
    assert compliance.post(f"/themes/{theme_id}/drop", outcome="x").status_code == 403


def test_s40_all_themes_leave_as_csv_and_json_lines_with_an_entry_in_the_record(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    begin(pm, studio, name="=SUM(A1)")
    pm.post("/themes", name="Empty", text="No quote yet.")
    answer = pm.post("/themes/export", **{"as": "csv"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="themes.csv"'
    rows = list(csv.DictReader(StringIO(answer.text)))
    said = {row["name"]: (row["words"], row["source"]) for row in rows}
    assert said == {"'=SUM(A1)": (QUOTE, f"mail:{studio.mail}"), "Empty": ("", "")}
    lines = pm.post("/themes/export", **{"as": "jsonl"}).text.splitlines()
    assert [len(json.loads(line)["quotes"]) for line in lines] == [0, 1]
    assert pm.post("/themes/export", **{"as": "xlsx"}).status_code == 400
    with database.read() as session:
        entries = session.scalars(
            select(AuditEntry.line).where(AuditEntry.action == Action.VIEW)
        ).all()
        assert [json.loads(line)["exported"] for line in entries] == ["csv", "jsonl"]
        assert json.loads(entries[0])["quotes"] == 1


@dataclass
class Post:
    """What the jobs write, each time a minute later."""

    database: Database
    settings: Settings
    key: bytes
    clock: time_machine.Traveller

    def to(self, *contacts: int) -> list[str]:
        """The lines of what leaves to these people next."""
        self.clock.shift(timedelta(minutes=1))
        now = utc_now()
        with self.database.write() as session:
            for part in session.scalars(select(Participant)):
                part.next_due_at = now + timedelta(hours=3)
            refresh_drafts(session, settings=self.settings, key=self.key, now=now)
            draft_due(session, settings=self.settings, key=self.key, now=now)
            drafts = select(Digest).where(
                Digest.contact_id.in_(contacts), Digest.state == DigestState.DRAFTED
            )
            lines = [block.text for digest in session.scalars(drafts) for block in digest.blocks]
        self.clock.shift(timedelta(minutes=1))
        return lines

    def told(self, *contacts: int) -> list[str]:
        return [line for line in self.to(*contacts) if "You told us" in line]


@pytest.fixture
def post(database: Database, settings: Settings, key: bytes, clock: time_machine.Traveller) -> Post:
    return Post(database, settings, key, clock)


def test_s14_each_hears_once_what_we_changed_in_their_own_words_and_nobody_elses(
    database: Database, post: Post, studio: Studio, pm: Visitor
) -> None:
    mail_id, portal = second(database, studio)
    with database.read() as session:
        ana = session.get_one(Mail, mail_id).contact_id or 0
    theme_id = begin(pm, studio, quote=[unhappy(studio), f"mood mail:{mail_id} {PHOTOS}"])
    of = f"/themes/{theme_id}"
    page = words_of(pm.get(of).text)
    assert f"You told us: “{QUOTE}” We changed: …" in page
    outcome = "a delay is told the day we know it."
    both = [f"{studio.project}-{studio.contact}", f"{portal}-{ana}"]
    assert pm.post(f"{of}/telling", tell=both).status_code == 400, "nothing is changed yet"
    assert pm.post(f"{of}/change", outcome="", tell=both).status_code == 400
    assert pm.post(f"{of}/change", outcome=outcome, tell=both[:1]).status_code == 303
    assert "Tom will read it once you approve" in pm.get(of).text
    assert post.told(studio.contact) == [f"You told us: “{QUOTE}” We changed: {outcome}"]
    assert post.told(ana) == [], "only who is ticked hears of it"
    assert pm.post(f"{of}/telling", tell=both).status_code == 303
    assert pm.post(f"{of}/telling", tell=both).status_code == 400, "nobody is left to tell"
    assert post.told(ana) == [f"You told us: “{PHOTOS}” We changed: {outcome}"]
    assert post.told(studio.contact) == [f"You told us: “{QUOTE}” We changed: {outcome}"]
    assert not any(PHOTOS in line for line in post.to(studio.contact))
    assert not any(QUOTE in line for line in post.to(ana))
    with database.read() as session:
        facts = session.scalars(select(Fact).where(Fact.text.startswith("You told us"))).all()
        assert [[each.id for each in fact.hearers] for fact in facts] == [[studio.contact], [ana]]
        assert [fact.source for fact in facts] == [f"mail:{studio.mail}", f"mail:{mail_id}"]
        sources = select(BlockSource.source).where(BlockSource.source == f"mail:{mail_id}")
        assert session.scalars(sources).all(), "the line leads to the mail"
    page = pm.get(of).text
    assert page.count("hears of the change") == 2
    assert "Not told yet" not in page


def test_s14_opened_again_what_nobody_was_told_is_told_to_nobody(
    database: Database, post: Post, studio: Studio, pm: Visitor
) -> None:
    mail_id, portal = second(database, studio)
    with database.read() as session:
        ana = session.get_one(Mail, mail_id).contact_id or 0
    theme_id = begin(pm, studio, quote=[unhappy(studio), f"mood mail:{mail_id} {PHOTOS}"])
    of, both = f"/themes/{theme_id}", [f"{studio.project}-{studio.contact}", f"{portal}-{ana}"]
    pm.post(f"{of}/change", outcome="we tell it at once.", tell=both)
    post.to(studio.contact)
    with database.write() as session:
        fact = session.scalars(select(Fact).where(Fact.source == f"mail:{mail_id}")).one()
        told = FactTold(
            fact_id=fact.id, contact_id=ana, digest_id=studio.digest, told_at=MONDAY
        )  # fmt: skip
        session.add(told)
    assert pm.post(f"{of}/undo").status_code == 303
    assert post.told(studio.contact) == []
    assert pm.post(f"{of}/change", outcome="we ring at once.", tell=both).status_code == 303
    assert post.told(studio.contact) == [f"You told us: “{QUOTE}” We changed: we ring at once."]
    with database.read() as session:
        counting = select(Fact).where(Fact.text.startswith("You told us"), Fact.counts)
        texts = [fact.text for fact in session.scalars(counting.order_by(Fact.id))]
        assert len(texts) == 2, "who was told is not told twice"
        assert texts[0].endswith("We changed: we tell it at once.")
    assert "Told in" in words_of(pm.get(of).text)


@pytest.mark.parametrize(
    ("language", "formality", "words"),
    [
        ("en", Formality.FORMAL, "You told us: “"),
        ("de", Formality.UNSAID, "Sie sagten uns: „"),
        ("de", Formality.INFORMAL, "Du hast uns gesagt: „"),
        ("fr", Formality.FORMAL, "Vous nous avez dit"),
    ],
)
def test_s14_it_is_said_as_the_reader_is_spoken_to(
    database: Database, studio: Studio, pm: Visitor, language: str, formality: Formality, words: str
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        tom.language, tom.formality = language, formality
    theme_id = begin(pm, studio)
    long = "we tell it " + "at once, " * 26
    tell = f"{studio.project}-{studio.contact}"
    assert pm.post(f"/themes/{theme_id}/change", outcome=long, tell=tell).status_code == 303
    with database.read() as session:
        fact = session.scalars(select(Fact).order_by(Fact.id.desc()).limit(1)).one()
        assert fact.text.startswith(words)
        assert len(fact.text) <= 500


def test_s14_what_is_moved_away_is_as_if_it_had_never_been_there_and_comes_back(
    database: Database, settings: Settings, key: bytes, post: Post, studio: Studio, pm: Visitor
) -> None:
    theme_id = begin(pm, studio)
    tell = f"{studio.project}-{studio.contact}"
    pm.post(f"/themes/{theme_id}/change", outcome="we tell it at once.", tell=tell)
    assert post.told(studio.contact)
    with database.write() as session:
        maya = session.scalars(select(User.id).where(User.role == Role.PM)).first()
        by = Mover(settings, key, maya, Actor(f"user:{maya}", "web"), utc_now())
        moved = refile_thread(session, studio.thread, None, by=by).decision.id
    for path in (f"/themes/{theme_id}", "/themes"):
        page = words_of(pm.get(path).text)
        assert "No quote yet" in page
        assert QUOTE not in page
    assert QUOTE not in pm.post("/themes/export", **{"as": "jsonl"}).text
    assert post.told(studio.contact) == []
    with database.write() as session:
        undo_decision(session, moved, by=replace(by, now=utc_now()))
    assert QUOTE in words_of(pm.get(f"/themes/{theme_id}").text)
    assert post.told(studio.contact)


def test_who_begins_a_theme_sees_it_while_it_is_empty(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    on = writer.post("/themes", **LATE).location
    assert writer.get(on).status_code == 200
    assert pm.get(on).status_code == 404
    assert writer.post("/themes", name="", text="").status_code == 400
    assert writer.post(f"{on}/change", outcome="x").status_code == 403
    with database.read() as session:
        assert session.scalars(select(Theme.state)).all() == [ThemeState.OPEN]
