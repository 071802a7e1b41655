"""Answering a client from the conversation, as people do it in the browser."""

from datetime import timedelta
import re

import pytest
from sqlalchemy import delete, select, update
import time_machine

from orchestrator.models import (
    Contact,
    ContactAddress,
    Database,
    Mail,
    Membership,
    OutboxEntry,
    OutboxState,
    Project,
    Response,
    ResponseState,
    Role,
    Suppression,
    SuppressionReason,
    User,
)
from tests.factories import MONDAY, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements

WORDS = "Hello Tom,\n\nI'll look into it by Friday."


@pytest.fixture
def writer(studio: Studio, signed_in: SignIn) -> Visitor:
    return signed_in(studio.users[Role.WRITER])


def form_of(page: str) -> dict[str, str]:
    """The hidden values that the form on the page sends along."""
    form = page[page.index("data-draft") :].partition("</form>")[0]
    hidden = re.findall(r'name="(seen|draft|revision)" value="([^"]*)"', form)
    return dict(hidden)


def keep(visitor: Visitor, studio: Studio, text: str = WORDS, **form: object) -> int:
    path = f"/inbox/{studio.thread}"
    shown = form_of(visitor.get(path).text)
    answer = visitor.post(f"{path}/responses", **shown | {"text": text} | form)
    assert answer.status_code == 303, answer.text
    return answer.status_code


def send(visitor: Visitor, studio: Studio, text: str = WORDS, **form: object) -> int:
    path = f"/inbox/{studio.thread}"
    shown = form_of(visitor.get(path).text)
    return visitor.post(f"{path}/responses/approval", **shown | {"text": text} | form).status_code


def waits_for_an_answer(visitor: Visitor, studio: Studio) -> bool:
    waiting = visitor.get("/inbox?view=reply").text.partition('id="h-seen"')[0]
    return f'href="/inbox/{studio.thread}"' in waiting


def responses(database: Database) -> list[Response]:
    with database.read() as session:
        begun = Response.state != ResponseState.DROPPED
        return list(session.scalars(select(Response).where(begun).order_by(Response.id)))


def queued(database: Database) -> list[OutboxEntry]:
    with database.read() as session:
        kind = OutboxEntry.kind == "response"
        return list(session.scalars(select(OutboxEntry).where(kind).order_by(OutboxEntry.id)))


