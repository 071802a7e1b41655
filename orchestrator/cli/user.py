"""``orchestrator user``: our own people, their roles and passwords."""

from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli import common, naming
from orchestrator.cli.common import Answer, Service, answers, open_service, secret, table
from orchestrator.errors import UsageError
from orchestrator.models import Role, User
from orchestrator.record.append import Action, record
from orchestrator.web.passwords import hash_password

_role = click.Choice([role.value for role in Role])


@click.group("user")
def user() -> None:
    r"""Our own people: writer, pm, compliance, admin.

    \b
    Examples:
      orchestrator user add maya@studio.example --name "Maya Okafor" --role pm
      orchestrator user list
    """


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As clients read it: a PM signs the updates.")
@click.option(
    "--role",
    type=_role,
    default=Role.PM.value,
    show_default=True,
    help="writer drafts, pm approves, compliance reads all, admin operates.",
)
@common.password_file
@answers
def add_user(email: str, name: str, role: str, password_file: Path | None) -> Answer:
    r"""Add one of our people.

    \b
    Examples:
      orchestrator user add maya@studio.example --name "Maya Okafor"
      orchestrator user add ola@studio.example --name "Ola Berg" --role admin --password-file FILE
    """
    service = open_service()
    email, name = naming.addr_spec("email", email), naming.words("--name", name, longest=200)
    with service.database.read() as session:
        if session.scalar(select(User.id).where(User.email == email)) is not None:
            raise UsageError(f"email = {email!r}: is a user already")
    hashed = _hashed(password_file)
    with service.change() as session:
        row = User(
            email=email,
            name=name,
            role=Role(role),
            password_hash=hashed,
            created_at=service.now,
        )
        session.add(row)
        session.flush()
        _record(session, service, row, change="added", role=role)
    return Answer(f"Added {name}, {role}", {"id": row.id, "email": email, "role": role})


@user.command("role")
@click.argument("email")
@click.argument("role", type=_role)
@answers
def change_role(email: str, role: str) -> Answer:
    r"""Give a user another role.

    \b
    Example:
      orchestrator user role jo@studio.example compliance
    """
    service = open_service()
    with service.change() as session:
        row = naming.user_named(session, email)
        row.role = Role(role)
        _record(session, service, row, change="role", role=role)
    return Answer(f"{row.name} is {role} now", {"id": row.id, "role": role})


@user.command("reset")
@click.argument("email")
@common.password_file
@answers
def reset_password(email: str, password_file: Path | None) -> Answer:
    r"""Set a new password, let the user in again, and end the open sessions.

    \b
    Example:
      orchestrator user reset maya@studio.example
    """
    service = open_service()
    with service.database.read() as session:
        naming.user_named(session, email)
    hashed = _hashed(password_file)
    with service.change() as session:
        row = naming.user_named(session, email)
        row.password_hash, row.is_active = hashed, True
        row.session_epoch += 1
        _record(session, service, row, change="password")
    return Answer(f"{row.name} has a new password; open sessions ended", {"id": row.id})


@user.command("disable")
@click.argument("email")
@answers
def disable(email: str) -> Answer:
    r"""End a user's sessions and let nobody in under that name; `user reset` undoes it.

    \b
    Example:
      orchestrator user disable maya@studio.example
    """
    service = open_service()
    with service.change() as session:
        row = naming.user_named(session, email)
        row.is_active = False
        row.session_epoch += 1
        _record(session, service, row, change="disabled")
    return Answer(f"{row.name} cannot sign in any more", {"id": row.id})


@user.command("list")
@answers
def list_users() -> Answer:
    """List everyone."""
    service = open_service()
    with service.database.read() as session:
        data = [
            {"id": u.id, "email": u.email, "name": u.name, "role": u.role, "active": u.is_active}
            for u in session.scalars(select(User).order_by(User.email))
        ]
    rows = [
        (u["email"], u["name"], u["role"], "" if u["active"] else "cannot sign in") for u in data
    ]
    return Answer(table(rows) or "Nobody yet: orchestrator user add", data)


def _hashed(password_file: Path | None) -> str:
    try:
        return hash_password(secret(password_file, "Password"))
    except ValueError as error:
        raise UsageError(f"password: {error}") from error


def _record(session: Session, service: Service, row: User, **extra: Any) -> None:
    session.flush()
    record(
        session,
        Action.USER_CHANGE,
        f"user:{row.id}",
        actor=service.actor,
        now=service.now,
        details={"email": row.email},
        **extra,
    )
