from collections.abc import Iterator
import json
from pathlib import Path
import time
from typing import Any

import pytest

from orchestrator.collect.parse import ParsedMail, parse_mail

DATA = Path(__file__).parents[1] / "data"
MAIL = DATA / "mail"
HELD_OUT = DATA / "bounce_holdout.jsonl"
BOUNCES = Path(__file__).parents[2] / ".." / "shared" / "data" / "bounces"


def test_a_delivery_report_names_recipient_status_and_the_mail_that_came_back() -> None:
    mail = parse_mail((MAIL / "bounce_user_unknown.eml").read_bytes())
    assert mail.kind == "bounce"
    assert mail.original_message_id == "<digest-9@studio.example>"
    assert mail.bounce is not None
    gone, full = mail.bounce.recipients
    assert (gone.address, gone.action, gone.status) == ("gone@client.example", "failed", "5.1.1")
    assert gone.diagnostic.endswith("Recipient address rejected: User unknown")
    assert (full.address, full.action, full.status) == ("full@client.example", "delayed", "4.2.2")


def test_a_feedback_report_is_a_complaint() -> None:
    mail = parse_mail((MAIL / "complaint_feedback_report.eml").read_bytes())
    assert mail.kind == "complaint"
    assert mail.original_message_id == "<digest-10@studio.example>"
    assert mail.bounce is not None
    assert [each.address for each in mail.bounce.recipients] == ["ann@provider.example"]


def _feedback(given: bytes) -> ParsedMail:
    content = (MAIL / "complaint_feedback_report.eml").read_bytes()
    return parse_mail(content.replace(b"Feedback-Type: abuse\n", given))


@pytest.mark.parametrize("given", [b"abuse", b"Fraud", b"opt-out", b"opt-out-list"])
def test_feedback_of_who_does_not_want_the_mail_is_a_complaint(given: bytes) -> None:
    mail = _feedback(b"Feedback-Type: " + given + b"\n")
    assert mail.kind == "complaint"
    assert mail.bounce is not None
    assert mail.bounce.is_unwanted


@pytest.mark.parametrize(
    "given", [b"not-spam", b"auth-failure", b"dmarc", b"virus", b"other", b"miscategorized"]
)
def test_other_feedback_does_not_say_that_mail_is_unwanted(given: bytes) -> None:
    mail = _feedback(b"Feedback-Type: " + given + b"\n")
    assert mail.bounce is not None
    assert (mail.kind, mail.bounce.is_unwanted) == ("complaint", False)
    assert {each.action for each in mail.bounce.recipients} == {"reported"}


def test_feedback_that_says_two_things_or_nothing_does_not_either() -> None:
    for given in (b"", b"Feedback-Type: not-spam\nFeedback-Type: abuse\n"):
        bounce = _feedback(given).bounce
        assert bounce is not None
        assert not bounce.is_unwanted


def test_a_persons_reply_with_a_header_of_failed_recipients_is_no_bounce() -> None:
    mail = parse_mail(
        b"From: ann@client.example\nTo: pm@studio.example\nSubject: Re: Plan\n"
        b"In-Reply-To: <a@studio.example>\nX-Failed-Recipients: bob@client.example\n\n"
        b"Hi, the plan looks good, but please move the date.\n\nAnn\n"
    )
    assert (mail.kind, mail.bounce) == ("human", None)


@pytest.mark.parametrize(
    ("body", "address", "status"),
    [
        (b"<gone@client.example>:\n550 5.1.1 user unknown\n", "gone@client.example", "5.1.1"),
        (b"The following address(es) failed:\n\n  gone@client.example\n    mailbox is full\n",
         "gone@client.example", "5.2.2"),
        (b"Delivery failed 20 attempts: gone@client.example\n", "gone@client.example", ""),
    ],
)  # fmt: skip
def test_a_notice_in_words_names_the_recipient(body: bytes, address: str, status: str) -> None:
    head = b"From: MAILER-DAEMON@relay.example\nTo: pm@studio.example\nSubject: failure notice\n\n"
    mail = parse_mail(
        head + body + b"\n--- Below this line is a copy of the message.\n\nTo: x@y.z\n"
    )
    assert mail.kind == "bounce"
    assert mail.bounce is not None
    assert [(each.address, each.status) for each in mail.bounce.recipients] == [(address, status)]


