from collections.abc import Mapping
from datetime import timedelta
import gzip

import pytest
from sqlalchemy import func, select

from orchestrator.models import AuditDetail, AuditEntry, Database, Digest, Role, User
from orchestrator.record.append import Action, Actor, Entry, record, record_all
from orchestrator.web.record import problems
from orchestrator.web.record_words import ACTIONS
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

MAYA = Actor("user:1", "web")


@pytest.fixture
def reviewer(studio: Studio, signed_in: SignIn) -> Visitor:
    return signed_in(studio.users[Role.COMPLIANCE])


def rows(page: str) -> list[int]:
    """Numbers of the records that a list shows, in its order."""
    return [int(part.partition('"')[0]) for part in page.split('class="num" href="/r/')[1:]]


def test_the_newest_entries_stand_first(reviewer: Visitor) -> None:
    shown = rows(reviewer.get("/compliance").text)
    assert shown == sorted(shown, reverse=True)
    assert shown[-1] == 1


def test_pages_continue_by_number_and_skip_nothing(database: Database, reviewer: Visitor) -> None:
    with database.write() as session:
        record_all(
            session,
            [Entry(Action.VIEW, f"mail:{number}") for number in range(70)],
            actor=MAYA,
            now=MONDAY,
        )
    first = reviewer.get("/compliance").text
    seen = rows(first)
    assert len(seen) == 50
    assert f"before={seen[-1]}" in first
    second = rows(reviewer.get(f"/compliance?before={seen[-1]}").text)
    assert seen + second == list(range(seen[0], 0, -1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ingest", ["ingest"]),
        ("q=INGEST", ["ingest"]),
        ("q=mail:2", ["score", "ingest"]),
        ("q=mail", ["score", "ingest"]),
        ("q=mail+score", ["score"]),
        ("action=fact", ["fact"]),
        ("obj=settings:1", ["config_change"]),
        ("project=patient-app&action=score", ["score"]),
        ("project=no-such", []),
        ("obj=nothing", []),
        ("q=100%25", []),
        ("q=_", ["config_change"]),
        ("q='+OR+1=1+--", []),
        ("q=%22+*+NEAR(", []),
    ],
)
def test_a_search_finds_what_it_says(
    database: Database, studio: Studio, reviewer: Visitor, query: str, expected: list[str]
) -> None:
    response = reviewer.get(f"/compliance?{query}")
    assert response.status_code == 200
    with database.read() as session:
        found = [session.get_one(AuditEntry, seq).action for seq in rows(response.text)]
    assert found == expected


