"""The MIME message, byte for byte.

Composing is a function of the row and the settings alone: the same row gives the same
bytes, so what a PM saw, approved, and what leaves can be compared by their SHA-256.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
import hashlib

from orchestrator.config import Settings
from orchestrator.dispatch.addresses import is_addr_spec
from orchestrator.errors import Refused
from orchestrator.models import Contact, Digest, Project
from orchestrator.rendering import Rendered
from orchestrator.wording import reply_address, unsubscribe_url

INSTANCE_HEADER = "X-Orchestrator-Instance"


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
    """Build one message.

    Args:
        reference: what an answer belongs to, signed into Reply-To: ``d14``, ``t7``.
        name: unique within this installation; makes the Message-ID and the boundary.
        auto_submitted: RFC 3834 section 5: ``auto-generated`` or ``auto-replied``.

    Raises:
        Refused: as `compose_digest`.
    """
    if not settings.mail_from:
        raise Refused("no mail_from is set, so there is no address to send from")
    recipient = contact.address
    if not is_addr_spec(recipient):
        raise Refused(f"{recipient[:60]!r} is no address that mail can be sent to")
    mail = EmailMessage(policy=SMTP)
    sender = f"{project.pm.name}, {settings.studio_name}"
    mail["From"] = Address(display_name=sender, addr_spec=settings.mail_from)
    mail["To"] = Address(display_name=contact.name, addr_spec=recipient)
    mail["Reply-To"] = reply_address(settings, key, reference, contact.id)
    mail["Subject"] = rendered.subject
    mail["Date"] = format_datetime(dated)
    mail["Message-ID"] = message_id(settings, key, name)
    if in_reply_to:
        mail["In-Reply-To"] = in_reply_to
        mail["References"] = " ".join([*references, in_reply_to])
    domain = settings.mail_from.rpartition("@")[2]
    mail["List-Id"] = f"{_phrase(project.name)} <{project.slug}.{domain}>"
    mail["List-Unsubscribe"] = (
        f"<{unsubscribe_url(settings, key, contact.id)}>, "
        f"<mailto:{reply_address(settings, key, reference, contact.id)}?subject=stop&body=stop>"
    )
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = auto_submitted
    mail["X-Auto-Response-Suppress"] = "All"
    mail[INSTANCE_HEADER] = instance_mark(key)
    mail.set_content(rendered.text, cte="quoted-printable")
    mail.add_alternative(rendered.html, subtype="html", cte="base64")
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
