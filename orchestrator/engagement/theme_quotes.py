"""The quotes of themes: a client's own words, where they were said, and whether she was told.

Who may see a quote is asked before; here its words are held against their source.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Expectation,
    Fact,
    FactTold,
    Mail,
    QuoteKind,
    Theme,
    ThemeQuote,
)
from orchestrator.models.base import insert_blank
from orchestrator.record.append import Action, Actor, Entry, record_all

LONGEST_QUOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a client with their source."""

    project_id: int
    contact_id: int
    mail_id: int | None
    expectation_id: int | None
    kind: QuoteKind
    words: str
    said_at: datetime


def said_in(mail: Mail, kind: QuoteKind, words: str) -> Said:
    """Words of a filed mail of a client.

    Raises:
        UsageError: they are not in it, or it is nobody's mail.
    """
    words = " ".join(words.split())
    if mail.project_id is None or mail.contact_id is None:
        raise UsageError("quote: this mail has no project or no writer whom we know")
    if len(words) > LONGEST_QUOTE:
        raise UsageError(f"quote: this has {len(words)} characters; at most {LONGEST_QUOTE}")
    if not _bare(words) or _bare(words) not in _bare(mail.new_text):
        raise UsageError("quote: these words are not in the mail, letter by letter")
    return Said(mail.project_id, mail.contact_id, mail.id, None, kind, words, mail.received_at)


def said_as_expected(row: Expectation) -> Said:
    """An expectation that we missed, in the client's words.

    Raises:
        UsageError: nobody is known to have it.
    """
    if row.contact_id is None:
        raise UsageError("quote: nobody is known to expect this")
    mail_id = int(row.source.removeprefix("mail:")) if row.source.startswith("mail:") else None
    return Said(
        row.project_id, row.contact_id, mail_id, None if mail_id else row.id, QuoteKind.MISSED,
        " ".join(row.text.split())[:LONGEST_QUOTE], row.said_at,
    )  # fmt: skip


def add_quotes(
    session: Session,
    theme: Theme | None,
    said: Iterable[Said],
    *,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> list[int]:
    """Put words under a theme, or set them aside under none.  The caller commits.

    Returns:
        The ids of the quotes.

    Raises:
        UsageError: some stand in a theme already.
    """
    theme_id = theme.id if theme else None
    added = []
    for each in said:
        # Of two people at once, one adds it: the row is there before anybody claims it.
        blank = {**asdict(each), "user_id": user_id, "added_at": now, "removed_at": now}
        session.execute(insert_blank(session, ThemeQuote).values(blank).on_conflict_do_nothing())
        was_told = case((ThemeQuote.theme_id == theme_id, ThemeQuote.fact_id))
        quote_id = session.scalar(
            update(ThemeQuote)
            .where(
                _same(each),
                or_(ThemeQuote.removed_at.is_not(None), ThemeQuote.theme_id.is_(None)),
            )
            .values(
                theme_id=theme_id, contact_id=each.contact_id, kind=each.kind, user_id=user_id,
                added_at=now, removed_at=None, fact_id=was_told,
            )
            .returning(ThemeQuote.id)
        )  # fmt: skip
        if quote_id is None:
            raise UsageError(f"quote: “{each.words[:60]}” stands in a theme already")
        added.append(quote_id)
    _record(session, added, "added" if theme else "set aside", actor=actor, now=now)
    return added


def remove_quotes(
    session: Session, quote_ids: Collection[int], *, actor: Actor, now: datetime
) -> list[tuple[int, int]]:
    """As if they had never been added; who was not told yet is not told.  The caller commits.

    Returns:
        The facts that no update tells any more, each with its project.

    Raises:
        Refused: somebody took one out before.
    """
    _claim(session, quote_ids, ThemeQuote.removed_at.is_(None), removed_at=now)
    untold = untell(session, ThemeQuote.id.in_(quote_ids), now=now)
    _record(session, quote_ids, "removed", actor=actor, now=now)
    return untold


def restore_quotes(
    session: Session, quote_ids: Collection[int], *, actor: Actor, now: datetime
) -> None:
    """To take them out was a wrong click.  The caller commits.

    Raises:
        Refused: one was added again meanwhile.
    """
    _claim(session, quote_ids, ThemeQuote.removed_at.is_not(None), removed_at=None)
    _record(session, quote_ids, "added", actor=actor, now=now)


def move_quotes(
    session: Session, quote_ids: Collection[int], theme: Theme, *, actor: Actor, now: datetime
) -> list[tuple[int, int]]:
    """They belong to another theme, which tells what was changed anew.  The caller commits.

    Returns and raises what `remove_quotes` does.
    """
    untold = untell(session, ThemeQuote.id.in_(quote_ids), now=now)
    _claim(session, quote_ids, ThemeQuote.removed_at.is_(None), theme_id=theme.id, fact_id=None)
    _record(session, quote_ids, "moved", actor=actor, now=now)
    return untold


def untell(session: Session, which: ColumnElement[bool], *, now: datetime) -> list[tuple[int, int]]:
    """Withdraw what nobody was told yet of some quotes; return each fact with its project."""
    told = select(FactTold.id).where(FactTold.fact_id == Fact.id)
    withdrawn = session.execute(
        update(Fact)
        .where(
            Fact.id.in_(select(ThemeQuote.fact_id).where(which)),
            Fact.counts,
            ~told.exists(),
        )
        .values(withdrawn_at=now)
        .returning(Fact.id, Fact.project_id)
    ).all()
    gone = [fact_id for fact_id, _ in withdrawn]
    session.execute(update(ThemeQuote).where(ThemeQuote.fact_id.in_(gone)).values(fact_id=None))
    return sorted((fact_id, project_id) for fact_id, project_id in withdrawn)


def _bare(words: str) -> str:
    """Letters and digits alone: how a sentence is cut and punctuated does not matter."""
    return "".join(each for each in words.casefold() if each.isalnum())


def _same(said: Said) -> ColumnElement[bool]:
    if said.expectation_id is not None:
        return ThemeQuote.expectation_id == said.expectation_id
    return and_(
        ThemeQuote.mail_id == said.mail_id,
        ThemeQuote.project_id == said.project_id,
        ThemeQuote.words == said.words,
    )


def _claim(
    session: Session, quote_ids: Collection[int], before: ColumnElement[bool], **values: object
) -> None:
    changed = session.scalars(
        update(ThemeQuote)
        .where(ThemeQuote.id.in_(quote_ids), before)
        .values(**values)
        .returning(ThemeQuote.id)
    ).all()
    if len(changed) != len(set(quote_ids)):
        raise Refused("somebody has moved or taken out one of these quotes in the meantime")


def _record(
    session: Session, quote_ids: Collection[int], state: str, *, actor: Actor, now: datetime
) -> None:
    session.expire_all()
    quotes = session.scalars(
        select(ThemeQuote).where(ThemeQuote.id.in_(quote_ids)).order_by(ThemeQuote.id)
    ).all()
    if quotes:
        record_all(session, list(_entries(quotes, state)), actor=actor, now=now)


def _entries(quotes: Sequence[ThemeQuote], state: str) -> Iterator[Entry]:
    for quote in quotes:
        extra: dict[str, object] = {"quote": quote.id, "state": state, "source": quote.source}
        if quote.theme_id is not None:
            extra["theme"] = quote.theme_id
        yield Entry(
            Action.THEME,
            quote.source,
            quote.project_id,
            details={"words": quote.words},
            extra=extra,
        )
