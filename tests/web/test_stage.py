"""The page of a project's stage: moved, taken back, its moments, after-care, the follow-on."""

from datetime import timedelta

from sqlalchemy import select, update
import time_machine

from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Database,
    Delivery,
    Digest,
    GoalState,
    Mail,
    Participant,
    Project,
    ProjectMoment,
    ProjectStatus,
    Promise,
    PromiseState,
    Pulse,
    Role,
    Sentiment,
    ValueGoal,
)
from tests.factories import MONDAY, make_mail
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of


def read(pm: Visitor, path: str) -> str:
    return words_of(pm.get(path).text)


def test_s24_a_project_moves_through_its_stages_and_today_says_what_is_due(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/stage"
    assert "Nobody has said in which stage this is." in read(pm, of)
    assert "Onboarding: welcome" not in read(pm, "/")
    assert pm.post(of, stage="onboarding").status_code == 303
    assert pm.post(of, stage="onboarding").status_code == 409
    assert pm.post(of, stage="party").status_code == 400
    with at_most_statements(database, 12):
        page = words_of(pm.get(of).text)
    assert "Due today Welcome: how often we write, who answers" in page
    assert "By Wed 25 Nov The first questions" in page
    today = read(pm, "/")
    assert "Onboarding: welcome Tom" in today
    assert "first questions" not in today, "not due yet"
    assert pm.post(f"{of}/moments/welcome", **{"from": "today"}).location == "/"
    assert "Onboarding: welcome Tom" not in read(pm, "/")
    assert pm.post(f"{of}/moments/1/undo").status_code == 303
    assert pm.post(f"{of}/moments/1/undo").status_code == 409
    assert "Onboarding: welcome Tom" in read(pm, "/")
    pm.post(of, stage="close")
    assert "Close: write the hand-over to Tom" in read(pm, "/")
    page = read(pm, of)
    assert "Onboarding since Mon 23 Nov" in page
    assert "Close began pm person" in page
    assert pm.post(f"{of}/undo").status_code == 303
    assert "Onboarding. We get to know each other" in read(pm, of)


def test_s39_after_care_stops_updates_and_asks_for_a_touch_every_ninety_days(
    database: Database,
    settings: Settings,
    key: bytes,
    studio: Studio,
    pm: Visitor,
    clock: time_machine.Traveller,
) -> None:
    of = f"/p/{studio.slug}/stage"
    assert pm.post(of, stage="aftercare").status_code == 303
    with database.write() as session:
        assert session.get_one(Project, studio.project).closed_at == MONDAY
        session.execute(update(Participant).values(next_due_at=MONDAY))
        drafted = draft_due(session, settings=settings, key=key, now=MONDAY)
        assert studio.project not in {digest.project_id for digest in drafted}, "updates stop"
    assert "After-care: write to Tom" not in read(pm, "/")
    assert pm.post(f"{of}/cadence", touch_days="3").status_code == 400
    assert pm.post(f"{of}/cadence", touch_days="60").status_code == 303
    clock.shift(timedelta(days=61))
    pm.sign_in(studio.users[Role.PM])
    today = read(pm, "/")
    assert "After-care: write to Tom" in today
    assert "Patient app: last contact 61 days ago" in today
    with database.write() as session:
        mail = session.get_one(Mail, studio.mail)
        make_mail(
            session, mail.contact, project_id=studio.project, kind="human",
            received_at=MONDAY + timedelta(days=30),
        )  # fmt: skip
    assert "After-care: write to Tom" not in read(pm, "/"), "they wrote by themselves"
    assert pm.post(f"{of}/undo").status_code == 303
    with database.read() as session:
        assert session.get_one(Project, studio.project).closed_at is None


def test_s39_who_is_unhappy_in_after_care_stands_on_today(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    before = read(pm, "/")
    assert pm.post(f"/p/{studio.slug}/stage", stage="aftercare").status_code == 303
    today = read(pm, "/")
    for page in (before, today):
        assert "Tom Reyes is unhappy Patient app: “I am frustrated" in page
    assert "The delay" in read(pm, f"/inbox?project={studio.slug}")


def glad(database: Database, studio: Studio) -> None:
    """Everything speaks for a follow-on."""
    with database.write() as session:
        project_id, contact_id = studio.project, studio.contact
        session.scalars(select(Sentiment)).one().label = "positive"
        status = session.scalars(select(ProjectStatus)).one()
        status.status = Delivery.GOOD
        session.scalars(select(Pulse)).one().score = 4
        other = make_mail(session, project_id=project_id, received_at=MONDAY - timedelta(days=9))
        session.add_all(
            [
                ValueGoal(
                    project_id=project_id, contact_id=contact_id, text="Fewer calls",
                    state=GoalState.REACHED, source="user:1", said_at=MONDAY, known_at=MONDAY,
                ),
                Promise(
                    project_id=project_id, contact_id=contact_id, text="The costs",
                    state=PromiseState.KEPT, source="user:1", said_at=MONDAY, noted_at=MONDAY,
                ),
                Pulse(
                    project_id=project_id, contact_id=contact_id, mail_id=other.id, score=5,
                    said_at=MONDAY - timedelta(days=9),
                ),
            ]
        )  # fmt: skip


def test_u24_a_good_moment_stands_on_today_with_its_reasons_and_can_be_put_off(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    of = f"/p/{studio.slug}/stage"
    assert "A good moment" not in read(pm, "/")
    assert "An unhappy mail came in the last 60 days" in read(pm, of)
    glad(database, studio)
    with database.read() as session:
        before = len(session.scalars(select(Digest)).all())
    today = read(pm, "/")
    assert "A good moment to ask Tom for a follow-on" in today
    assert "Patient app: 1 goal reached, 1 promise kept, two good pulses in a row" in today
    assert pm.post(f"{of}/moments/not_now", **{"from": "today"}).status_code == 303
    assert "A good moment" not in read(pm, "/")
    assert "This came up 0 days ago" in read(pm, of)
    with database.read() as session:
        put_off = session.scalars(select(ProjectMoment.id)).one()
    assert pm.post(f"{of}/moments/{put_off}/undo").status_code == 303
    assert "A good moment" in read(pm, "/")
    with database.write() as session:
        session.add(
            Promise(
                project_id=studio.project, contact_id=studio.contact, text="Late",
                due_on=(MONDAY - timedelta(days=1)).date(), state=PromiseState.MADE,
                source="user:1", said_at=MONDAY, noted_at=MONDAY,
            )
        )  # fmt: skip
    assert "A good moment" not in read(pm, "/")
    assert "A promise is late" in read(pm, of)
    with database.read() as session:
        assert len(session.scalars(select(Digest)).all()) == before, "it writes nothing"
    writer = signed_in(studio.users[Role.WRITER])
    assert writer.post(f"{of}/moments/asked").status_code == 403


def test_u24_a_recent_no_is_seen_in_the_rows(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    glad(database, studio)
    with database.write() as session:
        session.add(
            ChangeRequest(
                project_id=studio.project, contact_id=studio.contact, text="A lift", number=1,
                state=ChangeState.REQUESTED, source="user:1", said_at=MONDAY, noted_at=MONDAY,
            )
        )  # fmt: skip
    pm.post(f"/p/{studio.slug}/changes/1/declined", reason="not ours")
    assert "Somebody said no in the last 60 days" in read(pm, f"/p/{studio.slug}/stage")
    assert "A good moment" not in read(pm, "/")
