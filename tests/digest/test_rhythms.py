"""Each person of a project hears the same facts at a rhythm of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.digest.facts import facts_in
from orchestrator.engagement.addressing import Addressing, address_as
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.models import (
    BlockKind,
    Contact,
    Digest,
    DigestState,
    FactTold,
    Participant,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_fact, make_project

MAYA = Actor("user:1", "web")


def test_s6_two_rhythms_from_the_same_facts(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    priya = make_contact(session, dana.client, name="Priya Shah")
    project = make_project(session, dana, priya)
    for contact, cadence, weekday in ((dana, "weekly", "fri"), (priya, "monthly", "tue")):
        wishes = {"cadence": cadence, "weekday": weekday}
        set_by_us(session, contact, wishes, source="user:1", actor=MAYA, now=MONDAY)
    for week in range(5):
        known_at = MONDAY + timedelta(weeks=week, hours=1)
        make_fact(session, project, text=f"Step {week} is done.", known_at=known_at)
    told: dict[str, list[list[int]]] = {"Dana": [], "Priya": []}
    # The fifth Friday is Christmas Day, and the Monday after it is a holiday too.
    for day in range(38):
        now = MONDAY + timedelta(days=day, hours=2)
        draft_due(session, settings=settings, key=key, now=now)
        for digest in session.scalars(
            select(Digest).where(Digest.state == DigestState.DRAFTED, Digest.send_at <= now)
        ).all():
            digest.state, digest.sent_at = DigestState.SENT, digest.send_at
            told[digest.contact.first_name].append(facts_in(digest))
            session.add_all(
                FactTold(
                    fact_id=fact_id, contact_id=digest.contact_id, digest_id=digest.id, told_at=now
                )
                for fact_id in facts_in(digest)
            )  # fmt: skip
        session.flush()
    assert [len(facts) for facts in told["Dana"]] == [1, 1, 1, 1, 1]
    assert len(told["Priya"]) == 1, "the first Tuesday of December"
    assert told["Priya"][0] == [fact for facts in told["Dana"] for fact in facts][:2]


def quiet_update(
    session: Session, settings: Settings, key: bytes, dana: Contact, **wishes: str
) -> Digest:
    """What the Friday brings to somebody whose project has nothing new."""
    set_by_us(session, dana, wishes, source="user:1", actor=MAYA, now=MONDAY)
    draft_due(session, settings=settings, key=key, now=MONDAY + timedelta(days=4, hours=2))
    return session.scalars(select(Digest)).one()


def test_s12_a_quiet_week_is_told_to_who_chose_so(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    make_project(session, dana)
    digest = quiet_update(session, settings, key, dana, heartbeat="yes")
    assert digest.state is DigestState.DRAFTED
    kinds = [block.kind for block in digest.blocks]
    assert kinds == [BlockKind.STATUS, BlockKind.NEXT, BlockKind.PULSE]
    words = "Nothing new this time. The next update is due on Fri 4 Dec."
    assert digest.blocks[1].text == words
    assert words in digest.text
    assert words in digest.html


def test_s12_in_german_too(session: Session, settings: Settings, key: bytes) -> None:
    dana = make_contact(session)
    dana.language = "de"
    make_project(session, dana)
    digest = quiet_update(session, settings, key, dana, heartbeat="yes")
    assert "Diesmal gibt es nichts Neues." in digest.text


def test_s12_it_is_skipped_with_its_reason_for_everybody_else(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    make_project(session, dana)
    digest = quiet_update(session, settings, key, dana, cadence="weekly")
    assert (digest.state, digest.reason) == (DigestState.SKIPPED, "Nothing to say yet")


def test_p11_an_update_keeps_why_it_leaves_when_it_does(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    project = make_project(session, dana)
    make_fact(session, project, text="The form is live.", known_at=MONDAY)
    draft_due(session, settings=settings, key=key, now=datetime(2026, 12, 22, tzinfo=UTC))
    draft_due(session, settings=settings, key=key, now=datetime(2026, 12, 28, 16, tzinfo=UTC))
    [digest] = session.scalars(select(Digest)).all()
    assert digest.send_at == datetime(2026, 12, 29, 16, tzinfo=UTC)
    assert digest.slot_key.endswith("2026-W52-5T16:00/Europe/London")
    words = "Fri 25 Dec is Christmas Day in Britain (UK), so Tue 29 Dec instead."
    assert digest.timing == words


def test_whose_holidays_count_moves_the_next_slot(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    make_project(session, dana)
    now = datetime(2026, 12, 21, tzinfo=UTC)

    def next_due(country: str, region: str = "") -> datetime | None:
        wanted = replace(Addressing.of(dana), country=country, region=region)
        address_as(session, dana, wanted, actor=MAYA, now=now)
        draft_due(session, settings=settings, key=key, now=now)
        return session.scalar(select(Participant.next_due_at))

    draft_due(session, settings=settings, key=key, now=now)
    assert next_due("none") == datetime(2026, 12, 25, 16, tzinfo=UTC)
    assert next_due("DE", "Bayern") == datetime(2026, 12, 28, 16, tzinfo=UTC)
    assert dana.holidays_of == "DE-BY"
    assert next_due("") == datetime(2026, 12, 29, 16, tzinfo=UTC)
