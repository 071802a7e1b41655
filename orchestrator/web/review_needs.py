"""Reviews that need a person today: an answer to be read, another time, an outcome to be noted."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.orm import aliased

from orchestrator.models import (
    Coming,
    ComingState,
    Contact,
    Project,
    Review,
    ReviewAnswer,
    ReviewState,
)
from orchestrator.models.contradictions import is_coming_named, names_another
from orchestrator.models.reviews import TO_COME
from orchestrator.web.access import is_visible
from orchestrator.web.parts import now
from orchestrator.web.unhappy import Rows


def review_needs() -> tuple[Rows, ...]:
    """Rows of Today: kind, project, person, what was said or the title, when, the page."""
    return _waiting(), _contradicted(), _other_times(), _over()


def _of(kind: str, person: Any, words: Any, at: Any) -> Select[Any]:
    return select(
        literal(f"review_{kind}"), Project.name, cast(person, String), cast(words, String), at,
        Project.slug,
    )  # fmt: skip


def _waiting() -> Select[Any]:
    return _answers("read").where(
        ReviewAnswer.state == ComingState.WAITING,
        Review.state.in_(TO_COME),
        ~names_another(ReviewAnswer),
        ~is_coming_named(),
    )


def _contradicted() -> Select[Any]:
    both = literal("“").concat(ReviewAnswer.words).concat("”; ").concat(ReviewAnswer.why_waiting)
    return _answers("differs", both).where(
        ReviewAnswer.state == ComingState.WAITING,
        Review.state.in_(TO_COME),
        names_another(ReviewAnswer),
        ~is_coming_named(),
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


def _answers(kind: str, words: ColumnElement[str] | None = None) -> Select[Any]:
    said = func.coalesce(func.nullif(ReviewAnswer.words, ""), Review.title)
    return (
        _of(kind, Contact.name, said if words is None else words, ReviewAnswer.answered_at)
        .join(Review, Review.id == ReviewAnswer.review_id)
        .join(Contact, Contact.id == ReviewAnswer.contact_id)
        .join(Project, Project.id == Review.project_id)
        .where(is_visible(Review.project_id))
    )


def _over() -> Select[Any]:
    return (
        _of("over", Project.name, Review.title, Review.held_at)
        .join(Project, Project.id == Review.project_id)
        .where(Review.state.in_(TO_COME), Review.held_at <= now(), is_visible(Review.project_id))
    )
