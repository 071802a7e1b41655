"""Count from the rows what was lost, what is there twice, and what was done twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    AuditEntry,
    Mail,
    MailState,
    OutboxEntry,
    Preference,
    Pulse,
    Reading,
    Sentiment,
    Statement,
    WishState,
)
from orchestrator.record.verify import verify
from tests.faults.registry import Tally

_ONCE = ("ingest", "thread")
"""Entries of the record that a mail has at most one of."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A mail that was delivered.  A reply must also lead to what `Studio.reply` says."""

    sha256: str
    is_reply: bool = False


ANSWERS, WISHES = 2, 1
ENDED = (MailState.APPLIED, MailState.QUARANTINED)


def is_settled(session: Session, expected: Sequence[Expected]) -> bool:
    """Whether each mail came to its end and each reply has its acknowledgement."""
    ended = set(session.scalars(select(Mail.sha256).where(Mail.state.in_(ENDED))))
    if not {each.sha256 for each in expected} <= ended:
        return False
    acknowledged = session.scalar(select(func.count(OutboxEntry.id))) or 0
    return acknowledged >= sum(each.is_reply for each in expected)


def count(
    session: Session, expected: Sequence[Expected], *, states: Collection[MailState] = ENDED
) -> Tally:
    """What is wrong with the rows; a mail in another state than these counts as lost.

    Raises:
        AssertionError: the record does not verify.
    """
    problems = verify(session).problems
    assert not problems, f"record verify: {problems[:3]}"
    found = {mail.sha256: mail for mail in session.scalars(select(Mail)) if mail.state in states}
    return Tally(
        lost=sum(_missing(session, each, found.get(each.sha256)) for each in expected),
        duplicated=_duplicated(session, expected),
        repeated=_repeated(session),
    )


def _missing(session: Session, expected: Expected, mail: Mail | None) -> int:
    """1 where the mail is not there, else the number of its actions that are not."""
    if mail is None:
        return 1
    if not expected.is_reply:
        return 0
    answers = _number(
        session, Answer, Answer.mail_id == mail.id, Answer.state == AnswerState.APPLIED
    )
    wishes = _number(
        session,
        Preference,
        Preference.source == f"mail:{mail.id}",
        Preference.state == WishState.APPLIED,
    )
    queued = _number(session, OutboxEntry, OutboxEntry.cause == f"mail:{mail.id}")
    felt = _number(session, Sentiment, Sentiment.mail_id == mail.id)
    found = (min(answers, ANSWERS), min(wishes, WISHES), min(queued, 1), min(felt, 1))
    return ANSWERS + WISHES + 1 + 1 - sum(found)


def _duplicated(session: Session, expected: Sequence[Expected]) -> int:
    mails = session.scalar(select(func.count(Mail.id))) or 0
    surplus = max(0, mails - len({each.sha256 for each in expected}))
    return surplus + _surplus(session, OutboxEntry.cause, OutboxEntry.recipient)


def _repeated(session: Session) -> int:
    return sum(
        (
            _surplus(session, AuditEntry.action, AuditEntry.obj, AuditEntry.action.in_(_ONCE)),
            _surplus(session, Answer.mail_id, Answer.ask_id),
            _surplus(session, Preference.source, Preference.wish),
            _surplus(session, Pulse.mail_id, Pulse.project_id),
            _surplus(session, Reading.mail_id, Reading.reader),
            _surplus(session, Statement.mail_id, Statement.span),
            _surplus(session, Sentiment.mail_id, Sentiment.scorer),
        )
    )


def _surplus(session: Session, first: Any, second: Any, *where: ColumnElement[bool]) -> int:
    """Rows beyond the first of each pair."""
    times = (
        select(func.count(first).label("times")).where(*where).group_by(first, second).subquery()
    )
    return int(session.scalar(select(func.coalesce(func.sum(times.c.times - 1), 0))) or 0)


def _number(session: Session, table: Any, *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0
