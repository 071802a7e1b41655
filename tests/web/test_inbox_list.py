"""The views of the inbox, what narrows them, and their pages."""

from datetime import timedelta
import random
import re

from flask import Flask
import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
import time_machine

from orchestrator.conversation.routing import file_mails
from orchestrator.models import (
    AuditEntry,
    Database,
    Mail,
    MailState,
    Note,
    Project,
    Role,
    Sentiment,
    Thread,
)
from orchestrator.web import threads
from orchestrator.web.threads import PAGE, Wanted
from orchestrator.web.understood import quoted_lines
from tests.factories import MONDAY, make_contact, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import QUOTE, Studio, at_most_statements
from tests.web.test_digests import words_of
from tests.web.test_inbox import waiting_in


def rows_of(page: str) -> list[int]:
    """The threads of a list, in its order."""
    return [int(found) for found in re.findall(r'data-row href="/inbox/(\d+)', waiting_in(page))]


def many(session: Session, studio: Studio, number: int) -> list[int]:
    made = [
        make_mail(
            session,
            project_id=studio.project,
            from_name=f"Writer {each}",
            received_at=MONDAY - timedelta(minutes=random.Random(each).randrange(9)),
        )
        for each in range(number)
    ]
    return [mail.thread_id or 0 for mail in made]


