"""/themes: what clients say again and again, over the projects of the user."""

from collections import defaultdict
import json
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.engagement.themes import add_theme
from orchestrator.models import ThemeQuote, ThemeState
from orchestrator.record.append import Action, record
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.done import on_or_again
from orchestrator.web.exports import as_file, csv_of
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.theme_forms import NEW
from orchestrator.web.theme_proposals import MISSED_WITHIN, SHOWN, grouped, proposals
from orchestrator.web.theme_rows import KINDS, STATES, QuoteRow, ThemeRow, quotes_seen, themes_seen
from orchestrator.web.words import local

bp = Blueprint("themes", __name__, url_prefix="/themes")

ROWS: Final = 50
COLUMNS: Final = (
    "theme", "name", "text", "state", "outcome", "settled_at", "kind", "words", "who", "project",
    "said_on", "source", "told_at",
)  # fmt: skip


@bp.get("")
@needs(Power.READ)
def show() -> str:
    """The themes, and what belongs to none yet."""
    return themes_page()


@bp.post("")
@needs(Power.WRITE)
def create() -> ResponseReturnValue:
    """Begin a theme that has no quote yet."""
    form, on = Form("theme", request.form), url_for(".show")
    with parts().db.write() as session, form.trying(session):
        theme = add_theme(
            session, form.get("name"), form.get("text"),
            user_id=current_user().id, actor=current_actor(), now=now(),
        )  # fmt: skip
        on = url_for("theme_page.show", theme_id=theme.id)
    return on_or_again(form, themes_page, on=on, done="A new theme. Add quotes to it.")


@bp.post("/export")
@needs(Power.READ)
def create_export() -> ResponseReturnValue:
    """All themes with their quotes as a file, with an entry in the record."""
    kind = request.form.get("as", "csv")
    if kind not in ("csv", "jsonl"):
        raise BadRequest
    with parts().db.write() as session:
        rows = themes_seen(session)
        said = _by_theme(quotes_seen(session))
        quotes = sum(len(said[row.theme.id]) for row in rows)
        record(
            session, Action.VIEW, "view:themes", actor=current_actor(), now=now(),
            exported=kind, themes=len(rows), quotes=quotes,
        )  # fmt: skip
        if kind == "csv":
            lines = [
                _theme_json(row) | quote
                for row in rows
                for quote in [_quote_json(each) for each in said[row.theme.id]] or [{}]
            ]
            return as_file(csv_of(COLUMNS, lines), "themes.csv", "text/csv")
        found = (
            _theme_json(row) | {"quotes": [_quote_json(each) for each in said[row.theme.id]]}
            for row in rows
        )
        text = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in found)
        return as_file(text, "themes.jsonl", "application/x-ndjson")


def themes_page(form: Form | None = None, ticked: frozenset[str] = frozenset()) -> str:
    """The page, with a form that comes back and the quotes that were ticked in it."""
    with parts().db.read() as session:
        # What is older than all that is proposed cannot be the same.
        lately = ThemeQuote.said_at >= now() - MISSED_WITHIN
        rows, placed = themes_seen(session), quotes_seen(session, lately)
        said = _by_theme(placed)
        open_ = [row.theme for row in rows if row.theme.state is ThemeState.OPEN]
        found = proposals(session, placed)
        groups = grouped(
            found, [(theme, [each.quote.words for each in said[theme.id]]) for theme in open_]
        )
        forms = [Form("theme"), Form("quotes")]
        first = max(0, request.args.get("after", 0, type=int))
        return render_template(
            "themes/index.html",
            rows=rows[first : first + ROWS],
            total=len(rows),
            opened=len(open_),
            after=first + ROWS if len(rows) > first + ROWS else None,
            is_first=first == 0,
            groups=groups[:SHOWN],
            left=sum(len(group.proposals) for group in groups[SHOWN:]),
            found=len(found),
            choices=theme_choices(rows),
            new=NEW,
            states=STATES,
            ticked=ticked,
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )


def theme_choices(rows: list[ThemeRow]) -> list[tuple[str, str]]:
    """Where a quote may go: a new theme, or one that was not dropped."""
    kept = [row.theme for row in rows if row.theme.state is not ThemeState.DROPPED]
    return [(NEW, "A new theme"), *((str(theme.id), theme.name) for theme in kept)]


def _by_theme(rows: list[QuoteRow]) -> dict[int | None, list[QuoteRow]]:
    found: dict[int | None, list[QuoteRow]] = defaultdict(list)
    for row in rows:
        found[row.quote.theme_id].append(row)
    return found


def _theme_json(row: ThemeRow) -> dict[str, Any]:
    theme = row.theme
    return {
        "theme": f"theme:{theme.id}",
        "name": theme.name,
        "text": theme.text,
        "state": theme.state.value,
        "outcome": theme.outcome,
        "settled_at": theme.settled_at.isoformat() if theme.settled_at else "",
    }


def _quote_json(row: QuoteRow) -> dict[str, Any]:
    quote = row.quote
    return {
        "kind": KINDS[quote.kind],
        "words": quote.words,
        "who": quote.contact.name,
        "project": quote.project.name,
        "said_on": local(quote.said_at).date().isoformat(),
        "source": quote.source,
        "told_at": row.told_at.isoformat() if row.told_at else "",
    }
