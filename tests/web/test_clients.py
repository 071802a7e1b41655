"""/clients/<id>: who somebody is, what they wish in their own words, and how we write."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import select

from orchestrator.config import Settings
from orchestrator.digest.calls import note_urgent
from orchestrator.digest.draft import draft_due
from orchestrator.engagement.addressing import Addressing
from orchestrator.engagement.preferences import take_wishes
from orchestrator.models import (
    AuditEntry,
    Cap,
    Contact,
    Database,
    Digest,
    DigestState,
    Direction,
    Formality,
    OutboxEntry,
    Period,
    Preference,
    Role,
)
from orchestrator.record.append import Actor
from tests.desk import approve_all
from tests.factories import MONDAY, make_contact, make_mail, make_project
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import Studio, at_most_statements

TOM = Actor("client:1", "mail")
PREFS = {
    "cadence": "weekly",
    "weekday": "fri",
    "time": "16:00",
    "not_before": "08:00",
    "length": "standard",
    "channel": "email",
    "urgent": "mail",
    "quiet_days": "sat sun",
    "heartbeat": "no",
    "pause_until": "",
}


def said(database: Database, studio: Studio, words: str, **wishes: str) -> int:
    """Tom writes, and it counts, or waits; the id of his mail."""
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        mail = make_mail(session, tom, project_id=studio.project, new_text=words, text=words)
        take_wishes(
            session, tom, wishes, source=f"mail:{mail.id}", proven=True, actor=TOM, now=MONDAY
        )
        return mail.id


def counted(database: Database, studio: Studio) -> dict[str, object]:
    with database.read() as session:
        kept = session.get_one(Contact, studio.contact).wishes
        return {"cadence": kept.cadence, "length": kept.length, "channel": kept.channel}


def test_the_page_says_who_it_is_and_what_counts_in_their_own_words(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    mail_id = said(database, studio, "Nice work. Monthly is plenty.\n\nTom", cadence="monthly")
    with at_most_statements(database, 12):
        page = pm.get(f"/clients/{studio.contact}").text
    assert "Tom Reyes" in page
    assert "tom@pinecrest.example" in page
    assert "Monthly, Fri 16:00, e-mail" in page
    assert "Once a month: “Monthly is plenty.”" in page
    assert f"#mail-{mail_id}" in page
    assert "Patient app" in page
    assert "Tom asks for more" in page, "the wish of the studio, which waits"


def test_a_louder_wish_is_let_count_or_refused_here_too(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page, path = f"/clients/{studio.contact}", f"/inbox/wishes/{studio.wish}"
    answer = pm.post(f"{path}/confirmation?at=client")
    assert (answer.status_code, answer.location) == (303, page)
    assert counted(database, studio)["cadence"] == "daily"
    assert pm.post(f"{path}/decision/undo?at=client").location == page
    assert pm.post(f"{path}/refusal?at=client").location == page
    assert counted(database, studio)["cadence"] == "weekly"


def test_u3_nobody_sets_them_louder_and_the_refusal_quotes_the_word_and_its_day(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    said(database, studio, "Hello.\nMonthly is plenty.\nTom", cadence="monthly", length="brief")
    path = f"/clients/{studio.contact}"
    page = pm.get(path).text
    assert '<option value="monthly"' in page
    assert '<option value="weekly"' not in page, "what is not possible is not offered"
    assert '<option value="full"' not in page
    monthly = PREFS | {"cadence": "monthly", "length": "brief"}
    refused = pm.post(f"{path}/preferences", **monthly | {"cadence": "weekly", "weekday": "tue"})
    assert refused.status_code == 400
    assert "Not louder than that: Tom wrote “Monthly is plenty.” on Mon 23 Nov." in refused.text
    with database.read() as session:
        assert session.get_one(Contact, studio.contact).wishes.weekday == "fri", "nothing of it"
    answer = pm.post(f"{path}/preferences", **monthly | {"cadence": "needed"})
    assert (answer.status_code, counted(database, studio)["cadence"]) == (303, "needed")
    undo = pm.get(path).text.partition("/undo")[0].rpartition('"')[2]
    assert pm.post(f"{undo}/undo").status_code == 303
    assert counted(database, studio)["cadence"] == "monthly"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"cadence": "hourly"}, "Choose one of the list."),
        ({"time": "25:99"}, "Write a time such as 16:00."),
        ({"pause_until": "soon"}, "Write a day such as 2026-12-04."),
        ({"pause_until": "2026-11-01"}, "a day to come"),
        ({"pause_until": "2036-11-01"}, "a year ahead"),
    ],
)
def test_what_was_typed_wrongly_is_kept_and_named(
    database: Database, studio: Studio, pm: Visitor, wrong: dict[str, str], words: str
) -> None:
    answer = pm.post(f"/clients/{studio.contact}/preferences", **PREFS | wrong)
    assert answer.status_code == 400
    assert words in answer.text
    assert counted(database, studio)["cadence"] == "weekly"


def test_nothing_changed_writes_nothing(database: Database, studio: Studio, pm: Visitor) -> None:
    pm.get("/")
    answer = pm.post(f"/clients/{studio.contact}/preferences", **PREFS)
    assert answer.status_code == 303
    with database.read() as session:
        rows = select(Preference).where(Preference.contact_id == studio.contact)
        assert [row.id for row in session.scalars(rows)] == [studio.wish]


def test_s35_language_name_form_formality_and_zone_are_of_each_person(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    wanted = {
        "language": "de",
        "formality": "informal",
        "name_form": "Tommy",
        "timezone": "America/New_York",
    }
    assert pm.post(f"{path}/address", **wanted).status_code == 303
    page = pm.get(path).text
    for words in ("German", "Informally", "Hi Tommy", "America/New_York, 04:00 now"):
        assert words in page, words
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        colleague = make_contact(session, tom.client, name="Ana Ruiz", language="es")
        assert colleague.greeting_name == "Ana"
        colleague.formality = Formality.FORMAL
        assert colleague.greeting_name == "Ana Ruiz"
    assert pm.post(f"{path}/address/undo").status_code == 303
    with database.read() as session:
        tom = session.get_one(Contact, studio.contact)
        assert (tom.language, tom.formality, tom.timezone) == (
            "en",
            Formality.UNSAID,
            "Europe/London",
        )
        assert tom.greeting_name == "Tom"
        recorded = session.scalars(
            select(AuditEntry.line).where(AuditEntry.obj == f"contact:{tom.id}")
        ).all()
        assert sum(b'"addressed"' in line for line in recorded) == 2


def test_s35_an_update_speaks_to_its_reader_as_agreed(
    desk: Desk, database: Database, settings: Settings, key: bytes, signed_in: SignIn
) -> None:
    path = f"/clients/{desk.contact.id}"
    pm = signed_in(desk.pm)
    wanted = {
        "language": "de",
        "formality": "informal",
        "name_form": "Dani",
        "timezone": "Asia/Tokyo",
    }
    assert pm.post(f"{path}/address", **wanted).status_code == 303
    with database.write() as session:
        for digest in session.scalars(select(Digest)).all():
            session.delete(digest)
        session.flush()
        [digest] = draft_due(session, settings=settings, key=key, now=MONDAY + timedelta(days=6))
        assert "Dani" in digest.text
        assert "Antworte mit eigenen Worten" in digest.text, digest.text
        assert digest.slot_key.endswith("Asia/Tokyo")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"timezone": "Europe/Viena"}, "Europe/Viena"),
        ({"language": "xx"}, "Choose one of the list"),
        ({"formality": "rude"}, "Choose one of the list"),
        ({"name_form": "x" * 81}, "at most 80"),
    ],
)
def test_an_address_that_cannot_be_is_named(
    studio: Studio, pm: Visitor, wrong: dict[str, str], words: str
) -> None:
    right = {"language": "en", "formality": "unsaid", "name_form": "", "timezone": "Europe/London"}
    answer = pm.post(f"/clients/{studio.contact}/address", **right | wrong)
    assert answer.status_code == 400
    assert words in answer.text


def test_only_who_works_for_the_client_sees_the_page_and_only_a_pm_changes_it(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    path = f"/clients/{studio.contact}"
    for seen in (path, f"{path}/welcome"):
        assert signed_in(studio.outsider).get(seen).status_code == 404
    writer = signed_in(studio.users[Role.WRITER])
    assert writer.get(f"{path}/welcome").status_code == 403
    assert "Change preference" not in writer.get(path).text
    for deed in ("preferences", "address"):
        assert writer.post(f"{path}/{deed}", **PREFS).status_code == 403
    assert signed_in(studio.users[Role.COMPLIANCE]).get(path).status_code == 200
    assert writer.get("/clients/424242").status_code == 404


def test_words_of_another_project_are_not_for_all_eyes(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        hidden = make_project(session, tom, name="Secret merger")
        mail = make_mail(
            session, tom, project_id=hidden.id, new_text="Monthly is plenty for the merger."
        )
        take_wishes(
            session, tom, {"cadence": "monthly"}, source=f"mail:{mail.id}", proven=True,
            actor=TOM, now=MONDAY,
        )  # fmt: skip
    page = pm.get(f"/clients/{studio.contact}").text
    assert "Once a month" in page
    assert "merger" not in page
    refused = pm.post(f"/clients/{studio.contact}/preferences", **PREFS)
    assert refused.status_code == 400
    assert "Not louder than that: Tom said “Once a month” on Mon 23 Nov." in refused.text
    assert "merger" not in refused.text


def test_s7_the_page_counts_what_reached_them_and_a_pm_sends_the_welcome(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        session.delete(session.get_one(OutboxEntry, studio.outbox))
        approve_all(session)
        make_mail(
            session, tom, direction=Direction.OUT, received_at=MONDAY - timedelta(minutes=5),
            recipients=[tom.address],
        )  # fmt: skip
    page = pm.get(path).text
    assert "<b>1</b> this month, and nothing is promised." in page
    assert "Send the welcome: at most 2 a week" in page
    assert pm.post(f"{path}/welcome").status_code == 303
    with at_most_statements(database, 12):
        page = pm.get(path).text
    assert "<b>1 of 2</b> this week" in page
    assert "Promised at most 2 messages a week" in page, "in the history"
    assert pm.post(f"{path}/welcome/undo").status_code == 303
    assert "nothing is promised" in pm.get(path).text


def test_s7_the_welcome_is_seen_before_it_is_sent_and_seeing_it_promises_nothing(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    with database.write() as session:
        session.get_one(Contact, studio.contact).language = "de"
        session.delete(session.get_one(OutboxEntry, studio.outbox))
    assert f'src="{path}/welcome"' in pm.get(path).text
    with at_most_statements(database, 12):
        shown = pm.get(f"{path}/welcome")
    assert "Höchstens 2 Nachrichten pro Woche von uns." in shown.text
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    text = pm.get(f"{path}/welcome?as=text")
    assert text.headers["Content-Type"].startswith("text/plain")
    assert text.text.splitlines()[0].endswith(": was Sie von uns bekommen")
    with database.read() as session:
        assert session.scalars(select(OutboxEntry)).all() == []
        assert session.scalars(select(Cap)).all() == []


def test_u4_the_review_says_which_one_it_is_and_refuses_one_too_many(
    database: Database, desk: Desk, signed_in: SignIn
) -> None:
    pm = signed_in(desk.pm)
    path = f"/digests/{desk.digest.id}"
    assert "This will be the 1st message this month" in pm.get(path).text
    with database.write() as session:
        dana = session.get_one(Contact, desk.contact.id)
        session.add(
            Cap(
                contact_id=dana.id, messages=2, period=Period.WEEK, source="outbox:1",
                promised_at=MONDAY - timedelta(days=300),
            )
        )  # fmt: skip
        make_mail(
            session, dana, direction=Direction.OUT, received_at=MONDAY - timedelta(minutes=5),
            recipients=[dana.address],
        )  # fmt: skip
    assert "This will be the 2nd of 2 this week" in pm.get(path).text
    with database.write() as session:
        dana = session.get_one(Contact, desk.contact.id)
        make_mail(
            session, dana, direction=Direction.OUT, received_at=MONDAY - timedelta(minutes=4),
            recipients=[dana.address],
        )  # fmt: skip
    over = "the 3rd message this week, and at most 2 a week were promised"
    assert over in pm.get(path).text
    refused = pm.post(f"{path}/approval", shown_revision=desk.digest.revision)
    assert over in refused.text
    with database.read() as session:
        assert session.get_one(Digest, desk.digest.id).state is DigestState.DRAFTED


def test_s5_an_urgent_call_stands_on_today_and_is_settled_on_the_persons_page(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    assert pm.post(f"{path}/preferences", **PREFS | {"urgent": "call"}).status_code == 303
    with database.write() as session:
        [call] = note_urgent(session, now=MONDAY)
        number = call.id
    today = pm.get("/").text
    assert "Call Tom first" in today
    assert f'href="{path}"' in today
    assert "1 urgent call to make" in today
    with at_most_statements(database, 12):
        page = pm.get(path).text
    assert "Launch moves to 11 Dec." in page
    assert "No mail of it goes before." in page
    refused = pm.post(f"{path}/calls/{number}/dropped", reason="")
    assert refused.status_code == 409 or "say why" in refused.text
    assert pm.post(f"{path}/calls/{number}/made").status_code == 303
    assert "Call Tom first" not in pm.get("/").text
    assert pm.post(f"{path}/calls/{number}/undo").status_code == 303
    assert "Call Tom first" in pm.get("/").text
    assert pm.post(f"/clients/1000/calls/{number}/made").status_code == 404


def test_p11_the_page_says_when_the_next_update_is_due_and_why_then(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    with at_most_statements(database, 12):
        page = pm.get(path).text
    assert "Every Friday at 16:00." in page
    assert "Saturday and Sunday, and the public holidays of " in page
    until = (MONDAY + timedelta(days=20)).date().isoformat()
    assert pm.post(f"{path}/preferences", **PREFS | {"pause_until": until}).status_code == 303
    assert "Paused until " in pm.get(path).text


def test_p75_quiet_days_are_set_and_never_the_day_of_the_update(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    answer = pm.post(f"{path}/preferences", **PREFS | {"quiet_days": "fri sat sun"})
    assert answer.status_code == 400
    assert "The day on which updates come cannot be a quiet one." in answer.text
    wanted = PREFS | {"quiet_days": "mon sat sun", "heartbeat": "yes"}
    assert pm.post(f"{path}/preferences", **wanted).status_code == 303
    page = pm.get(path).text
    assert "Monday, Saturday and Sunday, and the public holidays" in page
    assert "A short update all the same" in page
    with database.read() as session:
        kept = session.get_one(Contact, studio.contact).wishes
        assert (kept.quiet_days, kept.heartbeat) == ("mon sat sun", True)


def test_whose_holidays_are_kept_can_be_set_with_the_region(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    path = f"/clients/{studio.contact}"
    with database.read() as session:
        typed = asdict(Addressing.of(session.get_one(Contact, studio.contact)))
    answer = pm.post(f"{path}/address", **typed | {"country": "GB", "region": "Bayern"})
    assert answer.status_code == 400
    assert "is none of Britain (UK); it has England, Northern Ireland, Scotland" in answer.text
    for country, region, shown in (
        ("GB", "wales", "the public holidays of Wales"),
        ("none", "", "<dd>Saturday and Sunday</dd>"),
    ):
        wanted = typed | {"country": country, "region": region}
        assert pm.post(f"{path}/address", **wanted).status_code == 303
        assert shown in pm.get(path).text
    pm.post(f"{path}/address/undo")
    assert "the public holidays of Wales" in pm.get(path).text
