"""/p/<slug>/known: what we know of a project, what we lack and ask, and what may come."""

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.known import is_held_back, look_up
from orchestrator.engagement.checklist import Line, checklist
from orchestrator.engagement.open_points import (
    Point,
    add_point,
    ask_point,
    change_point,
    reopen_point,
    risk_happened,
    settle_point,
    standing_for,
    unask_point,
)
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Contact, Likelihood, OpenPoint, PointKind, PointState, Project
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.done import on_or_again
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.known_rows import Item, known_of
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form, read_text, read_word
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.register_forms import read_day
from orchestrator.web.words import local

bp = Blueprint("known", __name__, url_prefix="/p/<slug>/known")
bp.url_value_preprocessor(refuse_impossible)

LIKELIHOODS: Final = {
    Likelihood.POSSIBLE: "Possible",
    Likelihood.LIKELY: "Likely",
    Likelihood.UNLIKELY: "Unlikely",
}
ANSWER_IN: Final = timedelta(days=7)
"""So long an answer may take where nobody said by when we need it."""
_PLACES: Final = {
    "approver": ("people.show", "People"),
    "scope": ("baselines.show", "What was agreed"),
    "cost": ("baselines.show", "What was agreed"),
    "end": ("baselines.show", "What was agreed"),
    "goal": ("value.show", "Value"),
}
"""Where the registers say it, by the topic; of a wish, on the page of who wished it."""
_OUTCOMES: Final = {"known": PointState.KNOWN, "dropped": PointState.DROPPED}


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """The three lists."""
    return _page(slug)


@bp.post("")
@needs(Power.WRITE)
def create(slug: str) -> ResponseReturnValue:
    """Something else that we lack, or that may come."""
    kind = PointKind.RISK if request.form.get("kind") == PointKind.RISK else PointKind.LACK
    form = _read(kind.value, kind)
    undo = ""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        if not form.errors:
            with form.trying(session):
                row = add_point(session, project, form.values["point"], **_by())
                undo = url_for(".delete", slug=slug, row_id=row.id)
    return _answer(slug, form, "Noted.", undo)


