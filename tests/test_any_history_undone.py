"""Whatever people did with conversations: undone newest first, all is each time as it was."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.conversation.regroup import join_threads, split_thread
from orchestrator.conversation.undecided import file_thread
from orchestrator.errors import Refused
from orchestrator.models import Decision, DecisionKind, Mail, ThreadKey
from orchestrator.refiling.move import Mover, refile_mail, refile_thread
from orchestrator.refiling.undo import undo_decision, undo_join
from tests.conversation.test_regroup import MAYA, arrive, state
from tests.factories import MONDAY, make_client, make_contact, make_project

ONCE_WRONG = (18, 30, 60, 89, 225, 226, 755, 758, 1331, 1938)
"""Histories that left a thread with another mail's name, or without a key, or with one more."""


@pytest.fixture
def by(settings: Settings) -> Mover:
    return Mover(settings, b"k" * 32, None, MAYA["actor"], MONDAY)


class History:
    """Mails of two clients' people and of a stranger arrive, and somebody moves them about."""

    def __init__(self, session: Session, by: Mover, seed: int) -> None:
        self.session, self.by, self.chance = session, by, Random(seed)
        dana = make_contact(session, name="Dana")
        luis = make_contact(session, make_client(session), name="Luis")
        codes = (dana, "SITE"), (dana, "SHOP"), (luis, "BANK")
        self.projects = [make_project(session, who, code=code).id for who, code in codes]
        for number in range(self.chance.randint(2, 6)):
            contact = self.chance.choice([dana, dana, dana, None, None, luis])
            named = self.chance.sample([f"<{n}@x>" for n in range(7)], self.chance.randint(0, 2))
            values: dict[str, Any] = {} if contact else {"from_address": "kim@nowhere.example"}
            values["subject"] = self.chance.choice(["", "SITE: ", "SHOP: "]) + f"Mail {number}"
            values["days"] = self.chance.randint(0, 9)
            arrive(session, contact, f"<{number}@x>", *named, **values)

    def decide(self) -> int | None:
        """Id of the next decision; None where it was refused."""
        deeds = [self.split, self.join, self.join, self.refile, self.refile_one, self.file]
        deed = self.chance.choice(deeds)
        try:
            with self.session.begin_nested():
                deed()
        except Refused:
            return None
        return self.session.scalar(select(Decision.id).order_by(Decision.id.desc()).limit(1))

    def split(self) -> None:
        split_thread(self.session, self.mail(), **MAYA)

    def join(self) -> None:
        join_threads(self.session, self.thread(), self.thread(), **MAYA)

    def refile(self) -> None:
        refile_thread(self.session, self.thread(), self.project(), by=self.by)

    def refile_one(self) -> None:
        refile_mail(self.session, self.mail(), self.project(), by=self.by)

    def file(self) -> None:
        thread_id, project_id = self.thread(), self.project()
        if project_id is None:
            raise Refused("nowhere")
        file_thread(self.session, thread_id, project_id, actor=self.by.actor, now=MONDAY)

    def undo(self, decision_id: int) -> None:
        kind = self.session.get_one(Decision, decision_id).kind
        undo = undo_join if kind in (DecisionKind.JOIN, DecisionKind.SPLIT) else undo_decision
        undo(self.session, decision_id, by=self.by)

    def mail(self) -> int:
        return self.chance.choice(sorted(self.session.scalars(select(Mail.id))))

    def thread(self) -> int:
        return self.chance.choice(
            sorted(set(self.session.scalars(select(Mail.thread_id))), key=int)
        )

    def project(self) -> int | None:
        return self.chance.choice([None, *self.projects])


def seen(session: Session) -> dict[str, Any]:
    came = sorted((key.message_id, str(key.mail_at)) for key in session.scalars(select(ThreadKey)))
    return state(session) | {"came": came}


def test_undone_newest_first_every_step_of_any_history_is_as_before_it(
    session: Session, by: Mover
) -> None:
    steps = 0
    for seed in (*ONCE_WRONG, *range(12)):
        lifetime = session.begin_nested()
        history, done = History(session, by, seed), []
        for _ in range(history.chance.randint(2, 7)):
            before, decision_id = seen(session), history.decide()
            if decision_id is not None:
                done.append((decision_id, before))
        for decision_id, before in reversed(done):
            history.undo(decision_id)
            assert seen(session) == before, f"history {seed}"
        steps += len(done)
        lifetime.rollback()
        session.expire_all()
    assert steps > 30, "control: something was done"
