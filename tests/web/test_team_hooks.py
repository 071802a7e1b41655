"""What GitHub, GitLab and Jira say of issues: proven, kept once, and silent until it is mapped."""

from copy import deepcopy
from datetime import datetime, timedelta
import hashlib
import hmac
import html
import json
from pathlib import Path
import re
from typing import Any

from flask.testing import FlaskClient
import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from orchestrator.models import AuditDetail, AuditEntry, Database, Fact, Hook, HookEvent, Proposal
from tests.web.conftest import Visitor
from tests.web.studio import Studio

DATA = Path(__file__).parents[1] / "data" / "hooks"
FILES = {
    "github": "github_issues_closed.json",
    "gitlab": "gitlab_issue.json",
    "jira": "jira_issue_updated.json",
}
SAYS = {
    "github": ("42", ["closed", "enhancement"], "Room calendar works on phones", "done neutral"),
    "gitlab": ("7", ["open", "blocked"], "Card payments: the provider is down", "news bad"),
    "jira": ("BK-18", ["in progress", "shop"], "Gift vouchers in the shop", "next neutral"),
}


def sample(tracker: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / FILES[tracker]).read_text())
    return found


class Tracker:
    """One that was given its address and secret by a manager."""

    def __init__(self, pm: Visitor, slug: str, tracker: str) -> None:
        self.pm, self.kind, self.of = pm, tracker, f"/p/{slug}/team"
        made = pm.post(f"{self.of}/hooks", tracker=tracker, name="Booking repository")
        assert made.status_code == 201
        self.secret = re.findall(r'id="made" readonly value="([^"]+)"', made.text)[0]
        self.url = re.findall(rf"/hooks/{tracker}/\d+", made.text)[0]
        self.id = int(self.url.rpartition("/")[2])
        self.browser: FlaskClient = pm.browser.application.test_client()
        self.sent = 0

    def send(
        self, payload: Any, *, secret: str = "", delivery: str = "", event: str = "", url: str = ""
    ) -> TestResponse:
        self.sent += 1
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        secret = secret or self.secret
        signed = f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
        delivery = delivery or f"delivery-{self.sent}"
        headers = {
            "github": {
                "X-GitHub-Event": event or "issues",
                "X-GitHub-Delivery": delivery,
                "X-Hub-Signature-256": signed,
            },
            "gitlab": {
                "X-Gitlab-Event": event or "Issue Hook",
                "Idempotency-Key": delivery,
                "X-Gitlab-Token": secret,
            },
            "jira": {"X-Atlassian-Webhook-Identifier": delivery, "X-Hub-Signature": signed},
        }[self.kind]
        return self.browser.post(
            url or self.url, data=body, headers=headers, content_type="application/json"
        )

    def map(self, **words: str) -> int:
        form = {f"word-{word.replace('_', ' ')}": meaning for word, meaning in words.items()}
        return self.pm.post(f"{self.of}/hooks/{self.id}/mapping", **form).status_code

    def page(self) -> str:
        return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", self.pm.get(self.of).text)))


def proposals(database: Database) -> list[str]:
    with database.read() as session:
        rows = session.scalars(select(Proposal).order_by(Proposal.id))
        return [f"{row.kind} {row.impact} {row.text} {row.state}" for row in rows]


@pytest.mark.parametrize("kind", list(FILES))
def test_team_in_an_issue_waits_for_its_mapping_and_is_then_proposed(
    database: Database, studio: Studio, pm: Visitor, kind: str
) -> None:
    tracker, (issue, words, title, meaning) = Tracker(pm, studio.slug, kind), SAYS[kind]
    answer = tracker.send(sample(kind))
    assert (answer.status_code, answer.get_json()) == (202, {"heard": True})
    assert proposals(database) == []
    page = tracker.page()
    assert "Waits for its mapping" in page
    assert f"{issue} ({', '.join(words)}): would say “{title}”" in page
    with database.read() as session:
        event = session.scalars(select(HookEvent)).one()
        assert (event.issue, event.words) == (issue, words)
        before = len(session.scalars(select(Fact)).all())
    assert tracker.map(closed="done", blocked="problem", in_progress="next") == 303
    assert proposals(database) == [f"{meaning} {title} waiting"]
    with database.read() as session:
        row = session.scalars(select(Proposal)).one()
        assert row.source == f"hook:{tracker.id}"
        assert len(session.scalars(select(Fact)).all()) == before


@pytest.mark.parametrize("kind", list(FILES))
def test_team_in_what_is_not_signed_is_refused_and_shown(
    database: Database, studio: Studio, pm: Visitor, kind: str
) -> None:
    tracker = Tracker(pm, studio.slug, kind)
    assert tracker.send(sample(kind), secret="guessed").status_code == 401
    assert "A wrong secret came" in tracker.page()
    other = "gitlab" if kind == "github" else "github"
    for url in (f"/hooks/{kind}/4242", f"/hooks/{other}/{tracker.id}", f"/hooks/{kind}/{2**40}"):
        assert tracker.send(sample(kind), url=url).status_code in (401, 404)
    assert pm.post(f"{tracker.of}/hooks/{tracker.id}/revoke").status_code == 303
    assert tracker.send(sample(kind)).status_code == 401
    with database.read() as session:
        assert session.scalars(select(HookEvent)).all() == []


