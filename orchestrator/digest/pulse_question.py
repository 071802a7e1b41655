"""Which of the four standard questions an update asks: they take turns, one an update."""

from datetime import datetime, timedelta

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session, aliased

from orchestrator.digest.pulse_words import pulse_words
from orchestrator.models import (
    Block,
    BlockKind,
    BlockSource,
    Digest,
    DigestState,
    Direction,
    Mail,
    Project,
    PulseTopic,
    Sentiment,
    Thread,
)
from orchestrator.models.meaning import counting_sentiment

ASKED_EVERY = timedelta(days=5)
"""Nobody is asked more often than that, however many updates she gets."""

_LEFT_OR_MAY_LEAVE = (
    DigestState.DRAFTED,
    DigestState.HELD,
    DigestState.APPROVED,
    DigestState.SENT,
)


def pulse_block(session: Session, digest: Digest) -> Block | None:
    """The question of an update; none while something stands between us, or soon after another."""
    project = digest.project
    if is_in_trouble(session, project):
        return None
    before, asked_at = _asked_before(session, digest) or (None, None)
    if asked_at is not None and digest.send_at - asked_at < ASKED_EVERY:
        return None
    topic = _next(before)
    return Block(
        kind=BlockKind.PULSE,
        text=pulse_words(digest.contact.language).questions[topic],
        details={"topic": topic.value},
        sources=[BlockSource(source=f"project:{project.id}", client_id=project.client_id)],
    )


def is_in_trouble(session: Session, project: Project) -> bool:
    """Whether a dispute is open, or an unhappy mail has no answer of ours yet."""
    ours = aliased(Mail)
    is_answered = select(ours.id).where(
        ours.thread_id == Mail.thread_id,
        ours.direction == Direction.OUT,
        ours.kind == "human",
        ours.received_at > Mail.received_at,
    )
    is_unhappy = func.coalesce(Sentiment.corrected_label, Sentiment.label) == "negative"
    is_dispute = cast(Sentiment.intents, String).contains("invoice_dispute")
    found = (
        select(Mail.id)
        .join(Sentiment, Sentiment.mail_id == Mail.id)
        .join(Thread, Thread.id == Mail.thread_id)
        .where(
            Mail.project_id == project.id,
            Thread.done_at.is_(None),
            Sentiment.id == counting_sentiment(Mail.id).correlate(Mail),
            is_dispute | (is_unhappy & ~is_answered.exists()),
        )
    )
    return session.scalar(found.limit(1)) is not None


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
