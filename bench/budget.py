"""What each stage costs beside what it may cost."""

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
written, with the full text.
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
    figures = [_beside_budget(f"CPU of {name}", spent[name], BUDGET[name]) for name in BUDGET]
    inside = sum(spent[name] for name in BUDGET)
    figures.append(_beside_budget("CPU of all these", inside, sum(BUDGET.values())))
    figures += [
        _share(f"CPU of {name}", spent[name], plain_us, words) for name, words in BESIDE.items()
    ]
    rest = plain_us - sum(spent.values())
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


def _beside_budget(name: str, spent_us: float, budget_us: float) -> Figure:
    return {
        "name": name,
        "ratio": spent_us / budget_us,
        "peer": "its budget",
        "at_most": 1.0,
        "detail": f"{spent_us:.0f} us a mail of {budget_us:.0f}",
    }


def _share(name: str, spent_us: float, whole_us: float, words: str) -> Figure:
    return {
        "name": name,
        "ratio": spent_us / whole_us,
        "peer": "all of it",
        "detail": f"{spent_us:.0f} us a mail: {words}",
    }
