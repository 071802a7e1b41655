"""Where a conversation belongs and whose a mail is: a person's decision, each of them undoable.

Every form posts its choice, or with a field ``decline`` that the proposal was wrong.
"""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from orchestrator.conversation.acquaint import accept_alias, accept_newcomer, accept_sender
from orchestrator.conversation.forwarded import original_sender
from orchestrator.conversation.identity import aliases, newcomers
from orchestrator.conversation.proposals import proposals
from orchestrator.conversation.proposed import proposals_for
from orchestrator.conversation.undecided import decline, file_thread
from orchestrator.errors import Refused
from orchestrator.models import Contact, Decision, DecisionKind, Mail, Project, Response, Thread
from orchestrator.refiling.move import Mover, Refiled, refile_mail, refile_thread
from orchestrator.refiling.undo import undo_decision
from orchestrator.web.access import (
    Foreign,
    Power,
    check_visible,
    current_actor,
    current_user,
    is_visible,
    needs,
)
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404

bp = Blueprint("filing", __name__)
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/<int:thread_id>/project")
@needs(Power.DECIDE)
def create_project(thread_id: int) -> ResponseReturnValue:
    """File an undecided conversation, or say where it does not belong."""
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        project = _project(session)
        reason = _why_there(session, thread, project)
        if "decline" in request.form:
            decision = _decline(session, DecisionKind.FILE, f"thread:{thread.id}", project, reason)
            words = f"Not {project.name}."
        else:
            decision = file_thread(
                session,
                thread_id,
                project.id,
                user_id=current_user().id,
                reason=reason,
                actor=current_actor(),
                now=now(),
            )
            words = f"Filed under {project.name}. It is read within a minute."
        kept = int(decision.subject.removeprefix("thread:"))
        flash(words, undo_of(decision))
    parts().bell.ring("converse")
    return redirect(url_for("inbox.show", thread_id=kept), code=303)


@bp.post("/<int:thread_id>/refile")
@needs(Power.DECIDE)
def create_refile(thread_id: int) -> ResponseReturnValue:
    """Wrong project: move a conversation to ``project_id``, or without one to the undecided."""
    with parts().db.write() as session:
        thread_or_404(session, thread_id)
        moved = refile_thread(session, thread_id, _target(session), by=mover(), reason=_typed())
        return _moved(moved)


@bp.post("/mails/<int:mail_id>/refile")
@needs(Power.DECIDE)
def create_mail_refile(mail_id: int) -> ResponseReturnValue:
    """Wrong project, for one mail and what followed it; or, where proposed, the right one."""
    with parts().db.write() as session:
        mail = mail_or_404(session, mail_id)
        if "decline" in request.form:
            project = _project(session)
            reason = _why_moved(session, mail, project)
            decision = _decline(session, DecisionKind.REFILE, f"mail:{mail_id}", project, reason)
            return _decided(mail, decision, f"Not moved to {project.name}.")
        moved = refile_mail(session, mail_id, _target(session), by=mover(), reason=_typed())
        return _moved(moved)


@bp.post("/mails/<int:mail_id>/alias")
@needs(Power.DECIDE)
def create_alias(mail_id: int) -> ResponseReturnValue:
    """The unknown address is that contact's too; field ``contact_id``."""
    with parts().db.write() as session:
        mail, contact = mail_or_404(session, mail_id), _contact(session)
        if "decline" in request.form:
            reasons = [a.reason for a in aliases(session, mail) if a.contact_id == contact.id]
            decision = _decline(
                session, DecisionKind.ALIAS, f"mail:{mail_id}", contact, "".join(reasons)
            )
            return _decided(mail, decision, f"Not {contact.name}'s address.")
        decision = accept_alias(
            session,
            mail_id,
            contact.id,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
        )
        return _decided(mail, decision, f"{mail.from_address} is {contact.name}'s too.")


@bp.post("/mails/<int:mail_id>/person")
@needs(Power.DECIDE)
def create_person(mail_id: int) -> ResponseReturnValue:
    """The writer takes part in a project from now on; field ``project_id``."""
    with parts().db.write() as session:
        mail, project = mail_or_404(session, mail_id), _project(session)
        if "decline" in request.form:
            reasons = [n.reason for n in newcomers(session, mail) if n.project_id == project.id]
            decision = _decline(
                session, DecisionKind.PERSON, f"mail:{mail_id}", project, "".join(reasons)
            )
            return _decided(mail, decision, f"Not added to {project.name}.")
        decision = accept_newcomer(
            session,
            mail_id,
            project.id,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
        )
        return _decided(mail, decision, f"Added to {project.name}.")


@bp.post("/mails/<int:mail_id>/sender")
@needs(Power.DECIDE)
def create_sender(mail_id: int) -> ResponseReturnValue:
    """The forwarded mail is that contact's; field ``contact_id``."""
    with parts().db.write() as session:
        mail, contact = mail_or_404(session, mail_id), _contact(session)
        original = original_sender(mail)
        reason = original.evidence if original else ""
        if "decline" in request.form:
            decision = _decline(session, DecisionKind.SENDER, f"mail:{mail_id}", contact, reason)
            return _decided(mail, decision, f"Not from {contact.name}.")
        decision = accept_sender(
            session,
            mail_id,
            contact.id,
            reason=reason,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
        )
        return _decided(mail, decision, f"First written by {contact.name}.")


