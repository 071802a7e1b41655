"""Heated words come back with a private hint, a calmer wording, and the time they may go."""

from datetime import timedelta
from html import unescape
import re

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.digest.liking import INSTEAD
from orchestrator.models import Approval, Ask, AuditDetail, Block, Database, Response, Role
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import field, words_of
from tests.web.test_responses import form_of

HEATED = "As I already told you, the launch depends on your texts."
CALMER = "As mentioned, the launch depends on your texts."
WHY = "It says that they did not listen."
ASK_WHY = "Why? It goes into the record."


def approved(database: Database) -> int:
    with database.read() as session:
        return len(session.scalars(select(Approval)).all())


def edit(maya: Visitor, desk: Desk, words: str) -> None:
    page = maya.get(f"/digests/{desk.digest.id}/edit").text
    block = re.findall(r"/blocks/(\d+)", page)[1]
    answer = maya.post(
        f"/digests/{desk.digest.id}/blocks/{block}",
        shown_revision=field(page, "shown_revision"),
        text=words,
    )
    assert answer.status_code == 303, words_of(answer.text)


def approve(maya: Visitor, desk: Desk, path: str = "approval", **form: str) -> tuple[int, str]:
    url = f"/digests/{desk.digest.id}"
    shown = field(maya.get(f"{url}/edit").text, "shown_revision")
    answer = maya.post(f"{url}/{path}", shown_revision=shown, **form)
    return answer.status_code, words_of(answer.text)


def test_s33_a_heated_update_comes_back_with_the_time_it_may_go(
    database: Database, desk: Desk, signed_in: SignIn, clock: time_machine.Traveller
) -> None:
    maya = signed_in(desk.pm)
    edit(maya, desk, HEATED)
    with at_most_statements(database, 13):
        page = words_of(maya.get(f"/digests/{desk.digest.id}").text)
    assert WHY in page
    assert "it waits 10 min first" in page
    status, page = approve(maya, desk)
    assert (status, approved(database)) == (409, 0)
    assert "You can send it from 09:10" in page
    assert "You can approve it from 09:10" in page
    clock.shift(timedelta(minutes=9))
    assert approve(maya, desk)[0] == 409
    assert approve(signed_in(desk.pm), desk)[0] == 409  # Another window,
    assert approve(maya, desk, "send-now")[0] == 409  # and the other button.
    assert "Approve and send now" not in maya.get(f"/digests/{desk.digest.id}/send-now").text
    clock.shift(timedelta(minutes=1))
    assert "The wait is over" in words_of(maya.get(f"/digests/{desk.digest.id}").text)
    assert approve(maya, desk)[0] == 303
    assert approved(database) == 1


def test_s34_one_click_puts_the_calmer_wording_in_and_ends_the_hold(
    database: Database, desk: Desk, signed_in: SignIn
) -> None:
    maya = signed_in(desk.pm)
    edit(maya, desk, HEATED)
    assert approve(maya, desk)[0] == 409
    page = maya.get(f"/digests/{desk.digest.id}").text
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if "Use this" in f)
    path = re.search(r'action="([^"]+)"', form)
    assert path is not None
    hidden = dict(re.findall(r'name="(calmer|text|shown_revision)" value="([^"]*)"', form))
    answer = maya.post(path[1], **{name: unescape(value) for name, value in hidden.items()})
    assert answer.location == f"/digests/{desk.digest.id}"
    with database.read() as session:
        assert CALMER in session.scalars(select(Block.text)).all()
    assert WHY not in maya.get(answer.location).text
    assert approve(maya, desk)[0] == 303


def test_u21_an_update_goes_before_its_time_with_a_reason(
    database: Database, desk: Desk, signed_in: SignIn
) -> None:
    maya = signed_in(desk.pm)
    edit(maya, desk, HEATED)
    assert approve(maya, desk)[0] == 409
    assert ASK_WHY in words_of(maya.get(f"/digests/{desk.digest.id}/anyway").text)
    status, page = approve(maya, desk, "anyway", reason="  ")
    assert (status, approved(database)) == (422, 0)
    assert "Say why you send it anyway" in page
    assert approve(maya, desk, "anyway", reason="They asked for plain words.")[0] == 303
    assert approved(database) == 1


