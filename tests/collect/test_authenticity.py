"""Verdicts: a trusted server's, or our own check of a signature against a DNS server of ours."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
import re
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
import pytest

from orchestrator.clock import utc_now
from orchestrator.collect.authenticity import Received, Verdict, verdicts
from orchestrator.collect.parse import parse_mail
from orchestrator.config import Settings
from tests.dns_server import DnsServer, dns_server
from tests.signing import SELECTOR, key_record, rsa_key, signed

OURS = "mx.studio.example"
HERS = "client.example"
MAIL = (
    b"From: Ann <ann@client.example>\r\nTo: hello@studio.example\r\nSubject: Prices\r\n"
    b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@client.example>\r\n\r\n"
    b"1 yes \r\n\r\nAnn\r\n"
)


@pytest.fixture
def dns() -> Iterator[DnsServer]:
    with dns_server() as server:
        server.texts[f"{SELECTOR}._domainkey.{HERS}"] = [key_record(rsa_key(HERS))]
        yield server


@pytest.fixture
def here(tmp_path: Path, dns: DnsServer) -> Settings:
    return Settings(
        data=tmp_path,
        dns_servers=(dns.address,),
        dns_timeout=timedelta(seconds=0.4),
        dns_deadline=timedelta(seconds=0.8),
    )


def judge(content: bytes, settings: Settings, *, at: datetime | None = None) -> Verdict:
    address = parse_mail(content).from_address
    [found] = verdicts([Received(content, address, at or utc_now())], settings)
    return found


# What a server of ours wrote


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


def test_a_field_in_the_body_or_in_an_enclosed_message_is_words() -> None:
    content = MAIL.replace(b"\r\n\r\n", f"\r\n\r\n{YES}\r\n\r\n".encode(), 1)
    assert judge(content, Settings(trusted_authserv_ids=(OURS,))).result == "none"


def test_nobody_is_trusted_to_begin_with() -> None:
    assert by_server(YES, trusted=()) == "none"


def test_the_evidence_of_a_server_is_its_field() -> None:
    content = f"{AR}{OURS};\r\n dmarc=pass\r\n header.from={HERS}\r\n".encode() + MAIL
    found = judge(content, Settings(trusted_authserv_ids=(OURS,)))
    assert found.evidence.endswith(f": {OURS}; dmarc=pass header.from={HERS}")


# Our own check


@pytest.mark.parametrize(
    "canonical", ["relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple"]
)
def test_a_signature_of_her_domain_proves_her(here: Settings, canonical: str) -> None:
    found = judge(signed(MAIL, HERS, canonical=canonical), here)
    assert found.result == "pass"
    assert f"Signed by {HERS}, selector s1" in found.evidence
    assert "no DMARC record" in found.evidence


def test_line_ends_of_a_file_prove_the_same(here: Settings) -> None:
    assert judge(signed(MAIL, HERS).replace(b"\r\n", b"\n"), here).result == "pass"


def test_ed25519_is_checked_too(here: Settings, dns: DnsServer) -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    dns.texts[f"ed._domainkey.{HERS}"] = [f"v=DKIM1; k=ed25519; p={b64encode(public).decode()}"]
    body_hash = b64encode(sha256(b"1 yes\r\n\r\nAnn\r\n").digest()).decode()
    field = (
        f"dkim-signature:v=1; a=ed25519-sha256; c=relaxed/relaxed; d={HERS}; s=ed; "
        f"h=from:subject; bh={body_hash}; b="
    )
    from_and_subject = b"from:Ann <ann@client.example>\r\nsubject:Prices\r\n"
    value = key.sign(sha256(from_and_subject + field.encode()).digest())
    content = field.encode() + b64encode(value) + b"\r\n" + MAIL
    assert judge(content, here).result == "pass"
    assert judge(content.replace(b"Prices", b"Price"), here).result == "fail"


@pytest.mark.parametrize(
    ("record", "signer", "result"),
    [
        ("v=DMARC1; p=none", "mail.client.example", "pass"),
        ("v=DMARC1; p=reject; adkim=r", "mail.client.example", "pass"),
        ("v=DMARC1; p=reject; adkim=s", "mail.client.example", "none"),
        ("v=DMARC1; p=reject; adkim=s", "client.example", "pass"),
        ("v=DMARC1; p=reject", "evil.example", "none"),
        ("v=DMARC1; p=reject", "client.example.evil.example", "none"),
        ("v=DMARC1; p=reject", "otherclient.example", "none"),
    ],
)
def test_a_signer_speaks_for_from_as_her_domain_allows(
    here: Settings, dns: DnsServer, record: str, signer: str, result: str
) -> None:
    dns.texts["_dmarc.client.example"] = [record]
    dns.texts[f"{SELECTOR}._domainkey.{signer}"] = [key_record(rsa_key(signer))]
    found = judge(signed(MAIL, signer), here)
    assert found.result == result
    assert signer in found.evidence


def test_the_policy_of_the_organisation_holds_for_its_subdomains(
    here: Settings, dns: DnsServer
) -> None:
    content = MAIL.replace(b"ann@client.example", b"ann@eu.client.example")
    assert judge(signed(content, HERS), here).result == "pass"
    dns.texts["_dmarc.eu.client.example"] = ["v=DMARC1; p=none; adkim=s", "unrelated"]
    assert judge(signed(content, HERS), Settings(**_fresh(here))).result == "none"


def _fresh(settings: Settings) -> dict[str, object]:
    """The same with another cache: they differ by a moment."""
    return {
        "data": settings.data,
        "dns_servers": settings.dns_servers,
        "dns_timeout": settings.dns_timeout + timedelta(milliseconds=1),
        "dns_deadline": settings.dns_deadline,
    }


@pytest.mark.parametrize(
    ("author", "signer"),
    [
        ("ann@one.co.uk", "two.co.uk"),
        ("ann@one.co.uk", "co.uk"),
        ("ann@co.uk", "co.uk"),
        ("ann@one.github.io", "two.github.io"),
    ],
)
def test_neighbours_under_a_public_suffix_do_not_speak_for_each_other(
    here: Settings, dns: DnsServer, author: str, signer: str
) -> None:
    dns.texts[f"{SELECTOR}._domainkey.{signer}"] = [key_record(rsa_key(signer))]
    content = MAIL.replace(b"ann@client.example", author.encode())
    assert judge(signed(content, signer), here).result == "none"
    assert dns.asked == []


def change(old: bytes, new: bytes) -> bytes:
    content = signed(MAIL, HERS).replace(old, new, 1)
    assert content != signed(MAIL, HERS)
    return content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (change(b"1 yes", b"1 no"), "the text was changed"),
        (change(b"Subject: Prices", b"Subject: Rates"), "the header was changed"),
        (change(b"ann@client", b"bob@client"), "the header was changed"),
        (signed(MAIL, HERS, key=rsa_key("another")), "another key signed it"),
        (signed(MAIL, HERS, algorithm="rsa-sha1"), "rsa-sha1 is not accepted"),
        (signed(MAIL, HERS, with_length=True) + b"2 yes\r\n", "covers only the first"),
        (re.sub(rb" h=[^;]*;", b" h=to:subject;", signed(MAIL, HERS)), "does not cover From"),
        (re.sub(rb" h=[^;]*;", b" h=from" + b":x" * 300 + b";", signed(MAIL, HERS)), "too many"),
        (signed(MAIL, HERS).replace(b"i=@client", b"i=@evil"), "outside"),
        (signed(MAIL, HERS).replace(b" v=1;", b" v=2;", 1), "version"),
        (signed(MAIL, HERS).replace(b"q=dns/txt;", b"", 1), "the header was changed"),
        (signed(MAIL, HERS).replace(b"c=relaxed/relaxed", b"c=a/b", 1), "cannot be read"),
        (signed(MAIL, HERS).replace(b"q=dns/txt;", b"x=soon;", 1), "x= is no number"),
        (signed(MAIL, HERS).replace(b"q=dns/txt;", b"x=1000000000;", 1), "had expired"),
    ],
)  # fmt: skip
def test_a_signature_that_does_not_hold_is_a_failure(
    here: Settings, content: bytes, words: str
) -> None:
    found = judge(content, here)
    assert (found.result, words in found.evidence) == ("fail", True), found


def test_an_end_counts_from_when_the_mail_came(here: Settings) -> None:
    content = signed(MAIL, HERS).replace(b"q=dns/txt;", b"x=1000000000;", 1)
    on_time = judge(content, here, at=datetime(2001, 9, 9, 1, 46, tzinfo=UTC))
    assert "had expired" not in on_time.evidence


def test_a_length_that_leaves_nothing_out_holds(here: Settings) -> None:
    assert judge(signed(MAIL, HERS, with_length=True), here).result == "pass"
    assert judge(signed(MAIL, HERS, with_length=True) + b"\r\n \r\n", here).result == "pass"


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (b"From: Bob <bob@evil.example>\r\n", "not exactly one From"),
        (b"Subject: Other\r\n", "two Subject fields"),
        (b"To: hello+d1.x@studio.example\r\n", "two To fields"),
        (b"Content-Type: text/html\r\nContent-Type: text/plain\r\n", "two Content-Type fields"),
        (b"X-Odd: a\rFrom: bob@evil.example\r\n", "line ends"),
        (b"Odd line\r\n", "header is broken"),
    ],
)
def test_bytes_that_two_programs_read_differently_prove_nothing(
    here: Settings, added: bytes, words: str
) -> None:
    received = Received(added + signed(MAIL, HERS), "ann@client.example", utc_now())
    [found] = verdicts([received], here)
    assert (found.result, words in found.evidence) == ("none", True), found


def test_the_signed_from_is_the_one_that_was_read(here: Settings) -> None:
    [found] = verdicts([Received(signed(MAIL, HERS), "bob@client.example", utc_now())], here)
    assert (found.result, "two ways" in found.evidence) == ("none", True)


def test_an_unreadable_from_is_never_proven(here: Settings) -> None:
    content = MAIL.replace(b"ann@client.example", b"ann@client.example>, <bob@client.example")
    found = judge(signed(content, HERS), here)
    assert (found.result, found.evidence) == ("none", "Its From field names no one sender.")


@pytest.mark.parametrize(
    ("records", "result", "words"),
    [
        ([], "none", "no key of that name"),
        ([key_record(rsa_key(HERS))] * 2 + ["x"], "none", "more than one key"),
        (["v=DKIM1; k=rsa; p="], "fail", "revoked"),
        (["v=DKIM1; k=rsa; p=AAAA"], "fail", "cannot be read"),
        (["v=DKIM2; p=AAAA"], "fail", "cannot be read"),
        ([key_record(rsa_key(HERS), "v=DKIM1; k=ed25519;")], "fail", "another algorithm"),
        ([key_record(rsa_key(HERS), "v=DKIM1; h=sha1;")], "fail", "another hash"),
        ([key_record(rsa_key(HERS), "v=DKIM1; s=tlsrpt;")], "fail", "not for mail"),
        ([key_record(rsa_key(HERS), "v=DKIM1; t=y;")], "fail", "trial"),
        ([key_record(rsa_key(HERS), "v=DKIM1; t=s; s=email; h=sha1:sha256;")], "pass", "hold"),
    ],
)
def test_a_key_is_taken_at_its_word(
    here: Settings, dns: DnsServer, records: list[str], result: str, words: str
) -> None:
    dns.texts[f"{SELECTOR}._domainkey.{HERS}"] = records
    if not records:
        dns.texts.clear()
    found = judge(signed(MAIL, HERS), here)
    assert (found.result, words in found.evidence) == (result, True), found


def test_a_weak_key_is_refused(here: Settings, dns: DnsServer) -> None:
    key = rsa_key("weak", 1024)
    dns.texts[f"{SELECTOR}._domainkey.{HERS}"] = [key_record(key)]
    assert judge(signed(MAIL, HERS, key=key), here).result == "pass"
    # No library makes shorter keys any more: one of 512 bit, as it stood in many zones.
    dns.texts[f"weak._domainkey.{HERS}"] = [
        "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALyyiTYfm8lPIHlM0wkVXjbVXOJqzr0WYRFy9m2"
        "q1rAOIQVDLhcxg7uE8VqyUlqnRaCO5vl5eZGzX2jO3gVRjS0CAwEAAQ=="
    ]
    found = judge(signed(MAIL, HERS, selector="weak"), here)
    assert (found.result, "too weak" in found.evidence) == ("fail", True), found


def test_the_best_of_several_signatures_counts_and_five_are_tried(
    here: Settings, dns: DnsServer
) -> None:
    good = signed(MAIL, HERS)
    broken = re.sub(rb"bh=[^;]*;", b"bh=AAAA;", good[: -len(MAIL)])
    assert judge(broken * 4 + good, here).result == "pass"
    assert judge(broken * 5 + good, here).result == "fail"
    foreign = broken.replace(b"d=client.example", b"d=list.example").replace(
        b"i=@client", b"i=@list"
    )
    assert judge(foreign * 9 + good, here).result == "pass"
    assert not [name for name in dns.asked if "list" in name]


def test_a_large_key_comes_over_tcp(here: Settings, dns: DnsServer) -> None:
    record = key_record(rsa_key(HERS), f"v=DKIM1; n={'x' * 1500};")
    dns.texts[f"{SELECTOR}._domainkey.{HERS}"] = [record]
    assert judge(signed(MAIL, HERS), here).result == "pass"
    assert dns.over_tcp == [f"{SELECTOR}._domainkey.{HERS}"]


def test_answers_are_kept_and_a_batch_asks_once(here: Settings, dns: DnsServer) -> None:
    mails = [Received(signed(MAIL, HERS), "ann@client.example", utc_now())] * 5
    assert {each.result for each in verdicts([*mails, *mails], here)} == {"pass"}
    assert {each.result for each in verdicts(mails, here)} == {"pass"}
    assert sorted(dns.asked) == ["_dmarc.client.example", "s1._domainkey.client.example"]


@pytest.mark.parametrize("how", ["silent", "broken"])
def test_dns_that_is_away_holds_nobody_up_and_proves_nothing(
    here: Settings, dns: DnsServer, how: str
) -> None:
    getattr(dns, how).add("*")
    authors = [f"ann@{name}.example" for name in ("client", "quay", "pier")]
    contents = [
        signed(MAIL.replace(b"ann@client.example", author.encode()), author.partition("@")[2])
        for author in authors
    ]
    mails = [Received(c, a, utc_now()) for c, a in zip(contents, authors, strict=True)] * 10
    began = time.monotonic()
    found = verdicts(mails, here)
    assert {each.result for each in found} == {"none"}
    assert all("DNS gave no answer" in each.evidence for each in found)
    first = time.monotonic() - began
    assert first < here.dns_deadline.total_seconds() + 0.5
    asked = len(dns.asked)
    assert {each.result for each in verdicts(mails, here)} == {"none"}
    assert time.monotonic() - began - first < 0.2
    assert len(dns.asked) == asked, "for a while nobody asks again"
    # The positive control: the same mails where DNS answers.
    getattr(dns, how).clear()
    found = verdicts(mails, Settings(**_fresh(here)))
    assert found[0].result == "pass"


def test_a_strangers_slow_server_switches_nothing_off(here: Settings, dns: DnsServer) -> None:
    dns.silent |= {"s1._domainkey.evil.example", "_dmarc.evil.example"}
    content = signed(MAIL.replace(b"ann@client.example", b"eve@evil.example"), "evil.example")
    assert judge(content, here).result == "none"
    assert judge(signed(MAIL, HERS), here).result == "pass"


def test_the_check_is_switched_off(here: Settings, dns: DnsServer) -> None:
    found = judge(signed(MAIL, HERS), Settings(dkim_check="off", dns_servers=(dns.address,)))
    assert (found.result, "switched off" in found.evidence) == ("none", True)
    assert dns.asked == []


def test_dns_is_asked_for_nothing_but_keys_and_policies_of_from(
    here: Settings, dns: DnsServer
) -> None:
    content = MAIL.replace(
        b"\r\n\r\n",
        b"\r\nReply-To: x@replies.example\r\nList-Unsubscribe: <https://list.example/u>\r\n"
        b"Content-Type: text/html\r\n\r\n<img src='https://pixel.example/p.gif'>",
        1,
    )
    assert judge(signed(content, HERS), here).result == "pass"
    judge(MAIL, here)
    judge(YES.encode() + b"\r\n" + signed(MAIL, HERS), Settings(trusted_authserv_ids=(OURS,)))
    assert sorted(dns.asked) == ["_dmarc.client.example", "s1._domainkey.client.example"]


def test_a_hostile_signature_takes_no_time(here: Settings) -> None:
    spaces = b"DKIM-Signature: v=1; d=client.example; s=s1; b=" + b"\r\n " * 5000 + b"!\r\n"
    began = time.monotonic()
    judge(spaces + MAIL, here)
    assert judge(signed(MAIL, HERS) + b" " * 3_000_000 + b"x\r\n", here).result == "fail"
    assert time.monotonic() - began < 2
