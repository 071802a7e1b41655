"""The welcome in a client's language, formally or not.  Pure."""

from datetime import date, time

from orchestrator.dispatch.welcome_texts import INFORMAL, WORDS, Words
from orchestrator.models import Formality
from orchestrator.models.frequency import Limit

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def words_for(language: str, formality: Formality) -> Words:
    """The words of a language, by its code; English where we have none."""
    code = language[:2].lower()
    words = WORDS.get(code, WORDS["en"])
    if formality is not Formality.INFORMAL or code not in INFORMAL:
        return words
    polite = INFORMAL[code].items()

    def informal(text: str) -> str:
        for said, instead in polite:
            text = text.replace(said, instead)
        return text

    spoken = Words._make(informal(each) if isinstance(each, str) else each for each in words)
    first, second, third = map(informal, words.headings)
    return spoken._replace(headings=(first, second, third))


def how_often(
    words: Words,
    limit: Limit,
    rhythm: tuple[str, str, time],
    first_on: date,
) -> list[str]:
    """The promise, the rhythm, and what does not count, each as a sentence or two.

    Args:
        rhythm: cadence, weekday and wall time.
        first_on: the first day with an update, where the cadence names one.
    """
    cadence, weekday, at = rhythm
    promise = words.promise.format(cap=words.caps[limit.period].format(n=limit.messages))
    if cadence == "needed":
        return [promise, words.needed, words.apart]
    day = words.days[_DAYS.index(weekday)]
    shown = words.rhythms[cadence].format(day=day, at=f"{at:%H:%M}")
    first = words.date.format(
        day=words.days[first_on.weekday()], d=first_on.day, m=first_on.month,
        month=f"{first_on:%b}",
    )  # fmt: skip
    return [promise, words.update.format(rhythm=shown, first=first), words.apart]
