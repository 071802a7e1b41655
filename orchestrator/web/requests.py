"""What a person does with a request: weigh it, price it, ask the client, ask no more."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from orchestrator.engagement.orders import MOST_DAYS, ask_order, price, withdraw_order
from orchestrator.engagement.requests import weigh
from orchestrator.errors import UsageError
from orchestrator.models import Contact, Fit
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.register_forms import chosen, read_cents, read_day, read_number
from orchestrator.web.register_page import row_or_404, show_row
from orchestrator.web.request_views import FITS, SCALE
from orchestrator.web.words import local

bp = Blueprint("requests", __name__, url_prefix="/p/<slug>/changes/<int:row_id>")
bp.url_value_preprocessor(refuse_impossible)

TO_ANSWER = timedelta(days=14)


@bp.post("/weight")
@needs(Power.DECIDE)
def create_weight(slug: str, row_id: int) -> ResponseReturnValue:
    """Whether it was agreed, what it is worth, what it takes."""
    form = Form("weight", request.form)
    fit = chosen(form, "fit", FITS)
    worth, effort = chosen(form, "worth", SCALE), chosen(form, "effort", SCALE)

    def do(session: Session) -> None:
        weigh(
            session, row_id, fit=Fit(fit) if fit else None,
            worth=int(worth) if worth else None, effort=int(effort) if effort else None,
            actor=current_actor(), now=now(),
        )  # fmt: skip

    return _do(slug, row_id, form, do, "Noted, for us alone.")


@bp.post("/price")
@needs(Power.DECIDE)
def create_price(slug: str, row_id: int) -> ResponseReturnValue:
    """What it costs, and how much later it makes the end."""
    form = Form("price", request.form)
    cents = read_cents(form, "price")
    days = read_number(form, "extra_days", most=MOST_DAYS)

    def do(session: Session) -> None:
        price(
            session, row_id, cents=cents or 0, currency=form.get("currency"), extra_days=days,
            actor=current_actor(), now=now(),
        )  # fmt: skip

    return _do(slug, row_id, form, do, "Priced. The client hears of it when you ask.")


@bp.post("/order")
@needs(Power.DECIDE)
def create_order(slug: str, row_id: int) -> ResponseReturnValue:
    """Ask the client to agree, in the next update."""
    form = Form("order", request.form)
    due_on = read_day(form, "due_on") or local(now()).date() + TO_ANSWER

    def do(session: Session) -> None:
        placed = row_or_404(session, slug, "changes", row_id)
        asked = {str(contact_id) for contact_id, _ in people_of(session, placed.project)}
        if form.get("contact_id") not in asked:
            raise UsageError("contact_id: choose somebody of this project")
        if due_on < local(now()).date():
            raise UsageError("due_on: this day is over")
        ask_order(
            session, row_id, session.get_one(Contact, int(form.get("contact_id"))),
            due_on=due_on, on_silence=form.get("on_silence"), actor=current_actor(), now=now(),
        )  # fmt: skip

    return _do(slug, row_id, form, do, "It is asked in the next update.")


@bp.post("/order/withdrawal")
@needs(Power.DECIDE)
def delete_order(slug: str, row_id: int) -> ResponseReturnValue:
    """Ask no more: it is priced, and can be asked again."""
    form = Form("withdrawal", request.form)

    def do(session: Session) -> None:
        withdraw_order(session, row_id, form.get("reason"), actor=current_actor(), now=now())

    return _do(slug, row_id, form, do, "It is not asked any more.")


def _do(
    slug: str, row_id: int, form: Form, do: Callable[[Session], None], done: str
) -> ResponseReturnValue:
    """On to the page of the request; with errors the page itself, with what was typed."""
    with parts().db.write() as session:
        placed = row_or_404(session, slug, "changes", row_id)
        if not form.errors:
            with form.trying(session):
                do(session)
        if form.errors:
            return show_row(session, placed, form), 400
    flash(done)
    return redirect(
        url_for("registers.show_one", slug=slug, register="changes", row_id=row_id), code=303
    )
