"""`orchestrator demo --check`: the whole loop once, on embedded parts, without a person.

Each step waits for an effect that it can see from outside (a page, a mail on the SMTP
server's disk, a row) and says what it expected and found when there is none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
import json
import signal
import time
from typing import Any, TextIO

from sqlalchemy.exc import SQLAlchemyError

from orchestrator.cli.supervisor import PartFailed, supervise
from orchestrator.demo.loop import Loop, Unmet, prepare
from orchestrator.demo.service import service_parts
from orchestrator.demo.settings import Folder
from orchestrator.demo.steps import STEPS
from orchestrator.errors import OrchestratorError

UP = "parts are up"
WAITS = {
    "poll_every": "2 s",
    "sweep_every": "1 s",
    "acknowledge_after": "1 s",
    "undo_for": "1 s",
    "draft_ahead": "4 days",
}
"""Settings of the check: all that differs from a service in earnest is how long it waits."""


@dataclass(frozen=True, slots=True)
class Step:
    """``ms`` is how long it took; the last two say why it failed."""

    name: str
    ok: bool
    ms: int
    expected: str = ""
    found: str = ""

    def as_json(self) -> dict[str, Any]:
        """A step of the stable output of `demo --check`."""
        why = {} if self.ok else {"expected": self.expected, "found": self.found}
        return {"name": self.name, "ok": self.ok, "ms": self.ms, **why}

    def __str__(self) -> str:
        words = f"{'ok' if self.ok else 'FAILED':<7}{self.ms:>6} ms  {self.name}"
        return words if self.ok else f"{words}: expected {self.expected}; found {self.found}"


def run_check(folder: Folder, *, log: TextIO, say: Callable[[str], None]) -> list[Step]:
    """Run every part and every step; the first step that fails is the last.

    ``log`` gets what the parts print, ``say`` a line a step.  No process is left.
    """
    began, steps = time.monotonic(), list[Step]()

    def note(step: Step) -> bool:
        steps.append(step)
        say(str(step))
        return step.ok

    def on_ready() -> None:
        note(Step(UP, True, _ms_since(began)))
        for name, prove in STEPS:
            if not note(_try(name, prove, loop)):
                break
        signal.raise_signal(signal.SIGTERM)

    loop = prepare(folder)
    try:
        ended_by = supervise(service_parts(folder), on_ready=on_ready, out=log)
    except PartFailed as error:
        note(Step(UP, False, _ms_since(began), "every part to run", str(error)))
        return steps
    finally:
        loop.close()
    if ended_by != signal.SIGTERM and all(step.ok for step in steps):
        note(Step("not interrupted", False, 0, "no signal", signal.Signals(ended_by).name))
    return steps


def summary(steps: Sequence[Step]) -> str:
    """The last line of standard output."""
    is_whole = len(steps) == len(STEPS) + 1 and all(step.ok for step in steps)
    return json.dumps({"ok": is_whole, "steps": [step.as_json() for step in steps]})


def _try(name: str, prove: Callable[[Loop], None], loop: Loop) -> Step:
    began = time.monotonic()
    try:
        prove(loop)
    except Unmet as unmet:
        return Step(name, False, _ms_since(began), unmet.expected, unmet.found)
    except (OrchestratorError, SQLAlchemyError, OSError, HTTPException, LookupError) as error:
        found = f"{type(error).__name__}: {error}"
        return Step(name, False, _ms_since(began), "no error", found[:300])
    return Step(name, True, _ms_since(began))


def _ms_since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
