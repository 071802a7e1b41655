"""The mails of a conversation, and what was understood of each: three statements at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import ScalarSelect, Select, String, and_, cast, func, literal, select
from sqlalchemy.orm import Session, defer, joinedload

from orchestrator.collect.quarantine import UNREAD
from orchestrator.digest.respond_state import Seen, seen_columns
from orchestrator.engagement.decisions import told
from orchestrator.engagement.registers import Said
from orchestrator.models import (
    Answer,
    AnswerState,
    Attachment,
    AuditEntry,
    Confirmation,
    Decision,
    Digest,
    DigestState,
    Direction,
    Mail,
    Note,
    OutboxEntry,
    Preference,
    Project,
    Pulse,
    Quarantine,
    Reading,
    Response,
    Sentiment,
    Statement,
    Task,
    Thread,
)
from orchestrator.record.append import Action
from orchestrator.subjects import unmarked
from orchestrator.web.access import is_visible
from orchestrator.web.meaning import Understood
from orchestrator.web.pieces import BRIEFLY, Piece, pieces
from orchestrator.web.views import counting_feeling

MAILS: Final = 20
MANY_MAILS: Final = 200
SHOWN_CHARS: Final = 20_000
QUOTED_CHARS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail of a conversation.

    ``text`` is the whole; ``quoted``: its lines that are not its own words, ``quoted_lines``
    of them.  ``answers``: the update it answers, as far as the user may see that.
    ``is_token_misused``: it came to a reply address that was not its sender's.  ``subject`` is
    empty where it is the conversation's.
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
    is_token_misused: bool = False
    subject: str = ""
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

    ``seen``: how far it goes.  ``notices``: what we answered to them by ourselves.
    ``projects``: open ones that the user sees, where it may belong.  ``told``: updates with
    words of the mails that have left; ``held``: those of the project that wait for a person.
    ``begun``: answers of ours that were kept before it came among the undecided.
    ``decisions``: what people said of its place and of its writers.
    """

    mails: list[Shown]
    is_whole: bool
    seen: Seen | None = None
    notes: list[Note] = field(default_factory=list)
    notices: list[OutboxEntry] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    told: list[Digest] = field(default_factory=list)
    held: list[Digest] = field(default_factory=list)
    begun: list[Response] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def last_from_client(self) -> Shown | None:
        """What we would answer: the last mail of a person, else of anybody."""
        theirs = [shown for shown in self.mails if shown.mail.direction is Direction.IN]
        people = [shown for shown in theirs if shown.is_from_a_person]
        return next(reversed(people or theirs), None)


def conversation(session: Session, thread: Thread, *, limit: int) -> Conversation:
    """The newest ``limit`` mails of ``thread``, what was understood of them, and our notes."""
    found = session.execute(_mails(thread).limit(limit + 1)).all()
    shown = {row.Mail.id: _shown(row, thread) for row in reversed(found[:limit])}
    seen = Seen(found[0].seen_mail or 0, found[0].seen_approval or 0) if found else None
    whole = Conversation(list(shown.values()), is_whole=len(found) <= limit, seen=seen)
    answers: list[Answer] = []
    lists: dict[type[Piece], list[Any]] = {
        Answer: answers,
        Note: whole.notes,
        OutboxEntry: whole.notices,
        Project: whole.projects,
        Digest: whole.told,
        Decision: whole.decisions,
        Response: whole.begun,
    }
    for piece in pieces(session, thread, [each.mail for each in shown.values()]):
        if isinstance(piece, Preference):
            shown[_number(piece.source)].understood.wishes.append(piece)
        elif isinstance(piece, Said):
            registers = shown[_number(piece.source)].understood.registers
            registers[f"{piece.__tablename__}:{piece.id}"] = piece
        elif isinstance(piece, Attachment):
            shown[piece.mail_id].attachments.append(piece)
        elif isinstance(piece, Task):
            shown[piece.mail_id].understood.tasks.append(piece)
        elif isinstance(piece, Statement):
            shown[piece.mail_id].understood.statements.append(piece)
        elif isinstance(piece, Digest) and piece.state is DigestState.HELD:
            whole.held.append(piece)
        else:
            lists[type(piece)].append(piece)
    _place_answers(session, answers, shown)
    return whole


def _place_answers(session: Session, answers: Sequence[Answer], shown: Mapping[int, Shown]) -> None:
    """Each beside its mail, with what counts of those that may be of other conversations."""
    here = [answer for answer in answers if answer.mail_id in shown]
    counted = {each.ask_id: each for each in answers if each.state is AnswerState.APPLIED}
    numbers = told(session, [*here, *counted.values()])
    for answer in here:
        read = shown[answer.mail_id].understood
        read.answers.append(answer)
        read.counted, read.told = counted, numbers


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
    seen_mail, seen_approval = seen_columns(thread)
    return (
        select(
            Mail,
            func.substr(Mail.new_text, 1, SHOWN_CHARS).label("words"),
            func.substr(Mail.text, 1, SHOWN_CHARS).label("text"),
            (func.length(Mail.text) > SHOWN_CHARS).label("is_cut"),
            Sentiment,
            Pulse,
            Confirmation,
            Reading.found,
            Quarantine,
            Digest,
            _first_denied().label("denied"),
            seen_mail.label("seen_mail"),
            seen_approval.label("seen_approval"),
        )
        .select_from(Mail)
        .outerjoin(Sentiment, Sentiment.id == counting_feeling())
        .outerjoin(Pulse, Pulse.mail_id == Mail.id)
        .outerjoin(Confirmation, Confirmation.mail_id == Mail.id)
        .outerjoin(Reading, Reading.mail_id == Mail.id)
        .outerjoin(
            Quarantine, and_(Quarantine.mail_id == Mail.id, Quarantine.released_at.is_(None))
        )
        .outerjoin(Digest, and_(Digest.id == Mail.digest_id, is_visible(Digest.project_id)))
        .where(Mail.thread_id == thread.id)
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .options(
            *full,
            joinedload(Mail.contact),
            BRIEFLY,
        )
    )


def _first_denied() -> ScalarSelect[bytes]:
    """Filing says it before anybody can see the mail, or be refused it."""
    name = literal("mail:").concat(cast(Mail.id, String))
    denied = select(AuditEntry.line).where(
        AuditEntry.obj == name, AuditEntry.action == Action.DENIED.value
    )
    return denied.order_by(AuditEntry.seq).limit(1).correlate(Mail).scalar_subquery()


def _shown(row: Any, thread: Thread) -> Shown:
    subject = unmarked(row.Mail.subject)
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
        is_token_misused=row.denied is not None and b'"reason":"token"' in row.denied,
        subject=subject if subject != unmarked(thread.subject) else "",
        understood=Understood(
            sentiment=row.Sentiment,
            pulse=row.Pulse,
            confirmation=row.Confirmation,
            unclear=(row.found or {}).get("unclear", []),
        ),
    )


def _number(source: str) -> int:
    return int(source.partition(":")[2])
