"""The processes that make up a running service: worker, scheduler, reader, web."""

from collections.abc import Iterable
import logging
import multiprocessing
import os
import signal
import threading
from types import FrameType

from rq import Queue, Worker
import waitress

from orchestrator import flow
from orchestrator.bell import QUEUES, Bell, redis_url
from orchestrator.collect.watch import active_mailboxes, watch_mailbox
from orchestrator.config import Settings
from orchestrator.keys import signing_key
from orchestrator.models import Database
from orchestrator.schedule import run_schedule
from orchestrator.web import create_app

_LOOK_FOR_MAILBOXES_SECONDS = 10.0


def run_worker() -> None:
    """Work the queues until told to stop, with a scheduler as a child process."""
    _begin()
    scheduler = multiprocessing.get_context("spawn").Process(
        target=run_scheduler, name="scheduler", daemon=True
    )
    scheduler.start()
    try:
        work()
    finally:
        scheduler.terminate()
        scheduler.join()


def work() -> None:
    """Work the queues until told to stop.

    The three waits keep an idle worker tending its queue: with RQ's own defaults, a job
    whose worker died would wait up to seven minutes to be noticed.
    """
    settings = _begin()
    bell = Bell(redis_url(settings.redis_url, settings.data), for_worker=True)
    worker = Worker(
        [Queue(name, connection=bell.redis) for name in QUEUES],
        connection=bell.redis,
        worker_ttl=60,
        maintenance_interval=30,
        job_monitoring_interval=10,
    )
    # RQ says eight lines a job, and the sweeps ring every half minute.
    worker.work(logging_level="DEBUG" if settings.log_level == "DEBUG" else "WARNING")


def run_scheduler() -> None:
    """Ring for the periodic jobs until told to stop."""
    settings = _begin()
    bell = Bell(redis_url(settings.redis_url, settings.data))
    run_schedule(settings, bell, stop=_stop_on_signal())


def run_reader() -> None:
    """Follow every active mailbox, one thread each, until told to stop.

    A mailbox that is added later is taken up within `_LOOK_FOR_MAILBOXES_SECONDS`.
    """
    settings = _begin()
    parts, stop = flow.parts(), _stop_on_signal()
    threads: dict[int, threading.Thread] = {}
    while not stop.is_set():
        with parts.database.read() as session:
            found = active_mailboxes(session)
        for mailbox_id in _without_reader(found, threads):
            threads[mailbox_id] = threading.Thread(
                target=watch_mailbox,
                args=(parts.database, settings, mailbox_id),
                kwargs={"on_new": lambda: parts.bell.ring("parse_stored"), "stop": stop},
                name=f"mailbox-{mailbox_id}",
                daemon=True,
            )
            threads[mailbox_id].start()
        stop.wait(_LOOK_FOR_MAILBOXES_SECONDS)
    for thread in threads.values():
        thread.join(timeout=5)


def run_web() -> None:
    """Serve the web view with waitress until told to stop."""
    settings = _begin()
    app = create_app(
        settings=settings,
        db=Database(settings.database),
        bell=Bell(redis_url(settings.redis_url, settings.data)),
        signing_key=signing_key(settings.keys),
    )
    waitress.serve(
        app,
        host=settings.web_host,
        port=settings.web_port,
        threads=8,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )


def _begin() -> Settings:
    settings = Settings.from_environ(os.environ)
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    return settings


def _stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def heard(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, heard)
    return stop


def _without_reader(mailbox_ids: Iterable[int], threads: dict[int, threading.Thread]) -> list[int]:
    """Mailboxes that nobody follows; a thread that died of a bug is replaced."""
    return [i for i in mailbox_ids if i not in threads or not threads[i].is_alive()]
