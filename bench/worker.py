"""A process of the intake that says what each of its passes cost.

``python -m bench.worker ROLE`` takes the service's settings from the environment.  First it
makes a pass over another studio, the data folder BENCH_PRIMER: a service starts once, and
what that costs is no mail's.  With BENCH_READING 0 it looks at mails for moods alone.  Then
for each line on its input it makes one pass, prints a line of JSON, and ends with its input.

Roles: ``one`` does everything; ``reader`` collects, and parses beside it what has come;
``filer`` threads, reads and applies until a second line says that the reader is done;
``metered`` is ``one`` with the CPU time of each stage.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
import gc
import json
import os
from pathlib import Path
import resource
import select
import sys
import threading
import time
from typing import Any

from sqlalchemy import event, func
from sqlalchemy import select as sql_select

from bench.stages import Stages
from orchestrator import flow
from orchestrator.bell import Bell
from orchestrator.collect import limits, watch
from orchestrator.config import Settings
from orchestrator.conversation import scoring
from orchestrator.conversation.reply import ReplyReading
from orchestrator.conversation.said import Said, Words
from orchestrator.conversation.statement_learned import shipped_weights
from orchestrator.keys import signing_key
from orchestrator.models import Database, Mail, Mailbox, MailState

_PAUSE_SECONDS = 0.005


class SilentBell(Bell):
    """Rings nobody: a pass does the next job itself."""

    def __init__(self) -> None:
        """Connect to nothing."""

    def ring(self, job: str, *ids: int) -> None:
        return None


def main(role: str) -> None:
    if os.environ["BENCH_READING"] == "0":
        # `flow` imports the name for itself alone, so mypy sees nothing there to be replaced.
        flow.read_words = _felt_alone  # type: ignore[attr-defined]
    # As the service's worker: what it forks finds it there.
    scoring.warm_up()
    shipped_weights()
    prime(os.environ["BENCH_PRIMER"])
    database = begin(os.environ)
    statements = Statements(database)
    stages = Stages() if role == "metered" else None
    # As a service does when it begins.
    gc.collect()
    gc.freeze()
    work = {"one": _all, "reader": _read, "filer": _file, "metered": _all}[role]
    print(json.dumps({"ready": True}), flush=True)
    while sys.stdin.readline():
        outcome = _measured(work, statements)
        outcome["states"] = _states(database)
        if stages:
            outcome["stages"] = stages.seconds(database, child_seconds=outcome["child_seconds"])
        print(json.dumps(outcome), flush=True)
    database.dispose()


def _felt_alone(words: Words) -> Said:
    """As `said.read_words`: only a client's mail is looked at for a mood."""
    if words.role != "reply":
        return Said((), ReplyReading().as_json(), False, {}, ())
    felt = scoring.felt_in(words.mail_id, words.new_text, words.language)
    return Said((), ReplyReading().as_json(), False, scoring.scored(felt), ())


def prime(folder: str) -> None:
    """Do everything once, in a database of its own: tables are read, statements compiled."""
    database = begin({**os.environ, "ORCHESTRATOR_DATA": folder})
    _all()
    limits.close()
    database.dispose()


def begin(environment: Mapping[str, str]) -> Database:
    """Let the jobs of this process work with these settings."""
    settings = Settings.from_environ(environment)
    database = Database(settings.database)
    parts = flow.Parts(settings, database, SilentBell(), signing_key(settings.keys))
    flow.parts = lambda: parts
    return database


class Statements:
    """How many statements were sent to a database; one for many rows counts once."""

    def __init__(self, database: Database) -> None:
        self.count = 0
        event.listen(database.engine, "before_cursor_execute", self._counted)

    def _counted(self, *_: object) -> None:
        self.count += 1


def _measured(work: Callable[[], None], statements: Statements) -> dict[str, Any]:
    """Do the work.  The parsing child starts and ends within, so its CPU time is known."""
    _forget_peak()
    before, begun, sent = _cpu(), time.perf_counter(), statements.count
    work()
    seconds = time.perf_counter() - begun
    limits.close()
    own, child = (now - then for now, then in zip(_cpu(), before, strict=True))
    return {
        "wall_seconds": seconds,
        "cpu_seconds": own + child,
        "child_seconds": child,
        "peak_bytes": _peak_bytes(),
        "statements": statements.count - sent,
    }


def _cpu() -> tuple[float, float]:
    """Seconds of CPU: ours, and of the children that have ended."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _peak_bytes() -> int:
    """The most memory this process held since `_forget_peak`."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def _all() -> None:
    _collect(lambda: None)
    flow.parse_stored()
    flow.converse()
    flow.engage()


def _read() -> None:
    has_come = threading.Event()
    with ThreadPoolExecutor(1, "collect") as beside:
        collecting = beside.submit(_collect, has_come.set)
        while not collecting.done():
            if has_come.wait(_PAUSE_SECONDS):
                has_come.clear()
                flow.parse_stored()
        collecting.result()
    flow.parse_stored()


def _collect(on_new: Callable[[], None]) -> None:
    parts = flow.parts()
    with parts.database.read() as session:
        [mailbox_id] = session.scalars(sql_select(Mailbox.id))
    watch.collect_mailbox(parts.database, parts.settings, mailbox_id, on_new=on_new)


def _file() -> None:
    reader_is_done = False
    while True:
        if flow.converse() + flow.engage():
            continue
        if reader_is_done:
            return
        reader_is_done, _, _ = map(bool, select.select([sys.stdin], [], [], _PAUSE_SECONDS))
        if reader_is_done:
            sys.stdin.readline()


def _states(database: Database) -> dict[str, int]:
    with database.read() as session:
        rows = session.execute(sql_select(Mail.state, func.count()).group_by(Mail.state))
        return {MailState(state).value: count for state, count in rows}


if __name__ == "__main__":
    main(sys.argv[1])
