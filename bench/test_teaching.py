"""The encoder learns, and learns the same of the same mails; `make teach` runs it.

It is no part of `make test`, because jax is not installed there.
"""

import numpy as np

from orchestrator.conversation.sentiment.encoder.base import Base
from orchestrator.conversation.sentiment.encoder.reader import E5Encoder
from orchestrator.conversation.sentiment.encoder.tuning import tune
from orchestrator.conversation.sentiment.fit import Example


def test_the_same_mails_teach_the_same_and_they_teach() -> None:
    base = Base()
    mails = [
        Example(text, label, frozenset(), "en")
        for text, label in (
            ("It broke again.", "negative"),
            ("The list is attached.", "neutral"),
            ("We love the new pages.", "positive"),
        )
    ]
    said: list[str] = []
    taught = [tune(mails, base, epochs=40, first=11, progress=said.append) for _ in range(2)]
    encoders = [E5Encoder(base, each) for each in taught]
    whole = [encoder.read(["It broke again."]) for encoder in encoders]
    assert whole[0] == whole[1]
    for mail, at in zip(mails, range(3), strict=True):
        told = encoders[0].read([mail.text])
        moods = np.add(told.whole, told.sentences[0])[:3]
        assert moods.argmax() == at
    losses = [float(words.rsplit(" ", 1)[1]) for words in said if "loss" in words]
    assert losses[39] < losses[0] / 2
