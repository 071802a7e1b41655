"""Dates and the standing words of a mail, as clients read them.  Pure."""

from datetime import date, datetime
import unicodedata
from zoneinfo import ZoneInfo

from orchestrator import tokens
from orchestrator.config import Settings
from orchestrator.mail_contexts import MailContext

REPLY = "reply"
UNSUBSCRIBE = "unsubscribe"
CASE = "case"
TEAM = "team"
"""Purposes of tokens (`tokens.mint`)."""

HOW_TO_CHANGE = ["monthly", "shorter", "text me instead", "pause until 3 Jan", "stop"]


_DRAWN_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their category, and nothing to see: fillers of Hangul and Braille."""


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: spaces, zero-width marks and fillers alone."""
    return not any(
        unicodedata.category(char)[0] in "LNPS" and char not in _DRAWN_BLANK for char in text
    )


def day(on: date, *, today: date) -> str:
    """``Tue 24 Nov``; with the year unless it is this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on:%a} {on.day} {on:%b}{year}"


def local_day(at: datetime, zone: str, *, now: datetime) -> str:
    """The day of an instant on the reader's calendar."""
    there = ZoneInfo(zone)
    return day(at.astimezone(there).date(), today=now.astimezone(there).date())


_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


def money(cents: int, currency: str) -> str:
    """``£1,850``, ``€99.50``, ``CHF 1,200``; ``currency`` is a code of ISO 4217."""
    sign = _SIGNS.get(currency, f"{currency} ")
    whole, part = divmod(abs(cents), 100)
    return f"{'-' * (cents < 0)}{sign}{whole:,}{f'.{part:02}' if part else ''}"


def span(first: date, last: date) -> str:
    """``14–20 Nov``, ``28 Nov–4 Dec``."""
    if first == last:
        return f"{last.day} {last:%b}"
    start = (
        f"{first.day}"
        if (first.year, first.month) == (last.year, last.month)
        else (f"{first.day} {first:%b}")
    )
    return f"{start}–{last.day} {last:%b}"


def reply_address(settings: Settings, key: bytes, reference: str, contact_id: int) -> str:
    """The address that brings an answer of this contact back to ``reference`` (``d14``)."""
    return tokens.with_token(settings.replies_to, tokens.mint(key, REPLY, reference, contact_id))


def case_address(settings: Settings, key: bytes, dispute_id: int) -> str:
    """The address that brings accounting's answer back to a case, whoever of them writes it."""
    return tokens.with_token(settings.replies_to, tokens.mint(key, CASE, f"i{dispute_id}", 0))


def team_address(settings: Settings, key: bytes, slug: str, project_id: int, epoch: int) -> str:
    """Where our own people write what the next update of a project may tell, in this epoch."""
    token = tokens.mint(key, TEAM, f"p{project_id}", epoch)
    return tokens.with_team_token(settings.replies_to, slug, token)


def unsubscribe_url(settings: Settings, key: bytes, contact_id: int) -> str:
    """The page that stops all mail to this contact, without a login."""
    token = tokens.mint(key, UNSUBSCRIBE, f"c{contact_id}", contact_id)
    return f"{settings.base_url.rstrip('/')}/unsubscribe/{contact_id}/{token}"


def letter(
    settings: Settings,
    *,
    key: bytes,
    lang: str,
    subject: str,
    project_name: str,
    pm_name: str,
    contact_id: int,
    why: str,
    reference: str,
) -> MailContext:
    """What every mail says at its head and foot."""
    return {
        "lang": lang,
        "subject": subject,
        "studio": {"name": settings.studio_name, "address": settings.studio_address},
        "project": {"name": project_name},
        "signer": {
            "name": pm_name,
            "role_line": f"Project manager, {settings.studio_name}. I read every reply.",
        },
        "why": why,
        "how_to_change": HOW_TO_CHANGE,
        "reference": reference,
        "unsubscribe_url": unsubscribe_url(settings, key, contact_id),
    }
