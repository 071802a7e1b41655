"""What holds for every answer: host, cookie, forms, headers, and how often one may try."""

from collections.abc import Callable
import hashlib
import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import SecurityError

from orchestrator.web.parts import Parts

csrf = CSRFProtect()

TRIES_OF_ONE_NAME = "10 per minute"
TRIES_OF_ALL_NAMES = "30 per minute"
UPDATES_ALLOWED = "60 per minute"
EVENTS_ALLOWED = "300 per minute"
ALL_ALLOWED = "600 per minute"

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
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
        SESSION_COOKIE_NAME="__Host-session" if is_https else "session",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=_BODY_MAX_BYTES,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        WTF_CSRF_TIME_LIMIT=None,  # As long as the session.
        WTF_CSRF_SSL_STRICT=False,  # It reads Referer, which our pages tell browsers not to send.
    )
    known = frozenset({base.hostname or "", "localhost", "127.0.0.1", "::1"})
    app.before_request(lambda: _refuse_other_hosts(known))
    csrf.init_app(app)
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)
    if is_https:
        app.after_request(_add_transport_security)


def limit_sign_in(app: Flask, of: Parts, endpoint: str) -> None:
    """Allow ten tries a minute for one name from one address, over all web processes.

    Behind a proxy everybody has the proxy's address, so the name that was typed belongs to
    the key: who guesses at one name does not lock out the others.  An address out of the
    internet is nobody's proxy of ours, and has `TRIES_OF_ALL_NAMES` altogether.
    """
    limiter = _limiter(app, of, _address_and_name, "signin")
    view = app.view_functions[endpoint]
    of_one_name = limiter.limit(TRIES_OF_ONE_NAME)(view)
    app.view_functions[endpoint] = limiter.limit(  # type: ignore[assignment]
        TRIES_OF_ALL_NAMES, key_func=get_remote_address, exempt_when=_may_be_a_proxy
    )(of_one_name)


def limit_programs(app: Flask, of: Parts, *, api: str, hooks: str) -> None:
    """Bound what one token, one hook and one address may ask of us; answers say Retry-After."""
    limiter = _limiter(app, of, _bearer, "programs", headers_enabled=True)
    for endpoint, limit, key in (
        (api, UPDATES_ALLOWED, _bearer),
        (hooks, EVENTS_ALLOWED, lambda: request.path),
    ):
        of_one = limiter.limit(limit, key_func=key)(app.view_functions[endpoint])
        app.view_functions[endpoint] = limiter.limit(  # type: ignore[assignment]
            ALL_ALLOWED, key_func=get_remote_address
        )(of_one)


def _limiter(
    app: Flask, of: Parts, key: Callable[[], str], prefix: str, *, headers_enabled: bool = False
) -> Limiter:
    return Limiter(
        key,
        app=app,
        storage_uri="redis://",
        storage_options={"connection_pool": of.bell.redis.connection_pool},  # type: ignore[dict-item]
        in_memory_fallback_enabled=True,
        key_prefix=prefix,
        headers_enabled=headers_enabled,
    )


def typed_name() -> str:
    """The e-mail address in the sign-in form, as users have it."""
    return request.form.get("email", "").strip().lower()


def sandboxed(html: str) -> Response:
    """An answer for a sandboxed frame of ours: no scripts, no network, no cookies."""
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    return response


def _address_and_name() -> str:
    # Hashed: what was typed as a name may be a password, and the key is kept outside.
    name = hashlib.sha256(typed_name().encode()).hexdigest()[:32]
    return f"{get_remote_address()} {name}"


def _bearer() -> str:
    """Hashed: the key is kept outside.  Who has no token shares what their address may do."""
    given = request.headers.get("Authorization", "") or get_remote_address()
    return hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()[:32]


def _may_be_a_proxy() -> bool:
    try:
        return not ip_address(get_remote_address()).is_global
    except ValueError:  # A Unix socket has no address.
        return True


def _refuse_other_hosts(known: frozenset[str]) -> None:
    # Not TRUSTED_HOSTS of Flask, which cuts an IPv6 address at its first colon.
    if urlsplit(f"//{request.host}").hostname not in known:
        raise SecurityError("The request is for another host.")


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