def test_a_person_who_writes_about_a_bounce_is_a_person() -> None:
    mail = parse_mail(
        b"From: ann@client.example\nTo: pm@studio.example\nSubject: Undeliverable mail?\n\n"
        b"Hi, my mail to bob@studio.example could not be delivered, user unknown. Why?\n\nAnn\n"
    )
    assert (mail.kind, mail.bounce) == ("human", None)


def _held_out() -> list[dict[str, Any]]:
    with HELD_OUT.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("case", _held_out(), ids=lambda case: f"{case['id']} {case['note']}")
def test_reports_of_cases_written_before_the_rules(case: dict[str, Any]) -> None:
    mail = parse_mail(case["mail"].encode())
    assert mail.kind == case["kind"]
    recipients = mail.bounce.recipients if mail.bounce else ()
    if case["recipients"] is not None:
        assert {each.address for each in recipients} == set(case["recipients"])
    if case["status"] is not None:
        assert {each.status for each in recipients} == set(case["status"])
    if case["kind"] in ("bounce", "delay", "complaint") and "<d1.abc@" in case["mail"]:
        assert mail.original_message_id == "<d1.abc@studio.example>"


@pytest.mark.parametrize("prefix", ["FW:", "Fwd:", "WG:", "TR:", "RV:", "I:", "Doorst:"])
def test_a_report_that_a_person_passes_on_is_that_persons_mail(prefix: str) -> None:
    report = (MAIL / "bounce_user_unknown.eml").read_bytes()
    body = report[report.index(b"\n\n") :]
    boundary = body.split(b"\n--", 1)[1].split(b"\n", 1)[0]
    mail = parse_mail(
        b"From: Ann <ann@client.example>\nTo: pm@studio.example\nSubject: " + prefix.encode()
        + b" Undelivered Mail\nContent-Type: multipart/mixed; boundary=\"" + boundary + b"\"\n"
        + body
    )  # fmt: skip
    assert (mail.kind, mail.bounce) == ("human", None)


@pytest.mark.parametrize(
    "unit",
    ["a", "a@", "<a@b", "1.", "550 ", "-----\n", "a@b.c\n", "<a@b.c>:\n", "deliver to ", '{"a":',
     "following recipients ", "warning: could not ", "received: from x\n", "=?x?q?", "<", "> "],
)  # fmt: skip
def test_a_long_notice_is_read_in_the_time_of_its_length(unit: str) -> None:
    head = b"Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: failure notice\n\n"
    begun = time.process_time()
    parse_mail(head + unit.encode() * (200_000 // len(unit)))
    assert time.process_time() - begun < 20


def test_our_own_human_mails_are_no_reports() -> None:
    for folder in ("modern_replies", "automatic"):
        with (DATA / folder / "expected.jsonl").open(encoding="utf-8") as lines:
            for case in map(json.loads, lines):
                assert parse_mail((DATA / folder / case["file"]).read_bytes()).bounce is None


def _expected() -> Iterator[tuple[dict[str, Any], ParsedMail]]:
    with (BOUNCES / "expected.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            yield case, parse_mail((BOUNCES / case["file"]).read_bytes())


@pytest.mark.skipif(not BOUNCES.is_dir(), reason="the third-party cases are not here")
def test_bounces_of_many_systems() -> None:
    """At what was reached; of the four missed, three are advertisements and one a forward."""
    cases = list(_expected())
    found = [(case, mail) for case, mail in cases if case["label"] == "bounce"]
    assert sum(mail.kind in ("bounce", "delay") for _, mail in found) >= 493 * len(found) / 497
    for name, reached in (("recipients", 395 / 400), ("status", 252 / 254)):
        stated = [(case, mail) for case, mail in found if case[name] is not None]
        right = sum(_told(mail, name) == set(case[name]) for case, mail in stated)
        assert right / len(stated) >= reached, name
    complaints = [mail.kind for case, mail in cases if case["label"] == "feedback"]
    assert set(complaints) == {"complaint"}


def _told(mail: ParsedMail, name: str) -> set[str]:
    recipients = mail.bounce.recipients if mail.bounce else ()
    return {each.address if name == "recipients" else each.status for each in recipients}
