"""``orchestrator doctor``: does everything work that the service needs?  Changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
import os
import time

import click
from sqlalchemy import select, text

from orchestrator.cli.common import Answer, answers, open_database, require_fitting_key
from orchestrator.cli.doctor_domain import look_at_domain
from orchestrator.cli.doctor_servers import (
    FAIL,
    OK,
    WARN,
    Check,
    look_at_mailbox,
    look_at_redis,
    look_at_smtp,
)
from orchestrator.cli.template import state
from orchestrator.clock import utc_now
from orchestrator.config import FILE_NAME, Settings
from orchestrator.conversation.own_mails import load
from orchestrator.conversation.sentiment.in_use import shipped
from orchestrator.digest.reconcile import account
from orchestrator.errors import ConfigError, IntegrityError, OrchestratorError
from orchestrator.keys import seal, signing_key, unseal
from orchestrator.models import Database, Mailbox, OutboxKind, schema
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.verify import verify
from orchestrator.rendering import HTML_MAX_BYTES, page_bytes


@click.command("doctor")
@answers
def doctor() -> Answer:
    r"""Check settings, keys, database, queue, mailboxes, SMTP, templates and the record.

    Sends nothing and changes nothing.  Exits with the worst finding: 3 configuration,
    4 unreachable, 7 integrity, 0 with warnings.

    \b
    Examples:
      orchestrator doctor
      orchestrator doctor --json | jq '.data[] | select(.state != "ok")'
    """
    checks = list(_checks())
    lines = [line for check in checks for line in _lines(check)]
    text = "\n".join([*lines, "", _sum(checks)])
    return Answer(text, [asdict(check) for check in checks], exit_code=_worst(checks))


def _lines(check: Check) -> Iterator[str]:
    first, *more = check.detail.splitlines() or [""]
    yield f"{check.name:<15} {check.state:<5} {first}".rstrip()
    for line in [*more, *([f"Fix: {check.fix}"] if check.fix else [])]:
        yield f"{'':<22}{line}"


def _sum(checks: list[Check]) -> str:
    counts = {wanted: sum(c.state == wanted for c in checks) for wanted in (OK, WARN, FAIL)}
    plural = {number: "" if number == 1 else "s" for number in counts.values()}
    return (
        f"{counts[OK]} ok, {counts[WARN]} warning{plural[counts[WARN]]}, "
        f"{counts[FAIL]} failure{plural[counts[FAIL]]}."
    )


def _worst(checks: list[Check]) -> int:
    return max(check.exit_code for check in checks)


def _checks() -> Iterator[Check]:
    try:
        settings = Settings.from_environ(os.environ)
    except ConfigError as error:
        yield Check("Configuration", FAIL, str(error), "correct what is named", error.exit_code)
        return
    yield _configuration(settings)
    yield _tried("Keys", lambda: _keys(settings))
    yield _mood_model(settings)
    yield look_at_redis(settings)
    yield look_at_smtp(settings)
    yield from _domain(settings)
    yield from _with_database(settings)


def _tried(name: str, look: Callable[[], Check], fix: str = "") -> Check:
    try:
        return look()
    except OrchestratorError as error:
        names_its_own = "orchestrator " in str(error)
        return Check(name, FAIL, str(error), "" if names_its_own else fix, error.exit_code)


def _configuration(settings: Settings) -> Check:
    path = settings.data / FILE_NAME
    where = str(path) if path.is_file() else f"no {path}, environment and defaults"
    return Check("Configuration", OK, f"{where}, 0 unknown settings")


def _keys(settings: Settings) -> Check:
    signing_key(settings.keys)
    unseal(settings.keys, seal(settings.keys, "tried"))
    return Check("Keys", OK, f"{settings.keys}, readable by their owner only")


def _domain(settings: Settings) -> Iterator[Check]:
    try:
        yield from look_at_domain(settings)
    except OrchestratorError as error:
        yield Check("DKIM", FAIL, str(error), exit_code=error.exit_code)


def _mood_model(settings: Settings) -> Check:
    own, problem = load(settings.data)
    if problem:
        detail = f"{problem}\nmoods are read with the weights that are shipped"
        return Check("Mood model", WARN, detail, "orchestrator sentiment train")
    kind = "own weights of this installation" if own else "the weights that are shipped"
    return Check("Mood model", OK, f"{kind}, {(own or shipped()).scorer}")


def _with_database(settings: Settings) -> Iterator[Check]:
    try:
        database = open_database(settings)
    except OrchestratorError as error:
        yield Check("Database", FAIL, str(error), exit_code=error.exit_code)
        return
    check = _tried("Database", lambda: _database(settings, database))
    yield check
    if check.state == OK:
        yield from _mailboxes(settings, database)
        yield _archive(settings, database)
        yield _tried("Mail templates", lambda: _templates(database))
        yield _tried("Updates", lambda: _updates(database))
        yield _record_chain(database)


def _database(settings: Settings, database: Database) -> Check:
    schema.check(database.engine)
    with database.read() as session:
        require_fitting_key(session, signing_key(settings.keys))
        began = time.perf_counter()
        is_sqlite = database.engine.dialect.name == "sqlite"
        version = session.scalar(
            text("SELECT sqlite_version()" if is_sqlite else "SHOW server_version")
        )
        took = (time.perf_counter() - began) * 1000
    kind = "SQLite" if is_sqlite else "PostgreSQL"
    at = schema.found(database.engine)
    return Check("Database", OK, f"{kind} {version}, schema at head ({at}), {took:.0f} ms")


def _mailboxes(settings: Settings, database: Database) -> Iterator[Check]:
    with database.read() as session:
        boxes = session.scalars(
            select(Mailbox).where(Mailbox.is_active).order_by(Mailbox.name)
        ).all()
        session.expunge_all()
    if not any(not box.is_archive for box in boxes):
        yield Check("IMAP", WARN, "no mailbox: nothing is read", "orchestrator mailbox add --help")
    for box in boxes:
        fix = f"with what is wrong corrected: orchestrator mailbox add {box.name} …"
        yield _tried("IMAP", partial(look_at_mailbox, database, settings, box), fix)


def _archive(settings: Settings, database: Database) -> Check:
    if not settings.archive_address:
        detail = "no archive_address: an unknown outcome waits for a person"
        return Check("Archive", WARN, detail, "set archive_address, and add it as a mailbox")
    with database.read() as session:
        is_read = select(Mailbox.id).where(Mailbox.is_archive, Mailbox.is_active)
        if session.scalar(is_read) is None:
            detail = f"{settings.archive_address} gets copies, but no mailbox reads them"
            return Check("Archive", WARN, detail, "orchestrator mailbox add archive --archive")
    return Check("Archive", OK, settings.archive_address)


def _templates(database: Database) -> Check:
    sizes = [page_bytes(kind.value) for kind in (OutboxKind.DIGEST, *AUTOMATIC)]
    with database.read() as session:
        waiting = [name for name in AUTOMATIC if state(session, name) != "approved"]
    detail = (
        f"{len(sizes)} compile, largest {max(sizes) / 1000:.1f} kB of {HTML_MAX_BYTES // 1000} kB"
    )
    if waiting:
        detail += f"\nnot approved, so they do not leave: {', '.join(waiting)}"
        fix = f"read them, then: orchestrator template approve {' '.join(waiting)}"
        return Check("Mail templates", WARN, detail, fix)
    return Check("Mail templates", OK, detail)


def _updates(database: Database) -> Check:
    with database.read() as session:
        found = account(session, now=utc_now())
    detail = (
        f"{found.due} due since yesterday: {found.sent} sent, {found.waiting} wait for a person,"
        f" {found.skipped} skipped"
    )
    if found.overlooked:
        named = "\n".join(found.overlooked[:5])
        detail += f"; {len(found.overlooked)} without any of it\n{named}"
        fix = "see that the scheduler and a worker run: orchestrator run all"
        return Check("Updates", FAIL, detail, fix, IntegrityError.exit_code)
    return Check("Updates", OK, detail)


def _record_chain(database: Database) -> Check:
    began = time.perf_counter()
    with database.read() as session:
        verdict = verify(session)
    took = time.perf_counter() - began
    if verdict.problems:
        detail = f"{verdict.problems[0]}\nproblems in all: {len(verdict.problems)}"
        fix = "orchestrator record verify names all; compare with a backup"
        return Check("Record chain", FAIL, detail, fix, IntegrityError.exit_code)
    return Check("Record chain", OK, f"{verdict.entries:,} entries verified in {took:.1f} s")
