"""/digests/<id>/call: an update on one page to be told by phone, and what is noted of the call."""

from datetime import date
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.phone import CALLABLE, log_call
from orchestrator.dispatch import ics
from orchestrator.engagement.ask_endings import LONGEST_REASON, answered_aloud
from orchestrator.engagement.registers import new_row
from orchestrator.models import Ask, Block, Digest, Promise
from orchestrator.models.registers import OPEN_STATES
from orchestrator.phrases import ENGLISH, phrases
from orchestrator.web import review
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form, read_day
from orchestrator.web.words import local

bp = Blueprint("phone", __name__, url_prefix="/digests/<int:digest_id>")
bp.url_value_preprocessor(refuse_impossible)

MINUTES: Final = 15
SCORES: Final = phrases(ENGLISH).all("pulse.scores")


@bp.get("/call")
@needs(Power.READ)
def show(digest_id: int) -> str:
    """The brief, and a form for what came of it."""
    return _page(digest_id, Form("call"))


@bp.get("/call.ics")
@needs(Power.READ)
def calendar(digest_id: int) -> ResponseReturnValue:
    """The call as an entry for one's own calendar."""
    with parts().db.read() as session:
        digest = review.digest_or_404(session, digest_id)
        answer = Response(ics.calendar(_event(digest)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f"attachment; filename=call-{digest_id}.ics"
    return answer


@bp.post("/call")
@needs(Power.DECIDE)
def create(digest_id: int) -> ResponseReturnValue:
    """Note the call: what was answered counts, and what was promised is kept."""
    form = Form("call", request.form)
    with parts().db.write() as session:
        digest = review.digest_or_404(session, digest_id)
        asks = _open_asks(session, digest_id)
        answers = {ask: form.get(f"answer_{ask.id}").strip() for ask in asks}
        due_on, words = _read(form, answers)
        if not form.errors:
            with form.trying(session):
                by: dict[str, Any] = {"actor": current_actor(), "now": now()}
                call = log_call(session, digest_id, words, user_id=current_user().id, **by)
                source = f"call:{call.id}"
                for ask, answer in answers.items():
                    if answer:
                        answered_aloud(session, ask.id, answer, source=source, **by)
                if promised := form.get("promise").strip():
                    _promise(session, digest, promised, due_on, source)
    if form.errors:
        return _page(digest_id, form), 400
    flash("Noted. What the update says is told now.")
    return redirect(url_for("digests.show", digest_id=digest_id), code=303)


def _read(form: Form, answers: dict[Ask, str]) -> tuple[date | None, str]:
    """The day of the promise, and how it went, with how they feel before it."""
    due_on = read_day(form, "due_on", local(now()).date()) if form.get("due_on") else None
    promised = form.get("promise").strip()
    if len(promised) > LONGEST_REASON:
        form.fail("promise", f"Use at most {LONGEST_REASON} characters.")
    if due_on and not promised:
        form.fail("promise", "Say what was promised for that day.")
    for ask, answer in answers.items():
        if len(answer) > LONGEST_REASON:
            form.fail(f"answer_{ask.id}", f"Use at most {LONGEST_REASON} characters.")
    felt = form.get("felt")
    if felt not in ("", *map(str, range(1, len(SCORES) + 1))):
        form.fail("felt", "Choose one of the list.")
    said = form.get("words").strip()
    if not said:
        form.fail("words", "Say how it went.")
    return due_on, f"Felt {felt} of {len(SCORES)}. {said}" if felt else said


def _promise(session: Session, digest: Digest, text: str, due_on: date | None, source: str) -> None:
    new_row(
        session, Promise, project_id=digest.project_id, contact_id=digest.contact_id, text=text,
        due_on=due_on, source=source, said_at=now(), noted_at=now(),
    )  # fmt: skip


def _open_asks(session: Session, digest_id: int) -> list[Ask]:
    """Those that can be answered aloud; money and scope need words of the client's own."""
    rows = session.scalars(
        select(Ask)
        .join(Block, Block.ask_id == Ask.id)
        .where(Block.digest_id == digest_id, Ask.state.in_(OPEN_STATES), Ask.settles == "")
        .order_by(Block.position)
    )
    return list(rows)


def _page(digest_id: int, form: Form) -> str:
    felt = [("", "Not said"), *((str(n), f"{n} {word}") for n, word in enumerate(SCORES, start=1))]
    with parts().db.read() as session:
        digest = review.digest_or_404(session, digest_id)
        pulse, last_mail = review.lately(session, digest)
        return render_template(
            "digests/call.html",
            nav="digests",
            digest=digest,
            pulse=pulse,
            last_mail=last_mail,
            answerable={ask.id for ask in _open_asks(session, digest_id)},
            callable=CALLABLE,
            felt=felt,
            form=form,
            errors=form.errors,
        )


def _event(digest: Digest) -> ics.Event:
    contact, project = digest.contact, digest.project
    lines = [block.text for block in digest.blocks if block.text]
    return ics.Event(
        method="PUBLISH",
        uid=f"call-{digest.id}@{parts().settings.mail_from.rpartition('@')[2] or 'orchestrator'}",
        sequence=digest.revision,
        starts_at=digest.send_at,
        minutes=MINUTES,
        title=f"Call {contact.name}: {project.name}",
        place=contact.handle("sms"),
        notes="\n".join(lines),
        organizer=(project.pm.name, project.pm.email),
        attendee=(contact.name, contact.address),
        written_at=now(),
    )
