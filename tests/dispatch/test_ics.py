"""An event as RFC 5545 wants it, read back by a strict reader of its own."""

from datetime import UTC, datetime
import re

from orchestrator.dispatch.ics import OCTETS, Event, calendar

NAME = re.compile(r"[A-Z-]+(?:;[A-Z-]+=(?:\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]+))*:")
EVENT = Event(
    method="REQUEST",
    uid="1f@review",
    sequence=2,
    starts_at=datetime(2026, 11, 26, 14, 0, tzinfo=UTC),
    minutes=45,
    title="Design; the review, part \\ one",
    place="Harbour 1,\nWhitby",
    notes="Zwölf Straßenfotos – " * 12 + "\r\nEND:VEVENT\nATTENDEE:mailto:eve@evil.example",
    organizer=('Maya "M" Okafor', "hello+t1.abc@northwind.example"),
    attendee=("Dana: Whitfield", "dana@harborlane.example"),
    written_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
)


def unfolded(text: str) -> list[str]:
    """Its content lines; whatever breaks the grammar fails here."""
    assert text.endswith("\r\n")
    physical = text.split("\r\n")[:-1]
    assert not [line for line in physical if "\n" in line or "\r" in line]
    assert not [line for line in physical if len(line.encode()) > OCTETS]
    lines: list[str] = []
    for line in physical:
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    assert all(NAME.match(line) for line in lines), lines
    return lines


def test_s36_an_invitation_is_a_valid_calendar_object() -> None:
    lines = unfolded(calendar(EVENT))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    names = [re.split("[:;]", line)[0] for line in lines]
    for name in ("PRODID", "VERSION", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE",
                 "SUMMARY", "ORGANIZER", "ATTENDEE", "STATUS"):  # fmt: skip
        assert names.count(name) == 1, name
    assert "METHOD:REQUEST" in lines
    assert "DTSTART:20261126T140000Z" in lines
    assert "DTEND:20261126T144500Z" in lines
    assert "SEQUENCE:2" in lines
    assert r"SUMMARY:Design\; the review\, part \\ one" in lines
    assert r"LOCATION:Harbour 1\,\nWhitby" in lines
    assert "ORGANIZER;CN=\"Maya 'M' Okafor\":mailto:hello+t1.abc@northwind.example" in lines
    attendee = next(line for line in lines if line.startswith("ATTENDEE"))
    assert 'CN="Dana: Whitfield"' in attendee
    assert "PARTSTAT=NEEDS-ACTION;RSVP=TRUE" in attendee


def test_s36_a_cancellation_keeps_the_uid_and_asks_for_nothing() -> None:
    lines = unfolded(calendar(Event(**{name: getattr(EVENT, name) for name in Event.__slots__}
                                    | {"method": "CANCEL", "sequence": 3})))  # fmt: skip
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "UID:1f@review", "SEQUENCE:3"} <= set(lines)
    assert not [line for line in lines if "RSVP" in line]
