"""What the page "Team in" shows: what waits, the ways in, and what was decided lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ScalarSelect, String, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from orchestrator.engagement.hooks import MOST_WORDS, our_names, suggested, would_say
from orchestrator.engagement.issue_words import usual_words
from orchestrator.models import (
    ApiToken,
    Hook,
    HookEvent,
    HookEventState,
    Mail,
    Meaning,
    Membership,
    Project,
    Proposal,
    ProposalState,
    TeamMail,
    User,
)
from orchestrator.web.access import is_visible
from orchestrator.web.history import Step, steps_of
from orchestrator.web.naming import Named, names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.unhappy import Rows
from orchestrator.wording import team_address

LATELY: Final = timedelta(days=30)
ROWS: Final = 50
_EVENTS: Final = 400
"""Of all hooks of a project, the newest: from these come the words of their mappings."""
STATES: Final = {
    ProposalState.TAKEN: ("good", "Taken"),
    ProposalState.DROPPED: ("none", "Dropped"),
    ProposalState.WITHDRAWN: ("none", "Not so any more"),
}
_CHANGES: Final = {
    "added": "Made",
    "revoked": "Ended",
    "mapped": "Said what its words mean",
    "taken": "Taken as a fact",
    "dropped": "Dropped",
    "undone": "Taken back",
    "withdrawn": "Its issue says otherwise",
    "waiting": "Its issue says it again",
}


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that somebody who is not of the team sent to the address."""

    mail_id: int
    at: datetime
    thread_id: int | None


@dataclass(frozen=True, slots=True)
class HookRow:
    """``meanings``: every word it has used, with what it means or probably does.

    ``examples``: events that wait for a mapping, with what they would say.
    """

    hook: Hook
    url: str
    meanings: Mapping[str, Meaning | None]
    unknown: Sequence[str]
    waiting: int
    examples: Sequence[tuple[HookEvent, Meaning | None, str]]
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """``mails``: those of our people, newest first, with who wrote them."""

    waiting: Sequence[Proposal]
    decided: Sequence[Proposal]
    mails: Sequence[tuple[Mail, str]]
    strays: Sequence[Stray]
    tokens: Sequence[ApiToken]
    hooks: Sequence[HookRow]
    steps: Mapping[str, list[Step]]
    names: Mapping[str, Named]
    address: str


def page_of(session: Session, project: Project) -> Page:
    """All of it, in eight statements."""
    proposals = _proposals(session, project)
    tokens, hooks = _tokens(session, project), _hooks(session, project)
    objs = [f"proposal:{row.id}" for row in proposals]
    objs += [f"token:{row.id}" for row in tokens] + [f"hook:{row.hook.id}" for row in hooks]
    steps = steps_of(session, objs, _words)
    mails = _mails(session, project)
    settings, key = parts().settings, parts().signing_key
    return Page(
        waiting=[row for row in proposals if row.state is ProposalState.WAITING],
        decided=[row for row in proposals if row.state is not ProposalState.WAITING],
        mails=[(mail, author) for mail, author, _ in mails if author],
        strays=[_stray(mail, project) for mail, author, seen in mails if not (author or seen)],
        tokens=tokens,
        hooks=hooks,
        steps=steps,
        names=names_of(session, {step.by for each in steps.values() for step in each}),
        address=team_address(settings, key, project.slug, project.id, project.team_epoch),
    )


def waiting_proposals(project_id: int) -> ScalarSelect[int]:
    """How many proposals nobody decided."""
    is_waiting = Proposal.state == ProposalState.WAITING
    count = select(func.count()).where(Proposal.project_id == project_id, is_waiting)
    return count.scalar_subquery()


def proposed() -> Rows:
    """For Today: projects whose team proposes something; one line each."""
    return (
        select(
            literal("proposed"),
            Project.name,
            literal("Team"),
            cast(func.count(), String)
            .concat(" to take or drop, the first by ")
            .concat(func.min(Proposal.author)),
            func.max(Proposal.proposed_at),
            Project.slug,
        )
        .join(Project, Project.id == Proposal.project_id)
        .where(Proposal.state == ProposalState.WAITING, is_visible(Proposal.project_id))
        .group_by(Project.name, Project.slug)
    )


