"""``orchestrator project surprise``: what must hold for the updates of one project."""

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.digest.rules import set_surprise_days


@click.command("surprise")
@click.argument("slug")
@click.argument("days", type=int)
@answers
def set_surprise(slug: str, days: int) -> Answer:
    r"""Say after how many days bad news that is not told stops an update.

    \b
    Example:
      orchestrator project surprise booking 3
    """
    service = open_service()
    with service.change() as session:
        row = naming.project_named(session, slug)
        is_new = set_surprise_days(session, row, days, actor=service.actor, now=service.now)
    words = f"{row.name}: bad news stops an update after {days} day{'s' * (days != 1)}"
    return Answer(words if is_new else f"{row.name}: it is so already", {"changed": is_new})
