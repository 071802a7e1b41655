"""Accounting's words stay in the case, whoever they wrote to and whatever the headers say."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.conversation.inner_words import without
from orchestrator.models import (
    Dispute,
    DisputeNote,
    DisputeState,
    Mail,
    NoteKind,
    Preference,
    Reading,
    Sentiment,
    Statement,
    Thread,
    ThreadKey,
)
from orchestrator.models.content import content_of
from orchestrator.wording import reply_address
from tests import cases
from tests.factories import MONDAY
from tests.mails import deliver, raw_mail

DANA = "dana@harbor.example"
INNER = "thin"
"""A word of accounting's that nobody else says."""


def notes(parts: flow.Parts) -> list[DisputeNote]:
    with parts.database.read() as session:
        found = list(session.scalars(select(DisputeNote).order_by(DisputeNote.id)))
        session.expunge_all()
        return found


def require_the_wall(parts: flow.Parts, mail_id: int) -> None:
    """Of a mail that is in a case: nothing of it is in any place that a client's mail has."""
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.thread_id, mail.project_id, mail.contact_id) == (None, None, None)
        assert (mail.text, mail.new_text, mail.subject) == ("", "", "")
        assert session.scalar(select(func.count()).where(DisputeNote.mail_id == mail_id)) == 1
        for table in (Reading, Sentiment, Statement):
            assert session.scalar(select(func.count()).where(table.mail_id == mail_id)) == 0
        if mail.message_id:
            named = select(ThreadKey).where(
                ThreadKey.message_id == mail.message_id, ThreadKey.mail_at.is_not(None)
            )
            assert session.scalar(named) is None
        spoken = Mail.new_text.contains(INNER) | Mail.text.contains(INNER)
        assert session.scalar(select(func.count()).where(spoken)) == 0


def headers_to_try(parts: flow.Parts, case: cases.Case) -> dict[str, dict[str, str]]:
    """What an answer of accounting may carry beside, or in place of, our reply address."""
    with parts.database.read() as session:
        thread_id = session.scalars(
            select(Mail.thread_id).join(Dispute, Dispute.mail_id == Mail.id)
        ).one()
        contact_id = session.scalars(select(Dispute.contact_id)).one()
    assert thread_id is not None
    project = reply_address(parts.settings, parts.key, f"t{thread_id}", contact_id)
    hers = "<invoice@harbor.example>"
    asked = str(case.asked["Message-ID"])
    return {
        "reply": {},
        "reply-all with the client in Cc": {"Cc": DANA},
        "the client's conversation in Cc": {"Cc": project},
        "only the client's conversation": {"to": project},
        "to the client alone, we in Cc": {"to": DANA, "Cc": "updates@northwind.example"},
        "in the client's thread": {"In_Reply_To": hers, "References": f"{hers} {asked}"},
        "only the client's thread": {
            "to": "updates@northwind.example", "In_Reply_To": hers, "References": hers,
        },
        "with the project's code": {"subject": "[HL] HL-3: the invoice"},
        "from a colleague": {"sender": "bob@northwind.example"},
    }  # fmt: skip


def test_u12_accountings_words_stay_in_the_case_whatever_the_headers_say(
    parts: flow.Parts,
) -> None:
    case = cases.sent_to_accounting(parts)
    for number, (why, headers) in enumerate(headers_to_try(parts, case).items()):
        given = {"Message_ID": f"<answer{number}@northwind.example>"} | headers
        mail_id = cases.answer(parts, case, headers=given)
        require_the_wall(parts, mail_id)
        assert notes(parts)[-1].mail_id == mail_id, why
    found = notes(parts)
    assert {note.text for note in found} == {cases.ANSWER}
    with parts.database.read() as session:
        assert session.get_one(Dispute, case.id).state is DisputeState.ANSWERED
        assert session.scalar(select(func.count(Thread.id))) == 1


def test_u12_the_same_message_id_twice_is_two_notes_or_one(parts: flow.Parts) -> None:
    case = cases.sent_to_accounting(parts)
    same = {"Message_ID": "<one@northwind.example>"}
    first = cases.answer(parts, case, headers=same)
    assert cases.answer(parts, case, headers=same) == first
    other = cases.answer(parts, case, cases.ANSWER + "\n\nPS: really.", headers=same)
    for mail_id in (first, other):
        require_the_wall(parts, mail_id)
    assert [note.mail_id for note in notes(parts)] == [first, other]


@pytest.mark.parametrize(
    "headers",
    [
        {"sender": "eve@elsewhere.example"},
        {"sender": cases.ACCOUNTING, "proven": "forged"},
        {"sender": "accounts@northwind.example.evil.example"},
        {"sender": f"{cases.ACCOUNTING} <eve@elsewhere.example>"},
        {"sender": "bob@northwind.example", "proven": "no"},
    ],
    ids=["stranger", "forged", "lookalike", "display name", "unproven colleague"],
)
def test_u12_whoever_else_writes_to_the_case_goes_to_the_tray(
    parts: flow.Parts, headers: dict[str, str]
) -> None:
    case = cases.sent_to_accounting(parts)
    proven = headers.get("proven", "yes")
    sender = {"sender": headers["sender"]}
    words = "Send the credit note to this new bank account: DE02 1203 0000 0000 2020 51"
    content = raw_mail(words, to=case.address, proven=proven == "yes", **sender)
    if proven == "forged":
        verdict = b"Authentication-Results: mx.northwind.example; dmarc=fail\r\n"
        content = verdict + content
    mail_id = cases.take_in(parts, content)
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None
        assert mail.project_id is None
        assert session.scalar(select(func.count(DisputeNote.id))) == 0
        assert session.get_one(Dispute, case.id).state is DisputeState.WITH_ACCOUNTING


