"""The list of conversations: which view each is in, in which order, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, literal, select, true, tuple_
from sqlalchemy.orm import Session, defer, joinedload

from orchestrator.conversation.sentiment.analyzer import heaviest_against
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Direction,
    Mail,
    Project,
    Pulse,
    Sentiment,
    Thread,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.models.words import has_words, pieces_of
from orchestrator.web.access import is_visible
from orchestrator.web.feeling import Felt, deciding_words, feeling, unhappiness
from orchestrator.web.views import (
    Standing,
    answered_at,
    is_in_reach,
    is_seen,
    standing,
    with_feeling,
    with_last_mail,
)

VIEWS: Final = {
    "unhappy": ("Unhappy", "Nobody is unhappy."),
    "reply": ("To answer", "No replies waiting."),
    "unmatched": ("Undecided", "Every mail has its project."),
    "snoozed": ("Snoozed", "Nothing is snoozed."),
    "done": ("Done", "Nothing is done yet."),
}
EVERYTHING: Final = "all"
"""What a search looks through when no view is named."""
PAGE = 50
BESIDE = 20
"""How many stand beside a conversation that is open."""
SEEN = 5
EXCERPT_CHARS = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: query strings of its address, empty where they are not set.

    ``project`` is a slug, ``sender`` an address, ``words`` a search.  The list goes on
    after the thread ``after``.
    """

    view: str = "reply"
    project: str = ""
    sender: str = ""
    words: str = ""
    after: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.project or self.sender or self.words)

    @property
    def is_wordless(self) -> bool:
        """Whether it searches for signs alone, or for too much: no mail is found by that."""
        return bool(self.words) and not pieces_of(self.words)

    def as_query(self, **other: str | int) -> dict[str, Any]:
        """The query strings of this list's first page, or of one that differs in ``other``."""
        view = "" if self.view == "reply" and not self.words else self.view
        asked = {"view": view, "project": self.project, "from": self.sender, "q": self.words}
        return {name: value for name, value in (asked | other).items() if value}


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the list, by the last mail that a person wrote to us.

    ``waiting``: how many answers in that mail a PM has not confirmed.  ``answered_at``: when
    we last wrote, where nobody waits for us.
    """

    thread: Thread
    mail: Mail
    words: str
    sentiment: Sentiment | None
    score: int | None
    waiting: int
    answered_at: datetime | None

    @property
    def felt(self) -> Felt:
        return feeling(self.sentiment, self.score)

    @property
    def excerpt(self) -> str:
        """How it begins."""
        return " ".join(self.words.split())

    @property
    def quote(self) -> str:
        """What decided its mood; empty where nothing did, or a person."""
        if self.sentiment and self.sentiment.corrected_label:
            return ""
        quotes = deciding_words(self.sentiment, self.score)
        if not quotes and self.score is not None and self.felt[0] != "good":
            quotes = [heaviest_against(self.words)]
        return " ".join(quotes[0].split()) if quotes else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a view.  ``older``: the thread after which the next page begins.

    ``seen``: conversations that need nobody now, the newest first.
    """

    wanted: Wanted
    rows: list[Row]
    counts: dict[str, int]
    older: int | None
    seen: list[Row] = field(default_factory=list)


def list_threads(session: Session, wanted: Wanted, *, limit: int = PAGE) -> Listing:
    """Least happy first, then the longest waiting; what is done or found, newest first.

    The counts of all views come with it, in one statement.  A search without a word finds nothing.
    """
    of = standing()
    order = _order(wanted, of)
    page = _page(session, wanted, of, order).limit(limit + 1).subquery()
    counts = _counts(of).subquery()
    query = _rows(select(*counts.c).select_from(counts).outerjoin(page, true()), page)
    found = session.execute(query.order_by(*order.of_page(page))).all()
    views = [view for view in VIEWS if view != "done"]
    rows = [Row(*each[len(views) :]) for each in found if each.Thread is not None]
    older = rows[limit - 1].thread.id if len(rows) > limit else None
    return Listing(
        wanted, rows[:limit], dict(zip(views, found[0][: len(views)], strict=True)), older
    )


def with_seen(session: Session, listing: Listing) -> Listing:
    """``listing`` with what needs nobody now, under the first page of what waits."""
    wanted = listing.wanted
    if wanted.view not in ("unhappy", "reply") or wanted.is_narrowed or wanted.after:
        return listing
    newest = (
        with_last_mail(Thread.id.label("thread_id"), Mail.id.label("mail_id"))
        .where(is_visible(Thread.project_id), is_seen())
        .order_by(Thread.last_mail_at.desc(), Thread.id.desc())
        .limit(SEEN)
        .subquery()
    )
    query = _rows(select().select_from(newest), newest)
    query = query.order_by(Thread.last_mail_at.desc(), Thread.id.desc())
    listed = {row.thread.id for row in listing.rows}
    seen = [Row(*each) for each in session.execute(query)]
    return replace(listing, seen=[row for row in seen if row.thread.id not in listed])


