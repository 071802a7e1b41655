"""What our own people and their tools propose, and a person's word on each.

Nobody outside hears of a proposal: what is told are facts, and only a person makes one of it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import add_fact, withdraw_fact
from orchestrator.errors import Refused
from orchestrator.models import (
    Contact,
    Fact,
    FactKind,
    FactTold,
    Impact,
    Participant,
    Project,
    Proposal,
    ProposalState,
)
from orchestrator.models.base import insert_blank
from orchestrator.record.append import Action, Actor, record

_DECIDED = (ProposalState.TAKEN, ProposalState.DROPPED)


def propose(
    session: Session,
    project_id: int,
    *,
    kind: FactKind,
    impact: Impact,
    text: str,
    source: str,
    key: str,
    author: str,
    known_at: datetime,
    actor: Actor,
    now: datetime,
    topic: str = "",
    hearers: Sequence[int] = (),
) -> int | None:
    """Propose a fact once; the id, or None where ``key`` was proposed before.

    The caller commits.
    """
    values = {
        "project_id": project_id,
        "kind": kind,
        "impact": impact,
        "text": text,
        "known_at": known_at,
        "hearers": list(hearers),
        "source": source,
        "key": key,
        "topic": topic,
        "author": author,
        "state": ProposalState.WAITING,
        "proposed_at": now,
    }
    made = session.scalar(
        insert_blank(session, Proposal)
        .values(values)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Proposal.id)
    )
    if made is not None:
        said = {"source": source, "kind": kind.value, "impact": impact.value}
        note_proposal(session, made, project_id, text, actor=actor, now=now, **said)
    return made


def note_proposal(
    session: Session,
    proposal_id: int,
    project_id: int,
    text: str,
    *,
    actor: Actor,
    now: datetime,
    **extra: str,
) -> None:
    """Put what is proposed, or what became of it, into the record."""
    record(
        session,
        Action.PROPOSE,
        f"proposal:{proposal_id}",
        actor=actor,
        now=now,
        project_id=project_id,
        details={"text": text},
        **extra,
    )


def take_proposal(
    session: Session,
    proposal: Proposal,
    *,
    kind: FactKind,
    impact: Impact,
    text: str,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Fact:
    """Make a fact of it, in these words: the next update tells it.  The caller commits.

    Who must hear it and takes part no more is left out.

    Raises:
        UsageError: names the field and what it needs.
        Refused: somebody decided already.
    """
    _claim(session, proposal, ProposalState.TAKEN, user_id, now)
    fact = add_fact(
        session,
        session.get_one(Project, proposal.project_id),
        kind=kind,
        text=text,
        source=proposal.source,
        impact=impact,
        known_at=min(proposal.known_at, now),
        hearers=_still_there(session, proposal),
        actor=actor,
        now=now,
    )
    proposal.fact_id = fact.id
    _decided(session, proposal, "taken", actor=actor, now=now, fact=fact.id)
    return fact


def drop_proposal(
    session: Session, proposal: Proposal, *, user_id: int, actor: Actor, now: datetime
) -> None:
    """Nobody is told.  The caller commits.  Raises Refused: somebody decided already."""
    _claim(session, proposal, ProposalState.DROPPED, user_id, now)
    _decided(session, proposal, "dropped", actor=actor, now=now)


def undo_proposal(session: Session, proposal: Proposal, *, actor: Actor, now: datetime) -> None:
    """It was a wrong click: it waits again, and its fact counts no more.  The caller commits.

    Raises:
        Refused: nothing was decided, or the fact was told or changed since.
    """
    fact_id, was = proposal.fact_id, proposal.state
    waiting = {"state": ProposalState.WAITING, "decided_by": None, "decided_at": None}
    _move(session, proposal, _DECIDED, waiting | {"fact_id": None})
    if was is ProposalState.TAKEN and fact_id is not None:
        fact = session.get_one(Fact, fact_id)
        if session.scalar(select(FactTold.id).where(FactTold.fact_id == fact_id).limit(1)):
            raise Refused("this was told already: change the fact instead")
        if fact.counts:
            withdraw_fact(session, fact_id, reason="taken back", actor=actor, now=now)
        elif fact.superseded_at is not None:
            raise Refused("its fact was changed since: withdraw that instead")
    _decided(session, proposal, "undone", actor=actor, now=now)


def _claim(
    session: Session, proposal: Proposal, state: ProposalState, user_id: int, now: datetime
) -> None:
    values = {"state": state, "decided_by": user_id, "decided_at": now}
    _move(session, proposal, (ProposalState.WAITING,), values)


def _move(
    session: Session, proposal: Proposal, of: Sequence[ProposalState], values: dict[str, Any]
) -> None:
    """Of two people at once, one wins.  Raises Refused for the other."""
    change = update(Proposal).where(Proposal.id == proposal.id, Proposal.state.in_(of))
    if session.scalar(change.values(**values).returning(Proposal.id)) is None:
        raise Refused("somebody has decided this in the meantime")
    session.refresh(proposal)


def _still_there(session: Session, proposal: Proposal) -> Sequence[Contact]:
    return session.scalars(
        select(Contact)
        .join(Participant, Participant.contact_id == Contact.id)
        .where(
            Participant.project_id == proposal.project_id, Contact.id.in_(proposal.hearers or [])
        )
    ).all()


def _decided(
    session: Session, proposal: Proposal, state: str, *, actor: Actor, now: datetime, **extra: Any
) -> None:
    record(
        session,
        Action.DECIDE,
        f"proposal:{proposal.id}",
        actor=actor,
        now=now,
        project_id=proposal.project_id,
        state=state,
        **extra,
    )
