"""Whose an address is: proposed by what speaks for it, decided by a person, and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.conversation.acquaint import (
    accept_alias,
    accept_newcomer,
    accept_sender,
)
from orchestrator.conversation.identity import aliases, newcomers
from orchestrator.conversation.undecided import decline, file_thread
from orchestrator.errors import Refused
from orchestrator.models import (
    Contact,
    ContactAddress,
    DecisionKind,
    Mail,
    MailState,
    Participant,
    Preference,
    Project,
    Thread,
    Wishes,
)
from orchestrator.record.append import Actor
from orchestrator.refiling.move import Mover
from orchestrator.refiling.undo import undo_decision
from tests.factories import MONDAY, make_contact, make_digest, make_mail, make_project
from tests.test_flow import read_all

MAYA = Actor("user:1", "web")
BY: dict[str, Any] = {"actor": MAYA, "user_id": None, "now": MONDAY}
PRIVATE = "dana.whitfield@gmail.com"


@dataclass
class World:
    """Dana's client with two open projects: nothing is filed for being in the only one."""

    parts: flow.Parts
    dana: int
    project: int
    hours: int = 0

    def hear(self, own: str, *follows: str, sender: int | None = None, **values: Any) -> int:
        """A mail comes and is worked on; from ``sender``, or a stranger."""
        self.hours += 1
        with self.parts.database.write() as session:
            contact = session.get_one(Contact, sender) if sender else None
            words = values.pop("text", "Hello.")
            mail_id = make_mail(
                session, contact,
                **{
                    "thread_id": None, "state": MailState.PARSED, "message_id": own,
                    "references": list(follows), "text": words, "new_text": words,
                    "language": "en", "received_at": MONDAY + timedelta(hours=self.hours),
                } | values,
            ).id  # fmt: skip
        read_all()
        return mail_id

    def undo(self, decision_id: int) -> None:
        by = Mover(self.parts.settings, self.parts.key, None, MAYA, MONDAY)
        with self.parts.database.write() as session:
            undo_decision(session, decision_id, by=by)
        read_all()

    def place(self, mail_id: int) -> tuple[int | None, int | None]:
        """Whose it is, and in which project."""
        with self.parts.database.read() as session:
            mail = session.get_one(Mail, mail_id)
            return mail.contact_id, mail.project_id

    def threads(self, *mail_ids: int) -> list[int | None]:
        with self.parts.database.read() as session:
            return [session.get_one(Mail, mail_id).thread_id for mail_id in mail_ids]


@pytest.fixture
def world(parts: flow.Parts) -> World:
    with parts.database.write() as session:
        dana = make_contact(session)
        project = make_project(session, dana)
        make_project(session, dana)
        world = World(parts, dana.id, project.id)
    first = world.hear("<first@x>", sender=world.dana)
    with parts.database.write() as session:
        thread_id = session.get_one(Mail, first).thread_id
        assert thread_id is not None
        file_thread(session, thread_id, world.project, **BY)
    read_all()
    return world


# What came from her second address, or a colleague, before a person says whose it is.


def from_second_address(world: World) -> list[int]:
    values = {"from_address": PRIVATE, "from_name": "Dana Whitfield"}
    return [
        world.hear("<a@x>", "<first@x>", text="Daily please.", **values),
        world.hear("<b@x>", "<first@x>", "<a@x>", **values),
    ]


def from_colleague(world: World) -> list[int]:
    values = {"from_address": "luis@harborlane.example", "from_name": "Luis Ortega"}
    return [world.hear("<l@x>", "<first@x>", text="Daily please.", **values)]


def forwarded(world: World) -> list[int]:
    text = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Dana Whitfield <{}>\n"
        "Date: Mon\nSubject: Photos\nTo: Sam\n\nHello."
    )
    with world.parts.database.read() as session:
        address = session.get_one(Contact, world.dana).address
    return [
        world.hear(
            "<a@x>", "<first@x>", text=text.format(address), subject="Fwd: Photos",
            from_address="sam@elsewhere.example",
        )
    ]  # fmt: skip


def accept(world: World, kind: DecisionKind, mail_id: int) -> int:
    with world.parts.database.write() as session:
        if kind is DecisionKind.ALIAS:
            decision = accept_alias(session, mail_id, world.dana, **BY)
        elif kind is DecisionKind.PERSON:
            decision = accept_newcomer(session, mail_id, world.project, **BY)
        else:
            decision = accept_sender(session, mail_id, world.dana, reason="From: Dana", **BY)
        decision_id = decision.id
    read_all()
    return decision_id


CASES: dict[DecisionKind, Callable[[World], list[int]]] = {
    DecisionKind.ALIAS: from_second_address,
    DecisionKind.PERSON: from_colleague,
    DecisionKind.SENDER: forwarded,
}


def everything(world: World) -> dict[str, list[Any]]:
    """Whose mail is whose, where it is and with what, and what came of it; without new ids."""
    with world.parts.database.read() as session:
        mails = session.scalars(select(Mail).order_by(Mail.id)).all()
        first = {mail.thread_id: mail.id for mail in reversed(mails)}
        return {
            "mails": [
                (m.id, m.contact_id, m.project_id, first[m.thread_id], m.state) for m in mails
            ],
            "threads": [
                (first[thread.id], thread.project_id)
                for thread in session.scalars(select(Thread).order_by(Thread.id))
                if thread.id in first
            ],
            "addresses": sorted(session.scalars(select(ContactAddress.addr_spec))),
            "people": sorted(
                (place.project_id, place.contact_id)
                for place in session.scalars(select(Participant))
            ),
            "wishes": list(session.scalars(select(Preference.value))),
            "in force": list(session.scalars(select(Wishes.cadence))),
        }


