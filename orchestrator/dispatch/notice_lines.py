"""What we say back, one line for each thing a reply did."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Mail,
    Preference,
    Project,
    Reading,
    Wish,
    WishState,
)
from orchestrator.models.preference import CHANNEL_WORDS

_LENGTH_WORDS = {"brief": "Shorter", "standard": "Standard length", "full": "More detail"}


def lines_for(session: Session, mails: Sequence[Mail], readings: Sequence[Reading]) -> list[str]:
    """The lines of one acknowledgement, in the order in which she wrote."""
    lines: list[str] = []
    for mail, reading in zip(mails, readings, strict=True):
        lines += _answers(session, mail)
        lines += _wishes(session, mail)
        lines += _rest(reading, is_back=not waits_for_proof(session, mail))
    return list(dict.fromkeys(lines))


def _answers(session: Session, mail: Mail) -> Iterator[str]:
    rows = session.execute(
        select(Answer, Ask, Project)
        .join(Ask, Ask.id == Answer.ask_id)
        .join(Project, Project.id == Ask.project_id)
        .where(Answer.mail_id == mail.id)
        .order_by(Answer.number)
    )
    for answer, ask, project in rows:
        pm = project.pm.name.split()[0]
        chosen = ask.options.get(answer.value or "", answer.value)
        if answer.state is AnswerState.APPLIED:
            yield f"{answer.number}: {chosen}."
        elif answer.certainty == "exact" and chosen:
            yield f"{answer.number}: {chosen}. {pm} confirms it."
        else:
            yield f"{answer.number}: {pm} reads what you wrote and answers you."


def _wishes(session: Session, mail: Mail) -> Iterator[str]:
    rows = session.scalars(
        select(Preference).where(Preference.source == f"mail:{mail.id}").order_by(Preference.id)
    ).all()
    for row in rows:
        words = _wish(row.wish, row.value)
        if not words:
            continue
        waits = row.state is WishState.WAITING
        yield f"{words}: we will confirm it shortly." if waits else f"{words} it is."


def _wish(wish: Wish, value: str) -> str:
    """The wish as the beginning of a sentence; empty for what has a line of its own."""
    match wish:
        case Wish.CADENCE:
            return "Only when we need you" if value == "needed" else value.capitalize()
        case Wish.WEEKDAY:
            return value.capitalize()
        case Wish.TIME:
            return value
        case Wish.NOT_BEFORE:
            return f"Not before {value}"
        case Wish.LENGTH:
            return _LENGTH_WORDS[value]
        case Wish.CHANNEL:
            return CHANNEL_WORDS[value].capitalize()
        case Wish.PAUSE_UNTIL:
            return f"A pause until {value}"
        case Wish.STOP:
            return "Mail again" if value == "no" else ""


def waits_for_proof(session: Session, mail: Mail) -> bool:
    """Whether a wish of this mail waits for the PM."""
    waiting = select(Preference.id).where(
        Preference.source == f"mail:{mail.id}", Preference.state == WishState.WAITING
    )
    return session.scalar(waiting.limit(1)) is not None


def _rest(reading: Reading, *, is_back: bool) -> Iterator[str]:
    found = reading.found
    if found["undo"]:
        yield "Undone. Please tell me what it should be."
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
