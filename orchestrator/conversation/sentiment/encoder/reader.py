"""How a mail feels, as the encoder has learned it: sums for moods and intents, by sentence."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from orchestrator.conversation.sentiment.encoder.base import Base
from orchestrator.conversation.sentiment.encoder.learned import FILE, Learned, read_learned
from orchestrator.conversation.sentiment.encoder.network import Embedding, run, softmax
from orchestrator.conversation.sentiment.encoder.tokens import Tokenizer
from orchestrator.conversation.sentiment.told import Told


class E5Encoder:
    """An `Encoder`, safe to share between threads."""

    def __init__(self, base: Base, learned: Learned) -> None:
        self._tokenizer = Tokenizer(base.vocabulary)
        self._embedding = Embedding(base)
        self._learned = learned
        self._heads = base.heads

    def read(self, sentences: Sequence[str]) -> Told:
        """The sums are linear in the pieces at the end, so each sentence has its own share."""
        tokens, owners = self._tokenizer.tokens(list(sentences))
        told = run(self._learned.layers, self._embedding.of(tokens), self._heads)
        head = self._learned.head
        heeded = softmax(told @ head.heed)[:, None]
        wide = told.shape[1]
        shares = told @ head.weights[:wide] / len(told) + heeded * (told @ head.weights[wide:])
        rows = np.zeros((len(sentences) + 1, shares.shape[1]), np.float32)
        np.add.at(rows, owners, shares)
        return Told((rows[-1] + head.bias).tolist(), rows[:-1].tolist())


@cache
def shipped_encoder() -> E5Encoder:
    """Reading it takes a fifth of a second, and 150 MB."""
    base = Base()
    data = files("orchestrator.conversation.sentiment").joinpath(FILE).read_bytes()
    return E5Encoder(base, read_learned(data, base))
