"""Access tokens for mailboxes whose provider takes no passwords (RFC 6749 section 6).

A person grants us a refresh token once; we trade it for access tokens, each kept until
shortly before it expires.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import ipaddress
import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from orchestrator.errors import ConfigError, MailboxError, MailboxLoginError

MECHANISMS = ("XOAUTH2", "OAUTHBEARER")

_EARLY = timedelta(seconds=60)
_DAY = timedelta(days=1)
_LIFE = timedelta(hours=1)
"""Of a token whose answer does not say; short, so that a wrong guess costs little."""
_ANSWER_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a large provider gives tokens.  ``scope`` is what its IMAP asks for."""

    token_url: str
    scope: str
    how: str


PROVIDERS = {
    "google": Provider(
        "https://oauth2.googleapis.com/token",
        "",  # Google takes the scope of the grant; https://mail.google.com/ must be in it.
        "sign in anew with the scope https://mail.google.com/",
    ),
    "microsoft": Provider(
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        "sign in anew with the scopes IMAP.AccessAsUser.All and offline_access",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who we are to a provider, and what a person granted us."""

    token_url: str
    client_id: str
    refresh_token: str
    client_secret: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """An access token.  ``refresh_token``: the one to use from now on."""

    access_token: str
    expires_at: datetime
    refresh_token: str


def check_token_url(url: str) -> None:
    """Raises ConfigError when a token would travel in clear."""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and is_loopback(parts.hostname or "")
    )
    if not is_safe or not parts.hostname:
        raise ConfigError(f"{url[:80]!r}: a token is only sent to an address with https://")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, so that nothing travels in clear."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refresh(client: Client, *, seconds: float, now: datetime) -> Grant:
    """Trade the refresh token for an access token.

    Raises:
        MailboxLoginError: the provider takes the refresh token no more; says what to do.
        MailboxError: it does not answer, or not in words we know.
        ConfigError: its address is not safe.
    """
    check_token_url(client.token_url)
    values = {
        "grant_type": "refresh_token",
        "refresh_token": client.refresh_token,
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        "scope": client.scope,
    }
    answer = _post(client.token_url, {k: v for k, v in values.items() if v}, seconds)
    token = answer.get("access_token")
    if not isinstance(token, str) or not token or not token.isascii():
        raise MailboxError(f"{client.token_url}: the answer holds no access token")
    renewed = answer.get("refresh_token")
    return Grant(
        token,
        now + _life(answer.get("expires_in")) - _EARLY,
        renewed if isinstance(renewed, str) and renewed else client.refresh_token,
    )


def _life(seconds: object) -> timedelta:
    """How long a token lives; some providers say it as text."""
    try:
        return min(timedelta(seconds=int(str(seconds))), _DAY)
    except (ValueError, OverflowError):
        return _LIFE


class _NoRedirect(HTTPRedirectHandler):
    """A refresh token goes to the address that was given and to no other."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def _post(url: str, values: Mapping[str, str], seconds: float) -> dict[str, Any]:
    request = Request(  # noqa: S310  (checked by the caller)
        url, urlencode(values).encode(), {"Accept": "application/json"}
    )
    try:
        with build_opener(_NoRedirect).open(request, timeout=seconds) as response:
            return _json(response.read(_ANSWER_BYTES))
    except HTTPError as error:
        with error:
            raise _refusal(url, error.code, _json(error.read(_ANSWER_BYTES))) from error
    except OSError as error:
        raise MailboxError(f"{url}: {getattr(error, 'reason', error)}") from error


def _json(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _refusal(url: str, status: int, answer: Mapping[str, Any]) -> MailboxError:
    """RFC 6749 section 5.2: 400 or 401, with a code that says whose fault it is."""
    code = str(answer.get("error", ""))[:40]
    says = str(answer.get("error_description", ""))[:90].strip().rstrip(".")
    words = f"{code}: {says}" if says else code or f"HTTP {status}"
    if code == "invalid_grant":
        how = next((p.how for p in PROVIDERS.values() if p.token_url == url), "sign in anew")
        return MailboxLoginError(
            f"the refresh token is not taken any more ({words}); {how}, then give the new token: "
            "orchestrator mailbox add"
        )
    if code in ("invalid_client", "unauthorized_client", "invalid_scope"):
        return MailboxLoginError(
            f"the provider does not take our client id, secret or scope ({words}); "
            "give them again: orchestrator mailbox add"
        )
    return MailboxError(f"{url}: {words}")
