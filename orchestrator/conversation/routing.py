"""Which project and contact a mail belongs to, and why; else the undecided tray.

A token, a header or a number is never enough by itself: the sender must belong to
the project it points at.  Nothing here can put a mail of one client into a project of
another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.accounting import keep_apart, take_for_cases
from orchestrator.conversation.addressed import Filing, filings_by_address
from orchestrator.conversation.concerns import note_concerns
from orchestrator.conversation.known import (
    OurMessage,
    Person,
    Place,
    codes_of,
    our_messages,
    people_at,
    places_of,
)
from orchestrator.conversation.moving import file_waiting, leave_threads
from orchestrator.conversation.project_codes import code_in
from orchestrator.conversation.references import FORGED, ancestors, key_of
from orchestrator.conversation.strand import Placed, Strand
from orchestrator.conversation.team import keep_team_mails
from orchestrator.conversation.thread import Strands
from orchestrator.models import Direction, Mail, MailState
from orchestrator.models.base import is_among, update_rows
from orchestrator.record.append import Action, Entry, record_all, system

_COLUMNS = (
    Mail.id,
    Mail.direction,
    Mail.kind,
    Mail.is_kind_certain,
    Mail.is_loop,
    Mail.received_at,
    Mail.message_id,
    Mail.in_reply_to,
    Mail.references,
    Mail.from_address,
    Mail.recipients,
    Mail.subject,
    Mail.authenticity,
    Mail.thread_id,
)
_BY_THREAD = "same conversation"
_MOST_EVENTS = 5
"""Of one batch: somebody who guesses addresses is not to fill the record."""
_REPORTS = ("bounce", "delay", "complaint")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One mail to be filed.  ``person``: who it is from, or for one of ours, who it is to."""

    row: Row[*tuple[Any, ...]] | Mail
    person: Person | None

    @property
    def is_threaded(self) -> bool:
        """Reports and our own returning mail get no thread."""
        return not self.row.is_loop and self.row.kind not in _REPORTS

    @property
    def ancestors(self) -> list[str]:
        """The ids it refers to."""
        return [i for i in (*self.row.references, self.row.in_reply_to) if i]

    @property
    def key(self) -> str | None:
        """Its own id, as ids are compared."""
        return key_of(self.row.message_id) if self.row.message_id else None

    @property
    def tokens(self) -> list[str]:
        """Those of the reply addresses that it went to."""
        found = (tokens.token_in(address) for address in self.row.recipients)
        return list(dict.fromkeys(token for token in found if token))

    @property
    def keys(self) -> list[str]:
        """Those of the mails it follows, the nearest last."""
        return ancestors(self.row.message_id, self.row.references, self.row.in_reply_to)


def file_mails(session: Session, mail_ids: Sequence[int], *, key: bytes, now: datetime) -> None:
    """Thread parsed mails and file each under a project, or leave it undecided.

    Bounces and our own returning mail get no thread, nor does what the team writes to its own
    address; what accounting writes goes to its case.  A reply address that is another
    person's, or nobody's, is recorded.  The caller commits.
    """
    mails = _parsed(session, mail_ids)
    strangers = [mail.row for mail in mails if mail.is_threaded and mail.person is None]
    taken = take_for_cases(session, strangers, key=key, now=now)
    mails = [mail for mail in mails if mail.row.id not in taken]
    known = {mail.row.id for mail in mails if mail.person}
    ours = keep_team_mails(session, [mail.row for mail in mails], known, key=key, now=now)
    mails = [mail for mail in mails if mail.row.id not in ours]
    desk = Desk.open(session, mails, key)
    filed = [(mail, *desk.file(mail)) for mail in mails]
    desk.strands.save()
    update_rows(session, Mail, [_values(mail, placed, filing) for mail, placed, filing in filed])
    file_waiting(session, dict(desk.strands.decided), reason=_BY_THREAD)
    left = {m.row.thread_id: placed.strand.saved_id() for m, placed, _ in filed if placed}
    leave_threads(session, {old: new for old, new in left.items() if old not in (None, new)})
    unknown = {m.row.id: m.row.recipients for m, _, filing in filed if not (filing or m.person)}
    note_concerns(session, unknown, key=key)
    theirs = [mail for mail in mails if mail.row.direction is Direction.IN]
    keep_apart(session, {mail.row.id: _client(mail) for mail in theirs}, now=now)
    # Those of people we know first: a stranger's guesses are not to hide them.
    misused = sorted(desk.misused, key=lambda mail: mail.person is None)[:_MOST_EVENTS]
    if misused:
        named = (f"mail:{mail.row.id}" for mail in misused)
        events = [Entry(Action.DENIED, obj, extra={"reason": "token"}) for obj in named]
        record_all(session, events, actor=system("conversation"), now=now)


