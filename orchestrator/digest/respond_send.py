"""Let a PM's own answer leave, by the click that sends it; and take that back.

It leaves after a moment in which it can be undone, through the outbox like an update:
the approval is of its exact bytes.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.digest.cooldown import COOLDOWN, require_cool
from orchestrator.digest.queue import Cause, Message, queue_message, queued
from orchestrator.digest.respond_state import (
    Seen,
    get_response,
    lock_thread,
    move,
    name_of,
    note,
    seen_in,
)
from orchestrator.digest.tone import find_tone
from orchestrator.errors import CrossClientText, Overtaken, Refused
from orchestrator.models import (
    Approval,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Response,
    ResponseState,
    Suppression,
    SuppressionReason,
    Thread,
    ThreadKey,
)
from orchestrator.record.append import Action, Actor, Entry, record_all
from orchestrator.wording import is_blank

_LEFT = (OutboxState.ACCEPTED, OutboxState.DELIVERED, OutboxState.BOUNCED, OutboxState.COMPLAINED)
_SUPPRESSED = {
    SuppressionReason.HARD_BOUNCE: "Mail to {} has failed for good. Use another address, or call.",
    SuppressionReason.COMPLAINT: "Mail to {} was reported as spam. Call instead.",
}


def approve_response(
    session: Session,
    response: Response,
    message: Message,
    *,
    seen: Seen,
    send_at: datetime,
    user_id: int,
    actor: Actor,
    now: datetime,
    cooldown: timedelta = COOLDOWN,
    anyway: str = "",
) -> OutboxEntry:
    """Let a draft leave at ``send_at``, unless that is undone.  The caller commits.

    Args:
        message: composed from the draft as it is now.
        seen: how far its sender had read when she wrote it.
        cooldown: how long words wait that read as heated.
        anyway: why they go before that; empty where nobody says so.

    Raises:
        Overtaken: somebody wrote or answered since, the same words went there already since
            the client last wrote, or it is no draft any more.
        Refused: there is no text, mail to the address fails, or the project is closed.
        CrossClientText: it would reach another client.
        CoolingDown: its words are held; to be given to `begin_hold`.
    """
    thread = lock_thread(session, response.thread_id)
    if seen != seen_in(session, thread):
        raise Overtaken("the conversation went on while you wrote")
    _require_sendable(session, response, thread)
    _require_new(session, response)
    released = require_cool(
        session,
        f"thread:{thread.id}",
        find_tone(response.text),
        cooldown=cooldown,
        anyway=anyway,
        obj=name_of(response),
        project_id=response.project_id,
        now=now,
    )
    move(session, response, ResponseState.DRAFTED, ResponseState.APPROVED)
    approval = Approval(
        response_id=response.id,
        user_id=user_id,
        sha256=message.sha256,
        watermark=seen.mail_id,
        approved_at=now,
    )
    session.add(approval)
    session.flush()
    cause = Cause(
        name_of(response), OutboxKind.RESPONSE, "email", response.contact_id, response.project_id
    )
    entry = queue_message(session, cause, approval, message, send_at=send_at, now=now)
    _keep_key(session, thread, response, message.message_id)
    approved = Entry(
        Action.APPROVE,
        name_of(response),
        response.project_id,
        extra={"dig": message.sha256, "watermark": seen.mail_id, "approval": approval.id},
    )
    record_all(session, [*released, approved, queued(entry)], actor=actor, now=now)
    return entry


def undo_response(session: Session, response_id: int, *, actor: Actor, now: datetime) -> Response:
    """Make an answer a draft again while its message has not been taken up.  The caller commits.

    Raises:
        Overtaken: it is leaving, or has left.
    """
    response = get_response(session, response_id)
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(
            OutboxEntry.kind == OutboxKind.RESPONSE,
            OutboxEntry.cause == name_of(response),
            OutboxEntry.state == OutboxState.PENDING,
        )
        .values(state=OutboxState.CANCELLED, finished_at=now)
        .returning(OutboxEntry.id)
    )
    if cancelled is None:
        raise Overtaken("too late to undo: the answer is leaving or has left")
    move(session, response, ResponseState.APPROVED, ResponseState.DRAFTED)
    session.execute(
        update(Approval)
        .where(Approval.response_id == response.id, Approval.undone_at.is_(None))
        .values(undone_at=now)
    )
    note(session, Action.UNDO, response, actor=actor, now=now, outbox=cancelled)
    return response


def close_responses(session: Session) -> list[OutboxEntry]:
    """Close every approved answer whose message was accepted; return their messages.

    The caller commits, and keeps them as mail that we wrote.  Run twice it does nothing more.
    """
    rows = session.execute(
        select(Response, OutboxEntry)
        .join(Approval, Approval.response_id == Response.id)
        .join(OutboxEntry, OutboxEntry.approval_id == Approval.id)
        .where(Response.state == ResponseState.APPROVED, OutboxEntry.state.in_(_LEFT))
        .order_by(OutboxEntry.id)
        .with_for_update(of=Response, skip_locked=True)
    ).all()
    for response, entry in rows:
        response.state, response.sent_at = ResponseState.SENT, entry.finished_at
    return [entry for _, entry in rows]


def suppressed(session: Session, addresses: Collection[str]) -> dict[str, str]:
    """Why no mail may go to some of ``addresses``, each as a sentence."""
    rows = session.execute(
        select(Suppression.addr_spec, Suppression.reason)
        .where(Suppression.addr_spec.in_(addresses), Suppression.lifted_at.is_(None))
        .order_by(Suppression.id)
    )
    return {addr_spec: _SUPPRESSED[reason].format(addr_spec) for addr_spec, reason in rows}


def _require_sendable(session: Session, response: Response, thread: Thread) -> None:
    project, contact = response.project, response.contact
    if is_blank(response.text):
        raise Refused("write something first")
    if thread.project_id != project.id:
        raise Refused("the conversation belongs to another project now; write the answer anew")
    if contact.client_id != project.client_id:
        raise CrossClientText(f"{contact.name} belongs to another client than {project.name}")
    if response.addr_spec not in {address.addr_spec for address in contact.addresses}:
        raise Refused(f"{response.addr_spec} is no address of {contact.name} any more")
    for words in suppressed(session, [response.addr_spec]).values():
        raise Refused(words)


def _require_new(session: Session, response: Response) -> None:
    """A page that the browser brings back must not send the same words twice."""
    seen = seen_in(session, response.thread)
    same = (
        select(Response.id)
        .join(Approval, Approval.response_id == Response.id)
        .join(OutboxEntry, OutboxEntry.approval_id == Approval.id)
        .where(
            Response.thread_id == response.thread_id,
            Response.id != response.id,
            Response.addr_spec == response.addr_spec,
            Response.text == response.text,
            Response.state.in_((ResponseState.APPROVED, ResponseState.SENT)),
            Approval.undone_at.is_(None),
            Approval.watermark >= seen.mail_id,
            OutboxEntry.state.not_in((OutboxState.BOUNCED, OutboxState.COMPLAINED)),
        )
    )
    if session.scalar(same.limit(1)) is not None:
        raise Overtaken("these very words are on their way already, or have left")


def _keep_key(session: Session, thread: Thread, response: Response, message_id: str) -> None:
    """An answer to it belongs here, also where no copy of it is ever collected."""
    known = select(ThreadKey.id).where(
        ThreadKey.message_id == message_id, ThreadKey.client_id == response.contact.client_id
    )
    if session.scalar(known) is None:
        session.add(
            ThreadKey(
                message_id=message_id,
                client_id=response.contact.client_id,
                thread_id=thread.id,
            )
        )
