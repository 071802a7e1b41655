"""Which mails a worker may write to now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models.base import is_among
from orchestrator.models.mail import Mail, MailState


def hold(session: Session, mail_ids: Sequence[int], state: MailState) -> list[int]:
    """Lock those that are still in ``state`` and that no other worker holds, until the commit.

    Between taking mails up and writing what came of them, another worker may have been
    quicker; its result stands.
    """
    return list(
        session.scalars(
            select(Mail.id)
            .where(is_among(session, Mail.id, mail_ids), Mail.state == state)
            .order_by(Mail.id)
            .with_for_update(skip_locked=True)
        )
    )
