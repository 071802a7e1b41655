"""What clients said and belongs to no theme yet: it is proposed, with why, and what is alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from orchestrator.conversation.sentiment.analyzer import heaviest_against
from orchestrator.conversation.status_questions import asking_sentence
from orchestrator.digest.known_topic import alike, content_words
from orchestrator.engagement.theme_quotes import LONGEST_QUOTE, said_as_expected
from orchestrator.models import (
    Contact,
    Direction,
    Expectation,
    ExpectationState,
    Mail,
    Project,
    Pulse,
    PulseQuestion,
    QuoteKind,
    Reading,
    Sentiment,
    Theme,
)
from orchestrator.web.access import is_visible
from orchestrator.web.feeling import deciding_words
from orchestrator.web.parts import now
from orchestrator.web.theme_rows import KINDS, QuoteRow
from orchestrator.web.views import counting_feeling

WITHIN: Final = timedelta(days=90)
MISSED_WITHIN: Final = timedelta(days=365)
"""What was expected is often missed months later."""
MAILS: Final = 60
SHOWN: Final = 15
ALIKE_FROM: Final = 2
"""So many words in common make two quotes alike: one is often chance."""
_READ: Final = 4000
_LOW: Final = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of a client.  ``score``: of the pulse that they came with; ``thread_id``: of the mail.

    ``source`` is ``mail:402`` or ``expectation:3``; ``origin`` that of the quote that it would be.
    """

    kind: QuoteKind
    source: str
    origin: str
    words: str
    who: str
    project: str
    slug: str
    said_at: datetime
    thread_id: int | None = None
    score: int | None = None

    @property
    def value(self) -> str:
        """What its checkbox posts: `theme_forms.read_quote` reads it."""
        return f"{self.kind.value} {self.source} {self.words}"

    @property
    def why(self) -> str:
        low = self.score is not None and self.kind is QuoteKind.PULSE
        return f"Pulse {self.score} of 5" if low else KINDS[self.kind]

    @property
    def number(self) -> int:
        return int(self.source.partition(":")[2])


@dataclass(slots=True)
class Alike:
    """Proposals that have words in common, ``shared``, among them or with a ``theme``."""

    proposals: list[Proposal] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    theme: Theme | None = None


def proposals(session: Session, placed: Iterable[QuoteRow]) -> list[Proposal]:
    """Of the last 90 days in projects that the user sees, but for what was ``placed``.

    The newest first; two statements.
    """
    said = [
        *(each for row in session.execute(_feedback().limit(MAILS)) for each in _said(row)),
        *(_missed(row) for row in session.execute(_expectations().limit(MAILS))),
    ]
    known: dict[str, list[str]] = defaultdict(list)
    for row in placed:
        known[row.quote.source].append(_key(row.quote.words))
    found = []
    for each in said:
        key = _key(each.words)
        # A part of what stands in a theme says nothing new, nor does the whole.
        if not any(key in words or words in key for words in known[each.origin]):
            known[each.origin].append(key)
            found.append(each)
    return sorted(found, key=lambda each: each.said_at, reverse=True)


def proposals_of(session: Session, mail_id: int) -> list[Proposal]:
    """What one mail says that may be feedback, happy or not; one statement."""
    row = session.execute(_mails().where(Mail.id == mail_id)).one_or_none()
    return list(_said(row, always=True)) if row else []


def grouped(
    found: Sequence[Proposal], themes: Sequence[tuple[Theme, Sequence[str]]]
) -> list[Alike]:
    """Those that are alike stand together, each group with the theme whose words are most alike.

    Args:
        themes: with the words of the quotes of each.
    """
    groups: list[Alike] = []
    for each in found:
        shared: list[str] = []
        for group in groups:
            shared = max((_shared(each.words, o.words) for o in group.proposals), key=len)
            if len(shared) >= ALIKE_FROM:
                group.proposals.append(each)
                group.shared = group.shared or shared
                break
        else:
            groups.append(Alike([each]))
    for group in groups:
        _find_theme(group, themes)
    return groups


def _find_theme(group: Alike, themes: Sequence[tuple[Theme, Sequence[str]]]) -> None:
    most: list[str] = []
    for theme, quotes in themes:
        for words in (f"{theme.name} {theme.text}", *quotes):
            for each in group.proposals:
                shared = _shared(each.words, words)
                if len(shared) >= ALIKE_FROM and len(shared) > len(most):
                    most, group.theme = shared, theme
    if group.theme is not None:
        group.shared = most


