"""A person's word on a promise of ours: kept, or dropped and why."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.promises import drop_promise, keep_promise, reopen_promise
from orchestrator.models import Promise
from orchestrator.web.access import Power, check_visible, current_actor, needs
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts

bp = Blueprint("promises", __name__, url_prefix="/promises")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/<int:promise_id>/kept")
@needs(Power.DECIDE)
def create_kept(promise_id: int) -> ResponseReturnValue:
    """We did what we said."""
    back = _settle(promise_id, keep_promise)
    return _with_undo(promise_id, "Kept.", back)


@bp.post("/<int:promise_id>/dropped")
@needs(Power.DECIDE)
def create_dropped(promise_id: int) -> ResponseReturnValue:
    """It will not be done, and why."""
    back = _settle(promise_id, partial(drop_promise, reason=request.form.get("reason", "")))
    return _with_undo(promise_id, "Dropped.", back)


@bp.post("/<int:promise_id>/undo")
@needs(Power.DECIDE)
def delete_decision(promise_id: int) -> ResponseReturnValue:
    """It was a wrong click: the promise is open again."""
    back = _settle(promise_id, reopen_promise)
    flash("Taken back. The promise is open.")
    return redirect(back, code=303)


def _settle(promise_id: int, settle: Callable[..., Promise]) -> str:
    """Decide, and return where the answer leads to."""
    with parts().db.write() as session:
        page = _page_of(session, promise_id)
        settle(session, promise_id, actor=current_actor(), now=now())
    return url_for("today.show") if request.values.get("from") == "today" else page


def _page_of(session: Session, promise_id: int) -> str:
    promise = session.get(Promise, promise_id)
    if promise is None:
        raise NotFound
    check_visible(session, promise.project_id, f"promise:{promise_id}")
    return url_for("projects.show", slug=promise.project.slug, _anchor="h-promises")


def _with_undo(promise_id: int, words: str, back: str) -> ResponseReturnValue:
    origin = request.values.get("from")
    values: dict[str, Any] = {"promise_id": promise_id, "from": origin}
    undo = url_for("promises.delete_decision", **values)
    flash(words, f"undo:{undo}")
    return redirect(back, code=303)
