"""Promises of ours that are overdue: an update that is silent about them would be a surprise."""

from collections.abc import Sequence

from orchestrator.models import Digest, Promise
from orchestrator.walltime import zone_of


def overdue_promises(digest: Digest) -> Sequence[Promise]:
    """Promises to its reader, or to nobody by name, whose day is over when it leaves."""
    leaves_on = digest.send_at.astimezone(zone_of(digest.contact.timezone)).date()
    dated: Sequence[Promise] = digest.project.dated_promises
    return [
        promise
        for promise in dated
        if promise.contact_id in (None, digest.contact_id)
        and promise.due_on is not None
        and promise.due_on < leaves_on
    ]
