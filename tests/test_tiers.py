"""What a mail changes by itself: wording x sender x proof, each cell in words.

Every cell has a client of its own, whose Dana got an update with one question.  All mails
go through the flow together.  Outcomes:

    counts   the answer is applied            asked    "Was this you?" goes to Dana
    pm       it waits for the PM              task     a person has to do it
    quieter  the wish is applied              stopped  no automatic mail any more
    words    shown, and nothing else          tray     nobody knows where it belongs
    denied   shown, and a security event
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow, tokens
from orchestrator.codes import code_hash, new_code
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    AuditEntry,
    Block,
    BlockKind,
    Client,
    Confirmation,
    Contact,
    ContactAddress,
    DigestState,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Preference,
    StandingApproval,
    Task,
    TaskKind,
    TaskState,
    WishState,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.append import Action
from orchestrator.rendering import template_sha256
from orchestrator.wording import REPLY
from tests.factories import (
    MONDAY,
    make_ask,
    make_client,
    make_contact,
    make_digest,
    make_mail,
    make_project,
)
from tests.mails import OUR_SERVER, deliver, raw_mail

PROOFS = ("token+pass", "token", "pass", "none", "fail")
MATRIX = """
exact yes       registered        counts   asked    asked    asked    asked
exact yes       alias accepted    counts   asked    asked    asked    asked
exact yes       alias unknown     tray     tray     tray     tray     tray
exact yes       colleague         pm       pm       pm       pm       pm
exact yes       outside           tray     tray     tray     tray     tray
exact yes       stranger          tray     tray     tray     tray     tray
exact yes       other client      denied   denied   words    words    denied
conditional     registered        pm       pm       pm       pm       pm
conditional     alias accepted    pm       pm       pm       pm       pm
conditional     alias unknown     tray     tray     tray     tray     tray
conditional     colleague         pm       pm       pm       pm       pm
conditional     outside           tray     tray     tray     tray     tray
conditional     stranger          tray     tray     tray     tray     tray
conditional     other client      denied   denied   words    words    denied
lukewarm        registered        pm       pm       pm       pm       pm
lukewarm        alias accepted    pm       pm       pm       pm       pm
lukewarm        alias unknown     tray     tray     tray     tray     tray
lukewarm        colleague         pm       pm       pm       pm       pm
lukewarm        outside           tray     tray     tray     tray     tray
lukewarm        stranger          tray     tray     tray     tray     tray
lukewarm        other client      denied   denied   words    words    denied
louder          registered        pm       pm       pm       pm       pm
louder          alias accepted    pm       pm       pm       pm       pm
louder          alias unknown     tray     tray     tray     tray     tray
louder          colleague         pm       pm       pm       pm       pm
louder          outside           tray     tray     tray     tray     tray
louder          stranger          tray     tray     tray     tray     tray
louder          other client      pm       pm       pm       pm       pm
other hours     registered        quieter  asked    asked    asked    asked
other hours     alias accepted    quieter  asked    asked    asked    asked
other hours     alias unknown     tray     tray     tray     tray     tray
other hours     colleague         asked    asked    asked    asked    asked
other hours     outside           tray     tray     tray     tray     tray
other hours     stranger          tray     tray     tray     tray     tray
other hours     other client      asked    asked    asked    asked    asked
quieter         registered        quieter  quieter  quieter  quieter  quieter
quieter         alias accepted    quieter  quieter  quieter  quieter  quieter
quieter         alias unknown     tray     tray     tray     tray     tray
quieter         colleague         quieter  quieter  quieter  quieter  quieter
quieter         outside           quieter  quieter  quieter  quieter  quieter
quieter         stranger          tray     tray     tray     tray     tray
quieter         other client      quieter  quieter  quieter  quieter  quieter
stop            registered        stopped  stopped  stopped  stopped  stopped
stop            alias accepted    stopped  stopped  stopped  stopped  stopped
stop            alias unknown     tray     tray     tray     tray     tray
stop            colleague         stopped  stopped  stopped  stopped  stopped
stop            outside           stopped  stopped  stopped  stopped  stopped
stop            stranger          tray     tray     tray     tray     tray
stop            other client      stopped  stopped  stopped  stopped  stopped
new address     registered        task     task     task     task     task
new address     alias accepted    task     task     task     task     task
new address     alias unknown     tray     tray     tray     tray     tray
new address     colleague         task     task     task     task     task
new address     outside           tray     tray     tray     tray     tray
new address     stranger          tray     tray     tray     tray     tray
new address     other client      task     task     task     task     task
agreed by code  registered        counts   counts   counts   counts   counts
agreed by code  alias accepted    counts   counts   counts   counts   counts
agreed by code  alias unknown     tray     tray     tray     tray     tray
agreed by code  colleague         denied   denied   denied   denied   denied
agreed by code  outside           tray     tray     tray     tray     tray
agreed by code  stranger          tray     tray     tray     tray     tray
agreed by code  other client      denied   denied   denied   denied   denied
"""
WORDS = {
    "exact yes": "1B",
    "conditional": "1B, but only if it is free",
    "lukewarm": "1B is probably fine, I guess",
    "louder": "Daily please.",
    "other hours": "Please send it on Tuesdays.",
    "quieter": "Monthly please.",
    "stop": "stop",
    "new address": "My e-mail address has changed, please use dana@new.example.",
    "agreed by code": "Agreed, {code}",
}
AT = MONDAY + timedelta(hours=3)


@dataclass
class Cell:
    """One mail of the matrix, and the client it is about."""

    name: str
    wording: str
    expected: str
    ask_id: int
    writer_id: int | None
    mail_id: int = 0


def cells() -> Iterator[tuple[str, str, str, str]]:
    for line in MATRIX.strip().splitlines():
        wording, sender, outcomes = line[:16].strip(), line[16:34].strip(), line[34:].split()
        assert len(outcomes) == len(PROOFS), line
        yield from ((wording, sender, proof, o) for proof, o in zip(PROOFS, outcomes, strict=True))


class World:
    """Clients without end, each with a Dana who got an update, and who else may write."""

    def __init__(self, session: Session, key: bytes) -> None:
        self.session, self.key = session, key

    def cell(self, number: int, wording: str, sender: str, proof: str, outcome: str) -> Cell:
        client = make_client(self.session)
        self.dana = make_contact(self.session, client, address=f"dana@hers{number}.example")
        leah = make_contact(
            self.session, client, address=f"leah@hers{number}.example", name="Leah Novak"
        )
        project = make_project(self.session, self.dana, leah)
        options = {"A": "Stripe", "B": "Your bank's terminal"}
        self.ask = make_ask(self.session, project, self.dana, kind=AskKind.CHOICE, options=options)
        digest = make_digest(
            self.session, project, self.dana, state=DigestState.SENT, sent_at=MONDAY
        )
        digest.blocks = [
            Block(position=1, kind=BlockKind.ASK, text="Which?", ask_id=self.ask.id, number=1)
        ]
        ours = self._sent(digest.id, project.id, number)
        address, writer = self._writer(sender, client, leah, number)
        to = "hello@northwind.example"
        if proof in ("token+pass", "token", "fail"):
            token = tokens.mint(self.key, REPLY, f"d{digest.id}", self.dana.id)
            to = tokens.with_token(to, token)
        code = self._asked(project.id) if wording == "agreed by code" else ""
        self.content = raw_mail(
            WORDS[wording].format(code=code),
            sender=f"Dana Whitfield <{address}>",
            to=to,
            subject="Re: The update",
            sent_at=AT,
            proven=proof.endswith("pass"),
            In_Reply_To=ours,
            References=ours,
        )
        if proof == "fail":
            failed = f"Authentication-Results: {OUR_SERVER}; dmarc=fail\r\n"
            self.content = failed.encode() + self.content
        name = f"{wording} / {sender} / {proof}"
        return Cell(name, wording, outcome, self.ask.id, writer.id if writer else None)

    def _writer(
        self, sender: str, client: Client, leah: Contact, number: int
    ) -> tuple[str, Contact | None]:
        who: dict[str, Callable[[], tuple[str, Contact | None]]] = {
            "registered": lambda: (self.dana.address, self.dana),
            "alias accepted": lambda: (self._alias(f"dana@home{number}.example"), self.dana),
            "alias unknown": lambda: (f"dana@home{number}.example", None),
            "colleague": lambda: (leah.address, leah),
            "outside": lambda: self._contact(client, f"omar@hers{number}.example"),
            "stranger": lambda: (f"sam@else{number}.example", None),
            "other client": lambda: self._other(f"luis@theirs{number}.example"),
        }
        return who[sender]()

    def _alias(self, address: str) -> str:
        self.session.add(
            ContactAddress(contact_id=self.dana.id, addr_spec=address, source="decision:1")
        )
        self.session.flush()
        return address

    def _contact(self, client: Client, address: str) -> tuple[str, Contact]:
        return address, make_contact(self.session, client, address=address, name="Omar Reed")

    def _other(self, address: str) -> tuple[str, Contact]:
        luis = make_contact(self.session, address=address, name="Luis Ortega")
        make_project(self.session, luis)
        return address, luis

    def _sent(self, digest_id: int, project_id: int, number: int) -> str:
        message_id = f"<d{digest_id}.{number}@northwind.example>"
        approval = self.session.scalars(select(StandingApproval).limit(1)).one()
        self.session.add(
            OutboxEntry(
                kind=OutboxKind.DIGEST,
                cause=f"digest:{digest_id}",
                channel="email",
                recipient=self.dana.address,
                contact_id=self.dana.id,
                project_id=project_id,
                digest_id=digest_id,
                standing_approval_id=approval.id,
                message_id=message_id,
                content=b"",
                sha256="",
                state=OutboxState.ACCEPTED,
                promised_at=MONDAY,
                due_at=MONDAY,
                created_at=MONDAY - timedelta(days=3),
            )
        )
        return message_id

    def _asked(self, project_id: int) -> str:
        """An earlier mail of hers waits for its code."""
        mail = make_mail(self.session, self.dana, project_id=project_id)
        code = new_code()
        self.session.add_all(
            [
                Answer(
                    ask_id=self.ask.id,
                    mail_id=mail.id,
                    contact_id=self.dana.id,
                    number=1,
                    value="B",
                    certainty="exact",
                    span="1B",
                    tier="T1",
                    state=AnswerState.WAITING,
                    awaits_proof=True,
                    answered_at=MONDAY,
                ),
                Confirmation(
                    mail_id=mail.id,
                    contact_id=self.dana.id,
                    code_hash=code_hash(self.key, code),
                    created_at=MONDAY,
                    expires_at=MONDAY + timedelta(hours=72),
                ),
            ]
        )
        self.session.flush()
        return code


def outcome(session: Session, cell: Cell) -> str:
    """What came of a mail, in one word; fails where more than that came of it."""
    mail = session.get_one(Mail, cell.mail_id)
    ask = session.get_one(Ask, cell.ask_id)
    if mail.project_id is None:
        kept = session.get_one(Contact, mail.contact_id).wishes if mail.contact_id else None
        if kept is not None and (kept.stopped or kept.cadence == "monthly"):
            # It waits for nobody, not even for a project.
            return "stopped" if kept.stopped else "quieter"
        assert not _traces(session, mail)
        assert ask.state is AskState.OPEN
        return "tray"
    contact = session.get_one(Contact, mail.contact_id)
    found = [
        name
        for name, is_so in {
            "counts": ask.state is AskState.ANSWERED,
            "asked": _was_asked(session, mail),
            "pm": _waits(session, mail),
            "quieter": contact.wishes.cadence == "monthly" or contact.wishes.weekday == "tue",
            "stopped": contact.wishes.stopped,
            "task": _task(session, mail) not in (None, TaskKind.CODE),
            "denied": _is_denied(session, mail) and cell.wording not in _OWN_WISHES,
        }.items()
        if is_so
    ]
    if found == ["asked", "task"]:
        return "task"  # A new address is confirmed, too, before a person acts.
    assert len(found) < 2, f"{cell.name}: {found}"
    return found[0] if found else "words"


_OWN_WISHES = ("louder", "other hours", "quieter", "stop", "new address")
"""They are about the writer herself, whoever's reply address she used; it is recorded."""


