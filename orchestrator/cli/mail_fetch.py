"""``orchestrator mail fetch``: read the mailboxes once and now."""

import click
from sqlalchemy import select

from orchestrator.cli.common import Answer, Service, answers, open_service
from orchestrator.collect.watch import collect_mailbox
from orchestrator.errors import MailboxError, UsageError
from orchestrator.models import Mailbox

PARTLY_DONE = 5


@click.command("fetch")
@click.argument("name", required=False)
@answers
def fetch(name: str | None) -> Answer:
    r"""Read every mailbox, or the one of this NAME, once and now.

    \b
    Example:
      orchestrator mail fetch main
    """
    service = open_service()
    with service.database.read() as session:
        active = select(Mailbox.name, Mailbox.id).where(Mailbox.is_active).order_by(Mailbox.name)
        boxes = {box: box_id for box, box_id in session.execute(active)}
    if name is not None and name not in boxes:
        raise UsageError(f"mailbox {name[:80]!r}: there is none that is read")
    found: dict[str, int] = {}
    failed: list[str] = []
    for box in [name] if name else boxes:
        try:
            found[box] = _fetch(service, boxes[box])
        except MailboxError as error:
            failed.append(f"{box}: {error}")
    code = 0 if not failed else PARTLY_DONE if found else MailboxError.exit_code
    lines = [f"{box}: {new} new" for box, new in found.items()]
    return Answer("\n".join(lines), {"new": found}, failed, code)


def _fetch(service: Service, mailbox_id: int) -> int:
    return collect_mailbox(
        service.database,
        service.settings,
        mailbox_id,
        on_new=lambda: service.ring("parse_stored"),
    )
