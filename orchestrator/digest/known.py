"""Never ask twice: before a question leaves, look for an answer that the client gave already.

Searched are earlier questions with an answer, and what people of the client wrote, in
this project and in those other projects of the same client that its PM works on.  What is
found is a proposal with its date: the question waits until a PM takes it or asks anyway.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from orchestrator.digest.known_words import (
    Question,
    find_answer,
    has_opened_again,
    is_same_question,
    to_search,
)
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Contact,
    Direction,
    Mail,
    Membership,
    Project,
    Role,
    User,
)
from orchestrator.models.words import has_beginnings

LOOKED_BACK = timedelta(days=730)
MAILS_AT_MOST = 40
ANSWERS_AT_MOST = 300
WORDS_AT_MOST = 300

_SEE_ALL = (Role.ADMIN, Role.COMPLIANCE)


def look_up(session: Session, project: Project, asks: Iterable[Ask], *, now: datetime) -> None:
    """Note on each ask what seems to answer it.  The caller commits.

    Three statements, and one more for each ask that no earlier question answers.
    """
    open_asks = [each for each in asks if not each.known and each.asked_anyway_at is None]
    if not open_asks:
        return
    places = session.scalars(_places(project)).all()
    people = _people(session, project)
    earlier = _earlier(session, places, open_asks, since=now - LOOKED_BACK)
    for ask in open_asks:
        question = _question(ask, people)
        ask.known = _answered(question, earlier) or _written(
            session, question, project, places, since=now - LOOKED_BACK
        )


def is_held_back(ask: Ask) -> bool:
    """Whether a PM has to decide before it may be asked."""
    return bool(ask.known) and ask.asked_anyway_at is None


def _places(project: Project) -> Select[int]:
    """Projects of the same client that its PM may see; nothing of another client."""
    sees_all = select(User.id).where(User.id == project.pm_id, User.role.in_(_SEE_ALL)).exists()
    hers = select(Membership.project_id).where(Membership.user_id == project.pm_id)
    return select(Project.id).where(
        Project.client_id == project.client_id,
        or_(Project.id == project.id, Project.id.in_(hers), sees_all),
    )


def _people(session: Session, project: Project) -> frozenset[str]:
    """The names of the client's people, in lower case: any of them may be an answer."""
    names = session.scalars(select(Contact.name).where(Contact.client_id == project.client_id))
    return frozenset(part for name in names for part in name.lower().split())


def _question(ask: Ask, people: frozenset[str]) -> Question:
    return Question(ask.kind.value, ask.text, ask.options, people)


def _earlier(
    session: Session, places: Sequence[int], asks: Sequence[Ask], *, since: datetime
) -> Sequence[tuple[Ask, Answer, str]]:
    """Answers that counted, the newest first, with who gave them."""
    rows = session.execute(
        select(Ask, Answer, Contact.name)
        .join(Answer, Answer.ask_id == Ask.id)
        .join(Contact, Contact.id == Answer.contact_id)
        .where(
            Ask.project_id.in_(places),
            Ask.id.not_in([each.id for each in asks]),
            Answer.state == AnswerState.APPLIED,
            Answer.answered_at >= since,
        )
        .order_by(Answer.answered_at.desc(), Answer.id.desc())
        .limit(ANSWERS_AT_MOST)
    )
    return [(ask, answer, name) for ask, answer, name in rows]


def _answered(question: Question, earlier: Sequence[tuple[Ask, Answer, str]]) -> dict[str, Any]:
    for ask, answer, name in earlier:
        if not is_same_question(question, _question(ask, frozenset())):
            continue
        value = answer.value
        if question.kind == "choice" and ask.options != question.options:
            value = None  # Its letters stand for other things.
        return _known(answer.mail_id, answer.span, answer.answered_at, name, ask.project_id, value)
    return {}


def _written(
    session: Session,
    question: Question,
    project: Project,
    places: Sequence[int],
    *,
    since: datetime,
) -> dict[str, Any]:
    """The newest words that answer; none when newer ones leave it open again."""
    groups = to_search(question)
    if not groups:
        return {}
    rows = session.execute(
        select(Mail.id, Mail.new_text, Mail.received_at, Mail.project_id, Contact.name)
        .join(Contact, Contact.id == Mail.contact_id)
        .where(
            has_beginnings(session, groups),
            Contact.client_id == project.client_id,
            Mail.project_id.in_(places),
            Mail.direction == Direction.IN,
            Mail.kind == "human",
            Mail.received_at >= since,
        )
        .order_by(Mail.received_at.desc(), Mail.id.desc())
        .limit(MAILS_AT_MOST)
    ).all()
    for mail_id, text, received_at, project_id, name in rows:
        said = find_answer(question, text)
        if said is not None:
            return _known(mail_id, said.words, received_at, name, project_id, said.value)
        if has_opened_again(question, text):
            return {}
    return {}


def _known(
    mail_id: int, words: str, said_at: datetime, who: str, project_id: int | None, value: str | None
) -> dict[str, Any]:
    return {
        "source": f"mail:{mail_id}",
        "words": words.strip()[:WORDS_AT_MOST],
        "said_at": said_at.isoformat(),
        "who": who,
        "project_id": project_id,
        "value": value,
    }
