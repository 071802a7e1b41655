"""A disputed invoice becomes a case, and the case follows its mail."""

from sqlalchemy import select

from orchestrator import flow
from orchestrator.models import Dispute, DisputeState, Task, TaskKind, TaskState
from tests import cases
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
