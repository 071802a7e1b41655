"""What a client's words made Off track, and two of us may clear: one asks, another agrees."""

from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ScalarSelect, Select, func, literal, select
from werkzeug.exceptions import NotFound

from orchestrator.engagement.clearing import ask_to_clear, decide_clearing
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Clearing,
    ClearingState,
    Contact,
    Mail,
    Mood,
    Project,
    ProjectStatus,
    User,
)
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    is_visible,
    may,
    needs,
)
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts

bp = Blueprint("clearings", __name__)

SHOWN_FOR = timedelta(days=30)


@bp.post("/mails/<int:mail_id>/clearing")
@needs(Power.DECIDE)
def create(mail_id: int) -> ResponseReturnValue:
    """Ask a second person to agree that what this mail made Off track is over."""
    with parts().db.write() as session:
        mail = mail_or_404(session, mail_id)
        if mail.project is None:
            raise NotFound
        try:
            ask_to_clear(
                session,
                mail_id,
                request.form.get("reason", ""),
                user_id=current_user().id,
                actor=current_actor(),
                now=now(),
            )
        except UsageError as error:
            raise Refused(str(error)) from error
        back = _page_of(mail.project)
    flash("Asked. It counts once a second person agrees.")
    return redirect(back, code=303)


@bp.post("/clearings/<int:clearing_id>/agreement")
@needs(Power.DECIDE)
def create_agreement(clearing_id: int) -> ResponseReturnValue:
    """The second person agrees."""
    return _decide(clearing_id, "Cleared by the two of you.", agreed=True)


@bp.post("/clearings/<int:clearing_id>/refusal")
@needs(Power.DECIDE)
def create_refusal(clearing_id: int) -> ResponseReturnValue:
    """The second person does not agree, or the first takes it back."""
    return _decide(clearing_id, "It stays as the client's words made it.", agreed=False)


def _decide(clearing_id: int, done: str, *, agreed: bool) -> ResponseReturnValue:
    with parts().db.write() as session:
        clearing = session.get(Clearing, clearing_id)
        if clearing is None or clearing.mail.project is None:
            raise NotFound
        check_visible(session, clearing.mail.project_id, f"mail:{clearing.mail_id}")
        decide_clearing(
            session,
            clearing_id,
            agreed=agreed,
            user_id=current_user().id,
            actor=current_actor(),
            now=now(),
        )
        back = _page_of(clearing.mail.project)
    flash(done)
    return redirect(back, code=303)


def _page_of(project: Project) -> str:
    return url_for("projects.show", slug=project.slug)


def newest_clearing() -> ScalarSelect[int | None]:
    """The id of what was asked or decided last of a mail of a `Project`, while that is news."""
    is_news = Clearing.state.in_((ClearingState.AGREED, ClearingState.REFUSED)) & (
        Clearing.decided_at >= now() - SHOWN_FOR
    )
    is_asked = Clearing.state == ClearingState.ASKED
    return (
        select(Clearing.id)
        .join(Mail, Mail.id == Clearing.mail_id)
        .where(Mail.project_id == Project.id, is_asked | is_news)
        .correlate(Project)
        .order_by(is_asked.desc(), Clearing.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def red_mail(status: ProjectStatus | None) -> int | None:
    """The mail whose words make it Off track."""
    if status is None or status.mood is not Mood.UNHAPPY:
        return None
    kind, _, number = status.source.partition(":")
    return int(number) if kind == "mail" else None


def second_words() -> Select[str, str, str, str, datetime, str]:
    """What waits for the word of a second person, and she may be that: a row of Today each."""
    hers = func.coalesce(Contact.name, func.nullif(Mail.from_name, ""), Mail.from_address)
    asks = User.name.concat(" asks: “").concat(Clearing.reason).concat("”")
    return (
        select(literal("clearing"), Project.name, hers, asks, Clearing.asked_at, Project.slug)
        .select_from(Clearing)
        .join(Mail, Mail.id == Clearing.mail_id)
        .join(Project, Project.id == Mail.project_id)
        .join(User, User.id == Clearing.asked_by)
        .outerjoin(Contact, Contact.id == Mail.contact_id)
        .where(
            Clearing.state == ClearingState.ASKED,
            Clearing.asked_by != current_user().id,
            literal(may(Power.DECIDE)),
            is_visible(Mail.project_id),
        )
    )
