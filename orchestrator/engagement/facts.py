"""What we know and a client should hear: the register of facts."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Contact,
    Fact,
    FactKind,
    FactTold,
    Impact,
    Participant,
    Project,
)
from orchestrator.models.facts import arrived, versions_of
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 500
LONGEST_REASON: Final = 300
_OLDEST: Final = timedelta(days=3653)


def add_fact(
    session: Session,
    project: Project,
    *,
    kind: FactKind,
    text: str,
    source: str,
    actor: Actor,
    now: datetime,
    impact: Impact = Impact.NEUTRAL,
    known_at: datetime | None = None,
    hearers: Sequence[Contact] = (),
) -> Fact:
    """Note one thing for the next update.  The caller commits.

    Args:
        known_at: since when we know it, if not only since ``now``.
        hearers: who must hear it; none for everybody of the project.

    Raises:
        UsageError: names the field and what it needs.
    """
    fact = Fact(
        project_id=project.id,
        kind=kind,
        text=_words(text),
        impact=impact,
        known_at=_since(known_at, now) or now,
        created_at=now,
        source=source,
        hearers=_of_project(session, project.id, hearers),
    )
    session.add(fact)
    session.flush()
    _record_fact(session, fact, actor=actor, now=now)
    return fact


def change_fact(
    session: Session,
    fact_id: int,
    *,
    kind: FactKind,
    text: str,
    impact: Impact,
    known_at: datetime | None,
    hearers: Sequence[Contact],
    source: str,
    actor: Actor,
    now: datetime,
) -> Fact:
    """Put a new version in the place of a fact, which stays as it was.  The caller commits.

    Those who heard another version hear this one as a correction, unless the words are the
    same.  Changing does not start the clock anew: what nobody heard is known since it was.

    Args:
        known_at: None where that does not change.
        source: of the new words; a version of what a mail said stands on that mail.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it counts no more, or nothing would be other than before.
    """
    before = _counting(session, fact_id)
    heard = heard_by(session, before)
    new = Fact(
        project_id=before.project_id,
        kind=kind,
        text=_words(text),
        impact=impact,
        known_at=_since(known_at, now) or (before.known_at if not heard else now),
        created_at=now,
        source=before.source if before.source.startswith("mail:") else source,
        supersedes_id=before.id,
        hearers=_of_project(session, before.project_id, hearers),
    )
    if new.hearers and (left_out := heard - {contact.id for contact in new.hearers}):
        names = session.scalars(
            select(Contact.name).where(Contact.id.in_(left_out)).order_by(Contact.name)
        )
        raise UsageError(f"hearers: {', '.join(names)} heard it before; tell them the change too")
    is_same = new.text == before.text
    if is_same and known_at is None:
        new.known_at = before.known_at
    if is_same and _aspects(new) == _aspects(before):
        raise Refused("nothing is other than it was")
    _end(session, before, superseded_at=now)
    session.add(new)
    session.flush()
    if is_same:
        _hand_over(session, before.id, new.id)
    _record_fact(session, new, actor=actor, now=now, supersedes=before.id)
    return new


def withdraw_fact(
    session: Session, fact_id: int, *, reason: str, actor: Actor, now: datetime
) -> Fact:
    """It is not so, or not for them.  The caller commits.

    Raises:
        UsageError: no reason, or a long one.
        Refused: it counts no more.
    """
    reason = " ".join(reason.replace("\0", " ").split())
    if not reason or len(reason) > LONGEST_REASON:
        raise UsageError(f"reason: say why, in at most {LONGEST_REASON} characters")
    fact = _counting(session, fact_id)
    _end(session, fact, withdrawn_at=now, reason=reason)
    _decided(session, fact, "withdrawn", reason, actor=actor, now=now)
    return fact


def undo_fact(session: Session, fact_id: int, *, actor: Actor, now: datetime) -> Fact:
    """Take back what was done last to a fact: that it was withdrawn, else that it was changed.

    The caller commits.  Returns the version that counts now.

    Raises:
        Refused: there is nothing to take back, or the change was told already.
    """
    fact = session.get(Fact, fact_id)
    if fact is not None and fact.withdrawn_at is not None and fact.reason:
        _renew(session, fact, Fact.withdrawn_at.is_not(None), withdrawn_at=None, reason="")
        _decided(session, fact, "noted", "", actor=actor, now=now)
        return fact
    if fact is None or fact.supersedes is None or not fact.counts:
        raise Refused("there is nothing to take back")
    former = fact.supersedes
    if former.text == fact.text:
        _hand_over(session, fact.id, former.id)
    elif session.scalar(select(FactTold.id).where(FactTold.fact_id == fact.id, arrived()).limit(1)):
        raise Refused("this was told already: change it once more instead")
    _end(session, fact, superseded_at=now)
    _renew(session, former, Fact.superseded_at.is_not(None), superseded_at=None)
    _decided(session, fact, "undone", "", actor=actor, now=now)
    return former


def _words(text: str) -> str:
    text = " ".join(text.replace("\0", " ").split())
    if not text:
        raise UsageError("text: write one sentence that the client will read")
    if len(text) > LONGEST:
        raise UsageError(f"text: {len(text)} characters; at most {LONGEST}")
    return text


def _since(known_at: datetime | None, now: datetime) -> datetime | None:
    if known_at is not None and known_at > now:
        raise UsageError("known_at: this is in the future, and nobody can know it yet")
    if known_at is not None and known_at < now - _OLDEST:
        raise UsageError("known_at: this is more than ten years ago")
    return known_at


def _of_project(session: Session, project_id: int, hearers: Sequence[Contact]) -> list[Contact]:
    """Sorted by id, each once."""
    named = {contact.id: contact for contact in hearers}
    found = select(func.count()).where(
        Participant.project_id == project_id, Participant.contact_id.in_(named)
    )
    if named and session.scalar(found) != len(named):
        raise UsageError("hearers: name people of this project")
    return [named[contact_id] for contact_id in sorted(named)]


def _counting(session: Session, fact_id: int) -> Fact:
    fact = session.get(Fact, fact_id)
    if fact is None or not fact.counts:
        raise Refused("somebody has changed or withdrawn this in the meantime")
    return fact


def heard_by(session: Session, fact: Fact) -> set[int]:
    """Contacts who were told any version of it."""
    versions: Collection[int] = versions_of(session, fact.project_id).get(fact.id, [fact.id])
    return set(
        session.scalars(
            select(FactTold.contact_id).where(FactTold.fact_id.in_(versions), arrived())
        )
    )


def _aspects(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.impact, fact.known_at, {contact.id for contact in fact.hearers}


def _end(session: Session, fact: Fact, **values: Any) -> None:
    """Of two people at once, one wins.  Raises Refused for the other."""
    _set(session, fact, update(Fact).where(Fact.counts), values)


def _renew(session: Session, fact: Fact, *where: Any, **values: Any) -> None:
    _set(session, fact, update(Fact).where(*where), values)


def _set(session: Session, fact: Fact, change: Any, values: dict[str, Any]) -> None:
    moved = session.scalar(change.where(Fact.id == fact.id).values(**values).returning(Fact.id))
    if moved is None:
        raise Refused("somebody has changed or withdrawn this in the meantime")
    session.refresh(fact)


def _hand_over(session: Session, from_id: int, to_id: int) -> None:
    """Who heard the words of one version heard those of the other: they are the same."""
    session.execute(update(FactTold).where(FactTold.fact_id == from_id).values(fact_id=to_id))


def _record_fact(
    session: Session, fact: Fact, *, actor: Actor, now: datetime, **extra: int
) -> None:
    record(
        session,
        Action.FACT,
        f"fact:{fact.id}",
        actor=actor,
        now=now,
        project_id=fact.project_id,
        details={"text": fact.text},
        kind=fact.kind.value,
        impact=fact.impact.value,
        known_at=fact.known_at.isoformat(),
        hearers=[contact.id for contact in fact.hearers],
        **extra,
    )


def _decided(
    session: Session, fact: Fact, state: str, reason: str, *, actor: Actor, now: datetime
) -> None:
    record(
        session,
        Action.DECIDE,
        f"fact:{fact.id}",
        actor=actor,
        now=now,
        project_id=fact.project_id,
        details={"reason": reason} if reason else None,
        state=state,
    )
