"""Read a filed mail: answers, wishes, pulse, how it feels, what it states.

Only words of people are read.  A reading belongs to a mail and a reader version, so a
better reader adds a row and never rewrites one.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session
from textblob import TextBlob

from orchestrator.conversation.reply import Ask as AskToRead
from orchestrator.conversation.reply import ReplyReading, read_reply
from orchestrator.conversation.sentiment import SCORER, ClientMailAnalyzer
from orchestrator.conversation.sentiment import Sentiment as Felt
from orchestrator.conversation.statements import find_statements
from orchestrator.models import (
    Ask,
    Block,
    BlockKind,
    Contact,
    Direction,
    Mail,
    MailState,
    Reading,
    Sentiment,
    Statement,
)
from orchestrator.record.append import Action, Entry, record_all, system

READER = "replies-1"


def understand_mails(session: Session, mails: Sequence[Mail], *, now: datetime) -> None:
    """Store what threaded mails say and move them on.  The caller commits.

    Automatic mail and undecided mail are not read: they never count as an answer.
    """
    for mail in mails:
        _understand(session, mail, now=now)


def _understand(session: Session, mail: Mail, *, now: datetime) -> None:
    mail.state, mail.attempts = MailState.READ, 0
    if mail.kind not in ("human", "calendar") or mail.project_id is None:
        return
    contact = session.get_one(Contact, mail.contact_id)
    today = mail.received_at.astimezone(ZoneInfo(contact.timezone)).date()
    for found in find_statements(mail.new_text, direction=mail.direction.value, today=today):
        session.add(
            Statement(
                mail_id=mail.id,
                kind=found.kind,
                span=found.span,
                due=found.due,
                due_on=found.due_on,
            )
        )
    if mail.direction is Direction.OUT or mail.kind != "human":
        return
    asks = _asks_of(session, mail)
    reading = read_reply(
        mail.text,
        asks=[_to_read(number, ask) for number, ask in asks],
        today=today,
        timezone=contact.timezone,
    )
    if _is_known(session, mail):
        return
    session.add(
        Reading(
            mail_id=mail.id,
            reader=READER,
            found=reading.as_json(),
            asks={str(number): ask.id for number, ask in asks},
            read_at=now,
        )
    )
    label = _add_sentiment(session, mail)
    _record(session, mail, reading, label, now=now)


def _asks_of(session: Session, mail: Mail) -> Sequence[tuple[int, Ask]]:
    """The asks of the update that this mail answers, by their numbers in it."""
    if mail.digest_id is None:
        return []
    rows = session.execute(
        select(Block.number, Ask)
        .join(Ask, Ask.id == Block.ask_id)
        .where(Block.digest_id == mail.digest_id, Block.kind == BlockKind.ASK)
        .order_by(Block.number)
    )
    return [(number, ask) for number, ask in rows if number is not None]


def _to_read(number: int, ask: Ask) -> AskToRead:
    return AskToRead(n=number, kind=ask.kind.value, text=ask.text, options=ask.options)


def _is_known(session: Session, mail: Mail) -> bool:
    known = select(Reading.id).where(Reading.mail_id == mail.id, Reading.reader == READER)
    return session.scalar(known) is not None


def _add_sentiment(session: Session, mail: Mail) -> str:
    felt: Felt = TextBlob(mail.new_text, analyzer=ClientMailAnalyzer(mail.language)).sentiment
    session.add(
        Sentiment(
            mail_id=mail.id,
            scorer=SCORER,
            label=felt.label,
            score=felt.score if felt.scored else None,
            p_negative=felt.p_negative if felt.scored else None,
            intents=list(felt.intents),
            evidence=[{"text": e.text, "weight": e.weight, "rule": e.rule} for e in felt.evidence],
        )
    )
    return felt.label


def _record(
    session: Session, mail: Mail, reading: ReplyReading, label: str, *, now: datetime
) -> None:
    obj = f"mail:{mail.id}"
    filed = Entry(
        Action.THREAD,
        obj,
        mail.project_id,
        extra={
            "filed": mail.filed_by,
            "thread": mail.thread_id,
            "auth": mail.authenticity,
            "token": mail.has_token,
        },
    )
    understood = Entry(
        Action.SCORE,
        obj,
        mail.project_id,
        details={"reading": reading.as_json(), "label": label},
        extra={"reader": READER, "scorer": SCORER},
    )
    record_all(session, [filed, understood], actor=system("conversation"), now=now)
