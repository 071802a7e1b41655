"""Mails whose subject names another project than the one that their conversation lies in.

A conversation goes before a code (`routing`), so that its mails stay together; where the
two differ a person is asked, for the writer may have answered an old mail to begin anew.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.project_codes import code_in
from orchestrator.conversation.regrouping import (
    Proposed,
    ThreadMail,
    decided_before,
    is_from_person,
)
from orchestrator.conversation.undecided import BY_HAND
from orchestrator.models import DecisionKind, Project, Thread


def moves(
    session: Session,
    thread: Thread,
    mails: Sequence[ThreadMail],
    projects: Sequence[Project] | None,
) -> list[Proposed]:
    """The first mails whose subjects name other projects than the one that all this lies in."""
    if thread.project is None:
        return []
    client_id = thread.project.client_id
    if projects is None:
        is_open = Project.client_id == client_id, Project.closed_at.is_(None)
        projects = session.scalars(select(Project).where(*is_open)).all()
    codes = {each.code: each for each in projects if each.client_id == client_id}
    first: dict[Project, ThreadMail] = {}
    for mail in mails:
        code = code_in(mail.subject, {*codes, thread.project.code})
        project = codes.get(code or "")
        is_misplaced = project is not None and project.id != thread.project_id
        if project and is_misplaced and is_from_person(mail) and not _is_placed(mail):
            first.setdefault(project, mail)
    decided = decided_before(
        session, DecisionKind.REFILE, [f"mail:{mail.id}" for mail in first.values()]
    )
    return [
        Proposed(
            DecisionKind.REFILE, f"mail:{mail.id}", f"project:{project.id}",
            f"its subject names {project.code}, and the conversation lies in {thread.project.code}",
            is_taught=False,
        )
        for project, mail in first.items()
        if (f"mail:{mail.id}", f"project:{project.id}") not in decided
    ]  # fmt: skip


def _is_placed(mail: ThreadMail) -> bool:
    """Whether a person said that it belongs here."""
    return bool(mail.filed_by.startswith(BY_HAND))
