"""Take back what a person decided about where mail belongs, or whose it is."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from orchestrator.conversation.former import restore
from orchestrator.conversation.moving import remaining_id
from orchestrator.conversation.parting import is_taken_out, part, put_back
from orchestrator.conversation.refile import (
    Place,
    check_move,
    forget_readings,
    unfile,
)
from orchestrator.conversation.regroup import undo_regroup
from orchestrator.conversation.undecided import BY_HAND
from orchestrator.digest.withdraw import renew_updates, withdraw_from_updates
from orchestrator.engagement.dispute_joins import join_cases
from orchestrator.engagement.theme_quotes import untell
from orchestrator.engagement.withdraw import (
    bring_back_noted,
    forget_moods,
    withdraw,
)
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    ContactAddress,
    Decision,
    DecisionKind,
    Digest,
    Direction,
    Mail,
    MailState,
    OutboxEntry,
    Participant,
    Project,
    ThemeQuote,
    Thread,
)
from orchestrator.record.append import Action, record
from orchestrator.refiling.move import Mover, move_thread

BROUGHT_BACK = "a conversation that it used was moved back"
_ABOUT_THREADS = (DecisionKind.FILE, DecisionKind.REFILE)
_UNDONE_HERE = (*_ABOUT_THREADS, DecisionKind.ALIAS, DecisionKind.PERSON, DecisionKind.SENDER)


def undo_decision(session: Session, decision_id: int, *, by: Mover) -> None:
    """Take back what a person decided about where mail belongs.  The caller commits.

    What came of it is withdrawn; a proposal that was declined is made again.

    Raises:
        UsageError: there is no such decision.
        Refused: it was undone, another came after it, or it cannot be taken apart any more.
    """
    decision = session.get(Decision, decision_id)
    if decision is None or decision.kind not in _UNDONE_HERE:
        raise UsageError("there is no such decision about where mail belongs")
    if decision.undone_at is not None:
        raise Refused("this was taken back already")
    if decision.accepted:
        if decision.kind in _ABOUT_THREADS:
            _undo_filing(session, decision, by=by)
        elif decision.kind is DecisionKind.ALIAS:
            _take_address(session, decision.details["address"], by=by)
        elif decision.kind is DecisionKind.PERSON:
            _take_person(session, decision, by=by)
        else:
            mail = session.get_one(Mail, int(decision.subject.removeprefix("mail:")))
            _unfile(session, _strangers_beside(session, [mail]), by=by)
    decision.undone_at = by.now
    record(
        session,
        Action.DECIDE,
        decision.subject,
        actor=by.actor,
        now=by.now,
        proposal=decision.kind.value,
        target=decision.target,
        undone=True,
    )


def undo_join(session: Session, decision_id: int, *, by: Mover) -> tuple[Thread, Thread]:
    """Take back a join or a split, with the filing that a join brought.  The caller commits.

    Returns and raises what `undo_regroup` does, and raises what `undo_decision` does.
    """
    back, left = undo_regroup(session, decision_id, actor=by.actor, now=by.now)
    join_cases(session, [back.id, left.id], actor=by.actor, now=by.now)
    filed = session.get_one(Decision, decision_id).details.get("filed")
    if filed is not None:
        undo_decision(session, filed, by=by)
    return back, left


def _undo_filing(session: Session, decision: Decision, *, by: Mover) -> None:
    if decision.id != _newest(session, decision.subject):
        raise Refused("something else was decided about this conversation since")
    details = decision.details
    thread, project = check_move(session, _thread_id(decision), details.get("from"))
    former = {int(mail_id): Place(**place) for mail_id, place in details.get("mails", {}).items()}
    for each in _parted(session, thread, details) if details.get("joined") else [thread]:
        move_thread(session, each, project, former, reason="undone", by=by)
    if "noted" in details:
        bring_back_noted(session, details["noted"])
        if project is not None and details["noted"]["facts"]:
            _tell_again(session, project, details["noted"]["facts"], by=by)
    home_id = details.get("apart_from")
    if home_id is not None and (home := _put_back(session, thread, home_id)) is not None:
        # Where its mails are: read anew, they find by it what people had decided.
        decision.subject = f"thread:{home.id}"
    restore(session, details.get("former", {}))


def _tell_again(
    session: Session, project: Project, fact_ids: Collection[int], *, by: Mover
) -> None:
    """Open drafts take in the facts that count again."""
    renew_updates(
        session,
        [f"fact:{fact_id}" for fact_id in fact_ids],
        project.id,
        reason=BROUGHT_BACK,
        settings=by.settings,
        key=by.key,
        actor=by.actor,
        now=by.now,
    )


def _parted(session: Session, thread: Thread, details: Mapping[str, Any]) -> list[Thread]:
    """Take apart what the filing joined; return those that were undecided before."""
    undecided = [thread] if details["undecided"] else []
    for joined in reversed(details["joined"]):
        each = session.get_one(Thread, joined["thread"])
        part(session, each, thread, joined)
        if each.project_id is None:
            undecided.append(each)
            each.project_id = thread.project_id  # Where its mails are still.
    return undecided


def _put_back(session: Session, thread: Thread, home_id: int) -> Thread | None:
    """Into the conversation that it was taken out of, unless that was moved too."""
    home = session.scalar(select(Thread).where(Thread.id == remaining_id(home_id)))
    if home is None or not is_taken_out(session, thread, home):
        return None
    put_back(session, thread, home)
    return home


def _thread_id(decision: Decision) -> int:
    return int(decision.subject.removeprefix("thread:"))


def _take_address(session: Session, address: str, *, by: Mover) -> None:
    """The address is nobody's again; what its mails changed in her name is withdrawn."""
    session.execute(delete(ContactAddress).where(ContactAddress.addr_spec == address))
    mails = session.scalars(
        select(Mail).where(
            Mail.from_address == address,
            Mail.direction == Direction.IN,
            Mail.contact_id.is_not(None),
        )
    ).all()
    _unfile(session, {*mails, *_strangers_beside(session, mails)}, by=by)


