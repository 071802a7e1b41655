"""One event as an iCalendar object, for calendars of clients (RFC 5545, 5546).  Pure.

Times are in UTC, which every calendar shows in its reader's own zone; so no VTIMEZONE is
needed, whose rules may be others by the time of the review.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

OCTETS: Final = 75
"""The longest line without its break (RFC 5545 section 3.1)."""
_PRODUCT: Final = "-//Orchestrator//Reviews//EN"
_STATUS: Final = {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Event:
    """``organizer`` and ``attendee`` are a name and an addr-spec.  ``written_at``: DTSTAMP.

    One that is published is for the organizer's own calendar and invites nobody.
    """

    method: Literal["REQUEST", "CANCEL", "PUBLISH"]
    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    title: str
    place: str
    notes: str
    organizer: tuple[str, str]
    attendee: tuple[str, str]
    written_at: datetime


def calendar(event: Event) -> str:
    """The object, with CRLF line ends and folded lines."""
    return "".join(f"{folded}\r\n" for line in _lines(event) for folded in _folded(line))


def _lines(event: Event) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", f"PRODID:{_PRODUCT}", "VERSION:2.0", "CALSCALE:GREGORIAN")
    yield from (f"METHOD:{event.method}", "BEGIN:VEVENT", f"UID:{event.uid}")
    yield f"DTSTAMP:{_utc(event.written_at)}"
    yield f"DTSTART:{_utc(event.starts_at)}"
    yield f"DTEND:{_utc(event.starts_at + timedelta(minutes=event.minutes))}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.notes:
        yield f"DESCRIPTION:{_text(event.notes)}"
    name, address = event.organizer
    yield f"ORGANIZER;CN={_parameter(name)}:mailto:{address}"
    if event.method == "PUBLISH":
        yield from ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR")
        return
    name, address = event.attendee
    asks = ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" if event.method == "REQUEST" else ""
    yield f"ATTENDEE;CN={_parameter(name)};ROLE=REQ-PARTICIPANT{asks}:mailto:{address}"
    yield from (f"STATUS:{_STATUS[event.method]}", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A TEXT value (section 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n")):
        words = words.replace(plain, escaped)
    return _bare(words.replace("\n", "\\n"))


def _parameter(words: str) -> str:
    """A quoted parameter value, which can hold no quote (section 3.2)."""
    return f'"{_bare(words).replace(chr(34), chr(39))}"'


def _bare(words: str) -> str:
    return "".join(" " if ord(char) < 32 or ord(char) == 127 else char for char in words)


def _folded(line: str) -> Iterator[str]:
    """A long line in parts of whole characters; each but the first begins with a space."""
    part, room = "", OCTETS
    for char in line:
        size = len(char.encode())
        if size > room:
            yield part
            part, room = " ", OCTETS - 1
        part, room = part + char, room - size
    yield part
