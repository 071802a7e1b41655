"""Text messages and chat, handed to a provider over HTTP by apprise (docs/decisions/0063).

Apprise says whether a provider took a message, and in its log why not.  Of what is not surely
refused or surely unsent we say that nobody knows: a person decides, and nothing goes twice.
"""

from collections.abc import Callable, Sequence
from functools import partial
import logging
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from orchestrator.dispatch.handing_over import OneByOne
from orchestrator.dispatch.updates import opened
from orchestrator.errors import (
    DeliveryError,
    PermanentDeliveryError,
    TransientDeliveryError,
    UnknownDelivery,
)
from orchestrator.models import OutboxEntry, Phase

if TYPE_CHECKING:
    from apprise import NotifyBase

TO: Final = "{to}"
"""Where a URL of the settings has the number or the name."""
ANSWER_SECONDS: Final = 30.0

_STATUS = re.compile(r"\berror=(\d{3})\b")
_AGAIN: Final = ("429", "500", "503")
_NOBODY_KNOWS: Final = ("408", "502", "504")
"""A gateway says so that may have passed the message on."""
_NOT_CONNECTED = re.compile(
    r"Socket Exception: .*(?:NewConnectionError|ConnectTimeoutError|NameResolutionError)"
)

# What it says of an error it says to us alone: its lines may hold a number or words of a client.
_log = logging.getLogger("apprise")
_log.setLevel(logging.DEBUG)
_log.propagate = False


def by_apprise(name: str, url: str) -> OneByOne:
    """The channel called ``name``; ``url`` is an apprise URL with `TO` in it."""
    return OneByOne(name, partial(_send_one, url))


def service_at(url: str, to: str) -> "NotifyBase | None":
    """The provider's service that reaches ``to``; None where apprise cannot read the URL."""
    # Loading what it knows of providers takes a fifth of a second, which only a sender needs.
    from apprise import Apprise, NotifyBase, URLBase

    service = Apprise.instantiate(url.replace(TO, quote(to, safe="")), suppress_exceptions=True)
    if not isinstance(service, NotifyBase):
        return None
    if service.socket_read_timeout == URLBase.socket_read_timeout:
        service.socket_read_timeout = ANSWER_SECONDS
    return service


def _send_one(url: str, entry: OutboxEntry, reach: Callable[[Phase], None]) -> str:
    from apprise import Apprise, NotifyFormat

    to, text = opened(entry.content)
    service = service_at(url, to)
    if service is None:
        raise PermanentDeliveryError(f"{to}: the provider has no such number or name")
    provider = Apprise()
    provider.add(service)
    # From here on it may have left, whatever becomes of us.
    reach(Phase.DOT)
    with provider.notify(body=text, body_format=NotifyFormat.TEXT, log_level=logging.DEBUG) as sent:
        if sent:
            return f"{service.service_name} took it"
        raise _why_not([log.message for log in sent.logs()])


def _why_not(lines: Sequence[str]) -> DeliveryError:
    said = " ".join(line for line in lines if _STATUS.search(line)) or "no answer of the provider"
    status = _STATUS.search(said)
    if status is None:
        if any(_NOT_CONNECTED.search(line) for line in lines):
            return TransientDeliveryError("no connection to the provider")
        return UnknownDelivery(said)
    if status[1] in _NOBODY_KNOWS:
        return UnknownDelivery(said)
    return (TransientDeliveryError if status[1] in _AGAIN else PermanentDeliveryError)(said)
