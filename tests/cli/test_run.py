"""run: the service whole, and its processes one by one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from redis import Redis
from rq import Queue

from tests import servers
from tests.cli.shell import Processes, Shell, clean_environ, processes_in


class Running:
    """A started command and what it has said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))

    def says(self, words: str) -> bool:
        return any(words in line for line in self.lines)

    def wait_for(self, condition: Callable[[], object], *, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.lines
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.05)

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        self._reader.join(timeout=5)
        return code


@contextmanager
def running(shell: Processes, *words: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestrator", "run", *words],
        env=clean_environ() | dict(shell.env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        run = Running(process)
        try:
            yield run
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=30)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except urllib.error.URLError:
        return False


def test_all_of_it_starts_on_an_empty_folder_and_stops(tmp_path: Path) -> None:
    port = servers.free_port()
    shell = processes_in(tmp_path / "data", web_port=str(port))
    with running(shell, "all") as service:
        service.wait_for(lambda: service.says("ready: "))
        assert answers(port)
        assert service.says("made database")
        assert service.says("no mailbox: nothing is read")
        assert service.says("no smtp_host or mail_from: nothing is sent")
        service.wait_for(lambda: worker_is_seen(shell))
        assert service.stop(signal.SIGINT) == 130
    assert not answers(port)
    assert '"ok": true' in shell.run("record", "verify").stdout


def worker_is_seen(shell: Processes) -> bool:
    [redis] = [check for check in shell.data("doctor") if check["name"] == "Redis"]
    return bool(redis["state"] == "ok" and "1 worker seen" in redis["detail"])


def test_a_port_that_is_taken_is_a_wrong_setting(studio: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        studio.set(web_port=other.getsockname()[1])
        assert "another program listens there" in studio.run("run", "all", exit_code=3).stderr


def test_the_web_view_runs_alone(tmp_path: Path, redis_url: str) -> None:
    port = servers.free_port()
    shell = processes_in(tmp_path / "data", web_port=str(port), redis_url=redis_url)
    shell.run("init")
    with running(shell, "web") as web:
        web.wait_for(lambda: answers(port))


def test_a_process_does_not_start_before_init(tmp_path: Path) -> None:
    shell = processes_in(tmp_path / "data")
    for name in ("web", "reader", "worker", "scheduler"):
        assert "orchestrator init" in shell.run("run", name, exit_code=3).stderr


def test_the_reader_follows_a_mailbox_and_stops_when_told(
    tmp_path: Path, redis_url: str, imap_server: servers.ImapServer
) -> None:
    shell = processes_in(tmp_path / "data", redis_url=redis_url)
    shell.run("init")
    (tmp_path / "password").write_text("secret")
    shell.run(
        *("mailbox", "add", "main", "--host", imap_server.host, "--port", imap_server.port),
        *("--security", "none", "--username", "followed"),
        *("--password-file", tmp_path / "password"),
    )
    imap_server.append("followed", "INBOX", b"Subject: Photos\r\n\r\nLovely.\r\n")
    with running(shell, "reader") as reader:
        reader.wait_for(lambda: shell.data("record", "search", "--action", "ingest"))
        assert reader.stop(signal.SIGTERM) == 0


def test_the_scheduler_rings_and_stops_when_told(tmp_path: Path, redis_url: str) -> None:
    shell = processes_in(tmp_path / "data", redis_url=redis_url)
    shell.run("init")
    with Redis.from_url(redis_url) as redis:
        redis.flushdb()
        with running(shell, "scheduler") as scheduler:
            scheduler.wait_for(lambda: Queue("default", connection=redis).count)
            assert scheduler.stop(signal.SIGTERM) == 0
