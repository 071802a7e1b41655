"""/p/<slug>/facts: what we know, who heard it when, and who knew what on a day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.rules import set_surprise_days
from orchestrator.engagement.facts import add_fact, change_fact, undo_fact, withdraw_fact
from orchestrator.engagement.knew import knew
from orchestrator.engagement.transparency import in_words, length_words
from orchestrator.errors import UsageError
from orchestrator.models import Contact, Fact, Participant, Project
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.done import on_or_again
from orchestrator.web.fact_forms import FACT_KINDS, IMPACTS, as_typed, read_fact
from orchestrator.web.fact_rows import Place, page_of
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.naming import names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.renewed import renew_without
from orchestrator.web.words import local

bp = Blueprint("facts", __name__, url_prefix="/p/<slug>/facts")
bp.url_value_preprocessor(refuse_impossible)

RANKS = ("0", "1", "2", "3")


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> ResponseReturnValue:
    """The facts of a project; with ``?on=2026-05-03&who=7`` what was known on that day."""
    return _answer_on(slug) if "on" in request.args else _page(slug)


@bp.post("")
@needs(Power.WRITE)
def create(slug: str) -> ResponseReturnValue:
    """Note something that the next update tells."""
    form = read_fact(request.form)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        hearers = _hearers(session, project, form)
        if not form.errors:
            with form.trying(session):
                add_fact(session, project, **form.values | {"hearers": hearers}, **_by())
    return _answer(slug, form, "Noted. It goes into the next update.")


@bp.post("/<int:fact_id>/change")
@needs(Power.WRITE)
def create_change(slug: str, fact_id: int) -> ResponseReturnValue:
    """A new version takes its place; who heard the old one hears it as a correction."""
    form, undo = read_fact(request.form, f"change{fact_id}"), ""
    with parts().db.write() as session:
        project = _of_project(session, slug, fact_id)
        hearers = _hearers(session, project, form)
        if not form.errors:
            with form.trying(session):
                new = change_fact(session, fact_id, **form.values | {"hearers": hearers}, **_by())
                renew_without(session, [(fact_id, project.id)])
                undo = url_for(".delete_step", slug=slug, fact_id=new.id)
    return _answer(slug, form, "Changed. Who heard it before hears the change.", undo)


@bp.post("/<int:fact_id>/withdrawal")
@needs(Power.WRITE)
def create_withdrawal(slug: str, fact_id: int) -> ResponseReturnValue:
    """It is not so: no update tells it."""
    reason = request.form.get("reason", "")
    with parts().db.write() as session:
        project = _of_project(session, slug, fact_id)
        withdraw_fact(session, fact_id, reason=reason, actor=current_actor(), now=now())
        renew_without(session, [(fact_id, project.id)])
    undo = url_for(".delete_step", slug=slug, fact_id=fact_id)
    return _answer(slug, None, "Withdrawn. No update tells it any more.", undo)


@bp.post("/<int:fact_id>/undo")
@needs(Power.WRITE)
def delete_step(slug: str, fact_id: int) -> ResponseReturnValue:
    """It was a mistake to withdraw it, or to change it."""
    with parts().db.write() as session:
        project = _of_project(session, slug, fact_id)
        undo_fact(session, fact_id, actor=current_actor(), now=now())
        renew_without(session, [(fact_id, project.id)])
    return _answer(slug, None, "Taken back. It is as it was.")


@bp.post("/agreed-days")
@needs(Power.OPERATE)
def create_agreed_days(slug: str) -> ResponseReturnValue:
    """After how many days bad news that is not told stops an update."""
    form = Form("surprise", request.form)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        with form.trying(session):
            days = request.form.get("surprise_days", 0, type=int)
            set_surprise_days(session, project, days, actor=current_actor(), now=now())
    return _answer(slug, form, "Set.")


def _by() -> dict[str, Any]:
    return {"source": f"user:{current_user().id}", "actor": current_actor(), "now": now()}


def _people(session: Session, project: Project) -> Sequence[Contact]:
    """Those who take part, by name."""
    return session.scalars(
        select(Contact)
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project.id)
        .order_by(Contact.name, Contact.id)
    ).all()


def _hearers(session: Session, project: Project, form: Form) -> list[Contact]:
    people = {str(contact.id): contact for contact in _people(session, project)}
    ticked: set[str] = form.values["hearers"]
    if ticked - set(people):
        form.fail("hearers", "Choose people of this project.")
    return [contact for each, contact in people.items() if each in ticked]


def _of_project(session: Session, slug: str, fact_id: int) -> Project:
    """Raises NotFound unless the fact is of this project, which the user sees."""
    project = project_or_404(session, slug)
    fact = session.get(Fact, fact_id)
    if fact is None or fact.project_id != project.id:
        raise NotFound
    return project


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = "projects.show" if request.form.get("from") == "project" else ".show"
    return on_or_again(form, partial(_page, slug), on=url_for(on, slug=slug), done=done, undo=undo)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        after = request.args.get("after", type=_place)
        page = page_of(session, project, after)
        forms = [Form("fact"), Form("surprise", {"surprise_days": str(project.surprise_days)})]
        forms += [Form(f"change{r.fact.id}", as_typed(r.fact, r.named)) for r in page.rows]
        return render_template(
            "projects/facts.html",
            project=project,
            tabs=(tabs := tabs_of(session, project, "facts")),
            waiting=next(tab.waiting for tab in tabs if tab.is_current),
            page=page,
            is_first=after is None,
            people=page.people,
            fact_kinds=FACT_KINDS,
            impacts=IMPACTS,
            lag_words=in_words,
            length_words=length_words,
            today=local(now()).date(),
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )


def _place(typed: str) -> Place:
    """``1-118``.  Raises ValueError."""
    rank, _, fact_id = typed.partition("-")
    if rank not in RANKS:
        raise ValueError(typed[:20])
    return int(rank), row_id(fact_id)


def _answer_on(slug: str) -> ResponseReturnValue:
    """What each person had been told by the end of a day, and what we had kept to ourselves."""
    typed = Form("knew", request.args)
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        people, who = _people(session, project), typed.get("who")
        asked = [contact for contact in people if who in ("", str(contact.id))]
        on, found = None, []
        try:
            on = date.fromisoformat(typed.get("on"))
            found = knew(session, project.id, asked, on, now=now())
        except UsageError as error:
            typed.refuse(error)
        except ValueError:
            typed.fail("on", "Write a day such as 2026-05-03.")
        if not asked:
            typed.fail("who", "Choose somebody of this project.")
        sources = {each.source for one in found for each in one.told}
        sources |= {each.source for one in found for each in one.untold}
        page = render_template(
            "projects/knew.html",
            project=project,
            tabs=tabs_of(session, project, "facts"),
            people=people,
            found=found,
            names=names_of(session, sources),
            errors=typed.errors,
            typed=typed,
            on=on,
            today=local(now()).date(),
        )
    return page, 400 if typed.errors else 200
