"""What a person types on a client's page, read and checked against what counts now."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, Final

from orchestrator.digest.cadence import EACH_DAY
from orchestrator.engagement.set_wishes import speaks_against
from orchestrator.models import Contact, Preference, Wish, Wishes
from orchestrator.web.client_words import (
    CADENCES,
    CHANNELS,
    HEARTBEAT,
    LENGTHS,
    QUIET_DAYS,
    URGENT,
    WEEKDAYS,
)
from orchestrator.web.project_forms import Form

CHOICES: Final[Mapping[Wish, Mapping[str, str]]] = {
    Wish.CADENCE: CADENCES,
    Wish.WEEKDAY: WEEKDAYS,
    Wish.LENGTH: LENGTHS,
    Wish.CHANNEL: CHANNELS,
    Wish.URGENT: URGENT,
    Wish.QUIET_DAYS: QUIET_DAYS,
    Wish.HEARTBEAT: HEARTBEAT,
}
_TIMES: Final = (Wish.TIME, Wish.NOT_BEFORE)
_LONGEST_PAUSE: Final = timedelta(days=366)


def as_typed(wishes: Wishes, *, today: date) -> dict[str, str]:
    """What counts now, as the form shows it."""
    paused = wishes.pause_until if wishes.pause_until and wishes.pause_until > today else None
    return {
        Wish.CADENCE: wishes.cadence,
        Wish.WEEKDAY: wishes.weekday,
        Wish.TIME: f"{wishes.at:%H:%M}",
        Wish.NOT_BEFORE: f"{wishes.not_before:%H:%M}",
        Wish.LENGTH: wishes.length,
        Wish.CHANNEL: wishes.channel,
        Wish.URGENT: "call" if wishes.call_urgent else "mail",
        Wish.QUIET_DAYS: wishes.quiet_days,
        Wish.HEARTBEAT: "yes" if wishes.heartbeat else "no",
        Wish.PAUSE_UNTIL: paused.isoformat() if paused else "",
    }


def possible(
    words: Mapping[Wish, Preference], before: Wishes, *, today: date
) -> dict[Wish, list[tuple[str, str]]]:
    """What may be chosen: nothing louder than a word of theirs (`set_wishes.her_words`)."""
    counts = as_typed(before, today=today)
    return {
        wish: [
            (value, shown)
            for value, shown in choices.items()
            if speaks_against(words, wish, value, before=before, today=today) is None
            or value == counts[wish]
        ]
        for wish, choices in CHOICES.items()
    }


def read_wishes(typed: Mapping[str, str], contact: Contact, *, today: date) -> Form:
    """The wishes that differ from what counts."""
    form, before = Form("prefs", typed), as_typed(contact.wishes, today=today)
    for wish, choices in CHOICES.items():
        if form.get(wish) not in choices:
            form.fail(wish, "Choose one of the list.")
    is_weekly = form.get(Wish.CADENCE) not in EACH_DAY
    if is_weekly and form.get(Wish.WEEKDAY) in form.get(Wish.QUIET_DAYS).split():
        form.fail(Wish.QUIET_DAYS, "The day on which updates come cannot be a quiet one.")
    for wish in _TIMES:
        _check(form, wish, time.fromisoformat, "Write a time such as 16:00.")
    if form.get(Wish.PAUSE_UNTIL):
        until = _check(
            form, Wish.PAUSE_UNTIL, date.fromisoformat, "Write a day such as 2026-12-04."
        )
        if until is not None and not today < until <= today + _LONGEST_PAUSE:
            form.fail(Wish.PAUSE_UNTIL, "This must be a day to come, at most a year ahead.")
    changed = {wish: form.get(wish) for wish in before if form.get(wish) != before[wish]}
    if changed.get(Wish.PAUSE_UNTIL) == "":
        changed[Wish.PAUSE_UNTIL] = today.isoformat()
    form.values = {Wish(wish).value: value for wish, value in changed.items()}
    return form


def _check(form: Form, name: str, read: Any, words: str) -> Any:
    try:
        return read(form.get(name))
    except ValueError:
        form.fail(name, words)
        return None


def read_addressing(typed: Mapping[str, str]) -> Form:
    form = Form("address", typed)
    form.values = {
        name: form.get(name)
        for name in ("language", "timezone", "country", "region", "formality", "name_form")
    }
    return form
