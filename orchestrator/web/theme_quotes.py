"""/themes/mails/<id> and /themes/quotes: words of a client go under a theme, or none."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.theme_quotes import (
    add_quotes,
    move_quotes,
    remove_quotes,
    restore_quotes,
)
from orchestrator.models import Direction, QuoteKind, ThemeQuote
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.decisions import page_of
from orchestrator.web.done import on_or_again
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.renewed import renew_without
from orchestrator.web.theme_forms import NEW, chosen_theme, read_quotes
from orchestrator.web.theme_proposals import proposals_of
from orchestrator.web.theme_rows import quotes_or_404, quotes_seen, theme_or_404, themes_seen
from orchestrator.web.themes import theme_choices, themes_page

bp = Blueprint("theme_quotes", __name__, url_prefix="/themes")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/mails/<int:mail_id>")
@needs(Power.WRITE)
def show(mail_id: int) -> str:
    """What one mail says that may stand in a theme."""
    return _mail_page(mail_id)


@bp.post("/quotes")
@needs(Power.WRITE)
def create() -> ResponseReturnValue:
    """Add what is ticked to a theme, which may be new; or set it aside."""
    form, ticked = Form("quotes", request.form), request.form.getlist("quote")
    mail_id = request.form.get("mail", type=row_id)
    if mail_id and (other := form.get("other").strip()):
        ticked.append(f"{QuoteKind.CHOSEN.value} mail:{mail_id} {other}")
    on, done, undo = url_for("themes.show"), "", ""
    with parts().db.write() as session:
        if mail_id:
            on = page_of(mail_or_404(session, mail_id))
        with form.trying(session):
            said = read_quotes(session, ticked)
            theme = None if "aside" in request.form else chosen_theme(session, form)
            ids = add_quotes(session, theme, said, user_id=current_user().id, **_by())
            done = f"Added to {theme.name}." if theme else "Set aside. It is proposed no more."
            undo = url_for(".create_removal", quote=ids)
    again = partial(_mail_page, mail_id) if mail_id else partial(_list_again, frozenset(ticked))
    return on_or_again(form, again, on=on, done=done, undo=undo)


@bp.post("/quotes/removal")
@needs(Power.WRITE)
def create_removal() -> ResponseReturnValue:
    """Take quotes out, as if they had never been added."""
    with parts().db.write() as session:
        quotes = _chosen(session)
        on = _page_of(quotes)
        ids = [quote.id for quote in quotes]
        renew_without(session, remove_quotes(session, ids, **_by()))
    flash("Taken out.", f"undo:{url_for('.create_return', quote=ids)}")
    return redirect(on, code=303)


@bp.post("/quotes/return")
@needs(Power.WRITE)
def create_return() -> ResponseReturnValue:
    """To take them out was a wrong click."""
    with parts().db.write() as session:
        quotes = _chosen(session)
        on = _page_of(quotes)
        restore_quotes(session, [quote.id for quote in quotes], **_by())
    flash("Taken back. They stand where they were.")
    return redirect(on, code=303)


@bp.post("/quotes/move")
@needs(Power.WRITE)
def create_move() -> ResponseReturnValue:
    """They belong to another theme."""
    with parts().db.write() as session:
        quotes = _chosen(session)
        theme = theme_or_404(session, request.values.get("theme", type=row_id))
        before, ids = quotes[0].theme_id, [quote.id for quote in quotes]
        name, theme_id = theme.name, theme.id
        renew_without(session, move_quotes(session, ids, theme, **_by()))
    flash(f"Moved to {name}.", f"undo:{url_for('.create_move', quote=ids, theme=before)}")
    return redirect(url_for("theme_page.show", theme_id=theme_id), code=303)


def _by() -> dict[str, Any]:
    return {"actor": current_actor(), "now": now()}


def _chosen(session: Session) -> list[ThemeQuote]:
    return quotes_or_404(session, request.values.getlist("quote", type=row_id))


def _page_of(quotes: Sequence[ThemeQuote]) -> str:
    theme_id = quotes[0].theme_id
    if theme_id is None:
        return url_for("themes.show")
    return url_for("theme_page.show", theme_id=theme_id)


def _list_again(ticked: frozenset[str], form: Form) -> str:
    return themes_page(form, ticked)


def _mail_page(mail_id: int, form: Form | None = None) -> str:
    """Raises NotFound for what no client wrote, or what has no project yet."""
    with parts().db.read() as session:
        mail = mail_or_404(session, mail_id)
        if mail.direction is not Direction.IN or not mail.project_id or not mail.contact:
            raise NotFound
        rows = themes_seen(session)
        themes = {row.theme.id: row.theme for row in rows}
        placed = quotes_seen(session, ThemeQuote.mail_id == mail.id)
        said = {" ".join(each.quote.words.casefold().split()) for each in placed}
        return render_template(
            "themes/quotes.html",
            mail=mail,
            back=page_of(mail),
            offered=[
                each
                for each in proposals_of(session, mail.id)
                if " ".join(each.words.casefold().split()) not in said
            ],
            placed=[(row.quote, themes.get(row.quote.theme_id or 0)) for row in placed],
            choices=theme_choices(rows),
            new=NEW,
            ticked=frozenset(request.form.getlist("quote")),
            form=form or Form("quotes"),
            errors=form.errors if form else {},
        )
