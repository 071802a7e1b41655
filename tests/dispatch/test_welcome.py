"""The welcome says how much will come, in the client's language, and the promise is kept."""

from datetime import UTC, date, datetime, time, timedelta
import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.conversation.reply import read_reply
from orchestrator.digest.cadence import next_slot
from orchestrator.digest.checks import check_digest
from orchestrator.digest.render import rhythm_of
from orchestrator.dispatch.stop import why_not_now
from orchestrator.dispatch.welcome import queue_welcome, undo_welcome
from orchestrator.dispatch.welcome_words import how_often
from orchestrator.engagement.preferences import take_wishes
from orchestrator.errors import Refused
from orchestrator.models import (
    Approval,
    AuditEntry,
    Cap,
    Contact,
    ContactAddress,
    Direction,
    OutboxEntry,
    OutboxState,
    Period,
    Project,
)
from orchestrator.models.frequency import Limit, bounds, limit_of, ordinal
from orchestrator.models.reached import frequencies
from orchestrator.phrases import phrases
from orchestrator.record.append import Actor
from tests.desk import approve_all, parsed, text_of
from tests.factories import MONDAY, approve_bytes, make_digest, make_mail, make_project

MAYA = Actor("user:1", "web")
DANA = Actor("client:1", "mail")
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")


def welcome(
    session: Session, contact: Contact, project: Project, settings: Settings, key: bytes
) -> OutboxEntry:
    return queue_welcome(
        session, contact, project, first_at=next_slot(rhythm_of(contact), after=MONDAY).at,
        settings=settings, key=key, actor=MAYA, now=MONDAY,
    )  # fmt: skip


def test_s7_the_welcome_states_the_cap_and_keeps_it_as_a_promise(
    session: Session, project: Project, dana: Contact, settings: Settings, key: bytes
) -> None:
    approve_all(session)
    entry = welcome(session, dana, project, settings, key)
    mail = parsed(entry.content)
    words = " ".join(text_of(mail).split())
    assert mail["Subject"] == "Booking site relaunch: what you will get from us"
    assert "At most 2 messages a week from us. That is a promise." in words
    assert "One of them is an update every Friday at 16:00" in words
    assert "Friday, 27 Nov" in words
    assert mail["Auto-Submitted"] == "auto-generated"
    assert entry.standing_approval_id is not None
    cap = session.scalars(select(Cap)).one()
    assert (cap.messages, cap.period, cap.source) == (2, Period.WEEK, f"outbox:{entry.id}")
    with pytest.raises(Refused, match="welcomed already"):
        welcome(session, dana, project, settings, key)


def test_a_welcome_is_taken_back_with_its_promise_and_can_be_sent_again(
    session: Session, project: Project, dana: Contact, settings: Settings, key: bytes
) -> None:
    approve_all(session)
    entry = welcome(session, dana, project, settings, key)
    undo_welcome(session, dana, actor=MAYA, now=MONDAY)
    assert (entry.state, frequencies(session, [dana.id], at=MONDAY)[dana.id].limit) == (
        OutboxState.CANCELLED,
        None,
    )
    again = welcome(session, dana, project, settings, key)
    assert (again.id, again.state) == (entry.id, OutboxState.PENDING)
    entry.state = OutboxState.ACCEPTED
    session.flush()
    with pytest.raises(Refused, match="too late"):
        undo_welcome(session, dana, actor=MAYA, now=MONDAY)
    lines = session.scalars(
        select(AuditEntry.line).where(AuditEntry.obj == f"contact:{dana.id}")
    ).all()
    assert [b'"promised"' in line for line in lines] == [True, False, True]


