"""/p/<slug>/team: what our people and their tools propose, and by which ways it may come."""

from functools import partial
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.api_tokens import add_token, revoke_token
from orchestrator.engagement.hooks import MOST_WORDS, add_hook, confirm_mapping, revoke_hook
from orchestrator.engagement.proposals import drop_proposal, take_proposal, undo_proposal
from orchestrator.errors import Refused
from orchestrator.models import (
    ApiToken,
    Hook,
    Meaning,
    Project,
    Proposal,
    TeamMail,
    Tracker,
    User,
)
from orchestrator.record.append import Action, record
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.done import on_or_again
from orchestrator.web.fact_forms import FACT_KINDS, IMPACTS, read_fact
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form, read_word
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.team_rows import STATES, page_of

bp = Blueprint("team", __name__, url_prefix="/p/<slug>/team")
bp.url_value_preprocessor(refuse_impossible)

TRACKERS: Final = {Tracker.GITHUB: "GitHub", Tracker.GITLAB: "GitLab", Tracker.JIRA: "Jira"}
MEANINGS: Final = {
    "": "Nothing by itself",
    Meaning.DONE: "Done",
    Meaning.NEXT: "Next",
    Meaning.PROBLEM: "Problem, bad news",
    Meaning.IGNORED: "Never for the client",
}
_REACH: Final = {"project": "This project", "all": "All projects that I work on"}
_WORD: Final = "word-"


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """What waits for a decision, and the ways by which more comes."""
    return _page(slug)


@bp.post("/proposals/<int:proposal_id>/fact")
@needs(Power.DECIDE)
def create_fact(slug: str, proposal_id: int) -> ResponseReturnValue:
    """Take it, in the words that were typed: the next update tells it."""
    form = read_fact(request.form, f"take{proposal_id}")
    values = {name: form.values[name] for name in ("text", "kind", "impact")}
    with parts().db.write() as session:
        proposal = _proposal(session, slug, proposal_id)
        if not form.errors:
            with form.trying(session):
                take_proposal(session, proposal, **values, **_decision())
    undo = url_for(".delete_decision", slug=slug, proposal_id=proposal_id)
    return _answer(slug, form, "Taken. The next update tells it.", undo)


@bp.post("/proposals/<int:proposal_id>/drop")
@needs(Power.DECIDE)
def create_drop(slug: str, proposal_id: int) -> ResponseReturnValue:
    """Nobody is told."""
    with parts().db.write() as session:
        drop_proposal(session, _proposal(session, slug, proposal_id), **_decision())
    undo = url_for(".delete_decision", slug=slug, proposal_id=proposal_id)
    return _answer(slug, None, "Dropped. Nobody is told.", undo)


@bp.post("/proposals/<int:proposal_id>/undo")
@needs(Power.DECIDE)
def delete_decision(slug: str, proposal_id: int) -> ResponseReturnValue:
    """It was a wrong click: it waits again."""
    with parts().db.write() as session:
        proposal = _proposal(session, slug, proposal_id)
        undo_proposal(session, proposal, actor=current_actor(), now=now())
    return _answer(slug, None, "Taken back. It waits for you.")


@bp.post("/address")
@needs(Power.OPERATE)
def create_address(slug: str) -> ResponseReturnValue:
    """A new team address; mail to the old one proposes nothing any more."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        epoch = update(Project).where(Project.id == project.id)
        session.execute(epoch.values(team_epoch=Project.team_epoch + 1))
        strays = update(TeamMail).where(
            TeamMail.project_id == project.id,
            TeamMail.user_id.is_(None),
            TeamMail.seen_at.is_(None),
        )
        session.execute(strays.values(seen_at=now()))
        _note(session, project, "team address")
    return _answer(slug, None, "There is a new address. Tell your team.")


@bp.post("/mails/seen")
@needs(Power.DECIDE)
def create_seen(slug: str) -> ResponseReturnValue:
    """Take note that somebody else has the address."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        strays = update(TeamMail).where(
            TeamMail.project_id == project.id,
            TeamMail.user_id.is_(None),
            TeamMail.seen_at.is_(None),
        )
        if session.scalars(strays.values(seen_at=now()).returning(TeamMail.mail_id)).all():
            _note(session, project, "team address seen")
    return _answer(slug, None, "Noted.")


@bp.post("/tokens")
@needs(Power.DECIDE)
def create_token(slug: str) -> ResponseReturnValue:
    """A token for a program; its secret stands on the answer and nowhere else."""
    form, secret = Form("token", request.form), ""
    reach = form.get("reach")
    if reach not in _REACH:
        form.fail("reach", "Choose one of the list.")
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        user = session.get_one(User, current_user().id)
        if not form.errors:
            with form.trying(session):
                only = project if reach == "project" else None
                _, secret = add_token(session, user, only, form.get("name"), **_by())
    if form.errors:
        return _page(slug, form), 400
    return _page(slug, made=("token", secret)), 201


