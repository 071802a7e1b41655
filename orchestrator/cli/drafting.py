"""``orchestrator digest draft``: apart, because what drafts takes a second to load."""

import click

from orchestrator import flow
from orchestrator.cli.common import Answer, answers, open_service


@click.command("draft")
@answers
def draft() -> Answer:
    """Draft now for every slot that is near, as the service does by itself."""
    open_service()
    made = flow.draft_due()
    return Answer(f"{made} written; see: orchestrator digest list", {"written": made})
