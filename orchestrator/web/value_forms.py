"""What a person types about a value goal, read and checked."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
import re
from typing import Final

from orchestrator.engagement.value import LONGEST, Wanted
from orchestrator.models import Better, ValueGoal
from orchestrator.web.project_forms import Form

BETTER: Final = {
    "": "As the numbers say",
    Better.UP: "More is better",
    Better.DOWN: "Less is better",
}
_NUMBER: Final = re.compile(r"([+-]?[0-9]{1,12})(?:[.,]([0-9]{1,4}))?")
_GROUPED: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f]")


def read_goal(typed: Mapping[str, str], name: str = "goal") -> Form:
    """``values["wanted"]`` is what was typed of the goal itself."""
    form = Form(name, typed)
    form.values = {"contact_id": form.get("contact_id"), "said_in": form.get("said_in")}
    text, unit = (_words(form, each) for each in ("text", "unit"))
    if not text:
        form.fail("text", "Write it as they said it.")
    elif len(text) > LONGEST:
        form.fail("text", f"This has {len(text)} characters; at most {LONGEST}.")
    better = form.get("better")
    if better not in BETTER:
        form.fail("better", "Choose one of the list.")
    else:
        form.values["wanted"] = Wanted(
            text=text,
            unit=unit,
            better=Better(better) if better else None,
            start=_number(form, "start"),
            target=_number(form, "target"),
            due_on=_day(form, "due_on"),
        )
    return form


def read_measurement(typed: Mapping[str, str], *, open_goals: Collection[int]) -> Form:
    form = Form("measure", typed)
    goal_id = form.get("goal_id")
    if not (goal_id.isdecimal() and int(goal_id) in open_goals):
        form.fail("goal_id", "Choose one of the open goals.")
        return form
    measured_on = _day(form, "measured_on")
    if measured_on is None:
        form.fail("measured_on", "Write a day such as 2026-12-04.")
    form.values = {
        "goal_id": int(goal_id),
        "value": _number(form, "value"),
        "measured_on": measured_on,
        "evidence": _words(form, "evidence"),
        "said_in": form.get("said_in"),
    }
    return form


def as_typed(goal: ValueGoal) -> dict[str, str]:
    """A goal as the form to change it shows it."""
    numbers = {"start": goal.start, "target": goal.target}
    return {
        "text": goal.text,
        "unit": goal.unit,
        "better": goal.better or "",
        "due_on": goal.due_on.isoformat() if goal.due_on else "",
        **{name: "" if value is None else f"{value:f}" for name, value in numbers.items()},
    }


def number(typed: str) -> Decimal:
    """A number as people type it: ``31``, ``12.5``, ``12,5``, ``1 200``.

    Raises:
        ValueError: it is none, or could be two: ``1,200``.
    """
    bare = _SPACES.sub("", typed)
    found = _NUMBER.fullmatch(bare)
    if found is None or _GROUPED.fullmatch(bare):
        raise ValueError(typed[:40])
    return Decimal(f"{found[1]}.{found[2] or 0}") if found[2] else Decimal(found[1])


def _number(form: Form, name: str) -> Decimal | None:
    typed = form.get(name).strip()
    try:
        return number(typed) if typed else None
    except ValueError:
        form.fail(name, "Write a number such as 1200 or 12.5.")
        return None


def _day(form: Form, name: str) -> date | None:
    typed = form.get(name).strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        form.fail(name, "Write a day such as 2026-12-04.")
        return None


def _words(form: Form, name: str) -> str:
    return " ".join(form.get(name).replace("\0", " ").split())
