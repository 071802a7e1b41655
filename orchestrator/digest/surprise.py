"""Bad news that we know and the reader of an update does not: told in it, or withheld for a reason.

A client must not learn late what we knew early.  What is unfavourable, known for the agreed days
and absent from the draft stops it until a person puts it in or says in writing why not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.beside import Beside, look_beside
from orchestrator.digest.facts import corrections
from orchestrator.digest.plan import fact_line
from orchestrator.digest.render import render_digest
from orchestrator.digest.state import get_digest, note
from orchestrator.errors import DigestConflict, Refused, UsageError
from orchestrator.models import BlockKind, Digest, DigestState, Fact, Withheld
from orchestrator.record.append import Action, Actor
from orchestrator.wording import money

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Slip:
    """``source`` names the row: ``fact:12``, ``change_request:3``, ``open_point:4``."""

    source: str
    text: str
    known_at: datetime
    known_days: int
    """Whole days, at the moment at which the update is to leave."""


def slips(digest: Digest, beside: Beside) -> list[Slip]:
    """What stops this update as a surprise, longest known first.

    It does from the very moment at which the agreed days are over.
    """
    here = {source.source for block in digest.blocks for source in block.sources}
    here |= {item.source for item in digest.withheld if item.user_id is not None}
    latest = digest.send_at - timedelta(days=digest.project.surprise_days)
    known = [slip for slip in _known(digest, beside) if slip.source not in here]
    return sorted(
        (slip for slip in known if slip.known_at <= latest), key=lambda slip: slip.known_at
    )


def _known(digest: Digest, beside: Beside) -> Iterator[Slip]:
    for fact in beside.untold:
        if fact.is_bad:
            yield _slip(digest, f"fact:{fact.id}", fact.text, fact.known_at)
    for order in beside.orders:
        assert order.cents is not None
        assert order.currency is not None
        words = f"{order.text.rstrip('.')}: {money(order.cents, order.currency)}"
        source = f"change_request:{order.id}"
        yield _slip(digest, source, words, order.priced_at or order.noted_at)
    for risk in beside.risks:
        yield _slip(digest, f"open_point:{risk.id}", risk.text, risk.noted_at)


def _slip(digest: Digest, source: str, text: str, known_at: datetime) -> Slip:
    return Slip(source, text, known_at, (digest.send_at - known_at).days)


def slip_of(session: Session, digest: Digest, source: str) -> Slip:
    """Raises Refused when ``source`` does not stop the update, or does no more."""
    found = slips(digest, look_beside(session, digest))
    for slip in found:
        if slip.source == source:
            return slip
    raise Refused("this does not stop the update any more")


def put_in(
    session: Session,
    digest_id: int,
    fact: Fact,
    *,
    settings: Settings,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> Digest:
    """Let a draft tell a fact that it lacks, where bad news stands.  The caller commits.

    Raises:
        DigestConflict: it is no draft.
        Refused: the fact is not for its reader, or she was told it.
    """
    digest = _draft(session, digest_id)
    mine = {each.id for each in look_beside(session, digest).untold}
    if fact.id not in mine or fact.project_id != digest.project_id:
        raise Refused("this is not to be told here any more")
    source = f"fact:{fact.id}"
    if any(each.source == source for block in digest.blocks for each in block.sources):
        raise Refused("it is in the update already")
    digest.withheld[:] = [item for item in digest.withheld if item.source != source]
    anew = corrections(session, digest.project_id, digest.contact_id)
    line = fact_line(fact, digest, fact.id in anew)
    before = (BlockKind.STATUS, BlockKind.GOAL)
    place = sum(b.kind in before or bool(b.details.get("bad")) for b in digest.blocks)
    line.position = max((b.position for b in digest.blocks), default=0) + 1
    digest.blocks.append(line)
    session.flush()
    _move_to(session, digest, place)
    digest.revision += 1
    render_digest(digest, settings=settings, key=key, now=now)
    note(session, Action.EDIT, digest, actor=actor, now=now, put_in=source)
    return digest


def _move_to(session: Session, digest: Digest, place: int) -> None:
    """Let the last line stand at ``place``; by way of free positions, for each is unique."""
    blocks = [*digest.blocks[:place], digest.blocks[-1], *digest.blocks[place:-1]]
    free = max(block.position for block in blocks)
    for offset in (free, 0):
        for position, block in enumerate(blocks, start=1):
            block.position = offset + position
        session.flush()
    session.refresh(digest, ["blocks"])


def withhold(
    session: Session,
    digest_id: int,
    source: str,
    *,
    reason: str,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Digest:
    """Let an update go without it; the reason stands in the record.  The caller commits.

    Raises:
        UsageError: no reason is given, or a long one.
        DigestConflict: it is no draft.
        Refused: this does not stop it any more.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise UsageError(f"reason: say why she is not told, in at most {LONGEST_REASON} characters")
    digest = _draft(session, digest_id)
    slip = slip_of(session, digest, source)
    digest.withheld.append(
        Withheld(source=source, text=slip.text, reason=reason, user_id=user_id, decided_at=now)
    )
    digest.revision += 1
    note(
        session, Action.HOLD, digest, actor=actor, now=now,
        withheld=source, words={"withheld": slip.text, "why": reason},
    )  # fmt: skip
    return digest


def undo_withhold(
    session: Session, digest_id: int, source: str, *, actor: Actor, now: datetime
) -> Digest:
    """It was a wrong click: it stops the update again.  The caller commits.

    Raises:
        DigestConflict: the update is no draft.
        Refused: nobody withheld it.
    """
    digest = _draft(session, digest_id)
    kept = [w for w in digest.withheld if w.source != source or w.user_id is None]
    if len(kept) == len(digest.withheld):
        raise Refused("nobody left this out")
    digest.withheld[:] = kept
    digest.revision += 1
    note(session, Action.UNDO, digest, actor=actor, now=now, withheld=source)
    return digest


def _draft(session: Session, digest_id: int) -> Digest:
    digest = get_digest(session, digest_id)
    if digest.state is not DigestState.DRAFTED:
        raise DigestConflict(f"update {digest.number} is {digest.state.value}, not a draft")
    return digest
