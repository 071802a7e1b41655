"""You told us, we changed: each client hears once, in their own words and nobody else's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import LONGEST, add_fact
from orchestrator.models import (
    Contact,
    Fact,
    FactKind,
    Formality,
    Impact,
    Participant,
    Theme,
    ThemeQuote,
)
from orchestrator.record.append import Actor

_WORDS: Final = {
    "en": ("You told us: “{}” We changed: {}",) * 2,
    "de": (
        "Sie sagten uns: „{}“ Wir haben geändert: {}",
        "Du hast uns gesagt: „{}“ Wir haben geändert: {}",
    ),
    "fr": (
        "Vous nous avez dit : « {} » Nous avons changé : {}",
        "Tu nous as dit : « {} » Nous avons changé : {}",
    ),
    "es": ("Nos dijo: «{}» Hemos cambiado: {}", "Nos dijiste: «{}» Hemos cambiado: {}"),
    "it": ("Ci ha detto: «{}» Abbiamo cambiato: {}", "Ci hai detto: «{}» Abbiamo cambiato: {}"),
    "nl": ("U zei ons: “{}” Wij hebben veranderd: {}", "Je zei ons: “{}” Wij hebben veranderd: {}"),
    "pt": ("Disse-nos: “{}” Mudámos: {}", "Disseste-nos: “{}” Mudámos: {}"),
}
"""By language: as one speaks formally, and informally."""


@dataclass(frozen=True, slots=True)
class Hearer:
    """A person of a project with their quotes in a theme, the newest first."""

    contact: Contact
    project_id: int
    quotes: Sequence[ThemeQuote]

    @property
    def key(self) -> str:
        """``3-7``: the project and the person."""
        return f"{self.project_id}-{self.contact.id}"

    @property
    def words(self) -> str:
        return self.quotes[0].words


def untold_hearers(session: Session, quotes: Iterable[ThemeQuote]) -> list[Hearer]:
    """Whom nobody told, of those who take part in the project in which they said it."""
    by_person: dict[tuple[int, int], list[ThemeQuote]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda each: (each.said_at, each.id), reverse=True):
        by_person[quote.project_id, quote.contact_id].append(quote)
    facts = {quote.fact_id for each in by_person.values() for quote in each}
    # Told, or on its way; another version may have taken its place since.
    told = set(
        session.scalars(select(Fact.id).where(Fact.id.in_(facts), Fact.withdrawn_at.is_(None)))
    )
    rows = session.execute(
        select(Participant.project_id, Participant.contact_id).where(
            Participant.project_id.in_({project_id for project_id, _ in by_person})
        )
    )
    takes_part = {(project_id, contact_id) for project_id, contact_id in rows}
    return [
        Hearer(hers[0].contact, person[0], hers)
        for person, hers in by_person.items()
        if person in takes_part and not any(quote.fact_id in told for quote in hers)
    ]


def tell_changed(
    session: Session, theme: Theme, hearers: Iterable[Hearer], *, actor: Actor, now: datetime
) -> None:
    """Let the next update of each say what we changed because of their words.

    It is a fact for them alone, so a PM approves it like every line.  The caller commits.
    """
    for hearer in hearers:
        fact = add_fact(
            session,
            hearer.quotes[0].project,
            kind=FactKind.NEWS,
            impact=Impact.GOOD,
            text=changed_words(hearer.words, theme.outcome, hearer.contact),
            source=hearer.quotes[0].source,
            hearers=[hearer.contact],
            actor=actor,
            now=now,
        )
        session.execute(
            update(ThemeQuote)
            .where(ThemeQuote.id.in_([quote.id for quote in hearer.quotes]))
            .values(fact_id=fact.id)
        )


def changed_words(quote: str, outcome: str, contact: Contact) -> str:
    """``You told us: “Photos are late.” We changed: they come on Wednesdays.``"""
    forms = _WORDS.get(contact.language, _WORDS["en"])
    said = forms[contact.formality is Formality.INFORMAL]
    room = LONGEST - len(said) - len(outcome)
    short = quote if len(quote) <= room else f"{quote[: room - 1].rstrip()}…"
    return said.format(short, outcome)
