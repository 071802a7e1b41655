"""What a person types on a project's page, read and checked.

A form keeps what was typed.  ``errors`` name the element and what it needs.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from orchestrator.digest.liking import better_question
from orchestrator.errors import UsageError
from orchestrator.models import AskKind, Delivery

ASK_KINDS: Final = {
    AskKind.CHOICE: "A choice between options",
    AskKind.YESNO: "Yes or no",
    AskKind.VALUE: "A word or number",
    AskKind.DOCUMENT: "A file that they send",
}
SETTLES: Final = {
    "": "Nothing that binds",
    "money": "Money",
    "scope": "Scope",
    "dates": "Dates",
    "sign-off": "Sign-off",
}
LETTERS: Final = ("A", "B", "C")
LONGEST: Final = 500
_AHEAD: Final = timedelta(days=3653)

Word = TypeVar("Word", bound=StrEnum)


@dataclass(slots=True)
class Form:
    """``name`` begins the ids of its fields: ``ask-due_on``.

    ``proposal``: other words for its text, to be looked at before it is taken.
    """

    name: str
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    proposal: str = ""

    def get(self, name: str, default: str = "") -> str:
        return self.typed.get(name, default)

    def fail(self, name: str, words: str) -> None:
        self.errors.setdefault(f"{self.name}-{name}", words)

    @contextmanager
    def trying(self, session: Session) -> Iterator[None]:
        """What a register refuses is said at its field, and nothing of it is written.

        Commits nothing; the page is drawn with what was typed where ``errors`` stand.
        """
        try:
            with session.begin_nested():
                yield
        except UsageError as error:
            self.refuse(error)

    def refuse(self, error: UsageError) -> None:
        """Show what a register said, ``field: words``, at that field."""
        name, colon, words = str(error).partition(": ")
        self.fail(*((name, f"{words[:1].upper()}{words[1:]}.") if colon else ("text", str(error))))


def read_ask(
    typed: Mapping[str, str], *, today: date, name: str = "ask", letters: Collection[str] = LETTERS
) -> Form:
    form = Form(name, _as_proposed(typed))
    options = {letter: form.get(f"option_{letter}").strip() for letter in letters}
    form.values = {
        "text": read_text(form, "text", "Write the question."),
        "detail": form.get("detail").strip(),
        "kind": (kind := read_word(form, "kind", AskKind)),
        "options": options if kind is AskKind.CHOICE else {},
        "recommended": form.get("recommended") if kind is AskKind.CHOICE else "",
        "settles": form.get("settles"),
        "due_on": read_day(form, "due_on", today),
        "on_silence": read_text(form, "on_silence", "Say what happens when nobody answers."),
    }
    form.values["options"] = {
        letter: text for letter, text in form.values["options"].items() if text
    }
    if form.values["settles"] not in SETTLES:
        form.fail("settles", "Choose one of the list.")
    if kind is AskKind.CHOICE and len(form.values["options"]) < 2:
        form.fail("option_A", "Write at least two options.")
    if form.values["recommended"] and form.values["recommended"] not in form.values["options"]:
        form.fail("recommended", "Recommend one of the options that you wrote.")
    if form.get("seen_text") != form.get("text"):
        form.proposal = better_question(form.values["text"]) or ""
    return form


def _as_proposed(typed: Mapping[str, str]) -> Mapping[str, str]:
    """With the question that was proposed, where she chose it: its answer is in their words."""
    if "instead" not in typed:
        return typed
    return {**typed, "text": typed["instead"], "kind": AskKind.VALUE.value}


def read_delivery(typed: Mapping[str, str]) -> Form:
    form = Form("delivery", typed)
    form.values = {
        "delivery": read_word(form, "delivery", Delivery),
        "note": read_text(form, "note", "Say why, in one sentence.", longest=300),
    }
    return form


def read_text(form: Form, name: str, words: str, longest: int = LONGEST) -> str:
    text = " ".join(form.get(name).replace("\0", " ").split())
    if not text:
        form.fail(name, words)
    elif len(text) > longest:
        form.fail(name, f"This has {len(text)} characters; at most {longest}.")
    return text


def read_word(form: Form, name: str, kind: type[Word]) -> Word | None:
    try:
        return kind(form.get(name))
    except ValueError:
        form.fail(name, "Choose one of the list.")
        return None


def read_day(form: Form, name: str, today: date) -> date | None:
    """A day to come, or today."""
    try:
        on = date.fromisoformat(form.get(name))
    except ValueError:
        form.fail(name, "Write a day such as 2026-12-04.")
        return None
    if on < today:
        form.fail(name, "This day is over.")
    elif on > today + _AHEAD:
        form.fail(name, "This day is more than ten years ahead.")
    return on
