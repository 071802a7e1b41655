"""An answer to a settled question offers what can be done, and no button that can only fail."""

from datetime import timedelta
import re

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.engagement.asks import take_answer
from orchestrator.engagement.decisions import confirm_answer
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Block,
    BlockKind,
    BlockSource,
    Contact,
    Database,
    Digest,
    DigestState,
    Project,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_mail
from tests.web.conftest import Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of


def answer_too(database: Database, studio: Studio, value: str | None, name: str) -> int:
    """Somebody else answers the question that Tom answered; returns the conversation."""
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        person = make_contact(
            session, project.client, address=f"{name.lower()}@pinecrest.example", name=f"{name} Poe"
        )
        mail = make_mail(session, person, project_id=project.id, subject=f"From {name}")
        session.add(
            Answer(
                ask_id=session.get_one(Answer, studio.answer).ask_id,
                mail_id=mail.id,
                contact_id=person.id,
                number=1,
                value=value,
                certainty="exact" if value else "unclear",
                span=f"{value} says {name}",
                tier="T2",
                state=AnswerState.WAITING,
                answered_at=MONDAY - timedelta(minutes=5),
            )
        )
        assert mail.thread_id is not None
        return mail.thread_id


def confirm(database: Database, studio: Studio) -> None:
    with database.write() as session:
        confirm_answer(
            session,
            studio.answer,
            proof_from=1000,
            user_id=1,
            actor=Actor("user:1", "web"),
            now=MONDAY,
        )


def tell_her(database: Database, studio: Studio) -> None:
    """An update that left says what her mail was understood as."""
    with database.write() as session:
        digest = session.get_one(Digest, studio.digest)
        digest.state, digest.number = DigestState.SENT, 15
        digest.drafted_at = MONDAY + timedelta(hours=1)
        client_id = session.scalars(select(Contact.client_id).where(Contact.id == studio.contact))
        source = BlockSource(source=f"mail:{studio.mail}", client_id=client_id.one())
        digest.blocks = [Block(position=1, kind=BlockKind.NOTED, text="B.", sources=[source])]


def deeds(page: str) -> list[tuple[str, str]]:
    """Every form about an answer on a page: its address, and a value to send with it."""
    forms = re.findall(r'<form [^>]*action="(/inbox/answers/[^"]+)".*?</form>', page, re.S)
    bodies = re.findall(r'<form [^>]*action="/inbox/answers/[^"]+".*?</form>', page, re.S)
    values = [re.search(r'name="value" value="([^"]+)"', body) for body in bodies]
    return [(at, found[1] if found else "") for at, found in zip(forms, values, strict=True)]


def test_what_differs_from_what_counts_is_read_and_set_aside(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    other, same = answer_too(database, studio, "A", "Ada"), answer_too(database, studio, "B", "Ben")
    unclear = answer_too(database, studio, None, "Cleo")
    before = words_of(pm.get("/").text)
    assert "3 decisions to confirm, 1 answer to read" in before
    assert "Read what Cleo answered" in before
    confirm(database, studio)
    today = words_of(pm.get("/").text)
    assert "2 late answers to read" in today
    assert "to confirm" not in today
    assert "Ada answered what was settled Patient app: “A says Ada” Today 08:55 Read" in today
    assert "Ben" not in today
    assert "1 to confirm" not in pm.get("/inbox").text
    for thread in (other, same, unclear):
        with at_most_statements(database, 12):
            page = pm.get(f"/inbox/{thread}").text
        assert "Evening counts, from Tom, Mon 23 Nov." in words_of(page)
        assert f'/inbox/{studio.thread}#mail-{studio.mail}">Tom, Mon 23 Nov<' in page
        found = [each.rpartition("/")[2] for each, _ in deeds(page)]
        assert found == (["use", "refusal"] if thread == other else ["refusal"])
        address = deeds(page)[-1][0]
        answer = pm.post(address)
        assert answer.status_code == 303
        page = pm.get(answer.location or "").text
        assert "Set aside. The question stays settled." in page
        assert {each.rpartition("/")[2] for each, _ in deeds(page)} == {"undo"}
    assert "late answer" not in pm.get("/").text


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("yes", "Ada agreed to what was withdrawn Patient app: “yes says Ada”"),
        ("no", "Ada answered what was withdrawn Patient app: “no says Ada”"),
        (None, "Ada answered what was withdrawn Patient app: “None says Ada”"),
    ],
)
def test_an_answer_to_what_was_withdrawn_is_one_row_that_a_person_reads(
    database: Database, studio: Studio, pm: Visitor, value: str | None, title: str
) -> None:
    thread = answer_too(database, studio, value, "Ada")
    with database.write() as session:
        ask = session.get_one(Answer, studio.answer).ask
        ask.state, ask.kind, ask.options = AskState.WITHDRAWN, AskKind.YESNO, {}
    today = words_of(pm.get("/").text)
    assert today.count(title) == 1
    page = pm.get(f"/inbox/{thread}").text
    assert "Withdrawn before" in words_of(page)
    [(address, _)] = deeds(page)
    assert pm.post(address).status_code == 303
    assert title not in words_of(pm.get("/").text)


