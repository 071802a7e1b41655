"""What holds for every answer: host, cookie, forms, headers, and how often one may try."""

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError, CSRFProtect

from orchestrator.web.parts import Parts

csrf = CSRFProtect()

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FRAME_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_BODY_MAX_BYTES = 256 * 1024


def protect(app: Flask, of: Parts) -> None:
    """Put the rules on ``app``."""
    base = urlsplit(of.settings.base_url)
    is_https = base.scheme == "https"
    app.config.update(
        # A key of its own: a web session can never be taken for a reply token.
        SECRET_KEY=hmac.digest(of.signing_key, b"web session", hashlib.sha256),
        TRUSTED_HOSTS=[base.hostname, "localhost", "127.0.0.1"],
        SESSION_COOKIE_NAME="__Host-session" if is_https else "session",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=_BODY_MAX_BYTES,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        WTF_CSRF_TIME_LIMIT=None,  # As long as the session.
        WTF_CSRF_SSL_STRICT=False,  # It reads Referer, which our pages tell browsers not to send.
    )
    csrf.init_app(app)
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)
    if is_https:
        app.after_request(_add_transport_security)


def limit_sign_in(app: Flask, of: Parts, endpoint: str) -> None:
    """Allow ten tries a minute from one address, counted for all web processes together."""
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri="redis://",
        storage_options={"connection_pool": of.bell.redis.connection_pool},  # type: ignore[dict-item]
        in_memory_fallback_enabled=True,
        key_prefix="signin",
    )
    view = app.view_functions[endpoint]
    app.view_functions[endpoint] = limiter.limit("10 per minute")(view)  # type: ignore[assignment]


def sandboxed(html: str) -> Response:
    """An answer for a sandboxed frame of ours: no scripts, no network, no cookies."""
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    return response


def _refuse_other_sites() -> None:
    # A second lock beside the form token, for browsers that say where a form was (Fetch
    # Metadata).  Public pages are posted to from mail programs; their token is the capability.
    from_site = request.headers.get("Sec-Fetch-Site", "none")
    is_change = request.method == "POST" and request.blueprint != "public"
    if is_change and from_site not in ("same-origin", "none"):
        raise CSRFError("The form was on another site.")


def _add_headers(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _add_transport_security(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
