"""dkim make, show, remove: the keys that sign our mail, and their records."""

import os
from pathlib import Path
import re

from orchestrator import flow
from orchestrator.dkim_keys import dkim_keys
from tests.cli.shell import Shell


def test_the_records_to_publish_are_printed_in_strings_that_dns_holds(studio: Shell) -> None:
    assert "No keys: mail is not signed" in studio.run("dkim", "show").stdout
    text = studio.run("dkim", "make").stdout
    settings = flow.parts().settings
    rsa, ed25519 = dkim_keys(settings.keys, "orchestrator")
    [first, second] = [line for line in text.splitlines() if "  TXT  " in line]
    assert first.startswith("orchestrator._domainkey.northwind.example.  TXT  ")
    assert second.startswith("orchestrator-ed25519._domainkey.northwind.example.  TXT  ")
    for line, key in ((first, rsa), (second, ed25519)):
        strings = re.findall(r'"([^"]*)"', line)
        assert "".join(strings) == key.record
        assert all(len(string) <= 255 for string in strings)
    assert rsa.private.key_size >= 2048  # type: ignore[union-attr]
    modes = {path.name: path.stat().st_mode & 0o777 for path in settings.keys.glob("dkim.*")}
    assert set(modes.values()) == {0o600}
    assert len(modes) == 2
    objects = [e["obj"] for e in studio.data("record", "search", "--action", "config_change")]
    assert objects.count("config:dkim") == 1
    assert "has keys already" in studio.run("dkim", "make", exit_code=6).stderr


def test_keys_are_changed_by_a_second_selector_beside_the_first(studio: Shell) -> None:
    studio.run("dkim", "make")
    assert 'dkim_selector = "s2027"' in studio.run("dkim", "make", "--selector", "s2027").stdout
    used = {row["selector"]: row["in_use"] for row in studio.data("dkim", "show")}
    assert used == {
        "orchestrator": True,
        "orchestrator-ed25519": True,
        "s2027": False,
        "s2027-ed25519": False,
    }
    refused = studio.run("dkim", "remove", "orchestrator", "--yes", exit_code=6)
    assert "signs our mail" in refused.stderr
    studio.set(dkim_selector="s2027")
    studio.run("dkim", "remove", "orchestrator", exit_code=2)
    studio.run("dkim", "remove", "orchestrator", "--yes")
    assert {row["selector"] for row in studio.data("dkim", "show")} == {"s2027", "s2027-ed25519"}
    assert "no keys" in studio.run("dkim", "remove", "orchestrator", "--yes", exit_code=2).stderr


def test_a_selector_that_dns_cannot_hold_is_refused(studio: Shell) -> None:
    for bad in ("S2027", "a.b", "-a", "../x"):
        refused = studio.run("dkim", "make", f"--selector={bad}", exit_code=2)
        assert "no selector" in refused.stderr
    studio.set(dkim_selector="a_b")
    assert "dkim_selector" in studio.run("dkim", "show", exit_code=3).stderr


def test_without_an_address_there_is_no_domain_to_sign_for(studio: Shell) -> None:
    studio.set(mail_from="")
    assert "mail_from" in studio.run("dkim", "make", exit_code=3).stderr
    assert not list(Path(os.environ["ORCHESTRATOR_DATA"]).glob("keys/dkim.*"))