@bp.post("/tokens/<int:token_id>/revoke")
@needs(Power.DECIDE)
def delete_token(slug: str, token_id: int) -> ResponseReturnValue:
    """It opens nothing any more.  One for all projects of somebody is revoked by that person."""
    with parts().db.write() as session:
        project, token = project_or_404(session, slug), session.get(ApiToken, token_id)
        is_mine = token is not None and token.project_id is None and _is_mine(token)
        if token is None or not (token.project_id == project.id or is_mine):
            raise NotFound
        revoke_token(session, token, **_by())
    return _answer(slug, None, "Revoked. It opens nothing any more.")


@bp.post("/hooks")
@needs(Power.DECIDE)
def create_hook(slug: str) -> ResponseReturnValue:
    """A hook for a tracker; its secret stands on the answer and nowhere else."""
    form, secret = Form("hook", request.form), ""
    tracker, keys = read_word(form, "tracker", Tracker), parts().settings.keys
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        if tracker is not None:
            with form.trying(session):
                name = form.get("name")
                _, secret = add_hook(session, project, tracker, name, keys=keys, **_decision())
    if form.errors:
        return _page(slug, form), 400
    return _page(slug, made=("hook", secret)), 201


@bp.post("/hooks/<int:hook_id>/mapping")
@needs(Power.DECIDE)
def create_mapping(slug: str, hook_id: int) -> ResponseReturnValue:
    """Say what its words mean: from now on its issues are proposed."""
    form = Form(f"map{hook_id}", request.form)
    mapping = {
        name.removeprefix(_WORD): Meaning(meaning)
        for name, meaning in request.form.items()
        if name.startswith(_WORD) and meaning in set(Meaning)
    }
    with parts().db.write() as session:
        hook = _hook(session, slug, hook_id)
        if not set(mapping.values()) - {Meaning.IGNORED}:
            form.fail("words", "Say of at least one word what it means to the client.")
        elif len(mapping) > MOST_WORDS or any(len(word) > 60 for word in mapping):
            form.fail("words", f"At most {MOST_WORDS} words, of 60 characters each.")
        else:
            confirm_mapping(session, hook, mapping, user_id=current_user().id, **_by())
    return _answer(slug, form, "Noted. What its issues say is proposed from now on.")


@bp.post("/hooks/<int:hook_id>/revoke")
@needs(Power.DECIDE)
def delete_hook(slug: str, hook_id: int) -> ResponseReturnValue:
    """It is heard no more; what it proposed stays."""
    with parts().db.write() as session:
        revoke_hook(session, _hook(session, slug, hook_id), **_by())
    return _answer(slug, None, "Ended. It is heard no more.")


def _proposal(session: Session, slug: str, proposal_id: int) -> Proposal:
    """Raises NotFound unless it is of this project, which the user sees."""
    project, row = project_or_404(session, slug), session.get(Proposal, proposal_id)
    if row is None or row.project_id != project.id:
        raise NotFound
    return row


def _hook(session: Session, slug: str, hook_id: int) -> Hook:
    """Raises NotFound unless it is of this project, Refused where it was ended."""
    project, hook = project_or_404(session, slug), session.get(Hook, hook_id)
    if hook is None or hook.project_id != project.id:
        raise NotFound
    if hook.revoked_at is not None:
        raise Refused("somebody has ended this hook in the meantime")
    return hook


def _is_mine(token: ApiToken) -> bool:
    return token.user_id == current_user().id


def _by() -> dict[str, Any]:
    return {"actor": current_actor(), "now": now()}


def _decision() -> dict[str, Any]:
    return {"user_id": current_user().id} | _by()


def _note(session: Session, project: Project, change: str) -> None:
    obj = f"project:{project.id}"
    record(
        session,
        Action.CONFIG_CHANGE,
        obj,
        project_id=project.id,
        details=None,
        change=change,
        **_by(),
    )


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    here = request.form.get("from") != "today"
    on = url_for(".show", slug=slug) if here else url_for("today.show")
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None, *, made: tuple[str, str] = ("", "")) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        page = page_of(session, project)
        forms = {f"take{row.id}": Form(f"take{row.id}", _typed(row)) for row in page.waiting}
        forms |= {f"map{row.hook.id}": Form(f"map{row.hook.id}") for row in page.hooks}
        forms |= {"token": Form("token"), "hook": Form("hook")}
        return render_template(
            "projects/team.html",
            project=project,
            tabs=tabs_of(session, project, "team"),
            page=page,
            states=STATES,
            trackers=TRACKERS,
            meanings=MEANINGS,
            reach=_REACH,
            fact_kinds=FACT_KINDS,
            impacts=IMPACTS,
            made=made,
            me=current_user().id,
            errors=form.errors if form else {},
            forms=forms | ({form.name: form} if form else {}),
        )


def _typed(row: Proposal) -> dict[str, str]:
    return {"text": row.text, "kind": row.kind.value, "impact": row.impact.value}
