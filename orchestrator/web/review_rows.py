"""The reviews of a project with who comes, which mails left, and what the record says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from orchestrator.digest.invitation_words import render_invitation
from orchestrator.models import (
    Coming,
    ComingState,
    Contact,
    Invitation,
    InvitationMethod,
    InvitationState,
    Mail,
    Project,
    Review,
    ReviewAnswer,
    ReviewGuest,
    ReviewState,
)
from orchestrator.models.reviews import TO_COME
from orchestrator.walltime import zone_of
from orchestrator.web.access import current_user
from orchestrator.web.history import Step, steps_of
from orchestrator.web.parts import now, parts

SHOWN: Final = 60
COMING: Final = {
    Coming.YES: ("good", "Comes"),
    Coming.NO: ("bad", "Does not come"),
    Coming.OTHER: ("watch", "Another time"),
    Coming.UNCLEAR: ("watch", "Not plain"),
}
ANSWERS: Final = {Coming.YES: "Comes", Coming.NO: "Does not", Coming.OTHER: "Another time"}
STATES: Final = {
    ReviewState.PLANNED: ("none", "Planned"),
    ReviewState.INVITED: ("good", "Invited"),
    ReviewState.HELD: ("good", "Held"),
    ReviewState.MOVED: ("none", "Moved"),
    ReviewState.CANCELLED: ("none", "Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Guest:
    """``answer`` counts, ``waiting`` is a mail that a person has to read."""

    row: ReviewGuest
    answer: ReviewAnswer | None
    waiting: ReviewAnswer | None
    thread_id: int | None

    @property
    def chip(self) -> tuple[str, str]:
        if self.row.came is not None:
            return ("good", "Came") if self.row.came else ("none", "Did not come")
        return COMING[self.answer.value] if self.answer else ("none", "No answer yet")


@dataclass(frozen=True, slots=True)
class Row:
    """A review; ``sent`` and ``leaving`` count its mails, of invitation or of cancellation."""

    review: Review
    guests: Sequence[Guest]
    mails: Mapping[InvitationMethod, Sequence[Invitation]]
    steps: Sequence[Step]

    @property
    def is_open(self) -> bool:
        return self.review.state in TO_COME

    @property
    def is_over(self) -> bool:
        """Its time has come: what came of it can be noted."""
        return self.is_open and self.review.held_at <= now()

    @property
    def standing(self) -> tuple[str, str]:
        return ("watch", "What came of it?") if self.is_over else STATES[self.review.state]

    @property
    def when(self) -> str:
        """In the zone in which it was planned."""
        there = zone_of(self.review.timezone)
        start = self.review.held_at.astimezone(there)
        end = (self.review.held_at + timedelta(minutes=self.review.minutes)).astimezone(there)
        return f"{start:%a} {start.day} {start:%b %Y}, {start:%H:%M}–{end:%H:%M}, {there.key}"

    @property
    def method(self) -> InvitationMethod | None:
        """Which mails a click can send now."""
        if self.review.state is ReviewState.CANCELLED:
            heard = self.mails[InvitationMethod.REQUEST]
            told = self.mails[InvitationMethod.CANCEL]
            return InvitationMethod.CANCEL if heard and len(told) < len(heard) else None
        is_to_come = self.is_open and not self.is_over
        invited = len(self.mails[InvitationMethod.REQUEST])
        return InvitationMethod.REQUEST if is_to_come and invited < len(self.guests) else None

    @property
    def leaving(self) -> InvitationMethod | None:
        """Which mails can still be held back."""
        for method, mails in self.mails.items():
            if any(each.state is InvitationState.APPROVED for each in mails):
                return method
        return None


def review_rows(session: Session, project: Project) -> list[Row]:
    """What is to come by its time, then what is over, the newest first."""
    reviews = session.scalars(
        select(Review)
        .where(Review.project_id == project.id)
        .order_by(Review.held_at.desc(), Review.id.desc())
        .limit(SHOWN)
        .options(
            selectinload(Review.guests)
            .joinedload(ReviewGuest.contact)
            .selectinload(Contact.addresses),
            joinedload(Review.project),
        )
    ).all()
    ids = [review.id for review in reviews]
    answers, mails = _answers(session, ids), _mails(session, ids)
    steps = steps_of(session, [f"review:{each}" for each in ids], in_words)
    rows = [
        Row(
            review,
            [_guest(guest, answers[review.id]) for guest in review.guests],
            mails[review.id],
            steps.get(f"review:{review.id}", ()),
        )
        for review in reviews
        if review.state is not ReviewState.CANCELLED or review.was is not None
    ]
    return sorted(
        rows, key=lambda row: (not row.is_open, _seconds(row) if row.is_open else -_seconds(row))
    )


def came_of(row: Row) -> dict[str, str]:
    """Who said yes came, until somebody says otherwise."""
    return {
        f"came_{guest.row.contact_id}": "1"
        for guest in row.guests
        if guest.answer and guest.answer.value is Coming.YES
    }


def letters_of(row: Row) -> list[tuple[str, str]]:
    """To whom the mails would go that a click sends now, and what they would read."""
    assert row.method is not None
    written = {each.contact_id for each in row.mails[row.method]}
    sender, settings = current_user(), parts().settings
    letters = []
    for guest in row.guests:
        if guest.row.contact_id not in written:
            invitation = Invitation(method=row.method, state=InvitationState.HELD)
            invitation.review, invitation.contact = row.review, guest.row.contact
            rendered = render_invitation(invitation, sender=sender, settings=settings)
            letters.append((guest.row.contact.address, f"{rendered.subject}\n\n{rendered.text}"))
    return letters


def in_words(_action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """An entry about a review as a sentence; what was erased is left out."""
    if "coming" in fields:
        said = f": “{details['words']}”" if "words" in details else ""
        waits = ", to be read" if fields["state"] == ComingState.WAITING else ""
        return f"{COMING[Coming(fields['coming'])][1]}{said}{waits}"
    words = STATES[ReviewState(fields["state"])][1]
    return f"{words}: {details['outcome']}" if "outcome" in details else words


def _seconds(row: Row) -> float:
    return row.review.held_at.timestamp()


def _guest(row: ReviewGuest, answers: Sequence[tuple[ReviewAnswer, int | None]]) -> Guest:
    theirs = [each for each in answers if each[0].contact_id == row.contact_id]
    counted = [each for each, _ in theirs if each.state is ComingState.APPLIED]
    waiting = [each for each in theirs if each[0].state is ComingState.WAITING]
    last, thread_id = waiting[-1] if waiting else (None, None)
    return Guest(row, counted[-1] if counted else None, last, thread_id)


def _answers(
    session: Session, ids: Sequence[int]
) -> Mapping[int, list[tuple[ReviewAnswer, int | None]]]:
    found: dict[int, list[tuple[ReviewAnswer, int | None]]] = defaultdict(list)
    rows = session.execute(
        select(ReviewAnswer, Mail.thread_id)
        .outerjoin(Mail, Mail.id == ReviewAnswer.mail_id)
        .where(ReviewAnswer.review_id.in_(ids))
        .order_by(ReviewAnswer.answered_at, ReviewAnswer.id)
    )
    for answer, thread_id in rows:
        found[answer.review_id].append((answer, thread_id))
    return found


def _mails(
    session: Session, ids: Sequence[int]
) -> Mapping[int, dict[InvitationMethod, list[Invitation]]]:
    found: dict[int, dict[InvitationMethod, list[Invitation]]] = defaultdict(
        lambda: {method: [] for method in InvitationMethod}
    )
    rows = select(Invitation).where(
        Invitation.review_id.in_(ids), Invitation.state != InvitationState.HELD
    )
    for invitation in session.scalars(rows.order_by(Invitation.id)):
        found[invitation.review_id][invitation.method].append(invitation)
    return found