def next_thread(session: Session, wanted: Wanted) -> Row | None:
    """What comes after the thread ``wanted.after``, or else first."""
    rows = list_threads(session, wanted, limit=1).rows
    rows = rows or list_threads(session, replace(wanted, after=None), limit=1).rows
    return next((row for row in rows if row.thread.id != wanted.after), None)


def _counts(of: Standing) -> Select[Any]:
    """How many wait in each view but the done ones; the past is not counted."""
    flags = {view: of.flag(view) for view in VIEWS if view != "done"}
    # Who was answered stands there still, and needs nobody now.
    flags["unhappy"] &= of.flag("unanswered")
    counts: list[Any] = [func.count().filter(flag).label(view) for view, flag in flags.items()]
    return select(*counts).select_from(of.open_threads)


@dataclass(frozen=True, slots=True)
class _Order:
    """How a view stands: by ``columns``, the last of which is the thread's id.

    ``key`` gives the same of any thread, be it in the view or not.
    """

    columns: tuple[Any, ...]
    key: Select[Any]
    is_newest_first: bool = False

    @property
    def sorted_columns(self) -> list[Any]:
        return self._directed(self.columns)

    @property
    def labelled(self) -> list[Any]:
        return [each.label(f"place_{number}") for number, each in enumerate(self.columns)]

    def of_page(self, page: Any) -> list[Any]:
        """The same order for a page that was cut out of the view."""
        return self._directed([page.c[f"place_{n}"] for n in range(len(self.columns))])

    def _directed(self, columns: Sequence[Any]) -> list[Any]:
        return [each.desc() if self.is_newest_first else each for each in columns]


def _page(session: Session, wanted: Wanted, of: Standing, order: _Order) -> Select[Any]:
    """Thread and mail of each row of the view, with its place."""
    if order.is_newest_first:
        mine = is_in_reach() if wanted.view == EVERYTHING else is_visible(Thread.project_id)
        query = with_last_mail(Thread.id.label("thread_id"), Mail.id.label("mail_id")).where(
            mine, order.columns[0].is_not(None)
        )
    else:
        cols = of.open_threads.c
        query = select(cols.thread_id, cols.mail_id).where(of.flag(wanted.view))
    query = query.where(*_narrowed(session, wanted, order.columns[-1]))
    if wanted.after is not None:
        query = query.where(_is_after(session, order, wanted.after))
    # Not numbered by a window function: that would read the whole view for its first page.
    return query.add_columns(*order.labelled).order_by(*order.sorted_columns)


def _order(wanted: Wanted, of: Standing) -> _Order:
    if wanted.view in ("done", EVERYTHING):
        at = Thread.done_at if wanted.view == "done" else Thread.last_mail_at
        return _Order((at, Thread.id), with_last_mail(at, Thread.id), is_newest_first=True)
    cols = of.open_threads.c
    key = with_feeling(with_last_mail(unhappiness(), Mail.received_at, Thread.id))
    return _Order((cols.unhappiness, cols.received_at, cols.thread_id), key)


def _is_after(session: Session, order: _Order, thread_id: int) -> ColumnElement[bool]:
    """Whatever became of that thread, the list goes on where it stood."""
    here = session.execute(order.key.where(Thread.id == thread_id, is_in_reach())).one_or_none()
    if here is None or None in here:
        return true()
    values = (literal(value, each.type) for each, value in zip(order.columns, here, strict=True))
    there, columns = tuple_(*values), tuple_(*order.columns)
    return columns < there if order.is_newest_first else columns > there


def _narrowed(session: Session, wanted: Wanted, thread_id: Any) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.project:
        of_project = select(Thread.id).join(Project).where(Project.slug == wanted.project)
        found.append(thread_id.in_(of_project))
    if wanted.sender:
        wrote = select(Mail.thread_id).where(
            Mail.from_address == wanted.sender.lower(), Mail.direction == Direction.IN
        )
        found.append(thread_id.in_(wrote))
    if wanted.is_wordless:
        found.append(false())
    elif wanted.words:
        found.append(thread_id.in_(select(Mail.thread_id).where(has_words(session, wanted.words))))
    return found


def _rows(query: Select[Any], page: Any) -> Select[Any]:
    """``query`` with what a row shows of each thread in ``page``."""
    waiting = (
        select(func.count(Answer.id))
        .join(Ask, Ask.id == Answer.ask_id)
        .where(
            Answer.mail_id == Mail.id,
            Answer.state == AnswerState.WAITING,
            Ask.state.in_(OPEN_STATES),
        )
        .correlate(Mail)
    )
    return with_feeling(
        query.add_columns(
            Thread,
            Mail,
            func.substr(Mail.new_text, 1, EXCERPT_CHARS),
            Sentiment,
            Pulse.score,
            waiting.scalar_subquery(),
            answered_at(),
        )
        .outerjoin(Thread, Thread.id == page.c.thread_id)
        .outerjoin(Mail, Mail.id == page.c.mail_id)
    ).options(
        defer(Mail.text),
        defer(Mail.new_text),
        joinedload(Thread.project),
        joinedload(Mail.contact),
    )