def test_nobody_is_welcomed_without_an_approved_template_or_against_a_stop(
    session: Session, project: Project, dana: Contact, settings: Settings, key: bytes
) -> None:
    with pytest.raises(Refused, match="nobody approved"):
        welcome(session, dana, project, settings, key)
    approve_all(session)
    take_wishes(
        session, dana, {"stop": "yes"}, source="mail:7", proven=True, actor=DANA, now=MONDAY
    )
    with pytest.raises(Refused, match="no more mail"):
        welcome(session, dana, project, settings, key)
    assert session.scalars(select(Cap)).all() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_s35_the_foot_is_in_their_language_and_names_wishes_that_are_understood(
    session: Session, project: Project, dana: Contact, settings: Settings, key: bytes, language: str
) -> None:
    approve_all(session)
    dana.language = f"{language}-XX"
    words = text_of(parsed(welcome(session, dana, project, settings, key).content))
    say, english = phrases(language), phrases("en")
    *wishes, last = say.all("foot.wishes")
    how = say("foot.change", wishes=f"{', '.join(wishes)} {say('foot.or')} {last}")
    role = say("foot.role", studio=settings.studio_name)
    flat = " ".join(words.split())
    assert all(each in flat for each in (say("foot.stop"), say("foot.kept"), how, role)), flat
    foreign = (english("foot.stop"), english("foot.kept"), "You get this", "I read every reply")
    assert language == "en" or not [each for each in foreign if each in flat]
    for wish in (*wishes, last):
        reading = read_reply(wish, asks=[], today=MONDAY.date(), timezone="Europe/London")
        assert reading.stop or len(reading.preferences) == 1, wish


FORMAL_WORDS = {
    "de": ("Sie", "Ihnen", "Ihr"),
    "fr": ("vous", "vos", "votre"),
    "es": ("usted", "sus ", "Responda"),
    "it": ("Lei", "Suoi", "Risponda"),
    "nl": (" u ", " uw ", "U "),
    "pt": ("suas", "Responda", "Não precisa "),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_s7_each_language_promises_in_its_own_words_formally_or_not(language: str) -> None:
    for cadence in ("daily", "weekly", "fortnightly", "monthly", "needed"):
        lines = how_often(
            phrases(language),
            limit_of(cadence, 1),
            (cadence, "wed", time(9, 30)),
            date(2026, 11, 25),
        )
        said = " ".join(lines)
        assert str(limit_of(cadence, 1).messages) in lines[0]
        assert "{" not in said
        assert ("09:30" in said) is (cadence != "needed")
    informal = phrases(language, informal=True)
    spoken = ("subject", "title", "hello", "intro", "how_to_answer", "how_to_change", "only_needed")
    spoken += ("apart", "answer", "login", "change")
    told = " ".join(informal(f"welcome.{key}", name="", project="") for key in spoken)
    assert not [word for word in FORMAL_WORDS.get(language, ()) if word in f"{told} "]
    # The one word that it says ends our mails does.
    quoted = re.search(r"[„“«]\s*(\w+)\s*[”“»]", phrases(language)("welcome.change"))
    assert quoted is not None
    word = quoted[1]
    day = date(2026, 11, 23)
    assert read_reply(word, asks=[], today=day, timezone="Europe/Paris").stop, word


def test_a_rhythm_amounts_to_so_much() -> None:
    assert limit_of("weekly", 1) == Limit(2, Period.WEEK)
    assert limit_of("weekly", 2) == Limit(3, Period.WEEK)
    assert limit_of("daily", 0) == Limit(6, Period.WEEK)
    assert limit_of("monthly", 1) == Limit(2, Period.MONTH)
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th",
    ]  # fmt: skip


