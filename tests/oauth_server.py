"""A provider of tokens on loopback: gives them for a refresh token, and vouches for them.

Dovecot asks `/introspect` (RFC 7662) whether a token is good; the product asks `/token`
(RFC 6749 section 6).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
import json
import threading
from urllib.parse import parse_qs, urlsplit


@dataclass
class OauthServer:
    """``refresh_token`` is the one it takes now; each access token belongs to ``user``."""

    user: str = "tokens"
    refresh_token: str = "granted"
    rotates: bool = False
    expires_in: object = 3600
    answer: tuple[int, bytes] | None = None
    port: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def token_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/token"

    def take_back(self) -> None:
        """Every access token given so far is good no more."""
        self.good.clear()

    def give(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.asked.append(form)
        if self.answer is not None:
            return self.answer
        if form.get("refresh_token") != self.refresh_token:
            words = {"error": "invalid_grant", "error_description": "Token has been revoked."}
            return 400, json.dumps(words).encode()
        token = f"access-{next(self._numbers)}"
        self.good.add(token)
        words = {"access_token": token, "expires_in": self.expires_in, "token_type": "Bearer"}
        if self.rotates:
            self.refresh_token = words["refresh_token"] = f"{self.refresh_token}+"
        return 200, json.dumps(words).encode()

    def vouch(self, token: str) -> tuple[int, bytes]:
        is_good = token in self.good
        return 200, json.dumps({"active": is_good, "username": self.user}).encode()


@contextmanager
def oauth_server() -> Iterator[OauthServer]:
    state = OauthServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(length).decode())
            self._answer(*state.give({name: values[0] for name, values in form.items()}))

        def do_GET(self) -> None:
            self._answer(*state.vouch(parse_qs(urlsplit(self.path).query)["token"][0]))

        def _answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
