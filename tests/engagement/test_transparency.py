"""From knowing to telling, to the second; and what each person knew on a day."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import add_fact, change_fact, undo_fact, withdraw_fact
from orchestrator.engagement.knew import knew
from orchestrator.engagement.transparency import (
    Lag,
    Lags,
    audience_of,
    in_words,
    lags_of,
    length_words,
    summary_of,
)
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    Contact,
    Database,
    Digest,
    DigestState,
    Fact,
    FactKind,
    FactTold,
    Impact,
    OutboxState,
    Project,
    Wishes,
)
from orchestrator.record.append import Actor
from tests.factories import (
    MONDAY,
    approve_bytes,
    make_contact,
    make_digest,
    make_fact,
    make_project,
)

MAYA = Actor("user:1", "web")
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
_number = count(1)


def make_people(session: Session) -> tuple[Project, Contact, Contact]:
    dana = make_contact(session)
    kiri = make_contact(session, dana.client, name="Kiri Moana", timezone="Pacific/Auckland")
    return make_project(session, dana, kiri), dana, kiri


def tell(session: Session, fact: Fact, contact: Contact, at: datetime, text: str = "") -> Digest:
    """What `digest.sent` leaves."""
    digest = make_digest(
        session, fact.project, contact, number=next(_number), state=DigestState.SENT, sent_at=at
    )
    source = BlockSource(source=f"fact:{fact.id}", client_id=fact.project.client_id)
    digest.blocks = [
        Block(position=1, kind=BlockKind.NEWS, text=text or fact.text, sources=[source])
    ]
    session.add(FactTold(fact_id=fact.id, contact_id=contact.id, digest_id=digest.id, told_at=at))
    session.flush()
    return digest


def bounce(session: Session, digest: Digest) -> None:
    approve_bytes(session, digest).state = OutboxState.BOUNCED
    session.flush()


def lags(session: Session, project: Project) -> list[Lag]:
    return lags_of(session, project.id, audience_of(session, project.id))


def lengths(session: Session, project: Project, fact: Fact, *, now: datetime) -> dict[int, object]:
    mine = [lag for lag in lags(session, project) if lag.fact_id == fact.id]
    return {lag.contact_id: (lag.length(now), lag.told_at is not None) for lag in mine}


def test_u7_lags_of_a_scripted_project_are_exact_to_the_second(database: Database) -> None:
    with database.write() as session:
        project, dana, kiri = make_people(session)
        slow = make_fact(session, project, text="Slow.", known_at=MONDAY)
        bad = make_fact(session, project, text="Bad.", known_at=MONDAY, impact=Impact.BAD)
        kept = make_fact(session, project, text="Kept.", known_at=MONDAY + HOUR, impact=Impact.BAD)
        limited = make_fact(session, project, text="Dana only.", known_at=MONDAY)
        limited.hearers = [dana]
        tell(session, slow, dana, MONDAY + 6 * DAY + 7 * SECOND)
        tell(session, slow, kiri, MONDAY + 2 * DAY)
        tell(session, bad, dana, MONDAY + 3 * HOUR + SECOND)
        tell(session, bad, kiri, MONDAY + 5 * HOUR)
        tell(session, kept, dana, MONDAY + 2 * HOUR)
        now = MONDAY + 4 * DAY + HOUR + 59 * SECOND
        assert lengths(session, project, slow, now=now) == {
            dana.id: (6 * DAY + 7 * SECOND, True),
            kiri.id: (2 * DAY, True),
        }
        assert lengths(session, project, kept, now=now) == {
            dana.id: (HOUR, True),
            kiri.id: (4 * DAY + 59 * SECOND, False),
        }
        assert set(lengths(session, project, limited, now=now)) == {dana.id}
        every = lags(session, project)
        whole = summary_of(every, now=now)
        assert (whole.told, whole.median, whole.worst) == (5, 5 * HOUR, 6 * DAY + 7 * SECOND)
        assert (whole.untold, whole.longest) == (2, 4 * DAY + HOUR + 59 * SECOND)
        apart = summary_of([lag for lag in every if lag.is_bad], now=now)
        assert (apart.told, apart.median, apart.worst) == (3, 3 * HOUR + SECOND, 5 * HOUR)
        assert (apart.untold, apart.longest) == (1, 4 * DAY + 59 * SECOND)
        even = summary_of([lag for lag in every if lag.fact_id == slow.id], now=now)
        assert even.median == 4 * DAY + timedelta(seconds=3.5)
        nothing = summary_of([], now=now)
        assert (nothing.told, nothing.median, nothing.untold) == (0, None, 0)


def test_s11_the_clock_runs_from_when_we_knew_whatever_is_done_to_the_fact(
    database: Database,
) -> None:
    with database.write() as session:
        project, dana, kiri = make_people(session)
        noted = MONDAY + 3 * DAY
        by = {"source": "user:1", "actor": MAYA, "kind": FactKind.NEWS}
        first = add_fact(session, project, text="8 Dec.", known_at=MONDAY, now=noted, **by)
        assert (first.known_at, first.created_at) == (MONDAY, noted)
        tell(session, first, dana, noted + HOUR)
        change = {"impact": Impact.BAD, "hearers": [], "known_at": None}
        changed_at = noted + 2 * HOUR
        second = change_fact(session, first.id, text="11 Dec.", now=changed_at, **by | change)
        now = changed_at + HOUR
        assert lengths(session, project, second, now=now) == {
            dana.id: (HOUR, False),
            kiri.id: (3 * DAY + 3 * HOUR, False),
        }, "who heard the first waits for the correction; who heard nothing, since we knew"
        assert lengths(session, project, first, now=now) == {dana.id: (3 * DAY + HOUR, True)}
        withdraw_fact(session, second.id, reason="It holds.", actor=MAYA, now=now)
        assert lengths(session, project, second, now=now) == {}
        undo_fact(session, second.id, actor=MAYA, now=now)
        kiri.kept_wishes = Wishes.unspoken(kiri.id)
        kiri.kept_wishes.stopped = True
        session.flush()
        assert set(lengths(session, project, second, now=now)) == {dana.id}, "silence was asked"
        bounce(session, tell(session, second, dana, now))
        assert lengths(session, project, second, now=now) == {dana.id: (HOUR, False)}, "it bounced"


def test_s18_known_and_untold_is_listed_with_who_heard_what(database: Database) -> None:
    """3 May ends in Auckland while London has lunch."""
    third = date(2026, 5, 3)
    noon = datetime(2026, 5, 3, 11, tzinfo=UTC)
    with database.write() as session:
        project, dana, kiri = make_people(session)
        told = make_fact(session, project, text="Sign-in works.", known_at=noon - 3 * DAY)
        slip = make_fact(session, project, text="It slips.", known_at=noon, impact=Impact.BAD)
        late = make_fact(session, project, text="Noted late.", known_at=noon - DAY)
        late.created_at = noon + 5 * DAY
        gone = make_fact(session, project, text="Withdrawn.", known_at=noon - DAY)
        gone.withdrawn_at, gone.reason = noon - HOUR, "Not so."
        moved = make_fact(session, project, text="Of another client.", known_at=noon - DAY)
        moved.withdrawn_at = noon + 9 * DAY
        first = tell(session, told, dana, noon, "Sign-in works on phones.")
        tell(session, told, kiri, noon + HOUR)
        tell(session, slip, dana, noon + 13 * HOUR)
        [hers, his] = knew(session, project.id, [dana, kiri], third, now=MONDAY)
        assert hers.until == datetime(2026, 5, 3, 23, tzinfo=UTC)
        assert his.until == datetime(2026, 5, 3, 12, tzinfo=UTC)
        [heard] = hers.told
        assert (heard.text, heard.number, heard.source) == (
            "Sign-in works on phones.", first.number, told.source,
        )  # fmt: skip
        assert [each.text for each in hers.untold] == ["It slips.", "Noted late."]
        assert hers.untold[1].noted_at > hers.until
        assert his.told == [], "told in the first minute of 4 May there"
        assert [each.text for each in his.untold] == ["It slips.", "Sign-in works.", "Noted late."]
        [next_day] = knew(session, project.id, [dana], third + DAY, now=MONDAY)
        assert [each.text for each in next_day.told] == ["Sign-in works on phones.", "It slips."]
        for wrong in (date(1900, 1, 1), date.max, date.min, (MONDAY + 2 * DAY).date()):
            with pytest.raises(UsageError, match="on: "):
                knew(session, project.id, [dana], wrong, now=MONDAY)


def test_what_is_wrong_with_a_fact_is_said_and_changes_nothing(database: Database) -> None:
    with database.write() as session:
        project, dana, kiri = make_people(session)
        stranger = make_contact(session)
        fact = make_fact(session, project)
        tell(session, fact, dana, MONDAY)
        before = session.scalars(select(AuditEntry.seq)).all()
        asked = {"kind": FactKind.DONE, "text": "New.", "source": "user:1", "actor": MAYA}
        for field, wrong in (
            ("text", {"text": " \0 "}),
            ("text", {"text": "x" * 501}),
            ("known_at", {"known_at": MONDAY + SECOND}),
            ("known_at", {"known_at": datetime(1, 1, 1, tzinfo=UTC)}),
            ("hearers", {"hearers": [dana, stranger]}),
        ):
            with pytest.raises(UsageError, match=f"^{field}: "):
                add_fact(session, project, **asked | {"now": MONDAY} | wrong)
            change = asked | {"impact": Impact.BAD, "known_at": None, "hearers": [], "now": MONDAY}
            with pytest.raises(UsageError, match=f"^{field}: "):
                change_fact(session, fact.id, **change | wrong)
        with pytest.raises(UsageError, match="Dana Whitfield heard it before"):
            change_fact(session, fact.id, **change | {"hearers": [kiri]})
        with pytest.raises(Refused, match="nothing is other"):
            change_fact(session, fact.id, **change | {"text": fact.text, "impact": fact.impact})
        for reason in ("", " ", "x" * 301):
            with pytest.raises(UsageError, match=r"^reason: "):
                withdraw_fact(session, fact.id, reason=reason, actor=MAYA, now=MONDAY)
        with pytest.raises(Refused, match="nothing to take back"):
            undo_fact(session, fact.id, actor=MAYA, now=MONDAY)
        assert session.scalars(select(Fact.id)).all() == [fact.id]
        assert session.scalars(select(AuditEntry.seq)).all() == before


def test_of_two_who_change_a_fact_one_wins_and_what_was_told_is_not_undone(
    database: Database,
) -> None:
    with database.write() as session:
        project, dana, _ = make_people(session)
        fact = make_fact(session, project, source="mail:402")
        say = {"kind": fact.kind, "impact": Impact.BAD, "known_at": None, "hearers": [dana]}
        say |= {"source": "user:1", "actor": MAYA, "now": MONDAY}
        new = change_fact(session, fact.id, text="Otherwise.", **say)
        assert (new.source, new.supersedes_id) == ("mail:402", fact.id), "it stands on that mail"
        assert (fact.text, fact.counts) == ("Room calendar works on phones.", False)
        for late in (
            lambda: change_fact(session, fact.id, text="Third.", **say),
            lambda: withdraw_fact(session, fact.id, reason="No.", actor=MAYA, now=MONDAY),
        ):
            with pytest.raises(Refused, match="in the meantime"):
                late()
        assert undo_fact(session, new.id, actor=MAYA, now=MONDAY).id == fact.id
        assert (fact.counts, new.counts) == (True, False)
        again = change_fact(session, fact.id, text="Told.", **say)
        tell(session, again, dana, MONDAY)
        with pytest.raises(Refused, match="told already"):
            undo_fact(session, again.id, actor=MAYA, now=MONDAY)
        same = change_fact(session, again.id, text="Told.", **say | {"impact": Impact.GOOD})
        assert set(lengths(session, project, same, now=MONDAY)) == {dana.id}
        undo_fact(session, same.id, actor=MAYA, now=MONDAY)
        told = session.scalars(select(FactTold.fact_id)).all()
        assert told == [again.id], "who heard the same words heard them once"


def test_u7_lags_are_said_in_words() -> None:
    for length, words in (
        (DAY * 2 + HOUR * 3 + SECOND * 59, "2 days 3 h"),
        (DAY + timedelta(minutes=59), "1 day"),
        (DAY * 6, "6 days"),
        (HOUR * 5 + timedelta(minutes=12), "5 h 12 min"),
        (HOUR * 3, "3 h"),
        (timedelta(minutes=1), "1 min"),
        (SECOND * 59, "under a minute"),
        (timedelta(), "under a minute"),
    ):
        assert length_words(length) == words
    for made, words in (
        (Lags(0, None, None, 0, None), "Nothing had to be told yet."),
        (Lags(1, HOUR, HOUR, 0, None), "Told after 1 h."),
        (Lags(0, None, None, 1, DAY), "1 untold for 1 day."),
        (
            Lags(3, 2 * DAY + 3 * HOUR, 6 * DAY, 1, 4 * DAY),
            "Told after 2 days 3 h at the median, 6 days at worst; 1 untold for 4 days.",
        ),
        (
            Lags(2, HOUR, DAY, 3, DAY),
            "Told after 1 h at the median, 1 day at worst; 3 untold, the longest for 1 day.",
        ),
    ):
        assert in_words(made) == words
