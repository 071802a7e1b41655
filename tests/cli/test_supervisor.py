"""The supervisor with real processes: each test runs one in a process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import signal
import subprocess
import sys
import time

import pytest

from orchestrator.cli import session, supervisor
from tests import servers
from tests.waiting import AT_MOST_SECONDS, wait_until

SCRIPT = """
import os, sys
from pathlib import Path
from orchestrator.cli import supervisor
from orchestrator.cli.supervisor import Part, PartFailed, supervise

folder = Path(sys.argv[1])

def python(name, code, **more):
    head = "import os, signal, sys, time; from pathlib import Path; folder = Path(sys.argv[1]);"
    return Part(name, [sys.executable, "-c", head + code, str(folder)], **more)

def on_ready():
    (folder / "ready").touch()

SLEEPER = "(folder / f'{os.getpid()}.pid').touch(); time.sleep(600)"
"""
# A part whose child leaves the process group and ignores SIGTERM, as a hung work-horse would.
WITH_STUBBORN_CHILD = """
STUBBORN = '''
if os.fork() == 0:
    os.setpgrp()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
(folder / f"{os.getpid()}.pid").touch()
while True:
    time.sleep(600)
'''
"""


@contextmanager
def supervising(folder: Path, body: str) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT + WITH_STUBBORN_CHILD + body, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def pids(folder: Path) -> list[int]:
    return [int(path.stem) for path in folder.glob("*.pid")]


def alive(folder: Path) -> list[int]:
    return [
        pid
        for pid in pids(folder)
        if (stat := Path(f"/proc/{pid}/stat")).exists() and ") Z " not in stat.read_text()
    ]


def test_a_part_starts_when_the_one_before_it_is_ready(tmp_path: Path) -> None:
    body = """
first = python("first", "time.sleep(0.3); (folder / 'up').touch(); time.sleep(600)",
               ready=lambda: (folder / "up").exists())
second = python("second", "seen = (folder / 'up').exists(); (folder / str(seen)).touch();"
                          "time.sleep(600)", ready=lambda: any(folder.glob("[TF]*")))
supervise([first, second], on_ready=on_ready, out=sys.stderr)
"""
    with supervising(tmp_path, body):
        wait_until((tmp_path / "ready").exists)
        assert (tmp_path / "True").exists()


def test_parts_stop_in_reverse_order_and_their_lines_carry_their_names(tmp_path: Path) -> None:
    body = """
code = ("signal.signal(signal.SIGTERM, lambda *_: sys.exit(print('bye')));"
        "print('up', flush=True); (folder / 'NAME.up').touch(); time.sleep(600)")
parts = [python(name, code.replace("NAME", name), ready=(folder / f"{name}.up").exists)
         for name in ("first", "second")]
print(supervise(parts, on_ready=on_ready, out=sys.stderr))
"""
    with supervising(tmp_path, body) as process:
        wait_until((tmp_path / "ready").exists)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=AT_MOST_SECONDS)
    assert out == "2\n"
    assert err.splitlines()[:2] == ["first    | up", "second   | up"]
    assert err.splitlines()[2:] == ["second   | bye", "first    | bye"]


def test_a_part_that_dies_is_started_again(tmp_path: Path) -> None:
    body = """
supervisor.FIRST_BACK_OFF_SECONDS = 0.01
supervise([python("part", SLEEPER)], on_ready=on_ready, out=sys.stderr)
"""
    with supervising(tmp_path, body) as process:
        wait_until(lambda: len(pids(tmp_path)) == 1)
        os.kill(pids(tmp_path)[0], signal.SIGKILL)
        wait_until(lambda: len(pids(tmp_path)) == 2)
        assert len(alive(tmp_path)) == 1
        process.terminate()
        assert "part     | ended with -9" in process.communicate(timeout=AT_MOST_SECONDS)[1]
    assert alive(tmp_path) == []


def test_a_part_that_dies_five_times_ends_the_whole_with_its_name(tmp_path: Path) -> None:
    body = """
supervisor.FIRST_BACK_OFF_SECONDS = 0.01
try:
    supervise([python("steady", SLEEPER), python("frail", "open(folder / 'runs', 'a').write('x');"
              "sys.exit(3)")], on_ready=on_ready, out=sys.stderr)
except PartFailed as error:
    print(error)
"""
    with supervising(tmp_path, body) as process:
        out, _ = process.communicate(timeout=AT_MOST_SECONDS)
    assert out == "frail died 5 times in 60 s, the last time with 3; its last lines above say why\n"
    assert (tmp_path / "runs").read_text() == "xxxxx"
    assert alive(tmp_path) == []


def test_a_part_that_waits_for_a_server_is_tried_until_it_is_there(tmp_path: Path) -> None:
    body = """
supervisor.FIRST_BACK_OFF_SECONDS = 0.001
code = ("open(folder / 'runs', 'a').write('x');"
        "(folder / 'server').exists() or sys.exit(4);" + SLEEPER)
supervise([python("part", code)], on_ready=on_ready, out=sys.stderr)
"""
    runs = tmp_path / "runs"
    with supervising(tmp_path, body) as process:
        wait_until(lambda: runs.exists() and len(runs.read_text()) > supervisor.DEATHS_ALLOWED)
        (tmp_path / "server").touch()
        wait_until(lambda: len(alive(tmp_path)) == 1)
        process.terminate()
        assert "part     | ended with 4" in process.communicate(timeout=AT_MOST_SECONDS)[1]
    assert process.returncode == 0


def test_the_pause_between_two_tries_stops_growing(tmp_path: Path) -> None:
    body = """
