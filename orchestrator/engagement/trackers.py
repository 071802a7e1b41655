"""What GitHub, GitLab and Jira say of an issue, and how we know that they said it.  Pure.

GitHub: webhook event ``issues``, ``X-Hub-Signature-256``.  GitLab: ``Issue Hook``,
``X-Gitlab-Token``.  Jira Cloud: ``jira:issue_*``, ``X-Hub-Signature``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
import hashlib
import hmac
import json
from typing import Any, Final

from orchestrator.models import Tracker

Headers = Mapping[str, str]
"""By their names in small letters."""

_DELIVERY: Final = {
    Tracker.GITHUB: ("x-github-delivery",),
    # The second is shared by all events that one change causes.
    Tracker.GITLAB: ("idempotency-key", "x-gitlab-event-uuid"),
    Tracker.JIRA: ("x-atlassian-webhook-identifier",),
}
_MOST_WORDS = 30
_LONGEST_WORD = 60
_GITHUB_ACTIONS: Final = frozenset(
    {"opened", "edited", "closed", "reopened", "labeled", "unlabeled"}
)
_JIRA_EVENTS: Final = frozenset({"jira:issue_created", "jira:issue_updated"})


@dataclass(frozen=True, slots=True)
class IssueEvent:
    """How an issue is since ``changed_at``: its state first in ``words``, then its labels.

    ``changed_at`` is None where the tracker does not say it.
    """

    issue: str
    title: str
    words: tuple[str, ...]
    changed_at: datetime | None


class Unreadable(ValueError):
    """It is no JSON object, or lacks what the tracker's documentation says is there."""


def is_genuine(tracker: Tracker, headers: Headers, body: bytes, secret: str) -> bool:
    """Whether the tracker that knows ``secret`` sent this.  Takes the same time either way."""
    if tracker is Tracker.GITLAB:
        given, expected = headers.get("x-gitlab-token", ""), secret
    else:
        name = "x-hub-signature-256" if tracker is Tracker.GITHUB else "x-hub-signature"
        given = headers.get(name, "")
        expected = f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def delivery_of(tracker: Tracker, headers: Headers, body: bytes) -> str:
    """The id of a delivery, the same when it is tried again; of its bytes where it has none."""
    given = next((headers[name] for name in _DELIVERY[tracker] if headers.get(name)), "")
    digest = hashlib.sha256(body).hexdigest()
    is_shared = tracker is Tracker.GITLAB and not headers.get("idempotency-key")
    return f"{given[:50]} {digest}" if is_shared else given[:120] or digest


def read_event(tracker: Tracker, headers: Headers, body: bytes) -> IssueEvent | None:
    """What it says of an issue; None for events that say nothing a client would hear.

    Raises:
        Unreadable: see there.
    """
    try:
        payload = json.loads(body)
        return _READ[tracker](headers, payload)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Unreadable("this is not what the tracker's documentation describes") from error


def _github(headers: Headers, payload: dict[str, Any]) -> IssueEvent | None:
    if headers.get("x-github-event") != "issues" or payload["action"] not in _GITHUB_ACTIONS:
        return None
    issue = payload["issue"]
    state = "open" if issue["state"] == "open" else "closed"
    if state == "closed" and issue.get("state_reason") in ("not_planned", "duplicate"):
        state = "closed as not planned"
    labels = [label["name"] for label in issue.get("labels") or ()]
    return _event(issue["number"], issue["title"], [state, *labels], issue.get("updated_at"))


def _gitlab(headers: Headers, payload: dict[str, Any]) -> IssueEvent | None:
    # A confidential issue comes under another name, and is nobody's but theirs.
    if headers.get("x-gitlab-event") != "Issue Hook" or payload.get("object_kind") != "issue":
        return None
    issue = payload["object_attributes"]
    if issue.get("confidential") is True:
        return None
    state = "open" if issue["state"] in ("opened", "reopened") else "closed"
    found = issue.get("labels") or payload.get("labels") or ()
    labels = [label["title"] for label in found]
    return _event(issue["iid"], issue["title"], [state, *labels], issue.get("updated_at"))


def _jira(_headers: Headers, payload: dict[str, Any]) -> IssueEvent | None:
    if payload.get("webhookEvent") not in _JIRA_EVENTS:
        return None
    issue = payload["issue"]
    fields = issue["fields"]
    words = [fields["status"]["name"], *(fields.get("labels") or ())]
    return _event(issue["key"], fields["summary"], words, payload.get("timestamp"))


_READ: Final[dict[Tracker, Callable[[Headers, dict[str, Any]], IssueEvent | None]]] = {
    Tracker.GITHUB: _github,
    Tracker.GITLAB: _gitlab,
    Tracker.JIRA: _jira,
}


def _event(number: object, title: str, words: list[str], changed: object) -> IssueEvent:
    known = dict.fromkeys(_clean(word).lower()[:_LONGEST_WORD] for word in words)
    shown = tuple(word for word in known if word)[:_MOST_WORDS]
    return IssueEvent(_clean(str(number))[:60], _clean(title), shown, _instant(changed))


def _clean(text: str) -> str:
    """On one line, and without what a database cannot hold."""
    held = text.replace("\0", " ").encode("utf-8", "replace").decode()
    return " ".join(held.split())


def _instant(changed: object) -> datetime | None:
    """Of ISO 8601, of "2026-11-20 14:03:11 UTC" as GitLab wrote, of milliseconds as Jira does."""
    if isinstance(changed, int):
        return datetime.fromtimestamp(changed / 1000, UTC)
    if not isinstance(changed, str):
        return None
    at = datetime.fromisoformat(changed.replace(" UTC", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=UTC)
