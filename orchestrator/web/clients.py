"""/clients/<id>: who somebody is to us, what they wish in their own words, and how we write."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from orchestrator.digest.cadence import next_slot
from orchestrator.digest.render import rhythm_of
from orchestrator.digest.slot_words import why_next
from orchestrator.dispatch.welcome import preview_welcome, queue_welcome, undo_welcome
from orchestrator.engagement.addressing import Addressing, address_as, undo_addressing
from orchestrator.engagement.set_wishes import TooLoud, her_words, set_by_us, undo_set
from orchestrator.errors import Refused
from orchestrator.models import Contact, Preference, Project
from orchestrator.models.frequency import limit_of
from orchestrator.models.preference import SHORT
from orchestrator.models.reached import frequencies
from orchestrator.walltime import zone_of
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.calls import calls_of
from orchestrator.web.client_forms import as_typed, possible, read_addressing, read_wishes
from orchestrator.web.client_rows import (
    binding,
    contact_or_404,
    history,
    names_in,
    parts_taken,
    wishes_of,
)
from orchestrator.web.client_words import (
    FORMALITIES,
    LANGUAGES,
    ROLES,
    days_off,
    holiday_choices,
    wished,
)
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.past_moods import past_of_people
from orchestrator.web.project_forms import Form
from orchestrator.web.quiet import quiet_among, touch
from orchestrator.web.security import sandboxed
from orchestrator.web.words import day, slot

bp = Blueprint("clients", __name__, url_prefix="/clients/<int:contact_id>")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("")
@needs(Power.READ)
def show(contact_id: int) -> str:
    """One person of a client."""
    return person_page(contact_id)


@bp.post("/preferences")
@needs(Power.DECIDE)
def create_preference(contact_id: int) -> ResponseReturnValue:
    """Note what was agreed; never louder than what they said themselves."""
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        form = read_wishes(request.form, contact, today=_today(contact))
        rows = [] if form.errors else _set(session, contact, form)
    if form.errors:
        return person_page(contact_id, form), 400
    if not rows:
        flash("Nothing was changed.")
    else:
        undo = url_for(".delete_preference", contact_id=contact_id, preference_id=rows[-1].id)
        flash("Noted. It counts from now on.", f"undo:{undo}")
    return redirect(url_for(".show", contact_id=contact_id), code=303)


@bp.post("/preferences/<int:preference_id>/undo")
@needs(Power.DECIDE)
def delete_preference(contact_id: int, preference_id: int) -> ResponseReturnValue:
    """It was a wrong click: what counted before counts again."""
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        row = session.get(Preference, preference_id)
        if row is None or row.contact_id != contact.id:
            raise Refused("there is nothing of ours to take back")
        undo_set(session, preference_id, actor=current_actor(), now=now())
    flash("Taken back.")
    return redirect(url_for(".show", contact_id=contact_id), code=303)


@bp.post("/address")
@needs(Power.DECIDE)
def create_address(contact_id: int) -> ResponseReturnValue:
    """Say how we address them: language, formality, name, zone."""
    form = read_addressing(request.form)
    is_new = False
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        with form.trying(session):
            wanted = Addressing(**form.values)
            is_new = address_as(session, contact, wanted, actor=current_actor(), now=now())
    if form.errors:
        return person_page(contact_id, form), 400
    undo = url_for(".delete_address", contact_id=contact_id)
    flash(*(("Noted.", f"undo:{undo}") if is_new else ("Nothing was changed.",)))
    return redirect(url_for(".show", contact_id=contact_id), code=303)


@bp.post("/address/undo")
@needs(Power.DECIDE)
def delete_address(contact_id: int) -> ResponseReturnValue:
    """It was a wrong click: we address them as before."""
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        undo_addressing(session, contact, actor=current_actor(), now=now())
    flash("Taken back.")
    return redirect(url_for(".show", contact_id=contact_id), code=303)


@bp.post("/welcome")
@needs(Power.DECIDE)
def create_welcome(contact_id: int) -> ResponseReturnValue:
    """Say how much will come, and promise it."""
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        entry = queue_welcome(
            session,
            contact,
            _project_to_welcome(session, contact),
            first_at=next_slot(rhythm_of(contact), after=now()).at,
            settings=parts().settings,
            key=parts().signing_key,
            actor=current_actor(),
            now=now(),
        )
        leaves = entry.due_at
    parts().bell.ring("send_due")
    undo = url_for(".delete_welcome", contact_id=contact_id)
    flash(f"The welcome leaves {slot(leaves)}.", f"undo:{undo}")
    return redirect(url_for(".show", contact_id=contact_id), code=303)


@bp.get("/welcome")
@needs(Power.DECIDE)
def welcome(contact_id: int) -> ResponseReturnValue:
    """The welcome as it would leave now, or its subject and text; nothing is sent."""
    with parts().db.read() as session:
        contact = contact_or_404(session, contact_id)
        mail = preview_welcome(
            session,
            contact,
            _project_to_welcome(session, contact),
            first_at=next_slot(rhythm_of(contact), after=now()).at,
            settings=parts().settings,
            key=parts().signing_key,
            now=now(),
        )
    if request.args.get("as") == "text":
        return Response(f"{mail.subject}\n\n{mail.text}", mimetype="text/plain")
    return sandboxed(mail.html)


@bp.post("/welcome/undo")
@needs(Power.DECIDE)
def delete_welcome(contact_id: int) -> ResponseReturnValue:
    """It was a wrong click: nothing was promised."""
    with parts().db.write() as session:
        contact = contact_or_404(session, contact_id)
        undo_welcome(session, contact, actor=current_actor(), now=now())
    flash("Taken back. Nothing is promised.")
    return redirect(url_for(".show", contact_id=contact_id), code=303)


def _project_to_welcome(session: Session, contact: Contact) -> Project:
    taken = parts_taken(session, contact)
    project = next((part.project for part in taken if part.project.closed_at is None), None)
    if project is None:
        raise Refused(f"{contact.name} takes part in no open project of yours")
    return project


def _set(session: Session, contact: Contact, form: Form) -> list[Preference]:
    try:
        with session.begin_nested():
            return set_by_us(
                session,
                contact,
                form.values,
                source=f"user:{current_user().id}",
                actor=current_actor(),
                now=now(),
            )
    except TooLoud as error:
        form.fail(error.wish.value, _too_loud(session, contact, error.word))
        return []


def _too_loud(session: Session, contact: Contact, word: Preference) -> str:
    """The refusal, with their word and its day; in their own words where the user may read them."""
    said = next((each for each in wishes_of(session, contact) if each.row.id == word.id), None)
    quote = (
        f"wrote “{said.quote}”"
        if said and said.quote
        else f"said “{wished(word.wish, word.value)}”"
    )
    return f"Not louder than that: {contact.first_name} {quote} on {day(word.said_at)}."


def _today(contact: Contact) -> date:
    return now().astimezone(zone_of(contact.timezone)).date()


def person_page(contact_id: int, form: Form | None = None) -> str:
    """The page of somebody; a form that was refused stands in it as it was typed."""
    with parts().db.read() as session:
        contact = contact_or_404(session, contact_id)
        today, said = _today(contact), wishes_of(session, contact)
        words = her_words(session, contact.id)
        reached = frequencies(session, [contact.id], at=now())[contact.id]
        taken, steps = parts_taken(session, contact), history(session, contact)
        past = past_of_people(session, [contact.id])
        rhythm = rhythm_of(contact)
        due = next_slot(rhythm, after=now())
        counts = as_typed(contact.wishes, today=today)
        return render_template(
            "clients/show.html",
            contact=contact,
            today=today,
            away=contact.away_words(on=today),
            there=now().astimezone(zone_of(contact.timezone)),
            taken=taken,
            heard=max((p.heard for p in taken if p.heard), default=None),
            next_due=None if contact.wishes.stopped else due,
            why_then=why_next(rhythm, due, after=now()),
            days_off=days_off(contact),
            countries=holiday_choices(contact),
            told=max((p.told for p in taken if p.told), default=None),
            past={project: line for (project, _), line in past.items()},
            quiet=quiet_among(session, [contact]),
            touch=touch(contact),
            wished=said,
            waiting=[each for each in said if each.row.state == "waiting"],
            binding=binding(said, words, today=today),
            choices=possible(words, contact.wishes, today=today),
            reached=reached,
            place=reached.place(now(), contact.timezone),
            would=limit_of(contact.wishes.cadence, reached.projects),
            calls=calls_of(session, contact),
            steps=steps,
            names=names_in(session, contact, said, steps),
            languages=LANGUAGES,
            formalities=FORMALITIES,
            roles=ROLES,
            errors=form.errors if form else {},
            forms={
                "prefs": Form("prefs", counts),
                "address": Form("address", asdict(Addressing.of(contact))),
                "handles": Form("handles", {each: contact.handle(each) for each in SHORT}),
            }
            | ({form.name: form} if form else {}),
        )
