"""What the sample studio's own people and issues propose: one mail is taken, two things wait."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import LEAF
from orchestrator.engagement.api_tokens import add_token
from orchestrator.engagement.hooks import add_hook, confirm_mapping, receive
from orchestrator.engagement.proposals import drop_proposal, take_proposal
from orchestrator.engagement.trackers import IssueEvent
from orchestrator.models import Hook, Meaning, Proposal, ProposalState, Tracker
from orchestrator.wording import team_address

_MAIL = """Hi Maya,

Done: customers can filter by colour now.

Problem: the export to the till still drops the umlauts, I need another day.

Also moved our staging database to the new server.

Ravi
"""
_MAPPING = {
    "open": Meaning.IGNORED,
    "closed": Meaning.DONE,
    "closed as not planned": Meaning.IGNORED,
    "in progress": Meaning.NEXT,
    "bug": Meaning.PROBLEM,
    "internal": Meaning.IGNORED,
}
_ISSUES = (
    (timedelta(days=5), "61", "[infra] Rotate the deploy keys", ("closed", "internal")),
    (timedelta(hours=6), "87", "Shop: wish list on phones (#71)", ("closed", "enhancement")),
    (timedelta(hours=2), "92", "Coupons are counted twice in `cart_total()`", ("open", "bug")),
)


def team(desk: Desk, now: datetime) -> Iterator[Event]:
    """Ravi writes to the team address, Maya decides; issues are heard, and two of them wait."""
    yield now - timedelta(days=6), partial(_connect, desk)
    yield now - timedelta(days=2, hours=3), partial(_mail, desk)
    yield now - timedelta(days=2, hours=1), partial(_decide, desk)
    for before, issue, title, words in _ISSUES:
        yield now - before, partial(_hear, desk, issue, title, words)


def _connect(desk: Desk, at: datetime) -> None:
    """A token for the build, and a hook whose words Maya explains."""
    project, _ = desk.of(LEAF)
    with desk.past.database.write() as session:
        add_token(session, desk.maya, project, "Build server", actor=desk.actor, now=at)
        hook, _ = add_hook(
            session,
            project,
            Tracker.GITHUB,
            "Shop repository",
            keys=desk.past.settings.keys,
            user_id=desk.maya.id,
            actor=desk.actor,
            now=at,
        )
        confirm_mapping(session, hook, _MAPPING, user_id=desk.maya.id, actor=desk.actor, now=at)


def _mail(desk: Desk, at: datetime) -> None:
    project, _ = desk.of(LEAF)
    settings, key = desk.past.settings, desk.past.key
    to = team_address(settings, key, project.slug, project.id, project.team_epoch)
    desk.past.hear(desk.ravi.name, desk.ravi.email, "Shop, this week", _MAIL, at=at, to=to)


def _decide(desk: Desk, at: datetime) -> None:
    """Two of the three are for Leah; the server is ours alone."""
    by: dict[str, Any] = {"user_id": desk.maya.id, "actor": desk.actor, "now": at}
    with desk.past.database.write() as session:
        for row in session.scalars(
            select(Proposal).where(Proposal.state == ProposalState.WAITING).order_by(Proposal.id)
        ).all():
            if "database" in row.text:
                drop_proposal(session, row, **by)
            else:
                take_proposal(session, row, kind=row.kind, impact=row.impact, text=row.text, **by)


def _hear(desk: Desk, issue: str, title: str, words: tuple[str, ...], at: datetime) -> None:
    with desk.past.database.write() as session:
        hook = session.scalars(select(Hook)).one()
        event = IssueEvent(issue, title, words, at)
        receive(session, hook, event, delivery=f"sample-{issue}", body=title.encode(), now=at)
