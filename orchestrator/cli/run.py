"""``orchestrator run``: the processes of the service."""

from collections.abc import Iterator
from functools import partial
import os
import signal
import sys

import click

from orchestrator.bell import embedded_socket
from orchestrator.cli import hearing, processes
from orchestrator.cli.common import open_service, operator
from orchestrator.cli.doctor_domain import require_domain
from orchestrator.cli.init import set_up
from orchestrator.cli.operate import lacks
from orchestrator.cli.ports import accepts
from orchestrator.cli.supervisor import Part, supervise
from orchestrator.clock import utc_now
from orchestrator.collect.watch import active_mailboxes
from orchestrator.config import DATA_VARIABLE, Settings
from orchestrator.conversation.sentiment.full import MISSING, has_encoder
from orchestrator.demo.parts import valkey_part
from orchestrator.models import Database

INTERRUPTED = 130
_WORKER_GRACE_SECONDS = 20.0
_SEEN_FROM_HERE = ("127.0.0.1", "localhost", "0.0.0.0")  # noqa: S104  (compared, not bound)


@click.group("run")
def run() -> None:
    r"""Run the service, whole or one process of it.

    \b
    Examples:
      orchestrator run all
      orchestrator run worker
    """


@run.command("all")
def run_all() -> int:
    r"""Run everything on this machine: queue, web view, reader, worker and scheduler.

    On an empty folder it does first what `orchestrator init` does.  Without a redis_url
    it brings its own Valkey along.

    \b
    Example:
      orchestrator run all
    """
    settings = Settings.from_environ(os.environ)
    for step in set_up(settings, actor=operator(), now=utc_now()):
        if step.is_new:
            _say(f"made {step.words}")
    service = open_service()
    require_domain(settings)
    _say_what_is_missing(settings, service.database)
    service.database.dispose()
    if accepts(settings.web_port):
        raise processes.port_taken(settings)
    ended_by = supervise(
        list(_parts(settings)),
        on_ready=lambda: _say(f"ready: {settings.base_url}"),
        out=sys.stderr,
    )
    return INTERRUPTED if ended_by == signal.SIGINT else 0


def _parts(settings: Settings) -> Iterator[Part]:
    if not settings.redis_url:
        socket = embedded_socket(settings.data)
        socket.parent.mkdir(mode=0o700, exist_ok=True)
        yield valkey_part(settings.data / "queue", socket)
    is_local = settings.web_host in _SEEN_FROM_HERE
    env = {DATA_VARIABLE: str(settings.data)}
    ready = partial(accepts, settings.web_port) if is_local else None
    yield Part("web", _argv("web"), env, ready)
    yield Part("reader", _argv("reader"), env)
    # The longest job sends mail: it is to end in its own time.
    yield Part("worker", _argv("worker"), env, grace_seconds=_WORKER_GRACE_SECONDS)
    yield Part("scheduler", _argv("scheduler"), env)
    if has_encoder():
        yield Part("mood", _argv("mood"), env)


def _argv(name: str) -> list[str]:
    return [sys.executable, "-m", "orchestrator", "run", name]


def _say_what_is_missing(settings: Settings, database: Database) -> None:
    with database.read() as session:
        if not active_mailboxes(session):
            _say("no mailbox: nothing is read; add one with: orchestrator mailbox add")
    for words in lacks(settings):
        _say(words)
    if not has_encoder():
        _say(MISSING)


def _say(words: str) -> None:
    click.echo(words, err=True)


@run.command("web")
def run_web() -> None:
    """Serve the web view."""
    _begin()
    processes.run_web()


@run.command("reader")
def run_reader() -> None:
    """Read the mailboxes."""
    _begin()
    processes.run_reader()


@run.command("worker")
@click.option("--with-scheduler", is_flag=True, help="With a scheduler in a process beside it.")
def run_worker(with_scheduler: bool) -> None:
    r"""Work the jobs; `run scheduler` rings for them.

    \b
    Example:
      orchestrator run worker --with-scheduler
    """
    require_domain(_begin())
    if with_scheduler:
        processes.work_with_scheduler()
    else:
        processes.work()


@run.command("scheduler")
def run_scheduler() -> None:
    """Ring for the periodic jobs; two schedulers do no harm."""
    _begin()
    processes.run_scheduler()


@run.command("mood")
def run_mood() -> None:
    """Read moods again with the full model, the newest mails first."""
    _begin()
    hearing.run_mood()


def _begin() -> Settings:
    """Refuse to start on a database or with keys that are not this program's."""
    service = open_service()
    service.database.dispose()
    return service.settings
