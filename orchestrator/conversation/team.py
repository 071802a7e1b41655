"""Mail of our own people to the team address of a project: no part of any conversation.

The address is a capability to be looked at, and proves nobody: who wrote must be one of ours
who may write for the project, proven as a contact is.  Whatever else comes there is filed as
if it had gone to any address of ours.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.concerns import keep_concerns
from orchestrator.models import (
    Direction,
    Mail,
    MailState,
    Membership,
    Project,
    Role,
    TeamMail,
    User,
)
from orchestrator.models.base import insert_into, set_all
from orchestrator.record.append import Action, Entry, record_all, system
from orchestrator.wording import TEAM

_WRITE = (Role.WRITER, Role.PM, Role.ADMIN)
_WORDS = ("human", "empty")
"""What people write.  A mail without a body says it in its subject."""


_KEPT_APART = {
    "contact_id": None,
    "thread_id": None,
    "project_id": None,
    "filed_by": "team address",
    "state": MailState.THREADED,
    "attempts": 0,
}
_Row = Row[*tuple[Any, ...]] | Mail


def keep_team_mails(
    session: Session, rows: Sequence[_Row], known: Collection[int], *, key: bytes, now: datetime
) -> set[int]:
    """Keep which of these mails went to a team address; the ids of those our people wrote.

    Those are done with: no thread, no contact, no project.  The caller commits.

    Args:
        rows: mails, with the columns that `routing` reads.
        known: ids of those that a contact wrote, who is never one of ours here.
    """
    addressed = {row.id: project for row in rows if (project := _addressed(session, row, key))}
    if not addressed:
        return set()
    authors = {
        row.id: None if row.id in known else _author(session, row, addressed[row.id])
        for row in rows
        if row.id in addressed
    }
    session.execute(
        insert_into(session, TeamMail).on_conflict_do_nothing(),
        [
            {"mail_id": mail_id, "project_id": addressed[mail_id].id, "user_id": user_id}
            for mail_id, user_id in authors.items()
        ],
    )
    strangers = [i for i, user_id in authors.items() if user_id is None and i not in known]
    # Only the team of this project was given the address.
    keep_concerns(session, {(i, addressed[i].client_id): True for i in strangers})
    ours = [mail_id for mail_id, user_id in authors.items() if user_id is not None]
    if ours:
        set_all(session, Mail, ours, _KEPT_APART)
        filed = {"filed": "team address"}
        entries = [Entry(Action.THREAD, f"mail:{i}", addressed[i].id, extra=filed) for i in ours]
        record_all(session, entries, actor=system("conversation"), now=now)
    return set(ours)


def _addressed(session: Session, row: _Row, key: bytes) -> Project | None:
    """The open project to whose present team address it came."""
    if row.direction is not Direction.IN or row.is_loop or row.kind not in _WORDS:
        return None
    for address in row.recipients:
        token = tokens.team_token_in(address)
        reference = (token and tokens.reference_of(token)) or ""
        if token is None or not reference.startswith("p"):
            continue
        project = session.get(Project, int(reference[1:]))
        if project is None or project.closed_at is not None:
            continue
        if tokens.is_genuine(key, TEAM, token, project.team_epoch):
            return project
    return None


def _author(session: Session, row: _Row, project: Project) -> int | None:
    """The id of one of ours who wrote it herself, provenly, and may write for the project."""
    if row.authenticity != "pass" or not row.is_kind_certain:
        return None
    works_on_it = select(Membership.user_id).where(Membership.project_id == project.id)
    return session.scalar(
        select(User.id).where(
            User.email == row.from_address,
            User.is_active,
            User.role.in_(_WRITE),
            or_(User.role == Role.ADMIN, User.id.in_(works_on_it)),
        )
    )
