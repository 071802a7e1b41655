"""The sample studio: six weeks of Northwind, told up to this moment.

What came by mail is loaded by mail, and every update went through draft, approval and
send, so threads, moods and the record are as real as the stages make them.
"""

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
import sqlite3

from sqlalchemy import event
from sqlalchemy.orm import Session

from orchestrator.cli.init import set_up
from orchestrator.config import Settings
from orchestrator.demo.aftercare import aftercare
from orchestrator.demo.desk import Desk, Event, hear_back
from orchestrator.demo.facts import facts_lately
from orchestrator.demo.invoices import invoices
from orchestrator.demo.lately import lately
from orchestrator.demo.past import Past
from orchestrator.demo.people import add_client, add_contact, add_project, add_user
from orchestrator.demo.registers import registers
from orchestrator.demo.reviews import reviews
from orchestrator.demo.settings import OPERATOR
from orchestrator.demo.story import CHAPTERS, WEEKS, Chapter, Question
from orchestrator.demo.team import team
from orchestrator.demo.themes import themes
from orchestrator.demo.unknown import unknown
from orchestrator.demo.value import value
from orchestrator.engagement.asks import add_ask
from orchestrator.engagement.facts import add_fact
from orchestrator.engagement.orders import ask_order, price
from orchestrator.engagement.rows import enter
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.keys import signing_key
from orchestrator.models import ChangeRequest, Contact, Database, Impact, Role
from orchestrator.web.passwords import hash_password

PM_ADDRESS = "maya@northwind.example"
PEOPLE = (
    ("Maya Okafor", PM_ADDRESS, Role.PM),
    ("Ravi Menon", "ravi@northwind.example", Role.WRITER),
    ("Jo Ellis", "jo@northwind.example", Role.COMPLIANCE),
    ("Nia Rowe", "nia@northwind.example", Role.ADMIN),
)
ZONE = "Europe/London"
USUAL_HOUR, LAST_HOUR = 16, 18


def load_studio(settings: Settings, *, password: str, now: datetime) -> Past:
    """Set an empty data folder up and fill it with the studio's six weeks until ``now``.

    The caller disposes of the database.
    """
    first = next_update(settings, now=now)
    began = first - timedelta(weeks=WEEKS, days=4)
    deque(set_up(settings, actor=OPERATOR, now=began), maxlen=0)
    database = Database(settings.database)
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", _without_waiting)
    past = Past(database, settings, signing_key(settings.keys))
    with past.database.write() as session:
        desk = _hire(session, past, password, first, at=began)
        past.judge(session, at=began)
        session.expunge_all()
    events: list[Event] = [
        *_weeks(desk, first),
        *value(desk, first),
        *registers(desk, now),
        *unknown(desk, now),
        *lately(desk, now),
        *invoices(desk, now),
        *facts_lately(desk, now),
        *reviews(desk, now),
        *team(desk, now),
        *themes(desk, now),
        *aftercare(desk, now),
        (now, partial(_judge, desk)),
    ]
    for at, happen in sorted((each for each in events if each[0] <= now), key=_instant):
        happen(at)
    return past


def _without_waiting(connection: sqlite3.Connection, _record: object) -> None:
    # Waiting for the disk takes a third of the time, and a sample that breaks is made anew.
    connection.execute("PRAGMA synchronous=OFF")


def next_update(settings: Settings, *, now: datetime) -> datetime:
    """When the first update of the present week leaves: today, unless the day is nearly over."""
    local = now.astimezone(settings.zone)
    soonest = (local + timedelta(minutes=90)).replace(minute=0, second=0, microsecond=0)
    hour = max(USUAL_HOUR, soonest.hour)
    if soonest.date() > local.date() or hour > LAST_HOUR:
        local, hour = local + timedelta(days=1), USUAL_HOUR
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _hire(session: Session, past: Past, password: str, first: datetime, *, at: datetime) -> Desk:
    hashed = hash_password(password)
    users = {
        role: add_user(session, name, address, role, password_hash=hashed, now=at)
        for name, address, role in PEOPLE
    }
    desk = Desk(past, users[Role.PM], users[Role.WRITER], {})
    for chapter in CHAPTERS:
        client = add_client(session, chapter.client, now=at)
        sponsor = add_contact(session, client, chapter.contact, chapter.address, zone=ZONE, now=at)
        informed = [
            add_contact(session, client, name, address, zone=ZONE, now=at)
            for name, address in chapter.informed
        ]
        project = add_project(
            session,
            chapter.project,
            slug=chapter.slug,
            code=chapter.code,
            pm=desk.maya,
            sponsor=sponsor,
            informed=informed,
            members=[users[Role.WRITER]],
            delivery=chapter.delivery,
            note=chapter.note,
            now=at,
        )
        desk.projects[chapter.slug] = project, sponsor
        slot = _slot(chapter, first)
        _agree(session, desk, sponsor, slot, "weekly", at=at)
        for contact in informed:
            _agree(session, desk, contact, slot, "monthly", at=at)
    return desk


