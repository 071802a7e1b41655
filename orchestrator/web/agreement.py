"""/compliance/mood: how often people agreed with the machine on moods, and nobody's name."""

import json
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.engagement.agreement import COLUMNS, Agreement, Quarter, agreements
from orchestrator.errors import UsageError
from orchestrator.models import Mail
from orchestrator.web.access import Power, is_visible, needs
from orchestrator.web.exports import as_file, csv_of
from orchestrator.web.parts import now, parts
from orchestrator.web.words import local

bp = Blueprint("agreement", __name__, url_prefix="/compliance")

LANGUAGES: Final = {
    "all": "All languages", "unknown": "Not known", "en": "English", "de": "German",
    "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
}  # fmt: skip


@bp.get("/mood")
@needs(Power.REVIEW)
def show() -> str:
    """One quarter, ``?quarter=2026-Q4``; else this one."""
    quarter = _quarter()
    current = Quarter.of(local(now()).date())
    return render_template(
        "record/agreement.html",
        quarter=quarter,
        before=quarter.shifted(-1),
        after=quarter.shifted(1) if quarter != current else None,
        rows=_rows(quarter),
        languages=LANGUAGES,
    )


@bp.get("/mood.csv")
@needs(Power.REVIEW)
def as_csv() -> ResponseReturnValue:
    """The same as a table."""
    quarter = _quarter()
    rows = ({"quarter": str(quarter), **row.as_json()} for row in _rows(quarter))
    return as_file(csv_of(("quarter", *COLUMNS), rows), f"moods-{quarter}.csv", "text/csv")


@bp.get("/mood.json")
@needs(Power.REVIEW)
def as_json() -> ResponseReturnValue:
    """The same as an object."""
    quarter = _quarter()
    rows = [row.as_json() for row in _rows(quarter)]
    text = json.dumps({"quarter": str(quarter), "rows": rows})
    return as_file(text, f"moods-{quarter}.json", "application/json")


def _quarter() -> Quarter:
    typed = request.args.get("quarter", "")
    try:
        return Quarter.parse(typed) if typed else Quarter.of(local(now()).date())
    except UsageError as error:
        raise BadRequest(str(error)) from error


def _rows(quarter: Quarter) -> list[Agreement]:
    with parts().db.read() as session:
        zone = parts().settings.zone
        return agreements(session, quarter, zone=zone, which=is_visible(Mail.project_id))
