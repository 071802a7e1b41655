"""Authentication-Results: what a server of ours says, and what only pretends to be ours."""

import pytest

from orchestrator.config import Settings
from tests.collect.senders import HERS, MAIL, OURS, judge


def by_server(*fields: str, trusted: tuple[str, ...] = (OURS,)) -> str:
    """The result for a mail that begins with these header fields."""
    content = "".join(f"{field}\r\n" for field in fields).encode() + MAIL
    return judge(content, Settings(trusted_authserv_ids=trusted)).result


AR = "Authentication-Results: "


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (f"{OURS}; dmarc=pass header.from=client.example", "pass"),
        (f"{OURS} 1; dkim=pass header.d=client.example", "pass"),
        (f"{OURS}; dkim=pass (2048-bit; good) header.i=@mail.client.example", "pass"),
        (f"{OURS}; spf=pass smtp.mailfrom=bounce@client.example", "pass"),
        (f"{OURS.upper()}; dmarc=pass header.from=client.example", "pass"),
        (f"{OURS}; dkim=pass header.d=evil.example", "none"),
        (f"{OURS}; dkim=pass header.d=evilclient.example", "none"),
        (f"{OURS}; dkim=pass header.d=example", "none"),
        (f"{OURS}; spf=pass smtp.mailfrom=x@evil.example; dmarc=fail", "fail"),
        (f"{OURS}; dkim=pass header.d={HERS}; dmarc=fail header.from={HERS}", "fail"),
        (f"{OURS}; dmarc=pass header.from=evil.example", "none"),
        (f"{OURS}; (dmarc=pass) none", "none"),
        (f"{OURS}; (a (nested; dmarc=pass) one) none", "none"),
        (f'{OURS}; spf=none smtp.mailfrom="a; dmarc=pass "@evil.example', "none"),
        (f'{OURS}; dkim=none reason="; dmarc=pass header.from=client.example"', "none"),
        (f'{OURS}; dkim=pass reason="header.d=client.example" header.d=evil.example', "none"),
        (f"{OURS}; spf=none smtp.mailfrom==?us-ascii?q?x=3B_dmarc=3Dpass?=", "none"),
        (f"{OURS}; dkim=pass header.d=client.example (never closed", "none"),
        ("mx.studio.example.evil; dmarc=pass", "none"),
        ("x.mx.studio.example; dmarc=pass", "none"),
        ("", "none"),
        ("; dmarc=pass", "none"),
    ],
)
def test_a_field_of_a_trusted_server_is_read_to_the_letter(value: str, result: str) -> None:
    assert by_server(AR + value) == result


OUR_HOP = (
    f"Received: from mail.client.example by {OURS} with ESMTPS; Mon, 23 Nov 2026 09:00:01 +0000"
)
INNER_HOP = f"Received: from {OURS} by imap.studio.example; Mon, 23 Nov 2026 09:00:02 +0000"
LOCAL_HOP = "Received: by 10.0.0.7 with SMTP id x; Mon, 23 Nov 2026 09:00:03 +0000"
FOREIGN_HOP = "Received: from home by relay.evil.example; Mon, 23 Nov 2026 09:00:00 +0000"
COMMENTED_HOP = (
    f"Received: from home (by {OURS}) by relay.evil.example; Mon, 23 Nov 2026 09:00:00 +0000"
)
YES = f"{AR}{OURS}; dmarc=pass header.from={HERS}"
NO = f"{AR}{OURS}; dmarc=fail header.from={HERS}"
OTHER = f"{AR}mx.evil.example; dmarc=pass header.from={HERS}"


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ([YES, OUR_HOP], "pass"),
        ([OUR_HOP, YES], "pass"),
        ([LOCAL_HOP, INNER_HOP, OUR_HOP, YES, FOREIGN_HOP], "pass"),
        ([YES, NO], "pass"),
        ([NO, YES], "fail"),
        ([NO, OUR_HOP, YES], "fail"),
        ([OTHER, YES], "none"),
        ([OTHER, OUR_HOP, YES], "none"),
        ([FOREIGN_HOP, YES], "none"),
        ([OUR_HOP, FOREIGN_HOP, YES], "none"),
        ([COMMENTED_HOP, YES], "none"),
        (["X-" + YES], "none"),
        (["Subject: x", YES.replace("Authentication-Results", "Authentication-Results-2")], "none"),
    ],
)
def test_only_the_topmost_field_above_the_first_foreign_server_counts(
    fields: list[str], result: str
) -> None:
    assert by_server(*fields) == result


@pytest.mark.parametrize(
    ("fields", "is_noted"),
    [
        ([YES, OUR_HOP], False),
        ([NO, OUR_HOP, YES], True),
        ([OTHER, YES], True),
        ([OUR_HOP, FOREIGN_HOP, YES], True),
        ([OTHER], False),
    ],
)
def test_a_forged_field_of_ours_is_noted(fields: list[str], is_noted: bool) -> None:
    content = "".join(f"{field}\r\n" for field in fields).encode() + MAIL
    found = judge(content, Settings(trusted_authserv_ids=(OURS,)))
    assert ("pretends to be of our mail server" in found.evidence) == is_noted, found


def test_a_field_in_the_body_or_in_an_enclosed_message_is_words() -> None:
    content = MAIL.replace(b"\r\n\r\n", f"\r\n\r\n{YES}\r\n\r\n".encode(), 1)
    assert judge(content, Settings(trusted_authserv_ids=(OURS,))).result == "none"


def test_nobody_is_trusted_to_begin_with() -> None:
    assert by_server(YES, trusted=()) == "none"


def test_the_evidence_of_a_server_is_its_field() -> None:
    content = f"{AR}{OURS};\r\n dmarc=pass\r\n header.from={HERS}\r\n".encode() + MAIL
    found = judge(content, Settings(trusted_authserv_ids=(OURS,)))
    assert found.evidence.endswith(f": {OURS}; dmarc=pass header.from={HERS}")
