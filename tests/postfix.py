"""A real Postfix that delivers to the tests' Dovecot; `servers.py` is where tests take it from.

It is Debian's, unpacked and not installed: all that it would look for in the system's folders
is told to be elsewhere.  It starts as root only, and works as two accounts that every system has.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
import os
from pathlib import Path
import shutil
import signal
import subprocess

from orchestrator.cli.ports import accepts
from tests.dovecot import ImapServer
from tests.running import INSTALL, free_port, running, server_folder
from tests.waiting import wait_until

POSTFIX = Path(__file__).parents[1] / ".cache" / "test-servers"
_LIBRARIES = POSTFIX / "usr" / "lib" / "postfix"
_PROGRAMS = _LIBRARIES / "sbin"
_OWNER, _GROUP = "mail", "daemon"
"""Not root, not who delivers, and a group that neither of them is in: Postfix insists."""

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {root}/spool
data_directory = {root}/data
command_directory = {package}/usr/sbin
daemon_directory = {programs}
shlib_directory = {libraries}
meta_directory = {package}/etc/postfix
import_environment = MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH
mail_owner = {owner}
setgid_group = {group}
default_privs = nobody
maillog_file = {root}/mail.log
maillog_file_prefixes = {root}
myhostname = relay.northwind.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:no local mail
relay_transport = error:no mail leaves this machine
default_transport = error:no mail leaves this machine
transport_maps = inline:{{{{{gone} = gone:}}}}
virtual_mailbox_domains = texthash:{root}/mailboxes
virtual_mailbox_maps = texthash:{root}/mailboxes
virtual_mailbox_base = {mail}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_recipient_restrictions = {restrictions}
smtpd_client_connection_count_limit = 0
max_idle = 1s
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
"""

_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 1 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
proxymap  unix - - n - - proxymap
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
virtual   unix - n n - - virtual
gone      unix - n n - - pipe user=nobody argv=/bin/sh -c {{exit 67}}
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""

NOBODY = "nobody"
"""Has no mailbox: mail to its domain is refused with 550 5.1.1."""
GONE = "gone"
"""Had a mailbox: mail to its domain is taken, and comes back with 5.1.1."""
_RESTRICTIONS = "permit_mynetworks, reject"
_QUEUES = (
    *("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming"),
    *("private", "saved", "trace"),
)


@dataclass
class PostfixServer:
    """A Postfix that can be killed and started again, with what is in its queue.

    Mail to any name at ``USER.test-mail.example`` goes to the inbox of USER.
    """

    port: int
    root: Path
    _process: "subprocess.Popen[bytes] | None" = None

    def address(self, user: str, name: str = "post") -> str:
        """An address whose mail comes to the inbox of ``user``."""
        return f"{name}@{domain_of(user)}"

    @contextmanager
    def over(self) -> Iterator[None]:
        """Run for the length of the block."""
        argv = [str(_PROGRAMS / "master"), "-c", str(self.root), "-d"]
        env = {"LD_LIBRARY_PATH": str(_LIBRARIES)}
        with running(argv, self.root, lambda: accepts(self.port), env=env) as self._process:
            yield

    def kill(self) -> int:
        """Kill the master and every child, as a crash would; return how many died."""
        assert self._process is not None
        pids = [self._process.pid, *_children(self._process.pid)]
        # Stopped first: a child that is missed would be started anew.
        os.kill(pids[0], signal.SIGSTOP)
        pids[1:] = _children(pids[0])
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        self._process.wait()
        return len(pids)

    def set(self, name: str, value: str) -> None:
        """Change a parameter of its configuration, from now on."""
        main = self.root / "main.cf"
        lines = [line for line in main.read_text().splitlines() if not line.startswith(f"{name} =")]
        main.write_text("\n".join([*lines, f"{name} = {value}", ""]))
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGHUP)
            # Those that wait for a client know it as it was, and leave when none comes.
            wait_until(lambda: "smtpd" not in self._children(), "the end of the old ones")

    def _children(self) -> list[str]:
        assert self._process is not None
        names = []
        for pid in _children(self._process.pid):
            with suppress(OSError):  # It has just ended.
                names.append(Path(f"/proc/{pid}/comm").read_text().strip())
        return names

    @contextmanager
    def refusing(self, place: str, reply: str) -> Iterator[None]:
        """Answer every RCPT of an address, or of a domain, with ``reply``."""
        name = "smtpd_recipient_restrictions"
        self.set(name, f"check_recipient_access inline:{{{{{place} = {reply}}}}}, {_RESTRICTIONS}")
        try:
            yield
        finally:
            self.set(name, _RESTRICTIONS)

    def queued(self) -> int:
        """How many messages wait in its queue."""
        folders = ("incoming", "active", "deferred")
        return sum(
            path.is_file() for name in folders for path in (self.root / "spool" / name).rglob("*")
        )


@contextmanager
def postfix(imap: ImapServer, users: Iterable[str]) -> Iterator[PostfixServer]:
    """Run Postfix; it delivers into the maildirs of these users of this Dovecot."""
    if not (_PROGRAMS / "master").exists():
        raise RuntimeError(f"tests need Postfix: {INSTALL}")
    if os.getuid() != 0:
        raise RuntimeError("Postfix starts as root only: run this with sudo")
    mail = imap.config.parent / "mail"
    with server_folder("postfix-") as root:
        server = PostfixServer(free_port(), root)
        _write_config(server, mail, users)
        _make_queue(root)
        with server.over():
            yield server


def domain_of(user: str) -> str:
    """Whose every address is of this user."""
    return f"{user}.test-mail.example"


def _write_config(server: PostfixServer, mail: Path, users: Iterable[str]) -> None:
    owner, root = mail.stat(), server.root
    # It is asked for the domain alone, and then for all of its addresses.
    lines = [f"{domain_of(user)} yes\n@{domain_of(user)} {user}/\n" for user in users]
    lines.append(f"{domain_of(NOBODY)} yes\n")
    (root / "mailboxes").write_text("".join(lines))
    (root / "master.cf").write_text(_SERVICES.format(port=server.port))
    (root / "main.cf").write_text(
        MAIN_CF.format(
            root=root,
            package=POSTFIX.resolve(),
            programs=_PROGRAMS.resolve(),
            libraries=_LIBRARIES.resolve(),
            owner=_OWNER,
            group=_GROUP,
            mail=mail,
            uid=owner.st_uid,
            gid=owner.st_gid,
            restrictions=_RESTRICTIONS,
            gone=domain_of(GONE),
        )
    )


def _make_queue(root: Path) -> None:
    """What `postfix start` would make: root's folder with folders of the owner."""
    spool = root / "spool"
    spool.mkdir()
    for name in _QUEUES:
        (spool / name).mkdir(mode=0o700)
        shutil.chown(spool / name, _OWNER)
    for name, mode in (("maildrop", 0o730), ("public", 0o710)):
        (spool / name).mkdir()
        shutil.chown(spool / name, _OWNER, _GROUP)
        (spool / name).chmod(mode)
    (spool / "pid").mkdir(mode=0o755)
    (root / "data").mkdir(mode=0o700)
    shutil.chown(root / "data", _OWNER)


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in threads for child in path.read_text().split()]
