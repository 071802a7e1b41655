"""What the ledger of one reader is computed from, in a statement for each kind of row."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Block,
    BlockSource,
    Contact,
    Digest,
    DigestState,
    Fact,
    FactHearer,
    FactTold,
    Measurement,
    MeasurementTold,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Participant,
    Project,
    ValueGoal,
    Withheld,
)
from orchestrator.models.facts import arrived

_TOLD = ("fact:", "ask:", "measurement:")
"""Sources that are the reader's to be told; others only say where a line comes from."""

_CONCERN: Final[tuple[type[Participant | Digest | Ask | ValueGoal], ...]] = (
    Participant, Digest, Ask, ValueGoal,
)  # fmt: skip


class Told(NamedTuple):
    at: datetime
    digest_id: int


class Place(NamedTuple):
    """An update of theirs in which something stands, or ``left_out`` of it with a reason.

    ``by_person``: somebody of ours decided that.
    """

    digest_id: int
    number: int
    state: DigestState
    reason: str
    at: datetime
    has_bounced: bool
    left_out: str = ""
    by_person: bool = False


@dataclass(slots=True)
class Rows:
    """Of one reader; ``places`` by source, the newest update last.

    ``taking_part``: ids of the projects in which they do; ``waiting``: of asks that they
    answered, which a person has to read.
    """

    projects: list[Project] = field(default_factory=list)
    taking_part: set[int] = field(default_factory=set)
    facts: list[tuple[Fact, bool, Told | None]] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    waiting: set[int] = field(default_factory=set)
    found: list[tuple[Measurement, ValueGoal, Told | None]] = field(default_factory=list)
    places: dict[str, list[Place]] = field(default_factory=dict)


def read_rows(session: Session, contact: Contact, project_ids: Collection[int]) -> Rows:
    """All there is to tell them in these projects, in six statements.  Reads only."""
    rows = Rows()
    for project, takes_part in session.execute(
        select(Project, Participant.id.is_not(None))
        .outerjoin(
            Participant,
            and_(Participant.project_id == Project.id, Participant.contact_id == contact.id),
        )
        .where(Project.id.in_(project_ids))
        .order_by(Project.name, Project.id)
    ):
        rows.projects.append(project)
        rows.taking_part |= {project.id} if takes_part else set()
    ids = [project.id for project in rows.projects]
    rows.facts = _facts(session, contact.id, ids)
    for ask, waits in session.execute(_asks(contact.id, ids)):
        rows.asks.append(ask)
        rows.waiting |= {ask.id} if waits else set()
    rows.found = _measured(session, contact.id, ids)
    rows.places = _places(session, contact.id, ids)
    return rows


def concerned(contact: Contact) -> Select[int]:
    """Projects in which they take part, had an update, were asked something or want to gain."""
    of_project = [
        select(row.id).where(row.contact_id == contact.id, row.project_id == Project.id).exists()
        for row in _CONCERN
    ]
    return select(Project.id).where(Project.client_id == contact.client_id, or_(*of_project))


def _facts(
    session: Session, contact_id: int, ids: Collection[int]
) -> list[tuple[Fact, bool, Told | None]]:
    """Each with whether it is theirs to hear."""
    named = select(FactHearer.contact_id).where(FactHearer.fact_id == Fact.id)
    rows = session.execute(
        select(
            Fact,
            or_(~named.exists(), literal(contact_id).in_(named)),
            FactTold.told_at,
            FactTold.digest_id,
        )
        .outerjoin(
            FactTold,
            and_(FactTold.fact_id == Fact.id, FactTold.contact_id == contact_id, arrived()),
        )
        .where(Fact.project_id.in_(ids))
        .order_by(Fact.known_at.desc(), Fact.id.desc())
    )
    return [(fact, is_theirs, _told(at, in_)) for fact, is_theirs, at, in_ in rows]


def _asks(contact_id: int, ids: Collection[int]) -> Select[Ask, bool]:
    waiting = select(Answer.id).where(Answer.ask_id == Ask.id, Answer.state == AnswerState.WAITING)
    return (
        select(Ask, waiting.exists())
        .where(Ask.contact_id == contact_id, Ask.project_id.in_(ids))
        .order_by(Ask.created_at.desc(), Ask.id.desc())
    )


def _measured(
    session: Session, contact_id: int, ids: Collection[int]
) -> list[tuple[Measurement, ValueGoal, Told | None]]:
    """With the goal as it is now; a withdrawn or changed one is the newest of its kind."""
    newest = (
        select(func.max(ValueGoal.id))
        .where(ValueGoal.contact_id == contact_id, ValueGoal.project_id.in_(ids))
        .group_by(func.coalesce(ValueGoal.first_id, ValueGoal.id))
    )
    rows = session.execute(
        select(Measurement, ValueGoal, MeasurementTold.told_at, MeasurementTold.digest_id)
        .join(ValueGoal, Measurement.goal_id == func.coalesce(ValueGoal.first_id, ValueGoal.id))
        .outerjoin(
            MeasurementTold,
            and_(
                MeasurementTold.measurement_id == Measurement.id,
                MeasurementTold.contact_id == contact_id,
                arrived(MeasurementTold),
            ),
        )
        .where(ValueGoal.id.in_(newest))
        .order_by(Measurement.measured_on.desc(), Measurement.id.desc())
    )
    return [(found, goal, _told(at, in_)) for found, goal, at, in_ in rows]


def _told(at: datetime | None, digest_id: int | None) -> Told | None:
    return None if at is None or digest_id is None else Told(at, digest_id)


def _places(session: Session, contact_id: int, ids: Collection[int]) -> dict[str, list[Place]]:
    update = (
        Digest.id,
        Digest.number,
        Digest.state,
        Digest.reason,
        func.coalesce(Digest.sent_at, Digest.send_at, type_=Digest.send_at.type),
        OutboxEntry.id.is_not(None),
    )
    bounced = and_(
        OutboxEntry.digest_id == Digest.id,
        OutboxEntry.kind == OutboxKind.DIGEST,
        OutboxEntry.state == OutboxState.BOUNCED,
    )
    theirs = (Digest.contact_id == contact_id, Digest.project_id.in_(ids))
    stands = (
        select(BlockSource.source, *update)
        .join(Block, Block.id == BlockSource.block_id)
        .join(Digest, Digest.id == Block.digest_id)
        .outerjoin(OutboxEntry, bounced)
        .where(*theirs, or_(*(BlockSource.source.startswith(kind) for kind in _TOLD)))
    )
    left_out = (
        select(Withheld.source, *update, Withheld.reason, Withheld.user_id.is_not(None))
        .join(Digest, Digest.id == Withheld.digest_id)
        .outerjoin(OutboxEntry, bounced)
        .where(*theirs)
    )
    found: dict[str, list[Place]] = defaultdict(list)
    for query in (stands, left_out):
        for source, *place in session.execute(query):
            found[source].append(Place(*place))
    return {source: sorted(each, key=lambda p: p.digest_id) for source, each in found.items()}
