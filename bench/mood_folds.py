"""Teach five encoders, each without a fold of the labelled mails, and keep what they say of it.

An hour and a half of one core: too long for every run of the bench.  So this is a command of its
own, `python -m bench.mood_folds`, for after a change of the mails or of the training; the bench
mixes what it kept, sixteen sums a mail, with the fast model and judges.
"""

from collections.abc import Sequence
import sys

from bench.folds import FOLDS, Folded, folded
from bench.unseen import digest, store_sums
from orchestrator.conversation.sentiment.encoder.base import Base
from orchestrator.conversation.sentiment.encoder.reader import E5Encoder
from orchestrator.conversation.sentiment.encoder.tuning import tune
from orchestrator.conversation.sentiment.fit import Example
from orchestrator.conversation.sentiment.moodless import spoken_parts
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.conversation.sentiment.training import shipped_mails


def main() -> None:
    mails = folded(shipped_mails())
    sums: dict[str, Sequence[float]] = {}
    for fold in range(FOLDS):
        sums |= _unseen(mails, fold)
    store_sums(sums)


def _unseen(mails: Folded, fold: int) -> dict[str, Sequence[float]]:
    base = Base()

    def say(words: str) -> None:
        print(f"fold {fold + 1} of {FOLDS}: {words}", file=sys.stderr)

    learned = tune([mail for mail, other in mails if other != fold], base, progress=say)
    encoder = E5Encoder(base, learned)
    return {digest(mail): _sums(encoder, mail) for mail, other in mails if other == fold}


def _sums(encoder: E5Encoder, mail: Example) -> Sequence[float]:
    told = encoder.read(spoken_parts(count_sentences(mail.text)))
    return [sum(lane) for lane in zip(told.whole, *told.sentences, strict=True)]


if __name__ == "__main__":
    main()
