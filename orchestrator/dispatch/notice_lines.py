"""What we say back, one line for each thing a reply did."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Confirmation,
    ConfirmationState,
    Mail,
    Preference,
    Project,
    Reading,
    Task,
    TaskKind,
    Wish,
    WishState,
)
from orchestrator.models.confirmations import CONFIRMATION, DENIED
from orchestrator.models.contradictions import is_named, names_another
from orchestrator.models.preference import CHANNEL_WORDS
from orchestrator.models.tasks import KEPT

_WEEKDAYS = {
    "mon": "On Mondays",
    "tue": "On Tuesdays",
    "wed": "On Wednesdays",
    "thu": "On Thursdays",
    "fri": "On Fridays",
    "sat": "On Saturdays",
    "sun": "On Sundays",
}
_LENGTH_WORDS = {"brief": "Shorter", "standard": "Standard length", "full": "More detail"}


_TASKS = {
    TaskKind.ADDRESS: "Your new address: {pm} changes it once it is confirmed from both.",
    TaskKind.PERSON: "{pm} asks first, before anybody else gets our mail.",
    TaskKind.ERASE: "Passed to our data contact. You hear back within 30 days.",
    TaskKind.DATA: "Passed to our data contact. You hear back within 30 days.",
    TaskKind.WHO_SEES: "Passed to our data contact. You hear back within 30 days.",
    TaskKind.STOP: "Our mails go on. If they should stop, reply with the one word stop.",
}


_UNDONE = "Undone. Please tell me what it should be."
_KEPT = "We read that it is wrong. {pm} looks at it and writes to you."


def lines_for(
    session: Session,
    mails: Sequence[Mail],
    readings: Sequence[Reading],
    *,
    asked_about: Mail | None = None,
) -> list[str]:
    """The lines of one acknowledgement, in the order in which she wrote.

    Args:
        asked_about: a mail of which the round trip lists what waits for a proof.
    """
    lines: list[str] = []
    for mail, reading in zip(mails, readings, strict=True):
        is_asked = mail is asked_about
        lines += _answers(session, mail, leave_out=is_asked)
        lines += _wishes(session, mail, leave_out=is_asked)
        lines += _tasks(session, mail, leave_out=is_asked)
        if CONFIRMATION in reading.asks.values():
            lines += _confirmed(session, mail)
        lines += _rest(reading, is_back=not waits_for_proof(session, mail))
    return list(dict.fromkeys(lines))


def _answers(session: Session, mail: Mail, *, leave_out: bool = False) -> Iterator[str]:
    rows = session.execute(
        select(Answer, Ask, Project, names_another(Answer))
        .join(Ask, Ask.id == Answer.ask_id)
        .join(Project, Project.id == Ask.project_id)
        .where(
            Answer.mail_id == mail.id,
            Answer.state != AnswerState.UNDONE,
            or_(Answer.state != AnswerState.WAITING, ~is_named()),
        )
        .order_by(Answer.number)
    )
    for answer, ask, project, differs in rows:
        if leave_out and answer.awaits_proof:
            continue
        pm = project.pm.name.split()[0]
        chosen = ask.options.get(answer.value or "", answer.value)
        if answer.state is AnswerState.APPLIED:
            yield f"{answer.number}: {chosen}."
        elif ask.state is AskState.WITHDRAWN:
            yield f"{answer.number}: we no longer ask this. {pm} reads what you wrote."
        elif differs and answer.state is AnswerState.WAITING:
            yield f"{answer.number}: {chosen}, and something else before. {pm} looks at it."
        elif answer.certainty == "exact" and chosen:
            yield f"{answer.number}: {chosen}. {pm} confirms it."
        else:
            yield f"{answer.number}: {pm} reads what you wrote and answers you."


def _wishes(session: Session, mail: Mail, *, leave_out: bool = False) -> Iterator[str]:
    rows = session.scalars(
        select(Preference)
        .where(Preference.source == f"mail:{mail.id}", Preference.state != WishState.UNDONE)
        .order_by(Preference.id)
    ).all()
    for row in rows:
        words = wish_words(row.wish, row.value)
        if not words or (leave_out and row.awaits_proof):
            continue
        waits = row.state is WishState.WAITING
        yield f"{words}: we will confirm it shortly." if waits else f"{words} it is."


def _tasks(session: Session, mail: Mail, *, leave_out: bool) -> Iterator[str]:
    rows = session.scalars(select(Task).where(Task.mail_id == mail.id).order_by(Task.id)).all()
    for task in rows:
        if task.kind is TaskKind.CODE:
            yield from _ended(task)
        elif task.kind is TaskKind.WRONG:
            yield _UNDONE if not task.cause.endswith(KEPT) else _KEPT.format(pm=_pm(mail))
        elif task.kind in _TASKS and not (leave_out and task.kind is TaskKind.ADDRESS):
            yield _TASKS[task.kind].format(pm=_pm(mail))


def _pm(mail: Mail) -> str:
    assert mail.project is not None
    return mail.project.pm.name.split()[0]


def _ended(task: Task) -> Iterator[str]:
    """That a reply address has ended is said here, that a code has where it is judged."""
    if task.cause.startswith("digest:"):
        yield "The reply address of that update has ended, so we ask before anything counts."


def _confirmed(session: Session, mail: Mail) -> Iterator[str]:
    """What came of an answer to "Was this you?"."""
    settled = session.scalar(
        select(Confirmation).where(
            Confirmation.settled_by_mail_id == mail.id,
            Confirmation.state != ConfirmationState.ENDED,
        )
    )
    if settled is None:
        told = select(Task.cause).where(Task.mail_id == mail.id, Task.kind == TaskKind.CODE)
        cause = session.scalar(told.limit(1))
        if cause is not None and cause.endswith(DENIED):
            yield "Thank you for telling us. We look into it."
            return
        yield f"That code {'has ended' if cause else 'is not the one we sent'}. Nothing changed."
    elif settled.state is ConfirmationState.REFUSED:
        yield "Thank you for telling us. Nothing of it counts."
    else:
        lines = [*_answers(session, settled.mail), *_wishes(session, settled.mail)]
        yield from lines or ["Noted."]


def wish_words(wish: Wish, value: str) -> str:
    """The wish as the beginning of a sentence; empty for what has a line of its own."""
    match wish:
        case Wish.CADENCE:
            return "Only when we need you" if value == "needed" else value.capitalize()
        case Wish.WEEKDAY:
            return _WEEKDAYS[value]
        case Wish.TIME:
            return f"At {value}"
        case Wish.NOT_BEFORE:
            return f"Not before {value}"
        case Wish.LENGTH:
            return _LENGTH_WORDS[value]
        case Wish.CHANNEL:
            return CHANNEL_WORDS[value].capitalize()
        case Wish.PAUSE_UNTIL:
            return f"A pause until {date.fromisoformat(value):%-d %B %Y}"
        case Wish.STOP:
            return "Mail again" if value == "no" else ""
        case Wish.URGENT:
            return "A call when it is urgent" if value == "call" else "Mail, urgent or not"
        case Wish.QUIET_DAYS:
            return "Updates on any day" if value == "none" else f"Nothing on {quiet_words(value)}"
        case Wish.HEARTBEAT:
            return "A line also when nothing is new" if value == "yes" else "Only what is new"


def quiet_words(value: str) -> str:
    """``Saturday and Sunday``."""
    names = [_WEEKDAYS[each] for each in value.split()]
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def waits_for_proof(session: Session, mail: Mail) -> bool:
    """Whether a wish of this mail waits for the PM."""
    waiting = select(Preference.id).where(
        Preference.source == f"mail:{mail.id}", Preference.state == WishState.WAITING
    )
    return session.scalar(waiting.limit(1)) is not None


def _rest(reading: Reading, *, is_back: bool) -> Iterator[str]:
    found = reading.found
    if found["stop"]:
        yield "Stopped. Reply start to turn it back on."
    if found["start"] and is_back:
        yield "Welcome back."
    score = found["pulse"]
    if score is None:
        return
    if score == 1:
        yield "Thank you for telling me. I will call or write today."
    elif score <= 3:
        yield f"Noted, {score} of 5. What would have made it better? One line is plenty."
    else:
        yield f"Noted, {score} of 5."
