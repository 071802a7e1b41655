"""Keep open drafts true: what became known since, what was told or settled meanwhile."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from orchestrator.config import Settings
from orchestrator.digest.changed import changed_lines
from orchestrator.digest.checks import stale_blocks
from orchestrator.digest.draft import NOTHING_NEW, write_plan
from orchestrator.digest.goals import has_newer_goal
from orchestrator.digest.plan import plan_blocks
from orchestrator.digest.render import render_digest
from orchestrator.digest.state import note
from orchestrator.digest.watermark import seen_until
from orchestrator.models import Ask, Block, Contact, Digest, DigestState, Fact, Wishes
from orchestrator.models.people import AWAY
from orchestrator.models.registers import ASKABLE
from orchestrator.record.append import Action, system
from orchestrator.walltime import zone_of


def refresh_drafts(
    session: Session, *, settings: Settings, key: bytes, now: datetime
) -> list[Digest]:
    """Take into each untouched draft what became known since it was made.  The caller commits.

    A slot that was skipped because there was nothing to say gets its draft after all.
    """
    changed = [
        *_skip_absent(session, now=now),
        *_revive(session, settings=settings, key=key, now=now),
    ]
    changed += _over_another_channel(session, settings=settings, key=key, now=now)
    stale = session.scalars(
        select(Digest)
        .where(
            _is_open(now),
            _has_newer(Fact.created_at, now)
            | _has_newer(Ask.created_at, now)
            | _has_newer(Ask.asked_anyway_at, now)
            | _asks_too_much()
            | has_newer_goal(now),
        )
        .order_by(Digest.send_at, Digest.id)
        .with_for_update(of=Digest, skip_locked=True)
    ).all()
    for digest in stale:
        renew = _drop_stale_lines if _is_edited(digest) else _refresh
        if renew(session, digest, settings=settings, key=key, now=now):
            changed.append(digest)
    return changed


def _skip_absent(session: Session, *, now: datetime) -> Iterator[Digest]:
    """Drafts that nobody would be there to read; what is new waits for the first day back."""
    drafted = session.scalars(
        select(Digest)
        .join(Contact, Contact.id == Digest.contact_id)
        .where(Digest.state == DigestState.DRAFTED, Contact.away_until.is_not(None))
        .options(joinedload(Digest.contact))
        .with_for_update(of=Digest, skip_locked=True)
    ).all()
    for digest in drafted:
        if away := _away(digest):
            digest.state, digest.reason = DigestState.SKIPPED, away
            note(session, Action.SKIP, digest, actor=system("draft"), now=now)
            yield digest


def _revive(session: Session, *, settings: Settings, key: bytes, now: datetime) -> Iterator[Digest]:
    """Those that were skipped so and have yet to leave, where the absence ended earlier."""
    skipped = session.scalars(
        select(Digest)
        .where(
            Digest.state == DigestState.SKIPPED,
            Digest.reason.contains(AWAY),
            Digest.send_at > now,
        )
        .with_for_update(of=Digest, skip_locked=True)
    ).all()
    for digest in skipped:
        if not _away(digest) and _refresh(session, digest, settings=settings, key=key, now=now):
            yield digest


def _over_another_channel(
    session: Session, *, settings: Settings, key: bytes, now: datetime
) -> Iterator[Digest]:
    """Drafts for who wished for another channel since: written anew for that."""
    drafted = session.scalars(
        select(Digest)
        .join(Wishes, Wishes.contact_id == Digest.contact_id)
        .where(Digest.state == DigestState.DRAFTED, Digest.channel != Wishes.channel)
        .with_for_update(of=Digest, skip_locked=True)
    ).all()
    for digest in drafted:
        digest.channel = digest.contact.wishes.channel
        if not _is_edited(digest):
            _refresh(session, digest, settings=settings, key=key, now=now)
        else:
            # Her words stay, also where they are too long for it; the checks say so.
            digest.revision += 1
            render_digest(digest, settings=settings, key=key, now=now)
            note(session, Action.DRAFT, digest, actor=system("draft"), now=now)
        yield digest


def _away(digest: Digest) -> str:
    contact = digest.contact
    return contact.away_words(on=digest.send_at.astimezone(zone_of(contact.timezone)).date())


def plan_anew(
    session: Session,
    digest: Digest,
    *,
    without: Collection[str],
    settings: Settings,
    key: bytes,
    now: datetime,
) -> None:
    """Write an open draft as if ``without``, sources of some lines, had never been there.

    One that a person edited, held or skipped loses only those lines.  The caller commits.
    """
    is_ours = digest.state is DigestState.DRAFTED or digest.reason == NOTHING_NEW
    if is_ours and not _is_edited(digest):
        _refresh(session, digest, settings=settings, key=key, now=now)
        return
    gone = [b for b in digest.blocks if any(s.source in without for s in b.sources)]
    stale = [*gone, *(b for b in stale_blocks(session, digest) if b not in gone)]
    if stale:
        _drop_lines(session, digest, stale, settings=settings, key=key, now=now)


def _is_open(now: datetime) -> ColumnElement[bool]:
    return (Digest.state == DigestState.DRAFTED) | (
        (Digest.state == DigestState.SKIPPED)
        & (Digest.reason == NOTHING_NEW)
        & (Digest.send_at > now)
    )


def _has_newer(
    noted_at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    now: datetime,
) -> ColumnElement[bool]:
    """Whether the project has a fact or an ask for her that the update could not know."""
    kind = noted_at.class_
    is_hers = kind.contact_id == Digest.contact_id if kind is Ask else true()
    return (
        select(kind.id)
        .where(
            kind.project_id == Digest.project_id,
            is_hers,
            noted_at >= Digest.period_end,
            noted_at < now,
        )
        .exists()
    )


def _asks_too_much() -> ColumnElement[bool]:
    """Whether the update asks what was settled since it was drafted."""
    return (
        select(Block.id)
        .join(Ask, Ask.id == Block.ask_id)
        .where(Block.digest_id == Digest.id, Ask.state.not_in(ASKABLE))
        .exists()
    )


def _refresh(
    session: Session, digest: Digest, *, settings: Settings, key: bytes, now: datetime
) -> bool:
    digest.period_end = now
    plan = plan_blocks(session, digest, digest.contact.wishes, now=now)
    if digest.state is DigestState.SKIPPED:
        if not plan.has_news:
            return False
        digest.watermark = seen_until(session)  # It becomes a draft only now.
    if digest.state is DigestState.SKIPPED:
        # That of a draft says why its approval ended, and stays.
        digest.state, digest.reason = DigestState.DRAFTED, ""
    if not plan.has_news:
        # All that it asked is settled by now, and nothing else is new.
        digest.state, digest.reason = DigestState.SKIPPED, NOTHING_NEW
    digest.blocks.clear()
    digest.withheld[:] = [item for item in digest.withheld if item.user_id is not None]
    session.flush()
    write_plan(session, digest, plan, settings=settings, key=key, now=now)
    note(session, Action.DRAFT, digest, actor=system("draft"), now=now)
    return True


def _drop_stale_lines(
    session: Session, digest: Digest, *, settings: Settings, key: bytes, now: datetime
) -> bool:
    """Take out of an edited draft what was told, withdrawn or settled meanwhile; keep the rest."""
    stale = stale_blocks(session, digest)
    if stale:
        _drop_lines(session, digest, stale, settings=settings, key=key, now=now)
    return bool(stale)


def _drop_lines(
    session: Session,
    digest: Digest,
    blocks: Sequence[Block],
    *,
    settings: Settings,
    key: bytes,
    now: datetime,
) -> None:
    renewed = changed_lines(session, digest, blocks)
    for block in blocks:
        digest.blocks.remove(block)
    session.flush()
    for index, line in renewed:
        digest.blocks.insert(index, line)
    digest.revision += 1
    session.flush()
    render_digest(digest, settings=settings, key=key, now=now)
    note(session, Action.DRAFT, digest, actor=system("draft"), now=now)


def _is_edited(digest: Digest) -> bool:
    return any("edited_from" in block.details for block in digest.blocks)
