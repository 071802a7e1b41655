"""doctor, against servers that work and servers that do not."""

from collections.abc import Iterator
import os
from pathlib import Path
import re
from typing import Any

import pytest
from redis import Redis

from orchestrator.cli.doctor_domain import require_domain
from orchestrator.collect import text_records
from orchestrator.config import Settings
from tests import servers
from tests.cli.shell import Shell
from tests.cli.test_record import alter
from tests.dns_server import DnsServer, dns_server
from tests.signing import key_record, rsa_key


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[servers.SmtpSink]:
    with servers.smtp_sink(tmp_path / "sink") as sink:
        yield sink


@pytest.fixture
def dns() -> Iterator[DnsServer]:
    with dns_server() as server:
        yield server


def found(shell: Shell, *, exit_code: int = 0) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in shell.json("doctor", exit_code=exit_code)["data"]}


def relay(shell: Shell, port: int) -> None:
    shell.set(smtp_host="127.0.0.1", smtp_port=port, smtp_security="none")
    shell.set(dns_servers="127.0.0.1:9", dns_timeout="0.2s")


def publish(shell: Shell, dns: DnsServer) -> None:
    """All that the domain of our mail needs."""
    shell.set(dns_servers=dns.address, dns_timeout="3s")
    shell.run("dkim", "make")
    dns.texts |= {row["name"]: [row["value"]] for row in shell.data("dkim", "show")}
    dns.texts |= {
        "northwind.example": ["other=1", "v=spf1 include:_spf.relay.example -all"],
        "_spf.relay.example": ["v=spf1 a mx ip4:192.0.2.1 ~all"],
        "_dmarc.northwind.example": ["v=DMARC1; p=quarantine"],
    }


def test_everything_that_works_is_ok_and_nothing_is_sent(
    studio: Shell,
    imap_server: servers.ImapServer,
    redis_url: str,
    sink: servers.SmtpSink,
    dns: DnsServer,
) -> None:
    relay(studio, sink.port)
    publish(studio, dns)
    studio.set(redis_url=redis_url, archive_address="archive@northwind.example", password="secret")
    for name, more in (("main", ()), ("archive", ("--archive",))):
        studio.run(
            *("mailbox", "add", name, "--host", imap_server.host, "--port", imap_server.port),
            *("--security", "none", "--username", name, *more),
        )
    before = studio.data("record", "search")
    checks = found(studio)
    states = {name: check["state"] for name, check in checks.items()}
    assert states.pop("Redis") == "warn"  # Nobody works.
    assert set(states.values()) == {"ok"}
    assert "maxmemory-policy noeviction" in checks["Redis"]["detail"]
    assert "nothing sent" in checks["SMTP"]["detail"]
    assert sink.messages() == []
    assert studio.data("record", "search") == before


def test_people_read_a_table_with_cures_and_a_sum(studio: Shell, redis_url: str) -> None:
    studio.set(redis_url=redis_url)
    lines = studio.run("doctor").stdout.splitlines()
    assert lines[0].startswith("Configuration   ok    ")
    assert f"{'':<22}Fix: set smtp_host" in lines
    assert re.fullmatch(r"\d+ ok, \d+ warnings?, 0 failures\.", lines[-1])


def test_a_wrong_setting_is_exit_3(studio: Shell) -> None:
    studio.set(imap_hots="x")
    checks = found(studio, exit_code=3)
    assert list(checks) == ["Configuration"]
    assert "IMAP_HOTS: unknown setting" in checks["Configuration"]["detail"]


