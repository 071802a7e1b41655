"""How a client's own words say that they feel, with the sentence that decided.

The score sums, sentence by sentence, what the learned weights and the rules say.  Where
they have too little to go by, or contradict each other, the answer is ``unclear``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
import re
from typing import Any, Literal

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from orchestrator.conversation.regression import sigmoid, softmax
from orchestrator.conversation.reply_asks import fold
from orchestrator.conversation.sentiment.closings import without_closings
from orchestrator.conversation.sentiment.features import features
from orchestrator.conversation.sentiment.fit import BIAS, INTENTS, LABELS, length_feature, scale
from orchestrator.conversation.sentiment.in_use import learned as in_use
from orchestrator.conversation.sentiment.moodless import spoken_parts
from orchestrator.conversation.sentiment.rules import Rule, matching_rules
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.conversation.sentiment.told import Encoder, Told
from orchestrator.conversation.weights import Weights
from orchestrator.language import detect

Label = Literal["negative", "neutral", "positive", "unclear"]
LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})


@dataclass(frozen=True)
class _Limits:
    """How likely praise must be, and what a complaint beside it makes of it.

    Above ``min_complaint`` it is one, for it must be acted on; above ``max_doubt`` the machine
    abstains, and a person reads the mail.  A complaint of fewer than four words must be as likely
    as ``min_cue``.
    """

    min_positive: float
    max_doubt: float
    min_complaint: float
    min_cue: float


# The fast model is never sure enough of a complaint to set it above the praise.
_FAST, _FULL = _Limits(0.36, 0.44, 1.0, 0.45), _Limits(0.5, 0.21, 0.21, 0.6)
_MIN_INTENT = 0.45
# How much of the sums is the encoder's, where it is heard.
_ENCODER_SHARE = 0.5
# So likely must praise of fewer than four words be.
_MIN_PRAISE = 0.45
# Above it, both sides of so few words are as likely.
_EVEN = 0.4
# "2 no, too expensive": what stands beside an answer is its reason before it is a mood.
_MIN_CUE_OF_REASON = 0.93
# Alone, these may be content or cold.
_COLD = re.compile(
    r"(?:fine|whatever|if you say so|as you wish|wie sie meinen|comme vous voulez)[\s.!]*",
    re.IGNORECASE,
)
_ONE_EMOJI = re.compile(r"[☀-➿\U0001F300-\U0001FAFF]\W?")
_CONTENT_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Evidence:
    """A sentence of the mail, verbatim; below zero it weighs for ``negative``."""

    text: str
    weight: float
    rule: str


@dataclass(frozen=True)
class Sentiment:
    """``score`` runs from -1 (unhappy) to 1; ``scored`` is false where the mail has no words."""

    scored: bool
    label: Label
    score: float
    p_negative: float
    intents: list[str]
    evidence: list[Evidence]
    language: str | None

    def as_json(self) -> dict[str, Any]:
        """The stable line of `orchestrator sentiment`, without its ``id``."""
        return asdict(self)


class ClientMailAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]
    """For ``TextBlob(text, analyzer=ClientMailAnalyzer())``; its ``sentiment`` is a Sentiment.

    ``lang`` is one of the seven codes where it is known, else it is detected.
    """

    kind = CONTINUOUS

    def __init__(self, lang: str | None = None, *, encoder: Encoder | None = None) -> None:
        super().__init__()
        self.lang = lang
        self.encoder = encoder

    def analyze(self, text: str) -> Sentiment:
        return read_sentiment(text, lang=self.lang, encoder=self.encoder)


def read_sentiment(
    text: str,
    *,
    lang: str | None = None,
    learned: Weights | None = None,
    encoder: Encoder | None = None,
) -> Sentiment:
    """Read a body; ``lang`` is one of the seven codes where it is known, else it is detected.

    ``learned`` are other weights than those in use.  With an ``encoder`` it takes twenty times as
    long and errs half as often.
    """
    counted = without_closings(count_sentences(text))
    sentences = spoken_parts(counted)
    language = lang or detect("\n".join(counted))
    if not sentences:
        return Sentiment(False, "unclear" if counted else "neutral", 0.0, 0.0, [], [], language)
    learned = learned or in_use().weights
    found = [features(sentence, language) for sentence in sentences]
    share = scale(sum(map(len, found)))
    whole = learned.add_up([BIAS, length_feature(sentences)])
    told = encoder.read(sentences) if encoder else None
    if told:
        whole = _blended(whole, told.whole)
    read = _read_sentences(sentences, found, learned, share, told)
    rules = [rule for each in read for rule in each.rules]
    sums = [sum(lane) for lane in zip(whole, *(each.sums for each in read), strict=True)]
    shares = softmax([sums[0], 0.0, sums[1]])
    limits = _FULL if told else _FAST
    cue = limits.min_cue if sentences == counted else _MIN_CUE_OF_REASON
    label = _label(shares, rules, sentences, language, learned, limits, cue=cue)
    return Sentiment(
        scored=True,
        label=label,
        score=round(_score(shares, label), 3),
        p_negative=round(shares[0], 3),
        intents=_intents(sums[2:], rules),
        evidence=_evidence(read, label),
        language=language,
    )


def _score(shares: Sequence[float], label: Label) -> float:
    """How much happier than unhappy; a complaint beside praise counts by itself."""
    score = shares[2] - shares[0]
    return -shares[0] if label == "negative" and score > 0 else score


def heaviest_against(text: str) -> str:
    """The sentence of a mail that weighs most for ``negative``, whatever the whole says.

    Empty where none does.
    """
    sentences = spoken_parts(without_closings(count_sentences(text)))
    language = detect(text)
    found = [features(sentence, language) for sentence in sentences]
    read = _read_sentences(sentences, found, in_use().weights, scale(sum(map(len, found))))
    worst = min(read, key=lambda each: each.weight, default=None)
    return worst.sentence if worst and worst.weight < 0 else ""


@dataclass(frozen=True)
class _Read:
    """A sentence with what it adds to the sums of `NAMES`, rules included."""

    sentence: str
    sums: Sequence[float]
    rules: Sequence[Rule]

    @property
    def weight(self) -> float:
        return round(self.sums[1] - self.sums[0], 2)


def _read_sentences(
    sentences: Sequence[str],
    found: Sequence[Sequence[str]],
    learned: Weights,
    share: float,
    told: Told | None = None,
) -> list[_Read]:
    """What stands in two sentences counts in the first."""
    read: list[_Read] = []
    before: set[str] = set()
    for number, (sentence, each) in enumerate(zip(sentences, found, strict=True)):
        new = set(each) - before
        before |= new
        sums = [each * share for each in learned.add_up(new)]
        if told:
            sums = _blended(sums, told.sentences[number])
        rules = matching_rules(fold(sentence))
        for rule in rules:
            sums[0] += max(0.0, rule.push)
            sums[1] += max(0.0, -rule.push)
        read.append(_Read(sentence, sums, rules))
    return read


def _blended(sums: Sequence[float], encoded: Sequence[float]) -> list[float]:
    """The encoder's sums have one for neutral, against which the others are taken."""
    negative, neutral, positive, *intents = encoded
    against = [negative - neutral, positive - neutral, *intents]
    return [
        (1 - _ENCODER_SHARE) * one + _ENCODER_SHARE * other
        for one, other in zip(sums, against, strict=True)
    ]


