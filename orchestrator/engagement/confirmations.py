"""A reply to "Was this you?": what waited for a proof counts, if everything about it is right.

The proof is that the code, or a yes at that mail's own reply address, comes back: both were
sent to her registered address alone.  Late, again, wrong, or from somebody else it changes
nothing, and a person is told once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.codes import code_hash, codes_in
from orchestrator.engagement import tasks
from orchestrator.engagement.asks import prove_answer
from orchestrator.engagement.decisions import update_telling
from orchestrator.engagement.preferences import prove_wish
from orchestrator.models import (
    Answer,
    AnswerState,
    Confirmation,
    ConfirmationState,
    Contact,
    Mail,
    Preference,
    WishState,
)
from orchestrator.models.confirmations import DENIED
from orchestrator.record.append import Action, Actor, record
from orchestrator.wording import REPLY

MAX_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Returned:
    """The mail that came back.  ``said``: its answer to "Was this you?"."""

    session: Session
    mail: Mail
    contact: Contact
    said: Mapping[str, Any]
    actor: Actor
    now: datetime


def take_confirmation(
    session: Session,
    mail: Mail,
    contact: Contact,
    said: Mapping[str, Any],
    *,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> bool:
    """Settle what a reply to "Was this you?" speaks of; return whether we say something back.

    The caller commits.

    Args:
        said: an answer of the stable output `reply read`; only an exact yes confirms.
    """
    returned = _Returned(session, mail, contact, said, actor, now)
    confirmation = _by_address(returned, key) or _by_code(returned, key)
    if confirmation is None:
        return _wrong_code(returned)
    if confirmation.contact_id != contact.id:
        return _of_another(returned)
    if said["value"] == "no":
        return _denied(returned, confirmation)
    if confirmation.state is not ConfirmationState.OPEN:
        return _again(returned, confirmation)
    if mail.received_at > confirmation.expires_at:
        _settle(returned, confirmation, ConfirmationState.ENDED)
        return _tell(returned, confirmation, "An answer to “Was this you?” came too late.")
    if said["certainty"] != "exact":
        _tell(returned, confirmation, "An answer to “Was this you?” is neither yes nor no.")
        return False
    return _count(returned, confirmation)


def confirmations_of(session: Session, mail_ids: Sequence[int]) -> dict[int, Confirmation]:
    """The round trips of mails, by mail."""
    rows = session.scalars(select(Confirmation).where(Confirmation.mail_id.in_(mail_ids)))
    return {row.mail_id: row for row in rows}


def _by_address(returned: _Returned, key: bytes) -> Confirmation | None:
    for address in returned.mail.recipients:
        token = tokens.token_in(address)
        reference = tokens.reference_of(token) if token else None
        if token is None or reference is None or reference[0] != "c":
            continue
        if tokens.is_genuine(key, REPLY, token, returned.contact.id):
            mail_id = int(reference[1:])
            return returned.session.scalar(
                select(Confirmation).where(Confirmation.mail_id == mail_id)
            )
    return None


def _by_code(returned: _Returned, key: bytes) -> Confirmation | None:
    hashes = [code_hash(key, code) for code in codes_in(returned.mail.new_text)]
    return returned.session.scalar(
        select(Confirmation).where(Confirmation.code_hash.in_(hashes)).limit(1)
    )


def _wrong_code(returned: _Returned) -> bool:
    """A code that we never sent counts against those that she has; at the third they end."""
    if not codes_in(returned.mail.new_text):
        return False
    rows = returned.session.scalars(
        select(Confirmation).where(
            Confirmation.contact_id == returned.contact.id,
            Confirmation.state == ConfirmationState.OPEN,
        )
    ).all()
    for row in rows:
        row.tries += 1
        if row.tries >= MAX_TRIES:
            _settle(returned, row, ConfirmationState.ENDED)
            _tell(returned, row, "Three wrong codes came for “Was this you?”.")
    return bool(rows)


def _of_another(returned: _Returned) -> bool:
    """It may not say whose it is: the two may be of different clients."""
    record(
        returned.session,
        Action.DENIED,
        f"mail:{returned.mail.id}",
        actor=returned.actor,
        now=returned.now,
        reason="code",
    )
    words = "A code came that was sent to somebody else."
    return tasks.tell(
        returned.session,
        returned.mail,
        f"mail:{returned.mail.id}",
        words,
        actor=returned.actor,
        now=returned.now,
    )


def _denied(returned: _Returned, confirmation: Confirmation) -> bool:
    """A denial is never too late: a yes that came before it may not have been hers.

    What that yes let count is taken back once its mail is put in order (`replay`).
    """
    words = "She says that she did not write that mail."
    if confirmation.state is ConfirmationState.USED:
        tasks.disprove(returned.session, confirmation.mail_id)
        words = (
            "She says that she did not write a mail that was confirmed before. What it changed is"
            f" taken back.{_what_left(returned, confirmation)}"
        )
    _settle(returned, confirmation, ConfirmationState.REFUSED)
    return _tell(returned, confirmation, words, about=DENIED)


def _what_left(returned: _Returned, confirmation: Confirmation) -> str:
    number = update_telling(
        returned.session,
        confirmation.contact_id,
        confirmation.mail_id,
        since=confirmation.settled_at or confirmation.created_at,
    )
    return f" Update {number} tells her that it counts: write to her." if number else ""


def _again(returned: _Returned, confirmation: Confirmation) -> bool:
    """It works once; only a change of address wants it from a second address too."""
    in_time = returned.mail.received_at <= confirmation.expires_at
    is_used = confirmation.state is ConfirmationState.USED
    is_yes = (returned.said["value"], returned.said["certainty"]) == ("yes", "exact")
    if in_time and is_used and is_yes and _prove_address(returned, confirmation):
        return False
    return _tell(returned, confirmation, "A code came that had ended.")


def _count(returned: _Returned, confirmation: Confirmation) -> bool:
    """What waited counts; what was settled in the meantime does not."""
    if not _settle(returned, confirmation, ConfirmationState.USED):
        return False
    counted = [_prove_address(returned, confirmation)]
    by = returned.mail.id
    for answer in returned.session.scalars(
        select(Answer).where(
            Answer.mail_id == confirmation.mail_id,
            Answer.state == AnswerState.WAITING,
            Answer.awaits_proof,
        )
    ).all():
        counted.append(
            prove_answer(
                returned.session, answer, by_mail_id=by, actor=returned.actor, now=returned.now
            )
        )
    for wish in returned.session.scalars(
        select(Preference).where(
            Preference.source == f"mail:{confirmation.mail_id}",
            Preference.state == WishState.WAITING,
            Preference.awaits_proof,
        )
    ).all():
        counted.append(
            prove_wish(
                returned.session, wish, by_mail_id=by, actor=returned.actor, now=returned.now
            )
        )
    if not any(counted):
        _tell(returned, confirmation, "She confirmed what was settled in the meantime.")
    return True


def _prove_address(returned: _Returned, confirmation: Confirmation) -> bool:
    return tasks.prove(returned.session, confirmation.mail_id, returned.mail.from_address)


def _settle(returned: _Returned, row: Confirmation, state: ConfirmationState) -> bool:
    """One conditional UPDATE: a code works once, also when two mails bring it at a time."""
    before = [ConfirmationState.OPEN]
    if state is ConfirmationState.REFUSED:
        before.append(ConfirmationState.USED)
    settled = returned.session.scalar(
        update(Confirmation)
        .where(Confirmation.id == row.id, Confirmation.state.in_(before))
        .values(state=state, settled_at=returned.now, settled_by_mail_id=returned.mail.id)
        .returning(Confirmation.id)
    )
    if settled is None:
        return False
    returned.session.refresh(row)
    record(
        returned.session,
        Action.CONFIRM,
        f"confirmation:{row.id}",
        actor=returned.actor,
        now=returned.now,
        project_id=returned.mail.project_id,
        state=state.value,
        mail=row.mail_id,
        by=returned.mail.id,
        tries=row.tries,
    )
    return True


def _tell(returned: _Returned, row: Confirmation, words: str, about: str = "") -> bool:
    return tasks.tell(
        returned.session,
        returned.mail,
        f"confirmation:{row.id}{about}",
        words,
        actor=returned.actor,
        now=returned.now,
    )
