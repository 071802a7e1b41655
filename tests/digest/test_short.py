"""An update as a text message or in a chat: the same lines, nothing bad left out."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.digest.checks import check_digest
from orchestrator.digest.draft import edit_block
from orchestrator.digest.segments import plain, segments
from orchestrator.engagement.handles import reach_by
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.models import (
    AskKind,
    BlockKind,
    Contact,
    Database,
    Delivery,
    Digest,
    DigestState,
    FactKind,
    Impact,
    Project,
)
from orchestrator.record.append import Actor, system
from tests.digest.test_depths import happen
from tests.digest.test_plan import DRAFTING, dana_of, draft
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_project

NUMBER = "+441632960123"
Happened = Callable[[Session, Project, Contact], object]


def wish_for(session: Session, dana: Contact, channel: str, number: str = NUMBER) -> None:
    by = Actor("cli:operator", "cli")
    reach_by(session, dana, {"sms": number, "chat": f"dana{number}"}, actor=by, now=MONDAY)
    set_by_us(session, dana, {"channel": channel}, source="cli:operator", actor=by, now=MONDAY)


def drafted(
    parts: flow.Parts, channel: str, happened: Happened, language: str = "en", **values: object
) -> Digest:
    with parts.database.write() as session:
        dana = make_contact(session, language=language)
        project = make_project(session, dana, name="Booking site", **values)
        happened(session, project, dana)
        wish_for(session, dana, channel)
    digest = draft(parts)
    assert digest is not None
    return digest


def a_choice(session: Session, project: Project, dana: Contact) -> None:
    make_fact(session, project, text="Launch may move to 11 Dec.", impact=Impact.BAD)
    make_ask(
        session, project, dana, kind=AskKind.CHOICE, text="Payments:", due_on=date(2026, 12, 1),
        options={"A": "Stripe, 8 Dec holds", "B": "bank, 11 Dec"}, recommended="A",
    )  # fmt: skip
    make_ask(session, project, dana, text="Add gift vouchers?")


def test_s5_a_text_leads_with_the_studio_asks_one_thing_and_says_how_to_end_it(
    parts: flow.Parts,
) -> None:
    digest = drafted(parts, "sms", a_choice, delivery=Delivery.WATCH)
    assert digest.text == (
        "Northwind Studio: Booking site AT RISK. Launch may move to 11 Dec. "
        "1) Payments: A Stripe, 8 Dec holds. B bank, 11 Dec. "
        "Reply 1A or 1B by Tue 1 Dec. STOP to end"
    )
    assert (digest.html, segments(digest.text).count) == ("", 1)
    [second] = [each for each in digest.withheld if each.text == "Add gift vouchers?"]
    assert second.reason == "over 1 ask, moves to the next update"


def test_s5_the_same_in_german(parts: flow.Parts) -> None:
    digest = drafted(parts, "sms", a_choice, language="de", delivery=Delivery.WATCH)
    assert digest.text.startswith("Northwind Studio: Booking site GEFÄHRDET. ")
    assert digest.text.endswith("Antwort 1A oder 1B bis Di., 1. Dez. Mit STOP endet das")
    assert segments(digest.text).odd == ""


def test_s5_a_calm_text_says_how_it_stands_and_asks_how_she_feels(parts: flow.Parts) -> None:
    def calm(session: Session, project: Project, _: Contact) -> None:
        make_fact(session, project, text="The checkout works")

    digest = drafted(parts, "sms", calm, delivery_note="Four days early")
    assert digest.text == (
        "Northwind Studio: Booking site on track. Four days early. Done: The checkout works. "
        "Are you comfortable with the progress? 1/5 to 5/5. STOP to end"
    )


def test_s5_a_chat_has_the_asks_by_number_with_their_dates_and_defaults(parts: flow.Parts) -> None:
    digest = drafted(parts, "chat", a_choice, delivery=Delivery.WATCH)
    assert digest.text == (
        "Northwind Studio: Booking site AT RISK.\n"
        "- Launch may move to 11 Dec.\n"
        "\n"
        "1) Payments:\n"
        "   1A: Stripe, 8 Dec holds (we recommend this)\n"
        "   1B: bank, 11 Dec\n"
        "   By Tue 1 Dec. No reply: we leave it out.\n"
        "\n"
        "2) Add gift vouchers?\n"
        "   By Fri 4 Dec. No reply: we leave it out.\n"
        "\n"
        "Are you comfortable with the progress? 1/5 to 5/5.\n"
        "\n"
        "Answer here by number, for example 1B, 2 yes. STOP to end.\n"
        "Maya Okafor"
    )


@pytest.mark.parametrize("channel", ["sms", "chat"])
def test_s5_what_a_short_update_does_not_say_is_withheld_and_bad_news_is_said(
    database: Database, parts: flow.Parts, channel: str
) -> None:
    left_out, same = 0, plain if channel == "sms" else str
    for seed in range(10):
        with database.write() as session:
            dana = make_contact(session)
            project = make_project(session, dana, name="Booking site")
            bad = happen(session, Random(seed), project, dana)
            wish_for(session, dana, channel, number=f"+44163296012{seed}")
        digest = draft(parts)
        if digest is None or digest.project_id != project.id:
            assert not bad, seed
            continue
        shown = [b for b in digest.blocks if b.kind not in (BlockKind.STATUS, BlockKind.NOTED)]
        for block in shown:
            assert same(block.text).rstrip(".") in digest.text, (seed, block.text)
        for words in bad:
            assert same(words).rstrip(".") in digest.text, (seed, words)
        said = {block.text for block in digest.blocks}
        assert not said & {each.text for each in digest.withheld}, seed
        assert all(each.reason for each in digest.withheld)
        left_out += len(digest.withheld)
    assert left_out > 10, "control: not all had room"


def test_s5_good_news_waits_where_one_part_is_full(parts: flow.Parts) -> None:
    def much(session: Session, project: Project, _: Contact) -> None:
        for number, kind in enumerate((FactKind.DONE, FactKind.NEXT, FactKind.NEWS)):
            make_fact(session, project, kind=kind, text=f"{number}: " + "a fine thing " * 5)

    digest = drafted(parts, "sms", much)
    assert segments(digest.text).count == 1
    assert [block.kind for block in digest.blocks] == [BlockKind.STATUS, BlockKind.DONE]
    reason = "too long for a text, moves to the next update"
    assert [each.reason for each in digest.withheld] == [reason] * 2


def test_s5_bad_news_that_is_too_long_stays_and_stops_the_approval(parts: flow.Parts) -> None:
    def terrible(session: Session, project: Project, _: Contact) -> None:
        for number in range(3):
            text = f"Thing {number} went wrong. " + "And so did much else. " * 6
            make_fact(session, project, text=text, impact=Impact.BAD)

    digest = drafted(parts, "sms", terrible)
    assert all(f"Thing {number} went wrong." in digest.text for number in range(3))
    with parts.database.write() as session:
        row = session.get_one(Digest, digest.id)
        [check] = [check for check in check_digest(session, row) if "segments" in check.title]
        assert (check.ok, check.blocks) == (False, True)
        assert "or call Dana with it" in check.detail
        for block in [block for block in row.blocks if block.details.get("bad")]:
            edit_block(
                session, block.id, "It went wrong.", settings=parts.settings, key=parts.key,
                actor=system("test"), now=DRAFTING,
            )  # fmt: skip
        [check] = [check for check in check_digest(session, row) if "segment" in check.title]
        assert (check.ok, check.title) == (True, "1 segment of 2")


def test_s5_a_name_outside_the_alphabet_is_shown_with_what_it_costs(parts: flow.Parts) -> None:
    def met(session: Session, project: Project, _: Contact) -> None:
        make_fact(session, project, text="Łukasz has met your staff")

    digest = drafted(parts, "sms", met)
    with parts.database.read() as session:
        row = session.get_one(Digest, digest.id)
        [check] = [check for check in check_digest(session, row) if "segment" in check.title]
        assert check.title == "2 segments of 2"
        assert check.detail == "“Ł” makes it longer: only 70 characters a segment"


def test_s5_a_draft_is_written_anew_for_who_asks_for_texts_meanwhile(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        dana = make_contact(session)
        make_fact(session, make_project(session, dana, name="Booking site"))
    before = draft(parts)
    assert before is not None
    with parts.database.write() as session:
        wish_for(session, dana_of(session, None), "sms")
    with time_machine.travel(DRAFTING, tick=False):
        flow.draft_due()
    with parts.database.read() as session:
        after = session.get_one(Digest, before.id)
        assert (after.channel, after.state, after.html) == ("sms", DigestState.DRAFTED, "")
        assert after.text.startswith("Northwind Studio: Booking site on track. Done: Room calendar")
        assert after.revision > before.revision


def test_s5_without_a_number_nothing_can_be_approved(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        dana = make_contact(session)
        make_fact(session, make_project(session, dana))
        by = Actor("cli:operator", "cli")
        set_by_us(session, dana, {"channel": "sms"}, source="cli:operator", actor=by, now=MONDAY)
    digest = draft(parts)
    assert digest is not None
    with parts.database.read() as session:
        checks = check_digest(session, session.get_one(Digest, digest.id))
        [failed] = [check for check in checks if not check.ok]
        assert failed.blocks
        assert failed.title == "No number for text messages of Dana is known"