def test_pages_of_a_view_hold_every_conversation_once(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        made = many(session, studio, PAGE * 2 + 3)
    path, seen = "/inbox", list[int]()
    while path:
        with at_most_statements(database, 12):
            page = pm.get(path).text
        seen += rows_of(page)
        older = re.search(r'class="more-rows"><a class="btn s" href="([^"]+)"', page)
        path = older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == PAGE * 2 + 4
    assert set(seen) == {*made, studio.thread}


def test_the_next_page_goes_on_after_a_conversation_that_is_done_meanwhile(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        many(session, studio, PAGE + 5)
    first = rows_of(pm.get("/inbox").text)
    pm.post(f"/inbox/{first[-1]}/done")
    second = rows_of(pm.get(f"/inbox?after={first[-1]}").text)
    assert len(second) == 6
    assert not set(first) & set(second)


def test_done_ones_stand_newest_first_over_pages(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        made = many(session, studio, PAGE + 2)
        for place, thread_id in enumerate(made):
            session.get_one(Thread, thread_id).done_at = MONDAY - timedelta(hours=place)
    first = rows_of(pm.get("/inbox?view=done").text)
    assert first == made[:PAGE]
    assert rows_of(pm.get(f"/inbox?view=done&after={first[-1]}").text) == made[PAGE:]


def test_a_foreign_place_to_go_on_from_tells_nothing(studio: Studio, pm: Visitor) -> None:
    whole = rows_of(pm.get("/inbox").text)
    for after in (studio.other_thread, 999, 2**40):
        assert rows_of(pm.get(f"/inbox?after={after}").text) == whole


def test_a_list_is_narrowed_by_project_person_and_words(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        cara = make_contact(
            session, project.client, name="Cara Colleague", address="c@pine.example"
        )
        second = make_project(session, cara, pm=project.pm, name="Portal", slug="portal")
        mail = make_mail(
            session, cara, project_id=second.id, new_text="The harbour at dusk, please."
        )
        portal = mail.thread_id
    assert rows_of(pm.get("/inbox?project=portal").text) == [portal]
    assert rows_of(pm.get("/inbox?from=tom@pinecrest.example").text) == [studio.thread]
    assert rows_of(pm.get("/inbox?q=harbour+dusk").text) == [portal]
    assert rows_of(pm.get('/inbox?q="frustrated that nobody"').text) == [studio.thread]
    assert "No mail has these words." in pm.get("/inbox?q=zeppelin").text
    assert "1 found." in pm.get("/inbox?q=harbour+dusk").text
    everything = rows_of(pm.get("/inbox").text)
    for query, said in (
        ("project=nowhere", "You have no project “nowhere”. The list is not narrowed by it."),
        ("project=booking-site", "You have no project “booking-site”."),
        ("from=zzz", "No mail here is from “zzz”."),
        ("from=dana@harborlane.example", "No mail here is from “dana@harborlane.example”."),
        ("from=zzz&project=9", "The list is not narrowed by them."),
    ):
        page = pm.get(f"/inbox?{query}").text
        assert said in words_of(page)
        assert rows_of(page) == everything
        assert "Show all" not in page
    assert "0 found." in pm.get("/inbox?q=" + "x" * 5000).text
    assert rows_of(pm.get("/inbox?q=harbour%00dusk").text) == [portal]
    assert rows_of(pm.get("/inbox?from=x%00&project=%00").text) == everything
    for signs in ("%22%22", "%25", "*", "-", "x" * 501):
        nothing = pm.get(f"/inbox?q={signs}")
        assert nothing.status_code == 200
        assert "Write a word, a name or an address to look for" in nothing.text
        assert 'id="q"' in nothing.text
    assert pm.get(f"/inbox/{studio.thread}?q=%25").status_code == 200
    assert rows_of(pm.get("/inbox?q=tom@pinecrest.example").text) == [studio.thread]


def test_a_search_finds_what_is_done_and_nothing_of_another_client(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        session.get_one(Thread, studio.thread).done_at = MONDAY
        foreign = session.get_one(Thread, studio.other_thread).mails[0]
        foreign.new_text = "I am frustrated about the zeppelin."
    assert rows_of(pm.get("/inbox?q=frustrated").text) == [studio.thread]
    page = pm.get("/inbox?q=zeppelin").text
    assert rows_of(page) == []
    assert "Photos" not in page


def test_what_was_answered_or_done_sinks_below(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "Previously seen" not in pm.get("/inbox").text
    pm.post(f"/inbox/{studio.thread}/done")
    page = pm.get("/inbox").text
    assert "No replies waiting." in waiting_in(page)
    assert "Tom Reyes" in page[page.index("Previously seen") :]


@pytest.mark.parametrize(
    ("until", "hours"), [("tomorrow", 23), ("monday", 24 * 7 - 1), ("reply", None)]
)
def test_a_snoozed_conversation_comes_back_by_itself(
    studio: Studio,
    pm: Visitor,
    clock: time_machine.Traveller,
    signed_in: SignIn,
    until: str,
    hours: int | None,
) -> None:
    answer = pm.post(f"/inbox/{studio.thread}/snooze", until=until)
    assert answer.status_code == 303
    assert rows_of(pm.get("/inbox").text) == []
    assert rows_of(pm.get("/inbox?view=unhappy").text) == []
    assert rows_of(pm.get("/inbox?view=snoozed").text) == [studio.thread]
    clock.shift(timedelta(hours=hours or 24 * 30))
    later = signed_in(studio.users[Role.PM])
    assert rows_of(later.get("/inbox").text) == ([] if hours is None else [studio.thread])


@pytest.mark.parametrize(("direction", "is_awake"), [("in", True), ("out", False)])
def test_a_mail_to_us_ends_a_snooze_and_our_own_does_not(
    database: Database, studio: Studio, key: bytes, direction: str, is_awake: bool
) -> None:
    with database.write() as session:
        first = session.get_one(Thread, studio.thread).mails[0]
        first.message_id = "<first@pinecrest.example>"
        session.flush()
        file_mails(session, [first.id], key=key, now=MONDAY)
        session.expire_all()
        session.get_one(Thread, first.thread_id).snoozed_at = MONDAY
        session.flush()
        mail = make_mail(
            session,
            thread_id=None,
            direction=direction,
            from_address=first.from_address if direction == "in" else "hello@northwind.example",
            recipients=[first.from_address],
            in_reply_to=first.message_id,
            references=[first.message_id],
            state=MailState.PARSED,
        )
        file_mails(session, [mail.id], key=key, now=MONDAY)
        session.expire_all()
        assert mail.thread_id == first.thread_id
        assert (session.get_one(Thread, first.thread_id).snoozed_at is None) is is_awake


def test_a_snooze_is_undone_and_both_are_on_record(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    pm.post(f"/inbox/{studio.thread}/snooze", until="tomorrow")
    assert "Snoozed until Tue 24 Nov, 08:00" in words_of(pm.get("/inbox").text)
    assert pm.post(f"/inbox/{studio.thread}/snooze/undo").status_code == 303
    assert rows_of(pm.get("/inbox").text) == [studio.thread]
    assert pm.post(f"/inbox/{studio.thread}/snooze", until="never").status_code == 400
    with database.read() as session:
        obj = AuditEntry.obj == f"thread:{studio.thread}"
        assert len(session.scalars(select(AuditEntry).where(obj)).all()) == 2


def test_a_decision_opens_what_comes_next_in_the_same_list(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        following = many(session, studio, 2)
    order = rows_of(pm.get("/inbox").text)
    assert order[0] == studio.thread
    answer = pm.post(f"/inbox/{studio.thread}/done?project=patient-app")
    assert answer.location == f"/inbox/{order[1]}?project=patient-app"
    assert order[1] in following
    page = words_of(pm.get(answer.location).text)
    assert re.search(r"Done\. Writer \d next\.", page)


def test_a_team_note_stands_in_the_conversation_and_is_on_record(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    path = f"/inbox/{studio.thread}/notes"
    answer = signed_in(studio.users[Role.WRITER]).post(path, text=" The server was down.\r\n")
    assert answer.status_code == 303
    page = words_of(pm.get(f"/inbox/{studio.thread}").text)
    assert "Team note, not sent writer person, Mon 23 Nov, 09:00 The server was down." in page
    for text in ("", " \n", "x" * 4_001):
        assert pm.post(path, text=text).status_code == 400
    with database.read() as session:
        assert [note.text for note in session.scalars(select(Note))] == ["The server was down."]
        kinds = session.scalars(select(AuditEntry.action).where(AuditEntry.action == "note"))
        assert kinds.all() == ["note"]


def test_mail_that_only_seemed_automatic_is_read_as_a_persons(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        likely = make_mail(
            session,
            project_id=studio.project,
            kind="auto_reply",
            is_kind_certain=False,
            kind_evidence="says that it was received",
            state=MailState.APPLIED,
        )
        sure = make_mail(session, project_id=studio.project, kind="bounce", state=MailState.APPLIED)
    page = words_of(pm.get(f"/inbox/{likely.thread_id}").text)
    assert "Probably auto reply: says that it was received. Nothing in it counts" in page
    assert pm.post(f"/inbox/mails/{likely.id}/human").status_code == 303
    assert pm.post(f"/inbox/mails/{likely.id}/human").status_code == 409
    assert pm.post(f"/inbox/mails/{sure.id}/human").status_code == 409
    with database.read() as session:
        mail = session.merge(likely, load=False)
        session.refresh(mail)
        assert (mail.kind, mail.is_kind_certain, mail.state) == ("human", True, MailState.THREADED)


def test_a_mail_that_cannot_be_decoded_says_so_and_offers_its_bytes(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        mail = make_mail(session, project_id=studio.project, defects=["unread"], new_text="")
    page = pm.get(f"/inbox/{mail.thread_id}").text
    assert "This message could not be decoded." in page
    assert f'href="/inbox/mails/{mail.id}/original">Download original</a>' in page
    assert "No new words." not in page[page.index('class="talk"') :]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Yes.\n\n> Shall we?\n> Maya\n", "Yes.", ["> Shall we?", "> Maya"]),
        ("> Shall we?\nYes.\n> When?\nNow.", "Yes.\nNow.", ["> Shall we?", "> When?"]),
        ("Yes.", "Yes.", []),
        ("Yes.\n\n-- \nDana", "Yes.", ["-- ", "Dana"]),
        ("", "", []),
        ("> All of it is quoted.", "", ["> All of it is quoted."]),
    ],
)
def test_the_lines_that_are_not_her_own_are_folded(text: str, words: str, left: list[str]) -> None:
    assert quoted_lines(text, words) == left


def test_an_unknown_view_is_no_page(studio: Studio, pm: Visitor) -> None:
    assert pm.get("/inbox?view=everything").status_code == 400
    assert pm.get(f"/inbox/{studio.thread}?view=everything").status_code == 400


def test_random_histories_list_only_what_is_hers(
    app: Flask, database: Database, studio: Studio, signed_in: SignIn
) -> None:
    """Whatever is done, snoozed, answered or undecided: no view shows a word of another client."""
    chance = random.Random(4)
    with database.write() as session:
        secret = "zebra"
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        dana = other.participants[0].contact
        for number in range(60):
            is_hers = chance.random() < 0.5
            mail = make_mail(
                session,
                None if is_hers else dana,
                project_id=studio.project if is_hers else chance.choice((other.id, None)),
                from_name=f"Writer {number}",
                subject="Ours" if is_hers else secret,
                new_text="Our words." if is_hers else f"{secret} words.",
                direction=chance.choice(("in", "in", "out")),
                received_at=MONDAY - timedelta(minutes=chance.randrange(900)),
            )
            thread = session.get_one(Thread, mail.thread_id)
            if not is_hers:
                session.add(
                    Note(
                        thread_id=thread.id,
                        project_id=thread.project_id,
                        user_id=other.pm_id,
                        text=secret,
                        written_at=MONDAY,
                    )
                )
            thread.done_at = chance.choice((None, None, MONDAY))
            thread.snoozed_at = chance.choice((None, None, MONDAY))
    ours, theirs = signed_in(studio.users[Role.PM]), signed_in(studio.outsider)
    queries = [f"view={view}" for view in threads.VIEWS] + [f"q={secret}", "view=all", "from=x"]
    found = 0
    for query in queries:
        page = ours.get(f"/inbox?{query}").text
        assert secret not in page.replace(f'value="{secret}"', "").replace(f"q={secret}", ""), query
        found += secret in theirs.get(f"/inbox?{query}").text
    assert found > 3
    assert secret not in ours.get(f"/inbox/{studio.thread}").text


def test_the_address_of_a_list_is_short(app: Flask) -> None:
    assert Wanted().as_query() == {}
    assert Wanted(view="done", after=3).as_query() == {"view": "done"}
    assert Wanted(words="x").as_query() == {"view": "reply", "q": "x"}
    assert Wanted(project="p").as_query(view="done") == {"view": "done", "project": "p"}


def test_a_row_says_how_a_mail_begins_and_beside_it_what_decided_its_mood(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        mail = session.get_one(Mail, studio.mail)
        mail.new_text = f"Hello Maya,\n\nabout <b>the launch</b>. {'Words. ' * 40}{QUOTE}"
    for path in ("/inbox", f"/inbox/{studio.thread}"):
        page = pm.get(path).text
        assert "Hello Maya, about &lt;b&gt;the launch&lt;/b&gt;." in page
        assert f'<mark class="own">“{QUOTE}”</mark>' in page
    with database.write() as session:
        session.get_one(Mail, studio.mail).new_text = ""
    assert f'No new words. <mark class="own">“{QUOTE}”' in pm.get("/inbox").text
    with database.write() as session:
        session.execute(delete(Sentiment))
    assert "<mark" not in pm.get("/inbox").text


def test_the_quote_that_decided_stands_in_the_column_beside(studio: Studio, pm: Visitor) -> None:
    page = pm.get(f"/inbox/{studio.thread}").text
    beside = page[page.index('class="queue"') :].partition("</nav>")[0]
    assert f"<mark>{QUOTE}</mark> 1B is fine." in beside
    assert 'aria-current="true"' in beside
