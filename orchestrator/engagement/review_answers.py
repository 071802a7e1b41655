"""Who comes to a review: what a mail says, by its words or its calendar, and what one of us heard.

Only what is proven to be theirs counts by itself (`tiers`), and another time that is proposed
moves nothing: it is shown to a person.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.review_replies import read_coming
from orchestrator.engagement.tiers import weigh
from orchestrator.errors import Refused
from orchestrator.models import (
    CalendarReply,
    Coming,
    ComingState,
    ContactAddress,
    Direction,
    Invitation,
    InvitationMethod,
    InvitationState,
    Mail,
    Review,
    ReviewAnswer,
    ReviewGuest,
    ReviewState,
)
from orchestrator.models.base import is_among
from orchestrator.models.contradictions import SHORTLY, came_before
from orchestrator.record.append import Action, Actor, record

_PARTSTAT: Final = {
    "ACCEPTED": (Coming.YES, "Accepted in the calendar"),
    "DECLINED": (Coming.NO, "Declined in the calendar"),
    "TENTATIVE": (Coming.UNCLEAR, "Maybe, in the calendar"),
}


def take_review_answers(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Note what mails answer to invitations.  Done twice it does no more.  The caller commits."""
    for mail, review, reply in _answering(session, mail_ids):
        said = _said(mail, review, reply)
        if said is None or _is_known(session, mail, review):
            continue
        value, words = said
        reasons = (
            _speaks_against(session, mail, review, reply, value),
            _contradicted(session, mail, review, value),
        )
        against = "; ".join(filter(None, reasons))
        _store(session, review, mail, value, words, against, now=now)


def set_coming(
    session: Session,
    review: Review,
    contact_id: int,
    value: Coming,
    *,
    source: str,
    actor: Actor,
    now: datetime,
) -> ReviewAnswer:
    """One of us heard it, or read what was not plain; it counts.  The caller commits.

    Raises:
        Refused: they are not invited, or that is no answer.
    """
    if contact_id not in {guest.contact_id for guest in review.guests} or value is Coming.UNCLEAR:
        raise Refused("choose yes, no or another time, of somebody who is to come")
    _settle_waiting(session, review, contact_id)
    answer = ReviewAnswer(
        review_id=review.id, contact_id=contact_id, value=value, words="", tier="",
        state=ComingState.APPLIED, source=source, answered_at=now,
    )  # fmt: skip
    session.add(answer)
    _record(session, answer, review, actor=actor, now=now)
    return answer


def _answering(
    session: Session, mail_ids: Sequence[int]
) -> Iterator[tuple[Mail, Review, CalendarReply | None]]:
    """Mails of guests to a review that is to come: in its conversation, or by its UID alone."""
    rows = session.execute(
        select(Mail, Review, CalendarReply)
        .select_from(Mail)
        .outerjoin(CalendarReply, CalendarReply.mail_id == Mail.id)
        .join(Review, or_(Review.thread_id == Mail.thread_id, Review.uid == CalendarReply.uid))
        .join(
            ReviewGuest,
            (ReviewGuest.review_id == Review.id) & (ReviewGuest.contact_id == Mail.contact_id),
        )
        .where(
            is_among(session, Mail.id, mail_ids),
            Mail.direction == Direction.IN,
            Mail.project_id == Review.project_id,
            Mail.kind.in_(("human", "calendar")),
            Mail.received_at < Review.held_at,
            Review.state == ReviewState.INVITED,
        )
        .order_by(Mail.received_at, Mail.id)
    )
    yield from ((mail, review, reply) for mail, review, reply in rows.all())


def _said(mail: Mail, review: Review, reply: CalendarReply | None) -> tuple[Coming, str] | None:
    """By their calendar where that answers this review, else by their words."""
    if reply is not None and reply.uid == review.uid:
        if reply.method == "COUNTER":
            return Coming.OTHER, reply.comment or " ".join(mail.text.split())[:300]
        value, words = _PARTSTAT.get(reply.partstat, (Coming.UNCLEAR, reply.partstat))
        if reply.comment:
            in_words = read_coming(reply.comment)
            if in_words is not None and in_words[0] is not value:
                # "Accepted", and beside it "could we do Thursday instead?": words weigh more.
                value = in_words[0] if in_words[0] is Coming.OTHER else Coming.UNCLEAR
        return value, f"{words}: {reply.comment}" if reply.comment else words
    return read_coming(mail.new_text) if mail.kind == "human" else None


