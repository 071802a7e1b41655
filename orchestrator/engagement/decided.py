"""A PM's word on an answer outlives the answer: what is read anew is decided as before."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import OPEN_STATES, close_ask, open_state, record_answer
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Decision,
    DecisionKind,
    Mail,
)
from orchestrator.models.base import is_among
from orchestrator.record.append import system

_ACTOR = system("engagement")


def decided_answers(session: Session, mail_ids: Collection[int]) -> list[dict[str, Any]]:
    """What people decided about the answers in mails, to be kept with a `Decision`."""
    rows = session.scalars(
        select(Answer)
        .where(is_among(session, Answer.mail_id, mail_ids), Answer.decided_by.is_not(None))
        .order_by(Answer.id)
    )
    return [
        {
            "mail": row.mail_id,
            "ask": row.ask_id,
            "state": row.state.value,
            "changed_to": changed_to(row),
            "by": row.decided_by,
            "at": row.decided_at.isoformat(),
        }
        for row in rows
        if row.decided_at is not None
    ]


def changed_to(answer: Answer) -> str | None:
    """The value that a PM put in the place of the one that was read."""
    return answer.value if answer.changed_from is not None else None


def decide_again(session: Session, mail_ids: Collection[int]) -> None:
    """Where moving one of these mails was undone, its answers are decided as they were.

    The caller commits.
    """
    waiting = select(Answer.mail_id).where(
        is_among(session, Answer.mail_id, mail_ids), Answer.state == AnswerState.WAITING
    )
    threads = set(session.scalars(select(Mail.thread_id).where(Mail.id.in_(waiting))))
    for thread_id in sorted(each for each in threads if each is not None):
        newest = session.scalar(
            select(Decision)
            .where(
                Decision.subject == f"thread:{thread_id}",
                Decision.kind.in_((DecisionKind.FILE, DecisionKind.REFILE)),
                Decision.accepted,
            )
            .order_by(Decision.id.desc())
            .limit(1)
        )
        if newest is not None and newest.undone_at is not None:
            _decide_all(session, newest.details.get("decided", ()), mail_ids)


def _decide_all(
    session: Session, decided: Collection[dict[str, Any]], mail_ids: Collection[int]
) -> None:
    for each in decided:
        state = AnswerState(each["state"])
        # Another answer may have settled the question since: then it waits for the PM.
        is_settled = session.get_one(Ask, each["ask"]).state not in OPEN_STATES
        if each["mail"] not in mail_ids or (state is AnswerState.APPLIED and is_settled):
            continue
        at = datetime.fromisoformat(each["at"])
        decide_as_before(
            session, each["mail"], each["ask"], state, each["changed_to"], each["by"], at
        )


def decide_as_before(
    session: Session,
    mail_id: int,
    ask_id: int,
    state: AnswerState,
    changed: str | None,
    decided_by: int,
    decided_at: datetime,
) -> None:
    """Decide an answer that was read anew, where it waits and can be.  The caller commits."""
    answer = session.scalar(
        select(Answer).where(Answer.mail_id == mail_id, Answer.ask_id == ask_id)
    )
    if answer is None or answer.state is not AnswerState.WAITING:
        return
    ask = answer.ask
    if state is AnswerState.APPLIED and ask.state in OPEN_STATES:
        close_ask(session, ask)
    elif state is AnswerState.REFUSED and ask.state is AskState.CONDITIONAL:
        ask.state = open_state(ask)
    if changed is not None:
        answer.changed_from, answer.value = answer.value or "", changed
    answer.state, answer.decided_by, answer.decided_at = state, decided_by, decided_at
    answer.awaits_proof = False
    record_answer(session, answer, ask, actor=_ACTOR, now=decided_at)
