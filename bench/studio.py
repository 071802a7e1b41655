"""A studio whose clients write the corpus: its database, its people, its mailbox on Dovecot."""

from collections.abc import Iterable, Mapping, Sequence
import os
from pathlib import Path
import shutil
from typing import Any

from sqlalchemy.orm import Session

from bench.corpus import Corpus
from orchestrator.clock import utc_now
from orchestrator.config import Settings
from orchestrator.keys import make_keys
from orchestrator.models import (
    Client,
    Contact,
    ContactAddress,
    Database,
    Participant,
    ParticipantRole,
    Project,
    User,
    schema,
)
from tests.factories import make_mailbox, make_user
from tests.servers import ImapServer

USER = "studio"
MAILDIR = "maildir:{root}/mail/%u"
_ZONE = "Europe/Vienna"
_FOLDERS = {"out": ".Sent"}
"""Where mail of a direction lies in the maildir, if not in INBOX."""


def open_studio(folder: Path, corpus: Corpus) -> None:
    """Make a data folder with keys, and an SQLite database with everyone in it."""
    make_keys(folder / "keys")
    database = Database(_settings(folder).database)
    schema.upgrade(database.engine)
    with database.write() as session:
        _add_people(session, corpus.projects)
    database.dispose()


def connect_studio(folder: Path, *, port: int, user: str = USER) -> dict[str, str]:
    """Give it its mailbox; return the environment of its processes."""
    settings = _settings(folder)
    database = Database(settings.database)
    with database.write() as session:
        make_mailbox(session, settings, user=user, port=port)
    database.dispose()
    return _environment(folder)


def _settings(folder: Path) -> Settings:
    return Settings.from_environ(_environment(folder))


def _environment(folder: Path) -> dict[str, str]:
    """There is no DNS here, so signatures are not checked; the verdict of the studio's own
    server stands in each mail and is believed.
    """
    return {
        "ORCHESTRATOR_DATA": str(folder),
        "ORCHESTRATOR_DKIM_CHECK": "off",
        "ORCHESTRATOR_TRUSTED_AUTHSERV_IDS": "mx1.studio.example",
    }


def _add_people(session: Session, projects: Sequence[Mapping[str, Any]]) -> None:
    """Each contact takes part in one project, so that her mail is filed by her address."""
    pm = make_user(session)
    clients: dict[str, Client] = {}
    known: set[str] = set()
    for row in projects:
        client = clients.get(row["client"])
        if client is None:
            client = clients[row["client"]] = _added_client(session, row)
        project = _added_project(session, row, client, pm)
        for name, address in row["people"]:
            if address not in known:
                known.add(address)
                _add_contact(session, name, address, client, project)


def _added_client(session: Session, row: Mapping[str, Any]) -> Client:
    name = f"{row['name'].split()[0]} {row['client']}"
    client = Client(name=name, created_at=utc_now())
    session.add(client)
    session.flush()
    return client


def _added_project(session: Session, row: Mapping[str, Any], client: Client, pm: User) -> Project:
    project = Project(
        name=row["name"], slug=row["pid"].lower(), code=row["pid"], client_id=client.id,
        pm_id=pm.id, created_at=utc_now(),
    )  # fmt: skip
    session.add(project)
    session.flush()
    return project


def _add_contact(
    session: Session, name: str, address: str, client: Client, project: Project
) -> None:
    contact = Contact(name=name, client_id=client.id, timezone=_ZONE, created_at=utc_now())
    contact.addresses = [ContactAddress(addr_spec=address)]
    session.add(contact)
    session.flush()
    role = ParticipantRole.INFORMED
    session.add(Participant(project_id=project.id, contact_id=contact.id, role=role))


def place(server: ImapServer, mails: Iterable[tuple[Path, str]], *, user: str = USER) -> None:
    """Put files into a mailbox, each by its direction: INBOX, or Sent.

    The server must keep its mail at `MAILDIR`.
    """
    home = server.config.parent / "mail" / user
    for sub in ("", *_FOLDERS.values()):
        for name in ("cur", "new", "tmp"):
            _make_folder(home / sub / name, like=home.parent)
    for path, direction in mails:
        link(path, home / _FOLDERS.get(direction, "") / "cur" / path.name)


def _make_folder(folder: Path, *, like: Path) -> None:
    """Give it, and what is missing above it, the owner of ``like``: the server writes there."""
    owner = like.stat()
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir()
            os.chown(each, owner.st_uid, owner.st_gid)


def link(path: Path, target: Path) -> None:
    """The same file under another name; a copy where that is on another disk."""
    try:
        target.hardlink_to(path)
    except OSError:
        shutil.copy2(path, target)
