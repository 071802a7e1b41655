"""Wake a worker.  The database is the truth; this only says "look now".

`Bell.ring` enqueues a job of `flow` by its dotted name, after the caller's commit.
A Redis that does not answer is swallowed here and nowhere else, because the sweeper
(`schedule`) rings again for every row that is due.
"""

from collections.abc import Mapping
import hashlib
import logging
import os
from pathlib import Path
import re
import tempfile

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import DuplicateJobError

logger = logging.getLogger(__name__)

QUEUES = ("send", "default")
"""Worked in this order: what a person approved goes first."""

_QUEUE_OF: Mapping[str, str] = {"send_due": "send"}
_JOB_TIMEOUT_SECONDS = 600


def embedded_socket(data: Path) -> Path:
    """Where the embedded Valkey of this data folder listens.

    Under the system's folder for temporary files, because a Unix socket's path may
    have at most 107 bytes and a data folder may be deeper.  Under ``/tmp`` where that one
    is deep itself, or is no plain word in a URL and in Redis's list of clients.
    """
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    name = f"orchestrator-{os.getuid()}/{digest}.sock"
    path = Path(tempfile.gettempdir()) / name
    # No secret is in its name: the folder above it is made for this user alone.
    is_plain = re.fullmatch(r"[\w./-]{1,107}", str(path), re.ASCII)
    return path if is_plain else Path("/tmp") / name  # noqa: S108


def redis_url(setting: str, data: Path) -> str:
    """The URL in use: the setting, or the embedded Valkey's socket."""
    return setting or f"unix://{embedded_socket(data)}"


class Bell:
    """Rings over one Redis.  Safe to share between threads."""

    def __init__(self, url: str, *, for_worker: bool = False) -> None:
        # A worker waits on its queue for minutes; everyone else must not hang on Redis.
        timeout = None if for_worker else 5
        self.redis = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=timeout)

    def ring(self, job: str, *ids: int) -> None:
        """Ask for ``orchestrator.flow.<job>(*ids)``, unless that is waiting already.

        A job that runs at this moment may have looked past the caller's row, so one
        more is put behind it: at most one runs and one waits.
        """
        name = "-".join([job, *map(str, ids)])
        queue = Queue(_QUEUE_OF.get(job, "default"), connection=self.redis)
        try:
            for job_id in (name, f"{name}-again"):
                try:
                    queue.enqueue(
                        f"orchestrator.flow.{job}",
                        *ids,
                        job_id=job_id,
                        unique=True,
                        result_ttl=0,
                        failure_ttl=60,
                        job_timeout=_JOB_TIMEOUT_SECONDS,
                    )
                except DuplicateJobError:
                    continue
                return
        except (RedisError, OSError) as error:
            logger.warning("bell %s not rung, the sweeper will: %s", name, error)

    def problem(self) -> str | None:
        """Why Redis cannot be used right now, in words; None when it answers."""
        try:
            self.redis.ping()
        except (RedisError, OSError) as error:
            return str(error)[:200]
        return None
