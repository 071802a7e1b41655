"""What we say back, one line for each thing a reply did."""

from collections.abc import Iterator, Sequence

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
    WishState,
)
from orchestrator.models.confirmations import CONFIRMATION, DENIED
from orchestrator.models.contradictions import is_named, names_another
from orchestrator.models.preference import wish_words
from orchestrator.models.tasks import KEPT
from orchestrator.phrases import Phrases

_TASKS = {
    TaskKind.ADDRESS: "address",
    TaskKind.PERSON: "person",
    TaskKind.ERASE: "data",
    TaskKind.DATA: "data",
    TaskKind.WHO_SEES: "data",
    TaskKind.STOP: "goes_on",
}


def lines_for(
    session: Session,
    mails: Sequence[Mail],
    readings: Sequence[Reading],
    say: Phrases,
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
        lines += _answers(session, mail, say, leave_out=is_asked)
        lines += _wishes(session, mail, say, leave_out=is_asked)
        lines += _tasks(session, mail, say, leave_out=is_asked)
        if CONFIRMATION in reading.asks.values():
            lines += _confirmed(session, mail, say)
        lines += _rest(reading, say, is_back=not waits_for_proof(session, mail))
    return list(dict.fromkeys(lines))


def _answers(
    session: Session, mail: Mail, say: Phrases, *, leave_out: bool = False
) -> Iterator[str]:
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
        chosen = chosen_words(ask, answer.value, say)
        if answer.state is AnswerState.APPLIED:
            key = "answered"
        elif ask.state is AskState.WITHDRAWN:
            key = "not_asked"
        elif differs and answer.state is AnswerState.WAITING:
            key = "differs"
        elif answer.certainty == "exact" and chosen:
            key = "confirms"
        else:
            key = "reads"
        yield say(f"acknowledgement.{key}", n=answer.number, answer=chosen, pm=pm)


def chosen_words(ask: Ask, value: str | None, say: Phrases) -> str:
    """The option, a yes or no in her language, or what she wrote."""
    if value in ask.options:
        return ask.options[value]
    return say(f"acknowledgement.{value}") if value in ("yes", "no") else value or ""


def _wishes(
    session: Session, mail: Mail, say: Phrases, *, leave_out: bool = False
) -> Iterator[str]:
    rows = session.scalars(
        select(Preference)
        .where(Preference.source == f"mail:{mail.id}", Preference.state != WishState.UNDONE)
        .order_by(Preference.id)
    ).all()
    for row in rows:
        words = wish_words(row.wish, row.value, say)
        if not words or (leave_out and row.awaits_proof):
            continue
        yield say("wish.waits" if row.state is WishState.WAITING else "wish.applied", wish=words)


def _tasks(session: Session, mail: Mail, say: Phrases, *, leave_out: bool) -> Iterator[str]:
    rows = session.scalars(select(Task).where(Task.mail_id == mail.id).order_by(Task.id)).all()
    for task in rows:
        if task.kind is TaskKind.CODE:
            yield from _ended(task, say)
        elif task.kind is TaskKind.WRONG:
            key = "kept" if task.cause.endswith(KEPT) else "undone"
            yield say(f"acknowledgement.{key}", pm=_pm(mail))
        elif task.kind in _TASKS and not (leave_out and task.kind is TaskKind.ADDRESS):
            stop = say("acknowledgement.stop")
            yield say(f"acknowledgement.{_TASKS[task.kind]}", pm=_pm(mail), stop=stop)


def _pm(mail: Mail) -> str:
    assert mail.project is not None
    return mail.project.pm.name.split()[0]


def _ended(task: Task, say: Phrases) -> Iterator[str]:
    """That a reply address has ended is said here, that a code has where it is judged."""
    if task.cause.startswith("digest:"):
        yield say("acknowledgement.address_ended")


def _confirmed(session: Session, mail: Mail, say: Phrases) -> Iterator[str]:
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
            yield say("acknowledgement.denied")
            return
        yield say("acknowledgement.code_ended" if cause else "acknowledgement.code_wrong")
    elif settled.state is ConfirmationState.REFUSED:
        yield say("acknowledgement.refused")
    else:
        lines = [*_answers(session, settled.mail, say), *_wishes(session, settled.mail, say)]
        yield from lines or [say("acknowledgement.noted")]


def waits_for_proof(session: Session, mail: Mail) -> bool:
    """Whether a wish of this mail waits for the PM."""
    waiting = select(Preference.id).where(
        Preference.source == f"mail:{mail.id}", Preference.state == WishState.WAITING
    )
    return session.scalar(waiting.limit(1)) is not None


def _rest(reading: Reading, say: Phrases, *, is_back: bool) -> Iterator[str]:
    found = reading.found
    if found["stop"]:
        yield say("acknowledgement.stopped", start=say("acknowledgement.start"))
    if found["start"] and is_back:
        yield say("acknowledgement.back")
    score = found["pulse"]
    if score is None:
        return
    if score == 1:
        yield say("acknowledgement.poor")
    else:
        yield say(f"acknowledgement.{'worried' if score <= 3 else 'scored'}", score=score)
