"""What to know of a project at its start: each line is known or lacking, as the registers say.

Nothing is stored: a line that somebody does something about becomes an `OpenPoint`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from orchestrator.engagement.baseline import newest_baseline
from orchestrator.engagement.goals import goals_of
from orchestrator.models import (
    Baseline,
    Contact,
    Participant,
    ParticipantRole,
    Preference,
    ValueGoal,
    Wish,
    WishState,
)
from orchestrator.wording import day, money

_DECIDERS: Final = (ParticipantRole.SPONSOR, ParticipantRole.APPROVER)


@dataclass(frozen=True, slots=True)
class Line:
    """``what`` it is about, ``question`` as the client reads it, ``contact_id`` whom to ask.

    ``answer`` is empty while we lack it; ``source`` the code of where it stands.
    """

    topic: str
    what: str
    question: str
    contact_id: int | None
    answer: str = ""
    source: str = ""


def checklist(session: Session, project_id: int) -> list[Line]:
    """All lines of a project, those about everybody first; four statements."""
    people = _people(session, project_id)
    deciders = [part for part in people if part.role in _DECIDERS] or people[:1]
    first = deciders[0].contact_id if deciders else None
    return [
        *_of_project(newest_baseline(session, project_id), people, project_id, first),
        *_of_people(session, project_id, deciders),
    ]


def _people(session: Session, project_id: int) -> Sequence[Participant]:
    """Those whose yes binds first, then sponsors."""
    found = session.scalars(
        select(Participant)
        .where(Participant.project_id == project_id)
        .options(joinedload(Participant.contact).joinedload(Contact.kept_wishes))
    ).all()
    is_sponsor = ParticipantRole.SPONSOR
    return sorted(
        found, key=lambda part: (not part.can_approve, part.role is not is_sponsor, part.id)
    )


def _of_project(
    agreed: Baseline | None, people: Sequence[Participant], project_id: int, asked: int | None
) -> Iterator[Line]:
    settle = [part.contact.name for part in people if part.can_approve]
    source = f"project:{project_id}"
    noted = agreed.source if agreed else ""
    yield Line(
        "approver", "Who says yes to money and scope",
        "Whose yes counts when it is about money or scope?", asked,
        " and ".join(settle), source if settle else "",
    )  # fmt: skip
    yield Line(
        "scope", "What is to be done", "What has to be part of it, in a few lines?", asked,
        "; ".join(agreed.scope) if agreed else "", noted,
    )  # fmt: skip
    yield Line("cost", "What it may cost", "What may it cost at most?", asked, _cost(agreed), noted)
    yield Line(
        "end", "When it has to be done", "By which day must it be done?", asked, _end(agreed), noted
    )
    yield Line(
        "invoices", "Where invoices go",
        "To which address do invoices go, and what has to stand on them?", asked,
    )  # fmt: skip
    yield Line(
        "access", "Documents and accesses that we need to begin",
        "Who gives us the documents and accesses that we need to begin?", asked,
    )  # fmt: skip


def _cost(agreed: Baseline | None) -> str:
    if agreed is None or agreed.cents is None or agreed.currency is None:
        return ""
    return money(agreed.cents, agreed.currency)


def _end(agreed: Baseline | None) -> str:
    if agreed is None or agreed.ends_on is None:
        return ""
    return day(agreed.ends_on, today=agreed.noted_at.date())


def _of_people(
    session: Session, project_id: int, deciders: Sequence[Participant]
) -> Iterator[Line]:
    goals = [goal.row for goal in goals_of(session, project_id) if goal.is_open]
    wishes = _wishes(session, [part.contact_id for part in deciders])
    for part in deciders:
        hers = [goal for goal in goals if goal.contact_id == part.contact_id]
        yield from _of_person(part.contact, hers, wishes.get(part.contact_id, {}))


def _of_person(
    contact: Contact, goals: Sequence[ValueGoal], wishes: Mapping[Wish, Preference]
) -> Iterator[Line]:
    name, rhythm, urgent = contact.first_name, wishes.get(Wish.CADENCE), wishes.get(Wish.URGENT)
    yield Line(
        f"goal:{contact.id}", f"What {name} wants to gain",
        "By what will you see that this was worth it?", contact.id,
        ", ".join(f"“{goal.text}”" for goal in goals), goals[0].source if goals else "",
    )  # fmt: skip
    yield Line(
        f"rhythm:{contact.id}", f"How often and when {name} wants to hear from us",
        "How often, and on which day and at which hour, do you want to hear from us?", contact.id,
        contact.wishes.in_words() if rhythm else "", rhythm.source if rhythm else "",
    )  # fmt: skip
    yield Line(
        f"urgent:{contact.id}", f"How {name} wants to hear what is urgent",
        "When something is urgent: shall we call you first, or write?", contact.id,
        _URGENT[urgent.value] if urgent else "", urgent.source if urgent else "",
    )  # fmt: skip


_URGENT: Final = {"call": "By a call, before any mail", "mail": "By mail, like the rest"}


def _wishes(
    session: Session, contact_ids: Sequence[int]
) -> Mapping[int, Mapping[Wish, Preference]]:
    """What counts of each, by its kind."""
    rows = session.scalars(
        select(Preference)
        .where(
            and_(
                Preference.contact_id.in_(contact_ids),
                Preference.wish.in_((Wish.CADENCE, Wish.URGENT)),
                Preference.state == WishState.APPLIED,
            )
        )
        .order_by(Preference.id)
    )
    found: dict[int, dict[Wish, Preference]] = {}
    for row in rows:
        found.setdefault(row.contact_id, {})[row.wish] = row
    return found
