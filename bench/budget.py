"""What each stage costs beside what it may cost."""

from collections.abc import Mapping

from bench.figure import Figure
from bench.ours import Cost

BUDGET = {
    "fetch": 40,
    "child": 30,
    "parse": 60,
    "extract": 60,
    "classify": 20,
    "sentiment": 240,
    "thread": 25,
    "rows": 45,
    "record": 60,
}
"""Microseconds of CPU a mail.  ``child``: to the parsing child and back.  ``rows``: what is
read from the database and written to it, with the mail's bytes and the full text.
"""

BESIDE = {
    "reading": "answers, wishes and statements",
    "sender": "whether the sender is proven",
    "apply": "what follows for asks, wishes, mood and status",
}
"""What is no part of the budget."""


def cost_figures(metered: Cost, plain_us: float) -> list[Figure]:
    """A figure a stage, their sum, and what is beside the budget.

    Args:
        plain_us: CPU a mail of a run that is not divided into stages.
    """
    spent = {name: seconds / metered.mails * 1e6 for name, seconds in metered.stages.items()}
    spent["rows"] = sum(_of_rows(spent).values())
    figures = [_beside_budget(f"CPU of {name}", spent[name], BUDGET[name]) for name in BUDGET]
    figures += [
        _share(f"CPU of {name}", us, spent["rows"], "with its commits", "all rows")
        for name, us in _of_rows(spent).items()
    ]
    inside = sum(spent[name] for name in BUDGET)
    figures.append(_beside_budget("CPU of all these", inside, sum(BUDGET.values())))
    figures += [
        _share(f"CPU of {name}", spent[name], plain_us, words) for name, words in BESIDE.items()
    ]
    rest = plain_us - inside - sum(spent[name] for name in BESIDE)
    figures.append(_share("CPU not divided", rest, plain_us, f"of {plain_us:.0f} us a mail"))
    figures.append(
        {
            "name": "SQL statements",
            "ratio": metered.statements / metered.mails,
            "peer": "a mail",
            "detail": "one for many rows counts once",
        }
    )
    return figures


def _of_rows(spent: Mapping[str, float]) -> dict[str, float]:
    """What is written at each step; a share of one budget."""
    return {name: us for name, us in spent.items() if name.startswith("rows of ")}


def _beside_budget(name: str, spent_us: float, budget_us: float) -> Figure:
    return {
        "name": name,
        "ratio": spent_us / budget_us,
        "peer": "its budget",
        "at_most": 1.0,
        "detail": f"{spent_us:.0f} us a mail of {budget_us:.0f}",
    }


def _share(
    name: str, spent_us: float, whole_us: float, words: str, peer: str = "all of it"
) -> Figure:
    return {
        "name": name,
        "ratio": spent_us / whole_us,
        "peer": peer,
        "detail": f"{spent_us:.0f} us a mail: {words}",
    }
