"""Mail of our own people to a team address becomes what they propose, a piece at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.proposals import propose
from orchestrator.engagement.team_words import pieces_in
from orchestrator.models import Mail, TeamMail, User
from orchestrator.models.base import is_among
from orchestrator.record.append import Actor


def propose_from_mails(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Propose each piece of the new words once.  The caller commits."""
    rows = session.execute(
        select(
            Mail.id,
            Mail.subject,
            Mail.new_text,
            Mail.received_at,
            TeamMail.project_id,
            User.id.label("user_id"),
            User.name,
        )
        .join(TeamMail, TeamMail.mail_id == Mail.id)
        .join(User, User.id == TeamMail.user_id)
        .where(is_among(session, Mail.id, mail_ids))
        .order_by(Mail.id)
    ).all()
    for row in rows:
        pieces = pieces_in(row.subject, row.new_text, author=row.name)
        for place, piece in enumerate(pieces):
            propose(
                session,
                row.project_id,
                kind=piece.kind,
                impact=piece.impact,
                text=piece.text,
                source=f"mail:{row.id}",
                key=f"mail:{row.id}:{place}",
                author=row.name,
                known_at=min(row.received_at, now),
                actor=Actor(f"user:{row.user_id}", "mail"),
                now=now,
            )
