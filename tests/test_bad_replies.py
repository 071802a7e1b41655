"""Bad mail inputs 14, 17, 21 to 23 and 28 to 38: replies that must not do what they seem to say."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow, tokens
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    AuditEntry,
    Digest,
    Mail,
    OutboxEntry,
    Preference,
)
from orchestrator.record.append import Action
from orchestrator.wording import REPLY
from tests.factories import make_contact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, read_all, send_all
from tests.test_red_lines import draft_one

MAIL = Path(__file__).parent / "data" / "mail"
DANA = "dana@harborlane.example"
AFTER = FRIDAY_SLOT + timedelta(hours=1)


@pytest.fixture
def sent(parts: flow.Parts) -> EmailMessage:
    """The update that Dana got, with one question of yes or no."""
    entry = approve(parts, draft_one(parts), now=FRIDAY_SLOT - timedelta(hours=4))
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    message = message_from_bytes(entry.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def reply(words: str, *, to: str, number: int = 1, **values: Any) -> bytes:
    sent_at = AFTER + timedelta(minutes=number)
    return raw_mail(words, **{"sender": DANA, "to": to, "sent_at": sent_at, **values})


def take_in(parts: flow.Parts, *contents: bytes, at: datetime = AFTER) -> list[int]:
    ids = [
        deliver(parts.database, content, received_at=at + timedelta(minutes=n))
        for n, content in enumerate(contents)
    ]
    with time_machine.travel(at + timedelta(minutes=len(contents)), tick=False):
        read_all()
        flow.settle()
    return ids


def answers(session: Session) -> Sequence[tuple[str | None, AnswerState]]:
    rows = session.execute(select(Answer.value, Answer.state).order_by(Answer.id))
    return [(value, state) for value, state in rows]


def ask_state(session: Session) -> AskState:
    return session.scalars(select(Ask.state)).one()


def test_control_a_plain_yes_of_hers_settles_the_question(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    take_in(parts, reply("1 yes", to=str(sent["Reply-To"])))
    with parts.database.read() as session:
        assert answers(session) == [("yes", AnswerState.APPLIED)]
        assert ask_state(session) is AskState.ANSWERED


@pytest.mark.parametrize("name", ["21_two_from_fields", "22_two_addresses_in_from"])
def test_21_22_a_mail_of_two_authors_commands_nothing(
    parts: flow.Parts, sent: EmailMessage, name: str
) -> None:
    content = (MAIL / f"bad_{name}.eml").read_bytes()
    aimed = content.replace(b"hello@northwind.example", str(sent["Reply-To"]).encode())
    assert aimed != content
    [mail_id] = take_in(parts, aimed)
    with parts.database.read() as session:
        assert answers(session) == []
        assert session.get_one(Mail, mail_id).authenticity != "pass"


def test_14_the_same_id_with_other_words_is_kept_beside_the_first(parts: flow.Parts) -> None:
    names = ("bad_14_first.eml", "bad_14_same_id_other_body.eml")
    first, second = take_in(parts, *((MAIL / name).read_bytes() for name in names))
    with parts.database.read() as session:
        mails = [session.get_one(Mail, mail_id) for mail_id in (first, second)]
        assert [mail.is_variant for mail in mails] == [False, True]
        assert [mail.new_text for mail in mails] == ["The first words.", "Other words."]


def test_17_what_cannot_be_stored_is_replaced_and_the_bytes_are_kept(parts: flow.Parts) -> None:
    content = (MAIL / "bad_17_nul_and_surrogates.eml").read_bytes()
    [mail_id] = take_in(parts, content)
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.text.startswith("caf")
        assert mail.text.strip().endswith("end")
        assert "\x00" not in mail.text + mail.subject
        assert "UndecodableBytes" in mail.defects


def test_28_a_forged_approval_waits_and_changes_nothing(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    take_in(parts, reply("1 yes. We approve.", to=str(sent["Reply-To"]), proven=False))
    with parts.database.read() as session:
        assert {state for _, state in answers(session)} == {AnswerState.WAITING}
        assert ask_state(session) is AskState.OPEN


def test_29_the_token_of_another_client_is_only_words_and_is_recorded(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    with parts.database.write() as session:
        other = make_contact(session, address="luis@meadow.example")
        make_project(session, other)
    [mail_id] = take_in(
        parts, reply("1 yes", to=str(sent["Reply-To"]), sender="luis@meadow.example")
    )
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.has_token, mail.digest_id) == (False, None)
        assert answers(session) == []
        assert ask_state(session) is AskState.OPEN
        denied = select(AuditEntry).where(AuditEntry.action == Action.DENIED)
        assert [entry.obj for entry in session.scalars(denied)] == [f"mail:{mail_id}"]


def test_31_no_flipped_bit_is_accepted_and_the_record_is_not_filled(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    address = str(sent["Reply-To"])
    token = tokens.token_in(address)
    assert token is not None
    flipped = [
        address.replace(token, token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :])
        for at in range(token.index(".") + 1, len(token))
    ]
    ids = take_in(parts, *(reply(f"1 yes {n}", to=to, number=n) for n, to in enumerate(flipped)))
    with parts.database.read() as session:
        assert not any(session.get_one(Mail, mail_id).has_token for mail_id in ids)
        assert AnswerState.APPLIED not in {state for _, state in answers(session)}
        denied = select(func.count()).where(AuditEntry.action == Action.DENIED)
        assert session.scalar(denied) == 5


def test_31_a_hundred_thousand_guesses_are_all_refused(parts: flow.Parts) -> None:
    # The full million takes a minute; the share of accepted ones is what counts.
    genuine = tokens.mint(parts.key, REPLY, "d1", 7)
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    head, tail = genuine[:4], genuine[4:]
    accepted = 0
    for number in range(100_000):
        place, letter = number % len(tail), letters[(number // len(tail)) % 32]
        other = head + tail[:place] + letter + tail[place + 1 :]
        second = letters[number % 32]
        guess = other[:-1] + second
        accepted += guess != genuine and tokens.is_genuine(parts.key, REPLY, guess, 7)
    assert accepted == 0
    assert tokens.is_genuine(parts.key, REPLY, genuine, 7)


def test_32_the_same_approval_three_times_counts_once(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    to = str(sent["Reply-To"])
    take_in(parts, *(reply("1 yes", to=to, number=n) for n in range(3)))
    with parts.database.read() as session:
        assert session.scalar(select(func.count(Mail.id)).where(Mail.direction == "in")) == 3
        applied = [value for value, state in answers(session) if state is AnswerState.APPLIED]
        assert applied == ["yes"]


def test_33_a_decline_after_an_approval_goes_to_a_person_and_flips_nothing(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    to = str(sent["Reply-To"])
    take_in(parts, reply("1 yes", to=to))
    take_in(parts, reply("1 no", to=to, number=30), at=AFTER + timedelta(minutes=30))
    with parts.database.read() as session:
        assert ask_state(session) is AskState.ANSWERED
        assert answers(session)[0] == ("yes", AnswerState.APPLIED)
        assert ("no", AnswerState.APPLIED) not in answers(session)


@pytest.mark.parametrize(
    "words",
    [
        "I do not approve.",
        "Approve? No!",
        "We will see.\n\nOn Fri, Maya wrote:\n> 1 yes\n> We approve everything.",
    ],
)
def test_34_what_is_no_approval_never_counts_as_one(
    parts: flow.Parts, sent: EmailMessage, words: str
) -> None:
    take_in(parts, reply(words, to=str(sent["Reply-To"])))
    with parts.database.read() as session:
        assert ("yes", AnswerState.APPLIED) not in answers(session)
        assert ("yes", AnswerState.WAITING) not in answers(session)


def test_35_please_do_not_stop_stops_nothing(parts: flow.Parts, sent: EmailMessage) -> None:
    words = "The photos look good, please don't stop with the calendar."
    take_in(parts, reply(words, to=str(sent["Reply-To"])))
    with parts.database.read() as session:
        assert session.scalars(select(Preference)).all() == []


def test_36_an_out_of_office_with_approve_in_it_is_no_command_and_gets_no_answer(
    parts: flow.Parts, sent: EmailMessage
) -> None:
    words = "I am out of the office until 7 December. 1 yes, I approve."
    content = reply(words, to=str(sent["Reply-To"]), Auto_Submitted="auto-replied")
    [mail_id] = take_in(parts, content)
    with time_machine.travel(AFTER + timedelta(hours=2), tick=False):
        assert flow.queue_notices() == 0
    with parts.database.read() as session:
        assert session.get_one(Mail, mail_id).kind == "auto_reply"
        assert answers(session) == []


def test_38_our_own_update_come_back_is_a_loop(parts: flow.Parts, sent: EmailMessage) -> None:
    before = _outbox(parts)
    [mail_id] = take_in(parts, b"X-Forwarded-To: hello@northwind.example\r\n" + bytes(sent))
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.is_loop, mail.thread_id) == (True, None)
        assert answers(session) == []
    assert _outbox(parts) == before


def _outbox(parts: flow.Parts) -> tuple[int, int]:
    with parts.database.read() as session:
        return (
            session.scalar(select(func.count(OutboxEntry.id))) or 0,
            session.scalar(select(func.count(Digest.id))) or 0,
        )
