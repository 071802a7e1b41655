"""Who fell silent, in words, with the touch that she likes best."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from orchestrator.engagement.silence import Quiet, Silence, silences
from orchestrator.models import Contact, Participant, Project
from orchestrator.web.need import Need
from orchestrator.web.parts import now

_TOUCH = {
    "email": "Write to {} yourself",
    "phone": "Call {}",
    "sms": "Send {} a text message",
    "chat": "Write to {} in the chat",
}


def quiet_people(session: Session, project_ids: Sequence[int]) -> dict[int, list[Silence]]:
    """Per project those who are quiet for a reason that is worth a line."""
    taking_part = session.execute(
        select(Participant.project_id, Contact)
        .join(Contact, Contact.id == Participant.contact_id)
        .where(Participant.project_id.in_(project_ids))
        .options(joinedload(Contact.kept_wishes))
        .order_by(Participant.id)
    ).all()
    found = silences(session, {contact for _, contact in taking_part}, now=now())
    people: dict[int, list[Silence]] = defaultdict(list)
    for project_id, contact in taking_part:
        if found[contact.id].quiet is not Quiet.TALKING:
            people[project_id].append(found[contact.id])
    return people


def quiet_among(session: Session, contacts: Collection[Contact]) -> list[Silence]:
    """Those of these people who are quiet for a reason that is worth a line."""
    found = silences(session, contacts, now=now())
    return [silence for silence in found.values() if silence.quiet is not Quiet.TALKING]


def touch(contact: Contact) -> str:
    """What to do, over the channel that she asked for: ``Call Dana``."""
    return _TOUCH[contact.wishes.channel].format(contact.first_name)


def silent_people(
    people: Mapping[int, Sequence[Silence]], projects: Sequence[Project]
) -> list[Need]:
    """Those who withdrew, once each, with the first of their projects."""
    needs: dict[int, Need] = {}
    for project in projects:
        for silence in people.get(project.id, ()):
            if silence.quiet is not Quiet.WITHDRAWN:
                continue
            needs.setdefault(
                silence.contact.id,
                Need(
                    kind="silent",
                    tone="watch",
                    icon="circle-dashed",
                    title=silence.words,
                    detail=f"{project.name}: {touch(silence.contact)}.",
                    when="",
                    href=f"/p/{project.slug}#people",
                    button="Open",
                ),
            )
    return list(needs.values())
