"""A person's word on what no mail does by itself: done, or not to be done."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.not_sent import not_sent
from orchestrator.digest.respond import Typed, keep_apart
from orchestrator.engagement.tasks import finish_task, reopen_task, unproven
from orchestrator.models import Mail, Task, TaskKind, TaskState
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.decisions import page_of
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts

bp = Blueprint("tasks", __name__, url_prefix="/tasks")
bp.app_template_global("unproven")(unproven)

WORDS = {
    TaskKind.ADDRESS: "New address",
    TaskKind.PERSON: "Somebody to be added",
    TaskKind.ERASE: "Data to be erased",
    TaskKind.DATA: "Asks for the data we hold",
    TaskKind.WHO_SEES: "Asks who sees this",
    TaskKind.CODE: "A code that changed nothing",
    TaskKind.WRONG: "Called wrong by the client",
    TaskKind.CHURN: "Speaks of leaving",
    TaskKind.INVOICE: "Disputes an invoice",
    TaskKind.TURNING: "Gets unhappier",
    TaskKind.STAND_IN: "Is named as stand-in",
    TaskKind.NOT_SENT: "Asks what was not sent",
}


@bp.app_template_global()
def task_words(task: Task) -> str:
    """What is to be done, as a heading."""
    return WORDS[task.kind]


@bp.post("/<int:task_id>/done")
@needs(Power.DECIDE)
def create_done(task_id: int) -> ResponseReturnValue:
    """She did it."""
    return _finish(task_id, TaskState.DONE, "Done.")


@bp.post("/<int:task_id>/draft")
@needs(Power.WRITE)
def create_draft(task_id: int) -> ResponseReturnValue:
    """Write the answer for her, to be read and sent by a person."""
    with parts().db.write() as session:
        mail = _mail_of(session, task_id)
        task = session.get_one(Task, task_id)
        if task.kind is not TaskKind.NOT_SENT or mail.project is None or mail.thread_id is None:
            raise NotFound
        # To the address that asked, whoever else writes in the conversation.
        typed = Typed(not_sent(session, task.contact, mail.project), mail.from_address)
        by: dict[str, Any] = {"user_id": current_user().id, "actor": current_actor()}
        draft = keep_apart(session, mail.thread_id, typed, **by, now=now())
        draft_id, thread_id = draft.id, mail.thread_id
    undo = url_for("inbox.responses.drop", response_id=draft_id)
    flash("Written below, from what was not sent. Read it before you send it.", f"undo:{undo}")
    back = url_for("inbox.show", thread_id=thread_id, draft=draft_id, _anchor="respond")
    return redirect(back, code=303)


@bp.post("/<int:task_id>/refusal")
@needs(Power.DECIDE)
def create_refusal(task_id: int) -> ResponseReturnValue:
    """It is not to be done."""
    return _finish(task_id, TaskState.REFUSED, "Not to be done.")


@bp.post("/<int:task_id>/undo")
@needs(Power.DECIDE)
def delete_decision(task_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    with parts().db.write() as session:
        mail = _mail_of(session, task_id)
        reopen_task(session, task_id, actor=current_actor(), now=now())
        back = page_of(mail)
    flash("Taken back. It waits again.")
    return redirect(back, code=303)


def _finish(task_id: int, state: TaskState, words: str) -> ResponseReturnValue:
    with parts().db.write() as session:
        mail = _mail_of(session, task_id)
        finish_task(
            session,
            task_id,
            state,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
        )
        back = page_of(mail)
    flash(words, f"undo:{url_for('inbox.tasks.delete_decision', task_id=task_id)}")
    return redirect(back, code=303)


def _mail_of(session: Session, task_id: int) -> Mail:
    task = session.get(Task, task_id)
    if task is None:
        raise NotFound
    return mail_or_404(session, task.mail_id)
