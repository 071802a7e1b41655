"""CPU time by stage: functions of the product are wrapped in this process, none is changed.

A stage gets what passes between entering its functions and leaving them, less what the
stages entered from there get: nothing is counted twice and nothing is lost.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
import sys
import threading
import time
from typing import Any


class Meter:
    """Seconds of CPU by stage, of each thread on its own."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._adding = threading.Lock()
        self._here = _Entered()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._settle()
        self._here.stages.append(name)
        try:
            yield
        finally:
            self._settle()
            self._here.stages.pop()

    def _settle(self) -> None:
        here, now = self._here, time.thread_time()
        if here.stages:
            with self._adding:
                self.seconds[here.stages[-1]] += now - here.since
        here.since = now

    def wrap(self, name: str, *functions: Callable[..., Any]) -> None:
        """Count ``functions`` for a stage, wherever a module of ours has imported them."""
        for function in functions:
            replace(function, self.counted(name, function))

    def counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return function(*args, **kwargs)

        return counted


class _Entered(threading.local):
    """The stages that a thread is in, and when it came or went last."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.since = 0.0


def replace(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Put ``new`` in the place of ``old`` in every module of ours that is loaded."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "orchestrator":
            for attribute, value in list(vars(module).items()):
                if value is old:
                    setattr(module, attribute, new)
