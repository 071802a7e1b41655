"""One planned mail as RFC 5322 bytes, with what is true of it."""

import base64
import binascii
from datetime import UTC, datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime
import random
from typing import Any

from bench.corpus_body import bounce_of, shaped, text_of, with_files
from bench.corpus_plan import Person, Spec
from bench.corpus_words import DAYS, FOREIGN, Words

_EPOCH = datetime(2022, 1, 3, 8, 0, tzinfo=UTC)
_STYLES = ("gmail", "outlook", "apple", "thunderbird", "none", "bottom", "inline")
_STYLE_WEIGHTS = (32, 28, 12, 8, 10, 6, 4)
_HOURS = (0, 1, 1, 2, -5, -8, 5.5, 9)
_OUTLOOK_PREFIXES = ("RE: ", "AW: ", "RE: ", "SV: ")
_AWAY_PREFIXES = ("Automatic reply: ", "Out of office: ", "Abwesend: ")


class Renderer:
    """Renders specs in their order: a reply quotes what its parent became."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        self._words = words
        self._noise = chance.randbytes(1 << 20)
        self._number = 0

    def render(self, spec: Spec) -> tuple[bytes, dict[str, Any]]:
        """The bytes, with LF line ends, and the line of truth.jsonl.

        Every draw follows the one before it, so the order of these lines is the seed's.
        """
        chance = random.Random(spec.seed)
        self._number += 1
        spec.style = chance.choices(_STYLES, _STYLE_WEIGHTS)[0]
        direction = self._draw_participants(spec, chance)
        domain = spec.sender[1].split("@")[1]
        zone = timezone(timedelta(hours=chance.choice(_HOURS)))
        when = (_EPOCH + timedelta(seconds=int(spec.when))).astimezone(zone)
        spec.date = format_datetime(when)
        name = f"<{spec.seed:012x}.{self._number:x}@{domain}>"
        spec.message_id = "" if chance.random() < 0.002 else name
        charset = self._draw_words(spec, chance)
        references, state = _references(spec, chance)
        subject, extra = self._subject(spec, chance, domain)
        text = text_of(spec, chance) if spec.kind != "bounce" else ""
        spec.shown = text[:9000]
        header = [*_trace(spec, chance, domain), *_header(spec, subject), *references, *extra]
        header += ["MIME-Version: 1.0", *_outlook(spec, chance, domain)]
        files: list[dict[str, Any]] = []
        new_text = spec.new_text
        if spec.kind == "bounce":
            body, new_text = bounce_of(spec, chance, self._number)
        else:
            body = shaped(spec, chance, text, charset)
            if chance.random() < 0.08:
                body, files = with_files(body, chance, self._noise)
        content = "\n".join(header).encode("utf-8", "replace") + b"\n" + body
        if not content.endswith(b"\n"):
            content += b"\n"
        return content, {
            "mid": spec.message_id,
            "thread": spec.thread,
            "project": spec.project.pid,
            "client": spec.project.client,
            "direction": direction,
            "kind": spec.kind,
            "parent": spec.parent.message_id if spec.parent else None,
            "refs": state,
            "style": spec.style,
            "depth": spec.depth,
            "from": spec.sender[1],
            "date": when.isoformat(),
            "subject": subject,
            "charset": charset,
            "attachments": files,
            "bytes": len(content),
            "new_text": new_text,
        }

    def _draw_participants(self, spec: Spec, chance: random.Random) -> str:
        """Choose sender and recipients; return the direction as the studio sees it."""
        project, parent = spec.project, spec.parent
        if spec.kind == "newsletter":
            name = f"{chance.choice(self._words.names)} News"
            domain = f"{chance.choice(self._words.names[:400]).lower()}.example"
            spec.sender, spec.to = (name, f"news@{domain}"), (("", project.mailbox),)
            return "in"
        if spec.kind == "bounce":
            assert parent is not None
            spec.sender = ("Mail Delivery System", "MAILER-DAEMON@mx1.studio.example")
            spec.to = (parent.sender,)
            return "in"
        if spec.kind == "auto_reply":
            assert parent is not None
            spec.sender = parent.to[0] if parent.to[0][0] else chance.choice(project.people)
            spec.to = (parent.sender,)
            return "out" if _is_ours(spec.sender) else "in"
        if parent is None:
            is_inward = chance.random() < 0.55
        else:
            is_inward = _is_ours(parent.sender) ^ (chance.random() < 0.12)
        spec.sender = chance.choice(project.people if is_inward else project.team)
        others = project.team if is_inward else project.people
        spec.to = tuple(chance.sample(others, min(len(others), chance.choice((1, 1, 2)))))
        if not is_inward and chance.random() < 0.08:
            spec.to = tuple(chance.sample(project.team, 2))
            return "internal"
        return "in" if is_inward else "out"

    def _draw_words(self, spec: Spec, chance: random.Random) -> str:
        """Give the mail its new text; return the charset to write it in."""
        spec.new_text = self._words.body(chance)
        if spec.kind != "message" or chance.random() >= 0.07:
            return "utf-8"
        charset = chance.choice(tuple(FOREIGN))
        foreign = " ".join(chance.choices(FOREIGN[charset], k=chance.randrange(2, 7)))
        spec.new_text = f"{foreign}\n\n{self._words.paragraph(chance)}"
        return charset

    def _subject(self, spec: Spec, chance: random.Random, domain: str) -> tuple[str, list[str]]:
        """The subject and the header fields that tell a machine's mail from a person's."""
        if spec.kind == "auto_reply":
            subject = chance.choice(_AWAY_PREFIXES) + spec.subject
            spec.new_text = (
                f"I am out of the office until {chance.choice(DAYS)} and will answer on my return."
            )
            spec.style = "none"
            return subject, [
                "Auto-Submitted: auto-replied",
                "X-Auto-Response-Suppress: All",
                "Precedence: bulk",
            ]
        if spec.kind == "newsletter":
            spec.style = "none"
            return spec.subject, [
                f"List-Unsubscribe: <https://{domain}/u/{self._number}>",
                f"List-Id: <news.{domain}>",
                "Precedence: bulk",
            ]
        if spec.parent is not None and spec.kind == "message":
            prefixes = _OUTLOOK_PREFIXES if spec.style == "outlook" else ("Re: ",)
            return chance.choice(prefixes) + spec.subject, []
        return spec.subject, []


def _is_ours(person: Person) -> bool:
    return person[1].endswith("studio.example")


def _references(spec: Spec, chance: random.Random) -> tuple[list[str], str]:
    """Reference fields in the state that some client leaves them in, and that state."""
    parent = spec.parent
    if parent is None:
        return [], "root"
    chain = [*parent.references, *([parent.message_id] if parent.message_id else [])]
    spec.references = tuple(chain)
    replied_to = [f"In-Reply-To: {parent.message_id}"] if parent.message_id else []
    if spec.style == "outlook" and chance.random() < 0.16:
        index = binascii.unhexlify(f"01d8{spec.thread:012x}")
        index += chance.randbytes(14 + 5 * min(spec.depth, 8))
        topic = f"Thread-Topic: {spec.subject}"
        return [topic, f"Thread-Index: {base64.b64encode(index).decode()}"], "outlook_thread_index"
    drawn = chance.random()
    if drawn < 0.04:
        return [], "missing"
    if drawn < 0.08:
        return replied_to, "in_reply_to_only"
    if drawn < 0.11 and len(chain) > 2:
        return [*replied_to, f"References: {chain[0]}\n {chain[-1]}"], "cut_short"
    if drawn < 0.12:
        return [
            f"In-Reply-To: <{chance.getrandbits(60):x}@lost.example>",
            f"References: <{chance.getrandbits(60):x}@lost.example>",
        ], "dangling"
    whole = ["References: " + "\n ".join(chain)] if chain else []
    return [*replied_to, *whole], "ok"


def _trace(spec: Spec, chance: random.Random, domain: str) -> list[str]:
    """Received and signature fields: the bulk of a real header."""
    queue_id = f"{chance.getrandbits(48):012X}"
    signature = base64.b64encode(chance.randbytes(256)).decode()
    folded = "\n\t ".join(signature[at : at + 70] for at in range(0, 340, 70))
    address = f"198.51.100.{chance.randrange(1, 255)}"
    mailbox, date = spec.project.mailbox, spec.date
    return [
        f"Return-Path: <{spec.sender[1] if spec.kind != 'bounce' else ''}>",
        f"Delivered-To: {mailbox}",
        "Received: from mx1.studio.example (mx1.studio.example [192.0.2.10])\n\t"
        f"by imap.studio.example with LMTP id {queue_id}\n\tfor <{mailbox}>; {date}",
        f"Received: from out{chance.randrange(9)}.{domain} (out.{domain} [{address}])\n\t"
        "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n\t"
        f"by mx1.studio.example (Postfix) with ESMTPS id {queue_id[:10]}\n\t"
        f"for <{mailbox}>; {date}",
        f"Authentication-Results: mx1.studio.example; spf=pass smtp.mailfrom={domain};\n\t"
        f"dkim=pass (2048-bit key) header.d={domain} header.s=s1; dmarc=pass",
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\n\t"
        f"h=from:to:subject:date:message-id:references; bh={signature[:44]};\n\tb={folded}",
    ]


def _header(spec: Spec, subject: str) -> list[str]:
    to = ",\n ".join(_mailbox(person) if person[0] else person[1] for person in spec.to)
    fields = [f"From: {_mailbox(spec.sender)}", f"To: {to}"]
    if spec.kind == "message":
        fields.append(f"Cc: {spec.project.mailbox}")
    fields.append(f"Subject: {subject if subject.isascii() else Header(subject, 'utf-8').encode()}")
    fields.append(f"Date: {spec.date}")
    if spec.message_id:
        fields.append(f"Message-ID: {spec.message_id}")
    return fields


def _mailbox(person: Person) -> str:
    name, address = person
    if name.isascii():
        return f'"{name}" <{address}>'
    encoded = binascii.b2a_base64(name.encode(), newline=False).decode()
    return f"=?utf-8?b?{encoded}?= <{address}>"


def _outlook(spec: Spec, chance: random.Random, domain: str) -> list[str]:
    if spec.style != "outlook":
        return []
    return [
        "X-MS-Has-Attach:",
        "X-MS-TNEF-Correlator:",
        "Accept-Language: en-GB, en-US",
        "Content-Language: en-GB",
        f"X-MS-Exchange-Organization-SCL: {chance.randrange(-1, 2)}",
        f"X-OriginatorOrg: {domain}",
    ]
