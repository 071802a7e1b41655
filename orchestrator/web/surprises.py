"""/digests/<id>/surprises: bad news that a draft lacks is put in, or left out for a reason."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from orchestrator.digest.surprise import (
    LONGEST_REASON,
    put_in,
    slip_of,
    undo_withhold,
    withhold,
)
from orchestrator.engagement.ahead import tell_ahead
from orchestrator.errors import DigestConflict, Refused, UsageError
from orchestrator.models import Fact
from orchestrator.web import review
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.digest_page import changed, page
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts

bp = Blueprint("surprises", __name__, url_prefix="/digests/<int:digest_id>/surprises")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/telling")
@needs(Power.WRITE)
def create_line(digest_id: int) -> ResponseReturnValue:
    """The draft tells it, where bad news stands."""
    try:
        with parts().db.write() as db:
            digest = review.digest_or_404(db, digest_id)
            slip = slip_of(db, digest, request.form.get("source", ""))
            put_in(
                db,
                digest_id,
                _fact(db, slip.source),
                settings=parts().settings,
                key=parts().signing_key,
                actor=current_actor(),
                now=now(),
            )
    except DigestConflict as error:
        return changed(digest_id, error)
    flash("Put in. Read it again before you approve.")
    return _back(digest_id)


@bp.get("/reason")
@needs(Power.DECIDE)
def ask_reason(digest_id: int) -> ResponseReturnValue:
    """Ask why she is not told; the record and the next reader want to know."""
    with parts().db.read() as db:
        digest = review.digest_or_404(db, digest_id)
        try:
            slip = slip_of(db, digest, request.args.get("source", ""))
        except Refused:
            return _back(digest_id)
    return _ask(digest_id, slip.source, slip.text)


@bp.post("/reason")
@needs(Power.DECIDE)
def create_reason(digest_id: int) -> ResponseReturnValue:
    """It is left out of this update."""
    source, reason = request.form.get("source", ""), request.form.get("reason", "")
    try:
        with parts().db.write() as db:
            slip = slip_of(db, review.digest_or_404(db, digest_id), source)
            withhold(
                db,
                digest_id,
                source,
                reason=reason,
                user_id=current_user().id,
                actor=current_actor(),
                now=now(),
            )
    except DigestConflict as error:
        return changed(digest_id, error)
    except UsageError:
        words = f"Say why they are not told, in at most {LONGEST_REASON} characters."
        return _ask(digest_id, source, slip.text, errors={"reason": words}, typed=reason), 400
    undo = url_for(".delete_reason", digest_id=digest_id, source=source)
    flash("Left out. Your reason is in the record.", f"undo:{undo}")
    return _back(digest_id)


@bp.post("/reason/undo")
@needs(Power.DECIDE)
def delete_reason(digest_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    try:
        with parts().db.write() as db:
            review.digest_or_404(db, digest_id)
            source = request.args.get("source", "")
            undo_withhold(db, digest_id, source, actor=current_actor(), now=now())
    except DigestConflict as error:
        return changed(digest_id, error)
    flash("It stops the update again.")
    return _back(digest_id)


def _ask(digest_id: int, source: str, text: str, **context: object) -> str:
    return page(
        "digests/reason.html",
        digest_id,
        decision="withhold",
        about=text,
        source=source,
        post_to=url_for(".create_reason", digest_id=digest_id),
        longest=LONGEST_REASON,
        **context,
    )


def _fact(db: Session, source: str) -> Fact:
    kind, _, number = source.partition(":")
    if kind == "fact":
        return db.get_one(Fact, int(number))
    return tell_ahead(db, kind, int(number), actor=current_actor(), now=now())


def _back(digest_id: int) -> ResponseReturnValue:
    return redirect(url_for("digests.show", digest_id=digest_id), code=303)
