"""Why an update leaves when it does, in sentences for our people.  Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from orchestrator.digest.cadence import WEEKDAYS, Rhythm, Slot, next_slot
from orchestrator.phrases import ENGLISH, phrases
from orchestrator.walltime import zone_of
from orchestrator.wording import day as in_words
from orchestrator.wording import rhythm_in_words
from orchestrator.workdays import holiday, place_name

AT_ONCE: Final = "Approved after its time, so it leaves as soon as an undo allows."
AWAKE: Final = "Approved after its time, so it leaves at the first hour that is not quiet there."
SENT_NOW: Final = "Somebody chose to send it now."

_WEEKDAY_WORDS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def why_next(rhythm: Rhythm, slot: Slot, *, after: datetime) -> str:
    """Why this is the next slot after a moment, and none before.

    ``Fri 25 Dec is Christmas Day in Wales, so Mon 28 Dec instead.``
    """
    return " ".join([*_waited(rhythm, slot, after), *_of_itself(rhythm, slot)]) or _usual(rhythm)


def why_each(
    rhythm: Rhythm, slots: Iterable[Slot], *, after: datetime
) -> Iterator[tuple[Slot, str]]:
    """Consecutive slots, the first of them after ``after``, each with why it is the next."""
    for slot in slots:
        yield slot, why_next(rhythm, slot, after=after)
        after = slot.at


def why_then(rhythm: Rhythm, slot: Slot) -> str:
    """Why a slot is when it is, whatever was before it."""
    return " ".join(_of_itself(rhythm, slot)) or _usual(rhythm)


def _usual(rhythm: Rhythm) -> str:
    if rhythm.cadence == "needed":
        return f"Looked at on working days at {rhythm.wall:%H:%M}; it leaves only when needed."
    words = rhythm_in_words(rhythm.cadence, rhythm.weekday, rhythm.wall, say=phrases(ENGLISH))
    return f"{words[0].upper()}{words[1:]}."


def _waited(rhythm: Rhythm, slot: Slot, after: datetime) -> Iterator[str]:
    """What stood in the way of a slot that there would have been otherwise."""
    today = after.astimezone(zone_of(rhythm.zone)).date()
    awake = replace(rhythm, pause_until=None, away_since=None, away_until=None)
    usual = next_slot(awake, after=after)
    if usual.day < slot.day:
        if rhythm.pause_until is not None and usual.day < rhythm.pause_until:
            yield f"Paused until {in_words(rhythm.pause_until, today=today)}."
        if rhythm.away_until is not None and usual.day < rhythm.away_until:
            yield f"Away until {in_words(rhythm.away_until, today=today)}."
    plain = next_slot(replace(awake, quiet_days=frozenset(), place=""), after=after)
    if plain.day < usual.day and usual == slot and slot.usual == slot.day:
        yield f"{_off(rhythm, plain)}."


def _of_itself(rhythm: Rhythm, slot: Slot) -> Iterator[str]:
    if slot.is_first_back:
        yield "The first working day back, for what was missed."
    if slot.usual != slot.day:
        yield f"{_off(rhythm, slot)}, so {in_words(slot.day, today=slot.usual)} instead."
    if rhythm.not_before > rhythm.at:
        yield f"Not before {rhythm.not_before:%H:%M}, as wished."
    local = slot.at.astimezone(zone_of(rhythm.zone))
    if local.time() != rhythm.wall:
        yield f"The clocks change: there is no {rhythm.wall:%H:%M} on that day."


def _off(rhythm: Rhythm, slot: Slot) -> str:
    """``Fri 25 Dec is Christmas Day in Wales``."""
    day = in_words(slot.usual, today=slot.day)
    if name := holiday(slot.usual, rhythm.place):
        return f"{day} is {name} in {place_name(rhythm.place)}"
    return f"{_WEEKDAY_WORDS[WEEKDAYS[slot.usual.weekday()]]} is a quiet day"
