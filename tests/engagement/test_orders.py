"""Change orders: what agrees to them, whose word it is, and how they follow what counts."""

from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import take_answer, undo_answer
from orchestrator.engagement.decision_log import READ, decision_log
from orchestrator.engagement.decisions import (
    change_answer,
    confirm_answer,
    refuse_answer,
    undo_decision,
)
from orchestrator.engagement.orders import ask_order, price, withdraw_order
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.rows import enter
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Answer,
    AnswerState,
    AskState,
    ChangeRequest,
    ChangeState,
    Contact,
    Participant,
    ParticipantRole,
    Project,
)
from orchestrator.record.append import Actor
from tests.factories import make_contact, make_mail

LIMIT = 1000
FRIDAY = date(2026, 11, 27)
AGREED = {"value": "yes", "certainty": "exact", "span": "Agreed CR-1"}
CONDITIONAL = {"value": "yes", "certainty": "unclear", "span": "looks good but check with Luis"}
REFUSED = {"value": "no", "certainty": "exact", "span": "no, too expensive"}
WORDINGS = (AGREED, CONDITIONAL, REFUSED)
SENDERS = ("who may approve", "who is informed")


def by(project: Project, now: datetime) -> dict[str, Any]:
    return {"actor": Actor(f"user:{project.pm_id}", "web"), "now": now}


def deciding(project: Project, now: datetime) -> dict[str, Any]:
    return {"proof_from": LIMIT, "user_id": project.pm_id} | by(project, now)


def order(
    session: Session, project: Project, dana: Contact, now: datetime, *, cents: int = 420_000
) -> ChangeRequest:
    row = enter(
        session, ChangeRequest, project, dana.id, text="Add gift vouchers", due_on=None,
        source=f"user:{project.pm_id}", **by(project, now),
    )  # fmt: skip
    assert isinstance(row, ChangeRequest)
    price(session, row.id, cents=cents, currency="EUR", extra_days=3, **by(project, now))
    ask_order(session, row.id, dana, due_on=FRIDAY, on_silence="it waits.", **by(project, now))
    return row


def reply(
    session: Session,
    row: ChangeRequest,
    contact: Contact,
    now: datetime,
    *,
    found: dict[str, str] = AGREED,
    is_proven: bool = True,
) -> Answer:
    assert row.ask_id is not None
    approves = session.scalars(
        select(Participant.can_approve).where(Participant.contact_id == contact.id)
    ).one()
    answer = take_answer(
        session, make_mail(session, contact, project_id=row.project_id), contact,
        ask_id=row.ask_id, number=1, found=found, tier="T2" if is_proven else "T1",
        why_not="" if is_proven else "it did not come through her own reply address",
        may_settle=approves, actor=Actor(f"client:{contact.id}", "mail"), now=now,
    )  # fmt: skip
    assert answer is not None
    return answer


def informed(session: Session, project: Project, dana: Contact) -> Contact:
    luis = make_contact(session, dana.client, name="Luis Vega")
    session.add(
        Participant(project_id=project.id, contact_id=luis.id, role=ParticipantRole.INFORMED)
    )
    session.flush()
    return luis


@pytest.mark.parametrize("cents", [420_000, 90_000], ids=["above", "below"])
def test_u11_what_agrees_to_an_order(
    session: Session, project: Project, dana: Contact, now: datetime, cents: int
) -> None:
    """24 ways: three wordings, two senders, proven or not, above the limit and below it."""
    luis = informed(session, project, dana)
    agreed = set()
    for found, sender, is_proven in product(WORDINGS, SENDERS, (True, False)):
        row = order(session, project, dana, now, cents=cents)
        who = dana if sender == SENDERS[0] else luis
        answer = reply(session, row, who, now, found=found, is_proven=is_proven)
        assert answer.state is AnswerState.WAITING, "money always waits for a PM"
        assert row.state is ChangeState.ASKED
        try:
            if found is CONDITIONAL and (who is dana and (is_proven or cents < LIMIT * 100)):
                with pytest.raises(UsageError, match="because: say why it is a yes"):
                    confirm_answer(session, answer.id, **deciding(project, now))
                assert row.state is ChangeState.ASKED, "“looks good but” is no agreement"
            why = "Luis told me that it is fine"
            confirm_answer(session, answer.id, because=why, **deciding(project, now))
        except Refused:
            assert row.state is ChangeState.ASKED
        else:
            is_read = found is CONDITIONAL
            assert answer.because == (why if is_read else None)
            [said] = [
                each
                for each in decision_log(session, project.id)
                if each.key == f"answer:{answer.id}"
            ]
            assert (said.proof == READ, said.because) == (is_read, why if is_read else "")
            assert not (is_read and said.is_proven)
            agreed.add((found["value"], found["certainty"], sender, is_proven, row.state.value))
    may = SENDERS[0]
    certain = {("yes", "exact", may, True, "agreed"), ("yes", "unclear", may, True, "agreed")}
    refusals = {
        ("no", "exact", sender, is_proven, "declined")
        for sender, is_proven in product(SENDERS, (True, False))
    }
    weak = {(value, how, sender, False, state) for value, how, sender, _, state in certain}
    assert agreed == certain | refusals | (weak if cents < LIMIT * 100 else set())


