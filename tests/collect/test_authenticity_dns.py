"""What our own check asks of DNS, and what becomes of mail when DNS is away."""

from dataclasses import replace
from datetime import timedelta
import time

import pytest

from orchestrator.clock import utc_now
from orchestrator.collect.authenticity import Received, verdicts
from orchestrator.config import Settings
from tests.collect.senders import HERS, MAIL, OURS, judge
from tests.dns_server import DnsServer
from tests.signing import SELECTOR, key_record, rsa_key, signed

YES = f"Authentication-Results: {OURS}; dmarc=pass header.from={HERS}"


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
    hasty = replace(here, dns_timeout=timedelta(seconds=0.4), dns_deadline=timedelta(seconds=0.8))
    domains = [HERS, *(f"quay{number}.example" for number in range(19))]
    mails = [
        Received(
            signed(MAIL.replace(HERS.encode(), domain.encode()), domain, key=rsa_key(HERS)),
            f"ann@{domain}",
            utc_now(),
        )
        for domain in domains
    ] * 10
    began = time.monotonic()
    found = verdicts(mails, hasty)
    assert {each.result for each in found} == {"none"}
    assert all("DNS gave no answer" in each.evidence for each in found)
    one_by_one = 2 * len(domains) * hasty.dns_timeout.total_seconds()
    assert time.monotonic() - began < one_by_one / 2
    asked = len(dns.asked)
    assert {each.result for each in verdicts(mails, hasty)} == {"none"}
    assert len(dns.asked) == asked, "for a while nobody asks again"
    # The positive control: the same mails where DNS answers.
    getattr(dns, how).clear()
    found = verdicts(mails, here)
    assert found[0].result == "pass"


def test_a_strangers_slow_server_switches_nothing_off(here: Settings, dns: DnsServer) -> None:
    dns.silent |= {"s1._domainkey.evil.example", "_dmarc.evil.example"}
    content = signed(MAIL.replace(b"ann@client.example", b"eve@evil.example"), "evil.example")
    hasty = replace(here, dns_timeout=timedelta(seconds=1.5))
    assert judge(content, hasty).result == "none"
    assert judge(signed(MAIL, HERS), hasty).result == "pass"


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
