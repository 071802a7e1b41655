"""Read a filed mail: answers, wishes, pulse, how it feels, what it states.

Only words of people are read.  A reading belongs to a mail and a reader version, so a
better reader adds a row and never rewrites one.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.answered import answering_notices, asks_of
from orchestrator.conversation.filed import COLUMNS, Filed
from orchestrator.conversation.reply import Ask as AskToRead
from orchestrator.conversation.reply import ReplyReading
from orchestrator.conversation.requested import ASKED_WITHIN, add_tasks
from orchestrator.conversation.said import Said, Words, read_words
from orchestrator.conversation.statements import Statement as Stated
from orchestrator.doubts import TEXT_DIFFERS
from orchestrator.models import (
    Ask,
    Contact,
    Database,
    Mail,
    MailState,
    Reading,
    Sentiment,
    Statement,
)
from orchestrator.models.base import insert_into, insert_rows, is_among, set_all
from orchestrator.models.confirmations import CONFIRMATION
from orchestrator.models.work import hold
from orchestrator.record.append import Action, Entry, record_all, system

READER = "replies-1"
STOP_READER = "stop-1"
"""Reads a known client's mail that nobody has filed yet, for a stop and for wishes alone, and
one that came over a list, for a stop."""


@dataclass(frozen=True, slots=True)
class _Understood:
    """What a mail says.  ``asks`` maps the numbers of its answers to ask ids, or says
    `CONFIRMATION`.
    """

    mail: Filed
    said: Said
    asks: Mapping[str, Any]


Begin = Callable[[Sequence[Words]], Callable[[], Sequence[Said]]]
"""Begins to read mails; what it returns waits for what they say, in the order given."""


def understand_mails(database: Database, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Store what threaded mails say and move them on.  Commits."""
    begin_to_understand(database, mail_ids, begin=_read_here, now=now)()


def _read_here(mails: Sequence[Words]) -> Callable[[], Sequence[Said]]:
    return lambda: [read_words(words) for words in mails]


def begin_to_understand(
    database: Database, mail_ids: Sequence[int], *, begin: Begin, now: datetime
) -> Callable[[], None]:
    """Begin to read threaded mails; what is returned stores what they say, and commits.

    Reading takes far longer than writing, so it comes before the writing transaction.
    A mail that a person files elsewhere in between is left to be read again.
    """
    with database.read() as session:
        mails = _filed(session, mail_ids)
        replies = [mail.row for mail in mails if mail.is_reply]
        asks = asks_of(session, replies)
        notices = answering_notices(session, replies)
    to_read = [mail for mail in mails if mail.role != "nothing"]
    hers = [asks.get(mail.row.digest_id, ()) if mail.is_reply else () for mail in to_read]
    said = begin([_words(*each, notices, now=now) for each in zip(to_read, hers, strict=True)])

    def finish() -> None:
        understood = [
            _Understood(mail, what, _numbered(what, answered))
            for mail, what, answered in zip(to_read, said(), hers, strict=True)
        ]
        with database.write(durable=False) as session:
            if done := _still_there(session, mails):
                left = [each for each in understood if each.mail.row.id in done]
                _keep(session, left, done, now=now)

    return finish


def _still_there(session: Session, mails: Sequence[Filed]) -> set[int]:
    """Those that nobody filed elsewhere since; they are held."""
    held = hold(session, [mail.row.id for mail in mails], MailState.THREADED)
    projects = {mail.row.id: mail.row.project_id for mail in mails}
    rows = session.execute(select(Mail.id, Mail.project_id).where(is_among(session, Mail.id, held)))
    return {mail_id for mail_id, project_id in rows if projects[mail_id] == project_id}


def _filed(session: Session, mail_ids: Sequence[int]) -> list[Filed]:
    rows = session.execute(
        select(*COLUMNS)
        .outerjoin(Contact, Contact.id == Mail.contact_id)
        .where(is_among(session, Mail.id, mail_ids))
        .order_by(Mail.id)
    )
    return [Filed(row) for row in rows]


