"""What each person had been told by the end of a day, and what we knew and had not told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import String, and_, cast, literal, or_, select
from sqlalchemy.orm import Session

from orchestrator.engagement.transparency import Audience, audience_of
from orchestrator.errors import UsageError
from orchestrator.models import (
    Block,
    BlockSource,
    Contact,
    Digest,
    Fact,
    FactTold,
    Impact,
)
from orchestrator.models.facts import arrived
from orchestrator.walltime import instant, zone_of

_FIRST_YEAR = 1970


@dataclass(frozen=True, slots=True)
class Heard:
    """``text``: as the update put it, which is number ``number``."""

    fact_id: int
    text: str
    impact: Impact
    known_at: datetime
    source: str
    told_at: datetime
    digest_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What we knew.  ``noted_at`` is later than the day where only then somebody wrote it down."""

    fact_id: int
    text: str
    impact: Impact
    known_at: datetime
    source: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Knew:
    """``until``: the end of the day where she lives."""

    contact: Contact
    until: datetime
    told: list[Heard]
    untold: list[Kept]


def knew(
    session: Session, project_id: int, contacts: Sequence[Contact], on: date, *, now: datetime
) -> list[Knew]:
    """Of each of ``contacts``, at the end of the day ``on`` in her own zone.  Reads only.

    Raises:
        UsageError: that day has not begun anywhere, or is before there was e-mail.
    """
    if on.year < _FIRST_YEAR:
        raise UsageError(f"on: {on} is too long ago")
    if on > (now + timedelta(hours=14)).date():
        raise UsageError(f"on: {on} has not come yet")
    heard, kept = _heard(session, project_id), _kept(session, project_id)
    audience = audience_of(session, project_id)
    return [
        _knew(contact, _end_of(on, contact.timezone), heard[contact.id], kept, audience)
        for contact in contacts
    ]


def _end_of(on: date, zone: str) -> datetime:
    return instant(on + timedelta(days=1), time(), zone_of(zone))


def _knew(
    contact: Contact,
    until: datetime,
    heard: Sequence[Heard],
    kept: Sequence[Fact],
    audience: Audience,
) -> Knew:
    told = [each for each in heard if each.told_at < until]
    known = {each.fact_id for each in told}
    untold = [
        Kept(f.id, f.text, f.impact, f.known_at, f.source, f.created_at)
        for f in kept
        if f.known_at < until
        and f.id not in known
        and contact.id in audience.of(f.id)
        and all(gone is None or gone >= until for gone in (f.withdrawn_at, f.superseded_at))
    ]
    return Knew(contact, until, told, untold)


def _heard(session: Session, project_id: int) -> dict[int, list[Heard]]:
    """By contact, in the order of telling."""
    in_update = (
        select(BlockSource.id)
        .where(
            BlockSource.block_id == Block.id,
            BlockSource.source == literal("fact:") + cast(FactTold.fact_id, String),
        )
        .exists()
    )
    rows = session.execute(
        select(FactTold, Fact, Digest.number, Block.text)
        .join(Fact, Fact.id == FactTold.fact_id)
        .join(Digest, Digest.id == FactTold.digest_id)
        .outerjoin(Block, and_(Block.digest_id == Digest.id, in_update))
        .where(Fact.project_id == project_id, arrived())
        .order_by(FactTold.told_at, FactTold.fact_id)
    )
    found: dict[int, list[Heard]] = defaultdict(list)
    for told, fact, number, text in rows:
        heard = Heard(
            fact.id, text or fact.text, fact.impact, fact.known_at, fact.source,
            told.told_at, told.digest_id, number,
        )  # fmt: skip
        found[told.contact_id].append(heard)
    return found


def _kept(session: Session, project_id: int) -> Sequence[Fact]:
    """Bad first, then oldest; without those of mails that turned out to belong elsewhere."""
    is_ours = or_(Fact.withdrawn_at.is_(None), Fact.reason != "")
    return session.scalars(
        select(Fact)
        .where(Fact.project_id == project_id, is_ours)
        .order_by((Fact.impact == Impact.BAD).desc(), Fact.known_at, Fact.id)
    ).all()
