"""What a person types about a review, read and checked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Final, TypeVar, cast
from zoneinfo import ZoneInfoNotFoundError

from orchestrator.engagement.reviews import Plan
from orchestrator.models import Review, ReviewKind
from orchestrator.walltime import instant, zone_of
from orchestrator.web.project_forms import Form

KINDS: Final = {
    ReviewKind.FORMAL: "Formal, with an outcome",
    ReviewKind.INFORMAL: "Informal, to hear how it goes",
}

Value = TypeVar("Value")


def read_plan(
    typed: Mapping[str, str], people: Sequence[tuple[int, str]], name: str = "plan"
) -> Form:
    """``values["plan"]`` is the `Plan`, where nothing is missing."""
    form = Form(name, typed)
    title, place = _words(form.get("title")), _words(form.get("place"))
    agenda = form.get("agenda").replace("\0", " ").replace("\r\n", "\n").strip()
    on = _read(form, "held_on", date.fromisoformat, "Write a day such as 2026-12-04.")
    wall = _read(form, "held_time", time.fromisoformat, "Write a time such as 14:30.")
    zone = _read(form, "timezone", _zone, "Choose one of the list.")
    minutes = _read(form, "minutes", int, "Write how many minutes it takes.")
    kind = _read(form, "kind", ReviewKind, "Choose one of the list.")
    guests = [contact_id for contact_id, _ in people if form.get(f"guest_{contact_id}")]
    if not form.errors:
        held_at = instant(on, wall, zone_of(zone))
        form.values["plan"] = Plan(kind, title, held_at, zone, minutes, place, agenda, guests)
    return form


def as_typed(review: Review) -> dict[str, str]:
    """A review as the form to change it shows it."""
    there = review.held_at.astimezone(zone_of(review.timezone))
    return {
        "kind": review.kind.value,
        "title": review.title,
        "held_on": there.date().isoformat(),
        "held_time": f"{there:%H:%M}",
        "timezone": review.timezone,
        "minutes": str(review.minutes),
        "place": review.place,
        "agenda": review.agenda,
        **{f"guest_{guest.contact_id}": "1" for guest in review.guests},
    }


def read_outcome(typed: Mapping[str, str], review: Review) -> Form:
    """What came of it, who came, and one decision a line."""
    form = Form(f"held{review.id}", typed)
    guests = [guest.contact_id for guest in review.guests]
    lines = [" ".join(line.split()) for line in form.get("decided").replace("\0", " ").splitlines()]
    decider = form.get("decider")
    if any(lines) and decider not in {str(each) for each in guests}:
        form.fail("decider", "Choose who decided.")
    form.values = {
        "outcome": form.get("outcome").replace("\0", " ").replace("\r\n", "\n"),
        "came": [each for each in guests if form.get(f"came_{each}")],
        "decided": [] if form.errors else [(int(decider), line) for line in lines if line],
    }
    return form


def _words(typed: str) -> str:
    return " ".join(typed.replace("\0", " ").split())


def _zone(typed: str) -> str:
    try:
        return zone_of(typed).key
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(typed[:40]) from error


def _read(form: Form, name: str, read: Callable[[str], Value], words: str) -> Value:
    try:
        return read(form.get(name))
    except ValueError:
        form.fail(name, words)
        return cast(Value, None)
