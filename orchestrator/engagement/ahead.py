"""What may become bad news is told before it does: what an order would cost, a risk that we see."""

from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.engagement.facts import LONGEST
from orchestrator.engagement.orders import in_figures
from orchestrator.engagement.telling import note, shortened
from orchestrator.models import ChangeRequest, Fact, FactKind, Impact, OpenPoint, Project
from orchestrator.record.append import Actor

_ROOM = LONGEST - 60


def tell_ahead(session: Session, name: str, row_id: int, *, actor: Actor, now: datetime) -> Fact:
    """Note it as a fact.  What becomes of it is a correction of that.  The caller commits.

    Args:
        name: of the table: ``change_request``, of an order with a price, or ``open_point``.
    """
    row: ChangeRequest | OpenPoint
    source, hearers = f"{name}:{row_id}", []
    if name == ChangeRequest.__tablename__:
        row = session.get_one(ChangeRequest, row_id)
        text = f"“{shortened(row.text, _ROOM)}” would cost {in_figures(row)}."
        source = row.source if row.source.startswith("mail:") else source
        hearers = [row.contact] if row.contact else []
    else:
        row = session.get_one(OpenPoint, row_id)
        text = f"We see a risk: {shortened(row.text, _ROOM)}."
    project = session.get_one(Project, row.project_id)
    note(
        session, row, project, kind=FactKind.NEWS, text=text, impact=Impact.BAD, source=source,
        hearers=hearers, actor=actor, now=now,
    )  # fmt: skip
    session.flush()
    assert row.fact_id is not None, source
    return session.get_one(Fact, row.fact_id)
