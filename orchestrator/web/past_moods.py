"""How a client's last mails felt, one after the other, for the line beside the word."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from orchestrator.models import Direction, Mail, Pulse, Sentiment
from orchestrator.web.access import is_visible
from orchestrator.web.feeling import Felt, felt_as
from orchestrator.web.parts import now
from orchestrator.web.views import counting_feeling

SHOWN: Final = 8
WITHIN: Final = timedelta(days=120)

_HEIGHTS: Final = {"Unhappy": 1, "So-so": 3, "Calm": 4, "Good": 4, "Happy": 5, "Great": 5}
"""On the axis of the pulse.  What is unclear has none: the line has a gap there."""


@dataclass(slots=True)
class Past:
    """The last mails that were felt, oldest first; false for fewer than two, which make no line."""

    felt: list[Felt] = field(default_factory=list)

    def __bool__(self) -> bool:
        return len(self.felt) > 1

    @property
    def words(self) -> list[str]:
        """Without the number of a pulse."""
        return [word.partition(" ")[0] for _, word, _ in self.felt]

    @property
    def heights(self) -> list[int | None]:
        return [_HEIGHTS.get(word) for word in self.words]

    @property
    def tone(self) -> str:
        """Of the newest."""
        return self.felt[-1][0]

    @property
    def label(self) -> str:
        """``last 3 mails: calm, unhappy, unhappy``, for who cannot see the line."""
        return f"last {len(self.felt)} mails: {', '.join(self.words).lower()}"


def past_of_projects(session: Session, *which: ColumnElement[bool]) -> dict[int, Past]:
    """By project, of those that the user sees.  One statement, however many they are."""
    found: dict[int, Past] = defaultdict(Past)
    for project_id, _, felt in _last(session, (Mail.project_id,), *which):
        found[project_id].felt.append(felt)
    return found


def past_of_people(
    session: Session, contact_ids: Collection[int | None]
) -> dict[tuple[int, int | None], Past]:
    """By project and contact: what she wrote in another project is not for all eyes."""
    found: dict[tuple[int, int | None], Past] = defaultdict(Past)
    known = [each for each in contact_ids if each is not None]
    if not known:
        return found
    hers = Mail.contact_id.in_(known)
    for project_id, contact_id, felt in _last(session, (Mail.project_id, Mail.contact_id), hers):
        found[project_id, contact_id].felt.append(felt)
    return found


def _last(
    session: Session, apart: tuple[Any, ...], *which: ColumnElement[bool]
) -> list[tuple[Any, Any, Felt]]:
    """The newest `SHOWN` of each group, oldest first.

    They are counted before it is looked up how they felt, which costs more.
    """
    newest = (Mail.received_at.desc(), Mail.id.desc())
    ranked = (
        select(Mail.id, func.row_number().over(partition_by=apart, order_by=newest).label("place"))
        .where(Mail.direction == Direction.IN, Mail.kind.in_(("human", "empty")))
        .where(Mail.contact_id.is_not(None), Mail.project_id.is_not(None))
        .where(Mail.received_at >= now() - WITHIN, is_visible(Mail.project_id), *which)
        .subquery()
    )
    felt = session.execute(
        select(
            Mail.project_id, Mail.contact_id, Sentiment.label, Sentiment.corrected_label,
            Pulse.score,
        )
        .select_from(Mail)
        .join(ranked, ranked.c.id == Mail.id)
        .outerjoin(Sentiment, Sentiment.id == counting_feeling())
        .outerjoin(Pulse, Pulse.mail_id == Mail.id)
        .where(ranked.c.place <= SHOWN, or_(Sentiment.id.is_not(None), Pulse.id.is_not(None)))
        .order_by(ranked.c.place.desc())
    )  # fmt: skip
    return [
        (project_id, contact_id, felt_as(label or "unclear", corrected, score))
        for project_id, contact_id, label, corrected, score in felt
    ]