def test_team_in_a_delivery_is_taken_once_whatever_id_it_bears(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for kind in FILES:
        tracker = Tracker(pm, studio.slug, kind)
        tracker.map(closed="done", blocked="problem", in_progress="next")
        heard = [
            tracker.send(sample(kind), delivery=delivery).get_json()["heard"]
            for delivery in ("a", "a", "b")
        ]
        assert heard == [True, False, False]
    assert len(proposals(database)) == 3


def test_team_in_one_proposal_an_issue_and_state_follows_what_nobody_took(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    tracker = Tracker(pm, studio.slug, "github")
    tracker.map(closed="done", open="ignored", bug="problem")
    at = datetime.fromisoformat(sample("github")["issue"]["updated_at"])

    def say(state: str, *labels: str, title: str = "Calendar works", minutes: int) -> list[str]:
        payload = deepcopy(sample("github"))
        payload["issue"] |= {
            "state": state,
            "title": title,
            "labels": [{"name": label} for label in labels],
            "updated_at": (at + timedelta(minutes=minutes)).isoformat(),
        }
        assert tracker.send(payload).status_code == 202
        return proposals(database)

    done, gone = "done neutral Calendar works waiting", "done neutral Calendar works withdrawn"
    assert say("closed", minutes=1) == [done]
    assert say("open", minutes=2) == [gone]
    assert say("closed", minutes=3) == [done]
    better = "done neutral The calendar works waiting"
    assert say("closed", title="The calendar works", minutes=4) == [better]
    assert say("open", "Bug", minutes=2) == [better], "an older one that comes late says nothing"
    bad = "news bad Calendar works waiting"
    assert say("open", "Bug", minutes=5) == [better.replace("waiting", "withdrawn"), bad]
    with database.read() as session:
        taken = session.scalars(select(Proposal.id).order_by(Proposal.id.desc())).first()
    form = {"text": "Calendar fails", "kind": "news", "impact": "bad"}
    assert pm.post(f"{tracker.of}/proposals/{taken}/fact", **form).status_code == 303
    after = say("open", "Bug", title="Calendar is odd", minutes=6)
    assert after[1] == "news bad Calendar works taken"
    assert say("closed", minutes=7) == [done, after[1]]


def test_team_in_other_events_and_titles_without_words_are_answered_and_ignored(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    tracker = Tracker(pm, studio.slug, "github")
    tracker.map(closed="done", secret="ignored")
    assert tracker.send({"zen": "Keep it simple."}, event="ping").status_code == 202
    assert tracker.send(sample("github") | {"action": "deleted"}).status_code == 202
    for changes in (
        {"title": "`room_list()`"},
        {"labels": [{"name": "Secret"}]},
        {"state_reason": "not_planned"},
    ):
        payload = sample("github")
        payload["issue"] |= changes | {"number": len(str(changes))}
        assert tracker.send(payload).status_code == 202
    confidential = sample("gitlab")
    confidential["object_attributes"]["confidential"] = True
    gitlab = Tracker(pm, studio.slug, "gitlab")
    gitlab.map(blocked="problem")
    assert gitlab.send(confidential).status_code == 202
    assert gitlab.send(sample("gitlab"), event="Confidential Issue Hook").status_code == 202
    assert proposals(database) == []


BROKEN: list[Any] = [
    b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b"[" * 100_000, {}, {"action": "closed"},
    {"action": "closed", "issue": None}, {"action": "closed", "issue": {"number": 1}},
    {"action": "closed", "issue": {"number": 1, "title": 7, "state": "closed"}},
    {"action": "closed", "issue": {"number": 1, "title": "x", "state": "closed", "labels": 3}},
    {"action": [], "issue": {}},
    {"action": "closed",
     "issue": {"number": 1, "title": "x", "state": "closed", "updated_at": "yesterday"}},
]  # fmt: skip


def test_team_in_broken_large_and_hostile_payloads_change_nothing(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    tracker = Tracker(pm, studio.slug, "github")
    tracker.map(closed="done")
    for payload in BROKEN:
        assert tracker.send(payload).status_code == 400, payload
    assert tracker.send(b'"' + b"x" * (1 << 20) + b'"').status_code == 413
    plain = tracker.browser.post(tracker.url, data="payload={}")
    assert plain.status_code == 415
    with database.read() as session:
        assert session.scalars(select(HookEvent)).all() == []
    hostile = sample("github")
    hostile["issue"] |= {"title": "Calendar \0 works \ud800", "labels": [{"name": "\udfff\0"}]}
    assert tracker.send(hostile).status_code == 202
    assert proposals(database) == ["done neutral Calendar works? waiting"]


def test_team_in_a_mapping_says_something_and_a_secret_is_shown_once_and_kept_nowhere(
    database: Database, studio: Studio, pm: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    tracker = Tracker(pm, studio.slug, "github")
    assert tracker.map(closed="ignored") == 400
    assert tracker.map(closed="nonsense") == 400
    assert tracker.secret not in pm.get(tracker.of).text + caplog.text
    with database.read() as session:
        assert tracker.secret not in session.get_one(Hook, tracker.id).sealed_secret
        lines = b"".join(session.scalars(select(AuditEntry.line)))
        assert tracker.secret.encode() not in lines
        assert all(tracker.secret not in str(v) for v in session.scalars(select(AuditDetail.value)))
    assert pm.post(f"{tracker.of}/hooks", tracker="svn", name="").status_code == 400


def test_team_in_too_many_events_are_told_to_wait(studio: Studio, pm: Visitor) -> None:
    tracker = Tracker(pm, studio.slug, "github")
    for _ in range(300):
        tracker.browser.post(tracker.url, data="{}")
    answer = tracker.send(sample("github"))
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 61
