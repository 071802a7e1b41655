"""The page of one update, whichever way it is looked at, and what it shows when it changed."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from orchestrator.digest.cooldown import begin_hold
from orchestrator.dispatch.updates import can_leave
from orchestrator.errors import CoolingDown, DigestConflict
from orchestrator.models.preference import CHANNEL_WORDS, SHORT
from orchestrator.web import review
from orchestrator.web.asks import held_asks
from orchestrator.web.coach import coach_of_update
from orchestrator.web.parts import now, parts
from orchestrator.web.worddiff import word_diff
from orchestrator.web.words import sentence, span_words


def page(template: str, digest_id: int, **context: object) -> str:
    """Raises NotFound or Foreign, as `review.digest_or_404`."""
    with parts().db.read() as db:
        digest = review.digest_or_404(db, digest_id)
        settings = parts().settings
        context |= {
            "digest": digest,
            "review": review.review(db, digest),
            "held_asks": held_asks(db, digest),
            "coach": coach_of_update(db, digest),
            "can_send": can_leave(digest.channel, settings),
            "by": CHANNEL_WORDS[digest.channel],
            "is_short": digest.channel in SHORT,
            "undo_words": span_words(settings.undo_for),
        }
        return render_template(template, nav="digests", **context)


def changed(digest_id: int, error: DigestConflict, typed: str = "") -> ResponseReturnValue:
    """What was shown beside what is now, word by word."""
    with parts().db.read() as db:
        digest = review.digest_or_404(db, digest_id)
        shown = request.form.get("shown_text", "").replace("\r\n", "\n")
        pieces = word_diff(shown.strip(), digest.text.strip()) if shown else []
        html = render_template(
            "errors/changed.html",
            digest=digest,
            words=sentence(str(error)),
            pieces=pieces,
            typed=typed,
            nav="digests",
        )
    return html, 409


def held_page(digest_id: int, held: CoolingDown) -> ResponseReturnValue:
    """The page again, with the hints; from now on the time runs."""
    with parts().db.write() as db:
        begin_hold(db, held, now=now())
    return page("digests/show.html", digest_id), 409
