"""The recipients of a delivery status notification (RFC 3464 section 2.3).  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from orchestrator.collect import notices
from orchestrator.collect.headers import addr_spec
from orchestrator.collect.reply_codes import best_status, is_answer, is_general, status_in

REPORTED = re.compile(r"^(?:Reporting-MTA|(?:Final|Original)-Recipient)\s*:", re.I | re.MULTILINE)
_BLOCK = re.compile(r"\n[ \t]*\n\s*")
_FIELD = re.compile(r"^([A-Za-z][\w-]*+)[ \t]*+:[ \t]*+(.*(?:\n[ \t]+.*)*+)", re.MULTILINE)
_STATED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_INSIDE = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_ADDRESSES = ("final-recipient", "original-recipient", "x-actual-recipient")
_ONCE = (*_ADDRESSES[:2], "action", "status")


@dataclass(frozen=True, slots=True)
class BounceRecipient:
    """``action`` as in RFC 3464 section 2.3.3; ``status`` an RFC 3463 code or ""."""

    address: str
    action: str
    status: str
    diagnostic: str


def in_report(content: str, notice: "notices.Notice | None") -> list[BounceRecipient]:
    """The recipients that a report's fields name, in order, each once.

    Args:
        notice: the words around the report; where a field says less than they, they count.
    """
    found: dict[str, BounceRecipient] = {}
    for fields in _records(content):
        address = _address_of(fields)
        if address and address not in found:
            found[address] = _recipient(address, fields, notice)
    return list(found.values())


def _records(content: str) -> Iterator[dict[str, str]]:
    """The fields of each recipient; some servers leave out the blank line between two."""
    for block in _BLOCK.split(content.strip()):
        fields: dict[str, str] = {}
        for name, value in _FIELD.findall(block):
            name = name.lower()
            if name in _ONCE and name in fields:
                yield fields
                fields = {}
            fields.setdefault(name, " ".join(value.split()))
        yield fields


def _address_of(fields: dict[str, str]) -> str:
    named = [address_in(fields.get(name, "")) for name in _ADDRESSES]
    # A final recipient of the store's own, gone@ims-ms-daemon, is nobody we wrote to.
    routable = [each for each in named if "." in each.rpartition("@")[2]]
    if routable or any(named):
        return next(iter(routable or filter(None, named)))
    inside = _INSIDE.search(fields.get("final-recipient", ""))
    return addr_spec(inside.group().encode()) if inside else ""


def address_in(value: str) -> str:
    """``rfc822; ann@example.com`` with whatever quoting a server adds."""
    text = value.rpartition(";")[2].strip().strip("<>' ")
    if text.startswith('"') and text.endswith('"'):
        text = text.strip('"').strip("<>' ")
    text = text.partition(" ")[0].removeprefix("mailto:").removeprefix("@").strip("<>'")
    return addr_spec(text.encode("utf-8", "replace"))


def _recipient(
    address: str, fields: dict[str, str], notice: "notices.Notice | None"
) -> BounceRecipient:
    diagnostic = fields.get("diagnostic-code", "") or fields.get("x-supplementary-info", "")
    stated = _STATED.search(fields.get("status", ""))
    status = best_status(stated[1] if stated else "", diagnostic)
    if notice and (not status or is_general(status)) and not is_answer(diagnostic):
        near = status_in(notices.near(notice.told, address))
        status = near if near and (not status or near[0] == status[0]) else status
    action = re.split(r"[ ;(]", fields.get("action", ""), maxsplit=1)[0].lower()
    if action not in _ACTIONS:
        action = _action_of(status, notice)
    return BounceRecipient(address, action, status, diagnostic[: notices.LONGEST_DIAGNOSTIC])


def _action_of(status: str, notice: "notices.Notice | None") -> str:
    """What a code without an action means: a transient one is final when they gave up."""
    if status.startswith("2"):
        return "delivered"
    return "delayed" if notice and notices.is_delay(notice) else "failed"
