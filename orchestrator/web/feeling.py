"""How a mail is felt, in a word with its tone and shape: by its words and by its pulse."""

from typing import Final

from sqlalchemy import ColumnElement, and_, case, func

from orchestrator.models import Pulse, Sentiment

Felt = tuple[str, str, str]
"""Tone, word, shape."""

FELT: Final[dict[str, Felt]] = {
    "negative": ("bad", "Unhappy", "octagon-x"),
    "neutral": ("none", "Calm", "circle-minus"),
    "positive": ("good", "Happy", "circle-check"),
    "unclear": ("none", "Unclear", "circle-dashed"),
}
_SCORED: Final[dict[int, Felt]] = {
    1: ("bad", "Unhappy 1/5", "octagon-x"),
    2: ("bad", "Unhappy 2/5", "octagon-x"),
    3: ("watch", "So-so 3/5", "triangle-alert"),
    4: ("good", "Good 4/5", "circle-check"),
    5: ("good", "Great 5/5", "circle-check"),
}


_SO_SO: Final = 3


def feeling(sentiment: Sentiment | None, score: int | None) -> Felt:
    """A person's correction counts first, then unhappy words, then the pulse."""
    if sentiment is None:
        return felt_as("unclear", None, score)
    return felt_as(sentiment.label, sentiment.corrected_label, score)


def felt_as(label: str, corrected: str | None, score: int | None) -> Felt:
    """`feeling`, of the columns alone."""
    if corrected is not None or score is None or label == "negative":
        return FELT[corrected or label]
    return _SCORED[score]


def unhappiness() -> ColumnElement[int]:
    """The same as a number, 0 the least happy, of a `Sentiment` and `Pulse` that may be missing.

    What could not be read may be anything, so it comes second, as does a score of 3.
    """
    felt = func.coalesce(Sentiment.corrected_label, Sentiment.label, "unclear")
    scored = and_(Sentiment.corrected_label.is_(None), Pulse.score.is_not(None))
    return case(
        (felt == "negative", 0),
        (and_(scored, Pulse.score <= 2), 0),
        (and_(scored, Pulse.score == 3), 1),
        (and_(scored, Pulse.score >= 4), 3),
        (felt == "positive", 3),
        (felt == "neutral", 2),
        else_=1,
    )


def deciding_words(sentiment: Sentiment | None, score: int | None = None) -> list[str]:
    """The sentences that decided a mood, the heaviest first, as the scorer ranked them.

    Where the pulse is no good one, those that weigh against us come first, and no praise is
    left.  None decided what is unclear, nor what a person knows better.
    """
    if sentiment is None or sentiment.label == "unclear" or sentiment.corrected_label:
        return []
    evidence = sentiment.evidence
    if score is not None and score <= _SO_SO:
        against = [found for found in evidence if found["weight"] < 0]
        evidence = sorted(against, key=lambda found: found["weight"])
    return list(dict.fromkeys(found["text"] for found in evidence))[:3]
