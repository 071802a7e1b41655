"""A page that says "not so" leads back to what it was about, with what was typed."""

from tests.web.conftest import Visitor
from tests.web.studio import Studio


def test_what_is_refused_leads_back_to_the_conversation(studio: Studio, pm: Visitor) -> None:
    here = f'<a class="btn" href="/inbox/{studio.thread}">Back to the conversation</a>'
    for path, status in {
        f"/inbox/{studio.thread}/notes": 400,
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


def test_a_page_without_a_user_leads_to_the_start(visitor: Visitor) -> None:
    answer = visitor.browser.post("/signin", data={"email": "x"})
    assert answer.status_code == 403
    assert 'href="/">Go to Today<' in answer.text
