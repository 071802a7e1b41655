"""Text messages and chat through a provider over HTTP: taken once, refused, or nobody knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
import socket
import threading
import time

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.digest.approve import approve_digest
from orchestrator.dispatch import outcome, send
from orchestrator.dispatch.channels import apprise
from orchestrator.dispatch.channels.apprise import by_apprise
from orchestrator.dispatch.suppression import suppress
from orchestrator.dispatch.updates import compose_update, enveloped, opened
from orchestrator.engagement.handles import reach_by
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.errors import Refused
from orchestrator.models import (
    Attempt,
    Contact,
    Digest,
    DigestState,
    Handle,
    OutboxEntry,
    OutboxState,
    Phase,
    SuppressionReason,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests.factories import MONDAY, make_contact, make_digest, make_project
from tests.test_flow import FRIDAY_SLOT

NOW = FRIDAY_SLOT
NUMBER = "+441632960123"
WORDS = "Northwind: Booking site on track. It costs 5 € & more <b>. STOP to end"
BY = Actor("cli:operator", "cli")


@dataclass
class Provider:
    """Answers each message with ``status``, and keeps the path and the text of each."""

    port: int
    status: int = 200
    says_nothing: bool = False
    heard: list[tuple[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/{{to}}"


@pytest.fixture
def provider() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known.heard.append((self.path, body["message"]))
            if known.says_nothing:
                time.sleep(1.5)
                return
            self.send_response(known.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Provider(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


def approved(parts: flow.Parts, channel: str = "sms") -> int:
    """An update to Dana that is due; its outbox id."""
    settings = replace(parts.settings, sms_url="json://x/{to}", chat_url="json://x/{to}")
    with parts.database.write() as session:
        dana = make_contact(session)
        reach_by(session, dana, {"sms": NUMBER, "chat": "dana/1 x"}, actor=BY, now=MONDAY)
        before = MONDAY - timedelta(hours=1)
        set_by_us(session, dana, {"channel": channel}, source=BY.name, actor=BY, now=before)
        digest = make_digest(
            session, make_project(session, dana), dana, channel=channel, text=WORDS, html=""
        )
        digest.send_at = NOW
        return approve_digest(
            session,
            digest.id,
            message=compose_update(digest, settings=settings, key=parts.key),
            shown_revision=digest.revision,
            user_id=digest.project.pm_id,
            actor=BY,
            now=MONDAY,
        ).id


def send_all(parts: flow.Parts, url: str, channel: str = "sms") -> int:
    return send.send_due(
        parts.database, channel=by_apprise(channel, url), settings=parts.settings,
        clock=lambda: NOW,
    )  # fmt: skip


@contextmanager
def entry_of(parts: flow.Parts, entry_id: int) -> Iterator[OutboxEntry]:
    with parts.database.read() as session:
        assert verify(session).problems == []
        yield session.get_one(OutboxEntry, entry_id)


def phase_of(parts: flow.Parts) -> Phase:
    with parts.database.read() as session:
        return session.scalars(select(Attempt.phase).order_by(Attempt.id.desc()).limit(1)).one()


@pytest.mark.parametrize(("channel", "path"), [("sms", "%2B441632960123"), ("chat", "dana")])
def test_s5_the_approved_words_reach_the_number_once_and_unchanged(
    parts: flow.Parts, provider: Provider, channel: str, path: str
) -> None:
    entry_id = approved(parts, channel)
    assert send_all(parts, provider.url, "chat" if channel == "sms" else "sms") == 0
    assert send_all(parts, provider.url, channel) == 1
    assert send_all(parts, provider.url, channel) == 0
    [(asked, words)] = provider.heard
    assert words == WORDS
    assert asked.replace("+", "%2B").startswith(f"/{path}")
    with entry_of(parts, entry_id) as entry:
        assert entry.state is OutboxState.ACCEPTED
        assert opened(entry.content) == (entry.recipient, WORDS)
    assert phase_of(parts) is Phase.REPLIED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (400, OutboxState.FAILED),
        (404, OutboxState.FAILED),
        (429, OutboxState.PENDING),
        (500, OutboxState.PENDING),
        (503, OutboxState.PENDING),
        (502, OutboxState.UNKNOWN),
        (504, OutboxState.UNKNOWN),
    ],
)
def test_s5_a_refusal_ends_it_a_busy_provider_delays_it_and_a_gateway_knows_nothing(
    parts: flow.Parts, provider: Provider, status: int, state: OutboxState
) -> None:
    provider.status = status
    entry_id = approved(parts)
    send_all(parts, provider.url)
    with entry_of(parts, entry_id) as entry:
        assert entry.state is state
        assert f"error={status}" in entry.problem
        if state is OutboxState.PENDING:
            assert entry.due_at > NOW
        if state is OutboxState.FAILED:
            assert entry.digest is not None
            assert entry.digest.state is DigestState.HELD


def test_s5_no_answer_is_never_sent_again_by_itself(
    parts: flow.Parts, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apprise, "ANSWER_SECONDS", 0.5)
    provider.says_nothing = True
    entry_id = approved(parts)
    send_all(parts, provider.url)
    with entry_of(parts, entry_id) as entry:
        assert (entry.state, len(provider.heard)) == (OutboxState.UNKNOWN, 1)
    settings = replace(parts.settings, archive_address="archive@northwind.example")
    with parts.database.write() as session:
        assert outcome.resolve_unknown(session, settings=settings, now=NOW) == 1
        assert outcome.resolve_unknown(session, settings=settings, now=NOW) == 0
    assert send_all(parts, provider.url) == 0
    with entry_of(parts, entry_id) as entry:
        assert (entry.state, len(provider.heard)) == (OutboxState.NEEDS_PERSON, 1)


def test_s5_where_nobody_listens_it_surely_did_not_leave(parts: flow.Parts) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"json://127.0.0.1:{free.getsockname()[1]}/{{to}}"
    entry_id = approved(parts)
    send_all(parts, url)
    with entry_of(parts, entry_id) as entry:
        assert (entry.state, entry.problem) == (
            OutboxState.PENDING, "no connection to the provider",
        )  # fmt: skip


def change(parts: flow.Parts, what: str) -> None:
    with parts.database.write() as session:
        dana = session.scalars(select(Contact)).one()
        if what == "number":
            reach_by(session, dana, {"sms": "+441632960999"}, actor=BY, now=MONDAY)
        elif what == "stop":
            set_by_us(session, dana, {"stop": "yes"}, source=BY.name, actor=BY, now=MONDAY)
        elif what == "e-mail":
            set_by_us(session, dana, {"channel": "email"}, source=BY.name, actor=BY, now=MONDAY)
        elif what == "barred":
            suppress(
                session, NUMBER, SuppressionReason.HARD_BOUNCE, source="x", actor=BY, now=MONDAY
            )
        else:
            entry = session.scalars(select(OutboxEntry)).one()
            entry.content = enveloped("+441632960999", WORDS)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("number", "Dana is reached elsewhere than when it was approved"),
        ("stop", "Dana asked for no more mail"),
        ("e-mail", "Dana wants no sms any more: email"),
        ("barred", "mail to this address has failed for good"),
        ("bytes", "the bytes are not the approved ones"),
    ],
)
def test_s5_what_stops_a_mail_stops_a_text_message(
    parts: flow.Parts, provider: Provider, what: str, reason: str
) -> None:
    entry_id = approved(parts)
    change(parts, what)
    send_all(parts, provider.url)
    assert provider.heard == []
    with parts.database.read() as session:
        entry = session.get_one(OutboxEntry, entry_id)
        assert entry.state is OutboxState.CANCELLED
        assert entry.problem.startswith(reason)
        assert bool(verify(session).problems) is (what == "bytes")


def test_s5_quiet_hours_hold_a_text_message_too(parts: flow.Parts, provider: Provider) -> None:
    entry_id = approved(parts)
    at = NOW.replace(hour=23)
    send.send_due(
        parts.database, channel=by_apprise("sms", provider.url), settings=parts.settings,
        clock=lambda: at,
    )  # fmt: skip
    with entry_of(parts, entry_id) as entry:
        assert (entry.state, entry.problem) == (OutboxState.PENDING, "quiet hours")
    assert provider.heard == []


def test_s5_nothing_is_composed_without_a_provider_or_a_number(parts: flow.Parts) -> None:
    ready = replace(parts.settings, sms_url="json://x/{to}")
    with parts.database.write() as session:
        dana = make_contact(session)
        digest = make_digest(session, make_project(session, dana), dana, channel="sms")
        with pytest.raises(Refused, match="we know of no"):
            compose_update(digest, settings=ready, key=parts.key)
        session.add(Handle(contact_id=dana.id, channel="sms", value=NUMBER, created_at=MONDAY))
        session.flush()
        session.refresh(dana)
        with pytest.raises(Refused, match="sms_url"):
            compose_update(digest, settings=parts.settings, key=parts.key)
        once = compose_update(digest, settings=ready, key=parts.key)
        assert once == compose_update(digest, settings=ready, key=parts.key)
        digest.text += "."
        assert once.sha256 != compose_update(digest, settings=ready, key=parts.key).sha256


def test_s5_the_job_sends_over_each_channel_that_is_set_up(
    parts: flow.Parts, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = approved(parts)
    with_sms = replace(parts, settings=replace(parts.settings, sms_url=provider.url))
    monkeypatch.setattr(flow, "parts", lambda: with_sms)
    with time_machine.travel(NOW, tick=False):
        assert flow.send_due() == 1
        flow.settle()
    with parts.database.read() as session:
        entry = session.get_one(OutboxEntry, entry_id)
        digest = session.get_one(Digest, entry.digest_id)
        assert (digest.state, digest.sent_at) == (DigestState.SENT, NOW)
