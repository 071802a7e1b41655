"""Messages that leave side by side: one commit a step, and nobody waits for another's server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
import threading

import pytest
from sqlalchemy import event, select

from orchestrator import flow
from orchestrator.digest.approve import approve_digest
from orchestrator.dispatch import send
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.dispatch.compose import compose_digest
from orchestrator.models import (
    Attempt,
    Cap,
    Digest,
    DigestState,
    OutboxEntry,
    OutboxState,
    Participant,
    Period,
    Phase,
)
from orchestrator.models.people import ParticipantRole
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests.factories import make_contact, make_digest, make_project
from tests.servers import FaultySmtp
from tests.test_flow import FRIDAY_SLOT
from tests.test_statements_a_mail import counting
from tests.waiting import wait_until

NOW = FRIDAY_SLOT - timedelta(hours=4)


def queue(parts: flow.Parts, many: int) -> list[int]:
    """Approved updates to ``many`` people, all due at the same slot; their outbox ids."""
    with parts.database.write() as session:
        ids = []
        for number in range(many):
            contact = make_contact(session, address=f"c{number}@harborlane.example")
            digest = make_digest(session, make_project(session, contact), contact)
            digest.send_at = FRIDAY_SLOT
            ids.append(approve(parts, session, digest).id)
    return ids


def approve(parts: flow.Parts, session, digest: Digest) -> OutboxEntry:  # type: ignore[no-untyped-def]
    return approve_digest(
        session,
        digest.id,
        message=compose_digest(digest, settings=parts.settings, key=parts.key),
        shown_revision=digest.revision,
        user_id=digest.project.pm_id,
        actor=Actor(f"user:{digest.project.pm_id}", "web"),
        now=NOW,
    )


def send_all(parts: flow.Parts, server: FaultySmtp, **settings: object) -> int:
    values = {"smtp_port": server.port, "smtp_timeout": timedelta(seconds=30)} | settings
    given = replace(parts.settings, **values)  # type: ignore[arg-type]
    with EmailChannel(given) as channel:
        return send.send_due(
            parts.database, channel=channel, settings=given, clock=lambda: FRIDAY_SLOT
        )


def states(parts: flow.Parts) -> list[OutboxState]:
    with parts.database.read() as session:
        assert verify(session).problems == []
        return list(session.scalars(select(OutboxEntry.state).order_by(OutboxEntry.id)))


@contextmanager
def commits(parts: flow.Parts) -> Iterator[list[object]]:
    seen: list[object] = []

    def note(connection: object) -> None:
        seen.append(connection)

    event.listen(parts.database.engine, "commit", note)
    try:
        yield seen
    finally:
        event.remove(parts.database.engine, "commit", note)


def test_a_group_costs_four_commits_and_few_statements(parts: flow.Parts) -> None:
    costs = {}
    for many in (2, 10):
        queue(parts, many) if many == 2 else queue_more(parts, many)
        with (
            FaultySmtp() as server,
            counting(parts.database.engine) as statements,
            commits(parts) as seen,
        ):
            assert send_all(parts, server) == many
        assert len(server.received) == many
        connections = sum(each.upper().startswith("EHLO") for each in server.commands)
        # The last look finds nothing due and commits nothing that anyone waits for.
        assert (connections, len(seen)) == (many, 4 + 1)
        costs[many] = len(statements)
    assert costs[10] <= costs[2] + 2, costs
    assert costs[10] <= 45, costs


def queue_more(parts: flow.Parts, many: int) -> None:
    with parts.database.write() as session:
        for number in range(many):
            contact = make_contact(session, address=f"more{number}@harborlane.example")
            digest = make_digest(session, make_project(session, contact), contact)
            digest.send_at = FRIDAY_SLOT
            approve(parts, session, digest)


def test_one_refused_leaves_the_others_alone(parts: flow.Parts) -> None:
    queue(parts, 5)
    refused = {"RCPT TO:<c1@": "550 5.1.1 No", "RCPT TO:<c3@": "450 4.2.1 Later"}
    with FaultySmtp(refused) as server:
        assert send_all(parts, server) == 5
    assert len(server.received) == 3
    ok = OutboxState.ACCEPTED
    assert states(parts) == [ok, OutboxState.FAILED, ok, OutboxState.PENDING, ok]


def test_a_421_in_the_middle_costs_nobody_else_their_mail(parts: flow.Parts) -> None:
    queue(parts, 6)
    with FaultySmtp({"RCPT TO:<c2@": "421 4.3.2 Closing"}) as server:
        send_all(parts, server, smtp_sessions=2)
    assert len(server.received) == 5
    assert states(parts).count(OutboxState.ACCEPTED) == 5
    assert states(parts)[2] is OutboxState.PENDING


def test_fewer_connections_than_messages_take_turns(parts: flow.Parts) -> None:
    queue(parts, 7)
    with FaultySmtp() as server:
        assert send_all(parts, server, smtp_sessions=3) == 7
    assert len(server.received) == 7
    assert sum(each.upper().startswith("EHLO") for each in server.commands) == 3


def test_no_relay_at_all_is_a_later_try_for_each(parts: flow.Parts) -> None:
    queue(parts, 3)
    with FaultySmtp({"CONNECT": "554 Go away"}) as server:
        assert send_all(parts, server) == 3
    assert states(parts) == [OutboxState.PENDING] * 3
    with parts.database.read() as session:
        tries = session.execute(select(Attempt.phase, Attempt.reply)).all()
        assert {phase for phase, _ in tries} == {Phase.CONNECTING}
        assert all("554" in reply for _, reply in tries)


def test_a_server_that_hangs_at_the_dot_holds_up_only_its_own(parts: flow.Parts) -> None:
    ids = queue(parts, 4)
    with FaultySmtp(hang_at=".", only="c2@") as server:
        sender = threading.Thread(target=send_all, args=(parts, server))
        sender.start()
        assert server.hanging.wait(30)
        others = [each for each in ids if each != ids[2]]
        wait_until(
            lambda: states(parts).count(OutboxState.ACCEPTED) == 3,
            "the others to be settled",
        )
        assert states(parts)[2] is OutboxState.SENDING
        server.end()
        sender.join(30)
    assert not sender.is_alive()
    assert states(parts)[2] is OutboxState.UNKNOWN
    assert len(others) == 3


def test_two_workers_share_what_is_due_and_send_each_once(parts: flow.Parts) -> None:
    queue(parts, 12)
    with FaultySmtp() as server:
        workers = [
            threading.Thread(target=send_all, args=(parts, server), kwargs={"smtp_sessions": 3})
            for _ in range(2)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
    assert len(server.received) == 12
    assert len({one.content for one in server.received}) == 12
    assert set(states(parts)) == {OutboxState.ACCEPTED}


@pytest.mark.parametrize(("promised", "sent"), [(1, 1), (2, 2)])
def test_two_updates_of_one_person_in_a_group_count_one_after_the_other(
    parts: flow.Parts, promised: int, sent: int
) -> None:
    with parts.database.write() as session:
        contact = make_contact(session, address="dana@harborlane.example")
        first = make_project(session, contact)
        second = make_project(session)
        second.client_id = first.client_id
        session.add(
            Participant(project_id=second.id, contact_id=contact.id, role=ParticipantRole.SPONSOR)
        )
        session.flush()
        for project in (first, second):
            digest = make_digest(session, project, contact, send_at=FRIDAY_SLOT)
            approve(parts, session, digest)
        session.add(
            Cap(
                contact_id=contact.id,
                messages=promised,
                period=Period.MONTH,
                source="outbox:1",
                promised_at=NOW,
            )
        )
    with FaultySmtp() as server:
        assert send_all(parts, server) == sent
    with parts.database.read() as session:
        found = set(session.scalars(select(Digest.state)))
        assert (DigestState.HELD in found) is (promised == 1)
