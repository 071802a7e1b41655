"""Dovecot with users of any name; `servers.py` is where tests take it from."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
import getpass
import grp
import imaplib
import os
from pathlib import Path
import pwd
import shutil
import ssl
import subprocess

from orchestrator.cli.ports import accepts
from tests.running import binary, free_port, running, server_folder

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
mail_location = {mail_location}
mail_fsync = never
mail_max_userip_connections = 100
first_valid_uid = 0
first_valid_gid = 0
auth_mechanisms = plain login xoauth2 oauthbearer
{tokens}
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
    auto = {auto}
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

# The server says what it can only where it is told what to leave out.
_WITHOUT_EXTENSIONS = "imap_capability = IMAP4rev1 SASL-IR IDLE SPECIAL-USE AUTH=PLAIN"
_TOKENS = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {root}/oauth.conf
}}
"""
_OAUTH_CONF = """
introspection_url = {url}/introspect?token=
introspection_mode = get
username_attribute = username
active_attribute = active
active_value = true
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

    def append(self, user: str, folder: str, content: bytes, *, at: datetime | None = None) -> None:
        """Put one message in a folder, made where missing, as a delivering client would."""
        self.append_all(user, folder, [content], at=at)

    def append_all(
        self, user: str, folder: str, contents: Iterable[bytes], *, at: datetime | None = None
    ) -> None:
        """Put messages in a folder over one connection; ``at`` is their INTERNALDATE."""
        date = imaplib.Time2Internaldate(at) if at else ""
        with imaplib.IMAP4(self.host, self.port) as imap:
            imap.login(user, "secret")
            imap.create(f'"{folder}"')
            for content in contents:
                status, detail = imap.append(f'"{folder}"', "", date, content)
                assert status == "OK", detail

    def set_uidvalidity(self, user: str, folder: str, uidvalidity: int) -> None:
        self._doveadm("mailbox", "update", "-u", user, "--uid-validity", str(uidvalidity), folder)

    def delete_folder(self, user: str, folder: str) -> None:
        self._doveadm("mailbox", "delete", "-u", user, folder)

    def rename_folder(self, user: str, folder: str, name: str) -> None:
        self._doveadm("mailbox", "rename", "-u", user, folder, name)

    def move(self, user: str, uid: int, folder: str, target: str) -> None:
        """Move one message, as another client would."""
        self._doveadm("move", "-u", user, target, "mailbox", folder, "uid", str(uid))

    def flag(self, user: str, uid: int, folder: str) -> None:
        self._doveadm("flags", "add", "-u", user, "\\Flagged", "mailbox", folder, "uid", str(uid))

    def uids(self, user: str, folder: str) -> list[int]:
        """What another client would see."""
        with imaplib.IMAP4(self.host, self.port) as imap:
            imap.login(user, "secret")
            imap.select(f'"{folder}"', readonly=True)
            [found] = imap.uid("SEARCH", "ALL")[1]
        return [int(uid) for uid in found.split()]

    def contents(self, user: str, folder: str) -> dict[int, bytes]:
        """Each message of a folder, by UID."""
        found = {}
        with imaplib.IMAP4(self.host, self.port) as imap:
            imap.login(user, "secret")
            imap.select(f'"{folder}"', readonly=True)
            [uids] = imap.uid("SEARCH", "ALL")[1]
            for uid in uids.split():
                [(_answer, content), *_] = imap.uid("FETCH", uid.decode(), "BODY.PEEK[]")[1]
                found[int(uid)] = content
        return found

    def hang_up(self, user: str) -> None:
        """End every connection of a user, as a server does that goes down."""
        self._doveadm("kick", user)

    def expunge(self, user: str, folder: str, uids: str = "1:*") -> None:
        """Remove messages by UID, as another client would."""
        self._doveadm("expunge", "-u", user, "mailbox", folder, "uid", uids)

    def _doveadm(self, *arguments: str) -> None:
        subprocess.run(
            ["doveadm", "-c", str(self.config), *arguments], check=True, capture_output=True
        )


@contextmanager
def dovecot(
    *,
    extensions: bool = True,
    tokens_from: str = "",
    creates_sent: bool = True,
    mail_location: str = "sdbox:{root}/mail/%u",
) -> Iterator[ImapServer]:
    """Run Dovecot: IMAP without TLS, with STARTTLS, and imaps with a certificate of its own.

    Args:
        extensions: offer CONDSTORE and QRESYNC (RFC 7162).
        creates_sent: there is always a folder of sent mail; else only when it is made.
        tokens_from: the URL of a provider whose access tokens are good for signing in.
        mail_location: where mail is kept; ``{root}`` is the folder of `ImapServer.config`.

    A failed login takes half a second, and does not slow down the next one.
    Dovecot refuses to serve mail as root, so a root test run (a container) uses the
    accounts that its package created.
    """
    as_root = os.getuid() == 0
    user = pwd.getpwnam("dovecot" if as_root else getpass.getuser())
    port, tls_port = free_port(), free_port()
    with server_folder("dovecot-", user) as root:
        (root / "mail").mkdir()
        shutil.chown(root / "mail", user.pw_uid, user.pw_gid)
        _write_certificate(root)
        (root / "oauth.conf").write_text(_OAUTH_CONF.format(url=tokens_from))
        config = root / "dovecot.conf"
        more = "" if extensions else _WITHOUT_EXTENSIONS
        config.write_text(
            more
            + DOVECOT_CONF.format(
                root=root,
                mail_location=mail_location.format(root=root),
                port=port,
                auto="create" if creates_sent else "no",
                tokens=_TOKENS.format(root=root) if tokens_from else "",
                tls_port=tls_port,
                uid=user.pw_uid,
                gid=user.pw_gid,
                user=user.pw_name,
                group=grp.getgrgid(user.pw_gid).gr_name,
                login_user="dovenull" if as_root else user.pw_name,
            )
        )
        with running([binary("dovecot"), "-F", "-c", str(config)], root, lambda: accepts(port)):
            yield ImapServer("127.0.0.1", port, tls_port, root / "cert.pem", config)


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
