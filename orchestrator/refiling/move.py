"""Move a conversation with everything that came of it: the stages' parts in their order.

Moving a conversation to the right project leaves the wrong one as if it had never been
there.  What it says is then read anew where it belongs; what left already is listed.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.conversation.former import former_of
from orchestrator.conversation.refile import (
    Place,
    check_move,
    forget_readings,
    move_mails,
    places_of_mails,
    take_out,
)
from orchestrator.conversation.undecided import BY_HAND, decide
from orchestrator.digest.withdraw import (
    digests_using,
    make_unread,
    withdraw_from_updates,
    withdraw_responses,
)
from orchestrator.engagement.decided import decided_in
from orchestrator.engagement.withdraw import (
    forget_moods,
    withdraw,
    withdraw_noted,
)
from orchestrator.errors import UsageError
from orchestrator.models import (
    Decision,
    DecisionKind,
    Digest,
    Mail,
    Project,
    Response,
    Thread,
)
from orchestrator.record.append import Action, Actor, record


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves mail, when, and what is needed to write drafts anew."""

    settings: Settings
    key: bytes
    user_id: int | None
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class Refiled:
    """What was moved.

    ``told``: updates that used it and have left.  ``drafts``: answers of ours in it that have not.
    """

    thread: Thread
    decision: Decision
    told: list[Digest]
    drafts: list[Response]


def refile_thread(
    session: Session, thread_id: int, project_id: int | None, *, by: Mover, reason: str = ""
) -> Refiled:
    """Move a conversation to another project, or back to the undecided.  The caller commits.

    Everything that was read in it is withdrawn, and its mails are to be read anew
    (`converse`).  Drafts that used it are planned anew, approvals of them are void.
    Later answers follow it.

    Raises:
        UsageError: there is no such conversation or project.
        Refused: it is there already, or somebody in it belongs to another client.
    """
    before = {"former": former_of(session, thread_id)}
    return _refile(session, thread_id, project_id, before, reason=reason, by=by)


def refile_mail(
    session: Session, mail_id: int, project_id: int | None, *, by: Mover, reason: str = ""
) -> Refiled:
    """Move one mail, with what followed it, out of its conversation to another project.

    The caller commits, or rolls back where it raises what `refile_thread` raises.
    """
    mail = session.get(Mail, mail_id)
    if mail is None or mail.thread_id is None:
        raise UsageError("there is no such mail in a conversation")
    project = session.get(Project, project_id) if project_id is not None else None
    home_id = mail.thread_id
    former = former_of(session, home_id)
    thread = take_out(session, mail, client_id=project.client_id if project else None)
    apart_from = home_id if thread.id != home_id else None
    before: dict[str, object] = {"apart_from": apart_from, "former": former}
    return _refile(session, thread.id, project_id, before, reason=reason, by=by)


def _refile(
    session: Session,
    thread_id: int,
    project_id: int | None,
    before: Mapping[str, object],
    *,
    reason: str,
    by: Mover,
) -> Refiled:
    thread, project = check_move(session, thread_id, project_id)
    source = thread.project_id
    former = places_of_mails(session, _mails_of(session, thread))
    decided = decided_in(session, former)
    told, noted, drafts = move_thread(session, thread, project, {}, reason=reason, by=by)
    decision = decide(
        session,
        DecisionKind.REFILE,
        f"thread:{thread.id}",
        f"project:{project_id}" if project_id is not None else "undecided",
        accepted=True,
        reason=reason,
        details={
            "from": source,
            "noted": noted,
            **before,
            **decided,
            "mails": {str(mail_id): asdict(place) for mail_id, place in former.items()},
        },
        user_id=by.user_id,
        now=by.now,
    )
    return Refiled(thread, decision, told, drafts)


def move_thread(
    session: Session,
    thread: Thread,
    project: Project | None,
    former: dict[int, Place],
    *,
    reason: str,
    by: Mover,
) -> tuple[list[Digest], dict[str, list[int]], list[Response]]:
    """Move it without a decision.  The caller commits.

    Args:
        former: where its mails were in ``project`` before.

    Returns:
        The updates that used it and have left, the facts and asks that were withdrawn, and
        the answers of ours that have not left.
    """
    mail_ids, source = _mails_of(session, thread), thread.project_id
    told = list(digests_using(session, mail_ids))
    withdraw(session, mail_ids, reason="refile", key=by.key, actor=by.actor, now=by.now)
    forget_readings(session, mail_ids)
    noted = withdraw_noted(session, mail_ids, now=by.now)
    move_mails(
        session,
        thread,
        project,
        former=former,
        reason=f"{BY_HAND} {by.actor.name}",
        key=by.key,
    )
    if source is not None:
        forget_moods(session, mail_ids, {source}, now=by.now)
        withdraw_from_updates(
            session,
            mail_ids,
            source,
            settings=by.settings,
            key=by.key,
            actor=by.actor,
            now=by.now,
        )
    drafts = withdraw_responses(session, thread, actor=by.actor, now=by.now)
    if project is not None and mail_ids:
        make_unread(session, mail_ids, project.id)
    record(
        session,
        Action.THREAD,
        f"thread:{thread.id}",
        actor=by.actor,
        now=by.now,
        project_id=source,
        details={"reason": reason} if reason else None,
        filed="moved",
        to=f"project:{project.id}" if project else "undecided",
        mails=len(mail_ids),
    )
    return told, noted, drafts


def _mails_of(session: Session, thread: Thread) -> Collection[int]:
    return list(
        session.scalars(select(Mail.id).where(Mail.thread_id == thread.id).order_by(Mail.id))
    )
