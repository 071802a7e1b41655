"""Who is who in the sample studio, and what its clients can do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from orchestrator.demo.past import Past
from orchestrator.demo.story import Chapter
from orchestrator.models import Contact, Project, User
from orchestrator.record.append import Actor

Event = tuple[datetime, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The people, once they are in the database."""

    past: Past
    maya: User
    ravi: User
    projects: dict[str, tuple[Project, Contact]]

    @property
    def actor(self) -> Actor:
        return Actor(f"user:{self.maya.id}", "web")

    def of(self, chapter: Chapter) -> tuple[Project, Contact]:
        return self.projects[chapter.slug]


def hear_back(desk: Desk, chapter: Chapter, words: str, at: datetime, *, address: str = "") -> int:
    """The client answers her newest update, from ``address`` where it is not the usual one."""
    project, contact = desk.of(chapter)
    return desk.past.hear_back(contact, project, words, at=at, address=address)


def hear(desk: Desk, chapter: Chapter, subject: str, words: str, at: datetime) -> int:
    """The client begins a conversation."""
    return desk.past.hear(chapter.contact, chapter.address, subject, words, at=at)