def _shared(one: str, other: str) -> list[str]:
    """Words that both are about, as the first has them."""
    others = _by_beginning(other)
    words = content_words(one)
    return [w.lower() for w in words if any(alike(w, o) for o in others.get(w[:4], ()))]


@lru_cache(maxsize=1024)
def _by_beginning(text: str) -> dict[str, list[str]]:
    """Words that are `alike` begin with the same four letters, so that few are compared."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in content_words(text):
        found[word[:4]].append(word)
    return found


def _key(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!?")


def _mails() -> Select[Any]:
    asks = exists().where(Reading.mail_id == Mail.id, Reading.asks_where)
    return (
        select(
            Mail.id, Mail.thread_id, Mail.received_at, Contact.name, Project.name.label("project"),
            Project.slug, func.substr(Mail.new_text, 1, _READ).label("new_text"), Sentiment,
            func.coalesce(Pulse.score, PulseQuestion.score).label("score"),
            PulseQuestion.words.label("answer"), asks.label("asks_where"),
        )
        .join(Contact, Contact.id == Mail.contact_id)
        .join(Project, Project.id == Mail.project_id)
        .outerjoin(Sentiment, Sentiment.id == counting_feeling())
        .outerjoin(Pulse, Pulse.mail_id == Mail.id)
        .outerjoin(PulseQuestion, PulseQuestion.mail_id == Mail.id)
        .where(Mail.direction == Direction.IN, is_visible(Mail.project_id))
    )  # fmt: skip


def _feedback() -> Select[Any]:
    """Unhappy mails, low pulses and "where are we?", the newest first."""
    is_unhappy = func.coalesce(Sentiment.corrected_label, Sentiment.label) == "negative"
    asks = exists().where(Reading.mail_id == Mail.id, Reading.asks_where)
    return (
        _mails()
        .where(
            Mail.received_at >= now() - WITHIN,
            or_(is_unhappy, Pulse.score <= _LOW, PulseQuestion.score <= _LOW, asks),
        )
        .order_by(Mail.received_at.desc(), Mail.id.desc())
    )


def _expectations() -> Select[Expectation, str, str, str]:
    return (
        select(Expectation, Contact.name, Project.name.label("project"), Project.slug)
        .join(Contact, Contact.id == Expectation.contact_id)
        .join(Project, Project.id == Expectation.project_id)
        .where(
            Expectation.state == ExpectationState.MISSED,
            is_visible(Expectation.project_id),
            Expectation.said_at >= now() - MISSED_WITHIN,
        )
        .order_by(Expectation.id.desc())
    )


def _said(row: Any, *, always: bool = False) -> Iterator[Proposal]:
    """The sentence that weighs most against us, and that which asks where we are.

    Args:
        always: also of a mail that is neither unhappy nor rated low.
    """
    sentiment, score = row.Sentiment, row.score
    is_low = score is not None and score <= _LOW
    is_unhappy = sentiment is not None and sentiment.shown_label == "negative"
    if is_unhappy or is_low or always:
        words = deciding_words(sentiment, score)
        words = words or [heaviest_against(row.new_text) or row.answer or ""]
        kind = QuoteKind.MOOD if is_unhappy else QuoteKind.PULSE if is_low else QuoteKind.CHOSEN
        for each in words if always else words[:1]:
            if each:
                yield _of_mail(row, kind, each)
    if row.asks_where and (asked := asking_sentence(row.new_text)):
        yield _of_mail(row, QuoteKind.WHERE, asked)


def _of_mail(row: Any, kind: QuoteKind, words: str) -> Proposal:
    source, words = f"mail:{row.id}", " ".join(words.split())[:LONGEST_QUOTE]
    return Proposal(
        kind, source, source, words, row.name, row.project, row.slug, row.received_at,
        row.thread_id, row.score,
    )  # fmt: skip


def _missed(row: Any) -> Proposal:
    said = said_as_expected(row.Expectation)
    own = f"expectation:{row.Expectation.id}"
    origin = f"mail:{said.mail_id}" if said.mail_id else own
    return Proposal(
        said.kind, own, origin, said.words, row.name, row.project, row.slug, said.said_at
    )
