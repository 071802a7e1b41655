"""What the registers hold beside a draft: what its reader was not told, and what may be bad."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from orchestrator.digest.facts import is_untold
from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Digest,
    Fact,
    Likelihood,
    OpenPoint,
    PointKind,
    PointState,
)


@dataclass(slots=True)
class Beside:
    """``untold``: facts for her, those of the draft as well.

    ``orders`` are priced and nobody asked her; ``risks`` are likely; of neither was she told.
    """

    untold: list[Fact] = field(default_factory=list)
    orders: list[ChangeRequest] = field(default_factory=list)
    risks: list[OpenPoint] = field(default_factory=list)


def look_beside(session: Session, digest: Digest) -> Beside:
    """Read it for one update, in one statement."""
    always = datetime.max.replace(tzinfo=UTC)
    wanted: dict[type[Any], ColumnElement[bool]] = {
        Fact: is_untold(digest.project_id, digest.contact_id, before=always, apart_from=digest.id),
        ChangeRequest: and_(
            ChangeRequest.project_id == digest.project_id,
            ChangeRequest.state == ChangeState.PRICED,
            ChangeRequest.cents > 0,
            ChangeRequest.fact_id.is_(None),
            or_(
                ChangeRequest.contact_id.is_(None),
                ChangeRequest.contact_id == digest.contact_id,
            ),
        ),
        OpenPoint: and_(
            OpenPoint.project_id == digest.project_id,
            OpenPoint.kind == PointKind.RISK,
            OpenPoint.state == PointState.OPEN,
            OpenPoint.likelihood == Likelihood.LIKELY,
            OpenPoint.fact_id.is_(None),
        ),
    }
    keys = union_all(
        *(
            select(literal(each.__tablename__).label("kind"), each.id.label("id")).where(here)
            for each, here in wanted.items()
        )
    ).subquery()
    query = select(*wanted).select_from(keys)
    for each in wanted:
        query = query.outerjoin(each, and_(keys.c.kind == each.__tablename__, each.id == keys.c.id))
    found: Sequence[Any] = session.execute(query.order_by(keys.c.kind, keys.c.id)).all()
    return Beside(*([row[place] for row in found if row[place]] for place in range(len(wanted))))
