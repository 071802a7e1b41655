"""What a person may want to join, split or move: proposals, never done by themselves.

A mail without any reference that looks like an answer may belong to a conversation of the
same people about the same subject; a mail that answers an old one under another subject
may be a matter of its own.  One whose subject names another project may belong there.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from orchestrator.conversation.misplaced import moves
from orchestrator.conversation.references import FORGED, ancestors, key_of
from orchestrator.conversation.regrouping import (
    COLUMNS,
    Proposed,
    ThreadMail,
    decided_before,
    is_from_person,
)
from orchestrator.models import (
    Contact,
    Decision,
    DecisionKind,
    Mail,
    Project,
    Thread,
    ThreadKey,
)
from orchestrator.models.base import is_among
from orchestrator.subjects import base_subject, is_answer, is_same_topic, shares_words, topic

WINDOW = timedelta(days=30)
"""How long before a mail a conversation was alive that it may continue."""

QUIET = timedelta(days=7)
"""After so long an answer under a new subject is hardly about the old one."""

_MAILS = 200
_CANDIDATES = 300
_NAMED = 5


def proposals_for(
    session: Session,
    thread: Thread,
    *,
    known: Sequence[Mail] | None = None,
    projects: Sequence[Project] | None = None,
) -> list[Proposed]:
    """What may be done with a conversation, likeliest first; nothing that was decided on.

    Takes at most ten statements, whatever its size, and one less with all of its mails
    ``known``, oldest first.  ``projects``: where a mail may be moved to; all of its client that
    are open, if not given.
    """
    mails: Sequence[ThreadMail]
    if known is not None:
        mails = [mail for mail in known if not mail.is_loop]
    else:
        rows = session.execute(
            select(*COLUMNS)
            .where(Mail.thread_id == thread.id, Mail.is_loop.is_(False))
            .order_by(Mail.received_at.desc(), Mail.id.desc())
            .limit(_MAILS)
        ).all()
        mails = list(reversed(rows))
    elsewhere = moves(session, thread, mails, projects)
    moved = {move.subject for move in elsewhere}
    found = [
        *elsewhere,
        *(split for split in _splits(session, thread, mails) if split.subject not in moved),
        *_joins(session, thread, mails),
        *_named(session, thread, mails),
    ]
    return sorted(found, key=lambda proposed: not proposed.is_taught)


def _splits(session: Session, thread: Thread, mails: Sequence[ThreadMail]) -> list[Proposed]:
    found = list(_changes(mails))
    if not found:
        return []
    decided = decided_before(session, DecisionKind.SPLIT, [f"mail:{mail.id}" for mail, _ in found])
    subjects = {subject for subject, _ in decided}
    taught = _last_accepted(session, DecisionKind.SPLIT, found[-1][0].from_address)
    return [
        Proposed(
            DecisionKind.SPLIT, f"mail:{mail.id}", f"thread:{thread.id}",
            _with_lesson(reason, taught, "took such a mail of this sender out"),
            is_taught=taught is not None,
        )
        for mail, reason in reversed(found)
        if f"mail:{mail.id}" not in subjects
    ]  # fmt: skip


def _changes(mails: Sequence[ThreadMail]) -> Iterator[tuple[ThreadMail, str]]:
    """Mails of people that came under a subject which the conversation did not have."""
    by_key: dict[str, ThreadMail] = {}
    topics: list[str] = []
    last: ThreadMail | None = None
    for mail in mails:
        about = topic(mail.subject)
        if last is not None and about and is_from_person(mail):
            named = ancestors(mail.message_id, mail.references, mail.in_reply_to)
            parent = next((by_key[key] for key in reversed(named) if key in by_key), last)
            reason = _change(mail, about, parent, quiet=mail.received_at - last.received_at)
            if reason and not any(is_same_topic(about, other) for other in topics):
                yield mail, reason
        if about:
            topics.append(about)
        if mail.message_id:
            by_key.setdefault(key_of(mail.message_id), mail)
        last = mail


def _change(mail: ThreadMail, about: str, parent: ThreadMail, *, quiet: timedelta) -> str:
    before = topic(parent.subject)
    if not before or is_same_topic(about, before):
        return ""
    if quiet < QUIET and shares_words(about, before):
        return ""
    words = f"new subject “{_shown(mail.subject)}” under “{_shown(parent.subject)}”"
    return f"{words}, {quiet.days} days after the last mail" if quiet >= QUIET else words


def _joins(session: Session, thread: Thread, mails: Sequence[ThreadMail]) -> list[Proposed]:
    """Where a conversation may belong that began with a mail without any reference."""
    if not mails or len(mails) == _MAILS:
        return []
    first = mails[0]
    about = topic(first.subject)
    is_orphan = not ancestors(first.message_id, first.references, first.in_reply_to)
    if not about or not is_orphan or first.kind != "human":
        return []
    taught = _last_accepted(session, DecisionKind.JOIN, first.from_address)
    if taught is None and not is_answer(first.subject):
        return []
    decided = decided_before(session, DecisionKind.JOIN, [f"thread:{thread.id}"])
    found = {}
    for mail in _candidates(session, thread, first):
        target = f"thread:{mail.thread_id}"
        is_open = (f"thread:{thread.id}", target) not in decided and target not in found
        if is_open and _is_among(first, mail) and is_same_topic(about, topic(mail.subject)):
            day = _day(mail.received_at)
            reason = f"no reference in its header; the same people and subject on {day}"
            found[target] = Proposed(
                DecisionKind.JOIN, f"thread:{thread.id}", target,
                _with_lesson(reason, taught, "joined such a mail of this sender"),
                is_taught=taught is not None,
            )  # fmt: skip
    return list(found.values())


def _named(session: Session, thread: Thread, mails: Sequence[ThreadMail]) -> list[Proposed]:
    """Other conversations that a mail here names, where its headers may join nothing."""
    mails = [mail for mail in mails if mail.authenticity == FORGED]
    days = {
        key: _day(mail.received_at)
        for mail in mails
        for key in ancestors(mail.message_id, mail.references, mail.in_reply_to)
    }
    if not days:
        return []
    here = select(ThreadKey.client_id).where(ThreadKey.thread_id == thread.id)
    rows = session.execute(
        select(ThreadKey.thread_id, ThreadKey.message_id)
        .join(Thread, Thread.id == ThreadKey.thread_id)
        .where(
            is_among(session, ThreadKey.message_id, days),
            ThreadKey.thread_id != thread.id,
            ThreadKey.client_id.in_(here),
            Thread.project_id == thread.project_id,
        )
        .order_by(ThreadKey.thread_id)
        .limit(_NAMED)
    )
    named = {f"thread:{thread_id}": days[key] for thread_id, key in rows}
    decided = decided_before(session, DecisionKind.JOIN, [f"thread:{thread.id}"])
    return [
        Proposed(
            DecisionKind.JOIN, f"thread:{thread.id}", target,
            f"the mail of {day} names it; its sender's server disowns that mail",
            is_taught=False,
        )
        for target, day in named.items()
        if (f"thread:{thread.id}", target) not in decided
    ]  # fmt: skip


def _candidates(session: Session, thread: Thread, first: ThreadMail) -> Sequence[ThreadMail]:
    """Mail of the same client, or of the same stranger, in the time before; newest first."""
    if first.contact_id is None:
        people: ColumnElement[bool] = Mail.contact_id.is_(None) & (
            Mail.from_address == first.from_address
        )
    else:
        client = select(Contact.client_id).where(Contact.id == first.contact_id).scalar_subquery()
        people = Mail.contact_id.in_(select(Contact.id).where(Contact.client_id == client))
    return session.execute(
        select(*COLUMNS)
        .join(Thread, Thread.id == Mail.thread_id)
        .where(
            people,
            Mail.thread_id != thread.id,
            Mail.received_at.between(first.received_at - WINDOW, first.received_at),
            true() if thread.project_id is None else Thread.project_id == thread.project_id,
        )
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(_CANDIDATES)
    ).all()


def _last_accepted(session: Session, kind: DecisionKind, sender: str) -> datetime | None:
    """When a person last did this with mail of that address, and let it stand."""
    return session.scalar(
        select(Decision.decided_at)
        .where(
            Decision.kind == kind,
            Decision.accepted,
            Decision.undone_at.is_(None),
            Decision.details["sender"].as_string() == sender,
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )


def _is_among(mail: ThreadMail, other: ThreadMail) -> bool:
    """Whether who wrote one took part in the other."""
    if mail.contact_id is not None and mail.contact_id == other.contact_id:
        return True
    return mail.from_address in (other.from_address, *other.recipients) or (
        other.from_address in mail.recipients
    )


def _with_lesson(reason: str, taught: datetime | None, lesson: str) -> str:
    return f"{reason}; you {lesson} on {_day(taught)}" if taught else reason


def _shown(subject: str) -> str:
    return base_subject(subject)[:60]


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"
