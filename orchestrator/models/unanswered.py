"""Which mails wait for us, and which of them hold back the updates to their writer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from orchestrator.models.base import UtcDateTime
from orchestrator.models.digests import Approval, Block, BlockSource, Digest, DigestState
from orchestrator.models.mail import Mail
from orchestrator.models.mailbox import Direction
from orchestrator.models.meaning import Look, Sentiment, counting_sentiment
from orchestrator.models.outbox import OutboxEntry
from orchestrator.models.people import Contact
from orchestrator.models.registers import Pulse

HOLDS_FROM = 0.3
"""P(negative) from which a mail counts as maybe unhappy: nine unhappy mails in ten are above it,
and one calm mail in seven (`bench.alarms` measures both)."""
HOLDS_FOR = timedelta(days=90)
"""Older mail, such as an import brings, holds nothing: so late it was answered elsewhere."""
LOW_SCORE = 2
"""A pulse that says unhappy, as do those below."""

# Made once: to look up the columns of an alias costs more than to ask the database.
_OURS = aliased(Mail)
_FELT = aliased(Sentiment)


@dataclass(frozen=True, slots=True)
class UnhappyMail:
    """``is_sure``: its label, its pulse or a person says so; else only a likelihood does."""

    mail_id: int
    thread_id: int
    project_id: int
    contact_id: int
    name: str
    received_at: datetime
    new_text: str
    evidence: list[dict[str, Any]]
    is_sure: bool

    @property
    def decided(self) -> str:
        """The sentence that decided; empty where none did."""
        return _deciding(self.evidence)

    @property
    def words(self) -> str:
        """The same, or else how it begins."""
        return self.decided or self.new_text.strip().split("\n")[0]


def holding_mails(
    session: Session, *conditions: ColumnElement[bool], now: datetime
) -> list[UnhappyMail]:
    """The mails that hold back updates, where ``conditions`` on `Mail` are met; newest first."""
    query = _unhappy().where(holds(now), *conditions)
    return [UnhappyMail(*row) for row in session.execute(query)]


def _unhappy(*more: ColumnElement[Any]) -> Select[Any]:
    """The columns of `UnhappyMail`, and ``more``; newest first."""
    return (
        select(
            Mail.id,
            Mail.thread_id,
            Mail.project_id,
            Mail.contact_id,
            Contact.name,
            Mail.received_at,
            func.substr(Mail.new_text, 1, 300),
            Sentiment.evidence,
            or_(_label() == "negative", _is_low()),
            *more,
        )
        .join(Contact, Contact.id == Mail.contact_id)
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .order_by(Mail.received_at.desc(), Mail.id.desc())
    )


def _label() -> ColumnElement[str]:
    """A person's word, else the reading's."""
    return func.coalesce(Sentiment.corrected_label, Sentiment.label)


def unhappy_in(
    session: Session, project_id: int, *, now: datetime
) -> list[tuple[UnhappyMail, bool]]:
    """Those of a project that were unhappy, or maybe and wait for us; newest first.

    Each with whether it holds updates back.
    """
    holding = holds(now)
    query = _unhappy(holding.label("holds")).where(
        Mail.project_id == project_id,
        Mail.direction == Direction.IN,
        or_(_label() == "negative", _is_low(), holding),
    )
    return [(UnhappyMail(*row[:-1]), row[-1]) for row in session.execute(query)]


def unhappy_words(
    session: Session, pairs: Collection[tuple[int, int]], *, at_most: int = 2
) -> dict[tuple[int, int], list[str]]:
    """What decided the newest unhappy mails of contacts in projects, newest first."""
    found: dict[tuple[int, int], list[str]] = {pair: [] for pair in pairs}
    if not pairs:
        return found
    rows = session.execute(
        select(Mail.contact_id, Mail.project_id, Sentiment.evidence)
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .where(
            tuple_(Mail.contact_id, Mail.project_id).in_(pairs),
            Mail.direction == Direction.IN,
            _label() == "negative",
        )
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(20 * len(pairs))
    )
    for contact_id, project_id, evidence in rows:
        words, kept = _deciding(evidence), found[contact_id, project_id]
        if words and words not in kept and len(kept) < at_most:
            kept.append(words)
    return found


def _deciding(evidence: Sequence[Mapping[str, Any]]) -> str:
    return next((str(one["text"])[:300] for one in evidence if one["weight"] < 0), "")


def holds(now: datetime) -> ColumnElement[bool]:
    """Whether `Mail` is an unhappy one that holds back the updates of its project to its writer.

    Until a person answers it, or looks; an update that took up what it says answers it too.
    """
    return _holds(now - HOLDS_FOR)


def _holds(since: Any) -> ColumnElement[bool]:
    looked = exists().where(
        Look.mail_id == Mail.id, Look.project_id == Mail.project_id, Look.undone_at.is_(None)
    )
    told = (
        select(BlockSource.id)
        .join(Block, Block.id == BlockSource.block_id)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            BlockSource.source == literal("mail:").concat(cast(Mail.id, String)),
            Digest.state == DigestState.SENT,
            Digest.contact_id == Mail.contact_id,
        )
        .correlate(Mail)
        .exists()
    )
    return and_(
        Mail.received_at > since,
        Mail.direction == Direction.IN,
        _is_unhappy(),
        ~looked,
        ~told,
        is_unanswered(),
    )


def holding_back(
    session: Session, contact_id: int, project_id: int, *, now: datetime
) -> list[UnhappyMail]:
    """What holds back the updates of a project to a contact."""
    return holding_mails(
        session, Mail.contact_id == contact_id, Mail.project_id == project_id, now=now
    )


def held_back(
    session: Session, pairs: Collection[tuple[int, int]], *, now: datetime
) -> set[tuple[int, int]]:
    """Those (contact, project) pairs whose updates a mail of theirs holds back."""
    if not pairs:
        return set()
    given = {"pairs": list(pairs), "since": now - HOLDS_FOR}
    rows = session.execute(_held_back(), given)
    return {(contact, project) for contact, project in rows if contact and project}


@cache
def _held_back() -> Select[int | None, int | None]:
    """Made once: to put it together takes longer than to run it."""
    theirs = tuple_(Mail.contact_id, Mail.project_id).in_(bindparam("pairs", expanding=True))
    holding = _holds(bindparam("since", type_=UtcDateTime()))
    return select(Mail.contact_id, Mail.project_id).where(theirs, holding).distinct()


def is_unanswered() -> ColumnElement[bool]:
    """No person of ours wrote since a `Mail` to us in its conversation.

    What was sent from here answers only what its sender had read: an answer leaves some
    seconds after the click, and a mail may come in between.
    """
    is_unread = (
        exists()
        .where(
            OutboxEntry.message_id == _OURS.message_id,
            Approval.id == OutboxEntry.approval_id,
            Approval.response_id.is_not(None),
            Approval.watermark < Mail.id,
        )
        .correlate(_OURS, Mail)
    )
    return ~exists().where(
        _OURS.thread_id == Mail.thread_id,
        _OURS.direction == Direction.OUT,
        _OURS.kind == "human",
        _OURS.received_at >= Mail.received_at,
        ~is_unread,
    )


def _is_unhappy() -> ColumnElement[bool]:
    """A person's word counts, else what the mail was read as, the likelihood, or the pulse.

    Words that decide by a rule may make a mail unhappy against the likelihood.
    """
    said = _FELT.corrected_label
    is_unhappy = case(
        (said.is_not(None), said == "negative"),
        else_=or_(_FELT.label == "negative", _FELT.p_negative >= HOLDS_FROM, _is_low()),
    )
    counting = counting_sentiment(Mail.id).correlate(Mail)
    return exists().where(_FELT.id == counting, is_unhappy).correlate(Mail)


def _is_low() -> ColumnElement[bool]:
    return exists().where(Pulse.mail_id == Mail.id, Pulse.score <= LOW_SCORE).correlate(Mail)
