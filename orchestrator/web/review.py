"""What a PM reads before she decides about an update: the page's data, each part one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.exceptions import NotFound

from orchestrator.digest.check import Check
from orchestrator.digest.checks import check_digest
from orchestrator.models import (
    Block,
    BlockKind,
    Contact,
    Digest,
    DigestState,
    Direction,
    Mail,
    Project,
    ProjectStatus,
    Pulse,
)
from orchestrator.models.unanswered import holds
from orchestrator.web.access import Foreign, is_visible
from orchestrator.web.parts import now
from orchestrator.web.portfolio import newest_status
from orchestrator.web.sources import Link, Rows, link_of, load_sources

PULSES_SHOWN = 6
COUNTED_BACK = timedelta(days=7)

_HEADINGS = {
    "goal": "Your goals",
    "noted": "What we noted from you",
    "done": "Done",
    "next": "Next",
    "bad news": "Not as planned",
    "news": "Also worth knowing",
}


@dataclass(frozen=True, slots=True)
class Queued:
    """A line of the queue at the left."""

    id: int
    project: str
    number: int
    contact: str
    send_at: datetime
    state: DigestState
    reason: str
    has_news: bool
    is_locked: bool
    """An unhappy mail of hers waits for an answer."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks of one kind that stand together, with the sources of all of them."""

    kind: BlockKind
    name: str
    blocks: list[Block]
    links: list[Link]

    @property
    def heading(self) -> str:
        if self.kind is not BlockKind.ASK:
            return _HEADINGS.get(self.name, "")
        answers = sum(block.details.get("kind") == "value" for block in self.blocks)
        wanted = ((len(self.blocks) - answers, "decision"), (answers, "answer"))
        needed = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in wanted if n]
        return f"We need {' and '.join(needed)}"


@dataclass(frozen=True, slots=True)
class Review:
    """``last_mail`` is the contact's; ``news`` what anyone of the client wrote after the draft."""

    digest: Digest
    sections: list[Section]
    checks: list[Check]
    status: ProjectStatus | None
    pulses: list[Pulse]
    last_mail: Mail | None
    news: Mail | None
    queue: list[Queued]

    @property
    def unanswered(self) -> Check | None:
        """What is said of her unhappy mails that hold the update back, newest first."""
        return next((check for check in self.checks if check.mails), None)

    @property
    def waiting(self) -> list[Queued]:
        return [row for row in self.queue if row.state in WAITING]

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.queue)


WAITING = (DigestState.DRAFTED, DigestState.HELD)


def digest_or_404(session: Session, digest_id: int) -> Digest:
    """The digest with its people.

    Raises:
        NotFound: there is none.
        Foreign: the signed-in user does not work on its project.
    """
    digest = session.scalar(
        select(Digest)
        .where(Digest.id == digest_id, is_visible(Digest.project_id))
        .options(
            joinedload(Digest.contact).options(
                joinedload(Contact.client),
                joinedload(Contact.addresses),
                joinedload(Contact.kept_wishes),
                joinedload(Contact.handles),
            ),
            joinedload(Digest.project).options(
                joinedload(Project.pm),
                joinedload(Project.client),
                joinedload(Project.dated_promises),
            ),
            joinedload(Digest.withheld),
            selectinload(Digest.blocks).joinedload(Block.sources),
        )
    )
    if digest is not None:
        return digest
    if session.get(Digest, digest_id) is not None:
        raise Foreign(f"digest:{digest_id}")
    raise NotFound


def review(session: Session, digest: Digest) -> Review:
    """Everything the page shows about ``digest``."""
    rows = load_sources(session, digest)  # Held, so that the checks need not load them again.
    last_mail, news = _last_mails(session, digest)
    status, pulses = _feeling(session, digest)
    return Review(
        digest=digest,
        sections=_sections(digest, rows),
        checks=check_digest(session, digest),
        status=status,
        pulses=pulses,
        last_mail=last_mail,
        news=news,
        queue=queue(session),
    )


def lately(session: Session, digest: Digest) -> tuple[Pulse | None, Mail | None]:
    """The newest pulse of its reader, and the last mail."""
    _, pulses = _feeling(session, digest)
    last_mail, _ = _last_mails(session, digest)
    return pulses[-1] if pulses else None, last_mail


