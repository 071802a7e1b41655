"""Real servers for tests: each one private to the run, on a free port of 127.0.0.1.

``make test`` installs them (tools/test-servers.sh).  A server that does not come up fails
with what it wrote.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
import getpass
import grp
import imaplib
import os
from pathlib import Path
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time

import psycopg
from psycopg import sql

from tests.faulty_smtp import FaultySmtp as FaultySmtp
from tests.faulty_smtp import Received

POSTFIX = Path(__file__).parents[1] / ".cache" / "test-servers"
START_SECONDS = 20
INSTALL = "run tools/test-servers.sh"

DOVECOT_CONF = """
protocols = imap
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/server.log
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {login_user}
default_internal_group = {group}
ssl = yes
ssl_cert = <{root}/cert.pem
ssl_key = <{root}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = sdbox:{root}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
first_valid_uid = 0
first_valid_gid = 0
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class ImapServer:
    """A running Dovecot.  Any user name logs in with the password ``secret``."""

    host: str
    port: int
    tls_port: int
    cafile: Path
    config: Path

    @property
    def ssl_context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.cafile))

    def append(self, user: str, folder: str, content: bytes) -> None:
        """Put one message in a folder, made where missing, as a delivering client would."""
        with imaplib.IMAP4(self.host, self.port) as imap:
            imap.login(user, "secret")
            imap.create(f'"{folder}"')
            status, detail = imap.append(f'"{folder}"', "", "", content)
            assert status == "OK", detail

    def set_uidvalidity(self, user: str, folder: str, uidvalidity: int) -> None:
        self._doveadm("mailbox", "update", "-u", user, "--uid-validity", str(uidvalidity), folder)

    def expunge(self, user: str, folder: str, uids: str = "1:*") -> None:
        """Remove messages by UID, as another client would."""
        self._doveadm("expunge", "-u", user, "mailbox", folder, "uid", uids)

    def _doveadm(self, *arguments: str) -> None:
        subprocess.run(
            ["doveadm", "-c", str(self.config), *arguments], check=True, capture_output=True
        )


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
        dumps = [(path.stat().st_mtime_ns, path) for path in self.folder.iterdir()]
        unfinished = self._open_files()
        return [_read_dump(path) for _, path in sorted(dumps) if path not in unfinished]

    def _open_files(self) -> set[Path]:
        return {path.resolve() for path in Path(f"/proc/{self.process.pid}/fd").iterdir()}


@dataclass(frozen=True)
class PostgresServer:
    """A running PostgreSQL; ``url`` names no database, so add ``/name``."""

    url: str
    port: int

    def new_database(self, name: str, template: str = "template1") -> str:
        """Create a database and return its URL for SQLAlchemy."""
        with self._connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return f"{self.url}/{name}"

    def drop_database(self, name: str) -> None:
        """Remove a database with the connections it has."""
        with self._connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        )


@contextmanager
def dovecot() -> Iterator[ImapServer]:
    """Run Dovecot: IMAP without TLS, with STARTTLS, and imaps with a certificate of its own.

    A failed login takes half a second, and does not slow down the next one.
    Dovecot refuses to serve mail as root, so a root test run (a container) uses the
    accounts that its package created.
    """
    as_root = os.getuid() == 0
    user = pwd.getpwnam("dovecot" if as_root else getpass.getuser())
    port, tls_port = free_port(), free_port()
    with _folder("dovecot-", user) as root:
        (root / "mail").mkdir()
        shutil.chown(root / "mail", user.pw_uid, user.pw_gid)
        _write_certificate(root)
        config = root / "dovecot.conf"
        config.write_text(
            DOVECOT_CONF.format(
                root=root,
                port=port,
                tls_port=tls_port,
                uid=user.pw_uid,
                gid=user.pw_gid,
                user=user.pw_name,
                group=grp.getgrgid(user.pw_gid).gr_name,
                login_user="dovenull" if as_root else user.pw_name,
            )
        )
        with _running([_binary("dovecot"), "-F", "-c", str(config)], root, lambda: accepts(port)):
            yield ImapServer("127.0.0.1", port, tls_port, root / "cert.pem", config)


