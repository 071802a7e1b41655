"""What a client's page shows of one person, as far as the user may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
import json
from typing import Final

from sqlalchemy import ScalarSelect, and_, func, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.exceptions import NotFound

from orchestrator.conversation.wish_quotes import wish_quote
from orchestrator.models import (
    AuditDetail,
    AuditEntry,
    Contact,
    Direction,
    Mail,
    Participant,
    Preference,
    Project,
    Wish,
    WishState,
)
from orchestrator.record.append import Action
from orchestrator.walltime import zone_of
from orchestrator.web.access import SEES_ALL, Foreign, current_user, is_visible
from orchestrator.web.client_words import REPLACED, STATES, done, wished
from orchestrator.web.naming import Named, names_of
from orchestrator.web.record_words import actor_code
from orchestrator.web.sources import mail_id_in

WISHES_SHOWN: Final = 40
ENTRIES_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish, in the words of its mail where the user may read that."""

    row: Preference
    quote: str
    mail: Mail | None
    counts: bool

    @property
    def is_hers(self) -> bool:
        """In the client's own words, else we set it."""
        return self.row.source.startswith("mail:") or self.row.source == "unsubscribe"

    @property
    def words(self) -> str:
        return wished(self.row.wish, self.row.value)

    @property
    def chip(self) -> tuple[str, str]:
        replaced = self.row.state is WishState.APPLIED and not self.counts
        return REPLACED if replaced else STATES[self.row.state]

    @property
    def can_undo(self) -> bool:
        return self.counts and not self.is_hers


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the record about this person; ``by`` is the code of who did it."""

    at: datetime
    words: str
    by: str
    seq: int


def contact_or_404(session: Session, contact_id: int) -> Contact:
    """Somebody of a client for whom the user works.

    Raises:
        NotFound: there is none.
        Foreign: the user works on no project of this client.
    """
    works_for = select(Project.id).where(
        Project.client_id == Contact.client_id, is_visible(Project.id)
    )
    found = (
        session.execute(
            select(Contact, works_for.exists())
            .where(Contact.id == contact_id)
            .options(
                joinedload(Contact.client),
                joinedload(Contact.addresses),
                joinedload(Contact.kept_wishes),
                joinedload(Contact.handles),
            )
        )
        .unique()
        .one_or_none()
    )
    if found is None:
        raise NotFound
    contact, is_ours = found
    # Who sees all sees also those who take part in nothing yet.
    if not is_ours and current_user().role not in SEES_ALL:
        raise Foreign(f"contact:{contact_id}")
    return contact


@dataclass(frozen=True, slots=True)
class Part:
    """A project in which they take part.  ``heard`` and ``told``: when who wrote last."""

    project: Project
    participant: Participant
    heard: datetime | None
    told: datetime | None


def parts_taken(session: Session, contact: Contact) -> list[Part]:
    """The open ones first."""
    rows = session.execute(
        select(Project, Participant, _last(Direction.IN), _last(Direction.OUT))
        .join(Participant, Participant.project_id == Project.id)
        .where(Participant.contact_id == contact.id, is_visible(Project.id))
        .order_by(Project.closed_at.is_not(None), Project.name)
    )
    return [Part(*row) for row in rows]


def _last(direction: Direction) -> ScalarSelect[datetime]:
    return (
        select(func.max(Mail.received_at))
        .where(
            Mail.contact_id == Participant.contact_id,
            Mail.project_id == Project.id,
            Mail.direction == direction,
            Mail.kind == "human",
        )
        .correlate(Participant, Project)
        .scalar_subquery()
    )


def wishes_of(session: Session, contact: Contact) -> list[Wished]:
    """What they wished and what we set, the newest first; who set it is not named yet."""
    rows = session.execute(
        select(Preference, Mail)
        .outerjoin(
            Mail, and_(Mail.id == mail_id_in(Preference.source), is_visible(Mail.project_id))
        )
        .where(Preference.contact_id == contact.id)
        .order_by(Preference.id.desc())
        .limit(WISHES_SHOWN)
    ).all()
    return as_wished([(row, mail) for row, mail in rows], contact)


def as_wished(rows: Sequence[tuple[Preference, Mail | None]], contact: Contact) -> list[Wished]:
    """Wishes of a person, each with the mail that says it where the user may see that."""
    counting = _counting([row for row, _ in rows])
    return [
        Wished(row, _quote_of(row, mail, contact) if mail else "", mail, row.id in counting)
        for row, mail in rows
    ]


def _counting(rows: Sequence[Preference]) -> set[int]:
    """The newest of each kind that was let count."""
    applied = [row for row in rows if row.state is WishState.APPLIED]
    applied.sort(key=lambda row: (row.decided_at or row.said_at, row.id))
    return set({row.wish: row.id for row in applied}.values())


def _quote_of(row: Preference, mail: Mail, contact: Contact) -> str:
    """The sentence of the mail that says it."""
    said_on = mail.received_at.astimezone(zone_of(contact.timezone)).date()
    return wish_quote(mail.new_text, row.wish.value, row.value, today=said_on)


def binding(
    shown: Sequence[Wished], words: Mapping[Wish, Preference], *, today: date
) -> list[Wished]:
    """Those of their own words (`set_wishes.her_words`) that bound what we may set."""
    ids = {row.id for wish, row in words.items() if wish in _BINDING and not _is_over(row, today)}
    return [each for each in shown if each.row.id in ids]


_BINDING: Final = (
    Wish.CADENCE, Wish.LENGTH, Wish.CHANNEL, Wish.NOT_BEFORE, Wish.PAUSE_UNTIL, Wish.STOP,
    Wish.URGENT,
)  # fmt: skip


def _is_over(row: Preference, today: date) -> bool:
    if row.wish is Wish.PAUSE_UNTIL:
        return date.fromisoformat(row.value) <= today
    return (row.wish, row.value) == (Wish.STOP, "no")


def history(session: Session, contact: Contact) -> list[Step]:
    """What the record says of them, the newest first."""
    value = and_(AuditDetail.seq == AuditEntry.seq, AuditDetail.name == "value")
    rows = session.execute(
        select(AuditEntry.seq, AuditEntry.ts, AuditEntry.action, AuditEntry.line, AuditDetail.value)
        .outerjoin(AuditDetail, value)
        .where(AuditEntry.obj == f"contact:{contact.id}", AuditEntry.action != Action.DENIED)
        .order_by(AuditEntry.seq.desc())
        .limit(ENTRIES_SHOWN)
    ).all()
    found = [(row, json.loads(row.line)) for row in rows]
    return [
        Step(
            datetime.fromtimestamp(row.ts / 1_000_000, tz=UTC),
            done(row.action, fields, row.value),
            actor_code(fields["actor"]),
            row.seq,
        )
        for row, fields in found
    ]


def names_in(
    session: Session, contact: Contact, wishes: Sequence[Wished], steps: Sequence[Step]
) -> dict[str, Named]:
    """Who said, set and did all that, and the out-of-office, by their codes."""
    sources = {each.row.source for each in wishes if not each.is_hers}
    return names_of(session, {contact.away_source, *sources, *(step.by for step in steps)})
