"""The mails of a conversation, and what was understood of each: two statements in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, contains_eager, defer, joinedload, load_only

from orchestrator.collect.quarantine import UNREAD
from orchestrator.digest.withdraw import has_told
from orchestrator.engagement.registers import Said
from orchestrator.models import (
    Answer,
    Ask,
    Attachment,
    Confirmation,
    Digest,
    DigestState,
    Direction,
    Mail,
    Note,
    OutboxEntry,
    OutboxState,
    Preference,
    Project,
    Pulse,
    Quarantine,
    Sentiment,
    Statement,
    Task,
    TaskKind,
    Thread,
    User,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.web.access import is_visible
from orchestrator.web.meaning import Understood
from orchestrator.web.views import newest_feeling

MAILS: Final = 20
MANY_MAILS: Final = 200
SHOWN_CHARS: Final = 20_000
QUOTED_CHARS: Final = 4_000
_BRIEFLY: Final = load_only(
    Digest.number, Digest.subject, Digest.text, Digest.state, Digest.sent_at
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail of a conversation.

    ``text`` is the whole; ``quoted``: its lines that are not its own words, ``quoted_lines``
    of them.  ``answers``: the update it answers, as far as the user may see that.
    """

    mail: Mail
    words: str
    text: str
    quoted: str
    quoted_lines: int
    is_cut: bool
    quarantine: Quarantine | None
    answers: Digest | None
    understood: Understood
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing of it can be shown but the original."""
        return UNREAD in self.mail.defects or self.quarantine is not None

    @property
    def is_from_a_person(self) -> bool:
        return self.mail.kind == "human" or not self.mail.is_kind_certain


@dataclass(frozen=True, slots=True)
class Conversation:
    """``mails`` oldest first, ``notes`` as they were written.  ``is_whole``: none is left out.

    ``notices``: what we answered to them by ourselves.  ``projects``: open ones that the user
    sees, where it may belong.  ``told``: updates with words of the mails that have left;
    ``held``: those of the project that wait for a person.
    """

    mails: list[Shown]
    is_whole: bool
    notes: list[Note] = field(default_factory=list)
    notices: list[OutboxEntry] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    told: list[Digest] = field(default_factory=list)
    held: list[Digest] = field(default_factory=list)

    @property
    def last_from_client(self) -> Shown | None:
        """What we would answer: the last mail of a person, else of anybody."""
        theirs = [shown for shown in self.mails if shown.mail.direction is Direction.IN]
        people = [shown for shown in theirs if shown.is_from_a_person]
        return next(reversed(people or theirs), None)


def conversation(session: Session, thread: Thread, *, limit: int) -> Conversation:
    """The newest ``limit`` mails of ``thread``, what was understood of them, and our notes."""
    found = session.execute(_mails(thread).limit(limit + 1)).all()
    shown = {row.Mail.id: _shown(row) for row in reversed(found[:limit])}
    whole = Conversation(list(shown.values()), is_whole=len(found) <= limit)
    lists: dict[type[Piece], list[Any]] = {
        Note: whole.notes,
        OutboxEntry: whole.notices,
        Project: whole.projects,
        Digest: whole.told,
    }
    for piece in _pieces(session, thread, [each.mail for each in shown.values()]):
        if isinstance(piece, Preference):
            shown[_number(piece.source)].understood.wishes.append(piece)
        elif isinstance(piece, Said):
            registers = shown[_number(piece.source)].understood.registers
            registers[f"{piece.__tablename__}:{piece.id}"] = piece
        elif isinstance(piece, Attachment):
            shown[piece.mail_id].attachments.append(piece)
        elif isinstance(piece, Answer):
            shown[piece.mail_id].understood.answers.append(piece)
        elif isinstance(piece, Task):
            shown[piece.mail_id].understood.tasks.append(piece)
        elif isinstance(piece, Statement):
            shown[piece.mail_id].understood.statements.append(piece)
        elif isinstance(piece, Digest) and piece.state is DigestState.HELD:
            whole.held.append(piece)
        else:
            lists[type(piece)].append(piece)
    return whole


def reply_link(mail: Mail) -> str:
    """A ``mailto:`` that answers ``mail`` in the reader's own mail program (RFC 6068)."""
    subject = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    fields = {"subject": subject}
    if mail.message_id:
        fields |= {
            "In-Reply-To": mail.message_id,
            "References": " ".join([*mail.references[-10:], mail.message_id]),
        }
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    return f"mailto:{quote(mail.from_address, safe='@')}?{query}"