def test_servers_that_are_away_are_exit_4_each_named(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    relay(studio, servers.free_port())
    dead = ("--host", "127.0.0.1", "--port", servers.free_port(), "--security", "none")
    studio.run("mailbox", "add", "main", *dead, "--username", "u", "--no-test")
    checks = found(studio, exit_code=4)
    failed = {name for name, check in checks.items() if check["state"] == "FAIL"}
    assert failed == {"Redis", "SMTP", "IMAP"}
    assert "connection failed" in checks["SMTP"]["detail"]


def test_a_relay_without_starttls_is_named_and_not_used_in_clear(
    studio: Shell, redis_url: str, sink: servers.SmtpSink
) -> None:
    relay(studio, sink.port)
    studio.set(smtp_security="starttls", redis_url=redis_url)
    assert "STARTTLS failed" in found(studio, exit_code=4)["SMTP"]["detail"]


def test_mail_in_clear_to_another_machine_is_a_wrong_setting(studio: Shell, redis_url: str) -> None:
    studio.set(smtp_host="relay.studio.example", smtp_security="none", redis_url=redis_url)
    assert "in clear" in found(studio, exit_code=3)["SMTP"]["detail"]


def test_a_redis_that_drops_jobs_is_a_failure(studio: Shell, redis_url: str) -> None:
    studio.set(redis_url=redis_url)
    with Redis.from_url(redis_url) as redis:
        redis.config_set("maxmemory-policy", "allkeys-lru")
        try:
            check = found(studio, exit_code=3)["Redis"]
        finally:
            redis.config_set("maxmemory-policy", "noeviction")
    assert check["state"] == "FAIL"
    assert "noeviction" in check["fix"]


def test_a_record_that_was_changed_is_exit_7(studio: Shell, redis_url: str, tmp_path: Path) -> None:
    studio.set(redis_url=redis_url)
    alter(tmp_path / "data", "DELETE FROM audit_entry WHERE seq = 3")
    check = found(studio, exit_code=7)["Record chain"]
    assert check["detail"].startswith("entry 4: entries 3 to 3 are missing")


def test_a_key_that_others_can_read_is_exit_3(
    studio: Shell, redis_url: str, tmp_path: Path
) -> None:
    studio.set(redis_url=redis_url)
    (tmp_path / "data" / "keys" / "signing.key").chmod(0o644)
    assert "chmod 600" in found(studio, exit_code=3)["Keys"]["detail"]


def test_a_template_without_approval_is_a_warning(studio: Shell, redis_url: str) -> None:
    studio.set(redis_url=redis_url)
    studio.run("template", "revoke", "welcome")
    check = found(studio)["Mail templates"]
    assert check["state"] == "warn"
    assert check["fix"].endswith("orchestrator template approve welcome")


def test_before_init_it_says_what_is_missing(shell: Shell, redis_url: str) -> None:
    shell.set(redis_url=redis_url)
    checks = found(shell, exit_code=3)
    assert "orchestrator init" in checks["Database"]["detail"]
    assert "orchestrator init" in checks["Keys"]["detail"]


DOMAIN = ("SPF", "DKIM", "DMARC")


def test_a_domain_without_records_is_warned_of_with_the_records_to_add(
    studio: Shell, redis_url: str, sink: servers.SmtpSink, dns: DnsServer
) -> None:
    relay(studio, sink.port)
    studio.set(redis_url=redis_url, dns_servers=dns.address)
    checks = found(studio)
    assert {checks[name]["state"] for name in DOMAIN} == {"warn"}
    assert 'northwind.example TXT "v=spf1 ' in checks["SPF"]["fix"]
    assert checks["DKIM"]["fix"] == "orchestrator dkim make"
    assert '_dmarc.northwind.example TXT "v=DMARC1; p=quarantine' in checks["DMARC"]["fix"]
    studio.run("dkim", "make")
    missing = found(studio)["DKIM"]
    assert missing["state"] == "warn"
    assert 'orchestrator._domainkey.northwind.example TXT "v=DKIM1; k=rsa; p=' in missing["detail"]


def test_a_domain_whose_records_fit_is_ok_with_the_look_ups_counted(
    studio: Shell, redis_url: str, sink: servers.SmtpSink, dns: DnsServer
) -> None:
    relay(studio, sink.port)
    studio.set(redis_url=redis_url)
    publish(studio, dns)
    checks = found(studio)
    assert {checks[name]["state"] for name in DOMAIN} == {"ok"}
    assert "(3 of 10 look-ups)" in checks["SPF"]["detail"]
    assert "RSA 2048 bit and Ed25519" in checks["DKIM"]["detail"]


def _more(dns: DnsServer, wide: int) -> None:
    names = [f"s{number}.relay.example" for number in range(wide)]
    dns.texts["_spf.relay.example"] = ["v=spf1 " + " ".join(f"include:{n}" for n in names)]
    dns.texts |= {name: ["v=spf1 ip4:192.0.2.1 -all"] for name in names}


def test_what_receivers_reject_is_a_failure(
    studio: Shell, redis_url: str, sink: servers.SmtpSink, dns: DnsServer
) -> None:
    relay(studio, sink.port)
    studio.set(redis_url=redis_url)
    publish(studio, dns)
    key = "orchestrator._domainkey.northwind.example"
    _more(dns, wide=10)
    dns.texts[key] = [key_record(rsa_key("other"))]
    dns.texts["_dmarc.northwind.example"] = ["v=DMARC1; p=none"]
    text_records._shared.cache_clear()
    checks = found(studio, exit_code=3)
    assert "11 look-ups" in checks["SPF"]["detail"]
    assert "another key" in checks["DKIM"]["detail"]
    assert checks["DMARC"]["state"] == "warn"


def test_dns_that_is_away_is_said_and_is_no_failure(
    studio: Shell, redis_url: str, sink: servers.SmtpSink
) -> None:
    relay(studio, sink.port)
    studio.set(redis_url=redis_url)
    studio.run("dkim", "make")
    checks = found(studio)
    assert all("DNS did not answer" in checks[name]["detail"] for name in DOMAIN)


def test_a_relay_that_has_no_address_is_named(studio: Shell, redis_url: str) -> None:
    relay(studio, servers.free_port())
    studio.set(redis_url=redis_url, smtp_host="nowhere.invalid", smtp_security="starttls")
    assert "connection failed" in found(studio, exit_code=4)["SMTP"]["detail"]


def test_in_production_no_worker_starts_until_the_records_are_there(
    studio: Shell, redis_url: str, sink: servers.SmtpSink, dns: DnsServer
) -> None:
    relay(studio, sink.port)
    studio.set(redis_url=redis_url, dns_servers=dns.address, production="on")
    assert found(studio, exit_code=3)["SPF"]["state"] == "warn"
    refused = studio.run("run", "worker", exit_code=3).stderr
    assert "SPF: northwind.example has no record" in refused
    assert "DMARC: " in refused
    studio.set(production="off")
    found(studio)
    studio.set(production="on")
    publish(studio, dns)
    text_records._shared.cache_clear()
    found(studio)
    require_domain(Settings.from_environ(os.environ))
