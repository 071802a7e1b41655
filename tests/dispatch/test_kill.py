"""The RQ worker is killed around SMTP's DATA: never two mails, and none is lost silently.

Red lines 2 and 3, for updates and for answers that a person wrote.  The server is
Postfix's smtp-sink, the queue is real, the kill is SIGKILL of the worker, its work-horse
and its scheduler at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
import os
from pathlib import Path
import signal
import subprocess
import sys

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.bell import Bell
from orchestrator.cli import session as processes
from orchestrator.clock import utc_now
from orchestrator.digest.approve import approve_digest
from orchestrator.dispatch.compose import compose_digest
from orchestrator.dispatch.outcome import decide_outcome
from orchestrator.models import (
    Contact,
    Digest,
    DigestState,
    Direction,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Project,
    Response,
    ResponseState,
    Thread,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests import servers
from tests.digest.test_respond import approve as approve_response
from tests.digest.test_respond import save
from tests.factories import make_contact, make_digest, make_project
from tests.mails import deliver, raw_mail
from tests.pausing_proxy import pausing_proxy
from tests.test_flow import read_all
from tests.waiting import AT_MOST_SECONDS, wait_until

ROOT = Path(__file__).parents[2]
LONG_DEAD = timedelta(microseconds=1)


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[servers.SmtpSink]:
    with servers.smtp_sink(tmp_path / "sink") as sink:
        yield sink


@pytest.fixture(params=[OutboxKind.DIGEST, OutboxKind.RESPONSE])
def due(parts: flow.Parts, daytime: None, request: pytest.FixtureRequest) -> int:
    """The id of an approved outbox row that is due now."""
    with parts.database.write() as session:
        contact = make_contact(session)
        project = make_project(session, contact)
        if request.param is OutboxKind.DIGEST:
            return due_digest(parts, session, project, contact)
        address = contact.address
    return due_response(parts, address)


def due_digest(parts: flow.Parts, session: Session, project: Project, contact: Contact) -> int:
    now = utc_now()
    digest = make_digest(
        session,
        project,
        contact,
        period_start=now - timedelta(days=7),
        period_end=now - timedelta(hours=1),
        send_at=now - timedelta(seconds=1),
    )
    session.flush()
    return approve(parts, session, digest).id


def due_response(parts: flow.Parts, sender: str) -> int:
    deliver(parts.database, raw_mail("Did the photos arrive?", sender=sender))
    read_all()
    with parts.database.read() as session:
        thread_id = session.scalars(select(Thread.id)).one()
    response = save(parts, thread_id)
    return approve_response(parts, response.id, now=utc_now() - parts.settings.respond_undo_for).id


def approve(parts: flow.Parts, session: Session, digest: Digest) -> OutboxEntry:
    return approve_digest(
        session,
        digest.id,
        message=compose_digest(digest, settings=parts.settings, key=parts.key),
        shown_revision=digest.revision,
        user_id=digest.project.pm_id,
        actor=Actor(f"user:{digest.project.pm_id}", "web"),
        now=utc_now(),
    )


@contextmanager
def worker(parts: flow.Parts, redis_url: str, smtp_port: int) -> Iterator[int]:
    """A real worker.py; yields its session id, and kills what is left of it."""
    settings = {
        "DATA": str(parts.settings.data),
        "DATABASE_URL": parts.settings.database_url,
        "REDIS_URL": redis_url,
        "MAIL_FROM": parts.settings.mail_from,
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "SMTP_SECURITY": "none",
    }
    Bell(redis_url).redis.flushdb()
    process = subprocess.Popen(
        [sys.executable, "worker.py"],
        cwd=ROOT,
        env={**os.environ, **{f"ORCHESTRATOR_{name}": v for name, v in settings.items()}},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        processes.kill([process.pid])
        process.wait()


def state_of(parts: flow.Parts, outbox_id: int) -> OutboxState:
    with parts.database.read() as session:
        return session.scalars(select(OutboxEntry.state).where(OutboxEntry.id == outbox_id)).one()


def recover(parts: flow.Parts, monkeypatch: pytest.MonkeyPatch, sink: servers.SmtpSink) -> None:
    """What a new worker's sweeps do once the claim has run out, straight to the sink."""
    settings = replace(parts.settings, smtp_port=sink.port, claim_for=LONG_DEAD)
    monkeypatch.setattr(flow, "parts", lambda: replace(parts, settings=settings))
    for _ in range(3):
        flow.settle()
        flow.send_due()


