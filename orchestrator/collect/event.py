"""Bounces and complaints that a sending service reports in JSON: Amazon SES through SNS.  Pure."""

from dataclasses import dataclass
import json
from typing import Any

from orchestrator.collect.headers import addr_spec
from orchestrator.collect.identifiers import message_id
from orchestrator.collect.recipients import BounceRecipient
from orchestrator.collect.reply_codes import best_status

_KINDS = {
    "bounce": ("bounce", "bouncedRecipients"),
    "complaint": ("complaint", "complainedRecipients"),
    "deliverydelay": ("delay", "delayedRecipients"),
    "delivery": ("auto_reply", ""),
    "reject": ("bounce", ""),
}


@dataclass(frozen=True, slots=True)
class Event:
    kind: str
    recipients: list[BounceRecipient]
    message_id: str | None


def read(text: str) -> Event | None:
    """The event that a text is, or None."""
    content = _json(text)
    if isinstance(content.get("Message"), str):
        content = _json(content["Message"])
    name = str(content.get("notificationType") or content.get("eventType") or "")
    told = content.get(name[:1].lower() + name[1:])
    if name.lower() not in _KINDS or not isinstance(told, dict):
        return None
    kind, key = _KINDS[name.lower()]
    mail = content.get("mail")
    mail = mail if isinstance(mail, dict) else {}
    named = told.get(key) if key else None
    recipients = [_recipient(each, kind) for each in named or [] if isinstance(each, dict)]
    return Event(kind, [each for each in recipients if each.address], _message_id(mail))


def _json(text: str) -> dict[str, Any]:
    """The first object of a text; folded lines joined."""
    start = text.find("{")
    if start < 0 or text[:start].strip():
        return {}
    try:
        content, _ = json.JSONDecoder(strict=False).raw_decode(text[start:].replace("\n ", ""))
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _recipient(told: dict[str, Any], kind: str) -> BounceRecipient:
    diagnostic = str(told.get("diagnosticCode") or "")
    return BounceRecipient(
        addr_spec(str(told.get("emailAddress") or "").strip("<>").encode("utf-8", "replace")),
        "delayed" if kind == "delay" else "failed",
        best_status(str(told.get("status") or "")[:11], diagnostic),
        "complaint" if kind == "complaint" else diagnostic[:500],
    )


def _message_id(mail: dict[str, Any]) -> str | None:
    """Our own Message-ID; the service's own one is another."""
    headers = mail.get("commonHeaders")
    named = headers.get("messageId") if isinstance(headers, dict) else None
    return message_id(str(named).encode("utf-8", "replace")) if named else None
