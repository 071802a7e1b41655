"""The sample studio, loaded through the stages on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta
import gzip
import re

import pytest
from sqlalchemy import func, select

from orchestrator.bell import Bell
from orchestrator.clock import utc_now
from orchestrator.config import Settings
from orchestrator.demo.past import Past
from orchestrator.demo.studio import PM_ADDRESS, load_studio, next_update
from orchestrator.engagement.stage_facts import staged
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    Block,
    ChangeRequest,
    ChangeState,
    Contact,
    Database,
    Delivery,
    Digest,
    DigestState,
    Mail,
    MailState,
    MomentKind,
    Mood,
    Note,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Project,
    ProjectStatus,
    Pulse,
    Stage,
    Theme,
    ThemeQuote,
    ThemeState,
    Thread,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.verify import verify
from orchestrator.web import create_app
from tests.factories import MONDAY, PASSWORD
from tests.web.studio import at_most_statements

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def ahead(settings: Settings) -> Settings:
    return replace(settings, draft_ahead=timedelta(days=4))


def load(settings: Settings, database: Database, now: datetime) -> Past:
    past = load_studio(settings, password=PASSWORD, now=now)
    past.database.dispose()
    return replace(past, database=database)


def test_it_tells_of_each_client_what_the_stages_found(ahead: Settings, database: Database) -> None:
    load(ahead, database, MONDAY)
    with database.read() as session:
        verdict = verify(session)
        assert verdict.problems == []
        newest = select(func.max(ProjectStatus.id)).group_by(ProjectStatus.project_id)
        stands = {
            code: (mood, status)
            for code, mood, status in session.execute(
                select(Project.code, ProjectStatus.mood, ProjectStatus.status)
                .join(ProjectStatus, ProjectStatus.project_id == Project.id)
                .where(ProjectStatus.id.in_(newest))
            )
        }
        assert stands == {
            "HL": (Mood.SO_SO, Delivery.WATCH),
            "PA": (Mood.UNHAPPY, Delivery.BAD),
            "CM": (Mood.GOOD, Delivery.GOOD),
            "LC": (Mood.GREAT, Delivery.GOOD),
            "OD": (Mood.SILENT, Delivery.GOOD),
            "WB": (Mood.SILENT, Delivery.GOOD),
        }
        first = session.scalars(select(func.min(Pulse.said_at, type_=Pulse.said_at.type))).one()
        assert first < MONDAY - timedelta(weeks=5)


def test_it_leaves_work_on_the_table(ahead: Settings, database: Database) -> None:
    load(ahead, database, MONDAY)
    with database.read() as session:
        due = session.scalars(select(Digest).where(Digest.send_at > MONDAY)).all()
        states = {digest.project.code: (digest.state, digest.reason) for digest in due}
        assert states["HL"] == states["CM"] == states["LC"] == (DigestState.DRAFTED, "")
        assert states["PA"] == (DigestState.HELD, "Unhappy: call first")
        assert states["OD"] == (DigestState.SKIPPED, "Nothing to say yet")
        waiting = session.scalars(select(Answer).where(Answer.state == AnswerState.WAITING)).one()
        assert (waiting.value, waiting.why_waiting) == ("no", "it settles money")
        tray = select(Thread.subject).where(Thread.project_id.is_(None)).order_by(Thread.id)
        own_address, parking = session.scalars(tray)
        assert parking == "Parking"
        assert own_address.startswith("Re: Booking site: ")
        snoozed = session.scalars(select(Thread).where(Thread.snoozed_at.is_not(None))).one()
        assert snoozed.subject == "Privacy page"
        assert session.scalars(select(Note)).one().user.name == "Ravi Menon"
        assert set(session.scalars(select(Mail.state))) == {MailState.APPLIED}
        assert set(session.scalars(select(OutboxEntry.state))) == {OutboxState.ACCEPTED}


def test_it_asks_for_a_document_and_two_orders(ahead: Settings, database: Database) -> None:
    load(ahead, database, MONDAY)
    with database.read() as session:
        document = session.scalars(select(Ask).where(Ask.kind == AskKind.DOCUMENT)).one()
        assert document.asked_at is not None
        assert document.state in OPEN_STATES
        orders = session.execute(
            select(ChangeRequest, Ask)
            .join(Ask, Ask.id == ChangeRequest.ask_id)
            .where(ChangeRequest.state == ChangeState.ASKED)
            .order_by(ChangeRequest.id)
        ).all()
        asked = [
            (row.text, row.cents, ask.settles, ask.text.startswith(f"CR-{row.number}: "))
            for row, ask in orders
        ]
        assert asked == [
            ("Add a trail for families", 90_000, "money", True),
            ("Add gift vouchers", 185_000, "money", True),
        ]


def test_it_has_themes_after_care_and_what_people_told_of_themselves(
    ahead: Settings, database: Database
) -> None:
    load(ahead, database, MONDAY)
    with database.read() as session:
        themes = select(Theme.state).where(ThemeQuote.theme_id == Theme.id).order_by(Theme.id)
        assert session.scalars(themes).all() == [
            ThemeState.DROPPED, ThemeState.CHANGED, ThemeState.OPEN,
        ]  # fmt: skip
        told = select(Block.text, Digest.state).join(Digest, Digest.id == Block.digest_id)
        told = told.where(Block.text.startswith("You told us: “The photos were late again"))
        assert [state for _, state in session.execute(told)] == [DigestState.DRAFTED]
        is_bakery = Project.code == "WB"
        [bakery] = staged(session, is_bakery, zone=ahead.zone, now=MONDAY)
        assert bakery.standing.stage is Stage.AFTERCARE
        assert bakery.due[MomentKind.TOUCH] <= MONDAY.date()
        assert bakery.follow_on.is_good, bakery.follow_on.against
        welcome = select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.WELCOME)
        assert session.scalars(welcome).one().state is OutboxState.ACCEPTED
        people = {contact.name: contact for contact in session.scalars(select(Contact))}
        assert people["Idris Bell"].wishes.call_urgent
        assert people["Priya Shah"].away_until == (MONDAY + timedelta(days=5)).date()


@pytest.mark.parametrize("hour", [0, 7, 13, 17, 23])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_next_update_is_ahead_at_any_hour(settings: Settings, hour: int) -> None:
    now = MONDAY.replace(hour=hour)
    ahead = next_update(settings, now=now) - now
    assert timedelta(hours=1) <= ahead < timedelta(days=1)


def test_every_page_answers_its_pm(ahead: Settings, database: Database, redis_url: str) -> None:
    past = load(ahead, database, utc_now())
    bell = Bell(redis_url)
    app = create_app(settings=ahead, db=database, bell=bell, signing_key=past.key)
    browser = app.test_client()
    token = _TOKEN.search(browser.get("/signin").text)
    assert token is not None
    form = {"csrf_token": token[1], "email": PM_ADDRESS, "password": PASSWORD}
    assert browser.post("/signin", data=form).status_code == 303
    with database.read() as session:
        digests = session.scalars(select(Digest.id).where(Digest.text != "")).all()
        threads = session.scalars(select(Thread.id)).all()
        slugs = session.scalars(select(Project.slug)).all()
        contacts = session.scalars(select(Contact.id)).all()
        themes = session.scalars(select(Theme.id)).all()
    pages = ["/", "/digests", "/inbox", "/inbox?view=unmatched", "/projects", "/compliance"]
    pages += ["/themes", *(f"/themes/{id_}" for id_ in themes)]
    pages += [f"/clients/{id_}{part}" for id_ in contacts for part in ("", "/not-sent")]
    pages += [f"/digests/{id_}{part}" for id_ in digests for part in ("", "/text", "/preview/mail")]
    parts = ("", "/facts", "/known", "/handover", "/stage")
    pages += [f"/p/{slug}{part}" for slug in slugs for part in parts]
    answers = {page: browser.get(page).status_code for page in pages}
    assert {page: code for page, code in answers.items() if code != 200} == {}
    for thread_id in threads:
        with at_most_statements(database, 12):
            page = browser.get(f"/inbox/{thread_id}")
        assert page.status_code == 200
        assert len(gzip.compress(page.data)) <= 20_000
    bell.redis.close()
