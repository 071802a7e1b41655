"""What trackers send about issues: kept, and proposed once a person said what its words mean."""

from collections.abc import Mapping, Sequence
from datetime import datetime
import hashlib
from pathlib import Path
import secrets
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.issue_words import KINDS, clean_title, guess, meaning_of
from orchestrator.engagement.proposals import note_proposal, propose
from orchestrator.engagement.trackers import IssueEvent
from orchestrator.errors import Refused, UsageError
from orchestrator.keys import seal
from orchestrator.models import (
    Hook,
    HookEvent,
    HookEventState,
    Meaning,
    Project,
    Proposal,
    ProposalState,
    Tracker,
    User,
)
from orchestrator.models.base import insert_into
from orchestrator.record.append import Action, Actor, record

LONGEST_NAME: Final = 80
MOST_WORDS: Final = 100
"""Of a mapping: a tracker with more labels than that has them for itself."""


def add_hook(
    session: Session,
    project: Project,
    tracker: Tracker,
    name: str,
    *,
    keys: Path,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> tuple[Hook, str]:
    """A hook and its secret, which nobody is shown again.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
    """
    secret = secrets.token_urlsafe(32)
    hook = Hook(
        project_id=project.id,
        tracker=tracker,
        name=name_of(name),
        sealed_secret=seal(keys, secret),
        mapping={},
        created_by=user_id,
        created_at=now,
    )
    session.add(hook)
    session.flush()
    _note(session, hook, "added", actor=actor, now=now, tracker=tracker.value)
    return hook, secret


def revoke_hook(session: Session, hook: Hook, *, actor: Actor, now: datetime) -> None:
    """It is heard no more; what it proposed stays.  The caller commits.

    Raises:
        Refused: somebody did so already.
    """
    gone = update(Hook).where(Hook.id == hook.id, Hook.revoked_at.is_(None))
    if session.scalar(gone.values(revoked_at=now).returning(Hook.id)) is None:
        raise Refused("somebody has ended this hook in the meantime")
    _note(session, hook, "revoked", actor=actor, now=now)


def name_of(typed: str) -> str:
    """Raises UsageError: nothing was typed, or too much."""
    name = " ".join(typed.replace("\0", " ").split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError(f"name: say what it is for, in at most {LONGEST_NAME} characters")
    return name


def suggested(hook: Hook, words: Sequence[str]) -> dict[str, Meaning | None]:
    """What each word means: as a person said, else what it means to most people."""
    return {
        word: Meaning(hook.mapping[word]) if word in hook.mapping else _guess(hook, word)
        for word in words
    }


def _guess(hook: Hook, word: str) -> Meaning | None:
    return guess(word) if hook.mapped_at is None else None


def confirm_mapping(
    session: Session,
    hook: Hook,
    mapping: Mapping[str, Meaning],
    *,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> None:
    """From now on its words mean this; what waited is proposed.  The caller commits."""
    hook.mapping = {word: meaning.value for word, meaning in mapping.items()}
    hook.mapped_by, hook.mapped_at = user_id, now
    _note(session, hook, "mapped", actor=actor, now=now, words=len(mapping))
    waiting = session.scalars(
        select(HookEvent)
        .where(HookEvent.hook_id == hook.id, HookEvent.state == HookEventState.WAITING)
        .order_by(HookEvent.changed_at, HookEvent.id)
    ).all()
    newest = {event.issue: event for event in waiting}
    for event in waiting:
        if event is newest[event.issue]:
            _settle(session, hook, event, now=now)
        else:
            event.state = HookEventState.IGNORED


def receive(
    session: Session, hook: Hook, event: IssueEvent, *, delivery: str, body: bytes, now: datetime
) -> bool:
    """Keep what a tracker said and, where its mapping is confirmed, propose it.

    The caller commits.  Returns False for what was heard before.
    """
    values = {
        "hook_id": hook.id,
        "delivery": delivery,
        "sha256": hashlib.sha256(body).hexdigest(),
        "issue": event.issue,
        "title": event.title[:1000],
        "words": list(event.words),
        "changed_at": event.changed_at or now,
        "received_at": now,
        "state": HookEventState.WAITING,
    }
    heard = insert_into(session, HookEvent).values(values).on_conflict_do_nothing()
    event_id = session.scalar(heard.returning(HookEvent.id))
    if event_id is None:
        return False
    row = session.get_one(HookEvent, event_id)
    if hook.mapped_at is not None:
        _settle(session, hook, row, now=now)
    return True


def would_say(hook: Hook, event: HookEvent, people: Sequence[str]) -> tuple[Meaning | None, str]:
    """What an event means as the mapping stands or is suggested, and its title for a client."""
    meanings = suggested(hook, event.words)
    mapping = {word: meaning.value for word, meaning in meanings.items() if meaning}
    return meaning_of(event.words, mapping), clean_title(event.title, people=people)


def _settle(session: Session, hook: Hook, event: HookEvent, *, now: datetime) -> None:
    """Propose what it means, in the place of what its issue meant before."""
    meaning = meaning_of(event.words, hook.mapping)
    text = clean_title(event.title, people=our_names(session))
    event.state = HookEventState.IGNORED
    if _is_overtaken(session, event):
        return
    topic = f"hook:{hook.id}:{event.issue}"
    key = f"{topic}:{meaning.value}" if meaning and text else ""
    _withdraw_others(session, topic, key, now=now)
    if not meaning or not text:
        return
    event.state = HookEventState.PROPOSED
    kind, impact = KINDS[meaning]
    made = propose(
        session,
        hook.project_id,
        kind=kind,
        impact=impact,
        text=text,
        source=f"hook:{hook.id}",
        key=key,
        topic=topic,
        author=f"{hook.name}, issue {event.issue}",
        known_at=min(event.changed_at, now),
        actor=_actor(hook),
        now=now,
    )
    if made is None:
        _renew(session, key, text, event, hook, now=now)


def _is_overtaken(session: Session, event: HookEvent) -> bool:
    """Whether something newer was heard of its issue: deliveries change places on the way."""
    newer = select(HookEvent.id).where(
        HookEvent.hook_id == event.hook_id,
        HookEvent.issue == event.issue,
        HookEvent.changed_at > event.changed_at,
    )
    return session.scalar(newer.limit(1)) is not None


def _withdraw_others(session: Session, topic: str, key: str, *, now: datetime) -> None:
    gone = session.execute(
        update(Proposal)
        .where(
            Proposal.topic == topic,
            Proposal.key != key,
            Proposal.state == ProposalState.WAITING,
        )
        .values(state=ProposalState.WITHDRAWN)
        .returning(Proposal.id, Proposal.project_id, Proposal.text)
    ).all()
    actor = Actor(":".join(topic.split(":")[:2]), "hook")
    for proposal_id, project_id, text in gone:
        note_proposal(
            session, proposal_id, project_id, text, actor=actor, now=now, state="withdrawn"
        )


def _renew(
    session: Session, key: str, text: str, event: HookEvent, hook: Hook, *, now: datetime
) -> None:
    """The same state again, or in other words: as long as nobody decided."""
    open_still = (ProposalState.WAITING, ProposalState.WITHDRAWN)
    before = session.execute(
        select(Proposal.id, Proposal.text, Proposal.state).where(
            Proposal.key == key, Proposal.state.in_(open_still)
        )
    ).one_or_none()
    if before is None or (before.text == text and before.state is ProposalState.WAITING):
        return
    values: dict[str, Any] = {"text": text, "state": ProposalState.WAITING}
    if before.state is ProposalState.WITHDRAWN:
        values["known_at"] = min(event.changed_at, now)
    session.execute(update(Proposal).where(Proposal.id == before.id).values(**values))
    note_proposal(
        session, before.id, hook.project_id, text, actor=_actor(hook), now=now, state="waiting"
    )


def our_names(session: Session) -> list[str]:
    """Of our people, whole and by first name: a client is not told who does what."""
    names = session.scalars(select(User.name)).all()
    return [*names, *(name.split()[0] for name in names if len(name.split()[0]) > 2)]


def _actor(hook: Hook) -> Actor:
    return Actor(f"hook:{hook.id}", "hook")


def _note(
    session: Session, hook: Hook, change: str, *, actor: Actor, now: datetime, **extra: Any
) -> None:
    record(
        session,
        Action.CONFIG_CHANGE,
        f"hook:{hook.id}",
        actor=actor,
        now=now,
        project_id=hook.project_id,
        change=change,
        **extra,
    )
