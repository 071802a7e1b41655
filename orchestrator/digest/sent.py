"""What follows from an update that left: facts and numbers are told, questions are asked."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from orchestrator.digest.facts import facts_in
from orchestrator.digest.goals import measured_in
from orchestrator.models import (
    Ask,
    AskState,
    Block,
    BlockKind,
    Digest,
    DigestState,
    FactTold,
    MeasurementTold,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    PulseOutcome,
    PulseQuestion,
    PulseTopic,
)
from orchestrator.models.facts import arrived

_LEFT = (OutboxState.ACCEPTED, OutboxState.DELIVERED, OutboxState.BOUNCED, OutboxState.COMPLAINED)


def close_sent(session: Session) -> int:
    """Close every approved update whose message was accepted; return how many.

    The caller commits.  Run twice it does nothing more.
    """
    rows = session.execute(
        select(Digest, OutboxEntry.finished_at)
        .join(OutboxEntry, OutboxEntry.digest_id == Digest.id)
        .where(
            Digest.state == DigestState.APPROVED,
            OutboxEntry.kind == OutboxKind.DIGEST,
            OutboxEntry.state.in_(_LEFT),
        )
        .with_for_update(of=Digest, skip_locked=True)
    ).all()
    for digest, accepted_at in rows:
        assert accepted_at is not None, digest.id
        told(session, digest, at=accepted_at)
    return len(rows)


def told(session: Session, digest: Digest, *, at: datetime) -> None:
    """It reached its reader: what it says is told, what it asks is asked.  The caller commits."""
    digest.state, digest.sent_at = DigestState.SENT, at
    _tell(session, digest, at=at)
    _tell_measured(session, digest, at=at)
    _ask(session, digest, at=at)
    _ask_pulse(session, digest, at=at)


def _tell(session: Session, digest: Digest, *, at: datetime) -> None:
    hers = FactTold.contact_id == digest.contact_id
    # What came back is told only now.
    session.execute(
        delete(FactTold)
        .where(hers, FactTold.fact_id.in_(facts_in(digest)), ~arrived())
        .execution_options(synchronize_session=False)
    )
    known = set(session.scalars(select(FactTold.fact_id).where(hers)))
    session.add_all(
        FactTold(fact_id=fact_id, contact_id=digest.contact_id, digest_id=digest.id, told_at=at)
        for fact_id in facts_in(digest)
        if fact_id not in known
    )


def _tell_measured(session: Session, digest: Digest, *, at: datetime) -> None:
    told, hers = MeasurementTold.measurement_id, MeasurementTold.contact_id == digest.contact_id
    session.execute(
        delete(MeasurementTold)
        .where(hers, told.in_(measured_in(digest)), ~arrived(MeasurementTold))
        .execution_options(synchronize_session=False)
    )
    known = set(session.scalars(select(told).where(hers)))
    session.add_all(
        MeasurementTold(
            measurement_id=each, contact_id=digest.contact_id, digest_id=digest.id, told_at=at
        )
        for each in sorted(measured_in(digest) - known)
    )


def _ask(session: Session, digest: Digest, *, at: datetime) -> None:
    """The first time sets ``asked_at``; each further one rolls the ask on, at most twice."""
    for ask in session.scalars(
        select(Ask).join(Block, Block.ask_id == Ask.id).where(Block.digest_id == digest.id)
    ).all():
        if ask.asked_at is None:
            ask.asked_at = at
        elif ask.state in (AskState.OPEN, AskState.ROLLED):
            ask.state, ask.rolled = AskState.ROLLED, min(ask.rolled + 1, 2)


def _ask_pulse(session: Session, digest: Digest, *, at: datetime) -> None:
    topics = [b.details.get("topic") for b in digest.blocks if b.kind is BlockKind.PULSE]
    session.add_all(
        PulseQuestion(
            digest_id=digest.id,
            project_id=digest.project_id,
            contact_id=digest.contact_id,
            topic=PulseTopic(topic),
            asked_at=at,
            outcome=PulseOutcome.ASKED,
        )
        for topic in topics
        if topic
    )
