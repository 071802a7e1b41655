"""A fact that is changed or withdrawn: in drafts, in approved updates, and after it was told."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.digest.draft import edit_block
from orchestrator.digest.withdraw import renew_updates
from orchestrator.engagement.facts import add_fact, change_fact, undo_fact, withdraw_fact
from orchestrator.models import (
    Contact,
    Digest,
    DigestState,
    Fact,
    FactKind,
    FactTold,
    Impact,
    OutboxEntry,
    OutboxState,
    Project,
    Wishes,
)
from orchestrator.record.append import Actor
from tests.factories import make_contact, make_fact, make_project
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all

MAYA = Actor("user:1", "web")
WEEK = timedelta(days=7)
NOON = FRIDAY_SLOT - timedelta(hours=4)
OLD, NEW = "The launch moves to 8 December.", "The launch moves to 11 December."


@pytest.fixture
def project(parts: flow.Parts) -> Project:
    with parts.database.write() as session:
        dana = make_contact(session)
        omar = make_contact(session, dana.client, name="Omar Reyes", language="de")
        project = make_project(session, dana, omar, slug="booking")
        make_fact(session, project, text=OLD, kind=FactKind.NEWS)
        make_fact(session, project)
        return project


def draft(parts: flow.Parts, at: datetime = NOON) -> list[Digest]:
    with time_machine.travel(at, tick=False):
        flow.draft_due()
    return updates(parts)


def updates(parts: flow.Parts) -> list[Digest]:
    """The newest one of each person."""
    with parts.database.read() as session:
        found = session.scalars(select(Digest).order_by(Digest.id)).all()
        _ = [(d.contact.name, d.project.name, [b.sources for b in d.blocks]) for d in found]
        return list({digest.contact_id: digest for digest in found}.values())


def send(parts: flow.Parts, digests: list[Digest], *, at: datetime) -> None:
    for digest in digests:
        approve(parts, digest.id, now=at - timedelta(hours=1))
    assert send_all(parts, RecordingChannel(), now=at) == len(digests)
    with time_machine.travel(at, tick=False):
        flow.settle()


def change(parts: flow.Parts, text: str = NEW, *, at: datetime = NOON, **values: object) -> Fact:
    """The version that counts, in other words."""
    with parts.database.write() as session:
        fact = session.scalars(select(Fact).where(Fact.counts, Fact.kind == FactKind.NEWS)).one()
        said = {"kind": fact.kind, "impact": fact.impact, "known_at": None, "hearers": []}
        said |= values | {"source": "user:1", "actor": MAYA, "now": at}
        new = change_fact(session, fact.id, text=text, **said)
        renew(parts, session, fact, at=at)
        return new


def renew(parts: flow.Parts, session, fact: Fact, *, at: datetime) -> None:
    renew_updates(
        session,
        [f"fact:{fact.id}"],
        fact.project_id,
        reason="a fact in it was changed",
        settings=parts.settings,
        key=parts.key,
        actor=MAYA,
        now=at + timedelta(seconds=1),
    )


def lines(digest: Digest) -> list[str]:
    return [block.text for block in digest.blocks]


def test_s43_one_typed_fact_reaches_three_people_at_their_depth_language_and_rhythm(
    parts: flow.Parts,
) -> None:
    people = (("Dana", "en", "weekly", "full"), ("Omar", "de", "daily", "brief"),
              ("Lea", "fr", "monthly", "standard"))  # fmt: skip
    with parts.database.write() as session:
        client = make_contact(session).client
        contacts = []
        for name, language, cadence, length in people:
            contact = make_contact(session, client, name=f"{name} Reyes", language=language)
            contact.kept_wishes = wishes = Wishes.unspoken(contact.id)
            wishes.cadence, wishes.length, wishes.at = cadence, length, time(16, 0)
            contacts.append(contact)
        project = make_project(session, *contacts, slug="booking")
        for number in range(9):
            make_fact(session, project, text=f"Step {number} is done.")
        common = {"kind": FactKind.NEWS, "source": "user:1", "actor": MAYA, "now": NOON - WEEK}
        fact = add_fact(session, project, text=OLD, **common)
        add_fact(session, project, text="For Lea.", hearers=contacts[2:], **common)
    for day in range(-6, 10):
        with time_machine.travel(NOON + timedelta(days=day), tick=False):
            flow.draft_due()
    with parts.database.read() as session:
        assert session.scalars(select(Fact.id).where(Fact.text == OLD)).one() == fact.id
        first: dict[str, Digest] = {}
        for digest in session.scalars(select(Digest).order_by(Digest.id)):
            first.setdefault(digest.contact.first_name, digest)
        told = {name: set(lines(digest)) for name, digest in first.items()}
        assert set(told) == {"Dana", "Omar", "Lea"}
        assert all(OLD in words for words in told.values())
        assert {name for name, words in told.items() if "For Lea." in words} == {"Lea"}
        steps = {name: sum(w.startswith("Step") for w in words) for name, words in told.items()}
        assert steps == {"Dana": 8, "Omar": 1, "Lea": 3}
        assert len({digest.slot_key for digest in first.values()}) == 3
        assert first["Omar"].send_at < first["Dana"].send_at
        heads = {
            name: digest.html[:200].partition('lang="')[2][:2] for name, digest in first.items()
        }
        assert heads == {"Dana": "en", "Omar": "de", "Lea": "fr"}


def test_a_draft_takes_a_change_in_and_lets_go_of_what_is_withdrawn(
    parts: flow.Parts, project: Project
) -> None:
    draft(parts)
    new = change(parts)
    assert [lines(d).count(NEW) for d in updates(parts)] == [1, 1], "nobody heard it: no correction"
    assert not any(OLD in lines(digest) for digest in updates(parts))
    with parts.database.write() as session:
        withdraw_fact(session, new.id, reason="It holds after all.", actor=MAYA, now=NOON)
        renew(parts, session, new, at=NOON)
    assert [lines(d).count(NEW) for d in updates(parts)] == [0, 0]
    with parts.database.write() as session:
        undo_fact(session, new.id, actor=MAYA, now=NOON)
        renew(parts, session, new, at=NOON)
    assert [lines(d).count(NEW) for d in updates(parts)] == [1, 1]
    with parts.database.write() as session:
        assert undo_fact(session, new.id, actor=MAYA, now=NOON).text == OLD
        renew(parts, session, new, at=NOON)
    assert [lines(d).count(OLD) for d in updates(parts)] == [1, 1]


def test_an_edited_draft_has_the_new_version_where_the_old_one_stood(
    parts: flow.Parts, project: Project
) -> None:
    first = draft(parts)[0]
    mine = next(block for block in first.blocks if block.text.startswith("Room"))
    with parts.database.write() as session:
        edit_block(
            session, mine.id, "Rooms work on phones.", settings=parts.settings, key=parts.key,
            actor=MAYA, now=NOON,
        )  # fmt: skip
    before = lines(updates(parts)[0])
    change(parts)
    after = updates(parts)[0]
    assert lines(after) == [NEW if text == OLD else text for text in before]
    assert NEW in after.text
    assert OLD not in after.text


def test_an_approval_of_what_is_changed_is_void(parts: flow.Parts, project: Project) -> None:
    digests = draft(parts)
    approve(parts, digests[0].id, now=NOON)
    change(parts)
    digest = updates(parts)[0]
    assert (digest.state, digest.sent_at) == (DigestState.DRAFTED, None)
    assert NEW in lines(digest)
    assert send_all(parts, RecordingChannel(), now=FRIDAY_SLOT) == 0
    send(parts, [digest], at=FRIDAY_SLOT + timedelta(hours=2))


def test_what_was_told_is_corrected_once_and_only_to_those_who_heard_it(
    parts: flow.Parts, project: Project
) -> None:
    dana, omar = draft(parts)
    send(parts, [dana], at=FRIDAY_SLOT)
    new = change(parts, at=FRIDAY_SLOT + timedelta(hours=1))
    [held] = [d for d in updates(parts) if d.contact_id == omar.contact_id]
    assert NEW in lines(held), "new to this reader"
    later = draft(parts, NOON + WEEK)
    mine = next(digest for digest in later if digest.contact_id == dana.contact_id)
    assert lines(mine)[1] == f"Corrected: {NEW}", "right after how it stands"
    send(parts, [mine], at=FRIDAY_SLOT + WEEK)
    change(parts, "The launch moves to 15 December.", at=FRIDAY_SLOT + WEEK + timedelta(hours=1))
    last = draft(parts, NOON + 2 * WEEK)
    mine = next(digest for digest in last if digest.contact_id == dana.contact_id)
    assert lines(mine)[1] == "Corrected: The launch moves to 15 December."
    with parts.database.read() as session:
        told = session.scalars(select(FactTold).where(FactTold.fact_id == new.id)).all()
        assert [(t.contact_id, t.told_at) for t in told] == [(dana.contact_id, FRIDAY_SLOT + WEEK)]


def test_a_correction_speaks_the_readers_language_and_the_same_words_are_not_told_again(
    parts: flow.Parts, project: Project
) -> None:
    dana, omar = draft(parts)
    send(parts, [dana, omar], at=FRIDAY_SLOT)
    after = FRIDAY_SLOT + timedelta(hours=1)
    with parts.database.write() as session:
        make_fact(session, project, text="Card payments work.", known_at=after)
    change(parts, OLD, at=after, impact=Impact.BAD)
    later = draft(parts, NOON + WEEK)
    assert not any(OLD in text for digest in later for text in lines(digest))
    change(parts, at=NOON + WEEK)
    later = draft(parts, NOON + WEEK + timedelta(minutes=5))
    with parts.database.read() as session:
        names = {c.id: c.first_name for c in session.scalars(select(Contact))}
    said = {names[digest.contact_id]: lines(digest)[1] for digest in later}
    assert said == {"Dana": f"Corrected: {NEW}", "Omar": f"Berichtigt: {NEW}"}


def test_what_came_back_was_told_to_nobody_and_is_told_again(
    parts: flow.Parts, project: Project
) -> None:
    dana = draft(parts)[0]
    send(parts, [dana], at=FRIDAY_SLOT)
    with parts.database.write() as session:
        entry = session.scalars(select(OutboxEntry)).one()
        entry.state = OutboxState.BOUNCED
    again = draft(parts, NOON + WEEK)
    mine = next(digest for digest in again if digest.contact_id == dana.contact_id)
    assert OLD in lines(mine), "as it was, and no correction"
    send(parts, [mine], at=FRIDAY_SLOT + WEEK)
    with parts.database.read() as session:
        told = session.scalars(select(FactTold)).all()
        assert {(t.contact_id, t.digest_id, t.told_at) for t in told} == {
            (dana.contact_id, mine.id, FRIDAY_SLOT + WEEK)
        }
