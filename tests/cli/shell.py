"""Run commands as an operator does, on a data folder of the test's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

import pytest

from orchestrator import flow
from orchestrator.cli import main
from tests.factories import PASSWORD
from tests.waiting import AT_MOST_SECONDS


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Shell:
    """Commands in this process, with nobody at the terminal.  ``set`` changes a setting."""

    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def set(self, **settings: object) -> None:
        for name, value in settings.items():
            self.patch.setenv(f"ORCHESTRATOR_{name.upper()}", str(value))

    def run(self, *words: object, exit_code: int = 0) -> Done:
        """Run one command; it has to end with ``exit_code``."""
        forget_parts()
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([*map(str, words)])
        output = self.capture.readouterr()
        done = Done(int(ended.value.code or 0), output.out, output.err)
        assert done.exit_code == exit_code, (words, done)
        return done

    def json(self, *words: object, exit_code: int = 0) -> dict[str, Any]:
        """The object that ``--json`` prints, and nothing else."""
        return _envelope(self.run(*words, "--json", exit_code=exit_code).stdout)

    def data(self, *words: object) -> Any:
        return self.json(*words)["data"]


@dataclass(frozen=True)
class Processes:
    """Commands in processes of their own, as scripts run them."""

    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: object, exit_code: int = 0) -> Done:
        """Run one command; it has to end with ``exit_code``."""
        ended = subprocess.run(
            [sys.executable, "-m", "orchestrator", *map(str, words)],
            env=clean_environ() | dict(self.env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=AT_MOST_SECONDS,
        )
        done = Done(ended.returncode, ended.stdout, ended.stderr)
        assert done.exit_code == exit_code, (words, done)
        return done

    def data(self, *words: object) -> Any:
        return _envelope(self.run(*words, "--json").stdout)["data"]


def processes_in(folder: Path, **settings: str) -> Processes:
    """A shell whose data folder need not exist; ``settings`` by their names."""
    named = {f"ORCHESTRATOR_{name.upper()}": value for name, value in settings.items()}
    return Processes({"ORCHESTRATOR_DATA": str(folder), "ORCHESTRATOR_PASSWORD": PASSWORD} | named)


def forget_parts() -> None:
    """Close what the jobs of this process have open: the next command may have other settings."""
    if flow._parts_of.cache_info().currsize:
        flow._parts_of(os.getpid()).database.dispose()
    flow._parts_of.cache_clear()


def clean_environ() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("ORCHESTRATOR_")}


def _envelope(stdout: str) -> dict[str, Any]:
    envelope: dict[str, Any] = json.loads(stdout)
    assert set(envelope) == {"ok", "data", "warnings", "error"}
    return envelope
