"""The pages of disputed invoices: accounting by mail, one voice to the client, a clock, an end."""

from datetime import date, timedelta
import json
import re

import pytest
from sqlalchemy import func, select
import time_machine

from orchestrator.engagement.dispute_clock import warn_of_promises
from orchestrator.engagement.disputes import open_dispute
from orchestrator.models import (
    Approval,
    AuditEntry,
    Contact,
    Database,
    Dispute,
    DisputeNote,
    DisputeState,
    Fact,
    Mail,
    NoteKind,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Project,
    Promise,
    PromiseState,
    Referral,
    Response,
    Role,
    User,
)
from orchestrator.record.append import system
from tests.factories import MONDAY, make_mail
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

INNER = "Their contract says two days. Give in on half of it at most."
WORDS = "Invoice 1182 over €4,200 is wrong: we never ordered the second photo day."


@pytest.fixture
def case(database: Database, studio: Studio) -> int:
    """Tom disputes an invoice; accounting's address is set for his project."""
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        project = session.get_one(Project, studio.project)
        project.accounting = "accounts@northwind.example"
        mail = make_mail(
            session, tom, project_id=project.id, subject="Invoice", text=WORDS, new_text=WORDS
        )
        opened = open_dispute(session, mail, words=WORDS, actor=system("disputes"), now=MONDAY)
        assert opened is not None
        return opened.id


def read(pm: Visitor, case: int) -> str:
    return words_of(pm.get(f"/disputes/{case}").text).replace("&#39;", "'")


def state(database: Database, case: int) -> DisputeState:
    with database.read() as session:
        return session.get_one(Dispute, case).state


def ask_accounting(pm: Visitor, case: int, text: str = "Is 1182 right?") -> None:
    assert pm.post(f"/disputes/{case}/referral").status_code == 303
    form = {"text": text, "revision": 1}
    assert pm.post(f"/disputes/{case}/referral/approval", **form).status_code == 303


def hear_accounting(database: Database, case: int, kind: NoteKind = NoteKind.ANSWER) -> None:
    with database.write() as session:
        mail = make_mail(session, thread_id=None, text="", new_text="", subject="")
        session.add(
            DisputeNote(
                dispute_id=case, mail_id=mail.id, kind=kind, from_name="Bob", is_proven=True,
                from_address="accounts@northwind.example", subject="Re", text=INNER,
                received_at=MONDAY,
            )
        )  # fmt: skip


def promise(pm: Visitor, case: int, due_on: str = "2026-11-25", **typed: str) -> int:
    form = {"due_on": due_on, "text": "Hello Tom, you have our answer by {day}. Pia"} | typed
    return pm.post(f"/disputes/{case}/promise", **form).status_code


def test_s25_one_click_sends_accounting_a_summary_that_the_pm_edits_and_approves(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    page = read(pm, case)
    assert "Invoice 1182" in page
    assert "€4,200" in page
    assert "Nothing was sent to accounts@northwind.example yet." in page
    pm.post(f"/disputes/{case}/referral")
    shown = pm.get(f"/disputes/{case}").text
    assert "Tom Reyes of Pinecrest disputes invoice 1182" in shown
    preview = pm.get(f"/disputes/{case}/referral/mail").text
    assert "we never ordered the second photo day" in preview
    text = "Please look at it today.\n\nIs the second day in the contract?"
    pm.post(f"/disputes/{case}/referral/approval", text=text, revision=1)
    with database.read() as session:
        entry = session.scalars(
            select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.CASE)
        ).one()
        approval = session.get_one(Approval, entry.approval_id)
        assert approval.sha256 == entry.sha256
        assert approval.referral_id is not None
        head, _, body = entry.content.decode().partition("\r\n\r\n")
    assert entry.recipient == "accounts@northwind.example"
    assert "pinecrest" not in head.lower()
    assert "tom" not in head.lower()
    assert re.search(r"^Reply-To: \S+\+i\d+\.a\w{16}@", head, re.M)
    assert "Is the second day in the contract?" in body
    assert "we never ordered the second photo day" in body.replace("=\r\n", "")
    assert state(database, case) is DisputeState.WITH_ACCOUNTING


