"""The full model reads again what the fast one read first: the newest mails first.

Its reading is a row of its own, which counts from then on; a person's correction outweighs both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from orchestrator.conversation.scoring import felt_in, scored
from orchestrator.conversation.sentiment import Sentiment as Felt
from orchestrator.conversation.sentiment.in_use import FULL_SCORER, full_scorer
from orchestrator.conversation.sentiment.told import Encoder
from orchestrator.models import Mail, Sentiment
from orchestrator.models.base import insert_into
from orchestrator.record.append import Action, Entry, record_all, system

WITHIN = timedelta(days=90)
"""What was imported from longer ago is left with the fast reading."""
BATCH = 8
# Made once: to look up the columns of an alias costs more than to ask the database.
_HEARD = aliased(Sentiment)


@dataclass(frozen=True, slots=True)
class ToHear:
    """A mail that only the fast model has read."""

    sentiment_id: int
    mail_id: int
    project_id: int | None
    words: str
    language: str | None


def next_to_hear(session: Session, *, after: int, now: datetime) -> list[ToHear]:
    """The newest of them with a fast reading above ``after``, at most `BATCH`."""
    is_full = _HEARD.scorer.startswith(FULL_SCORER, autoescape=True)
    heard = select(_HEARD.id).where(_HEARD.mail_id == Sentiment.mail_id, is_full).exists()
    rows = session.execute(
        select(Sentiment.id, Mail.id, Mail.project_id, Mail.new_text, Mail.language)
        .join(Mail, Mail.id == Sentiment.mail_id)
        .where(Sentiment.id > after, ~heard, Mail.received_at > now - WITHIN)
        .order_by(Sentiment.id.desc())
        .limit(BATCH)
    )
    return [ToHear(*row) for row in rows]


def newest_heard(session: Session) -> int:
    """Where to look for the next ones from, when there are none."""
    return session.scalar(select(func.max(Sentiment.id))) or 0


def hear(mails: Sequence[ToHear], encoder: Encoder) -> dict[ToHear, Felt]:
    """How each of them feels, in the full model's ears; without those that it fails on."""
    return {
        mail: felt
        for mail in mails
        if (felt := felt_in(mail.mail_id, mail.words, mail.language, encoder=encoder)) is not None
    }


def keep_heard(session: Session, heard: Mapping[ToHear, Felt], *, now: datetime) -> list[ToHear]:
    """Add it to the fast reading; return the mails it was kept of.

    A mail that was moved meanwhile has another fast reading, and is heard then.  The caller
    commits.
    """
    ids = [mail.sentiment_id for mail in heard]
    there = set(session.scalars(select(Sentiment.id).where(Sentiment.id.in_(ids))))
    kept = {mail: felt for mail, felt in heard.items() if mail.sentiment_id in there}
    if kept:
        rows = [scored(felt, is_full=True) | {"mail_id": m.mail_id} for m, felt in kept.items()]
        session.execute(insert_into(session, Sentiment).on_conflict_do_nothing(), rows)
        entries = [
            Entry(
                Action.SCORE, f"mail:{mail.mail_id}", mail.project_id, {"label": felt.label},
                {"scorer": full_scorer()},
            )
            for mail, felt in kept.items()
        ]  # fmt: skip
        record_all(session, entries, actor=system("conversation"), now=now)
    return list(kept)
