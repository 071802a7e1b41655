"""What a person types about a decision of a client, read and checked."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from orchestrator.engagement.client_decisions import Noted
from orchestrator.engagement.decision_log import WAYS
from orchestrator.models import ClientDecision, Way
from orchestrator.walltime import instant
from orchestrator.web.ids import row_id
from orchestrator.web.project_forms import Form

CHOICES: Final = {way: words for way, words in WAYS.items() if way is not Way.REVIEW}
_NOON: Final = time(12, 0)


def read_decision(
    typed: Mapping[str, str], *, now: datetime, zone: ZoneInfo, name: str = "decision"
) -> Form:
    """``values["noted"]`` is the `Noted`, where nothing is missing."""
    form = Form(name, typed)
    text, words = (
        " ".join(form.get(each).replace("\0", " ").split()) for each in ("text", "words")
    )
    try:
        contact_id = row_id(form.get("contact_id"))
    except ValueError:
        form.fail("contact_id", "Choose somebody of this project.")
    try:
        way = Way(form.get("way"))
    except ValueError:
        form.fail("way", "Choose one of the list.")
    try:
        on = date.fromisoformat(form.get("said_on"))
    except ValueError:
        form.fail("said_on", "Write a day such as 2026-12-04.")
    if not form.errors:
        form.values["noted"] = Noted(contact_id, text, words, way, _said_at(on, now, zone))
    return form


def _words(typed: str) -> str:
    return " ".join(typed.replace("\0", " ").split())


def _said_at(on: date, now: datetime, zone: ZoneInfo) -> datetime:
    """At noon of its day, or now where that is still to come today."""
    noon = instant(on, _NOON, zone)
    return min(noon, now) if on == now.astimezone(zone).date() else noon


def as_typed(row: ClientDecision, zone: ZoneInfo) -> dict[str, str]:
    """A decision as the form to change it shows it."""
    return {
        "contact_id": str(row.contact_id),
        "text": row.text,
        "words": row.words,
        "way": row.way.value,
        "said_on": row.said_at.astimezone(zone).date().isoformat(),
    }