def test_control_a_worker_that_is_left_alone_sends_one(
    parts: flow.Parts, due: int, redis_url: str, sink: servers.SmtpSink
) -> None:
    with worker(parts, redis_url, sink.port):
        wait_until(lambda: state_of(parts, due) is OutboxState.ACCEPTED, "the send")
    [message] = sink.messages()
    with parts.database.read() as session:
        entry = session.get_one(OutboxEntry, due)
        assert message.content == entry.content
        assert message.recipients == [entry.recipient]


def check_closed(parts: flow.Parts, outbox_id: int) -> None:
    """What left stands as sent; an answer stands once in its conversation."""
    flow.parse_stored()
    with parts.database.read() as session:
        entry = session.get_one(OutboxEntry, outbox_id)
        if entry.digest is not None:
            assert entry.digest.state is DigestState.SENT
        else:
            assert session.scalars(select(Response.state)).one() is ResponseState.SENT
            ours = session.scalars(select(Mail).where(Mail.direction == Direction.OUT)).all()
            assert [mail.message_id for mail in ours] == [entry.message_id]


@pytest.mark.parametrize(
    ("point", "at_the_sink", "then"),
    [
        ("RCPT", 0, {OutboxState.ACCEPTED}),
        # The worker may or may not have handed all to the network when it died.
        ("BODY", 0, {OutboxState.ACCEPTED, OutboxState.NEEDS_PERSON}),
        ("DOT", 0, {OutboxState.NEEDS_PERSON}),
        ("REPLY", 1, {OutboxState.NEEDS_PERSON}),
    ],
)
def test_red_line_2_a_killed_worker_never_makes_two(
    parts: flow.Parts,
    due: int,
    redis_url: str,
    sink: servers.SmtpSink,
    monkeypatch: pytest.MonkeyPatch,
    point: str,
    at_the_sink: int,
    then: set[OutboxState],
) -> None:
    with pausing_proxy(sink.port, point) as proxy, worker(parts, redis_url, proxy.port) as pid:
        assert proxy.paused.wait(AT_MOST_SECONDS), f"the worker never came to {point}"
        processes.send(processes.members([pid]), signal.SIGKILL)
        wait_until(lambda: not processes.members([pid]), "the worker's end")
        wait_until(lambda: len(sink.messages()) == at_the_sink, "the sink")
    assert state_of(parts, due) is OutboxState.SENDING

    recover(parts, monkeypatch, sink)
    assert len(sink.messages()) <= 1
    assert state_of(parts, due) in then
    if state_of(parts, due) is OutboxState.NEEDS_PERSON:
        # Nobody knows, and without an archive to look into, a person decides.
        with parts.database.write() as session:
            decide_outcome(
                session,
                due,
                arrived=bool(at_the_sink),
                actor=Actor("user:1", "web"),
                now=utc_now(),
            )
        recover(parts, monkeypatch, sink)
        assert state_of(parts, due) is OutboxState.ACCEPTED
    assert len(sink.messages()) == 1
    check_closed(parts, due)
    with parts.database.read() as session:
        assert verify(session).problems == []


def test_red_line_3_after_a_kill_nothing_leaves_but_the_approved_bytes(
    parts: flow.Parts,
    due: int,
    redis_url: str,
    sink: servers.SmtpSink,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pausing_proxy(sink.port, "RCPT") as proxy, worker(parts, redis_url, proxy.port) as pid:
        assert proxy.paused.wait(AT_MOST_SECONDS), "the worker never came to RCPT"
        processes.send(processes.members([pid]), signal.SIGKILL)
        wait_until(lambda: not processes.members([pid]), "the worker's end")
    with parts.database.write() as session:
        entry = session.get_one(OutboxEntry, due)
        entry.content += b"P.S. Nobody approved this."
    recover(parts, monkeypatch, sink)
    assert state_of(parts, due) is OutboxState.CANCELLED
    assert sink.messages() == []


def test_a_worker_killed_after_the_reply_and_before_its_commit_never_makes_two(
    parts: flow.Parts,
    due: int,
    redis_url: str,
    sink: servers.SmtpSink,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pausing_proxy(sink.port, "DOT") as proxy, worker(parts, redis_url, proxy.port) as pid:
        assert proxy.paused.wait(AT_MOST_SECONDS)
        with parts.database.write() as session:
            # SQLite's writer waits for this block's end; PostgreSQL's for the record's lock.
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text("SELECT pg_advisory_xact_lock(710017)"))
            proxy.let_go()
            wait_until(lambda: len(sink.messages()) == 1, "the sink")
            wait_until(lambda: proxy.replied, "the reply to reach the worker")
            processes.send(processes.members([pid]), signal.SIGKILL)
            wait_until(lambda: not processes.members([pid]), "the worker's end")
    recover(parts, monkeypatch, sink)
    assert state_of(parts, due) is OutboxState.NEEDS_PERSON
    assert len(sink.messages()) == 1
