"""What the studio's clients say again and again, and what Maya changed because of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import HARBOR, ORCHARD, PINECREST, Chapter
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.theme_quotes import Said, add_quotes, said_as_expected, said_in
from orchestrator.engagement.theme_telling import tell_changed, untold_hearers
from orchestrator.engagement.themes import add_theme, settle_theme
from orchestrator.models import (
    Expectation,
    Mail,
    QuoteKind,
    Theme,
    ThemeQuote,
    ThemeState,
)

PHOTOS = "The photos were late again and I had to chase."
WEDNESDAYS = "photos come to you every Wednesday, two days before the review."
SHORTER = "Shorter please."


def themes(desk: Desk, now: datetime) -> Iterator[Event]:
    """One that led to a change, of which Dana hears; one dropped; one that is open."""
    yield now - timedelta(days=20), partial(_drop, desk)
    yield now - timedelta(days=4), partial(_change, desk)
    yield now - timedelta(days=3, hours=4), partial(_begin, desk)


def _drop(desk: Desk, at: datetime) -> None:
    with desk.past.database.write() as session:
        said = _words(session, desk, ORCHARD, QuoteKind.CHOSEN, SHORTER)
        theme = _theme(
            session, desk, "Updates are too long", "Some clients want fewer words.", said, at
        )
        reason = "Each chooses the length by a reply, and gets it from the next update on."
        settle_theme(session, theme.id, ThemeState.DROPPED, reason, actor=desk.actor, now=at)


def _change(desk: Desk, at: datetime) -> None:
    with desk.past.database.write() as session:
        said = _words(session, desk, HARBOR, QuoteKind.PULSE, PHOTOS)
        text = "What clients must look at reaches them on the day of the review, or later."
        theme = _theme(session, desk, "Things to review come late", text, said, at)
        theme = settle_theme(
            session, theme.id, ThemeState.CHANGED, WEDNESDAYS, actor=desk.actor, now=at
        )
        quotes = session.scalars(select(ThemeQuote).where(ThemeQuote.theme_id == theme.id)).all()
        tell_changed(session, theme, untold_hearers(session, quotes), actor=desk.actor, now=at)


def _begin(desk: Desk, at: datetime) -> None:
    """Tom's expectation was missed; what he writes today is like it."""
    with desk.past.database.write() as session:
        row = session.scalars(
            select(Expectation).where(
                Expectation.project_id == desk.of(PINECREST)[0].id,
                Expectation.text.contains("delay"),
            )
        ).one()
        settle(
            session, Expectation, row.id, "missed",
            reason="The ward heard of the lab results before you did.", actor=desk.actor, now=at,
        )  # fmt: skip
        text = "A client hears of a delay from somebody else, because nobody told them."
        _theme(session, desk, "Delays are told too late", text, said_as_expected(row), at)


def _words(session: Session, desk: Desk, chapter: Chapter, kind: QuoteKind, words: str) -> Said:
    """From the newest mail that has them."""
    project, contact = desk.of(chapter)
    mail = session.scalars(
        select(Mail)
        .where(
            Mail.project_id == project.id,
            Mail.contact_id == contact.id,
            Mail.new_text.contains(words.split()[0]),
        )
        .order_by(Mail.id.desc())
        .limit(1)
    ).one()
    return said_in(mail, kind, words)


def _theme(session: Session, desk: Desk, name: str, text: str, said: Said, at: datetime) -> Theme:
    by = {"user_id": desk.maya.id}
    theme = add_theme(session, name, text, **by, actor=desk.actor, now=at)
    add_quotes(session, theme, [said], **by, actor=desk.actor, now=at)
    return session.get_one(Theme, theme.id)