def test_one_click_sends_what_was_typed_and_says_how_to_take_it_back(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "tom@pinecrest.example: wrote the last mail here" in page
    assert "Re: The delay" in page
    assert send(pm, studio) == 303
    [entry] = queued(database)
    assert (entry.state, entry.due_at) == (OutboxState.PENDING, MONDAY + timedelta(seconds=10))
    assert b"I'll look into it by Friday." in entry.content
    clock.shift(2)
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "Leaves in 8 s" in page
    [response] = responses(database)
    undone = pm.post(f"/inbox/responses/{response.id}/approval/undo")
    assert undone.headers["Location"].endswith(f"draft={response.id}#respond")
    assert queued(database)[0].state is OutboxState.CANCELLED
    assert "I&#39;ll look into it by Friday." in pm.get(undone.headers["Location"]).text


def test_what_is_typed_is_kept_and_gone_on_with(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    keep(pm, studio, "Hello")
    keep(pm, studio, "Hello Tom", quotes="1")
    [draft] = responses(database)
    assert (draft.text, draft.quotes, draft.state) == ("Hello Tom", True, ResponseState.DRAFTED)
    page = pm.get(f"/inbox/{studio.thread}").text
    assert ">Hello Tom</textarea>" in page
    led = pm.get(f"/inbox/responses/{draft.id}").headers["Location"]
    assert led == f"/inbox/{studio.thread}?draft={draft.id}#respond"
    shown = pm.get(f"/inbox/responses/{draft.id}/mail")
    assert "Hello Tom" in shown.text
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert pm.post(f"/inbox/responses/{draft.id}/drop").status_code == 303
    assert responses(database) == []
    assert "Hello Tom" not in pm.get(f"/inbox/{studio.thread}").text


def test_typing_is_kept_without_a_word(database: Database, studio: Studio, pm: Visitor) -> None:
    path = f"/inbox/{studio.thread}/responses"
    kept = pm.post(path, text="Hel", quiet="1").get_json()
    assert kept == {"draft": responses(database)[0].id, "revision": 1, "said": ""}
    assert pm.post(path, **kept, text="", quiet="1").get_json() == kept | {"revision": 2}
    assert responses(database)[0].text == ""
    assert "Draft kept" not in pm.get(f"/inbox/{studio.thread}").text


@pytest.mark.parametrize(
    "blank", [" \r\n ", "\u200b", "\u2060\ufeff \u00ad", "\u3164\u2800", "\ufe0f"]
)
def test_nothing_to_see_is_no_draft_and_no_note(
    database: Database, studio: Studio, pm: Visitor, blank: str
) -> None:
    assert send(pm, studio, blank) == 400
    assert responses(database) == []
    assert pm.post(f"/inbox/{studio.thread}/notes", text=blank).status_code == 400
    keep(pm, studio, "Hello")
    assert send(pm, studio, blank) == 409
    assert queued(database) == []


def test_a_mail_that_came_while_ours_waited_is_not_answered_by_it(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    send(pm, studio)
    clock.shift(10)
    with database.write() as session:
        tom = session.get_one(Mail, studio.mail).contact
        make_mail(session, tom, thread_id=studio.thread, project_id=studio.project,
                  received_at=MONDAY + timedelta(seconds=1), new_text="Another thing.")  # fmt: skip
        entry = session.get_one(OutboxEntry, queued(database)[0].id)
        entry.state, entry.finished_at = OutboxState.ACCEPTED, MONDAY + timedelta(seconds=10)
        session.get_one(Response, responses(database)[0].id).state = ResponseState.SENT
        make_mail(session, thread_id=studio.thread, direction="out", project_id=studio.project,
                  message_id=entry.message_id, received_at=entry.finished_at)  # fmt: skip
    assert waits_for_an_answer(pm, studio)
    assert send(pm, studio, "Yes, that too.") == 303
    with database.write() as session:
        make_mail(session, thread_id=studio.thread, direction="out", project_id=studio.project,
                  message_id=queued(database)[1].message_id,
                  received_at=MONDAY + timedelta(seconds=20))  # fmt: skip
    assert not waits_for_an_answer(pm, studio)


def test_a_writer_drafts_and_a_pm_sends(
    database: Database, studio: Studio, pm: Visitor, writer: Visitor
) -> None:
    assert send(writer, studio) == 403
    assert "A project manager sends it." in writer.get(f"/inbox/{studio.thread}").text
    keep(writer, studio)
    [draft] = responses(database)
    assert writer.post(f"/inbox/responses/{draft.id}/approval/undo").status_code == 403
    path = f"/inbox/{studio.thread}?draft={draft.id}"
    assert f"draft={draft.id}" in pm.get(f"/inbox/{studio.thread}").text
    shown = form_of(pm.get(path).text)
    assert shown["draft"] == str(draft.id)
    answer = pm.post(f"/inbox/{studio.thread}/responses/approval", **shown, text=WORDS)
    assert answer.status_code == 303
    [entry] = queued(database)
    assert b'From: "pm person, ' in entry.content or b"From: pm person" in entry.content
    assert entry.cause == f"response:{draft.id}"
    late = writer.post(f"/inbox/{studio.thread}/responses", **shown, text="Other words.")
    assert "This answer was sent meanwhile." in late.text
    assert "pm person answered" in late.text


def test_compliance_only_reads(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    keep(pm, studio, "For our eyes")
    reader = signed_in(studio.users[Role.COMPLIANCE])
    page = reader.get(f"/inbox/{studio.thread}").text
    assert "data-draft" not in page
    assert "For our eyes" in page
    assert reader.post(f"/inbox/{studio.thread}/responses", text="x").status_code == 403


def test_nobody_of_another_project_reaches_it(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    keep(pm, studio)
    [draft] = responses(database)
    outsider = signed_in(studio.outsider)
    for path in (f"/inbox/responses/{draft.id}", f"/inbox/responses/{draft.id}/mail"):
        assert outsider.get(path).status_code == 404
    for path in (
        f"/inbox/responses/{draft.id}/approval/undo",
        f"/inbox/responses/{draft.id}/drop",
        f"/inbox/{studio.thread}/responses",
        f"/inbox/{studio.thread}/responses/approval",
    ):
        assert outsider.post(path, text="Mine", draft=draft.id).status_code == 404
    own = outsider.post(f"/inbox/{studio.other_thread}/responses", text="x", draft=draft.id)
    assert own.status_code == 400
    assert responses(database)[0].text == WORDS


def test_what_he_wrote_meanwhile_is_shown_once_and_then_it_leaves(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    shown = form_of(pm.get(f"/inbox/{studio.thread}").text)
    with database.write() as session:
        tom = session.get_one(Mail, studio.mail).contact
        make_mail(session, tom, thread_id=studio.thread, project_id=studio.project,
                  new_text="Forget it, it works now.")  # fmt: skip
    path = f"/inbox/{studio.thread}/responses/approval"
    refused = pm.post(path, **shown, text=WORDS)
    assert refused.status_code == 409
    assert "Forget it, it works now." in refused.text
    assert "by Friday.</textarea>" in refused.text
    assert queued(database) == []
    assert [each.text for each in responses(database)] == [WORDS]
    assert pm.post(path, **form_of(refused.text), text=WORDS).status_code == 303
    assert len(queued(database)) == 1


def test_a_colleague_who_answered_first_is_shown(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    shown = form_of(pm.get(f"/inbox/{studio.thread}").text)
    assert send(signed_in(studio.users[Role.ADMIN]), studio, "I take this one.") == 303
    refused = pm.post(f"/inbox/{studio.thread}/responses/approval", **shown, text=WORDS)
    assert refused.status_code == 409
    assert "admin person answered" in refused.text
    assert "I take this one." in refused.text
    assert len(queued(database)) == 1


def test_a_double_click_sends_once(database: Database, studio: Studio, pm: Visitor) -> None:
    shown = form_of(pm.get(f"/inbox/{studio.thread}").text)
    path = f"/inbox/{studio.thread}/responses/approval"
    first, *more = [pm.post(path, **shown, text=WORDS) for _ in range(3)]
    assert first.headers["Location"].endswith(f"#answer-{responses(database)[0].id}")
    assert [each.status_code for each in more] == [409, 409]
    assert "Nothing more was sent." in more[0].text
    assert len(queued(database)) == len(responses(database)) == 1


def test_words_for_a_draft_that_was_sent_meanwhile_are_kept(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    keep(pm, studio)
    shown = form_of(pm.get(f"/inbox/{studio.thread}").text)
    assert send(pm, studio) == 303
    path = f"/inbox/{studio.thread}/responses"
    refused = pm.post(path, **shown, text="Better words.")
    assert refused.status_code == 409
    assert ">Better words.</textarea>" in refused.text
    assert [each.text for each in responses(database)] == [WORDS, "Better words."]


def test_back_and_send_again_sends_once(database: Database, studio: Studio, pm: Visitor) -> None:
    assert [send(pm, studio), send(pm, studio), send(pm, studio, "Other words.")] == [303, 409, 303]
    assert len(queued(database)) == 2
    page = pm.get(f"/inbox/{studio.thread}").text
    assert 'autocomplete="off" data-draft' in page
    assert "maxlength" not in page[page.index("data-draft") :].partition("</form>")[0]


@pytest.mark.parametrize("forged", ["", "x", "-", "0-0", "9" * 60, "٣-١", "1-2-3"])
def test_a_form_that_saw_nothing_sends_nothing(
    database: Database, studio: Studio, pm: Visitor, forged: str
) -> None:
    assert send(pm, studio, seen=forged) == 409
    assert queued(database) == []


def test_a_suppressed_address_is_named_and_what_was_typed_is_kept(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.add(
            Suppression(
                addr_spec="tom@pinecrest.example",
                reason=SuppressionReason.HARD_BOUNCE,
                source="mail:1",
                created_at=MONDAY,
            )
        )
    words = "Mail to tom@pinecrest.example has failed for good."
    assert words in pm.get(f"/inbox/{studio.thread}").text
    assert send(pm, studio) == 409
    assert queued(database) == []
    assert responses(database)[0].text == WORDS


def test_a_new_domain_is_a_warning_in_words(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.add(
            ContactAddress(
                contact_id=studio.contact, addr_spec="tom@pine-crest.example", source="mail:1"
            )
        )
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "Nobody of this client had an address at pine-crest.example before." in page
    assert send(pm, studio, to="eve@elsewhere.example") == 400
    assert send(pm, studio, to="tom@pine-crest.example") == 303
    assert queued(database)[0].recipient == "tom@pine-crest.example"


@pytest.mark.parametrize(
    ("state", "problem", "words"),
    [
        (OutboxState.SENDING, "", "It is being sent"),
        (OutboxState.ACCEPTED, "", "Sent 09:00"),
        (OutboxState.UNKNOWN, "the line broke", "We do not know whether it arrived"),
        (
            OutboxState.BOUNCED,
            "550 5.1.1 no",
            "It did not reach Tom</span></span><span>There is no such address.",
        ),
        (OutboxState.COMPLAINED, "", "Tom reported it as spam"),
    ],
)
def test_what_became_of_it_stands_in_the_conversation(
    database: Database, studio: Studio, pm: Visitor, state: OutboxState, problem: str, words: str
) -> None:
    send(pm, studio)
    with database.write() as session:
        entry = session.get_one(OutboxEntry, queued(database)[0].id)
        entry.state, entry.problem, entry.finished_at = state, problem, MONDAY
    page = pm.get(f"/inbox/{studio.thread}").text
    assert words in page
    assert 'data-key="z"' not in page[page.index('id="respond"') :].partition("</section>")[0]


def test_what_failed_is_a_draft_with_the_reason(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    send(pm, studio)
    with database.write() as session:
        entry = session.get_one(OutboxEntry, queued(database)[0].id)
        entry.state, entry.problem = OutboxState.FAILED, "550 no"
        session.get_one(Response, responses(database)[0].id).state = ResponseState.DRAFTED
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "<b>Not sent.</b> 550 no." in page
    assert "by Friday.</textarea>" in page
    assert send(pm, studio) == 303


def test_sent_and_collected_it_stands_there_once(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    send(pm, studio)
    with database.write() as session:
        entry = session.get_one(OutboxEntry, queued(database)[0].id)
        entry.state, entry.finished_at = OutboxState.ACCEPTED, MONDAY
        session.get_one(Response, responses(database)[0].id).state = ResponseState.SENT
        make_mail(session, thread_id=studio.thread, direction="out", project_id=studio.project,
                  message_id=entry.message_id, new_text=WORDS, from_name="Maya")  # fmt: skip
    page = pm.get(f"/inbox/{studio.thread}").text
    assert page.count("look into it by Friday.") == 1
    assert "Sent 09:00" not in page


def test_s39_who_writes_in_after_care_is_answered_like_anybody(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.get_one(Project, studio.project).closed_at = MONDAY
    assert send(pm, studio) == 303
    assert [entry.project_id for entry in queued(database)] == [studio.project]


def test_an_undecided_conversation_has_no_form(studio: Studio, pm: Visitor) -> None:
    page = pm.get(f"/inbox/{studio.undecided}").text
    assert "data-draft" not in page
    assert pm.post(f"/inbox/{studio.undecided}/responses", text="x").status_code == 409


def test_hostile_words_are_words(database: Database, studio: Studio, pm: Visitor) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    keep(pm, studio, hostile)
    assert "<script>alert" not in pm.get(f"/inbox/{studio.thread}").text
    [draft] = responses(database)
    assert "<script>alert" not in pm.get(f"/inbox/responses/{draft.id}/mail").text


def test_what_is_too_long_comes_back_whole_with_the_limit(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    keep(pm, studio, "Hello")
    path = f"/inbox/{studio.thread}/responses"
    shown = form_of(pm.get(f"/inbox/{studio.thread}").text)
    for words in ("x" * 100_001, "ж" * 150_000):
        answer = pm.post(path, **shown, text=words)
        assert answer.status_code == 400
        assert (
            f"{len(words):,} characters, and 100,000 are the most.</b> Nothing was sent."
            in answer.text
        )
        assert f">{words}</textarea>" in answer.text
        assert form_of(answer.text) | {"seen": ""} == shown | {"seen": ""}
    assert responses(database)[0].text == "Hello"
    assert keep(pm, studio, "Hello " + "ж" * 99_000) == 303
    refused = pm.post(
        f"{path}/approval", **form_of(pm.get(f"/inbox/{studio.thread}").text), text="x" * 99_000
    )
    assert refused.status_code == 409
    assert "90 kB is the most" in refused.text
    assert f">{'x' * 99_000}</textarea>" in refused.text
    assert responses(database)[0].text == "x" * 99_000


def test_two_people_at_one_draft_never_write_over_each_other(
    database: Database, studio: Studio, pm: Visitor, writer: Visitor
) -> None:
    keep(writer, studio, "Ravi's words.")
    [draft] = responses(database)
    path, here = f"/inbox/{studio.thread}/responses", f"/inbox/{studio.thread}?draft={draft.id}"
    of_pm, of_writer = form_of(pm.get(here).text), form_of(writer.get(here).text)
    assert pm.post(path, **of_pm, text="Maya's words.").status_code == 303
    answer = writer.post(path, **of_writer, text="Ravi's other words.")
    assert answer.status_code == 409
    assert "Pm person changed this draft meanwhile." in answer.text
    assert "Maya&#39;s words." in answer.text
    assert ">Ravi&#39;s other words.</textarea>" in answer.text
    assert [each.text for each in responses(database)] == ["Maya's words.", "Ravi's other words."]
    again = writer.post(path, **of_writer, text="Ravi's other words.", quiet="1")
    apart = responses(database)[1]
    assert again.get_json() == {
        "draft": apart.id, "revision": 1, "said": "Pm person changed this draft meanwhile."
    }  # fmt: skip
    assert writer.post(path, **form_of(answer.text), text="On with it.").status_code == 303
    assert [each.text for each in responses(database)] == ["Maya's words.", "On with it."]
    assert "Begun by writer person, last changed by pm person" in writer.get(here).text


def test_two_windows_of_one_person_never_write_over_each_other(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/inbox/{studio.thread}/responses"
    both = form_of(pm.get(f"/inbox/{studio.thread}").text)
    first = pm.post(path, **both, text="One", quiet="1").get_json()
    other = pm.post(path, **both, text="Two", quiet="1").get_json()
    assert other["said"] == "You changed this draft meanwhile in another window."
    assert other["draft"] != first["draft"]
    assert pm.post(path, **both | first, text="One more", quiet="1").get_json()["said"] == ""
    assert [each.text for each in responses(database)] == ["One more", "Two"]
    page = pm.get(f"/inbox/{studio.thread}?draft={first['draft']}").text
    assert ">One more</textarea>" in page
    assert '<p class="words">Two</p>' in page


def test_words_typed_before_the_last_were_acknowledged_go_on_in_the_same_draft(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/inbox/{studio.thread}/responses"
    shown = form_of(pm.get(f"/inbox/{studio.thread}").text)
    for words in ("Hello", "Hello Tom,", "Hello Tom,\n\nyes."):
        assert pm.post(path, **shown, text=words, quiet="1").get_json()["said"] == ""
    assert [each.text for each in responses(database)] == ["Hello Tom,\n\nyes."]


def test_sending_over_other_words_sends_nothing(
    database: Database, studio: Studio, pm: Visitor, writer: Visitor
) -> None:
    keep(writer, studio, "Ravi's words.")
    [draft] = responses(database)
    here = f"/inbox/{studio.thread}?draft={draft.id}"
    shown = form_of(pm.get(here).text)
    keep(writer, studio, "Ravi's better words.")
    path = f"/inbox/{studio.thread}/responses/approval"
    answer = pm.post(path, **shown, text="Maya sends this.")
    assert (answer.status_code, queued(database)) == (409, [])
    assert pm.post(path, **form_of(answer.text), text="Maya sends this.").status_code == 303
    assert b"Maya sends this." in queued(database)[0].content
    assert responses(database)[0].text == "Ravi's better words."


def test_a_dropped_draft_comes_back(database: Database, studio: Studio, pm: Visitor) -> None:
    keep(pm, studio)
    [draft] = responses(database)
    pm.post(f"/inbox/responses/{draft.id}/drop")
    assert f"/inbox/responses/{draft.id}/drop/undo" in pm.get(f"/inbox/{studio.thread}").text
    assert pm.post(f"/inbox/responses/{draft.id}/drop/undo").status_code == 303
    assert responses(database)[0].state is ResponseState.DRAFTED
    assert pm.post(f"/inbox/responses/{draft.id}/drop/undo").status_code == 409


def test_refused_words_come_back_in_the_form_and_never_on_a_dead_end(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/inbox/{studio.thread}/responses"
    answer = pm.post(path, text=WORDS, to="eve@elsewhere.example")
    assert answer.status_code == 400
    assert "is no registered address of this project." in answer.text
    assert "by Friday.</textarea>" in answer.text
    assert f'href="/inbox/{studio.thread}"' in answer.text
    with database.write() as session:
        session.add(
            Suppression(
                addr_spec="tom@pinecrest.example",
                reason=SuppressionReason.HARD_BOUNCE,
                source="mail:1",
                created_at=MONDAY,
            )
        )
    answer = pm.post(f"{path}/approval", text=WORDS)
    assert answer.status_code == 409
    assert "I&#39;ll look into it by Friday." in answer.text


def test_an_answer_stands_among_the_mails_and_the_form_is_for_the_next(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    send(pm, studio)
    page = pm.get(f"/inbox/{studio.thread}").text
    [response] = responses(database)
    talk, _, card = page.partition('id="respond"')
    answer = talk[talk.index(f'id="answer-{response.id}"') :].partition("</article>")[0]
    assert "data-moving" in answer
    assert 'data-left="10">Leaves in 10 s<' in answer
    assert "look into it by Friday." in answer
    assert answer.count("Undo") == page.count('data-key="z"') == 1
    assert "look into it" not in card
    assert "></textarea>" in card


def test_an_answer_that_waits_says_that_he_wrote_since(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    send(pm, studio)
    assert "wrote since" not in pm.get(f"/inbox/{studio.thread}").text
    with database.write() as session:
        tom = session.get_one(Mail, studio.mail).contact
        newer = make_mail(session, tom, thread_id=studio.thread, project_id=studio.project,
                          from_name="Tom Reyes", new_text="Another thing.").id  # fmt: skip
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "<b>Tom Reyes wrote since.</b>" in page
    assert f'href="#mail-{newer}"' in page
    with database.write() as session:
        session.get_one(OutboxEntry, queued(database)[0].id).state = OutboxState.SENDING
    assert "wrote since" not in pm.get(f"/inbox/{studio.thread}").text


def test_a_sender_that_fell_silent_is_said_and_when_it_is_looked_at(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    send(pm, studio)
    with database.write() as session:
        entry = session.get_one(OutboxEntry, queued(database)[0].id)
        entry.state, entry.claimed_at = OutboxState.SENDING, MONDAY
    clock.shift(30)
    assert "It is being sent" in pm.get(f"/inbox/{studio.thread}").text
    clock.shift(60)
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "We do not know yet whether it left" in page
    assert "since 09:00. We look again by 09:20" in page
    with database.write() as session:
        entry = session.get_one(OutboxEntry, queued(database)[0].id)
        entry.state, entry.finished_at, entry.problem = (
            OutboxState.UNKNOWN,
            MONDAY,
            "the line broke",
        )
    assert "The line broke. We look for its copy until 11:00." in pm.get(
        f"/inbox/{studio.thread}"
    ).text  # fmt: skip


def test_a_person_says_in_the_conversation_what_became_of_it(
    database: Database, studio: Studio, pm: Visitor, writer: Visitor
) -> None:
    send(pm, studio)
    [response], [queued_one] = responses(database), queued(database)
    with database.write() as session:
        entry = session.get_one(OutboxEntry, queued_one.id)
        entry.state, entry.finished_at = OutboxState.NEEDS_PERSON, MONDAY
    asked = f'action="/health/outbox/{queued_one.id}/outcome"'
    assert asked not in writer.get(f"/inbox/{studio.thread}").text
    page = pm.get(f"/inbox/{studio.thread}").text
    assert asked in page
    assert 'name="from" value="inbox"' in page
    answer = pm.post(f"/health/outbox/{queued_one.id}/outcome", arrived="yes", **{"from": "inbox"})
    assert answer.headers["Location"] == f"/inbox/responses/{response.id}"
    assert queued(database)[0].state is OutboxState.ACCEPTED


def test_a_decided_answer_offers_its_undo_while_it_stands(studio: Studio, pm: Visitor) -> None:
    undo = f'action="/inbox/answers/{studio.answer}/decision/undo"'
    for decision in ("confirmation", "refusal"):
        assert undo not in pm.get(f"/inbox/{studio.thread}").text
        pm.post(f"/inbox/answers/{studio.answer}/{decision}")
        pm.get(f"/inbox/{studio.thread}")  # The toast is gone with the first page.
        assert undo in pm.get(f"/inbox/{studio.thread}").text
        assert pm.post(f"/inbox/answers/{studio.answer}/decision/undo").status_code == 303
        pm.get(f"/inbox/{studio.thread}")


def test_many_answers_cost_no_more_statements(
    database: Database, studio: Studio, pm: Visitor, writer: Visitor
) -> None:
    keep(pm, studio)
    keep(writer, studio)
    with at_most_statements(database, 17):
        pm.get(f"/inbox/{studio.thread}")
    assert len(responses(database)) == 2


def test_a_draft_outlives_the_moves_of_its_conversation(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        maya = session.get_one(Project, studio.project).pm
        second = make_project(session, tom, pm=maya, name="Second").id
    path = f"/inbox/{studio.thread}"
    keep(pm, studio, "Dear Tom")
    [before] = responses(database)
    for target, said, is_shown in (
        ("", "The draft to Tom waits until it is filed.", False),
        (second, "The draft to Tom came along.", True),
    ):
        moved = pm.post(f"{path}/refile", project_id=target)
        page = pm.get(moved.location or "").text
        assert said in page
        assert (">Dear Tom</textarea>" in page) is is_shown
        assert is_shown or "The draft to Tom is kept until then." in page
        assert pm.post(undo_on(page)).status_code == 303
        [draft] = responses(database)
        assert (draft.state, draft.project_id) == (ResponseState.DRAFTED, studio.project)
        assert draft.revision == before.revision
        assert ">Dear Tom</textarea>" in pm.get(path).text
    assert send(pm, studio, "Dear Tom") == 303


def test_red_line_4_a_draft_waits_unseen_where_another_client_is_meant(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    keep(pm, studio, "Dear Tom")
    [draft] = responses(database)
    with database.write() as session:
        session.execute(  # As if his address had been forgotten.
            update(Mail)
            .where(Mail.thread_id == studio.thread)
            .values(contact_id=None, from_address="sam@elsewhere.example")
        )
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        maya = session.scalars(select(User).where(User.email == studio.users[Role.PM])).one()
        session.add(Membership(user_id=maya.id, project_id=other.id))
        target = other.id
    path = f"/inbox/{studio.thread}"
    moved = pm.post(f"{path}/refile", project_id=target)
    page = pm.get(moved.location or "").text
    assert "The draft to Tom is not shown there; undone, it is back." in page
    assert "Dear Tom" not in page
    with database.write() as session:
        dana = session.scalars(select(Contact).where(Contact.id != studio.contact)).one()
        make_mail(session, dana, thread_id=studio.thread, project_id=target)
    assert "Dear Tom" not in pm.get(f"{path}?draft={draft.id}").text
    named = {"draft": draft.id, "revision": draft.revision}
    assert send(pm, studio, "Dear Dana", **named) == 400
    assert "Dear Tom" not in pm.get(path).text
    assert [each.text for each in responses(database)] == ["Dear Tom"]
    with database.write() as session:
        session.execute(delete(Mail).where(Mail.contact_id == dana.id, Mail.project_id == target))
    assert pm.post(undo_on(page)).status_code == 303
    assert "Dear Tom" in pm.get(path).text


def undo_on(page: str) -> str:
    """Where the message on a page posts its undo."""
    return re.findall(r'action="(/inbox/filings/\d+/undo)"', page)[0]
