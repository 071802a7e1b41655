"""``orchestrator dkim``: the keys that sign our mail, and the DNS records that prove them."""

import click

from orchestrator.cli.common import Answer, Service, answers, confirm, open_service
from orchestrator.dkim_keys import (
    SELECTOR,
    DkimKey,
    dkim_keys,
    make_dkim_keys,
    remove_dkim_keys,
    selectors,
    strings_of,
)
from orchestrator.errors import ConfigError, Refused, UsageError
from orchestrator.record.append import Action, record


@click.group("dkim")
def dkim() -> None:
    r"""Make the keys that sign our mail, and show the DNS records that prove them.

    \b
    Examples:
      orchestrator dkim make
      orchestrator dkim show
      orchestrator dkim make --selector s2027
    """


@dkim.command("make")
@click.option("--selector", help="Names the keys in DNS; without it, dkim_selector.")
@answers
def make(selector: str | None) -> Answer:
    r"""Make an RSA and an Ed25519 key, and print the DNS records to publish.

    Mail is signed as soon as dkim_selector names keys; until DNS has the records, such a
    signature counts as none. To change keys: make new ones beside the old, publish their
    records, set dkim_selector, and remove the old ones a week later.

    \b
    Examples:
      orchestrator dkim make
      orchestrator dkim make --selector s2027
    """
    service = open_service()
    name = _named(selector or service.settings.dkim_selector)
    domain = _domain(service)
    keys = make_dkim_keys(service.settings.keys, name)
    _note(service, name, "made")
    lines = ["Publish these records:", "", *_zone(keys, domain)]
    if name != service.settings.dkim_selector:
        lines += ["", f'Then, in the settings:  dkim_selector = "{name}"']
    lines += ["", "When DNS has them: orchestrator doctor"]
    return Answer("\n".join(lines), _data(service, name, keys, domain))


@dkim.command("show")
@answers
def show() -> Answer:
    r"""Print the DNS records of all keys there are.

    \b
    Examples:
      orchestrator dkim show
      orchestrator dkim show --json | jq -r '.data[] | [.name, .value] | @tsv'
    """
    service = open_service()
    domain, lines, data = _domain(service), [], []
    for name in selectors(service.settings.keys):
        keys = dkim_keys(service.settings.keys, name)
        in_use = "signs our mail" if name == service.settings.dkim_selector else "not in use"
        lines += [f"{name}: {in_use}", *_zone(keys, domain), ""]
        data += _data(service, name, keys, domain)
    text = (
        "\n".join(lines).rstrip()
        or "No keys: mail is not signed. Make them: orchestrator dkim make"
    )
    return Answer(text, data)


@dkim.command("remove")
@click.argument("selector")
@click.option("--yes", is_flag=True, help="Do not ask.")
@answers
def remove(selector: str, yes: bool) -> Answer:
    r"""Delete the private keys of a SELECTOR that is not in use any more.

    Keep its DNS records for a week: mail on its way is verified by them.

    \b
    Example:
      orchestrator dkim remove orchestrator --yes
    """
    service = open_service()
    name = _named(selector)
    if name == service.settings.dkim_selector:
        raise Refused(f"{name}: signs our mail; set another dkim_selector first")
    if name not in selectors(service.settings.keys):
        raise UsageError(f"{name}: no keys of this selector; see: orchestrator dkim show")
    confirm(f"Delete the private keys of {name}?", yes=yes)
    remove_dkim_keys(service.settings.keys, name)
    _note(service, name, "removed")
    return Answer(f"Removed the keys of {name}; take its DNS records away in a week", name)


def _named(selector: str) -> str:
    if not SELECTOR.fullmatch(selector):
        raise UsageError(
            f"{selector[:60]!r} is no selector; use small letters, digits, hyphens, such as s2027"
        )
    return selector


def _domain(service: Service) -> str:
    if not service.settings.mail_from:
        raise ConfigError("mail_from: is empty; its domain is the one that signs")
    return service.settings.mail_from.rpartition("@")[2].lower()


def _zone(keys: tuple[DkimKey, ...], domain: str) -> list[str]:
    """As zone files write them; a provider's form wants the strings without quotes, joined."""
    return [
        f"{key.selector}._domainkey.{domain}.  TXT  "
        + " ".join(f'"{string}"' for string in strings_of(key.record))
        for key in keys
    ]


def _data(
    service: Service, name: str, keys: tuple[DkimKey, ...], domain: str
) -> list[dict[str, object]]:
    return [
        {
            "selector": key.selector,
            "kind": key.kind,
            "in_use": name == service.settings.dkim_selector,
            "name": f"{key.selector}._domainkey.{domain}",
            "value": key.record,
        }
        for key in keys
    ]


def _note(service: Service, selector: str, change: str) -> None:
    with service.change() as session:
        record(
            session,
            Action.CONFIG_CHANGE,
            "config:dkim",
            actor=service.actor,
            now=service.now,
            selector=selector,
            change=change,
        )
