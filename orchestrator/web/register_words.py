"""What each register is called, and what can be said of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from orchestrator.engagement.registers import Said
from orchestrator.models import ChangeRequest, Expectation, Promise, Question


@dataclass(frozen=True, slots=True)
class Register:
    """``name`` is its part of the address.  ``deeds``: what a button says for each outcome.

    ``add`` is what its form is called, ``typed`` the label of the words, ``whose`` of the person.
    ``due`` and ``late`` are its titles on Today, beside ``button``; ``quick`` can be said there.
    """

    name: str
    table: type[Said]
    title: str
    tab: str
    nothing: str
    add: str
    typed: str
    whose: str
    deeds: Mapping[str, str]
    icon: str
    due: str
    late: str
    button: str
    quick: str = ""


REGISTERS: Final = {
    each.name: each
    for each in (
        Register(
            "promises", Promise, "What we promised", "Promises", "Nothing is promised.",
            "Note a promise", "What we promise", "To",
            {"kept": "Kept", "dropped": "Drop"},
            "handshake", "Promise due to {}", "Promise to {} is late", "Write it", "kept",
        ),
        Register(
            "questions", Question, "What they ask", "Questions", "No question of theirs is open.",
            "Note a question", "What they ask, in their words", "Who asks",
            {"answered": "Answered", "withdrawn": "Drop"},
            "circle-question-mark", "Answer due to {}", "Answer to {} is late", "Answer",
            "answered",
        ),
        Register(
            "changes", ChangeRequest, "What they want changed", "Requests",
            "No request waits for a word.",
            "Note a request", "What they want, in their words", "Who wants it",
            {"agreed": "Agreed", "later": "Later", "declined": "Say no"},
            "sliders-horizontal", "Request of {} is due", "Request of {} is late", "Open",
        ),
        Register(
            "expectations", Expectation, "What they expect", "Expectations",
            "No expectation is known.",
            "Add an expectation", "What they said, in their words", "Whose it is",
            {"met": "Met", "missed": "Missed", "withdrawn": "Drop"},
            "target", "What {} expects is due", "What {} expects is late", "Open", "met",
        ),
    )
}  # fmt: skip

STANDING: Final = {
    "made": ("none", "No day named"),
    "open": ("none", "Open"),
    "requested": ("none", "Requested"),
    "priced": ("watch", "Priced"),
    "asked": ("watch", "Asked"),
    "kept": ("good", "Kept"),
    "moved": ("watch", "Moved"),
    "dropped": ("none", "Dropped"),
    "met": ("good", "Met"),
    "missed": ("bad", "Missed"),
    "answered": ("good", "Answered"),
    "agreed": ("good", "Agreed"),
    "later": ("watch", "Later"),
    "declined": ("none", "Declined"),
    "withdrawn": ("none", "Dropped"),
    "superseded": ("none", "Changed"),
}


def register_of(row: Said) -> Register:
    """The one that a row stands in."""
    return next(each for each in REGISTERS.values() if each.table is type(row))
