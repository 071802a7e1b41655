"""The MIME message, byte for byte.

Composing is a function of the row and the settings alone: the same row gives the same
bytes, so what a PM saw, approved, and what leaves can be compared by their SHA-256.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
import hashlib
import re

from orchestrator.config import Settings
from orchestrator.dispatch import ics
from orchestrator.dispatch.addresses import is_addr_spec
from orchestrator.dispatch.folding import UNBROKEN
from orchestrator.errors import Refused
from orchestrator.models import Contact, Digest, Mail, Project, Referral, Response, User
from orchestrator.rendering import Rendered
from orchestrator.wording import case_address, reply_address, unsubscribe_url

INSTANCE_HEADER = "X-Orchestrator-Instance"
REFERENCES_AT_MOST = 20

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
    domain = settings.mail_from.rpartition("@")[2]
    mail["List-Id"] = f"{_phrase(project.name)} <{project.slug}.{domain}>"
    mail["List-Unsubscribe"] = (
        f"<{unsubscribe_url(settings, key, contact.id)}>, "
        f"<mailto:{reply_address(settings, key, reference, contact.id)}?subject=stop&body=stop>"
    )
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = auto_submitted
    mail["X-Auto-Response-Suppress"] = "All"
    return written(mail, rendered, contact.address, key=key, name=name)


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
    return written(mail, rendered, response.addr_spec, key=key, name=name)


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
    return written(mail, rendered, referral.addr_spec, key=key, name=name)


def ancestors(mail: Mail) -> list[str]:
    """The References of an answer to ``mail`` (RFC 5322 section 3.6.4), oldest first.

    A long list is cut in the middle: the first of them names the conversation.
    """
    known: list[str | None] = [*mail.references] or [mail.in_reply_to]
    ids = list(dict.fromkeys(each for each in [*known, mail.message_id] if each))
    return ids if len(ids) <= REFERENCES_AT_MOST else [ids[0], *ids[1 - REFERENCES_AT_MOST :]]


def _answer(mail: EmailMessage, ids: list[str]) -> None:
    """Name what is answered, the last of ``ids``, unless it cannot stand in a header."""
    usable = [each for each in ids if _MESSAGE_ID.fullmatch(each)]
    if usable and usable[-1] == ids[-1]:
        mail["In-Reply-To"] = usable[-1]
        mail["References"] = " ".join(usable)


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
) -> EmailMessage:
    """The header fields that every message has, without a body; ``to`` is a name and an address."""
    display_name, recipient = to
    if not settings.mail_from:
        raise Refused("no mail_from is set, so there is no address to send from")
    if not is_addr_spec(recipient):
        raise Refused(f"{recipient[:60]!r} is no address that mail can be sent to")
    mail = EmailMessage(policy=UNBROKEN)
    from_name = f"{sender.name}, {settings.studio_name}"
    mail["From"] = Address(display_name=from_name, addr_spec=settings.mail_from)
    mail["To"] = Address(display_name=display_name, addr_spec=recipient)
    mail["Reply-To"] = reply_to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(dated)
    mail["Message-ID"] = message_id(settings, key, name)
    return mail


def written(
    mail: EmailMessage,
    rendered: Rendered,
    recipient: str,
    *,
    key: bytes,
    name: str,
    event: ics.Event | None = None,
) -> Message:
    """The message with its body, marked as ours."""
    mail[INSTANCE_HEADER] = instance_mark(key)
    mail.set_content(rendered.text, cte="quoted-printable")
    mail.add_alternative(rendered.html, subtype="html", cte="base64")
    if event is not None:
        mail.add_alternative(
            ics.calendar(event).replace("\r\n", "\n"), subtype="calendar", cte="base64",
            params={"method": event.method},
        )  # fmt: skip
    mail.set_boundary(f"=_{_short(key, 'boundary', name)}")
    return Message(
        content=mail.as_bytes(),
        message_id=str(mail["Message-ID"]),
        recipient=recipient,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
    )


def message_id(settings: Settings, key: bytes, name: str) -> str:
    """The Message-ID of everything called ``name``: the same for every try."""
    return f"<{name}.{_short(key, 'message', name)}@{settings.mail_from.rpartition('@')[2]}>"


def instance_mark(key: bytes) -> str:
    """Names this installation on all it sends, so that it knows its own mail again."""
    return _short(key, "instance", "")


def _short(key: bytes, purpose: str, name: str) -> str:
    return hashlib.sha256(b"%s\n%s\n%s" % (key, purpose.encode(), name.encode())).hexdigest()[:16]


def _phrase(words: str) -> str:
    return (
        "".join(c for c in words if c.isascii() and (c.isalnum() or c in " -_")).strip()
        or "project"
    )
