"""Which of the four standard questions an update asks: they take turns, one an update."""

from datetime import datetime, timedelta

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from orchestrator.models import (
    Block,
    BlockKind,
    BlockSource,
    Digest,
    DigestState,
    Dispute,
    Mail,
    Project,
    PulseTopic,
    Sentiment,
    Thread,
)
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.models.meaning import counting_sentiment
from orchestrator.models.unanswered import holds

ASKED_EVERY = timedelta(days=5)
"""Nobody is asked more often than that, however many updates she gets."""

_LEFT_OR_MAY_LEAVE = (
    DigestState.DRAFTED,
    DigestState.HELD,
    DigestState.APPROVED,
    DigestState.SENT,
)


def pulse_block(session: Session, digest: Digest, *, now: datetime) -> Block | None:
    """The question of an update; none while something stands between us, or soon after another."""
    project = digest.project
    if is_in_trouble(session, project, now=now):
        return None
    before, asked_at = _asked_before(session, digest) or (None, None)
    if asked_at is not None and digest.send_at - asked_at < ASKED_EVERY:
        return None
    topic, contact = _next(before), digest.contact
    return Block(
        kind=BlockKind.PULSE,
        text=contact.say(f"pulse.{topic.value}"),
        details={"topic": topic.value},
        sources=[BlockSource(source=f"project:{project.id}", client_id=project.client_id)],
    )


def is_in_trouble(session: Session, project: Project, *, now: datetime) -> bool:
    """Whether the case of an invoice is open, or an unhappy mail holds somebody's updates back."""
    case = (
        select(Mail.id)
        .join(Dispute, Dispute.mail_id == Mail.id)
        .where(Dispute.project_id == project.id, Dispute.state.in_(UNSETTLED), stands())
    )
    unhappy = (
        select(Mail.id)
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .join(Thread, Thread.id == Mail.thread_id)
        .where(Mail.project_id == project.id, holds(now))
    )
    return session.scalar(union_all(case, unhappy).limit(1)) is not None


def _asked_before(session: Session, digest: Digest) -> tuple[PulseTopic | None, datetime] | None:
    """The newest question that she was asked, or is to be asked, in another update of any project.

    What updates asked before the questions took turns has no topic.
    """
    newest = session.execute(
        select(Block.details, Digest.send_at)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            Digest.contact_id == digest.contact_id,
            Digest.id != digest.id,
            Digest.state.in_(_LEFT_OR_MAY_LEAVE),
            Block.kind == BlockKind.PULSE,
        )
        .order_by(Digest.send_at.desc(), Digest.id.desc())
        .limit(1)
    ).first()
    if newest is None:
        return None
    topic = newest[0].get("topic")
    return (PulseTopic(topic) if topic else None), newest[1]


def _next(topic: PulseTopic | None) -> PulseTopic:
    turns = list(PulseTopic)
    return turns[(turns.index(topic) + 1) % len(turns)] if topic else turns[0]