def _speaks_against(
    session: Session, mail: Mail, review: Review, reply: CalendarReply | None, value: Coming
) -> str:
    """Why a person has to look; empty where it counts by itself."""
    if why_not := weigh(session, mail).why_not:
        return why_not
    if reply is not None:
        theirs = select(ContactAddress.id).where(
            ContactAddress.addr_spec == reply.attendee, ContactAddress.contact_id == mail.contact_id
        )
        if session.scalar(theirs) is None:
            return f"the calendar answers for {reply.attendee or 'nobody'}"
        if reply.sequence < review.sequence:
            return "it answers the former time"
    elif mail.received_at < _told_at(session, review, mail):
        return "it came before the new time was sent"
    return "it is not plain" if value is Coming.UNCLEAR else ""


def _contradicted(session: Session, mail: Mail, review: Review, value: Coming) -> str:
    """What the same person said otherwise shortly before; another time has its own row."""
    earlier = session.scalar(
        select(ReviewAnswer)
        .where(
            ReviewAnswer.review_id == review.id,
            ReviewAnswer.contact_id == mail.contact_id,
            ReviewAnswer.state != ComingState.SETTLED,
            ReviewAnswer.answered_at.between(mail.received_at - SHORTLY, mail.received_at),
        )
        .order_by(ReviewAnswer.answered_at.desc(), ReviewAnswer.id.desc())
        .limit(1)
    )
    if value is Coming.OTHER or earlier is None or earlier.value is value:
        return ""
    return came_before(earlier.words or earlier.value.value, mail.received_at - earlier.answered_at)


def _told_at(session: Session, review: Review, mail: Mail) -> datetime:
    """When this guest was told of this time; they have not been told while it waits."""
    written = session.scalar(
        select(Invitation.written_at).where(
            Invitation.review_id == review.id,
            Invitation.contact_id == mail.contact_id,
            Invitation.method == InvitationMethod.REQUEST,
            Invitation.state != InvitationState.HELD,
        )
    )
    return written or review.held_at


def _store(
    session: Session,
    review: Review,
    mail: Mail,
    value: Coming,
    words: str,
    against: str,
    *,
    now: datetime,
) -> None:
    if not against:
        _settle_waiting(session, review, mail.contact_id)
    answer = ReviewAnswer(
        review_id=review.id,
        contact_id=mail.contact_id,
        mail_id=mail.id,
        value=value,
        words=words[:500],
        tier=weigh(session, mail).tier,
        state=ComingState.WAITING if against else ComingState.APPLIED,
        why_waiting=against,
        source=f"mail:{mail.id}",
        answered_at=mail.received_at,
    )
    session.add(answer)
    actor = Actor(f"client:{mail.contact_id}", "mail")
    _record(session, answer, review, actor=actor, now=now)


def _is_known(session: Session, mail: Mail, review: Review) -> bool:
    known = select(ReviewAnswer.id).where(
        ReviewAnswer.mail_id == mail.id, ReviewAnswer.review_id == review.id
    )
    return session.scalar(known) is not None


def _settle_waiting(session: Session, review: Review, contact_id: int | None) -> None:
    session.execute(
        update(ReviewAnswer)
        .where(
            ReviewAnswer.review_id == review.id,
            ReviewAnswer.contact_id == contact_id,
            ReviewAnswer.state == ComingState.WAITING,
        )
        .values(state=ComingState.SETTLED)
    )


def _record(
    session: Session, answer: ReviewAnswer, review: Review, *, actor: Actor, now: datetime
) -> None:
    session.flush()
    record(
        session,
        Action.DECIDE,
        f"review:{review.id}",
        actor=actor,
        now=now,
        project_id=review.project_id,
        details={"words": answer.words} if answer.words else None,
        contact=answer.contact_id,
        coming=answer.value.value,
        state=answer.state.value,
        tier=answer.tier,
    )
