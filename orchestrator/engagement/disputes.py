"""Cases of disputed invoices: how one is opened, and how far it is.

A conversation has at most one open case; what else is written there belongs to it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from orchestrator.engagement.invoice_words import invoice_amount, invoice_number
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Direction,
    Dispute,
    DisputeNote,
    DisputeState,
    Mail,
    NoteKind,
    Promise,
    PromiseState,
    Referral,
    ReferralState,
    Thread,
)
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.record.append import Action, Actor, record

WORDS_AT_MOST = 600
"""So much of the mail that opened a case is quoted to accounting."""


def open_by_hand(
    session: Session, thread_id: int, *, user_id: int, actor: Actor, now: datetime
) -> Dispute:
    """A person says that the client's newest mail here disputes an invoice.  The caller commits.

    Raises:
        Refused: nobody of the client wrote here, or a case is open already.
    """
    mail = session.scalar(
        select(Mail)
        .where(
            Mail.thread_id == thread_id,
            Mail.direction == Direction.IN,
            Mail.contact_id.is_not(None),
            Mail.project_id.is_not(None),
        )
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(1)
    )
    if mail is None:
        raise Refused("nobody of a client wrote here; file the conversation first")
    words = " ".join(mail.new_text.split())[:WORDS_AT_MOST]
    opened = open_dispute(
        session, mail, words=words, source=f"user:{user_id}", actor=actor, now=now
    )
    if opened is None:
        raise Refused("there is a case for this conversation already")
    return opened


def open_dispute(
    session: Session, mail: Mail, *, words: str, actor: Actor, now: datetime, source: str = ""
) -> Dispute | None:
    """Begin a case; None where its conversation has one, or this mail had one.

    The caller commits.
    """
    if mail.thread_id is None or mail.project_id is None or mail.contact_id is None:
        return None
    # Locked, so that of two mails that come at once one opens the case and the other joins it.
    session.scalar(select(Thread.id).where(Thread.id == mail.thread_id).with_for_update())
    known = select(Dispute.id).where(
        Dispute.mail_id == mail.id, Dispute.project_id == mail.project_id
    )
    if open_in(session, mail.thread_id) or session.scalar(known) is not None:
        return None
    dispute = Dispute(
        project_id=mail.project_id,
        contact_id=mail.contact_id,
        mail_id=mail.id,
        number=invoice_number(words, mail.subject, mail.new_text),
        amount=invoice_amount(words, mail.new_text),
        words=words,
        source=source or f"mail:{mail.id}",
        opened_at=now,
    )
    session.add(dispute)
    session.flush()
    note(session, dispute, "opened", actor=actor, now=now, mail=mail.id)
    return dispute


def open_in(session: Session, thread_id: int) -> Dispute | None:
    """The open case of a conversation."""
    return session.scalar(
        select(Dispute)
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(Mail.thread_id == thread_id, Dispute.state.in_(UNSETTLED), stands())
        .order_by(Dispute.id)
        .limit(1)
    )


def state_of(session: Session, dispute: Dispute) -> DisputeState:
    """How far an open case is, from what was written and promised in it."""
    of_case = [dispute.id, *joined_into(session, dispute.id)]
    referral = Referral.dispute_id.in_(of_case), Referral.state == ReferralState.APPROVED
    answer = DisputeNote.dispute_id.in_(of_case), DisputeNote.kind == NoteKind.ANSWER
    for state, found in (
        (DisputeState.PROMISED, select(Promise.id).where(*is_promise_of(dispute))),
        (DisputeState.ANSWERED, select(DisputeNote.id).where(*answer)),
        (DisputeState.WITH_ACCOUNTING, select(Referral.id).where(*referral)),
    ):
        if session.scalar(found.limit(1)) is not None:
            return state
    return DisputeState.OPEN


def joined_into(session: Session, dispute_id: int) -> list[int]:
    """The cases that this one goes on for."""
    return list(session.scalars(select(Dispute.id).where(Dispute.joined_into_id == dispute_id)))


def is_promise_of(dispute: Dispute) -> tuple[Any, ...]:
    """Conditions: the promise of an answer in this case that is not kept yet."""
    return Promise.source == f"dispute:{dispute.id}", Promise.state == PromiseState.MADE


def find_dispute(session: Session, dispute_id: int) -> Dispute | None:
    """A case, unless its mail belongs elsewhere now."""
    return session.scalar(_case(dispute_id))


def get_dispute(session: Session, dispute_id: int) -> Dispute:
    """A case that is to be changed.

    Raises:
        UsageError: there is none such, or its mail belongs elsewhere now.
    """
    dispute = session.scalar(
        _case(dispute_id).with_for_update(of=Dispute).execution_options(populate_existing=True)
    )
    if dispute is None:
        raise UsageError("there is no such case")
    return dispute


def _case(dispute_id: int) -> Select[Dispute]:
    return (
        select(Dispute)
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(Dispute.id == dispute_id, stands())
    )


def note(
    session: Session,
    dispute: Dispute,
    event: str,
    *,
    actor: Actor,
    now: datetime,
    words: str = "",
    **extra: Any,
) -> None:
    """Put a step into the record."""
    session.flush()
    record(
        session,
        Action.CASE,
        f"dispute:{dispute.id}",
        actor=actor,
        now=now,
        project_id=dispute.project_id,
        details={"words": words} if words else None,
        event=event,
        state=dispute.state.value,
        **extra,
    )
