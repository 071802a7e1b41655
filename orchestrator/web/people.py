"""/p/<slug>/people: who takes part, as what, with how much influence and which right."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, Final
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.conversation.participants import (
    Part,
    add_person,
    change_part,
    leave,
    take_part,
)
from orchestrator.digest.leaving import skip_open
from orchestrator.dispatch.addresses import is_addr_spec
from orchestrator.engagement.hand_on import hand_on, undo_hand_on
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Ask, Contact, Influence, ParticipantRole, Project
from orchestrator.web.access import Power, current_actor, needs, project_or_404
from orchestrator.web.client_words import FORMALITIES, LANGUAGES, LENGTHS, ROLES
from orchestrator.web.done import on_or_again
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.people_rows import INFLUENCES, people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.standing_in import add_done, add_undone, as_person, stand_in_task
from orchestrator.web.words import local

bp = Blueprint("people", __name__, url_prefix="/p/<slug>/people")
bp.url_value_preprocessor(refuse_impossible)

RIGHTS: Final = {"0": "Settles nothing", "1": "Settles money and scope"}
LONGEST_NAME: Final = 200


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """Everybody of the client in a project, whose word weighs most first."""
    return _page(slug)


@bp.post("")
@needs(Power.DECIDE)
def create(slug: str) -> ResponseReturnValue:
    """Somebody joins: one whom we know, or a new person."""
    form, undo = Form("person", request.form), ""
    part = _part(form, request.form)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        task = stand_in_task(session, project, form.get("task"))
        known = _contact(session, project, form.get("contact_id"))
        read = _read_person(form) if known is None else {}
        if part is not None and not form.errors:
            try:
                who = known or add_person(session, project.client, **read, **_by())
                take_part(session, project, who, part, **_by())
                add_done(session, task, **_by())
                undo = url_for(".delete", slug=slug, contact_id=who.id, task=task and task.id)
            except (UsageError, Refused) as error:
                session.rollback()
                words = str(error).removeprefix("contact_id: ")
                form.fail("contact_id" if known else "address", f"{words[:1].upper()}{words[1:]}.")
    return _answer(slug, form, "Takes part from now on.", undo)


@bp.post("/<int:contact_id>/part")
@needs(Power.DECIDE)
def create_part(slug: str, contact_id: int) -> ResponseReturnValue:
    """Another role, influence or right."""
    form = Form(f"part{contact_id}", request.values)
    part, was = _part(form, request.values), _was(request.values.get("was", ""))
    if part is None:
        return _answer(slug, form, "")
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        change_part(session, project, contact_id, was=was, part=part, **_by())
    back = {**_as_values(was), "was": _shown(part)}
    undo = url_for(".create_part", slug=slug, contact_id=contact_id, **back)
    return _answer(slug, form, "Changed.", undo)


@bp.post("/<int:contact_id>/leave")
@needs(Power.DECIDE)
def delete(slug: str, contact_id: int) -> ResponseReturnValue:
    """Somebody takes part no more: no update goes to them."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        part = leave(session, project, contact_id, **_by())
        task = stand_in_task(session, project, request.values.get("task"))
        add_undone(session, task, **_by())
        skip_open(session, project.id, contact_id, **_by())
    back = _as_values(part)
    undo = url_for(".create_return", slug=slug, contact_id=contact_id, **back)
    return _answer(slug, None, "Taken out. No update goes there any more.", undo)


@bp.post("/<int:contact_id>/return")
@needs(Power.DECIDE)
def create_return(slug: str, contact_id: int) -> ResponseReturnValue:
    """They take part again, as before."""
    form = Form("person", request.values)
    part = _part(form, request.values)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        contact = _contact(session, project, str(contact_id))
        if contact is None or part is None:
            raise NotFound
        take_part(session, project, contact, part, **_by())
    return _answer(slug, None, "Takes part again.")


