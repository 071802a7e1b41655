"""How a client's mail feels; when the scorer fails, nothing waits for it, and it is asked again.

A mail that could not be scored is stored with the scorer `UNSCORED` and no score.
"""

from collections.abc import Mapping
from datetime import datetime
import logging
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from textblob import TextBlob

from orchestrator.conversation.sentiment import ClientMailAnalyzer
from orchestrator.conversation.sentiment import Sentiment as Felt
from orchestrator.conversation.sentiment.in_use import full_scorer, learned
from orchestrator.conversation.sentiment.told import Encoder
from orchestrator.models import Database, Mail, Sentiment
from orchestrator.record.append import Action, Entry, record_all, system

logger = logging.getLogger(__name__)

UNSCORED = "none"
BATCH = 50


def warm_up() -> None:
    """Load what scoring needs, so that a job which is forked off finds it there."""
    felt_in(0, "Thank you, it works. When do we go on?", "en")


def felt_in(
    mail_id: int, text: str, language: str | None, *, encoder: Encoder | None = None
) -> Felt | None:
    """How the writer of a text feels; None when the scorer fails."""
    try:
        analyzer = ClientMailAnalyzer(language, encoder=encoder)
        felt: Felt = TextBlob(text, analyzer=analyzer).sentiment
    except Exception as error:  # noqa: BLE001  No failure to weigh words may hold an answer back.
        logger.warning("mail %d is not scored yet: %s: %s", mail_id, type(error).__name__, error)
        return None
    return felt


def scored(felt: Felt | None, *, is_full: bool = False) -> dict[str, Any]:
    """The columns of a `Sentiment`."""
    if felt is None:
        empty: dict[str, Any] = {"intents": [], "evidence": []}
        return {"scorer": UNSCORED, "label": "unclear", "score": None, "p_negative": None} | empty
    return {
        "scorer": full_scorer() if is_full else learned().scorer,
        "label": felt.label,
        "score": felt.score if felt.scored else None,
        "p_negative": felt.p_negative if felt.scored else None,
        "intents": list(felt.intents),
        "evidence": [{"text": e.text, "weight": e.weight, "rule": e.rule} for e in felt.evidence],
    }


def score_missed(database: Database, *, now: datetime) -> int:
    """Score the mails that could not be scored; return how many were.  Commits after each batch.

    Ends at a batch of which none could be: the scorer itself is broken then.
    """
    done = last = 0
    while True:
        with database.read() as session:
            rows = session.execute(
                select(Sentiment.id, Mail.id, Mail.new_text, Mail.language, Mail.project_id)
                .join(Mail, Mail.id == Sentiment.mail_id)
                .where(Sentiment.scorer == UNSCORED, Sentiment.id > last)
                .order_by(Sentiment.id)
                .limit(BATCH)
            ).all()
        felt = {
            (sentiment_id, mail_id, project_id): found
            for sentiment_id, mail_id, words, language, project_id in rows
            if (found := felt_in(mail_id, words, language)) is not None
        }
        if not felt:
            return done
        with database.write() as session:
            done += _keep(session, felt, now=now)
        last = rows[-1][0]


def _keep(
    session: Session, felt: Mapping[tuple[int, int, int | None], Felt], *, now: datetime
) -> int:
    entries = []
    for (sentiment_id, mail_id, project_id), each in felt.items():
        taken = session.scalar(
            update(Sentiment)
            .where(Sentiment.id == sentiment_id, Sentiment.scorer == UNSCORED)
            .values(scored(each))
            .returning(Sentiment.id)
        )
        if taken is not None:
            label, scorer = {"label": each.label}, {"scorer": learned().scorer}
            entries.append(Entry(Action.SCORE, f"mail:{mail_id}", project_id, label, scorer))
    if entries:
        record_all(session, entries, actor=system("conversation"), now=now)
    return len(entries)
