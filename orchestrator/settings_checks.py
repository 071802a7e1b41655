"""Which values a setting may have.  Each check answers in words, or with nothing.

The forms of the two URLs are checked by hand: their own parsers accept what fails only
when something connects, and to import them would slow every command down.  Neither check
repeats its value, for it may hold a password.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
import difflib
from ipaddress import ip_address
import re
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit
from zoneinfo import available_timezones

_DATABASE_FORMS = "use sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME"
_REDIS_FORMS = "use redis://HOST:PORT/0, rediss://HOST:PORT/0 or unix://PATH"
_SQLITE = re.compile(r"sqlite:///(?!:memory:)[^?#]+")
# SQLAlchemy's own reading: a password may hold a slash, which urllib takes for the path.
_POSTGRESQL = re.compile(
    r"postgresql(?:\+psycopg)?://(?:[^:/@]*(?::[^@]*)?@)?"
    r"(?:\[[0-9A-Fa-f:.]+\]|[^\s\[\]:/?@]*)(?::(?P<port>[^/?]*))?(?:/[^?\s]*)?(?:\?\S*)?"
)
_REDIS_OPTIONS = {"db", "username", "password"}
_TLS_OPTIONS = {"ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_cert_reqs"}

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def check(name: str, value: Any) -> str:
    """What is wrong with the value of the setting ``name``; empty when nothing is."""
    if isinstance(value, timedelta) and value <= timedelta(0):
        return "must be longer than nothing"
    return _CHECKS[name](value) if name in _CHECKS else ""


def duration(raw: Any) -> timedelta:
    """Read ``90``, ``"90 s"``, ``"9 minutes"``, ``"2h"``; a bare number is seconds.

    Raises:
        ValueError: it is none of these.
    """
    match = re.fullmatch(
        r"(\d+(?:\.\d+)?) *(s|m|h|d|seconds?|minutes?|hours?|days?)?", str(raw).strip()
    )
    if not match:
        raise ValueError("expected a time such as 90 s, 9 minutes, 2 h or 1 day")
    return timedelta(seconds=float(match[1]) * _UNITS[(match[2] or "s")[0]])


def near(zone: str) -> str:
    """The zone that was probably meant, as the end of a sentence."""
    close = difflib.get_close_matches(zone, available_timezones(), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _database_url(url: str) -> str:
    if not url or _SQLITE.fullmatch(url):
        return ""
    match = _POSTGRESQL.fullmatch(url)
    return "" if match and _is_port(match["port"]) else _DATABASE_FORMS


def _redis_url(url: str) -> str:
    parts = _split(url)
    if not url:
        return ""
    if parts is None:
        return _REDIS_FORMS
    options, known = dict(parse_qsl(parts.query)), _REDIS_OPTIONS
    if parts.scheme == "unix":
        is_right = parts.path not in ("", "/") and not parts.hostname
    else:
        known = known | _TLS_OPTIONS if parts.scheme == "rediss" else known
        is_right = parts.scheme in ("redis", "rediss") and bool(
            re.fullmatch(r"(?:/\d*)?", parts.path)
        )
    if not is_right or not options.get("db", "0").isdecimal():
        return _REDIS_FORMS
    unknown = sorted(options.keys() - known)
    return f"unknown option {', '.join(unknown)}" if unknown else ""


def _base_url(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return f"{url!r} must begin with http:// or https://"
    parts = _split(url)
    if parts is None or not parts.hostname or re.search(r"[\s?#]", url):
        return f"{url!r} is no address; for example https://studio.example"
    return ""


def _split(url: str) -> SplitResult | None:
    """The parts of a URL; None when it cannot be read or its port is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return None if port == 0 else parts


def _is_port(text: str | None) -> bool:
    return text is None or (bool(re.fullmatch(r"\d{1,5}", text)) and not _port(int(text)))


def _port(port: int) -> str:
    return "" if 1 <= port <= 65535 else f"{port} is no port; use 1 to 65535"


def _count(number: int) -> str:
    return "" if number >= 1 else "must be 1 or more"


def _idle(time: timedelta) -> str:
    if time <= timedelta(minutes=9):
        return ""
    return "must be at most 9 minutes: servers and firewalls drop quiet connections"


def _zone(zone: str) -> str:
    return "" if zone in available_timezones() else f"{zone!r}: no such zone{near(zone)}"


def _address(value: str) -> str:
    if not value or re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value):
        return ""
    return f"{value!r} is not an address; for example updates@studio.example"


def _selector(value: str) -> str:
    if re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?", value):
        return ""
    return f"{value!r} is no selector; use small letters, digits and hyphens, such as s2026"


def _dns_servers(servers: Sequence[str]) -> str:
    wrong = [server for server in servers if not _is_dns_server(server)]
    return f"{wrong[0]!r} is no DNS server; use 192.0.2.53 or [2001:db8::53]:53" if wrong else ""


def _is_dns_server(server: str) -> bool:
    """An address, for a name would need a DNS server to be found, and perhaps a port."""
    match = re.fullmatch(r"\[(?P<v6>[^\]]+)\](?::(?P<p6>\d+))?|(?P<v4>[\d.]+):(?P<p4>\d+)", server)
    host = (match["v6"] or match["v4"]) if match else server
    try:
        ip_address(host)
    except ValueError:
        return False
    return not match or _is_port(match["p6"] or match["p4"])


def _one_of(*words: str) -> Callable[[str], str]:
    listed = f"{', '.join(words[:-1])} or {words[-1]}"
    return lambda value: "" if value in words else f"{value!r}: use {listed}"


def _channel_url(url: str) -> str:
    """Read as text: apprise itself is loaded only by who sends."""
    if not url:
        return ""
    if "://" not in url or "{to}" not in url:
        return "use a URL of apprise with {to} in it, for the number or name of the reader"
    if "retry=" in url:
        return "leave retry out: whether a message may go again is ours to say"
    return ""


_CHECKS: Mapping[str, Callable[[Any], str]] = {
    "database_url": _database_url,
    "redis_url": _redis_url,
    "base_url": _base_url,
    "web_port": _port,
    "smtp_port": _port,
    "smtp_sessions": _count,
    "complaint_limit": _count,
    "complaint_after": _count,
    "bounce_limit": _count,
    "bounce_after": _count,
    "imap_slowest": _count,
    "imap_mail_bytes": _count,
    "idle_for": _idle,
    "login_tries": _count,
    "uidvalidity_changes": _count,
    "timezone": _zone,
    "smtp_security": _one_of("starttls", "tls", "none"),
    "sms_url": _channel_url,
    "chat_url": _channel_url,
    "production": _one_of("on", "off"),
    "dkim_selector": _selector,
    "dkim_check": _one_of("on", "off"),
    "dns_servers": _dns_servers,
    "log_level": _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    "accounting": _address,
    "mail_from": _address,
    "bounce_address": _address,
    "reply_address": _address,
    "archive_address": _address,
}
