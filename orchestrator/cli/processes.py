"""The processes that make up a running service: worker, scheduler, reader, web."""

from collections.abc import Iterable
import errno
import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.job import Job
import waitress

from orchestrator import flow
from orchestrator.bell import QUEUES, Bell, redis_url
from orchestrator.collect.watch import active_mailboxes, watch_mailbox
from orchestrator.config import Settings
from orchestrator.conversation.own_mails import use_own_weights
from orchestrator.conversation.scoring import warm_up
from orchestrator.conversation.statement_learned import shipped_weights
from orchestrator.errors import ConfigError, DependencyError
from orchestrator.keys import signing_key
from orchestrator.models import Database
from orchestrator.models.outage import naming_outage, pause_seconds
from orchestrator.schedule import run_schedule
from orchestrator.web import create_app

logger = logging.getLogger(__name__)

_LOOK_FOR_MAILBOXES_SECONDS = 10.0
_LOOK_FOR_REDIS_SECONDS = 1.0
_WORK_AGAIN_SECONDS = 5.0
_SAY_THAT_REDIS_IS_AWAY_SECONDS = 30.0


def work_with_scheduler() -> None:
    """Work the queues until told to stop, with a scheduler as a child process."""
    begin()
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
    """Work the queues until told to stop; a Redis that is away is waited for."""
    settings, stop = begin(), stop_on_signal()
    use_own_weights(settings.data)
    warm_up()
    shipped_weights()
    bell = Bell(redis_url(settings.redis_url, settings.data), for_worker=True)
    logging.getLogger("rq.worker").addFilter(_without_traceback)
    # RQ says eight lines a job, and the sweeps ring every half minute.
    level = "DEBUG" if settings.log_level == "DEBUG" else "WARNING"
    while _redis_answers(bell, stop):
        if _work_while_redis_answers(bell, level):
            return
        stop = stop_on_signal()  # The handlers were RQ's meanwhile.
        stop.wait(_WORK_AGAIN_SECONDS)


def _work_while_redis_answers(bell: Bell, level: str) -> bool:
    """Say whether the work ended because the worker was told to stop."""
    # Until RQ has its own handlers, a signal ends the process: nothing has begun.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    worker: _Worker | None = None
    try:
        worker = _new_worker(bell)
        worker.work(logging_level=level)
    except RedisError as error:
        logger.warning("redis: %s; working again as soon as it answers", error)
    if worker is None:
        return False
    if worker.pubsub_thread:  # RQ leaves it behind when Redis is away.
        worker.pubsub_thread.stop()
    return worker.was_told_to_stop


def _new_worker(bell: Bell) -> "_Worker":
    """Three short waits keep an idle worker tending its queue.

    With RQ's own, a job whose worker died would wait up to seven minutes to be noticed.
    """
    return _Worker(
        [Queue(name, connection=bell.redis) for name in QUEUES],
        connection=bell.redis,
        worker_ttl=60,
        maintenance_interval=30,
        job_monitoring_interval=10,
    )


class _Worker(Worker):
    """RQ's worker, which also ends when Redis goes away at the wrong moment: say which it was."""

    max_connection_wait_time = 10.0
    was_told_to_stop = False

    def handle_warm_shutdown_request(self) -> None:
        self.was_told_to_stop = True

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """Forget a job that met an outage: its failure would bar a new ring for a minute."""
        try:
            with naming_outage():
                raise exc_info[1]
        except DependencyError as error:
            logger.warning("%s: %s; the sweeper rings again", job.id, error)
            job.failure_ttl = 0
        except Exception:  # noqa: BLE001  RQ logs it, with its traceback, and keeps the job.
            super().handle_exception(job, *exc_info)


def _without_traceback(entry: logging.LogRecord) -> bool:
    """A Redis that is away is named in one line."""
    if entry.exc_info and isinstance(entry.exc_info[1], RedisError):
        entry.msg, entry.args, entry.exc_info = "redis: %s", (entry.exc_info[1],), None
    return True