@bp.post("/change")
@needs(Power.WRITE)
def create_change(slug: str) -> ResponseReturnValue:
    """Other words take its place; the former stay in the record."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        key, row = _row(session, project)
        form = _read(f"change-{key}", row.kind, row.topic)
        if not form.errors:
            with form.trying(session):
                change_point(session, row.id, form.values["point"], **_by())
        if form.errors:
            session.rollback()
    return _answer(slug, form, "Changed.")


@bp.post("/ask")
@needs(Power.WRITE)
def create_ask(slug: str) -> ResponseReturnValue:
    """Put it as a question into the next update; at most three go with one, the rest roll on."""
    today = local(now()).date()
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        _, row = _row(session, project)
        contact = _whom(session, project, row)
        due_on = max(row.due_on or today + ANSWER_IN, today)
        ask = ask_point(session, row.id, contact, due_on=due_on, **_by())
        look_up(session, project, [ask], now=now())
        done = f"{contact.first_name} is asked in the next update."
        if is_held_back(ask):
            done = f"{contact.first_name} seems to have answered it already: look before it goes."
        undo = url_for(".delete_ask", slug=slug, row_id=row.id)
    return _answer(slug, None, done, undo)


@bp.post("/settle")
@needs(Power.WRITE)
def create_outcome(slug: str) -> ResponseReturnValue:
    """A person knows it, or it does not matter."""
    outcome = request.form.get("outcome", "")
    if outcome not in _OUTCOMES:
        raise UsageError("outcome: choose one of the list")
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        key, row = _row(session, project)
        form = Form(f"{outcome}-{key}", request.form)
        with form.trying(session):
            settle_point(
                session, row.id, _OUTCOMES[outcome], form.get("reason"), actor=current_actor(),
                now=now(),
            )  # fmt: skip
        undo = url_for(".delete_outcome", slug=slug, row_id=row.id)
        if form.errors:
            session.rollback()
    done = "Noted. We know it." if outcome == "known" else "Dropped."
    return _answer(slug, form, done, undo)


@bp.post("/<int:row_id>/happened")
@needs(Power.WRITE)
def create_fact(slug: str, row_id: int) -> ResponseReturnValue:
    """A risk came true: the next update tells it as bad news."""
    form = Form(f"happened-{row_id}", request.form)
    words = read_text(form, "text", "Write one sentence, as the client will read it.")
    with parts().db.write() as session:
        _of_project(session, project_or_404(session, slug), row_id)
        if not form.errors:
            with form.trying(session):
                risk_happened(session, row_id, words, actor=current_actor(), now=now())
    undo = url_for(".delete_outcome", slug=slug, row_id=row_id)
    return _answer(slug, form, "Noted. The next update tells it.", undo)


@bp.post("/<int:row_id>/undo")
@needs(Power.WRITE)
def delete_outcome(slug: str, row_id: int) -> ResponseReturnValue:
    """It was a wrong click: it is open again."""
    with parts().db.write() as session:
        _of_project(session, project_or_404(session, slug), row_id)
        reopen_point(session, row_id, actor=current_actor(), now=now())
    return _answer(slug, None, "Taken back. It is open again.")


@bp.post("/<int:row_id>/remove")
@needs(Power.WRITE)
def delete(slug: str, row_id: int) -> ResponseReturnValue:
    """To note it was a wrong click."""
    with parts().db.write() as session:
        _of_project(session, project_or_404(session, slug), row_id)
        settle_point(
            session, row_id, PointState.DROPPED, "It was noted by mistake", actor=current_actor(),
            now=now(),
        )  # fmt: skip
    return _answer(slug, None, "Taken back.")


@bp.post("/<int:row_id>/unask")
@needs(Power.WRITE)
def delete_ask(slug: str, row_id: int) -> ResponseReturnValue:
    """To ask it was a wrong click."""
    with parts().db.write() as session:
        _of_project(session, project_or_404(session, slug), row_id)
        unask_point(session, row_id, actor=current_actor(), now=now())
    return _answer(slug, None, "Taken back. It is not asked.")


def _by() -> dict[str, Any]:
    return {"source": f"user:{current_user().id}", "actor": current_actor(), "now": now()}


def _of_project(session: Session, project: Project, row_id: int) -> OpenPoint:
    """Raises NotFound unless the row is of this project, which the user sees."""
    row = session.get(OpenPoint, row_id)
    if row is None or row.project_id != project.id:
        raise NotFound
    return row


def _row(session: Session, project: Project) -> tuple[str, OpenPoint]:
    """What the form is about: a row, or a line of the checklist that becomes one."""
    key = request.form.get("about", "")
    if key.isdecimal():
        try:
            return key, _of_project(session, project, row_id(key))
        except ValueError:
            raise NotFound from None
    row = standing_for(session, project.id, key) if key else None
    if row is None:
        line = next((each for each in checklist(session, project.id) if each.topic == key), None)
        if line is None:
            raise NotFound
        row = add_point(session, project, _as_point(line), **_by())
    return key, row


def _as_point(line: Line) -> Point:
    return Point(PointKind.LACK, line.question, line.contact_id, topic=line.topic)


def _whom(session: Session, project: Project, row: OpenPoint) -> Contact:
    """Whom to ask: who was chosen, else whose word weighs most."""
    if row.contact is not None:
        return row.contact
    asked = next((line.contact_id for line in checklist(session, project.id)), None)
    contact = session.get(Contact, asked) if asked else None
    if contact is None:
        raise Refused("nobody of the client takes part yet; add somebody first")
    return contact


def _read(name: str, kind: PointKind, topic: str = "") -> Form:
    """``values["point"]`` is the `Point`, where nothing is missing."""
    form = Form(name, request.form)
    is_risk = kind is PointKind.RISK
    words = "Write what may come." if is_risk else "Write the question, as the client reads it."
    text, due_on = read_text(form, "text", words), read_day(form, "due_on")
    likelihood = read_word(form, "likelihood", Likelihood) if is_risk else None
    plan = " ".join(form.get("plan").replace("\0", " ").split())
    try:
        contact_id = row_id(form.get("contact_id")) if form.get("contact_id") else None
    except ValueError:
        contact_id = None
        form.fail("contact_id", "Choose somebody of this project.")
    form.values["point"] = Point(kind, text, contact_id, due_on, likelihood, plan, topic)
    return form


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", slug=slug)
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        found, today = known_of(session, project), local(now()).date()
        forms = [Form("lack"), Form("risk")]
        for item in [*found.lacking, *found.risks]:
            forms += [Form(f"change-{item.key}", _typed(item))]
            forms += [Form(f"{deed}-{item.key}") for deed in ("known", "dropped", "happened")]
        return render_template(
            "projects/known.html",
            project=project,
            tabs=tabs_of(session, project, "known"),
            found=found,
            people=[("", "Whose word weighs most"), *people_of(session, project)],
            likelihoods=LIKELIHOODS,
            place=partial(_place, project),
            today=today,
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )


def _typed(item: Item) -> dict[str, str]:
    """An item as the form to change it shows it."""
    on: date | None = item.due_on
    return {
        "text": item.question,
        "contact_id": str(item.contact_id or ""),
        "due_on": on.isoformat() if on else "",
        "likelihood": item.point.likelihood or "" if item.point else "",
        "plan": item.point.plan if item.point else "",
    }


def _place(project: Project, item: Item) -> tuple[str, str]:
    """The page of the register that knows a line of the checklist, and its name."""
    assert item.line is not None
    topic = item.line.topic.partition(":")[0]
    if topic not in _PLACES:
        return url_for("clients.show", contact_id=item.line.contact_id), "What they wish"
    endpoint, words = _PLACES[topic]
    return url_for(endpoint, slug=project.slug), words
