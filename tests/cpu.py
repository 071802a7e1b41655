"""What a piece of work costs, for tests that compare costs and time nothing."""

from collections.abc import Callable
import gc
from time import process_time


def cpu_seconds(work: Callable[[], object]) -> float:
    """The best of three, without what the collector does for all the other tests."""
    gc.disable()
    try:
        return min(_once(work) for _ in range(3))
    finally:
        gc.enable()


def _once(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun
