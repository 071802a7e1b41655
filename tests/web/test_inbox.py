from datetime import timedelta
import gzip
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from orchestrator.engagement.apply import apply_mails
from orchestrator.models import (
    Answer,
    AnswerState,
    AuditEntry,
    Contact,
    Database,
    Digest,
    Mail,
    MailState,
    Preference,
    Project,
    Pulse,
    Reading,
    Role,
    Sentiment,
    Statement,
    StatementState,
    Thread,
    WishState,
)
from orchestrator.web.mail_view import html_in, safe_html
from orchestrator.web.understood import reply_link
from tests.factories import MONDAY, make_contact, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import (
    HTML_MAIL,
    PLAN,
    QUOTE,
    Studio,
    answer_an_update,
    at_most_statements,
)
from tests.web.test_digests import words_of


def test_the_least_happy_stands_first_with_the_sentence_that_decided(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        happy = make_mail(
            session,
            project_id=project.id,
            from_name="Hanna Happy",
            received_at=MONDAY - timedelta(days=3),
        )
        session.add(
            Sentiment(mail_id=happy.id, scorer="t", label="positive", intents=[], evidence=[])
        )
        make_mail(session, project_id=project.id, from_name="Ned Unread")
    page = pm.get("/inbox").text
    assert page.index("Tom Reyes") < page.index("Ned Unread") < page.index("Hanna Happy")
    assert "Unhappy" in page
    assert f"<mark>{QUOTE}</mark> 1B is fine. Daily please." in page
    assert "-0.7" not in page


def test_a_view_shows_only_its_conversations(studio: Studio, pm: Visitor) -> None:
    assert "Tom Reyes" in pm.get("/inbox?view=unhappy").text
    assert "Sam Stranger" not in pm.get("/inbox?view=unhappy").text
    assert "Sam Stranger" in pm.get("/inbox?view=unmatched").text
    assert "Nothing is done yet." in pm.get("/inbox?view=done").text
    assert pm.get("/inbox?view=everything").status_code == 400


def test_an_answer_of_ours_takes_a_conversation_off_the_list(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        make_mail(session, thread_id=studio.thread, direction="out", received_at=MONDAY)
    assert "Tom Reyes" not in waiting_in(pm.get("/inbox?view=reply").text)
    page = pm.get("/inbox?view=unhappy").text
    assert "Tom Reyes" in waiting_in(page)
    assert "Answered 09:00" in words_of(waiting_in(page))
    assert "1 unhappy" not in words_of(page)
    with database.write() as session:
        tom = session.get_one(Mail, studio.mail).contact
        make_mail(session, tom, thread_id=studio.thread, project_id=studio.project,
                  received_at=MONDAY + timedelta(minutes=1))  # fmt: skip
    assert "Answered" not in words_of(waiting_in(pm.get("/inbox?view=reply").text))


def waiting_in(page: str) -> str:
    """The list of a page, without the form above and what was seen below."""
    return page[page.index('id="h-list"') :].partition("</section>")[0]


def test_a_mail_of_a_foreign_project_is_not_there(studio: Studio, pm: Visitor) -> None:
    assert "Dana Whitfield" not in pm.get("/inbox").text
    assert pm.get(f"/inbox/{studio.other_thread}").status_code == 404
    assert pm.post(f"/inbox/{studio.other_thread}/done").status_code == 404


def test_an_undecided_mail_of_another_client_is_out_of_reach(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        foreign = make_mail(session, make_contact(session, name="Petra Private"))
        thread = foreign.thread_id
    assert "Petra Private" not in pm.get("/inbox?view=unmatched").text
    assert pm.get(f"/inbox/{thread}").status_code == 404
    assert pm.get(f"/inbox/mails/{foreign.id}/original").status_code == 404
    assert "Petra Private" in signed_in(studio.users[Role.ADMIN]).get(f"/inbox/{thread}").text


def test_a_thread_shows_new_words_and_what_was_understood(studio: Studio, pm: Visitor) -> None:
    page = pm.get(f"/inbox/{studio.thread}").text
    for shown in (QUOTE, "Evening", "It settles money.", "How often", "2 of 5", "plan.pdf"):
        assert shown in page
    assert "Launch moves to 11 Dec." not in page  # What the team knows stays with the team.
    folded = page[page.index("quoted text (1 line)") :].partition("</details>")[0]
    assert "&gt; 1. Which recording?" in folded
    assert QUOTE not in folded
    assert page.count("Which recording?") == 2  # The ask, and the quote inside the fold.


def test_a_page_is_small_and_asks_the_database_little(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for path in ("/inbox", f"/inbox/{studio.thread}", f"/inbox/{studio.undecided}"):
        with at_most_statements(database, 12):
            response = pm.get(path)
        assert response.status_code == 200
        assert len(gzip.compress(response.data)) <= 20_000


def test_a_neutral_mail_does_not_look_like_a_warning(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.scalars(select(Sentiment)).one().label = "neutral"
        session.execute(delete(Pulse))
    for path in ("/inbox", f"/inbox/{studio.thread}"):
        page = pm.get(path).text
        assert "Calm</span>" in page
        marks = re.findall(r'class="(?:chip|st) (\w+)">(?:(?!</svg>).)*</svg>Calm<', page, re.S)
        assert set(marks) == {"none"}


def test_a_thread_shows_what_it_answers_and_what_went_out(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        answer_an_update(session, studio)
    with at_most_statements(database, 12):
        page = pm.get(f"/inbox/{studio.thread}").text
    read = words_of(page[page.index('class="talk"') :])
    assert "Answers update 6, sent Sun 15 Nov" in read
    update, mail = read.index("You sent update 6 Sun 15 Nov, 09:00"), read.index(QUOTE)
    told = read.index("Acknowledged Mon 23 Nov, 08:30 Thank you. We noted 1B.")
    assert update < mail < told
    assert "The room calendar works on phones." in read
    assert "In HTML" not in page
    assert page.count(f'href="/digests/{studio.digest}"') == 2


@pytest.mark.parametrize(("act", "pulses"), [("apply", 22), ("leave", 20)])
def test_mails_that_came_too_fast_wait_for_a_decision(
    database: Database, studio: Studio, pm: Visitor, act: str, pulses: int
) -> None:
    with database.write() as session:
        thread = session.get_one(Thread, studio.thread)
        first = next(mail for mail in thread.mails if mail.contact_id)
        ids = [write_pulse(session, first) for _ in range(22)]
        apply_mails(session, ids, key=b"key", now=MONDAY)
    assert f"/inbox/{studio.thread}?held=1" in pm.get("/").text
    assert "2 mails wait" in words_of(pm.get(f"/inbox/{studio.thread}?held=1").text)
    assert pm.post(f"/inbox/{studio.thread}/held", act="drop").status_code == 400
    assert pm.post(f"/inbox/{studio.thread}/held", act=act).status_code == 303
    assert "?held=1" not in pm.get("/").text
    with database.read() as session:
        said = select(func.count(Pulse.id)).where(Pulse.mail_id.in_(ids))
        assert session.scalar(said) == pulses


def write_pulse(session: Session, like: Mail) -> int:
    """One more mail of the same person in the same minute."""
    mail = make_mail(
        session,
        thread_id=like.thread_id,
        project_id=like.project_id,
        contact_id=like.contact_id,
        from_address="quick@harborlane.example",
        received_at=MONDAY,
        state=MailState.READ,
    )
    found = {"answers": {}, "preferences": {}, "stop": False, "start": False, "undo": False}
    session.add(
        Reading(mail_id=mail.id, reader="test", found={**found, "pulse": 3}, read_at=MONDAY)
    )
    session.flush()
    return mail.id


def test_an_update_of_a_foreign_project_is_not_shown(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        answer_an_update(session, studio)
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        session.get_one(Digest, studio.digest).project_id = other.id
    page = pm.get(f"/inbox/{studio.thread}").text
    assert f"/digests/{studio.digest}" not in page
    assert "room calendar" not in page


def test_the_number_at_the_inbox_is_what_waits_to_be_answered_or_filed(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert words_of(pm.get("/projects").text).startswith(
        "Projects · Orchestrator Skip to content Orchestrator Today Inbox 2 waiting"
    )
    assert "1 to answer, 1 undecided." in pm.get("/inbox").text
    with database.write() as session:
        make_mail(session, thread_id=studio.thread, direction="out", received_at=MONDAY)
    assert "Inbox 1 waiting" in words_of(pm.get("/projects").text)


def test_a_long_conversation_shows_its_newest_mails(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        for number in range(25):
            make_mail(
                session,
                thread_id=studio.thread,
                new_text=f"Line {number}.",
                received_at=MONDAY + timedelta(minutes=number),
            )
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "Line 24." in page
    assert "Line 3." not in page
    assert "Line 3." in pm.get(f"/inbox/{studio.thread}?all=1").text


def test_done_can_be_undone(database: Database, studio: Studio, pm: Visitor) -> None:
    response = pm.post(f"/inbox/{studio.thread}/done")
    assert (response.status_code, response.location) == (303, "/inbox")
    assert "Tom Reyes" in pm.get("/inbox?view=done").text
    assert pm.post(f"/inbox/{studio.thread}/done/undo").status_code == 303
    with database.read() as session:
        assert session.get_one(Thread, studio.thread).done_at is None
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.obj == f"thread:{studio.thread}")
        ).all()
        assert [entry.action for entry in entries] == ["thread", "thread"]


def test_a_wrong_mood_is_corrected_and_the_machines_is_kept(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    response = pm.post(f"/inbox/mails/{studio.mail}/mood", label="neutral")
    assert response.location == f"/inbox/{studio.thread}#mail-{studio.mail}"
    with database.read() as session:
        row = session.scalars(select(Sentiment)).one()
        assert (row.label, row.corrected_label) == ("negative", "neutral")
    assert pm.post(f"/inbox/mails/{studio.mail}/mood", label="furious").status_code == 400


def test_a_mail_without_a_mood_cannot_be_corrected(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        unscored = make_mail(session, project_id=studio.project).id
    response = pm.post(f"/inbox/mails/{unscored}/mood", label="neutral")
    assert response.status_code == 409
    assert "no mood to correct" in response.text


@pytest.mark.parametrize(
    ("decision", "state"),
    [("confirmation", AnswerState.APPLIED), ("refusal", AnswerState.REFUSED)],
)
def test_a_waiting_answer_is_decided_once(
    database: Database, studio: Studio, pm: Visitor, decision: str, state: AnswerState
) -> None:
    assert pm.post(f"/inbox/answers/{studio.answer}/{decision}").status_code == 303
    with database.read() as session:
        assert session.get_one(Answer, studio.answer).state is state
    again = pm.post(f"/inbox/answers/{studio.answer}/{decision}")
    assert again.status_code == 409
    assert "does not wait" in again.text


@pytest.mark.parametrize("decision", ["confirmation", "refusal"])
def test_a_wrong_click_on_an_answer_is_undone(
    database: Database, studio: Studio, pm: Visitor, decision: str
) -> None:
    undo = f"/inbox/answers/{studio.answer}/decision/undo"
    assert pm.post(undo).status_code == 409, "nobody decided it yet"
    decided = pm.post(f"/inbox/answers/{studio.answer}/{decision}")
    assert f'action="{undo}"' in pm.get(decided.location).text
    assert pm.post(undo).status_code == 303
    with database.read() as session:
        assert session.get_one(Answer, studio.answer).state is AnswerState.WAITING


@pytest.mark.parametrize(
    ("decision", "state"),
    [("confirmation", WishState.APPLIED), ("refusal", WishState.REFUSED)],
)
def test_a_louder_wish_waits_for_the_pm(
    database: Database, studio: Studio, pm: Visitor, decision: str, state: WishState
) -> None:
    assert pm.post(f"/inbox/wishes/{studio.wish}/{decision}").status_code == 303
    with database.read() as session:
        assert session.get_one(Preference, studio.wish).state is state
    undo = f"/inbox/wishes/{studio.wish}/decision/undo"
    assert undo in pm.get(f"/inbox/{studio.thread}").text
    assert pm.post(undo).status_code == 303
    with database.read() as session:
        assert session.get_one(Preference, studio.wish).state is WishState.WAITING


def test_another_pm_decides_nothing_here(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    other = signed_in(studio.outsider)
    for path in (
        f"/inbox/answers/{studio.answer}/confirmation",
        f"/inbox/wishes/{studio.wish}/confirmation",
        f"/inbox/mails/{studio.mail}/mood",
    ):
        assert other.post(path, label="neutral").status_code == 404
    with database.read() as session:
        assert session.get_one(Answer, studio.answer).state is AnswerState.WAITING


def test_a_writer_sees_the_answer_but_no_button(studio: Studio, signed_in: SignIn) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    page = writer.get(f"/inbox/{studio.thread}").text
    assert "Waits for you" in page
    assert "/confirmation" not in page
    assert writer.post(f"/inbox/answers/{studio.answer}/confirmation").status_code == 403


def test_an_undecided_conversation_is_filed_where_she_says(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "Patient app" in pm.get(f"/inbox/{studio.undecided}").text
    response = pm.post(f"/inbox/{studio.undecided}/project", project_id=studio.project)
    assert response.status_code == 303
    with database.read() as session:
        kept = int(response.location.rpartition("/")[2])
        assert session.get_one(Thread, kept).project_id == studio.project


def test_a_likely_project_is_proposed_with_its_reason(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        colleague = make_contact(
            session, project.client, name="Cara Colleague", address="cara@pinecrest.example"
        )
        make_project(session, colleague, pm=project.pm, name="Care portal", slug="care-portal")
        thread = make_mail(session, colleague).thread_id
    page = pm.get(f"/inbox/{thread}").text
    assert page.index("Care portal") < page.index("Another project")
    assert "works with us on it" in page


def test_nothing_is_filed_into_a_foreign_project(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.read() as session:
        other = session.scalars(select(Project.id).where(Project.slug == studio.other_slug)).one()
    path = f"/inbox/{studio.undecided}/project"
    assert pm.post(path, project_id=other).status_code == 404
    assert pm.post(path, project_id=999).status_code == 404
    for typed in ("x", "", -1, 2**31, 2**63):
        assert pm.post(path, project_id=typed).status_code == 400


def test_the_html_of_a_client_is_shown_without_anything_that_acts(
    studio: Studio, pm: Visitor
) -> None:
    response = pm.get(f"/inbox/mails/{studio.mail}/html")
    policy = response.headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "img-src data:", "sandbox"):
        assert rule in policy
    assert "<b>frustrated</b>" in response.text
    for gone in ("<script", "alert", "tracker.example", "onclick", "<svg"):
        assert gone not in response.text
    assert "sandbox" in pm.get(f"/inbox/{studio.thread}").text


def test_downloads_are_attachments_that_no_browser_runs(studio: Studio, pm: Visitor) -> None:
    attachment = pm.get(f"/inbox/mails/{studio.mail}/attachments/0")
    original = pm.get(f"/inbox/mails/{studio.mail}/original")
    assert (attachment.data, original.data) == (PLAN, HTML_MAIL)
    assert "plan.pdf" in attachment.headers["Content-Disposition"]
    for response in (attachment, original):
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.content_type == "application/octet-stream"
        assert "sandbox" in response.headers["Content-Security-Policy"]
    assert pm.get(f"/inbox/mails/{studio.mail}/attachments/7").status_code == 404


@pytest.mark.parametrize(
    "vector",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><animate onbegin=alert(1)>",
        "<math><mi xlink:href='javascript:alert(1)'>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        "<iframe src='https://evil.example'></iframe>",
        "<form action='https://evil.example'><input name=p></form>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<link rel=stylesheet href='https://evil.example/x.css'>",
        "<style>body{background:url(https://evil.example)}</style>",
        "<p style='background-image:url(https://evil.example);position:fixed'>a</p>",
        "<img src='https://evil.example/pixel.gif'>",
        "<img srcset='https://evil.example/pixel.gif 2x'>",
        "<base href='https://evil.example/'>",
        "<object data='https://evil.example'></object>",
    ],
)
def test_no_vector_survives(vector: str) -> None:
    shown = safe_html(f"<p>before</p>{vector}")
    assert shown is not None
    assert "before" in shown
    for part in ("alert", "evil.example", "javascript:", "<form", "<iframe", "onerror"):
        assert part not in shown


def test_an_image_inside_the_mail_is_kept() -> None:
    assert safe_html('<img src="data:image/png;base64,AAAA">') == (
        '<img src="data:image/png;base64,AAAA">'
    )


@pytest.mark.parametrize(
    "html", ["<div>" * 101, "<div></span>" * 101, "<b><p>" * 50_000, "x" * (256 * 1024 + 1)]
)
def test_html_past_the_caps_is_not_even_cleaned(html: str) -> None:
    assert safe_html(html) is None


def test_html_that_never_nests_is_shown_however_long() -> None:
    assert safe_html("<p>line<br>" * 10_000) is not None


def test_a_message_that_cannot_be_read_has_no_html() -> None:
    assert html_in(b"Content-Type: text/html;" + b" a=b;" * 100 + b"\n\n<p>x") is None


def test_the_reply_link_opens_her_mail_program_in_the_same_conversation() -> None:
    mail = Mail(
        from_address="tom+x@pinecrest.example",
        subject="Delay & plan",
        message_id="<1@pinecrest.example>",
        references=["<0@x>"],
    )
    link = urlsplit(reply_link(mail))
    assert (link.scheme, link.path) == ("mailto", "tom%2Bx@pinecrest.example")
    assert parse_qs(link.query) == {
        "subject": ["Re: Delay & plan"],
        "In-Reply-To": ["<1@pinecrest.example>"],
        "References": ["<0@x> <1@pinecrest.example>"],
    }


@pytest.mark.parametrize(
    "path",
    [
        "/inbox/{}",
        "/inbox/mails/{}/original",
        "/health/quarantine/{}/original",
        "/r/{}",
        "/digests/{}",
        "/digests/{}/text",
    ],
)
def test_a_number_that_no_row_can_have_is_not_found(
    studio: Studio, signed_in: SignIn, path: str
) -> None:
    admin = signed_in(studio.users[Role.ADMIN])
    for number in (0, 2**31, 2**63, 10**40):
        assert admin.get(path.format(number)).status_code == 404


def test_what_was_understood_stands_in_the_order_of_the_mails(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        for days, kind, decided in ((5, "question", 1), (3, "request", None), (1, "question", 1)):
            mail = make_mail(
                session,
                tom,
                thread_id=studio.thread,
                project_id=studio.project,
                received_at=MONDAY - timedelta(days=days),
            )
            state = StatementState.REFUSED if decided else StatementState.PROPOSED
            session.add(
                Statement(
                    mail_id=mail.id, kind=kind, span=f"{days} days", state=state,
                    decided_by=decided, decided_at=MONDAY if decided else None,
                )
            )  # fmt: skip
    page = pm.get(f"/inbox/{studio.thread}").text
    rail = page[page.index('class="rail"') :]
    shown = [rail.index(f"“{days} days”") for days in (5, 3, 1)]
    assert shown == sorted(shown)
    assert shown[-1] < rail.index("Evening")
    # Only what waits for a word is open, so that the last stays near the top.
    assert len(re.findall(r'<details class="card understood">', rail)) == 2
    folded = rail[: rail.index("“3 days”")]
    assert folded.count('<details class="card understood">') == 1


def test_what_fits_no_question_is_said_to_be_not_understood(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "Not understood" not in pm.get(f"/inbox/{studio.thread}").text
    with database.write() as session:
        found = {"answers": {}, "unclear": ["2: yes <b>"]}
        reading = session.scalar(select(Reading).where(Reading.mail_id == studio.mail))
        if reading is None:
            reading = Reading(mail_id=studio.mail, reader="test", read_at=MONDAY, found=found)
            session.add(reading)
        reading.found = found
    with at_most_statements(database, 12):
        page = pm.get(f"/inbox/{studio.thread}").text
    assert "<h3>Not understood</h3>" in page
    assert "“2: yes &lt;b&gt;”" in page
