"""Themes: what clients say again and again, what we changed because of it, or why nothing."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.engagement.theme_quotes import untell
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Theme, ThemeQuote, ThemeState
from orchestrator.record.append import Action, Actor, record

LONGEST_NAME: Final = 80
LONGEST: Final = 250


def add_theme(
    session: Session, name: str, text: str, *, user_id: int, actor: Actor, now: datetime
) -> Theme:
    """Begin a theme that has no quote yet.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
    """
    theme = Theme(user_id=user_id, created_at=now, **_words(name, text))
    session.add(theme)
    session.flush()
    _record(session, theme, actor=actor, now=now, name=theme.name, text=theme.text)
    return theme


def rename_theme(
    session: Session, theme_id: int, name: str, text: str, *, actor: Actor, now: datetime
) -> Theme:
    """Call it otherwise; the record keeps what it was called.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: nothing would be other than before.
    """
    theme, words = session.get_one(Theme, theme_id), _words(name, text)
    if words == {"name": theme.name, "text": theme.text}:
        raise Refused("nothing is other than it was")
    theme.name, theme.text = words["name"], words["text"]
    _record(session, theme, actor=actor, now=now, **words)
    return theme


def settle_theme(
    session: Session,
    theme_id: int,
    state: ThemeState,
    outcome: str,
    *,
    actor: Actor,
    now: datetime,
) -> Theme:
    """Say what was changed, or why nothing is.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is settled already.
    """
    needs = "say what we changed" if state is ThemeState.CHANGED else "say why nothing is changed"
    said = _one_line(outcome, "outcome", needs, LONGEST)
    theme = _move(session, theme_id, ThemeState.OPEN, state, said, now)
    _record(session, theme, actor=actor, now=now, outcome=said)
    return theme


def reopen_theme(
    session: Session, theme_id: int, *, actor: Actor, now: datetime
) -> list[tuple[int, int]]:
    """It was not settled after all: who was not told yet is not told.  The caller commits.

    Returns:
        The facts that no update tells any more, each with its project.

    Raises:
        Refused: it is open.
    """
    theme = session.get_one(Theme, theme_id)
    theme = _move(session, theme_id, theme.state, ThemeState.OPEN, "", None)
    untold = untell(session, ThemeQuote.theme_id == theme_id, now=now)
    _record(session, theme, actor=actor, now=now)
    return untold


def _words(name: str, text: str) -> dict[str, str]:
    return {
        "name": _one_line(name, "name", "give the theme a name", LONGEST_NAME),
        "text": _one_line(text, "text", "say in one sentence what it is about", LONGEST),
    }


def _one_line(typed: str, field: str, needs: str, longest: int) -> str:
    words = " ".join(typed.replace("\0", " ").split())
    if not words:
        raise UsageError(f"{field}: {needs}")
    if len(words) > longest:
        raise UsageError(f"{field}: this has {len(words)} characters; at most {longest}")
    return words


def _move(
    session: Session,
    theme_id: int,
    before: ThemeState,
    state: ThemeState,
    outcome: str,
    at: datetime | None,
) -> Theme:
    """Of two people at once, one wins.  Raises Refused for the other."""
    theme: Theme | None = None
    if before is not state:
        theme = session.scalar(
            update(Theme)
            .where(Theme.id == theme_id, Theme.state == before)
            .values(state=state, outcome=outcome, settled_at=at)
            .returning(Theme)
        )
    if theme is None:
        raise Refused("somebody has settled or opened this theme in the meantime")
    return theme


def _record(session: Session, theme: Theme, *, actor: Actor, now: datetime, **details: Any) -> None:
    record(
        session,
        Action.THEME,
        f"theme:{theme.id}",
        actor=actor,
        now=now,
        details=details,
        state=theme.state.value,
    )
