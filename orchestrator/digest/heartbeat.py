"""A line for whoever wants to hear also when nothing is new: so, and when the next is due."""

from datetime import datetime

from orchestrator.digest.cadence import next_slot
from orchestrator.digest.lines import line
from orchestrator.digest.render import rhythm_of
from orchestrator.models import Block, BlockKind, Digest
from orchestrator.walltime import zone_of
from orchestrator.wording import day


def heartbeat(digest: Digest, *, now: datetime) -> Block:
    """The line, before it has a position."""
    contact = digest.contact
    due = next_slot(rhythm_of(contact), after=digest.send_at)
    today = now.astimezone(zone_of(contact.timezone)).date()
    on = day(due.day, today=today, say=contact.say)
    text = contact.say("digest.nothing_new", day=on)
    return line(BlockKind.NEXT, text, digest.project, f"project:{digest.project_id}")
