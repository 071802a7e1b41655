"""The demo's data folder: its marker, its settings, its ports, its mailboxes.

Nothing of it is shared with a service in earnest, so deleting the folder removes it all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import json
import os
from pathlib import Path
import secrets
import shutil

from sqlalchemy.orm import Session

from orchestrator.bell import embedded_socket
from orchestrator.cli.ports import accepts
from orchestrator.config import DATA_VARIABLE, FILE_NAME, Settings
from orchestrator.errors import Refused
from orchestrator.keys import seal
from orchestrator.models import Mailbox
from orchestrator.record.append import Actor

MARKER = "made-by-orchestrator-demo"
STUDIO = "hello@northwind.example"
ARCHIVE = "archive@northwind.example"
ACCOUNTING = "accounts@northwind.example"
OUR_SERVER = "mx.northwind.example"
"""What the demo's own mail server calls itself in Authentication-Results (RFC 8601)."""

OPERATOR = Actor("operator", "cli")


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the demo's servers listen on 127.0.0.1."""

    web: int
    imap: int
    smtp: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A demo's data folder."""

    settings: Settings
    ports: Ports

    @property
    def database(self) -> Path:
        """The SQLite file; a demo has no other database."""
        return self.settings.data / "orchestrator.sqlite3"

    @property
    def mailboxes(self) -> Path:
        return self.settings.data / "mailboxes"

    @property
    def users(self) -> Path:
        return self.settings.data / "users.json"

    @property
    def outgoing(self) -> Path:
        """What the SMTP server took: ``<n>.eml`` and ``<n>.json``."""
        return self.settings.data / "outgoing"

    def password(self, user: str) -> str:
        """Of a mailbox on the demo's IMAP server."""
        return str(json.loads(self.users.read_text())[user])


def make_folder(data: Path, ports: Ports, waits: Mapping[str, str]) -> Folder:
    """Make the folder anew, with its settings; `cli.init.set_up` makes the rest.

    Raises:
        Refused: it holds something that is not a demo's, or a demo runs in it.
    """
    data = data.absolute()
    _clear(data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / MARKER).write_text("Everything here is sample data.  Delete the folder to remove it.\n")
    (data / FILE_NAME).write_text(_settings_text(ports, waits))
    users = data / "users.json"
    users.touch(mode=0o600)
    users.write_text(json.dumps({name: secrets.token_urlsafe(16) for name in (STUDIO, ARCHIVE)}))
    return Folder(Settings.from_environ({DATA_VARIABLE: str(data)}), ports)


def add_mailboxes(session: Session, folder: Folder) -> None:
    """The studio's mailbox, and the archive that gets a copy of all we send."""
    for name, address in (("Northwind", STUDIO), ("Archive", ARCHIVE)):
        session.add(
            Mailbox(
                name=name,
                host="127.0.0.1",
                port=folder.ports.imap,
                security="none",
                username=address,
                sealed_password=seal(folder.settings.keys, folder.password(address)),
                is_archive=address == ARCHIVE,
            )
        )


def _clear(data: Path) -> None:
    if not data.exists():
        return
    if not (data / MARKER).is_file() and (data.is_file() or any(data.iterdir())):
        raise Refused(f"{data} holds something that no demo made; name another folder with --data")
    if accepts(str(embedded_socket(data))):
        raise Refused(f"a demo is running in {data}; stop it, or name another folder with --data")
    # Not the folder itself: it may be a mount, or lie where we may not make one.
    for path in data.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()


def _settings_text(ports: Ports, waits: Mapping[str, str]) -> str:
    values: dict[str, str | int | list[str]] = {
        "base_url": f"http://127.0.0.1:{ports.web}",
        "web_port": ports.web,
        "studio_name": "Northwind Studio",
        "studio_address": "Northwind Studio Ltd, 12 Quay Street, Cardiff CF10 5AB",
        "timezone": "Europe/London",
        "mail_from": STUDIO,
        "accounting": ACCOUNTING,
        "archive_address": ARCHIVE,
        "smtp_host": "127.0.0.1",
        "smtp_port": ports.smtp,
        "smtp_security": "none",
        "trusted_authserv_ids": [OUR_SERVER],
        "log_level": "WARNING",
        **waits,
    }
    # What JSON writes for text, numbers and lists of text is TOML too.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def socket_folder(data: Path) -> Path:
    """Make the folder of the embedded Valkey's socket, for its owner only, and return the socket.

    Raises:
        Refused: somebody else made it.
    """
    path = embedded_socket(data)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    found = path.parent.stat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Refused(f"{path.parent}: other users can reach it; remove it")
    return path
