"""Bad mail inputs 28 to 36 where a confirm round trip, a second voice or time comes in."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator import flow, tokens
from orchestrator.engagement.tiers import ADDRESS_LASTS
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AuditEntry,
    Contact,
    ContactAddress,
    Participant,
    ParticipantRole,
    Project,
    Task,
    TaskKind,
    TaskState,
)
from orchestrator.record.append import Action
from tests.desk import (
    LUIS,
    Desk,
    answers,
    asks,
    code_in,
    open_desk,
    tasks,
    trips,
    wishes,
    words_of,
)
from tests.factories import make_contact

LEAH = "leah@harborlane.example"


@pytest.fixture
def desk(parts: flow.Parts) -> Desk:
    return open_desk(parts)


def add_leah(desk: Desk) -> None:
    """A colleague of Dana's takes part in the project."""
    with desk.parts.database.write() as session:
        dana = session.scalars(select(Contact).where(Contact.name == "Dana Whitfield")).one()
        leah = make_contact(session, dana.client, address=LEAH, name="Leah Novak")
        project = session.scalars(select(Project).where(Project.client_id == dana.client_id)).one()
        session.add(
            Participant(
                project_id=project.id,
                contact_id=leah.id,
                role=ParticipantRole.APPROVER,
                can_approve=True,
            )
        )


def denied(session: Session) -> int:
    count = select(func.count(AuditEntry.seq)).where(AuditEntry.action == Action.DENIED.value)
    return session.scalar(count) or 0


def test_28_a_forged_approval_asks_dana_and_changes_nothing(desk: Desk) -> None:
    desk.hear("1B, 2 yes. We approve.")
    question = desk.asked()
    assert asks(desk) == ["open", "open"]
    desk.hear("No, that was not me!", to=str(question["Reply-To"]), proven=True)
    assert asks(desk) == ["open", "open"]
    assert tasks(desk) == ["She says that she did not write that mail."]


def test_29_the_token_of_another_client_is_words_and_a_security_event(desk: Desk) -> None:
    desk.hear("1B", sender=LUIS, proven=True)
    assert (asks(desk), answers(desk), trips(desk)) == (["open", "open"], [], [])
    with desk.parts.database.read() as session:
        assert denied(session) == 1


def test_29_nor_does_another_clients_question_take_his_yes(desk: Desk) -> None:
    desk.hear("1B")
    question = desk.asked()
    desk.hear("yes", sender=LUIS, to=str(question["Reply-To"]), proven=True)
    assert asks(desk) == ["open", "open"]
    assert desk.told() == []
    with desk.parts.database.read() as session:
        assert denied(session) == 1


def test_30_an_address_that_has_ended_proves_nothing_and_that_is_said_once(desk: Desk) -> None:
    desk.now += ADDRESS_LASTS
    desk.hear("1B", proven=True)
    assert answers(desk) == [("B", "waiting", "T1")]
    question = desk.asked()
    assert "The reply address of that update has ended" in words_of(question)
    desk.hear("yes", to=str(question["Reply-To"]), proven=True)
    assert asks(desk)[0] == "answered"
    desk.now += timedelta(days=1)
    desk.hear("2 yes", proven=True)
    assert "has ended" not in words_of(desk.asked())
    assert tasks(desk) == [], "nobody has to do anything"


def test_31_after_five_wrong_addresses_in_an_hour_a_right_one_proves_nothing(desk: Desk) -> None:
    right = str(desk.update["Reply-To"])
    for letter in "bcdef":
        wrong = right.replace(_token(desk.update)[-1] + "@", letter + "@")
        if wrong != right:
            desk.hear(f"1A {letter}", to=wrong, proven=True)
    wrong = right.replace(_token(desk.update)[-3:] + "@", "zzz@")
    desk.hear("1A zzz", to=wrong, proven=True)
    with desk.parts.database.read() as session:
        assert denied(session) >= 5
        assert AnswerState.APPLIED not in set(session.scalars(select(Answer.state)))
    desk.hear("1B", proven=True)
    assert asks(desk) == ["open", "open"]
    with desk.parts.database.read() as session:
        last = session.scalars(select(Answer).order_by(Answer.id.desc())).first()
        assert last is not None
        assert last.why_waiting == "too many wrong reply addresses came from this sender"
    desk.now += timedelta(hours=2)
    desk.hear("2 yes", proven=True)
    assert asks(desk) == ["open", "answered"]


def _token(message: EmailMessage) -> str:
    token = tokens.token_in(str(message["Reply-To"]))
    assert token is not None
    return token


def test_32_the_same_approval_three_times_counts_once_and_bothers_nobody(desk: Desk) -> None:
    desk.hear("1B", proven=True)
    assert len(desk.told()) == 1
    desk.hear("1B!", proven=True)
    desk.hear("As I said: 1B", proven=False)
    assert answers(desk) == [("B", "applied", "T2")]
    assert desk.told() == []


def test_33_an_approval_and_then_a_refusal_is_for_a_person(desk: Desk) -> None:
    desk.hear("2 yes", proven=True)
    desk.hear("2 no", proven=True)
    assert asks(desk) == ["open", "answered"]
    assert answers(desk) == [("yes", "applied", "T2"), ("no", "waiting", "T2")]
    [told] = desk.told()
    assert "2: no. Maya confirms it." in words_of(told)
    assert trips(desk) == []


