"""What we asked about a project: our questions, and the standard ones of its updates."""

from typing import Final

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from orchestrator.models import Ask, AskState, Contact, Project, PulseQuestion, PulseTopic

ASKS = 40
QUESTIONS = 4

TOPICS: Final = {
    PulseTopic.PROGRESS: "Comfortable with the progress?",
    PulseTopic.EXPECTED: "Going as expected?",
    PulseTopic.ELSE: "Anything else to do?",
    PulseTopic.INFORMATION: "All the information they need?",
}


def asked(
    session: Session, project: Project
) -> tuple[list[tuple[Ask, str]], list[tuple[PulseQuestion, str]]]:
    """Our questions, open ones first, by their day; the newest standard ones.

    Each with who was asked.  One statement.
    """
    is_settled = Ask.state.in_((AskState.ANSWERED, AskState.WITHDRAWN))
    by_day = (is_settled, Ask.due_on, Ask.id.desc())
    newest = (PulseQuestion.asked_at.desc(), PulseQuestion.id.desc())
    places = [
        select(
            literal(each.__tablename__).label("kind"),
            each.id.label("id"),
            func.row_number().over(order_by=order).label("place"),
        ).where(each.project_id == project.id)
        for each, order in ((Ask, by_day), (PulseQuestion, newest))
    ]
    found = union_all(*places).subquery()
    is_ask = found.c.kind == Ask.__tablename__
    rows = session.execute(
        select(Ask, PulseQuestion, Contact.name)
        .select_from(found)
        .outerjoin(Ask, and_(is_ask, Ask.id == found.c.id))
        .outerjoin(PulseQuestion, and_(~is_ask, PulseQuestion.id == found.c.id))
        .join(Contact, Contact.id == func.coalesce(Ask.contact_id, PulseQuestion.contact_id))
        .where(or_(and_(is_ask, found.c.place <= ASKS), found.c.place <= QUESTIONS))
        .order_by(found.c.place)
    ).all()
    asks = [(ask, name) for ask, _, name in rows if ask is not None]
    return asks, [(question, name) for _, question, name in rows if question is not None]