def test_a_period_is_the_persons_own() -> None:
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert bounds(Period.MONTH, late, "Asia/Tokyo")[0] == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert bounds(Period.MONTH, late, "Europe/London")[1] == datetime(2026, 12, 1, tzinfo=UTC)
    december = bounds(Period.MONTH, datetime(2026, 12, 15, tzinfo=UTC), "UTC")
    assert december == (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert bounds(Period.WEEK, MONDAY, "UTC")[0] == datetime(2026, 11, 23, tzinfo=UTC)


def promise(session: Session, contact: Contact, messages: int, period: Period) -> None:
    session.add(
        Cap(
            contact_id=contact.id, messages=messages, period=period, source="outbox:1",
            promised_at=MONDAY - timedelta(days=90),
        )
    )  # fmt: skip
    session.flush()


def write_by_hand(
    session: Session, *contacts: Contact, at: datetime, thread_id: int | None = None
) -> None:
    """Maya writes from her own mail program; the Sent folder has it."""
    values = {"thread_id": thread_id} if thread_id else {}
    make_mail(
        session, contacts[0], direction=Direction.OUT, received_at=at,
        from_address="maya@northwind.example", recipients=[c.address for c in contacts], **values,
    )  # fmt: skip


def test_u4_what_a_pm_sends_by_hand_is_counted_for_each_whom_it_names_over_all_projects(
    session: Session, project: Project, dana: Contact
) -> None:
    make_project(session, dana, name="Another site")
    other = Contact(client_id=dana.client_id, name="Priya", timezone="UTC", created_at=MONDAY)
    other.addresses = [ContactAddress(addr_spec="xdana_1@harborlane.example")]
    session.add(other)
    session.flush()
    at = MONDAY + timedelta(hours=1)
    write_by_hand(session, dana, other, at=at)
    write_by_hand(session, other, at=at)
    approve_bytes(session, make_digest(session, project, dana, send_at=at))
    found = frequencies(session, [dana.id, other.id], at=at)
    assert sorted(each.way for each in found[dana.id].messages) == ["by_hand", "update"]
    assert [each.way for each in found[other.id].messages] == ["by_hand", "by_hand"]
    assert found[dana.id].projects == 2
    assert found[dana.id].place(at, "UTC").words == "the 3rd message this month"


def test_u4_an_answer_to_their_own_mail_never_counts_and_a_second_one_does(
    session: Session, project: Project, dana: Contact
) -> None:
    promise(session, dana, 2, Period.WEEK)
    asked = make_mail(session, dana, project_id=project.id, received_at=MONDAY)
    for hours in (1, 2, 3):
        write_by_hand(session, dana, at=MONDAY + timedelta(hours=hours), thread_id=asked.thread_id)
    at = MONDAY + timedelta(hours=4)
    one = frequencies(session, [dana.id], at=at)[dana.id]
    assert [each.way for each in one.messages] == ["answer", "by_hand", "by_hand"]
    place = one.place(at, "UTC")
    assert place.beside == "Not counted: 1 answer."
    assert place.over == "the 3rd message this week, and at most 2 a week were promised"


def test_s7_what_would_exceed_the_promise_is_held_at_the_last_moment(
    session: Session, project: Project, dana: Contact, settings: Settings
) -> None:
    promise(session, dana, 2, Period.WEEK)
    digest = make_digest(session, project, dana, send_at=MONDAY + timedelta(hours=7))
    entry = approve_bytes(session, digest)
    entry.sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    session.get_one(Approval, entry.approval_id).sha256 = entry.sha256
    session.flush()
    assert why_not_now(session, entry, settings=settings, now=digest.send_at) is None
    write_by_hand(session, dana, at=MONDAY + timedelta(hours=1))
    assert why_not_now(session, entry, settings=settings, now=digest.send_at) is None
    write_by_hand(session, dana, at=MONDAY + timedelta(hours=2))
    stop = why_not_now(session, entry, settings=settings, now=digest.send_at)
    assert stop is not None
    assert stop.reason == (
        "Dana would get the 3rd message this week, and at most 2 a week were promised. "
        "It fits from Mon 30 Nov on"
    )
    [check] = [
        each for each in check_digest(session, digest) if each.title.startswith("This would")
    ]
    assert check.blocks
    assert not check.ok
    assert "It fits from Mon 30 Nov on. Skip it" in check.detail
    write_by_hand(session, dana, at=MONDAY + timedelta(days=7))
    later = MONDAY + timedelta(days=7, hours=3)
    found = frequencies(session, [dana.id], at=later)[dana.id]
    assert found.place(later, "UTC").over == "", "and from then on it does"


def test_a_rhythm_that_they_chose_since_takes_the_place_of_the_promise(
    session: Session, project: Project, dana: Contact
) -> None:
    promise(session, dana, 2, Period.WEEK)
    assert frequencies(session, [dana.id], at=MONDAY)[dana.id].limit is not None
    take_wishes(
        session, dana, {"cadence": "monthly"}, source="mail:7", proven=True, actor=DANA, now=MONDAY
    )
    limit = frequencies(session, [dana.id], at=MONDAY)[dana.id].limit
    assert limit == Limit(2, Period.MONTH, MONDAY)