def _agree(
    session: Session, desk: Desk, contact: Contact, slot: datetime, cadence: str, *, at: datetime
) -> None:
    wishes = {"cadence": cadence, "weekday": f"{slot:%a}".lower(), "time": f"{slot:%H:%M}"}
    source = desk.actor.name
    set_by_us(session, contact, wishes, source=source, actor=desk.actor, now=at)


def _slot(chapter: Chapter, first: datetime) -> datetime:
    return first + timedelta(days=chapter.day, hours=chapter.hour)


def _weeks(desk: Desk, first: datetime) -> Iterator[Event]:
    """Six times: facts and asks, drafts, approvals, sends, replies; then this week's drafts."""
    for week in range(WEEKS, -1, -1):
        base = first - timedelta(weeks=week)
        yield base - timedelta(days=3), partial(_finish_threads, desk)
        yield base - timedelta(days=2), partial(_note_facts, desk, week)
        yield base - timedelta(days=1, hours=20), partial(_note_asks, desk, week, base)
        if week == 0:
            continue
        yield base - timedelta(hours=6), lambda at: desk.past.draft(at=at)
        yield base - timedelta(hours=5), lambda at: desk.past.approve_all(desk.maya, at=at)
        for chapter in CHAPTERS:
            slot = _slot(chapter, base)
            yield slot, lambda at: desk.past.send_due(at=at)
            if week in chapter.replies:
                later = timedelta(hours=2, minutes=7 * week)
                yield slot + later, partial(hear_back, desk, chapter, chapter.replies[week])


def _note_facts(desk: Desk, week: int, at: datetime) -> None:
    with desk.past.database.write() as session:
        for chapter in CHAPTERS:
            project, _ = desk.of(chapter)
            for when, kind, text in chapter.facts:
                if when == week:
                    is_bad = text.startswith(tuple(chapter.bad))
                    add_fact(
                        session,
                        project,
                        kind=kind,
                        text=text,
                        impact=Impact.BAD if is_bad else Impact.NEUTRAL,
                        # What is unpleasant is slept on, and the lags say so.
                        known_at=at - timedelta(days=2, hours=5) if is_bad else None,
                        source=desk.actor.name,
                        actor=desk.actor,
                        now=at,
                    )


def _note_asks(desk: Desk, week: int, base: datetime, at: datetime) -> None:
    with desk.past.database.write() as session:
        for chapter in CHAPTERS:
            for question in chapter.asks:
                if question.week == week:
                    _ask(session, desk, chapter, question, base, at=at)


def _ask(
    session: Session,
    desk: Desk,
    chapter: Chapter,
    question: Question,
    base: datetime,
    *,
    at: datetime,
) -> None:
    project, contact = desk.of(chapter)
    due_on = (base + timedelta(days=question.due)).date()
    if question.order:
        _order(session, desk, chapter, question, due_on, at=at)
        return
    add_ask(
        session,
        project,
        contact,
        kind=question.kind,
        text=question.text,
        detail=question.detail,
        options=question.options,
        recommended=question.recommended,
        settles=question.settles,
        due_on=due_on,
        on_silence=question.on_silence,
        source=desk.actor.name,
        actor=desk.actor,
        now=at,
    )


def _order(
    session: Session,
    desk: Desk,
    chapter: Chapter,
    question: Question,
    due_on: date,
    *,
    at: datetime,
) -> None:
    """What she wished for, with its price: her answer binds both sides."""
    project, contact = desk.of(chapter)
    assert question.order is not None
    cents, days = question.order
    row = enter(
        session, ChangeRequest, project, contact.id, text=question.text, due_on=None,
        source=desk.actor.name, actor=desk.actor, now=at,
    )  # fmt: skip
    price(session, row.id, cents=cents, currency="GBP", extra_days=days, actor=desk.actor, now=at)
    ask_order(
        session, row.id, contact, due_on=due_on, on_silence=question.on_silence,
        actor=desk.actor, now=at,
    )  # fmt: skip


def _finish_threads(desk: Desk, at: datetime) -> None:
    """What was said in the week before is done with; the last words stay on the table."""
    desk.past.finish_threads(desk.maya, before=at - timedelta(days=3, hours=12), at=at)


def _judge(desk: Desk, at: datetime) -> None:
    with desk.past.database.write() as session:
        desk.past.judge(session, at=at)


def _instant(each: Event) -> datetime:
    return each[0]
