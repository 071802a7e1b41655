"""Messages of ours that did not arrive, or of which nobody knows, in words for a PM."""

from collections.abc import Iterator
from datetime import timedelta
import re
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, defer, joinedload

from orchestrator.models import DeliveryEvent, OutboxEntry, OutboxKind, OutboxState, Project
from orchestrator.web.access import Power, is_visible, may
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.words import slot

SHOWN_FOR = timedelta(days=7)

_CALLED: Final = {
    OutboxKind.RESPONSE: "our answer",
    OutboxKind.CASE: "the case",
    OutboxKind.INVITATION: "our invitation",
    OutboxKind.ACKNOWLEDGEMENT: "our acknowledgement",
    OutboxKind.CONFIRMATION: "our question about an answer",
    OutboxKind.PAUSED: "our note that updates pause",
    OutboxKind.RESUMED: "our note that updates go on",
    OutboxKind.WELCOME: "our welcome",
}
# By the code of RFC 3463 without its class; the longest that fits says it.
REASONS: Final = {
    "": "The mail server refused it.",
    "1": "There is no such address.",
    "1.8": "The mail server does not accept our address.",
    "2": "The mailbox does not take mail.",
    "2.2": "The mailbox is full.",
    "3": "The mail server could not take it.",
    "3.4": "It was too large.",
    "4": "The mail server could not be reached.",
    "7": "The mail server took it for spam, or has a rule against it.",
}
_CODE = re.compile(r"\b[245]\.(\d{1,3}\.\d{1,3})\b")
_LOST = (OutboxState.FAILED, OutboxState.BOUNCED, OutboxState.COMPLAINED)
_ARRIVED = (OutboxState.ACCEPTED, OutboxState.DELIVERED)


def outcomes(session: Session) -> Iterator[Need]:
    """What a person must find out, then what did not arrive in the last seven days.

    A message that did not arrive needs nobody any more once a later one did.
    """
    if not may(Power.DECIDE):
        return
    reason = (
        select(DeliveryEvent.status + " " + DeliveryEvent.detail)
        .where(DeliveryEvent.outbox_id == OutboxEntry.id)
        .order_by(DeliveryEvent.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        select(OutboxEntry, Project, reason)
        .join(Project, Project.id == OutboxEntry.project_id)
        .where(is_visible(Project.id))
        .where(or_(OutboxEntry.state == OutboxState.NEEDS_PERSON, _is_lost()))
        .order_by(OutboxEntry.state != OutboxState.NEEDS_PERSON, OutboxEntry.id)
        .options(
            joinedload(OutboxEntry.contact),
            joinedload(OutboxEntry.digest),
            defer(OutboxEntry.content),
        )
    )
    for entry, project, told in found:
        if entry.state is OutboxState.NEEDS_PERSON:
            yield _unknown(entry, project)
        else:
            yield _lost(entry, project, told or entry.problem)


def reason_words(told: str) -> str:
    """``550 5.1.1 User unknown`` as a sentence."""
    found = _CODE.search(told)
    code = found[1] if found else ""
    return REASONS.get(code) or REASONS.get(code.partition(".")[0]) or REASONS[""]


def _is_lost() -> ColumnElement[bool]:
    later = aliased(OutboxEntry)
    return and_(
        OutboxEntry.state.in_(_LOST),
        OutboxEntry.finished_at > now() - SHOWN_FOR,
        ~exists().where(
            or_(
                later.contact_id == OutboxEntry.contact_id,
                and_(OutboxEntry.contact_id.is_(None), later.recipient == OutboxEntry.recipient),
            ),
            later.id > OutboxEntry.id,
            later.state.in_(_ARRIVED),
        ),
    )


def _unknown(entry: OutboxEntry, project: Project) -> Need:
    return Need(
        kind="outcome",
        tone="watch",
        icon="mail-question-mark",
        title=f"We do not know whether {_what(entry)} reached {entry.reader}",
        detail=f"{project.name}: {entry.problem}",
        when=slot(entry.finished_at or entry.due_at, today="Today "),
        href=_page(entry, project),
        button="Open",
        outbox=entry.id,
    )


def _lost(entry: OutboxEntry, project: Project, told: str) -> Need:
    what, name = _what(entry), entry.reader
    if entry.state is OutboxState.COMPLAINED:
        title, why = f"{name} reported {what} as spam", "Nothing more is sent to this address."
    else:
        title, why = f"{what[:1].upper()}{what[1:]} did not reach {name}", reason_words(told)
    return Need(
        kind="lost",
        tone="bad",
        icon="octagon-x",
        title=title,
        detail=f"{project.name}, {entry.recipient}: {why}",
        when=slot(entry.finished_at or entry.due_at, today="Today "),
        href=_page(entry, project),
        button="Open",
    )


def _what(entry: OutboxEntry) -> str:
    if entry.kind is OutboxKind.DIGEST and entry.digest:
        return f"update {entry.digest.number}"
    return _CALLED.get(entry.kind, "a message")


def _page(entry: OutboxEntry, project: Project) -> str:
    if entry.kind is OutboxKind.RESPONSE:
        return f"/inbox/responses/{entry.cause.partition(':')[2]}"
    if entry.kind is OutboxKind.INVITATION:
        return f"/p/{project.slug}/reviews"
    return f"/digests/{entry.digest_id}" if entry.digest_id else f"/p/{project.slug}"
