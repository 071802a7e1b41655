"""A PM's word on an answer can be taken back until the client was told of it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from orchestrator.engagement.decisions import (
    change_answer,
    confirm_answer,
    refuse_answer,
    undo_decision,
)
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Answer,
    AnswerState,
    AskState,
    Block,
    BlockKind,
    BlockSource,
    Contact,
    DigestState,
    Project,
)
from orchestrator.record.append import Actor
from tests.engagement.test_asks import answer
from tests.factories import make_ask, make_digest


def maya(project: Project, now: datetime) -> dict[str, Any]:
    return {"actor": Actor(f"user:{project.pm_id}", "web"), "now": now}


def waiting(session: Session, project: Project, dana: Contact, now: datetime) -> Answer:
    return answer(session, make_ask(session, project, dana, settles="money"), now)


def test_a_wrong_click_is_taken_back_and_the_question_is_open_again(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = waiting(session, project, dana, now)
    confirm_answer(session, row.id, proof_from=1000, user_id=project.pm_id, **maya(project, now))
    assert row.ask.state is AskState.ANSWERED
    undo_decision(session, row.id, **maya(project, now))
    assert (row.state, row.decided_by, row.ask.state) == (AnswerState.WAITING, None, AskState.OPEN)
    refuse_answer(session, row.id, user_id=project.pm_id, **maya(project, now))
    undo_decision(session, row.id, **maya(project, now))
    assert row.state is AnswerState.WAITING


confirm = partial(confirm_answer, proof_from=1000, because="She said so on the phone")


@pytest.mark.parametrize(
    ("rolled", "certainty", "before"),
    [(1, "exact", AskState.ROLLED), (0, "unclear", AskState.CONDITIONAL)],
)
@pytest.mark.parametrize("decide", [confirm, refuse_answer])
def test_the_question_comes_back_as_it_was(
    session: Session,
    project: Project,
    dana: Contact,
    now: datetime,
    decide: Any,
    rolled: int,
    certainty: str,
    before: AskState,
) -> None:
    state = AskState.ROLLED if rolled else AskState.OPEN
    ask = make_ask(session, project, dana, settles="money", rolled=rolled, state=state)
    row = answer(session, ask, now, certainty=certainty)
    assert ask.state is before
    decide(session, row.id, user_id=project.pm_id, **maya(project, now))
    assert ask.state is not AskState.CONDITIONAL
    undo_decision(session, row.id, **maya(project, now))
    assert ask.state is before


@pytest.mark.parametrize("state", [DigestState.APPROVED, DigestState.SENT])
def test_what_an_update_tells_her_is_not_taken_back(
    session: Session, project: Project, dana: Contact, now: datetime, state: DigestState
) -> None:
    row = waiting(session, project, dana, now)
    confirm_answer(session, row.id, proof_from=1000, user_id=project.pm_id, **maya(project, now))
    later = now + timedelta(hours=1)
    digest = make_digest(session, project, dana, state=state, drafted_at=later, number=15)
    source = BlockSource(source=f"mail:{row.mail_id}", client_id=project.client_id)
    digest.blocks = [Block(position=1, kind=BlockKind.NOTED, text="Yes.", sources=[source])]
    session.flush()
    with pytest.raises(Refused, match="update 15 tells her"):
        undo_decision(session, row.id, **maya(project, later))
    digest.state = DigestState.VOIDED
    undo_decision(session, row.id, **maya(project, later))
    assert row.ask.state is AskState.OPEN


def test_what_no_person_decided_is_not_taken_back(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    applied = answer(session, make_ask(session, project, dana), now)
    for row in (applied, waiting(session, project, dana, now)):
        with pytest.raises(Refused, match="no decision of ours"):
            undo_decision(session, row.id, **maya(project, now))


def test_a_pm_puts_another_value_and_what_was_read_is_kept(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = waiting(session, project, dana, now)
    read, other = row.value, "no" if row.value == "yes" else "yes"
    change_answer(
        session, row.id, other, proof_from=1000, user_id=project.pm_id, **maya(project, now)
    )
    assert (row.value, row.changed_from, row.state) == (other, read, AnswerState.APPLIED)
    assert row.ask.state is AskState.ANSWERED
    assert read is not None
    with pytest.raises(Refused, match="already"):
        change_answer(
            session, row.id, other, proof_from=1000, user_id=project.pm_id, **maya(project, now)
        )
    undo_decision(session, row.id, **maya(project, now))
    assert (row.value, row.changed_from, row.state) == (read, None, AnswerState.WAITING)


@pytest.mark.parametrize("value", ["", "maybe", "A", "yes please", "x" * 201])
def test_a_value_that_the_question_does_not_have_is_refused(
    session: Session, project: Project, dana: Contact, now: datetime, value: str
) -> None:
    row = waiting(session, project, dana, now)
    with pytest.raises(UsageError, match="no such answer"):
        change_answer(
            session, row.id, value, proof_from=1000, user_id=project.pm_id, **maya(project, now)
        )
    assert row.state is AnswerState.WAITING
