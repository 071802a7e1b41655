"""What accounting writes about a disputed invoice, taken out of the way of every conversation.

It belongs to the case alone: no thread, no project, no contact, and neither text nor subject in
its mail.  Whoever else writes to a case goes the way of any mail.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, String, cast, literal, or_, select, union_all, update
from sqlalchemy.orm import Session, aliased

from orchestrator import tokens
from orchestrator.conversation.inner_words import without
from orchestrator.conversation.proposals import domain_of
from orchestrator.conversation.references import FORGED, key_of
from orchestrator.models import (
    Contact,
    Direction,
    Dispute,
    DisputeNote,
    Mail,
    MailState,
    NoteKind,
    OutboxEntry,
    OutboxKind,
    Referral,
    ReferralState,
    ThreadKey,
)
from orchestrator.models.base import insert_into, is_among
from orchestrator.models.disputes import stands
from orchestrator.record.append import Action, Entry, record_all, system
from orchestrator.wording import CASE

PROVEN = "pass"
WRITTEN_BY_PEOPLE = ("human", "empty", "calendar")
KEPT_APART_FOR = timedelta(days=180)
"""How long after it was opened a case's words are looked for in mails of strangers."""

Written = Row[*tuple[Any, ...]] | Mail
"""Of a mail: id, direction, kind, from_address, recipients, references, in_reply_to, authenticity,
received_at.
"""


def take_for_cases(
    session: Session, mails: Sequence[Written], *, key: bytes, now: datetime
) -> set[int]:
    """Keep what accounting wrote in its cases; return the ids of those mails.

    Args:
        mails: reports and our own returning mail are not among them, nor are a contact's.
    """
    desks = _desks(session) if mails else {}
    cases = {mail.id: case for mail in mails if (case := _by_token(mail, desks, key))}
    rest = [mail for mail in mails if mail.id not in cases and _writes_for(mail, desks)]
    cases |= _by_ids(session, rest, desks)
    if cases:
        _keep(session, cases, now=now)
    return set(cases)


def keep_apart(session: Session, clients: Mapping[int, int | None], *, now: datetime) -> None:
    """Take accounting's words out of other people's mails, which quote or forward them.

    Args:
        clients: by the id of a mail, whose people wrote it; None for strangers.
    """
    opening = aliased(Mail)
    is_near: ColumnElement[bool] = Contact.client_id.in_(filter(None, set(clients.values())))
    if None in clients.values():
        is_near = or_(is_near, Dispute.opened_at > now - KEPT_APART_FOR)
    notes = session.execute(
        select(Contact.client_id, DisputeNote.text, opening.new_text)
        .join(Dispute, Dispute.id == DisputeNote.dispute_id)
        .join(Contact, Contact.id == Dispute.contact_id)
        .join(opening, opening.id == Dispute.mail_id)
        .where(is_near)
    ).all()
    if not notes:
        return
    for mail in session.execute(
        select(Mail.id, Mail.text, Mail.new_text).where(is_among(session, Mail.id, clients))
    ):
        wrote = clients[mail.id]
        inner = [text for client_id, text, _ in notes if wrote in (None, client_id)]
        own = [text for _, _, text in notes]
        values = {
            "text": without(mail.text, inner, own),
            "new_text": without(mail.new_text, inner, own, cut=""),
        }
        if (values["text"], values["new_text"]) != (mail.text, mail.new_text):
            session.execute(update(Mail).where(Mail.id == mail.id).values(values))


