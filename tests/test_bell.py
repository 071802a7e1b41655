"""The bell: rings once for what waits, and never breaks its caller."""

from collections.abc import Iterator
import logging
from pathlib import Path
import tempfile

import pytest
from rq import Queue
from rq.job import Job

from orchestrator import flow
from orchestrator.bell import QUEUES, Bell, embedded_socket
from orchestrator.bell import redis_url as url_in_use
from orchestrator.config import Settings
from orchestrator.schedule import periodic
from tests import servers


@pytest.fixture
def bell(redis_url: str) -> Iterator[Bell]:
    bell = Bell(redis_url)
    bell.redis.flushdb()
    yield bell
    bell.redis.close()


def jobs(bell: Bell, queue: str = "default") -> list[Job]:
    return list(Queue(queue, connection=bell.redis).jobs)


def test_a_ring_names_the_job_and_its_ids(bell: Bell) -> None:
    bell.ring("collect_mailbox", 3)
    [job] = jobs(bell)
    assert (job.func_name, job.args) == ("orchestrator.flow.collect_mailbox", (3,))


def test_sending_goes_before_everything_else(bell: Bell) -> None:
    bell.ring("send_due")
    assert [job.func_name for job in jobs(bell, QUEUES[0])] == ["orchestrator.flow.send_due"]
    assert jobs(bell) == []


def test_many_rings_leave_one_that_may_run_and_one_that_waits(bell: Bell) -> None:
    for _ in range(10):
        bell.ring("parse_stored")
    assert [job.id for job in jobs(bell)] == ["parse_stored", "parse_stored-again"]


def test_rings_for_different_rows_are_different(bell: Bell) -> None:
    bell.ring("collect_mailbox", 1)
    bell.ring("collect_mailbox", 2)
    assert len(jobs(bell)) == 2


def test_a_redis_that_is_away_is_a_warning_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    bell = Bell(f"redis://127.0.0.1:{servers.free_port()}/0")
    with caplog.at_level(logging.WARNING):
        bell.ring("send_due")
    assert "send_due not rung" in caplog.text
    problem = bell.problem()
    assert problem is not None
    assert "refused" in problem


def test_a_redis_that_answers_has_no_problem(bell: Bell) -> None:
    assert bell.problem() is None


def test_every_job_that_is_rung_by_itself_exists(tmp_path: Path) -> None:
    settings = Settings.from_environ({"ORCHESTRATOR_DATA": str(tmp_path)})
    missing = [job for job in periodic(settings) if not callable(getattr(flow, job, None))]
    assert missing == []


def test_a_deep_data_folder_still_has_a_socket(tmp_path: Path) -> None:
    deep = Path("/srv/" + "a-long-folder-name/" * 20)
    assert len(str(embedded_socket(deep)).encode()) <= 107
    assert embedded_socket(deep) != embedded_socket(tmp_path)


@pytest.mark.parametrize("odd", ["x" * 90, "with blank", "100%", "grün"])
def test_the_socket_is_under_tmp_where_the_folder_for_temporary_files_serves_badly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    plain = embedded_socket(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", f"/var/{odd}")
    path = embedded_socket(tmp_path)
    assert (path.name, path.parents[1]) == (plain.name, Path("/tmp"))
    monkeypatch.setattr(tempfile, "tempdir", "/var/plain")
    assert embedded_socket(tmp_path).parents[1] == Path("/var/plain")


def test_the_setting_wins_over_the_embedded_server(tmp_path: Path) -> None:
    assert url_in_use("redis://queue.example/0", tmp_path) == "redis://queue.example/0"
    assert url_in_use("", tmp_path) == f"unix://{embedded_socket(tmp_path)}"