def _traces(session: Session, mail: Mail) -> int:
    answers = select(func.count(Answer.id)).where(Answer.mail_id == mail.id)
    wishes = select(func.count(Preference.id)).where(Preference.source == f"mail:{mail.id}")
    return (session.scalar(answers) or 0) + (session.scalar(wishes) or 0)


def _was_asked(session: Session, mail: Mail) -> bool:
    entry = session.scalar(
        select(OutboxEntry).where(
            OutboxEntry.kind == OutboxKind.CONFIRMATION, OutboxEntry.cause == f"mail:{mail.id}"
        )
    )
    if entry is None:
        return False
    assert entry.recipient == session.get_one(Contact, mail.contact_id).address
    return True


def _waits(session: Session, mail: Mail) -> bool:
    answer = select(Answer.id).where(
        Answer.mail_id == mail.id, Answer.state == AnswerState.WAITING, ~Answer.awaits_proof
    )
    wish = select(Preference.id).where(
        Preference.source == f"mail:{mail.id}",
        Preference.state == WishState.WAITING,
        ~Preference.awaits_proof,
    )
    return session.scalar(answer.limit(1)) is not None or session.scalar(wish) is not None


def _task(session: Session, mail: Mail) -> TaskKind | None:
    return session.scalar(
        select(Task.kind).where(Task.mail_id == mail.id, Task.state == TaskState.OPEN)
    )


