"""/signin and /signout: one of our people begins and ends a session."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from orchestrator.models import User
from orchestrator.record.append import Action, Actor, record
from orchestrator.web.access import Power, begin, current_actor, current_user, needs, open_to_all
from orchestrator.web.parts import now, parts
from orchestrator.web.passwords import fits
from orchestrator.web.security import typed_name

bp = Blueprint("signin", __name__)


@bp.get("/signin")
@open_to_all
def show() -> str:
    """The form."""
    return render_template("signin/show.html", next=request.args.get("next", ""), email="")


@bp.post("/signin")
@open_to_all
def create() -> ResponseReturnValue:
    """Begin a session.  An unknown user gets the answer of a wrong password, as slowly.

    What was typed before, in a form that came too late, is shown again and never sent.
    """
    email, password = typed_name(), request.form.get("password", "")
    kept = {name: request.form.get(name, "") for name in ("next", "words")}
    user = _user_with(email, password)
    if user is None:
        return render_template("signin/show.html", **kept, email=email, is_wrong=True), 401
    begin(user)
    wanted = _inside(kept["next"])
    if kept["words"]:
        return render_template("signin/kept.html", words=kept["words"], href=wanted)
    return redirect(wanted, code=303)


@bp.post("/signout")
@needs(Power.READ)
def end() -> ResponseReturnValue:
    """End this session."""
    with parts().db.write() as db:
        obj = f"user:{current_user().id}"
        record(db, Action.LOGOUT, obj, actor=current_actor(), now=now())
    session.clear()
    return redirect(url_for("signin.show"), code=303)


def _user_with(email: str, password: str) -> User | None:
    with parts().db.read() as db:
        user = db.scalar(select(User).where(User.email == email, User.is_active))
        stored = user.password_hash if user else None
        if user is not None:
            db.expunge(user)
    is_right = fits(password, stored)  # Outside the transaction: it takes its time on purpose.
    _note(user, email, is_right=is_right)
    return user if is_right else None


def _note(user: User | None, email: str, *, is_right: bool) -> None:
    """Record the try.  What was typed as a name may be personal, even a password."""
    obj = f"user:{user.id}" if user else "user:unknown"
    actor = Actor(obj if is_right else "visitor", "web")
    action = Action.LOGIN if is_right else Action.LOGIN_FAIL
    details = {"from": request.remote_addr or "", "name": email[:320]}
    with parts().db.write() as db:
        record(db, action, obj, actor=actor, now=now(), details=details)


def _inside(wanted: str) -> str:
    """``wanted`` if it is a path of ours, else the first page."""
    parsed = urlsplit(wanted.replace("\\", "/"))
    is_path = not parsed.scheme and not parsed.netloc and parsed.path.startswith("/")
    return wanted if is_path and not wanted.startswith("//") else url_for("today.show")