supervisor.FIRST_BACK_OFF_SECONDS, supervisor.BACK_OFF_AT_MOST_SECONDS = 0.05, 0.1
code = "open(folder / 'runs', 'a').write('x'); sys.exit(4)"
supervise([python("part", code)], on_ready=on_ready, out=sys.stderr)
"""
    runs = tmp_path / "runs"
    # Doubled each time, the tenth pause alone would take 25 s.
    with supervising(tmp_path, body):
        wait_until(lambda: runs.exists() and len(runs.read_text()) >= 12)


def test_a_part_that_never_gets_ready_is_named(tmp_path: Path) -> None:
    body = """
supervisor.READY_SECONDS = 0.3
try:
    supervise([python("slow", SLEEPER, ready=lambda: False)], on_ready=on_ready, out=sys.stderr)
except PartFailed as error:
    print(error)
"""
    with supervising(tmp_path, body) as process:
        assert "slow is not ready" in process.communicate(timeout=AT_MOST_SECONDS)[0]
    assert not (tmp_path / "ready").exists()
    assert alive(tmp_path) == []


def test_an_exception_from_on_ready_stops_the_parts_and_is_passed_on(tmp_path: Path) -> None:
    body = """
def fail():
    while not list(folder.glob("*.pid")):
        pass
    raise SystemExit(5)
supervise([python("part", SLEEPER)], on_ready=fail, out=sys.stderr)
"""
    with supervising(tmp_path, body) as process:
        process.communicate(timeout=AT_MOST_SECONDS)
    assert process.returncode == 5
    assert len(pids(tmp_path)) == 1
    assert alive(tmp_path) == []


def test_a_signal_interrupts_on_ready(tmp_path: Path) -> None:
    body = """
import time
def long():
    on_ready()
    time.sleep(600)
print(supervise([python("part", SLEEPER)], on_ready=long, out=sys.stderr))
"""
    with supervising(tmp_path, body) as process:
        wait_until(lambda: len(alive(tmp_path)) == 1 and (tmp_path / "ready").exists())
        process.terminate()
        assert process.communicate(timeout=AT_MOST_SECONDS)[0] == "15\n"
    assert alive(tmp_path) == []


def test_a_part_that_needs_it_gets_a_second_sigterm_after_its_grace(tmp_path: Path) -> None:
    body = """
code = ("terms = []; signal.signal(signal.SIGTERM, lambda *_: terms.append(time.monotonic()));"
        "(folder / 'up').touch();"
        "[time.sleep(0.01) for _ in iter(lambda: len(terms) < 2, False)];"
        "print(f'waited {terms[1] - terms[0] >= 0.4}')")
supervise([python("part", code, ready=(folder / "up").exists, grace_seconds=0.5)],
          on_ready=on_ready, out=sys.stderr)
"""
    with supervising(tmp_path, body) as process:
        wait_until((tmp_path / "ready").exists)
        process.terminate()
        assert process.communicate(timeout=AT_MOST_SECONDS)[1] == "part     | waited True\n"


STUBBORN_PART = """
supervisor.WATCH_GRACE_SECONDS = 0.5
supervise([python("part", STUBBORN, grace_seconds=0.2)], on_ready=on_ready, out=sys.stderr)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopping_signal_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    with supervising(tmp_path, STUBBORN_PART) as process:
        wait_until(lambda: len(alive(tmp_path)) == 2)
        process.send_signal(number)
        process.communicate(timeout=AT_MOST_SECONDS)
    assert process.returncode == 0
    assert alive(tmp_path) == []


def test_a_killed_supervisor_leaves_no_process(tmp_path: Path) -> None:
    with supervising(tmp_path, STUBBORN_PART) as process:
        wait_until(lambda: len(alive(tmp_path)) == 2)
        process.kill()
        process.wait()
        # The kernel ends the part at once; its stubborn child is left to the watchdog.
        wait_until(lambda: len(alive(tmp_path)) < 2)
        wait_until(lambda: alive(tmp_path) == [])


def test_the_watchdog_is_done_within_thirty_seconds() -> None:
    assert supervisor.WATCH_GRACE_SECONDS + session.SECOND_GRACE_SECONDS < 30


def test_a_reader_that_goes_away_stops_the_parts(tmp_path: Path) -> None:
    body = """
code = SLEEPER.replace("time.sleep(600)",
                       "[print(time.sleep(0.05), flush=True) for _ in [0] * 999]")
print(supervise([python("part", code)], on_ready=on_ready, out=sys.stderr))
"""
    with supervising(tmp_path, body) as process:
        wait_until(lambda: len(alive(tmp_path)) == 1)
        assert process.stderr is not None
        process.stderr.close()
        assert process.wait(timeout=AT_MOST_SECONDS) is not None
        assert process.stdout is not None
        assert process.stdout.read() == f"{int(signal.SIGPIPE)}\n"
    assert alive(tmp_path) == []


def test_a_busy_rq_worker_and_its_work_horse_are_gone_after_ctrl_c(tmp_path: Path) -> None:
    """The case that needs sessions: the work-horse has a process group of its own."""
    body = """
from redis import Redis
from rq import Queue
url = (folder / "url").read_text()
with Redis.from_url(url) as connection:
    Queue(connection=connection).enqueue("tests.cli.test_supervisor.hold", str(folder))
worker = Part("worker", [sys.executable, "-m", "rq.cli", "worker", "--url", url], grace_seconds=1)
supervise([worker], on_ready=on_ready, out=sys.stderr)
"""
    with servers.redis() as url:
        (tmp_path / "url").write_text(url)
        with supervising(tmp_path, body) as process:
            wait_until(lambda: len(alive(tmp_path)) == 1)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=AT_MOST_SECONDS)
    assert alive(tmp_path) == []


def hold(folder: str) -> None:
    """The job above."""
    (Path(folder) / f"{os.getpid()}.pid").touch()
    time.sleep(600)
