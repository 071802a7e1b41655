"""An update told by phone: one page to call by, and what is noted of the call."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Ask,
    AskState,
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    Call,
    CallState,
    Contact,
    Database,
    Digest,
    DigestState,
    FactTold,
    Impact,
    Promise,
    Role,
)
from orchestrator.record.verify import verify
from tests.factories import MONDAY, make_ask, make_contact, make_digest, make_fact, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements

YES, PRICE = "Add gift vouchers?", "Is £400 more all right?"


@pytest.fixture
def update(database: Database, studio: Studio) -> int:
    """Of Tom, who wants to be called: bad news and two questions, one of them about money."""
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        shown = session.scalars(select(Digest).where(Digest.contact_id == tom.id)).first()
        assert shown is not None
        project = shown.project
        digest = make_digest(session, project, tom, channel="phone", number=77)
        fact = make_fact(session, project, text="Launch may move.", impact=Impact.BAD)
        free = make_ask(session, project, tom, text=YES, asked_at=MONDAY - timedelta(days=7))
        money = make_ask(session, project, tom, text=PRICE, settles="money")
        session.add(
            Call(
                project_id=project.id, contact_id=tom.id, cause=f"fact:{fact.id}",
                words=fact.text, state=CallState.OPEN, created_at=MONDAY,
            )
        )  # fmt: skip
        lines = [
            (BlockKind.STATUS, "Two days behind.", f"project:{project.id}", None),
            (BlockKind.NEWS, fact.text, f"fact:{fact.id}", None),
            (BlockKind.ASK, YES, f"ask:{free.id}", free),
            (BlockKind.ASK, PRICE, f"ask:{money.id}", money),
        ]
        for place, (kind, text, source, ask) in enumerate(lines, start=1):
            digest.blocks.append(block(project.client_id, place, kind, text, source, ask))
        return digest.id


def block(
    client_id: int, place: int, kind: BlockKind, text: str, source: str, ask: Ask | None
) -> Block:
    details = {"delivery": "watch", "status": "watch"} if kind is BlockKind.STATUS else {}
    if ask is not None:
        details = {"kind": "yesno", "detail": "", "options": {}, "recommended": ""}
        details |= {"due": "By Fri 4 Dec. No reply: we leave it out.", "due_on": "2026-12-04"}
    return Block(
        position=place, kind=kind, text=text, details=details, ask_id=ask and ask.id,
        number=place - 2 if ask else None,
        sources=[BlockSource(source=source, client_id=client_id)],
    )  # fmt: skip


def asks(session: Session) -> dict[str, Ask]:
    return {ask.text: ask for ask in session.scalars(select(Ask))}


def test_s5_the_brief_has_all_that_a_caller_needs(
    database: Database, pm: Visitor, update: int
) -> None:
    with at_most_statements(database, 12):
        page = pm.get(f"/digests/{update}/call").text
    for words in ("Two days behind.", "Launch may move.", YES, PRICE, "No reply: we leave it out."):
        assert words in page, words
    for heading in ("Say", "Ask, in this order", "Do not promise", "Note the call"):
        assert f">{heading}</h2>" in page, heading
    assert f"/digests/{update}/call" in pm.get(f"/digests/{update}").text


def test_s5_the_call_stands_in_a_calendar_of_ours_and_invites_nobody(
    pm: Visitor, update: int
) -> None:
    answer = pm.get(f"/digests/{update}/call.ics")
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert {"METHOD:PUBLISH", "DTSTART:20261123T160000Z", "DTEND:20261123T161500Z"} <= set(lines)
    assert not any(line.startswith("ATTENDEE") for line in lines)
    assert any(line.startswith("SUMMARY:Call Tom") for line in lines)


def test_s5_a_noted_call_tells_answers_and_promises(
    database: Database, pm: Visitor, update: int
) -> None:
    with database.read() as session:
        free = asks(session)[YES].id
    given = {
        "words": "He was calm and will look at it.", "felt": "4", f"answer_{free}": "Yes, do it",
        "promise": "A demo on video", "due_on": "2026-12-01",
    }  # fmt: skip
    assert pm.post(f"/digests/{update}/call", **given).status_code == 303
    with database.read() as session:
        digest = session.get_one(Digest, update)
        assert (digest.state, digest.sent_at) == (DigestState.SENT, MONDAY)
        call = session.scalars(select(Call).where(Call.cause == f"digest:{update}")).one()
        assert (call.state, call.reason) == (
            CallState.MADE, "Felt 4 of 5. He was calm and will look at it.",
        )  # fmt: skip
        known = asks(session)
        assert known[YES].state is AskState.ANSWERED
        assert known[YES].known["source"] == f"call:{call.id}"
        assert known[YES].known["words"] == "Yes, do it"
        assert (known[PRICE].state, known[PRICE].asked_at) == (AskState.OPEN, MONDAY)
        promise = session.scalars(select(Promise).where(Promise.text == "A demo on video")).one()
        assert (promise.due_on, promise.source) == (date(2026, 12, 1), f"call:{call.id}")
        assert session.scalar(select(FactTold.id).where(FactTold.digest_id == update))
        first = session.scalars(select(Call).where(Call.cause.startswith("fact:"))).all()
        assert [each.state for each in first if each.words == "Launch may move."] == [
            CallState.MADE
        ]
        about = select(AuditEntry.line).where(AuditEntry.obj == f"call:{call.id}")
        assert len(session.scalars(about).all()) == 1
    assert pm.post(f"/digests/{update}/call", words="Again").status_code == 409
    assert "Note the call</h2>" not in pm.get(f"/digests/{update}/call").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": " "}, "Say how it went."),
        ({"felt": "9"}, "Choose one of the list."),
        ({"due_on": "2026-11-01", "promise": "A demo"}, "This day is over."),
        ({"due_on": "2026-12-01"}, "Say what was promised for that day."),
    ],
)
def test_s5_what_is_wrong_is_said_and_all_that_was_typed_stays(
    database: Database, pm: Visitor, update: int, wrong: dict[str, str], said: str
) -> None:
    answer = pm.post(f"/digests/{update}/call", **{"words": "He was calm & kind", **wrong})
    assert answer.status_code == 400
    assert said in answer.text
    if "words" not in wrong:
        assert "He was calm &amp; kind" in answer.text
    with database.read() as session:
        assert session.get_one(Digest, update).state is DigestState.DRAFTED
        assert session.scalar(select(Call.id).where(Call.cause == f"digest:{update}")) is None


def test_s5_money_is_not_settled_by_phone_even_where_a_form_is_forged(
    database: Database, pm: Visitor, update: int
) -> None:
    with database.read() as session:
        money = asks(session)[PRICE].id
    page = pm.get(f"/digests/{update}/call").text
    assert f"answer_{money}" not in page
    pm.post(f"/digests/{update}/call", words="Fine", **{f"answer_{money}": "yes"})
    with database.read() as session:
        assert asks(session)[PRICE].state is AskState.OPEN


def test_s5_a_call_that_nobody_noted_stands_on_today_after_two_hours(
    database: Database, pm: Visitor, update: int
) -> None:
    row = f"/digests/{update}/call"
    with database.write() as session:
        session.get_one(Digest, update).send_at = MONDAY - timedelta(hours=1, minutes=59)
    assert row not in pm.get("/").text
    with database.write() as session:
        session.get_one(Digest, update).send_at = MONDAY - timedelta(hours=2, minutes=1)
    assert row in pm.get("/").text
    assert "Call Tom, or note the call" in pm.get("/").text


def test_s5_a_brief_of_another_client_is_not_to_be_had(
    database: Database, signed_in: SignIn, studio: Studio
) -> None:
    with database.write() as session:
        other = make_contact(session, name="Priya Shah")
        digest = make_digest(session, make_project(session, other), other, channel="phone").id
    pm = signed_in(studio.users[Role.PM])
    for way in ("call", "call.ics"):
        assert pm.get(f"/digests/{digest}/{way}").status_code == 404
    assert pm.post(f"/digests/{digest}/call", words="x").status_code == 404
    with database.read() as session:
        assert verify(session)
