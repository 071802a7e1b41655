"""The pages of a project, with how much is open in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from flask import url_for
from sqlalchemy import Label, RowMapping, ScalarSelect, func, literal, select
from sqlalchemy.orm import Session

from orchestrator.engagement.outcomes import OPEN
from orchestrator.models import Ask, GoalState, Project, Review, ValueGoal
from orchestrator.models.registers import OPEN_STATES
from orchestrator.models.reviews import TO_COME
from orchestrator.web.dispute_rows import open_count
from orchestrator.web.fact_rows import waiting_facts
from orchestrator.web.register_words import REGISTERS, Register
from orchestrator.web.team_rows import waiting_proposals

Count = Callable[[int], ScalarSelect[int]]
"""How many rows of a project, by its id, wait for somebody."""


@dataclass(frozen=True, slots=True)
class Page:
    """``values`` are what its address needs beside the slug."""

    name: str
    words: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to a page; ``waiting`` rows of it are open."""

    words: str
    url: str
    waiting: int
    is_current: bool


def _open_in(register: Register, project_id: int) -> ScalarSelect[int]:
    table: Any = register.table
    is_open = table.state.in_(OPEN[register.table])
    count = select(func.count()).where(table.project_id == project_id, is_open)
    return count.scalar_subquery()


def _open_asks(project_id: int) -> ScalarSelect[int]:
    is_open = Ask.state.in_(OPEN_STATES)
    return select(func.count()).where(Ask.project_id == project_id, is_open).scalar_subquery()


def _register(name: str) -> Page:
    register = REGISTERS[name]
    values = {"register": name}
    return Page(name, register.tab, "registers.show", values, partial(_open_in, register))


def _open_goals(project_id: int) -> ScalarSelect[int]:
    is_open = ValueGoal.state == GoalState.OPEN
    count = select(func.count()).where(ValueGoal.project_id == project_id, is_open)
    return count.scalar_subquery()


def _reviews_to_come(project_id: int) -> ScalarSelect[int]:
    count = select(func.count()).where(Review.project_id == project_id, Review.state.in_(TO_COME))
    return count.scalar_subquery()


PAGES: Final[Sequence[Page]] = (
    Page("overview", "Overview", "projects.show"),
    _register("expectations"),
    Page("asks", "Asks", "ask_pages.index", count=_open_asks),
    _register("questions"),
    _register("changes"),
    _register("promises"),
    Page("stage", "Stage", "stage.show"),
    Page("known", "Known", "known.show"),
    Page("reviews", "Reviews", "reviews.show", count=_reviews_to_come),
    Page("decisions", "Decisions", "decision_log.show"),
    Page("disputes", "Invoices", "disputes.index", count=open_count),
    Page("value", "Value", "value.show", count=_open_goals),
    Page("people", "People", "people.show"),
    Page("facts", "Facts", "facts.show", count=waiting_facts),
    Page("team", "Team in", "team.show", count=waiting_proposals),
    Page("handover", "Handover", "handover.show"),
)
"""In the order of their tabs.  A screen that belongs to a project adds itself here."""


def counts(project_id: int) -> list[Label[int]]:
    """How much waits in each page, as columns of any statement of one row."""
    return [
        (page.count(project_id) if page.count else literal(0)).label(f"tab_{page.name}")
        for page in PAGES
    ]


def tabs(project: Project, counted: RowMapping, current: str) -> list[Tab]:
    """All of them; ``counted`` has the columns `counts`, ``current`` names the page shown."""
    return [
        Tab(
            page.words,
            url_for(page.endpoint, slug=project.slug, **page.values),
            counted[f"tab_{page.name}"],
            page.name == current,
        )
        for page in PAGES
    ]


def tabs_of(session: Session, project: Project, current: str) -> list[Tab]:
    """All of them, counted in one statement."""
    return tabs(project, session.execute(select(*counts(project.id))).mappings().one(), current)
