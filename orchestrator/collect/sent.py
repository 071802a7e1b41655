"""When a mail says it was sent (RFC 5322 section 3.3, and what is written instead).  Pure."""

from datetime import UTC, date, datetime, timedelta, timezone
import re

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_DATE = re.compile(
    r"(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4}),?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?"
    r"(?:\.\d+)?\s*([+-]\d{1,4}|[a-z]{1,5})?",
    re.I,
)
_ASCTIME = re.compile(
    r"([a-z]{3})[a-z]*\s+(\d{1,2}),?\s+(\d{1,2}):(\d\d):(\d\d)\s+(?:[a-z]{1,5}\s+)?(\d{4})"
    r"\s*([+-]\d{4})?",
    re.I,
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)\s*(Z|[+-]\d\d:?\d\d)?", re.I)
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
          "cet": 1, "cest": 2, "met": 1, "mest": 2, "bst": 1, "ist": 1, "jst": 9}  # fmt: skip
_YEARS = range(1982, 2091)
"""Outside of these the sender's clock is absurd and the date is no date."""


def sent_at(value: bytes | None) -> datetime | None:
    """The sender's claim in UTC, or None where it is absent or absurd."""
    local = _local(value)
    return local.astimezone(UTC) if local else None


def sent_on(value: bytes | None) -> tuple[date, float] | None:
    """The day at the sender, and the sender's hours from UTC."""
    local = _local(value)
    if local is None:
        return None
    offset = local.utcoffset() or timedelta()
    return local.date(), offset.total_seconds() / 3600


def _local(value: bytes | None) -> datetime | None:
    text = (value or b"")[:200].decode("ascii", "replace").strip()
    if found := _DATE.search(text):
        day, month, year, hour, minute, second, zone = found.groups()
    elif found := _ASCTIME.search(text):
        month, day, hour, minute, second, year, zone = found.groups()
    elif found := _ISO.search(text):
        year, month, day, hour, minute, second, zone = found.groups()
    else:
        return None
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
    try:
        local = datetime(
            _full_year(year), number, int(day), int(hour), int(minute), min(int(second or 0), 59),
            tzinfo=timezone(_offset(zone or "")),
        )  # fmt: skip
    except ValueError:
        return None
    return local if local.year in _YEARS else None


def _full_year(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (1900 if number >= 50 else 2000)  # RFC 5322 section 4.3.


def _offset(zone: str) -> timedelta:
    if zone[:1] in ("+", "-"):
        digits = zone[1:].replace(":", "").zfill(4)
        size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return -size if zone[0] == "-" else size
    return timedelta(hours=_ZONES.get(zone.lower(), 0))
