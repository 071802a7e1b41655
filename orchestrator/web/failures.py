"""When something cannot be done: a page that says what, why, and where to go on."""

from collections.abc import Mapping

from flask import Flask, Response, current_app, g, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from orchestrator.errors import DependencyError, IntegrityError, Refused, UsageError
from orchestrator.models import Role
from orchestrator.web.access import POWERS, Foreign, SignedOut, note_denied, signed_in
from orchestrator.web.way_back import TODAY, WayBack, section, way_back
from orchestrator.web.words import sentence

_WORDS = {
    400: ("We cannot read this request", "Go back, check what you typed, and try again."),
    403: ("Your role may not do this", "Ask an administrator, or somebody who may."),
    404: ("There is no such page", "It may have been moved, or it is not one of your projects."),
    405: ("This address takes no such request", "Use the button on the page instead."),
    413: ("That is too much text", "Shorten it and try again."),
    500: ("Something broke on our side", "Nothing was changed. The log says what happened."),
}


ROLES = {
    Role.WRITER: "writers",
    Role.PM: "project managers",
    Role.COMPLIANCE: "compliance",
    Role.ADMIN: "administrators",
}
_FREE_TEXT = {"text": "What you wrote", "reason": "Your reason", "value": "Your value"}


def register(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(Foreign, _foreign)
    app.register_error_handler(SignedOut, _signed_out)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(HTTPException, _any_other)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(UsageError, _unusable)
    app.register_error_handler(IntegrityError, _altered)
    app.register_error_handler(OperationalError, _no_database)
    app.register_error_handler(DependencyError, _no_dependency)


def page(
    status: int,
    title: str,
    words: str,
    *,
    typed: Mapping[str, str] | None = None,
    back: WayBack = TODAY,
) -> ResponseReturnValue:
    """An error page with ``status`` that leads ``back``, with what was typed."""
    href, where = back
    html = render_template(
        "errors/show.html", heading=title, words=words, typed=typed, href=href, where=where
    )
    return html, status


def _wrong_host(error: SecurityError) -> Response:
    # Without a known host no link can be built, hence no page around it.
    return Response("This service has another address.\n", 400, mimetype="text/plain")


def _foreign(error: Foreign) -> ResponseReturnValue:
    note_denied(error.obj)
    return page(404, *_WORDS[404], back=section())


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    if request.endpoint != "signin.create" and signed_in() is None:
        return _signed_out()
    words = "The form is too old, or came from another site. Nothing was changed."
    return page(403, "Please send this again", words, typed=_written(), back=way_back())


def _signed_out(_: SignedOut | None = None) -> ResponseReturnValue:
    """The sign-in form, which keeps what was typed and leads back to where it was."""
    session.clear()
    words = "\n\n".join(_written().values())
    form = {"next": way_back()[0], "email": "", "words": words, "is_late": True}
    return render_template("signin/show.html", **form), 403


def _too_many(error: RateLimitExceeded) -> ResponseReturnValue:
    return page(429, "Too many tries", "Wait a minute, then sign in again.")


def _any_other(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    if status == 403 and "user" in g and request.endpoint:
        note_denied(f"view:{request.endpoint}")
    words = _WORDS.get(status, (error.name, error.description or ""))
    if status == 400:
        return page(status, *words, typed=_written(), back=way_back())
    if status == 403 and request.method in ("GET", "HEAD"):
        return page(status, words[0], _who_may())
    return page(status, *words, back=way_back() if status in (403, 413) else section())


def _who_may() -> str:
    """Who could have read the page that was refused."""
    view = current_app.view_functions.get(request.endpoint or "")
    roles = [ROLES[role] for role, powers in POWERS.items() if getattr(view, "power", "") in powers]
    if not roles:
        return _WORDS[403][1]
    return f"This page is for {' and '.join(filter(None, [', '.join(roles[:-1]), roles[-1]]))}."


def _refused(error: Refused) -> ResponseReturnValue:
    words = sentence(str(error))
    return page(409, "This was not done", words, typed=_written(), back=way_back())


def _unusable(error: UsageError) -> ResponseReturnValue:
    words = sentence(str(error))
    return page(400, _WORDS[400][0], words, typed=_written(), back=way_back())


def _written() -> dict[str, str]:
    """The free text of a form that was refused: nobody writes it twice."""
    written = {words: request.form.get(name, "").strip() for name, words in _FREE_TEXT.items()}
    return {words: text for words, text in written.items() if text}


def _altered(error: IntegrityError) -> ResponseReturnValue:
    return page(500, "Fingerprint does not match", f"Do not rely on this copy. {error}")


def _no_database(error: OperationalError) -> ResponseReturnValue:
    current_app.logger.error("the database does not answer: %s", error.orig)
    words = "Nothing was changed. Mail is kept on its server meanwhile. Try again in a minute."
    return page(503, "The database does not answer", words)


def _no_dependency(error: DependencyError) -> ResponseReturnValue:
    return page(503, "A part of the service does not answer", str(error))