def test_33_an_approval_of_what_was_withdrawn_is_not_said_to_be_confirmed(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.execute(update(Ask).where(Ask.id == 2).values(state="withdrawn", settles="money"))
    desk.hear("2 yes, go ahead please", proven=True)
    assert answers(desk) == [("yes", "waiting", "T2")]
    [told] = desk.told()
    assert "2: we no longer ask this. Maya reads what you wrote." in words_of(told)
    assert "confirms" not in words_of(told)


def test_33_two_words_that_differ_are_acknowledged_by_the_last_and_a_person(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.execute(update(Ask).where(Ask.id == 2).values(settles="money"))
    desk.hear("2 yes, go ahead")
    desk.hear("2 no")
    assert answers(desk) == [("yes", "waiting", "T1"), ("no", "waiting", "T1")]
    [told] = desk.told()
    assert "2: no, and something else before. Maya looks at it." in words_of(told)
    assert "2: yes" not in words_of(told)
    assert "confirms" not in words_of(told)


@pytest.mark.parametrize("order", ["dana first", "leah first"])
def test_33_two_people_who_differ_are_for_a_person(desk: Desk, order: str) -> None:
    add_leah(desk)
    voices = {"": "2 yes", LEAH: "2 no"}
    first = "" if order == "dana first" else LEAH
    for sender in (first, *(each for each in voices if each != first)):
        values = {"sender": sender} if sender else {}
        desk.hear(voices[sender], proven=True, **values)  # type: ignore[arg-type]
    states = {value: state for value, state, _ in answers(desk)}
    assert states["no"] == "waiting"
    assert states["yes"] == ("applied" if order == "dana first" else "waiting")
    assert asks(desk)[1] == ("answered" if order == "dana first" else "open")
    with desk.parts.database.read() as session:
        reasons = set(session.scalars(select(Answer.why_waiting)))
    settled, differs = "the question was settled before", "Leah Novak answered otherwise"
    assert (settled if order == "dana first" else differs) in reasons


@pytest.mark.parametrize("words", ["I do not approve.", "Approve? No!", "I don't approve of 2."])
def test_34_what_is_no_approval_is_not_even_asked_about_as_one(desk: Desk, words: str) -> None:
    desk.hear(words)
    desk.told()
    assert "yes" not in [value for value, _, _ in answers(desk)]


def test_35_a_stop_inside_a_sentence_stops_nothing_and_asks_once(desk: Desk) -> None:
    desk.hear("Please don't stop with the calendar, it is lovely.")
    assert wishes(desk) == []
    [told] = desk.told()
    assert "If they should stop, reply with the one word stop." in words_of(told)
    desk.now += timedelta(days=2)
    desk.hear("I can't stop looking at it.")
    assert desk.told() == []
    with desk.parts.database.read() as session:
        assert session.scalars(select(Task.kind)).all() == [TaskKind.STOP]
    assert tasks(desk) == [], "no person has to do anything"
    desk.hear("stop")
    assert wishes(desk) == [("yes", "applied")]


@pytest.mark.parametrize("header", ["auto-replied", "auto-generated"])
def test_36_an_out_of_office_brings_no_code_back(desk: Desk, header: str) -> None:
    desk.hear("1B")
    question = desk.asked()
    words = f"I am out of the office, yes, I approve {code_in(question)}."
    desk.hear(words, to=str(question["Reply-To"]), Auto_Submitted=header)
    assert asks(desk) == ["open", "open"]
    assert desk.told() == []
    assert [state.value for state in trips(desk)] == ["open"]


def test_no_mail_changes_an_address_and_both_must_confirm_it_for_a_person(desk: Desk) -> None:
    new = "dana@new.example"
    desk.hear(f"My e-mail address has changed, please use {new}.", proven=True)
    question = desk.asked()
    assert f"A new address for our mail: “{new}”." in words_of(question)
    desk.hear("yes", to=str(question["Reply-To"]))
    with desk.parts.database.read() as session:
        task = session.scalars(select(Task)).one()
        assert (task.kind, task.state) == (TaskKind.ADDRESS, TaskState.OPEN)
        assert task.proven_by == ["dana@harborlane.example"]
        assert task.addr_spec == new
        assert [address.addr_spec for address in task.contact.addresses] == task.proven_by
    _accept_alias(desk, new)
    desk.hear(f"And from here: {code_in(question)}", sender=new, to="hello@northwind.example")
    with desk.parts.database.read() as session:
        assert session.scalars(select(Task)).one().proven_by == ["dana@harborlane.example", new]
        dana = session.scalars(select(Contact).where(Contact.name == "Dana Whitfield")).one()
        assert dana.address == "dana@harborlane.example", "a person changes it"


def _accept_alias(desk: Desk, address: str) -> None:
    with desk.parts.database.write() as session:
        dana = session.scalars(select(Contact).where(Contact.name == "Dana Whitfield")).one()
        session.add(ContactAddress(contact_id=dana.id, addr_spec=address, source="decision:1"))


def test_requests_for_data_have_the_day_of_the_law(desk: Desk) -> None:
    desk.hear("Please delete my data. Who sees this?")
    with desk.parts.database.read() as session:
        due = {task.kind: task.due_on for task in session.scalars(select(Task))}
    assert set(due) == {TaskKind.ERASE, TaskKind.WHO_SEES}
    assert set(due.values()) == {(desk.now + timedelta(days=30)).date()}
    [told] = desk.told()
    assert words_of(told).count("You hear back within 30 days.") == 1
