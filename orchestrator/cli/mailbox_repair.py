"""``orchestrator mailbox resume`` and ``retry``: a person has seen to it, so go on."""

import click

from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.cli.mailbox import named
from orchestrator.collect import trouble
from orchestrator.collect.unfetched import ask_again, in_quarantine


@click.command("resume")
@click.argument("name")
@answers
def resume_mailbox(name: str) -> Answer:
    r"""Read a mailbox again that was paused, or that waits after refused sign-ins.

    Folders that its server has no more are let go.  The reader begins within seconds.

    \b
    Example:
      orchestrator mailbox resume main
    """
    service = open_service()
    with service.change() as session:
        trouble.resume(session, named(session, name).id, actor=service.actor, now=service.now)
    return Answer(f"{name} is read again", {"name": name})


@click.command("retry")
@click.argument("name")
@answers
def retry_mailbox(name: str) -> Answer:
    r"""Fetch again what a mailbox's server did not give out, or what was too large.

    /health lists it.  A mail over imap_mail_bytes is fetched once that setting is larger.

    \b
    Example:
      orchestrator mailbox retry main
    """
    service = open_service()
    with service.change() as session:
        found = in_quarantine(session, named(session, name).id)
        for quarantine_id in found:
            ask_again(session, quarantine_id, actor=service.actor, now=service.now)
    return Answer(
        f"{len(found)} are fetched again at the next read", {"name": name, "quarantine": found}
    )
