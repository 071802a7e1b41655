"""Dates and the standing words of a mail, as clients read them.  Pure."""

from datetime import date, datetime, time
import unicodedata
from zoneinfo import ZoneInfo

from orchestrator import tokens
from orchestrator.config import Settings
from orchestrator.mail_contexts import MailContext
from orchestrator.phrases import ENGLISH, Phrases, phrases

REPLY = "reply"
UNSUBSCRIBE = "unsubscribe"
CASE = "case"
TEAM = "team"
"""Purposes of tokens (`tokens.mint`)."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DRAWN_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their category, and nothing to see: fillers of Hangul and Braille."""


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: spaces, zero-width marks and fillers alone."""
    return not any(
        unicodedata.category(char)[0] in "LNPS" and char not in _DRAWN_BLANK for char in text
    )


def day(on: date, *, today: date, say: Phrases | None = None) -> str:
    """``Tue 24 Nov``, ``Di., 24. Nov.``; with the year unless it is this one."""
    say = say or phrases(ENGLISH)
    return say(
        "calendar.day" if on.year == today.year else "calendar.day_year",
        weekday=say.all("calendar.days_short")[on.weekday()],
        d=on.day,
        month=say.all("calendar.months_short")[on.month - 1],
        year=on.year,
    )


def local_day(at: datetime, zone: str, *, now: datetime, say: Phrases | None = None) -> str:
    """The day of an instant on the reader's calendar."""
    there = ZoneInfo(zone)
    return day(at.astimezone(there).date(), today=now.astimezone(there).date(), say=say)


_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


def money(cents: int, currency: str, *, say: Phrases | None = None) -> str:
    """``£1,850``, ``€99.50``, ``1.850 €``, ``CHF 1,200``; ``currency`` is a code of ISO 4217."""
    say = say or phrases(ENGLISH)
    whole, part = divmod(abs(cents), 100)
    plain = figures(f"{whole:,}{f'.{part:02}' if part else ''}", say)
    if sign := _SIGNS.get(currency):
        said = say("numbers.money", sign=sign, number=plain)
    else:
        said = say("numbers.currency", code=currency, number=plain)
    return f"{'-' * (cents < 0)}{said}"


def figures(number: str, say: Phrases) -> str:
    """A number such as ``1,850.50`` with the marks of a language."""
    marks = {",": say("numbers.thousands"), ".": say("numbers.point")}
    return "".join(marks.get(char, char) for char in number)


def span(first: date, last: date, *, say: Phrases) -> str:
    """``14–20 Nov``, ``28 Nov–4 Dec``."""
    months = say.all("calendar.months_short")
    until = say("calendar.short", d=last.day, month=months[last.month - 1])
    if first == last:
        return until
    if (first.year, first.month) == (last.year, last.month):
        month = months[last.month - 1]
        return say("calendar.within", first=first.day, last=last.day, month=month)
    since = say("calendar.short", d=first.day, month=months[first.month - 1])
    return say("calendar.across", first=since, last=until)


def rhythm_in_words(cadence: str, weekday: str, at: time, *, say: Phrases) -> str:
    """``every Friday at 16:00``."""
    named = say.all("calendar.days")[WEEKDAYS.index(weekday)]
    return say(f"rhythm.{cadence}", day=named, at=f"{at:%H:%M}")


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
    informal: bool,
    subject: str,
    project_name: str,
    pm_name: str,
    contact_id: int,
    why: str,
    reference: str,
) -> MailContext:
    """What every mail says at its head and foot."""
    say = phrases(lang, informal=informal)
    return {
        "lang": lang,
        "informal": informal,
        "subject": subject,
        "studio": {"name": settings.studio_name, "address": settings.studio_address},
        "project": {"name": project_name},
        "signer": {
            "name": pm_name,
            "role_line": say("foot.role", studio=settings.studio_name),
        },
        "why": why,
        "how_to_change": say.all("foot.wishes"),
        "reference": reference,
        "unsubscribe_url": unsubscribe_url(settings, key, contact_id),
    }
