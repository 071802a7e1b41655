"""What a client says is wrong, in answer to what we said we understood, is taken back."""

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.engagement.decisions import confirm_answer
from orchestrator.engagement.replay import replay_answers, replay_wishes
from orchestrator.models import (
    Ask,
    AuditEntry,
    Contact,
    Mail,
    Project,
)
from orchestrator.record.append import Action, Actor
from orchestrator.record.verify import verify
from orchestrator.refiling.move import Mover, refile_mail
from tests.desk import LUIS, Desk, answers, asks, open_desk, tasks, wishes, words_of
from tests.factories import make_project
from tests.test_flow import read_all

BOTH_BACK = "Taken back: 1: Stripe; 2: yes; cadence monthly."
UNDONE = "Undone. Please tell me what it should be."


@pytest.fixture
def desk(parts: flow.Parts) -> Desk:
    return open_desk(parts)


def answer_all(desk: Desk) -> str:
    """Two answers and a wish, proven to be hers; the Message-ID of what she was told."""
    desk.hear("1A\n2 yes\nMonthly please.", proven=True)
    assert (asks(desk), wishes(desk)) == (["answered", "answered"], [("monthly", "applied")])
    [told] = desk.told()
    assert "1: Stripe." in words_of(told)
    assert "Reply wrong to take it back" in words_of(told)
    return str(told["Message-ID"])


def cadence(desk: Desk) -> str:
    with desk.parts.database.read() as session:
        dana = session.scalars(select(Contact).where(Contact.name == "Dana Whitfield")).one()
        return dana.wishes.cadence


@pytest.mark.parametrize(
    "words",
    ["wrong", "Falsch!", "C'est faux.", "Está mal", "Non è quello che ho detto.", "Klopt niet",
     "Errado, desculpe", "Hi Maya,\n\nthat's not what I meant.\n\nDana", "undo"],
)  # fmt: skip
def test_all_that_was_acknowledged_is_taken_back_and_she_and_the_pm_are_told(
    desk: Desk, words: str
) -> None:
    notice = answer_all(desk)
    desk.hear(words, proven=True, In_Reply_To=notice)
    assert asks(desk) == ["open", "open"]
    assert [state for _, state, _ in answers(desk)] == ["undone", "undone"]
    assert (wishes(desk), cadence(desk)) == ([("monthly", "undone")], "weekly")
    assert tasks(desk) == [BOTH_BACK]
    [told] = desk.told()
    assert UNDONE in words_of(told)
    with desk.parts.database.read() as session:
        assert verify(session).problems == []
        lines = session.scalars(
            select(AuditEntry.line).where(AuditEntry.action == Action.ANSWER.value)
        )
        assert sum(b'"state":"undone"' in line for line in lines) == 2


def test_said_again_it_takes_nothing_more_back(desk: Desk) -> None:
    desk.hear("2 no", proven=True)
    desk.told()
    desk.hear("1B", proven=True)
    [told] = desk.told()
    notice = str(told["Message-ID"])
    for _ in range(2):
        desk.hear("wrong", proven=True, In_Reply_To=notice)
    assert asks(desk) == ["open", "answered"], "the older answer is not meant"
    assert tasks(desk)[1:] == ["Nothing of it could be taken back by itself."]
    assert len(desk.told()) == 1


def test_replies_that_were_acknowledged_together_go_together(desk: Desk) -> None:
    desk.hear("1A", proven=True)
    desk.hear("2 yes", proven=True)
    [told] = desk.told()
    desk.hear("wrong", proven=True, In_Reply_To=str(told["Message-ID"]))
    assert asks(desk) == ["open", "open"]


def test_what_is_proven_to_be_hers_stays_until_she_proves_it(desk: Desk) -> None:
    notice = answer_all(desk)
    desk.hear("wrong", In_Reply_To=notice)
    assert (asks(desk), cadence(desk)) == (["answered", "answered"], "monthly")
    kept = "Still counts or waits: 1: Stripe; 2: yes; cadence monthly."
    assert tasks(desk) == [f"{kept} The mail is not proven to be hers."]
    assert "Maya looks at it and writes to you." in words_of(desk.told()[0])