@bp.post("/asks/<int:ask_id>/hand-on")
@needs(Power.DECIDE)
def create_hand_on(slug: str, ask_id: int) -> ResponseReturnValue:
    """What was asked of somebody who left is asked of somebody else."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        taking_part = {str(each.contact_id): each.contact for each in project.participants}
        contact = taking_part.get(request.form.get("contact_id", ""))
        if contact is None:
            raise UsageError("contact_id: choose somebody who takes part")
        ask = hand_on(session, project, ask_id, contact, today=local(now()).date(), **_by())
    undo = url_for(".delete_hand_on", slug=slug, ask_id=ask.id)
    return _answer(slug, None, f"{contact.first_name} is asked in the next update.", undo)


@bp.post("/asks/<int:ask_id>/hand-on/undo")
@needs(Power.DECIDE)
def delete_hand_on(slug: str, ask_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        ask = session.get(Ask, ask_id)
        if ask is None or ask.project_id != project.id:
            raise NotFound
        undo_hand_on(session, ask_id, **_by())
    return _answer(slug, None, "Taken back.")


def _by() -> dict[str, Any]:
    return {"actor": current_actor(), "now": now()}


def _contact(session: Session, project: Project, typed: str) -> Contact | None:
    """One of the client's people."""
    return next((each for each in project.client.contacts if str(each.id) == typed), None)


def _part(form: Form, typed: Mapping[str, str]) -> Part | None:
    """What is chosen; else says at its field what is missing."""
    kinds: Mapping[str, Collection[str]] = {
        "role": ROLES,
        "influence": INFLUENCES,
        "can_approve": RIGHTS,
    }
    for name, words in kinds.items():
        if typed.get(name) not in words:
            form.fail(name, "Choose one of the list.")
    if form.errors:
        return None
    return _was("/".join(typed[name] for name in kinds))


def _was(shown: str) -> Part:
    """Raises UsageError where a page of ours did not write it."""
    try:
        role, influence, right = shown.split("/")
        return Part(ParticipantRole(role), Influence(influence), right == "1")
    except ValueError:
        raise UsageError("was: say what is to be changed") from None


def _shown(part: Part) -> str:
    return "/".join(_as_values(part).values())


def _as_values(part: Part) -> dict[str, Any]:
    right = "1" if part.can_approve else "0"
    return {"role": part.role.value, "influence": part.influence.value, "can_approve": right}


def _read_person(form: Form) -> dict[str, Any]:
    name = " ".join(form.get("name").replace("\0", " ").split())
    if not name or len(name) > LONGEST_NAME:
        form.fail("name", "Choose somebody above, or write a name.")
    if form.get("timezone") not in available_timezones():
        form.fail("timezone", "Write a zone such as Europe/London.")
    if form.get("language") not in LANGUAGES:
        form.fail("language", "Choose one of the list.")
    return {
        "name": name,
        "address": _address(form),
        "timezone": form.get("timezone"),
        "language": form.get("language"),
    }


def _address(form: Form) -> str:
    try:
        typed = form.get("address").strip()
        read = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        form.fail("address", "Write an address such as dana@client.example.")
        return ""
    if not is_addr_spec(address := read.normalized.lower()):
        form.fail("address", "Mail cannot be sent there.")
    return address


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", slug=slug)
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        people = people_of(session, project)
        zone = people.rows[0].contact.timezone if people.rows else parts().settings.timezone
        start = {"role": "informed", "influence": "medium", "can_approve": "0", "timezone": zone}
        if task := stand_in_task(session, project, request.args.get("task")):
            colleagues = [*(row.contact for row in people.rows), *people.others]
            start |= as_person(task, colleagues)
        forms = [Form("person", start)]
        forms += [Form(f"part{row.contact.id}", _as_values(_was(row.shown))) for row in people.rows]
        return render_template(
            "projects/people.html",
            project=project,
            tabs=tabs_of(session, project, "people"),
            people=people,
            roles=ROLES,
            influences=INFLUENCES,
            rights=RIGHTS,
            languages=LANGUAGES,
            formalities=FORMALITIES,
            lengths=LENGTHS,
            today=local(now()).date(),
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )
