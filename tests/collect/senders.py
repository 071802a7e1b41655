"""A mail of Ann's, a DNS server with her domain's key, and the verdict on what came."""

from dataclasses import replace
from datetime import datetime, timedelta

from orchestrator.clock import utc_now
from orchestrator.collect.authenticity import Received, Verdict, verdicts
from orchestrator.collect.parse import parse_mail
from orchestrator.config import Settings

OURS = "mx.studio.example"
HERS = "client.example"
MAIL = (
    b"From: Ann <ann@client.example>\r\nTo: hello@studio.example\r\nSubject: Prices\r\n"
    b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@client.example>\r\n\r\n"
    b"1 yes \r\n\r\nAnn\r\n"
)


def judge(content: bytes, settings: Settings, *, at: datetime | None = None) -> Verdict:
    mail = parse_mail(content)
    [found] = verdicts(
        [Received(content, mail.from_address, at or utc_now(), mail.trace)], settings
    )
    return found


def with_new_cache(settings: Settings) -> Settings:
    """The same settings for another resolver: they differ by a moment."""
    return replace(settings, dns_timeout=settings.dns_timeout + timedelta(milliseconds=1))
