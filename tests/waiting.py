"""Wait for what other processes and threads do."""

from collections.abc import Callable
import time

AT_MOST_SECONDS = 300.0
"""Longer than a busy machine ten times slower than ours takes for anything here."""


def wait_until(condition: Callable[[], object], what: Callable[[], object] | str = "") -> None:
    """Go on as soon as the condition holds; fail, and say ``what`` did not come, after long."""
    deadline = time.monotonic() + AT_MOST_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            told = what() if callable(what) else what
            raise AssertionError(f"waited {AT_MOST_SECONDS:.0f} s: {told}")
        time.sleep(0.02)
