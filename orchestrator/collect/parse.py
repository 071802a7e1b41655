"""Turn message bytes into the facts that the later stages use.  Pure: no I/O.

Whatever is wrong with the bytes is named in ``defects`` and the mail stays readable; only
what is over a cap, or empty, is refused.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
import hashlib
import re
from typing import Any, NamedTuple

from orchestrator import language
from orchestrator.collect import caps, cautions, headers, mime, sent
from orchestrator.collect.automatic import Content, Judgement, back_on, judge
from orchestrator.collect.body import Attachment, read_body, split_body
from orchestrator.collect.bounce import Bounce, read_report
from orchestrator.collect.calendar_reply import CalendarReply, read_calendar_reply
from orchestrator.collect.enclosed import joined, read_enclosed, without_armour
from orchestrator.collect.fields import with_newlines
from orchestrator.collect.headers import Address
from orchestrator.collect.identifiers import Identifiers, identifiers_of

_TRANSPORT = re.compile(
    rb"^(?:received|return-path|delivered-to|envelope-to|delivery-date|authentication-results|"
    rb"arc-[\w-]*|dkim-signature|domainkey-signature|received-spf|resent-[\w-]*|x-[\w-]*|status|"
    rb"content-length|lines)$",
    re.I,
)
_AMERICAS = (-10.0, -3.0)
"""Hours from UTC where 9/10 is the tenth of September, as far as English goes."""


class ParsedMail(NamedTuple):
    r"""A received message, decoded.  A tuple, because that crosses to another process fastest.

    Message identifiers keep their angle brackets.  ``from_address`` is "" where the header
    names no one sender for certain.  ``text`` is the whole body with ``\n`` line ends.
    ``kind`` is one of human auto_reply bounce delay complaint bulk calendar empty; one that
    is not certain rests on its words, and ``kind_evidence`` says on which.
    """

    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    from_address: str
    from_name: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    subject: str
    base_subject: str
    sent_at: datetime | None
    text: str
    new_text: str
    quoted_text: str
    signature: str
    language: str | None
    kind: str
    is_kind_certain: bool
    kind_evidence: str
    back_on: date | None
    bounce: Bounce | None
    original_message_id: str | None
    attachments: tuple[Attachment, ...]
    trace: tuple[tuple[str, bytes], ...]
    auto_submitted: str
    list_id: str | None
    loop_id: str | None
    defects: tuple[str, ...] = ()
    calendar: CalendarReply | None = None


_TRACE = ("received", "authentication-results")


def parse_mail(content: bytes) -> ParsedMail:
    """Parse one RFC 5322 message.

    Raises:
        MalformedMail: empty, or over one of `caps`; ``reason`` says which.
    """
    caps.check_caps(content)
    defects: list[str] = []
    root = mime.read_message(content, defects)
    sender = _sender(root, defects)
    defects += cautions.of_sender(sender)
    body = read_body(root, defects)
    subject = headers.words(root.get("subject"))
    to, cc = _address_list(root, "to", defects), _address_list(root, "cc", defects)
    sent_at = _sent_at(root, defects)
    report = read_report(root, subject=subject, from_address=sender.address)
    text, split = without_armour(*split_body(body, defects), defects)
    if body.others:
        beside = read_enclosed(body, defects, is_report=report is not None)
        text, split = joined(text, split, beside)
    about = Content(
        subject=subject, new_text=split.new_text, text=text, from_address=sender.address,
        recipients=[each.address for each in (*to, *cc) if each.address],
        has_attachments=bool(body.attachments),
    )  # fmt: skip
    judged = Judgement(report.kind) if report else judge(root, about)
    kind = judged.kind
    defects += [judged.mark] if judged.mark else []
    spoken = language.detect(split.new_text) or (language.detect(text) if text else None)
    named = identifiers_of(root.headers)
    return ParsedMail(
        message_id=_message_id(root, named, defects),
        in_reply_to=named.in_reply_to,
        references=named.references,
        from_address=sender.address,
        from_name=sender.name,
        to=to,
        cc=cc,
        reply_to=_address_list(root, "reply-to", defects),
        delivered_to=_delivered_to(root),
        subject=subject,
        base_subject=headers.base_subject(subject),
        sent_at=sent_at,
        text=text,
        new_text=split.new_text,
        quoted_text=split.quoted_text,
        signature=split.signature,
        language=spoken,
        kind=kind,
        is_kind_certain=judged.is_certain,
        kind_evidence=judged.evidence,
        back_on=_back_on(root, about, sent_at, spoken) if kind == "auto_reply" else None,
        bounce=report.bounce if report else None,
        original_message_id=report.original_message_id if report else None,
        attachments=tuple(body.attachments),
        trace=tuple(field for field in root.headers if field[0] in _TRACE),
        auto_submitted=headers.words(root.get("auto-submitted")).lower(),
        list_id=headers.words(root.get("list-id")) or None,
        loop_id=headers.words(root.get("x-orchestrator-instance")) or None,
        defects=tuple(dict.fromkeys(defects)),
        calendar=read_calendar_reply(root) if kind == "calendar" else None,
    )


def read_origin(content: bytes) -> tuple[str, datetime | None]:
    """Who sent a message and when, as `parse_mail` finds them, without reading the rest.

    Raises:
        MalformedMail: as `parse_mail`.
    """
    caps.check_caps(content)
    root = mime.read_message(content, [])
    return _sender(root, []).address, _sent_at(root, [])


def _sender(root: mime.Part, defects: list[str]) -> Address:
    fields = root.all("from")
    if not fields or not fields[0].strip():
        defects.append("MissingFrom")
        return Address("")
    found = headers.addresses(fields[0])
    if len(fields) > 1 or len(found) > 1:
        # Two authors, or a forger's second From: the mail proves nothing about who wrote it.
        defects.append("SeveralFromAddresses")
        return Address("", headers.words(fields[0])[:500])
    if not found or not found[0].address:
        defects.append("UnreadableFrom")
        return Address("", headers.words(fields[0])[:500])
    return found[0]


def _message_id(root: mime.Part, named: Identifiers, defects: list[str]) -> str | None:
    if named.message_id is None:
        is_missing = root.get("message-id") is None
        defects.append("MissingMessageId" if is_missing else "UnreadableMessageId")
    return named.message_id


def _address_list(root: mime.Part, name: str, defects: list[str]) -> tuple[Address, ...]:
    found = tuple(each for value in root.all(name) for each in headers.addresses(value))
    if any(not each.address for each in found):
        defects.append(f"UnreadableAddressIn{name.title().replace('-', '')}")
    return found


def _delivered_to(root: mime.Part) -> tuple[Address, ...]:
    found = (
        each
        for name in ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
        for value in root.all(name)
        for each in headers.addresses(value)
        if each.address
    )
    return tuple(dict.fromkeys(found))


def _sent_at(root: mime.Part, defects: list[str]) -> datetime | None:
    value = root.get("date")
    found = sent.sent_at(value)
    if found is None:
        defects.append("MissingDate" if not (value or b"").strip() else "InvalidDate")
    return found


def _back_on(
    root: mime.Part, about: Content, sent_at: datetime | None, spoken: str | None
) -> date | None:
    local = sent.sent_on(root.get("date"))
    if sent_at is None or local is None:
        return None
    day, hours = local
    return back_on(
        about,
        sent_on=day,
        month_first=spoken in ("en", None) and _AMERICAS[0] <= hours < _AMERICAS[1],
    )


def content_hash(content: bytes) -> str:
    """SHA-256 over the message with LF line ends and without what transport adds.

    A copy in another folder, or delivered again by another way, has the same hash.
    """
    head, blank, body = with_newlines(content).partition(b"\n\n")
    kept = [
        value
        for value in re.split(rb"\n(?![ \t])", head)
        if not _is_transport(value.partition(b":")[0])
        and not value.startswith((b"From ", b">From "))
    ]
    return hashlib.sha256(b"\n".join(kept) + blank + body.rstrip(b"\n")).hexdigest()


@lru_cache(maxsize=1024)
def _is_transport(name: bytes) -> bool:
    return bool(_TRANSPORT.match(name.rstrip()))


def as_json(
    mail: ParsedMail | None, *, file: str, quarantine: str | None = None
) -> Mapping[str, Any]:
    """The line of ``orchestrator mail parse --json``; its keys are never renamed.

    Of a quarantined file (``mail`` is None) the facts are null or empty.
    """
    return {
        "file": file,
        "message_id": mail.message_id if mail else None,
        "in_reply_to": mail.in_reply_to if mail else None,
        "references": list(mail.references) if mail else [],
        "from": {"address": mail.from_address, "name": mail.from_name} if mail else None,
        "to": [_address(each) for each in mail.to] if mail else [],
        "cc": [_address(each) for each in mail.cc] if mail else [],
        "subject": mail.subject if mail else None,
        "base_subject": mail.base_subject if mail else None,
        "sent_at": mail.sent_at.isoformat() if mail and mail.sent_at else None,
        "kind": mail.kind if mail else None,
        "new_text": mail.new_text if mail else None,
        "quoted_text": mail.quoted_text if mail else None,
        "signature": mail.signature if mail else None,
        "language": mail.language if mail else None,
        "bounce": _bounce(mail.bounce) if mail and mail.bounce else None,
        "back_on": mail.back_on.isoformat() if mail and mail.back_on else None,
        "attachments": [_attachment_line(each) for each in mail.attachments] if mail else [],
        "defects": list(mail.defects) if mail else [],
        "quarantine": quarantine,
    }


def _address(address: Address) -> dict[str, str]:
    return {"address": address.address, "name": address.name}


def _bounce(bounce: Bounce) -> dict[str, list[dict[str, str | None]]]:
    return {
        "recipients": [
            {
                "address": each.address,
                "action": each.action,
                "status": each.status or None,
                "diagnostic": each.diagnostic,
            }
            for each in bounce.recipients
        ]
    }


def _attachment_line(attachment: Attachment) -> dict[str, str | int]:
    return {
        "position": attachment.position,
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
    }
