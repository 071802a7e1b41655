"""All that speaks for or against sending some messages, read in a few statements for all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, exists, func, select, tuple_
from sqlalchemy.orm import Session, selectinload

from orchestrator.dispatch.breaker import updates_may_leave
from orchestrator.dispatch.overtaken import overtaken
from orchestrator.models import (
    Approval,
    Ask,
    Block,
    Contact,
    Digest,
    Direction,
    Mail,
    Mailbox,
    MailLocation,
    MailState,
    OutboxEntry,
    Participant,
    StandingApproval,
    Suppression,
)
from orchestrator.models.frequency import Frequency, Place
from orchestrator.models.reached import frequencies
from orchestrator.models.registers import ASKABLE
from orchestrator.models.unanswered import held_back

_Row = TypeVar("_Row", Approval, StandingApproval)
_IN_HAND = (MailState.PARSED, MailState.THREADED, MailState.READ)


@dataclass(slots=True)
class Situation:
    """What is known at ``now`` about a group of outbox entries.

    Keys are ids; pairs are (contact, project).  ``unread``: addresses whose mail is being
    read; None stands for a mail of which even the sender is not known yet.
    ``overtaken``: by update, what came after its approval.
    ``stopped``: causes of the group that a rule stopped already, so they reach nobody.
    """

    now: datetime
    approvals: Mapping[int, Approval]
    standing: Mapping[int, StandingApproval]
    suppressed: Collection[str]
    updates_may_leave: bool
    digests: Mapping[int, Digest]
    contacts: Mapping[int, Contact]
    taking_part: Collection[tuple[int, int]]
    unhappy: Collection[tuple[int, int]]
    newest_mail: Mapping[int, int]
    settled: Collection[int]
    overtaken: Mapping[int, str]
    unread: Collection[str | None]
    frequencies: Mapping[int, Frequency]
    stopped: set[str] = field(default_factory=set)

    def place(self, entry: OutboxEntry, contact: Contact) -> Place:
        """Where it stands among what reaches its reader."""
        found = self.frequencies.get(contact.id, Frequency())
        others = [
            each
            for each in found.messages
            if each.source != entry.cause and each.source not in self.stopped
        ]
        rest = Frequency(others, found.promised, found.chosen, found.projects)
        return rest.place(self.now, contact.timezone)


def look(session: Session, entries: Sequence[OutboxEntry], *, now: datetime) -> Situation:
    """Read the situation of a group, a dozen statements however large it is."""
    digests = _digests(session, entries)
    contacts = _contacts(session, {e.contact_id for e in entries if e.contact_id is not None})
    pairs = [(digest.contact_id, digest.project_id) for digest in digests.values()]
    return Situation(
        now=now,
        approvals=_by_id(session, Approval, {e.approval_id for e in entries}),
        standing=_by_id(session, StandingApproval, {e.standing_approval_id for e in entries}),
        suppressed=_suppressed(session, {entry.recipient for entry in entries}),
        updates_may_leave=updates_may_leave(session),
        digests=digests,
        contacts=contacts,
        taking_part=_taking_part(session, pairs),
        unhappy=held_back(session, pairs, now=now),
        newest_mail=_newest_mail(session, {project for _, project in pairs}),
        settled=_settled(session, digests),
        overtaken=overtaken(session, digests),
        unread=_unread(session, contacts.values()),
        frequencies=frequencies(session, {contact for contact, _ in pairs}, at=now)
        if pairs
        else {},
    )


def _digests(session: Session, entries: Sequence[OutboxEntry]) -> dict[int, Digest]:
    ids = {entry.digest_id for entry in entries if entry.digest_id is not None}
    if not ids:
        return {}
    return {row.id: row for row in session.scalars(select(Digest).where(Digest.id.in_(ids)))}


def _contacts(session: Session, ids: Collection[int]) -> dict[int, Contact]:
    if not ids:
        return {}
    found = session.scalars(
        select(Contact)
        .where(Contact.id.in_(ids))
        .options(
            selectinload(Contact.addresses),
            selectinload(Contact.kept_wishes),
            selectinload(Contact.handles),
        )
    )
    return {contact.id: contact for contact in found}


def _by_id(session: Session, kind: type[_Row], ids: Collection[int | None]) -> dict[int, _Row]:
    known = [each for each in ids if each is not None]
    if not known:
        return {}
    return {row.id: row for row in session.scalars(select(kind).where(kind.id.in_(known)))}


def _suppressed(session: Session, addresses: Collection[str]) -> set[str]:
    return set(
        session.scalars(
            select(Suppression.addr_spec).where(
                Suppression.addr_spec.in_(addresses), Suppression.lifted_at.is_(None)
            )
        )
    )


def _taking_part(session: Session, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    mine = tuple_(Participant.contact_id, Participant.project_id)
    if not pairs:
        return set()
    rows = session.execute(
        select(Participant.contact_id, Participant.project_id).where(mine.in_(pairs))
    )
    return {(contact, project) for contact, project in rows}


def _newest_mail(session: Session, projects: Collection[int]) -> dict[int, int]:
    """Of each project, the highest id of a mail that one of its people wrote."""
    if not projects:
        return {}
    rows = session.execute(
        select(Mail.project_id, func.max(Mail.id))
        .where(
            Mail.project_id.in_(projects),
            Mail.contact_id.is_not(None),
            Mail.direction == Direction.IN,
            Mail.kind == "human",
        )
        .group_by(Mail.project_id)
    )
    return {project: newest for project, newest in rows if project is not None}


def _settled(session: Session, digest_ids: Collection[int]) -> set[int]:
    """Updates that ask what was settled since they were approved."""
    if not digest_ids:
        return set()
    return set(
        session.scalars(
            select(Block.digest_id)
            .join(Ask, Ask.id == Block.ask_id)
            .where(Block.digest_id.in_(digest_ids), Ask.state.not_in(ASKABLE))
        )
    )


def _unread(session: Session, contacts: Collection[Contact]) -> set[str | None]:
    """Mail that is here and not understood yet: it may say "stop".  A copy of ours says nothing."""
    theirs = [address.addr_spec for contact in contacts for address in contact.addresses]
    rows = session.execute(
        select(Mail.state, Mail.from_address)
        .where(
            Mail.direction == Direction.IN,
            (Mail.state == MailState.STORED) & ~_lies_in_archive_only()
            | (Mail.state.in_(_IN_HAND) & Mail.from_address.in_(theirs)),
        )
        .distinct()
    )
    return {None if state is MailState.STORED else address for state, address in rows}


def _lies_in_archive_only() -> ColumnElement[bool]:
    def lies(where: ColumnElement[bool]) -> ColumnElement[bool]:
        box = Mailbox.id == MailLocation.mailbox_id
        return exists().where(MailLocation.mail_id == Mail.id, box, where)

    return lies(Mailbox.is_archive.is_(True)) & ~lies(Mailbox.is_archive.is_(False))