def test_u21_a_hint_is_shown_to_nobody_else_and_kept_nowhere(
    database: Database, desk: Desk, signed_in: SignIn, studio: Studio
) -> None:
    maya, reviewer = signed_in(desk.pm), signed_in(studio.users[Role.COMPLIANCE])
    edit(maya, desk, HEATED)
    assert approve(maya, desk)[0] == 409
    for path in (f"/digests/{desk.digest.id}", "/record"):
        page = words_of(reviewer.get(path).text)
        assert WHY not in page
        assert "private hint" not in page
        assert "You can send it from" not in page
    with database.read() as session:
        kept = " ".join(str(detail.value) for detail in session.scalars(select(AuditDetail)))
    assert WHY not in kept
    assert CALMER not in kept


def send(visitor: Visitor, studio: Studio, text: str, **form: str) -> tuple[int, str]:
    path = f"/inbox/{studio.thread}"
    shown = form_of(visitor.get(path).text)
    answer = visitor.post(f"{path}/responses/approval", **shown | {"text": text} | form)
    return answer.status_code, words_of(answer.text)


def drafts(database: Database) -> list[str]:
    with database.read() as session:
        return [
            row.text
            for row in session.scalars(select(Response).order_by(Response.id))
            if row.text != "Never mind"
        ]


@pytest.mark.parametrize("before", [HEATED, f"Hello Tom,\n\n{HEATED}\n\nMaya"])
def test_s33_a_heated_answer_is_held_and_kept(
    database: Database,
    studio: Studio,
    pm: Visitor,
    signed_in: SignIn,
    clock: time_machine.Traveller,
    before: str,
) -> None:
    status, page = send(pm, studio, before)
    assert (status, approved(database)) == (409, 0)
    assert "You can send it from 09:10" in page
    assert "What you typed is kept as a draft" in page
    assert WHY in page
    assert drafts(database) == [before]
    clock.shift(timedelta(minutes=5))
    other = signed_in(studio.users[Role.ADMIN])
    assert "You can send it from 09:10" in send(other, studio, HEATED)[1]
    clock.shift(timedelta(minutes=5))
    assert send(pm, studio, before)[0] == 303
    assert approved(database) == 1


def test_s34_one_click_calms_an_answer_and_a_reason_sends_it_as_it_is(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    send(pm, studio, f"{HEATED} It's guaranteed.")
    path = f"/inbox/{studio.thread}"
    page = pm.get(path).text
    assert 'name="use" value="As I already told you"' in page
    writer = signed_in(studio.users[Role.WRITER])
    assert WHY not in words_of(writer.get(path).text)
    form = form_of(page) | {"text": f"{HEATED} It's guaranteed."}
    assert pm.post(f"{path}/responses", **form, use="As I already told you").status_code == 303
    assert drafts(database) == [f"{CALMER} It's guaranteed."]
    status, page = send(pm, studio, HEATED, anyway="yes", reason=" ")
    assert (status, approved(database)) == (400, 0)
    assert "Say why you send it anyway." in page
    assert send(pm, studio, HEATED, anyway="yes", reason="It is what we agreed.")[0] == 303
    assert approved(database) == 1
    with database.read() as session:
        kept = [str(detail.value) for detail in session.scalars(select(AuditDetail))]
    assert any("It is what we agreed." in each for each in kept)


def test_s33_calm_words_leave_at_once(database: Database, studio: Studio, pm: Visitor) -> None:
    assert (
        send(pm, studio, "No, sorry: this is not in the contract. It would cost 900 EUR.")[0] == 303
    )
    assert approved(database) == 1


def asked(database: Database) -> dict[str, str]:
    with database.read() as session:
        return {ask.text: ask.kind.value for ask in session.scalars(select(Ask))}


def test_s3_a_question_of_liking_is_nudged_in_the_form(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path, before = f"/p/{studio.slug}", asked(database)
    form = {
        "text": "Gefällt Ihnen der Entwurf?",
        "contact_id": studio.contact,
        "kind": "yesno",
        "due_on": "2026-12-04",
        "on_silence": "wir lassen ihn so.",
    }
    answer = pm.post(f"{path}/asks", **form)
    assert answer.status_code == 400
    assert INSTEAD["de"] in words_of(answer.text)
    assert "Gefällt Ihnen der Entwurf?</textarea>" in answer.text
    assert asked(database) == before
    assert pm.post(f"{path}/asks", **form, instead=INSTEAD["de"]).status_code == 303
    assert asked(database) == before | {INSTEAD["de"]: "value"}
    # It is a nudge, no hold: the same words again are asked.
    assert pm.post(f"{path}/asks", **form, seen_text=form["text"]).status_code == 303
    assert "Gefällt Ihnen der Entwurf?" in asked(database)
