"""Two clients with all that is theirs, what comes from them, and the walk through every page.

Everything of a client has her marker word: names, subjects, texts, facts, asks.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import product
from unittest.mock import patch

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.codes import codes_in
from orchestrator.config import Settings
from orchestrator.conversation.acquaint import accept_alias
from orchestrator.conversation.identity import aliases, newcomers
from orchestrator.conversation.proposals import proposals
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.undecided import file_thread
from orchestrator.conversation.understand import understand_mails
from orchestrator.digest.draft import draft_due
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.dispatch.notices import queue_notices
from orchestrator.engagement.apply import apply_mails
from orchestrator.engagement.replay import put_in_order
from orchestrator.errors import Refused
from orchestrator.models import (
    Ask,
    AuditEntry,
    Contact,
    Database,
    Digest,
    Dispute,
    Mail,
    MailState,
    OutboxEntry,
    OutboxKind,
    Project,
    Quarantine,
    Response,
    Role,
    Theme,
    Thread,
)
from orchestrator.record.append import Action, Actor
from orchestrator.refiling.move import Mover, refile_mail
from orchestrator.web import chrome
from orchestrator.web.register_words import REGISTERS
from tests.desk import approve_all, parsed, text_of
from tests.factories import (
    MONDAY,
    make_ask,
    make_client,
    make_contact,
    make_fact,
    make_mail,
    make_project,
    make_user,
)
from tests.web.conftest import Visitor
from tests.web.deeds import DEEDS, Hand

MARKERS = ("amberwood", "birchgrove")
MAYA = Actor("user:1", "web")


@dataclass(frozen=True)
class Step:
    """One mail of one side, and what a person does beside it.

    ``forged``: it refers to the other side's mail, or has her token.  ``deed``: one of
    `DEEDS`, or "code": what she is asked to confirm comes back from herself; or "stolen".
    """

    side: int
    sender: str
    forged: str
    words: str
    misfiled: bool
    deed: str = ""


@dataclass
class Side:
    """One client with all that is hers."""

    marker: str
    pm: str
    contact: int
    colleague: int
    project: int
    code: str
    address: str
    digest: int = 0
    message_ids: list[str] = field(default_factory=list)


def make_side(session: Session, marker: str) -> Side:
    client = make_client(session)
    client.name = f"{marker} company {client.id}"
    pm = make_user(session, name="Their manager")
    contact = make_contact(session, client, name=f"Dana {marker}")
    colleague = make_contact(session, client, name=f"Priya {marker}")
    project = make_project(session, contact, pm=pm, name=f"{marker} site")
    make_project(session, colleague, pm=pm, name=f"{marker} shop")
    make_fact(session, project, text=f"The {marker} calendar works.")
    make_ask(session, project, contact, text=f"Open {marker} on Sundays?")
    project.participants[0].next_due_at = MONDAY + timedelta(hours=7)
    return Side(
        marker, pm.email, contact.id, colleague.id, project.id, project.code, contact.address
    )


class Life:
    """The jobs, and a person who files what they leave undecided."""

    def __init__(self, database: Database, config: Settings, key: bytes) -> None:
        self.database, self.config, self.key = database, config, key
        self.now = MONDAY

    def begin(self) -> tuple[Side, Side]:
        with self.database.write() as session:
            sides = make_side(session, MARKERS[0]), make_side(session, MARKERS[1])
            self.admin = make_user(session, role=Role.ADMIN, name="Their administrator").email
            approve_all(session)
            self.draft(session)
            for side in sides:
                side.digest = session.scalars(
                    select(Digest.id).where(Digest.contact_id == side.contact)
                ).one()
        return sides

    def draft(self, session: Session) -> None:
        refresh_drafts(session, settings=self.config, key=self.key, now=self.now)
        draft_due(session, settings=self.config, key=self.key, now=self.now)

    def receive(self, step: Step, mine: Side, other: Side, *, text: str = "") -> int:
        with self.database.write() as session:
            contact = session.get_one(
                Contact, mine.colleague if step.sender == "colleague" else mine.contact
            )
            known = step.sender in ("contact", "colleague")
            number = len(mine.message_ids)
            address = {
                "second address": f"dana.{mine.marker}.{mine.project}@gmail.com",
                "stranger": f"sam{number}.{mine.project}@{mine.marker}.example",
            }.get(step.sender, contact.address)
            recipients, references, subject = ["hello@northwind.example"], [], f"{mine.marker} news"
            if step.forged == "reference":
                references = other.message_ids[-2:]
            elif step.forged == "token":
                token = tokens.mint(self.key, "reply", f"d{other.digest}", other.contact)
                recipients = [tokens.with_token("hello@northwind.example", token)]
            elif step.forged == "code":
                subject = f"{subject} [{other.code}]"
            elif step.forged == "copy":
                recipients.append(other.address)
            elif step.sender == "second address":
                references = mine.message_ids[-1:]
            text = text or f"{step.words}\n\nAll about {mine.marker}.\n\n{contact.name}"
            mail = make_mail(
                session,
                contact if known else None,
                thread_id=None,
                state=MailState.PARSED,
                from_address=address,
                from_name=contact.name,
                recipients=recipients,
                references=references,
                subject=subject,
                text=text,
                new_text=text,
                content=f"From: {address}\nSubject: {subject}\n\n{text} {number}".encode(),
                language="en",
                received_at=self.now,
            )
            assert mail.message_id is not None
            mine.message_ids.append(mail.message_id)
            return mail.id

    def work(self) -> None:
        with self.database.write() as session:
            ids = session.scalars(select(Mail.id).where(Mail.state == MailState.PARSED)).all()
            file_mails(session, ids, key=self.key, now=self.now)
        with self.database.read() as session:
            ids = session.scalars(select(Mail.id).where(Mail.state == MailState.THREADED)).all()
        understand_mails(self.database, ids, now=self.now)
        with self.database.write() as session:
            ids = session.scalars(select(Mail.id).where(Mail.state == MailState.READ)).all()
            apply_mails(session, ids, key=self.key, now=self.now)
            put_in_order(session, ids, key=self.key, now=self.now)
            self.draft(session)

    def decide(self, mail_id: int, step: Step, mine: Side, other: Side) -> None:
        """Take what is proposed, or file by hand; now and then with the wrong client."""
        with self.database.write() as session:
            mail = session.get_one(Mail, mail_id)
            if found := [a for a in aliases(session, mail) if a.contact_id == mine.contact]:
                assert found[0].contact_name.endswith(mine.marker)
                with suppress(Refused):  # A mail of hers is misfiled with the other client.
                    accept_alias(
                        session, mail_id, mine.contact, user_id=None, actor=MAYA, now=self.now
                    )
        self.work()
        with self.database.write() as session:
            mail = session.get_one(Mail, mail_id)
            newcomers(session, mail)
            proposals(session, mail)
            thread = session.get(Thread, mail.thread_id)
            if mail.project_id is None and thread is not None and thread.project_id is None:
                wanted = other if step.misfiled else mine
                try:
                    file_thread(session, thread.id, wanted.project, actor=MAYA, now=self.now)
                except Refused:
                    file_thread(session, thread.id, mine.project, actor=MAYA, now=self.now)
        self.work()

    def act(self, mail_id: int, step: Step, mine: Side, other: Side) -> None:
        """A person beside the conversation, or the client with the code that she was sent."""
        if step.deed in DEEDS:
            with self.database.write() as session:
                mail = session.get_one(Mail, mail_id)
                Hand(session, mail, self.config, self.key, MAYA, self.now).do(step.deed)
        elif step.deed:
            self.return_code(mine, by=mine if step.deed == "code" else other)
        self.work()

    def return_code(self, mine: Side, *, by: Side) -> None:
        self.notify()
        with self.database.read() as session:
            question = session.scalar(
                select(OutboxEntry.content)
                .where(
                    OutboxEntry.contact_id == mine.contact,
                    OutboxEntry.kind == OutboxKind.CONFIRMATION,
                )
                .order_by(OutboxEntry.id.desc())
                .limit(1)
            )
        if question is not None:
            [code] = codes_in(text_of(parsed(question)))
            self.receive(Step(0, "contact", "", code, misfiled=False), by, mine, text=code)

    def notify(self) -> None:
        """What waited for company leaves."""
        self.now += timedelta(hours=1)
        with self.database.write() as session:
            queue_notices(session, settings=self.config, key=self.key, now=self.now)

    def move_back(self, mails: list[tuple[int, Side]]) -> None:
        """At last somebody moves what lies with the wrong client, and files what is undecided.

        A stranger's mail that speaks of nobody is in the tray of everybody who may file it.
        """
        for mail_id, side in mails:
            with self.database.write() as session:
                by = Mover(self.config, self.key, None, MAYA, self.now)
                mail = session.get_one(Mail, mail_id)
                project = session.get(Project, mail.project_id) if mail.project_id else None
                right = session.get_one(Project, side.project)
                if project is not None and project.client_id != right.client_id:
                    refile_mail(session, mail_id, right.id, by=by)
                elif project is None and mail.thread is not None and mail.thread.project is None:
                    file_thread(session, mail.thread.id, right.id, actor=MAYA, now=self.now)
        self.work()


def leaving(session: Session, side: Side) -> Iterator[str]:
    """Every update and message to this client's people."""
    hers = (side.contact, side.colleague)
    for digest in session.scalars(select(Digest).where(Digest.contact_id.in_(hers))):
        yield f"{digest.subject} {digest.preview} {digest.text} {digest.html}"
        for block in digest.blocks:
            yield block.text
    for content in session.scalars(
        select(OutboxEntry.content).where(OutboxEntry.contact_id.in_(hers))
    ):
        yield content.decode("utf-8", "replace")


