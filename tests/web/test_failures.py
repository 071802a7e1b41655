"""A page that says "not so" leads back to what it was about, with what was typed."""

from datetime import timedelta

from sqlalchemy import select
import time_machine

from orchestrator.models import Database, Note, Role
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio
from tests.web.test_get_changes_nothing import content_hash


def test_what_is_refused_leads_back_to_the_conversation(studio: Studio, pm: Visitor) -> None:
    here = f'<a class="btn" href="/inbox/{studio.thread}">Back to the conversation</a>'
    for path, status in {
        f"/inbox/{studio.thread}/snooze": 400,
        f"/inbox/answers/{studio.answer}/change": 400,
        f"/inbox/answers/{studio.answer}/decision/undo": 409,
        f"/inbox/statements/{studio.statement}/undo": 409,
        f"/inbox/mails/{studio.mail}/mood": 400,
        f"/inbox/responses/{studio.response}/drop": 409,
    }.items():
        answer = pm.post(path)
        assert answer.status_code == status, path
        assert here in answer.text, path
    pm.post(f"/inbox/wishes/{studio.wish}/refusal")
    assert here in pm.post(f"/inbox/wishes/{studio.wish}/refusal").text
    assert here in pm.get(f"/inbox/{studio.thread}?view=nonsense").text


def test_an_empty_note_keeps_the_page(database: Database, studio: Studio, pm: Visitor) -> None:
    path = f"/inbox/{studio.thread}"
    pm.post(f"{path}/responses", text="Dear Tom", quiet="1")
    for blank in ("", " \r\n ", "\u200b"):
        answer = pm.post(f"{path}/notes", text=blank)
        assert answer.status_code == 400
        assert "The note is empty. Nothing was kept." in answer.text
        assert ">Dear Tom</textarea>" in answer.text
    with database.read() as session:
        assert session.scalars(select(Note)).all() == []


def test_a_page_for_others_says_whose_it_is_and_leads_to_today(
    studio: Studio, signed_in: SignIn
) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    for path, whose in (
        ("/compliance", "This page is for project managers, compliance and administrators."),
        ("/health", "This page is for administrators."),
    ):
        refused = writer.get(path)
        assert refused.status_code == 403
        assert whose in refused.text
        assert '<a class="btn" href="/">Go to Today</a>' in refused.text


def test_what_belongs_elsewhere_leads_there(studio: Studio, pm: Visitor) -> None:
    digest = pm.post(f"/digests/{studio.digest}/approval/undo").text
    assert f'href="/digests/{studio.digest}">Back to the update<' in digest
    assert 'href="/inbox">Go to the inbox<' in pm.get(f"/inbox/{studio.other_thread}").text
    assert 'href="/inbox">Go to the inbox<' in pm.get("/inbox/424242").text
    assert 'href="/projects">Go to the projects<' in pm.get("/p/no-such").text
    assert 'href="/">Go to Today<' in pm.get("/nowhere").text


def test_what_was_typed_is_not_lost(studio: Studio, pm: Visitor) -> None:
    note = "A long thought. " * 400
    page = pm.post(f"/inbox/{studio.thread}/notes", text=note).text
    assert "What you wrote" in page
    assert note.strip() in page
    assert "What you wrote" not in pm.post(f"/inbox/{studio.thread}/notes", text="  ").text


def test_what_was_typed_outlives_the_session(
    studio: Studio, pm: Visitor, clock: time_machine.Traveller, database: Database
) -> None:
    """Whether the cookie is still there or not; and nothing happens to what was typed."""
    here = f"/inbox/{studio.thread}"
    token = pm.token()
    clock.shift(timedelta(days=2))
    before = content_hash(database)
    late = pm.browser.post(f"{here}/notes", data={"csrf_token": token, "text": "<b>For Dana</b>"})
    stranger = pm.browser.application.test_client()
    for answer in (late, stranger.post(f"{here}/notes", data={"text": "<b>For Dana</b>"})):
        assert answer.status_code == 403
        assert "You were signed out meanwhile" in answer.text
        assert "&lt;b&gt;For Dana&lt;/b&gt;" in answer.text
        assert f'name="next" value="{here}"' in answer.text
    assert content_hash(database) == before
    email = studio.users[Role.PM]
    wrong = pm.sign_in(email, "wrong", next=here, words="For Dana")
    assert "For Dana</textarea>" in wrong.text
    kept = pm.sign_in(email, next=here, words="For Dana")
    assert kept.status_code == 200
    assert "For Dana</textarea>" in kept.text
    assert f'href="{here}">Go on<' in kept.text
    assert 'href="/">Go on<' in pm.sign_in(email, next="//evil.example", words="x").text


def test_a_form_that_came_too_late_tells_nobody_where_a_row_belongs(
    studio: Studio, visitor: Visitor
) -> None:
    late = visitor.browser.post(f"/inbox/answers/{studio.answer}/change", data={"value": "yes"})
    assert 'name="next" value="/"' in late.text


def test_a_page_without_a_user_leads_to_the_start(visitor: Visitor) -> None:
    answer = visitor.browser.post("/signin", data={"email": "x"})
    assert answer.status_code == 403
    assert 'href="/">Go to Today<' in answer.text
