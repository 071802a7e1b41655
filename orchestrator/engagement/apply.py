"""What a reading changes, by tier of authenticity.

T0, toward quieter: applied for a known address.  T1, words: anything.  T2, effect:
an exact answer counts only with a token that is hers and a message proven to be from
her; else it waits for the PM.  Money, scope and sign-off always wait for the PM, and
so does any answer that is not exact.  A conditional yes is never a yes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement import flood, preferences
from orchestrator.engagement.asks import take_answer, take_back
from orchestrator.engagement.status import update_statuses
from orchestrator.models import (
    Contact,
    Mail,
    MailState,
    Participant,
    Pulse,
    Reading,
)
from orchestrator.models.base import update_rows
from orchestrator.record.append import Action, Actor, record

ANSWERED_WITHIN = timedelta(days=2)
"""A reply that reached us later than this is not acknowledged: it would surprise her."""

COUNTS_FOR = timedelta(days=30)
"""An older reply, from an import or the first reading of a mailbox, is history: it is read
and scored, and its pulse counts, but no wish or answer in it overrules a newer one."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a mail may change.  ``proven``: tier T2 is reached."""

    proven: bool
    why_not: str

    @property
    def tier(self) -> str:
        return "T2" if self.proven else "T1"


@dataclass(frozen=True, slots=True)
class _Reply:
    """One mail being applied.  ``found`` and ``asks`` are those of its `Reading`."""

    session: Session
    mail: Mail
    found: dict[str, Any]
    asks: dict[str, Any]
    contact: Contact
    now: datetime

    @property
    def actor(self) -> Actor:
        return Actor(f"client:{self.contact.id}", "mail")

    @property
    def source(self) -> str:
        return f"mail:{self.mail.id}"


def apply_mails(
    session: Session, mail_ids: Sequence[int], *, now: datetime, is_asked: bool = False
) -> None:
    """Apply the readings of mails once, then judge their projects anew.  The caller commits.

    Args:
        is_asked: a person wants it, so that mails which wait are applied too (`flood`).
    """
    moved_on = {"state": MailState.APPLIED, "attempts": 0}
    session.execute(update(Mail).where(Mail.id.in_(mail_ids)).values(moved_on))
    rows = session.execute(
        select(Reading.id, Reading.found, Mail.id, Mail.project_id)
        .join(Mail, Mail.id == Reading.mail_id)
        .where(
            Reading.mail_id.in_(mail_ids),
            Reading.applied_at.is_(None),
            Mail.project_id.is_not(None),
        )
        .order_by(Mail.id)
    ).all()
    if not rows:
        return
    effective = [mail_id for _, found, mail_id, _ in rows if _has_effect(found)]
    waiting = set() if is_asked else flood.too_many(session, effective)
    flood.hold(session, sorted(waiting), now=now)
    applied = [{"id": row[0], "applied_at": now} for row in rows if row[2] not in waiting]
    update_rows(session, Reading, applied)
    for reading_id, _, mail_id, _ in rows:
        if mail_id in waiting:
            _stop_or_start(_reply(session, mail_id, reading_id, now=now), only_stop=True)
        elif mail_id in effective:
            _apply(_reply(session, mail_id, reading_id, now=now), reading_id)
    update_statuses(session, {project_id for *_, project_id in rows if project_id}, now=now)


def weigh(mail: Mail) -> Weight:
    """Whether we may believe that this mail is from the person it names."""
    if not mail.has_token:
        return Weight(False, "it did not come through her own reply address")
    if mail.authenticity != "pass":
        return Weight(False, "her mail server did not confirm the sender")
    return Weight(True, "")


def _has_effect(found: Mapping[str, Any]) -> bool:
    """Most mails only say something: no answer, wish, pulse or command is in them."""
    return found["pulse"] is not None or any(
        found[name] for name in ("answers", "preferences", "stop", "start", "undo")
    )


def _reply(session: Session, mail_id: int, reading_id: int, *, now: datetime) -> _Reply:
    mail, reading = session.get_one(Mail, mail_id), session.get_one(Reading, reading_id)
    contact = session.get_one(Contact, mail.contact_id)
    return _Reply(session, mail, reading.found, reading.asks, contact, now)


def _apply(reply: _Reply, reading_id: int) -> None:
    effects = [_pulse(reply)]
    if reply.mail.received_at > reply.now - COUNTS_FOR:
        effects += [_answers(reply), _wishes(reply), _stop_or_start(reply)]
    reading = reply.session.get_one(Reading, reading_id)
    is_fresh = reply.mail.received_at > reply.now - ANSWERED_WITHIN
    reading.acknowledge = any(effects) and is_fresh


def _answers(reply: _Reply) -> bool:
    weight = weigh(reply.mail)
    if reply.found["undo"]:
        return take_back(
            reply.session,
            reply.mail,
            reply.contact,
            proven=weight.proven,
            actor=reply.actor,
            now=reply.now,
        )
    for number, found in reply.found["answers"].items():
        take_answer(
            reply.session,
            reply.mail,
            reply.contact,
            ask_id=reply.asks[number],
            number=int(number),
            found=found,
            tier=weight.tier,
            why_not=weight.why_not,
            may_settle=_may_settle(reply),
            actor=reply.actor,
            now=reply.now,
        )
    return bool(reply.found["answers"])


def _may_settle(reply: _Reply) -> bool:
    return bool(
        reply.session.scalar(
            select(Participant.can_approve).where(
                Participant.project_id == reply.mail.project_id,
                Participant.contact_id == reply.contact.id,
            )
        )
    )


def _wishes(reply: _Reply) -> bool:
    wishes: dict[str, str] = reply.found["preferences"]
    preferences.take_wishes(
        reply.session,
        reply.contact,
        wishes,
        source=reply.source,
        proven=weigh(reply.mail).proven,
        actor=reply.actor,
        now=reply.now,
    )
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
            proven=weigh(reply.mail).proven,
            actor=reply.actor,
            now=reply.now,
        )
    return False


def _pulse(reply: _Reply) -> bool:
    score, mail = reply.found["pulse"], reply.mail
    if score is None:
        return False
    assert mail.project_id is not None
    reply.session.add(
        Pulse(
            project_id=mail.project_id,
            contact_id=reply.contact.id,
            mail_id=mail.id,
            score=score,
            said_at=mail.received_at,
        )
    )
    record(
        reply.session,
        Action.PULSE,
        reply.source,
        actor=reply.actor,
        now=reply.now,
        project_id=mail.project_id,
        details={"score": score},
    )
    return True