def pages(app: Flask, database: Database, visitor: Visitor) -> Iterator[tuple[str, str]]:
    """Every page of every route, for every row there is."""
    with database.read() as session:
        ids: dict[str, list[object]] = {
            "thread_id": list(session.scalars(select(Thread.id))),
            "ask_id": list(session.scalars(select(Ask.id))),
            "mail_id": list(session.scalars(select(Mail.id))),
            "digest_id": list(session.scalars(select(Digest.id))),
            "dispute_id": list(session.scalars(select(Dispute.id))),
            "response_id": list(session.scalars(select(Response.id))),
            "quarantine_id": list(session.scalars(select(Quarantine.id))),
            "seq": list(_entries(session)),
            "theme_id": list(session.scalars(select(Theme.id))),
            "slug": list(session.scalars(select(Project.slug))),
            "contact_id": list(session.scalars(select(Contact.id))),
            "position": [0],
            "decision": ["hold", "skip"],
            "register": list(REGISTERS),
            "row_id": _row_ids(session),
        }
    views = ("reply", "unhappy", "unmatched", "snoozed", "done")
    searches = [f"/inbox?view={view}" for view in views]
    searches += ["/inbox?q=about", "/inbox?q=calendar"]
    # What stands around them is the same on all, and costs as much as most of them.
    with patch.object(chrome, "chrome", cache(chrome.chrome)):
        for path in [*searches, *_paths(app, ids)]:
            answer = visitor.get(path)
            assert answer.status_code < 500, path
            yield path, answer.text
            answer.close()


def _row_ids(session: Session) -> list[object]:
    """Of all registers."""
    tables = [register.table for register in REGISTERS.values()]
    ids = {row_id for table in tables for row_id in session.scalars(select(table.id))}
    return [*sorted(ids)]


def _entries(session: Session) -> Iterator[int]:
    """Without what the walk itself left: it is refused most of the pages."""
    for seq, action, line in session.execute(
        select(AuditEntry.seq, AuditEntry.action, AuditEntry.line)
    ):
        if action != Action.DENIED or b'"via":"web"' not in line:
            yield seq


def _paths(app: Flask, ids: dict[str, list[object]]) -> Iterator[str]:
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint.startswith(("static", "public")):
                continue
            names = sorted(rule.arguments)
            for values in product(*(ids[name] for name in names)):
                yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))
