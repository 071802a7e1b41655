"""Reviews that need a person today: an answer to be read, another time, an outcome to be noted."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, String, cast, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from orchestrator.models import (
    Coming,
    ComingState,
    Contact,
    Project,
    Review,
    ReviewAnswer,
    ReviewState,
)
from orchestrator.models.reviews import TO_COME
from orchestrator.web.access import is_visible
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.words import slot

_WORDS: Final = {
    "read": ("soft", "Read what {person} answered to “{title}”", "Read"),
    "other": ("watch", "{person} asks for another time", "Decide"),
    "over": ("soft", "What came of “{title}”?", "Note it"),
}


def review_needs(session: Session) -> list[Need]:
    """In one statement."""
    rows = session.execute(union_all(_waiting(), _other_times(), _over()))
    return [_need(*row) for row in rows]


def _need(
    kind: str, project: str, slug: str, person: str, title: str, words: str, at: datetime
) -> Need:
    tone, sentence, button = _WORDS[kind]
    return Need(
        kind=f"review_{kind}",
        tone=tone,
        icon="calendar-clock",
        title=sentence.format(person=person.split()[0] if person else "", title=title),
        detail=f"{project}: {f'“{words}”' if words else title}",
        when=slot(at, today="Today "),
        href=f"/p/{slug}/reviews",
        button=button,
    )


def _of(kind: str, person: Any, words: Any, at: Any) -> Select[Any]:
    title = cast(Review.title, String)
    return select(
        literal(kind), Project.name, Project.slug, cast(person, String), title,
        cast(words, String), at,
    )  # fmt: skip


def _waiting() -> Select[Any]:
    return _answers("read").where(
        ReviewAnswer.state == ComingState.WAITING, Review.state.in_(TO_COME)
    )


def _other_times() -> Select[Any]:
    later = aliased(ReviewAnswer)
    is_newest = (
        ~select(later.id)
        .where(
            later.review_id == ReviewAnswer.review_id,
            later.contact_id == ReviewAnswer.contact_id,
            later.state == ComingState.APPLIED,
            later.id > ReviewAnswer.id,
        )
        .exists()
    )
    return _answers("other").where(
        ReviewAnswer.state == ComingState.APPLIED,
        ReviewAnswer.value == Coming.OTHER,
        Review.state == ReviewState.INVITED,
        Review.held_at > now(),
        is_newest,
    )


def _answers(kind: str) -> Select[Any]:
    return (
        _of(kind, Contact.name, ReviewAnswer.words, ReviewAnswer.answered_at)
        .join(Review, Review.id == ReviewAnswer.review_id)
        .join(Contact, Contact.id == ReviewAnswer.contact_id)
        .join(Project, Project.id == Review.project_id)
        .where(is_visible(Review.project_id))
    )


def _over() -> Select[Any]:
    return (
        _of("over", literal(""), literal(""), Review.held_at)
        .join(Project, Project.id == Review.project_id)
        .where(Review.state.in_(TO_COME), Review.held_at <= now(), is_visible(Review.project_id))
    )
