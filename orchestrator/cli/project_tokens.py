"""``orchestrator project token``: what lets programs propose updates of a project."""

import click
from sqlalchemy import or_, select

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.engagement.api_tokens import add_token, revoke_token
from orchestrator.errors import UsageError
from orchestrator.models import ApiToken, Membership, Role


@click.group("token")
def token() -> None:
    r"""Tokens by which programs of ours propose updates (docs/api.md).

    \b
    Examples:
      orchestrator project token add booking maya@studio.example --name "Build server"
      orchestrator project token list booking
    """


@token.command("add")
@click.argument("slug")
@click.argument("email")
@click.option("--name", required=True, help="What it is for.")
@click.option("--all", "everywhere", is_flag=True, help="For all projects of this person.")
@answers
def add(slug: str, email: str, name: str, everywhere: bool) -> Answer:
    r"""Make a token that acts for a person of ours, and print it: it is not shown again.

    \b
    Example:
      orchestrator project token add booking maya@studio.example --name "Build server"
    """
    service = open_service()
    with service.change() as session:
        project, user = naming.project_named(session, slug), naming.user_named(session, email)
        sees = select(Membership.id).filter_by(user_id=user.id, project_id=project.id)
        if user.role is not Role.ADMIN and session.scalar(sees) is None:
            raise UsageError(f"{email}: does not work on {slug}; see: project member add")
        made, secret = add_token(
            session,
            user,
            None if everywhere else project,
            name,
            actor=service.actor,
            now=service.now,
        )
        data = {"id": made.id, "name": made.name, "token": secret}
    return Answer(f"Token {data['id']}, not shown again:\n{secret}", data)


@token.command("list")
@click.argument("slug")
@answers
def list_tokens(slug: str) -> Answer:
    r"""List the tokens that open a project, without their secrets.

    \b
    Example:
      orchestrator project token list booking
    """
    service = open_service()
    with service.database.read() as session:
        project = naming.project_named(session, slug)
        people = select(Membership.user_id).where(Membership.project_id == project.id)
        for_all = ApiToken.project_id.is_(None) & ApiToken.user_id.in_(people)
        rows = session.scalars(
            select(ApiToken)
            .where(or_(ApiToken.project_id == project.id, for_all))
            .order_by(ApiToken.id)
        )
        data = [
            {
                "id": row.id,
                "name": row.name,
                "user": row.user.email,
                "reach": "project" if row.project_id else "all",
                "last_used_at": row.last_used_at,
                "revoked_at": row.revoked_at,
            }
            for row in rows
        ]
    lines = [
        [
            str(row["id"]),
            str(row["name"]),
            str(row["user"]),
            str(row["reach"]),
            "revoked" if row["revoked_at"] else "used" if row["last_used_at"] else "never used",
        ]
        for row in data
    ]
    return Answer(table(lines) or "None yet: project token add", data)


@token.command("revoke")
@click.argument("token_id", type=click.IntRange(1))
@answers
def revoke(token_id: int) -> Answer:
    r"""End a token at once; its number is in the list.

    \b
    Example:
      orchestrator project token revoke 5
    """
    service = open_service()
    with service.change() as session:
        row = session.get(ApiToken, token_id)
        if row is None:
            raise UsageError(f"there is no token {token_id}; see: project token list")
        revoke_token(session, row, actor=service.actor, now=service.now)
        name = row.name
    return Answer(f"Revoked {name}: it opens nothing any more", {"id": token_id})
