"""A browser without scripts: it keeps cookies, and fills in and sends the forms of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

TIMEOUT_SECONDS = 20
REDIRECTS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Page:
    """``path`` is where it was found after redirects."""

    status: int
    path: str
    text: str


@dataclass(slots=True)
class Form:
    """What a browser would send if nobody changed anything."""

    action: str
    values: dict[str, str] = field(default_factory=dict)


class Browser:
    """One visitor of one site on 127.0.0.1.

    Raises:
        OSError, HTTPException: from every method, when the site does not answer.
        LookupError: from `submit`, when the page has no such form.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        return self._follow("GET", path, None)

    def submit(self, path: str, action: str, typed: Mapping[str, str]) -> Page:
        """Open the page, fill in its form with this action, and send it."""
        page = self.get(path)
        form = next((form for form in forms_of(page.text) if form.action == action), None)
        if form is None:
            raise LookupError(f"{page.path} ({page.status}) has no form for {action}")
        return self._follow("POST", action, urlencode({**form.values, **typed}))

    def _follow(self, method: str, path: str, body: str | None) -> Page:
        for _ in range(REDIRECTS_AT_MOST):
            page, location = self._request(method, path, body)
            if location is None:
                return page
            method, path, body = "GET", location, None
        return page

    def _request(self, method: str, path: str, body: str | None) -> tuple[Page, str | None]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        finally:
            connection.close()
        self._keep_cookies(response)
        return Page(response.status, path, text), _location(path, response)

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value


def forms_of(page: str) -> list[Form]:
    """The forms of a page, in order."""
    reader = _Forms()
    reader.feed(page)
    return reader.forms


def _location(path: str, response: HTTPResponse) -> str | None:
    target = response.headers.get("Location")
    if target is None or response.status not in (302, 303):
        return None
    parts = urlsplit(urljoin(path, target))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._text_of: str | None = None
        self._choice_of: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""))
            self.forms.append(self._open)
        elif self._open is not None:
            for name, value in self._field(tag, given):
                self._open.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._text_of = None
        elif tag == "select":
            self._choice_of = None

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._text_of is not None:
            self._open.values[self._text_of] += data

    def _field(self, tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        name = given.get("name", "")
        if tag == "textarea":
            self._text_of = name
            yield name, ""
        elif tag == "select":
            self._choice_of = name
        elif tag == "option" and self._choice_of is not None:
            assert self._open is not None
            if "selected" in given or self._choice_of not in self._open.values:
                yield self._choice_of, given.get("value", "")
        elif tag == "input" and name:
            is_choice = given.get("type") in ("radio", "checkbox")
            if not is_choice or "checked" in given:
                yield name, given.get("value", "on" if is_choice else "")