def test_what_only_waits_for_a_proof_goes_without_one(desk: Desk) -> None:
    desk.hear("1A\nTuesdays please")
    question = desk.asked()
    desk.hear("undo", In_Reply_To=str(question["Message-ID"]))
    assert answers(desk) == [("A", "undone", "T1")]
    assert wishes(desk) == [("tue", "undone")]


def test_another_person_takes_nothing_of_hers_back(desk: Desk) -> None:
    notice = answer_all(desk)
    desk.hear("wrong", sender=LUIS, proven=True, In_Reply_To=notice)
    assert (asks(desk), cadence(desk)) == (["answered", "answered"], "monthly")
    assert tasks(desk) == []


def test_what_a_person_confirmed_stays_with_that_person(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.get_one(Ask, 1).settles = "money"
    desk.hear("1A\n2 yes", proven=True)
    [told] = desk.told()
    with desk.parts.database.write() as session:
        confirm_answer(
            session, 1, proof_from=1000, user_id=1, actor=Actor("user:1", "web"), now=desk.now
        )
    desk.hear("wrong", proven=True, In_Reply_To=str(told["Message-ID"]))
    assert asks(desk) == ["answered", "open"]
    assert tasks(desk) == ["Taken back: 2: yes. Still counts or waits: 1: Stripe."]


def test_her_stop_is_ended_by_her_proven_word_alone(desk: Desk) -> None:
    desk.hear("stop")
    [told] = desk.told()
    desk.hear("wrong", In_Reply_To=str(told["Message-ID"]))
    assert wishes(desk) == [("yes", "applied")]
    desk.hear("wrong", proven=True, In_Reply_To=str(told["Message-ID"]))
    assert wishes(desk) == [("yes", "undone")]


def test_an_update_called_wrong_takes_the_last_answer_back_and_no_wish(desk: Desk) -> None:
    answer_all(desk)
    desk.hear("wrong", proven=True, In_Reply_To=str(desk.update["Message-ID"]))
    assert (asks(desk), wishes(desk)) == (["open", "open"], [("monthly", "applied")])


def test_taken_back_before_it_was_acknowledged_it_is_not_said_to_count(desk: Desk) -> None:
    desk.hear("1A", proven=True)
    desk.hear("undo", proven=True)
    [told] = desk.told()
    assert UNDONE in words_of(told)
    assert "Stripe" not in words_of(told)


def test_taken_back_and_answered_anew_in_one_mail(desk: Desk) -> None:
    notice = answer_all(desk)
    desk.hear("Please ignore my answer to 1.\n2: no", proven=True, In_Reply_To=notice)
    assert asks(desk) == ["open", "answered"]
    assert answers(desk)[2:] == [("no", "applied", "T2")]


def test_a_replay_and_a_move_keep_it_right(desk: Desk) -> None:
    notice = answer_all(desk)
    desk.hear("wrong", proven=True, In_Reply_To=notice)
    with desk.parts.database.write() as session:
        replay_answers(session, {1, 2}, key=desk.parts.key, now=desk.now)
        replay_wishes(session, {1}, key=desk.parts.key, now=desk.now)
    assert (asks(desk), cadence(desk)) == (["open", "open"], "weekly")
    assert [state for _, state, _ in answers(desk)] == ["undone", "undone"]
    with desk.parts.database.write() as session:
        project, dana = session.get_one(Project, 1), session.get_one(Contact, 1)
        elsewhere = make_project(session, dana, pm=project.pm)
        wrong = session.scalars(select(Mail.id).order_by(Mail.id.desc()).limit(1)).one()
        me = Actor("user:1", "web")
        by = Mover(desk.parts.settings, desk.parts.key, None, me, desk.now)
        refile_mail(session, wrong, elsewhere.id, reason="it was about the other", by=by)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    assert (asks(desk), cadence(desk)) == (["answered", "answered"], "monthly")