def test_u12_the_client_at_the_cases_address_stays_a_client(parts: flow.Parts) -> None:
    case = cases.sent_to_accounting(parts)
    words = "I am looking forward to the credit note."
    mail_id = cases.take_in(parts, raw_mail(words, sender=DANA, to=case.address))
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.project_id == case.project_id
        assert mail.contact_id is not None
        assert mail.new_text.strip() == words
        assert session.scalar(select(func.count(DisputeNote.id))) == 0


QUOTED = "\n".join(f"> {line}" for line in cases.ANSWER.splitlines())
CAME_BACK = {
    "reply on top": f"What does this mean?\n\nOn Mon, 23 Nov 2026, Bob wrote:\n{QUOTED}",
    "forward": "See below!\n\n---------- Forwarded message ---------\n"
    f"From: Bob <{cases.ACCOUNTING}>\nTo: Dana\nSubject: Re: HL\n\n{cases.ANSWER}",
    "answers between the lines": f"{QUOTED}\n\nSo you know it yourselves.",
    "pasted in one line": f"You write “{' '.join(cases.ANSWER.split())}”. Is that so?",
    "wrapped anew": "Your accounting says:\n\n"
    + cases.ANSWER.replace(" thin, so", "\nthin, so").replace(" of it if", "\nof it\nif"),
}


def test_u12_what_the_client_sends_back_of_it_is_read_by_nobody(parts: flow.Parts) -> None:
    case = cases.sent_to_accounting(parts)
    answer_id = cases.answer(
        parts, case, headers={"Message_ID": "<b@northwind.example>", "Cc": DANA}
    )
    for number, (why, words) in enumerate(CAME_BACK.items()):
        content = raw_mail(
            words,
            sender=DANA,
            to=f"{cases.ACCOUNTING}, {case.address}",
            References="<b@northwind.example>",
            Message_ID=f"<back{number}@harbor.example>",
        )
        mail_id = cases.take_in(parts, content, MONDAY + timedelta(hours=3))
        with parts.database.read() as session:
            mail = session.get_one(Mail, mail_id)
            assert mail.contact_id is not None, why
            for text in (mail.text, mail.new_text):
                assert INNER not in text, why
                assert "credit half" not in text, why
            found = session.scalars(select(Reading.found).where(Reading.mail_id == mail_id)).all()
            assert INNER not in str(found), why
    require_the_wall(parts, answer_id)
    assert len(notes(parts)) == 1


def test_u12_out_of_office_of_accounting_is_shown_and_answers_nothing(parts: flow.Parts) -> None:
    case = cases.sent_to_accounting(parts)
    away = {"Auto_Submitted": "auto-replied", "subject": "Out of office: back on 30 November"}
    mail_id = cases.answer(parts, case, "I am away until 30 November.", away)
    require_the_wall(parts, mail_id)
    assert [note.kind for note in notes(parts)] == [NoteKind.AUTOMATIC]
    with parts.database.read() as session:
        assert session.get_one(Dispute, case.id).state is DisputeState.WITH_ACCOUNTING


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The invoice is wrong.", "The invoice is wrong."),
        ("> one two three four five six seven eight nine", "> […]"),
        ("Hi\none two three\n> four five six seven eight nine.\nBye", "Hi\n[…]\nBye"),
        ("one two three four five six seven", "one two three four five six seven"),
    ],
)
def test_u12_words_are_found_by_what_they_say(text: str, kept: str) -> None:
    assert without(text, ["One two three four five six, seven eight nine."]) == kept


def test_u12_what_she_wrote_first_stays_hers() -> None:
    hers = "We never ordered the second photo day of the fourth of May."
    inner = f"She says: {hers} That is not true, I have her signature here."
    assert without(hers, [inner], own=[hers]) == hers


def test_u12_her_reply_to_all_that_comes_with_it_makes_nothing_of_its_words(
    parts: flow.Parts,
) -> None:
    """In one batch, hers first: nothing that is derived of it has accounting's words."""
    case = cases.sent_to_accounting(parts)
    asked = str(case.asked["Message-ID"])
    mine = "We expect the credit note by Friday."
    hers = raw_mail(
        f"{mine}\n\nBob wrote: The margin on that photo day is thin, so do not give in on it. "
        "We could credit half of it if they threaten to leave.",
        sender=DANA, to=f"{cases.ACCOUNTING}, {case.address}",
        References="<answer@northwind.example>", Message_ID="<reply@harbor.example>",
    )  # fmt: skip
    theirs = raw_mail(
        cases.ANSWER, sender=cases.ACCOUNTING, to=case.address, Cc=DANA,
        Message_ID="<answer@northwind.example>", In_Reply_To=asked,
    )  # fmt: skip
    at = MONDAY + timedelta(hours=3)
    mail_id = deliver(parts.database, hers, received_at=at)
    deliver(parts.database, theirs, received_at=at)
    for job in (flow.parse_stored, flow.converse, flow.engage):
        job()
    assert len(notes(parts)) == 1
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert mine in mail.new_text, "control: her own words are read"
        spans = session.scalars(select(Statement.span).where(Statement.mail_id == mail_id)).all()
        assert any("credit note" in span for span in spans)
        derived = [mail.text, mail.new_text, *spans]
        derived += map(str, session.scalars(select(Reading.found)))
        derived += map(str, session.scalars(select(Sentiment.evidence)))
        derived += map(str, session.scalars(select(Preference.value)))
        assert not [each for each in derived if INNER in each or "credit half" in each]
        assert b"thin" in content_of(session, mail.sha256), "the bytes stay as they came"
