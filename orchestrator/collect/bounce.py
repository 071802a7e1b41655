"""Reports that a program sends about a mail: not delivered, late, marked as spam.  Pure.

A structured report (RFC 3464, RFC 5965, or JSON) is read as it stands; what has none is
read by `notices` from its words.  Nearly all mail is neither: who sent it is asked first,
so that the rest costs an ordinary mail nothing.
"""

from dataclasses import dataclass
import re

from orchestrator.collect import complaint, event, notices
from orchestrator.collect.headers import addresses, words
from orchestrator.collect.identifiers import message_id
from orchestrator.collect.mime import Part, decoded, read_message, text_of
from orchestrator.collect.notice_sender import Sender, may_be_program
from orchestrator.collect.notice_words import FORWARDED
from orchestrator.collect.recipients import REPORTED, BounceRecipient, in_report

_RECEIPT = "message/disposition-notification"
_REPORT_TYPES = {
    "message/delivery-status",
    "message/global-delivery-status",
    "message/feedback-report",
    _RECEIPT,
}
_RETURNED_TYPES = {
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
    "message/rfc822-headers",
    "text/rfc822",
    "message/partial",
}
_COPIED_ID = re.compile(
    rb"^[ \t>]*(?:X-)?(?:Original-)?Message-ID:[ \t]*+\n?[ \t]*+(<[^<>\s]+>)", re.I | re.MULTILINE
)
_LONGEST_COPY = 200_000
_NOT_REFUSED = ("displayed", "deleted without", "not read", "ungelesen")
_NESTED = 3


@dataclass(frozen=True, slots=True)
class Bounce:
    """``is_unwanted``: of a complaint, whether the recipient does not want our mail."""

    recipients: tuple[BounceRecipient, ...]
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """``kind`` is bounce, delay or complaint, or auto_reply for a receipt.

    Every feedback report (RFC 5965) is a complaint; only some say that mail is unwanted.
    """

    kind: str
    bounce: Bounce | None
    original_message_id: str | None


def read_report(root: Part, *, subject: str, from_address: str) -> Report | None:
    """The report that a message is, or None."""
    parts = _parts(root)
    if not may_be_program(root, subject) and _REPORT_TYPES.isdisjoint(
        [part.content_type for part in parts]
    ):
        return None
    sender = Sender.of(root, from_address)
    if not sender.is_daemon and not sender.is_report and FORWARDED.match(subject.lower()):
        return None  # A person passes a report on.
    return _read(root, parts, subject, sender, depth=0)


def _read(
    root: Part, parts: list[Part], subject: str, sender: Sender, *, depth: int
) -> Report | None:
    returned = next((part for part in parts if part.content_type in _RETURNED_TYPES), None)
    text = _text(parts)
    for part in parts:
        if part.content_type == "message/feedback-report":
            named = complaint.recipients(part, _enclosed(returned))
            is_unwanted = complaint.is_unwanted(part)
            return _complaint(named, returned, root, is_unwanted=is_unwanted)
        if part.content_type == _RECEIPT:
            return _receipt(part, text, sender)
    if sender.address and complaint.opts_out(text):
        return _complaint([sender.address], None, root)
    if (told := event.read(text)) is not None:
        # A complaint that names nobody is still about the message it names.
        bounce = Bounce(tuple(told.recipients), is_unwanted=told.kind == "complaint")
        says_something = bounce.recipients or bounce.is_unwanted
        return Report(told.kind, bounce if says_something else None, told.message_id)
    notice = notices.Notice(
        subject, text, sender, returned is not None, _addresses(_enclosed(returned))
    )
    recipients = _reported(parts, notice)
    if not recipients and returned is not None and returned.children and depth < _NESTED:
        inner = _inner(returned.children[0], notice, depth)
        if inner is not None:
            return inner
    if not recipients:
        if (found := notices.failures(notice)) is None:
            return None
        action = "delayed" if notices.is_delay(notice) else "failed"
        recipients = [
            BounceRecipient(each.address, action, each.status, each.diagnostic) for each in found
        ]
        kind = "delay" if action == "delayed" else "bounce"
    else:
        kind = _kind(recipients)
    lost = [each for each in recipients if each.action in ("failed", "delayed")]
    return Report(kind, Bounce(tuple(lost or recipients)), _original_id(returned, root))


