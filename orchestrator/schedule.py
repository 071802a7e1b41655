"""Every periodic job, in one list, and the loop that rings for them.

A ring is idempotent and each job looks for rows that are due, so two schedulers do no
harm and no leader is elected: this is also the sweeper that finds what a lost ring left.
"""

from datetime import timedelta
import threading
import time

from orchestrator.bell import Bell
from orchestrator.config import Settings

SWEPT = (
    "parse_stored",
    "converse",
    "score_missed",
    "engage",
    "send_due",
    "queue_notices",
    "settle",
    "draft_due",
)
"""Jobs of `flow` whose ring may be lost: each of them finds its rows."""


def periodic(settings: Settings) -> dict[str, timedelta]:
    """What runs by itself, and how often it is rung."""
    return {job: settings.sweep_every for job in SWEPT} | {"review_statuses": timedelta(hours=1)}


def run_schedule(settings: Settings, bell: Bell, *, stop: threading.Event) -> None:
    """Ring for each job at the start and then whenever it is due, until ``stop`` is set."""
    due = dict.fromkeys(periodic(settings), time.monotonic())
    while not stop.is_set():
        for job, every in periodic(settings).items():
            if time.monotonic() >= due[job]:
                bell.ring(job)
                due[job] += every.total_seconds()
        stop.wait(max(0.0, min(due.values()) - time.monotonic()))