@contextmanager
def smtp_sink(folder: Path, *options: str) -> Iterator[SmtpSink]:
    """Run Postfix's smtp-sink; ``options`` are its own, as ``"-w", "2"`` or ``"-r", "RCPT"``."""
    binary = POSTFIX / "usr" / "sbin" / "smtp-sink"
    if not binary.exists():
        raise RuntimeError(f"tests need smtp-sink: {INSTALL}")
    port = free_port()
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    argv = [str(binary), "-u", getpass.getuser(), *options, "-d", f"{folder}/%s."]
    env = {"LD_LIBRARY_PATH": str(POSTFIX / "usr" / "lib" / "postfix")}
    with (
        _folder("smtp-sink-") as root,
        _running(
            [*argv, f"127.0.0.1:{port}", "100"], root, lambda: accepts(port), env=env
        ) as process,
    ):
        yield SmtpSink(port, folder, process)


@contextmanager
def postgresql() -> Iterator[PostgresServer]:
    """Run PostgreSQL without durability.  It refuses root, so root runs it as ``nobody``."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    if not found:
        raise RuntimeError(f"tests need PostgreSQL: {INSTALL}")
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else None
    port = free_port()
    with _folder("postgresql-", user) as root:
        subprocess.run(
            [
                *(str(found[-1] / "initdb"), "-D", str(root / "data"), "--no-sync"),
                *("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=root,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
        argv = [str(found[-1] / "postgres"), "-D", str(root / "data"), "-p", str(port)]
        for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off"):
            argv += ["-c", setting]
        argv += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        server = PostgresServer(f"postgresql+psycopg://postgres@127.0.0.1:{port}", port)
        with _running(argv, root, server.answers, user=user, stop_signal=signal.SIGINT):
            yield server


@contextmanager
def redis() -> Iterator[str]:
    """Run Redis or Valkey without persistence; yield its URL."""
    port = free_port()
    with _folder("redis-") as root:
        argv = [_binary("redis-server", "valkey-server"), "--port", str(port), "--save", ""]
        argv += ["--bind", "127.0.0.1", "--dir", str(root)]
        with _running(argv, root, lambda: accepts(port)):
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


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


@contextmanager
def _running(
    argv: Sequence[str],
    root: Path,
    ready: Callable[[], bool],
    *,
    user: pwd.struct_passwd | None = None,
    env: Mapping[str, str] | None = None,
    stop_signal: int = signal.SIGTERM,
) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a server until the block ends; when it does not come up, show what it wrote."""
    log = root / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            argv,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=root,
            env={**os.environ, **(env or {})},
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{argv[0]} did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.02)
        yield process
    finally:
        process.send_signal(stop_signal)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _folder(prefix: str, owner: pwd.struct_passwd | None = None) -> Iterator[Path]:
    """Make a folder that the server's own account can reach, unlike pytest's when root runs it."""
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        root = Path(name)
        root.chmod(0o755)
        if owner:
            os.chown(root, owner.pw_uid, owner.pw_gid)
        yield root


def _binary(*names: str) -> str:
    for name in names:
        if path := shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin"):
            return path
    raise RuntimeError(f"tests need {' or '.join(names)}: {INSTALL}")


def _read_dump(path: Path) -> Received:
    """Take apart what smtp-sink wrote: its own header, a Received field, the message, LF."""
    header, _, rest = path.read_bytes().partition(b"\nReceived: ")
    fields = [line.partition(b": ")[::2] for line in header.split(b"\n")]
    [reverse_path] = [_addr_spec(value) for name, value in fields if name == b"X-Mail-Args"]
    recipients = [_addr_spec(value) for name, value in fields if name == b"X-Rcpt-Args"]
    # The Received field has three lines; an empty line follows the message.
    content = rest.split(b"\n", 3)[3].removesuffix(b"\n")
    return Received(reverse_path, recipients, content.replace(b"\n", b"\r\n"))


def _addr_spec(arguments: bytes) -> str:
    return arguments.decode().partition("<")[2].partition(">")[0]


def _write_certificate(root: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", f"{root}/key.pem", "-out", f"{root}/cert.pem"),
        ],
        check=True,
        capture_output=True,
    )