def quoted_lines(text: str, words: str) -> list[str]:
    """The lines of ``text`` that ``words``, which were taken out of it, leave behind."""
    own = iter(line.strip() for line in words.splitlines() if line.strip())
    wanted, rest = next(own, None), list[str]()
    for line in text.splitlines():
        if wanted is not None and line.strip() == wanted:
            wanted = next(own, None)
        elif line.strip() or rest:
            rest.append(line)
    return rest


def _mails(thread: Thread) -> Select[Any]:
    """The newest first, each with what there is one of."""
    # What is undecided is looked at as a whole, to find where it belongs.
    full = [defer(Mail.text), defer(Mail.new_text)] if thread.project_id else []
    return (
        select(
            Mail,
            func.substr(Mail.new_text, 1, SHOWN_CHARS).label("words"),
            func.substr(Mail.text, 1, SHOWN_CHARS).label("text"),
            (func.length(Mail.text) > SHOWN_CHARS).label("is_cut"),
            Sentiment,
            Pulse,
            Confirmation,
            Quarantine,
            Digest,
        )
        .select_from(Mail)
        .outerjoin(Sentiment, Sentiment.id == newest_feeling())
        .outerjoin(Pulse, Pulse.mail_id == Mail.id)
        .outerjoin(Confirmation, Confirmation.mail_id == Mail.id)
        .outerjoin(
            Quarantine, and_(Quarantine.mail_id == Mail.id, Quarantine.released_at.is_(None))
        )
        .outerjoin(Digest, and_(Digest.id == Mail.digest_id, is_visible(Digest.project_id)))
        .where(Mail.thread_id == thread.id)
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .options(
            *full,
            joinedload(Mail.contact),
            _BRIEFLY,
        )
    )


def _shown(row: Any) -> Shown:
    left = quoted_lines(row.text, row.words)
    quoted = "\n".join(left).strip()
    return Shown(
        mail=row.Mail,
        words=row.words.strip(),
        text=row.text,
        quoted=quoted[:QUOTED_CHARS],
        quoted_lines=sum(bool(line.strip()) for line in left),
        is_cut=row.is_cut or len(quoted) > QUOTED_CHARS,
        quarantine=row.Quarantine,
        answers=row.Digest,
        understood=Understood(
            sentiment=row.Sentiment, pulse=row.Pulse, confirmation=row.Confirmation
        ),
    )


def _number(source: str) -> int:
    return int(source.partition(":")[2])


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
    | Digest
)


def _pieces(session: Session, thread: Thread, mails: Sequence[Mail]) -> Iterable[Piece]:
    """What there may be several of beside a mail, in one statement: a page has few of them."""
    mail_ids = [mail.id for mail in mails]
    sources = [f"mail:{mail_id}" for mail_id in mail_ids]
    is_held = and_(Digest.project_id == thread.project_id, Digest.state == DigestState.HELD)
    wanted: dict[type[Any], ColumnElement[bool]] = {
        Answer: Answer.mail_id.in_(mail_ids),
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
        Project: and_(is_visible(Project.id), Project.closed_at.is_(None)),
        Digest: and_(or_(has_told(mail_ids), is_held), is_visible(Digest.project_id)),
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
        .outerjoin(User, User.id == Note.user_id)
        .options(contains_eager(Answer.ask), contains_eager(Note.user), _BRIEFLY)
        .order_by(keys.c.kind, Answer.number, Attachment.position, Project.name, keys.c.id)
    )
    return (next(piece for piece in row if piece is not None) for row in rows)
