"""Programs that take a folder of mail in, each into a new index; `tools/bench-peers.sh`
installs them.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
import os
from pathlib import Path
import sqlite3
import subprocess
import tempfile
import time

from bench.corpus import BUILD
from bench.studio import link

_HYPERKITTY = BUILD / "hyperkitty" / "bin" / "django-admin"
_SETTINGS = Path(__file__).parent / "peer_settings"
"""A folder of its own: a module of `bench` would stand before the standard library's."""
_NOTMUCH = """
[database]
path={folder}
[user]
name=Bench
primary_email=bench@studio.example
[new]
tags=inbox
[maildir]
synchronize_flags=false
"""


@dataclass(frozen=True)
class PeerCost:
    """What a peer took, its start included."""

    mails: int
    wall_seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Mails a second."""
        return self.mails / self.wall_seconds


def mu(files: Sequence[Path]) -> PeerCost:
    with tempfile.TemporaryDirectory(prefix="mu-", dir=BUILD) as name:
        folder = Path(name)
        maildir = _maildir(folder / "mail", files)
        home = f"--muhome={folder / 'index'}"
        _quietly(["mu", "init", home, f"--maildir={maildir}"])
        cost = _timed(["mu", "index", home, "--quiet"], len(files))
        _check(_quietly(["mu", "find", home, "--fields=i", ""]).count(b"\n"), len(files))
        return cost


def notmuch(files: Sequence[Path]) -> PeerCost:
    with tempfile.TemporaryDirectory(prefix="notmuch-", dir=BUILD) as name:
        folder = Path(name)
        maildir = _maildir(folder / "mail", files)
        config = folder / "config"
        config.write_text(_NOTMUCH.format(folder=maildir))
        environment = {"NOTMUCH_CONFIG": str(config)}
        cost = _timed(["notmuch", "new", "--quiet"], len(files), environment)
        _check(int(_quietly(["notmuch", "count", "*"], environment)), len(files))
        return cost


def hyperkitty(files: Sequence[Path]) -> PeerCost:
    """Its import of an mbox, without a full-text index: that would be another command."""
    with tempfile.TemporaryDirectory(prefix="hyperkitty-", dir=BUILD) as name:
        folder = Path(name)
        mbox = folder / "list.mbox"
        with mbox.open("wb") as entries:
            for path in files:
                entries.write(_mbox_entry(path))
        environment = {
            "HYPERKITTY_FOLDER": name,
            "PYTHONPATH": str(_SETTINGS),
            "DJANGO_SETTINGS_MODULE": "hyperkitty_settings",
        }
        _quietly([str(_HYPERKITTY), "migrate"], environment)
        argv = [str(_HYPERKITTY), "hyperkitty_import", "--no-sync-mailman"]
        argv += ["--list-address", "bench@lists.example", "--since", "2000-01-01", str(mbox)]
        cost = _timed(argv, len(files), environment)
        with closing(sqlite3.connect(folder / "hyperkitty.sqlite3")) as database:
            [count] = database.execute("SELECT count(*) FROM hyperkitty_email").fetchone()
        _check(count, len(files))
        return cost


def _check(found: int, mails: int) -> None:
    """A peer drops what comes twice, and some what has no Message-ID; hardly more."""
    if found < 0.95 * mails:
        raise RuntimeError(f"only {found} of {mails} mails came in")


def _maildir(folder: Path, files: Sequence[Path]) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / "box" / name).mkdir(parents=True)
    for path in files:
        link(path, folder / "box" / "cur" / path.name)
    return folder


def _mbox_entry(path: Path) -> bytes:
    came_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    content = path.read_bytes().replace(b"\nFrom ", b"\n>From ")
    return f"From bench@studio.example {came_at:%a %b %e %H:%M:%S %Y}\n".encode() + content + b"\n"


def _quietly(argv: Sequence[str], environment: Mapping[str, str] | None = None) -> bytes:
    return subprocess.run(
        argv, check=True, capture_output=True, env={**os.environ, **(environment or {})}
    ).stdout


def _timed(
    argv: Sequence[str], mails: int, environment: Mapping[str, str] | None = None
) -> PeerCost:
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            argv, stdout=output, stderr=output, env={**os.environ, **(environment or {})}
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            raise RuntimeError(f"{argv[0]} ended with {process.returncode}: {output.read()!r}")
    return PeerCost(mails, seconds, used.ru_utime + used.ru_stime)
