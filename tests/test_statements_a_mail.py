"""What a mail costs the database does not grow with the number of mails."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event, func, select

from orchestrator import flow
from orchestrator.collect.arrivals import Arrival, keep_mails, record_ingest
from orchestrator.models import Direction, Mail, MailState
from tests.factories import MONDAY, make_contact, make_project
from tests.mails import raw_mail

SENDERS = 20
AT_MOST = 0.75
"""Statements a mail, BEGIN and pragmas too; reached: 0.63 in SQLite, 0.49 in PostgreSQL."""


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    yield statements
    event.remove(engine, "before_cursor_execute", count)


def take_in(parts: flow.Parts, numbers: range) -> None:
    arrivals = [
        Arrival(
            raw_mail(
                f"The plan of {number} is late, please send the photos by Friday.",
                sender=f"c{number % SENDERS}@client.example",
            ),
            Direction.IN,
            MONDAY,
        )
        for number in numbers
    ]
    with parts.database.write() as session:
        record_ingest(session, keep_mails(session, arrivals, now=MONDAY), via="test", now=MONDAY)
    flow.parse_stored()
    flow.converse()
    flow.engage()


def test_many_mails_take_few_statements(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        for number in range(SENDERS):
            make_project(session, make_contact(session, address=f"c{number}@client.example"))
    costs = []
    for numbers in (range(200), range(200, 400), range(400, 600)):
        with counting(parts.database.engine) as statements:
            take_in(parts, numbers)
        costs.append(len(statements) / len(numbers))
    with parts.database.read() as session:
        applied = select(func.count(Mail.id)).where(
            Mail.state == MailState.APPLIED, Mail.project_id.is_not(None)
        )
        assert session.scalar(applied) == 600, "control: every mail went all the way"
    assert max(costs) <= AT_MOST, costs
    assert costs[-1] <= costs[0] * 1.05, costs
