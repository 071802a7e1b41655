"""What we noted from the client since her last update, in her own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Digest,
    Expectation,
    ExpectationState,
    Mail,
    Preference,
    WishState,
)
from orchestrator.models.preference import wish_words

AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Noted:
    """One line to read back, and where she said it: the mail first."""

    words: str
    sources: Sequence[str]


def noted_since(session: Session, digest: Digest, *, now: datetime) -> list[Noted]:
    """Answers, expectations and wishes taken up within the update's period, at most `AT_MOST`."""
    found = chain(
        _answers(session, digest, now=now),
        _expectations(session, digest, now=now),
        _wishes(session, digest, now=now),
    )
    return list(islice(found, AT_MOST))


def _answers(session: Session, digest: Digest, *, now: datetime) -> Iterator[Noted]:
    for answer, ask in session.execute(
        select(Answer, Ask)
        .join(Ask)
        .where(
            Answer.contact_id == digest.contact_id,
            Ask.project_id == digest.project_id,
            Answer.state == AnswerState.APPLIED,
            Answer.answered_at >= digest.period_start,
            Answer.answered_at < now,
        )
        .order_by(Answer.id)
    ):
        chosen = ask.options.get(answer.value or "", answer.value)
        yield Noted(f"{ask.text} “{answer.span.strip()}”: {chosen}.", [f"mail:{answer.mail_id}"])


def _expectations(session: Session, digest: Digest, *, now: datetime) -> Iterator[Noted]:
    """What we took up as expected, in her words; what a person noted by hand was said aloud."""
    for row in session.scalars(
        select(Expectation)
        .where(
            Expectation.contact_id == digest.contact_id,
            Expectation.project_id == digest.project_id,
            Expectation.state == ExpectationState.OPEN,
            Expectation.noted_at >= digest.period_start,
            Expectation.noted_at < now,
        )
        .order_by(Expectation.id)
    ):
        said_in = [row.source] if row.source.startswith("mail:") else []
        words = digest.contact.say("digest.expects", words=row.text.strip())
        yield Noted(words, [*said_in, f"expectation:{row.id}"])


def _wishes(session: Session, digest: Digest, *, now: datetime) -> Iterator[Noted]:
    # A wish holds for all her projects; it is read back in the one she said it in.
    mails = select(Mail.id).where(
        Mail.project_id == digest.project_id, Mail.contact_id == digest.contact_id
    )
    sources = {f"mail:{mail_id}" for mail_id in session.scalars(mails)}
    for row in session.scalars(
        select(Preference)
        .where(
            Preference.contact_id == digest.contact_id,
            Preference.state == WishState.APPLIED,
            Preference.said_at >= digest.period_start,
            Preference.said_at < now,
        )
        .order_by(Preference.id)
    ):
        words = wish_words(row.wish, row.value, digest.contact.say)
        if row.source in sources and words:
            yield Noted(digest.contact.say("digest.wished", wish=words), [row.source])
