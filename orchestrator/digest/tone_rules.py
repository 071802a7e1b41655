"""What a rule about the tone of a text is made of: its cause, its words, a calmer wording.  Pure.

The rules of a language stand in ``tone_en`` to ``tone_pt``.  A pattern is matched within one
sentence, in small letters and without accents; a space in it is any white space.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is wrong with words that we are about to send, as the writer reads it."""

    HEATED = "heated"
    BLAMING = "blaming"
    SHOUTING = "shouting"
    CURT = "sarcastic or curt"
    OVERPROMISING = "promising too much"


class Cause(StrEnum):
    """Why some words are of their kind."""

    TOLD = "told"
    SHOULD = "should"
    FAULT = "fault"
    ALWAYS = "always"
    ANGER = "anger"
    INSULT = "insult"
    CAPITALS = "capitals"
    MARKS = "marks"
    SARCASM = "sarcasm"
    CURT = "curt"
    CERTAIN = "certain"
    NEVER = "never"
    EASY = "easy"


class Advice(NamedTuple):
    """``why`` and ``hint`` are one private sentence each, for the writer alone."""

    kind: Kind
    why: str
    hint: str


ADVICE: Mapping[Cause, Advice] = {
    Cause.TOLD: Advice(
        Kind.BLAMING,
        "It says that they did not listen.",
        "Say it as if for the first time.",
    ),
    Cause.SHOULD: Advice(
        Kind.BLAMING,
        "It holds something against them that nobody can change any more.",
        "Say what would help next time.",
    ),
    Cause.FAULT: Advice(
        Kind.BLAMING,
        "It says whose fault it is before it says what happens next.",
        "Say what happened and what you need now.",
    ),
    Cause.ALWAYS: Advice(
        Kind.BLAMING,
        "“Always” and “never” judge the person, not the case.",
        "Name the one case, with its day.",
    ),
    Cause.ANGER: Advice(
        Kind.HEATED,
        "The anger is what they will remember.",
        "Say what you need, and by when.",
    ),
    Cause.INSULT: Advice(
        Kind.HEATED,
        "It runs down the person or the idea.",
        "Say what does not work, and why.",
    ),
    Cause.CAPITALS: Advice(
        Kind.SHOUTING,
        "Capitals read as shouting.",
        "Write it in small letters; the words are strong enough.",
    ),
    Cause.MARKS: Advice(
        Kind.SHOUTING,
        "So many marks read as shouting.",
        "One mark is enough.",
    ),
    Cause.SARCASM: Advice(
        Kind.CURT,
        "In a mail nobody hears the smile: it reads as scorn.",
        "Say plainly what you mean.",
    ),
    Cause.CURT: Advice(
        Kind.CURT,
        "It ends the talk without a reason.",
        "Give the reason, or say what is possible instead.",
    ),
    Cause.CERTAIN: Advice(
        Kind.OVERPROMISING,
        "It promises what does not depend on us alone.",
        "Say what you plan, and what it depends on.",
    ),
    Cause.NEVER: Advice(
        Kind.OVERPROMISING,
        "Nobody can promise that nothing goes wrong.",
        "Say what you do to prevent it.",
    ),
    Cause.EASY: Advice(
        Kind.OVERPROMISING,
        "It says yes before anybody looked at the work.",
        "Say that you look into it, and when they hear from you.",
    ),
}


class Rules(NamedTuple):
    """Of one language.

    ``words``: patterns, each with the calmer wording that fits in its place, ``{group}`` for
    what is kept of it; None where only a rewrite helps.  ``calm``: what takes away a kind when
    it stands before the words in their sentence, such as "cannot" before "guarantee".
    ``curt``: whole answers that are too short.
    """

    words: Mapping[Cause, Mapping[str, str | None]]
    calm: Mapping[Kind, str]
    curt: str
