"""What a subject and the sender's projects say about where a mail belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.conversation.known import Place
from orchestrator.conversation.project_codes import code_in


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a mail goes.  ``digest_id``: the update it answers; ``reason`` in words."""

    project_id: int
    reason: str
    digest_id: int | None = None
    by_token: bool = False


def by_code(subject: str, places: Sequence[Place]) -> Filing | None:
    still_open = {place.code: place.project_id for place in places if place.is_open}
    code = code_in(subject, still_open)
    return Filing(still_open[code], f"project code {code} in the subject") if code else None


def by_only_project(places: Sequence[Place]) -> Filing | None:
    still_open = [place for place in places if place.is_open]
    if len(still_open) != 1:
        return None
    return Filing(still_open[0].project_id, "the sender's only open project")
