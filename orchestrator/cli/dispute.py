"""``orchestrator dispute``: the cases of disputed invoices."""

from typing import Any

import click
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.errors import UsageError
from orchestrator.models import Dispute, DisputeNote, Mail
from orchestrator.models.disputes import stands


@click.group("dispute")
def dispute() -> None:
    r"""Disputed invoices: what is open, with accounting, promised and settled.

    \b
    Examples:
      orchestrator dispute list
      orchestrator dispute show 3
    """


@dispute.command("list")
@click.option("--project", "slug", help="Of one project only.")
@answers
def list_disputes(slug: str | None) -> Answer:
    r"""List the cases, the newest first.

    \b
    Examples:
      orchestrator dispute list --project booking
      orchestrator dispute list --json | jq '.data[] | select(.state == "promised")'
    """
    service = open_service()
    with service.database.read() as session:
        query = _cases()
        if slug:
            query = query.where(Dispute.project_id == naming.project_named(session, slug).id)
        data = [_as_data(row) for row in session.scalars(query.order_by(Dispute.id.desc()))]
    columns = ("id", "project", "contact", "invoice", "amount", "state", "due_at")
    return Answer(table([[row[each] or "" for each in columns] for row in data]) or "None.", data)


@dispute.command("show")
@click.argument("dispute_id", type=int)
@answers
def show_dispute(dispute_id: int) -> Answer:
    r"""Show a case; of what accounting wrote only who and when: their words stay on its page.

    \b
    Example:
      orchestrator dispute show 3 --json
    """
    service = open_service()
    with service.database.read() as session:
        row = session.scalar(_cases().where(Dispute.id == dispute_id))
        if row is None:
            raise UsageError(f"case {dispute_id}: there is none; see: dispute list")
        notes = session.scalars(
            select(DisputeNote).where(DisputeNote.dispute_id == row.id).order_by(DisputeNote.id)
        )
        data = _as_data(row) | {
            "words": row.words,
            "outcome": row.outcome,
            "told": row.told,
            "accounting": [
                {"kind": note.kind.value, "from": note.from_address, "at": note.received_at}
                for note in notes
            ],
        }
    return Answer("\n".join(f"{name}: {value}" for name, value in data.items() if value), data)


def _cases() -> Select[Dispute]:
    return (
        select(Dispute)
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(stands())
        .options(joinedload(Dispute.project), joinedload(Dispute.contact))
    )


def _as_data(row: Dispute) -> dict[str, Any]:
    return {
        "id": row.id,
        "project": row.project.slug,
        "contact": row.contact.name,
        "invoice": row.number,
        "amount": row.amount,
        "state": row.state.value,
        "opened_at": row.opened_at,
        "due_at": row.due_at,
    }
