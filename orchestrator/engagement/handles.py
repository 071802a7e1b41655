"""By which number or name text messages and a chat reach somebody."""

from collections.abc import Mapping
from datetime import datetime
import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Contact, Handle
from orchestrator.models.preference import SHORT
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 100
CHANGE: Final = "reached"
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_SPACING = re.compile(r"[\s().\-\u00a0/]+")
_NAME = re.compile(r"[!-?A-~][ -~]*")


def reach_by(
    session: Session, contact: Contact, wanted: Mapping[str, str], *, actor: Actor, now: datetime
) -> bool:
    """Reach somebody there from now on; return whether that is new.  The caller commits.

    Args:
        wanted: by channel; an empty one is forgotten, a missing one stays.

    Raises:
        UsageError: names the channel and what it needs.
    """
    read = {channel: _READ[channel](wanted[channel].strip()) for channel in wanted}
    changed = [channel for channel, to in read.items() if to != contact.handle(channel)]
    for channel in changed:
        _keep(session, contact, channel, read[channel], now=now)
    if changed:
        session.flush()
        session.refresh(contact, ["handles"])
        record(
            session,
            Action.CLIENT_CHANGE,
            f"contact:{contact.id}",
            actor=actor,
            now=now,
            details={channel: read[channel] for channel in changed},
            change=CHANGE,
            channels=changed,
        )
    return bool(changed)


def number(typed: str) -> str:
    """A telephone number as providers want it: ``+441632960123``; empty for none.

    Raises:
        UsageError: it has no country code, or is none.
    """
    bare = _SPACING.sub("", typed)
    if bare and not _E164.fullmatch(bare):
        raise UsageError("sms: write the number with its country, such as +44 1632 960123")
    return bare


def name_in_chat(typed: str) -> str:
    """What the chat knows somebody by; empty for none.  Raises UsageError."""
    if typed and (len(typed) > LONGEST or not _NAME.fullmatch(typed)):
        raise UsageError(f"chat: write the name or id there, at most {LONGEST} plain characters")
    return typed


def _keep(session: Session, contact: Contact, channel: str, to: str, *, now: datetime) -> None:
    if to and session.scalar(
        select(Handle.id).where(
            Handle.channel == channel, Handle.value == to, Handle.contact_id != contact.id
        )
    ):
        # What comes from there would be taken for the words of the other one.
        raise UsageError(f"{channel}: somebody else is reached there")
    row = next((each for each in contact.handles if each.channel == channel), None)
    if row is None:
        row = Handle(contact_id=contact.id, channel=channel, value=to, created_at=now)
        session.add(row)
    elif not to:
        session.delete(row)
    row.value = to


_READ: Final = dict(zip(SHORT, (number, name_in_chat), strict=True))