@bp.post("/filings/<int:decision_id>/undo")
@needs(Power.DECIDE)
def delete_decision(decision_id: int) -> ResponseReturnValue:
    """It was a wrong click: as it was before."""
    with parts().db.write() as session:
        decision = session.get(Decision, decision_id)
        if decision is None:
            raise NotFound
        thread = _thread_of(session, decision)
        undo_decision(session, decision_id, by=mover())
        back = thread.id
    parts().bell.ring("converse")
    flash("Taken back.")
    return redirect(url_for("inbox.show", thread_id=back), code=303)


def mover() -> Mover:
    """The signed-in user, who moves mail now."""
    p = parts()
    return Mover(p.settings, p.signing_key, current_user().id, current_actor(), now())


def _why_moved(session: Session, mail: Mail, project: Project) -> str:
    assert mail.thread is not None
    wanted = DecisionKind.REFILE, f"mail:{mail.id}", f"project:{project.id}"
    found = proposals_for(session, mail.thread)
    return "".join(p.reason for p in found if (p.kind, p.subject, p.target) == wanted)


def _typed() -> str:
    return request.form.get("reason", "").strip()[:300]


def _target(session: Session) -> int | None:
    return _project(session).id if request.form.get("project_id") else None


def _project(session: Session) -> Project:
    """The project that was chosen, if the user sees it."""
    project_id = request.form.get("project_id", type=row_id)
    if project_id is None:
        raise BadRequest
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound
    check_visible(session, project_id, f"project:{project_id}")
    return project


def _contact(session: Session) -> Contact:
    """The contact that was chosen, if the user works for her client."""
    contact_id = request.form.get("contact_id", type=row_id)
    if contact_id is None:
        raise BadRequest
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFound
    seen = select(Project.id).where(Project.client_id == contact.client_id, is_visible(Project.id))
    if session.scalar(seen.limit(1)) is None:
        raise Foreign(f"contact:{contact_id}")
    return contact


def _why_there(session: Session, thread: Thread, project: Project) -> str:
    """What spoke for a project, in the words of the proposal."""
    last = next((mail for mail in reversed(thread.mails) if mail.kind == "human"), None)
    found = proposals(session, last) if last else []
    return next((each.reason for each in found if each.project_id == project.id), "")


def _decline(
    session: Session, kind: DecisionKind, subject: str, target: Project | Contact, reason: str
) -> Decision:
    if not reason:
        raise Refused("this is not proposed any more: look again at what is")
    name = "project" if isinstance(target, Project) else "contact"
    return decline(
        session,
        kind,
        subject,
        f"{name}:{target.id}",
        reason=reason,
        user_id=current_user().id,
        actor=current_actor(),
        now=now(),
    )


def _decided(mail: Mail, decision: Decision, words: str) -> ResponseReturnValue:
    parts().bell.ring("converse")
    flash(words, undo_of(decision))
    return redirect(
        url_for("inbox.show", thread_id=mail.thread_id, _anchor=f"mail-{mail.id}"), code=303
    )


def _moved(moved: Refiled) -> ResponseReturnValue:
    parts().bell.ring("converse")
    place = moved.thread.project.name if moved.thread.project else "the undecided mails"
    words = f"Moved to {place}; what came of it is taken back."
    if moved.told:
        updates = ", ".join(f"{d.number} to {d.contact.first_name}" for d in moved.told)
        words += f" Sent before with its words: update {updates}."
    words += "".join(f" {_kept(draft, moved.thread.project)}" for draft in moved.drafts)
    flash(words, undo_of(moved.decision))
    return redirect(url_for("inbox.show", thread_id=moved.thread.id), code=303)


def _kept(draft: Response, project: Project | None) -> str:
    """What became of an answer of ours that has not left."""
    name = draft.contact.first_name
    if project is None:
        return f"The draft to {name} waits until it is filed."
    if draft.contact.client_id != project.client_id:
        return f"The draft to {name} is not shown there; undone, it is back."
    return f"The draft to {name} came along."


def undo_of(decision: Decision) -> str:
    """What a flashed message needs to offer the undo of a filing."""
    return f"undo:{url_for('inbox.filing.delete_decision', decision_id=decision.id)}"


def _thread_of(session: Session, decision: Decision) -> Thread:
    """The conversation of a decision, if the user sees it."""
    kind, _, number = decision.subject.partition(":")
    if not number.isdecimal() or kind not in ("thread", "mail"):
        raise NotFound
    if kind == "mail":
        thread_id = mail_or_404(session, int(number)).thread_id
        return session.get_one(Thread, thread_id)
    return thread_or_404(session, int(number))
