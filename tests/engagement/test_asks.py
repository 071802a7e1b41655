"""Asks and answers: exact, proven and unbinding ones count at once; the rest waits."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import (
    add_ask,
    prove_answer,
    take_answer,
)
from orchestrator.engagement.decisions import confirm_answer, refuse_answer
from orchestrator.engagement.taken_back import Outcome, Undo, undo_answers
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Contact,
    Project,
)
from orchestrator.record.append import Actor
from tests.factories import make_ask, make_contact, make_mail

DANA = Actor("client:1", "mail")


def answer(session: Session, ask: Ask, now: datetime, **values: Any) -> Answer:
    found = {"value": "yes", "certainty": "exact", "span": "yes"} | {
        name: values.pop(name) for name in ("value", "certainty", "span") if name in values
    }
    return take_answer(
        session,
        make_mail(session, ask.contact, project_id=ask.project_id),
        ask.contact,
        **{
            "ask_id": ask.id,
            "number": 1,
            "found": found,
            "tier": "T2",
            "why_not": "",
            "may_settle": True,
            "actor": DANA,
            "now": now,
        }
        | values,
    )


def test_an_exact_proven_answer_closes_the_ask(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    assert answer(session, ask, now).state is AnswerState.APPLIED
    assert ask.state is AskState.ANSWERED


@pytest.mark.parametrize(
    ("ask_values", "values", "why"),
    [
        ({}, {"certainty": "confirm"}, "she set a condition or was not plain"),
        ({}, {"certainty": "unclear"}, "she set a condition or was not plain"),
        ({}, {"why_not": "her mail server did not confirm the sender"}, "her mail server"),
        ({"settles": "money"}, {}, "it settles money"),
        ({"settles": "scope"}, {"may_settle": False}, "has no right to settle scope"),
        ({"state": AskState.ANSWERED}, {}, "the question was settled before"),
    ],
)
def test_what_is_not_plain_proven_or_free_waits_for_the_pm(
    session: Session,
    project: Project,
    dana: Contact,
    now: datetime,
    ask_values: dict[str, Any],
    values: dict[str, Any],
    why: str,
) -> None:
    ask = make_ask(session, project, dana, **ask_values)
    row = answer(session, ask, now, **values)
    assert row.state is AnswerState.WAITING
    assert why in row.why_waiting
    assert (ask.state is AskState.ANSWERED) == (ask_values.get("state") is AskState.ANSWERED)


def test_a_pm_confirms_or_refuses_and_a_late_answer_reopens_nothing(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana, settles="money")
    first = answer(session, ask, now)
    maya = Actor(f"user:{project.pm_id}", "web")
    confirm_answer(session, first.id, proof_from=1000, user_id=project.pm_id, actor=maya, now=now)
    assert (first.state, ask.state) == (AnswerState.APPLIED, AskState.ANSWERED)
    second = answer(session, ask, now, value="no")
    with pytest.raises(Refused, match="settled already"):
        confirm_answer(
            session, second.id, proof_from=1000, user_id=project.pm_id, actor=maya, now=now
        )
    refuse_answer(session, second.id, user_id=project.pm_id, actor=maya, now=now)
    assert second.state is AnswerState.REFUSED
    with pytest.raises(Refused, match="does not wait"):
        refuse_answer(session, second.id, user_id=project.pm_id, actor=maya, now=now)


def test_her_last_word_replaces_what_still_waits_of_hers(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana, settles="money")
    first, second = answer(session, ask, now), answer(session, ask, now, value="no")
    assert (first.state, second.state) == (AnswerState.UNDONE, AnswerState.WAITING)
    by = {"user_id": project.pm_id, "actor": Actor(f"user:{project.pm_id}", "web"), "now": now}
    with pytest.raises(Refused, match="does not wait"):
        confirm_answer(session, first.id, proof_from=1000, **by)
    confirm_answer(session, second.id, proof_from=1000, **by)
    assert (second.state, ask.state) == (AnswerState.APPLIED, AskState.ANSWERED)


def test_words_that_may_not_be_hers_replace_nothing(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    unproven = {"why_not": "not proven", "tier": "T1"}
    hers, forged = (
        answer(session, ask, now, **unproven),
        answer(session, ask, now, value="no", **unproven),
    )
    assert (hers.state, forged.state) == (AnswerState.WAITING, AnswerState.WAITING)
    assert prove_answer(session, hers, by_mail_id=hers.mail_id, actor=DANA, now=now)
    assert (hers.state, ask.state) == (AnswerState.APPLIED, AskState.ANSWERED)


def test_what_she_proves_replaces_what_waits_from_before(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    unproven = {"why_not": "not proven", "tier": "T1"}
    first = answer(session, ask, now, **unproven)
    second = answer(session, ask, now, value="no", **unproven)
    prove_answer(session, second, by_mail_id=second.mail_id, actor=DANA, now=now)
    assert (first.state, second.state) == (AnswerState.UNDONE, AnswerState.APPLIED)


def test_a_condition_is_never_a_yes(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    row = answer(session, ask, now, certainty="unclear", span="yes, but only if it is free")
    assert (row.state, ask.state) == (AnswerState.WAITING, AskState.CONDITIONAL)


def test_she_takes_her_last_answers_back(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    row = answer(session, ask, now)
    undo = make_mail(session, dana, project_id=project.id)
    mail = Undo(session, undo, dana, None, proven=True, actor=DANA, now=now)
    assert undo_answers(mail) == Outcome(["1: yes"], [])
    assert (row.state, ask.state) == (AnswerState.UNDONE, AskState.OPEN)
    assert undo_answers(mail) == Outcome([], [])


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"text": "  "}, "text: write the question"),
        ({"kind": AskKind.CHOICE, "options": {"A": "x"}}, "options: a choice needs two to five"),
        ({"recommended": "C"}, "recommended: there is no option C"),
        ({"on_silence": ""}, "on_silence: say what happens"),
    ],
)
def test_an_ask_that_could_not_be_answered_is_refused(
    session: Session,
    project: Project,
    dana: Contact,
    now: datetime,
    values: dict[str, Any],
    error: str,
) -> None:
    good: dict[str, Any] = {
        "kind": AskKind.YESNO,
        "text": "Add vouchers?",
        "due_on": date(2026, 12, 4),
        "on_silence": "we leave it out.",
    }
    rest = {"source": "user:1", "actor": DANA, "now": now}
    with pytest.raises(UsageError, match=error):
        add_ask(session, project, dana, **(good | values), **rest)
    stranger = make_contact(session)
    with pytest.raises(UsageError, match="another client"):
        add_ask(session, project, stranger, **good, **rest)


def test_only_a_proven_mail_takes_back_what_was_applied(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    row = answer(session, ask, now)
    undo = make_mail(session, dana, project_id=project.id)
    mail = Undo(session, undo, dana, None, proven=False, actor=DANA, now=now)
    assert undo_answers(mail) == Outcome([], ["1: yes"])
    assert (row.state, ask.state) == (AnswerState.APPLIED, AskState.ANSWERED)


def test_taking_a_late_answer_back_reopens_nothing(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = make_ask(session, project, dana)
    first, late = answer(session, ask, now), answer(session, ask, now, value="no")
    undo = make_mail(session, dana, project_id=project.id)
    undo_answers(Undo(session, undo, dana, None, proven=True, actor=DANA, now=now))
    assert (first.state, late.state) == (AnswerState.APPLIED, AnswerState.UNDONE)
    assert ask.state is AskState.ANSWERED
