"""Never ask twice: before a question leaves, look for an answer that the client gave already.

Searched are earlier questions, answered or still waiting, and what people of the client
wrote, in this project and in those other projects of the same client that its PM works on.
What is found is a proposal with its date: the question waits until a PM takes it or asks
anyway.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from orchestrator.digest.known_same import is_same_question
from orchestrator.digest.known_search import to_search
from orchestrator.digest.known_words import Question, find_answer, has_opened_again
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Contact,
    Direction,
    Mail,
    Membership,
    Project,
    Role,
    User,
)
from orchestrator.models.registers import OPEN_STATES, is_asked_already
from orchestrator.models.words import has_beginnings

LOOKED_BACK = timedelta(days=730)
MAILS_AT_MOST = 40
EARLIER_AT_MOST = 400
WORDS_AT_MOST = 300

_WAITING = (*OPEN_STATES, AskState.CALL)
_SEE_ALL = (Role.ADMIN, Role.COMPLIANCE)


class _Earlier(NamedTuple):
    """A question, the answer that counted if there was one, and who gave it or is asked."""

    ask: Ask
    answer: Answer | None
    name: str


def look_up(session: Session, project: Project, asks: Iterable[Ask], *, now: datetime) -> None:
    """Note on each ask what seems to answer it, or that it is asked already.

    The caller commits.  Three statements, and one more for each ask that no earlier question
    answers.
    """
    open_asks = [each for each in asks if _is_to_look_up(each)]
    if not open_asks:
        return
    places = session.scalars(_places(project)).all()
    people = _people(session, project)
    earlier = _earlier(session, places, since=now - LOOKED_BACK)
    for ask in open_asks:
        question = Question(ask.kind.value, ask.text, ask.options, people)
        same = [each for each in earlier if _is_earlier(each, ask)]
        ask.known = (
            _answered(ask, same)
            or _written(session, question, project, places, since=now - LOOKED_BACK)
            or _asked(ask, same)
        )


def is_held_back(ask: Ask) -> bool:
    """Whether a PM has to decide before it may be asked."""
    return bool(ask.known) and ask.asked_anyway_at is None


def _is_to_look_up(ask: Ask) -> bool:
    """A question that waits beside this one may be answered, or withdrawn, by now."""
    return ask.asked_anyway_at is None and (not ask.known or is_asked_already(ask.known))


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


def _earlier(session: Session, places: Sequence[int], *, since: datetime) -> list[_Earlier]:
    """Questions with an answer that counted, and those that wait for one; the newest first."""
    rows = session.execute(
        select(Ask, Answer, Contact.name)
        .outerjoin(Answer, and_(Answer.ask_id == Ask.id, Answer.state == AnswerState.APPLIED))
        .join(Contact, Contact.id == func.coalesce(Answer.contact_id, Ask.contact_id))
        .where(
            Ask.project_id.in_(places),
            or_(Answer.answered_at >= since, and_(Answer.id.is_(None), Ask.state.in_(_WAITING))),
        )
        .order_by(Answer.answered_at.desc(), Answer.id.desc(), Ask.id.desc())
        .limit(EARLIER_AT_MOST)
    )
    return [_Earlier(*row) for row in rows]


def _is_earlier(earlier: _Earlier, ask: Ask) -> bool:
    return earlier.ask.id != ask.id and is_same_question(ask.text, earlier.ask.text)


def _answered(ask: Ask, same: Sequence[_Earlier]) -> dict[str, Any]:
    for before, answer, name in same:
        if answer is None:
            continue
        # The letters of another choice stand for other things, and a value for no side.
        fits = before.kind is ask.kind and before.options == ask.options
        value = answer.value if fits else None
        words = answer.span if fits else before.options.get(answer.value or "", answer.span)
        return _known(
            f"mail:{answer.mail_id}", words, answer.answered_at, name, before.project_id, value
        )
    return {}


def _asked(ask: Ask, same: Sequence[_Earlier]) -> dict[str, Any]:
    """Of two that nobody answered yet the later one is asked twice, unless it left as well."""
    for before, answer, name in same:
        if answer is None and before.id < ask.id and ask.asked_at is None:
            since = before.asked_at or before.created_at
            return _known(f"ask:{before.id}", before.text, since, name, before.project_id, None)
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
            source = f"mail:{mail_id}"
            return _known(source, said.words, received_at, name, project_id, said.value)
        if has_opened_again(question, text):
            return {}
    return {}


def _known(
    source: str, words: str, said_at: datetime, who: str, project_id: int | None, value: str | None
) -> dict[str, Any]:
    return {
        "source": source,
        "words": words.strip()[:WORDS_AT_MOST],
        "said_at": said_at.isoformat(),
        "who": who,
        "project_id": project_id,
        "value": value,
    }
