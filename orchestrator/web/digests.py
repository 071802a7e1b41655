"""/digests: a PM reads drafts, approves them, holds or skips them, and changes their words."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from orchestrator.digest.approve import (
    approve_digest,
    mark_seen,
    settle_send_time,
    undo_approval,
)
from orchestrator.digest.draft import edit_block
from orchestrator.digest.hold import bring_forward, hold_digest, release_digest, skip_digest
from orchestrator.digest.look import look_at_mails, undo_look
from orchestrator.dispatch.updates import compose_update
from orchestrator.errors import CoolingDown, DigestConflict, Refused, UsageError
from orchestrator.models import Digest
from orchestrator.web import review
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.digest_page import changed, held_page, page
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.listing import STATE_OF, digests_in
from orchestrator.web.parts import now, parts
from orchestrator.web.security import sandboxed
from orchestrator.web.words import STATES, sentence, slot

bp = Blueprint("digests", __name__, url_prefix="/digests")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("")
@needs(Power.READ)
def index() -> str:
    """The updates in one state; what waits for a decision unless asked otherwise."""
    wanted, before = request.args.get("state", ""), request.args.get("before", type=row_id)
    with parts().db.read() as db:
        listing = digests_in(db, wanted, before)
        words = {name: STATES[state][1] for name, state in STATE_OF.items()}
        return render_template("digests/index.html", listing=listing, words=words, nav="digests")


@bp.get("/<int:digest_id>")
@needs(Power.READ)
def show(digest_id: int) -> str:
    """One update as its blocks with their sources, and what to know before deciding."""
    return page("digests/show.html", digest_id)


@bp.get("/<int:digest_id>/text")
@needs(Power.READ)
def text(digest_id: int) -> str:
    """The plain text that goes out with it."""
    return page("digests/text.html", digest_id)


@bp.get("/<int:digest_id>/preview")
@needs(Power.READ)
def preview(digest_id: int) -> str:
    """The compiled mail, in a frame; ``?as=`` desktop, phone or dark."""
    shown_as = request.args.get("as", "desktop")
    return page("digests/preview.html", digest_id, shown_as=shown_as)


@bp.get("/<int:digest_id>/preview/mail")
@needs(Power.READ)
def preview_mail(digest_id: int) -> ResponseReturnValue:
    """What is inside the frame: the HTML of the message, by day or, ``?as=dark``, by night.

    A frame takes its theme from the machine it is on, so the mail's own rule is turned on or off.
    """
    applies = "all" if request.args.get("as") == "dark" else "not all"
    with parts().db.read() as db:
        html = review.digest_or_404(db, digest_id).html
    return sandboxed(html.replace("(prefers-color-scheme: dark)", applies))


@bp.get("/<int:digest_id>/edit")
@needs(Power.WRITE)
def edit(digest_id: int) -> str:
    """The words of each block, to be changed one by one."""
    return page("digests/edit.html", digest_id)


@bp.get("/<int:digest_id>/send-now")
@needs(Power.DECIDE)
def ask_send_now(digest_id: int) -> str:
    """The one decision with a question before it: there is hardly time to undo it."""
    return page("digests/send_now.html", digest_id)


@bp.get("/<int:digest_id>/<any(anyway, hold, look, skip):decision>")
@needs(Power.DECIDE)
def ask_reason(digest_id: int, decision: str) -> str:
    """Ask why it is held, skipped or not held; the record and the next reader want to know."""
    return page("digests/reason.html", digest_id, decision=decision)


@bp.post("/<int:digest_id>/approval")
@needs(Power.DECIDE)
def create_approval(digest_id: int) -> ResponseReturnValue:
    """Approve exactly what was shown; the next draft opens."""
    return _create_approval(digest_id)


@bp.post("/<int:digest_id>/anyway")
@needs(Power.DECIDE)
def anyway(digest_id: int) -> ResponseReturnValue:
    """The same, with heated words in it that have not cooled down: somebody says why."""
    if not (reason := _reason()):
        return _ask_again(digest_id, "anyway")
    return _create_approval(digest_id, anyway=reason)


@bp.post("/<int:digest_id>/approval/undo")
@needs(Power.DECIDE)
def undo(digest_id: int) -> ResponseReturnValue:
    """Take an approval back, until the message is on its way."""
    return _decide(digest_id, undo_approval, "Not approved any more.")


@bp.post("/<int:digest_id>/seen")
@needs(Power.DECIDE)
def seen(digest_id: int) -> ResponseReturnValue:
    """She has read what the client wrote after the draft, and nothing came since."""
    try:
        with parts().db.write() as db:
            digest = review.digest_or_404(db, digest_id)
            if review.newest_mail(db, digest) != request.form.get("shown_mail", type=int):
                raise DigestConflict(f"{digest.contact.client.name} wrote again while you read.")
            mark_seen(db, digest_id, actor=current_actor(), now=now())
    except DigestConflict as error:
        return changed(digest_id, error)
    return redirect(url_for(".show", digest_id=digest_id), code=303)


@bp.post("/<int:digest_id>/hold")
@needs(Power.DECIDE)
def hold(digest_id: int) -> ResponseReturnValue:
    return _decide_with_reason(digest_id, "hold", hold_digest, "Held until you release it.")


@bp.post("/<int:digest_id>/release")
@needs(Power.DECIDE)
def release(digest_id: int) -> ResponseReturnValue:
    return _decide(digest_id, release_digest, "Released. It waits for your approval.")


@bp.post("/<int:digest_id>/skip")
@needs(Power.DECIDE)
def skip(digest_id: int) -> ResponseReturnValue:
    return _decide_with_reason(digest_id, "skip", skip_digest, "Skipped. Its facts wait.")


@bp.post("/<int:digest_id>/look")
@needs(Power.DECIDE)
def look(digest_id: int) -> ResponseReturnValue:
    """She saw what an unhappy client wrote, and lets the update go before an answer."""
    decide = partial(look_at_mails, user_id=current_user().id)
    undo = f"undo:{url_for('.undo_look_at', digest_id=digest_id)}"
    return _decide_with_reason(digest_id, "look", decide, "Seen. It can be approved.", undo)


@bp.post("/<int:digest_id>/look/undo")
@needs(Power.DECIDE)
def undo_look_at(digest_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    return _decide(digest_id, undo_look, "It waits for an answer again.")


@bp.post("/<int:digest_id>/send-now")
@needs(Power.DECIDE)
def send_now(digest_id: int) -> ResponseReturnValue:
    """Approve what was shown, to leave as soon as an undo allows."""
    undo_for = parts().settings.undo_for
    try:
        with parts().db.write() as db:
            digest = review.digest_or_404(db, digest_id)
            bring_forward(db, digest_id, undo_for=undo_for, now=now())
            _approve(db, digest)
    except DigestConflict as error:
        return changed(digest_id, error)
    except CoolingDown as held:
        return held_page(digest_id, held)
    parts().bell.ring("send_due")
    flash(f"Leaves {slot(digest.send_at)}.", f"undo:{url_for('.undo', digest_id=digest_id)}")
    return redirect(url_for(".show", digest_id=digest_id), code=303)


@bp.post("/<int:digest_id>/blocks/<int:block_id>")
@needs(Power.WRITE)
def change_block(digest_id: int, block_id: int) -> ResponseReturnValue:
    """Put other words into one block; the update is rendered anew."""
    words = request.form["text"].replace("\r\n", "\n").strip()
    try:
        with parts().db.write() as db:
            digest = review.digest_or_404(db, digest_id)
            if block_id not in {block.id for block in digest.blocks}:
                abort(404)
            if str(digest.revision) != request.form["shown_revision"]:
                raise DigestConflict("Somebody else changed this update while you wrote.")
            edit_block(
                db,
                block_id,
                words,
                settings=parts().settings,
                key=parts().signing_key,
                actor=current_actor(),
                now=now(),
            )
    except DigestConflict as error:
        return changed(digest_id, error, typed=words)
    except (Refused, UsageError) as error:
        typed = {block_id: words}
        html = page(
            "digests/edit.html", digest_id, typed=typed, errors={block_id: sentence(str(error))}
        )
        return html, 422
    flash("Changed. Read it again before you approve.")
    if "calmer" in request.form:
        return redirect(url_for(".show", digest_id=digest_id), code=303)
    return redirect(url_for(".edit", digest_id=digest_id, _anchor=f"block-{block_id}"), code=303)


def _create_approval(digest_id: int, anyway: str = "") -> ResponseReturnValue:
    undo_for = parts().settings.undo_for
    try:
        with parts().db.write() as db:
            digest = review.digest_or_404(db, digest_id)
            settle_send_time(db, digest, undo_for=undo_for, now=now())
            _approve(db, digest, anyway)
            said = f"Approved for {slot(digest.send_at)}."
            following = review.next_waiting(db, digest)
            if following is not None:
                said = f"{said} {following.contact.name} next."
    except DigestConflict as error:
        return changed(digest_id, error)
    except CoolingDown as held:
        return held_page(digest_id, held)
    parts().bell.ring("send_due")
    flash(said, f"undo:{url_for('.undo', digest_id=digest_id)}")
    return _to(following)


def _approve(db: Session, digest: Digest, anyway: str = "") -> None:
    message = compose_update(digest, settings=parts().settings, key=parts().signing_key)
    approve_digest(
        db,
        digest.id,
        message=message,
        shown_revision=request.form.get("shown_revision", default=0, type=int),
        user_id=current_user().id,
        actor=current_actor(),
        now=now(),
        cooldown=parts().settings.cooldown,
        anyway=anyway,
    )


def _decide(
    digest_id: int, decide: Callable[..., object], said: str, undo: str = "", **given: str
) -> Response:
    with parts().db.write() as db:
        review.digest_or_404(db, digest_id)
        decide(db, digest_id, **given, actor=current_actor(), now=now())
    flash(said, undo or "message")
    return redirect(url_for(".show", digest_id=digest_id), code=303)


def _decide_with_reason(
    digest_id: int, decision: str, decide: Callable[..., object], said: str, undo: str = ""
) -> ResponseReturnValue:
    if not (reason := _reason()):
        return _ask_again(digest_id, decision)
    return _decide(digest_id, decide, said, undo, reason=reason)


def _reason() -> str:
    return " ".join(request.form.get("reason", "").split())[:300]


def _ask_again(digest_id: int, decision: str) -> ResponseReturnValue:
    deed = {"look": "let it go", "anyway": "send it anyway"}.get(decision, f"{decision} it")
    errors = {"reason": f"Say why you {deed}."}
    return page("digests/reason.html", digest_id, decision=decision, errors=errors), 422


def _to(following: Digest | None) -> Response:
    if following is None:
        return redirect(url_for(".index"), code=303)
    return redirect(url_for(".show", digest_id=following.id), code=303)
