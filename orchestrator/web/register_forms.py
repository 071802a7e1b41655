"""What a person types about a row of a register."""

from collections.abc import Mapping
from datetime import date
import re
from typing import Any, Final

from orchestrator.web.project_forms import Form

_AMOUNT: Final = re.compile(r"\s*(\d{1,3}(?:[,'\u2019 ]\d{3})+|\d{1,9})(?:[.,](\d{2}))?\s*")


def read_row(name: str, typed: Mapping[str, str], *, has_meaning: bool = False) -> Form:
    """A row entered or changed: its words, whose it is, by when; what is meant, of some."""
    form = Form(name, typed)
    form.values = {"text": form.get("text"), "due_on": read_day(form, "due_on")}
    if has_meaning:
        form.values["meant"] = " ".join(form.get("meant").split())[:500]
    return form


def read_day(form: Form, name: str, *, needed: bool = False) -> date | None:
    """A day such as ``2026-12-04``; empty for none, unless it is ``needed``."""
    if not form.get(name) and not needed:
        return None
    try:
        return date.fromisoformat(form.get(name))
    except ValueError:
        form.fail(name, "Write a day such as 2026-12-04.")
        return None


def read_number(form: Form, name: str, *, most: int) -> int:
    """A whole number from 0 on."""
    typed = form.get(name).strip() or "0"
    if not typed.isdecimal() or not typed.isascii() or int(typed[:9]) > most:
        form.fail(name, f"Write a number from 0 to {most}.")
        return 0
    return int(typed[:9])


def read_cents(form: Form, name: str) -> int | None:
    """An amount such as ``1,850`` or ``1850.50``, in hundredths; None and an error for none."""
    found = _AMOUNT.fullmatch(form.get(name))
    if found is None:
        form.fail(name, "Write an amount such as 1850 or 1850.50.")
        return None
    return int(re.sub(r"\D", "", found[1])) * 100 + int(found[2] or 0)


def chosen(form: Form, name: str, options: Mapping[Any, str]) -> str:
    """One word of a list."""
    if form.get(name) not in options:
        form.fail(name, "Choose one of the list.")
    return form.get(name)
