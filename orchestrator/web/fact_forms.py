"""What a person types about a fact, read and checked."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from orchestrator.engagement.facts import LONGEST
from orchestrator.models import Fact, FactKind, Impact
from orchestrator.walltime import instant
from orchestrator.web.parts import parts
from orchestrator.web.project_forms import Form, read_text, read_word

FACT_KINDS: Final = {FactKind.DONE: "Done", FactKind.NEXT: "Next", FactKind.NEWS: "News"}
IMPACTS: Final = {
    Impact.NEUTRAL: "Neither good nor bad news",
    Impact.GOOD: "Good news",
    Impact.BAD: "Bad news, it stands first",
}
_HEAR: Final = "hear-"


def read_fact(typed: Mapping[str, str], name: str = "fact") -> Form:
    """``values["hearers"]`` are ids of contacts as typed; none is everybody."""
    form = Form(name, typed)
    form.values = {
        "text": read_text(form, "text", "Write one sentence that the client will read.", LONGEST),
        "kind": read_word(form, "kind", FactKind),
        "impact": read_word(form, "impact", Impact),
        "known_at": _instant(form, "known_at"),
        "hearers": {each.removeprefix(_HEAR) for each in typed if each.startswith(_HEAR)},
    }
    return form


def as_typed(fact: Fact, named: Iterable[int]) -> dict[str, str]:
    """What a form to change it begins with; since when it is known stays unless typed."""
    hearers = {f"{_HEAR}{contact_id}": "yes" for contact_id in named}
    return {"text": fact.text, "kind": fact.kind.value, "impact": fact.impact.value} | hearers


def _instant(form: Form, name: str) -> datetime | None:
    """A wall time of the studio, to the minute or for a whole day; None where nothing was typed."""
    typed = form.get(name).strip()
    if not typed:
        return None
    try:
        wall = datetime.fromisoformat(typed)
        return wall if wall.tzinfo else instant(wall.date(), wall.time(), parts().settings.zone)
    except (ValueError, OverflowError):
        form.fail(name, "Write a day and a time such as 2026-11-20 14:30.")
        return None
