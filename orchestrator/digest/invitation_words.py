"""What an invitation to a review says, in the language of its reader."""

from datetime import datetime, timedelta
from itertools import groupby

from orchestrator.config import Settings
from orchestrator.digest.response_words import cleaned, indented, role_line
from orchestrator.mail_contexts import ResponseContext
from orchestrator.models import Contact, Invitation, InvitationMethod, Review, User
from orchestrator.phrases import Phrases
from orchestrator.rendering import Rendered, render
from orchestrator.walltime import zone_of


def render_invitation(invitation: Invitation, *, sender: User, settings: Settings) -> Rendered:
    """The message in its forms for people, signed by ``sender``.

    Raises:
        Refused: it is longer than mail programs show.
    """
    review, contact = invitation.review, invitation.contact
    lines = [indented(line) for line in _lines(invitation, contact.say)]
    context: ResponseContext = {
        "lang": contact.language,
        "subject": subject_of(review, contact),
        "studio": {"name": settings.studio_name, "address": settings.studio_address},
        "signer": {"name": sender.name, "role_line": role_line(sender, settings, contact.say)},
        "lines": lines,
        "paragraphs": [list(group) for has_words, group in groupby(lines, bool) if has_words],
        "quoted": None,
    }
    return render("response", context)


def subject_of(review: Review, contact: Contact) -> str:
    """``Design review: Thu 26.11.2026, 14:00``, which a new time makes another one."""
    there = review.held_at.astimezone(zone_of(review.timezone))
    day = contact.say.all("calendar.days")[there.weekday()]
    return f"{review.title}: {day} {there:%d.%m.%Y, %H:%M}"[:200]


def _lines(invitation: Invitation, say: Phrases) -> list[str]:
    review, title = invitation.review, invitation.review.title
    lines = [say("invitation.hello", name=invitation.contact.greeting_name), ""]
    if invitation.method is InvitationMethod.CANCEL:
        return [*lines, say("invitation.cancels", title=title), "", _when(review, say)]
    opening = "invitation.moves" if review.sequence else "invitation.invites"
    when = f"{say('invitation.when')}: {_when(review, say)}"
    lines += [say(opening, title=title), "", when]
    if review.place:
        lines.append(f"{say('invitation.where')}: {review.place}")
    if review.agenda:
        lines += ["", f"{say('invitation.agenda')}:", *cleaned(review.agenda).split("\n")]
    return [*lines, "", say("invitation.answer")]


def _when(review: Review, say: Phrases) -> str:
    there = zone_of(review.timezone)
    start: datetime = review.held_at.astimezone(there)
    # The hands of the clock there, also where they are moved in between.
    end = (review.held_at + timedelta(minutes=review.minutes)).astimezone(there)
    day = say.all("calendar.days")[start.weekday()]
    return f"{day}, {start:%d.%m.%Y, %H:%M}–{end:%H:%M} ({review.timezone})"
