"""/p/<slug>/reviews: plan a review, invite to it by mail, see who comes, note what came of it."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.invitation_words import render_invitation
from orchestrator.digest.invite import approve_invitations, begin_invitations, undo_invitations
from orchestrator.dispatch.invitation import compose_invitation
from orchestrator.engagement.facts import add_fact
from orchestrator.engagement.review_answers import set_coming
from orchestrator.engagement.reviews import (
    cancel_review,
    change_review,
    hold_review,
    plan_review,
    reopen_review,
)
from orchestrator.engagement.rows import enter
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Coming,
    FactKind,
    InvitationMethod,
    Promise,
    Review,
    ReviewState,
)
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.done import on_or_again
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.naming import names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of, takers_of, zones_of
from orchestrator.web.project_forms import Form, read_day
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.review_forms import KINDS, as_typed, read_outcome, read_plan
from orchestrator.web.review_rows import ANSWERS, came_of, letters_of, review_rows
from orchestrator.web.words import local

bp = Blueprint("reviews", __name__, url_prefix="/p/<slug>/reviews")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """What is to come first."""
    return _page(slug)


@bp.post("")
@needs(Power.WRITE)
def create(slug: str) -> ResponseReturnValue:
    """Plan one; nobody hears of it yet."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        form = read_plan(request.form, people_of(session, project))
        if not form.errors:
            with form.trying(session):
                plan_review(session, project, form.values["plan"], **_by())
    return _answer(slug, form, "Planned. Nobody is invited yet.")


@bp.post("/<int:row_id>/change")
@needs(Power.DECIDE)
def create_change(slug: str, row_id: int) -> ResponseReturnValue:
    """Another time, place or agenda; the guests are told by a click of its own."""
    with parts().db.write() as session:
        review = _of_project(session, slug, row_id)
        people = people_of(session, review.project)
        form = read_plan(request.form, people, f"change{row_id}")
        if not form.errors:
            with form.trying(session):
                change_review(session, row_id, form.values["plan"], **_by())
    return _answer(slug, form, "Changed. Send it to the guests.", _undo(slug, row_id))


@bp.post("/<int:row_id>/cancellation")
@needs(Power.DECIDE)
def create_cancellation(slug: str, row_id: int) -> ResponseReturnValue:
    """It does not take place."""
    with parts().db.write() as session:
        _of_project(session, slug, row_id)
        cancel_review(session, row_id, actor=current_actor(), now=now())
    return _answer(slug, None, "Cancelled. Tell those who were invited.", _undo(slug, row_id))


@bp.post("/<int:row_id>/outcome")
@needs(Power.DECIDE)
def create_outcome(slug: str, row_id: int) -> ResponseReturnValue:
    """It took place: what came of it."""
    with parts().db.write() as session:
        form = read_outcome(request.form, _of_project(session, slug, row_id))
        if not form.errors:
            try:
                hold_review(session, row_id, **form.values, actor=current_actor(), now=now())
            except UsageError as error:
                session.rollback()
                name, _, words = str(error).partition(": ")
                form.fail("decided" if name == "text" else name, f"{words.capitalize()}.")
    return _answer(slug, form, "Noted. Decisions stand in their log.", _undo(slug, row_id))


@bp.post("/<int:row_id>/undo")
@needs(Power.DECIDE)
def delete_outcome(slug: str, row_id: int) -> ResponseReturnValue:
    """It was a wrong click: it is where it was."""
    with parts().db.write() as session:
        _of_project(session, slug, row_id)
        reopen_review(session, row_id, actor=current_actor(), now=now())
    return _answer(slug, None, "Taken back.")


@bp.post("/<int:row_id>/invitation")
@needs(Power.DECIDE)
def create_invitation(slug: str, row_id: int) -> ResponseReturnValue:
    """Let the mails leave that were shown, to all who were not written to yet."""
    send_at = now() + parts().settings.respond_undo_for
    with parts().db.write() as session:
        review = _of_project(session, slug, row_id)
        wanted = begin_invitations(session, review, _method(review), now=now())
        composed = [
            (
                each,
                compose_invitation(
                    each,
                    render_invitation(each, sender=current_user(), settings=parts().settings),
                    sender=current_user(),
                    settings=parts().settings,
                    key=parts().signing_key,
                    dated=send_at,
                ),
            )
            for each in wanted
        ]
        approve_invitations(
            session,
            review,
            composed,
            send_at=send_at,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
        )
    parts().bell.ring("send_due")
    undo = url_for(".undo_invitation", slug=slug, row_id=row_id)
    return _answer(slug, None, "It leaves in a moment. Until then you can undo it.", undo)