def _desks(session: Session) -> dict[int, set[str]]:
    """The addresses of accounting that each case was written to."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = session.execute(
        select(Referral.dispute_id, Referral.addr_spec).where(
            Referral.state == ReferralState.APPROVED
        )
    )
    for dispute_id, addr_spec in rows:
        found[dispute_id].add(addr_spec.lower())
    return found


def _by_token(mail: Written, desks: Mapping[int, Collection[str]], key: bytes) -> int | None:
    """The case whose reply address it went to, where its writer may answer there."""
    for address in mail.recipients:
        token = tokens.token_in(address) or ""
        reference = tokens.reference_of(token) or ""
        if not reference.startswith("i") or not tokens.is_genuine(key, CASE, token, 0):
            continue
        case = int(reference[1:])
        if case in desks and (mail.direction is Direction.OUT or _is_theirs(mail, desks[case])):
            return case
    return None


def _is_theirs(mail: Written, desk: Collection[str]) -> bool:
    """Whether accounting wrote it: from its address, or from one that its domain vouches for."""
    if mail.authenticity == FORGED:
        return False
    is_colleague = domain_of(mail.from_address) in {domain_of(each) for each in desk} - {""}
    return mail.from_address in desk or (mail.authenticity == PROVEN and is_colleague)


def _writes_for(mail: Written, desks: Mapping[int, Collection[str]]) -> bool:
    is_accounting = any(mail.from_address in desk for desk in desks.values())
    return is_accounting and mail.direction is Direction.IN and mail.authenticity != FORGED


def _by_ids(
    session: Session, mails: Sequence[Written], desks: Mapping[int, Collection[str]]
) -> dict[int, int]:
    """Of what lost the reply address: the newest case that it speaks of by the ids it names.

    Those of what we wrote to accounting, of what accounting wrote, and of the client's own
    conversation, should somebody have brought the three together.
    """
    named = {mail.id: {i for i in (*mail.references, mail.in_reply_to) if i} for mail in mails}
    named = {mail_id: found | {key_of(each) for each in found} for mail_id, found in named.items()}
    ids = {each for found in named.values() for each in found}
    if not ids:
        return {}
    note = aliased(Mail)
    ours = literal("referral:").concat(cast(Referral.id, String))
    rows: Sequence[Any] = session.execute(
        union_all(
            select(OutboxEntry.message_id, Referral.dispute_id)
            .join(Referral, ours == OutboxEntry.cause)
            .where(OutboxEntry.kind == OutboxKind.CASE, OutboxEntry.message_id.in_(ids)),
            select(note.message_id, DisputeNote.dispute_id)
            .join(DisputeNote, DisputeNote.mail_id == note.id)
            .where(note.message_id.in_(ids)),
            select(ThreadKey.message_id, Dispute.id)
            .join(Mail, Mail.thread_id == ThreadKey.thread_id)
            .join(Dispute, Dispute.mail_id == Mail.id)
            .where(ThreadKey.message_id.in_(ids), stands()),
        )
    ).all()
    found = {}
    for mail in mails:
        cases = {case for name, case in rows if name in named[mail.id]}
        if known := [case for case in cases if mail.from_address in desks.get(case, ())]:
            found[mail.id] = max(known)
    return found


def _keep(session: Session, cases: Mapping[int, int], *, now: datetime) -> None:
    """Move the words of these mails into their cases; read anew, a mail is kept once."""
    mails = session.execute(
        select(Mail, Dispute.id, Dispute.project_id)
        .join(Dispute, Dispute.id.in_(set(cases.values())))
        .where(is_among(session, Mail.id, cases))
        .order_by(Mail.id)
    )
    entries = []
    for mail, case, project_id in mails.all():
        if cases[mail.id] != case:
            continue
        kind = _kind(mail)
        values = {
            "dispute_id": case,
            "mail_id": mail.id,
            "kind": kind,
            "from_address": mail.from_address,
            "from_name": mail.from_name,
            "subject": mail.subject,
            "text": mail.new_text.strip() or mail.text.strip(),
            "is_proven": mail.authenticity == PROVEN,
            "received_at": mail.received_at,
        }
        kept = insert_into(session, DisputeNote).values(values)
        session.execute(kept.on_conflict_do_update(index_elements=["mail_id"], set_=values))
        session.execute(update(Mail).where(Mail.id == mail.id).values(_of_no_conversation(case)))
        extra = {"filed": "case", "dispute": case, "kind": kind.value, "auth": mail.authenticity}
        entries.append(Entry(Action.THREAD, f"mail:{mail.id}", project_id, extra=extra))
    session.expire_all()
    record_all(session, entries, actor=system("conversation"), now=now)


def _kind(mail: Mail) -> NoteKind:
    if mail.direction is Direction.OUT:
        return NoteKind.OURS
    is_automatic = mail.kind not in WRITTEN_BY_PEOPLE and mail.is_kind_certain
    return NoteKind.AUTOMATIC if is_automatic else NoteKind.ANSWER


def _of_no_conversation(case: int) -> dict[str, Any]:
    return {
        "contact_id": None,
        "thread_id": None,
        "threaded_by": "",
        "project_id": None,
        "digest_id": None,
        "filed_by": f"dispute:{case}",
        "has_token": False,
        "state": MailState.THREADED,
        "attempts": 0,
        "subject": "",
        "text": "",
        "new_text": "",
    }
