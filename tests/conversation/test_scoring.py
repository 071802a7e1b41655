"""A scorer that fails holds nothing back, and is asked again."""

import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.conversation.scoring import UNSCORED
from orchestrator.conversation.sentiment import SCORER, ClientMailAnalyzer
from orchestrator.models import AuditEntry, Mail, MailState, Sentiment
from orchestrator.record.verify import verify
from tests.factories import make_contact, make_project
from tests.mails import deliver, raw_mail

WORDS = "I am very disappointed. Nobody told me about the delay."


def read_two(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        make_project(session, make_contact(session, address="dana@harborlane.example"))
    for number in range(2):
        deliver(parts.database, raw_mail(f"{WORDS} {number}", sender="dana@harborlane.example"))
    flow.parse_stored()
    flow.converse()
    flow.engage()


def sentiments(parts: flow.Parts) -> list[tuple[str, str, bool]]:
    with parts.database.read() as session:
        rows = session.scalars(select(Sentiment).order_by(Sentiment.id))
        return [(row.scorer, row.label, row.score is None) for row in rows]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The model is missing, until it is undone."""

    def fail(_self: object, _text: str) -> None:
        raise FileNotFoundError("weights.json")

    monkeypatch.setattr(ClientMailAnalyzer, "analyze", fail)
    return monkeypatch


def test_a_mail_is_applied_without_a_score_and_scored_later(
    parts: flow.Parts, broken: pytest.MonkeyPatch
) -> None:
    read_two(parts)
    with parts.database.read() as session:
        assert set(session.scalars(select(Mail.state))) == {MailState.APPLIED}
    assert sentiments(parts) == [(UNSCORED, "unclear", True)] * 2
    assert flow.score_missed() == 0, "the scorer is still broken"

    broken.undo()
    broken.setattr(flow, "parts", lambda: parts)
    assert flow.score_missed() == 2
    assert flow.score_missed() == 0
    assert sentiments(parts) == [(SCORER, "negative", False)] * 2
    with parts.database.read() as session:
        scores = select(func.count()).where(AuditEntry.action == "score")
        assert session.scalar(scores) == 4, "the reading, and the score that came later"
        assert verify(session).problems == []


def test_a_scorer_that_works_leaves_nothing_to_do(parts: flow.Parts) -> None:
    read_two(parts)
    assert sentiments(parts) == [(SCORER, "negative", False)] * 2
    assert flow.score_missed() == 0


def test_one_mail_that_cannot_be_scored_does_not_bar_the_others(
    parts: flow.Parts, broken: pytest.MonkeyPatch
) -> None:
    read_two(parts)
    broken.undo()
    broken.setattr(flow, "parts", lambda: parts)
    real = ClientMailAnalyzer.analyze

    def fail_at_one(self: ClientMailAnalyzer, text: str) -> object:
        if text.strip().endswith("0"):
            raise ZeroDivisionError
        return real(self, text)

    broken.setattr(ClientMailAnalyzer, "analyze", fail_at_one)
    assert flow.score_missed() == 1
    assert sentiments(parts) == [(UNSCORED, "unclear", True), (SCORER, "negative", False)]
