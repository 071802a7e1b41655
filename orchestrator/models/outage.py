"""A database that is away, as an error of ours: waiting mends it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from orchestrator.errors import DependencyError

_PAUSE_AT_MOST_SECONDS = 30.0


@contextmanager
def naming_outage() -> Iterator[None]:
    """Raise DependencyError, in one line, where the database does not answer or went away."""
    try:
        yield
    except TimeoutError as error:  # Every pooled connection is in use.
        raise DependencyError(f"database: {error}") from error
    except DBAPIError as error:
        if not isinstance(error, OperationalError) and not error.connection_invalidated:
            raise
        raise DependencyError(f"database: {' '.join(str(error.orig).split())[:200]}") from error


def pause_seconds(failures: int) -> float:
    """How long to wait after so many tries in vain, one at least: twice as long each time."""
    return min(2.0 ** min(failures - 1, 10), _PAUSE_AT_MOST_SECONDS)
