"""What a person of ours wrote, and we sent for her, becomes a mail like any other of ours.

So it stands in its conversation once, and its promises are found, whether a "Sent" folder
is read or not.  A copy that is collected there is known by its content.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.collect.arrivals import Arrival, keep_mails, record_ingest
from orchestrator.models import Direction, Mail, MailState, OutboxEntry


def keep_sent(session: Session, sent: Sequence[OutboxEntry], *, now: datetime) -> int:
    """Keep messages that were accepted as mails; return how many are to be read.

    The caller commits.  The archive's copy may have been first: it was taken for our own
    mail come back, and is read anew as mail that we wrote.
    """
    arrivals = [
        Arrival(entry.content, Direction.OUT, entry.finished_at or entry.due_at) for entry in sent
    ]
    if not arrivals:
        return 0
    kept = keep_mails(session, arrivals, now=now)
    known = [mail.id for mail in kept if not mail.is_new]
    again = session.scalars(
        update(Mail)
        .where(Mail.id.in_(known), Mail.direction == Direction.IN)
        .values(direction=Direction.OUT, is_loop=False, state=MailState.STORED, attempts=0)
        .returning(Mail.id)
    ).all()
    record_ingest(session, kept, via="outbox", now=now)
    return len(again) + sum(mail.is_new for mail in kept)
