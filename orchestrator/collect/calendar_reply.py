"""What a calendar program answers to an invitation: PARTSTAT and its like (RFC 5546).  Pure."""

from typing import NamedTuple

from orchestrator.collect.calendar_mail import calendar_in
from orchestrator.collect.headers import addr_spec
from orchestrator.collect.invite import events_in
from orchestrator.collect.mime import Part, text_of

ANSWERS = ("REPLY", "COUNTER")
_LONGEST = 500


class CalendarReply(NamedTuple):
    """``sequence``: of the invitation it answers.  ``comment``: what the person typed with it."""

    method: str
    uid: str
    sequence: int
    attendee: str
    partstat: str
    comment: str


def read_calendar_reply(root: Part) -> CalendarReply | None:
    """The answer that a mail is; of an invitation to us, nothing."""
    part = calendar_in(root)
    if part is None:
        return None
    method, events = events_in(text_of(part, []))
    event = next((each for each in events if "UID" in each and "ATTENDEE" in each), None)
    if method not in ANSWERS or event is None:
        return None
    attendee = event["ATTENDEE"]
    address = attendee.value.strip()
    address = address[len("mailto:") :] if address.lower().startswith("mailto:") else address
    said = event.get("COMMENT")
    comment = said.text if said else attendee.parameters.get("X-RESPONSE-COMMENT", "")
    sequence = event["SEQUENCE"].value.strip() if "SEQUENCE" in event else "0"
    return CalendarReply(
        method=method,
        uid=event["UID"].value.strip()[:255],
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0,
        attendee=addr_spec(address.encode("utf-8", "replace"))[:320],
        partstat=attendee.parameters.get("PARTSTAT", "").upper()[:20],
        comment=" ".join(comment.split())[:_LONGEST],
    )
