"""The decision log: who on the client's side decided what, when, in what words, how proven.

It is built from the rows that hold it: answers that count, requests that were settled without a
question, and what people noted.  Nothing is copied, so it can say nothing else than they do.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Integer, String, cast, func, literal, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    ChangeRequest,
    ChangeState,
    ClientDecision,
    Contact,
    Digest,
    DigestState,
    FactTold,
    Mail,
    NotedState,
    Way,
)
from orchestrator.record.append import Action

YES_NO: Final = {"yes": "Yes", "no": "No"}
PROVEN: Final = "Proven to be theirs"
TAKEN: Final = "A person took it for theirs"
READ: Final = "A person read it so"
HEARD: Final = "Heard by one of us"
WAYS: Final = {
    Way.CALL: "On the phone",
    Way.MEETING: "In a meeting",
    Way.MESSAGE: "In a message",
    Way.REVIEW: "In a review",
}
_BY_US: Final = {ChangeState.AGREED: "We agreed", ChangeState.DECLINED: "We said no"}


@dataclass(frozen=True, slots=True)
class Told:
    """The update that read it back."""

    digest_id: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """One line of the log.

    ``key`` is its row, ``answer:3``; ``text`` what it is about, ``choice`` what was decided of
    it, ``words`` theirs.  ``tier`` is that of their mail, empty where there is none.  ``by`` is
    the code of who of us confirmed or noted it, ``noted`` the row that
    one of us typed, ``former`` those whose place it took.  ``because``: why one of us took for
    plain what was not.
    """

    key: str
    contact_id: int | None
    who: str
    at: datetime
    text: str
    choice: str
    words: str
    proof: str
    tier: str
    source: str
    by: str
    mail_id: int | None = None
    thread_id: int | None = None
    told: tuple[Told, ...] = ()
    noted: ClientDecision | None = None
    former: tuple[str, ...] = ()
    because: str = ""

    @property
    def is_proven(self) -> bool:
        return self.proof == PROVEN

    def has(self, words: str) -> bool:
        """Whether it speaks of ``words``, in whatever case."""
        said = f"{self.who} {self.text} {self.choice} {self.words}".casefold()
        return all(word in said for word in words.casefold().split())

    def as_json(self) -> dict[str, str | list[str]]:
        return {
            "decision": self.key,
            "who": self.who,
            "at": self.at.isoformat(),
            "about": self.text,
            "decided": self.choice,
            "words": self.words,
            "source": self.source,
            "proof": self.proof,
            "because": self.because,
            "tier": self.tier,
            "told_in": [f"digest:{told.digest_id}" for told in self.told],
        }


def decision_log(session: Session, project_id: int, *, with_told: bool = True) -> list[Decided]:
    """All that counts in a project, the newest first; five statements, however long it is.

    Without what read each back (``with_told``) they are three.
    """
    told_of = _facts_told(session, project_id) if with_told else {}
    read_back = _read_back(session, project_id) if with_told else {}
    found = [
        *_answered(session, project_id, told_of, read_back),
        *_requested(session, project_id, told_of),
        *_noted(session, project_id, told_of),
    ]
    return sorted(found, key=lambda each: (each.at, each.key), reverse=True)


def _answered(
    session: Session,
    project_id: int,
    told_of: Mapping[int, tuple[Told, ...]],
    read_back: Mapping[str, list[tuple[str, Told]]],
) -> Iterator[Decided]:
    rows = session.execute(
        select(Answer, Ask, Contact.name, Mail.thread_id, ChangeRequest.fact_id)
        .join(Ask, Ask.id == Answer.ask_id)
        .join(Contact, Contact.id == Answer.contact_id)
        .join(Mail, Mail.id == Answer.mail_id)
        .outerjoin(ChangeRequest, ChangeRequest.ask_id == Ask.id)
        .where(Ask.project_id == project_id, Answer.state == AnswerState.APPLIED)
    )
    for answer, ask, who, thread_id, fact_id in rows:
        source = f"mail:{answer.mail_id}"
        told = [one for text, one in read_back.get(source, ()) if text.startswith(ask.text)]
        yield Decided(
            key=f"answer:{answer.id}",
            contact_id=answer.contact_id,
            who=who,
            at=answer.answered_at,
            text=ask.text,
            choice=_choice(ask, answer.value or ""),
            words=" ".join(answer.span.split()),
            proof=_proof(answer),
            because=answer.because or "",
            tier=answer.tier,
            source=source,
            by=f"user:{answer.decided_by}" if answer.decided_by else "",
            mail_id=answer.mail_id,
            thread_id=thread_id,
            told=(*told, *told_of.get(fact_id or 0, ())),
        )


def _proof(answer: Answer) -> str:
    """A proven mail proves its words, and not what one of us read in words that were not plain."""
    if answer.because or answer.changed_from is not None:
        return READ
    return PROVEN if answer.tier == "T2" else TAKEN


def _choice(ask: Ask, value: str) -> str:
    """``B: In the evening``, ``Yes``, or the word itself."""
    if value in ask.options:
        return f"{value}: {ask.options[value]}"
    return YES_NO.get(value, value)


def _requested(
    session: Session, project_id: int, told_of: Mapping[int, tuple[Told, ...]]
) -> Iterator[Decided]:
    """What they asked for and we settled: they had said what they want themselves."""
    settled = (
        select(func.max(AuditEntry.ts))
        .where(
            AuditEntry.obj == literal("change_request:").concat(cast(ChangeRequest.id, String)),
            AuditEntry.action == Action.DECIDE.value,
        )
        .scalar_subquery()
    )
    mail_id = cast(func.substr(ChangeRequest.source, len("mail:") + 1), Integer)
    is_mail = ChangeRequest.source.startswith("mail:")
    rows = session.execute(
        select(ChangeRequest, Contact.name, Mail.id, Mail.thread_id, settled)
        .outerjoin(Contact, Contact.id == ChangeRequest.contact_id)
        .outerjoin(Mail, is_mail & (Mail.id == mail_id))
        .where(
            ChangeRequest.project_id == project_id,
            ChangeRequest.ask_id.is_(None),
            ChangeRequest.state.in_(_BY_US),
        )
    )
    for row, who, said_in, thread_id, ts in rows:
        at = datetime.fromtimestamp(ts / 1_000_000, tz=UTC) if ts else row.noted_at
        reason = f": {row.reason}" if row.reason else ""
        yield Decided(
            key=f"change_request:{row.id}",
            contact_id=row.contact_id,
            who=who or "Somebody of the client",
            at=at,
            text=f"CR-{row.number}, a request",
            choice=f"{_BY_US[row.state]}{reason}",
            words=row.text,
            proof="Their own request" if said_in else HEARD,
            tier="",
            source=row.source,
            by="",
            mail_id=said_in,
            thread_id=thread_id,
            told=told_of.get(row.fact_id or 0, ()),
        )


def _noted(
    session: Session, project_id: int, told_of: Mapping[int, tuple[Told, ...]]
) -> Iterator[Decided]:
    rows = session.execute(
        select(ClientDecision, Contact.name)
        .join(Contact, Contact.id == ClientDecision.contact_id)
        .where(ClientDecision.project_id == project_id)
        .order_by(ClientDecision.id)
    ).all()
    former: dict[int, tuple[str, ...]] = {}
    for row, who in rows:
        before = row.supersedes_id
        former[row.id] = (f"client_decision:{before}", *former[before]) if before else ()
        if row.state is not NotedState.NOTED:
            continue
        yield Decided(
            key=f"client_decision:{row.id}",
            contact_id=row.contact_id,
            who=who,
            at=row.said_at,
            text=row.text,
            choice=WAYS[row.way],
            words=row.words,
            proof=HEARD,
            tier="",
            source=row.source,
            by=row.source if row.source.startswith("user:") else "",
            told=told_of.get(row.fact_id or 0, ()),
            noted=row,
            former=former[row.id],
        )


def _read_back(session: Session, project_id: int) -> Mapping[str, list[tuple[str, Told]]]:
    """Lines of sent updates that read an answer back, by the mail that they are from."""
    found: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    rows = session.execute(
        select(BlockSource.source, Block.text, Digest.id, Digest.number, Digest.sent_at)
        .join(Block, Block.id == BlockSource.block_id)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            Digest.project_id == project_id,
            Digest.state == DigestState.SENT,
            Block.kind == BlockKind.NOTED,
        )
        .order_by(Digest.sent_at)
    )
    for source, text, digest_id, number, sent_at in rows:
        if sent_at is not None:
            found[source].append((text, Told(digest_id, number, sent_at)))
    return found


def _facts_told(session: Session, project_id: int) -> Mapping[int, tuple[Told, ...]]:
    """Updates that told a fact, by the fact."""
    found: dict[int, tuple[Told, ...]] = defaultdict(tuple)
    rows = session.execute(
        select(FactTold.fact_id, Digest.id, Digest.number, FactTold.told_at)
        .join(Digest, Digest.id == FactTold.digest_id)
        .where(Digest.project_id == project_id)
        .order_by(FactTold.told_at)
    )
    for fact_id, digest_id, number, told_at in rows:
        found[fact_id] += (Told(digest_id, number, told_at),)
    return found
