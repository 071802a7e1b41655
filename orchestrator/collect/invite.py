"""Calendar invitations in words: what, when, where (RFC 5545, 5546).  Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
import re

from orchestrator.collect.headers import visible

_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(r'([A-Za-z0-9-]+)((?:;[^=:;]+=(?:"[^"]*"|[^";:]*)(?:,"[^"]*")*)*):(.*)')
_PARAMETER = re.compile(r';([^=:;]+)=(?:"([^"]*)"|([^";:]*))')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_DURATION = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?")
_OPENING = {
    "CANCEL": "Cancelled",
    "COUNTER": "Asks for another time",
    "DECLINECOUNTER": "Keeps the time",
    "REFRESH": "Asks for the invitation again",
    "REPLY": "Answers the invitation",
}
_ANSWERS = {"ACCEPTED": "Accepts", "DECLINED": "Declines", "TENTATIVE": "Maybe"}
_REPEATS = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
_MOST_EVENTS = 5
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


def invite_words(calendar: str, *, with_notes: bool) -> str:
    """Each event on lines of its own; "" where there is none.

    Args:
        with_notes: also what the organiser wrote, for a mail that has no text beside it.
    """
    method, events = events_in(calendar)
    return "\n\n".join(_event_words(event, method, with_notes) for event in events)


def events_in(calendar: str) -> tuple[str, list[dict[str, Property]]]:
    """The METHOD, and of each event its first property of each name."""
    lines = _FOLD.sub("", calendar[:200_000]).splitlines()
    properties = [found for line in lines if (found := _property(line))]
    method = next((each.value.strip().upper() for each in properties if each.name == "METHOD"), "")
    return method, list(_events(properties))


def _property(line: str) -> Property | None:
    found = _PROPERTY.fullmatch(line[:20_000])
    if not found:
        return None
    parameters = {
        name.upper(): quoted or bare for name, quoted, bare in _PARAMETER.findall(found[2])
    }
    return Property(found[1].upper(), parameters, found[3])


def _events(properties: Sequence[Property]) -> Iterator[dict[str, Property]]:
    """The first properties of each kind, without those of alarms and zones inside."""
    event: dict[str, Property] | None = None
    inside, count = 0, 0
    for each in properties:
        kind = each.value.strip().upper()
        if each.name == "BEGIN" and event is None:
            event = {} if kind == "VEVENT" else None
        elif each.name == "BEGIN":
            inside += 1
        elif each.name == "END" and inside:
            inside -= 1
        elif each.name == "END" and event is not None:
            yield event
            event, count = None, count + 1
            if count >= _MOST_EVENTS:
                return
        elif event is not None and not inside:
            event.setdefault(each.name, each)


def _event_words(event: dict[str, Property], method: str, with_notes: bool) -> str:
    what = _line(event, "SUMMARY") or "without a title"
    lines = [f"{_opening(event, method)}: {what}"]
    if when := _when(event):
        lines.append(f"When: {when}")
    if where := _line(event, "LOCATION"):
        lines.append(f"Where: {where}")
    if "ORGANIZER" in event:
        lines.append(f"Organiser: {_person(event['ORGANIZER'])}")
    if with_notes and "DESCRIPTION" in event:
        lines.append(f"\n{_shown(event['DESCRIPTION'].text.strip())}")
    return "\n".join(lines)


def _opening(event: dict[str, Property], method: str) -> str:
    attendee = event.get("ATTENDEE")
    if method == "REPLY" and attendee:
        return _ANSWERS.get(attendee.parameters.get("PARTSTAT", "").upper(), _OPENING[method])
    return _OPENING.get(method, "Invitation")


def _line(event: dict[str, Property], name: str) -> str:
    return " ".join(_shown(event[name].text).split()) if name in event else ""


def _shown(text: str) -> str:
    return "\n".join(visible(line) for line in text[:_LONGEST].split("\n"))


def _person(organizer: Property) -> str:
    address = re.sub(r"^mailto:", "", organizer.value.strip(), flags=re.I)
    name = organizer.parameters.get("CN", "")
    return visible(f"{name} <{address}>" if name and name != address else address)[:400]


def _when(event: dict[str, Property]) -> str:
    start = _moment(event.get("DTSTART"))
    if start is None:
        return ""
    end = _end(event, start)
    words = _day(start)
    if isinstance(start, datetime):
        words += f", {start:%H:%M}"
        if isinstance(end, datetime) and end > start:
            same_day = end.date() == start.date()
            words += f" to {end:%H:%M}" if same_day else f" to {_day(end)}, {end:%H:%M}"
        words += f" ({_zone(event['DTSTART'])})"
    elif end is not None and end > start + timedelta(days=1):
        words += f" to {_day(end - timedelta(days=1))}"  # The end of a whole day is exclusive.
    found = re.search(r"FREQ=(\w+)", event["RRULE"].value.upper()) if "RRULE" in event else None
    return f"{words}, repeated {_REPEATS.get(found[1], 'often')}" if found else words


def _moment(given: Property | None) -> date | None:
    """A day, or a time at the wall clock of its own zone."""
    found = _MOMENT.match(given.value.strip()) if given else None
    if not found:
        return None
    year, month, day, hour, minute, _ = found.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        # A "floating" time: it holds wherever one is (RFC 5545 section 3.3.5).
        return datetime(int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001
    except ValueError:
        return None


def _end(event: dict[str, Property], start: date) -> date | None:
    if "DTEND" in event:
        end = _moment(event["DTEND"])
        return end if type(end) is type(start) else None
    found = _DURATION.match(event["DURATION"].value.strip()) if "DURATION" in event else None
    if not found:
        return None
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups())
    try:
        return start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    except OverflowError:
        return None


def _day(moment: date) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def _zone(start: Property) -> str:
    zone = "UTC" if start.value.strip().endswith("Z") else start.parameters.get("TZID", "")
    return visible(zone)[:60] or "local time"
