"""How well the mood of unseen mails is read, and in what time: by the full and the fast model.

Five folds of the labelled mails, each read by weights that never saw it.  *Unclear* counts as
neutral.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
import random
from statistics import median
import time
from typing import Any

from bench.folds import FOLDS, folded
from bench.mood_speed import cost
from bench.unseen import Unseen, digest, stored_sums
from orchestrator.conversation.sentiment import read_sentiment
from orchestrator.conversation.sentiment.fit import LABELS, NAMES, Example, fit, rows
from orchestrator.conversation.sentiment.training import shipped_mails
from orchestrator.conversation.weights import Weights, pack

RESAMPLED = 200
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
FAST_SECONDS, FULL_SECONDS, FULL_MEGABYTES = 0.0003, 0.025, 150
# How far the fast model may be behind the full one.
BEHIND = 0.05


@dataclass(frozen=True)
class Judged:
    mail: Example
    label: str
    p_negative: float
    seconds: float


def mood(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    fast, full = unseen(progress=progress)
    return [*_quality(full), *_speed(fast, macro_f1(full))]


def unseen(*, progress: Callable[[str], None]) -> tuple[list[Judged], list[Judged]]:
    """Each labelled mail, read by the fast and by the full model, which did not learn it."""
    mails, sums = folded(shipped_mails()), stored_sums()
    fast: list[Judged] = []
    full: list[Judged] = []
    for fold in range(FOLDS):
        learned = pack(NAMES, rows(fit([mail for mail, other in mails if other != fold])))
        of_fold = [mail for mail, other in mails if other == fold]
        fast += [_judged(mail, learned) for mail in of_fold]
        full += [_judged(mail, learned, Unseen(sums[digest(mail)])) for mail in of_fold]
        progress(f"mood: fold {fold + 1} of {FOLDS}")
    return fast, full


def _quality(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    sarcastic = [each for each in judged if each.mail.case == "sarcasm"]
    worst = min(LANGUAGES, key=lambda lang: macro_f1(_in(judged, lang)))
    by_language = ", ".join(f"{lang} {macro_f1(_in(judged, lang)):.2f}" for lang in LANGUAGES)
    return [
        _figure("macro-F1 of moods", macro_f1, judged, at_least=0.86),
        _figure("unhappy mails found at precision .80", recall_at_precision, judged, at_least=0.88),
        _figure("unhappy mails read as happy", severe, judged, at_most=0.04),
        _figure("sarcasm read rightly", right, sarcastic, at_least=0.70),
        {
            "name": f"macro-F1 of the weakest language, {worst}",
            "ratio": macro_f1(_in(judged, worst)),
            "at_least": 0.80, "peer": "1", "detail": by_language,
        },
    ]  # fmt: skip


def _speed(fast: Sequence[Judged], full_f1: float) -> list[dict[str, Any]]:
    fast_seconds = median(each.seconds for each in fast)
    full_seconds, megabytes = cost()
    return [
        _figure("macro-F1 of the fast model", macro_f1, fast, at_least=full_f1 - BEHIND),
        _figure("unhappy mails the fast model reads as happy", severe, fast, at_most=0.04),
        {
            "name": "median time of the fast model", "ratio": fast_seconds / FAST_SECONDS,
            "at_most": 1.0, "peer": "0.3 ms", "detail": f"{fast_seconds * 1e6:.0f} us of CPU",
        },
        {
            "name": "median time of the full model", "ratio": full_seconds / FULL_SECONDS,
            "at_most": 1.0, "peer": "25 ms", "detail": f"{full_seconds * 1e3:.1f} ms of one core",
        },
        {
            "name": "memory of the full model", "ratio": megabytes / FULL_MEGABYTES,
            "at_most": 1.0, "peer": "150 MB", "detail": f"{megabytes:.0f} MB more",
        },
    ]  # fmt: skip


def _judged(mail: Example, learned: Weights, encoder: Unseen | None = None) -> Judged:
    begun = time.process_time()
    found = read_sentiment(mail.text, lang=mail.lang, learned=learned, encoder=encoder)
    seconds = time.process_time() - begun
    label = "neutral" if found.label == "unclear" else found.label
    return Judged(mail, label, found.p_negative, seconds)


def macro_f1(judged: Sequence[Judged]) -> float:
    return sum(_f1(judged, label) for label in LABELS) / len(LABELS)


def _f1(judged: Sequence[Judged], label: str) -> float:
    hits = sum(each.label == label == each.mail.label for each in judged)
    named = sum(each.label == label for each in judged)
    meant = sum(each.mail.label == label for each in judged)
    return 2 * hits / max(1, named + meant)


def recall_at_precision(judged: Sequence[Judged], least: float = 0.80) -> float:
    """The largest share of unhappy mails above some P(negative) where so many are unhappy."""
    unhappy = _unhappy(judged)
    ranked = sorted(judged, key=lambda each: each.p_negative, reverse=True)
    best = hits = 0
    for many, each in enumerate(ranked, 1):
        hits += each.mail.label == "negative"
        best = hits if hits >= least * many else best
    return best / max(1, len(unhappy))


def severe(judged: Sequence[Judged]) -> float:
    unhappy = _unhappy(judged)
    return sum(each.label == "positive" for each in unhappy) / max(1, len(unhappy))


def right(judged: Sequence[Judged]) -> float:
    return sum(each.label == each.mail.label for each in judged) / max(1, len(judged))


def _unhappy(judged: Sequence[Judged]) -> list[Judged]:
    return [each for each in judged if each.mail.label == "negative"]


def _in(judged: Sequence[Judged], lang: str) -> list[Judged]:
    return [each for each in judged if each.mail.lang == lang]


def _figure(
    name: str, measure: Callable[[Sequence[Judged]], float], judged: Sequence[Judged], **target: Any
) -> dict[str, Any]:
    low, high = _interval(measure, judged)
    detail = f"of {len(judged)} mails; 95 % between {low:.3f} and {high:.3f}"
    return {"name": name, "ratio": measure(judged), "peer": "1", "detail": detail, **target}


def _interval(
    measure: Callable[[Sequence[Judged]], float], judged: Sequence[Judged]
) -> tuple[float, float]:
    """By bootstrap, with a seed of its own."""
    chance = random.Random(1)
    drawn = sorted(measure(chance.choices(judged, k=len(judged))) for _ in range(RESAMPLED))
    return drawn[round(0.025 * RESAMPLED)], drawn[round(0.975 * RESAMPLED) - 1]
