"""One line of the brief for a new PM: what it is, in whose words, and where it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, String, cast, func, literal, null, select

from orchestrator.models import Base, Contact, Impact, PointKind, PulseTopic, Wish
from orchestrator.web.asked import TOPICS
from orchestrator.web.client_words import wished
from orchestrator.web.register_rows import due_words, today


class Section(StrEnum):
    """Where a line stands in the brief."""

    US = "us"
    THEM = "them"
    COMING = "coming"
    WANT = "want"
    LACK = "lack"
    UNTOLD = "untold"
    SORE = "sore"


KINDS: Final = {
    "answer": ("Answer to read", "/inbox/{page}"),
    "ask": ("Our question", "/asks/{id}"),
    "call": ("Call", "/clients/{page}"),
    "change_request": ("Request", "/p/{slug}/changes/{id}"),
    "clearing": ("Second word", "/p/{slug}#clearing"),
    "confirmation": ("Waits for their code", "/inbox/{page}"),
    "digest": ("Update", "/digests/{id}"),
    "dispute": ("Invoice", "/disputes/{id}"),
    "expectation": ("Expects", "/p/{slug}/expectations/{id}"),
    "fact": ("Not told", "/p/{slug}/facts"),
    "hook_event": ("Issue without a meaning", "/p/{slug}/team"),
    "invitation": ("Invitation", "/p/{slug}/reviews"),
    "open_point": ("Unknown", "/p/{slug}/known"),
    "outbox": ("Outcome unknown", "/"),
    "preference": ("Wish to look at", "/clients/{page}"),
    "promise": ("Promise", "/p/{slug}/promises/{id}"),
    "proposal": ("The team proposes", "/p/{slug}/team"),
    "pulse_question": ("Standard question", "/digests/{page}"),
    "question": ("They ask", "/p/{slug}/questions/{id}"),
    "referral": ("To accounting", "/disputes/{page}"),
    "response": ("Answer begun", "/inbox/{page}"),
    "review": ("Review", "/p/{slug}/reviews"),
    "review_answer": ("To an invitation", "/p/{slug}/reviews"),
    "statement": ("Read in a mail", "/inbox/{page}"),
    "task": ("To decide", "/inbox/{page}"),
    "theme_quote": ("Said again", "/themes"),
    "thread": ("Waits for an answer", "/inbox/{id}"),
    "value_goal": ("Wants to gain", "/p/{slug}/value"),
}
"""By the table: what a line is called, and its page."""
_STATES: Final = {
    "approved": "approved, not gone yet",
    "asked": "asked",
    "call": "call them",
    "conditional": "answered with a condition",
    "declined": "we said no",
    "drafted": "drafted",
    "dropped": "dropped",
    "held": "held",
    "invited": "invited",
    "later": "we said later",
    "missed": "missed",
    "moved": "moved",
    "needs_person": "somebody has to say whether it arrived",
    "planned": "nobody is invited yet",
    "priced": "priced, not asked yet",
    "promised": "an answer is promised",
    "rolled": "asked again",
    "settled": "settled",
    "unknown": "nobody knows whether it arrived",
    "with_accounting": "accounting looks at it",
}
"""States that say more than that a row is open."""


_WHY: Final = {
    "change_request": "Because: ",
    "dispute": "What came of it: ",
    "expectation": "We take it to mean: ",
    "open_point": "Then: ",
    "promise": "Because: ",
    "statement": "Read as: ",
}


@dataclass(frozen=True, slots=True)
class Line:
    """``kind`` is the table, ``page`` the id of what to open where that is another row."""

    section: str
    kind: str
    id: int
    said: str
    who: str
    contact_id: int | None
    at: datetime
    due_on: date | None
    state: str
    source: str
    page: str
    reason: str

    @property
    def name(self) -> str:
        if self.is_bad:
            return "Bad, not told"
        return "May come" if self.state == PointKind.RISK else KINDS[self.kind][0]

    @property
    def is_bad(self) -> bool:
        return self.kind == "fact" and self.reason == Impact.BAD

    @property
    def why(self) -> str:
        """Its reason, as a sentence begins with it; empty where there is none."""
        if not self.reason or self.kind == "fact":
            return ""
        # What was meant counts while it is expected; what was missed has its cause.
        is_missed = self.kind == "expectation" and self.section == Section.SORE
        return f"{'Because: ' if is_missed else _WHY.get(self.kind, '')}{self.reason}"

    @property
    def words(self) -> str:
        if self.kind == "preference":
            wish, _, value = self.said.partition(" ")
            return wished(Wish(wish), value)
        if self.kind == "pulse_question":
            return TOPICS[PulseTopic(self.said)]
        return " ".join(self.said.split())

    def href(self, slug: str) -> str:
        return KINDS[self.kind][1].format(slug=slug, id=self.id, page=self.page)

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    @property
    def standing(self) -> str:
        """``Held``, ``Priced, not asked yet, by Fri 4 Dec``; empty where it is just open."""
        said = [_STATES.get(self.state, "")]
        if self.due_on is not None and self.section != Section.SORE:
            words = due_words(self.due_on)
            said.append(f"{words[:1].lower()}{words[1:]}")
        return ", ".join(filter(None, said))


def line(
    section: Section,
    table: type[Base],
    words: ColumnElement[str] | Any,
    *where: ColumnElement[bool],
    at: Any,
    via: tuple[Any, Any] | None = None,
    **columns: Any,
) -> Select[Any]:
    """The columns of a `Line`.

    Args:
        via: a table that ``table`` is joined with, and how.
        columns: ``contact_id``, ``due_on``, ``state``, ``source``, ``page`` and ``reason``
            where they are not those of ``table`` itself.
    """
    row: Any = table
    given = {name: columns.get(name, getattr(row, name, None)) for name in _OWN}
    contact_id = given["contact_id"]
    query = select(
        literal(section.value, String).label("section"),
        literal(row.__tablename__, String).label("kind"),
        row.id.label("id"),
        cast(words, String).label("said"),
        func.coalesce(Contact.name, "").label("who"),
        Contact.id.label("contact_id"),
        at.label("at"),
        (cast(null(), Date) if given["due_on"] is None else given["due_on"]).label("due_on"),
        *(_text(given[name]).label(name) for name in ("state", "source", "page", "reason")),
    ).select_from(row)
    if via is not None:
        query = query.join(*via)
    of_whom = Contact.id == (cast(null(), Contact.id.type) if contact_id is None else contact_id)
    return query.outerjoin(Contact, of_whom).where(*where)


_OWN: Final = ("contact_id", "due_on", "state", "source", "page", "reason")


def _text(column: Any) -> ColumnElement[str]:
    return literal("", String) if column is None else func.coalesce(cast(column, String), "")
