"""What a program sends as an update, read and checked: all that is wrong at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from orchestrator.engagement.facts import LONGEST
from orchestrator.models import Contact, FactKind, Impact

FIELDS: Final = ("text", "kind", "impact", "known_at", "for", "idempotency_key")
LONGEST_KEY: Final = 100
_OLDEST: Final = timedelta(days=3653)


def read_update(
    payload: Mapping[str, Any], people: Sequence[Contact], *, now: datetime
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a proposal, and the fields that are not right with what each needs.

    Args:
        people: who takes part in the project; ``for`` names some of them.
    """
    errors: dict[str, str] = {}
    for name in payload:
        if name not in FIELDS:
            errors[_held(str(name))[:60]] = f"there is no such field; there are {', '.join(FIELDS)}"
    values = {
        "text": _text(payload, errors),
        "kind": _word(payload, "kind", FactKind, FactKind.NEWS, errors),
        "impact": _word(payload, "impact", Impact, Impact.NEUTRAL, errors),
        "known_at": _instant(payload, now, errors),
        "hearers": _hearers(payload, people, errors),
        "idempotency_key": _key(payload, errors),
    }
    return values, errors


def _text(payload: Mapping[str, Any], errors: dict[str, str]) -> str:
    given = payload.get("text")
    text = " ".join(_held(given).split()) if isinstance(given, str) else ""
    if not text:
        errors["text"] = "write one sentence that the client may read"
    elif len(text) > LONGEST:
        errors["text"] = f"this has {len(text)} characters; at most {LONGEST}"
    return text


def _word(
    payload: Mapping[str, Any],
    name: str,
    words: type[FactKind] | type[Impact],
    default: FactKind | Impact,
    errors: dict[str, str],
) -> FactKind | Impact:
    given = payload.get(name)
    if given is None:
        return default
    if isinstance(given, str) and given in set(words):
        return words(given)
    errors[name] = f"must be one of {', '.join(words)}"
    return default


def _instant(payload: Mapping[str, Any], now: datetime, errors: dict[str, str]) -> datetime:
    """With an offset: a program knows its zone, and we do not."""
    given = payload.get("known_at")
    if given is None:
        return now
    try:
        at = datetime.fromisoformat(given)
        is_known = at.tzinfo is not None and now - _OLDEST < at <= now
    except (TypeError, ValueError):
        is_known = False
    if not is_known:
        errors["known_at"] = (
            "must be an instant of the last ten years with its offset, such as "
            "2026-11-20T14:00:00+00:00"
        )
        return now
    return at


def _hearers(
    payload: Mapping[str, Any], people: Sequence[Contact], errors: dict[str, str]
) -> list[int]:
    given = payload.get("for")
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        errors["for"] = "must be a list of names or addresses"
        return []
    known = {each: _named(each, people) for each in given[: len(people) + 20]}
    wrong = [_held(each)[:80] for each, found in known.items() if len(found) != 1]
    if wrong:
        errors["for"] = f"not one person of this project each: {', '.join(wrong)}"
    return sorted({contact_id for found in known.values() for contact_id in found})


def _named(given: str, people: Sequence[Contact]) -> set[int]:
    """Who has this address, or this name; a first name where one person has it."""
    wanted = " ".join(given.lower().split())
    ways: Sequence[Callable[[Contact], list[str]]] = (
        lambda person: [each.addr_spec for each in person.addresses],
        lambda person: [person.name.lower()],
        lambda person: [person.first_name.lower()],
    )
    for names in ways:
        if found := {person.id for person in people if wanted in names(person)}:
            return found
    return set()


def _key(payload: Mapping[str, Any], errors: dict[str, str]) -> str:
    given = payload.get("idempotency_key")
    if given is None:
        return ""
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_KEY or _held(given) != given:
        errors["idempotency_key"] = f"must be a string of 1 to {LONGEST_KEY} characters"
        return ""
    return given


def _held(text: str) -> str:
    """Without what a database cannot hold: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
