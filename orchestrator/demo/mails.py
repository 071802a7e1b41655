"""Mails as clients send them, byte for byte.  Pure."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
import html


def mail(
    words: str,
    *,
    name: str,
    sender: str,
    to: str,
    subject: str,
    message_id: str,
    sent_at: datetime,
    server: str = "",
    answers: Sequence[str] = (),
) -> bytes:
    """A plain mail.

    Args:
        server: of ours, that vouches for the sender (RFC 8601); empty: none does.
        answers: Message-IDs of the conversation, oldest first.
    """
    message = _headed(name, sender, to, subject, message_id, sent_at, server, answers)
    message.set_content(words)
    return message.as_bytes()


def gmail_reply(
    words: str,
    to: EmailMessage,
    *,
    name: str,
    sender: str,
    message_id: str,
    sent_at: datetime,
    server: str = "",
) -> bytes:
    """An answer to a mail that was received, as Gmail's web page writes and quotes it."""
    writer = to["From"].addresses[0]
    reply_to = (to["Reply-To"] or to["From"]).addresses[0].addr_spec
    message = _headed(
        name,
        sender,
        reply_to,
        f"Re: {to['Subject']}",
        message_id,
        sent_at,
        server,
        [str(to["Message-ID"])],
    )
    at = f"{sent_at:%a, %-d %b %Y at %H:%M}"
    plain, page = to.get_body(("plain",)), to.get_body(("html",))
    assert plain is not None
    assert page is not None
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in plain.get_content().splitlines())
    head = f"On {at} {writer.display_name} <\n{writer.addr_spec}> wrote:"
    message.set_content(f"{words}\n\n{head}\n\n{quoted}")
    message.add_alternative(
        f'<div dir="ltr">{html.escape(words).replace(chr(10), "<br>")}</div><br>'
        '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f"On {at} {html.escape(writer.display_name)} &lt;"
        f'<a href="mailto:{writer.addr_spec}">{writer.addr_spec}</a>&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        f'rgb(204,204,204);padding-left:1ex">{page.get_content()}</blockquote></div>\n',
        subtype="html",
    )
    return message.as_bytes()


def _headed(
    name: str,
    sender: str,
    to: str,
    subject: str,
    message_id: str,
    sent_at: datetime,
    server: str,
    answers: Sequence[str],
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    domain = sender.rpartition("@")[2]
    if server:
        message["Authentication-Results"] = (
            f"{server}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
        )
    message["From"] = Address(display_name=name, addr_spec=sender)
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = message_id
    if answers:
        message["In-Reply-To"] = answers[-1]
        message["References"] = " ".join(answers)
    return message