def run_scheduler() -> None:
    """Ring for the periodic jobs until told to stop."""
    settings, stop = begin(), stop_on_signal()
    bell = Bell(redis_url(settings.redis_url, settings.data))
    if _redis_answers(bell, stop):
        run_schedule(settings, bell, stop=stop)


def _redis_answers(bell: Bell, stop: threading.Event) -> bool:
    """Wait until Redis answers, saying now and then what is missing; False when told to stop."""
    say_at = time.monotonic()
    while not stop.is_set() and (problem := bell.problem()):
        if time.monotonic() >= say_at:
            logger.warning("redis: %s; waiting for it: start it, or set redis_url", problem)
            say_at += _SAY_THAT_REDIS_IS_AWAY_SECONDS
        stop.wait(_LOOK_FOR_REDIS_SECONDS)
    return not stop.is_set()


def run_reader() -> None:
    """Follow every active mailbox, one thread each, until told to stop.

    A mailbox that is added later is taken up within `_LOOK_FOR_MAILBOXES_SECONDS`.
    """
    begin()
    parts, stop = flow.parts(), stop_on_signal()
    threads: dict[int, threading.Thread] = {}
    failures = 0
    while not stop.is_set():
        try:
            with naming_outage(), parts.database.read() as session:
                found = active_mailboxes(session)
        except DependencyError as error:
            failures += 1
            pause = pause_seconds(failures)
            logger.warning("%s; again in %.0f s", error, pause)
        else:
            failures, pause = 0, _LOOK_FOR_MAILBOXES_SECONDS
            _follow(found, threads, parts, stop)
        stop.wait(pause)
    for thread in threads.values():
        thread.join(timeout=5)


def _follow(
    mailbox_ids: Iterable[int],
    threads: dict[int, threading.Thread],
    parts: flow.Parts,
    stop: threading.Event,
) -> None:
    """Start a thread for each mailbox that has none, or whose thread died of a bug."""
    for mailbox_id in mailbox_ids:
        if mailbox_id in threads and threads[mailbox_id].is_alive():
            continue
        threads[mailbox_id] = threading.Thread(
            target=watch_mailbox,
            args=(parts.database, parts.settings, mailbox_id),
            kwargs={"on_new": lambda: parts.bell.ring("parse_stored"), "stop": stop},
            name=f"mailbox-{mailbox_id}",
            daemon=True,
        )
        threads[mailbox_id].start()


def run_web() -> None:
    """Serve the web view with waitress until told to stop."""
    settings = begin()
    app = create_app(
        settings=settings,
        db=Database(settings.database),
        bell=Bell(redis_url(settings.redis_url, settings.data)),
        signing_key=signing_key(settings.keys),
    )
    try:
        server = waitress.create_server(
            app,
            host=settings.web_host,
            port=settings.web_port,
            threads=8,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError) as error:  # ValueError: a name that leads to no address.
        raise _cannot_listen(settings, error) from error
    server.run()


def port_taken(settings: Settings) -> ConfigError:
    """Somebody else serves where the web view should."""
    return ConfigError(
        f"web_port = {settings.web_port}: another program listens there, perhaps this service; "
        "end it, or set another web_port"
    )


def _cannot_listen(settings: Settings, error: OSError | ValueError) -> ConfigError:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return port_taken(settings)
    if number == errno.EACCES:
        return ConfigError(
            f"web_port = {settings.web_port}: this user may not listen there; use one above 1023, "
            "with a proxy before it"
        )
    return ConfigError(
        f"web_host = {settings.web_host[:60]!r}: no address of this machine; use 127.0.0.1, "
        "or 0.0.0.0 for all of them"
    )


def begin() -> Settings:
    settings = Settings.from_environ(os.environ)
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    # What is imported lives as long as the process: the collector need not look at it, and a
    # forked job shares its pages.
    gc.collect()
    gc.freeze()
    return settings


def stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def heard(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, heard)
    return stop
