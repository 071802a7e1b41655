"""A disputed invoice becomes a case, and the case follows its mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.engagement.dispute_deeds import promise_answer
from orchestrator.engagement.disputes import find_dispute
from orchestrator.engagement.invoice_words import invoice_amount, invoice_number
from orchestrator.models import (
    Dispute,
    DisputeState,
    Mail,
    Promise,
    PromiseState,
    Task,
    TaskKind,
    TaskState,
)
from orchestrator.record.append import system
from orchestrator.refiling.move import Mover, refile_thread
from orchestrator.refiling.undo import undo_decision
from tests import cases
from tests.factories import MONDAY
from tests.mails import raw_mail


def test_s25_a_mail_that_disputes_an_invoice_opens_one_case(parts: flow.Parts) -> None:
    mail_id = cases.dispute(parts, Message_ID="<first@harbor.example>")
    cases.take_in(
        parts,
        raw_mail(
            "And invoice 1182 is still wrong, we will not pay it.",
            sender="dana@harbor.example",
            subject="Re: Invoice 1182",
            References="<first@harbor.example>",
        ),
    )
    with parts.database.read() as session:
        case = session.scalars(select(Dispute)).one()
        assert (case.mail_id, case.state) == (mail_id, DisputeState.OPEN)
        assert (case.number, case.amount) == ("1182", "€4,200")
        alarms = session.scalars(select(Task).where(Task.kind == TaskKind.INVOICE)).all()
        assert {task.state for task in alarms} == {TaskState.DONE}
        assert len(alarms) == 2, "the second joins the case"


def test_s25_a_case_goes_with_its_mail_and_comes_back(parts: flow.Parts) -> None:
    mail_id = cases.dispute(parts)
    by = Mover(parts.settings, parts.key, None, system("test"), MONDAY)
    due_on = (MONDAY + timedelta(days=2)).date()
    with parts.database.write() as session:
        case = session.scalars(select(Dispute.id)).one()
        promise_answer(session, case, due_on, "An answer", actor=system("test"), now=MONDAY)
    with parts.database.write() as session:
        thread = session.get_one(Mail, mail_id).thread_id
        assert thread is not None
        moved = refile_thread(session, thread, None, by=by).decision.id
    with parts.database.read() as session:
        assert find_dispute(session, case) is None
        assert session.scalars(select(Promise.state)).one() is PromiseState.WITHDRAWN
    with parts.database.write() as session:
        undo_decision(session, moved, by=by)
    flow.converse()
    flow.engage()
    with parts.database.read() as session:
        back = find_dispute(session, case)
        assert back is not None
        assert back.state is DisputeState.PROMISED
        assert session.scalars(select(Promise.state)).one() is PromiseState.MADE
        assert len(session.scalars(select(Dispute.id)).all()) == 1


@pytest.mark.parametrize(
    ("text", "number", "amount"),
    [
        ("Invoice 1182 over €4,200 is wrong.", "1182", "€4,200"),
        ("We dispute invoice no. INV-2026/014.", "INV-2026/014", ""),
        ("Die Rechnung Nr. 4711 über 1.240,50 EUR ist falsch.", "4711", "1.240,50 EUR"),
        ("La facture n° F2026-88 est fausse.", "F2026-88", ""),
        ("La factura 332 de 900 € está duplicada.", "332", "900 €"),
        ("La fattura n. 77/2026 è sbagliata.", "77/2026", ""),
        ("Factuur 20260012 klopt niet.", "20260012", ""),
        ("A fatura nº 5521 está errada.", "5521", ""),
        ("The invoice of 12 May is wrong.", "", ""),
        ("The invoice, 4,200 euros, is too high: we agreed on 3,000 euros.", "", ""),
    ],
)
def test_s25_number_and_amount_are_read_where_they_can_be(
    text: str, number: str, amount: str
) -> None:
    assert (invoice_number(text), invoice_amount(text)) == (number, amount)
