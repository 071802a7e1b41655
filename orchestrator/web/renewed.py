"""What becomes of updates where a fact or a question in them counts no more, or otherwise."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from orchestrator.digest.withdraw import renew_updates
from orchestrator.web.access import current_actor
from orchestrator.web.parts import now, parts

RENEWED = "a fact in it was changed or withdrawn"
ASKED_OTHERWISE = "a question in it was changed"


def renew_without(session: Session, facts: Iterable[tuple[int, int]]) -> None:
    """Plan drafts anew, and void what was approved with one of ``facts``, each with its project.

    The caller commits.
    """
    for fact_id, project_id in facts:
        _renew(session, f"fact:{fact_id}", project_id, RENEWED)


def renew_without_ask(session: Session, ask_id: int, project_id: int) -> None:
    """The same where a question is asked otherwise.  The caller commits."""
    _renew(session, f"ask:{ask_id}", project_id, ASKED_OTHERWISE)


def _renew(session: Session, source: str, project_id: int, reason: str) -> None:
    renew_updates(
        session,
        [source],
        project_id,
        reason=reason,
        settings=parts().settings,
        key=parts().signing_key,
        actor=current_actor(),
        # An update has what was noted before its end, and the change was noted now.
        now=now() + timedelta.resolution,
    )
