"""The facts of a project, as their page and the overview show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from orchestrator.engagement.transparency import (
    Audience,
    Lag,
    Lags,
    audience_of,
    lags_of,
    summary_of,
)
from orchestrator.models import (
    Contact,
    Fact,
    FactHearer,
    FactTold,
    Mail,
    Participant,
    Project,
    Wishes,
)
from orchestrator.models.facts import arrived
from orchestrator.record.append import Action
from orchestrator.web.history import Step, steps_of
from orchestrator.web.naming import Named, names_of
from orchestrator.web.parts import now
from orchestrator.web.record_words import did
from orchestrator.web.sources import mail_id_in

ROWS: Final = 50
NEWEST: Final = 5
Place = tuple[int, int]
"""Where a fact stands in the list: its rank and its id."""


@dataclass(frozen=True, slots=True)
class Told:
    """``fact`` is the version that was told; ``after``: how long that took."""

    name: str
    at: datetime
    digest_id: int
    fact: Fact
    after: timedelta


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with who heard it, who waits for it, and what the record says of it.

    ``heard`` is of the words as they are, ``before`` of former ones.  ``longest``: how long
    those who wait have waited at most.  ``named``: who must hear it; empty for everybody.
    """

    fact: Fact
    named: Mapping[int, str]
    heard: Sequence[Told]
    before: Sequence[Told]
    waiting: Sequence[str]
    longest: timedelta | None
    steps: Sequence[Step]

    @property
    def can_undo(self) -> bool:
        """Whether its last change can be taken back."""
        fact = self.fact
        if not fact.counts:
            return True
        former = fact.supersedes
        return former is not None and (not self.heard or former.text == fact.text)


@dataclass(frozen=True, slots=True)
class Page:
    """``older``: the row after which the next page begins.  ``people`` take part."""

    rows: list[Row]
    older: Place | None
    people: Sequence[Contact]
    names: Mapping[str, Named]
    every: Lags
    bad: Lags


def page_of(session: Session, project: Project, after: Place | None = None) -> Page:
    """What is untold first, bad news before the rest; then what was told; then withdrawn."""
    rank = _rank(project.id)
    query = select(Fact, rank).where(Fact.project_id == project.id, _is_shown())
    if after is not None:
        query = query.where(tuple_(rank, -Fact.id) > tuple_(after[0], -after[1]))
    found = session.execute(query.order_by(rank, -Fact.id).limit(ROWS + 1)).all()
    facts = [fact for fact, _ in found[:ROWS]]
    audience = audience_of(session, project.id)
    lags = lags_of(session, project.id, audience)
    contacts = _contacts(session, project)
    names = {contact.id: contact.name for contact in contacts}
    families = _families(session, project.id, facts)
    rows = _rows(session, facts, families, names, audience, lags)
    codes = {row.fact.source for row in rows} | {s.by for row in rows for s in row.steps}
    return Page(
        rows=rows,
        older=(found[ROWS - 1][1], facts[-1].id) if len(found) > ROWS else None,
        people=[contact for contact, takes_part in contacts.items() if takes_part],
        names=names_of(session, codes),
        every=summary_of(lags, now=now()),
        bad=summary_of([lag for lag in lags if lag.is_bad], now=now()),
    )


def waiting_facts(project_id: int) -> ScalarSelect[int]:
    """How many facts somebody must hear and was not told."""
    count = select(func.count(Fact.id)).where(Fact.project_id == project_id, waits(project_id))
    return count.scalar_subquery()


def waits(project_id: int) -> ColumnElement[bool]:
    """Whether somebody who takes part, and did not ask for silence, must hear it still."""
    named = select(FactHearer.contact_id).where(FactHearer.fact_id == Fact.id).correlate(Fact)
    told = select(FactTold.contact_id).where(FactTold.fact_id == Fact.id, arrived())
    silent = select(Wishes.contact_id).where(Wishes.stopped)
    who = Participant.contact_id
    waiting = select(Participant.id).where(
        Participant.project_id == project_id,
        who.not_in(silent),
        or_(~named.exists(), who.in_(named)),
        who.not_in(told.correlate(Fact)),
    )
    return and_(Fact.counts, waiting.correlate(Fact).exists())


