"""What mails say takes effect in the order in which they were received, whenever they came.

A mail that is filed late, or moved to where it belongs, would else overrule newer words.
So what came of newer mails is withdrawn and takes effect anew, after it; what a person
decided stays, at its time.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from orchestrator.engagement import flood
from orchestrator.engagement.agreed import follow_answer
from orchestrator.engagement.apply import Part, apply_anew, has_effect
from orchestrator.engagement.asks import prove_answer
from orchestrator.engagement.decided import (
    changed_to,
    decide_again,
    decide_as_before,
    settle_as_before,
)
from orchestrator.engagement.documents import take_documents
from orchestrator.engagement.preferences import prove_wish, take_effect
from orchestrator.engagement.settling import open_state
from orchestrator.engagement.taken_back import answered_by, forget_taken_back
from orchestrator.models import (
    Answer,
    Ask,
    AskKind,
    AskState,
    Confirmation,
    ConfirmationState,
    Contact,
    Mail,
    Participant,
    Preference,
    Reading,
    Wishes,
)
from orchestrator.models.base import is_among
from orchestrator.record.append import Action, Entry, record_all, system

_ACTOR = system("engagement")
_UNTOUCHED = (AskState.CALL, AskState.WITHDRAWN)

Event = tuple[datetime, int, Callable[[], None]]
"""When it counts, its id among those of the same instant, and what it does."""


def put_in_order(session: Session, mail_ids: Sequence[int], *, key: bytes, now: datetime) -> None:
    """Where one of these mails, just applied, is older than others, let those follow it.

    The caller commits.
    """
    rows = session.execute(
        select(Mail.id, Mail.contact_id, Mail.project_id, Mail.received_at, Reading.found)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(
            is_among(session, Mail.id, mail_ids),
            Mail.contact_id.is_not(None),
            Reading.applied_at.is_not(None),
        )
    ).all()
    decide_again(session, mail_ids)
    effective = [row for row in rows if has_effect(row.found)]
    if not effective:
        return
    _take_back_denied(session, [row.id for row in effective], key=key, now=now)
    newest = _newest_effective(session, {row.contact_id for row in effective})
    late = [row for row in effective if row.received_at < newest[row.contact_id]]
    if late:
        replay_wishes(session, {row.contact_id for row in late}, key=key, now=now)
        readings = _readings(session, Mail.id.in_([row.id for row in late]))
        asks = {ask_id for reading in readings for ask_id in _asks_in(reading)}
        asks |= forget_taken_back(session, [row.id for row in late])
        for row in late:
            if row.found["undo"]:
                asks |= answered_by(session, row.contact_id, row.project_id)
        replay_answers(session, asks, key=key, now=now)


def _take_back_denied(
    session: Session, mail_ids: Sequence[int], *, key: bytes, now: datetime
) -> None:
    """What she had confirmed, and one of these mails says that she did not write, waits again."""
    denied = session.execute(
        select(Confirmation.mail_id, Confirmation.contact_id).where(
            Confirmation.settled_by_mail_id.in_(mail_ids),
            Confirmation.state == ConfirmationState.REFUSED,
        )
    ).all()
    if denied:
        readings = _readings(session, Mail.id.in_([row.mail_id for row in denied]))
        asks = {ask_id for reading in readings for ask_id in _asks_in(reading)}
        replay_answers(session, asks, key=key, now=now)
        replay_wishes(session, {row.contact_id for row in denied}, key=key, now=now)


def replay_wishes(
    session: Session, contact_ids: Collection[int], *, key: bytes, now: datetime
) -> None:
    """Let all wishes of contacts take effect anew.  The caller commits."""
    for contact_id in sorted(contact_ids):
        _replay_wishes(session, session.get_one(Contact, contact_id), key=key, now=now)


def replay_answers(
    session: Session, ask_ids: Collection[int], *, key: bytes, now: datetime
) -> None:
    """Let all answers to some asks take effect anew.  The caller commits."""
    readings, asks = _connected(session, set(ask_ids))
    if not asks:
        return
    answers = session.scalars(select(Answer).where(Answer.ask_id.in_(asks))).all()
    events: list[Event] = [
        (answer.decided_at, answer.id, partial(decide_as_before, session, answer.mail_id,
         answer.ask_id, answer.state, changed_to(answer), answer.decided_by, answer.decided_at,
                 answer.because))
        for answer in answers
        if answer.decided_by is not None and answer.decided_at is not None
    ]  # fmt: skip
    with_files = {answer.mail_id for answer in answers if answer.ask.kind is AskKind.DOCUMENT}
    for answer in answers:
        session.delete(answer)
    for ask in session.scalars(select(Ask).where(Ask.id.in_(asks))):
        if ask.state not in _UNTOUCHED:
            ask.state = open_state(ask)
    session.flush()
    _withdrawn(session, {answer.mail_id for answer in answers}, now=now)
    _run(events + _applied(session, readings, Part.ANSWERS, key))
    take_documents(session, with_files, now=now)
    for ask in session.scalars(select(Ask).where(Ask.id.in_(asks))):
        follow_answer(session, ask, actor=_ACTOR, now=now)


def _newest_effective(
    session: Session, contact_ids: Collection[int | None]
) -> dict[int | None, datetime]:
    newest: dict[int | None, datetime] = {}
    for contact_id, at, found in session.execute(
        select(Mail.contact_id, Mail.received_at, Reading.found)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(Mail.contact_id.in_(contact_ids), Reading.applied_at.is_not(None))
    ):
        if has_effect(found):
            newest[contact_id] = max(at, newest.get(contact_id, at))
    return newest


def _replay_wishes(session: Session, contact: Contact, *, key: bytes, now: datetime) -> None:
    rows = session.scalars(
        select(Preference).where(Preference.contact_id == contact.id).order_by(Preference.id)
    ).all()
    hers = [row for row in rows if row.source.startswith("mail:")]
    readings = _readings(session, Mail.contact_id == contact.id)
    events: list[Event] = [
        (row.said_at, row.id, partial(take_effect, session, row, now=row.said_at))
        for row in rows
        if row not in hers
    ]
    events += [
        (row.decided_at, row.id, partial(settle_as_before, session, contact.id, row.source,
         row.wish, row.value, row.state, row.decided_at))
        for row in hers
        if row.decided_at is not None
    ]  # fmt: skip
    for row in hers:
        session.delete(row)
    session.execute(delete(Wishes).where(Wishes.contact_id == contact.id))
    session.flush()
    session.expire(contact, ["kept_wishes"])
    for participant in session.scalars(
        select(Participant).where(Participant.contact_id == contact.id)
    ):
        participant.next_due_at = None
    _withdrawn(session, {int(row.source.removeprefix("mail:")) for row in hers}, now=now)
    _run(events + _applied(session, readings, Part.WISHES, key))


def _connected(session: Session, asks: set[int]) -> tuple[list[Reading], set[int]]:
    """The readings that speak of these asks, with all the asks that those speak of.

    An "undo" speaks of all that its contact answered in the project.
    """
    projects = select(Ask.project_id).where(Ask.id.in_(asks))
    readings = _readings(session, Mail.project_id.in_(projects))
    spoken = {reading.id: _asks_in(reading) for reading in readings}
    people = dict(
        session.execute(
            select(Mail.id, Mail.contact_id).where(Mail.id.in_([r.mail_id for r in readings]))
        ).all()
    )
    by_person: dict[int | None, set[int]] = defaultdict(set)
    for reading in readings:
        by_person[people[reading.mail_id]] |= spoken[reading.id]
    for reading in readings:
        if reading.found["undo"]:
            spoken[reading.id] = by_person[people[reading.mail_id]]
    while further := {a for s in spoken.values() if s & asks for a in s} - asks:
        asks |= further
    return [reading for reading in readings if spoken[reading.id] & asks], asks


def _asks_in(reading: Reading) -> set[int]:
    named = (reading.asks.get(number) for number in reading.found["answers"])
    return {ask_id for ask_id in named if isinstance(ask_id, int)}


def _readings(session: Session, condition: ColumnElement[bool]) -> list[Reading]:
    """Applied readings of mails that meet it, but for those that a person let change nothing."""
    rows = session.scalars(
        select(Reading)
        .join(Mail, Mail.id == Reading.mail_id)
        .where(Reading.applied_at.is_not(None), condition)
        .order_by(Reading.id)
    ).all()
    left = flood.left(session, [reading.mail_id for reading in rows])
    return [reading for reading in rows if reading.mail_id not in left]


def _withdrawn(session: Session, mail_ids: Iterable[int], *, now: datetime) -> None:
    entries = [
        Entry(Action.WITHDRAW, f"mail:{mail_id}", extra={"reason": "order"})
        for mail_id in sorted(mail_ids)
    ]
    if entries:
        record_all(session, entries, actor=_ACTOR, now=now)


def _applied(session: Session, readings: Sequence[Reading], part: Part, key: bytes) -> list[Event]:
    events: list[Event] = []
    for reading in readings:
        events += _proof(session, reading.mail_id, part)
        assert reading.applied_at is not None
        mail = session.get_one(Mail, reading.mail_id)
        again = partial(
            apply_anew, session, reading, part, key=key, actor=_ACTOR, now=reading.applied_at
        )
        events.append((mail.received_at, mail.id, again))
    return events


def _proof(session: Session, mail_id: int, part: Part) -> Iterator[Event]:
    """What a mail asked for, and she confirmed by another mail, counts from then on."""
    found = session.execute(
        select(Mail.id, Mail.received_at)
        .join(Confirmation, Confirmation.settled_by_mail_id == Mail.id)
        .where(Confirmation.mail_id == mail_id, Confirmation.state == ConfirmationState.USED)
    ).one_or_none()
    if found is not None:
        prove = _prove_answers if part is Part.ANSWERS else _prove_wishes
        yield found.received_at, found.id, partial(prove, session, mail_id, found.id)


def _prove_answers(session: Session, mail_id: int, by_mail_id: int) -> None:
    for answer in session.scalars(
        select(Answer).where(Answer.mail_id == mail_id, Answer.awaits_proof)
    ).all():
        now = answer.answered_at
        prove_answer(session, answer, by_mail_id=by_mail_id, actor=_ACTOR, now=now)


def _prove_wishes(session: Session, mail_id: int, by_mail_id: int) -> None:
    for wish in session.scalars(
        select(Preference).where(Preference.source == f"mail:{mail_id}", Preference.awaits_proof)
    ).all():
        prove_wish(session, wish, by_mail_id=by_mail_id, actor=_ACTOR, now=wish.said_at)


def _run(events: list[Event]) -> None:
    for _, _, take_place in sorted(events, key=lambda event: event[:2]):
        take_place()