def _inner(enclosed: Part, notice: notices.Notice, depth: int) -> Report | None:
    """What a gateway's notice encloses where that is itself a report."""
    parts = _parts(enclosed)
    if not notices.is_notice(notice) or _REPORT_TYPES.isdisjoint(p.content_type for p in parts):
        return None
    sender = Sender.of(enclosed, "")
    return _read(enclosed, parts, words(enclosed.get("subject")), sender, depth=depth + 1)


def _parts(root: Part) -> list[Part]:
    """All parts in order, not those of enclosed messages."""
    found: list[Part] = []
    waiting = [root]
    while waiting:
        part = waiting.pop()
        found.append(part)
        if part.is_multipart:
            waiting += reversed(part.children)
    return found


def _text(parts: list[Part]) -> str:
    for part in parts:
        if part.content_type in ("text/plain", "text/html") and part.body.strip():
            return text_of(part, [])
    return ""


def _kind(recipients: list[BounceRecipient]) -> str:
    actions = {recipient.action for recipient in recipients}
    if "failed" in actions:
        return "bounce"
    return "delay" if "delayed" in actions else "auto_reply"


def _reported(parts: list[Part], notice: notices.Notice) -> list[BounceRecipient]:
    for part in parts:
        if part.content_type in ("message/delivery-status", "message/global-delivery-status"):
            content = decoded(part, []).decode("utf-8", "replace")
        elif part.content_type == "text/plain" and b"inal-" in part.body:
            content = _from_report(text_of(part, []))
        else:
            continue
        if found := in_report(content, notice):
            return found
    return []


def _from_report(text: str) -> str:
    """The text from the first report field on: the part lost its type on the way."""
    found = REPORTED.search(text)
    if not found:
        return ""
    end = re.search(r"^(?:Return-Path|Received)\s*:", text[found.start() :], re.I | re.MULTILINE)
    return text[found.start() : found.start() + end.start()] if end else text[found.start() :]


def _receipt(part: Part, text: str, sender: Sender) -> Report:
    """A reading receipt; some stores refuse mail in that form too (RFC 5429)."""
    content = decoded(part, []).decode("utf-8", "replace")
    lower = f"{content}\n{text}".lower()
    refused = "rejected" in f"{sender.submitted} {text[:500].lower()}" and not any(
        each in lower for each in _NOT_REFUSED
    )
    if not refused:
        return Report("auto_reply", None, _original_id(part, None))
    recipients = in_report(content.replace("Disposition:", "Action: failed\nX:"), None)
    return Report("bounce", Bounce(tuple(recipients)), _original_id(part, None))


def _complaint(
    named: list[str], returned: Part | None, root: Part, *, is_unwanted: bool = True
) -> Report:
    action = "failed" if is_unwanted else "reported"
    recipients = tuple(BounceRecipient(each, action, "", "complaint") for each in named)
    return Report("complaint", Bounce(recipients, is_unwanted), _original_id(returned, root))


def _enclosed(returned: Part | None) -> Part | None:
    if returned is None or returned.children:
        return returned and returned.children[0]
    return read_message(decoded(returned, [])[:_LONGEST_COPY], [])


def _addresses(enclosed: Part | None) -> tuple[str, ...]:
    """Whom the mail that came back was sent to."""
    if enclosed is None:
        return ()
    return tuple(each.address for each in addresses(enclosed.get("to")) if each.address)


def _original_id(returned: Part | None, root: Part | None) -> str | None:
    """The Message-ID of the mail that came back, from its copy or the text around it."""
    if returned is not None and returned.children:
        found = message_id(returned.children[0].get("message-id"))
        if found:
            return found
    for part in (returned, *(_parts(root) if root else ())):
        if part is None or part.is_multipart:
            continue
        copied = _COPIED_ID.search(decoded(part, [])[:_LONGEST_COPY].replace(b"\r\n", b"\n"))
        if copied:
            return message_id(copied.group(1))
    return None


__all__ = ["Bounce", "BounceRecipient", "Report", "read_report"]
