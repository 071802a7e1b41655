"""The clock of an answer that was promised about an invoice: who is told, and when it is late."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.disputes import is_promise_of, note
from orchestrator.errors import UsageError
from orchestrator.models import (
    Dispute,
    DisputeState,
    Mail,
    Membership,
    Project,
    Promise,
    PromiseState,
    Role,
    User,
)
from orchestrator.models.disputes import stands
from orchestrator.record.append import system
from orchestrator.walltime import instant, zone_of

CLOSE_OF_BUSINESS: Final = time(18, 0)
"""Of the client: an answer "by Wednesday" is late in her evening."""
WARN_AFTER: Final = 0.8
"""This part of the time from the promise to its day; then the PM and a deputy are told."""


def warn_of_promises(session: Session, *, now: datetime) -> int:
    """Tell the PM and a deputy of promises that are nearly due; return how many.

    What was moved in the register of promises has another day here too.  The caller commits.
    """
    rows = session.execute(
        select(Dispute, Promise)
        .join(Mail, Mail.id == Dispute.mail_id)
        .join(Promise, Promise.id == Dispute.promise_id)
        .where(Dispute.state == DisputeState.PROMISED, stands())
        .order_by(Dispute.id)
    )
    warned = 0
    for dispute, promise in rows.all():
        made = _made(session, dispute, promise)
        if made is None or dispute.warn_at is None or dispute.warn_at > now or dispute.told_at:
            continue
        told = who_is_told(session, dispute.project)
        dispute.told, dispute.told_at = ", ".join(user.name for user in told), now
        ids = [user.id for user in told]
        note(session, dispute, "nearly due", actor=system("disputes"), now=now, told=ids)
        warned += 1
    return warned


def who_is_told(session: Session, project: Project) -> Sequence[User]:
    """The PM and the deputy; where none is named other PMs of the project, else administrators."""
    is_member = User.id.in_(select(Membership.user_id).where(Membership.project_id == project.id))
    found = session.scalars(
        select(User)
        .where(
            (User.id == project.pm_id)
            | User.is_active
            & (
                (User.id == project.deputy_id)
                | (User.role == Role.ADMIN)
                | (User.role == Role.PM) & is_member
            )
        )
        .order_by(User.name)
    ).all()
    pm = [user for user in found if user.id == project.pm_id]
    others = [user for user in found if user.id != project.pm_id]
    for chosen in (
        [user for user in others if user.id == project.deputy_id],
        [user for user in others if user.role is Role.PM],
    ):
        if chosen:
            return [*pm, *chosen]
    return [*pm, *others]


def ends_at(due_on: date, zone: str, *, now: datetime) -> datetime:
    """When an answer "by" a day is late, by the client's clock.

    Raises:
        UsageError: that day is over there, or more than a year ahead.
    """
    there = zone_of(zone)
    today = now.astimezone(there).date()
    if due_on < today:
        raise UsageError("due_on: this day is over")
    if due_on > today + timedelta(days=366):
        raise UsageError("due_on: this day is more than a year ahead")
    close = instant(due_on, CLOSE_OF_BUSINESS, there)
    return close if close > now else instant(due_on + timedelta(days=1), time.min, there)


def wind_up(dispute: Dispute, due_at: datetime, now: datetime) -> None:
    """Let the clock run from ``now``; nobody was told yet."""
    dispute.promised_at, dispute.due_at = now, due_at
    dispute.warn_at = now + (due_at - now) * WARN_AFTER
    dispute.told, dispute.told_at = "", None


def _made(session: Session, dispute: Dispute, promise: Promise) -> Promise | None:
    """The promise that counts now, with its day; None where it is kept or dropped."""
    if promise.state is PromiseState.MADE:
        return promise
    made = session.scalar(select(Promise).where(*is_promise_of(dispute)))
    if made is not None and made.due_on is not None:
        dispute.promise_id = made.id
        due_at = instant(made.due_on, CLOSE_OF_BUSINESS, zone_of(dispute.contact.timezone))
        wind_up(dispute, due_at, made.noted_at)
    return made
