"""Make the draft that a PM reviews: when a slot comes near, from what is new.

Nothing new and nothing to ask means no draft: a skipped row keeps the slot and says
why.  Each line points to its source, and a source of another client cannot be drafted.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.cadence import Slot, next_slot
from orchestrator.digest.calls import note_urgent
from orchestrator.digest.checks import require_own_sources
from orchestrator.digest.plan import Plan, fit_in_text_message, plan_blocks
from orchestrator.digest.render import about_of, render_digest, rhythm_of
from orchestrator.digest.slot_words import why_then
from orchestrator.digest.state import get_digest, note
from orchestrator.digest.watermark import seen_until
from orchestrator.errors import DigestConflict, UsageError
from orchestrator.models import (
    Block,
    Digest,
    DigestState,
    Participant,
    Project,
    Wishes,
)
from orchestrator.models.people import NEVER
from orchestrator.record.append import Action, Actor, system
from orchestrator.walltime import zone_of

NOTHING_NEW = "Nothing to say yet"


def draft_due(session: Session, *, settings: Settings, key: bytes, now: datetime) -> list[Digest]:
    """Draft or skip for every participant whose slot is near; return what was written.

    The caller commits.  Run twice it changes nothing: a slot has one row.
    """
    note_urgent(session, now=now)
    _set_missing_slots(session, now=now)
    due = session.scalars(
        select(Participant)
        .where(Participant.next_due_at <= now + settings.draft_ahead)
        .order_by(Participant.next_due_at, Participant.id)
        .with_for_update(skip_locked=True)
    ).all()
    return [d for p in due if (d := _draft(session, p, settings=settings, key=key, now=now))]


def edit_block(
    session: Session,
    block_id: int,
    text: str,
    *,
    settings: Settings,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> Digest:
    """Change the words of one line and render anew; its sources stay.  The caller commits.

    Raises:
        UsageError: no such line, or no words.
        DigestConflict: the update is no draft any more.
    """
    block = session.get(Block, block_id)
    if block is None:
        raise UsageError("there is no such line")
    digest = get_digest(session, block.digest_id)
    if digest.state is not DigestState.DRAFTED:
        raise DigestConflict(f"update {digest.number} is {digest.state.value}, not a draft")
    if not text.strip():
        raise UsageError("text: a line needs words")
    before, block.text = block.text, " ".join(text.split())
    first = block.details.get("edited_from", before)
    block.details = {**block.details, "edited_from": first, "edited_by": actor.name}
    digest.revision += 1
    render_digest(digest, settings=settings, key=key, now=now)
    note(session, Action.EDIT, digest, actor=actor, now=now, line=block.position)
    return digest


def _set_missing_slots(session: Session, *, now: datetime) -> None:
    """A new participant, or one whose wishes changed, gets the next slot that has no row."""
    for participant in session.scalars(
        select(Participant).where(Participant.next_due_at.is_(None))
    ).all():
        if participant.project.closed_at is not None:
            participant.next_due_at = NEVER
            continue
        last = session.scalar(
            select(func.max(Digest.send_at)).where(
                Digest.contact_id == participant.contact_id,
                Digest.project_id == participant.project_id,
            )
        )
        rhythm = rhythm_of(participant.contact)
        participant.next_due_at = next_slot(rhythm, after=max(now, last or now)).at


def _draft(
    session: Session, participant: Participant, *, settings: Settings, key: bytes, now: datetime
) -> Digest | None:
    contact, project = participant.contact, participant.project
    if project.closed_at is not None:
        # Not looked at again until it is open: else each closed one costs every look from now on.
        participant.next_due_at = NEVER
        return None
    wishes = contact.wishes
    rhythm = rhythm_of(contact)
    assert participant.next_due_at is not None
    # Slots missed while we were down are not made up for: the next one tells it all.
    slot = next_slot(rhythm, after=max(participant.next_due_at, now) - timedelta(microseconds=1))
    is_missed, participant.next_due_at = participant.next_due_at < now, slot.at
    if is_missed and slot.at > now + settings.draft_ahead:
        return None
    participant.next_due_at = next_slot(rhythm, after=slot.at).at
    if wishes.stopped or _has_slot(session, contact.id, project, slot):
        return None
    digest = _new_digest(session, participant, slot, wishes, now=now)
    plan = plan_blocks(session, digest, wishes, now=now)
    if not plan.has_news:
        return _skip(session, digest, wishes, now=now)
    write_plan(session, digest, plan, settings=settings, key=key, now=now)
    note(session, Action.DRAFT, digest, actor=system("draft"), now=now)
    return digest


def _has_slot(session: Session, contact_id: int, project: Project, slot: Slot) -> bool:
    return (
        session.scalar(
            select(Digest.id).where(
                Digest.contact_id == contact_id, Digest.slot_key == _slot_key(project, slot)
            )
        )
        is not None
    )


def _slot_key(project: Project, slot: Slot) -> str:
    return f"{project.slug}:{slot.key}"


def _new_digest(
    session: Session, participant: Participant, slot: Slot, wishes: Wishes, *, now: datetime
) -> Digest:
    contact, project = participant.contact, participant.project
    number, told_until = session.execute(
        select(func.max(Digest.number), func.max(Digest.period_end)).where(
            Digest.contact_id == contact.id,
            Digest.project_id == project.id,
            Digest.state != DigestState.SKIPPED,
        )
    ).one()
    start = min(told_until or project.created_at, now - timedelta(microseconds=1))
    digest = Digest(
        contact=contact,
        project=project,
        channel=wishes.channel,
        slot_key=_slot_key(project, slot),
        number=(number or 0) + 1,
        period_start=start,
        period_end=now,
        send_at=slot.at,
        timing=why_then(rhythm_of(contact), slot),
        state=DigestState.DRAFTED,
        watermark=seen_until(session),
        drafted_at=now,
    )
    session.add(digest)
    session.flush()
    return digest


def _skip(session: Session, digest: Digest, wishes: Wishes, *, now: datetime) -> Digest | None:
    if wishes.cadence == "needed":
        # She asked to hear only when needed: a quiet day is her wish, not an event.
        session.delete(digest)
        session.flush()
        return None
    digest.state, digest.reason = DigestState.SKIPPED, NOTHING_NEW
    note(session, Action.SKIP, digest, actor=system("draft"), now=now)
    return digest


def write_plan(
    session: Session,
    digest: Digest,
    plan: Plan,
    *,
    settings: Settings,
    key: bytes,
    now: datetime,
) -> None:
    """Store the blocks of an update that has none, and render them.  The caller commits."""
    if digest.channel == "sms":
        today = now.astimezone(zone_of(digest.contact.timezone)).date()
        fit_in_text_message(plan, about_of(digest, studio=settings.studio_name, today=today))
    for position, block in enumerate(plan.blocks, start=1):
        block.position = position
    digest.blocks.extend(plan.blocks)
    digest.withheld.extend(plan.withheld)
    digest.revision += 1
    session.flush()
    require_own_sources(digest)
    render_digest(digest, settings=settings, key=key, now=now)