def evidence_for(
    session: Session, mail_ids: Sequence[int], project_id: int, *, key: bytes
) -> dict[int, Filing]:
    """Which of these mails answer a message of ours about this project, and which one."""
    mails = _parsed(session, mail_ids)
    desk = Desk.open(session, mails, key)
    found: dict[int, Filing] = {}
    for mail in mails:
        if mail.person is None:
            continue
        for filing in (*desk.by_address(mail), desk.by_our_message(mail)):
            if filing is not None and filing.project_id == project_id:
                found.setdefault(mail.row.id, filing)
    return found


def _parsed(session: Session, mail_ids: Sequence[int]) -> list[Parsed]:
    rows = session.execute(
        select(*_COLUMNS).where(is_among(session, Mail.id, mail_ids)).order_by(Mail.id)
    ).all()
    people = people_at(session, [address for row in rows for address in _other_side(row)])
    return [
        Parsed(row, next((people[a] for a in _other_side(row) if a in people), None))
        for row in rows
    ]


def _other_side(row: Row[*tuple[Any, ...]]) -> list[str]:
    addresses = row.recipients if row.direction is Direction.OUT else [row.from_address]
    return [address for address in addresses if address]


def _values(mail: Parsed, placed: Placed | None, filing: Filing | None) -> dict[str, Any]:
    return {
        "id": mail.row.id,
        "contact_id": mail.person.id if mail.person else None,
        "thread_id": placed.strand.saved_id() if placed else None,
        "threaded_by": placed.reason if placed else "",
        "project_id": filing.project_id if filing else None,
        "digest_id": filing.digest_id if filing else None,
        "filed_by": filing.reason if filing else "",
        "has_token": filing.by_token if filing else False,
        "state": MailState.THREADED,
        "attempts": 0,
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """One batch being filed, with all that has to be known for it."""

    session: Session
    key: bytes
    strands: Strands
    places: dict[int, list[Place]]
    codes: dict[int, dict[str, int]]
    ours: dict[str, OurMessage]
    misused: list[Parsed] = field(default_factory=list)

    @classmethod
    def open(cls, session: Session, mails: Sequence[Parsed], key: bytes) -> "Desk":
        threaded = [mail for mail in mails if mail.is_threaded]
        keys = [(key, _client(mail)) for mail in threaded for key in (*mail.keys, mail.key) if key]
        known = [mail for mail in threaded if mail.person]
        return cls(
            session,
            key,
            Strands(session, keys),
            places_of(session, [mail.person.id for mail in known if mail.person]),
            codes_of(session, {mail.person.client_id for mail in known if mail.person}),
            our_messages(session, [i for mail in known for i in mail.ancestors]),
        )

    def file(self, mail: Parsed) -> tuple[Placed | None, Filing | None]:
        """Put one mail into its thread and, where the evidence allows, its project."""
        if not mail.is_threaded:
            return None, None
        strong = self._addressed(mail) or self._first(mail, self._strong(mail))
        placed = self.strands.put(
            mail.key,
            mail.keys,
            client_id=_client(mail),
            subject=mail.row.subject,
            received_at=mail.row.received_at,
            project_id=strong.project_id if strong else None,
            wakes=mail.row.direction is Direction.IN,
            joins=mail.row.authenticity != FORGED,
        )
        strand = placed.strand
        filing = strong or self._first(mail, self._weak(mail, strand))
        if filing is not None and strand.project_id is None:
            self.strands.decide(strand, filing.project_id)
        return placed, filing

    def _addressed(self, mail: Parsed) -> Filing | None:
        """What the reply addresses name that it went to; one in wrong hands is noted."""
        if not mail.tokens:
            return None
        hers = [e for e in self.by_address(mail) if e.project_id in self._projects_of(mail)]
        if len(hers) < len(mail.tokens) and mail.row.direction is Direction.IN:
            self.misused.append(mail)
        return next(iter(hers), None)

    def _first(self, mail: Parsed, filings: Iterable[Filing | None]) -> Filing | None:
        """The strongest that points to a project the person is in."""
        hers = self._projects_of(mail)
        return next((each for each in filings if each and each.project_id in hers), None)

    def _projects_of(self, mail: Parsed) -> set[int]:
        places = self.places.get(mail.person.id, []) if mail.person else []
        return {place.project_id for place in places}

    def _strong(self, mail: Parsed) -> Iterator[Filing | None]:
        """What names a project whatever the thread; a code only where no mail here is its kin."""
        if mail.person:
            yield self.by_our_message(mail)
            if not self.strands.has_kin(mail.key, mail.keys, _client(mail)):
                yield _by_code(mail.row.subject, self.places.get(mail.person.id, []))

    def _weak(self, mail: Parsed, strand: Strand) -> Iterator[Filing | None]:
        """In a thread that has a project, only that one: else its mails would lie in two."""
        if strand.project_id is not None:
            yield Filing(strand.project_id, _BY_THREAD)
        elif mail.person:
            places = self.places.get(mail.person.id, [])
            yield _by_code(mail.row.subject, places)
            if not self._points_elsewhere(mail, mail.person):
                yield _by_only_project(places)

    def _points_elsewhere(self, mail: Parsed, person: Person) -> bool:
        """Whether it speaks for a closed project of her client, or for one that she is not in."""
        codes = self.codes.get(person.client_id, {})
        if code_in(mail.row.subject, codes):
            return True
        named = (*self.by_address(mail), self.by_our_message(mail))
        others = set(codes.values()) - self._projects_of(mail)
        return any(each.project_id in others for each in named if each)

    def by_address(self, mail: Parsed) -> list[Filing]:
        """What the reply addresses name that it went to, the strongest first."""
        if mail.person is None:
            return []
        return filings_by_address(self.session, self.key, mail.tokens, mail.person)

    def by_our_message(self, mail: Parsed) -> Filing | None:
        """The newest of ours that it answers."""
        found = (self.ours[i] for i in mail.ancestors if i in self.ours)
        last = max(found, key=lambda ours: ours.entry_id, default=None)
        return Filing(last.project_id, "answers our message", last.digest_id) if last else None


def _client(mail: Parsed) -> int | None:
    return mail.person.client_id if mail.person else None


def _by_code(subject: str, places: Sequence[Place]) -> Filing | None:
    running = {place.code: place.project_id for place in _running(places)}
    code = code_in(subject, running)
    return Filing(running[code], f"project code {code} in the subject") if code else None


def _by_only_project(places: Sequence[Place]) -> Filing | None:
    running = _running(places)
    if len(running) != 1:
        return None
    words = "the sender's only open project" if running[0].is_open else "the sender's only project"
    return Filing(running[0].project_id, words)


def _running(places: Sequence[Place]) -> list[Place]:
    """Her open projects; where none is, those in after-care, as nothing newer can be meant."""
    return [place for place in places if place.is_open] or list(places)
