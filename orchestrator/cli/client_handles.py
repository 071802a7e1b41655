"""``orchestrator client reach``: the number for text messages, the name in the chat."""

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service
from orchestrator.engagement.handles import reach_by
from orchestrator.models.preference import SHORT


@click.command("reach")
@click.argument("address")
@click.option("--sms", help="Number with its country, such as +441632960123; empty: none.")
@click.option("--chat", help="Name or id in the chat; empty: none.")
@answers
def reach(address: str, **typed: str | None) -> Answer:
    r"""Show by which number or name the contact with this ADDRESS is reached, or set it.

    \b
    Example:
      orchestrator client reach dana@harbor.example --sms "+44 1632 960123"
    """
    service = open_service()
    wanted = {channel: to for channel, to in typed.items() if to is not None}
    with service.change() as session:
        contact = naming.contact_named(session, address)
        reach_by(session, contact, wanted, actor=service.actor, now=service.now)
        data = {channel: contact.handle(channel) for channel in SHORT}
    shown = ", ".join(f"{channel} {to}" for channel, to in data.items() if to)
    return Answer(f"{contact.name}: {shown or 'by mail alone'}", data)
