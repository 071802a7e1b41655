"""run: the service whole, and its processes one by one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

from redis import Redis
from rq import Queue
from sqlalchemy import select

from orchestrator.models import Database, Mail
from tests import servers
from tests.cli.shell import Processes, Shell, clean_environ, processes_in
from tests.outage import Outage, redis_at
from tests.waiting import AT_MOST_SECONDS, wait_until

MODULE = ("-m", "orchestrator")
# Five deaths follow each other within seconds, and a minute of outage is not waited for.
IMPATIENT = (
    "-c",
    "from orchestrator.cli import main, supervisor\n"
    "supervisor.FIRST_BACK_OFF_SECONDS = 0.01\n"
    "main()",
)


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

    def wait_for(self, condition: Callable[[], object]) -> None:
        def holds() -> object:
            assert self.process.poll() is None, self.lines
            return condition()

        wait_until(holds, lambda: self.lines)

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=AT_MOST_SECONDS)
        self._reader.join(AT_MOST_SECONDS)
        return code


@contextmanager
def running(shell: Processes, *words: str, start: Sequence[str] = MODULE) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, *start, "run", *words],
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
                process.wait(timeout=AT_MOST_SECONDS)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as response:
            return bool(response.status == 200)
    except OSError:
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
    add_mailbox(shell, tmp_path, imap_server, "followed")
    imap_server.append("followed", "INBOX", b"Subject: Photos\r\n\r\nLovely.\r\n")
    with running(shell, "reader") as reader:
        reader.wait_for(lambda: shell.data("record", "search", "--action", "ingest"))
        assert reader.stop(signal.SIGTERM) == 0


def add_mailbox(shell: Processes, folder: Path, imap_server: servers.ImapServer, user: str) -> None:
    (folder / "password").write_text("secret")
    shell.run(
        *("mailbox", "add", "main", "--host", imap_server.host, "--port", imap_server.port),
        *("--security", "none", "--username", user),
        *("--password-file", folder / "password"),
    )


def test_an_outage_of_the_database_ends_nothing_and_no_mail_is_missed(
    tmp_path: Path, imap_server: servers.ImapServer
) -> None:
    with servers.postgresql() as server:
        outage, port, url = Outage.of(server), servers.free_port(), server.new_database("studio")
        shell = processes_in(
            tmp_path / "data",
            web_port=str(port),
            database_url=url,
            poll_every="1 s",
            sweep_every="1 s",
        )
        shell.run("init")
        add_mailbox(shell, tmp_path, imap_server, "outlived")

        database = Database(url)

        def is_undecided(subject: str) -> bool:
            """It waits in the tray: collected, and worked on by the jobs."""
            with database.read() as session:
                found = select(Mail).filter_by(subject=subject, project_id=None)
                return session.scalar(found.where(Mail.thread_id.is_not(None))) is not None

        with running(shell, "all", start=IMPATIENT) as service:
            service.wait_for(lambda: service.says("ready: "))
            imap_server.append("outlived", "INBOX", mail("Before"))
            service.wait_for(lambda: is_undecided("Before"))
            outage.stop()
            service.wait_for(lambda: service.says("reader   | ") and service.says("again in 4 s"))
            imap_server.append("outlived", "INBOX", mail("Meanwhile"))
            time.sleep(5)
            with outage.over():
                service.wait_for(lambda: is_undecided("Meanwhile"))
                imap_server.append("outlived", "INBOX", mail("After"))
                service.wait_for(lambda: is_undecided("After"))
                assert answers(port)
                assert not service.says("reader   | ended")
                assert service.stop(signal.SIGINT) == 130
            database.dispose()


def mail(subject: str) -> bytes:
    return f"From: stranger@elsewhere.example\r\nSubject: {subject}\r\n\r\nHello\r\n".encode()


def test_a_part_says_that_the_database_is_away(tmp_path: Path) -> None:
    shell = processes_in(tmp_path, database_url="postgresql://nobody@127.0.0.1:1/none")
    for name in ("web", "reader", "worker", "scheduler"):
        assert "error: database: " in shell.run("run", name, exit_code=4).stderr


def test_the_worker_waits_for_redis_and_outlives_its_absence(tmp_path: Path) -> None:
    port = servers.free_port()
    shell = processes_in(tmp_path / "data", redis_url=f"redis://127.0.0.1:{port}/0")
    shell.run("init")
    with running(shell, "worker") as worker:
        worker.wait_for(lambda: worker.says("start it, or set redis_url"))
        with redis_at(port):
            worker.wait_for(lambda: works_a_job(port))
        worker.wait_for(lambda: worker.says("could not connect to Redis"))
        with redis_at(port):
            worker.wait_for(lambda: works_a_job(port))
            assert worker.stop(signal.SIGTERM) == 0
    # A job may end in the very moment at which its Redis goes, which RQ tells at length.
    assert not worker.says("redis.exceptions.ConnectionError"), "\n".join(worker.lines)


def test_a_worker_that_waits_for_redis_stops_when_told(tmp_path: Path) -> None:
    shell = processes_in(tmp_path / "data", redis_url="redis://127.0.0.1:1/0")
    shell.run("init")
    for name in ("worker", "scheduler"):
        with running(shell, name) as waiting:
            waiting.wait_for(partial(waiting.says, "waiting for it"))
            assert waiting.stop(signal.SIGTERM) == 0


def works_a_job(port: int) -> bool:
    """Ring for a job that leaves a mark, and look for the mark."""
    with Redis(port=port) as redis:
        Queue("default", connection=redis).enqueue(
            "tests.cli.test_run.leave_mark", port, job_id="mark", result_ttl=0
        )
        return bool(redis.exists("mark"))


def leave_mark(port: int) -> None:
    """The job above."""
    with Redis(port=port) as redis:
        redis.set("mark", "left")


def test_wrong_settings_are_all_named_before_anything_is_made(tmp_path: Path) -> None:
    wrong = {
        "database_url": "mysql://u@h/n",
        "redis_url": "redis://h:99999",
        "web_port": "70000",
        "base_url": "http://",
        "claim_for": "1 s",
    }
    shell = processes_in(tmp_path / "data", **wrong)
    for words in (["init"], ["run", "all"], ["run", "worker"]):
        said = shell.run(*words, exit_code=3).stderr
        assert all(f"error: {name}: " in said for name in wrong)
    assert not (tmp_path / "data").exists()


def test_the_scheduler_rings_and_stops_when_told(tmp_path: Path, redis_url: str) -> None:
    shell = processes_in(tmp_path / "data", redis_url=redis_url)
    shell.run("init")
    with Redis.from_url(redis_url) as redis:
        redis.flushdb()
        with running(shell, "scheduler") as scheduler:
            scheduler.wait_for(lambda: Queue("default", connection=redis).count)
            assert scheduler.stop(signal.SIGTERM) == 0
