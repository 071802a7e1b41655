"""Who may see and do what.

A view says what it takes with ``@needs(Power.DECIDE)``, or that anyone may come with
``@open_to_all``; a view that says neither is closed.  What belongs to a project that a
user does not work on does not exist for her: 404, with an entry in the record.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar, cast

from flask import Blueprint, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized

from orchestrator.models import Membership, Project, Role, User
from orchestrator.record.append import Action, Actor, record
from orchestrator.web.parts import now, parts

bp = Blueprint("access", __name__)

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Power(StrEnum):
    """What a view takes.

    DECIDE is whatever reaches or binds a client, REVIEW the record, OPERATE the service.
    """

    READ = "read"
    WRITE = "write"
    DECIDE = "decide"
    REVIEW = "review"
    OPERATE = "operate"


POWERS: Mapping[Role, frozenset[Power]] = {
    Role.WRITER: frozenset({Power.READ, Power.WRITE}),
    Role.PM: frozenset({Power.READ, Power.WRITE, Power.DECIDE, Power.REVIEW}),
    Role.COMPLIANCE: frozenset({Power.READ, Power.REVIEW}),
    Role.ADMIN: frozenset(Power),
}

SEES_ALL = frozenset({Role.COMPLIANCE, Role.ADMIN})


class Foreign(NotFound):
    """A row that exists, but not for this user.  ``obj`` names it for the record."""

    def __init__(self, obj: str) -> None:
        super().__init__()
        self.obj = obj


class SignedOut(Unauthorized):
    """A form came after the session had ended; what stands in it is not to be lost."""


def needs(power: Power) -> Callable[[View], View]:
    """Mark a view as taking ``power``."""

    def mark(view: View) -> View:
        view.power = power  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark a view as needing no sign-in."""
    view.is_open = True  # type: ignore[attr-defined]
    return view


@bp.before_app_request
def guard() -> ResponseReturnValue | None:
    """Let a request through, send it to the sign-in page, or refuse it.

    Raises:
        Forbidden: the user's role may not do this.
        SignedOut: the session ended before the form came.
    """
    if request.routing_exception is not None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint or ""]
    if getattr(view, "is_open", False):
        return None
    user = signed_in()
    if user is None:
        session.clear()
        if request.method not in ("GET", "HEAD"):
            raise SignedOut
        return redirect(url_for("signin.show", next=request.full_path.rstrip("?")), code=303)
    g.user = user
    if not may(getattr(view, "power", None)):
        raise Forbidden
    return None


def signed_in() -> User | None:
    """The user of this session, if she is active and the session neither old nor ended."""
    if "user" not in session:
        return None
    at, settings = now(), parts().settings
    if at - _instant("began") > settings.session_absolute:
        return None
    if at - _instant("seen") > settings.session_idle:
        return None
    with parts().db.read() as db:
        user = db.get(User, session["user"])
        if user is None or not user.is_active or user.session_epoch != session["epoch"]:
            return None
        db.expunge(user)
    _renew(at, settings.session_idle)
    return user


def begin(user: User) -> None:
    """Start a session of ``user``.  Nothing of the one before survives."""
    session.clear()
    began = int(now().timestamp())
    session.update(user=user.id, epoch=user.session_epoch, began=began, seen=began)


def current_user() -> User:
    """The signed-in user, detached.  Only in views that need a power."""
    return cast(User, g.user)


def current_actor() -> Actor:
    """The signed-in user, as the record names her."""
    return Actor(f"user:{current_user().id}", "web")


def may(power: Power | None) -> bool:
    """Whether the signed-in user has ``power``; templates ask it before they show a button."""
    return power is not None and "user" in g and power in POWERS[current_user().role]


def visible_projects(user: User) -> Select[int]:
    """Ids of the projects that ``user`` may see, to be used inside an ``IN``."""
    if user.role in SEES_ALL:
        return select(Project.id)
    return select(Membership.project_id).where(Membership.user_id == user.id)


def is_visible(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """Condition: the project in ``column`` is one that the signed-in user may see."""
    user = current_user()
    return true() if user.role in SEES_ALL else column.in_(visible_projects(user))


def check_visible(db: Session, project_id: int | None, obj: str) -> None:
    """Raises Foreign unless the signed-in user may see ``project_id``, to which ``obj`` belongs."""
    user = current_user()
    if user.role in SEES_ALL:
        return
    seen = visible_projects(user).where(Membership.project_id == project_id)
    if project_id is None or db.scalar(seen) is None:
        raise Foreign(obj)


def project_or_404(db: Session, slug: str) -> Project:
    """The project called ``slug``.

    Raises:
        NotFound: there is none.
        Foreign: the signed-in user does not work on it.
    """
    found = db.execute(
        select(Project, is_visible(Project.id)).where(Project.slug == slug)
    ).one_or_none()
    if found is None:
        raise NotFound
    project, is_hers = found
    if not is_hers:
        raise Foreign(f"project:{project.id}")
    return project


def note_denied(obj: str) -> None:
    """Put into the record that the signed-in user asked for what is not hers.

    Has its own transaction: the request it belongs to changes nothing.
    """
    with parts().db.write() as db:
        record(
            db,
            Action.DENIED,
            obj,
            actor=current_actor(),
            now=now(),
            method=request.method,
            endpoint=str(request.endpoint),
        )


def _instant(name: str) -> datetime:
    return datetime.fromtimestamp(session[name], tz=now().tzinfo)


def _renew(at: datetime, idle: timedelta) -> None:
    # Not on every answer: one that comes late must not bring back a session just ended.
    if at - _instant("seen") > idle / 30:
        session["seen"] = int(at.timestamp())
