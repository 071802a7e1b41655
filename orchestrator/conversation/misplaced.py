"""Mails whose subject names another project than the one that their conversation lies in.

A conversation goes before a code (`routing`), so that its mails stay together; where the
two differ a person is asked, for the writer may have answered an old mail to begin anew.
"""

from collections import defaultdict
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
from orchestrator.subjects import base_subject


def moves(
    session: Session,
    thread: Thread,
    mails: Sequence[ThreadMail],
    projects: Sequence[Project] | None,
) -> list[Proposed]:
    """The first mail under each subject that names another project than the one all this is in.

    What was declined for one mail is not proposed for another under the same subject.
    """
    if thread.project is None:
        return []
    client_id = thread.project.client_id
    if projects is None:
        projects = session.scalars(select(Project).where(Project.client_id == client_id)).all()
    codes = {
        each.code: each
        for each in projects
        if each.client_id == client_id and each.closed_at is None
    }
    named: dict[tuple[Project, str], list[ThreadMail]] = defaultdict(list)
    for mail in mails:
        project = codes.get(code_in(mail.subject, {*codes, thread.project.code}) or "")
        if project and project.id != thread.project_id and _is_movable(mail):
            named[project, base_subject(mail.subject)].append(mail)
    subjects = [f"mail:{mail.id}" for same in named.values() for mail in same]
    declined = decided_before(session, DecisionKind.REFILE, subjects)
    return [
        Proposed(
            DecisionKind.REFILE, f"mail:{same[0].id}", f"project:{project.id}",
            f"its subject names {project.code}, and the conversation lies in {thread.project.code}",
            is_taught=False,
        )
        for (project, _), same in named.items()
        if not any((f"mail:{mail.id}", f"project:{project.id}") in declined for mail in same)
    ]  # fmt: skip


def _is_movable(mail: ThreadMail) -> bool:
    """Whether somebody wrote it to us, and nobody said yet that it belongs here."""
    return is_from_person(mail) and not mail.filed_by.startswith(BY_HAND)
