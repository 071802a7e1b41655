"""/projects and /p/<slug>: how each stands and why, what we know, and what we ask."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from orchestrator.engagement.asks import add_ask
from orchestrator.engagement.status import update_status
from orchestrator.models import (
    Contact,
    Digest,
    Mail,
    Mood,
    Participant,
    Project,
)
from orchestrator.record.append import Action, record
from orchestrator.web.access import (
    Power,
    current_actor,
    current_user,
    needs,
    project_or_404,
)
from orchestrator.web.ask_pages import ASKED
from orchestrator.web.asked import TOPICS, asked
from orchestrator.web.asked_where import asked_where
from orchestrator.web.clearings import red_mail
from orchestrator.web.fact_forms import FACT_KINDS, IMPACTS
from orchestrator.web.fact_rows import newest_facts
from orchestrator.web.parts import now, parts
from orchestrator.web.past_moods import Past, past_of_projects
from orchestrator.web.portfolio import project_rows, reasons
from orchestrator.web.project_forms import (
    ASK_KINDS,
    LETTERS,
    SETTLES,
    Form,
    read_ask,
    read_delivery,
)
from orchestrator.web.quiet import quiet_among, touch
from orchestrator.web.register_rows import open_rows
from orchestrator.web.register_words import REGISTERS
from orchestrator.web.standing import standing
from orchestrator.web.waiting import on_them, on_us
from orchestrator.web.words import local

bp = Blueprint("projects", __name__)


@bp.get("/projects")
@needs(Power.READ)
def index() -> str:
    """All open ones."""
    with parts().db.read() as session:
        rows = project_rows(session)
        unhappy = sum(row.mood is Mood.UNHAPPY for row in rows)
        said = reasons(session, (row.status for row in rows))
        return render_template("projects/index.html", rows=rows, unhappy=unhappy, reasons=said)


@bp.get("/p/<slug>")
@needs(Power.READ)
def show(slug: str) -> str:
    """One project."""
    return _page(slug)


@bp.post("/p/<slug>/asks")
@needs(Power.WRITE)
def create_ask(slug: str) -> ResponseReturnValue:
    """Put a question into the next update."""
    form = read_ask(request.form, today=local(now()).date())
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        contact = _participant(session, project, form.get("contact_id"))
        if contact is None:
            form.fail("contact_id", "Choose somebody of this project.")
        elif not form.errors and not form.proposal:
            with form.trying(session):
                add_ask(session, project, contact, **form.values, **_by())
    return _answer(slug, form, "Noted. It is asked in the next update.")


@bp.post("/p/<slug>/delivery")
@needs(Power.DECIDE)
def create_delivery(slug: str) -> ResponseReturnValue:
    """Say how the work stands, and why.  The client's mood caps the status all the same."""
    form = read_delivery(request.form)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        if not form.errors:
            before = project.delivery
            project.delivery, project.delivery_note = form.values["delivery"], form.values["note"]
            session.flush()
            record(
                session,
                Action.PROJECT_CHANGE,
                f"project:{project.id}",
                actor=current_actor(),
                now=now(),
                project_id=project.id,
                details={"note": project.delivery_note},
                delivery=project.delivery.value,
                was=before.value,
            )
            update_status(session, project.id, now=now())
    return _answer(slug, form, "Delivery noted.")


def _by() -> dict[str, Any]:
    return {"source": f"user:{current_user().id}", "actor": current_actor(), "now": now()}


def _participant(session: Session, project: Project, typed: str) -> Contact | None:
    people = session.scalars(
        select(Contact)
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project.id)
    )
    return next((contact for contact in people if str(contact.id) == typed), None)


def _answer(slug: str, form: Form, done: str) -> ResponseReturnValue:
    """On to the page; with errors the page itself, with what was typed."""
    if form.errors or form.proposal:
        return _page(slug, form), 400
    flash(done)
    return redirect(url_for("projects.show", slug=slug), code=303)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        stands, (asks, questions) = standing(session, project), asked(session, project)
        people = session.scalars(
            select(Contact)
            .join(Participant, Participant.contact_id == Contact.id)
            .where(Participant.project_id == project.id)
            .order_by(Contact.name)
            .options(joinedload(Contact.kept_wishes))
        ).all()
        return render_template(
            "projects/show.html",
            project=project,
            status=stands.status,
            client=stands.client,
            pm=stands.pm,
            reason=stands.reason,
            past=past_of_projects(session, Mail.project_id == project.id).get(project.id, Past()),
            me=current_user().id,
            red=red_mail(stands.status),
            clearing=stands.clearing,
            facts=newest_facts(session, project),
            registers=REGISTERS,
            open=(open_ := open_rows(session, project)),
            on_us=on_us(open_),
            on_them=on_them(asks),
            tabs=stands.tabs,
            digests=_digests(session, project),
            people=people,
            quiet=quiet_among(session, people),
            touch=touch,
            questions=questions,
            PULSE_TOPICS=TOPICS,
            asked_where=asked_where(session, project.client_id),
            people_choices=[(contact.id, contact.name) for contact in people],
            fact_kinds=FACT_KINDS,
            impacts=IMPACTS,
            ask_kinds=ASK_KINDS,
            asked=ASKED,
            settles=SETTLES,
            letters=LETTERS,
            today=local(now()).date(),
            errors=form.errors if form else {},
            forms={name: Form(name) for name in ("fact", "ask", "delivery")}
            | ({form.name: form} if form else {}),
        )


def _digests(session: Session, project: Project) -> list[Digest]:
    return list(
        session.scalars(
            select(Digest)
            .where(Digest.project_id == project.id)
            .order_by(Digest.send_at.desc(), Digest.id.desc())
            .limit(6)
        )
    )
