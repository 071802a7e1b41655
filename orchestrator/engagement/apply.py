"""What a reading changes, by tier of authenticity (`tiers`).

An exact answer counts only from a mail that is proven to be hers, or once she confirmed it.
Money, scope and sign-off always wait for the PM, and so does any answer that is not exact.
A conditional yes is never a yes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement import flood, preferences, tasks
from orchestrator.engagement.alarms import review_trends_of
from orchestrator.engagement.ask_instead import take_or_hand_on
from orchestrator.engagement.asks import has_right_to_settle
from orchestrator.engagement.away import note_absences
from orchestrator.engagement.confirmations import take_confirmation
from orchestrator.engagement.dispute_moves import follow_disputes
from orchestrator.engagement.pulse import answer_questions, take_pulse
from orchestrator.engagement.review_answers import take_review_answers
from orchestrator.engagement.status import update_statuses
from orchestrator.engagement.taken_back import Undo, acknowledged, tell, undo_answers, undo_wishes
from orchestrator.engagement.team_mails import propose_from_mails
from orchestrator.engagement.tiers import Weight, weigh
from orchestrator.models import (
    Contact,
    Mail,
    MailState,
    Reading,
    TaskState,
)
from orchestrator.models.base import is_among, set_all, update_rows
from orchestrator.models.confirmations import CONFIRMATION
from orchestrator.record.append import Actor

ANSWERED_WITHIN = timedelta(days=2)
"""A reply that reached us later than this is not acknowledged: it would surprise her."""

COUNTS_FOR = timedelta(days=30)
"""An older reply, from an import or the first reading of a mailbox, is history: it is read
and scored, and its pulse counts, but no wish or answer in it overrules a newer one."""


class Part(StrEnum):
    """What of a reading depends on the order in which mails are applied."""

    ANSWERS = "answers"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class _Reply:
    """One mail being applied.  ``found`` and ``asks`` are those of its `Reading`.

    ``by``: who does it, where it is not the client herself by writing.
    """

    session: Session
    mail: Mail
    found: dict[str, Any]
    asks: dict[str, Any]
    contact: Contact
    weight: Weight
    key: bytes
    now: datetime
    by: Actor | None = None

    @property
    def actor(self) -> Actor:
        return self.by or Actor(f"client:{self.contact.id}", "mail")

    @property
    def source(self) -> str:
        return f"mail:{self.mail.id}"

    @property
    def takes_back(self) -> bool:
        """An answer to "Was this you?" has words of its own for that."""
        return self.found["undo"] and CONFIRMATION not in self.asks.values()


def apply_mails(
    session: Session,
    mail_ids: Sequence[int],
    *,
    key: bytes,
    now: datetime,
    is_asked: bool = False,
) -> None:
    """Apply the readings of mails once, then judge their projects anew.  The caller commits.

    Args:
        is_asked: a person wants it, so that mails which wait are applied too (`flood`).
    """
    moved_on = {"state": MailState.APPLIED, "attempts": 0}
    set_all(session, Mail, mail_ids, moved_on)
    follow_disputes(session, mail_ids, now=now)
    propose_from_mails(session, mail_ids, now=now)
    note_absences(session, mail_ids, now=now)
    rows = session.execute(
        select(Reading.id, Reading.found, Mail.id, Mail.contact_id, Mail.project_id)
        .join(Mail, Mail.id == Reading.mail_id)
        .where(is_among(session, Reading.mail_id, mail_ids), Reading.applied_at.is_(None))
        .order_by(Mail.id)
    ).all()
    take_review_answers(session, mail_ids, now=now)
    if not rows:
        return
    asking = tasks.asking(session, [row[2] for row in rows])
    effective = [
        mail_id
        for _, found, mail_id, contact_id, project_id in rows
        # A stranger's mail that a person filed is read, and changes nothing.
        if contact_id and project_id and (mail_id in asking or has_effect(found))
    ]
    waiting = set() if is_asked else flood.too_many(session, effective)
    flood.hold(session, sorted(waiting), now=now)
    applied = [{"id": row[0], "applied_at": now} for row in rows if row[2] not in waiting]
    update_rows(session, Reading, applied)
    for reading_id, _, mail_id, _, project_id in rows:
        if project_id is None:
            _quieter(_reply(session, mail_id, reading_id, key=key, now=now), reading_id)
        elif mail_id in waiting:
            _stop_or_start(_reply(session, mail_id, reading_id, key=key, now=now), only_stop=True)
        elif mail_id in effective:
            reply = _reply(session, mail_id, reading_id, key=key, now=now)
            _apply(reply, reading_id, asks_more=mail_id in asking)
    answer_questions(session, {row[2] for row in rows} - waiting, now=now)
    update_statuses(session, {project_id for *_, project_id in rows if project_id}, now=now)
    review_trends_of(session, [row[2] for row in rows], now=now)


def _quieter(reply: _Reply, reading_id: int) -> None:
    """Of a mail that nobody has filed yet: a stop, a pause and less of it wait for nobody."""
    if reply.mail.received_at > reply.now - COUNTS_FOR:
        _wishes(reply, only_quieter=True)
        _stop_or_start(reply, only_stop=True)
        reading = reply.session.get_one(Reading, reading_id)
        reading.acknowledge = reply.mail.received_at > reply.now - ANSWERED_WITHIN


def apply_anew(
    session: Session, reading: Reading, part: Part, *, key: bytes, actor: Actor, now: datetime
) -> None:
    """Let one part of a reading take effect once more, after it was withdrawn.

    ``now``: when it was applied first, which is what counts by the day.
    """
    reply = _reply(session, reading.mail_id, reading.id, key=key, now=now, by=actor)
    if reply.mail.received_at <= now - COUNTS_FOR:
        return
    if part is Part.ANSWERS:
        if CONFIRMATION not in reply.asks.values():
            if reply.takes_back:
                undo = _undo(reply)
                outcome = undo_answers(undo)
                if outcome.undone or outcome.kept:
                    tell(undo, outcome)
            _answers(reply)
        return
    is_filed = reply.mail.project_id is not None
    if reply.takes_back:
        undo_wishes(_undo(reply))
    _wishes(reply, only_quieter=not is_filed)
    _stop_or_start(reply, only_stop=not is_filed)


def has_effect(found: Mapping[str, Any]) -> bool:
    """Most mails only say something: no answer, wish, pulse or command is in them."""
    return found["pulse"] is not None or any(
        found[name] for name in ("answers", "preferences", "stop", "start", "undo")
    )


def _reply(
    session: Session,
    mail_id: int,
    reading_id: int,
    *,
    key: bytes,
    now: datetime,
    by: Actor | None = None,
) -> _Reply:
    mail, reading = session.get_one(Mail, mail_id), session.get_one(Reading, reading_id)
    contact = session.get_one(Contact, mail.contact_id)
    weight = weigh(session, mail)
    return _Reply(session, mail, reading.found, reading.asks, contact, weight, key, now, by)


def _apply(reply: _Reply, reading_id: int, *, asks_more: bool) -> None:
    effects = [_pulse(reply)]
    if reply.mail.received_at > reply.now - COUNTS_FOR:
        effects += [
            _take_back(reply),
            _answers(reply),
            _wishes(reply),
            _stop_or_start(reply),
            asks_more,
        ]
        if reply.weight.has_ended and any(effects):
            _tell_ended(reply)
    reading = reply.session.get_one(Reading, reading_id)
    is_fresh = reply.mail.received_at > reply.now - ANSWERED_WITHIN
    reading.acknowledge = any(effects) and is_fresh


def _tell_ended(reply: _Reply) -> None:
    """Once for each update; nobody has to do anything, for what it asks for waits anyway."""
    tasks.tell(
        reply.session,
        reply.mail,
        f"digest:{reply.mail.digest_id}",
        "The reply address of an update was used after it had ended.",
        actor=reply.actor,
        now=reply.now,
        state=TaskState.DONE,
    )


def _take_back(reply: _Reply) -> bool:
    if not reply.takes_back:
        return False
    undo = _undo(reply)
    return tell(undo, undo_answers(undo), undo_wishes(undo))


def _undo(reply: _Reply) -> Undo:
    meant = acknowledged(reply.session, reply.mail)
    proven = reply.weight.proven
    return Undo(reply.session, reply.mail, reply.contact, meant, proven, reply.actor, reply.now)


def _answers(reply: _Reply) -> bool:
    if CONFIRMATION in reply.asks.values():
        return take_confirmation(
            reply.session,
            reply.mail,
            reply.contact,
            reply.found["answers"]["1"],
            key=reply.key,
            actor=reply.actor,
            now=reply.now,
        )
    taken = [
        take_or_hand_on(
            reply.session,
            reply.mail,
            reply.contact,
            ask_id=reply.asks[number],
            number=int(number),
            found=found,
            tier=reply.weight.tier,
            why_not=reply.weight.why_not,
            may_settle=has_right_to_settle(reply.session, reply.mail.project_id, reply.contact.id),
            actor=reply.actor,
            now=reply.now,
        )
        for number, found in reply.found["answers"].items()
    ]
    return any(taken)


def _wishes(reply: _Reply, *, only_quieter: bool = False) -> bool:
    wishes: dict[str, str] = reply.found["preferences"]
    preferences.take_wishes(
        reply.session, reply.contact, wishes, source=reply.source, proven=reply.weight.proven,
        only_quieter=only_quieter, actor=reply.actor, now=reply.now,
    )  # fmt: skip
    return bool(wishes)


def _stop_or_start(reply: _Reply, *, only_stop: bool = False) -> bool:
    if reply.found["stop"]:
        preferences.stop_mail(
            reply.session, reply.contact, source=reply.source, actor=reply.actor, now=reply.now
        )
        return True  # A second "stop" is confirmed like the first.
    if reply.found["start"] and not only_stop:
        return preferences.start_mail(
            reply.session,
            reply.contact,
            source=reply.source,
            proven=reply.weight.proven,
            actor=reply.actor,
            now=reply.now,
        )
    return False


def _pulse(reply: _Reply) -> bool:
    score = reply.found["pulse"]
    if score is None:
        return False
    take_pulse(reply.session, reply.mail, reply.contact, score, actor=reply.actor, now=reply.now)
    return True
