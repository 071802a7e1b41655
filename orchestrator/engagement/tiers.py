"""How much a mail may change by itself.

T0, toward quieter: applied for a known address.  T1, words: anything.  T2, effect: the
reply address is hers, the message is proven to be from her, and nothing speaks against
either; else one confirm round trip asks her (`confirmations`).  T3, who she is, who else
is told, what is kept of her: a task for a person (`tasks`).
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import String, cast, func, literal, select
from sqlalchemy.orm import Session

from orchestrator.models import AuditEntry, Digest, Mail
from orchestrator.record.append import Action

ADDRESS_LASTS = timedelta(days=90)
"""How long after an update its reply address proves anything; then it only files the mail."""

GUESSES_AN_HOUR = 5
"""Wrong reply addresses of one sender, after which a right one proves nothing for an hour."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a mail may change.  ``why_not`` is empty where tier T2 is reached."""

    why_not: str
    has_ended: bool = False

    @property
    def proven(self) -> bool:
        return not self.why_not

    @property
    def tier(self) -> str:
        return "T2" if self.proven else "T1"


def weigh(session: Session, mail: Mail) -> Weight:
    """Whether we may believe that this mail is from the person it names."""
    if not mail.has_token:
        return Weight("it did not come through her own reply address")
    if _has_ended(session, mail):
        return Weight("that reply address had ended", has_ended=True)
    if mail.authenticity != "pass":
        return Weight("her mail server did not confirm the sender")
    if _has_guessed(session, mail):
        return Weight("too many wrong reply addresses came from this sender")
    return Weight("")


def _has_ended(session: Session, mail: Mail) -> bool:
    digest = session.get(Digest, mail.digest_id) if mail.digest_id else None
    if digest is None or digest.sent_at is None:
        return False
    return mail.received_at > digest.sent_at + ADDRESS_LASTS


def _has_guessed(session: Session, mail: Mail) -> bool:
    guess = literal("mail:").concat(cast(Mail.id, String))
    guesses = (
        select(AuditEntry.seq)
        .join(Mail, AuditEntry.obj == guess)
        .where(
            AuditEntry.action == Action.DENIED.value,
            Mail.from_address == mail.from_address,
            Mail.received_at.between(mail.received_at - timedelta(hours=1), mail.received_at),
        )
        .limit(GUESSES_AN_HOUR)
        .subquery()
    )
    return (session.scalar(select(func.count()).select_from(guesses)) or 0) >= GUESSES_AN_HOUR
