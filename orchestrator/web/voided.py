"""/digests/<id>/approved: what a person approved, beside what would leave now."""

from email import message_from_bytes, policy

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from orchestrator.models import DigestState, OutboxEntry, OutboxKind, OutboxState
from orchestrator.web import review
from orchestrator.web.access import Power, needs
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import parts
from orchestrator.web.worddiff import word_diff

bp = Blueprint("voided", __name__, url_prefix="/digests/<int:digest_id>/approved")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("")
@needs(Power.READ)
def show(digest_id: int) -> ResponseReturnValue:
    """Word by word; the update itself where no approval ended, or it is no draft any more."""
    with parts().db.read() as db:
        digest = review.digest_or_404(db, digest_id)
        approved = db.scalar(
            select(OutboxEntry.content).where(
                OutboxEntry.digest_id == digest.id,
                OutboxEntry.kind == OutboxKind.DIGEST,
                OutboxEntry.state == OutboxState.CANCELLED,
            )
        )
        if approved is None or digest.state is not DigestState.DRAFTED:
            return redirect(url_for("digests.show", digest_id=digest_id))
        pieces = word_diff(_words(approved), digest.text.strip())
        return render_template("digests/voided.html", digest=digest, pieces=pieces)


def _words(content: bytes) -> str:
    """The plain text of a message of ours."""
    plain = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    return str(plain.get_content()).replace("\r\n", "\n").strip() if plain else ""
