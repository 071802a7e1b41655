"""A PM's word on what a mail states: into the register, or not meant so."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.registers import confirm_statement, refuse_statement, undo_statement
from orchestrator.errors import UsageError
from orchestrator.models import Mail, Statement
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.decisions import page_of
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts
from orchestrator.web.register_words import register_of

bp = Blueprint("statements", __name__, url_prefix="/statements")


@bp.post("/<int:statement_id>/confirmation")
@needs(Power.DECIDE)
def create_confirmation(statement_id: int) -> ResponseReturnValue:
    """Yes, it was said; a day may be given where the mail names none, or another was meant."""
    due_on = _day(request.form.get("due_on", ""))
    with parts().db.write() as session:
        mail = _mail_of(session, statement_id)
        row = confirm_statement(
            session,
            statement_id,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
            due_on=due_on,
        )
        words, back = f"Kept among the {register_of(row).tab.lower()}.", page_of(mail)
    return _with_undo(statement_id, words, back)


@bp.post("/<int:statement_id>/refusal")
@needs(Power.DECIDE)
def create_refusal(statement_id: int) -> ResponseReturnValue:
    """No, it was not meant so."""
    with parts().db.write() as session:
        mail = _mail_of(session, statement_id)
        refuse_statement(
            session, statement_id, user_id=current_user().id, actor=current_actor(), now=now()
        )
        back = page_of(mail)
    return _with_undo(statement_id, "Not so. Nothing is kept.", back)


@bp.post("/<int:statement_id>/undo")
@needs(Power.DECIDE)
def delete_decision(statement_id: int) -> ResponseReturnValue:
    """It was a wrong click: it is a proposal again."""
    with parts().db.write() as session:
        mail = _mail_of(session, statement_id)
        undo_statement(session, statement_id, actor=current_actor(), now=now())
        back = page_of(mail)
    flash("Taken back. It waits for your word.")
    return redirect(back, code=303)


def _with_undo(statement_id: int, words: str, back: str) -> ResponseReturnValue:
    undo = url_for("inbox.statements.delete_decision", statement_id=statement_id)
    flash(words, f"undo:{undo}")
    return redirect(back, code=303)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words.strip() else None
    except ValueError as error:
        raise UsageError("the day in “By” is none; write one such as 2026-12-04") from error


def _mail_of(session: Session, statement_id: int) -> Mail:
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise NotFound
    return mail_or_404(session, statement.mail_id)
