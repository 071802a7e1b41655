"""The themes that a user sees, with the quotes of her projects; nothing counts the others.

A theme is there for who began it and for who may read one of its quotes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager
from werkzeug.exceptions import NotFound

from orchestrator.models import (
    Contact,
    Digest,
    Fact,
    FactTold,
    Mail,
    Project,
    QuoteKind,
    Theme,
    ThemeQuote,
    ThemeState,
)
from orchestrator.models.themes import quote_stands
from orchestrator.web.access import SEES_ALL, Foreign, current_user, is_visible
from orchestrator.web.parts import now

LATELY: Final = timedelta(days=90)
STATES: Final = {
    ThemeState.OPEN: ("watch", "Open"),
    ThemeState.CHANGED: ("good", "Changed"),
    ThemeState.DROPPED: ("none", "Dropped"),
}
KINDS: Final = {
    QuoteKind.MOOD: "Unhappy mail",
    QuoteKind.PULSE: "Low pulse",
    QuoteKind.MISSED: "Expectation missed",
    QuoteKind.WHERE: "Asked where we are",
    QuoteKind.CHOSEN: "From a mail",
}


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with what is said of it in projects that the user sees.

    ``lately``: quotes of the last 90 days, ``before``: of the 90 before them.
    """

    theme: Theme
    quotes: int
    projects: int
    last_said: datetime | None
    lately: int
    before: int

    @property
    def trend(self) -> str:
        """``more``, ``fewer`` or ``as many``."""
        if self.lately == self.before:
            return "as many"
        return "fewer" if self.lately < self.before else "more"


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote with its source.  ``fact`` tells its writer what we changed, in ``digest``."""

    quote: ThemeQuote
    thread_id: int | None
    fact: Fact | None
    digest: Digest | None
    told_at: datetime | None


def themes_seen(session: Session) -> list[ThemeRow]:
    """Open ones first, then what was said last.  One statement."""
    since = now() - LATELY
    said = ThemeQuote.said_at
    counted = (
        _standing(
            ThemeQuote.theme_id,
            func.count().label("quotes"),
            func.count(distinct(ThemeQuote.project_id)).label("projects"),
            func.max(said, type_=said.type).label("last_said"),
            _sum(said >= since).label("lately"),
            _sum(and_(said >= since - LATELY, said < since)).label("before"),
        )
        .where(is_visible(ThemeQuote.project_id))
        .group_by(ThemeQuote.theme_id)
        .subquery()
    )
    is_settled = case((Theme.state == ThemeState.OPEN, 0), else_=1)
    rows = session.execute(
        select(
            Theme, counted.c.quotes, counted.c.projects, counted.c.last_said, counted.c.lately,
            counted.c.before,
        )
        .outerjoin(counted, counted.c.theme_id == Theme.id)
        .where(or_(_is_hers(), counted.c.theme_id.is_not(None)))
        .order_by(is_settled, func.coalesce(counted.c.last_said, Theme.created_at).desc(), Theme.id)
    )  # fmt: skip
    return [
        ThemeRow(theme, quotes or 0, projects or 0, last_said, lately or 0, before or 0)
        for theme, quotes, projects, last_said, lately, before in rows
    ]


def is_theme_seen() -> ColumnElement[bool]:
    """Condition on `Theme`: the signed-in user began it, or may read a quote of it."""
    hers = _standing(ThemeQuote.id).where(
        ThemeQuote.theme_id == Theme.id, is_visible(ThemeQuote.project_id)
    )
    return or_(_is_hers(), hers.correlate(Theme).exists())


def theme_or_404(session: Session, theme_id: int | None) -> Theme:
    """A theme that the user sees.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    found = session.execute(
        select(Theme, is_theme_seen()).where(Theme.id == theme_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    theme, is_hers = found
    if not is_hers:
        raise Foreign(f"theme:{theme_id}")
    return theme


def quotes_seen(session: Session, *which: ColumnElement[bool]) -> list[QuoteRow]:
    """What may be read of some quotes, the newest first.  One statement."""
    rows = session.execute(
        _standing(ThemeQuote, Mail.thread_id, Fact, Digest, FactTold.told_at)
        .join(ThemeQuote.contact)
        .join(ThemeQuote.project)
        .outerjoin(Fact, and_(Fact.id == ThemeQuote.fact_id, Fact.withdrawn_at.is_(None)))
        .outerjoin(
            FactTold,
            and_(FactTold.fact_id == Fact.id, FactTold.contact_id == ThemeQuote.contact_id),
        )
        .outerjoin(Digest, Digest.id == FactTold.digest_id)
        .where(is_visible(ThemeQuote.project_id), *which)
        .order_by(ThemeQuote.said_at.desc(), ThemeQuote.id.desc())
        .options(contains_eager(ThemeQuote.contact), contains_eager(ThemeQuote.project))
    )
    return [QuoteRow(*row) for row in rows]


def quotes_or_404(session: Session, quote_ids: Collection[int]) -> list[ThemeQuote]:
    """Quotes of projects that the user sees, also those that were taken out.

    Raises:
        NotFound: there is none, or one is not there for her.
    """
    rows = session.scalars(
        select(ThemeQuote)
        .join(Contact, Contact.id == ThemeQuote.contact_id)
        .join(Project, Project.id == ThemeQuote.project_id)
        .outerjoin(Mail, Mail.id == ThemeQuote.mail_id)
        .where(
            ThemeQuote.id.in_(quote_ids),
            is_visible(ThemeQuote.project_id),
            or_(ThemeQuote.removed_at.is_not(None), quote_stands()),
        )
    ).all()
    if not rows or len(rows) != len(set(quote_ids)):
        raise NotFound
    return list(rows)


def _is_hers() -> ColumnElement[bool]:
    user = current_user()
    return true() if user.role in SEES_ALL else Theme.user_id == user.id


def _standing(*columns: Any) -> Select[Any]:
    quotes = select(*columns).select_from(ThemeQuote)
    return quotes.outerjoin(Mail, Mail.id == ThemeQuote.mail_id).where(quote_stands())


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