@pytest.mark.parametrize(
    "query",
    [
        "before=soon",
        "before=-1",
        "before=" + "9" * 5000,
        "before=%D9%A1",
        "action=dance",
        "q=" + "x" * 10_240,
        "q=%00",
        "obj=%00",
        "project=%00",
    ],
)
def test_what_cannot_be_searched_is_said_in_words(reviewer: Visitor, query: str) -> None:
    response = reviewer.get(f"/compliance?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.text


def test_a_pm_sees_the_entries_of_her_projects_only(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    pm = signed_in(studio.users[Role.PM])
    with database.read() as session:
        hers = session.scalars(
            select(AuditEntry.seq).where(AuditEntry.project_id == studio.project)
        ).all()
        foreign = session.scalars(
            select(AuditEntry.seq).where(AuditEntry.action == "config_change")
        ).one()
    assert sorted(rows(pm.get("/compliance").text)) == sorted(hers)
    assert pm.get(f"/r/{hers[0]}").status_code == 200
    assert pm.get(f"/r/{foreign}").status_code == 404
    assert pm.get(f"/compliance?project={studio.other_slug}").status_code == 200


def test_a_writer_has_no_record(studio: Studio, signed_in: SignIn) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    assert writer.get("/compliance").status_code == 403
    assert writer.get("/r/1").status_code == 403


@pytest.mark.parametrize("seq", ["0", "99999", "9" * 30])
def test_a_record_that_is_not_there(reviewer: Visitor, seq: str) -> None:
    assert reviewer.get(f"/r/{seq}").status_code == 404


def test_a_record_shows_every_field_and_its_fingerprint(
    database: Database, studio: Studio, reviewer: Visitor
) -> None:
    page = reviewer.get("/r/2").text
    with database.read() as session:
        entry = session.get_one(AuditEntry, 2)
        assert entry.hash.hex() in page
        assert entry.prev.hex() in page
    assert "Fingerprint verified" in page
    assert "Words of Tom" in page
    assert 'href="/r/1"' in page
    assert 'href="/r/3"' in page


def test_codes_have_names_beside_them(
    database: Database, studio: Studio, reviewer: Visitor
) -> None:
    with database.write() as session:
        pm = session.scalars(select(User).where(User.email == studio.users[Role.PM])).one()
        session.get_one(Digest, studio.digest).number = 7
        seq = record(
            session,
            Action.APPROVE,
            f"digest:{studio.digest}",
            actor=Actor(f"user:{pm.id}", "web"),
            now=MONDAY,
            project_id=studio.project,
            dig="0" * 64,
            approval=3,
            source=f"mail:{studio.mail}",
        )
        reply = record(
            session,
            Action.PULSE,
            f"mail:{studio.mail}",
            actor=Actor(f"client:{studio.contact}", "mail"),
            now=MONDAY,
            project_id=studio.project,
        )
        user = f"user:{pm.id}"
    read = words_of(page := reviewer.get(f"/r/{seq}").text)
    assert f"Who pm person ({user}) Action Approved (approve) Object Update 7, Patient" in read
    assert "Approval 3" in read
    assert f"SHA-256 of the object {'0' * 64}" in read
    assert "Mail of Tom Reyes: The delay" in read
    assert f'href="/digests/{studio.digest}"' in page
    assert f'href="/inbox/{studio.thread}"' in page
    listed = words_of(page := reviewer.get("/compliance").text)
    assert f"pm person Approved Update 7, Patient app digest:{studio.digest}" in listed
    assert f'title="{user}"' in page
    assert "Tom Reyes Gave a pulse Mail of Tom Reyes: The delay" in listed
    assert f'title="client:{studio.contact}"' in page
    assert f"Tom Reyes (client:{studio.contact})" in words_of(reviewer.get(f"/r/{reply}").text)


def test_a_code_keeps_to_itself_what_is_not_hers(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    with database.write() as session:
        seq = record(
            session,
            Action.STATUS,
            f"thread:{studio.other_thread}",
            actor=MAYA,
            now=MONDAY,
            project_id=studio.project,
            source="digest:99999999999999999999",
            cause="mail:4242",
        )
    page = signed_in(studio.users[Role.PM]).get(f"/r/{seq}").text
    assert f"thread:{studio.other_thread}" in page
    assert "Photos" not in page
    assert f'href="/inbox/{studio.other_thread}"' not in page
    assert "mail:4242" in page


def test_only_neighbours_that_she_may_open_are_linked(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    with database.read() as session:
        last = session.scalars(
            select(func.max(AuditEntry.seq)).where(AuditEntry.project_id == studio.project)
        ).one()
    page = signed_in(studio.users[Role.PM]).get(f"/r/{last}").text
    assert f'href="/r/{last - 1}"' in page
    assert f'href="/r/{last + 1}"' not in page
    assert "chain intact" in page
    whole = signed_in(studio.users[Role.COMPLIANCE]).get(f"/r/{last}").text
    assert f'href="/r/{last + 1}"' in whole


def test_every_action_has_words() -> None:
    assert set(ACTIONS) == set(Action)


def test_the_pages_are_small_and_ask_the_database_little(
    database: Database, reviewer: Visitor
) -> None:
    for path in ("/compliance", "/compliance?q=mail&action=score", "/r/2"):
        with at_most_statements(database, 12):
            response = reviewer.get(path)
        assert len(gzip.compress(response.data)) <= 20_000


@pytest.fixture
def chain(database: Database, studio: Studio) -> dict[int, AuditEntry]:
    """The first three entries, detached; what a test does to them is not stored."""
    with database.read() as session:
        entries = {seq: session.get_one(AuditEntry, seq) for seq in (1, 2, 3)}
        session.expunge_all()
    return entries


@pytest.fixture
def details(database: Database, studio: Studio) -> list[AuditDetail]:
    with database.read() as session:
        found = list(session.scalars(select(AuditDetail).where(AuditDetail.seq == 2)))
        session.expunge_all()
    return found


def test_an_untouched_entry_has_no_problem(
    chain: Mapping[int, AuditEntry], details: list[AuditDetail]
) -> None:
    assert list(problems(chain[2], chain, details)) == []


def test_a_changed_line_does_not_match_its_fingerprint(
    chain: Mapping[int, AuditEntry], details: list[AuditDetail]
) -> None:
    chain[2].line = chain[2].line.replace(b"score", b"scare")
    found = list(problems(chain[2], chain, details))
    stored = chain[2].hash.hex()[:12]
    assert found[0].startswith(f"Fingerprint does not match. Stored {stored}…, computed ")
    assert found[0].endswith("Do not rely on this copy.")
    assert "The field action is not what the fingerprint covers." in found


@pytest.mark.parametrize(
    ("seq", "field", "value", "words"),
    [
        (1, "line", b"{}", "The chain is broken before it, at record 1."),
        (2, "prev", bytes(32), "The chain is broken before it, at record 1."),
        (3, "prev", bytes(32), "The chain is broken after it, at record 3."),
        (2, "line", b"not json", "The field seq is not what the fingerprint covers."),
        (2, "obj", "mail:9", "The field obj is not what the fingerprint covers."),
        (2, "ts", 0, "The field ts is not what the fingerprint covers."),
    ],
)
def test_each_change_is_named(
    chain: Mapping[int, AuditEntry],
    details: list[AuditDetail],
    seq: int,
    field: str,
    value: object,
    words: str,
) -> None:
    setattr(chain[seq], field, value)
    assert words in list(problems(chain[2], chain, details))


def test_a_missing_neighbour_breaks_the_chain(
    chain: dict[int, AuditEntry], details: list[AuditDetail]
) -> None:
    del chain[1]
    assert list(problems(chain[2], chain, details)) == [
        "The chain is broken before it, at record 1."
    ]


def test_an_altered_or_missing_detail_is_named(
    chain: Mapping[int, AuditEntry], details: list[AuditDetail]
) -> None:
    details[0].value = '"Other words"'
    assert list(problems(chain[2], chain, details)) == ["The detail text was altered."]
    assert "is missing" in next(problems(chain[2], chain, []))
    assert list(problems(chain[2], chain, [], erased=["text"])) == []


def test_a_tampered_instant_is_still_shown(database: Database, reviewer: Visitor) -> None:
    with database.write() as session:
        seq = record(
            session, Action.VIEW, "mail:1", actor=MAYA, now=MONDAY + timedelta(days=2_900_000)
        )
    assert reviewer.get(f"/r/{seq}").status_code == 200
    assert reviewer.get("/compliance").status_code == 200


def test_who_looks_for_what_a_mail_says_is_led_to_the_mails(reviewer: Visitor) -> None:
    assert 'href="/inbox?q=frustrated"' in reviewer.get("/compliance?q=frustrated").text
    assert "frustrated" in reviewer.get("/inbox?q=frustrated").text
    assert "Search the mails" not in reviewer.get("/compliance?action=signin").text
