"""Change orders: a request with its price and days, agreed or declined by reply.

The order is an ask of the update, so what her words mean, whose they are and that a PM confirms
is decided there; the request follows the answer that counts (`agreed`).
"""

from datetime import date, datetime
from typing import Final

from sqlalchemy import func, update
from sqlalchemy.orm import Session

from orchestrator.engagement.asks import add_ask
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Ask,
    AskKind,
    AskState,
    ChangeRequest,
    ChangeState,
    Contact,
    Project,
)
from orchestrator.record.append import Action, Actor, record
from orchestrator.wording import money

MOST_CENTS: Final = 10**11
MOST_DAYS: Final = 1000
CURRENCIES: Final = ("EUR", "GBP", "USD", "CHF")
_PRICEABLE: Final = (ChangeState.REQUESTED, ChangeState.PRICED)


def price(
    session: Session,
    change_id: int,
    *,
    cents: int,
    currency: str,
    extra_days: int,
    actor: Actor,
    now: datetime,
) -> ChangeRequest:
    """Say what it costs, in hundredths of the currency, and how much later it makes the end.

    The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is asked or decided already.
    """
    if not 0 <= cents <= MOST_CENTS:
        raise UsageError("price: write an amount such as 1850 or 1850.50")
    if currency not in CURRENCIES:
        raise UsageError(f"currency = {currency[:8]!r}: use {', '.join(CURRENCIES)}")
    if not 0 <= extra_days <= MOST_DAYS:
        raise UsageError(f"extra_days: write a number from 0 to {MOST_DAYS}")
    row: ChangeRequest | None = session.scalar(
        update(ChangeRequest)
        .where(ChangeRequest.id == change_id, ChangeRequest.state.in_(_PRICEABLE))
        .values(
            state=ChangeState.PRICED,
            cents=cents,
            currency=currency,
            extra_days=extra_days,
            # Another price does not start the clock anew: that it costs is known since the first.
            priced_at=func.coalesce(ChangeRequest.priced_at, now),
        )
        .returning(ChangeRequest)
    )
    if row is None:
        raise Refused("this request is asked or decided already")
    _note(session, row, actor=actor, now=now, cents=cents, currency=currency, days=extra_days)
    return row


def ask_order(
    session: Session,
    change_id: int,
    contact: Contact,
    *,
    due_on: date,
    on_silence: str,
    actor: Actor,
    now: datetime,
) -> Ask:
    """Ask a client to agree to a priced order, in the next update.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it has no price, or is asked or decided already.
    """
    row: ChangeRequest | None = session.scalar(
        update(ChangeRequest)
        .where(ChangeRequest.id == change_id, ChangeRequest.state == ChangeState.PRICED)
        .values(state=ChangeState.ASKED)
        .returning(ChangeRequest)
    )
    if row is None or row.cents is None or row.currency is None:
        raise Refused("price it first; what is asked or decided already is not asked again")
    ask = add_ask(
        session,
        session.get_one(Project, row.project_id),
        contact,
        kind=AskKind.YESNO,
        text=f"{order_code(row)}: {row.text.rstrip('.')}. {in_figures(row)}. Shall we go ahead?",
        due_on=due_on,
        on_silence=on_silence,
        settles="money",
        source=row.source,
        actor=actor,
        now=now,
    )
    row.ask_id = ask.id
    _note(session, row, actor=actor, now=now, ask=ask.id)
    return ask


def withdraw_order(
    session: Session, change_id: int, reason: str, *, actor: Actor, now: datetime
) -> ChangeRequest:
    """Ask no more; an answer that comes later is read by a person.  The caller commits.

    Raises:
        UsageError: no reason is given.
        Refused: it is not asked, or answered already.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError("reason: say why it is not asked any more")
    row: ChangeRequest | None = session.scalar(
        update(ChangeRequest)
        .where(ChangeRequest.id == change_id, ChangeRequest.state == ChangeState.ASKED)
        .values(state=ChangeState.PRICED)
        .returning(ChangeRequest)
    )
    if row is None:
        raise Refused("this order is not asked, or answered already")
    session.execute(
        update(Ask)
        .where(Ask.id == row.ask_id, Ask.state != AskState.ANSWERED)
        .values(state=AskState.WITHDRAWN)
    )
    row.ask_id = None
    _note(session, row, actor=actor, now=now, reason=reason)
    return row


def order_code(row: ChangeRequest) -> str:
    """``CR-7``, by which the client can name it."""
    return f"CR-{row.number}"


def in_figures(row: ChangeRequest) -> str:
    """``£1,850, 4 days later``."""
    assert row.cents is not None
    assert row.currency is not None
    later = row.extra_days or 0
    days = "" if not later else f", {later} day{'s' * (later > 1)} later"
    return f"{money(row.cents, row.currency)}{days}"


def _note(
    session: Session,
    row: ChangeRequest,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    **extra: str | int,
) -> None:
    record(
        session,
        Action.DECIDE,
        f"change_request:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details={"reason": reason} if reason else None,
        state=row.state.value,
        **extra,
    )
