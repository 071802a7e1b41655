"""When a mail turns out to belong elsewhere: which updates used it, and what becomes of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.refresh import plan_anew
from orchestrator.digest.state import move, note
from orchestrator.models import (
    Approval,
    Block,
    BlockSource,
    Digest,
    DigestState,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Response,
    ResponseState,
    Thread,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.append import Action, Actor, record

REASON = "a conversation that it used was moved to another project"
_OPEN = (DigestState.DRAFTED, DigestState.HELD, DigestState.SKIPPED)
_WAITING = (OutboxState.PENDING, OutboxState.HELD)


def digests_using(
    session: Session, mail_ids: Collection[int], *, sent_only: bool = True
) -> Sequence[Digest]:
    """Updates with a line that came from one of these mails, oldest first.

    A line from a fact or an ask that was made from a mail names that mail too.
    """
    used = has_told(mail_ids) if sent_only else Digest.id.in_(_using(_sources(mail_ids)))
    return session.scalars(select(Digest).where(used).order_by(Digest.id)).all()


def has_told(mail_ids: Collection[int]) -> ColumnElement[bool]:
    """Updates that have left with a line that came from one of these mails."""
    return Digest.id.in_(_using(_sources(mail_ids))) & _has_left()


def withdraw_from_updates(
    session: Session,
    mail_ids: Collection[int],
    project_id: int,
    *,
    settings: Settings,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> None:
    """Void what was approved with words of these mails, and plan open drafts anew.

    What is leaving already cannot be stopped.  The caller commits.
    """
    _cancel_answers(session, mail_ids, actor=actor, now=now)
    renew_updates(
        session,
        _sources(mail_ids),
        project_id,
        reason=REASON,
        settings=settings,
        key=key,
        actor=actor,
        now=now,
    )


def renew_updates(
    session: Session,
    sources: Collection[str],
    project_id: int,
    *,
    reason: str,
    settings: Settings,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> None:
    """Void what was approved with lines from these sources, and plan open drafts anew.

    What is leaving already cannot be stopped.  The caller commits.
    """
    for digest in session.scalars(
        select(Digest)
        .where(
            Digest.id.in_(_using(sources)),
            Digest.state.in_((DigestState.APPROVED, DigestState.HELD)),
        )
        .order_by(Digest.id)
    ).all():
        _void(session, digest, reason, actor=actor, now=now)
    session.flush()
    for digest in session.scalars(
        select(Digest)
        .where(
            Digest.project_id == project_id,
            (Digest.state == DigestState.DRAFTED)
            | ((Digest.state == DigestState.SKIPPED) & (Digest.send_at > now))
            | (Digest.state.in_(_OPEN) & Digest.id.in_(_using(sources))),
        )
        .order_by(Digest.id)
        .with_for_update(of=Digest)
    ).all():
        plan_anew(
            session,
            digest,
            without=sources,
            settings=settings,
            key=key,
            now=now,
        )


def withdraw_responses(
    session: Session, thread: Thread, *, actor: Actor, now: datetime
) -> list[Response]:
    """Let answers of ours in a conversation that have not left follow it, as drafts.

    One to a contact of another client waits there unseen (`respond_state.is_hers`), in case
    the conversation comes back.  The caller commits.

    Returns them.
    """
    kept, project = [], thread.project
    for response in session.scalars(
        select(Response).where(
            Response.thread_id == thread.id,
            Response.state.in_((ResponseState.DRAFTED, ResponseState.APPROVED)),
        )
    ).all():
        was_approved = response.state is ResponseState.APPROVED
        if was_approved and not _take_back(session, response, now):
            continue  # It is leaving already.
        kept.append(response)
        if project is not None and response.contact.client_id == project.client_id:
            response.project_id = project.id
        if was_approved:
            _make_draft(session, response, actor=actor, now=now)
    session.flush()
    return kept


def _make_draft(session: Session, response: Response, *, actor: Actor, now: datetime) -> None:
    response.state = ResponseState.DRAFTED
    response.revision += 1
    session.flush()
    record(
        session,
        Action.VOID,
        f"response:{response.id}",
        actor=actor,
        now=now,
        project_id=response.project_id,
        details={"reason": REASON},
        state=response.state.value,
    )


def make_unread(session: Session, mail_ids: Collection[int], project_id: int) -> None:
    """Let the open updates of a project not know of mails that came to it.  The caller commits."""
    session.execute(
        update(Digest)
        .where(
            Digest.project_id == project_id,
            Digest.state.in_((DigestState.DRAFTED, DigestState.HELD, DigestState.APPROVED)),
            Digest.watermark >= min(mail_ids),
        )
        .values(watermark=min(mail_ids) - 1)
    )


def _sources(mail_ids: Collection[int]) -> list[str]:
    return [f"mail:{mail_id}" for mail_id in mail_ids]


def _using(sources: Collection[str]) -> Select[int]:
    return (
        select(Block.digest_id)
        .join(BlockSource, BlockSource.block_id == Block.id)
        .where(BlockSource.source.in_(sources))
    )


def _has_left() -> ColumnElement[bool]:
    """Sent, or at least not to be stopped any more."""
    leaving = select(OutboxEntry.digest_id).where(
        OutboxEntry.kind == OutboxKind.DIGEST,
        OutboxEntry.digest_id.is_not(None),
        OutboxEntry.state.not_in((*_WAITING, OutboxState.CANCELLED, OutboxState.FAILED)),
    )
    return (Digest.state == DigestState.SENT) | Digest.id.in_(leaving)


def _void(session: Session, digest: Digest, reason: str, *, actor: Actor, now: datetime) -> None:
    """Back to a draft, if its message can still be stopped."""
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(
            OutboxEntry.digest_id == digest.id,
            OutboxEntry.kind == OutboxKind.DIGEST,
            OutboxEntry.state.in_(_WAITING),
        )
        .values(state=OutboxState.CANCELLED, finished_at=now, problem=reason)
        .returning(OutboxEntry.id)
    )
    if cancelled is None:
        return
    move(
        session,
        digest,
        (DigestState.APPROVED, DigestState.HELD),
        DigestState.DRAFTED,
        reason=reason,
    )
    digest.revision += 1
    session.execute(
        update(Approval)
        .where(Approval.digest_id == digest.id, Approval.undone_at.is_(None))
        .values(undone_at=now)
    )
    note(session, Action.UNDO, digest, actor=actor, now=now, outbox=cancelled)


def _cancel_answers(
    session: Session, mail_ids: Collection[int], *, actor: Actor, now: datetime
) -> None:
    """Automatic answers to these mails that have not left say what holds no more."""
    cancelled = session.execute(
        update(OutboxEntry)
        .where(
            OutboxEntry.cause.in_(_sources(mail_ids)),
            OutboxEntry.kind.in_(AUTOMATIC),
            OutboxEntry.state.in_(_WAITING),
        )
        .values(state=OutboxState.CANCELLED, finished_at=now, problem=REASON)
        .returning(OutboxEntry.id, OutboxEntry.project_id)
    ).all()
    for outbox_id, project_id in cancelled:
        record(
            session,
            Action.VOID,
            f"outbox:{outbox_id}",
            actor=actor,
            now=now,
            project_id=project_id,
            details={"reason": REASON},
            state=OutboxState.CANCELLED.value,
        )


def _take_back(session: Session, response: Response, now: datetime) -> bool:
    """Undo the approval of a response, if its message can still be stopped."""
    approvals = select(Approval.id).where(Approval.response_id == response.id)
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(OutboxEntry.approval_id.in_(approvals), OutboxEntry.state.in_(_WAITING))
        .values(state=OutboxState.CANCELLED, finished_at=now, problem=REASON)
        .returning(OutboxEntry.id)
    )
    if cancelled is None:
        return False
    session.execute(
        update(Approval)
        .where(Approval.response_id == response.id, Approval.undone_at.is_(None))
        .values(undone_at=now)
    )
    return True
