"""``orchestrator client suppressed`` and ``unsuppress``: addresses that get no mail of ours."""

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.dispatch.suppression import lift, suppressions


@click.command("suppressed")
@answers
def suppressed() -> Answer:
    r"""List the addresses that get no mail: it failed there for good, or was called spam.

    \b
    Example:
      orchestrator client suppressed
    """
    service = open_service()
    with service.database.read() as session:
        data = [
            {
                "address": row.addr_spec,
                "reason": row.reason.value,
                "source": row.source,
                "since": row.created_at,
            }
            for row in suppressions(session)
        ]
    rows = [
        (row["address"], str(row["reason"]).replace("_", " "), row["source"], f"{row['since']:%F}")
        for row in data
    ]
    return Answer(table(rows) or "None: mail goes to every address", data)


@click.command("unsuppress")
@click.argument("address")
@click.option("--reason", required=True, help="For the record: how you know that it works again.")
@answers
def unsuppress(address: str, reason: str) -> Answer:
    r"""Write to an ADDRESS again, once you know that mail arrives and is wanted there.

    What was cancelled meanwhile is not sent.  A client's own stop stays.

    \b
    Example:
      orchestrator client unsuppress dana@harbor.example --reason "She says her box was full."
    """
    service = open_service()
    words = naming.words("--reason", reason, longest=500)
    with service.change() as session:
        lift(session, address.lower(), reason=words, actor=service.actor, now=service.now)
    return Answer(f"Mail goes to {address} again", {"address": address})
