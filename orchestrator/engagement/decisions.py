"""A PM's word on what a client's answer means, and taking that word back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from orchestrator.engagement.agreed import require_grade
from orchestrator.engagement.settling import (
    close_ask,
    is_conditional,
    open_state,
    record_answer,
)
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Block,
    BlockKind,
    BlockSource,
    Digest,
    DigestState,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Actor

VALUE_CHARS = 200
_DECIDED = (AnswerState.APPLIED, AnswerState.REFUSED)
_UNDECIDED = (AnswerState.WAITING, AnswerState.APPLIED)
_PROMISED = (DigestState.APPROVED, DigestState.SENT)


def confirm_answer(
    session: Session,
    answer_id: int,
    *,
    because: str = "",
    proof_from: int,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Answer:
    """A PM says: yes, that is what she meant.  The caller commits.

    Raises:
        UsageError: it would bind by words that were not plain, and no reason is given.
        Refused: it does not wait, names no side, the ask is settled already, or it is about a
            change order and too weak for it (`agreed.require_grade`).
    """
    answer = _waiting(session, answer_id)
    if answer.value is None:
        raise Refused("the reply names no answer; ask again or write to her")
    if answer.ask.state not in OPEN_STATES:
        raise Refused("this question is settled already")
    require_grade(session, answer, answer.value, proof_from=proof_from)
    answer.because = _reason(answer, answer.value, because)
    close_ask(session, answer.ask)
    return _decide(session, answer, AnswerState.APPLIED, user_id, actor=actor, now=now)


def use_answer(
    session: Session,
    answer_id: int,
    *,
    proof_from: int,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Answer:
    """A PM says: this late answer counts, in place of what settled the question.

    What counted is set aside at the same instant; `undo_decision` brings it back by that.
    The caller commits.

    Raises:
        Refused: it does not wait, names no side, no other counts, or the client was told.
    """
    answer = _waiting(session, answer_id)
    # Locked, so that of two people who choose between answers one is second.
    session.refresh(answer.ask, with_for_update={"of": Ask})
    counted = session.scalars(
        select(Answer).where(Answer.ask_id == answer.ask_id, Answer.state == AnswerState.APPLIED)
    ).all()
    if answer.value is None or not counted or answer.ask.state is not AskState.ANSWERED:
        raise Refused("this answer replaces no other that counts")
    if answer.needs_reason(answer.value):
        raise Refused("these words were not plain; ask again or write to her")
    require_grade(session, answer, answer.value, proof_from=proof_from)
    for each in counted:
        _check_untold(session, each)
    for each in counted:
        _decide(session, each, AnswerState.REFUSED, user_id, actor=actor, now=now)
    return _decide(session, answer, AnswerState.APPLIED, user_id, actor=actor, now=now)


def refuse_answer(
    session: Session, answer_id: int, *, user_id: int, actor: Actor, now: datetime
) -> Answer:
    """A PM says: that is not what she meant; the ask is open.  The caller commits.

    Raises:
        Refused: a person decided it before, or the client was told that it counts.
    """
    answer = session.get(Answer, answer_id)
    if answer is None or answer.decided_by or answer.state not in _UNDECIDED:
        raise Refused("this answer does not wait for a decision")
    if answer.state is AnswerState.APPLIED:
        _check_untold(session, answer)
        answer.ask.state = open_state(answer.ask)
    elif answer.ask.state is AskState.CONDITIONAL:
        answer.ask.state = open_state(answer.ask)
    return _decide(session, answer, AnswerState.REFUSED, user_id, actor=actor, now=now)


def change_answer(
    session: Session,
    answer_id: int,
    value: str,
    *,
    because: str = "",
    proof_from: int,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Answer:
    """A PM says what she meant instead; what was read is kept beside it.  The caller commits.

    Raises:
        UsageError: the question has no such answer, or no reason is given where it needs one.
        Refused: it is not a change, the ask is settled by another, or the client was told.
    """
    answer = session.get(Answer, answer_id)
    if answer is None or answer.state not in (AnswerState.WAITING, AnswerState.APPLIED):
        raise Refused("this answer does not count, so it cannot be changed")
    value = _fitting(answer.ask, value)
    if value == answer.value:
        raise Refused("that is how it is understood already")
    if answer.state is AnswerState.APPLIED:
        _check_untold(session, answer)
    elif answer.ask.state not in OPEN_STATES:
        raise Refused("this question is settled already")
    require_grade(session, answer, value, proof_from=proof_from)
    answer.because = _reason(answer, value, because)
    if answer.state is not AnswerState.APPLIED:
        close_ask(session, answer.ask)
    if answer.changed_from is None:
        answer.changed_from = answer.value or ""
    answer.value = value
    return _decide(session, answer, AnswerState.APPLIED, user_id, actor=actor, now=now)


def undo_decision(session: Session, answer_id: int, *, actor: Actor, now: datetime) -> Answer:
    """A PM takes her word back: the answer waits again, the ask is as it was before.

    The caller commits.

    Raises:
        Refused: no person decided it, or an update tells the client of it.
    """
    answer = session.get(Answer, answer_id)
    if answer is None or answer.decided_by is None or answer.state not in _DECIDED:
        raise Refused("there is no decision of ours to take back")
    if answer.state is AnswerState.APPLIED:
        _check_untold(session, answer)
        if not _bring_back(session, answer, actor=actor, now=now):
            answer.ask.state = open_state(answer.ask)
    if is_conditional(answer) and answer.tier == "T2" and answer.ask.state in OPEN_STATES:
        answer.ask.state = AskState.CONDITIONAL
    answer.state, answer.decided_by, answer.decided_at = AnswerState.WAITING, None, None
    answer.because = None
    if answer.changed_from is not None:
        answer.value, answer.changed_from = answer.changed_from or None, None
    record_answer(session, answer, answer.ask, actor=actor, now=now, undone=True)
    return answer


def _bring_back(session: Session, answer: Answer, *, actor: Actor, now: datetime) -> bool:
    """Let what this one replaced count again; whether it had replaced any."""
    replaced = session.scalars(
        select(Answer).where(
            Answer.ask_id == answer.ask_id,
            Answer.id != answer.id,
            Answer.state == AnswerState.REFUSED,
            Answer.decided_by == answer.decided_by,
            Answer.decided_at == answer.decided_at,
        )
    ).all()
    for each in replaced:
        each.state, each.decided_by, each.decided_at = AnswerState.APPLIED, None, None
        record_answer(session, each, each.ask, actor=actor, now=now, undone=True)
    return bool(replaced)


def update_telling(
    session: Session, contact_id: int, mail_id: int, *, since: datetime
) -> int | None:
    """The number of an update, drafted ``since``, that tells her what a mail of hers changed.

    It has left, or is about to.
    """
    return session.scalar(
        _telling([mail_id])
        .with_only_columns(Digest.number)
        .where(Digest.contact_id == contact_id, Digest.drafted_at >= since)
        .limit(1)
    )


def told(session: Session, answers: Sequence[Answer]) -> dict[int, int]:
    """By the id of an answer that counts, the number of an update that tells her so.

    Such a one stands: what she was told is not taken back behind her.
    """
    counting = [answer for answer in answers if answer.state is AnswerState.APPLIED]
    if not counting:
        return {}
    updates = session.execute(_telling([answer.mail_id for answer in counting])).all()
    return {
        answer.id: number
        for answer in counting
        for number, contact_id, drafted_at, source in updates
        if (contact_id, source) == (answer.contact_id, f"mail:{answer.mail_id}")
        and drafted_at >= (answer.decided_at or answer.answered_at)
    }


def _telling(mail_ids: Sequence[int]) -> Select[int, int, datetime, str]:
    return (
        select(Digest.number, Digest.contact_id, Digest.drafted_at, BlockSource.source)
        .join(Block, Block.digest_id == Digest.id)
        .join(BlockSource, BlockSource.block_id == Block.id)
        .where(
            Digest.state.in_(_PROMISED),
            Block.kind == BlockKind.NOTED,
            BlockSource.source.in_([f"mail:{mail_id}" for mail_id in mail_ids]),
        )
    )


def _check_untold(session: Session, answer: Answer) -> None:
    number = told(session, [answer]).get(answer.id)
    if number is not None:
        raise Refused(f"update {number} tells her that it counts; write to her instead")


def _fitting(ask: Ask, value: str) -> str:
    """``value`` as the register keeps it, if the question can have it."""
    value = " ".join(value.split())
    known = ask.options if ask.kind is AskKind.CHOICE else ("yes", "no")
    if (
        not value
        or len(value) > VALUE_CHARS
        or (ask.kind in (AskKind.CHOICE, AskKind.YESNO) and value not in known)
    ):
        raise UsageError(f"value = {value[:20]!r}: the question has no such answer")
    return value


def _reason(answer: Answer, value: str | None, because: str) -> str | None:
    because = " ".join(because.split())
    if not answer.needs_reason(value):
        return None
    if not because or len(because) > VALUE_CHARS:
        raise UsageError(f"because: say why it is a yes, in at most {VALUE_CHARS} characters")
    return because


def _waiting(session: Session, answer_id: int) -> Answer:
    answer = session.get(Answer, answer_id)
    if answer is None or answer.state is not AnswerState.WAITING:
        raise Refused("this answer does not wait for a decision")
    return answer


def _decide(
    session: Session,
    answer: Answer,
    state: AnswerState,
    user_id: int,
    *,
    actor: Actor,
    now: datetime,
) -> Answer:
    answer.state, answer.decided_by, answer.decided_at = state, user_id, now
    answer.awaits_proof = False
    record_answer(session, answer, answer.ask, actor=actor, now=now)
    return answer
