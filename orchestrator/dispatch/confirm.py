"""The confirm round trip: one mail to the registered address, "Was this you?".

It lists what waits for nothing but a proof, with a single-use code.  What comes back is
judged where it is applied (`engagement`); here the code is made, and only its hash kept.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.codes import code_hash, new_code
from orchestrator.dispatch.compose import Message
from orchestrator.dispatch.letter import Letter
from orchestrator.dispatch.notice_lines import chosen_words
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Confirmation,
    Mail,
    OutboxKind,
    Preference,
    Task,
    TaskKind,
    TaskState,
    WishState,
)
from orchestrator.models.preference import wish_words
from orchestrator.models.registers import OPEN_STATES
from orchestrator.phrases import Phrases
from orchestrator.record.append import Action, record, system
from orchestrator.rendering import render
from orchestrator.walltime import zone_of
from orchestrator.wording import day

_SHOWN_CHARS = 60
"""Of words that somebody else may have written: enough to know one's own answer again."""


def mail_to_confirm(
    session: Session, mails: Sequence[Mail], say: Phrases
) -> tuple[Mail, list[str]] | None:
    """The newest of these mails in which something waits for a proof, and that in words.

    One at a time: what an earlier one asks for waits for the PM, as it would without us.
    """
    for mail in reversed(mails):
        asked = [
            *_answers(session, mail, say),
            *_wishes(session, mail, say),
            *_addresses(session, mail, say),
        ]
        if asked and not _was_asked(session, mail):
            return mail, asked
    return None


def question(of: Letter, mail: Mail, asked: list[str], done: list[str]) -> Message:
    """Ask "Was this you?" of the contact, whatever address the mail came from.

    The caller commits.

    Args:
        asked: what we understood and wait with, `mail_to_confirm`.
        done: what needed no proof, in words.
    """
    confirmation, code = _open(of, mail)
    say = of.contact.say
    subject = say("confirmation.subject", project=of.project.name)
    context = {
        # Its own words alone: those of the mail may not be hers.
        **of.frame(subject, say("confirmation.why"), None),
        "greeting_name": of.contact.greeting_name,
        "asked": asked,
        "done": done,
        "code": code,
        "valid_until": _until(confirmation, of),
    }
    reference = f"c{mail.id}"
    rendered = render(OutboxKind.CONFIRMATION.value, context)
    return of.compose(rendered, mail, reference=reference, name=reference)


def _open(of: Letter, mail: Mail) -> tuple[Confirmation, str]:
    code = new_code()
    confirmation = Confirmation(
        mail_id=mail.id,
        contact_id=of.contact.id,
        code_hash=code_hash(of.key, code),
        created_at=of.now,
        expires_at=of.now + of.settings.confirm_within,
    )
    of.session.add(confirmation)
    of.session.flush()
    record(
        of.session,
        Action.CONFIRM,
        f"confirmation:{confirmation.id}",
        actor=system("notices"),
        now=of.now,
        project_id=mail.project_id,
        state=confirmation.state.value,
        mail=mail.id,
    )
    return confirmation, code


def _until(confirmation: Confirmation, of: Letter) -> str:
    """``Tue 24 Nov, 16:00``, where she is."""
    zone = zone_of(of.contact.timezone)
    there = confirmation.expires_at.astimezone(zone)
    say, today = of.contact.say, of.now.astimezone(zone).date()
    on = day(there.date(), today=today, say=say)
    return say("calendar.moment", day=on, time=f"{there:%H:%M}")


def _was_asked(session: Session, mail: Mail) -> bool:
    asked = select(Confirmation.id).where(Confirmation.mail_id == mail.id)
    return session.scalar(asked) is not None


def _answers(session: Session, mail: Mail, say: Phrases) -> Iterator[str]:
    rows = session.execute(
        select(Answer.value, Ask)
        .join(Ask, Ask.id == Answer.ask_id)
        .where(
            Answer.mail_id == mail.id,
            Answer.state == AnswerState.WAITING,
            Answer.awaits_proof,
            Ask.state.in_(OPEN_STATES),
        )
        .order_by(Answer.number)
    )
    for value, ask in rows:
        known = value in ask.options or value in ("yes", "no")
        chosen = _sentence(chosen_words(ask, value, say)) if known else _shown(value or "")
        yield f"{ask.text} {chosen}."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _shown(value: str) -> str:
    words = " ".join(value.split())
    return f"“{words if len(words) <= _SHOWN_CHARS else words[: _SHOWN_CHARS - 1] + '…'}”"


def _wishes(session: Session, mail: Mail, say: Phrases) -> Iterator[str]:
    rows = session.scalars(
        select(Preference)
        .where(
            Preference.source == f"mail:{mail.id}",
            Preference.state == WishState.WAITING,
            Preference.awaits_proof,
        )
        .order_by(Preference.id)
    )
    return (f"{wish_words(row.wish, row.value, say)}." for row in rows)


def _addresses(session: Session, mail: Mail, say: Phrases) -> Iterator[str]:
    tasks = session.scalars(
        select(Task).where(
            Task.mail_id == mail.id, Task.kind == TaskKind.ADDRESS, Task.state == TaskState.OPEN
        )
    )
    return (
        say("confirmation.address", address=_shown(task.addr_spec or task.words)) for task in tasks
    )
