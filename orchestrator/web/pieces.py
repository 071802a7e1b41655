"""What there may be several of beside the mails of a conversation."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, get_args

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased, contains_eager, load_only

from orchestrator.digest.withdraw import has_told
from orchestrator.engagement.registers import Said
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Attachment,
    Contact,
    Decision,
    Digest,
    DigestState,
    Mail,
    Note,
    OutboxEntry,
    OutboxState,
    Preference,
    Project,
    Response,
    ResponseState,
    Statement,
    Task,
    TaskKind,
    Thread,
    User,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.web.access import is_visible

BRIEFLY: Final = load_only(Digest.number, Digest.subject, Digest.text, Digest.state, Digest.sent_at)

Piece = (
    Answer
    | Preference
    | Statement
    | Said
    | Task
    | Attachment
    | Note
    | OutboxEntry
    | Project
    | Decision
    | Digest
    | Response
)


def pieces(session: Session, thread: Thread, mails: Sequence[Mail]) -> Iterable[Piece]:
    """In the order of their kinds, in one statement: a page has few of them."""
    mail_ids = [mail.id for mail in mails]
    sources = [f"mail:{mail_id}" for mail_id in mail_ids]
    # What was decided about a conversation before it became part of this one.
    joined = select(literal("thread:").concat(cast(Thread.id, String))).where(
        Thread.joined_into_id == thread.id
    )
    decider, reader = aliased(User), aliased(Contact)
    is_held = and_(Digest.project_id == thread.project_id, Digest.state == DigestState.HELD)
    wanted: dict[type[Any], ColumnElement[bool]] = {
        Answer: or_(
            Answer.mail_id.in_(mail_ids),
            and_(
                Answer.state == AnswerState.APPLIED,
                Answer.ask_id.in_(select(Answer.ask_id).where(Answer.mail_id.in_(mail_ids))),
            ),
        ),
        Preference: and_(
            Preference.contact_id.in_({mail.contact_id for mail in mails}),
            Preference.source.in_(sources),
        ),
        Statement: Statement.mail_id.in_(mail_ids),
        **{each: each.source.in_(sources) for each in get_args(Said)},
        Task: and_(Task.mail_id.in_(mail_ids), Task.kind != TaskKind.STOP),
        Attachment: Attachment.mail_id.in_(mail_ids),
        Note: and_(
            Note.thread_id == thread.id, Note.project_id.is_not_distinct_from(thread.project_id)
        ),
        OutboxEntry: and_(
            OutboxEntry.kind.in_(AUTOMATIC),
            OutboxEntry.cause.in_([f"mail:{mail.id}" for mail in mails if mail.project_id]),
            OutboxEntry.state.in_((OutboxState.ACCEPTED, OutboxState.DELIVERED)),
        ),
        Project: is_visible(Project.id),
        Decision: Decision.subject.in_([f"thread:{thread.id}", *sources])
        | Decision.subject.in_(joined),
        Digest: and_(or_(has_told(mail_ids), is_held), is_visible(Digest.project_id)),
        Response: and_(
            Response.thread_id == (None if thread.project_id else thread.id),
            Response.state == ResponseState.DRAFTED,
            is_visible(Response.project_id),
        ),
    }
    keys = union_all(
        *(
            select(literal(each.__tablename__).label("kind"), each.id.label("id")).where(here)
            for each, here in wanted.items()
        )
    ).subquery()
    query = select(*wanted).select_from(keys)
    for each in wanted:
        query = query.outerjoin(each, and_(keys.c.kind == each.__tablename__, each.id == keys.c.id))
    rows = session.execute(
        query.outerjoin(Ask, Ask.id == Answer.ask_id)
        .outerjoin(Contact, Contact.id == Answer.contact_id)
        .outerjoin(Mail, Mail.id == Answer.mail_id)
        .outerjoin(User, User.id == Note.user_id)
        .outerjoin(decider, decider.id == Decision.user_id)
        .outerjoin(reader, reader.id == Response.contact_id)
        .options(
            contains_eager(Answer.ask),
            contains_eager(Answer.contact),
            contains_eager(Answer.mail).load_only(Mail.thread_id),
            contains_eager(Note.user),
            contains_eager(Decision.user.of_type(decider)),
            contains_eager(Response.contact.of_type(reader)),
            BRIEFLY,
        )
        .order_by(
            keys.c.kind,
            Answer.number,
            Attachment.position,
            Project.closed_at.is_not(None),
            Project.name,
            keys.c.id,
        )
    )
    return (next(piece for piece in row if piece is not None) for row in rows)
