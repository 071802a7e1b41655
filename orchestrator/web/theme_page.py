"""/themes/<id>: the quotes of a theme, what we changed because of them, and who hears of it."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from orchestrator.engagement.theme_telling import (
    Hearer,
    changed_words,
    tell_changed,
    untold_hearers,
)
from orchestrator.engagement.themes import rename_theme, reopen_theme, settle_theme
from orchestrator.errors import UsageError
from orchestrator.models import AuditEntry, Theme, ThemeQuote, ThemeState
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.done import on_or_again
from orchestrator.web.history import steps_of
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.naming import names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.renewed import renew_without
from orchestrator.web.theme_rows import KINDS, STATES, quotes_seen, theme_or_404, themes_seen

bp = Blueprint("theme_page", __name__, url_prefix="/themes/<int:theme_id>")
bp.url_value_preprocessor(refuse_impossible)

SHOWN: Final = 100
_OUTCOMES: Final = {
    "change": (ThemeState.CHANGED, "Changed."),
    "drop": (ThemeState.DROPPED, "Dropped."),
}


@bp.get("")
@needs(Power.READ)
def show(theme_id: int) -> str:
    """One theme."""
    return _page(theme_id)


@bp.post("/name")
@needs(Power.WRITE)
def create_name(theme_id: int) -> ResponseReturnValue:
    """Call it otherwise."""
    form = Form("theme", request.form)
    with parts().db.write() as session:
        theme_or_404(session, theme_id)
        with form.trying(session):
            rename_theme(session, theme_id, form.get("name"), form.get("text"), **_by())
    return _answer(theme_id, form, "Changed.")


@bp.post("/change")
@needs(Power.DECIDE)
def create_change(theme_id: int) -> ResponseReturnValue:
    """We changed something; whoever is ticked hears of it."""
    return _settle(theme_id, "change")


@bp.post("/drop")
@needs(Power.DECIDE)
def create_drop(theme_id: int) -> ResponseReturnValue:
    """Nothing is changed, and why."""
    return _settle(theme_id, "drop")


@bp.post("/undo")
@needs(Power.DECIDE)
def delete_outcome(theme_id: int) -> ResponseReturnValue:
    """It is open again; who was not told yet is not told."""
    with parts().db.write() as session:
        theme_or_404(session, theme_id)
        renew_without(session, reopen_theme(session, theme_id, **_by()))
    return _answer(theme_id, None, "Taken back. The theme is open.")


@bp.post("/telling")
@needs(Power.DECIDE)
def create_telling(theme_id: int) -> ResponseReturnValue:
    """Whoever is ticked hears what was changed."""
    form = Form("telling", request.form)
    with parts().db.write() as session:
        theme = theme_or_404(session, theme_id)
        with form.trying(session):
            if theme.state is not ThemeState.CHANGED:
                raise UsageError("tell: say first what we changed")
            if not _tell(session, theme):
                raise UsageError("tell: tick at least one person")
    return _answer(theme_id, form, "Noted. Their next update says it, once you approve it.")


def in_words(_action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """An entry about a theme as a sentence; what was erased is left out."""
    if "outcome" in details:
        _, word = STATES[ThemeState(fields["state"])]
        return f"{word}: {details['outcome']}"
    if "name" in details:
        return f"Called “{details['name']}”: {details['text']}"
    return "Open again"


def _settle(theme_id: int, outcome: str) -> ResponseReturnValue:
    form = Form(outcome, request.form)
    state, done = _OUTCOMES[outcome]
    with parts().db.write() as session:
        theme_or_404(session, theme_id)
        with form.trying(session):
            theme = settle_theme(session, theme_id, state, form.get("outcome"), **_by())
            if state is ThemeState.CHANGED and (told := _tell(session, theme)):
                done = f"Changed. {' and '.join(told)} will read it once you approve the update."
    return _answer(theme_id, form, done, url_for(".delete_outcome", theme_id=theme_id))


def _tell(session: Session, theme: Theme) -> list[str]:
    """Tell whoever is ticked, of those whose quotes the user may read; return their names."""
    ticked = set(request.form.getlist("tell"))
    hearers = [each for each in _hearers(session, theme) if each.key in ticked]
    tell_changed(session, theme, hearers, **_by())
    return [each.contact.first_name for each in hearers]


def _hearers(session: Session, theme: Theme) -> list[Hearer]:
    rows = quotes_seen(session, ThemeQuote.theme_id == theme.id)
    return untold_hearers(session, [row.quote for row in rows])


def _by() -> dict[str, Any]:
    return {"actor": current_actor(), "now": now()}


def _answer(theme_id: int, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", theme_id=theme_id)
    return on_or_again(form, partial(_page, theme_id), on=on, done=done, undo=undo)


def _page(theme_id: int, form: Form | None = None) -> str:
    with parts().db.read() as session:
        theme, code = theme_or_404(session, theme_id), f"theme:{theme_id}"
        rows, themes = quotes_seen(session, ThemeQuote.theme_id == theme_id), themes_seen(session)
        hearers = untold_hearers(session, [row.quote for row in rows])
        # What was done with single quotes is theirs who may read those.
        steps = steps_of(session, [code], in_words, AuditEntry.project_id.is_(None))[code]
        forms = [Form("theme", {"name": theme.name, "text": theme.text}), Form("change")]
        forms += [Form("drop"), Form("telling")]
        return render_template(
            "themes/show.html",
            theme=theme,
            rows=rows[:SHOWN],
            row=next(each for each in themes if each.theme.id == theme_id),
            others=[
                each.theme
                for each in themes
                if each.theme.id != theme_id and each.theme.state is not ThemeState.DROPPED
            ],
            hearers=hearers,
            words=changed_words,
            steps=steps,
            names=names_of(session, {step.by for step in steps}),
            states=STATES,
            kinds=KINDS,
            ticked=frozenset(request.form.getlist("tell")),
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )
