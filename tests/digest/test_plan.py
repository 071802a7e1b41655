"""What an update says: bad news always, at most three asks, the rest withheld with its reason."""

from datetime import date, timedelta
import re

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.digest.checks import check_digest
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.registers import new_row
from orchestrator.models import (
    Ask,
    AskState,
    BlockKind,
    Contact,
    Digest,
    DigestState,
    Expectation,
    FactKind,
    Impact,
    Project,
    Promise,
    ValueGoal,
    Wishes,
)
from orchestrator.record.append import system
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_mail, make_project
from tests.mail_samples import ENGLISH_WORDS
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all

DRAFTING = FRIDAY_SLOT - timedelta(hours=5)
LONG_AGO = MONDAY - timedelta(days=90)


@pytest.fixture
def project(parts: flow.Parts) -> Project:
    with parts.database.write() as session:
        return make_project(session, make_contact(session), slug="booking")


def dana_of(session, project: Project) -> Contact:  # type: ignore[no-untyped-def]
    return session.scalars(select(Contact)).one()


def draft(parts: flow.Parts, at=DRAFTING) -> Digest | None:  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        flow.draft_due()
    with parts.database.read() as session:
        digest = session.scalars(select(Digest).order_by(Digest.id.desc()).limit(1)).one_or_none()
        if digest is not None:
            _ = [block.sources for block in digest.blocks], digest.withheld
        return digest


def texts(digest: Digest, kind: BlockKind) -> list[str]:
    return [block.text for block in digest.blocks if block.kind is kind]


def test_a_fourth_ask_waits_and_says_so(parts: flow.Parts, project: Project) -> None:
    with parts.database.write() as session:
        for number in range(1, 5):
            make_ask(
                session,
                project,
                dana_of(session, project),
                text=f"Question {number}?",
                due_on=date(2026, 12, number),
            )
    digest = draft(parts)
    assert digest is not None
    assert texts(digest, BlockKind.ASK) == ["Question 1?", "Question 2?", "Question 3?"]
    assert [block.number for block in digest.blocks if block.number] == [1, 2, 3]
    [withheld] = digest.withheld
    assert (withheld.text, withheld.reason) == (
        "Question 4?",
        "over 3 asks, moves to the next update",
    )


@pytest.mark.parametrize("length", ["brief", "standard", "full"])
def test_bad_news_is_never_left_out_whatever_the_length(
    parts: flow.Parts, project: Project, length: str
) -> None:
    with parts.database.write() as session:
        wishes = Wishes.unspoken(dana_of(session, project).id)
        wishes.length = length
        session.add(wishes)
        for number in range(12):
            make_fact(
                session, project, text=f"Bad {number}.", impact=Impact.BAD, kind=FactKind.DONE
            )
            make_fact(session, project, text=f"Good {number}.", kind=FactKind.DONE)
    digest = draft(parts)
    assert digest is not None
    assert texts(digest, BlockKind.NEWS) == [f"Bad {number}." for number in range(12)]
    shown = len(texts(digest, BlockKind.DONE))
    assert shown + len(digest.withheld) == 12
    assert shown == {"brief": 1, "standard": 3, "full": 8}[length]
    for number in range(12):
        assert f"Bad {number}." in digest.text


def test_what_was_withheld_comes_with_the_next_one(parts: flow.Parts, project: Project) -> None:
    with parts.database.write() as session:
        for number in range(5):
            make_fact(session, project, text=f"Fact {number}.")
    first = draft(parts)
    assert first is not None
    approve(parts, first.id, now=DRAFTING)
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        flow.settle()
    second = draft(parts, at=DRAFTING + timedelta(days=7))
    assert second is not None
    told = texts(first, BlockKind.DONE) + texts(second, BlockKind.DONE)
    assert sorted(told) == [f"Fact {number}." for number in range(5)]
    assert second.period_start == first.period_end


def test_an_ask_rolls_on_twice_and_then_becomes_a_call(parts: flow.Parts, project: Project) -> None:
    with parts.database.write() as session:
        make_ask(session, project, dana_of(session, project), text="Which colour?")
    states = []
    for week in range(4):
        at = timedelta(days=7 * week)
        with parts.database.write() as session:
            make_fact(session, project, text=f"Week {week}.", known_at=DRAFTING + at)
        digest = draft(parts, at=DRAFTING + at + timedelta(minutes=1))
        assert digest is not None
        asked = bool(texts(digest, BlockKind.ASK))
        approve(parts, digest.id, now=DRAFTING + at + timedelta(minutes=2))
        send_all(parts, RecordingChannel(), now=FRIDAY_SLOT + at)
        with time_machine.travel(FRIDAY_SLOT + at, tick=False):
            flow.settle()
        with parts.database.read() as session:
            states.append((asked, session.scalars(select(Ask.state)).one()))
    assert states == [
        (True, AskState.OPEN),
        (True, AskState.ROLLED),
        (True, AskState.ROLLED),
        (False, AskState.CALL),
    ]


def test_only_when_needed_means_asks_and_bad_news(parts: flow.Parts, project: Project) -> None:
    with parts.database.write() as session:
        wishes = Wishes.unspoken(dana_of(session, project).id)
        wishes.cadence = "needed"
        session.add(wishes)
        make_fact(session, project, text="Nice to know.")
    assert draft(parts, at=MONDAY) is None, "her wish, and no row for each quiet day"
    with parts.database.write() as session:
        make_fact(session, project, text="Launch slips.", impact=Impact.BAD, known_at=MONDAY)
    digest = draft(parts, at=MONDAY + timedelta(days=1))
    assert digest is not None
    assert digest.state is DigestState.DRAFTED
    assert texts(digest, BlockKind.NEWS) == ["Launch slips."]


