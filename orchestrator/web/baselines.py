"""/p/<slug>/baseline: what was agreed at the start, and what it was before."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.baseline import set_baseline
from orchestrator.engagement.orders import CURRENCIES
from orchestrator.models import Baseline
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.ids import row_id
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.register_forms import read_cents, read_day
from orchestrator.web.row_history import history

bp = Blueprint("baselines", __name__, url_prefix="/p/<slug>/baseline")


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """The one that counts, and how it came to be."""
    with parts().db.read() as session:
        return _page(session, slug)


@bp.post("")
@needs(Power.DECIDE)
def create(slug: str) -> ResponseReturnValue:
    """Write down what is agreed; what was before stays below it."""
    form = Form("baseline", request.form)
    cents = read_cents(form, "price") if form.get("price").strip() else None
    ends_on = read_day(form, "ends_on")
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        if not form.errors:
            with form.trying(session):
                set_baseline(
                    session, project,
                    scope=form.get("scope").splitlines(), cents=cents,
                    currency=form.get("currency"), ends_on=ends_on,
                    seen_id=request.form.get("seen", type=row_id),
                    source=f"user:{current_user().id}", actor=current_actor(), now=now(),
                )  # fmt: skip
        if form.errors:
            return _page(session, slug, form), 400
    flash("Written down. Requests are compared with it.")
    return redirect(url_for("registers.show", slug=slug, register="changes"), code=303)


def _page(session: Session, slug: str, form: Form | None = None) -> str:
    project = project_or_404(session, slug)
    rows = session.scalars(
        select(Baseline).where(Baseline.project_id == project.id).order_by(Baseline.id.desc())
    ).all()
    newest = rows[0] if rows else None
    return render_template(
        "projects/baseline.html",
        project=project,
        tabs=tabs_of(session, project, "changes"),
        newest=newest,
        rows=rows,
        steps=history(session, [f"baseline:{row.id}" for row in rows]),
        form=form or Form("baseline", _typed(newest)),
        errors=form.errors if form else {},
        currencies=[(each, each) for each in CURRENCIES],
    )


def _typed(row: Baseline | None) -> dict[str, str]:
    if row is None:
        return {}
    return {
        "scope": "\n".join(row.scope),
        "price": f"{row.cents / 100:.2f}" if row.cents is not None else "",
        "currency": row.currency or "",
        "ends_on": row.ends_on.isoformat() if row.ends_on else "",
    }
