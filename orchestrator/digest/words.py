"""The words around the facts: subject, preview, why she gets it.  Pure."""

from collections.abc import Sequence
from datetime import date

from orchestrator.digest.cadence import Rhythm
from orchestrator.phrases import Phrases
from orchestrator.wording import day, rhythm_in_words

SUBJECT_AT_MOST = 50
NAME_AT_MOST = 18
PREVIEW_AT_MOST = 90


def corrected(text: str, say: Phrases) -> str:
    """What a reader heard otherwise before."""
    word = say("digest.corrected")
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
    say: Phrases,
) -> str:
    """``{project}: {the one thing}``: asks first, then bad news, an outcome, then calm."""
    if due_on is not None:
        what = _counted(decisions, answers, say)
        thing = say("digest.wanted_by", what=what, day=day(due_on, today=today, say=say))
    else:
        thing = next(iter([*bad, *good]), say("digest.calm")).rstrip(".")
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


def preview(sentences: Sequence[str], asks: int, say: Phrases) -> str:
    """The consequence, for the line that mail programs show under the subject."""
    words = next(iter(sentences), say("digest.quiet"))
    hint = f" {say('digest.just_reply')}" if asks else ""
    return shorten(words, PREVIEW_AT_MOST - len(hint)) + hint


def why(rhythm: Rhythm, length: str, chosen: str, say: Phrases) -> str:
    """Why she gets it, in the words of the footer."""
    return say(
        "digest.why_chosen" if chosen else "digest.why_agreed",
        rhythm=rhythm_in_words(rhythm.cadence, rhythm.weekday, rhythm.wall, say=say),
        length=say(f"digest.{length}"),
        day=chosen,
    )


def shorten(words: str, at_most: int) -> str:
    """Cut at a word's end, with an ellipsis, to at most ``at_most`` characters."""
    words = " ".join(words.split())
    if len(words) <= at_most:
        return words
    cut = words[: at_most - 1]
    kept = cut.rpartition(" ")[0] if " " in cut[at_most // 2 :] else cut
    return kept.rstrip(" ,.;:–-") + "…"


def _counted(decisions: int, answers: int, say: Phrases) -> str:
    if decisions and not answers:
        return say("digest.decisions", n=decisions)
    return say("digest.questions", n=decisions + answers)
