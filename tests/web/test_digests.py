"""A PM reads a draft with its sources, decides, and is told when it changed meanwhile."""

from datetime import timedelta
import gzip
from html import unescape
from itertools import pairwise
import re

from flask import Flask
import pytest
from sqlalchemy import event, select
import time_machine

from orchestrator.clock import utc_now
from orchestrator.config import Settings
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.dispatch.stop import void_overtaken
from orchestrator.models import (
    Approval,
    AuditEntry,
    Block,
    Database,
    Digest,
    DigestState,
    Impact,
    Mood,
    OutboxEntry,
    OutboxState,
    ProjectStatus,
    Pulse,
    User,
    Withheld,
)
from orchestrator.web.worddiff import word_diff
from tests.factories import MONDAY, make_contact, make_digest, make_fact, make_mail
from tests.web.conftest import Desk, SignIn, Visitor, make_desk


def words_of(html: str) -> str:
    """What a person reads, without tags and doubled spaces."""
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" ([.,])", r"\1", words)


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None, name
    return unescape(found[1])


def stored(database: Database, desk: Desk) -> Digest:
    with database.read() as session:
        digest = session.get_one(Digest, desk.digest.id)
        session.expunge_all()
    return digest


def approve(maya: Visitor, desk: Desk, page: str | None = None) -> str:
    page = page or maya.get(f"/digests/{desk.digest.id}").text
    answer = maya.post(
        f"/digests/{desk.digest.id}/approval",
        shown_revision=field(page, "shown_revision"),
        shown_text=field(page, "shown_text"),
    )
    assert answer.status_code == 303, words_of(answer.text)
    return answer.location or ""


@pytest.fixture
def maya(desk: Desk, signed_in: SignIn) -> Visitor:
    return signed_in(desk.pm)


def test_the_review_shows_each_line_with_its_source(maya: Visitor, desk: Desk) -> None:
    page = maya.get(f"/digests/{desk.digest.id}")
    read = words_of(page.text)
    for expected in (
        "Booking site relaunch, update 1",
        "Planned for today 16:00",
        "Not as planned",
        "Welsh e-mails moved from Tuesday to Thursday.",
        "We need 2 decisions",
        "1A Stripe: 1.5% per card, live in 2 days (we recommend this)",
        "By Wed 25 Nov. No reply: we wait, and launch moves to 11 Dec.",
        "Room calendar works on phones.",
        "Noted Sun 22 Nov, 09:00",
        "Maya Okafor",
        "Approve for 16:00 A",
    ):
        assert expected in read
    sections = page.text.split('<section class="blk"')[1:]
    assert len(sections) == 6
    assert all('<p class="src">' in section for section in sections)


