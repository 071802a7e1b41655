"""Reviews with a client: planned, moved, cancelled, held.  `digest.invite` sends invitations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
import secrets
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.client_decisions import Noted, note_decision, withdraw_decision
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    ClientDecision,
    Invitation,
    InvitationMethod,
    InvitationState,
    NotedState,
    Participant,
    Project,
    Review,
    ReviewGuest,
    ReviewKind,
    ReviewState,
    Way,
)
from orchestrator.models.reviews import TO_COME
from orchestrator.record.append import Action, Actor, record

_AHEAD: Final = timedelta(days=731)
_LONGEST: Final = {"title": 120, "place": 300, "agenda": 4000, "outcome": 4000}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one of us plans.  ``guests`` are contacts of the project, by id."""

    kind: ReviewKind
    title: str
    held_at: datetime
    timezone: str
    minutes: int
    place: str
    agenda: str
    guests: Sequence[int]


def plan_review(
    session: Session, project: Project, plan: Plan, *, source: str, actor: Actor, now: datetime
) -> Review:
    """Plan a review; nobody hears of it yet.  One that is over is noted to be held.

    The caller commits.

    Raises:
        UsageError: names the field and what it needs.
    """
    _check(session, project, plan, now)
    uid = f"{secrets.token_hex(16)}@review"
    return _add(session, project.id, plan, uid, 0, source=source, actor=actor, now=now)


def change_review(
    session: Session, review_id: int, plan: Plan, *, source: str, actor: Actor, now: datetime
) -> Review:
    """Put another row in its place, such as at another time; who was invited is told by a click.

    Answers to the former one do not count for it.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is over, or nothing would be other than before.
    """
    before = get_review(session, review_id)
    _check(session, before.project, plan, now)
    if plan == plan_of(before):
        raise Refused("nothing is other than it was")
    _move(session, before, TO_COME, ReviewState.MOVED, was=before.state)
    newest = session.scalar(select(func.max(Review.sequence)).where(Review.uid == before.uid))
    after = _add(
        session, before.project_id, plan, before.uid, (newest or 0) + 1,
        source=source, actor=actor, now=now, supersedes_id=before.id, thread_id=before.thread_id,
    )  # fmt: skip
    return after


def cancel_review(session: Session, review_id: int, *, actor: Actor, now: datetime) -> Review:
    """It does not take place; who was invited is told by a click.  The caller commits.

    Raises:
        Refused: it is over.
    """
    review = get_review(session, review_id)
    _move(session, review, TO_COME, ReviewState.CANCELLED, was=review.state)
    _record(session, review, actor=actor, now=now)
    return review


def hold_review(
    session: Session,
    review_id: int,
    *,
    outcome: str,
    came: Collection[int],
    decided: Sequence[tuple[int, str]],
    actor: Actor,
    now: datetime,
) -> Review:
    """It took place: what came of it, who came, and who decided what.  The caller commits.

    Args:
        came: contacts who came.
        decided: contact and sentence; each goes into the decision log.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is to come, or over.
    """
    review, outcome = get_review(session, review_id), outcome.strip()
    if not outcome:
        raise UsageError("outcome: write what came of it")
    _short_enough("outcome", outcome)
    if review.held_at > now:
        raise Refused("it is still to come; move or cancel it")
    _move(session, review, TO_COME, ReviewState.HELD, was=review.state, outcome=outcome)
    for guest in review.guests:
        guest.came = guest.contact_id in came
    for contact_id, text in decided:
        noted = Noted(contact_id, text, "", Way.REVIEW, review.held_at)
        note_decision(
            session, review.project, noted, source=f"review:{review.id}", tells=False,
            actor=actor, now=now,
        )  # fmt: skip
    _record(session, review, actor=actor, now=now, came=sorted(came), decided=len(decided))
    return review


def reopen_review(session: Session, review_id: int, *, actor: Actor, now: datetime) -> Review:
    """It was a wrong click: it is where it was.  The caller commits.

    Raises:
        Refused: it is to come, another time took its place and was sent, or the guests were told
            that it is cancelled.
    """
    review = get_review(session, review_id)
    if review.was is None:
        raise Refused("there is nothing to take back")
    if review.state is ReviewState.MOVED:
        _drop_successor(session, review)
    if _was_told(session, review, InvitationMethod.CANCEL):
        raise Refused("the guests were told that it is cancelled; plan another one")
    if review.state is ReviewState.HELD:
        _drop_decisions(session, review, actor=actor, now=now)
    _move(session, review, (review.state,), review.was, was=None, outcome="")
    for guest in review.guests:
        guest.came = None
    _record(session, review, actor=actor, now=now)
    return review