def newest_facts(session: Session, project: Project) -> dict[Fact, list[tuple[str, datetime]]]:
    """The newest few with who was told when, in one statement."""
    newest = (
        select(Fact.id)
        .where(Fact.project_id == project.id, Fact.counts)
        .order_by(Fact.created_at.desc(), Fact.id.desc())
        .limit(NEWEST)
    )
    told: dict[Fact, list[tuple[str, datetime]]] = defaultdict(list)
    for fact, at, name in session.execute(
        select(Fact, FactTold.told_at, Contact.name)
        .select_from(Fact)
        .outerjoin(FactTold, and_(FactTold.fact_id == Fact.id, arrived()))
        .outerjoin(Contact, Contact.id == FactTold.contact_id)
        .where(Fact.id.in_(newest))
        .order_by(Fact.created_at.desc(), Fact.id.desc(), FactTold.told_at)
    ):
        told[fact] += [(name, at)] if at is not None else []
    return told


def entry_words(action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """An entry about a fact as a sentence; what was erased is left out."""
    text = f": “{details['text']}”" if "text" in details else ""
    match action, fields.get("state"):
        case Action.FACT, _:
            return f"{'Changed' if 'supersedes' in fields else 'Noted'}{text}"
        case Action.DECIDE, "withdrawn":
            return f"Withdrawn: {details['reason']}" if "reason" in details else "Withdrawn"
        case Action.DECIDE, "noted":
            return "Counts again"
        case Action.DECIDE, "undone":
            return "Took the change back"
    return did(action)


def _rows(
    session: Session,
    facts: Sequence[Fact],
    families: Mapping[int, Sequence[Fact]],
    names: Mapping[int, str],
    audience: Audience,
    lags: Sequence[Lag],
) -> list[Row]:
    by_fact: dict[int, list[Lag]] = defaultdict(list)
    for lag in lags:
        by_fact[lag.fact_id].append(lag)
    objs = {f"fact:{each.id}": fact_id for fact_id, all_ in families.items() for each in all_}
    steps: dict[int, list[Step]] = defaultdict(list)
    for obj, found in steps_of(session, list(objs), entry_words).items():
        steps[objs[obj]] += found

    def told(version: Fact) -> list[Told]:
        return [
            Told(names[lag.contact_id], lag.told_at, lag.digest_id, version, lag.length(now()))
            for lag in by_fact[version.id]
            if lag.told_at is not None and lag.digest_id is not None
        ]

    rows = []
    for fact in facts:
        running = [lag for lag in by_fact[fact.id] if lag.told_at is None]
        row = Row(
            fact=fact,
            named={each: names[each] for each in audience.named.get(fact.id, ())},
            heard=told(fact),
            before=[each for former in families[fact.id][1:] for each in told(former)],
            waiting=sorted(names[lag.contact_id] for lag in running),
            longest=max((lag.length(now()) for lag in running), default=None),
            steps=sorted(steps[fact.id], key=lambda step: -step.seq),
        )
        rows.append(row)
    return rows


def _contacts(session: Session, project: Project) -> dict[Contact, bool]:
    """All people of the client by name, each with whether they take part."""
    here = select(Participant.contact_id).where(Participant.project_id == project.id)
    rows = session.execute(
        select(Contact, Contact.id.in_(here))
        .where(Contact.client_id == project.client_id)
        .order_by(Contact.name, Contact.id)
    )
    return {contact: takes_part for contact, takes_part in rows}


def _families(session: Session, project_id: int, facts: Sequence[Fact]) -> dict[int, list[Fact]]:
    """Each of ``facts`` with all versions that were ever in its place, itself first."""
    superseded = session.scalars(
        select(Fact)
        .where(Fact.project_id == project_id, Fact.superseded_at.is_not(None))
        .order_by(Fact.id)
    ).all()
    by_id = {each.id: each for each in [*superseded, *facts]}

    def first(fact: Fact) -> int:
        while fact.supersedes_id in by_id:
            fact = by_id[fact.supersedes_id]
        return fact.supersedes_id or fact.id

    versions: dict[int, list[Fact]] = defaultdict(list)
    for each in superseded:
        versions[first(each)].append(each)
    return {fact.id: [fact, *versions[first(fact)]] for fact in facts}


def _is_shown() -> ColumnElement[bool]:
    """Also what a person withdrew, unless it came of a mail that was moved elsewhere since."""
    moved = select(Mail.id).where(
        Mail.id == mail_id_in(Fact.source), Mail.project_id.is_distinct_from(Fact.project_id)
    )
    was_withdrawn = and_(Fact.reason != "", Fact.superseded_at.is_(None), ~moved.exists())
    return or_(Fact.counts, was_withdrawn)


def _rank(project_id: int) -> ColumnElement[int]:
    waiting = waits(project_id)
    return case((waiting & Fact.is_bad, 0), (waiting, 1), (Fact.counts, 2), else_=3)
