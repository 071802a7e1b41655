"""TXT records from DNS, for keys and policies of senders: nothing else is ever asked for.

Answers are kept in this process as long as they say.  A server that does not answer costs a
batch of mails at most `Settings.dns_deadline`, and then nothing for a while.
"""

from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache
import threading
import time

from dns.exception import DNSException
from dns.name import from_text
from dns.nameserver import Do53Nameserver
from dns.rdtypes.txtbase import TXTBase
from dns.resolver import NXDOMAIN, LRUCache, NoAnswer, Resolver

from orchestrator.collect.dmarc import Texts, organisational_domain
from orchestrator.config import Settings

AWAY_SECONDS = 60.0
"""For so long a name, or all of DNS, that gave no answer is not asked for again."""
WORKERS = 16
TEXT_BYTES = 8192
KEPT_ANSWERS = 10_000


class TextRecords:
    """Asks the same servers for one process; for any number of threads."""

    def __init__(self, servers: Collection[str], *, timeout: float, deadline: float) -> None:
        """Ask nothing yet.

        Args:
            servers: addresses with or without a port; none: those of the system.
            timeout: seconds for one name, with every server and retry.
            deadline: seconds for all the names of one call.
        """
        self._timeout, self._deadline = min(timeout, deadline), deadline
        self._resolver = _resolver(servers)
        self._lock = threading.Lock()
        self._silent: dict[str, float] = {}
        self._away_until = 0.0

    def find(self, names: Iterable[str]) -> dict[str, Texts | None]:
        """The records of each name; None where there was no answer in time."""
        wanted = list(dict.fromkeys(names))
        found: dict[str, Texts | None] = dict.fromkeys(wanted)
        asked = [name for name in wanted if self._may_ask(name)]
        if not asked or self._resolver is None:
            return found
        pool = ThreadPoolExecutor(min(WORKERS, len(asked)), thread_name_prefix="dns")
        futures = {pool.submit(self._ask, self._resolver, name): name for name in asked}
        done, _ = wait(futures, timeout=self._deadline)
        # What is under way ends by its own timeout; nobody waits for it.
        pool.shutdown(wait=False, cancel_futures=True)
        found |= {futures[future]: future.result() for future in done}
        self._note([name for name in asked if found[name] is None], asked)
        return found

    def _may_ask(self, name: str) -> bool:
        now = time.monotonic()
        return now >= self._away_until and now >= self._silent.get(name, 0.0)

    def _ask(self, resolver: Resolver, name: str) -> Texts | None:
        try:
            answer = resolver.resolve(
                from_text(f"{name}."), "TXT", lifetime=self._timeout, search=False
            )
        except (NXDOMAIN, NoAnswer):
            return ()
        except DNSException:
            return None
        texts = [b"".join(row.strings) for row in answer if isinstance(row, TXTBase)]
        return tuple(text[:TEXT_BYTES].decode("utf-8", "replace") for text in texts)

    def _note(self, silent: Collection[str], asked: Collection[str]) -> None:
        """Remember who was silent.

        All of DNS counts as away only where every name was, of more than one organisation:
        a stranger's own slow server must not switch the check off for others.
        """
        until = time.monotonic() + AWAY_SECONDS
        with self._lock:
            if len(self._silent) > KEPT_ANSWERS:
                self._silent.clear()
            self._silent |= dict.fromkeys(silent, until)
            organisations = {
                organisational_domain(name.rpartition("._domainkey.")[2]) for name in silent
            }
            if len(silent) == len(asked) and len(organisations) > 1:
                self._away_until = until


def text_records(settings: Settings) -> TextRecords:
    """The ones of this process for these settings."""
    return _shared(
        settings.dns_servers,
        settings.dns_timeout.total_seconds(),
        settings.dns_deadline.total_seconds(),
    )


@lru_cache(maxsize=4)
def _shared(servers: tuple[str, ...], timeout: float, deadline: float) -> TextRecords:
    return TextRecords(servers, timeout=timeout, deadline=deadline)


def _resolver(servers: Collection[str]) -> Resolver | None:
    """None where the system has no DNS server."""
    try:
        resolver = Resolver(configure=not servers)
    except DNSException:
        return None
    if servers:
        resolver.nameservers = [Do53Nameserver(*_address(server)) for server in servers]
    resolver.use_edns(0, 0, 1232)
    resolver.cache = LRUCache(KEPT_ANSWERS)
    return resolver


def _address(server: str) -> tuple[str, int]:
    """``192.0.2.1``, ``192.0.2.1:5353``, ``2001:db8::1`` or ``[2001:db8::1]:53``."""
    host, _, port = server.rpartition(":")
    is_bare = server.count(":") != 1 and not server.startswith("[")
    return (server, 53) if is_bare or not host else (host.strip("[]"), int(port))
