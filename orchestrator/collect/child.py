"""The process that parses strangers' mail: may run out of memory or time, and only it dies.

Started and spoken to by `limits`.  A request is a count, that many lengths, and the mails
themselves, so that a stranger's bytes are neither copied nor unpickled; an answer is a
length and a pickle of ours.  Numbers have eight bytes.
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

NUMBER = struct.Struct("=Q")
_PROTOCOL = pickle.HIGHEST_PROTOCOL
Outcome = ParsedMail | tuple[str, str]
"""A parsed mail, or reason and detail of what cannot be read."""


def serve(memory_bytes: int, cpu_seconds: int) -> None:
    """Answer batches from stdin until it closes."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    address_space = _used_address_space() + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    while contents := _request(source):
        _allow_cpu(cpu_seconds)
        answer = pickle.dumps([_outcome(content) for content in contents], _PROTOCOL)
        target.write(NUMBER.pack(len(answer)))
        target.write(answer)
        target.flush()


def request(contents: Sequence[bytes]) -> list[memoryview]:
    """The pieces to send, one after the other."""
    lengths = struct.pack(f"={len(contents) + 1}Q", len(contents), *map(len, contents))
    return [memoryview(each) for each in (lengths, *contents)]


def _request(source: IO[bytes]) -> list[bytes]:
    """The mails to read; none when the parent is gone."""
    head = source.read(NUMBER.size)
    if len(head) < NUMBER.size:
        return []
    (count,) = NUMBER.unpack(head)
    lengths = struct.unpack(f"={count}Q", source.read(count * NUMBER.size))
    return [source.read(length) for length in lengths]


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
        return "memory", "more than a mail may take"