def _label(
    shares: Sequence[float],
    rules: Sequence[Rule],
    sentences: Sequence[str],
    language: str | None,
    learned: Weights,
    limits: _Limits,
    *,
    cue: float,
) -> Label:
    negative, _, positive = shares
    best = LABELS[max(range(len(LABELS)), key=lambda index: shares[index])]
    if rules:
        return _checked(best, negative, positive, limits)
    said = " ".join(sentences)
    if _COLD.fullmatch(said) or _ONE_EMOJI.fullmatch(said):
        return "unclear"
    if language not in LANGUAGES and not _mostly_known(said, learned):
        return "unclear"
    if _is_short(said) and _may_be_either(negative, positive, limits, cue=cue):
        return "unclear"
    return _checked(best, negative, positive, limits)


def _may_be_either(negative: float, positive: float, limits: _Limits, *, cue: float) -> bool:
    """Too few words to say which, or that it is any."""
    no_cue = positive < _MIN_PRAISE and negative < cue
    dry_praise = positive > negative > limits.min_complaint
    return no_cue or dry_praise or min(negative, positive) > _EVEN


def _is_short(said: str) -> bool:
    return len(list(islice(_CONTENT_WORD.finditer(said), 4))) < 4


def _mostly_known(said: str, learned: Weights) -> bool:
    """Too short a text names no language, yet its words may all have been learned."""
    words = _CONTENT_WORD.findall(said)
    known = sum(word.lower() in learned for word in words)
    return known >= 0.5 * len(words)


def _checked(best: str, negative: float, positive: float, limits: _Limits) -> Label:
    """Take a positive reading only when it is likely and hardly contradicted."""
    if best == "positive" and negative > limits.min_complaint:
        return "negative"
    if best == "positive":
        sure = positive >= limits.min_positive and negative <= limits.max_doubt
        return "positive" if sure else "unclear"
    if best == "negative":
        return "negative"
    return "unclear" if min(negative, positive) > limits.max_doubt else "neutral"


def _intents(sums: Sequence[float], rules: Sequence[Rule]) -> list[str]:
    likely = {
        intent for intent, value in zip(INTENTS, sums, strict=True) if sigmoid(value) >= _MIN_INTENT
    }
    return sorted(likely.union(*(rule.intents for rule in rules)))


def _evidence(read: Sequence[_Read], label: Label) -> list[Evidence]:
    """The sentences that decided, heaviest first; a neutral mail has none."""
    if label == "neutral":
        return []
    sign = {"negative": -1, "positive": 1}.get(label, 0)
    agreeing = [each for each in read if each.weight * sign > 0] if sign else read
    ranked = sorted(agreeing or read, key=lambda each: abs(each.weight), reverse=True)
    return [Evidence(each.sentence, each.weight, _decisive_rule(each.rules)) for each in ranked[:3]]


def _decisive_rule(rules: Sequence[Rule]) -> str:
    """The strongest: a red line is not hidden by a milder wording that stands beside it."""
    strongest = max(rules, key=lambda rule: abs(rule.push), default=None)
    return strongest.name if strongest else "learned"
