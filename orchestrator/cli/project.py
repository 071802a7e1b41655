"""``orchestrator project``: projects, who is in them, and who of ours sees them."""

from collections.abc import Iterable
import re
from typing import Any

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.cli import naming
from orchestrator.cli.client_welcome import send_welcome
from orchestrator.cli.common import Answer, Service, answers, open_service, table
from orchestrator.cli.lazy import LazyGroup
from orchestrator.engagement.handover import hand_over
from orchestrator.errors import UsageError
from orchestrator.models import (
    Client,
    Contact,
    Membership,
    Participant,
    ParticipantRole,
    Project,
    Role,
    User,
)
from orchestrator.record.append import Action, record

_ROLES = ", ".join(role.value for role in ParticipantRole)


@click.group(
    "project",
    cls=LazyGroup,
    elsewhere={
        "knew": "orchestrator.cli.project_facts:show_knew",
        "lag": "orchestrator.cli.project_facts:show_lag",
        "token": "orchestrator.cli.project_tokens:token",
        "accounting": "orchestrator.cli.project_bridge:set_accounting",
        "deputy": "orchestrator.cli.project_bridge:set_deputy",
        "surprise": "orchestrator.cli.project_rules:set_surprise",
        "value": "orchestrator.cli.project_value:show_value",
    },
)
def project() -> None:
    r"""Projects and the people in them.

    \b
    Examples:
      orchestrator project list
      orchestrator project member add booking maya@studio.example
    """


@project.command("add")
@click.option("--client", "client_name", required=True, help="Its name: see client list.")
@click.option("--name", required=True, help="As the client knows it.")
@click.option("--code", required=True, help="Short reference in subjects: HL.")
@click.option("--slug", help="Its word in addresses and commands; else made from the name.")
@click.option("--pm", required=True, help="Address of the user who answers for it.")
@click.option(
    "--contact",
    "contacts",
    multiple=True,
    required=True,
    help=f"Address and role, dana@client.example:sponsor; again for each ({_ROLES}).",
)
@click.option("--approver", "approvers", multiple=True, help="Whose yes settles money and scope.")
@click.option(
    "--welcome", is_flag=True, help="Tell each new contact how much will come, and promise it."
)
@answers
def add_project(
    client_name: str,
    name: str,
    code: str,
    slug: str | None,
    pm: str,
    contacts: tuple[str, ...],
    approvers: tuple[str, ...],
    welcome: bool,
) -> Answer:
    r"""Begin a project: from now on these contacts get updates that the PM approves.

    \b
    Example:
      orchestrator project add --client "Harbor & Lane" --name "Booking site" --code HL \
        --pm maya@studio.example --contact dana@harbor.example:sponsor \
        --approver dana@harbor.example
    """
    slug = slug or "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60]
    service = open_service()
    with service.change() as session:
        row = Project(
            client=naming.client_named(session, client_name),
            pm=_pm(session, pm),
            name=naming.words("--name", name, longest=200),
            code=_new(session, Project.code, "--code", code, r"[A-Z0-9]{2,12}", "HL"),
            slug=_new(session, Project.slug, "--slug", slug, r"[a-z0-9-]{2,60}", "booking"),
            created_at=service.now,
        )
        session.add(row)
        session.flush()
        session.add(Membership(user_id=row.pm_id, project_id=row.id))
        members = _participants(session, row, contacts, approvers)
        session.add_all(members)
        _record(session, service, row, change="added", contacts=[m.contact_id for m in members])
        for person in _newcomers(session, members) if welcome else ():
            send_welcome(session, service, person, row)
    data = {"id": row.id, "slug": slug}
    return Answer(f"Added {name} as {slug}, for {len(members)} of {client_name}", data)


def _newcomers(session: Session, members: Iterable[Participant]) -> list[Contact]:
    """Those who take part in no other project, and so were told nothing yet."""
    ids = [member.contact_id for member in members]
    many = select(Participant.contact_id).group_by(Participant.contact_id).having(func.count() > 1)
    return list(
        session.scalars(select(Contact).where(Contact.id.in_(ids), Contact.id.not_in(many)))
    )


def _pm(session: Session, email: str) -> User:
    user = naming.user_named(session, email)
    if user.role not in (Role.PM, Role.ADMIN) or not user.is_active:
        raise UsageError(f"PM {email}: must be an active user of role pm or admin; see: user list")
    return user


def _new(session: Session, column: Any, field: str, value: str, pattern: str, example: str) -> str:
    naming.matching(field, value, pattern, example)
    if session.scalar(select(Project.id).where(column == value)) is not None:
        raise UsageError(f"{field} = {value!r}: another project has it")
    return value


