"""What a new PM reads of a project: its people, what is open, what was decided, what hurt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, select
from sqlalchemy.orm import Session, aliased, joinedload

from orchestrator.engagement.decision_log import Decided, decision_log
from orchestrator.engagement.handover import MANAGERS
from orchestrator.models import (
    Contact,
    Handover,
    Influence,
    Mail,
    Participant,
    Preference,
    Project,
    User,
)
from orchestrator.models.unanswered import UnhappyMail, unhappy_in
from orchestrator.web.access import current_user, is_visible
from orchestrator.web.client_rows import Wished, as_wished
from orchestrator.web.handover_line import Line, Section
from orchestrator.web.handover_open import lines_of
from orchestrator.web.naming import Named, names_of
from orchestrator.web.parts import now
from orchestrator.web.people_rows import heard_in
from orchestrator.web.sources import mail_id_in

TOLD_FOR = timedelta(days=7)
"""So long Today says to who answered for a project that another does now."""
_WEIGHT = {Influence.HIGH: 0, Influence.MEDIUM: 1, Influence.LOW: 2}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part: ``wishes`` are those that count, ``answered`` what they answered."""

    participant: Participant
    heard: datetime | None
    wishes: list[Wished]
    answered: list[Decided]

    @property
    def contact(self) -> Contact:
        return self.participant.contact


@dataclass(frozen=True, slots=True)
class Brief:
    """``unhappy`` are unhappy mails, each with whether it waits for us.

    ``managers`` may answer for the project; ``handed`` is how the present one came to it.
    """

    people: list[Person]
    lines: Mapping[Section, list[Line]]
    decided: list[Decided]
    unhappy: list[tuple[UnhappyMail, bool]]
    managers: list[User]
    handed: Handover | None
    names: Mapping[str, Named]

    @property
    def waiting(self) -> list[UnhappyMail]:
        return [mail for mail, waits in self.unhappy if waits]

    @property
    def open(self) -> int:
        """How many rows wait for somebody."""
        settled = len(self.lines[Section.SORE])
        return sum(map(len, self.lines.values())) - settled + len(self.waiting)


def brief_of(session: Session, project: Project) -> Brief:
    """All of it, nothing left out; eight statements, however long it is."""
    log = decision_log(session, project.id, with_told=False)
    people = _people(session, project, [each for each in log if each.key.startswith("answer:")])
    of_people = {each.key for person in people for each in person.answered}
    lines = lines_of(session, project.id)
    managers, handed = _managers(session, project)
    codes = {line.source for line in lines} | {each.source for each in log}
    codes |= {each.row.source for person in people for each in person.wishes}
    codes |= {person.contact.away_source for person in people}
    codes |= {handed.source} if handed else set()
    return Brief(
        people=people,
        lines={each: [line for line in lines if line.section == each] for each in Section},
        decided=[each for each in log if each.key not in of_people],
        unhappy=unhappy_in(session, project.id, now=now()),
        managers=[user for user in managers if user.id != project.pm_id],
        handed=handed,
        names=names_of(session, codes - {""}),
    )


def unread_briefs() -> Select[str, str, str, str, datetime, str]:
    """Rows of Today: what another handed over to who is signed in and is not read yet."""
    giver, me = aliased(User), current_user()
    return (
        select(
            literal("handover"),
            Project.name,
            func.coalesce(giver.name, "Somebody"),
            literal("wishes, promises, decisions and sore points in one page"),
            Handover.handed_at,
            Project.slug,
        )
        .join(Project, Project.id == Handover.project_id)
        .outerjoin(giver, literal("user:") + cast(giver.id, String) == Handover.source)
        .where(
            _is_unread(), Handover.to_id == me.id, Handover.source != f"user:{me.id}",
            is_visible(Project.id),
        )
    )  # fmt: skip


def taken_from_me() -> Select[str, str, str, str, datetime, str]:
    """Rows of Today: what who is signed in answered for until another changed that, for a week."""
    taker, me = aliased(User), current_user()
    return (
        select(
            literal("taken"),
            Project.name,
            taker.name,
            literal("somebody else handed it over; it can be undone"),
            Handover.handed_at,
            Project.slug,
        )
        .join(Project, Project.id == Handover.project_id)
        .join(taker, taker.id == Handover.to_id)
        .where(
            Handover.undone_at.is_(None), Handover.to_id == Project.pm_id,
            Handover.from_id == me.id, Handover.source != f"user:{me.id}",
            Handover.handed_at > now() - TOLD_FOR, is_visible(Project.id),
        )
    )  # fmt: skip


def _is_unread() -> ColumnElement[bool]:
    return and_(
        Handover.read_at.is_(None), Handover.undone_at.is_(None), Handover.to_id == Project.pm_id
    )


def _people(session: Session, project: Project, answers: Sequence[Decided]) -> list[Person]:
    """Whose word weighs most first; one statement."""
    said_in = and_(Mail.id == mail_id_in(Preference.source), is_visible(Mail.project_id))
    rows = session.execute(
        select(Participant, heard_in(project.id), Preference, Mail)
        .join(Contact, Contact.id == Participant.contact_id)
        .outerjoin(Preference, Preference.contact_id == Contact.id)
        .outerjoin(Mail, said_in)
        .where(Participant.project_id == project.id)
        .order_by(Contact.name, Contact.id, Preference.id.desc())
        .options(
            joinedload(Participant.contact).joinedload(Contact.kept_wishes),
            joinedload(Participant.contact).joinedload(Contact.addresses),
        )
    ).unique()
    said: dict[Participant, list[tuple[Preference, Mail | None]]] = {}
    heard: dict[Participant, datetime | None] = {}
    for part, at, preference, mail in rows:
        heard[part] = at
        said.setdefault(part, []).extend([(preference, mail)] if preference else [])
    people = [
        Person(
            part,
            heard[part],
            [each for each in as_wished(wishes, part.contact) if each.counts],
            [each for each in answers if each.contact_id == part.contact_id],
        )
        for part, wishes in said.items()
    ]
    return sorted(people, key=lambda person: _WEIGHT[person.participant.influence])


def _managers(session: Session, project: Project) -> tuple[list[User], Handover | None]:
    """Who of ours may answer for it, and how the present one came to it; one statement."""
    newest = (
        select(func.max(Handover.id))
        .where(Handover.project_id == project.id, Handover.undone_at.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(User, Handover)
        .outerjoin(Handover, and_(Handover.id == newest, Handover.to_id == project.pm_id))
        .where(User.is_active, User.role.in_(MANAGERS))
        .order_by(User.name, User.id)
    ).all()
    return [user for user, _ in rows], next((handed for _, handed in rows), None)
