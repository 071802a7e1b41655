"""``orchestrator mail release``: try a quarantined mail again."""

import click
from sqlalchemy import select

from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.collect.quarantine import release
from orchestrator.models import Mail, MailState


@click.command("release")
@click.argument("mail_ids", nargs=-1, type=int, metavar="[MAIL]...")
@click.option("--all", "every", is_flag=True, help="Everything that is in quarantine.")
@answers
def release_mail(mail_ids: tuple[int, ...], every: bool) -> Answer:
    r"""Read quarantined mail anew, for example after an update of the program.

    /health lists what is in quarantine, with its reason.

    \b
    Examples:
      orchestrator mail release 402
      orchestrator mail release --all
    """
    if every == bool(mail_ids):
        raise click.UsageError("Name the mails, or say --all.")
    service = open_service()
    with service.change() as session:
        if every:
            held = select(Mail.id).where(Mail.state == MailState.QUARANTINED).order_by(Mail.id)
            mail_ids = tuple(session.scalars(held))
        for mail_id in mail_ids:
            release(session, mail_id, actor=service.actor, now=service.now)
    service.ring("parse_stored")
    return Answer(f"Released {len(mail_ids)}; they are read again now", {"mails": list(mail_ids)})
