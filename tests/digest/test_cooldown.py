"""Words that read as heated wait ten minutes from the first try, whoever tries and wherever."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from orchestrator import flow
from orchestrator.digest.approve import approve_digest, settle_send_time, undo_approval
from orchestrator.digest.cooldown import begin_hold, tone_of_update
from orchestrator.digest.draft import edit_block
from orchestrator.digest.hold import bring_forward
from orchestrator.digest.plan import fact_line
from orchestrator.digest.respond import Typed, save_response
from orchestrator.digest.respond_send import approve_response
from orchestrator.digest.respond_state import seen_in
from orchestrator.digest.response_words import render_response
from orchestrator.dispatch.compose import compose_digest, compose_response
from orchestrator.errors import CoolingDown
from orchestrator.models import (
    AuditDetail,
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    Cooldown,
    Digest,
    OutboxEntry,
    Thread,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_fact, make_mail, make_project
from tests.test_flow import FRIDAY_SLOT
from tests.test_red_lines import draft_one

MAYA = Actor("user:1", "web")
NOW = FRIDAY_SLOT - timedelta(hours=4)
HEATED = "As I already told you, the launch depends on your texts."
OTHER = "You should have told us about the second office."
CALM = "The launch depends on your texts, which we need by Friday."
TEN = timedelta(minutes=10)


def edit(parts: flow.Parts, digest_id: int, words: str) -> None:
    with parts.database.write() as session:
        block = session.scalars(
            select(Block).where(Block.digest_id == digest_id, Block.kind == BlockKind.DONE)
        ).first()
        assert block is not None
        edit_block(
            session, block.id, words, settings=parts.settings, key=parts.key, actor=MAYA, now=NOW
        )


def approve(
    parts: flow.Parts, digest_id: int, *, now: datetime, anyway: str = "", at_once: bool = False
) -> OutboxEntry:
    """A try; where it is held the time runs, as on the screen and the command line."""
    try:
        with parts.database.write() as session:
            digest = session.get_one(Digest, digest_id)
            if at_once:
                bring_forward(session, digest_id, undo_for=parts.settings.undo_for, now=now)
            settle_send_time(session, digest, undo_for=parts.settings.undo_for, now=now)
            return approve_digest(
                session,
                digest_id,
                message=compose_digest(digest, settings=parts.settings, key=parts.key),
                shown_revision=digest.revision,
                user_id=digest.project.pm_id,
                actor=MAYA,
                now=now,
                anyway=anyway,
            )
    except CoolingDown as held:
        with parts.database.write() as session:
            begin_hold(session, held, now=now)
        raise


def until(parts: flow.Parts, digest_id: int, *, now: datetime, at_once: bool = False) -> datetime:
    with pytest.raises(CoolingDown) as held:
        approve(parts, digest_id, now=now, at_once=at_once)
    return held.value.until


def test_s33_heated_words_of_an_update_wait_ten_minutes_from_the_first_try(
    parts: flow.Parts,
) -> None:
    digest_id = draft_one(parts)
    edit(parts, digest_id, HEATED)
    assert until(parts, digest_id, now=NOW) == NOW + TEN
    later = NOW + timedelta(minutes=9)
    assert until(parts, digest_id, now=later) == NOW + TEN
    assert until(parts, digest_id, now=later, at_once=True) == NOW + TEN  # "Send now" too.
    with parts.database.read() as session:
        assert session.scalars(select(OutboxEntry.id)).all() == []
    assert approve(parts, digest_id, now=NOW + TEN).id


def test_s33_calmer_words_end_the_hold_and_other_heated_words_begin_their_own(
    parts: flow.Parts,
) -> None:
    digest_id = draft_one(parts)
    edit(parts, digest_id, HEATED)
    assert until(parts, digest_id, now=NOW) == NOW + TEN
    edit(parts, digest_id, OTHER)
    later = NOW + timedelta(minutes=8)
    assert until(parts, digest_id, now=later) == later + TEN
    edit(parts, digest_id, f"{HEATED} {OTHER}")
    assert until(parts, digest_id, now=NOW + TEN) == later + TEN
    edit(parts, digest_id, CALM)
    approve(parts, digest_id, now=later)


def test_u21_a_reason_overrides_and_is_recorded_without_the_hint(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    edit(parts, digest_id, HEATED)
    until(parts, digest_id, now=NOW)
    with pytest.raises(CoolingDown):
        approve(parts, digest_id, now=NOW, anyway="   ")
    approve(parts, digest_id, now=NOW, anyway="Dana asked for plain words.")
    with parts.database.write() as session:
        undo_approval(session, digest_id, actor=MAYA, now=NOW)
    until(parts, digest_id, now=NOW)  # One reason is for one try.
    with parts.database.read() as session:
        released = session.scalars(select(AuditEntry).where(AuditEntry.action == "release")).one()
        assert released.obj == f"digest:{digest_id}"
        details = " ".join(str(d.value) for d in session.scalars(select(AuditDetail)))
        assert "Dana asked for plain words." in details
        assert "did not listen" not in details  # Why it was held,
        assert "As mentioned" not in details  # and what was proposed, are the writer's own.


def test_s33_what_the_machine_or_the_client_said_is_not_judged(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        client_id = digest.project.client_id
        said = BlockSource(source="mail:1", client_id=client_id)
        noted = Block(kind=BlockKind.NOTED, text=HEATED, details={}, position=90, sources=[said])
        digest.blocks.append(noted)
        session.flush()
        assert tone_of_update(digest) == []
        noted.text, noted.details = f"{HEATED} {OTHER}", {"edited_from": HEATED}
        assert [f.sentence for _, found in tone_of_update(digest) for f in found] == [OTHER]
        typed = BlockSource(source="user:1", client_id=client_id)
        ask = Block(
            kind=BlockKind.ASK,
            text="Which colour?",
            details={
                "options": {"A": "Blue"},
                "due": "No reply: whatever you decide is your fault",
            },
            position=91,
            sources=[typed],
        )
        digest.blocks.append(ask)
        session.flush()
        assert tone_of_update(digest)[-1][0] is ask


@pytest.mark.parametrize("source", ["mail:402", "token:5", "hook:3", "promise:7", "user:1"])
def test_s33_a_fact_is_judged_however_it_came(parts: flow.Parts, source: str) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        fact = make_fact(session, digest.project, source=source, text=HEATED)
        told = fact_line(fact, digest)
        quoted = fact_line(make_fact(session, digest.project, text=f"You said: “{HEATED}”"), digest)
        for position, block in enumerate((told, quoted)):
            block.position = 90 + position
            digest.blocks.append(block)
        session.flush()
        assert [block for block, _ in tone_of_update(digest)] == [told]
    assert until(parts, digest_id, now=NOW) == NOW + TEN


@pytest.fixture
def thread_id(parts: flow.Parts) -> int:
    with parts.database.write() as session:
        dana = make_contact(session)
        project = make_project(session, dana)
        make_fact(session, project)
        mail = make_mail(session, dana, project_id=project.id, subject="Texts")
        session.execute(update(Thread).values(project_id=project.id))
        assert mail.thread_id is not None
        return mail.thread_id


def send(parts: flow.Parts, thread_id: int, text: str, *, now: datetime, anyway: str = "") -> None:
    """One click on "Send", from a window that begins a draft of its own."""
    try:
        with parts.database.write() as session:
            typed = Typed(text)
            response = save_response(session, thread_id, typed, user_id=1, actor=MAYA, now=now)
            sender = response.project.pm
            rendered = render_response(response, sender=sender, settings=parts.settings, now=now)
            message = compose_response(
                response,
                rendered,
                sender=sender,
                settings=parts.settings,
                key=parts.key,
                dated=now,
            )
            approve_response(
                session,
                response,
                message,
                seen=seen_in(session, response.thread),
                send_at=now,
                user_id=sender.id,
                actor=MAYA,
                now=now,
                anyway=anyway,
            )
    except CoolingDown as held:
        with parts.database.write() as session:
            begin_hold(session, held, now=now)
        raise


def test_s33_an_answer_is_held_in_every_window(parts: flow.Parts, thread_id: int) -> None:
    with pytest.raises(CoolingDown) as held:
        send(parts, thread_id, HEATED, now=MONDAY)
    assert held.value.until == MONDAY + TEN
    with pytest.raises(CoolingDown) as held:  # Nothing of the first window is in this one.
        send(parts, thread_id, f"Hello Dana,\n\n{HEATED}", now=MONDAY + timedelta(minutes=5))
    assert held.value.until == MONDAY + TEN
    with parts.database.read() as session:
        assert len(session.scalars(select(Cooldown)).all()) == 1
    send(parts, thread_id, HEATED, now=MONDAY + TEN)


def test_s33_an_answer_goes_with_a_reason_or_calm(parts: flow.Parts, thread_id: int) -> None:
    with pytest.raises(CoolingDown):
        send(parts, thread_id, HEATED, now=MONDAY)
    send(parts, thread_id, HEATED, now=MONDAY, anyway="They asked me to be blunt.")
    with parts.database.read() as session:
        released = session.scalars(select(AuditEntry).where(AuditEntry.action == "release")).one()
        assert released.obj.startswith("response:")