def _strangers_beside(session: Session, mails: Collection[Mail]) -> Sequence[Mail]:
    """Undecided mails of strangers in the same conversations, which turn out to be no client's."""
    return session.scalars(
        select(Mail).where(
            Mail.thread_id.in_({mail.thread_id for mail in mails}),
            Mail.direction == Direction.IN,
            Mail.contact_id.is_(None),
            Mail.project_id.is_(None),
        )
    ).all()


def _take_person(session: Session, decision: Decision, *, by: Mover) -> None:
    """She takes part no more; unless we wrote to her, it is as if she never had."""
    contact_id = decision.details["contact"]
    project_id = int(decision.target.removeprefix("project:"))
    if is_written_to(session, contact_id, project_id):
        raise Refused("there is an update for her already")
    session.execute(
        delete(Participant).where(
            Participant.contact_id == contact_id, Participant.project_id == project_id
        )
    )
    mails = session.scalars(
        select(Mail).where(
            Mail.contact_id == contact_id,
            Mail.project_id == project_id,
            Mail.direction == Direction.IN,
        )
    ).all()
    if decision.details["address"]:
        _take_address(session, decision.details["address"], by=by)
    else:
        _unfile(session, mails, by=by)


def is_written_to(session: Session, contact_id: int, project_id: int) -> bool:
    """Whether she gets, or is to get, something of ours about a project."""
    written = exists().where(
        OutboxEntry.contact_id == contact_id, OutboxEntry.project_id == project_id
    )
    drafted = exists().where(Digest.contact_id == contact_id, Digest.project_id == project_id)
    return bool(session.scalar(select(or_(written, drafted))))


def _unfile(session: Session, mails: Collection[Mail], *, by: Mover) -> None:
    """Let mails be filed anew by what is known now; a person's filing stays."""
    mails = sorted(mails, key=lambda mail: mail.id)
    ids = [mail.id for mail in mails]
    projects = {mail.project_id for mail in mails if mail.project_id is not None}
    withdraw(session, ids, reason="identity", key=by.key, actor=by.actor, now=by.now)
    # Whose words they are is open again, so nobody is told that they were theirs.
    untell(session, ThemeQuote.mail_id.in_(ids), now=by.now)
    forget_readings(session, ids)
    for mail in mails:
        if mail.project_id is not None and mail.filed_by.startswith(BY_HAND):
            mail.contact_id, mail.state = None, MailState.THREADED
        else:
            unfile(session, mail)
    session.flush()
    forget_moods(session, ids, projects, now=by.now)
    for project_id in sorted(projects):
        withdraw_from_updates(
            session,
            ids,
            project_id,
            settings=by.settings,
            key=by.key,
            actor=by.actor,
            now=by.now,
        )


def _newest(session: Session, subject: str) -> int | None:
    return session.scalar(
        select(Decision.id)
        .where(
            Decision.subject == subject,
            Decision.kind.in_(_ABOUT_THREADS),
            Decision.accepted,
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
