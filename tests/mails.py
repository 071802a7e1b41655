"""Raw mails as they come, for tests that begin with bytes."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from orchestrator.collect.arrivals import Arrival, keep_mails, record_ingest
from orchestrator.models import Database, Direction
from tests.factories import MONDAY

OUR_SERVER = "mx.northwind.example"


def raw_mail(
    text: str,
    *,
    sender: str,
    to: str = "hello@northwind.example",
    subject: str = "Photos",
    sent_at: datetime = MONDAY,
    proven: bool = True,
    **headers: str,
) -> bytes:
    """A plain mail from ``sender``; ``proven`` adds the verdict of our own server."""
    mail = EmailMessage(policy=SMTP)
    if proven:
        domain = sender.rpartition("@")[2].rstrip(">")
        mail["Authentication-Results"] = f"{OUR_SERVER}; dmarc=pass header.from={domain}"
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(sent_at)
    mail["Message-ID"] = headers.pop("Message_ID", make_msgid(domain="client.example"))
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def deliver(
    database: Database,
    content: bytes,
    *,
    direction: Direction = Direction.IN,
    received_at: datetime = MONDAY,
) -> int:
    """Store a mail as the reader does; return its row's id."""
    with database.write() as session:
        arrival = Arrival(content, direction, received_at)
        kept = keep_mails(session, [arrival], now=received_at)
        record_ingest(session, kept, via="test", now=received_at)
    return kept[0].id


def gmail_reply(words: str, name: str, quoted: str) -> str:
    """A reply on top, with the quoting that Gmail's web page adds below."""
    quote = "\n".join(f"> {line}".rstrip() for line in quoted.splitlines())
    attribution = "On Mon, 23 Nov 2026 at 16:00, Maya Okafor <updates@northwind.example> wrote:"
    return f"{words}\n\n{name}\n\n{attribution}\n\n{quote}\n"
