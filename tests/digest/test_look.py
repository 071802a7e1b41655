"""An unhappy mail that nobody answered holds back the next update to its writer."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.config import Settings
from orchestrator.digest.approve import mark_seen
from orchestrator.digest.checks import check_digest
from orchestrator.digest.look import look_at_mails, undo_look
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    Contact,
    Digest,
    DigestState,
    Direction,
    Look,
    Mail,
    Project,
    Pulse,
    Sentiment,
    User,
)
from orchestrator.models.unanswered import HOLDS_FROM, holding_back
from orchestrator.record.append import Action, Actor
from orchestrator.refiling.move import Mover, refile_mail
from orchestrator.refiling.undo import undo_decision
from tests.factories import MONDAY, make_contact, make_digest, make_mail, make_project, make_user
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all
from tests.test_red_lines import draft_one

MAYA = Actor("user:1", "web")
WORDS = "Nobody told us about the delay."


def say(
    session: Session, contact: Contact, project: Project, likely: float | None = 0.9, **values: Any
) -> Mail:
    """A mail of hers that a scorer read; ``felt`` overrides what it said."""
    felt = values.pop("felt", {})
    mail = make_mail(session, contact, project_id=project.id, **{"new_text": WORDS} | values)
    label = "negative" if likely is not None and likely >= 0.5 else "neutral"
    evidence = [{"text": WORDS, "weight": -1.0, "rule": "test"}] if label == "negative" else []
    read = {"scorer": "first", "label": label, "p_negative": likely, "evidence": evidence}
    session.add(Sentiment(mail_id=mail.id, intents=[], **read | felt))
    session.flush()
    return mail


def held_by(session: Session, project: Project, dana: Contact) -> list[int]:
    session.expire_all()
    return [mail.mail_id for mail in holding_back(session, dana.id, project.id, now=MONDAY)]


@pytest.mark.parametrize(
    ("likely", "felt", "holds"),
    [
        (HOLDS_FROM, {}, True),
        (HOLDS_FROM - 0.01, {}, False),
        (None, {}, False),
        (0.9, {"corrected_label": "neutral"}, False),
        (0.9, {"corrected_label": "unclear"}, False),
        (0.1, {"corrected_label": "negative"}, True),
    ],
)
def test_a_mail_holds_from_one_likelihood_on_and_a_person_knows_better(
    session: Session, project: Project, dana: Contact, likely: float, felt: Any, holds: bool
) -> None:
    mail = say(session, dana, project, likely, felt=felt)
    assert held_by(session, project, dana) == ([mail.id] if holds else [])


def test_the_newest_reading_of_a_mail_counts_and_a_correction_of_any(
    session: Session, project: Project, dana: Contact
) -> None:
    mail = say(session, dana, project, 0.9)

    def read_again(scorer: str, likely: float) -> None:
        session.add(
            Sentiment(mail_id=mail.id, scorer=scorer, label="neutral", p_negative=likely,
                      intents=[], evidence=[])
        )  # fmt: skip
        session.flush()

    read_again("second", 0.1)
    assert held_by(session, project, dana) == []
    read_again("third", 0.8)
    assert held_by(session, project, dana) == [mail.id]
    first = session.scalars(select(Sentiment).where(Sentiment.scorer == "first")).one()
    first.corrected_label, first.corrected_at = "positive", MONDAY
    session.flush()
    assert held_by(session, project, dana) == []


@pytest.mark.parametrize(("score", "holds"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_low_pulse_holds_like_unhappy_words(
    session: Session, project: Project, dana: Contact, score: int, holds: bool
) -> None:
    mail = say(session, dana, project, 0.1)
    session.add(
        Pulse(project_id=project.id, contact_id=dana.id, mail_id=mail.id, score=score,
              said_at=MONDAY)
    )  # fmt: skip
    session.flush()
    assert bool(held_by(session, project, dana)) is holds


def test_who_else_wrote_where_else_and_long_ago_holds_nothing(
    session: Session, project: Project, dana: Contact
) -> None:
    colleague = make_contact(session, dana.client)
    other = make_project(session, dana)
    say(session, colleague, project)
    say(session, dana, other)
    say(session, dana, project, received_at=MONDAY - timedelta(days=91))
    assert held_by(session, project, dana) == []
    forged = say(session, dana, project, authenticity="fail")
    assert held_by(session, project, dana) == [forged.id], "it can only make it worse"


@pytest.mark.parametrize(
    ("minutes", "kind", "holds"),
    [(1, "human", False), (-1, "human", True), (1, "auto_reply", True)],
)
def test_an_answer_of_ours_later_in_the_conversation_ends_it(
    session: Session, project: Project, dana: Contact, minutes: int, kind: str, holds: bool
) -> None:
    mail = say(session, dana, project)
    make_mail(session, thread_id=mail.thread_id, direction=Direction.OUT, kind=kind,
              received_at=MONDAY + timedelta(minutes=minutes))  # fmt: skip
    assert bool(held_by(session, project, dana)) is holds


@pytest.mark.parametrize(
    ("state", "holds"), [(DigestState.SENT, False), (DigestState.DRAFTED, True)]
)
def test_an_update_that_took_up_what_she_says_answers_it_once_it_is_sent(
    session: Session, project: Project, dana: Contact, state: DigestState, holds: bool
) -> None:
    mail = say(session, dana, project)
    digest = make_digest(session, project, dana, state=state)
    source = BlockSource(source=f"mail:{mail.id}", client_id=project.client_id)
    digest.blocks = [Block(position=1, kind=BlockKind.NOTED, text=WORDS, sources=[source])]
    session.flush()
    assert bool(held_by(session, project, dana)) is holds


def unhappy_in(parts: flow.Parts, digest_id: int, likely: float = 0.9) -> int:
    """She writes before the draft's watermark: read it is, and not answered."""
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        return say(session, digest.contact, digest.project, likely).id


