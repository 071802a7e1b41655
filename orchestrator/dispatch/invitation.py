"""The MIME message of an invitation to a review, and of its cancellation."""

from datetime import datetime

from orchestrator.config import Settings
from orchestrator.dispatch import ics
from orchestrator.dispatch.compose import Message, addressed, written
from orchestrator.models import Invitation, InvitationMethod, User
from orchestrator.rendering import Rendered
from orchestrator.wording import reply_address


def compose_invitation(
    invitation: Invitation,
    rendered: Rendered,
    *,
    sender: User,
    settings: Settings,
    key: bytes,
    dated: datetime,
) -> Message:
    """The message that invites to a review, or takes that back, for people and for calendars.

    A calendar answers the organizer, whose address is the one that proves whose answer it is.

    Raises:
        Refused: as `compose_digest`.
    """
    review, contact = invitation.review, invitation.contact
    name = f"v{invitation.id}"
    reply_to = reply_address(settings, key, f"t{review.thread_id}", contact.id)
    mail = addressed(
        rendered.subject,
        settings=settings,
        key=key,
        sender=sender,
        to=(contact.name, contact.address),
        reply_to=reply_to,
        name=name,
        dated=dated,
    )
    is_cancelled = invitation.method is InvitationMethod.CANCEL
    event = ics.Event(
        method="CANCEL" if is_cancelled else "REQUEST",
        uid=review.uid,
        sequence=review.sequence + is_cancelled,
        starts_at=review.held_at,
        minutes=review.minutes,
        title=f"{review.title}, {review.project.name}",
        place=review.place,
        notes=review.agenda,
        organizer=(sender.name, reply_to),
        attendee=(contact.name, contact.address),
        written_at=dated,
    )
    return written(
        mail, rendered, contact.address, settings=settings, key=key, name=name, event=event
    )
