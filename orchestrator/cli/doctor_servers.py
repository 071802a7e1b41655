"""What `doctor` finds at the servers: Redis, IMAP, SMTP.  Each is only looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
import smtplib
import ssl

from redis import Redis
from redis.exceptions import RedisError, ResponseError
from rq import Queue, Worker
from rq.worker import BaseWorker

from orchestrator.bell import QUEUES, Bell, embedded_socket, redis_url
from orchestrator.cli.mailbox import look
from orchestrator.clock import utc_now
from orchestrator.collect.accounts import signed_in
from orchestrator.collect.oauth import is_loopback
from orchestrator.collect.trouble import next_sign_in
from orchestrator.config import Settings
from orchestrator.dispatch.channels.smtp_session import open_smtp
from orchestrator.errors import ConfigError, DependencyError, MailboxError
from orchestrator.models import Database, Mailbox

OK, WARN, FAIL = "ok", "warn", "FAIL"

POLICY = "noeviction"

_SMTP_FIXES = {
    "connection": "correct smtp_host and smtp_port, or let this machine reach them",
    "TLS": "smtp_host must be the name in a certificate that this machine trusts; "
    "smtp_security is starttls on port 587, tls on 465",
    "STARTTLS": "this port offers none: set smtp_security to tls, smtp_port to 465",
    "sign-in": "correct smtp_username and smtp_password, or empty both where none is wanted",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One line.  ``fix`` is what to do; ``exit_code`` what the finding alone would end with."""

    name: str
    state: str
    detail: str
    fix: str = ""
    exit_code: int = 0


def look_at_redis(settings: Settings) -> Check:
    """The queue, and who works at it."""
    if not settings.redis_url and not embedded_socket(settings.data).exists():
        detail = "the embedded Valkey is not running: no job is done"
        return Check("Redis", WARN, detail, "orchestrator run all")
    redis = Bell(redis_url(settings.redis_url, settings.data)).redis
    try:
        info = redis.info("server")
        waiting = sum(Queue(name, connection=redis).count for name in QUEUES)
        workers = Worker.all(connection=redis)
        policy = _policy(redis)
    except (RedisError, OSError) as error:
        cure = "start it, or correct redis_url" if settings.redis_url else "orchestrator run all"
        return Check("Redis", FAIL, f"does not answer: {error}", cure, DependencyError.exit_code)
    finally:
        redis.close()
    version = info.get("valkey_version") or info["redis_version"]
    detail = f"{version}, {waiting} jobs waiting, {_seen(workers)}, maxmemory-policy {policy}"
    if policy not in (POLICY, "unknown"):
        fix = f"set maxmemory-policy {POLICY}: a full Redis must refuse a job, not drop one"
        return Check("Redis", FAIL, detail, fix, ConfigError.exit_code)
    if not workers:
        return Check("Redis", WARN, detail, "start one: orchestrator run worker")
    return Check("Redis", OK, detail)


def _policy(redis: "Redis") -> str:
    try:
        return str(redis.config_get("maxmemory-policy")["maxmemory-policy"])
    except ResponseError:  # A hosted Redis may forbid the question.
        return "unknown"


def _seen(workers: Sequence[BaseWorker]) -> str:
    beats = [worker.last_heartbeat for worker in workers if worker.last_heartbeat is not None]
    if not beats:
        return "no worker"
    last = max(beats)
    seconds = (utc_now() - last.replace(tzinfo=last.tzinfo or UTC)).total_seconds()
    return f"{len(workers)} worker{'s' if len(workers) > 1 else ''} seen {seconds:.0f} s ago"


def look_at_mailbox(database: Database, settings: Settings, mailbox: Mailbox) -> Check:
    """Does not sign in while the reader waits after a refusal: the server may lock us out.

    Raises:
        MailboxError: a step fails, or a secret cannot be opened.
    """
    where = f"{mailbox.name}: {mailbox.host}:{mailbox.port}"
    due = next_sign_in(mailbox.refused_at, settings)
    if mailbox.paused_at is not None or (due is not None and utc_now() < due):
        fix = f"when it is mended: orchestrator mailbox resume {mailbox.name}"
        return Check("IMAP", FAIL, f"{where}, {mailbox.problem}", fix, MailboxError.exit_code)
    with signed_in(database, settings, mailbox.id) as client:
        seen = look(client)
    return Check("IMAP", OK, f"{where}, {seen.in_words()}")


def look_at_smtp(settings: Settings) -> Check:
    """Connect, secure, sign in, leave; names the step that fails."""
    if not settings.can_send:
        missing = "smtp_host" if not settings.smtp_host else "mail_from"
        return Check("SMTP", WARN, f"{missing} is empty: nothing is sent", f"set {missing}")
    if settings.smtp_security == "none" and not is_loopback(settings.smtp_host):
        detail = f"smtp_security none sends mail in clear to {settings.smtp_host}"
        fix = "set smtp_security to starttls or tls"
        return Check("SMTP", FAIL, detail, fix, ConfigError.exit_code)
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        smtp = open_smtp(settings)
        smtp.quit()
    except (smtplib.SMTPException, OSError) as error:
        step = _step(error)
        detail = f"{where}: {step} failed: {error}"
        return Check("SMTP", FAIL, detail, _SMTP_FIXES[step], DependencyError.exit_code)
    security = {"none": "no TLS, loopback"}.get(
        settings.smtp_security, settings.smtp_security.upper()
    )
    signed_in = "signed in" if settings.smtp_username else "no sign-in"
    return Check("SMTP", OK, f"{where}, {security}, {signed_in}, nothing sent")


def _step(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "sign-in"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "STARTTLS" if "STARTTLS" in str(error) else "sign-in"
    return "TLS" if isinstance(error, ssl.SSLError) else "connection"
