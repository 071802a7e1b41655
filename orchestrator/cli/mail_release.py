"""``orchestrator mail retry`` and ``release``: what becomes of mail in quarantine."""

from collections.abc import Callable

import click
from sqlalchemy import select

from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.collect.quarantine import release, retry
from orchestrator.collect.unfetched import ask_again
from orchestrator.models import Quarantine


@click.command("retry")
@click.argument("mail_ids", nargs=-1, type=int, metavar="[MAIL]...")
@click.option("--all", "every", is_flag=True, help="Everything that is in quarantine.")
@answers
def retry_mail(mail_ids: tuple[int, ...], every: bool) -> Answer:
    r"""Read quarantined mail anew, for example after an update of the program.

    /health lists what is in quarantine, with its reason.  --all also asks the server
    again for mail that it did not hand out.

    \b
    Examples:
      orchestrator mail retry 402
      orchestrator mail retry --all
    """
    if every == bool(mail_ids):
        raise click.UsageError("Name the mails, or say --all.")
    if not every:
        return _each(mail_ids, retry, "parse_stored", "are read again now")
    service = open_service()
    with service.change() as session:
        rows = session.execute(
            select(Quarantine.id, Quarantine.mail_id)
            .where(Quarantine.released_at.is_(None))
            .order_by(Quarantine.id)
        ).all()
        for quarantine_id, mail_id in rows:
            if mail_id is None:
                ask_again(session, quarantine_id, actor=service.actor, now=service.now)
            else:
                retry(session, mail_id, actor=service.actor, now=service.now)
    service.ring("parse_stored")
    mails = [mail_id for _, mail_id in rows if mail_id is not None]
    return Answer(f"{len(rows)} are read again now", {"mails": mails, "asked": len(rows)})


@click.command("release")
@click.argument("mail_ids", nargs=-1, type=int, required=True, metavar="MAIL...")
@answers
def release_mail(mail_ids: tuple[int, ...]) -> Answer:
    r"""Let quarantined mail in without its words.

    It goes where its header says, marked as not read; its original has the words.

    \b
    Example:
      orchestrator mail release 402
    """
    return _each(mail_ids, release, "converse", "are let in without their words")


def _each(mail_ids: tuple[int, ...], act: Callable[..., None], job: str, words: str) -> Answer:
    service = open_service()
    with service.change() as session:
        for mail_id in mail_ids:
            act(session, mail_id, actor=service.actor, now=service.now)
    service.ring(job)
    return Answer(f"{len(mail_ids)} {words}", {"mails": list(mail_ids)})
