"""The process that parses strangers' mail: may run out of memory or time, and only it dies.

Started and spoken to by `limits`: a frame is eight bytes of length and a pickle.
"""

from collections.abc import Sequence
import math
from pathlib import Path
import pickle
import resource
import struct
import sys
from typing import IO

from orchestrator.collect.parse import ParsedMail, parse_mail
from orchestrator.errors import MalformedMail

LENGTH = struct.Struct(">Q")
Outcome = ParsedMail | tuple[str, str]
"""A parsed mail, or reason and detail of what cannot be read."""


def serve(memory_bytes: int, cpu_seconds: int) -> None:
    """Answer batches from stdin until it closes."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    address_space = _used_address_space() + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    while (contents := read_frame(source)) is not None:
        _allow_cpu(cpu_seconds)
        outcomes = [_outcome(content) for content in contents]
        write_frame(target, outcomes)


def _used_address_space() -> int:
    """Bytes mapped by the interpreter itself; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _allow_cpu(seconds: int) -> None:
    # The limit counts from the start of the process, so each batch raises it.
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = math.ceil(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def _outcome(content: bytes) -> Outcome:
    try:
        return parse_mail(content)
    except MalformedMail as error:
        return error.reason, error.detail
    except MemoryError:
        return "memory", ""


def read_frame(source: IO[bytes]) -> Sequence[bytes] | None:
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    frame: Sequence[bytes] = pickle.loads(source.read(LENGTH.unpack(head)[0]))  # noqa: S301  (our parent, by pipe)
    return frame


def write_frame(target: IO[bytes], value: object) -> None:
    frame = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    target.write(LENGTH.pack(len(frame)))
    target.write(frame)
    target.flush()
