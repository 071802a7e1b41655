"""The words around the facts: subject, preview, why she gets it.  Pure."""

from collections.abc import Sequence
from datetime import date

from orchestrator.digest.cadence import Rhythm
from orchestrator.wording import day

SUBJECT_AT_MOST = 50
NAME_AT_MOST = 18
PREVIEW_AT_MOST = 90

_UPDATE_NAMES = {
    "daily": "Daily update",
    "weekly": "Weekly update",
    "fortnightly": "Fortnightly update",
    "monthly": "Monthly update",
    "needed": "Update",
}
_CORRECTED = {
    "en": "Corrected:",
    "de": "Berichtigt:",
    "fr": "Rectifié\u00a0:",
    "es": "Corregido:",
    "it": "Corretto:",
    "nl": "Gecorrigeerd:",
    "pt": "Corrigido:",
}
_WEEKDAY_WORDS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def update_name(cadence: str) -> str:
    return _UPDATE_NAMES[cadence]


def corrected(text: str, language: str) -> str:
    """What a reader heard otherwise before."""
    word = _CORRECTED.get(language, _CORRECTED["en"])
    return text if text.startswith(word) else f"{word} {text}"


def subject(
    project: str,
    *,
    decisions: int,
    answers: int,
    due_on: date | None,
    bad: Sequence[str],
    good: Sequence[str],
    today: date,
) -> str:
    """``{project}: {the one thing}``: asks first, then bad news, an outcome, then calm."""
    if due_on is not None:
        thing = f"{_counted(decisions, answers)} by {day(due_on, today=today)}"
    else:
        thing = next(iter([*bad, *good]), "nothing needed this week").rstrip(".")
    whole = f"{project}: {thing}"
    # What it is about gives way before what happened: "Booking site relaunch" to "Booking site".
    return (
        whole
        if len(whole) <= SUBJECT_AT_MOST
        else shorten(f"{_first_words(project, NAME_AT_MOST)}: {thing}", SUBJECT_AT_MOST)
    )


def _first_words(name: str, at_most: int) -> str:
    """As many whole words as fit; at least the first."""
    kept = name.split()[:1]
    for word in name.split()[1:]:
        if len(" ".join([*kept, word])) > at_most:
            break
        kept.append(word)
    return " ".join(kept)[:SUBJECT_AT_MOST]


def preview(sentences: Sequence[str], asks: int) -> str:
    """The consequence, for the line that mail programs show under the subject."""
    words = next(iter(sentences), "All quiet. Nothing needs you.")
    hint = " Just hit reply." if asks else ""
    return shorten(words, PREVIEW_AT_MOST - len(hint)) + hint


def why(rhythm: Rhythm, length: str, chosen: str) -> str:
    """Why she gets it, in the words of the footer."""
    when = rhythm_in_words(rhythm)
    because = f"because you chose that on {chosen}" if chosen else "as we agreed at the start"
    return f"You get this update {when}, {length} length, {because}."


def rhythm_in_words(rhythm: Rhythm) -> str:
    """``every Friday at 16:00``."""
    at = f"{max(rhythm.at, rhythm.not_before):%H:%M}"
    weekday = _WEEKDAY_WORDS[rhythm.weekday]
    return {
        "daily": f"every working day at {at}",
        "weekly": f"every {weekday} at {at}",
        "fortnightly": f"every other {weekday} at {at}",
        "monthly": f"on the first {weekday} of the month at {at}",
        "needed": "only when we need you or something slips",
    }[rhythm.cadence]


def shorten(words: str, at_most: int) -> str:
    """Cut at a word's end, with an ellipsis, to at most ``at_most`` characters."""
    words = " ".join(words.split())
    if len(words) <= at_most:
        return words
    cut = words[: at_most - 1]
    kept = cut.rpartition(" ")[0] if " " in cut[at_most // 2 :] else cut
    return kept.rstrip(" ,.;:–-") + "…"


def _counted(decisions: int, answers: int) -> str:
    if not decisions:
        return "1 question" if answers == 1 else f"{answers} questions"
    if answers:
        return f"{decisions + answers} questions"
    return "1 decision" if decisions == 1 else f"{decisions} decisions"
