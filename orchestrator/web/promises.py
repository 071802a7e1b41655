"""A promise moves to another day, and the next update says why."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from orchestrator.engagement.promises import move_promise
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.register_forms import read_day
from orchestrator.web.register_page import row_or_404, show_row
from orchestrator.web.words import local

bp = Blueprint("promises", __name__, url_prefix="/p/<slug>/promises/<int:row_id>")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/move")
@needs(Power.DECIDE)
def create_move(slug: str, row_id: int) -> ResponseReturnValue:
    """It is for another day."""
    form = Form("move", request.form)
    due_on, moved = read_day(form, "due_on", needed=True), None
    with parts().db.write() as session:
        placed = row_or_404(session, slug, "promises", row_id)
        if due_on is not None:
            with form.trying(session):
                moved = move_promise(
                    session, row_id, due_on, form.get("reason"),
                    today=local(now()).date(), actor=current_actor(), now=now(),
                ).id  # fmt: skip
        if moved is None:
            return show_row(session, placed, form), 400
    flash("Moved. The next update says so, with the reason.")
    page = url_for("registers.show_one", slug=slug, register="promises", row_id=moved)
    return redirect(page, code=303)
