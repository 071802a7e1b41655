"""What the inbox shows: conversations in their order, and what each mail was understood as."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased, defer, joinedload, selectinload
from werkzeug.exceptions import NotFound

from orchestrator.models import (
    Answer,
    Contact,
    Direction,
    Mail,
    Preference,
    Project,
    Pulse,
    Sentiment,
    Thread,
)
from orchestrator.web.access import (
    SEES_ALL,
    Foreign,
    Power,
    check_visible,
    current_user,
    is_visible,
    may,
)

VIEWS: Final = {
    "unhappy": ("Unhappy", "Nobody is unhappy."),
    "reply": ("To answer", "No replies waiting."),
    "unmatched": ("Undecided", "Every mail has its project."),
    "done": ("Done", "Nothing is done yet."),
}
FELT: Final = {
    "negative": ("bad", "Unhappy"),
    "neutral": ("none", "Neutral"),
    "positive": ("good", "Happy"),
    "unclear": ("none", "Unclear"),
}
ROWS = 100
MAILS = 20
SHOWN_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the list, by the last mail that a person wrote to us."""

    thread: Thread
    mail: Mail
    words: str
    sentiment: Sentiment | None


@dataclass(slots=True)
class Understood:
    """What was read in one mail.  ``quotes`` decided its mood, the heaviest first."""

    sentiment: Sentiment | None = None
    answers: list[Answer] = field(default_factory=list)
    wishes: list[Preference] = field(default_factory=list)
    pulse: Pulse | None = None

    @property
    def quotes(self) -> list[str]:
        return deciding_words(self.sentiment)


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail of a conversation.  ``rest``: the whole text where it says more than ``words``."""

    mail: Mail
    words: str
    rest: str
    is_cut: bool
    understood: Understood


def list_threads(session: Session, view: str) -> list[Row]:
    """The conversations of one view: least happy first, then the longest waiting."""
    query = _rows(Thread, Mail, func.substr(Mail.new_text, 1, 300), Sentiment)
    query = query.options(
        defer(Mail.text), defer(Mail.new_text), joinedload(Thread.project), joinedload(Mail.contact)
    )
    if view == "done":
        query = query.order_by(Thread.done_at.desc(), Thread.id.desc())
    else:
        query = query.order_by(_unhappiness(), Mail.received_at, Thread.id)
    found = session.execute(query.where(_in_view(view)).limit(ROWS))
    return [Row(thread, mail, words, felt) for thread, mail, words, felt in found]


def count_views(session: Session) -> dict[str, int]:
    """How many conversations wait in each view but the done ones."""
    open_views = [view for view in VIEWS if view != "done"]
    counts = [func.count(Thread.id).filter(_in_view(view)) for view in open_views]
    row = session.execute(_rows(*counts).where(Thread.done_at.is_(None))).one()
    return dict(zip(open_views, row, strict=True))


def waiting_threads() -> Select[int]:
    """How many conversations wait for a person: to be answered, or to be filed."""
    return (
        _with_last_mail(func.count(Thread.id))
        .where(Thread.done_at.is_(None))
        .where(or_(_in_view("reply"), _in_view("unmatched")))
    )


def unanswered(session: Session) -> dict[int, datetime]:
    """Projects where somebody waits for our answer, and since when."""
    oldest = func.min(Mail.received_at, type_=Mail.received_at.type)
    found = session.execute(
        _with_last_mail(Thread.project_id, oldest)
        .where(_in_view("reply"))
        .group_by(Thread.project_id)
    )
    return {project_id: at for project_id, at in found}


def thread_or_404(session: Session, thread_id: int) -> Thread:
    """A conversation of a project that the user sees, or an undecided one within her reach.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    thread = session.get(Thread, thread_id, options=[joinedload(Thread.project)])
    if thread is None:
        raise NotFound
    obj = f"thread:{thread_id}"
    if thread.project_id is not None:
        check_visible(session, thread.project_id, obj)
    elif session.scalar(select(Thread.id).where(Thread.id == thread_id, _is_in_tray())) is None:
        raise Foreign(obj)
    return thread


def mails_of(session: Session, thread: Thread, *, limit: int) -> list[Shown]:
    """The newest mails of a conversation, oldest first, with what was understood."""
    found = session.execute(
        select(
            Mail,
            func.substr(Mail.new_text, 1, SHOWN_CHARS),
            func.substr(Mail.text, 1, SHOWN_CHARS),
            func.length(Mail.text) > SHOWN_CHARS,
        )
        .where(Mail.thread_id == thread.id)
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(limit)
        .options(
            defer(Mail.text),
            defer(Mail.new_text),
            joinedload(Mail.contact),
            selectinload(Mail.attachments),
        )
    ).all()
    understood = _understood(session, [mail.id for mail, *_ in found])
    return [
        Shown(mail, words, text if text.strip() != words.strip() else "", cut, understood[mail.id])
        for mail, words, text, cut in reversed(found)
    ]


