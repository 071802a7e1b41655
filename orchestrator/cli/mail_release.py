"""``orchestrator mail quarantine``, ``retry`` and ``release``: mail that could not be read."""

from collections.abc import Callable

import click
from sqlalchemy import select

from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.collect.quarantine import release, retry
from orchestrator.collect.unfetched import ask_again, quarantined
from orchestrator.models import Quarantine


@click.command("quarantine")
@answers
def list_quarantine() -> Answer:
    r"""List the mail that could not be read: its number, since when, why, and whose it is.

    What has no number is still on its server: `mailbox retry` asks for it again.

    \b
    Example:
      orchestrator mail quarantine
    """
    service = open_service()
    with service.database.read() as session:
        data = [
            {
                "mail": row.mail_id,
                "since": row.quarantined_at,
                "reason": row.reason,
                "detail": row.detail,
                "from": sender,
                "subject": subject,
            }
            for row, sender, subject in quarantined(session)
        ]
    rows = [
        (m["mail"] or "-", f"{m['since']:%F %H:%M} UTC", m["reason"], m["from"] or "unknown sender")
        for m in data
    ]
    return Answer(table(rows) or "None: every mail could be read", data)


@click.command("retry")
@click.argument("mail_ids", nargs=-1, type=int, metavar="[MAIL]...")
@click.option("--all", "every", is_flag=True, help="Everything that is in quarantine.")
@answers
def retry_mail(mail_ids: tuple[int, ...], every: bool) -> Answer:
    r"""Read quarantined mail anew, for example after an update of the program.

    `mail quarantine` lists what is there, with its reason.  --all also asks the server
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