def misused() -> Rows:
    """For Today: projects to whose team address somebody else wrote."""
    return (
        select(
            literal("team_address"),
            Project.name,
            literal("Team"),
            cast(func.count(), String).concat(" mail of somebody else changed nothing"),
            func.max(Mail.received_at),
            Project.slug,
        )
        .select_from(TeamMail)
        .join(Project, Project.id == TeamMail.project_id)
        .join(Mail, Mail.id == TeamMail.mail_id)
        .where(
            TeamMail.user_id.is_(None),
            TeamMail.seen_at.is_(None),
            is_visible(TeamMail.project_id),
        )
        .group_by(Project.name, Project.slug)
    )


def _proposals(session: Session, project: Project) -> Sequence[Proposal]:
    """Those that wait, bad news first, then what was decided lately."""
    is_waiting = Proposal.state == ProposalState.WAITING
    is_new = Proposal.decided_at > now() - LATELY
    return session.scalars(
        select(Proposal)
        .where(Proposal.project_id == project.id, or_(is_waiting, is_new))
        .order_by(
            is_waiting.desc(),
            Proposal.decided_at.desc(),
            (Proposal.impact == "bad").desc(),
            Proposal.known_at,
            Proposal.id,
        )
        .limit(4 * ROWS)
    ).all()


def _mails(session: Session, project: Project) -> list[tuple[Mail, str, datetime | None]]:
    rows = session.execute(
        select(Mail, User.name, TeamMail.seen_at)
        .join(TeamMail, TeamMail.mail_id == Mail.id)
        .outerjoin(User, User.id == TeamMail.user_id)
        .where(TeamMail.project_id == project.id, Mail.received_at > now() - LATELY)
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(ROWS)
    )
    return [(mail, name or "", seen_at) for mail, name, seen_at in rows]


def _stray(mail: Mail, project: Project) -> Stray:
    """With a link where it lies with this project, or undecided."""
    is_theirs = mail.project_id == project.id or (mail.project_id is None and not mail.contact_id)
    return Stray(mail.id, mail.received_at, mail.thread_id if is_theirs else None)


def _tokens(session: Session, project: Project) -> Sequence[ApiToken]:
    """Of the project, and those of its people for all of theirs."""
    people = select(Membership.user_id).where(Membership.project_id == project.id)
    for_all = ApiToken.project_id.is_(None) & ApiToken.user_id.in_(people)
    return session.scalars(
        select(ApiToken)
        .where(or_(ApiToken.project_id == project.id, for_all))
        .order_by(ApiToken.revoked_at.is_not(None), ApiToken.id.desc())
        .limit(ROWS)
    ).all()


def _hooks(session: Session, project: Project) -> list[HookRow]:
    hooks = session.scalars(
        select(Hook)
        .where(Hook.project_id == project.id)
        .order_by(Hook.revoked_at.is_not(None), Hook.id.desc())
        .limit(ROWS)
    ).all()
    events: dict[int, list[HookEvent]] = {hook.id: [] for hook in hooks}
    for event in session.scalars(
        select(HookEvent)
        .where(HookEvent.hook_id.in_(events))
        .order_by(HookEvent.id.desc())
        .limit(_EVENTS)
    ):
        events[event.hook_id].append(event)
    people = our_names(session) if any(events.values()) else []
    return [_hook_row(hook, events[hook.id], people) for hook in hooks]


def _hook_row(hook: Hook, events: Sequence[HookEvent], people: Sequence[str]) -> HookRow:
    came = [word for event in events for word in event.words]
    words = list(dict.fromkeys((*usual_words(hook.tracker), *hook.mapping, *came)))[:MOST_WORDS]
    waiting = [event for event in events if event.state is HookEventState.WAITING]
    return HookRow(
        hook=hook,
        url=f"{parts().settings.base_url.rstrip('/')}/hooks/{hook.tracker}/{hook.id}",
        meanings=suggested(hook, words),
        unknown=[word for word in words if word in came and word not in hook.mapping],
        waiting=len(waiting),
        examples=[(event, *would_say(hook, event, people)) for event in waiting[:3]],
        last=events[0].received_at if events else None,
    )


def _words(action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    said = _CHANGES.get(fields.get("change") or fields.get("state") or "", "")
    if said:
        return said
    return "Used" if action == "login" else f"Proposed: “{details.get('text', '')}”"
