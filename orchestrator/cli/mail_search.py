"""``orchestrator mail search``: find stored mails by their words."""

import click
from sqlalchemy import select

from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.models import Mail, Project
from orchestrator.models.words import has_words


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--project", "slug", help="Only mails of this project.")
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="So many at most."
)
@answers
def search(words: tuple[str, ...], slug: str | None, limit: int) -> Answer:
    r"""List the newest mails that have all WORDS, in subject, sender's name or new text.

    \b
    Examples:
      orchestrator mail search voucher Tuesday
      orchestrator mail search '"half of the invoice"' --project relaunch
    """
    service = open_service()
    with service.database.read() as session:
        query = (
            select(Mail.id, Mail.received_at, Mail.from_address, Mail.subject, Project.slug)
            .outerjoin(Project, Project.id == Mail.project_id)
            .where(has_words(session, " ".join(words)))
            .order_by(Mail.received_at.desc(), Mail.id.desc())
            .limit(limit)
        )
        if slug is not None:
            query = query.where(Project.slug == slug)
        found = [row._asdict() for row in session.execute(query)]
    lines = [
        f"mail:{row['id']}  {row['received_at']:%Y-%m-%d %H:%M}  {row['from_address']}  "
        f"{row['subject']}  ({row['slug'] or 'undecided'})"
        for row in found
    ]
    return Answer("\n".join(lines) or "No mail has these words", {"mails": found})