def _words(
    mail: Filed, asks: Sequence[tuple[int, Ask]], notices: Collection[int], *, now: datetime
) -> Words:
    row, alone = mail.row, mail.in_subject
    return Words(
        mail_id=row.id,
        role=mail.role,
        direction=row.direction.value,
        text=alone or row.text,
        new_text=alone or row.new_text,
        language=row.language,
        recipients=row.recipients,
        today=mail.today,
        timezone=row.timezone,
        name=row.name,
        asks=[AskToRead(n, ask.read_as, ask.text, ask.options) for n, ask in asks],
        is_new=row.received_at > now - ASKED_WITHIN,
        answers_notice=row.id in notices,
        parts_differ=TEXT_DIFFERS in row.defects,
    )


def _numbered(said: Said, asks: Sequence[tuple[int, Ask]]) -> dict[str, Any]:
    return {"1": CONFIRMATION} if said.is_confirmation else {str(n): ask.id for n, ask in asks}


def _keep(
    session: Session, understood: Sequence[_Understood], done: set[int], *, now: datetime
) -> None:
    """Write what was understood of the mails in ``done``, with its entries in the record."""
    set_all(session, Mail, done, {"state": MailState.READ, "attempts": 0})
    is_ours = is_among(session, Reading.mail_id, done)
    known = select(Reading.mail_id).where(is_ours, Reading.reader == READER)
    new = done.difference(session.scalars(known))
    replies = [each for each in understood if each.mail.is_reply and each.mail.row.id in new]
    statements = [_statement(each.mail, s) for each in understood for s in each.said.statements]
    insert_rows(session, Statement, statements)
    insert_rows(session, Reading, [_reading(reply, now) for reply in replies])
    _keep_wishes(session, [each for each in understood if each.mail.role == "stop"], now=now)
    if replies:
        # One that a person corrected stays when its mail is moved and read anew.
        session.execute(
            insert_into(session, Sentiment).on_conflict_do_nothing(),
            [_sentiment(reply) for reply in replies],
        )
    entries = [entry for reply in replies for entry in _entries(reply)]
    for reply in replies:
        if reply.mail.row.contact_id is None:
            continue  # A stranger, filed by hand: her words are read, and bind nobody.
        entries += add_tasks(session, reply.mail.row, reply.said, now=now)
    if entries:
        record_all(session, entries, actor=system("conversation"), now=now)


def _keep_wishes(session: Session, heard: Sequence[_Understood], *, now: datetime) -> None:
    rows = []
    for mail, said in ((each.mail, each.said.found) for each in heard):
        if mail.may_only_stop and said["preferences"]:
            continue  # "Answer weekly, monthly or stop": a list that offers them is no stop.
        if said["stop"] or said["preferences"]:
            found = ReplyReading(stop=said["stop"], preferences=said["preferences"]).as_json()
            rows.append({"mail_id": mail.row.id, "reader": STOP_READER, "found": found, "asks": {}})
    if rows:
        at = [row | {"read_at": now} for row in rows]
        session.execute(insert_into(session, Reading).on_conflict_do_nothing(), at)


def _statement(mail: Filed, found: Stated) -> dict[str, Any]:
    return {
        "mail_id": mail.row.id,
        "kind": found.kind,
        "span": found.span,
        "due": found.due,
        "due_on": found.due_on,
    }


def _reading(reply: _Understood, now: datetime) -> dict[str, Any]:
    return {
        "mail_id": reply.mail.row.id,
        "reader": READER,
        "found": reply.said.found,
        "asks": reply.asks,
        "asks_where": reply.said.asks_where,
        "read_at": now,
    }


def _sentiment(reply: _Understood) -> dict[str, Any]:
    return {"mail_id": reply.mail.row.id, **reply.said.felt}


def _entries(reply: _Understood) -> list[Entry]:
    row = reply.mail.row
    obj = f"mail:{row.id}"
    filed = Entry(
        Action.THREAD,
        obj,
        row.project_id,
        extra={
            "filed": row.filed_by,
            "thread": row.thread_id,
            "auth": row.authenticity,
            "token": row.has_token,
        },
    )
    understood = Entry(
        Action.SCORE,
        obj,
        row.project_id,
        details={"reading": reply.said.found, "label": reply.said.felt["label"]},
        extra={"reader": READER, "scorer": reply.said.felt["scorer"]},
    )
    return [filed, understood]
