"""“Ask Ben”: she says who knows, and the question goes to them."""

from collections.abc import Mapping
from datetime import datetime
import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import take_answer
from orchestrator.engagement.hand_on import hand_on
from orchestrator.models import Ask, Contact, Mail, Participant, Project
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Actor
from orchestrator.walltime import zone_of

_ASK = re.compile(
    r"\W*(?:(?:please|better|just|bitte|por favor|per favore|graag)\W+)*(?:"
    r"(?:ask|check with|talk to|speak to)|"
    r"frag(?:e|t|en sie)?(?: bitte)?|wenden sie sich(?: bitte)? an|"
    r"(?:demande[zr]?|voyez|voir)(?: plutôt)? (?:à|avec)|"
    r"(?:pregunt(?:a|e|ad|en|ar)(?:le)?|consult(?:a|e|ar)) (?:a|con)|"
    r"(?:chied(?:i|ete|a|ere)|senti(?:re|te)?)(?: a| con)?|"
    r"vraag(?: het)?(?: aan)?|"
    r"(?:pergunt(?:e|a|ar|em)|fal(?:e|a|ar) com)(?: a| ao| à)?"
    r")\s+(?P<name>\w[\w'’-]*(?: \w[\w'’-]*)?)",
    re.IGNORECASE,
)


def take_or_hand_on(
    session: Session,
    mail: Mail,
    contact: Contact,
    *,
    ask_id: int,
    found: Mapping[str, Any],
    why_not: str,
    actor: Actor,
    now: datetime,
    **more: Any,
) -> bool:
    """Take an answer, or ask whom she names instead; whether there was anything to take.

    A question of money or scope stays hers until a PM decides, and so does one whose mail is
    not proven to be hers, or that names nobody of the project.  ``more`` is for `take_answer`,
    as the rest is.  The caller commits.
    """
    ask = session.get_one(Ask, ask_id)
    if not why_not and not ask.settles and ask.state in OPEN_STATES:
        other = _named(session, ask, contact, str(found["span"]))
        if other is not None:
            project = session.get_one(Project, ask.project_id)
            today = now.astimezone(zone_of(other.timezone)).date()
            after = hand_on(session, project, ask.id, other, today=today, actor=actor, now=now)
            because = other.say("digest.named_you", name=contact.name)
            after.detail = f"{after.detail} {because}".strip()
            return True
    taken = take_answer(
        session, mail, contact, ask_id=ask_id, found=found, why_not=why_not, actor=actor,
        now=now, **more,
    )  # fmt: skip
    return taken is not None


def _named(session: Session, ask: Ask, contact: Contact, words: str) -> Contact | None:
    """The one other person of the project whom the words name."""
    match = _ASK.match(words)
    if match is None:
        return None
    others = session.scalars(
        select(Contact)
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == ask.project_id, Contact.id != contact.id)
    ).all()
    said = match["name"].casefold()
    found = [
        other
        for other in others
        if said == other.name.casefold() or said.split()[0] == other.first_name.casefold()
    ]
    return found[0] if len(found) == 1 else None
