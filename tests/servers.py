"""Real servers for tests: each one private to the run, on a free port of 127.0.0.1.

``make test`` installs them (tools/test-servers.sh).  A server that does not come up fails
with what it wrote.
"""

from collections.abc import Iterator
import contextlib
from contextlib import contextmanager
from dataclasses import dataclass
import os
from pathlib import Path
import shutil
import subprocess

from orchestrator.cli.ports import accepts
from tests.dovecot import ImapServer as ImapServer
from tests.dovecot import dovecot as dovecot
from tests.faulty_smtp import FaultySmtp as FaultySmtp
from tests.faulty_smtp import Received
from tests.postfix import POSTFIX as POSTFIX
from tests.postfix import PostfixServer as PostfixServer
from tests.postfix import postfix as postfix
from tests.postgres import PostgresServer as PostgresServer
from tests.postgres import postgresql as postgresql
from tests.running import INSTALL, binary, running, server_folder
from tests.running import free_port as free_port


@dataclass(frozen=True)
class SmtpSink:
    """A running smtp-sink of Postfix.  It keeps neither a lone CR nor SMTPUTF8."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"

    def messages(self) -> list[Received]:
        """What arrived up to its final dot; within some milliseconds in no order."""
        # A dump exists from MAIL on and goes away when the transaction breaks off; the
        # sink keeps it open until the dot.
        dumps = list(self.folder.iterdir())
        unfinished = self._open_files()
        found = []
        for path in dumps:
            if path not in unfinished:
                with contextlib.suppress(FileNotFoundError):
                    found.append((path.stat().st_mtime_ns, path.name, path.read_bytes()))
        return [_read_dump(content) for *_, content in sorted(found)]

    def _open_files(self) -> set[Path]:
        return {path.resolve() for path in Path(f"/proc/{self.process.pid}/fd").iterdir()}


@contextmanager
def smtp_sink(folder: Path, *options: str) -> Iterator[SmtpSink]:
    """Run Postfix's smtp-sink; ``options`` are its own, as ``"-w", "2"`` or ``"-r", "RCPT"``."""
    program = POSTFIX / "usr" / "sbin" / "smtp-sink"
    if not program.exists():
        raise RuntimeError(f"tests need smtp-sink: {INSTALL}")
    port = free_port()
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # As root it insists on a user to become, and only root may name one.
    user = ["-u", "root"] if os.getuid() == 0 else []
    argv = [str(program), *user, *options, "-d", f"{folder}/%s."]
    env = {"LD_LIBRARY_PATH": str(POSTFIX / "usr" / "lib" / "postfix")}
    with (
        server_folder("smtp-sink-") as root,
        running(
            [*argv, f"127.0.0.1:{port}", "100"], root, lambda: accepts(port), env=env
        ) as process,
    ):
        yield SmtpSink(port, folder, process)


@contextmanager
def redis() -> Iterator[str]:
    """Run Redis or Valkey without persistence; yield its URL."""
    port = free_port()
    with server_folder("redis-") as root:
        argv = [binary("redis-server", "valkey-server"), "--port", str(port), "--save", ""]
        argv += ["--bind", "127.0.0.1", "--dir", str(root)]
        with running(argv, root, lambda: accepts(port)):
            yield f"redis://127.0.0.1:{port}/0"


def chromium_path() -> str:
    """Find a browser that starts: Debian's, Google's, or the one Playwright installed."""
    for name in ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser"):
        path = shutil.which(name)
        # Ubuntu's package is a script that asks for a snap.
        if path and b"snap" not in Path(path).read_bytes()[:4096]:
            return path
    installed = Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome")
    for browser in sorted(installed, reverse=True):
        return str(browser)
    raise RuntimeError(f"tests need Chromium: {INSTALL}")


def _read_dump(content: bytes) -> Received:
    """Take apart what smtp-sink wrote: its own header, a Received field, the message, LF."""
    header, _, rest = content.partition(b"\nReceived: ")
    fields = [line.partition(b": ")[::2] for line in header.split(b"\n")]
    [reverse_path] = [_addr_spec(value) for name, value in fields if name == b"X-Mail-Args"]
    recipients = [_addr_spec(value) for name, value in fields if name == b"X-Rcpt-Args"]
    # The Received field has three lines; an empty line follows the message.
    message = rest.split(b"\n", 3)[3].removesuffix(b"\n")
    return Received(reverse_path, recipients, message.replace(b"\n", b"\r\n"))


def _addr_spec(arguments: bytes) -> str:
    return arguments.decode().partition("<")[2].partition(">")[0]
