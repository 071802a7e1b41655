"""A database with as many mails as one likes, written as the product would have left them.

Clients with two projects each; threads that die out or go on; replies that name the whole
chain, one mail in ten cut short or naming one that was never seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
import random
from typing import Any

from sqlalchemy.orm import Session

from orchestrator.models import (
    Client,
    Contact,
    ContactAddress,
    Database,
    Direction,
    Mail,
    MailState,
    Participant,
    ParticipantRole,
    Project,
    Role,
    Thread,
    ThreadKey,
    User,
    schema,
)
from orchestrator.models.base import insert_rows
from orchestrator.models.content import keep
from orchestrator.models.database import open_engine

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SPAN = timedelta(days=700)
_CLIENTS = 300
_PORTION = 5_000
_LIVE = 4_000
_NEWCOMERS = 0.18
_LONGEST = 20


@dataclass(slots=True)
class _Talk:
    """A thread that still goes on."""

    thread_id: int
    client: int
    chain: tuple[str, ...] = ()


@dataclass(slots=True)
class _Rows:
    mails: list[dict[str, Any]] = field(default_factory=list)
    threads: list[dict[str, Any]] = field(default_factory=list)
    keys: list[dict[str, Any]] = field(default_factory=list)


def make_archive(path: Path, size: int, *, new: int) -> Database:
    """``size`` applied mails in their threads, and after them ``new`` that are only parsed."""
    engine = open_engine(f"sqlite:///{path}")
    schema.upgrade(engine)
    engine.dispose()
    database = Database(f"sqlite:///{path}")
    with database.write(durable=False) as session:
        sha256 = keep(session, b"From: x\n\nx\n", now=NOW)
        _add_people(session)
    for rows in _portions(size, new, sha256):
        with database.write(durable=False) as session:
            insert_rows(session, Thread, rows.threads)
            insert_rows(session, Mail, rows.mails)
            insert_rows(session, ThreadKey, rows.keys)
    return database


def _add_people(session: Session) -> None:
    """The rows have the ids 1, 2, 3 …, a client's projects 2n - 1 and 2n."""
    session.add(
        User(email="maya@studio.example", name="Maya", role=Role.PM, password_hash="",
             created_at=NOW)
    )  # fmt: skip
    session.flush()
    for number in range(1, _CLIENTS + 1):
        session.add(Client(id=number, name=f"Client {number}", created_at=NOW))
        contact = Contact(
            id=number, client_id=number, name=f"Person {number}", timezone="UTC", created_at=NOW
        )
        contact.addresses = [ContactAddress(addr_spec=_address(number))]
        session.add(contact)
        session.flush()
        for project_id in (2 * number - 1, 2 * number):
            session.add(
                Project(id=project_id, client_id=number, pm_id=1, name=f"Project {project_id}",
                        slug=f"p{project_id}", code=f"P{project_id}", created_at=NOW)
            )  # fmt: skip
            session.flush()
            session.add(
                Participant(project_id=project_id, contact_id=number, role=ParticipantRole.SPONSOR)
            )
    session.flush()


def _address(number: int) -> str:
    return f"person{number}@client{number}.example"


def _portions(size: int, new: int, sha256: str) -> Iterator[_Rows]:
    chance = random.Random(7)
    live: list[_Talk] = []
    talks, rows = 0, _Rows()
    for mail_id in range(1, size + new + 1):
        is_stored = mail_id <= size
        if not live or chance.random() < _NEWCOMERS:
            talks += 1
            live.append(_Talk(talks, chance.randint(1, _CLIENTS)))
            if is_stored:
                rows.threads.append(_thread(live[-1], mail_id, size))
            if len(live) > _LIVE:
                live.pop(chance.randrange(_LIVE // 2))
        # The younger a thread, the likelier it goes on.
        talk = live[-1 - int(chance.random() ** 2 * len(live))]
        own = f"<{chance.getrandbits(64):016x}.{mail_id}@mail.example>"
        named = _damaged(talk.chain, chance)
        rows.mails.append(_mail(mail_id, own, named, talk, sha256, is_stored=is_stored, of=size))
        if is_stored:
            rows.keys += _keys(own, named, talk, mail_id, size)
        talk.chain = (*talk.chain, own)[-_LONGEST:]
        if len(rows.mails) == _PORTION:
            yield rows
            rows = _Rows()
    yield rows


def _damaged(chain: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    drawn = chance.random()
    if drawn > 0.1 or not chain:
        return chain
    if drawn < 0.05:
        return chain[-1:]
    return (*chain, f"<{chance.getrandbits(64):016x}@lost.example>")


def _mail(
    mail_id: int, own: str, named: tuple[str, ...], talk: _Talk, sha256: str, *,
    is_stored: bool, of: int,
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": mail_id,
        "sha256": sha256,
        "content_hash": f"{mail_id:064x}",
        "direction": Direction.IN,
        "state": MailState.APPLIED if is_stored else MailState.PARSED,
        "received_at": _at(mail_id, of),
        "message_id": own,
        "in_reply_to": named[-1] if named else None,
        "references": list(named),
        "from_address": _address(talk.client),
        # Without words a stored mail costs nothing in the index of words.
        "subject": "" if is_stored else "Re: Photos for the new site",
        "thread_id": talk.thread_id if is_stored else None,
        "project_id": 2 * talk.client if is_stored else None,
        "contact_id": talk.client if is_stored else None,
    }


def _thread(talk: _Talk, mail_id: int, of: int) -> dict[str, Any]:
    at = _at(mail_id, of)
    return {
        "id": talk.thread_id,
        "subject": "Photos",
        "project_id": 2 * talk.client,
        "created_at": at,
        "last_mail_at": at,
    }


def _keys(
    own: str, named: tuple[str, ...], talk: _Talk, mail_id: int, of: int
) -> Iterator[dict[str, Any]]:
    ids = [
        (own, _at(mail_id, of)),
        *((lost, None) for lost in named if lost.endswith("@lost.example>")),
    ]
    for message_id, at in ids:
        yield {
            "message_id": message_id,
            "client_id": talk.client,
            "thread_id": talk.thread_id,
            "mail_at": at,
        }


def _at(mail_id: int, of: int) -> datetime:
    return NOW - _SPAN + _SPAN * (mail_id / max(of, mail_id))
