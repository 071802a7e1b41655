"""Tokens by which programs of ours propose facts.  A token is shown once; its hash is kept."""

from datetime import UTC, datetime
import hashlib
import secrets
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.hooks import name_of
from orchestrator.errors import Refused
from orchestrator.models import ApiToken, Membership, Project, Role, Scope, User
from orchestrator.record.append import Action, Actor, record

MARK: Final = "orc_"
"""Begins every token, so that what looks for leaked secrets knows one."""
_WRITE: Final = (Role.WRITER, Role.PM, Role.ADMIN)


def add_token(
    session: Session,
    user: User,
    project: Project | None,
    name: str,
    *,
    actor: Actor,
    now: datetime,
) -> tuple[ApiToken, str]:
    """A token that acts for ``user`` and its secret, which nobody is shown again.

    The caller commits.

    Args:
        project: the only one it is for; None for all that she works on.

    Raises:
        UsageError: names the field and what it needs.
    """
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken(
        name=name_of(name),
        secret_sha256=_sha256(secret),
        user_id=user.id,
        project_id=project.id if project else None,
        scopes=[Scope.UPDATES.value],
        created_by=actor.name,
        created_at=now,
    )
    session.add(token)
    session.flush()
    _note(session, token, Action.CONFIG_CHANGE, actor=actor, now=now, change="added", user=user.id)
    return token, secret


def revoke_token(session: Session, token: ApiToken, *, actor: Actor, now: datetime) -> None:
    """It opens nothing any more.  The caller commits.  Raises Refused: it was revoked before."""
    gone = update(ApiToken).where(ApiToken.id == token.id, ApiToken.revoked_at.is_(None))
    if session.scalar(gone.values(revoked_at=now).returning(ApiToken.id)) is None:
        raise Refused("somebody has revoked this token in the meantime")
    _note(session, token, Action.CONFIG_CHANGE, actor=actor, now=now, change="revoked")


def token_of(session: Session, secret: str) -> ApiToken | None:
    """The token with this secret, unless it was revoked or its user is gone."""
    return session.scalar(
        select(ApiToken)
        .join(User, User.id == ApiToken.user_id)
        .where(
            ApiToken.secret_sha256 == _sha256(secret), ApiToken.revoked_at.is_(None), User.is_active
        )
    )


def may_write(token: ApiToken, scope: Scope) -> bool:
    """Whether it has the scope, and its user still a role that writes."""
    return scope.value in token.scopes and token.user.role in _WRITE


def project_for(session: Session, token: ApiToken, slug: str) -> Project | None:
    """The open project called ``slug``, where the token and its user may work on it."""
    found = select(Project).where(Project.slug == slug, Project.closed_at.is_(None))
    if token.user.role is not Role.ADMIN:
        works_on = select(Membership.project_id).where(Membership.user_id == token.user_id)
        found = found.where(Project.id.in_(works_on))
    if token.project_id is not None:
        found = found.where(Project.id == token.project_id)
    return session.scalar(found)


def note_use(session: Session, token: ApiToken, *, now: datetime) -> None:
    """Note the use, in the record the first of a day (UTC).  The caller commits."""
    before, token.last_used_at = token.last_used_at, now
    if before is None or before.astimezone(UTC).date() < now.astimezone(UTC).date():
        actor = Actor(f"token:{token.id}", "api")
        _note(session, token, Action.LOGIN, actor=actor, now=now, user=token.user_id)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _note(
    session: Session,
    token: ApiToken,
    action: Action,
    *,
    actor: Actor,
    now: datetime,
    **extra: Any,
) -> None:
    record(
        session,
        action,
        f"token:{token.id}",
        actor=actor,
        now=now,
        project_id=token.project_id,
        **extra,
    )
