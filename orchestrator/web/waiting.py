"""What waits on us and what waits on the client, side by side, both dated."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from orchestrator.models import Ask
from orchestrator.models.registers import OPEN_STATES
from orchestrator.web.register_rows import Open, Row

OURS: Final = ("promises", "questions", "changes")
"""Registers whose open rows wait for a deed or a word of ours."""
SHOWN: Final = 8


def on_us(open_rows: Mapping[str, Open]) -> tuple[list[Row], int]:
    """Promises, questions and requests, by their day; those without one behind them.

    At most `SHOWN`, and how many more there are.
    """
    rows = [row for name in OURS for row in open_rows[name].rows if not _is_with_client(row)]
    shown = sorted(rows, key=lambda row: (row.due_on or date.max, row.said_at))[:SHOWN]
    return shown, sum(open_rows[name].total for name in OURS) - len(shown)


def on_them(asks: Iterable[tuple[Ask, str]]) -> list[tuple[Ask, str]]:
    """What we asked and is not answered, by its day."""
    waiting = [(ask, name) for ask, name in asks if ask.state in OPEN_STATES]
    return sorted(waiting, key=lambda each: each[0].due_on)[:SHOWN]


def _is_with_client(row: Row) -> bool:
    """An order that is asked waits for its answer."""
    return row.state == "asked"