def test_the_rail_shows_how_the_client_is_and_what_is_held_back(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        mail = None
        for days, score in ((21, 4), (14, 5), (7, 3)):
            mail = make_mail(
                session,
                session.get(type(desk.contact), desk.contact.id),
                project_id=desk.project.id,
                new_text=f"{score} of 5, the photos were late again.",
                received_at=MONDAY - timedelta(days=days),
            )
            session.add(
                Pulse(
                    project_id=desk.project.id,
                    contact_id=desk.contact.id,
                    mail_id=mail.id,
                    score=score,
                    said_at=mail.received_at,
                )
            )
        assert mail is not None
        session.add(
            ProjectStatus(
                project_id=desk.project.id,
                mood=Mood.SO_SO,
                delivery=desk.project.delivery,
                status=desk.project.delivery,
                reason="The photos were late again.",
                source=f"mail:{mail.id}",
                since=MONDAY,
            )
        )
        session.add(
            Withheld(
                digest_id=desk.digest.id,
                source="fact:9",
                text="Server patched",
                reason="over 3 lines, moves to the next update",
            )
        )
        session.get_one(Digest, desk.digest.id).watermark = mail.id
    page = maya.get(f"/digests/{desk.digest.id}").text
    assert 'aria-label="Pulse, last 3: 4, 5, 3 out of 5"' in page
    read = words_of(page)
    assert "Dana right now So-so" in read
    assert "“3 of 5, the photos were late again.” Sources: Mon 16 Nov, 09:00" in read
    assert "Prefers Weekly, Mon 16:00, e-mail Length Standard" in read
    assert "Held back Server patched Over 3 lines, moves to the next update" in read


def test_approving_queues_the_bytes_and_opens_the_next_draft(
    maya: Visitor, desk: Desk, database: Database, settings: Settings, key: bytes
) -> None:
    with database.write() as session:
        pm = session.get_one(User, desk.pm.id)
        idris = make_contact(session, name="Idris Bell")
        other = make_desk(
            session,
            settings=settings,
            key=key,
            now=MONDAY,
            pm=pm,
            contact=idris,
            name="Audio guide",
        )
        other_id = other.digest.id
    assert approve(maya, desk) == f"/digests/{other_id}"
    page = maya.get(f"/digests/{other_id}").text
    assert "Approved for 16:00. Idris Bell next." in page
    assert f'action="/digests/{desk.digest.id}/approval/undo"' in page
    with database.read() as session:
        entry = session.scalars(select(OutboxEntry)).one()
        approval = session.scalars(select(Approval)).one()
        assert (entry.state, entry.due_at) == (OutboxState.PENDING, desk.digest.send_at)
        assert (approval.sha256, approval.user_id) == (entry.sha256, desk.pm.id)
    assert stored(database, desk).state is DigestState.APPROVED


def test_an_approval_can_be_undone(maya: Visitor, desk: Desk, database: Database) -> None:
    assert approve(maya, desk) == "/digests"
    approved = words_of(maya.get(f"/digests/{desk.digest.id}").text)
    assert "Approved. It leaves today 16:00. Undo Z" in approved
    assert "Scheduled 1 Sent, last 7 days 0" in approved
    answer = maya.post(f"/digests/{desk.digest.id}/approval/undo")
    assert (answer.status_code, answer.location) == (303, f"/digests/{desk.digest.id}")
    assert stored(database, desk).state is DigestState.DRAFTED
    with database.read() as session:
        assert session.scalars(select(OutboxEntry)).one().state is OutboxState.CANCELLED
    assert "Approve for 16:00" in words_of(maya.get(f"/digests/{desk.digest.id}").text)


def test_a_draft_that_changed_is_not_approved_and_the_difference_is_shown(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    shown = maya.get(f"/digests/{desk.digest.id}").text
    block = _block(database, desk, "Room calendar works on phones.")
    changed = maya.post(
        f"/digests/{desk.digest.id}/blocks/{block}",
        text="Room calendar works on tablets.",
        shown_revision=field(shown, "shown_revision"),
    )
    assert changed.status_code == 303
    answer = maya.post(
        f"/digests/{desk.digest.id}/approval",
        shown_revision=field(shown, "shown_revision"),
        shown_text=field(shown, "shown_text"),
    )
    assert answer.status_code == 409
    assert "<del>phones.</del><ins>tablets.</ins>" in answer.text
    expected = "Changed since you looked The update has changed since you looked. Nothing was"
    assert expected in words_of(answer.text)
    assert stored(database, desk).state is DigestState.DRAFTED
    with database.read() as session:
        assert session.scalars(select(OutboxEntry)).all() == []


def test_the_second_of_two_approvals_is_told_who_was_first(maya: Visitor, desk: Desk) -> None:
    page = maya.get(f"/digests/{desk.digest.id}").text
    approve(maya, desk, page)
    answer = maya.post(
        f"/digests/{desk.digest.id}/approval", shown_revision=field(page, "shown_revision")
    )
    assert answer.status_code == 409
    assert "Maya Okafor approved it" in words_of(answer.text)


def test_a_mail_after_the_draft_locks_the_buttons_until_it_is_read(
    maya: Visitor, desk: Desk, database: Database, clock: time_machine.Traveller
) -> None:
    before = maya.get(f"/digests/{desk.digest.id}").text
    with database.write() as session:
        dana = session.get(type(desk.contact), desk.contact.id)
        mail = make_mail(session, dana, project_id=desk.project.id, new_text="Stop, wait!")
        thread = mail.thread_id
    clock.shift(timedelta(minutes=3))
    page = maya.get(f"/digests/{desk.digest.id}").text
    assert "Dana wrote 3 min ago. Read it, then approve." in words_of(page)
    assert f'href="/inbox/{thread}"' in page
    assert "Approve for" not in page
    answer = maya.post(
        f"/digests/{desk.digest.id}/approval", shown_revision=field(before, "shown_revision")
    )
    assert answer.status_code == 409
    with database.write() as session:
        dana = session.get(type(desk.contact), desk.contact.id)
        again = make_mail(
            session, dana, project_id=desk.project.id, new_text="And another thing"
        ).id
    seen = f"/digests/{desk.digest.id}/seen"
    late = maya.post(seen, shown_mail=field(page, "shown_mail"))
    assert late.status_code == 409
    assert "wrote again while you read." in words_of(late.text)
    page = maya.get(f"/digests/{desk.digest.id}").text
    assert field(page, "shown_mail") == str(again)
    assert maya.post(seen, shown_mail=again).status_code == 303
    approve(maya, desk)
    assert stored(database, desk).state is DigestState.APPROVED


def test_holding_needs_a_reason_and_can_be_released(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    empty = maya.post(f"/digests/{desk.digest.id}/hold", reason="  ")
    assert empty.status_code == 422
    assert "Say why you hold it." in words_of(empty.text)
    assert stored(database, desk).state is DigestState.DRAFTED
    assert maya.post(f"/digests/{desk.digest.id}/hold", reason="Call first").status_code == 303
    held = stored(database, desk)
    assert (held.state, held.reason) == (DigestState.HELD, "Call first")
    assert "Call first" in maya.get("/digests?state=held").text
    assert maya.post(f"/digests/{desk.digest.id}/release").status_code == 303
    assert stored(database, desk).state is DigestState.DRAFTED


def test_skipping_needs_a_reason(maya: Visitor, desk: Desk, database: Database) -> None:
    assert maya.post(f"/digests/{desk.digest.id}/skip").status_code == 422
    assert maya.post(f"/digests/{desk.digest.id}/skip", reason="Quiet week").status_code == 303
    skipped = stored(database, desk)
    assert (skipped.state, skipped.reason) == (DigestState.SKIPPED, "Quiet week")


def test_sending_now_asks_first_and_leaves_as_soon_as_an_undo_allows(
    maya: Visitor, desk: Desk, database: Database, settings: Settings
) -> None:
    asked = maya.get(f"/digests/{desk.digest.id}/send-now").text
    assert "Send this to Dana now?" in words_of(asked)
    assert stored(database, desk).state is DigestState.DRAFTED
    revision = field(asked, "shown_revision")
    answer = maya.post(f"/digests/{desk.digest.id}/send-now", shown_revision=revision)
    assert answer.status_code == 303
    with database.read() as session:
        assert session.scalars(select(OutboxEntry)).one().due_at == MONDAY + settings.undo_for
    again = maya.get(f"/digests/{desk.digest.id}/send-now").text
    assert "It is approved already. To send it earlier, undo that first. Sends" in words_of(again)
    assert "Approve and send now" not in again
    late = maya.post(f"/digests/{desk.digest.id}/send-now", shown_revision=revision)
    assert late.status_code == 409


def test_edited_words_are_marked_and_a_lost_race_keeps_what_was_typed(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    block = _block(database, desk, "All 42 room photos are processed.")
    page = maya.get(f"/digests/{desk.digest.id}/edit").text
    form = {"text": "All 42 photos are uploaded.", "shown_revision": field(page, "shown_revision")}
    path = f"/digests/{desk.digest.id}/blocks/{block}"
    assert maya.post(path, **form).status_code == 303
    review = maya.get(f"/digests/{desk.digest.id}").text
    assert "<del>processed.</del>" in review
    assert "<ins>uploaded.</ins>" in review
    late = maya.post(path, **form | {"text": "My own better words."})
    assert late.status_code == 409
    assert "My own better words." in late.text
    with database.read() as session:
        assert session.get_one(Block, block).text == "All 42 photos are uploaded."


def test_an_empty_line_is_refused_beside_its_field(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    block = _block(database, desk, "All 42 room photos are processed.")
    page = maya.get(f"/digests/{desk.digest.id}/edit").text
    revision = field(page, "shown_revision")
    path = f"/digests/{desk.digest.id}/blocks/{block}"
    answer = maya.post(path, text=" ", shown_revision=revision)
    assert answer.status_code == 422
    assert f'href="#text-{block}"' in answer.text


def test_a_line_of_another_update_cannot_be_reached_through_this_one(
    maya: Visitor, desk: Desk, database: Database, settings: Settings, key: bytes
) -> None:
    with database.write() as session:
        other = make_desk(session, settings=settings, key=key, now=MONDAY)
        foreign = other.digest.blocks[0].id
    path = f"/digests/{desk.digest.id}/blocks/{foreign}"
    assert maya.post(path, text="Mine now", shown_revision="2").status_code == 404


def test_the_preview_is_the_mail_itself_in_a_closed_frame(maya: Visitor, desk: Desk) -> None:
    page = maya.get(f"/digests/{desk.digest.id}/preview?as=phone").text
    assert re.search(r'<iframe class="mail phone" sandbox src="/digests/\d+/preview/mail', page)
    mail = maya.get(f"/digests/{desk.digest.id}/preview/mail")
    policy = mail.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox;" in policy
    assert "Welsh e-mails moved" in mail.text
    assert desk.digest.text in unescape(maya.get(f"/digests/{desk.digest.id}/text").text)


def test_lists_have_a_page_for_each_state_and_older_ones_behind_a_link(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        for _ in range(51):
            make_digest(
                session,
                session.get_one(type(desk.project), desk.project.id),
                session.get_one(type(desk.contact), desk.contact.id),
                state=DigestState.SENT,
                sent_at=MONDAY,
            )
    first = maya.get("/digests?state=sent").text
    numbers = [int(n) for n in re.findall(r"relaunch, update (\d+)</a>", first)]
    assert len(numbers) == 50
    assert all(newer > older for newer, older in pairwise(numbers))
    older = re.search(r'href="(/digests\?state=sent[^"]+)">Older', first)
    assert older is not None
    rest = maya.get(unescape(older[1])).text
    assert len(re.findall(r"relaunch, update \d+</a>", rest)) == 1
    assert "Nothing here." in maya.get("/digests?state=skipped").text
    assert maya.get("/digests?state=nonsense").text.count("To approve") >= 1


def test_a_compliance_reader_sees_no_button(
    desk: Desk, signed_in: SignIn, people: dict[str, User]
) -> None:
    page = signed_in(people["compliance"]).get(f"/digests/{desk.digest.id}").text
    assert "Approve for" not in page
    assert "/edit" not in page


@pytest.mark.parametrize("path", ["/", "/digests", "/digests?state=sent", "/digests/{}"])
def test_a_page_takes_at_most_twelve_statements_and_twenty_kilobytes(
    app: Flask, maya: Visitor, desk: Desk, database: Database, path: str
) -> None:
    statements: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "WITH")):
            statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    page = maya.get(path.format(desk.digest.id))
    event.remove(database.engine, "before_cursor_execute", count)
    assert page.status_code == 200
    assert len(statements) <= 12, "\n".join(statements)
    assert len(gzip.compress(page.data)) <= 20_000


def test_decisions_are_in_the_record_under_the_name_of_the_person(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    approve(maya, desk)
    with database.read() as session:
        line = session.scalars(select(AuditEntry.line).where(AuditEntry.action == "approve")).one()
    assert f'"user:{desk.pm.id}"'.encode() in line
    assert b'"web"' in line


def test_word_diff_gives_both_texts_back() -> None:
    before, after = "launch may move to 11 December", "launch will move to 12 December, sorry"
    pieces = word_diff(before, after)
    assert "".join(p.text for p in pieces if p.kind != "ins") == before
    assert "".join(p.text for p in pieces if p.kind != "del") == after
    assert [p.text for p in pieces if p.kind == "del"] == ["may", "11", "December"]


def _block(database: Database, desk: Desk, words: str) -> int:
    with database.read() as session:
        return session.scalars(
            select(Block.id).where(Block.digest_id == desk.digest.id, Block.text == words)
        ).one()


def test_s7_a_held_update_is_skipped_with_the_reason_that_held_it(
    database: Database, maya: Visitor, desk: Desk
) -> None:
    reason = "Dana would get the 3rd message this week. It fits from Mon 30 Nov on"
    path = f"/digests/{desk.digest.id}"
    assert 'value="Dana would' not in maya.get(f"{path}/skip").text
    with database.write() as session:
        digest = session.get_one(Digest, desk.digest.id)
        digest.state, digest.reason = DigestState.HELD, reason
    assert f'value="{reason}"' in maya.get(f"{path}/skip").text
    assert maya.post(f"{path}/skip", reason=reason).status_code == 303
    with database.read() as session:
        digest = session.get_one(Digest, desk.digest.id)
        assert (digest.state, digest.reason) == (DigestState.SKIPPED, reason)


def test_u5_an_approval_that_ended_shows_why_and_what_would_leave_now(
    maya: Visitor, desk: Desk, database: Database, settings: Settings, key: bytes
) -> None:
    here = f"/digests/{desk.digest.id}"
    assert maya.get(f"{here}/approved").location == here
    approve(maya, desk)
    assert maya.get(f"{here}/approved").location == here
    with database.write() as session:
        digest = session.get_one(Digest, desk.digest.id)
        make_fact(
            session, digest.project, text="The launch moves.", impact=Impact.BAD,
            known_at=utc_now(), created_at=utc_now(),
        )  # fmt: skip
    with database.write() as session:
        assert void_overtaken(session, now=utc_now()) == 1
        refresh_drafts(session, settings=settings, key=key, now=utc_now() + timedelta(seconds=1))
    page = maya.get(here)
    assert "The approval ended: bad news was noted after it was approved." in words_of(page.text)
    assert "The approval ended: bad news was noted" in words_of(maya.get("/").text)
    diff = maya.get(f"{here}/approved")
    assert "bad news was noted after it was approved. Nothing left." in words_of(diff.text)
    assert "The launch moves." in "".join(re.findall(r"<ins>(.*?)</ins>", diff.text, re.DOTALL))
    assert approve(maya, desk)
    assert "The approval ended" not in maya.get(here).text
