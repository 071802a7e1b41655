"""/p/<slug>/facts/lag.csv and .json: from knowing to telling, to the second, a row a person."""

import json

from flask import Blueprint
from flask.typing import ResponseReturnValue

from orchestrator.engagement.lag_rows import COLUMNS, Table, table_of
from orchestrator.web.access import Power, needs, project_or_404
from orchestrator.web.exports import as_file, csv_of
from orchestrator.web.parts import now, parts

bp = Blueprint("fact_lags", __name__, url_prefix="/p/<slug>/facts")


@bp.get("/lag.csv")
@needs(Power.REVIEW)
def as_csv(slug: str) -> ResponseReturnValue:
    """Each fact and person."""
    return as_file(csv_of(COLUMNS, _table(slug).rows), f"lag-{slug}.csv", "text/csv")


@bp.get("/lag.json")
@needs(Power.REVIEW)
def as_json(slug: str) -> ResponseReturnValue:
    """The same with its summary."""
    found = _table(slug)
    data = {"project": slug, "at": now().isoformat(), **found.summary(), "rows": found.rows}
    return as_file(json.dumps(data, ensure_ascii=False), f"lag-{slug}.json", "application/json")


def _table(slug: str) -> Table:
    with parts().db.read() as session:
        return table_of(session, project_or_404(session, slug), now=now())
