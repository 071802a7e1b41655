"""Questions we asked, and what was answered."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.documents import files_of
from orchestrator.engagement.settling import close_ask, open_state, record_answer
from orchestrator.errors import UsageError
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Contact,
    Mail,
    Participant,
    Project,
)
from orchestrator.models.contradictions import SHORTLY, came_before
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Action, Actor, record


def add_ask(
    session: Session,
    project: Project,
    contact: Contact,
    *,
    kind: AskKind,
    text: str,
    due_on: date,
    on_silence: str,
    source: str,
    actor: Actor,
    now: datetime,
    detail: str = "",
    options: Mapping[str, str] | None = None,
    recommended: str = "",
    settles: str = "",
) -> Ask:
    """Put a question to a contact into the register.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
    """
    options = dict(options or {})
    if contact.client_id != project.client_id:
        raise UsageError(f"{contact.name} belongs to another client than {project.name}")
    if not text.strip():
        raise UsageError("text: write the question")
    if kind is AskKind.CHOICE and not 2 <= len(options) <= 5:
        raise UsageError("options: a choice needs two to five of them")
    if recommended and recommended not in options:
        raise UsageError(f"recommended: there is no option {recommended}")
    if not on_silence.strip():
        raise UsageError("on_silence: say what happens when nobody answers")
    ask = Ask(
        project_id=project.id,
        contact_id=contact.id,
        kind=kind,
        text=text.strip(),
        detail=detail.strip(),
        options=options,
        recommended=recommended,
        settles=settles,
        due_on=due_on,
        on_silence=on_silence.strip(),
        source=source,
        created_at=now,
    )
    session.add(ask)
    session.flush()
    record(
        session,
        Action.ASK,
        f"ask:{ask.id}",
        actor=actor,
        now=now,
        project_id=project.id,
        details={"text": ask.text, "options": options},
        contact=contact.id,
        due_on=due_on.isoformat(),
    )
    return ask


def take_answer(
    session: Session,
    mail: Mail,
    contact: Contact,
    *,
    ask_id: int,
    number: int,
    found: Mapping[str, Any],
    tier: str,
    why_not: str,
    may_settle: bool,
    actor: Actor,
    now: datetime,
) -> Answer | None:
    """Store what a reply answers to one ask; apply it if nothing speaks against it.

    Returns None where she only says again what counts already.

    Args:
        found: one answer of the stable output `reply read`.
        why_not: why the mail is not proven to be hers; empty when it is.
    """
    ask = session.get_one(Ask, ask_id)
    if _is_repeated(session, ask, contact, found):
        return None
    contradicted = _contradicted(session, ask, contact, found["value"], mail, not why_not)
    if found["value"] and not why_not:
        _replace_waiting(session, ask, contact, before=mail.received_at, actor=actor, now=now)
    against = speaks_against(session, ask, contact, found, may_settle)
    if ask.kind is AskKind.DOCUMENT and not files_of(session, mail.id):
        against = against or "no file came with it"
    why_waiting = against or why_not
    if why_waiting and contradicted:
        why_waiting = "; ".join(dict.fromkeys(filter(None, (against, why_not, contradicted))))
    answer = Answer(
        ask_id=ask.id,
        mail_id=mail.id,
        contact_id=contact.id,
        number=number,
        value=found["value"],
        certainty=found["certainty"],
        span=found["span"],
        tier=tier,
        state=AnswerState.WAITING if why_waiting else AnswerState.APPLIED,
        why_waiting=why_waiting,
        awaits_proof=bool(why_not) and not against,
        answered_at=mail.received_at,
    )
    session.add(answer)
    if answer.state is AnswerState.APPLIED:
        close_ask(session, ask)
    elif (
        found["certainty"] == "unclear"
        and ask.state in OPEN_STATES
        and found["value"]
        and not why_not
    ):
        ask.state = AskState.CONDITIONAL
    record_answer(session, answer, ask, actor=actor, now=now)
    return answer


def prove_answer(
    session: Session, answer: Answer, *, by_mail_id: int, actor: Actor, now: datetime
) -> bool:
    """She confirmed an answer that waited for a proof; return whether it counts.

    It does not where the ask was settled, or answered otherwise, in the meantime: then it
    waits for the PM.  The caller commits.
    """
    found = {"certainty": answer.certainty, "value": answer.value}
    against = speaks_against(session, answer.ask, answer.contact, found, may_settle=False)
    answer.awaits_proof, answer.why_waiting, answer.tier = False, against, "T2"
    if not against:
        close_ask(session, answer.ask)
        answer.state = AnswerState.APPLIED
    _replace_waiting(
        session, answer.ask, answer.contact, before=answer.answered_at, but=answer.id,
        actor=actor, now=now,
    )  # fmt: skip
    record_answer(session, answer, answer.ask, actor=actor, now=now, confirmed_by=by_mail_id)
    return not against


def _replace_waiting(
    session: Session,
    ask: Ask,
    contact: Contact,
    *,
    before: datetime,
    but: int = 0,
    actor: Actor,
    now: datetime,
) -> None:
    """Her last proven word counts: what still waits of hers from before goes.

    Words that may not be hers replace nothing, or a forger could silence her.
    """
    waiting = select(Answer).where(
        Answer.ask_id == ask.id,
        Answer.contact_id == contact.id,
        Answer.id != but,
        Answer.state == AnswerState.WAITING,
        Answer.answered_at <= before,
    )
    for answer in session.scalars(waiting).all():
        undo_answer(session, answer, actor=actor, now=now)


def _contradicted(
    session: Session, ask: Ask, contact: Contact, value: str | None, mail: Mail, is_proven: bool
) -> str:
    """What was said otherwise before and still waits, for the person who reads the newer word.

    A proven word replaces it, so it is told only where it came shortly before.
    """
    earlier = session.scalar(
        select(Answer)
        .where(
            Answer.ask_id == ask.id,
            Answer.contact_id == contact.id,
            Answer.state == AnswerState.WAITING,
            Answer.answered_at <= mail.received_at,
        )
        .order_by(Answer.answered_at.desc(), Answer.id.desc())
        .limit(1)
    )
    if value is None or earlier is None or earlier.value in (None, value):
        return ""
    ago = mail.received_at - earlier.answered_at
    return "" if is_proven and ago > SHORTLY else came_before(earlier.span, ago)


def undo_answer(session: Session, answer: Answer, *, actor: Actor, now: datetime) -> None:
    """Let an answer count no more, because she said so.  The caller commits."""
    _reopen(answer)
    answer.state, answer.decided_at = AnswerState.UNDONE, now
    record_answer(session, answer, answer.ask, actor=actor, now=now)


def _reopen(answer: Answer) -> None:
    """An ask is open again when the answer that settled it, or made it conditional, goes."""
    settled = answer.state is AnswerState.APPLIED and answer.ask.state is AskState.ANSWERED
    hung = answer.state is AnswerState.WAITING and answer.ask.state is AskState.CONDITIONAL
    if settled or hung:
        answer.ask.state = open_state(answer.ask)


def _is_repeated(session: Session, ask: Ask, contact: Contact, found: Mapping[str, Any]) -> bool:
    counted = select(Answer.id).where(
        Answer.ask_id == ask.id,
        Answer.contact_id == contact.id,
        Answer.state == AnswerState.APPLIED,
        Answer.value == found["value"],
    )
    return found["certainty"] == "exact" and session.scalar(counted.limit(1)) is not None


def speaks_against(
    session: Session, ask: Ask, contact: Contact, found: Mapping[str, Any], may_settle: bool
) -> str:
    """The first thing, beside a missing proof, for which a PM has to look; empty if none."""
    if found["certainty"] != "exact" or found["value"] is None:
        return "she set a condition or was not plain"
    if ask.state not in OPEN_STATES:
        return "the question was settled before"
    if ask.settles and not may_settle:
        return f"{contact.name} has no right to settle {ask.settles}"
    if ask.settles:
        return f"it settles {ask.settles}"
    if ask.contact_id != contact.id:
        return f"we asked {ask.contact.name}"
    if other := _who_differs(session, ask, contact, found["value"]):
        return f"{other} answered otherwise"
    return ""


def has_right_to_settle(session: Session, project_id: int | None, contact_id: int) -> bool:
    """Whether she may bind money, scope or sign-off in this project."""
    approves = select(Participant.can_approve).where(
        Participant.project_id == project_id, Participant.contact_id == contact_id
    )
    return bool(session.scalar(approves))


def _who_differs(session: Session, ask: Ask, contact: Contact, value: str) -> str | None:
    return session.scalar(
        select(Contact.name)
        .join(Answer, Answer.contact_id == Contact.id)
        .where(
            Answer.ask_id == ask.id,
            Answer.contact_id != contact.id,
            Answer.state == AnswerState.WAITING,
            Answer.certainty == "exact",
            Answer.value != value,
        )
        .limit(1)
    )