def test_s25_a_send_to_accounting_can_be_undone_and_sent_again(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    ask_accounting(pm, case)
    pm.post(f"/disputes/{case}/referral/1/undo")
    assert state(database, case) is DisputeState.OPEN
    with database.read() as session:
        assert session.scalars(
            select(OutboxEntry.state).where(OutboxEntry.kind == "case")
        ).all() == [OutboxState.CANCELLED]
    again = pm.post(f"/disputes/{case}/referral/approval", text="Is 1182 right?", revision=3)
    assert again.status_code == 303
    with database.read() as session:
        assert session.scalars(
            select(OutboxEntry.state).where(OutboxEntry.kind == "case")
        ).all() == [OutboxState.PENDING]
    late = pm.post(f"/disputes/{case}/referral/approval", text="Is 1182 right?", revision=4)
    assert late.status_code == 404, "there is no draft any more"


def test_s25_without_an_address_of_accounting_nothing_is_begun(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    for address in ("", "tom@pinecrest.example"):
        with database.write() as session:
            session.get_one(Project, studio.project).accounting = address
        assert pm.post(f"/disputes/{case}/referral").status_code == 409
    with database.read() as session:
        assert session.scalar(select(func.count(Referral.id))) == 0


def test_u12_accountings_words_are_marked_team_only_and_stay_on_this_page(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    ask_accounting(pm, case)
    hear_accounting(database, case)
    page = pm.get(f"/disputes/{case}").text
    inner = page[page.index('id="h-inner"') :]
    assert "Team only" in inner[:600]
    assert "Give in on half" in inner
    with database.read() as session:
        thread = session.scalars(
            select(Mail.thread_id).join(Dispute, Dispute.mail_id == Mail.id)
        ).one()
    for path in (f"/inbox/{thread}", "/inbox", f"/p/{studio.slug}", f"/clients/{studio.contact}",
                 "/inbox?q=contract", f"/p/{studio.slug}/disputes", "/"):  # fmt: skip
        assert "Give in on half" not in pm.get(path, follow_redirects=True).text, path


def test_u12_another_team_sees_neither_the_case_nor_its_mail(
    database: Database, studio: Studio, signed_in: SignIn, case: int
) -> None:
    hear_accounting(database, case)
    outsider = signed_in(studio.outsider)
    with database.read() as session:
        note = session.scalars(select(DisputeNote)).one()
    for path in (f"/disputes/{case}", f"/p/{studio.slug}/disputes",
                 f"/inbox/mails/{note.mail_id}/original"):  # fmt: skip
        assert outsider.get(path).status_code == 404, path


def test_s25_the_client_hears_one_voice_and_a_promised_date(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    assert promise(pm, case, due_on="2026-11-20") == 400, "over"
    assert promise(pm, case, text="Soon!") == 400, "no day in it"
    heated = "As I already told you several times, you will hear by {day}!!!"
    assert promise(pm, case, text=heated) == 400, "held to be read again"
    assert state(database, case) is DisputeState.OPEN
    assert promise(pm, case) == 303
    with database.read() as session:
        dispute = session.get_one(Dispute, case)
        row = session.get_one(Promise, dispute.promise_id)
        assert (row.due_on, row.source, row.state) == (
            date(2026, 11, 25), f"dispute:{case}", PromiseState.MADE,
        )  # fmt: skip
        response = session.get_one(Response, dispute.response_id)
        assert "by Wednesday 25 November" in response.text
        assert "@" not in response.text, "s28: nobody is sent to another desk"
        assert response.thread_id == dispute.mail.thread_id
        queued = select(OutboxEntry.kind).where(OutboxEntry.cause == f"response:{response.id}")
        assert session.scalars(queued).one() is OutboxKind.RESPONSE
        assert dispute.state is DisputeState.PROMISED
    assert "Answer promised by" in read(pm, case)
    assert "An answer about invoice 1182 by Wednesday 25 November" in words_of(
        pm.get(f"/p/{studio.slug}/promises").text
    )


def test_s25_a_promise_is_taken_back_with_the_mail_that_made_it(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    promise(pm, case)
    assert pm.post(f"/disputes/{case}/promise/undo").status_code == 303
    with database.read() as session:
        dispute = session.get_one(Dispute, case)
        assert (dispute.state, dispute.due_at) == (DisputeState.OPEN, None)
        assert session.scalars(
            select(Promise.state).where(Promise.source.like("dispute:%"))
        ).all() == [PromiseState.WITHDRAWN]
    promise(pm, case, text="Hello again, by {day}.")
    with database.read() as session:
        response = session.get_one(Dispute, case).response_id
    pm.post(f"/inbox/responses/{response}/approval/undo")
    assert state(database, case) is DisputeState.OPEN


def test_s25_at_80_percent_of_the_time_the_pm_and_the_deputy_are_told(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    with database.write() as session:
        deputy = session.scalars(select(User).where(User.role == Role.ADMIN)).one()
        session.get_one(Project, studio.project).deputy_id = deputy.id
    promise(pm, case)
    with database.read() as session:
        dispute = session.get_one(Dispute, case)
        assert dispute.promised_at is not None
        assert dispute.due_at is not None
        whole = dispute.due_at - dispute.promised_at
        at_80 = dispute.promised_at + 0.8 * whole
        assert abs((dispute.warn_at or MONDAY) - at_80) < timedelta(seconds=1)
        assert "Answer Tom" not in pm.get("/").text
    with time_machine.travel(at_80 - timedelta(minutes=1), tick=False), database.write() as session:
        assert warn_of_promises(session, now=at_80 - timedelta(minutes=1)) == 0
    with database.write() as session:
        assert warn_of_promises(session, now=at_80 + timedelta(minutes=1)) == 1
        assert warn_of_promises(session, now=at_80 + timedelta(minutes=2)) == 0, "once"
    with database.read() as session:
        told = session.get_one(Dispute, case).told
        assert told == "pm person, admin person"
        last = select(AuditEntry.line).where(AuditEntry.obj == f"dispute:{case}")
        line = json.loads(session.scalars(last.order_by(AuditEntry.seq.desc())).all()[0])
        assert (line["event"], len(line["told"])) == ("nearly due", 2)


@pytest.mark.parametrize("role", [Role.PM, Role.ADMIN])
def test_s25_today_tells_them_and_what_is_late_stands_first(
    database: Database, studio: Studio, pm: Visitor, case: int, role: Role, signed_in: SignIn
) -> None:
    promise(pm, case)
    with database.read() as session:
        dispute = session.get_one(Dispute, case)
        assert dispute.warn_at is not None
        assert dispute.due_at is not None
        warn_at, due_at = dispute.warn_at, dispute.due_at
    for at, words in (
        (warn_at - timedelta(minutes=1), ""),
        (warn_at + timedelta(minutes=1), "Answer Tom: the time is nearly over"),
        (due_at + timedelta(minutes=1), "Tom was promised an answer"),
    ):
        with time_machine.travel(at, tick=False):
            page = words_of(signed_in(studio.users[role]).get("/").text)
        titles = ("Answer Tom: the time", "Tom was promised an answer")
        assert [each in page for each in titles] == [bool(words) and words.startswith(each)
                                                     for each in titles]  # fmt: skip
    assert page.index("Tom was promised an answer") < page.index("nobody told me")


def test_s25_settling_says_how_and_can_become_a_fact(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    promise(pm, case)
    assert pm.post(f"/disputes/{case}/settlement", outcome=" ").status_code == 400
    outcome = "Invoice 1182 is credited by half."
    pm.post(f"/disputes/{case}/settlement", outcome=outcome, tells="yes")
    assert pm.post(f"/disputes/{case}/settlement", outcome="x").status_code == 409
    with database.read() as session:
        dispute = session.get_one(Dispute, case)
        assert dispute.state is DisputeState.SETTLED
        assert session.get_one(Promise, dispute.promise_id).state is PromiseState.KEPT
        fact = session.get_one(Fact, dispute.fact_id)
        assert fact.text == outcome
        assert [contact.id for contact in fact.hearers] == [studio.contact]
    assert "Settled. Invoice 1182 is credited by half." in read(pm, case)
    pm.post(f"/disputes/{case}/undo")
    with database.read() as session:
        dispute = session.get_one(Dispute, case)
        assert dispute.state is DisputeState.PROMISED
        assert session.get_one(Promise, dispute.promise_id).state is PromiseState.MADE
        assert session.scalars(select(Fact.withdrawn_at).where(Fact.text == outcome)).one()
    pm.post(f"/disputes/{case}/withdrawal", reason="Tom took it back on the phone")
    assert state(database, case) is DisputeState.WITHDRAWN


def test_s25_a_case_is_opened_by_hand_from_a_conversation(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "No invoice is disputed." in words_of(pm.get(f"/p/{studio.slug}/disputes").text)
    for thread_id in (studio.other_thread, studio.undecided, 99999):
        refused = pm.post(f"/p/{studio.slug}/disputes", thread_id=thread_id)
        assert refused.status_code in (400, 404), thread_id
    opened = pm.post(f"/p/{studio.slug}/disputes", thread_id=studio.thread)
    assert opened.status_code == 303
    again = pm.post(f"/p/{studio.slug}/disputes", thread_id=studio.thread)
    assert again.status_code == 409
    assert "1 open" in words_of(pm.get(f"/p/{studio.slug}/disputes").text)


def test_the_pages_take_few_statements(
    database: Database, studio: Studio, pm: Visitor, case: int
) -> None:
    ask_accounting(pm, case)
    hear_accounting(database, case)
    promise(pm, case)
    for path in (f"/disputes/{case}", f"/p/{studio.slug}/disputes"):
        with at_most_statements(database, 12):
            assert pm.get(path).status_code == 200
