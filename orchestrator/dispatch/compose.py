"""The MIME message, byte for byte.

Composing is a function of the row and the settings alone: the same row gives the same
bytes, so what a PM saw, approved, and what leaves can be compared by their SHA-256.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
import hashlib
import re

from orchestrator.config import Settings
from orchestrator.dispatch import ics
from orchestrator.dispatch.addresses import is_addr_spec
from orchestrator.dispatch.dkim import signatures
from orchestrator.dispatch.folding import Folded, mailbox, text, words
from orchestrator.dispatch.mime import alternatives
from orchestrator.dkim_keys import dkim_keys
from orchestrator.errors import Refused
from orchestrator.models import Contact, Digest, Mail, Project, Referral, Response, User
from orchestrator.rendering import Rendered
from orchestrator.wording import case_address, reply_address, unsubscribe_url

INSTANCE_HEADER = "X-Orchestrator-Instance"
REFERENCES_AT_MOST = 20

Header = dict[str, Folded]
"""The fields of a message by their names, in their order."""

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")


@dataclass(frozen=True, slots=True)
class Message:
    """``content`` has CRLF line ends, as SMTP wants them."""

    content: bytes
    message_id: str
    recipient: str
    subject: str
    text: str
    html: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def compose_digest(digest: Digest, *, settings: Settings, key: bytes) -> Message:
    """The message of an update as its row stands now, dated at its send time.

    Raises:
        Refused: there is nothing to send from, or an address cannot be used.
    """
    return compose(
        Rendered(subject=digest.subject, text=digest.text, html=digest.html),
        settings=settings,
        key=key,
        contact=digest.contact,
        project=digest.project,
        reference=f"d{digest.id}",
        name=f"d{digest.id}",
        dated=digest.send_at,
        auto_submitted="auto-generated",
    )


def compose(
    rendered: Rendered,
    *,
    settings: Settings,
    key: bytes,
    contact: Contact,
    project: Project,
    reference: str,
    name: str,
    dated: datetime,
    auto_submitted: str,
    in_reply_to: str | None = None,
    references: tuple[str, ...] = (),
) -> Message:
    """Build one message that no person wrote.

    Args:
        reference: what an answer belongs to, signed into Reply-To: ``d14``, ``t7``.
        name: unique within this installation; makes the Message-ID and the boundary.
        auto_submitted: RFC 3834 section 5: ``auto-generated`` or ``auto-replied``.

    Raises:
        Refused: as `compose_digest`.
    """
    mail = addressed(
        rendered.subject,
        settings=settings,
        key=key,
        sender=project.pm,
        to=(contact.name, contact.address),
        reply_to=reply_address(settings, key, reference, contact.id),
        name=name,
        dated=dated,
    )
    if in_reply_to:
        _answer(mail, [*references, in_reply_to])
    domain = _domain(settings)
    back = reply_address(settings, key, reference, contact.id)
    ways_out = (
        f"<{unsubscribe_url(settings, key, contact.id)}>, <mailto:{back}?subject=stop&body=stop>"
    )
    mail["List-Id"] = words("List-Id", f"{_phrase(project.name)} <{project.slug}.{domain}>")
    mail["List-Unsubscribe"] = words("List-Unsubscribe", ways_out)
    mail["List-Unsubscribe-Post"] = Folded("List-Unsubscribe=One-Click")
    mail["Auto-Submitted"] = words("Auto-Submitted", auto_submitted)
    mail["X-Auto-Response-Suppress"] = Folded("All")
    mail["Feedback-ID"] = words("Feedback-ID", _feedback_id(key, name, contact, project))
    return written(mail, rendered, contact.address, settings=settings, key=key, name=name)


def compose_response(
    response: Response,
    rendered: Rendered,
    *,
    sender: User,
    settings: Settings,
    key: bytes,
    dated: datetime,
) -> Message:
    """The message of an answer that ``sender`` wrote, or approves as her own.

    A person wrote it to a person: it carries no mark of automatic mail and no way to
    unsubscribe.  What is answered to it comes back to its conversation.

    Raises:
        Refused: as `compose_digest`.
    """
    name = f"r{response.id}"
    mail = addressed(
        rendered.subject,
        settings=settings,
        key=key,
        sender=sender,
        to=(response.contact.name, response.addr_spec),
        reply_to=reply_address(settings, key, f"t{response.thread_id}", response.contact_id),
        name=name,
        dated=dated,
    )
    if response.mail.message_id:
        _answer(mail, ancestors(response.mail))
    return written(mail, rendered, response.addr_spec, settings=settings, key=key, name=name)


def compose_referral(
    referral: Referral,
    rendered: Rendered,
    *,
    answers: Sequence[str],
    sender: User,
    settings: Settings,
    key: bytes,
    dated: datetime,
) -> Message:
    """The message to accounting about a case.  What is answered to it comes back to the case.

    Nothing in its header is of the client: no address, and no Message-ID of hers.

    Args:
        answers: Message-IDs of what was written to and from accounting before, oldest first.

    Raises:
        Refused: as `compose_digest`.
    """
    name = f"case{referral.id}"
    mail = addressed(
        rendered.subject,
        settings=settings,
        key=key,
        sender=sender,
        to=("Accounting", referral.addr_spec),
        reply_to=case_address(settings, key, referral.dispute_id),
        name=name,
        dated=dated,
    )
    if answers:
        _answer(mail, list(answers[-REFERENCES_AT_MOST:]))
    return written(mail, rendered, referral.addr_spec, settings=settings, key=key, name=name)


def ancestors(mail: Mail) -> list[str]:
    """The References of an answer to ``mail`` (RFC 5322 section 3.6.4), oldest first.

    A long list is cut in the middle: the first of them names the conversation.
    """
    known: list[str | None] = [*mail.references] or [mail.in_reply_to]
    ids = list(dict.fromkeys(each for each in [*known, mail.message_id] if each))
    return ids if len(ids) <= REFERENCES_AT_MOST else [ids[0], *ids[1 - REFERENCES_AT_MOST :]]


def _answer(mail: Header, ids: list[str]) -> None:
    """Name what is answered, the last of ``ids``, unless it cannot stand in a header."""
    usable = [each for each in ids if _MESSAGE_ID.fullmatch(each)]
    if usable and usable[-1] == ids[-1]:
        mail["In-Reply-To"] = words("In-Reply-To", usable[-1])
        mail["References"] = words("References", " ".join(usable))


def addressed(
    subject: str,
    *,
    settings: Settings,
    key: bytes,
    sender: User,
    to: tuple[str, str],
    reply_to: str,
    name: str,
    dated: datetime,
) -> Header:
    """The header fields that every message has; ``to`` is a name and an address.

    Raises:
        Refused: as `compose_digest`, or a name or subject would break the header.
    """
    display_name, recipient = to
    if not settings.mail_from:
        raise Refused("no mail_from is set, so there is no address to send from")
    if not is_addr_spec(recipient):
        raise Refused(f"{recipient[:60]!r} is no address that mail can be sent to")
    from_name = f"{sender.name}, {settings.studio_name}"
    return {
        "From": mailbox("From", from_name, settings.mail_from),
        "To": mailbox("To", display_name, recipient),
        "Reply-To": words("Reply-To", reply_to),
        "Subject": text("Subject", subject),
        "Date": Folded(format_datetime(dated)),
        "Message-ID": words("Message-ID", message_id(settings, key, name)),
    }


def written(
    mail: Header,
    rendered: Rendered,
    recipient: str,
    *,
    settings: Settings,
    key: bytes,
    name: str,
    event: ics.Event | None = None,
) -> Message:
    """The message with its body, marked as ours and signed with every key there is."""
    boundary = f"=_{_short(key, 'boundary', name)}"
    mail[INSTANCE_HEADER] = Folded(instance_mark(key))
    mail["MIME-Version"] = Folded("1.0")
    mail["Content-Type"] = Folded(f'multipart/alternative; boundary="{boundary}"')
    calendar = (event.method, ics.calendar(event)) if event is not None else None
    body = alternatives(rendered.text, rendered.html, boundary=boundary, calendar=calendar)
    keys = dkim_keys(settings.keys, settings.dkim_selector)
    lines = "".join(f"{name}: {value}\r\n" for name, value in mail.items()).encode()
    return Message(
        content=signatures(mail, body, domain=_domain(settings).lower(), keys=keys)
        + lines + b"\r\n" + body,
        message_id=message_id(settings, key, name),
        recipient=recipient,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
    )  # fmt: skip


def message_id(settings: Settings, key: bytes, name: str) -> str:
    """The Message-ID of everything called ``name``: the same for every try."""
    return f"<{name}.{_short(key, 'message', name)}@{_domain(settings)}>"


def instance_mark(key: bytes) -> str:
    """Names this installation on all it sends, so that it knows its own mail again."""
    return _short(key, "instance", "")


def _short(key: bytes, purpose: str, name: str) -> str:
    return hashlib.sha256(b"%s\n%s\n%s" % (key, purpose.encode(), name.encode())).hexdigest()[:16]


def _domain(settings: Settings) -> str:
    return settings.mail_from.rpartition("@")[2]


def _feedback_id(key: bytes, name: str, contact: Contact, project: Project) -> str:
    """What Gmail counts complaints by: kind, project, person and studio, none of them in words."""
    person = _short(key, "feedback", str(contact.id))
    return f"{name.rstrip('0123456789')}:p{project.id}:{person}:{instance_mark(key)[:12]}"


def _phrase(words: str) -> str:
    return (
        "".join(c for c in words if c.isascii() and (c.isalnum() or c in " -_")).strip()
        or "project"
    )
