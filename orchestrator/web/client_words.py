"""What a client's page calls the wishes, and how people are addressed."""

from collections.abc import Mapping
from datetime import date
import json
from typing import Any, Final

from orchestrator.engagement.addressing import CHANGE
from orchestrator.engagement.handles import CHANGE as REACHED
from orchestrator.models import Contact, Formality, ParticipantRole, Wish, WishState
from orchestrator.models.preference import HANDLE_WORDS, quiet_words, wish_words
from orchestrator.phrases import ENGLISH, phrases
from orchestrator.record.append import Action
from orchestrator.web.record_words import did
from orchestrator.web.words import day
from orchestrator.workdays import EVERY_DAY, countries, place_name, place_of

CADENCES: Final = {
    "daily": "Every working day",
    "weekly": "Every week",
    "fortnightly": "Every other week",
    "monthly": "Once a month",
    "needed": "Only when needed",
}
WEEKDAYS: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
LENGTHS: Final = {"brief": "Brief", "standard": "Standard", "full": "Full"}
URGENT: Final = {"mail": "By mail, like the rest", "call": "By a call, before any mail"}
QUIET_DAYS: Final = {
    "sat sun": "Saturday and Sunday",
    "none": "None: any day of the week",
    "sun": "Sunday",
    "fri sat": "Friday and Saturday",
    "mon sat sun": "The weekend and Monday",
    "tue sat sun": "The weekend and Tuesday",
    "wed sat sun": "The weekend and Wednesday",
    "thu sat sun": "The weekend and Thursday",
    "fri sat sun": "The weekend and Friday",
}
HEARTBEAT: Final = {
    "no": "No update",
    "yes": "A short one: how it stands, when the next is due",
}
CHANNELS: Final = {"email": "E-mail", "phone": "Phone", "sms": "Text message", "chat": "Chat"}
LANGUAGES: Final = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
FORMALITIES: Final = {
    Formality.UNSAID: "Not said, so politely",
    Formality.FORMAL: "Formally",
    Formality.INFORMAL: "Informally",
}
ROLES: Final = {
    ParticipantRole.SPONSOR: "Sponsor",
    ParticipantRole.APPROVER: "Approver",
    ParticipantRole.INFORMED: "Informed",
}
STATES: Final = {
    WishState.APPLIED: ("good", "Counts"),
    WishState.WAITING: ("watch", "Waits for you"),
    WishState.REFUSED: ("none", "Does not count"),
    WishState.UNDONE: ("none", "Taken back"),
}
REPLACED: Final = ("none", "Replaced since")


def wished(wish: Wish, value: str) -> str:
    """A wish as a line of its own: ``Once a month``, ``Paused until Fri 9 Jan``."""
    match wish:
        case Wish.CADENCE:
            return CADENCES[value]
        case Wish.LENGTH:
            return f"{LENGTHS[value]} length"
        case Wish.PAUSE_UNTIL:
            return f"Paused until {day(date.fromisoformat(value))}"
        case Wish.STOP if value == "yes":
            return "No automatic mail"
        case _:
            return wish_words(wish, value, phrases(ENGLISH))


def days_off(contact: Contact) -> str:
    """``Saturday and Sunday, and the public holidays of Wales``."""
    wishes, place = contact.wishes, contact.holidays_of
    quiet = "" if wishes.quiet_days == "none" else quiet_words(wishes.quiet_days, phrases(ENGLISH))
    kept = f"the public holidays of {place_name(place)}" if place else ""
    return ", and ".join(filter(None, (quiet, kept))) or "No day: any may be chosen"


def holiday_choices(contact: Contact) -> list[tuple[str, str]]:
    """Whose public holidays may be kept."""
    place = place_of("", "", contact.timezone)
    by_zone = place_name(place) if place else "none known"
    first = [("", f"By the time zone: {by_zone}"), (EVERY_DAY, "None: holidays count as any day")]
    return [*first, *countries().items()]


def done(action: str, fields: Mapping[str, Any], value: str | None) -> str:
    """What an entry of the record says that was done with somebody.

    Args:
        value: what was wished, unless it was erased.
    """
    if action == Action.PREFERENCE:
        what = wished(Wish(fields["wish"]), json.loads(value)) if value else "A wish"
        return f"{what}: {STATES[WishState(fields['state'])][1].lower()}"
    if fields.get("change") == CHANGE:
        formally = FORMALITIES[Formality(fields["formality"])].lower()
        return f"Addressed in {LANGUAGES[fields['language']]}, {formally}, {fields['timezone']}"
    if fields.get("change") == "promised":
        return f"Promised at most {fields['messages']} messages a {fields['period']}"
    if fields.get("change") == REACHED:
        ways = " and ".join(HANDLE_WORDS[each] for each in fields["channels"])
        return f"Changed the {ways}"
    if fields.get("change") == "away":
        return f"Away until {day(date.fromisoformat(fields['until']))}, by their out-of-office"
    return _CHANGES.get(fields.get("change", ""), did(action))


_CHANGES: Final = {
    "added": "Added",
    "promise_ended": "The promise was taken back",
    "back": "Back before the day",
}
