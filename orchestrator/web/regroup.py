"""/inbox: a person joins and splits conversations, and takes it back.

How a page calls it, each a form with its CSRF token:

    POST /inbox/<thread>/split           mail_id             that mail and what follows it
    POST /inbox/<thread>/join            into                all of it into that conversation
    POST /inbox/proposals/decline        kind subject target  as in `proposed.Proposed`
    POST /inbox/decisions/<id>/undo

What may be done: `conversation.proposed.proposals_for(session, thread)`.  Each answers
303 to the conversation that the mails are in now; after a join and a split the message
carries its undo.
"""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from orchestrator.conversation.proposed import proposals_for
from orchestrator.conversation.regroup import join_threads, split_thread
from orchestrator.conversation.undecided import decline
from orchestrator.engagement.dispute_joins import join_cases
from orchestrator.models import Decision, DecisionKind, Mail, Thread
from orchestrator.refiling.undo import undo_join
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.filing import mover, undo_of
from orchestrator.web.ids import LARGEST_ID, row_id
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404

bp = Blueprint("regroup", __name__)


@bp.post("/<int:thread_id>/split")
@needs(Power.DECIDE)
def create_split(thread_id: int) -> ResponseReturnValue:
    """Take a mail and what follows it out."""
    mail_id = request.form.get("mail_id", type=row_id)
    if mail_id is None:
        raise BadRequest
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        mail = session.get(Mail, mail_id)
        if mail is None or mail.thread_id != thread.id:
            raise NotFound
        reason = _reason(session, thread, f"mail:{mail_id}", f"thread:{thread.id}")
        new = split_thread(
            session, mail_id, actor=current_actor(), user_id=current_user().id, now=now(),
            reason=reason,
        ).id  # fmt: skip
        join_cases(session, [thread.id, new], actor=current_actor(), now=now())
        undo = _undo_of(session)
    flash("Split. Later mail goes to the part it answers.", undo)
    return redirect(url_for("inbox.show", thread_id=new), code=303)


@bp.post("/<int:thread_id>/join")
@needs(Power.DECIDE)
def create_join(thread_id: int) -> ResponseReturnValue:
    """Put all of a conversation into another that the user sees."""
    into_id = request.form.get("into", type=row_id)
    if into_id is None:
        raise BadRequest
    with parts().db.write() as session:
        thread, into = thread_or_404(session, thread_id), thread_or_404(session, into_id)
        reason = _reason(session, thread, f"thread:{thread_id}", f"thread:{into_id}")
        is_undecided = thread.project_id is None and into.project_id is not None
        join_threads(
            session, thread_id, into_id, actor=current_actor(), user_id=current_user().id,
            now=now(), reason=reason,
        )  # fmt: skip
        join_cases(session, [into_id], actor=current_actor(), now=now())
        undo = _undo_of(session)
    if is_undecided:
        parts().bell.ring("converse")
    flash("Joined.", undo)
    return redirect(url_for("inbox.show", thread_id=into_id), code=303)


@bp.post("/proposals/decline")
@needs(Power.DECIDE)
def decline_proposal() -> ResponseReturnValue:
    """No: propose this no more."""
    kind, subject = request.form.get("kind", ""), request.form.get("subject", "")
    target = request.form.get("target", "")
    if kind not in (DecisionKind.JOIN, DecisionKind.SPLIT):
        raise BadRequest
    with parts().db.write() as session:
        thread = _thread_of(session, subject)
        _thread_of(session, target)
        reason = _reason(session, thread, subject, target)
        decline(
            session, DecisionKind(kind), subject, target, reason=reason,
            user_id=current_user().id, actor=current_actor(), now=now(),
            project_id=thread.project_id,
        )  # fmt: skip
        back = thread.id
    flash("Left as it is.")
    return redirect(url_for("inbox.show", thread_id=back), code=303)


@bp.post("/decisions/<int:decision_id>/undo")
@needs(Power.DECIDE)
def undo_decision(decision_id: int) -> ResponseReturnValue:
    """As it was before, with the mail that came since."""
    with parts().db.write() as session:
        decision = session.get(Decision, decision_id)
        if decision is None or decision.kind not in (DecisionKind.JOIN, DecisionKind.SPLIT):
            raise NotFound
        _thread_of(session, decision.subject)
        _thread_of(session, decision.target)
        back, _ = undo_join(session, decision_id, by=mover())
        thread_id = back.id
    parts().bell.ring("converse")
    flash("Undone.")
    return redirect(url_for("inbox.show", thread_id=thread_id), code=303)


def _thread_of(session: Session, name: str) -> Thread:
    """The conversation of ``thread:3`` or ``mail:12``, if the user may see it."""
    kind, _, number = name.partition(":")
    if kind not in ("thread", "mail") or not number.isdecimal() or int(number) > LARGEST_ID:
        raise BadRequest
    if kind == "thread":
        return thread_or_404(session, int(number))
    mail = session.get(Mail, int(number))
    if mail is None or mail.thread_id is None:
        raise NotFound
    return thread_or_404(session, mail.thread_id)


def _reason(session: Session, thread: Thread, subject: str, target: str) -> str:
    """What spoke for it, where it had been proposed."""
    named = {(each.subject, each.target): each.reason for each in proposals_for(session, thread)}
    return named.get((subject, target), "")


def _undo_of(session: Session) -> str:
    """What a flashed message needs to offer the undo of the newest decision."""
    session.flush()
    newest = session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()
    if newest.kind is DecisionKind.FILE:  # That alone has joined the two.
        return undo_of(newest)
    return f"undo:{url_for('inbox.regroup.undo_decision', decision_id=newest.id)}"
