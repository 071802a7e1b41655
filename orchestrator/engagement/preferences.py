"""Wishes of a contact: her newest word wins, toward quieter at once, toward louder with care."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.models import (
    Contact,
    Participant,
    Preference,
    Wish,
    Wishes,
    WishState,
)
from orchestrator.record.append import Action, Actor, record
from orchestrator.walltime import zone_of

QUIETEST_FIRST: Mapping[Wish, tuple[str, ...]] = {
    Wish.CADENCE: ("needed", "monthly", "fortnightly", "weekly", "daily"),
    Wish.LENGTH: ("brief", "standard", "full"),
}
_NEITHER_WAY = (Wish.CHANNEL, Wish.WEEKDAY, Wish.TIME, Wish.NOT_BEFORE)
"""Not quieter, so not safe to take from anyone who knows her address."""
_FIELDS: Mapping[Wish, tuple[str, Callable[[str], Any]]] = {
    Wish.CADENCE: ("cadence", str),
    Wish.WEEKDAY: ("weekday", str),
    Wish.TIME: ("at", time.fromisoformat),
    Wish.NOT_BEFORE: ("not_before", time.fromisoformat),
    Wish.LENGTH: ("length", str),
    Wish.CHANNEL: ("channel", str),
    Wish.PAUSE_UNTIL: ("pause_until", date.fromisoformat),
    Wish.STOP: ("stopped", lambda value: value == "yes"),
    Wish.URGENT: ("call_urgent", lambda value: value == "call"),
    Wish.QUIET_DAYS: ("quiet_days", str),
    Wish.HEARTBEAT: ("heartbeat", lambda value: value == "yes"),
}
"""The column of `Wishes` that each wish sets, and how its words become a value."""


def take_wishes(
    session: Session,
    contact: Contact,
    wishes: Mapping[str, str],
    *,
    source: str,
    proven: bool,
    only_quieter: bool = False,
    actor: Actor,
    now: datetime,
) -> list[Preference]:
    """Add what a contact asked for; a louder wish without proof waits for the PM's glance.

    What was taken from the same source before is not taken again.  The caller commits.

    Args:
        only_quieter: leave out what would wait.
    """
    taken = []
    known = _taken_from(session, contact, source) if wishes else set()
    for name, value in wishes.items():
        wish = Wish(name)
        if (wish, value) in known:
            continue
        is_louder = _is_louder(wish, value, contact.wishes)
        awaits_proof = not is_louder and not proven and _needs_proof(wish, value, contact.wishes)
        waits = is_louder or awaits_proof
        if waits and only_quieter:
            continue
        row = Preference(
            contact_id=contact.id,
            wish=wish,
            value=value,
            state=WishState.WAITING if waits else WishState.APPLIED,
            tier="T2" if waits else "T0",
            awaits_proof=awaits_proof,
            source=source,
            said_at=now,
        )
        session.add(row)
        taken.append(row)
        take_effect(session, row, now=now)
        record_wish(session, row, actor=actor, now=now)
    return taken


def _taken_from(session: Session, contact: Contact, source: str) -> set[tuple[Wish, str]]:
    if not source.startswith("mail:"):
        return set()
    rows = session.execute(
        select(Preference.wish, Preference.value).where(
            Preference.contact_id == contact.id, Preference.source == source
        )
    )
    return {(wish, value) for wish, value in rows}


def prove_wish(
    session: Session, row: Preference, *, by_mail_id: int, actor: Actor, now: datetime
) -> bool:
    """She confirmed a wish that waited for a proof; return whether it counts.

    It does not where she wished something newer: then it waits for the PM.  The caller commits.
    """
    newer = select(Preference.id).where(
        Preference.contact_id == row.contact_id,
        Preference.wish == row.wish,
        Preference.state == WishState.APPLIED,
        Preference.id > row.id,
    )
    is_newest = session.scalar(newer.limit(1)) is None
    row.awaits_proof = False
    if is_newest:
        row.state = WishState.APPLIED
        take_effect(session, row, now=now)
    record_wish(session, row, actor=actor, now=now, confirmed_by=by_mail_id)
    return is_newest


def stop_mail(
    session: Session, contact: Contact, *, source: str, actor: Actor, now: datetime
) -> bool:
    """No automatic mail to her from now on; return whether that is new.  The caller commits.

    Args:
        source: how she said so: ``mail:402``, ``unsubscribe``.
    """
    if contact.wishes.stopped:
        return False
    take_wishes(
        session, contact, {Wish.STOP: "yes"}, source=source, proven=True, actor=actor, now=now
    )
    return True


def start_mail(
    session: Session, contact: Contact, *, source: str, proven: bool, actor: Actor, now: datetime
) -> bool:
    """End a stop or a pause; return whether there was one.  The caller commits.

    It is a louder wish: unless it is proven to be hers, it waits for the PM.
    """
    wishes, today = contact.wishes, now.astimezone(zone_of(contact.timezone)).date()
    ended = {}
    if wishes.stopped:
        ended[Wish.STOP.value] = "no"
    if wishes.pause_until is not None and wishes.pause_until > today:
        ended[Wish.PAUSE_UNTIL.value] = today.isoformat()
    take_wishes(session, contact, ended, source=source, proven=proven, actor=actor, now=now)
    return bool(ended)


def _is_louder(wish: Wish, value: str, before: Wishes) -> bool:
    order = QUIETEST_FIRST.get(wish)
    if order is None:
        return False
    return order.index(value) > order.index(getattr(before, wish.value))


def _needs_proof(wish: Wish, value: str, before: Wishes) -> bool:
    """Whether it would end a stop, shorten a pause, or send her words elsewhere or otherwise."""
    if wish is Wish.PAUSE_UNTIL:
        return before.pause_until is not None and date.fromisoformat(value) < before.pause_until
    return wish in _NEITHER_WAY or (wish is Wish.STOP and value == "no")


def take_effect(session: Session, row: Preference, *, now: datetime) -> None:
    """Let an applied wish count from now on; her next slot is then worked out anew."""
    if row.state is not WishState.APPLIED:
        return
    wishes = session.get(Wishes, row.contact_id)
    if wishes is None:
        wishes = Wishes.unspoken(row.contact_id)
        session.add(wishes)
    column, read = _FIELDS[row.wish]
    setattr(wishes, column, read(row.value))
    if row.source.startswith("mail:"):
        wishes.chosen_at = now
    session.flush()
    session.expire(session.get_one(Contact, row.contact_id), ["kept_wishes"])
    session.execute(
        update(Participant).where(Participant.contact_id == row.contact_id).values(next_due_at=None)
    )


def record_wish(
    session: Session, row: Preference, *, actor: Actor, now: datetime, **extra: Any
) -> None:
    """The entry of what became of a wish."""
    session.flush()
    record(
        session,
        Action.PREFERENCE,
        f"contact:{row.contact_id}",
        actor=actor,
        now=now,
        details={"value": row.value},
        wish=row.wish.value,
        state=row.state.value,
        source=row.source,
        preference=row.id,
        **extra,
    )
