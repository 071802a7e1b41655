"""`orchestrator demo --check`, really run once, as a person runs it."""

import json
import os
from pathlib import Path
import subprocess
import sys

import pytest

from orchestrator.cli import session
from orchestrator.demo.check import UP
from orchestrator.demo.steps import STEPS
from tests.waiting import AT_MOST_SECONDS


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("check") / "kept"


@pytest.fixture(scope="module")
def run(kept: Path) -> "subprocess.CompletedProcess[str]":
    # A setting of the surroundings must not reach the check.
    env = {**os.environ, "ORCHESTRATOR_DATABASE_URL": "sqlite:////nowhere/at.all"}
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestrator", "demo", "--check", "--keep", str(kept)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        start_new_session=True,
    )
    out, err = process.communicate(timeout=5 * AT_MOST_SECONDS)
    assert session.members({process.pid}) == []
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def test_every_step_is_done(run: "subprocess.CompletedProcess[str]") -> None:
    result = json.loads(run.stdout.splitlines()[-1])
    assert [step["name"] for step in result["steps"]] == [UP, *(name for name, _ in STEPS)]
    assert [step for step in result["steps"] if not step["ok"]] == []
    assert all(isinstance(step["ms"], int) for step in result["steps"])
    assert (result["ok"], run.returncode) == (True, 0)


def test_each_step_is_told_while_it_runs(run: "subprocess.CompletedProcess[str]") -> None:
    lines = run.stderr.splitlines()
    assert len(lines) == len(STEPS) + 1
    assert all(name in line for (name, _), line in zip(STEPS, lines[1:], strict=True))


def test_it_shows_no_secret_and_leaves_no_process(
    run: "subprocess.CompletedProcess[str]", kept: Path
) -> None:
    passwords = json.loads((kept / "users.json").read_text()).values()
    log = (kept / "check.log").read_text()
    for secret in [*passwords, (kept / "keys" / "signing.key").read_text().strip()]:
        assert secret not in run.stdout + run.stderr + log
    assert _named(str(kept)) == []


def test_other_commands_work_on_the_kept_folder(
    run: "subprocess.CompletedProcess[str]", kept: Path
) -> None:
    assert run.returncode == 0
    verified = subprocess.run(
        [sys.executable, "-m", "orchestrator", "record", "verify"],
        env={**os.environ, "ORCHESTRATOR_DATA": str(kept)},
        capture_output=True,
        text=True,
        check=True,
    )
    verdict = json.loads(verified.stdout.splitlines()[-1])
    assert verdict["ok"]
    assert verdict["entries"] > 20


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Do not delete.")
    refused = subprocess.run(
        [sys.executable, "-m", "orchestrator", "demo", "--check", "--keep", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 6
    assert "no demo made" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def _named(words: str) -> list[str]:
    """Command lines and environments of live processes that mention ``words``."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            except OSError:
                continue
            if words.encode() in told:
                found.append(process.name)
    return found
