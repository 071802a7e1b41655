"""What we set for a client, and her own last word, which bounds it: never louder than that."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from orchestrator.engagement.preferences import QUIETEST_FIRST, record_wish, take_effect
from orchestrator.engagement.wish_decisions import settle_wish
from orchestrator.errors import Refused
from orchestrator.models import Contact, Preference, Wish, Wishes, WishState
from orchestrator.record.append import Actor
from orchestrator.walltime import zone_of


class TooLoud(Refused):
    """``word``: the wish of hers that speaks against ``wish``."""

    def __init__(self, wish: Wish, value: str, word: Preference) -> None:
        super().__init__(
            f"{wish.value} = {value}: louder than her own last word"
            f" of {word.said_at:%Y-%m-%d}, {word.value}"
        )
        self.wish, self.value, self.word = wish, value, word


def is_by_her() -> ColumnElement[bool]:
    """Whether a `Preference` is in her own words, or by the button below our mails."""
    return or_(Preference.source.startswith("mail:"), Preference.source == "unsubscribe")


def her_words(session: Session, contact_id: int) -> dict[Wish, Preference]:
    """Of each kind the last wish of hers that counts, whatever we set since.

    Where none does, one for more that waits for a person's glance.
    """
    since = func.coalesce(Preference.decided_at, Preference.said_at)
    rows = session.scalars(
        select(Preference)
        .where(
            Preference.contact_id == contact_id,
            or_(Preference.state == WishState.APPLIED, _waits_for_a_glance()),
            is_by_her(),
        )
        .order_by(Preference.state == WishState.APPLIED, since, Preference.id)
    )
    return {row.wish: row for row in rows}


def speaks_against(
    words: Mapping[Wish, Preference], wish: Wish, value: str, *, before: Wishes, today: date
) -> Preference | None:
    """The word of hers than which ``value`` is louder; while it waits, than what counts.

    Args:
        words: `her_words`.
        before: what counts now.
        today: on her calendar; a pause that is over binds nobody.
    """
    word = words.get(wish)
    if word is None:
        return None
    bound = word.value if word.state is WishState.APPLIED else getattr(before, wish.value)
    return word if _LOUDER[wish](value, bound, today) else None


def set_by_us(
    session: Session,
    contact: Contact,
    wishes: Mapping[str, str],
    *,
    source: str,
    actor: Actor,
    now: datetime,
) -> list[Preference]:
    """Write what was agreed with her, at the start or on the phone.  The caller commits.

    Raises:
        TooLoud: it would be louder than her own last word.
    """
    words, taken = her_words(session, contact.id), []
    today = now.astimezone(zone_of(contact.timezone)).date()
    for name, value in wishes.items():
        against = speaks_against(words, Wish(name), value, before=contact.wishes, today=today)
        if against is not None:
            raise TooLoud(Wish(name), value, against)
        row = Preference(
            contact_id=contact.id,
            wish=Wish(name),
            value=value,
            state=WishState.APPLIED,
            tier="T0",
            source=source,
            said_at=now,
        )
        session.add(row)
        take_effect(session, row, now=now)
        record_wish(session, row, actor=actor, now=now)
        taken.append(row)
    return taken


def undo_set(session: Session, preference_id: int, *, actor: Actor, now: datetime) -> None:
    """It was a wrong click: what was set in the same moment does not count.  The caller commits.

    Raises:
        Refused: she said it herself, or it does not count any more.
    """
    row = session.get(Preference, preference_id)
    if row is None or row.state is not WishState.APPLIED or _is_hers(row):
        raise Refused("there is nothing of ours to take back")
    together = select(Preference).where(
        Preference.contact_id == row.contact_id,
        Preference.source == row.source,
        Preference.said_at == row.said_at,
        Preference.state == WishState.APPLIED,
    )
    for each in session.scalars(together.order_by(Preference.id)).all():
        settle_wish(session, each, WishState.UNDONE, actor=actor, now=now)


def _waits_for_a_glance() -> ColumnElement[bool]:
    return and_(Preference.state == WishState.WAITING, Preference.wish.in_(QUIETEST_FIRST))


def _is_hers(row: Preference) -> bool:
    return row.source.startswith("mail:") or row.source == "unsubscribe"


def _later_in(order: tuple[str, ...]) -> Callable[[str, str, date], bool]:
    return lambda value, word, _: order.index(value) > order.index(word)


def _pauses_less(value: str, word: str, today: date) -> bool:
    return date.fromisoformat(word) > today and value < word


_LOUDER: Mapping[Wish, Callable[[str, str, date], bool]] = {
    Wish.CADENCE: _later_in(QUIETEST_FIRST[Wish.CADENCE]),
    Wish.LENGTH: _later_in(QUIETEST_FIRST[Wish.LENGTH]),
    # No way is quieter than another, so the one that she named stays.
    Wish.CHANNEL: lambda value, word, _: value != word,
    Wish.URGENT: lambda value, word, _: value != word,
    Wish.NOT_BEFORE: lambda value, word, _: time.fromisoformat(value) < time.fromisoformat(word),
    Wish.PAUSE_UNTIL: _pauses_less,
    Wish.STOP: lambda value, word, _: word == "yes" and value == "no",
    Wish.WEEKDAY: lambda *_: False,
    Wish.TIME: lambda *_: False,
    Wish.QUIET_DAYS: lambda value, word, _: not set(word.split()) <= set(value.split()),
    Wish.HEARTBEAT: lambda value, word, _: value == "yes" and word == "no",
}
"""Whether a value is louder than a word of hers."""
