"""Every periodic job, in one list, and the loop that rings for them.

A ring is idempotent and each job looks for rows that are due, so two schedulers do no
harm and no leader is elected: this is also the sweeper that finds what a lost ring left.
"""

import threading

from orchestrator.bell import Bell
from orchestrator.config import Settings

PERIODIC = (
    "parse_stored",
    "converse",
    "engage",
    "send_due",
    "queue_notices",
    "settle",
    "draft_due",
)
"""Jobs of `flow`, rung at the start and then every `sweep_every`."""


def run_schedule(settings: Settings, bell: Bell, *, stop: threading.Event) -> None:
    """Ring for each periodic job, again and again, until ``stop`` is set."""
    while not stop.is_set():
        for job in PERIODIC:
            bell.ring(job)
        stop.wait(settings.sweep_every.total_seconds())
