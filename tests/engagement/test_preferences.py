"""Wishes: the newest word wins, toward quieter at once, toward louder with care."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.preferences import start_mail, stop_mail, take_wishes
from orchestrator.engagement.set_wishes import TooLoud, set_by_us, undo_set
from orchestrator.engagement.wish_decisions import allow_wish, refuse_wish, undo_wish
from orchestrator.errors import Refused
from orchestrator.models import (
    AuditEntry,
    Contact,
    Database,
    Participant,
    Preference,
    WishState,
)
from orchestrator.record.append import Actor
from tests.factories import make_contact, make_project

DANA = Actor("client:1", "mail")
MAYA = Actor("user:1", "web")


def say(session: Session, contact: Contact, now: datetime, **wishes: str) -> list[Preference]:
    return take_wishes(session, contact, wishes, source="mail:7", proven=True, actor=DANA, now=now)


def test_until_she_says_something_the_starting_values_hold(dana: Contact) -> None:
    assert dana.wishes.in_words() == "Weekly, Fri 16:00, e-mail"
    assert dana.wishes.chosen_at is None


def test_a_quieter_wish_counts_at_once(session: Session, dana: Contact, now: datetime) -> None:
    [row] = say(session, dana, now, cadence="monthly")
    assert row.state is WishState.APPLIED
    assert dana.wishes.cadence == "monthly"
    assert dana.wishes.chosen_at == now


def test_a_louder_wish_waits_for_a_person(session: Session, dana: Contact, now: datetime) -> None:
    [row] = say(session, dana, now, cadence="daily")
    assert (row.state, dana.wishes.cadence) == (WishState.WAITING, "weekly")
    allow_wish(session, row.id, actor=MAYA, now=now)
    assert dana.wishes.cadence == "daily"
    with pytest.raises(Refused, match="does not wait"):
        refuse_wish(session, row.id, actor=MAYA, now=now)


def test_a_wish_that_counts_can_be_called_wrong_and_that_be_undone(
    session: Session, dana: Contact, now: datetime
) -> None:
    make_project(session, dana)
    say(session, dana, now, weekday="mon", cadence="fortnightly")
    later = now + timedelta(days=1)
    [cadence, pause] = say(session, dana, later, cadence="monthly", pause_until="2027-01-03")
    for row in (cadence, pause):
        refuse_wish(session, row.id, actor=MAYA, now=later)
    kept = dana.wishes
    assert (kept.cadence, kept.pause_until, kept.weekday) == ("fortnightly", None, "mon")
    assert dana.wishes.chosen_at == now
    for row in (cadence, pause):
        undo_wish(session, row.id, actor=MAYA, now=later)
    assert (dana.wishes.cadence, dana.wishes.pause_until) == ("monthly", date(2027, 1, 3))
    with pytest.raises(Refused, match="no decision of ours"):
        undo_wish(session, pause.id, actor=MAYA, now=later)


def test_a_louder_wish_waits_again_when_the_word_on_it_is_taken_back(
    session: Session, dana: Contact, now: datetime
) -> None:
    [row] = say(session, dana, now, cadence="daily")
    for decide in (allow_wish, refuse_wish):
        decide(session, row.id, actor=MAYA, now=now)
        undo_wish(session, row.id, actor=MAYA, now=now)
        assert (row.state, dana.wishes.cadence) == (WishState.WAITING, "weekly")


def test_nobody_but_her_ends_her_stop(session: Session, dana: Contact, now: datetime) -> None:
    [row] = say(session, dana, now, stop="yes")
    with pytest.raises(Refused, match="only she"):
        refuse_wish(session, row.id, actor=MAYA, now=now)
    assert dana.wishes.stopped


def test_the_newest_word_wins_and_the_old_ones_stay(
    session: Session, dana: Contact, now: datetime
) -> None:
    say(session, dana, now, weekday="mon", time="08:30")
    say(session, dana, now + timedelta(days=1), weekday="tue", pause_until="2027-01-03")
    wishes = dana.wishes
    assert (wishes.weekday, wishes.at, wishes.pause_until) == (
        "tue",
        time(8, 30),
        date(2027, 1, 3),
    )
    assert len(session.scalars(select(Preference)).all()) == 4
    recorded = select(AuditEntry).where(AuditEntry.action == "pref_change")
    assert len(session.scalars(recorded).all()) == 4


def test_her_next_slot_is_worked_out_anew(session: Session, dana: Contact, now: datetime) -> None:
    make_project(session, dana)
    participant = session.scalars(select(Participant)).one()
    participant.next_due_at = now
    session.flush()
    say(session, dana, now, weekday="mon")
    session.refresh(participant)
    assert participant.next_due_at is None


def test_nobody_sets_her_louder_than_her_own_last_word(
    session: Session, dana: Contact, now: datetime
) -> None:
    set_by_us(session, dana, {"cadence": "daily"}, source="user:1", actor=MAYA, now=now)
    assert dana.wishes.cadence == "daily", "agreed at the start, before she said anything"
    say(session, dana, now, cadence="monthly")
    with pytest.raises(Refused, match="louder than her own last word"):
        set_by_us(session, dana, {"cadence": "weekly"}, source="user:1", actor=MAYA, now=now)
    set_by_us(session, dana, {"cadence": "needed"}, source="user:1", actor=MAYA, now=now)
    assert dana.wishes.cadence == "needed"


def test_stop_and_start(session: Session, dana: Contact, now: datetime) -> None:
    assert stop_mail(session, dana, source="unsubscribe", actor=DANA, now=now)
    assert not stop_mail(session, dana, source="unsubscribe", actor=DANA, now=now)
    assert dana.wishes.stopped
    assert start_mail(session, dana, source="mail:9", proven=True, actor=DANA, now=now)
    assert not dana.wishes.stopped
    say(session, dana, now, pause_until="2027-01-03")
    assert start_mail(session, dana, source="mail:10", proven=True, actor=DANA, now=now)
    assert dana.wishes.pause_until == now.date()
    assert not start_mail(session, dana, source="mail:11", proven=True, actor=DANA, now=now)


LOUDNESS = ("needed", "monthly", "fortnightly", "weekly", "daily")
LENGTHS = ("brief", "standard", "full")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("says", "says", "sets", "lets", "undoes")),
        st.sampled_from(("cadence", "length", "channel", "not_before", "pause_until")),
        st.integers(0, 4),
    ),
    max_size=14,
)
VALUES = {
    "cadence": LOUDNESS,
    "length": (*LENGTHS, *LENGTHS[:2]),
    "channel": ("email", "sms", "phone", "chat", "email"),
    "not_before": ("06:00", "08:00", "09:00", "10:00", "12:30"),
    "pause_until": ("2026-11-24", "2026-12-01", "2026-12-24", "2027-01-03", "2027-02-01"),
}


def _hers(session: Session, contact: Contact, wish: str) -> str | None:
    """Her last word of a kind that counts, found another way than the code does."""
    rows = session.scalars(
        select(Preference).where(
            Preference.contact_id == contact.id,
            Preference.wish == wish,
            Preference.state == WishState.APPLIED,
            Preference.source.startswith("mail:"),
        )
    ).all()
    newest = max(rows, key=lambda row: (row.decided_at or row.said_at, row.id), default=None)
    return newest.value if newest else None


def _is_no_louder(wish: str, value: str, word: str) -> bool:
    match wish:
        case "cadence":
            return LOUDNESS.index(value) <= LOUDNESS.index(word)
        case "length":
            return LENGTHS.index(value) <= LENGTHS.index(word)
        case "channel":
            return value == word
        case _:
            return value >= word


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=DEEDS)
def test_u3_whatever_is_done_she_is_never_louder_than_her_last_word(
    database: Database, deeds: list[tuple[str, str, int]]
) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
    with database.write() as session:
        contact = make_contact(session)
        for number, (deed, wish, at) in enumerate(deeds):
            when, value = now + timedelta(minutes=number), VALUES[wish][at]
            with suppress(Refused), session.begin_nested():
                if deed == "says":
                    source = f"mail:{number + 1}"
                    take_wishes(
                        session, contact, {wish: value}, source=source, proven=True, actor=DANA,
                        now=when,
                    )  # fmt: skip
                elif deed == "sets":
                    set_by_us(
                        session, contact, {wish: value}, source="user:1", actor=MAYA, now=when
                    )
                else:
                    rows = session.scalars(select(Preference.id).order_by(Preference.id)).all()
                    mine = [each for each in rows if deed == "undoes" or _waits(session, each)]
                    if mine and deed == "undoes":
                        undo_set(session, mine[at % len(mine)], actor=MAYA, now=when)
                    elif mine:
                        allow_wish(session, mine[at % len(mine)], actor=MAYA, now=when)
            for each in VALUES:
                word = _hers(session, contact, each)
                if word is not None:
                    counts = getattr(contact.wishes, each)
                    shown = f"{counts:%H:%M}" if each == "not_before" else str(counts)
                    assert _is_no_louder(each, shown, word), (each, shown, word)
        session.rollback()


def _waits(session: Session, preference_id: int) -> bool:
    return session.get_one(Preference, preference_id).state is WishState.WAITING


def test_a_refusal_names_her_word_and_her_own_wish_may_be_followed_again(
    session: Session, dana: Contact, now: datetime
) -> None:
    say(session, dana, now, cadence="monthly", channel="email")
    for wishes in ({"cadence": "weekly"}, {"channel": "sms"}):
        with pytest.raises(TooLoud, match="2026-11-23"):
            set_by_us(session, dana, wishes, source="user:1", actor=MAYA, now=now)
    set_by_us(session, dana, {"cadence": "needed"}, source="user:1", actor=MAYA, now=now)
    set_by_us(session, dana, {"cadence": "monthly"}, source="user:1", actor=MAYA, now=now)
    assert dana.wishes.cadence == "monthly", "as loud as her own last word, and no louder"


def test_what_we_set_is_taken_back_with_one_click(
    session: Session, dana: Contact, now: datetime
) -> None:
    set_by_us(session, dana, {"weekday": "tue"}, source="user:1", actor=MAYA, now=now)
    later = now + timedelta(minutes=5)
    rows = set_by_us(
        session, dana, {"cadence": "monthly", "length": "brief"}, source="user:1", actor=MAYA,
        now=later,
    )  # fmt: skip
    undo_set(session, rows[-1].id, actor=MAYA, now=later)
    kept = dana.wishes
    assert (kept.cadence, kept.length, kept.weekday) == ("weekly", "standard", "tue")
    with pytest.raises(Refused, match="nothing of ours"):
        undo_set(session, rows[0].id, actor=MAYA, now=later)
    [hers] = say(session, dana, later, cadence="monthly")
    with pytest.raises(Refused, match="nothing of ours"):
        undo_set(session, hers.id, actor=MAYA, now=later)


def test_a_start_that_is_not_proven_to_be_hers_waits(
    session: Session, dana: Contact, now: datetime
) -> None:
    stop_mail(session, dana, source="mail:8", actor=DANA, now=now)
    assert start_mail(session, dana, source="mail:9", proven=False, actor=DANA, now=now)
    assert dana.wishes.stopped
    waiting = session.scalars(select(Preference).where(Preference.source == "mail:9")).one()
    allow_wish(session, waiting.id, actor=MAYA, now=now)
    assert not dana.wishes.stopped


def test_a_pause_ends_on_her_own_day(session: Session, now: datetime) -> None:
    kai = make_contact(session, timezone="Pacific/Honolulu")
    say(session, kai, now, pause_until="2027-01-03")
    evening = datetime.fromisoformat("2026-12-02T01:00:00+00:00")  # Still the first there.
    start_mail(session, kai, source="mail:9", proven=True, actor=DANA, now=evening)
    assert kai.wishes.pause_until == date(2026, 12, 1)
