"""Ten headers and the text of a mail, against the standard library; and what the child costs.

Both read the same mails in the same process, interleaved, five rounds; the best counts.
The peer is `email` with its fast policy (compat32), asked for the same headers, the plain
text and the names of the attachments.
"""

from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
import random
import time
from typing import Any

from orchestrator.collect import headers, identifiers, mime
from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.sent import sent_at

MAILS = 500
ROUNDS = 5
FIELDS = ("Message-ID", "In-Reply-To", "References", "Subject", "From", "To", "Cc", "Date",
          "Auto-Submitted", "List-Id")  # fmt: skip
_WORDS = ("photos", "calendar", "launch", "payment", "voucher", "Übergabe", "Tuesday", "review",
          "please", "the", "and", "we", "will", "send", "délai", "on")  # fmt: skip


def parsing(*, progress: Callable[[str], None]) -> dict[str, Any]:
    contents = corpus(MAILS)
    ratio, ours, theirs = compare(contents)
    progress("parsing: the child")
    child = child_seconds(contents)
    size = sum(map(len, contents)) / len(contents)
    return {
        "name": "time to parse a mail",
        "ratio": ratio,
        "peer": "the standard library's",
        "at_most": 0.4,
        "detail": f"{ours * 1e6:.0f} us against {theirs * 1e6:.0f}, mean {size:,.0f} bytes; "
        f"the way to the child and back takes the parent {child * 1e6:.0f} us",
    }


def compare(contents: Sequence[bytes]) -> tuple[float, float, float]:
    """Ratio, and the seconds of CPU a mail of ours and of the peer."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(read_ours, contents))
        theirs.append(_seconds(read_theirs, contents))
    return min(ours) / min(theirs), min(ours), min(theirs)


def child_seconds(contents: Sequence[bytes]) -> float:
    """Seconds of CPU that the parent spends on a mail; the child's own are not in it."""
    with LimitedParser() as parser:
        parser.parse(contents[:1])
        spent = []
        for _ in range(3):
            begun = time.process_time()
            parser.parse(contents)
            spent.append((time.process_time() - begun) / len(contents))
    return min(spent)


def read_ours(content: bytes) -> tuple[object, ...]:
    root = mime.read_message(content, [])
    text, names, waiting = None, [], [root]
    while waiting:
        part = waiting.pop()
        if part.is_multipart:
            waiting += reversed(part.children)
        elif part.content_type == "text/plain" and text is None:
            text = mime.text_of(part, [])
        else:
            names.append(part.filename)
    return (
        identifiers.message_id(root.get("message-id")),
        identifiers.replied_to(root.get("in-reply-to")),
        identifiers.message_ids(root.get("references")),
        headers.words(root.get("subject")),
        *(headers.addresses(root.get(name)) for name in ("from", "to", "cc")),
        sent_at(root.get("date")),
        headers.words(root.get("auto-submitted")),
        headers.words(root.get("list-id")),
        text,
        names,
    )


def read_theirs(content: bytes) -> tuple[object, ...]:
    message = message_from_bytes(content)
    fields = [message[name] for name in FIELDS]
    words = [str(make_header(decode_header(v))) if v and "=?" in str(v) else v for v in fields]
    text, names = None, []
    for part in message.walk():
        if part.is_multipart():
            continue
        if part.get_content_type() == "text/plain" and text is None:
            charset = part.get_content_charset() or "utf-8"
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            text = payload.decode(charset, "replace")
        else:
            names.append(part.get_filename())
    return (*words, text, names)


def corpus(count: int) -> list[bytes]:
    """Mails of a project, the same at each run: text, most with HTML, one in twelve a file."""
    chance = random.Random(7)
    return [_mail(number, chance) for number in range(count)]


def _mail(number: int, chance: random.Random) -> bytes:
    mail = EmailMessage(policy=SMTP)
    for hop in range(4):
        mail["Received"] = f"from mx{hop}.client.example by mx.studio.example with ESMTPS id {hop}"
    mail["DKIM-Signature"] = "v=1; a=rsa-sha256; d=client.example; s=a; b=" + "Ab3+" * 90
    mail["Message-ID"] = f"<{number}@client.example>"
    mail["In-Reply-To"] = f"<{number - 1}@client.example>"
    mail["References"] = " ".join(f"<{number - n}@client.example>" for n in range(5, 0, -1))
    mail["Subject"] = f"Re: Übergabe {number}" if number % 3 == 0 else f"Re: plan {number}"
    mail["From"] = f"Jürgen Brandt <c{number % 40}@client.example>"
    mail["To"] = "Studio <projects@studio.example>, Maya <maya@studio.example>"
    mail["Date"] = "Tue, 3 Mar 2026 09:14:00 +0100"
    text = _text(chance)
    quote = "\n".join(f"> {line}" for line in _text(chance).split("\n"))
    mail.set_content(f"{text}\n\nOn Monday Maya wrote:\n{quote}\n")
    if number % 5:
        lines = "".join(f"<p style='margin:0'>{line}</p>\n" for line in text.split("\n"))
        mail.add_alternative(f"<html><body>{lines}</body></html>", subtype="html")
    if number % 12 == 0:
        file = chance.randbytes(chance.randrange(5_000, 150_000))
        mail.add_attachment(file, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return mail.as_bytes()


def _text(chance: random.Random) -> str:
    count = int(chance.lognormvariate(5, 0.8)) + 5
    words = [chance.choice(_WORDS) for _ in range(count)]
    return "\n".join(" ".join(words[at : at + 11]) for at in range(0, count, 11))


def _seconds(read: Callable[[bytes], object], contents: Sequence[bytes]) -> float:
    begun = time.process_time()
    for content in contents:
        read(content)
    return (time.process_time() - begun) / len(contents)
