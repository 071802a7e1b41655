"""Reports that a program sends about a mail: not delivered, late, marked as spam.  Pure.

A structured report (RFC 3464, RFC 5965) is read as it stands; what has none is read by
`notices` from its words.
"""

from dataclasses import dataclass
import re

from orchestrator.collect import notices
from orchestrator.collect.headers import addr_spec, addresses, message_id, words
from orchestrator.collect.mime import Part, decoded, read_message, text_of

_BLOCK = re.compile(r"\n[ \t]*\n+")
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_REPORT_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/rfc822-headers",
    "text/rfc822",
    "message/partial",
)
_COPIED_ID = re.compile(rb"^[ \t>]*Message-ID:[ \t]*\n?[ \t]*(<[^<>\s]+>)", re.I | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BounceRecipient:
    """``action`` as in RFC 3464 section 2.3.3; ``status`` an RFC 3463 code or ""."""

    address: str
    action: str
    status: str
    diagnostic: str


@dataclass(frozen=True, slots=True)
class Bounce:
    recipients: tuple[BounceRecipient, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """``kind`` is bounce, delay or complaint, or auto_reply for a receipt."""

    kind: str
    bounce: Bounce | None
    original_message_id: str | None


def read_report(root: Part, *, subject: str, from_address: str) -> Report | None:
    """The report that a message is, or None."""
    parts = _parts(root)
    returned = next((part for part in parts if part.content_type in _RETURNED_TYPES), None)
    for part in parts:
        if part.content_type == "message/feedback-report":
            return _complaint(part, returned)
        if part.content_type == "message/disposition-notification":
            return Report("auto_reply", None, _original_id(part, None))
    recipients = _reported(parts)
    if not recipients:
        recipients = _noticed(root, parts, returned, subject, from_address)
    if not recipients:
        return None
    original = _original_id(returned, root)
    return Report(_kind(recipients), Bounce(tuple(recipients)), original)


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


def _kind(recipients: list[BounceRecipient]) -> str:
    actions = {recipient.action for recipient in recipients}
    if "failed" in actions:
        return "bounce"
    return "delay" if "delayed" in actions else "auto_reply"


# RFC 3464


def _reported(parts: list[Part]) -> list[BounceRecipient]:
    for part in parts:
        if part.content_type in _REPORT_TYPES:
            # Some servers wrap the report's fields as a message of its own.
            content = decoded(part, []).decode("utf-8", "replace")
        elif part.content_type == "text/plain" and b"inal-Recipient:" in part.body:
            content = _from_report(text_of(part, []))
        else:
            continue
        if found := _recipients(content):
            return found
    return []


def _from_report(text: str) -> str:
    """The text from the first report field on: the part lost its type on the way."""
    found = re.search(
        r"^(?:Reporting-MTA|(?:Final|Original)-Recipient)\s*:", text, re.I | re.MULTILINE
    )
    if not found:
        return ""
    end = re.search(r"^(?:Return-Path|Received)\s*:", text[found.start() :], re.I | re.MULTILINE)
    return text[found.start() : found.start() + end.start()] if end else text[found.start() :]


def _recipients(content: str) -> list[BounceRecipient]:
    found: dict[str, BounceRecipient] = {}
    for block in _BLOCK.split(content.strip()):
        fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(block)}
        address = (
            _address(fields.get("final-recipient", ""))
            or _address(fields.get("original-recipient", ""))
            or _address(fields.get("x-actual-recipient", ""))
        )
        if not address:
            continue
        diagnostic = fields.get("diagnostic-code", "") or fields.get("x-supplementary-info", "")
        action = fields.get("action", "").split(" ")[0].split(";")[0].lower()
        status = _STATUS.search(fields.get("status", ""))
        code = _best_status(status.group(1) if status else "", diagnostic)
        if action not in _ACTIONS:
            action = notices.action_of(code)
        found.setdefault(address, BounceRecipient(address, action, code, _short(diagnostic)))
    return list(found.values())


def _best_status(stated: str, diagnostic: str) -> str:
    """The remote server's own code, unless it is of another class than the report's."""
    told = notices.status_in(diagnostic)
    return told if told and (not stated or told[0] == stated[0]) else stated


def _address(value: str) -> str:
    """``rfc822; ann@example.com`` with whatever quoting a server adds."""
    text = value.rpartition(";")[2].strip().strip("<>' ")
    if text.startswith('"') and text.endswith('"'):
        text = text.strip('"').strip("<>' ")
    text = text.partition(" ")[0].removeprefix("mailto:").removeprefix("@").strip("<>'")
    return addr_spec(text.encode("utf-8", "replace"))


def _short(diagnostic: str) -> str:
    return diagnostic[:500]


# RFC 5965


def _complaint(part: Part, returned: Part | None) -> Report:
    content = decoded(part, []).decode("utf-8", "replace")
    named = [
        address
        for name, value in _FIELD.findall(content)
        if name.lower() in ("original-rcpt-to", "removal-recipient", "redacted-address")
        and (address := _address(value))
    ]
    if not named and returned is not None:
        header = _enclosed(returned)
        named = [each.address for each in addresses(header.get("to")) if each.address]
    recipients = tuple(
        BounceRecipient(each, "failed", "", "complaint") for each in dict.fromkeys(named)
    )
    return Report("complaint", Bounce(recipients), _original_id(returned, None))


def _enclosed(returned: Part) -> Part:
    if returned.children:
        return returned.children[0]
    return read_message(decoded(returned, []), [])


def _original_id(returned: Part | None, root: Part | None) -> str | None:
    """The Message-ID of the mail that came back, from its copy or the text around it."""
    if returned is not None and returned.children:
        found = message_id(returned.children[0].get("message-id"))
        if found:
            return found
    for part in (returned, *(_parts(root) if root else ())):
        if part is None or part.is_multipart:
            continue
        copied = _COPIED_ID.search(decoded(part, [])[:200_000])
        if copied:
            return message_id(copied.group(1))
    return None


# Free text


def _noticed(
    root: Part, parts: list[Part], returned: Part | None, subject: str, from_address: str
) -> list[BounceRecipient]:
    text = next(
        (text_of(part, []) for part in parts if part.content_type in ("text/plain", "text/html")
         and part.body.strip()), "",
    )  # fmt: skip
    sent_to = [each.address for each in addresses(root.get("to")) if each.address]
    notice = notices.Notice(
        subject=subject or words(root.get("subject")),
        text=text,
        from_address=from_address,
        from_field=words(root.get("from")),
        reverse_path=words(root.get("return-path")),
        failed_field=words(root.get("x-failed-recipients")),
        is_report=b"delivery-status" in (root.get("content-type") or b"").lower(),
        has_returned=returned is not None,
        sent_to=tuple(sent_to),
    )
    found = notices.failures(notice)
    if found is None:
        return []
    if not found and returned is not None:
        header = _enclosed(returned)
        found = [notices.Failure(each.address, "", "") for each in addresses(header.get("to"))]
    code = next((each.status for each in found if each.status), "")
    action = "delayed" if notices.is_delay(notice) else "failed"
    return [
        BounceRecipient(
            each.address, action, each.status or code, _short(each.diagnostic),
        )
        for each in found
    ]  # fmt: skip
