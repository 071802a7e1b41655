"""A PM's own answer: drafted, sent by one click, undone in time, and never twice or elsewhere."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import func, select, update

from orchestrator import flow, tokens
from orchestrator.collect.parse import parse_mail
from orchestrator.digest.recipients import last_from_client, left_out, recipients
from orchestrator.digest.respond import Typed, drop_response, save_response
from orchestrator.digest.respond_send import approve_response, undo_response
from orchestrator.digest.respond_state import Seen, seen_in
from orchestrator.digest.response_words import render_response
from orchestrator.dispatch.compose import compose_response
from orchestrator.dispatch.outcome import resolve_unknown
from orchestrator.errors import Overtaken, Refused, UnknownDelivery, UsageError
from orchestrator.models import (
    AuditEntry,
    ContactAddress,
    Direction,
    Mail,
    OutboxEntry,
    OutboxState,
    Preference,
    Response,
    ResponseState,
    Statement,
    Suppression,
    SuppressionReason,
    Thread,
    Wishes,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from orchestrator.wording import REPLY
from tests.dispatch.test_send import FailingChannel
from tests.factories import MONDAY, make_contact, make_mail, make_project, make_user
from tests.mails import deliver, gmail_reply, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import read_all, send_all

MAYA = Actor("user:1", "web")
WORDS = "Hello Dana,\n\nYes, the photos arrived. I'll send you the price list by Friday.\n\nMaya"
SOON = MONDAY + timedelta(seconds=10)


@pytest.fixture
def thread_id(parts: flow.Parts) -> int:
    """Dana asked something by mail; it is filed and read."""
    with parts.database.write() as session:
        dana = make_contact(session, address="dana@harborlane.example")
        make_project(session, dana, code="HL", slug="booking")
    deliver(
        parts.database,
        raw_mail(
            "Did the photos arrive?",
            sender="Dana Whitfield <dana@harborlane.example>",
            subject="AW: Photos",
            Message_ID="<photos@harborlane.example>",
            References="<first@harborlane.example> <second@northwind.example>",
            In_Reply_To="<second@northwind.example>",
        ),
        received_at=MONDAY - timedelta(hours=1),
    )
    read_all()
    with parts.database.read() as session:
        return session.scalars(select(Thread.id)).one()


def save(
    parts: flow.Parts, thread_id: int, text: str = WORDS, *, user_id: int = 1, **values: Any
) -> Response:
    with parts.database.write() as session:
        typed = Typed(text, **values)
        return save_response(session, thread_id, typed, user_id=user_id, actor=MAYA, now=MONDAY)


def approve(
    parts: flow.Parts, response_id: int, *, seen: Seen | None = None, now: datetime = MONDAY
) -> OutboxEntry:
    """What the screen does when "Send" is pressed."""
    with parts.database.write() as session:
        response = session.get_one(Response, response_id)
        sender, send_at = response.project.pm, now + parts.settings.respond_undo_for
        rendered = render_response(response, sender=sender, settings=parts.settings, now=now)
        message = compose_response(
            response,
            rendered,
            sender=sender,
            settings=parts.settings,
            key=parts.key,
            dated=send_at,
        )
        return approve_response(
            session,
            response,
            message,
            seen=seen or seen_in(session, response.thread),
            send_at=send_at,
            user_id=sender.id,
            actor=Actor(f"user:{sender.id}", "web"),
            now=now,
        )


def answer(parts: flow.Parts, thread_id: int, text: str = WORDS, **values: Any) -> OutboxEntry:
    return approve(parts, save(parts, thread_id, text, **values).id)


def sent_by(entry: OutboxEntry) -> EmailMessage:
    message = message_from_bytes(entry.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def state_of(parts: flow.Parts, response_id: int) -> ResponseState:
    with parts.database.read() as session:
        return session.get_one(Response, response_id).state


def revision_of(parts: flow.Parts, response_id: int) -> int:
    with parts.database.read() as session:
        return session.get_one(Response, response_id).revision


# The message


def test_it_leaves_as_a_person_wrote_it_and_comes_back_to_its_conversation(
    parts: flow.Parts, thread_id: int
) -> None:
    entry = answer(parts, thread_id)
    message = sent_by(entry)
    assert message["From"] == '"Maya Okafor, Northwind Studio" <updates@northwind.example>'
    assert message["To"] == "Dana Whitfield <dana@harborlane.example>"
    assert message["Subject"] == "Re: Photos"
    assert message["In-Reply-To"] == "<photos@harborlane.example>"
    assert message["References"].split() == [
        "<first@harborlane.example>",
        "<second@northwind.example>",
        "<photos@harborlane.example>",
    ]
    automatic = [name for name in message if name.lower().startswith(("list-", "auto-"))]
    assert automatic == []
    assert message["Cc"] is message["X-Auto-Response-Suppress"] is None
    token = tokens.token_in(message["Reply-To"].addresses[0].addr_spec)
    assert token is not None
    assert tokens.reference_of(token) == f"t{thread_id}"
    assert tokens.is_genuine(parts.key, REPLY, token, entry.contact_id)


def test_the_words_are_as_typed_signed_and_nothing_in_them_is_markup(
    parts: flow.Parts, thread_id: int
) -> None:
    typed = 'Hi <b>Dana</b> & "co",\r\n\r\n- one\r\n  - two\r\n\r\n' + "long words " * 30 + "\0end"
    message = sent_by(answer(parts, thread_id, typed))
    plain = part(message, "plain")
    assert plain.startswith('Hi <b>Dana</b> & "co",\n\n- one\n\xa0\xa0- two\n\nlong words long')
    assert max(map(len, plain.splitlines())) <= 78
    assert plain.rstrip().endswith(
        "-- \nMaya Okafor\nProject manager, Northwind Studio\n12 Quay Street, Cardiff CF10 5AB"
    )
    page = part(message, "html")
    assert "Hi &lt;b&gt;Dana&lt;/b&gt; &amp; &#34;co&#34;," in page
    assert "<b>Dana" not in page
    assert "unsubscribe" not in (page + plain).lower()


@pytest.mark.parametrize(
    ("hers", "ours"),
    [
        ("Photos", "Re: Photos"),
        ("Re: Photos", "Re: Photos"),
        ("RE: Antw: AW: Photos", "Re: Photos"),
        ("Re[2]: Photos", "Re: Photos"),
        ("R: Foto", "Re: Foto"),
        ("Fwd: Photos", "Re: Fwd: Photos"),
        ("Reorder: chairs", "Re: Reorder: chairs"),
        ("", "Re:"),
        ("Photos\r\nBcc: all@elsewhere.example", "Re: Photos Bcc: all@elsewhere.example"),
    ],
)
def test_the_subject_is_hers_answered_once(
    parts: flow.Parts, thread_id: int, hers: str, ours: str
) -> None:
    with parts.database.write() as session:
        session.execute(update(Mail).values(subject=hers))
    message = sent_by(answer(parts, thread_id))
    assert (message["Subject"], message["Bcc"]) == (ours, None)


def test_it_follows_the_last_subject_of_the_client(parts: flow.Parts, thread_id: int) -> None:
    with parts.database.write() as session:
        mail = session.scalars(select(Mail)).one()
        make_mail(
            session, mail.contact, thread_id=thread_id, project_id=mail.project_id, subject="Prices"
        )
    message = sent_by(answer(parts, thread_id))
    assert message["Subject"] == "Re: Prices"


LONG_ID = f"<{'VI1PR0501MB2560F8E0B9C1D0A1E2F3A4B5C6D7' * 2}@eurprd05.prod.outlook.com>"


def test_ids_longer_than_a_line_stay_whole(parts: flow.Parts, thread_id: int) -> None:
    with parts.database.write() as session:
        values = {"message_id": LONG_ID, "references": [f"<{n}@x.example>" for n in range(40)]}
        session.execute(update(Mail).values(values))
    content = answer(parts, thread_id).content
    assert f"In-Reply-To: {LONG_ID}\r\n".encode() in content
    references = sent_by_references(content)
    assert (references[0], references[-1], len(references)) == ("<0@x.example>", LONG_ID, 20)
    parsed = parse_mail(content)
    assert parsed.in_reply_to == LONG_ID


def sent_by_references(content: bytes) -> list[str]:
    head = content.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ")
    line = next(line for line in head.split("\r\n") if line.startswith("References: "))
    return line.split()[1:]


@pytest.mark.parametrize("hostile", ["no id at all", "<a b@c>", "<é@x.example>", ""])
def test_an_id_that_no_header_can_carry_is_left_out(
    parts: flow.Parts, thread_id: int, hostile: str
) -> None:
    with parts.database.write() as session:
        session.execute(update(Mail).values(message_id=hostile, references=[hostile]))
    message = sent_by(answer(parts, thread_id))
    assert message["In-Reply-To"] is message["References"] is None


def test_her_words_below_are_short_and_our_own_reader_tells_them_from_ours(
    parts: flow.Parts, thread_id: int
) -> None:
    with parts.database.write() as session:
        session.execute(update(Mail).values(new_text="One line\n\n" + "many words " * 200))
    quoting = sent_by(answer(parts, thread_id, quotes=True))
    plain = part(quoting, "plain")
    assert "On Mon 23 Nov at 08:00, Dana Whitfield wrote:\n> One line\n>\n> many words" in plain
    assert plain.rstrip().endswith("> […]")
    assert plain.count("\n>") < 15
    parsed = parse_mail(quoting.as_bytes())
    assert parsed.new_text.strip() == WORDS
    assert "many words" in part(quoting, "html")


# To whom


def test_it_may_go_to_registered_addresses_of_the_project_only(
    parts: flow.Parts, thread_id: int
) -> None:
    with parts.database.write() as session:
        mail = session.scalars(select(Mail)).one()
        assert mail.contact is not None
        assert mail.project is not None
        tom = make_contact(session, mail.contact.client, address="tom@harborlane.example")
        make_project(session, tom)
        mail.contact.addresses.append(
            ContactAddress(addr_spec="dana@harbor-lane.example", source=f"mail:{mail.id}")
        )
        session.flush()
        offered = recipients(session, mail.project, mail)
    assert [(r.addr_spec, r.reason, bool(r.warning)) for r in offered] == [
        ("dana@harborlane.example", "wrote the last mail here", False),
        ("dana@harbor-lane.example", "another address of who wrote", True),
    ]
    assert "harbor-lane.example" in offered[1].warning
    for address in ("tom@harborlane.example", "eve@elsewhere.example"):
        with pytest.raises(UsageError, match="no registered address"):
            save(parts, thread_id, addr_spec=address)
    entry = answer(parts, thread_id, addr_spec="dana@harbor-lane.example")
    assert entry.recipient == "dana@harbor-lane.example"
    assert sent_by(entry)["To"] == "Dana Whitfield <dana@harbor-lane.example>"


def test_whom_it_does_not_reach_is_named(parts: flow.Parts, thread_id: int) -> None:
    with parts.database.write() as session:
        mail = session.scalars(select(Mail)).one()
        mail.recipients = ["hello+t1.abc@northwind.example", "tom@harborlane.example"]
        ours = {"hello@northwind.example"}
        assert left_out(mail, mail.from_address, ours) == ["tom@harborlane.example"]


def test_nobody_to_answer_means_no_draft(parts: flow.Parts, thread_id: int) -> None:
    with parts.database.write() as session:
        stranger = make_mail(session)
        session.flush()
    with pytest.raises(Refused, match="file the conversation first"):
        save(parts, stranger.thread_id or 0)


def test_red_line_4_a_stranger_in_the_conversation_is_never_written_to(
    parts: flow.Parts, thread_id: int
) -> None:
    with parts.database.write() as session:
        mail = session.scalars(select(Mail)).one()
        other = make_contact(session, address="idris@elsewhere.example")
        make_project(session, other)
        make_mail(session, other, thread_id=thread_id, project_id=mail.project_id)
        assert last_from_client(session, session.get_one(Thread, thread_id)) is mail
    response = save(parts, thread_id)
    assert response.addr_spec == "dana@harborlane.example"
    with pytest.raises(UsageError):
        save(parts, thread_id, addr_spec="idris@elsewhere.example")


def test_red_line_4_an_answer_does_not_follow_its_conversation_to_another_client(
    parts: flow.Parts, thread_id: int
) -> None:
    with parts.database.write() as session:
        writer = make_user(session).id
    draft, approved = save(parts, thread_id), answer(parts, thread_id, user_id=writer)
    with parts.database.write() as session:
        elsewhere = make_project(session, make_contact(session))
        session.execute(update(Thread).values(project_id=elsewhere.id))
    with pytest.raises(Refused, match="another project"):
        approve(parts, draft.id)
    channel = RecordingChannel()
    send_all(parts, channel, now=SOON)
    assert channel.sent == []
    with parts.database.read() as session:
        stopped = session.get_one(OutboxEntry, approved.id)
        assert stopped.problem == "the conversation belongs to another project now"
        assert verify(session).problems == []


# Drafting


def test_a_person_has_one_open_draft_in_a_conversation(parts: flow.Parts, thread_id: int) -> None:
    first = save(parts, thread_id, "Hello")
    again = save(parts, thread_id, "Hello Dana")
    assert (again.id, again.text, again.revision) == (first.id, "Hello Dana", 2)
    assert save(parts, thread_id, "Hello Dana").revision == 2
    with parts.database.write() as session:
        writer = make_user(session)
    theirs = save(parts, thread_id, "Hi", user_id=writer.id)
    assert theirs.id != first.id
    gone_on = save(parts, thread_id, "Hi Dana", response_id=theirs.id)
    assert (gone_on.id, gone_on.user_id) == (theirs.id, writer.id)


def test_a_dropped_draft_is_none_any_more(parts: flow.Parts, thread_id: int) -> None:
    draft = save(parts, thread_id)
    with parts.database.write() as session:
        drop_response(session, draft.id, actor=MAYA, now=MONDAY)
    with pytest.raises(Overtaken, match="dropped"):
        save(parts, thread_id, response_id=draft.id)
    with pytest.raises(Overtaken, match="dropped"):
        approve(parts, draft.id)


# Sending


def test_it_leaves_once_after_the_moment_to_undo_and_not_before(
    parts: flow.Parts, thread_id: int
) -> None:
    entry, channel = answer(parts, thread_id), RecordingChannel()
    assert entry.due_at == SOON
    assert send_all(parts, channel, now=SOON - timedelta(seconds=1)) == 0
    assert send_all(parts, channel, now=SOON) == 1
    assert send_all(parts, channel, now=SOON) == 0
    assert channel.sent == [entry.content]


def test_undone_it_is_a_draft_again_and_may_leave_changed_to_somebody_else(
    parts: flow.Parts, thread_id: int
) -> None:
    first, channel = answer(parts, thread_id), RecordingChannel()
    response_id = int(first.cause.partition(":")[2])
    with parts.database.write() as session:
        undo_response(session, response_id, actor=MAYA, now=MONDAY)
        mail = session.scalars(select(Mail)).one()
        assert mail.contact is not None
        mail.contact.addresses.append(ContactAddress(addr_spec="d@harborlane.example"))
    assert send_all(parts, channel, now=SOON) == 0
    assert state_of(parts, response_id) is ResponseState.DRAFTED
    with pytest.raises(Overtaken, match="you changed this draft"):
        save(parts, thread_id, "Other words", response_id=response_id, revision=1)
    to, revision = "d@harborlane.example", revision_of(parts, response_id)
    again = answer(parts, thread_id, "Other words", addr_spec=to, revision=revision)
    assert (again.id, again.message_id) == (first.id, first.message_id)
    send_all(parts, channel, now=SOON)
    [content] = channel.sent
    assert b"Other words" in content
    with parts.database.write() as session:
        with pytest.raises(Overtaken, match="too late"):
            undo_response(session, response_id, actor=MAYA, now=SOON)
        assert verify(session).problems == []


def test_a_second_click_sends_nothing_more(parts: flow.Parts, thread_id: int) -> None:
    with parts.database.read() as session:
        seen = seen_in(session, session.get_one(Thread, thread_id))
    approve(parts, save(parts, thread_id).id, seen=seen)
    second = save(parts, thread_id)
    with pytest.raises(Overtaken):
        approve(parts, second.id, seen=seen)
    with parts.database.read() as session:
        assert session.scalar(select(func.count(OutboxEntry.id))) == 1


def test_what_she_wrote_meanwhile_is_read_first_and_then_it_leaves(
    parts: flow.Parts, thread_id: int
) -> None:
    draft = save(parts, thread_id)
    with parts.database.read() as session:
        shown = seen_in(session, session.get_one(Thread, thread_id))
    with parts.database.write() as session:
        mail = session.scalars(select(Mail)).one()
        newer = make_mail(session, mail.contact, thread_id=thread_id, project_id=mail.project_id)
    with pytest.raises(Overtaken):
        approve(parts, draft.id, seen=shown)
    entry = approve(parts, draft.id, seen=Seen(newer.id, 0))
    assert entry.state is OutboxState.PENDING


def test_her_stop_or_pause_or_night_never_holds_an_answer_back(
    parts: flow.Parts, thread_id: int
) -> None:
    with parts.database.write() as session:
        mail = session.scalars(select(Mail)).one()
        assert mail.contact is not None
        mail.contact.kept_wishes = wishes = Wishes.unspoken(mail.contact.id)
        wishes.stopped, wishes.channel = True, "phone"
        wishes.pause_until = MONDAY.date() + timedelta(days=30)
        mail.contact.timezone = "Asia/Tokyo"
    night, channel = MONDAY.replace(hour=19), RecordingChannel()
    approve(parts, save(parts, thread_id).id, now=night)
    assert send_all(parts, channel, now=night + timedelta(seconds=10)) == 1
    with parts.database.read() as session:
        assert session.scalars(select(Preference)).all() == []


@pytest.mark.parametrize("reason", list(SuppressionReason))
def test_an_address_that_failed_or_complained_is_refused_in_words(
    parts: flow.Parts, thread_id: int, reason: SuppressionReason
) -> None:
    approved, channel = answer(parts, thread_id), RecordingChannel()
    draft = save(parts, thread_id)
    with parts.database.write() as session:
        row = Suppression(
            addr_spec="dana@harborlane.example", reason=reason, source="mail:1", created_at=MONDAY
        )
        session.add(row)
    with pytest.raises(Refused, match=r"dana@harborlane\.example (has failed|was reported)"):
        approve(parts, draft.id)
    assert send_all(parts, channel, now=SOON) == 0
    assert state_of(parts, int(approved.cause.partition(":")[2])) is ResponseState.DRAFTED


def test_red_line_3_other_bytes_than_the_approved_ones_never_leave(
    parts: flow.Parts, thread_id: int
) -> None:
    entry, channel = answer(parts, thread_id), RecordingChannel()
    with parts.database.write() as session:
        changed = entry.content.replace(b"photos", b"prices")
        session.execute(update(OutboxEntry).values(content=changed))
    send_all(parts, channel, now=SOON)
    assert channel.sent == []


def test_who_writes_in_after_care_gets_an_answer(parts: flow.Parts, thread_id: int) -> None:
    draft, channel = save(parts, thread_id), RecordingChannel()
    with parts.database.write() as session:
        session.get_one(Response, draft.id).project.closed_at = MONDAY
    approve(parts, draft.id)
    send_all(parts, channel, now=SOON)
    assert len(channel.sent) == 1


def test_what_the_server_refuses_is_a_draft_again_with_the_reason(
    parts: flow.Parts, thread_id: int
) -> None:
    from orchestrator.errors import PermanentDeliveryError

    entry = answer(parts, thread_id)
    refusing = FailingChannel(PermanentDeliveryError("550 no"))
    send_all(parts, refusing, now=SOON)  # type: ignore[arg-type]
    response_id = int(entry.cause.partition(":")[2])
    assert state_of(parts, response_id) is ResponseState.DRAFTED
    again, channel = approve(parts, response_id, now=SOON), RecordingChannel()
    assert send_all(parts, channel, now=again.due_at) == 1
    with parts.database.read() as session:
        assert verify(session).problems == []


# Read back


def settled(parts: flow.Parts) -> None:
    flow.settle()
    read_all()


def test_without_a_sent_folder_it_stands_in_the_conversation_and_its_promise_is_found(
    parts: flow.Parts, thread_id: int
) -> None:
    entry = answer(parts, thread_id)
    send_all(parts, RecordingChannel(), now=SOON)
    settled(parts)
    settled(parts)
    with parts.database.read() as session:
        ours = session.scalars(select(Mail).where(Mail.direction == Direction.OUT)).one()
        assert (ours.thread_id, ours.message_id) == (thread_id, entry.message_id)
        assert (ours.kind, ours.is_loop, ours.received_at) == ("human", False, SOON)
        assert ours.new_text.strip() == WORDS
        promise = session.scalars(select(Statement).where(Statement.mail_id == ours.id)).one()
        assert (promise.kind, str(promise.due_on)) == ("promise", "2026-11-27")
        assert session.scalars(select(Response.state)).one() is ResponseState.SENT
        assert verify(session).problems == []


@pytest.mark.parametrize("when", ["before", "between", "after"])
@pytest.mark.parametrize("folder", [Direction.OUT, Direction.IN], ids=["Sent", "archive"])
def test_a_collected_copy_adds_no_second_mail(
    parts: flow.Parts, thread_id: int, folder: Direction, when: str
) -> None:
    entry = answer(parts, thread_id)
    copy = b"Received: from relay by mx; Mon, 23 Nov 2026 09:00:11 +0000\r\n" + entry.content
    send_all(parts, RecordingChannel(), now=SOON)
    if when == "before":
        deliver(parts.database, copy, direction=folder)
    if when == "between":
        deliver(parts.database, copy, direction=folder)
        read_all()
    settled(parts)
    if when == "after":
        deliver(parts.database, copy, direction=folder)
    settled(parts)
    with parts.database.read() as session:
        [ours] = session.scalars(select(Mail).where(Mail.message_id == entry.message_id))
        assert (ours.direction, ours.thread_id, ours.is_loop) == (Direction.OUT, thread_id, False)
        assert (
            len(session.scalars(select(Statement).where(Statement.mail_id == ours.id)).all()) == 1
        )
        assert verify(session).problems == []


def test_the_archive_still_tells_what_became_of_an_unknown_one(
    parts: flow.Parts, thread_id: int
) -> None:
    entry = answer(parts, thread_id)
    send_all(parts, FailingChannel(UnknownDelivery("cut")), now=SOON)  # type: ignore[arg-type]
    deliver(parts.database, entry.content)
    read_all()
    with parts.database.write() as session:
        assert resolve_unknown(session, settings=parts.settings, now=SOON) == 1
    settled(parts)
    with parts.database.read() as session:
        [ours] = session.scalars(select(Mail).where(Mail.message_id == entry.message_id))
        assert (ours.direction, ours.thread_id) == (Direction.OUT, thread_id)
        assert session.get_one(OutboxEntry, entry.id).state is OutboxState.ACCEPTED


@pytest.mark.parametrize("by", ["token", "header"])
def test_her_reply_comes_back_to_the_conversation(
    parts: flow.Parts, thread_id: int, by: str
) -> None:
    entry = answer(parts, thread_id)
    send_all(parts, RecordingChannel(), now=SOON)
    message = sent_by(entry)
    headers: dict[str, Any] = {"In_Reply_To": entry.message_id} if by == "header" else {}
    reply = raw_mail(
        gmail_reply("Thank you!", "Dana", part(message, "plain")),
        sender="dana@harborlane.example",
        to=message["Reply-To"].addresses[0].addr_spec if by == "token" else "hello@x.example",
        subject="Re: Photos",
        **headers,
    )
    mail_id = deliver(parts.database, reply, received_at=SOON + timedelta(hours=1))
    read_all()
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.project_id == entry.project_id
        if by == "header":
            assert mail.thread_id == thread_id
        assert mail.has_token is (by == "token")


def test_every_step_is_in_the_record(parts: flow.Parts, thread_id: int) -> None:
    entry = answer(parts, thread_id)
    with parts.database.write() as session:
        undo_response(session, int(entry.cause.partition(":")[2]), actor=MAYA, now=MONDAY)
    answer(parts, thread_id)
    send_all(parts, RecordingChannel(), now=SOON)
    settled(parts)
    with parts.database.read() as session:
        steps = session.execute(select(AuditEntry.action, AuditEntry.obj).order_by(AuditEntry.seq))
        told = [f"{action} {obj.partition(':')[0]}" for action, obj in steps]
    assert told[told.index("draft response") :] == [
        "draft response",
        "approve response",
        "queue outbox",
        "undo response",
        "approve response",
        "queue outbox",
        "send_attempt outbox",
        "send_result outbox",
        "ingest mail",
        *told[told.index("ingest mail", 5) + 1 :],
    ]


@pytest.mark.parametrize("shown", ["Pho[U+202E]tos", "␇Photos", "[U+200F]Re: Photos[U+2069]"])
def test_the_marks_that_warn_us_do_not_leave_in_the_subject(
    parts: flow.Parts, thread_id: int, shown: str
) -> None:
    with parts.database.write() as session:
        session.scalars(select(Mail)).one().subject = shown
    assert sent_by(answer(parts, thread_id))["Subject"] == "Re: Photos"
