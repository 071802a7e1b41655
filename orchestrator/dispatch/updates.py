"""The message of an update, over whichever channel it goes."""

from orchestrator.config import Settings
from orchestrator.dispatch.compose import Message, compose_digest, message_id
from orchestrator.errors import Refused
from orchestrator.models import Digest
from orchestrator.models.preference import CHANNEL_WORDS, SHORT


def compose_update(digest: Digest, *, settings: Settings, key: bytes) -> Message:
    """The message as the row stands now.

    Raises:
        Refused: there is nothing to send by or from, or nowhere to send it.
    """
    if digest.channel not in SHORT:
        return compose_digest(digest, settings=settings, key=key)
    words = CHANNEL_WORDS[digest.channel]
    if not can_leave(digest.channel, settings):
        raise Refused(f"{digest.channel}_url and mail_from: set both to send by {words}")
    to = digest.contact.handle(digest.channel)
    if not to:
        raise Refused(f"we know of no {words} of {digest.contact.name}")
    return Message(
        content=enveloped(to, digest.text),
        message_id=message_id(settings, key, f"d{digest.id}"),
        recipient=to,
        subject=digest.subject,
        text=digest.text,
        html="",
    )


def can_leave(channel: str, settings: Settings) -> bool:
    """Whether there is a way out for such messages; each has an id at the address of ours."""
    ways = {"sms": settings.sms_url, "chat": settings.chat_url}
    return bool(settings.mail_from and ways.get(channel, settings.mail_from))


def enveloped(to: str, text: str) -> bytes:
    """What is approved of a short message: to whom it goes is part of it."""
    return f"To: {to}\n\n{text}".encode()


def opened(content: bytes) -> tuple[str, str]:
    """To whom, and the text."""
    head, _, text = content.decode().partition("\n\n")
    return head.removeprefix("To: "), text