def _participants(
    session: Session, project: Project, contacts: Iterable[str], approvers: Iterable[str]
) -> list[Participant]:
    roles: dict[int, ParticipantRole] = {}
    for given in contacts:
        address, _, role = given.partition(":")
        try:
            roles[_own(session, project, address).id] = ParticipantRole(role or "informed")
        except ValueError:
            raise UsageError(f"--contact {given!r}: the role must be one of {_ROLES}") from None
    may_approve = {_own(session, project, address).id for address in approvers}
    if stray := may_approve - set(roles):
        raise UsageError(f"--approver: {len(stray)} of them is no --contact of this project")
    return [
        Participant(project_id=project.id, contact_id=i, role=role, can_approve=i in may_approve)
        for i, role in roles.items()
    ]


def _own(session: Session, project: Project, address: str) -> Contact:
    contact = naming.contact_named(session, address)
    if contact.client_id != project.client_id:
        raise UsageError(f"{address}: belongs to {contact.client.name}, another client")
    return contact


@project.command("list")
@answers
def list_projects() -> Answer:
    """List the projects."""
    service = open_service()
    with service.database.read() as session:
        rows = session.execute(
            select(Project, Client.name, User.name, func.count(Participant.id))
            .join(Client, Client.id == Project.client_id)
            .join(User, User.id == Project.pm_id)
            .outerjoin(Participant, Participant.project_id == Project.id)
            .group_by(Project.id, Client.name, User.name)
            .order_by(Project.slug)
        )
        data = [
            {
                "slug": row.slug,
                "code": row.code,
                "name": row.name,
                "client": client,
                "pm": pm,
                "contacts": contacts,
            }
            for row, client, pm, contacts in rows
        ]
    return Answer(table([list(row.values()) for row in data]) or "None yet: project add", data)


@project.command("pm")
@click.argument("slug")
@click.argument("email")
@answers
def change_pm(slug: str, email: str) -> Answer:
    r"""Give a project to another PM: she decides on its updates and signs them.

    What is drafted or approved already keeps its words.  Who had it still sees it.  The
    brief of the project waits on the Today of who gets it.

    \b
    Example:
      orchestrator project pm booking jo@studio.example
    """
    service = open_service()
    with service.change() as session:
        row, user = naming.project_named(session, slug), _pm(session, email)
        was = row.pm
        if user is was:
            return Answer(f"{user.name} has {row.name} already", {"changed": False})
        hand_over(
            session, row, user.id, source=service.actor.name, actor=service.actor, now=service.now
        )
    return Answer(f"{user.name} has {row.name} now, after {was.name}", {"changed": True})


@project.command("learn")
@click.argument("slug")
@click.argument("allowed", type=click.Choice(("on", "off")))
@answers
def allow_learning(slug: str, allowed: str) -> Answer:
    r"""Let the machine learn from the moods that people corrected in a project; off at first.

    The next `sentiment train` takes them, and no longer once it is off.  No mail leaves this
    machine; what the weights may tell of single words is in docs/mood-model.md.

    \b
    Examples:
      orchestrator project learn booking on
      orchestrator project learn booking off && orchestrator sentiment train
    """
    service = open_service()
    with service.change() as session:
        row = naming.project_named(session, slug)
        if row.is_learned_from is (allowed == "on"):
            return Answer(f"{row.name}: learning is {allowed} already", {"changed": False})
        row.is_learned_from = allowed == "on"
        _record(session, service, row, change="learn", allowed=row.is_learned_from)
    return Answer(f"{row.name}: learning is {allowed} from the next training on", {"changed": True})


@project.group("member")
def member() -> None:
    r"""Who of our people sees a project.

    \b
    Example:
      orchestrator project member add booking maya@studio.example
    """


@member.command("add")
@click.argument("slug")
@click.argument("email")
@answers
def add_member(slug: str, email: str) -> Answer:
    r"""Let a writer or PM see a project; compliance and admins see all.

    \b
    Example:
      orchestrator project member add booking maya@studio.example
    """
    service = open_service()
    with service.change() as session:
        row, user = naming.project_named(session, slug), naming.user_named(session, email)
        known = select(Membership.id).filter_by(user_id=user.id, project_id=row.id)
        if session.scalar(known) is not None:
            return Answer(f"{user.name} sees {row.name} already", {"changed": False})
        session.add(Membership(user_id=user.id, project_id=row.id))
        _record(session, service, row, change="member", user=user.id)
    return Answer(f"{user.name} sees {row.name} now", {"changed": True})


def _record(session: Session, service: Service, row: Project, **extra: Any) -> None:
    session.flush()
    record(
        session,
        Action.PROJECT_CHANGE,
        f"project:{row.id}",
        actor=service.actor,
        now=service.now,
        project_id=row.id,
        details={"name": row.name},
        **extra,
    )
