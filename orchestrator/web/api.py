"""/api/v1: what programs of ours propose, with a token and without a cookie.

Every answer is JSON; a failure is ``{"error": {"code", "message", "fields"}}``.  Nothing that
comes here is told to a client before a project manager takes it.
"""

from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from orchestrator.engagement.api_tokens import may_write, note_use, project_for, token_of
from orchestrator.engagement.proposals import propose
from orchestrator.models import ApiToken, Contact, Participant, Project, Proposal, Scope
from orchestrator.record.append import Actor
from orchestrator.web.access import open_to_all
from orchestrator.web.api_forms import read_update
from orchestrator.web.parts import now, parts
from orchestrator.web.security import csrf

bp = Blueprint("api", __name__, url_prefix="/api/v1")

MOST_BYTES = 16 * 1024
_UNAUTHORISED = "send Authorization: Bearer with a token that was not revoked"


class ApiError(Exception):
    """What an answer other than a success says."""

    def __init__(
        self, status: int, code: str, message: str, fields: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.fields = status, code, message, fields or {}


@bp.post("/projects/<slug>/updates")
@open_to_all
def create_update(slug: str) -> ResponseReturnValue:
    """Propose a fact; 201 with its id, 200 where its idempotency key was heard before."""
    with parts().db.write() as session:
        token = _token(session)
        project = project_for(session, token, slug)
        if project is None:
            raise ApiError(404, "not_found", "there is no such project for this token")
        proposal, is_new = _propose(session, project, token, _payload())
        note_use(session, token, now=now())
        answer = {
            "id": proposal.id,
            "state": proposal.state.value,
            "text": proposal.text,
            "kind": proposal.kind.value,
            "impact": proposal.impact.value,
        }
    return jsonify(proposal=answer), 201 if is_new else 200


# Nobody signs in here: the token is in a header, which no form of another site can send.
csrf.exempt(create_update)


def _token(session: Session) -> ApiToken:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = token_of(session, secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise ApiError(401, "unauthorised", _UNAUTHORISED)
    if not may_write(token, Scope.UPDATES):
        raise ApiError(403, "forbidden", "this token, or whom it acts for, may not write updates")
    return token


def _payload() -> dict[str, Any]:
    if request.mimetype != "application/json":
        raise ApiError(415, "unsupported", "send Content-Type: application/json")
    request.max_content_length = MOST_BYTES
    request.get_data()  # Raises where it is larger, before anything is parsed.
    try:
        payload = request.get_json()
    except RecursionError:
        payload = None
    if not isinstance(payload, dict):
        raise ApiError(400, "invalid", "send one JSON object")
    return payload


def _propose(
    session: Session, project: Project, token: ApiToken, payload: dict[str, Any]
) -> tuple[Proposal, bool]:
    values, errors = read_update(payload, _people(session, project), now=now())
    if errors:
        raise ApiError(400, "invalid", "some fields are not right", errors)
    key = values.pop("idempotency_key")
    unique = f"token:{token.id}:{project.id}:{key}"
    made = propose(
        session,
        project.id,
        **values,
        source=f"token:{token.id}",
        key=unique if key else f"token:{token.id}:{uuid4()}",
        author=f"{token.name}, for {token.user.name}",
        actor=Actor(f"token:{token.id}", "api"),
        now=now(),
    )
    found = Proposal.id == made if made is not None else Proposal.key == unique
    return session.scalars(select(Proposal).where(found)).one(), made is not None


def _people(session: Session, project: Project) -> list[Contact]:
    return list(
        session.scalars(
            select(Contact)
            .join(Participant, Participant.contact_id == Contact.id)
            .where(Participant.project_id == project.id)
            .order_by(Contact.id)
        )
    )


@bp.errorhandler(ApiError)
def _failed(error: ApiError) -> Response:
    answer = {"code": error.code, "message": error.message, "fields": error.fields}
    response = jsonify(error=answer)
    response.status_code = error.status
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


@bp.errorhandler(RateLimitExceeded)
def _too_many(_error: RateLimitExceeded) -> Response:
    return _failed(ApiError(429, "too_many", "wait for the seconds that Retry-After says"))


@bp.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> Response:
    return _failed(ApiError(413, "too_large", f"at most {MOST_BYTES} bytes"))


@bp.errorhandler(CSRFError)
@bp.errorhandler(HTTPException)
def _other(error: HTTPException) -> Response:
    message = error.description or "this cannot be read"
    return _failed(ApiError(error.code or 400, "invalid", message))
