"""A PM's word outlives what it was about: what is read anew is decided as before."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from orchestrator.engagement.registers import (
    confirm_statement,
    due_in_register,
    refuse_statement,
)
from orchestrator.engagement.row_keeping import bring_back, kept_of
from orchestrator.engagement.settling import close_ask, open_state, record_answer
from orchestrator.engagement.wish_decisions import settle_wish
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Decision,
    DecisionKind,
    Mail,
    Preference,
    Statement,
    StatementState,
    WishState,
)
from orchestrator.models.base import is_among
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import system

_ACTOR = system("engagement")


def decided_in(session: Session, mail_ids: Collection[int]) -> dict[str, list[dict[str, Any]]]:
    """What people decided about what mails say, to be kept in the details of a `Decision`."""
    return {
        "decided": _decided_answers(session, mail_ids),
        "wishes": _decided_wishes(session, mail_ids),
        "statements": _decided_statements(session, mail_ids),
    }


def _decided_answers(session: Session, mail_ids: Collection[int]) -> list[dict[str, Any]]:
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
            "because": row.because,
            "by": row.decided_by,
            "at": row.decided_at.isoformat(),
        }
        for row in rows
        if row.decided_at is not None
    ]


def _decided_wishes(session: Session, mail_ids: Collection[int]) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Preference)
        .where(
            Preference.source.in_([f"mail:{mail_id}" for mail_id in mail_ids]),
            Preference.decided_at.is_not(None),
        )
        .order_by(Preference.id)
    )
    return [
        {
            "contact": row.contact_id,
            "mail": int(row.source.removeprefix("mail:")),
            "wish": row.wish.value,
            "value": row.value,
            "state": row.state.value,
            "at": row.decided_at.isoformat(),
        }
        for row in rows
        if row.decided_at is not None
    ]


def _decided_statements(session: Session, mail_ids: Collection[int]) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Statement)
        .where(Statement.mail_id.in_(mail_ids), Statement.decided_by.is_not(None))
        .order_by(Statement.id)
    )
    return [
        {
            "mail": row.mail_id,
            "kind": row.kind,
            "span": row.span,
            "state": row.state.value,
            "due_on": due_on.isoformat() if (due_on := due_in_register(session, row)) else None,
            "row": kept_of(session, row),
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
    """Where moving one of these mails was undone, what it says is decided as it was.

    The caller commits.
    """
    of_thread = literal("thread:").concat(cast(Mail.thread_id, String))
    decisions = session.scalars(
        select(Decision)
        .join(Mail, Decision.subject == of_thread)
        .where(
            is_among(session, Mail.id, mail_ids),
            Decision.kind.in_((DecisionKind.FILE, DecisionKind.REFILE)),
            Decision.accepted,
        )
        .order_by(Decision.id)
    )
    newest = {decision.subject: decision for decision in decisions}
    for decision in newest.values():
        if decision.undone_at is not None:
            _decide_all(session, decision.details.get("decided", ()), mail_ids)
            _wish_all(session, decision.details.get("wishes", ()), mail_ids)
            _state_all(session, decision.details.get("statements", ()), mail_ids)


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
            session,
            each["mail"],
            each["ask"],
            state,
            each["changed_to"],
            each["by"],
            at,
            each.get("because"),
        )


def _wish_all(
    session: Session, decided: Collection[dict[str, Any]], mail_ids: Collection[int]
) -> None:
    for each in decided:
        if each["mail"] in mail_ids:
            settle_as_before(
                session, each["contact"], f"mail:{each['mail']}", each["wish"], each["value"],
                WishState(each["state"]), datetime.fromisoformat(each["at"]),
            )  # fmt: skip


def settle_as_before(
    session: Session,
    contact_id: int,
    source: str,
    wish: str,
    value: str,
    state: WishState,
    decided_at: datetime,
) -> None:
    """Decide a wish that was read anew.  The caller commits."""
    row = session.scalar(
        select(Preference).where(
            Preference.contact_id == contact_id,
            Preference.source == source,
            Preference.wish == wish,
            Preference.value == value,
            Preference.decided_at.is_(None),
            Preference.state != state,
        )
    )
    if row is not None:
        row.decided_at = decided_at
        settle_wish(session, row, state, actor=_ACTOR, now=decided_at)


def _state_all(
    session: Session, decided: Collection[dict[str, Any]], mail_ids: Collection[int]
) -> None:
    """A row that somebody went on with in its register begins there again."""
    for each in decided:
        found = session.scalars(
            select(Statement).where(
                Statement.mail_id == each["mail"],
                Statement.mail_id.in_(mail_ids),
                Statement.kind == each["kind"],
                Statement.span == each["span"],
                Statement.state == StatementState.PROPOSED,
            )
        ).first()
        if found is None:
            continue
        at, by = datetime.fromisoformat(each["at"]), each["by"]
        if each["state"] == StatementState.REFUSED:
            refuse_statement(session, found.id, user_id=by, actor=_ACTOR, now=at)
        else:
            due_on = date.fromisoformat(each["due_on"]) if each["due_on"] else None
            after = confirm_statement(
                session, found.id, user_id=by, actor=_ACTOR, now=at, due_on=due_on
            )
            bring_back(session, after, each.get("row") or {})


def decide_as_before(
    session: Session,
    mail_id: int,
    ask_id: int,
    state: AnswerState,
    changed: str | None,
    decided_by: int,
    decided_at: datetime,
    because: str | None,
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
    answer.awaits_proof, answer.because = False, because
    record_answer(session, answer, ask, actor=_ACTOR, now=decided_at)
