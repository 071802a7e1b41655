"""Wait for mail: in IDLE (RFC 2177) where the server knows it, never longer than a poll."""

import threading
import time

from orchestrator.collect.connection import Connection
from orchestrator.collect.mailbox import INBOX, examine
from orchestrator.config import Settings
from orchestrator.errors import FolderError

_TURN_SECONDS = 1.0


def listen(imap: Connection, settings: Settings, stop: threading.Event) -> None:
    """Until the server says that something came, or it is time to poll.

    A line that is cut silently is noticed when the server has to answer: at the end of
    each IDLE, or by NOOP where it knows no IDLE.
    """
    until = time.monotonic() + settings.poll_every.total_seconds()
    has_idle = imap.has_capability("IDLE")
    try:
        examine(imap, INBOX)
    except FolderError:
        has_idle = False
    while (left := until - time.monotonic()) > 0 and not stop.is_set():
        seconds = min(left, settings.idle_for.total_seconds())
        if not has_idle:
            stop.wait(seconds)
            with imap.command("waiting for mail"):
                imap.noop()
        elif _idle(imap, seconds, stop):
            return


def _idle(imap: Connection, seconds: float, stop: threading.Event) -> bool:
    """Listen; return whether the server said anything."""
    with imap.command("waiting for mail"):
        imap.idle()
    until, heard = time.monotonic() + seconds, False
    while not heard and (left := until - time.monotonic()) > 0 and not stop.is_set():
        # Short turns, so that a stop is heard.
        turn = min(_TURN_SECONDS, left)
        began = time.monotonic()
        with imap.command("waiting for mail", more_seconds=turn):
            heard = bool(imap.idle_check(timeout=turn))
        # It returns early and empty-handed when the server hung up; DONE will tell.
        heard = heard or time.monotonic() - began < turn / 2
    with imap.command("waiting for mail"):
        imap.idle_done()
    return heard