def queue(session: Session) -> list[Queued]:
    """What waits, what is scheduled, and what was sent or skipped lately; soonest first."""
    rows = session.execute(
        select(
            Digest.id,
            Project.name,
            Digest.number,
            Contact.name,
            Digest.send_at,
            Digest.state,
            Digest.reason,
            _has_news(),
            _is_locked(),
        )
        .join(Digest.project)
        .join(Digest.contact)
        .where(is_visible(Digest.project_id))
        .where(
            or_(
                Digest.state.in_((*WAITING, DigestState.APPROVED)),
                Digest.send_at > now() - COUNTED_BACK,
            )
        )
        .order_by(Digest.send_at, Digest.id)
    )
    return [Queued(*row) for row in rows]


def next_waiting(session: Session, after: Digest) -> Digest | None:
    """The draft to read next: the soonest one that still waits."""
    return session.scalar(
        select(Digest)
        .where(Digest.state == DigestState.DRAFTED, Digest.id != after.id)
        .where(is_visible(Digest.project_id))
        .order_by(Digest.send_at, Digest.id)
        .limit(1)
        .options(joinedload(Digest.contact))
    )


def newest_mail(session: Session, digest: Digest) -> int:
    """The id of the last mail of this client in this project; 0 when there is none."""
    return session.scalar(select(func.max(Mail.id)).where(_from_client(digest.project_id))) or 0


def _has_news() -> ColumnElement[bool]:
    """Condition on `Digest`: the client wrote after it was drafted."""
    return exists().where(_from_client(Digest.project_id), Mail.id > Digest.watermark)


def _is_locked() -> ColumnElement[bool]:
    hers = and_(Mail.contact_id == Digest.contact_id, Mail.project_id == Digest.project_id)
    return exists().where(hers, holds(now())).correlate(Digest)


def _last_mails(session: Session, digest: Digest) -> tuple[Mail | None, Mail | None]:
    newest = select(func.max(Mail.id)).where(_from_client(digest.project_id))
    hers = newest.where(Mail.contact_id == digest.contact_id)
    mails = session.scalars(
        select(Mail)
        .where(Mail.id.in_((_alone(newest), _alone(hers))))
        .options(joinedload(Mail.contact))
        .order_by(Mail.id.desc())
    ).all()
    last = next((mail for mail in mails if mail.contact_id == digest.contact_id), None)
    return last, next((mail for mail in mails if mail.id > digest.watermark), None)


def _alone(newest: Select[int | None]) -> ScalarSelect[int | None]:
    # Over all mails, not over the one of the enclosing query.
    return newest.correlate(None).scalar_subquery()


def _from_client(project_id: object) -> ColumnElement[bool]:
    return and_(
        Mail.project_id == project_id,
        Mail.contact_id.is_not(None),
        Mail.direction == Direction.IN,
        Mail.kind == "human",
    )


def _sections(digest: Digest, rows: Rows) -> list[Section]:
    sections: list[Section] = []
    for block in digest.blocks:
        if not sections or sections[-1].name != _name(block):
            sections.append(Section(block.kind, _name(block), [], []))
        section = sections[-1]
        section.blocks.append(block)
        for source in block.sources:
            link = link_of(source.source, rows, digest.project.slug)
            if link not in section.links:
                section.links.append(link)
    return sections


def _name(block: Block) -> str:
    """Bad news and other news stand apart, as in the mail."""
    is_bad_news = block.kind is BlockKind.NEWS and block.details.get("bad")
    return "bad news" if is_bad_news else block.kind.value


def _feeling(session: Session, digest: Digest) -> tuple[ProjectStatus | None, list[Pulse]]:
    """The status of her project and her newest pulses in it, oldest first."""
    is_hers = and_(Pulse.project_id == Project.id, Pulse.contact_id == digest.contact_id)
    rows = session.execute(
        select(ProjectStatus, Pulse)
        .select_from(Project)
        .outerjoin(ProjectStatus, ProjectStatus.id == newest_status())
        .outerjoin(Pulse, is_hers)
        .where(Project.id == digest.project_id)
        .order_by(Pulse.id.desc())
        .limit(PULSES_SHOWN)
    ).all()
    return rows[0][0], [pulse for _, pulse in reversed(rows) if pulse is not None]