def test_a_stopped_contact_and_a_closed_project_get_no_draft(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        make_fact(session, project)
        wishes = Wishes.unspoken(dana_of(session, project).id)
        wishes.stopped = True
        session.add(wishes)
    assert draft(parts) is None
    with parts.database.write() as session:
        session.scalars(select(Wishes)).one().stopped = False
        session.scalars(select(Project)).one().closed_at = MONDAY
    assert draft(parts, at=DRAFTING + timedelta(days=7)) is None


def test_s13_u2_what_she_expects_is_read_back_in_her_words(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        make_fact(session, project)
        mail = make_mail(session, dana_of(session, project), project_id=project.id)
        for text, noted_at in (("Photos before review", MONDAY), ("Long ago", LONG_AGO)):
            row = new_row(
                session, Expectation, project_id=project.id, contact_id=mail.contact_id,
                text=text, due_on=None, source=f"mail:{mail.id}", said_at=MONDAY,
                noted_at=noted_at,
            )  # fmt: skip
    digest = draft(parts)
    assert digest is not None
    assert texts(digest, BlockKind.NOTED) == ["You expect: “Photos before review”."]
    [noted] = [block for block in digest.blocks if block.kind is BlockKind.NOTED]
    assert [source.source for source in noted.sources] == [
        f"mail:{mail.id}",
        f"expectation:{row.id - 1}",
    ]


def test_u18_an_overdue_promise_blocks_the_update_until_somebody_says_what_became_of_it(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        make_fact(session, project)
        late, _ = (
            new_row(
                session, Promise, project_id=project.id, contact_id=None, text=text, due_on=due_on,
                source=f"user:{project.pm_id}", said_at=MONDAY, noted_at=MONDAY,
            )
            for text, due_on in (("The costs", date(2026, 11, 24)), ("More", date(2026, 12, 24)))
        )  # fmt: skip
    digest = draft(parts)
    assert digest is not None
    with parts.database.read() as session:
        checks = check_digest(session, session.get_one(Digest, digest.id))
        [blocking] = [check for check in checks if check.blocks and not check.ok]
        assert blocking.title == "A promise is overdue"
        assert [promise.text for promise in blocking.promises] == ["The costs"]
    with parts.database.write() as session:
        settle(
            session, Promise, late.id, "dropped", reason="The supplier is gone",
            actor=system("test"), now=DRAFTING,
        )  # fmt: skip
    told = draft(parts, DRAFTING + timedelta(minutes=1))
    assert told is not None
    assert texts(told, BlockKind.NEWS) == [
        "We promised “The costs” and will not do it: The supplier is gone."
    ]
    with parts.database.read() as session:
        checks = check_digest(session, session.get_one(Digest, digest.id))
        assert all(check.ok for check in checks if check.blocks)


def test_s35_an_update_to_a_german_reader_is_german_around_its_facts(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        dana = dana_of(session, project)
        dana.language = "de"
        text, silence = "Kommt die Karte auf Seite zwei?", "Wir lassen die Karte weg."
        make_ask(session, project, dana, text=text, on_silence=silence)
        make_fact(session, project, text="Die Fotos fehlen noch.", impact=Impact.BAD)
    digest = draft(parts)
    assert digest is not None
    assert " 1 Entscheidung bis " in digest.subject
    assert "Einfach antworten." in digest.preview
    for words in ("STAND: ", "NICHT WIE GEPLANT", "WIR BRAUCHEN 1 ENTSCHEIDUNG", "1 ja / 1 nein"):
        assert words in digest.text
    assert f"ohne Antwort: {silence}" in digest.text
    assert "jeden Freitag um 16:00 Uhr, in normaler Länge" in " ".join(digest.text.split())
    ours = digest.text.replace(project.name, "")
    assert ENGLISH_WORDS.findall(re.sub(r"https?:\S+", "", ours)) == []


def test_s10_what_they_were_promised_comes_before_what_waits_longer_and_fits_the_words(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        wishes = Wishes.unspoken(dana_of(session, project).id)
        wishes.length = "brief"
        session.add(wishes)
        kept = make_fact(session, project, text="As promised: the map is there.")
        for number, kind in enumerate((FactKind.DONE, FactKind.NEWS, FactKind.NEXT)):
            make_fact(
                session, project, text=f"Old {number}.{' word' * 60}", kind=kind,
                known_at=MONDAY - timedelta(days=9 - number),
            )  # fmt: skip
        session.add(
            ValueGoal(
                project_id=project.id,
                contact_id=dana_of(session, project).id,
                text="A map",
                source="user:1",
                said_at=MONDAY,
                known_at=MONDAY,
                fact_id=kept.id,
            )
        )
    digest = draft(parts)
    assert digest is not None
    assert texts(digest, BlockKind.DONE) == ["As promised: the map is there."]
    reasons = {row.text[:5]: row.reason for row in digest.withheld}
    assert reasons == {
        "Old 0": "over 1 line, moves to the next update",
        "Old 2": "over 120 words, moves to the next update",
    }
    assert [words[:5] for words in texts(digest, BlockKind.NEWS)] == ["Old 1"]
