"""/clients/<id>/handles: by which number or name text messages and a chat reach somebody."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from orchestrator.engagement.handles import reach_by
from orchestrator.models.preference import SHORT
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.client_rows import contact_or_404
from orchestrator.web.clients import person_page
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form

bp = Blueprint("handles", __name__, url_prefix="/clients/<int:contact_id>/handles")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("")
@needs(Power.DECIDE)
def create(contact_id: int) -> ResponseReturnValue:
    """Reach them there from now on; what was there before is one click away."""
    form, is_new = Form("handles", request.values), False
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        before: dict[str, Any] = {channel: contact.handle(channel) for channel in SHORT}
        with form.trying(session):
            wanted = {channel: form.get(channel) for channel in SHORT}
            is_new = reach_by(session, contact, wanted, actor=current_actor(), now=now())
    if form.errors:
        return person_page(contact_id, form), 400
    undo = url_for(".create", contact_id=contact_id, **before)
    flash(*(("Noted.", f"undo:{undo}") if is_new else ("Nothing was changed.",)))
    return redirect(url_for("clients.show", contact_id=contact_id), code=303)