def get_review(session: Session, review_id: int) -> Review:
    """Raises UsageError when there is no such review."""
    review = session.get(Review, review_id, with_for_update={"of": Review})
    if review is None:
        raise UsageError("there is no such review")
    return review


def plan_of(review: Review) -> Plan:
    """What was planned."""
    return Plan(
        review.kind, review.title, review.held_at, review.timezone, review.minutes,
        review.place, review.agenda, [guest.contact_id for guest in review.guests],
    )  # fmt: skip


def _check(session: Session, project: Project, plan: Plan, now: datetime) -> None:
    if not plan.title:
        raise UsageError("title: say what it is about")
    for name in ("title", "place", "agenda"):
        _short_enough(name, getattr(plan, name))
    if not 5 <= plan.minutes <= 1440:
        raise UsageError("minutes: write a number from 5 to 1440")
    if not now - _AHEAD < plan.held_at < now + _AHEAD:
        raise UsageError("held_on: this is more than two years away")
    if not plan.guests:
        raise UsageError("guests: choose who is to come")
    found = select(func.count()).where(
        Participant.project_id == project.id, Participant.contact_id.in_(plan.guests)
    )
    if session.scalar(found) != len(set(plan.guests)):
        raise UsageError("guests: choose people of this project")


def _short_enough(name: str, words: str) -> None:
    if len(words) > _LONGEST[name]:
        raise UsageError(f"{name}: this has {len(words)} characters; at most {_LONGEST[name]}")


def _add(
    session: Session,
    project_id: int,
    plan: Plan,
    uid: str,
    sequence: int,
    *,
    source: str,
    actor: Actor,
    now: datetime,
    **links: int | None,
) -> Review:
    columns = {name: getattr(plan, name) for name in Plan.__slots__ if name != "guests"}
    review = Review(
        project_id=project_id, uid=uid, sequence=sequence, source=source, noted_at=now,
        **columns, **links,
    )  # fmt: skip
    review.guests = [ReviewGuest(contact_id=each) for each in sorted(set(plan.guests))]
    session.add(review)
    session.flush()
    details = {"title": review.title, "at": review.held_at.isoformat(), "place": review.place}
    _record(session, review, actor=actor, now=now, details=details, sequence=sequence)
    return review


def _drop_successor(session: Session, review: Review) -> None:
    after = session.scalars(select(Review).where(Review.supersedes_id == review.id)).one()
    is_unsent = not _was_told(session, after, InvitationMethod.REQUEST)
    if after.state is not ReviewState.PLANNED or not is_unsent:
        raise Refused("the new time was sent, or decided on; move it once more instead")
    after.state, after.supersedes_id = ReviewState.CANCELLED, None
    session.flush()


def _was_told(session: Session, review: Review, method: InvitationMethod) -> bool:
    told = select(Invitation.id).where(
        Invitation.review_id == review.id,
        Invitation.method == method,
        Invitation.state != InvitationState.HELD,
    )
    return session.scalar(told.limit(1)) is not None


def _drop_decisions(session: Session, review: Review, *, actor: Actor, now: datetime) -> None:
    rows = select(ClientDecision.id).where(
        ClientDecision.source == f"review:{review.id}", ClientDecision.state == NotedState.NOTED
    )
    for row_id in session.scalars(rows).all():
        withdraw_decision(session, row_id, actor=actor, now=now)


def _move(
    session: Session,
    review: Review,
    before: Collection[ReviewState],
    state: ReviewState,
    **values: Any,
) -> None:
    moved = session.scalar(
        update(Review)
        .where(Review.id == review.id, Review.state.in_(before))
        .values(state=state, **values)
        .returning(Review.id)
    )
    session.refresh(review)
    if moved is None:
        raise Refused("somebody has moved, cancelled or held it in the meantime")


def _record(
    session: Session,
    review: Review,
    *,
    actor: Actor,
    now: datetime,
    details: dict[str, str] | None = None,
    **extra: Any,
) -> None:
    record(
        session,
        Action.DECIDE,
        f"review:{review.id}",
        actor=actor,
        now=now,
        project_id=review.project_id,
        details=details or ({"outcome": review.outcome} if review.outcome else None),
        state=review.state.value,
        **extra,
    )
