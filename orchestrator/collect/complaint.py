"""Complaints of a reader: feedback reports (RFC 5965), and programs that opt out.  Pure."""

import re

from orchestrator.collect.headers import addresses
from orchestrator.collect.mime import Part, decoded
from orchestrator.collect.notice_words import OPTED_OUT
from orchestrator.collect.recipients import address_in

_FIELD = re.compile(r"^([A-Za-z][\w-]*+)[ \t]*+:[ \t]*+(.*(?:\n[ \t]+.*)*+)", re.MULTILINE)
_UNWANTED = ("abuse", "fraud", "opt-out", "opt-out-list")
"""Feedback-Type of a recipient who does not want the mail; not-spam (RFC 6430),
auth-failure (RFC 6591), virus and other say something else."""

_NAMING = ("original-rcpt-to", "removal-recipient", "redacted-address")
_NAMING_HEADERS = ("x-hmxmroriginalrecipient", "to", "x-original-to", "delivered-to")
_RECEIVED_FOR = re.compile(rb"\bfor\s+<([^<>\s]+@[^<>\s]+)>")


def is_unwanted(part: Part) -> bool:
    """Whether a feedback report tells of a recipient who does not want the mail."""
    content = decoded(part, []).decode("utf-8", "replace")
    given = [value for name, value in _FIELD.findall(content) if name.lower() == "feedback-type"]
    return len(given) == 1 and given[0].partition(";")[0].strip().lower() in _UNWANTED


def recipients(part: Part, enclosed: Part | None) -> list[str]:
    """Who complained: as the report says, else whom the mail it encloses went to."""
    content = decoded(part, []).decode("utf-8", "replace")
    named = [
        address
        for name, value in _FIELD.findall(content)
        if name.lower() in _NAMING and (address := address_in(value))
    ]
    return list(dict.fromkeys(named)) or (_sent_to(enclosed) if enclosed else [])


def _sent_to(enclosed: Part) -> list[str]:
    for name in _NAMING_HEADERS:
        found = [each.address for each in addresses(enclosed.get(name)) if each.address]
        if found:
            return found
    for received in enclosed.all("received"):
        if named := _RECEIVED_FOR.search(received):
            return [each.address for each in addresses(named[1]) if each.address]
    return []


def opts_out(text: str) -> bool:
    """Whether a reader's program wrote it to be taken off, without the reader's words."""
    return OPTED_OUT.match(text[:200].lstrip().lower()) is not None
