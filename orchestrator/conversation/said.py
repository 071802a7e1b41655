"""What the words of one mail say, with all that has to be known beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal, NamedTuple

from orchestrator.conversation.alarm_words import alarming_sentences
from orchestrator.conversation.confirming import is_confirmation, read_confirmation
from orchestrator.conversation.reply import Ask, ReplyReading, read_reply
from orchestrator.conversation.requests import Request, find_requests
from orchestrator.conversation.scoring import felt_in, scored
from orchestrator.conversation.statements import Statement, find_statements
from orchestrator.conversation.status_questions import asks_where_we_are
from orchestrator.subjects import is_answer

Role = Literal["reply", "statements", "stop", "nothing"]
"""What a mail is read for: a client's, another person's in a conversation, a client's that
nobody has filed, and all others.
"""


class Words(NamedTuple):
    """A mail to be read.  A tuple, because that crosses to another process fastest.

    ``today`` is the day it was received, in the
    ``timezone`` of its contact, and ``name`` hers.  ``asks``: those of the update it answers.
    ``is_new``: what it asks for beyond words is still to be done.  ``answers_notice``: it
    answers what we said that we understood.  ``parts_differ``: its text and its HTML do.
    """

    mail_id: int
    role: Role
    direction: Literal["in", "out"]
    text: str
    new_text: str
    language: str | None
    recipients: Sequence[str]
    today: date
    timezone: str
    name: str
    asks: Sequence[Ask]
    is_new: bool
    answers_notice: bool
    parts_differ: bool = False


class Said(NamedTuple):
    """What a mail says.  ``found`` is a `ReplyReading` as JSON, ``felt`` columns of a `Sentiment`.

    Both are empty where it is not read as a reply.  ``alarms``: a sentence for each kind of
    alarm that it gives cause for.  ``asks_where``: it asks how things stand.
    """

    statements: Sequence[Statement]
    found: dict[str, Any]
    is_confirmation: bool
    felt: dict[str, Any]
    requests: Sequence[Request]
    alarms: Mapping[str, str] = {}
    asks_where: bool = False


_LONGEST_SUBJECT = 40


def said_in_subject(kind: str, subject: str, new_text: str) -> str:
    """The subject, where a mail that has no words of its own is spoken by it; else nothing.

    A program's button to unsubscribe may write a sentence of its own below: such a mail is
    ``empty`` too.  A subject that names a topic ("Booking site: photos") is no message.
    """
    if kind != "empty" and (kind != "human" or new_text.strip()):
        return ""
    is_hers = len(subject) <= _LONGEST_SUBJECT and ":" not in subject and not is_answer(subject)
    return subject.strip() if is_hers else ""


def read_words(words: Words) -> Said:
    """Read a mail for all that its role lets it say."""
    if words.role == "stop":
        return Said((), _reading(words), False, {}, ())
    statements = find_statements(words.new_text, direction=words.direction, today=words.today)
    if words.role == "statements":
        return Said(statements, {}, False, {}, ())
    confirms = is_confirmation(words.recipients, words.new_text)
    found = _confirming(words) if confirms else _reading(words, words.asks)
    felt = scored(felt_in(words.mail_id, words.new_text, words.language))
    requests = find_requests(words.new_text) if words.is_new else ()
    alarms = alarming_sentences(words.new_text, felt["intents"]) if words.is_new else {}
    asks_where = asks_where_we_are(words.new_text)
    return Said(statements, found, confirms, felt, requests, alarms, asks_where)


def _confirming(words: Words) -> dict[str, Any]:
    """A reply to our question "Was this you?": it answers that, and no ask of an update."""
    answer = read_confirmation(words.new_text, name=words.name)
    return _reading(words) | {"answers": {"1": answer}}


def _reading(words: Words, asks: Sequence[Ask] = ()) -> dict[str, Any]:
    reading = read_reply(
        words.text,
        asks=asks,
        today=words.today,
        timezone=words.timezone,
        via_notice=words.answers_notice,
    )
    return (_doubted(reading) if words.parts_differ else reading).as_json()


def _doubted(reading: ReplyReading) -> ReplyReading:
    """Nobody knows which of two texts she saw when she sent them."""
    answers = {
        n: replace(answer, certainty="confirm") if answer.certainty == "exact" else answer
        for n, answer in reading.answers.items()
    }
    return replace(reading, answers=answers)
