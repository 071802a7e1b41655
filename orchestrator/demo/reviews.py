"""What was decided with clients on the phone and at a table."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import HARBOR, LEAF, MUSEUM, Chapter
from orchestrator.engagement.client_decisions import Noted, note_decision
from orchestrator.models import Way


def reviews(desk: Desk, now: datetime) -> Iterator[Event]:
    """Two calls and a meeting in which something was decided."""
    yield (
        now - timedelta(days=24),
        partial(_note, desk, HARBOR, Way.MEETING, "The launch is on a Tuesday, never on a Friday.",
                "Tuesdays are quiet for us, so let it be a Tuesday."),
    )  # fmt: skip
    yield (
        now - timedelta(days=11),
        partial(_note, desk, MUSEUM, Way.CALL, "Nerys Pugh also reads the Welsh texts.",
                "If Nerys has the time, I would love her for the Welsh too."),
    )  # fmt: skip
    yield (
        now - timedelta(days=5),
        partial(_note, desk, LEAF, Way.CALL, "The old shop stays online until the end of January.",
                ""),
    )  # fmt: skip


def _note(desk: Desk, chapter: Chapter, way: Way, text: str, words: str, at: datetime) -> None:
    project, contact = desk.of(chapter)
    noted = Noted(contact.id, text, words, way, at)
    with desk.past.database.write() as session:
        note_decision(
            session, project, noted, source=desk.actor.name, tells=False, actor=desk.actor, now=at
        )
