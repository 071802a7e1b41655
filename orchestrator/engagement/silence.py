"""Who has fallen silent against her own habit, and who is quiet because she wished it.

Silence is no mood that she told us: it never counts as happy, and it ends with her next mail.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Date, Select, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session, joinedload

from orchestrator import wording
from orchestrator.engagement.habit import Habit, Span, habit_of
from orchestrator.models import Contact, Direction, Mail, Preference, Wish, Wishes, WishState
from orchestrator.models.base import is_among
from orchestrator.walltime import zone_of

LOOKED_BACK = timedelta(days=400)
_MAILS_AT_MOST = 150
_AWAY_WITHOUT_A_DAY = timedelta(days=7)
"""How long an out-of-office without a date is believed."""

_EXPECTED_WITHIN = {"daily": 1, "weekly": 7, "fortnightly": 21, "monthly": 46}
"""Calendar days in which a reader of each cadence may well be silent."""
_ASKED_FOR_LESS = ("fortnightly", "monthly")
_PAUSE: Final = "pause"


class Quiet(StrEnum):
    """``talking``: within her habit, or we know too little of it."""

    TALKING = "talking"
    AWAY = "away"
    WISHED = "wished"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Silence:
    """How quiet somebody is.

    ``words``: ``Dana usually writes every 2 days, silent for 9``; empty while she talks.
    """

    contact: Contact
    quiet: Quiet
    words: str = ""


def silences(
    session: Session, contacts: Collection[Contact], *, now: datetime
) -> dict[int, Silence]:
    """How quiet each of these people is, by their ids.

    One statement, however many they are.
    """
    ids = [contact.id for contact in contacts]
    mails, pauses = _heard(session, ids, now=now)
    return {each.id: _judge(each, mails[each.id], pauses[each.id], now=now) for each in contacts}


def withdrawn(session: Session, contact_ids: Collection[int], *, now: datetime) -> set[int]:
    """Those who fell silent, and did not wish to be."""
    if not contact_ids:
        return set()
    contacts = session.scalars(
        select(Contact)
        .where(is_among(session, Contact.id, contact_ids))
        .options(joinedload(Contact.kept_wishes))
    ).all()
    found = silences(session, contacts, now=now)
    return {each for each, silence in found.items() if silence.quiet is Quiet.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class _Came:
    """A mail that she wrote, or that her mailbox answered for her."""

    received_at: datetime
    kind: str
    back_on: date | None


@dataclass(frozen=True, slots=True)
class _Pause:
    said_at: datetime
    until: date


def _heard(
    session: Session, contact_ids: Collection[int], *, now: datetime
) -> tuple[dict[int, list[_Came]], dict[int, list[_Pause]]]:
    """What came of each, and the days for which she paused; one statement."""
    mails: dict[int, list[_Came]] = defaultdict(list)
    pauses: dict[int, list[_Pause]] = defaultdict(list)
    for contact_id, at, kind, back_on, until in session.execute(
        union_all(_mails(session, contact_ids, now=now), _pauses(session, contact_ids))
    ):
        if kind == _PAUSE:
            pauses[contact_id].append(_Pause(at, date.fromisoformat(until)))
        else:
            mails[contact_id].append(_Came(at, kind, back_on))
    return mails, pauses


def _mails(session: Session, contact_ids: Collection[int], *, now: datetime) -> Select[Any]:
    rank = func.row_number().over(
        partition_by=Mail.contact_id, order_by=(Mail.received_at.desc(), Mail.id.desc())
    )
    newest = (
        select(Mail.contact_id, Mail.received_at, Mail.kind, Mail.back_on, rank.label("rank"))
        .where(
            is_among(session, Mail.contact_id, contact_ids),
            Mail.direction == Direction.IN,
            Mail.kind.in_(("human", "auto_reply")),
            Mail.received_at >= now - LOOKED_BACK,
            Mail.received_at <= now,
        )
        .subquery()
    )
    columns = (newest.c.contact_id, newest.c.received_at, newest.c.kind, newest.c.back_on)
    return select(*columns, literal("").label("until")).where(newest.c.rank <= _MAILS_AT_MOST)


def _pauses(session: Session, contact_ids: Collection[int]) -> Select[Any]:
    columns: tuple[Any, ...] = (
        Preference.contact_id,
        Preference.said_at,
        literal(_PAUSE),
        cast(null(), Date),
        Preference.value,
    )
    return select(*columns).where(
        is_among(session, Preference.contact_id, contact_ids),
        Preference.wish == Wish.PAUSE_UNTIL,
        Preference.state == WishState.APPLIED,
    )


def _judge(
    contact: Contact, came: Sequence[_Came], pauses: Sequence[_Pause], *, now: datetime
) -> Silence:
    zone, wishes = zone_of(contact.timezone), contact.wishes
    today = now.astimezone(zone).date()
    local = [(each, each.received_at.astimezone(zone).date()) for each in came]
    written = [on for each, on in local if each.kind == "human"]
    out = [
        Span(on, each.back_on or on + _AWAY_WITHOUT_A_DAY)
        for each, on in local
        if each.kind == "auto_reply"
    ]
    paused = [Span(each.said_at.astimezone(zone).date(), each.until) for each in pauses]
    habit, name = habit_of(written, away=[*out, *paused], today=today), contact.first_name
    back_on = _back_on(out, written, today)
    if back_on is not None:
        return Silence(contact, Quiet.AWAY, f"{name} is away until {_day(back_on, today)}")
    if wish := _wish(habit, wishes, today):
        return Silence(contact, Quiet.WISHED, f"{name} is quiet by wish: {wish}")
    if habit is None or not _has_withdrawn(habit, wishes):
        return Silence(contact, Quiet.TALKING)
    usual = f"{name} usually writes {_every(habit.usual)}"
    return Silence(contact, Quiet.WITHDRAWN, f"{usual}, silent for {habit.silent_days}")


def _back_on(out: Iterable[Span], written: Collection[date], today: date) -> date | None:
    """When she returns; who wrote after her out-of-office is back already."""
    last = max(written, default=date.min)
    return max(
        (s.until for s in out if s.since <= today < s.until and last <= s.since), default=None
    )


def _wish(habit: Habit | None, wishes: Wishes, today: date) -> str:
    """The wish that explains why nothing comes; a rhythm explains a silence only for so long."""
    if wishes.stopped:
        return "no automatic mail"
    if wishes.pause_until is not None and wishes.pause_until > today:
        return f"paused until {_day(wishes.pause_until, today)}"
    if habit is None or not habit.is_silent or wishes.chosen_at is None:
        return ""
    if wishes.cadence == "needed":
        return "only when needed"
    explains = habit.silent_days <= _EXPECTED_WITHIN[wishes.cadence]
    return f"{wishes.cadence} is enough" if explains and wishes.cadence in _ASKED_FOR_LESS else ""


def _has_withdrawn(habit: Habit, wishes: Wishes) -> bool:
    is_chosen = wishes.chosen_at is not None
    expected = _EXPECTED_WITHIN.get(wishes.cadence, 0) if is_chosen else 0
    return habit.is_silent and habit.silent_days > expected


def _day(on: date, today: date) -> str:
    return wording.day(on, today=today)


def _every(days: int) -> str:
    """A rhythm in words: ``every day``, ``every 2 days``, ``every 3 weeks``, ``every month``."""
    if days <= 1:
        return "every day"
    if days < 12:
        return "every week" if days in (6, 7, 8) else f"every {days} days"
    if days < 26:
        return f"every {round(days / 7)} weeks"
    months = round(days / 30)
    return "every month" if months <= 1 else f"every {months} months"
