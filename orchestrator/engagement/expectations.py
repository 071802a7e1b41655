"""What stands beside an expectation: what is meant, how our teams read it, what speaks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.rows import words
from orchestrator.errors import Refused
from orchestrator.models import (
    Evidence,
    EvidenceKind,
    Expectation,
    ExpectationReading,
    ExpectationState,
)
from orchestrator.record.append import Action, Actor, record

LONGEST_TEAM = 60


@dataclass(frozen=True, slots=True)
class Readings:
    """The newest reading of each team, by its name; ``differ`` when they do not say the same."""

    of_teams: Mapping[str, ExpectationReading]

    @property
    def differ(self) -> bool:
        return len({" ".join(each.text.casefold().split()) for each in self.of_teams.values()}) > 1


def readings_of(session: Session, expectation_id: int) -> Readings:
    """How each team understands an expectation now."""
    rows = session.scalars(
        select(ExpectationReading)
        .where(ExpectationReading.expectation_id == expectation_id)
        .order_by(ExpectationReading.id)
    )
    return Readings({row.team: row for row in rows})


def evidence_of(session: Session, expectation_id: int) -> Sequence[Evidence]:
    """What was said and seen of it, the newest first."""
    return session.scalars(
        select(Evidence)
        .where(Evidence.expectation_id == expectation_id)
        .order_by(Evidence.seen_at.desc(), Evidence.id.desc())
    ).all()


def add_reading(
    session: Session,
    expectation_id: int,
    team: str,
    text: str,
    *,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> ExpectationReading:
    """Keep how one of our teams understands it; what it said before stays.  The caller commits.

    Raises:
        UsageError: no team, no words, or too many.
        Refused: the expectation is not there any more.
    """
    row = ExpectationReading(
        expectation_id=_there(session, expectation_id).id,
        team=words(team, "team", LONGEST_TEAM),
        text=words(text, "reading"),
        user_id=user_id,
        noted_at=now,
    )
    session.add(row)
    _note(session, expectation_id, {"team": row.team, "text": row.text}, actor=actor, now=now)
    return row


def add_evidence(
    session: Session,
    expectation_id: int,
    kind: EvidenceKind,
    text: str,
    *,
    source: str,
    seen_at: datetime,
    actor: Actor,
    now: datetime,
) -> Evidence:
    """Keep that they said it again, that we showed it, or that we failed it.  The caller commits.

    Raises:
        UsageError: no words, or too many.
        Refused: the expectation is not there any more.
    """
    row = Evidence(
        expectation_id=_there(session, expectation_id).id,
        kind=kind,
        text=words(text, "evidence"),
        source=source,
        seen_at=seen_at,
    )
    session.add(row)
    # With its source: where that mail is moved, its words go out of sight in the record too.
    _note(
        session, expectation_id, {"text": row.text}, actor=actor, now=now, evidence=kind.value,
        source=source,
    )  # fmt: skip
    return row


def take_place(
    session: Session, expectation_id: int, before_id: int, *, actor: Actor, now: datetime
) -> Expectation:
    """What a client says now takes the place of what they said before; both stay.

    The caller commits.

    Raises:
        Refused: one of them is not open, or they are of two people.
    """
    row = _there(session, expectation_id)
    is_free = row.state is ExpectationState.OPEN and row.supersedes_id is None
    before = session.scalar(
        update(Expectation)
        .where(
            Expectation.id == before_id,
            Expectation.id != expectation_id,
            Expectation.state == ExpectationState.OPEN,
            Expectation.project_id == row.project_id,
            Expectation.contact_id.is_not_distinct_from(row.contact_id),
        )
        .values(state=ExpectationState.SUPERSEDED)
        .returning(Expectation.id)
    )
    if before is None or not is_free:
        raise Refused("both must be open, and of the same person")
    row.supersedes_id = before
    _decide(session, row, actor=actor, now=now, supersedes=before)
    return row


def give_place_back(
    session: Session, expectation_id: int, *, actor: Actor, now: datetime
) -> Expectation:
    """It was a wrong click: both are open.  The caller commits.

    Raises:
        Refused: it took no place, or something was done about it since.
    """
    row = _there(session, expectation_id)
    before = session.get(Expectation, row.supersedes_id) if row.supersedes_id else None
    if before is None or before.source == row.source or row.state is not ExpectationState.OPEN:
        raise Refused("there is nothing to take back")
    before.state, row.supersedes_id = ExpectationState.OPEN, None
    _decide(session, row, actor=actor, now=now, undone=True)
    return row


def _decide(
    session: Session, row: Expectation, *, actor: Actor, now: datetime, **extra: int | bool
) -> None:
    record(
        session,
        Action.DECIDE,
        f"expectation:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details={"text": row.text},
        state=row.state.value,
        **extra,
    )


def _there(session: Session, expectation_id: int) -> Expectation:
    row = session.get(Expectation, expectation_id)
    if row is None:
        raise Refused("this expectation is not there any more")
    return row


def _note(
    session: Session,
    expectation_id: int,
    details: Mapping[str, str],
    *,
    actor: Actor,
    now: datetime,
    **extra: str,
) -> None:
    row = session.get_one(Expectation, expectation_id)
    record(
        session,
        Action.NOTE,
        f"expectation:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details=details,
        **extra,
    )
