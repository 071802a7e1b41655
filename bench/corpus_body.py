"""What a generated mail says, and how its client shapes it: quotes, HTML, charsets, files."""

import base64
import binascii
from html import escape
import random
import re
from typing import Any

from bench.corpus_plan import Spec
from bench.corpus_words import NOUNS

_CLOSINGS = ("Best regards", "Kind regards", "Thanks", "Cheers", "BR")
_SHOWN = 6000
_DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended solely for the "
    "addressee. If you have received it in error, please notify the sender and delete "
    "it. Any unauthorised copying or disclosure is forbidden. " * 2
).strip()
_OUTLOOK_CSS = """\
<style><!--
/* Font Definitions */
@font-face
\t{font-family:"Cambria Math";
\tpanose-1:2 4 5 3 5 4 6 3 2 4;}
@font-face
\t{font-family:Calibri;
\tpanose-1:2 15 5 2 2 2 4 3 2 4;}
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal
\t{margin:0cm;
\tfont-size:11.0pt;
\tfont-family:"Calibri",sans-serif;}
a:link, span.MsoHyperlink
\t{mso-style-priority:99;
\tcolor:#0563C1;
\ttext-decoration:underline;}
span.EmailStyle17
\t{mso-style-type:personal-compose;
\tfont-family:"Calibri",sans-serif;
\tcolor:windowtext;}
.MsoChpDefault
\t{mso-style-type:export-only;}
@page WordSection1
\t{size:612.0pt 792.0pt;
\tmargin:70.85pt 70.85pt 70.85pt 70.85pt;}
div.WordSection1
\t{page:WordSection1;}
--></style>"""
_OUTLOOK_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns="http://www.w3.org/TR/REC-html40"><head>'
    '<meta http-equiv=Content-Type content="text/html; charset=utf-8">'
    f'{_OUTLOOK_CSS}</head><body lang=EN-GB link="#0563C1" vlink="#954F72">'
    "<div class=WordSection1>\n"
)
_GMAIL_QUOTE = (
    '<div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
    'border-left:1px solid rgb(204,204,204);padding-left:1ex">'
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_FILES = (
    ("application/pdf", "pdf", b"%PDF-1.5\n"),
    ("image/png", "png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", "jpg", b"\xff\xd8\xff\xe0"),
    (f"{_OFFICE}.spreadsheetml.sheet", "xlsx", b"PK\x03\x04"),
    (f"{_OFFICE}.wordprocessingml.document", "docx", b"PK\x03\x04"),
)


def text_of(spec: Spec, chance: random.Random) -> str:
    """New text, signature and the quoted parent, in the dialect of the client."""
    signature = _signature(spec, chance)
    tail = ("\n\n" + _wrap(_DISCLAIMER)) if chance.random() < 0.12 else ""
    own, end, parent = _wrap(spec.new_text), signature + tail, spec.parent
    if parent is None or spec.style == "none" or not parent.shown:
        return own + end
    past = parent.shown
    if len(past) > _SHOWN:
        past = past[: past.rfind("\n", 0, _SHOWN)]
    if spec.style == "outlook":
        return (
            f"{own}{end}\n\n________________________________\n"
            f"From: {parent.sender[0]} <{parent.sender[1]}>\nSent: {parent.date}\n"
            f"To: {', '.join(address for _, address in parent.to)}\n"
            f"Subject: {spec.subject}\n\n{past}"
        )
    attribution = _attribution(spec, parent)
    if spec.style == "bottom":
        return f"{attribution}\n{_quote(past)}\n\n{own}{end}"
    if spec.style == "inline":
        lines = _quote(past).split("\n")
        cut = max(1, len(lines) // 2)
        above, below = "\n".join(lines[:cut]), "\n".join(lines[cut:])
        head, _, rest = own.partition("\n\n")
        return f"{attribution}\n{above}\n\n{head}\n\n{below}\n\n{rest}{end}"
    return f"{own}{end}\n\n{attribution}\n{_quote(past)}"


def _signature(spec: Spec, chance: random.Random) -> str:
    name, address = spec.sender
    signature = f"\n\n{chance.choice(_CLOSINGS)}\n{name}"
    if chance.random() < 0.4:
        domain = address.split("@")[1]
        phone = f"+00 555 {chance.randrange(10**6):06d}"
        return f"\n\n-- \n{name}\nProject office, {domain}\n{phone}"
    if chance.random() < 0.2:
        return f"\n\n{name.split()[0]}\n\nSent from my iPhone"
    return signature


def _attribution(spec: Spec, parent: Spec) -> str:
    day, hour, (name, address) = parent.date[:16], parent.date[17:22], parent.sender
    if spec.style == "thunderbird":
        return f"Am {parent.date[5:16]} um {hour} schrieb {name}:"
    return f"On {day} at {hour}, {name} <{address}> wrote:"


def _wrap(text: str, width: int = 76) -> str:
    """Wrap greedily; textwrap would be the slowest part of the generator."""
    lines = []
    for paragraph in text.split("\n"):
        while len(paragraph) > width:
            cut = paragraph.rfind(" ", 0, width)
            if cut <= 0:
                break
            lines.append(paragraph[:cut])
            paragraph = paragraph[cut + 1 :]
        lines.append(paragraph)
    return "\n".join(lines)


def _quote(text: str) -> str:
    return "\n".join(
        f">{line}" if line.startswith(">") else f"> {line}" for line in text.split("\n")
    )


def shaped(spec: Spec, chance: random.Random, text: str, charset: str) -> bytes:
    """Text alone, HTML alone, or both."""
    drawn = chance.random()
    if spec.kind == "newsletter":
        drawn = 0.95
    plain = _encoded(text, "plain", charset)
    if drawn < 0.26:
        return plain
    html = _encoded(_html_of(spec, text), "html", "utf-8")
    if drawn > 0.92:
        return html
    boundary = f"=_alt_{chance.getrandbits(64):016x}"
    mark = f"--{boundary}\n".encode()
    head = f'Content-Type: multipart/alternative; boundary="{boundary}"\n\n'.encode()
    return head + mark + plain + b"\n" + mark + html + f"\n--{boundary}--\n".encode()


def _html_of(spec: Spec, text: str) -> str:
    body = escape(text, quote=False)
    if spec.style == "outlook":
        lines = (line or "<o:p>&nbsp;</o:p>" for line in body.split("\n"))
        paragraphs = "".join(f"<p class=MsoNormal>{line}</p>\n" for line in lines)
        return f"{_OUTLOOK_HEAD}{paragraphs}</div></body></html>"
    own, quotes, past = body.partition("\n&gt; ")
    block = own.replace("\n", "<br>\n")
    if quotes:
        inner = re.sub(r"(?m)^(?:&gt;)+ ?", "", past).replace("\n", "<br>\n")
        block += f"{_GMAIL_QUOTE}{inner}</blockquote></div>"
    return f'<div dir="ltr">{block}</div>\n'


def _encoded(text: str, subtype: str, charset: str) -> bytes:
    content = text.encode(charset, "replace")
    head = f'Content-Type: text/{subtype}; charset="{charset}"\nContent-Transfer-Encoding: '
    is_short = max(map(len, content.split(b"\n"))) < 998
    if charset == "iso-2022-jp" or (content.isascii() and is_short):
        return f"{head}7bit\n\n".encode() + content
    if charset in ("gb2312", "shift_jis", "koi8-r"):
        return f"{head}base64\n\n".encode() + base64.encodebytes(content)
    return f"{head}quoted-printable\n\n".encode() + binascii.b2a_qp(content)


def with_files(
    inner: bytes, chance: random.Random, noise: bytes
) -> tuple[bytes, list[dict[str, Any]]]:
    """The body with one or two files of 5 to 200 kB, cut from ``noise``; and their names."""
    boundary = f"=_mix_{chance.getrandbits(64):016x}"
    head = f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n--{boundary}\n'
    pieces, files = [head.encode(), inner], []
    for _ in range(chance.choice((1, 1, 1, 2))):
        content_type, suffix, magic = chance.choice(_FILES)
        size = int(5000 * 40 ** chance.random())
        at = chance.randrange(len(noise) - size)
        name = f"{chance.choice(NOUNS)}-v{chance.randrange(1, 20)}.{suffix}"
        files.append({"name": name, "bytes": size})
        head = (
            f'\n--{boundary}\nContent-Type: {content_type}; name="{name}"\n'
            f'Content-Disposition: attachment; filename="{name}"\n'
            "Content-Transfer-Encoding: base64\n\n"
        )
        content = magic + noise[at : at + size - len(magic)]
        pieces.append(head.encode() + base64.encodebytes(content))
    pieces.append(f"\n--{boundary}--\n".encode())
    return b"".join(pieces), files


def bounce_of(spec: Spec, chance: random.Random, number: int) -> tuple[bytes, str]:
    """A delivery status notification (RFC 3464) for the parent, and its words."""
    parent = spec.parent
    assert parent is not None
    boundary = f"{chance.getrandbits(40):010X}.{number}/mx1.studio.example"
    failed = parent.to[0][1]
    note = (
        "This is the mail system at host mx1.studio.example.\n\n"
        "I'm sorry to have to inform you that your message could not\n"
        f"be delivered to one or more recipients.\n\n<{failed}>: "
        f"host mx.{failed.split('@')[1]} said: 550 5.1.1 User unknown"
    )
    subject = spec.subject if spec.subject.isascii() else "mail"
    body = (
        "Content-Type: multipart/report; report-type=delivery-status;\n"
        f' boundary="{boundary}"\nAuto-Submitted: auto-replied\n\n'
        f"--{boundary}\nContent-Description: Notification\n"
        f"Content-Type: text/plain; charset=us-ascii\n\n{note}\n\n"
        f"--{boundary}\nContent-Description: Delivery report\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx1.studio.example\n"
        f"Arrival-Date: {spec.date}\n\nFinal-Recipient: rfc822; {failed}\nAction: failed\n"
        "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
        f"--{boundary}\nContent-Description: Undelivered Message Headers\n"
        f"Content-Type: text/rfc822-headers\n\nMessage-ID: {parent.message_id}\n"
        f"Subject: {subject}\nFrom: {parent.sender[1]}\n\n--{boundary}--\n"
    )
    return body.encode(), note
