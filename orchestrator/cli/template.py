"""``orchestrator template``: standing approvals of the mails that leave by themselves."""

from datetime import datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.errors import UsageError
from orchestrator.models import StandingApproval
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.append import Action, Actor, record
from orchestrator.rendering import template_sha256


@click.group("template")
def template() -> None:
    r"""See, give and take back standing approvals.

    An automatic mail leaves only while its files are the ones that were approved.

    \b
    Examples:
      orchestrator template list
      orchestrator template approve acknowledgement
    """


@template.command("list")
@answers
def list_templates() -> Answer:
    """Show each automatic mail and whether it may leave."""
    service = open_service()
    with service.database.read() as session:
        states = {name: state(session, name) for name in AUTOMATIC}
    return Answer(table(list(states.items())), states)


@template.command("approve")
@click.argument("names", nargs=-1, required=True)
@answers
def approve_templates(names: tuple[str, ...]) -> Answer:
    r"""Let these mails leave by themselves, as their files are now.

    \b
    Example:
      orchestrator template approve acknowledgement paused
    """
    service = open_service()
    with service.change() as session:
        for name in names:
            approve(session, _known(name), actor=service.actor, now=service.now)
    return Answer(f"Approved: {', '.join(names)}", {"approved": names})


@template.command("revoke")
@click.argument("names", nargs=-1, required=True)
@answers
def revoke_templates(names: tuple[str, ...]) -> Answer:
    r"""Stop these mails from leaving.

    \b
    Example:
      orchestrator template revoke welcome
    """
    service = open_service()
    with service.change() as session:
        for name in names:
            _revoke(session, _known(name), actor=service.actor, now=service.now)
    return Answer(f"Revoked: {', '.join(names)}", {"revoked": names})


def state(session: Session, name: str) -> str:
    """``approved``, ``edited since``, ``revoked`` or ``never approved``."""
    rows = _rows(session, name)
    if any(row.revoked_at is None and row.template_sha256 == template_sha256(name) for row in rows):
        return "approved"
    if any(row.revoked_at is None for row in rows):
        return "edited since"
    return "revoked" if rows else "never approved"


def approve(session: Session, name: str, *, actor: Actor, now: datetime) -> None:
    """Approve a template by the hash of its files.  The caller commits."""
    sha256 = template_sha256(name)
    row = next((row for row in _rows(session, name) if row.template_sha256 == sha256), None)
    if row is not None and row.revoked_at is None:
        return
    if row is None:
        row = StandingApproval(template=name, template_sha256=sha256)
        session.add(row)
    row.approved_by, row.approved_at, row.revoked_at = actor.name, now, None
    session.flush()
    obj = f"template:{name}"
    record(session, Action.STANDING_APPROVAL, obj, actor=actor, now=now, dig=sha256, given=True)


def _revoke(session: Session, name: str, *, actor: Actor, now: datetime) -> None:
    valid = [row for row in _rows(session, name) if row.revoked_at is None]
    for row in valid:
        row.revoked_at = now
    if valid:
        session.flush()
        obj = f"template:{name}"
        record(session, Action.STANDING_APPROVAL, obj, actor=actor, now=now, given=False)


def _rows(session: Session, name: str) -> list[StandingApproval]:
    return list(session.scalars(select(StandingApproval).where(StandingApproval.template == name)))


def _known(name: str) -> str:
    if name not in AUTOMATIC:
        raise UsageError(f"template {name[:40]!r}: there is none; use {', '.join(AUTOMATIC)}")
    return name