def reply_link(mail: Mail) -> str:
    """A ``mailto:`` that answers ``mail`` in the reader's own mail program (RFC 6068)."""
    subject = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    fields = {"subject": subject}
    if mail.message_id:
        fields |= {
            "In-Reply-To": mail.message_id,
            "References": " ".join([*mail.references[-10:], mail.message_id]),
        }
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    return f"mailto:{quote(mail.from_address, safe='@')}?{query}"


def deciding_words(sentiment: Sentiment | None) -> list[str]:
    """The sentences that decided a mood, the heaviest first, as the scorer ranked them."""
    evidence = sentiment.evidence if sentiment else []
    return list(dict.fromkeys(found["text"] for found in evidence))[:3]


def _rows(*columns: Any) -> Select[Any]:
    """Threads with their last mail from a person and its newest mood."""
    scored = aliased(Sentiment)
    last_scored = (
        select(func.max(scored.id)).where(scored.mail_id == Mail.id).correlate(Mail)
    ).scalar_subquery()
    return _with_last_mail(*columns).outerjoin(Sentiment, Sentiment.id == last_scored)


def _with_last_mail(*columns: Any) -> Select[Any]:
    wrote = aliased(Mail)
    last_wrote = (
        select(wrote.id)
        .where(
            wrote.thread_id == Thread.id,
            wrote.direction == Direction.IN,
            or_(wrote.kind == "human", wrote.is_kind_certain.is_(False)),
            wrote.is_loop.is_(False),
        )
        .order_by(wrote.received_at.desc(), wrote.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(*columns).select_from(Thread).join(Mail, Mail.id == last_wrote)


def _in_view(view: str) -> ColumnElement[bool]:
    mine = and_(Thread.project_id.is_not(None), is_visible(Thread.project_id))
    if view == "done":
        return and_(mine, Thread.done_at.is_not(None))
    if view == "unmatched":
        return and_(Thread.done_at.is_(None), _is_in_tray())
    is_open = and_(mine, Thread.done_at.is_(None))
    return and_(is_open, _felt() == "negative" if view == "unhappy" else _is_unanswered())


def _is_in_tray() -> ColumnElement[bool]:
    """Undecided, and from nobody who is known as the person of a client she does not work for."""
    user = current_user()
    undecided = Thread.project_id.is_(None)
    if user.role in SEES_ALL:
        return undecided
    if not may(Power.DECIDE):
        return ~true()
    own_people = select(Contact.id).where(
        Contact.client_id.in_(select(Project.client_id).where(is_visible(Project.id)))
    )
    of_others = exists().where(
        Mail.thread_id == Thread.id,
        Mail.contact_id.is_not(None),
        Mail.contact_id.not_in(own_people),
    )
    return and_(undecided, ~of_others.correlate(Thread))


def _is_unanswered() -> ColumnElement[bool]:
    ours = aliased(Mail)
    return ~exists().where(
        ours.thread_id == Thread.id,
        ours.direction == Direction.OUT,
        ours.kind == "human",
        ours.received_at >= Mail.received_at,
    )


def _felt() -> ColumnElement[str]:
    return func.coalesce(Sentiment.corrected_label, Sentiment.label)


def _unhappiness() -> ColumnElement[int]:
    """Least happy first.  What could not be read may be anything, so it comes second."""
    return case((_felt() == "negative", 0), (_felt() == "positive", 3), (_felt() == "neutral", 2),
                else_=1)  # fmt: skip


def _understood(session: Session, mail_ids: Sequence[int]) -> dict[int, Understood]:
    found: dict[int, Understood] = defaultdict(Understood)
    for row in session.scalars(
        select(Sentiment).where(Sentiment.mail_id.in_(mail_ids)).order_by(Sentiment.id)
    ):
        found[row.mail_id].sentiment = row
    for answer in session.scalars(
        select(Answer)
        .where(Answer.mail_id.in_(mail_ids))
        .order_by(Answer.number)
        .options(joinedload(Answer.ask))
    ):
        found[answer.mail_id].answers.append(answer)
    sources = {f"mail:{mail_id}": mail_id for mail_id in mail_ids}
    for wish in session.scalars(
        select(Preference).where(Preference.source.in_(sources)).order_by(Preference.id)
    ):
        found[sources[wish.source]].wishes.append(wish)
    for pulse in session.scalars(select(Pulse).where(Pulse.mail_id.in_(mail_ids))):
        found[pulse.mail_id].pulse = pulse
    return found
