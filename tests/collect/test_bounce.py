from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

import pytest

from orchestrator.collect.parse import ParsedMail, parse_mail

MAIL = Path(__file__).parents[1] / "data" / "mail"
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


def _expected() -> Iterator[tuple[dict[str, Any], ParsedMail]]:
    with (BOUNCES / "expected.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            yield case, parse_mail((BOUNCES / case["file"]).read_bytes())


@pytest.mark.skipif(not BOUNCES.is_dir(), reason="the third-party cases are not here")
def test_bounces_of_many_systems() -> None:
    found = [(case, mail) for case, mail in _expected() if case["label"] == "bounce"]
    kinds = [mail.kind in ("bounce", "delay") for _, mail in found]
    recipients = [
        {each.address for each in mail.bounce.recipients} == set(case["recipients"])
        for case, mail in found
        if case["recipients"] is not None and mail.bounce is not None
    ]
    statuses = [
        {each.status for each in mail.bounce.recipients} == set(case["status"])
        for case, mail in found
        if case["status"] is not None and mail.bounce is not None
    ]
    assert sum(kinds) / len(kinds) >= 0.95
    assert sum(recipients) / len(recipients) >= 0.95
    assert sum(statuses) / len(statuses) >= 0.92
