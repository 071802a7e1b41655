"""What stands beside a request on its page: its order, what was agreed, and kind words for a no."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from orchestrator.engagement.baseline import nearest_lines, newest_baseline
from orchestrator.engagement.orders import CURRENCIES, in_figures, order_code
from orchestrator.engagement.registers import Said
from orchestrator.models import Ask, ChangeRequest, ChangeState, Fit

FITS: Final = {"": "Not said yet", Fit.INSIDE: "Part of what was agreed", Fit.OUTSIDE: "Beyond it"}
SCALE: Final = {"": "Not said yet", "1": "Little", "2": "Some", "3": "Much"}


@dataclass(frozen=True, slots=True)
class KindNo:
    """A no that can be sent as it stands, or put in other words."""

    name: str
    reason: str
    alternative: str


KIND_NOES: Final = (
    KindNo(
        "Not now",
        "It would move the launch, and that day matters more to you.",
        "we take it up in the first month after the launch",
    ),
    KindNo(
        "Not this project",
        "It lies outside what we agreed, and would take from what you need first.",
        "we write you an offer of its own",
    ),
    KindNo(
        "Something better",
        "It would cost more than it brings.",
        "a smaller version that does most of it",
    ),
)


def order_of(session: Session, row: Said) -> dict[str, Any]:
    """The order, the scope that a request touches, and the words for a no; else nothing."""
    if not isinstance(row, ChangeRequest):
        return {}
    baseline = newest_baseline(session, row.project_id)
    return {
        "code": order_code(row),
        "figures": in_figures(row) if row.cents is not None else "",
        "ask": session.get(Ask, row.ask_id) if row.ask_id else None,
        "can_price": row.state in (ChangeState.REQUESTED, ChangeState.PRICED),
        "baseline": baseline,
        "near": nearest_lines(row.text, baseline.scope) if baseline else [],
        "noes": KIND_NOES,
        "currencies": {each: each for each in CURRENCIES},
        "currency": (baseline and baseline.currency) or "",
        "FITS": FITS,
        "SCALE": SCALE,
    }
