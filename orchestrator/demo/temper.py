"""What Maya wrote to an unhappy client in her first anger, and kept to read it again."""

from datetime import datetime

from sqlalchemy import select

from orchestrator.demo.desk import Desk
from orchestrator.demo.story import PINECREST
from orchestrator.digest.respond import Typed, save_response
from orchestrator.models import Direction, Mail

FIRST_WORDS = (
    "Hello Tom,\n\nAs I already told you, the hospital changed its interface on Wednesday. "
    "You should have asked them first. It will definitely be done by tomorrow.\n\nMaya"
)


def write_in_anger(desk: Desk, at: datetime) -> None:
    """A draft that the coach has something to say about; nothing leaves."""
    project, contact = desk.of(PINECREST)
    with desk.past.database.write() as session:
        thread_id = session.scalars(
            select(Mail.thread_id)
            .where(
                Mail.contact_id == contact.id,
                Mail.project_id == project.id,
                Mail.direction == Direction.IN,
            )
            .order_by(Mail.id.desc())
            .limit(1)
        ).one()
        assert thread_id is not None
        typed = Typed(FIRST_WORDS)
        save_response(session, thread_id, typed, user_id=desk.maya.id, actor=desk.actor, now=at)
