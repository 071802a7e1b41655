"""What each mail needs to be rendered.

Every value is a plain string, already worded and in the recipient's time zone: the
templates only place it.  Dates read "Tue 24 Nov".  An empty list, an empty string where
one is named below, or None makes its section vanish.
"""

from typing import Literal, TypedDict


class Studio(TypedDict):
    name: str
    address: str  # postal, on one line


class Project(TypedDict):
    name: str


class Signer(TypedDict):
    name: str
    role_line: str  # "Project manager, Northwind Studio. I read every reply."


class MailContext(TypedDict):
    """What every mail says at its head and foot."""

    lang: str  # BCP 47
    informal: bool  # "du", where a language has one
    subject: str
    studio: Studio
    project: Project
    signer: Signer
    why: str  # "You get this update every Friday at 16:00, because you chose that on 3 Aug."
    how_to_change: list[str]  # what to reply with: "monthly", "pause until 3 Jan", "stop"
    reference: str  # "HL-14"
    unsubscribe_url: str


class Update(TypedDict):
    number: int
    name: str  # "Weekly update"
    period: str  # "14–20 Nov"


class Status(TypedDict):
    word: str  # "At risk"
    tone: Literal["good", "watch", "bad", "none"]
    sentences: list[str]  # one to three, the worst fact first


class Told(TypedDict):
    you_told_us: str  # goes on after "You told us"
    we_changed: str  # goes on after "We changed:"


class Option(TypedDict):
    key: str  # "1A"
    text: str
    recommended: bool


class Ask(TypedDict):
    n: int
    kind: Literal["choice", "yesno", "value", "document"]  # the last two are no decisions
    title: str
    detail: str  # or empty
    options: list[Option]
    hint: str  # of a yesno what to reply: "2 yes / 2 no"; of a document how; or empty
    due: str  # "By Tue 24 Nov. No reply: we wait."


class Goal(TypedDict):
    text: str  # with its numbers
    share: int | None  # of the way done, 0 to 100; None without numbers


class News(TypedDict):
    text: str
    bad: bool


class PulseLink(TypedDict):
    score: int
    word: str
    href: str  # mailto:


class PulseQuestion(TypedDict):
    question: str
    hint: str  # "Answer in your own words, or with a number:"
    either: str  # "or"
    links: list[PulseLink]


class DigestContext(MailContext):
    preview: str  # 40 to 90 characters, the consequence, not the subject again
    update: Update
    greeting_name: str
    status: Status
    goals: list[Goal]  # the reader's own
    news: list[News]
    told: list[Told]
    asks: list[Ask]  # at most 3
    ask_example: str  # "1B, 2 yes, 3 Priya"
    done: list[str]
    next: list[str]
    noted: list[str]  # her own words
    pulse: PulseQuestion | None


class AcknowledgementContext(MailContext):
    """``subject`` is that of the mail it answers, with or without "Re:"."""

    lines: list[str]  # "1: bank terminal."


class ConfirmationContext(MailContext):
    greeting_name: str
    asked: list[str]  # what we understood: "Add gift vouchers? Yes."
    done: list[str]  # what needs no proof and is done: "Monthly it is."; or empty
    code: str  # "OK-7K4M-Q2XW"
    valid_until: str  # "Tue 24 Nov, 16:00"


class Quoted(TypedDict):
    attribution: str  # "On Mon 23 Nov 2026, Dana Whitfield wrote:"
    lines: list[str]  # at most 74 columns each


class TypedContext(TypedDict):
    """What a person of ours wrote.  ``lines`` are as typed, empty ones between paragraphs."""

    lang: str
    subject: str
    studio: Studio
    signer: Signer
    lines: list[str]
    paragraphs: list[list[str]]  # the same lines without the empty ones


class ResponseContext(TypedContext):
    quoted: Quoted | None


class CaseContext(TypedContext):
    """What goes to accounting: ``facts`` are pairs such as "Invoice", "1182"."""

    facts: list[tuple[str, str]]
    quoting: str  # "Dana Whitfield wrote on Fri 20 Nov:"
    said: list[str]  # the client's words, in short


class PausedContext(MailContext):
    greeting_name: str
    back_on: str  # "Sun 3 Jan", or empty when she stopped for good


class ResumedContext(MailContext):
    greeting_name: str
    rhythm: str  # "every Friday at 16:00"
    next_on: str  # "Fri 27 Nov"


class WelcomeContext(MailContext):
    greeting_name: str
    often: list[str]  # the promise first: "At most 2 messages a week from us. That is a promise."
