"""/hooks: what trackers send about issues.  The signature is the capability."""

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from sqlalchemy import update
from werkzeug.exceptions import HTTPException

from orchestrator.engagement.hooks import receive
from orchestrator.engagement.trackers import Unreadable, delivery_of, is_genuine, read_event
from orchestrator.keys import unseal
from orchestrator.models import Hook, Tracker
from orchestrator.web.access import open_to_all
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.security import csrf

bp = Blueprint("hooks", __name__, url_prefix="/hooks")
bp.url_value_preprocessor(refuse_impossible)

MOST_BYTES = 1024 * 1024
"""A tracker sends whole descriptions with each issue."""


@bp.post("/<tracker>/<int:hook_id>")
@open_to_all
def create_event(tracker: str, hook_id: int) -> ResponseReturnValue:
    """Keep one event; 202 whatever it means, and for what was heard before."""
    if request.mimetype != "application/json":
        return _error(415, "send application/json")
    request.max_content_length = MOST_BYTES
    body = request.get_data()
    of = _genuine(tracker, hook_id, body)
    if of is None:
        return _error(401, "there is no such hook, or its secret is another")
    try:
        event = read_event(of, _headers(), body)
    except Unreadable as error:
        return _error(400, str(error))
    if event is None:
        return jsonify(heard=False), 202
    with parts().db.write() as session:
        hook, delivery = session.get_one(Hook, hook_id), delivery_of(of, _headers(), body)
        heard = receive(session, hook, event, delivery=delivery, body=body, now=now())
    return jsonify(heard=heard), 202


csrf.exempt(create_event)


def _genuine(tracker: str, hook_id: int, body: bytes) -> Tracker | None:
    """The tracker, where it knows the secret of this hook; a wrong one is noted."""
    with parts().db.read() as session:
        hook = session.get(Hook, hook_id)
        if hook is None or hook.revoked_at is not None or hook.tracker != tracker:
            return None
        secret, of = unseal(parts().settings.keys, hook.sealed_secret), hook.tracker
    if is_genuine(of, _headers(), body, secret):
        return of
    with parts().db.write() as session:
        session.execute(update(Hook).where(Hook.id == hook_id).values(refused_at=now()))
    return None


def _headers() -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


@bp.errorhandler(RateLimitExceeded)
def _too_many(_error_: RateLimitExceeded) -> Response:
    return _error(429, "wait for the seconds that Retry-After says")


@bp.errorhandler(HTTPException)
def _other(error: HTTPException) -> Response:
    return _error(error.code or 400, error.description or "this cannot be read")


def _error(status: int, message: str) -> Response:
    response = jsonify(error={"message": message})
    response.status_code = status
    return response