@bp.post("/<int:row_id>/invitation/undo")
@needs(Power.DECIDE)
def undo_invitation(slug: str, row_id: int) -> ResponseReturnValue:
    """Hold back what has not left."""
    with parts().db.write() as session:
        review = _of_project(session, slug, row_id)
        undo_invitations(session, review, _method(review), actor=current_actor(), now=now())
    return _answer(slug, None, "Not sent.")


@bp.post("/<int:row_id>/answers")
@needs(Power.DECIDE)
def create_answer(slug: str, row_id: int) -> ResponseReturnValue:
    """One of us heard whether somebody comes, or read it in a mail that is not plain."""
    with parts().db.write() as session:
        review = _of_project(session, slug, row_id)
        typed = request.form.get("value", "")
        value = Coming(typed) if typed in set(Coming) else Coming.UNCLEAR
        contact_id = request.form.get("contact_id", 0, type=int)
        set_coming(session, review, contact_id, value, **_by())
    return _answer(slug, None, "Noted.")


@bp.post("/<int:row_id>/facts")
@needs(Power.WRITE)
def create_fact(slug: str, row_id: int) -> ResponseReturnValue:
    """Tell what came of it in the next update."""
    form = Form(f"fact{row_id}", request.form)
    with parts().db.write() as session:
        review = _held(session, slug, row_id)
        with form.trying(session):
            add_fact(
                session, review.project, kind=FactKind.NEWS, text=form.get("text"), **_by(row_id)
            )
    return _answer(slug, form, "Noted. It goes into the next update.")


@bp.post("/<int:row_id>/promises")
@needs(Power.WRITE)
def create_promise(slug: str, row_id: int) -> ResponseReturnValue:
    """What we said in it that we would do."""
    form = Form(f"promise{row_id}", request.form)
    due_on = read_day(form, "due_on", local(now()).date())
    with parts().db.write() as session:
        review = _held(session, slug, row_id)
        if not form.errors:
            with form.trying(session):
                enter(
                    session, Promise, review.project, review.guests[0].contact_id,
                    text=form.get("text"), due_on=due_on, **_by(row_id),
                )  # fmt: skip
    return _answer(slug, form, "Promised. It stands with the promises.")


def _by(review_id: int | None = None) -> dict[str, Any]:
    source = f"review:{review_id}" if review_id else f"user:{current_user().id}"
    return {"source": source, "actor": current_actor(), "now": now()}


def _undo(slug: str, row_id: int) -> str:
    return url_for(".delete_outcome", slug=slug, row_id=row_id)


def _method(review: Review) -> InvitationMethod:
    is_cancelled = review.state is ReviewState.CANCELLED
    return InvitationMethod.CANCEL if is_cancelled else InvitationMethod.REQUEST


def _of_project(session: Session, slug: str, row_id: int) -> Review:
    """Raises NotFound unless the review is of this project, which the user sees."""
    project = project_or_404(session, slug)
    review = session.get(Review, row_id)
    if review is None or review.project_id != project.id:
        raise NotFound
    return review


def _held(session: Session, slug: str, row_id: int) -> Review:
    review = _of_project(session, slug, row_id)
    if review.state is not ReviewState.HELD:
        raise Refused("note first what came of it")
    return review


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", slug=slug)
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        rows = review_rows(session, project)
        takers = takers_of(session, project)
        zone = parts().settings.zone.key
        forms = [Form("plan", {"minutes": "45", "timezone": zone, "held_time": "14:00"})]
        forms += [Form(f"change{each.review.id}", as_typed(each.review)) for each in rows]
        forms += [Form(f"held{each.review.id}", came_of(each)) for each in rows if each.is_over]
        for row in rows:
            forms.append(Form(f"fact{row.review.id}", {"text": row.review.outcome}))
            forms.append(Form(f"promise{row.review.id}"))
        return render_template(
            "projects/reviews.html",
            project=project,
            tabs=tabs_of(session, project, "reviews"),
            rows=rows,
            to_come=sum(row.is_open for row in rows),
            letters={row.review.id: letters_of(row) for row in rows if row.method},
            people=[(each.contact_id, each.name) for each in takers],
            zone_choices=[(name, name) for name in zones_of(takers, zone)],
            kinds=KINDS,
            answers=ANSWERS,
            names=names_of(session, {step.by for row in rows for step in row.steps}),
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )
