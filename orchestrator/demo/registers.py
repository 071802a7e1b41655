"""What is open between the studio and its clients: expected, wanted, promised, and decided."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import HARBOR, LEAF, MUSEUM, PINECREST, Chapter
from orchestrator.engagement.baseline import set_baseline
from orchestrator.engagement.expectations import add_evidence, add_reading
from orchestrator.engagement.orders import price
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.promises import move_promise
from orchestrator.engagement.registers import Said
from orchestrator.engagement.requests import weigh
from orchestrator.engagement.rows import enter
from orchestrator.models import (
    ChangeRequest,
    EvidenceKind,
    Expectation,
    Fit,
    Promise,
    Question,
)

AGREED = (
    (
        HARBOR, 1_850_000, 18,
        ("A booking calendar for 42 rooms", "Rates in pounds and euros", "Photos of every room",
         "Welsh pages and e-mails", "Card payments with one provider"),
    ),
    (
        MUSEUM, 960_000, 40,
        ("An audio guide in four languages", "Two rooms with a trail", "Recordings by one voice"),
    ),
    (
        PINECREST, 4_200_000, 60,
        ("An app for patients of three wards", "Lab results within the hour", "Reminders by text"),
    ),
    (LEAF, 1_230_000, 25, ("A shop with checkout", "Stock from the till", "Pages for four teas")),
)  # fmt: skip


def registers(desk: Desk, now: datetime) -> Iterator[Event]:
    """Six weeks of it, as Maya notes them after calls and beside mails."""
    yield now - timedelta(days=41), partial(_agree, desk)
    yield now - timedelta(days=38), partial(_expect, desk)
    yield now - timedelta(days=24), partial(_request, desk)
    yield now - timedelta(days=17), partial(_promise, desk, now)
    yield now - timedelta(days=15), partial(_show, desk)
    yield now - timedelta(days=6), partial(_lately, desk, now)
    yield now - timedelta(hours=20), partial(_price, desk)


def _agree(desk: Desk, at: datetime) -> None:
    with desk.past.database.write() as session:
        for chapter, cents, days, scope in AGREED:
            set_baseline(
                session, desk.of(chapter)[0], scope=scope, cents=cents, currency="GBP",
                ends_on=(at + timedelta(days=41 + days)).date(), seen_id=None,
                source=desk.actor.name, actor=desk.actor, now=at,
            )  # fmt: skip


def _expect(desk: Desk, at: datetime) -> None:
    _enter(
        desk, HARBOR, Expectation, "I want to see the photos before I review.", at,
        meant="Photos come two days before each review, so that nothing is late twice.",
    )  # fmt: skip
    _enter(desk, HARBOR, Expectation, "Bookings have to work on my phone.", at)
    _enter(desk, HARBOR, Expectation, "No jargon in the e-mails, please.", at)
    _enter(desk, MUSEUM, Expectation, "Children should like the voice.", at)
    _enter(
        desk, PINECREST, Expectation, "I should hear of a delay before the ward does.", at,
        meant="A delay is told the day we know it.",
    )  # fmt: skip
    _enter(desk, LEAF, Expectation, "I can change prices myself.", at)


def _show(desk: Desk, at: datetime) -> None:
    """What was shown and what failed; two teams read the first one differently."""
    photos = _newest(desk, HARBOR, Expectation, "photos")
    phone = _newest(desk, HARBOR, Expectation, "phone")
    with desk.past.database.write() as session:
        for team, words in (
            ("Design", "Every photo is shown to Dana before it goes on the test site."),
            ("Photography", "The finished series is sent on Wednesdays."),
        ):
            add_reading(
                session, photos, team, words, user_id=desk.ravi.id, actor=desk.actor, now=at
            )
        for kind, expectation, words, days in (
            (EvidenceKind.FAILED, photos, "The garden rooms came on the day of the review.", 12),
            (EvidenceKind.FAILED, photos, "The blue room came a day late.", 5),
            (EvidenceKind.SHOWN, phone, "Shown on Dana’s own phone in the call.", 1),
        ):
            add_evidence(
                session, expectation, kind, words, source=desk.actor.name,
                seen_at=at - timedelta(days=days), actor=desk.actor, now=at,
            )  # fmt: skip
        settle(session, Expectation, phone, "met", actor=desk.actor, now=at)


def _request(desk: Desk, at: datetime) -> None:
    """A yes, a no with an alternative, one for later, one to be priced."""
    hours = _enter(desk, LEAF, ChangeRequest, "Could the shop show the opening hours?", at)
    live = _enter(desk, HARBOR, ChangeRequest, "Could guests chat with us on the page?", at)
    map_ = _enter(desk, MUSEUM, ChangeRequest, "We would like a map in every room.", at)
    parking = _enter(desk, HARBOR, ChangeRequest, "Add a page about parking.", at)
    by: dict[str, Any] = {"actor": desk.actor, "now": at}
    with desk.past.database.write() as session:
        weigh(session, live, fit=Fit.OUTSIDE, worth=1, effort=3, **by)
        weigh(session, parking, fit=Fit.OUTSIDE, worth=2, effort=1, **by)
        settle(session, ChangeRequest, hours, "agreed", **by)
        settle(
            session, ChangeRequest, live, "declined",
            reason="Somebody would have to answer at night, and you have no one for that.",
            alternative="the phone number on every page, with your hours beside it", **by,
        )  # fmt: skip
        settle(session, ChangeRequest, map_, "later", reason="After the recordings are done", **by)


def _price(desk: Desk, at: datetime) -> None:
    """So lately that nobody had to be told yet."""
    parking = _newest(desk, HARBOR, ChangeRequest, "parking")
    with desk.past.database.write() as session:
        price(
            session, parking, cents=24_000, currency="GBP", extra_days=1,
            actor=desk.actor, now=at,
        )  # fmt: skip


def _promise(desk: Desk, now: datetime, at: datetime) -> None:
    """Kept, moved with its reason, and one for next week."""
    wards = _enter(
        desk, PINECREST, Promise, "I will send the plan for the second ward.", at,
        due_on=(at + timedelta(days=4)).date(),
    )  # fmt: skip
    voice = _enter(
        desk, MUSEUM, Promise, "You get two voices to choose from.", at,
        due_on=(at + timedelta(days=3)).date(),
    )  # fmt: skip
    with desk.past.database.write() as session:
        settle(session, Promise, voice, "kept", actor=desk.actor, now=at)
        move_promise(
            session, wards, (now + timedelta(days=5)).date(),
            "the hospital names its contact for that ward on Monday",
            today=at.date(), actor=desk.actor, now=at,
        )  # fmt: skip


def _lately(desk: Desk, now: datetime, at: datetime) -> None:
    _enter(
        desk, HARBOR, Promise, "Photos of the garden rooms, two days before the review.", at,
        due_on=(now + timedelta(days=3)).date(),
    )  # fmt: skip
    _enter(
        desk, HARBOR, Question, "When do the winter rates go live?", at,
        due_on=(now + timedelta(days=2)).date(),
    )  # fmt: skip
    _enter(desk, HARBOR, ChangeRequest, "Could a booking be paid in two parts?", at)
    _enter(desk, PINECREST, ChangeRequest, "The ward wants reminders in Polish too.", at)


def _enter(
    desk: Desk, chapter: Chapter, register: type[Said], text: str, at: datetime, **more: Any
) -> int:
    project, contact = desk.of(chapter)
    with desk.past.database.write() as session:
        row = enter(
            session, register, project, contact.id, text=text, due_on=more.pop("due_on", None),
            source=desk.actor.name, actor=desk.actor, now=at, **more,
        )  # fmt: skip
        return row.id


def _newest(desk: Desk, chapter: Chapter, register: type[Said], word: str) -> int:
    """The row whose words have this one."""
    mine = select(register.id).where(
        register.project_id == desk.of(chapter)[0].id, register.text.contains(word)
    )
    with desk.past.database.read() as session:
        return session.scalars(mine.order_by(register.id.desc())).first() or 0
