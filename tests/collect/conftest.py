"""A DNS server of the test's own, and settings that ask it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from orchestrator.config import Settings
from tests.collect.senders import HERS
from tests.dns_server import DnsServer, dns_server
from tests.signing import SELECTOR, key_record, rsa_key


@pytest.fixture
def dns() -> Iterator[DnsServer]:
    with dns_server() as server:
        server.texts[f"{SELECTOR}._domainkey.{HERS}"] = [key_record(rsa_key(HERS))]
        yield server


@pytest.fixture
def here(tmp_path: Path, dns: DnsServer) -> Settings:
    """Longer waits than the service has: where the machine is busy, nothing else is tested."""
    return Settings(
        data=tmp_path,
        dns_servers=(dns.address,),
        dns_timeout=timedelta(seconds=30),
        dns_deadline=timedelta(seconds=30),
    )
