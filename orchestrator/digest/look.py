"""A person saw what an unhappy client wrote, and lets the update to her go all the same."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.digest.state import get_digest
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Look, Mail
from orchestrator.models.unanswered import holding_back
from orchestrator.record.append import Action, Actor, Entry, record_all


def look_at_mails(
    session: Session, digest_id: int, *, reason: str, user_id: int, actor: Actor, now: datetime
) -> list[Look]:
    """Let the unhappy mails that hold an update back do so no more.  The caller commits.

    Raises:
        UsageError: there is no such update, or no reason is given.
        Refused: no mail holds it back any more.
    """
    if not reason.strip():
        raise UsageError("reason: say why the update may go before an answer")
    digest = get_digest(session, digest_id)
    mails = holding_back(session, digest.contact_id, digest.project_id, now=now)
    if not mails:
        raise Refused("nothing holds this update back any more")
    looks = [
        Look(
            mail_id=mail.mail_id,
            project_id=digest.project_id,
            reason=reason.strip()[:300],
            user_id=user_id,
            looked_at=now,
        )
        for mail in mails
    ]
    session.add_all(looks)
    session.flush()
    entries = [
        Entry(
            Action.RELEASE,
            f"mail:{look.mail_id}",
            look.project_id,
            details={"reason": look.reason},
            extra={"how": "looked", "digest": digest_id},
        )
        for look in looks
    ]
    record_all(session, entries, actor=actor, now=now)
    return looks


def undo_look(session: Session, digest_id: int, *, actor: Actor, now: datetime) -> None:
    """It was a wrong click: the mails hold the update back again.  The caller commits.

    Raises:
        UsageError: there is no such update.
        Refused: nobody had looked.
    """
    digest = get_digest(session, digest_id)
    hers = select(Mail.id).where(Mail.contact_id == digest.contact_id)
    undone = session.execute(
        update(Look)
        .where(
            Look.project_id == digest.project_id, Look.mail_id.in_(hers), Look.undone_at.is_(None)
        )
        .values(undone_at=now)
        .returning(Look.mail_id)
    ).scalars()
    entries = [
        Entry(Action.HOLD, f"mail:{mail_id}", digest.project_id, extra={"reason": "mood"})
        for mail_id in sorted(undone)
    ]
    if not entries:
        raise Refused("nobody let this update go before an answer")
    record_all(session, entries, actor=actor, now=now)