@pytest.mark.parametrize("kind", CASES)
def test_taken_back_it_is_as_if_nobody_had_said_so(world: World, kind: DecisionKind) -> None:
    mails = CASES[kind](world)
    before = everything(world)
    decision_id = accept(world, kind, mails[0])
    assert kind is DecisionKind.SENDER or everything(world) != before, "control: it did something"
    world.undo(decision_id)
    assert everything(world) == before
    with pytest.raises(Refused, match="taken back already"):
        world.undo(decision_id)


@pytest.mark.parametrize("kind", [DecisionKind.ALIAS, DecisionKind.PERSON])
def test_what_came_since_is_taken_back_too(world: World, kind: DecisionKind) -> None:
    mails = CASES[kind](world)
    decision_id = accept(world, kind, mails[0])
    with world.parts.database.read() as session:
        address = session.get_one(Mail, mails[0]).from_address
        name = session.get_one(Mail, mails[0]).from_name
        hers = session.get_one(Mail, mails[0]).contact_id
    later = world.hear(
        "<later@x>", "<a@x>", "<l@x>", text="Weekly please.", from_address=address, from_name=name
    )
    assert world.place(later) == (hers, world.project)
    world.undo(decision_id)
    assert {world.place(mail_id) for mail_id in (*mails, later)} == {(None, None)}
    assert len(set(world.threads(*mails, later))) == 1, "they answer each other as before"
    with world.parts.database.read() as session:
        assert session.scalars(select(Preference)).all() == []
        assert session.scalars(select(Wishes.cadence)).all() in ([], [None])
    assert world.place(world.hear("<last@x>", "<later@x>", from_address=address))[0] is None


def test_a_colleague_whom_we_know_waits_again_where_she_wrote(world: World) -> None:
    """And leaves no empty conversation behind, whose name a stranger's answer would bear."""
    with world.parts.database.write() as session:
        priya = make_contact(session, session.get_one(Contact, world.dana).client).id
    mail_id = world.hear("<p@x>", "<first@x>", sender=priya, subject="Budget 9000")
    before = everything(world)
    decision_id = accept(world, DecisionKind.PERSON, mail_id)
    assert world.place(mail_id) == (priya, world.project)
    world.undo(decision_id)
    assert everything(world) == before
    other = world.hear(
        "<s@x>", "<p@x>", subject="Printing prices", from_address="sam@elsewhere.example"
    )
    with world.parts.database.read() as session:
        assert session.get_one(Mail, other).thread is not None
        named = session.scalars(select(Thread).where(Thread.joined_into_id.is_(None))).all()
        mails = session.scalars(select(Mail)).all()
        assert {thread.id for thread in named} == {mail.thread_id for mail in mails}
        assert session.get_one(Mail, other).thread.subject == "Printing prices"  # type: ignore[union-attr]


def test_the_forwarder_may_write_again_before_the_first_writer_is_taken_back(world: World) -> None:
    [mail_id] = forwarded(world)
    decision_id = accept(world, DecisionKind.SENDER, mail_id)
    later = world.hear("<later@x>", "<a@x>", from_address="sam@elsewhere.example")
    world.undo(decision_id)
    assert world.place(mail_id) == world.place(later) == (None, None)
    assert len(set(world.threads(mail_id, later))) == 1


def test_a_stranger_in_the_same_conversation_is_nobodys_again(world: World) -> None:
    [mine, *_] = from_second_address(world)
    beside = world.hear("<s@x>", "<a@x>", from_address="sam@elsewhere.example")
    before = everything(world)
    world.undo(accept(world, DecisionKind.ALIAS, mine))
    assert everything(world) == before
    assert world.threads(mine) == world.threads(beside)


def test_a_new_person_to_whom_we_wrote_stays(world: World) -> None:
    [mail_id] = from_colleague(world)
    decision_id = accept(world, DecisionKind.PERSON, mail_id)
    with world.parts.database.write() as session:
        hers = session.get_one(Mail, mail_id).contact
        assert hers is not None
        make_digest(session, session.get_one(Project, world.project), hers)
    with pytest.raises(Refused, match="an update for her already"):
        world.undo(decision_id)


@pytest.mark.parametrize("kind", [DecisionKind.ALIAS, DecisionKind.PERSON])
def test_what_was_declined_is_proposed_for_no_mail_of_the_address_until_it_is_taken_back(
    world: World, kind: DecisionKind
) -> None:
    mails = CASES[kind](world)
    find = aliases if kind is DecisionKind.ALIAS else newcomers
    target = f"contact:{world.dana}" if kind is DecisionKind.ALIAS else f"project:{world.project}"
    with world.parts.database.write() as session:
        assert find(session, session.get_one(Mail, mails[-1])), "control: it is proposed"
        decision_id = decline(
            session,
            kind,
            f"mail:{mails[0]}",
            target,
            reason="",
            user_id=None,
            actor=MAYA,
            now=MONDAY,
        ).id
        assert find(session, session.get_one(Mail, mails[-1])) == []
    world.undo(decision_id)
    with world.parts.database.read() as session:
        assert find(session, session.get_one(Mail, mails[-1]))


@pytest.mark.parametrize("automatic", ["auto_reply", "bulk", "calendar", "bounce"])
def test_red_line_9_automatic_mail_proposes_nobody(world: World, automatic: str) -> None:
    mails = [*from_second_address(world), *from_colleague(world)]
    with world.parts.database.write() as session:
        for mail_id in mails:
            mail = session.get_one(Mail, mail_id)
            assert aliases(session, mail) or newcomers(session, mail), "control: a person's"
            mail.kind = automatic
            assert aliases(session, mail) == newcomers(session, mail) == []