def test_a_late_answer_is_used_in_one_click_and_given_back_in_one(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    late = answer_too(database, studio, "A", "Ada")
    confirm(database, studio)
    clock.shift(60)
    address = deeds(pm.get(f"/inbox/{late}").text)[0][0]
    assert address.endswith("/use")
    assert pm.post(address).status_code == 303
    page = pm.get(f"/inbox/{late}").text
    assert "It counts now. What counted before is set aside." in page
    assert counting(database, studio) == ["A"]
    assert "late answer" not in pm.get("/").text
    assert pm.post(address).status_code == 409
    undo = re.findall(r'action="(/inbox/answers/\d+/decision/undo)"', page)[0]
    assert pm.post(undo).status_code == 303
    assert counting(database, studio) == ["B"]
    page = pm.get(f"/inbox/{late}").text
    assert "Evening counts, from Tom" in words_of(page)
    assert deeds(page)[0][0] == address
    tell_her(database, studio)
    page = pm.get(f"/inbox/{late}").text
    assert "Update 15 tells Tom that it counts. Write to change it." in words_of(page)
    assert {each.rpartition("/")[2] for each, _ in deeds(page)} == {"refusal"}
    assert pm.post(address).status_code == 409
    assert counting(database, studio) == ["B"]


UNPROVEN = "; it did not come through her own reply address"


@pytest.mark.parametrize("why_not", ["", UNPROVEN], ids=["proven", "not proven"])
def test_two_words_of_one_person_that_differ_are_one_row_with_both(
    database: Database, studio: Studio, pm: Visitor, why_not: str
) -> None:
    with database.write() as session:
        ask = session.get_one(Answer, studio.answer).ask
        session.delete(session.get_one(Answer, studio.answer))
        ask.settles, ask.kind, ask.options = "money", AskKind.YESNO, {}
        for value, span in (("yes", "2 yes, go ahead"), ("no", "2 no")):
            mail = make_mail(session, ask.contact, project_id=studio.project)
            take_answer(
                session, mail, ask.contact, ask_id=ask.id, number=2,
                found={"value": value, "certainty": "exact", "span": span}, tier="T1",
                why_not=why_not.removeprefix("; "), may_settle=True,
                actor=Actor("client:1", "mail"), now=MONDAY,
            )  # fmt: skip
        newest = mail.thread_id
    today = words_of(pm.get("/").text)
    both = f"“2 no”; it settles money{why_not}; “2 yes, go ahead” came 0 min before"
    assert today.count(f"Tom said two different things Patient app: {both}") == 1
    assert "1 contradiction to settle" in today
    assert "Confirm what Tom decided" not in today
    confirmation = deeds(pm.get(f"/inbox/{newest}").text)[-3][0]
    assert pm.post(confirmation).status_code == 303
    assert "2 yes" not in words_of(pm.get("/").text), "what he said before needs nobody now"


def test_u11_a_condition_is_asked_again_or_taken_for_a_yes_with_a_reason(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        answer = session.get_one(Answer, studio.answer)
        answer.certainty, answer.span = "unclear", "Looks good but check with Luis"
        answer.tier = "T2"
    today = words_of(pm.get("/").text)
    assert "Read what Tom answered Patient app: “Looks good but check with Luis”" in today
    assert "Confirm what Tom decided" not in today
    at = f"/inbox/{studio.thread}"
    page = pm.get(at).text
    assert "Ask again" in page
    assert "It is Evening, because" in words_of(page)
    confirm = f"/inbox/answers/{studio.answer}/confirmation"
    assert pm.post(confirm).status_code == 400
    assert pm.post(confirm, because="  ").status_code == 400
    again = pm.post(f"/inbox/answers/{studio.answer}/refusal")
    assert "It is asked again in the next update." in pm.get(again.location or "").text
    pm.post(f"/inbox/answers/{studio.answer}/decision/undo")
    assert pm.post(confirm, because="Luis said yes on the phone").status_code == 303
    log = words_of(pm.get(f"/p/{studio.slug}/decisions").text)
    assert "A person read it so" in log
    assert "“Looks good but check with Luis” Because: Luis said yes on the phone" in log
    assert "Proven to be theirs" not in log


def counting(database: Database, studio: Studio) -> list[str | None]:
    """The answers that count for the question that Tom answered; it is settled by them."""
    with database.read() as session:
        ask_id = session.get_one(Answer, studio.answer).ask_id
        assert session.get_one(Ask, ask_id).state is AskState.ANSWERED
        counts = Answer.ask_id == ask_id, Answer.state == AnswerState.APPLIED
        return list(session.scalars(select(Answer.value).where(*counts)))


@pytest.mark.parametrize(
    ("ask", "answer", "is_decided"),
    [
        (AskState.OPEN, AnswerState.WAITING, False),
        (AskState.CALL, AnswerState.WAITING, False),
        (AskState.CONDITIONAL, AnswerState.WAITING, False),
        (AskState.WITHDRAWN, AnswerState.WAITING, False),
        (AskState.ANSWERED, AnswerState.APPLIED, False),
        (AskState.ANSWERED, AnswerState.APPLIED, True),
        (AskState.ANSWERED, AnswerState.REFUSED, True),
        (AskState.OPEN, AnswerState.UNDONE, False),
    ],
)
def test_each_button_of_an_answer_does_something(
    database: Database,
    studio: Studio,
    pm: Visitor,
    ask: AskState,
    answer: AnswerState,
    is_decided: bool,
) -> None:
    with database.read() as session:
        ask_id = session.get_one(Answer, studio.answer).ask_id

    def put_back() -> None:
        with database.write() as session:
            row = session.get_one(Answer, studio.answer)
            row.state, row.value, row.changed_from = answer, "B", None
            row.decided_by, row.decided_at = (1, MONDAY) if is_decided else (None, None)
            session.get_one(Ask, ask_id).state = ask

    put_back()
    found = deeds(pm.get(f"/inbox/{studio.thread}").text)
    assert bool(found) is (answer is not AnswerState.UNDONE)
    for address, value in found:
        put_back()
        response = pm.post(address, value=value)
        assert response.status_code == 303, (address, response.text)
    assert any(at.endswith("confirmation") for at, _ in found) is (
        answer is AnswerState.WAITING and ask is not AskState.WITHDRAWN
    )


def test_what_an_update_tells_her_is_not_offered_to_be_changed(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    confirm(database, studio)
    assert len(deeds(pm.get(f"/inbox/{studio.thread}").text)) == 2
    tell_her(database, studio)
    page = pm.get(f"/inbox/{studio.thread}").text
    assert deeds(page) == []
    assert "Update 15 tells Tom that it counts. Write to change it." in words_of(page)
    assert pm.post(f"/inbox/answers/{studio.answer}/change", value="A").status_code == 409
