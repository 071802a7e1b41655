"""A life of one reader's updates at random, and what really reached them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal as D
from random import Random
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.conversation.participants import Part, leave, take_part
from orchestrator.digest.approve import undo_approval
from orchestrator.digest.draft import edit_block
from orchestrator.digest.hold import hold_digest, release_digest, skip_digest
from orchestrator.digest.leaving import skip_open
from orchestrator.engagement.facts import add_fact, change_fact, undo_fact, withdraw_fact
from orchestrator.engagement.measurements import add_measurement
from orchestrator.engagement.value import Wanted, add_goal
from orchestrator.errors import DigestConflict, OrchestratorError, Refused, UsageError
from orchestrator.models import (
    Ask,
    AskState,
    BlockKind,
    Contact,
    Digest,
    DigestState,
    Fact,
    FactKind,
    Impact,
    OutboxEntry,
    OutboxState,
    Participant,
    ParticipantRole,
    Project,
    ValueGoal,
    Wishes,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_ask, make_contact, make_project
from tests.sending import RecordingChannel
from tests.test_flow import approve, send_all

BY: dict[str, Any] = {"actor": Actor("user:1", "web")}


class History:
    """``arrived``: the sources of lines in each update that left and did not come back."""

    def __init__(self, parts: flow.Parts, seed: int) -> None:
        self.parts, self.chance, self.now = parts, Random(seed), MONDAY
        self.arrived: dict[int, set[str]] = {}
        self.steps: list[str] = []
        self.number = 0
        with parts.database.write() as session:
            dana = make_contact(session)
            idris = make_contact(session, dana.client, name="Idris Bell")
            project = make_project(session, dana, idris)
            wanted = Wanted("Fewer calls", unit="calls", start=D(40), target=D(20))
            by = BY | {"source": "user:1", "now": self.now}
            goal = add_goal(session, project, dana, wanted, **by)
            self.dana, self.idris, self.project = dana.id, idris.id, project.id
            self.goal = goal.id

    def step(self) -> None:
        deed = self.chance.choice(self.deeds())
        self.now += timedelta(minutes=self.chance.choice((1, 20, 20, 600)))
        self.steps.append(deed.__name__)
        self.do(deed)

    def do(self, deed: Callable[[Session], object]) -> None:
        """What is refused changes nothing."""
        try:
            with self.parts.database.write() as session:
                deed(session)
        except (Refused, UsageError, DigestConflict):
            self.steps[-1] += " (refused)"

    def deeds(self) -> list[Callable[[Session], object]]:
        """What can be done now, the more often the more there is of it in a life."""
        with self.parts.database.read() as session:
            of_dana = select(Digest.state).where(Digest.contact_id == self.dana)
            states = set(session.scalars(of_dana))
        deeds = [self.add] * 4 + [self.change, self.withdraw, self.undo, self.ask] * 2
        deeds += [self.settle_ask, self.measure, self.measure, *[self.draft] * 3]
        deeds += [self.come_or_go, self.be_away, self.stop]
        for state, possible in self.by_state().items():
            deeds += possible if state in states else []
        return deeds

    def by_state(self) -> dict[DigestState, list[Callable[[Session], object]]]:
        drafted = [self.approve] * 9 + [self.edit, self.hold, self.skip]
        return {
            DigestState.DRAFTED: drafted,
            DigestState.APPROVED: [self.send] * 9 + [self.unapprove],
            DigestState.HELD: [self.release] * 2,
            DigestState.SKIPPED: [self.release],
            DigestState.SENT: [self.bounce],
        }

    def add(self, session: Session) -> None:
        self.number += 1
        known_at = self.now - timedelta(hours=self.chance.randrange(50))
        add_fact(
            session, session.get_one(Project, self.project),
            kind=self.chance.choice(tuple(FactKind)), text=f"Fact {self.number}.",
            impact=self.chance.choice(tuple(Impact)), known_at=known_at,
            hearers=self.hearers(session), source="user:1", now=self.now, **BY,
        )  # fmt: skip

    def hearers(self, session: Session) -> list[Contact]:
        name = self.chance.choice((None, None, None, self.dana, self.idris))
        return [session.get_one(Contact, name)] if name else []

    def change(self, session: Session) -> None:
        if fact := self.any_fact(session):
            self.number += 1
            same = self.chance.random() < 0.3
            change_fact(
                session, fact.id, kind=fact.kind, impact=self.chance.choice(tuple(Impact)),
                text=fact.text if same else f"Fact {self.number}.", known_at=None,
                hearers=self.hearers(session), source="user:1", now=self.now, **BY,
            )  # fmt: skip

    def withdraw(self, session: Session) -> None:
        if fact := self.any_fact(session):
            withdraw_fact(session, fact.id, reason="It is not so.", now=self.now, **BY)

    def undo(self, session: Session) -> None:
        if fact := self.any_fact(session):
            undo_fact(session, fact.id, now=self.now, **BY)

    def any_fact(self, session: Session) -> Fact | None:
        return self.one_of(session, select(Fact).order_by(Fact.id))

    def ask(self, session: Session) -> None:
        self.number += 1
        make_ask(
            session, session.get_one(Project, self.project), session.get_one(Contact, self.dana),
            text=f"Question {self.number}?", created_at=self.now, due_on=date(2027, 6, 1),
        )  # fmt: skip

    def settle_ask(self, session: Session) -> None:
        if ask := self.one_of(session, select(Ask).order_by(Ask.id)):
            ask.state = self.chance.choice((AskState.ANSWERED, AskState.WITHDRAWN))

    def measure(self, session: Session) -> None:
        goal = session.get_one(ValueGoal, self.goal)
        on = (self.now - timedelta(days=self.chance.randrange(9))).date()
        add_measurement(
            session, goal.id, value=D(self.chance.randrange(60)), measured_on=on,
            evidence="Log", user_id=None, today=self.now.date(), source="user:1", now=self.now,
            **BY,
        )  # fmt: skip

    def draft(self, session: Session) -> None:
        """At once, or on the day of the next slot."""
        session.commit()
        if self.chance.random() < 0.8:
            self.go_to_friday()
        if self.chance.random() < 0.8:
            self.bring_back()
        with time_machine.travel(self.now, tick=False):
            flow.draft_due()

    def edit(self, session: Session) -> None:
        digest = self.any_update(session, DigestState.DRAFTED)
        lines = [b for b in digest.blocks if b.kind is not BlockKind.STATUS] if digest else []
        if lines:
            edit_block(
                session, self.chance.choice(lines).id, "Other words.",
                settings=self.parts.settings, key=self.parts.key, now=self.now, **BY,
            )  # fmt: skip

    def hold(self, session: Session) -> None:
        if digest := self.any_update(session, DigestState.DRAFTED):
            hold_digest(session, digest.id, reason="Call first", now=self.now, **BY)

    def release(self, session: Session) -> None:
        if digest := self.any_update(session, DigestState.HELD, DigestState.SKIPPED):
            release_digest(session, digest.id, now=self.now, **BY)

    def skip(self, session: Session) -> None:
        if digest := self.any_update(session, DigestState.DRAFTED, DigestState.HELD):
            skip_digest(session, digest.id, reason="Not this week", now=self.now, **BY)

    def approve(self, session: Session) -> None:
        digest = self.any_update(session, DigestState.DRAFTED)
        session.commit()
        if digest is not None:
            approve(self.parts, digest.id, now=self.now)

    def unapprove(self, session: Session) -> None:
        if digest := self.any_update(session, DigestState.APPROVED):
            undo_approval(session, digest.id, now=self.now, **BY)

    def send(self, session: Session) -> None:
        """When it is due, or so late that a person has to read it again."""
        digest = self.any_update(session, DigestState.APPROVED)
        session.commit()
        late = self.chance.choice((0, 0, 0, 1, 30))
        if digest is not None:
            self.now = max(self.now, digest.send_at + timedelta(hours=late))
        self.send_all()

    def send_all(self) -> None:
        send_all(self.parts, RecordingChannel(), now=self.now)
        with time_machine.travel(self.now, tick=False):
            flow.settle()
        with self.parts.database.read() as session:
            for digest in session.scalars(select(Digest).where(Digest.state == DigestState.SENT)):
                if self.entry(session, digest).state is not OutboxState.BOUNCED:
                    self.arrived.setdefault(digest.id, lines_of(digest))

    def bounce(self, session: Session) -> None:
        if digest := self.any_update(session, DigestState.SENT):
            entry = self.entry(session, digest)
            session.execute(
                update(OutboxEntry)
                .where(OutboxEntry.id == entry.id)
                .values(state=OutboxState.BOUNCED)
            )
            self.arrived.pop(digest.id, None)

    def entry(self, session: Session, digest: Digest) -> OutboxEntry:
        query = select(OutboxEntry).where(OutboxEntry.digest_id == digest.id)
        return session.scalars(query.order_by(OutboxEntry.id.desc()).limit(1)).one()

    def come_or_go(self, session: Session) -> None:
        theirs = select(Participant).where(
            Participant.project_id == self.project, Participant.contact_id == self.dana
        )
        project, now = session.get_one(Project, self.project), self.now
        if session.scalar(theirs) is None:
            part = Part(ParticipantRole.SPONSOR)
            take_part(session, project, session.get_one(Contact, self.dana), part, now=now, **BY)
        else:
            leave(session, project, self.dana, now=now, **BY)
            skip_open(session, self.project, self.dana, now=now, **BY)

    def be_away(self, session: Session) -> None:
        dana = session.get_one(Contact, self.dana)
        is_away = dana.away_until is not None
        dana.away_until = None if is_away else (self.now + timedelta(days=9)).date()
        dana.away_since = None if is_away else self.now

    def stop(self, session: Session) -> None:
        dana = session.get_one(Contact, self.dana)
        wishes = dana.kept_wishes or Wishes.unspoken(self.dana)
        session.add(wishes)
        wishes.stopped = not wishes.stopped

    def bring_back(self) -> None:
        """She takes part, is there, and wants mail; what went out so far arrived."""
        with self.parts.database.write() as session:
            dana = session.get_one(Contact, self.dana)
            dana.away_until = None
            if dana.kept_wishes:
                dana.kept_wishes.stopped = False
            part = session.scalar(
                select(Participant).where(
                    Participant.project_id == self.project, Participant.contact_id == self.dana
                )
            )
            if part is None:
                self.come_or_go(session)

    def weeks(self, number: int) -> None:
        """Each with an update that is drafted, approved and sent."""
        for _ in range(number):
            self.go_to_friday()
            with time_machine.travel(self.now, tick=False):
                flow.draft_due()
            self.approve_all()
            self.now = self.now.replace(hour=17)
            self.send_all()

    def go_to_friday(self) -> None:
        """In the morning before the slot of the afternoon."""
        self.now += timedelta(days=(4 - self.now.weekday()) % 7 or 7)
        self.now = self.now.replace(hour=11)

    def approve_all(self) -> None:
        with self.parts.database.read() as session:
            drafted = select(Digest.id).where(
                Digest.state == DigestState.DRAFTED, Digest.contact_id == self.dana
            )
            ids = session.scalars(drafted).all()
        for digest_id in ids:
            try:
                approve(self.parts, digest_id, now=self.now)
            except OrchestratorError as error:
                self.steps.append(f"not approved: {error}")

    def any_update(self, session: Session, *states: DigestState) -> Digest | None:
        query = select(Digest).where(Digest.state.in_(states), Digest.contact_id == self.dana)
        return self.one_of(session, query.order_by(Digest.id))

    def one_of(self, session: Session, query: Any) -> Any:
        rows = session.scalars(query).all()
        return self.chance.choice(rows) if rows else None


def lines_of(digest: Digest) -> set[str]:
    """What its lines tell, but for what they only stand on."""
    kinds = ("fact:", "ask:", "measurement:")
    sources = {source.source for block in digest.blocks for source in block.sources}
    return {source for source in sources if source.startswith(kinds)}


def open_lines(session: Session, contact_id: int) -> set[str]:
    states = (DigestState.DRAFTED, DigestState.APPROVED)
    query = select(Digest).where(Digest.state.in_(states), Digest.contact_id == contact_id)
    return {line for digest in session.scalars(query) for line in lines_of(digest)}