def _is_denied(session: Session, mail: Mail) -> bool:
    entry = select(AuditEntry.seq).where(
        AuditEntry.action == Action.DENIED.value, AuditEntry.obj == f"mail:{mail.id}"
    )
    return session.scalar(entry.limit(1)) is not None


@pytest.fixture
def filled(parts: flow.Parts) -> list[Cell]:
    found = []
    contents = []
    with parts.database.write() as session:
        for kind in AUTOMATIC:
            session.add(
                StandingApproval(
                    template=kind.value,
                    template_sha256=template_sha256(kind.value),
                    approved_by="cli:operator",
                    approved_at=MONDAY,
                )
            )
        session.flush()
        world = World(session, parts.key)
        for number, (wording, sender, proof, expected) in enumerate(cells()):
            found.append(world.cell(number, wording, sender, proof, expected))
            contents.append(world.content)
    for cell, content in zip(found, contents, strict=True):
        cell.mail_id = deliver(parts.database, content, received_at=AT)
        with time_machine.travel(AT, tick=False):
            if cell.expected == "denied":  # Of one batch only the first few are recorded.
                flow.parse_stored()
                flow.converse()
    with time_machine.travel(AT, tick=False):
        flow.parse_stored()
        flow.converse()
        flow.engage()
    with time_machine.travel(AT + timedelta(minutes=11), tick=False):
        flow.queue_notices()
    return found


def test_every_cell_of_the_matrix_has_its_outcome(parts: flow.Parts, filled: list[Cell]) -> None:
    assert len(filled) == 9 * 7 * len(PROOFS)
    with parts.database.read() as session:
        wrong = [
            f"{cell.name}: {found}, not {cell.expected}"
            for cell in filled
            if (found := outcome(session, cell)) != cell.expected
        ]
        assert wrong == []
        proven = {"token+pass": 0, "code": 0}
        for cell in filled:
            if cell.expected == "counts":
                proven["code" if cell.wording == "agreed by code" else "token+pass"] += 1
        assert proven == {"token+pass": 2, "code": 10}
        assert session.scalar(
            select(func.count(Ask.id)).where(Ask.state == AskState.ANSWERED)
        ) == sum(proven.values())
        addresses = select(func.count(ContactAddress.id)).where(
            ContactAddress.addr_spec.endswith("@new.example")
        )
        assert session.scalar(addresses) == 0, "no mail changes who somebody is"
        moved = select(Mail.id).where(
            Mail.contact_id.is_not(None),
            Mail.project_id.is_not(None),
            Mail.id.in_([cell.mail_id for cell in filled if cell.writer_id is None]),
        )
        assert session.scalars(moved).all() == []
