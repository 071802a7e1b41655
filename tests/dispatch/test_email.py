"""SMTP step by step, against a scripted server for what a real one cannot be made to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.dispatch.compose import compose_digest
from orchestrator.dispatch.outcome import resolve_unknown
from orchestrator.errors import (
    ArchiveRefused,
    DeliveryError,
    PermanentDeliveryError,
    Refused,
    TransientDeliveryError,
    UnknownDelivery,
)
from orchestrator.models import (
    Digest,
    Direction,
    FolderCursor,
    Mail,
    Mailbox,
    MailLocation,
    OutboxEntry,
    OutboxState,
    Phase,
)
from orchestrator.tokens import is_genuine, token_in
from tests.factories import make_mail
from tests.sending import hand_over, send_entry
from tests.servers import FaultySmtp
from tests.test_flow import FRIDAY_SLOT, approve
from tests.test_red_lines import draft_one

NOW = FRIDAY_SLOT - timedelta(hours=4)


@pytest.fixture
def entry(parts: flow.Parts) -> OutboxEntry:
    return approve(parts, draft_one(parts), now=NOW)


@contextmanager
def channel(parts: flow.Parts, server: FaultySmtp, **settings: object) -> Iterator[EmailChannel]:
    values = {"smtp_port": server.port, "smtp_timeout": timedelta(seconds=30)} | settings
    with EmailChannel(replace(parts.settings, **values)) as channel:  # type: ignore[arg-type]
        yield channel


def phases_of(channel: EmailChannel, entry: OutboxEntry) -> list[Phase]:
    phases: list[Phase] = []
    hand_over(channel, entry, phases.append)
    return phases


def test_the_bytes_arrive_as_they_were_approved_at_client_and_archive(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    archive = "archive@northwind.example"
    with FaultySmtp() as server, channel(parts, server, archive_address=archive) as email:
        phases = phases_of(email, entry)
        hand_over(email, entry)
    assert phases == [Phase.RECIPIENTS_OK, Phase.DOT]
    first, second = server.received
    assert first.content == second.content == entry.content
    assert first.recipients == [entry.recipient, archive]
    assert sum(each.upper().startswith("EHLO") for each in server.commands) == 1, "one connection"


PIPELINING = "250-faulty.example\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES"


@pytest.mark.parametrize("offers", [{}, {"EHLO": PIPELINING}], ids=["one by one", "pipelined"])
@pytest.mark.parametrize(
    ("refused", "error", "is_about_her"),
    [
        ({"RCPT TO:<archive@": "550 5.1.1 No such user"}, ArchiveRefused, False),
        ({"RCPT TO:<dana@": "550 5.1.1 No such user"}, PermanentDeliveryError, True),
        ({"RCPT TO:": "550 5.1.1 No such user"}, PermanentDeliveryError, True),
    ],
    ids=["the archive", "the client", "both"],
)
def test_one_refused_recipient_takes_the_whole_message_back(
    parts: flow.Parts,
    entry: OutboxEntry,
    offers: dict[str, str],
    refused: dict[str, str],
    error: type[DeliveryError],
    is_about_her: bool,
) -> None:
    with (
        FaultySmtp({**refused, **offers}) as server,
        channel(parts, server, archive_address="archive@northwind.example") as email,
    ):
        with pytest.raises(error, match=r"5\.1\.1") as caught:
            hand_over(email, entry)
        assert caught.value.is_about_recipient is is_about_her
        assert server.received == []
        assert not any(command.startswith("DATA") for command in server.commands)
        assert server.commands[-1] == "rset"
        server.replies["RCPT TO:"] = "250 2.1.5 Ok"
        for who in refused:
            server.replies[who] = "250 2.1.5 Ok"
        hand_over(email, entry)
    assert len(server.received) == 1, "control: the same session sends once it may"
    assert sum(each.upper().startswith("EHLO") for each in server.commands) == 1


@pytest.mark.parametrize(
    ("replies", "error"),
    [
        ({"MAIL": "451 4.3.0 Later"}, TransientDeliveryError),
        ({"RCPT": "450 4.2.1 Later"}, TransientDeliveryError),
        ({"RCPT": "550 5.1.1 No"}, PermanentDeliveryError),
        ({"DATA": "421 4.3.2 Closing"}, TransientDeliveryError),
        ({".": "451 4.3.0 Later"}, TransientDeliveryError),
        ({".": "554 5.7.1 Spam"}, PermanentDeliveryError),
        # Who is not let in at all was refused, and not the message.
        ({"CONNECT": "554 Go away"}, TransientDeliveryError),
    ],
)
def test_a_refusal_says_whether_it_is_worth_another_try(
    parts: flow.Parts, entry: OutboxEntry, replies: dict[str, str], error: type[Exception]
) -> None:
    with FaultySmtp(replies) as server, channel(parts, server) as email, pytest.raises(error):
        hand_over(email, entry)
    assert server.received == []


@pytest.mark.parametrize("point", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY"])
def test_a_connection_lost_before_the_dot_is_surely_not_sent(
    parts: flow.Parts, entry: OutboxEntry, point: str
) -> None:
    with FaultySmtp(close_at=point) as server, channel(parts, server) as email:
        # The whole content may be in the network's buffers when the server hangs up.
        expected = (TransientDeliveryError, UnknownDelivery)
        with pytest.raises(expected if point == "BODY" else TransientDeliveryError):
            hand_over(email, entry)
    assert server.received == []


def test_a_swallowed_reply_after_the_dot_is_unknown_and_is_not_sent_again(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    with FaultySmtp(close_at=".") as server, channel(parts, server) as email:
        sent = send_entry(
            parts.database,
            entry.id,
            channel=email,
            settings=parts.settings,
            clock=lambda: FRIDAY_SLOT,
        )
        again = send_entry(
            parts.database,
            entry.id,
            channel=email,
            settings=parts.settings,
            clock=lambda: FRIDAY_SLOT,
        )
    assert (sent, again) == (True, False)
    with parts.database.read() as session:
        assert session.get_one(OutboxEntry, entry.id).state is OutboxState.UNKNOWN


def test_a_transient_refusal_is_due_again_and_a_permanent_one_is_final(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    for replies, state in (
        ({"RCPT": "450 4.2.1 Later"}, OutboxState.PENDING),
        ({"RCPT": "550 5.1.1 No"}, OutboxState.FAILED),
    ):
        with parts.database.read() as session:
            due_at = session.get_one(OutboxEntry, entry.id).due_at
        with FaultySmtp(replies) as server, channel(parts, server) as email:
            send_entry(
                parts.database,
                entry.id,
                channel=email,
                settings=parts.settings,
                clock=lambda at=due_at: at,  # type: ignore[misc]
            )
        with parts.database.read() as session:
            now = session.get_one(OutboxEntry, entry.id)
            assert now.state is state
    assert now.due_at == FRIDAY_SLOT + timedelta(minutes=5)
    assert "550 5.1.1 No" in now.problem


def unknown(parts: flow.Parts, entry: OutboxEntry) -> None:
    with parts.database.write() as session:
        row = session.get_one(OutboxEntry, entry.id)
        row.state, row.finished_at = OutboxState.UNKNOWN, FRIDAY_SLOT


@pytest.mark.parametrize(
    ("evidence", "after", "state"),
    [
        ("copy", timedelta(minutes=1), OutboxState.ACCEPTED),
        ("newer mail", timedelta(minutes=1), OutboxState.UNKNOWN),
        ("newer mail", timedelta(minutes=20), OutboxState.PENDING),
        ("nothing", timedelta(minutes=20), OutboxState.UNKNOWN),
        ("nothing", timedelta(hours=3), OutboxState.NEEDS_PERSON),
    ],
)
def test_the_archive_says_what_became_of_it(
    parts: flow.Parts,
    entry: OutboxEntry,
    evidence: str,
    after: timedelta,
    state: OutboxState,
) -> None:
    unknown(parts, entry)
    now = FRIDAY_SLOT + after
    with parts.database.write() as session:
        mailbox = Mailbox(
            name="archive",
            host="127.0.0.1",
            port=143,
            security="none",
            username="archive",
            sealed_password="",
            is_archive=True,
            read_at=now,
        )
        session.add(mailbox)
        session.flush()
        if evidence == "copy":
            make_mail(session, message_id=entry.message_id, is_loop=True)
        if evidence == "newer mail":
            mail = make_mail(session)
            session.add(FolderCursor(mailbox_id=mailbox.id, folder="INBOX", direction=Direction.IN))
            session.add(
                MailLocation(
                    mailbox_id=mailbox.id,
                    folder="INBOX",
                    uidvalidity=1,
                    uid=1,
                    mail_id=mail.id,
                    received_at=FRIDAY_SLOT + timedelta(seconds=30),
                )
            )
        settings = replace(parts.settings, archive_address="archive@northwind.example")
        resolve_unknown(session, settings=settings, now=now)
    with parts.database.read() as session:
        assert session.get_one(OutboxEntry, entry.id).state is state
        assert session.scalars(select(Mail.id)).all() is not None


def test_the_message_says_how_to_answer_and_how_to_stop(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    mail = message_from_bytes(entry.content, policy=policy.default)
    token = token_in(str(mail["Reply-To"]))
    assert token is not None
    with parts.database.read() as session:
        digest = session.scalars(select(Digest)).one()
        assert is_genuine(parts.key, "reply", token, digest.contact_id)
        assert not is_genuine(parts.key, "reply", token, digest.contact_id + 1)
        again = compose_digest(digest, settings=parts.settings, key=parts.key)
    assert again.content == entry.content, "composing is a function of the row"
    assert mail["Message-ID"] == entry.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/unsubscribe/" in mail["List-Unsubscribe"]
    assert "mailto:" in mail["List-Unsubscribe"]
    assert mail["To"].addresses[0].addr_spec == entry.recipient
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert b"\r\n" in entry.content
    assert b"\n" not in entry.content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "address", ["dana@harborlane.example\r\nBcc: eve@evil.example", "a b@c.example", "x@y"]
)
def test_an_address_that_is_none_is_refused_before_smtp(
    parts: flow.Parts, entry: OutboxEntry, address: str
) -> None:
    with parts.database.write() as session:
        digest = session.scalars(select(Digest)).one()
        digest.contact.addresses[0].addr_spec = address
        with pytest.raises(Refused, match="no address"):
            compose_digest(digest, settings=parts.settings, key=parts.key)
