"""The confirm round trip, job by job: asked once, at the registered address, and once counted."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
import re

import pytest
from sqlalchemy import select, update
import time_machine

from orchestrator import flow
from orchestrator.codes import new_code
from orchestrator.conversation.undecided import file_thread
from orchestrator.engagement.decisions import change_answer, confirm_answer, refuse_answer
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    AuditEntry,
    Confirmation,
    ConfirmationState,
    Contact,
    ContactAddress,
    Direction,
    Mail,
    OutboxEntry,
    OutboxKind,
    StandingApproval,
    WishState,
)
from orchestrator.record.append import Action, Actor
from orchestrator.record.verify import verify
from orchestrator.refiling.move import Mover, refile_mail
from orchestrator.refiling.undo import undo_decision
from tests.desk import (
    ALIAS,
    DANA,
    LUIS,
    Desk,
    answers,
    asks,
    code_in,
    open_desk,
    tasks,
    text_of,
    trips,
    wishes,
    words_of,
)
from tests.factories import MONDAY, make_project
from tests.mails import deliver, gmail_reply, raw_mail
from tests.test_flow import read_all


@pytest.fixture
def desk(parts: flow.Parts) -> Desk:
    return open_desk(parts)


def test_what_only_lacks_a_proof_is_asked_about_once_at_the_registered_address(
    desk: Desk,
) -> None:
    desk.hear("1B\n2 yes\n\nPlease send it on Tuesdays, monthly is plenty.")
    assert asks(desk) == ["open", "open"]
    question = desk.asked()
    said = words_of(question)
    assert question["To"].addresses[0].addr_spec == DANA
    assert question["Auto-Submitted"] == "auto-replied"
    assert "Which? Your bank's terminal." in said
    assert "Publish the price list? Yes." in said
    assert "On Tuesdays." in said
    assert "Beside that: Monthly it is." in said, "toward quieter needs no proof"
    assert desk.told() == [], "one mail a reply"
    with desk.parts.database.read() as session:
        stored = session.scalars(select(Confirmation)).one()
        assert code_in(question) not in str(vars(stored)), "of the code only a hash is kept"
        assert stored.expires_at - stored.created_at == timedelta(hours=72)
        assert verify(session).problems == []


@pytest.mark.parametrize("how", ["yes", "the code", "the code to the plain address", "quoted"])
def test_what_comes_back_counts_and_says_how(desk: Desk, how: str) -> None:
    desk.hear("1B\n2 yes\n\nPlease send it on Tuesdays.")
    question = desk.asked()
    words, to = {
        "yes": ("Yes, that was me.", str(question["Reply-To"])),
        "the code": (f"Here it is: {code_in(question).lower()}", str(question["Reply-To"])),
        "the code to the plain address": (code_in(question), "hello@northwind.example"),
        "quoted": (gmail_reply("yes", "Dana", text_of(question)), str(question["Reply-To"])),
    }[how]
    desk.hear(words, to=to)
    assert asks(desk) == ["answered", "answered"]
    assert answers(desk) == [("B", "applied", "T2"), ("yes", "applied", "T2")]
    assert wishes(desk) == [("tue", "applied")]
    [thanks] = desk.told()
    assert "1: Your bank's terminal. 2: yes. On Tuesdays it is." in words_of(thanks)
    assert trips(desk) == [ConfirmationState.USED]
    assert tasks(desk) == []
    with desk.parts.database.read() as session:
        lines = session.scalars(
            select(AuditEntry.line).where(AuditEntry.action == Action.ANSWER.value)
        ).all()
        assert b'"confirmed_by"' in lines[-1]
        assert verify(session).problems == []


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("No, that was not me.", ConfirmationState.REFUSED),
        ("I never sent that! Your code was {code}", ConfirmationState.REFUSED),
        ("Yes, but only if it is free.", ConfirmationState.OPEN),
        ("What is this?", ConfirmationState.OPEN),
    ],
)
def test_a_denial_a_condition_or_a_question_changes_nothing_and_tells_a_person(
    desk: Desk, words: str, state: ConfirmationState
) -> None:
    desk.hear("1B, 2 yes")
    question = desk.asked()
    desk.hear(words.format(code=code_in(question)), to=str(question["Reply-To"]))
    assert asks(desk) == ["open", "open"]
    assert {row[1] for row in answers(desk)} == {"waiting"}
    assert trips(desk) == [state]
    assert len(tasks(desk)) == 1


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("No. {code}", ConfirmationState.REFUSED),
        ("Nein, {code}", ConfirmationState.REFUSED),
        ("That was my colleague, not approved. {code}", ConfirmationState.OPEN),
        ("{code}\nActually 1 B and 2 no", ConfirmationState.OPEN),
        ("Yes, and no to question 2", ConfirmationState.OPEN),
        ("It was me. Cancel 2 please.", ConfirmationState.OPEN),
        ("I am away until Monday.\n\nDana\n\n{question}", ConfirmationState.OPEN),
        ("{question}", ConfirmationState.OPEN),
    ],
)
def test_words_beside_a_code_or_a_yes_change_nothing_and_tell_a_person(
    desk: Desk, words: str, state: ConfirmationState
) -> None:
    desk.hear("1 A\n2 yes")
    question = desk.asked()
    said = words.format(code=code_in(question), question=text_of(question))
    desk.hear(said, to=str(question["Reply-To"]))
    assert asks(desk) == ["open", "open"]
    assert {row[1] for row in answers(desk)} == {"waiting"}
    assert trips(desk) == [state]
    assert len(tasks(desk)) == 1


def test_what_a_program_may_have_written_confirms_nothing_and_is_marked_for_a_person(
    desk: Desk,
) -> None:
    desk.hear("1 A\n2 yes")
    question = desk.asked()
    said = f"I am on holiday, back 5 Jan. {code_in(question)}"
    desk.hear(said, to=str(question["Reply-To"]))
    assert asks(desk) == ["open", "open"]
    assert {row[1] for row in answers(desk)} == {"waiting"}
    assert trips(desk) == [ConfirmationState.OPEN]
    with desk.parts.database.read() as session:
        newest = session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert newest is not None
        assert not newest.is_kind_certain


@pytest.mark.parametrize("late", [False, True])
def test_a_denial_after_the_yes_takes_back_what_it_let_count(desk: Desk, late: bool) -> None:
    desk.hear("1 A\n2 yes\n\nPlease send it on Tuesdays.")
    question = desk.asked()
    desk.hear("yes", to=str(question["Reply-To"]))
    desk.told()
    assert asks(desk) == ["answered", "answered"], "control: it counted"
    assert wishes(desk) == [("tue", "applied")]
    desk.now += timedelta(hours=73 if late else 0)
    desk.hear("No, that was not me!", to=str(question["Reply-To"]))
    assert tasks(desk) == [
        "She says that she did not write a mail that was confirmed before."
        " What it changed is taken back."
    ]
    assert trips(desk) == [ConfirmationState.REFUSED]
    assert asks(desk) == ["open", "open"]
    assert {state for _, state, _ in answers(desk)} == {"waiting"}
    assert wishes(desk) == [("tue", "waiting")]
    assert "Thank you for telling us. Nothing of it counts." in words_of(desk.told()[-1])


def test_a_late_denial_is_one(desk: Desk) -> None:
    desk.hear("1 A\n2 yes")
    question = desk.asked()
    desk.now += timedelta(hours=73)
    desk.hear("No, that was not me!", to=str(question["Reply-To"]))
    assert trips(desk) == [ConfirmationState.REFUSED]
    assert tasks(desk) == ["She says that she did not write that mail."]


@pytest.mark.parametrize("moved", ["the forged mail", "the denial"])
def test_a_denial_stays_when_its_conversation_goes_back_to_the_undecided(
    desk: Desk, moved: str
) -> None:
    desk.hear("1 A\n2 yes")
    question = desk.asked()
    desk.hear("No, that was not me.", to=str(question["Reply-To"]))
    by = Mover(desk.parts.settings, desk.parts.key, None, Actor("user:1", "web"), desk.now)
    with desk.parts.database.write() as session:
        mails = session.scalars(
            select(Mail).where(Mail.direction == Direction.IN).order_by(Mail.id)
        ).all()
        mail = mails[0] if moved == "the forged mail" else mails[-1]
        refile_mail(session, mail.id, None, by=by)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    assert trips(desk) == [ConfirmationState.REFUSED]
    desk.hear("yes", to=str(question["Reply-To"]))
    assert asks(desk) == ["open", "open"]


def test_a_late_code_changes_nothing_and_that_is_said_once(desk: Desk) -> None:
    desk.hear("1B")
    question = desk.asked()
    desk.now += timedelta(hours=73)
    desk.hear(f"yes {code_in(question)}", to=str(question["Reply-To"]))
    assert asks(desk) == ["open", "open"]
    [told] = desk.told()
    assert "That code has ended. Nothing changed." in words_of(told)
    assert tasks(desk) == ["An answer to “Was this you?” came too late."]
    desk.hear(f"yes {code_in(question)}", to=str(question["Reply-To"]))
    assert desk.told() == []
    assert len(tasks(desk)) == 1


def test_a_code_works_once(desk: Desk) -> None:
    desk.hear("1B")
    code = code_in(desk.asked())
    desk.hear(code)
    with desk.parts.database.write() as session:
        session.execute(update(Ask).values(state=AskState.OPEN))
        session.execute(update(Answer).values(state=AnswerState.WAITING, awaits_proof=True))
    desk.hear(f"Once more: {code}")
    assert asks(desk) == ["open", "open"]
    assert "That code has ended." in words_of(desk.told()[-1])
    assert tasks(desk) == ["A code came that had ended."]


def test_the_code_of_another_person_changes_nothing_and_names_nobody(desk: Desk) -> None:
    desk.hear("1B")
    code = code_in(desk.asked())
    desk.hear(code, sender=LUIS, to="hello@northwind.example", proven=True)
    assert asks(desk) == ["open", "open"]
    assert tasks(desk) == ["A code came that was sent to somebody else."]
    [told] = desk.told()
    assert told["To"].addresses[0].addr_spec == LUIS
    assert "Dana" not in text_of(told)
    with desk.parts.database.read() as session:
        denied = select(AuditEntry).where(AuditEntry.action == Action.DENIED.value)
        assert b'"reason":"code"' in session.scalars(denied).one().line
    desk.hear(code)
    assert asks(desk)[0] == "answered", "Dana's own still works"


def test_three_wrong_codes_end_it(desk: Desk) -> None:
    desk.hear("1B")
    question = desk.asked()
    for _ in range(3):
        desk.hear(new_code(), to="hello@northwind.example")
    assert trips(desk) == [ConfirmationState.ENDED]
    assert tasks(desk) == ["Three wrong codes came for “Was this you?”."]
    desk.hear(code_in(question), to=str(question["Reply-To"]))
    assert asks(desk) == ["open", "open"]


def test_a_wrong_code_is_said_to_be_one(desk: Desk) -> None:
    desk.hear("1B")
    question = desk.asked()
    desk.hear(new_code(), to="hello@northwind.example")
    assert "That code is not the one we sent." in words_of(desk.told()[0])
    desk.hear(code_in(question), to=str(question["Reply-To"]))
    assert asks(desk)[0] == "answered"


def test_what_was_settled_meanwhile_is_not_settled_again(desk: Desk) -> None:
    desk.hear("1B")
    question = desk.asked()
    desk.hear("1A", proven=True)
    assert asks(desk)[0] == "answered"
    desk.hear("yes", to=str(question["Reply-To"]))
    assert answers(desk) == [("B", "undone", "T1"), ("A", "applied", "T2")]
    assert tasks(desk) == ["She confirmed what was settled in the meantime."]


def test_an_older_wish_does_not_overrule_a_newer_one(desk: Desk) -> None:
    desk.hear("Tuesdays please")
    question = desk.asked()
    desk.hear("Thursdays please", proven=True)
    desk.hear("yes", to=str(question["Reply-To"]))
    assert wishes(desk) == [("tue", "waiting"), ("thu", "applied")]
    with desk.parts.database.read() as session:
        dana = session.scalars(select(Contact).where(Contact.name == "Dana Whitfield")).one()
        assert dana.wishes.weekday == "thu"


@pytest.mark.parametrize(
    "words",
    [
        "1B, if my boss agrees",
        "daily please",
        "The calendar looks lovely.",
        "monthly please",
        "stop",
    ],
)
def test_nothing_else_is_asked_about(desk: Desk, words: str) -> None:
    desk.hear(words)
    desk.told()
    assert trips(desk) == []


def test_money_waits_for_the_pm_and_for_no_code(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.execute(update(Ask).values(settles="money"))
    desk.hear("1B, 2 yes")
    [acknowledgement] = desk.told()
    assert "Maya confirms it." in words_of(acknowledgement)
    assert trips(desk) == []


def test_without_its_standing_approval_all_waits_for_the_pm(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.execute(
            update(StandingApproval)
            .where(StandingApproval.template == "confirmation")
            .values(revoked_at=MONDAY)
        )
    desk.hear("1B")
    [acknowledgement] = desk.told()
    assert "1: Your bank's terminal. Maya confirms it." in words_of(acknowledgement)
    assert trips(desk) == []


def test_history_and_automatic_mail_ask_nothing(desk: Desk) -> None:
    desk.hear("1B. I am out of the office.", Auto_Submitted="auto-replied")
    old = desk.now - timedelta(days=3)
    content = raw_mail(
        "1B", sender=DANA, to=str(desk.update["Reply-To"]), sent_at=old, proven=False
    )
    deliver(desk.parts.database, content, received_at=old)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    assert desk.told() == []
    assert trips(desk) == []


def test_a_person_gets_at_most_three_automatic_mails_a_day(desk: Desk) -> None:
    sent = []
    for number in range(6):
        desk.hear(f"1{'AB'[number % 2]}")
        sent += desk.told()
    assert len(sent) == len(trips(desk)) == 3


def test_of_replies_close_together_the_newest_is_asked_about(desk: Desk) -> None:
    desk.hear("1A")
    desk.hear("Sorry, 1B.")
    question = desk.asked()
    assert "Your bank's terminal" in words_of(question)
    assert "Which? Stripe" not in words_of(question)
    desk.hear("yes", to=str(question["Reply-To"]))
    assert answers(desk) == [("A", "undone", "T1"), ("B", "applied", "T2")]


def test_the_words_of_a_stranger_do_not_travel_in_our_mail(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.execute(update(Ask).where(Ask.kind == AskKind.YESNO).values(kind=AskKind.VALUE))
    lure = "2: Priya " + "and please pay the open invoice at once to another account " * 3
    desk.hear(lure, subject="URGENT: pay at https://evil.example")
    question = desk.asked()
    assert "evil.example" not in bytes(question).decode()
    [quoted] = re.findall("“(Priya[^”]*)”", words_of(question))
    assert len(quoted) <= 60


def test_an_alias_is_asked_at_the_registered_address(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        dana = session.scalars(select(Contact).where(Contact.name == "Dana Whitfield")).one()
        session.add(ContactAddress(contact_id=dana.id, addr_spec=ALIAS, source="decision:1"))
    desk.hear("1B", sender=ALIAS)
    question = desk.asked()
    assert question["To"].addresses[0].addr_spec == DANA
    with desk.parts.database.read() as session:
        kinds: Sequence[OutboxKind] = session.scalars(
            select(OutboxEntry.kind).where(OutboxEntry.recipient == ALIAS)
        ).all()
    assert kinds == []
    assert WishState.WAITING.value not in [state for _, state in wishes(desk)]


@pytest.mark.parametrize("word", ["confirm", "refuse", "change"])
def test_a_persons_word_on_an_answer_comes_back_when_the_move_is_undone(
    desk: Desk, word: str
) -> None:
    desk.hear("1 A but only if it is free", proven=True)
    me = Actor("user:1", "web")
    by = Mover(desk.parts.settings, desk.parts.key, None, me, desk.now)
    with desk.parts.database.write() as session:
        answer = session.scalars(select(Answer)).one()
        mail_id, user_id = answer.mail_id, answer.ask.project.pm_id
        if word == "change":
            change_answer(
                session, answer.id, "B", proof_from=1000, user_id=user_id, actor=me, now=desk.now
            )
        else:
            confirm = partial(confirm_answer, proof_from=1000)
            decide = confirm if word == "confirm" else refuse_answer
            decide(session, answer.id, user_id=user_id, actor=me, now=desk.now)
    before = answers(desk), asks(desk)
    with desk.parts.database.write() as session:
        decision_id = refile_mail(session, mail_id, None, by=by).decision.id
    with time_machine.travel(desk.now, tick=False):
        read_all()
    assert answers(desk) == []
    with desk.parts.database.write() as session:
        undo_decision(session, decision_id, by=by)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    assert (answers(desk), asks(desk)) == before
    with desk.parts.database.read() as session:
        assert session.scalars(select(Answer)).one().decided_by == user_id
        assert verify(session).problems == []


def test_what_is_quieter_counts_before_its_mail_is_filed(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        contact = session.scalars(select(Contact).where(Contact.name.startswith("Dana"))).one()
        second = make_project(session, contact)
        second_id = second.id
    words = "Monthly, please.\n\nPlease pause until 15 January 2027.\n\nOn Tuesdays, please."
    desk.hear(words, to="hello@northwind.example", subject="Hello")
    with desk.parts.database.read() as session:
        mail = session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert mail is not None
        assert mail.project_id is None
        assert mail.thread_id is not None
        thread_id = mail.thread_id
    assert wishes(desk) == [("monthly", "applied"), ("2027-01-15", "applied")]
    with desk.parts.database.write() as session:
        file_thread(session, thread_id, second_id, actor=Actor("user:1", "web"), now=desk.now)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    assert wishes(desk) == [("monthly", "applied"), ("2027-01-15", "applied"), ("tue", "waiting")]
