"""How far people and the machine agree: counted by quarter and language, of nobody by name."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from orchestrator.engagement.agreement import Quarter, agreements, wilson
from orchestrator.errors import UsageError
from orchestrator.models import Contact, Direction, Mail, Project, Sentiment
from tests.factories import make_mail

LONDON = ZoneInfo("Europe/London")
NOVEMBER = datetime(2026, 11, 9, 12, tzinfo=UTC)


def test_a_quarter_is_named_and_begins_at_midnight_of_the_studio() -> None:
    assert str(Quarter.of(date(2026, 3, 31))) == "2026-Q1"
    assert str(Quarter.of(date(2026, 4, 1))) == "2026-Q2"
    assert Quarter.parse("2026-q4") == Quarter(2026, 4)
    assert str(Quarter(2026, 4).shifted(1)) == "2027-Q1"
    assert str(Quarter(2026, 1).shifted(-1)) == "2025-Q4"
    assert Quarter(2026, 2).began(LONDON) == datetime(2026, 3, 31, 23, tzinfo=UTC)
    for typed in ("2026", "2026-Q5", "Q4", "0000-Q1", "９999-Q1"):
        with pytest.raises(UsageError, match="2026-Q4"):
            Quarter.parse(typed)


def test_a_share_of_few_has_a_wide_interval_that_never_leaves_0_to_1() -> None:
    for hits, of, low, high in (
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (0, 10, 0.0, 0.2775),
        (950, 1000, 0.9347, 0.9619),
    ):
        assert wilson(hits, of) == pytest.approx((low, high), abs=1e-4)


def mood(
    session: Session,
    project: Project,
    dana: Contact,
    label: str,
    corrected: str | None = None,
    **values: object,
) -> Mail:
    scorer = str(values.pop("scorer", "fast"))
    given = {"project_id": project.id, "received_at": NOVEMBER, "language": "en"} | values
    mail = make_mail(session, dana, **given)
    add(session, mail, label, corrected, scorer)
    return mail


def add(session: Session, mail: Mail, label: str, corrected: str | None, scorer: str) -> None:
    session.add(
        Sentiment(
            mail_id=mail.id,
            scorer=scorer,
            label=label,
            score=None if scorer == "none" else 0.1,
            intents=[],
            evidence=[],
            corrected_label=corrected,
        )
    )
    session.flush()


def test_what_was_read_left_unclear_and_corrected_is_counted(
    session: Session, project: Project, dana: Contact
) -> None:
    for label, corrected, language in (
        ("negative", None, "en"),
        ("negative", "negative", "en"),  # A person said so too.
        ("negative", "positive", "en"),
        ("positive", "negative", "en"),
        ("positive", "unclear", "de"),
        ("unclear", None, "de"),
        ("unclear", "negative", None),
    ):
        mood(session, project, dana, label, corrected, language=language)
    later = mood(session, project, dana, "positive", "negative", language="en")
    add(session, later, "negative", None, "slow")  # It learned; what it said then is judged.
    mood(session, project, dana, "negative", received_at=datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    mood(session, project, dana, "negative", received_at=datetime(2027, 1, 1, tzinfo=UTC))
    mood(session, project, dana, "unclear", scorer="none")  # Not read yet.
    mood(session, project, dana, "negative", direction=Direction.OUT)
    found = agreements(session, Quarter(2026, 4), zone=ZoneInfo("UTC"))
    told = [
        (a.language, a.read, a.abstained, a.settled, a.corrected, a.missed, a.alarmed)
        for a in found
    ]
    assert told == [
        ("all", 9, 2, 1, 4, 2, 1),
        ("en", 6, 0, 0, 3, 2, 1),
        ("de", 2, 1, 0, 1, 0, 0),
        ("unknown", 1, 1, 1, 0, 0, 0),
    ]
    assert found[0].rate == pytest.approx(3 / 7)
    assert found[3].as_json() == {
        "language": "unknown", "read": 1, "abstained": 1, "settled": 1, "corrected": 0,
        "missed": 0, "alarmed": 0, "decided": 0, "agreement": None, "low": None, "high": None,
    }  # fmt: skip


def test_a_quarter_without_mail_is_one_row_of_zeros(session: Session) -> None:
    (whole,) = agreements(session, Quarter(2020, 1), zone=LONDON)
    assert (whole.read, whole.rate, whole.interval) == (0, None, None)


def test_a_condition_narrows_to_what_may_be_seen(
    session: Session, project: Project, dana: Contact
) -> None:
    mood(session, project, dana, "negative")
    for project_id, read in ((project.id, 1), (project.id + 1, 0)):
        found = agreements(
            session, Quarter(2026, 4), zone=LONDON, which=Mail.project_id == project_id
        )
        assert found[0].read == read