def look(parts: flow.Parts, digest_id: int, reason: str = "I called her.") -> None:
    with parts.database.write() as session:
        user_id = session.get_one(Digest, digest_id).project.pm_id
        look_at_mails(
            session, digest_id, reason=reason, user_id=user_id, actor=MAYA, now=FRIDAY_SLOT
        )


def seen(parts: flow.Parts, digest_id: int) -> None:
    with parts.database.write() as session:
        mark_seen(session, digest_id, actor=MAYA, now=NOW)


NOW = FRIDAY_SLOT - timedelta(hours=4)


def test_to_have_read_it_is_not_enough_and_a_reason_lets_it_go(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    mail_id = unhappy_in(parts, digest_id)
    seen(parts, digest_id)
    with pytest.raises(Refused, match=r"Dana is unhappy and waits for an answer.*Nobody told us"):
        approve(parts, digest_id, now=NOW)
    with pytest.raises(UsageError, match="reason"):
        look(parts, digest_id, "  ")
    look(parts, digest_id)
    with pytest.raises(Refused, match="nothing holds"):
        look(parts, digest_id)
    approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        kept = session.scalars(select(Look)).one()
        assert (kept.mail_id, kept.reason) == (mail_id, "I called her.")
        undo_look(session, digest_id, actor=MAYA, now=NOW)
        with pytest.raises(Refused, match="nobody let"):
            undo_look(session, digest_id, actor=MAYA, now=NOW)
        kinds = session.scalars(
            select(AuditEntry.action).where(AuditEntry.obj == f"mail:{mail_id}")
        ).all()
        assert kinds == [Action.RELEASE.value, Action.HOLD.value]
    channel = RecordingChannel()
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0, "the look was taken back"


def test_what_is_read_as_unhappy_after_the_approval_takes_it_back(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    mail_id = unhappy_in(parts, digest_id, 0.1)
    seen(parts, digest_id)
    approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        session.add(
            Sentiment(mail_id=mail_id, scorer="slower", label="neutral", p_negative=0.4,
                      intents=[], evidence=[])
        )  # fmt: skip
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        assert digest.state is DigestState.DRAFTED
        assert digest.reason == "Dana may be unhappy and waits for an answer"
        mail = session.get_one(Mail, mail_id)
        make_mail(session, thread_id=mail.thread_id, direction=Direction.OUT, received_at=NOW)
        session.flush()
        assert all(check.ok for check in check_digest(session, digest) if check.blocks)
    approve(parts, digest_id, now=NOW)
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 1


def test_a_look_does_not_follow_the_mail_to_another_project_and_is_there_when_it_comes_back(
    session: Session, project: Project, dana: Contact, settings: Settings, now: datetime
) -> None:
    other = make_project(session, dana)
    mail, digest = say(session, dana, project), make_digest(session, project, dana)
    maya: User = make_user(session)
    look_at_mails(session, digest.id, reason="Called.", user_id=maya.id, actor=MAYA, now=now)
    by = Mover(settings, b"k" * 32, maya.id, MAYA, now)
    label = {"scorer": "again", "label": "negative", "p_negative": 0.9}
    moved = refile_mail(session, mail.id, other.id, by=by)
    session.add(Sentiment(mail_id=mail.id, intents=[], evidence=[], **label))
    assert held_by(session, other, dana) == [mail.id]
    assert held_by(session, project, dana) == []
    undo_decision(session, moved.decision.id, by=by)
    session.add(Sentiment(mail_id=mail.id, intents=[], evidence=[], **label))
    assert held_by(session, project, dana) == []
