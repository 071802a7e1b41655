from datetime import date
import json
from pathlib import Path
import time
from typing import Any

import pytest

from orchestrator.collect.absence import back_on
from orchestrator.collect.parse import ParsedMail, parse_mail

AUTOMATIC = Path(__file__).parents[1] / "data" / "automatic"


def _cases() -> list[dict[str, Any]]:
    with (AUTOMATIC / "expected.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case['file']} {case['note']}")
def test_kind_and_return_of_our_cases(case: dict[str, Any]) -> None:
    mail = parse_mail((AUTOMATIC / case["file"]).read_bytes())
    assert mail.kind == case["kind"]
    assert (mail.back_on.isoformat() if mail.back_on else None) == case["back_on"]


def _held_out() -> list[dict[str, Any]]:
    with (AUTOMATIC / "holdout.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("case", _held_out(), ids=lambda case: f"{case['id']} {case['lang']}")
def test_kind_and_return_of_cases_written_before_the_rules(case: dict[str, Any]) -> None:
    mail = parse_mail(case["mail"].encode())
    assert mail.kind == case["kind"], mail.kind_evidence
    assert (mail.back_on.isoformat() if mail.back_on else None) == case["back_on"]


@pytest.mark.parametrize(
    ("header", "is_certain"), [(b"Auto-Submitted: auto-replied\n", True), (b"", False)]
)
def test_what_only_the_words_say_is_likely(header: bytes, is_certain: bool) -> None:
    mail = parse_mail(
        header + b"From: ann@example.com\nTo: bob@studio.example\nSubject: Re: Plan\n\n"
        b"This is an automatic reply. I am out of the office.\n"
    )
    assert (mail.kind, mail.is_kind_certain) == ("auto_reply", is_certain)
    assert mail.kind_evidence


@pytest.mark.parametrize("unit", ["until 5 ", "back ", "1.", "monday ", "from 5 - ", "a@", "\n"])
def test_a_long_automatic_text_is_read_in_the_time_of_its_length(unit: str) -> None:
    head = b"Auto-Submitted: auto-replied\nFrom: a@x.example\nSubject: x\n"
    head += b"Date: Mon, 1 Sep 2025 12:00:00 +0000\n\n"
    begun = time.process_time()
    parse_mail(head + unit.encode() * (200_000 // len(unit)))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am out of the office and will be back on 17 March.", date(2026, 3, 17)),
        ("I will return on Monday, March 16th.", date(2026, 3, 16)),
        ("Ich bin ab dem 16. März wieder erreichbar.", date(2026, 3, 16)),
        ("Ich bin bis einschließlich 13.03.2026 im Urlaub.", date(2026, 3, 16)),
        ("Je serai de retour le lundi 16 mars.", date(2026, 3, 16)),
        ("Je suis absente du 4 au 13 mars inclus.", date(2026, 3, 16)),
        ("Estaré de vuelta el 16 de marzo.", date(2026, 3, 16)),
        ("Rientrerò il 16 marzo.", date(2026, 3, 16)),
        ("Ik ben maandag 16 maart weer aanwezig.", date(2026, 3, 16)),
        ("Estou de férias e regresso no dia 16 de março.", date(2026, 3, 16)),
        ("Ich bin in KW 12 wieder da.", date(2026, 3, 16)),
        ("I am away till the 19th.", date(2026, 3, 19)),
        ("Vuelvo el lunes 16.", date(2026, 3, 16)),
        ("Back on Tuesday.", date(2026, 3, 10)),
        ("away: 2026-03-01 .. 2026-03-13\nback: 2026-03-16", date(2026, 3, 16)),
        ("I am back on 7 January.", date(2027, 1, 7)),
        ("My colleague is back on 9 March.", None),
        ("I am away for a few days and reply when I can.", None),
        ("Mail is forwarded until 31 March.", None),
        ("I am on leave from 9 March, returning 16 March.", date(2026, 3, 16)),
        ("My colleague covers for me. She is back on 9 March.", None),
        ("Ich bin nicht da (9.-13.03.).", date(2026, 3, 16)),
        ("Jag är borta till och med den 13 mars.", date(2026, 3, 16)),
        ("Jestem na urlopie do 13 marca włącznie.", date(2026, 3, 16)),
        ("Я вернусь 16 марта.", date(2026, 3, 16)),
        ("3月16日に出社します。", date(2026, 3, 16)),
        ("3月9日至3月13日休假。", date(2026, 3, 16)),
        ("I am away until further notice.", None),
    ],
)
def test_the_day_of_the_return(text: str, day: date | None) -> None:
    assert back_on(text, subject="", sent_on=date(2026, 3, 4)) == day


def test_the_order_of_day_and_month_is_the_writers() -> None:
    text = "I will be back on 4/7."
    assert back_on(text, subject="", sent_on=date(2026, 3, 4)) == date(2026, 7, 4)
    american = back_on(text, subject="", sent_on=date(2026, 3, 4), month_first=True)
    assert american == date(2026, 4, 7)


@pytest.mark.parametrize(
    "header",
    [b"X-Auto-Response-Suppress: All", b"Feedback-ID: a:b:c", b"Precedence: bulk",
     b"List-Unsubscribe: <mailto:gateway@example.com>"],
)  # fmt: skip
def test_a_header_that_gateways_add_makes_no_reply_automatic(header: bytes) -> None:
    content = (
        b"From: ann@example.com\nTo: bob@studio.example\nSubject: Re: Plan\nIn-Reply-To: <a@b>\n"
        + header + b"\n\nHi Bob,\n\nlooks good, but please move the date.\n\nAnn\n"
    )  # fmt: skip
    assert parse_mail(content).kind == "human"


def test_a_mail_without_words_is_empty_and_one_with_a_file_is_not() -> None:
    head = b"From: ann@example.com\nSubject: Re: Plan\n"
    quote = b"On Mon, 2 Mar 2026 at 10:00, Bob <bob@studio.example> wrote:\n> Shall we?\n"
    assert parse_mail(head + b"\n\n\n" + quote).kind == "empty"
    pdf = b"Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx"
    assert parse_mail(head + pdf).kind == "human"


def _wrote(
    head: bytes,
    words: bytes = b"Hi Bob,\n\nthe logo is wrong, can you mend it?\n\nAnn\n",
    subject: bytes = b"The logo",
) -> ParsedMail:
    return parse_mail(
        b"From: Ann <ann@client.example>\nTo: hello@studio.example\nSubject: "
        + subject
        + b"\nDate: Wed, 4 Mar 2026 08:00:00 +0000\n"
        + head
        + b"\n"
        + words
    )


GROUP = (
    b"List-Id: <hello.groups.example>\nList-Post: <mailto:hello@groups.example>\n"
    b"List-Unsubscribe: <mailto:hello+unsubscribe@groups.example>\n"
)
REPLIES = b"In-Reply-To: <d1@studio.example>\n"


@pytest.mark.parametrize(
    "head", [b"", REPLIES, b"Precedence: list\n", b"Feedback-ID: a:b\n" + REPLIES]
)
def test_a_person_who_writes_through_a_group_is_shown(head: bytes) -> None:
    mail = _wrote(GROUP + head)
    assert (mail.kind, mail.is_kind_certain) == ("bulk", False)


@pytest.mark.parametrize(
    "head", [b"Precedence: bulk\n", b"Feedback-ID: a:b\nList-Unsubscribe-Post: x\n" + REPLIES]
)
def test_a_list_with_several_marks_is_certain(head: bytes) -> None:
    mail = _wrote(GROUP + head)
    assert (mail.kind, mail.is_kind_certain) == ("bulk", True)


@pytest.mark.parametrize("mark", [b"X-Mailgun-Sid: x\n", b"Auto-Submitted: auto-generated\n"])
def test_a_reply_that_a_service_sent_is_shown(mark: bytes) -> None:
    mail = _wrote(mark + b"List-Unsubscribe: <mailto:a@b.example>\n" + REPLIES)
    assert mail.kind == "human" or not mail.is_kind_certain


def test_what_a_desk_marks_as_generated_is_shown_where_it_replies() -> None:
    generated = b"Auto-Submitted: auto-generated\n"
    assert not _wrote(generated, subject=b"Re: The logo").is_kind_certain
    received = b"We have received your request. I will contact you, but the logo is wrong.\n"
    assert not _wrote(generated + REPLIES, received).is_kind_certain
    assert _wrote(generated).is_kind_certain


def test_a_subject_alone_makes_no_automatic_reply() -> None:
    complaint = b"Hi Bob,\n\nyour form sends nothing. Can you fix it until Friday?\n\nAnn\n"
    mail = _wrote(b"", complaint, subject=b"Automatic reply: is broken")
    assert (mail.kind, mail.back_on) == ("human", None)


def test_a_subject_with_another_sign_is_an_automatic_reply() -> None:
    away = b"I am out of the office until 13 March.\n"
    mail = _wrote(b"", away, subject=b"Automatic reply: The logo")
    assert (mail.kind, mail.is_kind_certain) == ("auto_reply", False)
    mail = _wrote(b"X-Auto-Response-Suppress: All\n", away, subject=b"Automatic reply: The logo")
    assert (mail.kind, mail.is_kind_certain) == ("auto_reply", True)


def _calendar(method: bytes, more: bytes = b"") -> bytes:
    return (
        b"Content-Type: text/calendar; method="
        + method
        + b"\n\nBEGIN:VCALENDAR\nMETHOD:"
        + method
        + b"\nBEGIN:VEVENT\nSUMMARY:Review\n"
        + more
        + b"END:VEVENT\nEND:VCALENDAR\n"
    )


def _parts(kind: bytes, *parts: bytes) -> tuple[bytes, bytes]:
    body = b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n"
    return b"MIME-Version: 1.0\nContent-Type: multipart/" + kind + b"; boundary=b\n", body


WORDS = b"Content-Type: text/plain\n\nThe logo is wrong, please mend it before we meet.\n"
FOLDED = b'ATTENDEE;PARTSTAT=DECLINED;X-RESPON\n SE-COMMENT="Too early":mailto:ann@client.example\n'
NO_WORDS = b"Content-Type: text/html\n\n<html><body><p></p></body></html>\n"
EMPTY = b"Content-Type: text/plain\n\n\n"


@pytest.mark.parametrize(
    ("parts", "is_certain"),
    [
        (_parts(b"mixed", WORDS, _calendar(b"REQUEST")), False),
        (_parts(b"alternative", WORDS, _calendar(b"REPLY")), False),
        (_parts(b"alternative", EMPTY, _calendar(b"REPLY", b"COMMENT:Too early\n")), False),
        (_parts(b"alternative", EMPTY, _calendar(b"REPLY", b"COMMENT:\n")), True),
        (_parts(b"alternative", EMPTY, _calendar(b"REPLY", FOLDED)), False),
        (_parts(b"alternative", WORDS, _calendar(b"REQUEST")), True),
        (_parts(b"alternative", EMPTY, _calendar(b"REPLY")), True),
        (_parts(b"alternative", NO_WORDS, _calendar(b"REPLY")), True),
        (_parts(b"mixed", EMPTY, _calendar(b"REQUEST")), True),
    ],
)
def test_words_beside_an_invitation_are_shown(parts: tuple[bytes, bytes], is_certain: bool) -> None:
    mail = _wrote(*parts)
    assert (mail.kind, mail.is_kind_certain) == ("calendar", is_certain)