def test_u11_a_condition_is_no_yes_by_a_change_either_and_is_asked_again(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    unclear = {"value": None, "certainty": "unclear", "span": "hm, let us see"}
    answer = reply(session, row, dana, now, found=unclear)
    with pytest.raises(UsageError, match="because"):
        change_answer(session, answer.id, "yes", **deciding(project, now))
    assert (answer.value, row.state) == (None, ChangeState.ASKED)
    conditional = reply(session, row, dana, now, found=CONDITIONAL)
    assert conditional.ask.state is AskState.CONDITIONAL
    refuse_answer(session, conditional.id, user_id=project.pm_id, **by(project, now))
    assert conditional.ask.state is AskState.OPEN, "the next update asks it again"


def test_u11_a_correction_by_a_pm_needs_the_same_grade(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    answer = reply(session, row, dana, now, found=REFUSED, is_proven=False)
    with pytest.raises(Refused, match="nothing proves that Dana Whitfield agreed to €4,200"):
        change_answer(session, answer.id, "yes", **deciding(project, now))
    assert row.state is ChangeState.ASKED


def test_it_follows_the_answer_that_counts_and_its_undoing(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    answer = reply(session, row, dana, now)
    confirm_answer(session, answer.id, **deciding(project, now))
    assert row.state is ChangeState.AGREED
    undo_decision(session, answer.id, **by(project, now))
    assert row.state is ChangeState.ASKED
    refuse_answer(session, answer.id, user_id=project.pm_id, **by(project, now))
    assert row.state is ChangeState.ASKED
    later = reply(session, row, dana, now, found=REFUSED)
    confirm_answer(session, later.id, **deciding(project, now))
    assert (row.state, row.reason) == (ChangeState.DECLINED, "no, too expensive")
    undo_answer(session, later, **by(project, now))
    assert (row.state, row.reason) == (ChangeState.ASKED, "")


def test_an_agreement_to_a_withdrawn_order_flips_nothing(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    ask_id = row.ask_id
    withdraw_order(session, row.id, "We found another way", **by(project, now))
    row.ask_id = ask_id
    answer = reply(session, row, dana, now)
    row.ask_id = None
    assert (answer.state, answer.why_waiting) == (
        AnswerState.WAITING,
        "the question was settled before",
    )
    assert row.state is ChangeState.PRICED
    with pytest.raises(Refused, match="settled already"):
        confirm_answer(session, answer.id, **deciding(project, now))


def test_two_that_contradict_each_other_wait_for_a_person(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    reply(session, row, dana, now)
    second = reply(session, row, dana, now, found=REFUSED)
    states = session.scalars(select(Answer.state).order_by(Answer.id)).all()
    assert states == [AnswerState.UNDONE, AnswerState.WAITING]
    assert second.why_waiting == "it settles money; “Agreed CR-1” came 0 min before"
    assert row.state is ChangeState.ASKED
    confirm_answer(session, second.id, **deciding(project, now))
    assert row.state is ChangeState.DECLINED


def test_two_that_contradict_each_other_and_are_not_proven_both_wait_and_the_newer_says_so(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    first = reply(session, row, dana, now, is_proven=False)
    second = reply(session, row, dana, now, found=REFUSED, is_proven=False)
    assert (first.state, second.state) == (AnswerState.WAITING,) * 2
    assert second.why_waiting == (
        "it settles money; it did not come through her own reply address; "
        "“Agreed CR-1” came 0 min before"
    )
    again = reply(session, row, dana, now, found=REFUSED, is_proven=False)
    assert again.why_waiting == "it settles money", "it says the same again"


def test_what_is_asked_of_the_client_is_not_decided_by_us(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    row = order(session, project, dana, now)
    with pytest.raises(Refused):
        settle(session, ChangeRequest, row.id, "agreed", **by(project, now))
    with pytest.raises(Refused, match="asked or decided"):
        price(session, row.id, cents=1, currency="EUR", extra_days=0, **by(project, now))
    with pytest.raises(Refused, match="price it first"):
        ask_order(session, row.id, dana, due_on=FRIDAY, on_silence="x", **by(project, now))
