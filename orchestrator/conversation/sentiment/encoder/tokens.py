"""A text as the pieces of words that the encoder knows: the likeliest way to cut it.

Unigram segmentation by Viterbi's algorithm (Kudo 2018, "Subword Regularization", section 3.1).
"""

import re

from orchestrator.conversation.sentiment.encoder.base import Vocabulary

MOST = 128
"""What is read of a mail, with the two marks around it."""
# What the encoder was taught to see before a text that is to be judged by itself.
_PREFIX = "query: "
_SPACE = "▁"
_UNLIKELY = 10.0


class Tokenizer:
    """Holds no text; safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._longest = max(map(len, vocabulary.number_of))
        self._unknown_score = min(vocabulary.scores) - _UNLIKELY

    def tokens(self, sentences: list[str]) -> tuple[list[int], list[int]]:
        """The numbers of the pieces, and for each the index of its sentence (-1: a mark of ours).

        Beyond `MOST` nothing is read.
        """
        written, owner = self._written(sentences)
        cuts = self._cuts(written)
        pieces = [(self._number(written[a:b]), owner[a]) for a, b in cuts][: MOST - 2]
        words = self._words
        marked = [(words.begin, -1), *pieces, (words.end, -1)]
        return [number for number, _ in marked], [sentence for _, sentence in marked]

    def _written(self, sentences: list[str]) -> tuple[str, list[int]]:
        """As the encoder writes it, a mark for each space, and whose sentence each character is."""
        parts = [_PREFIX, *(f"{sentence} " for sentence in sentences)]
        written, owner = "", []
        for index, part in enumerate(parts):
            plain = re.sub(r" +", " ", part.translate(self._words.written_as))
            marked = plain.replace(" ", _SPACE)
            written += marked
            owner += [index - 1] * len(marked)
        return _SPACE + written.rstrip(_SPACE), [-1, *owner]

    def _number(self, piece: str) -> int:
        return self._words.number_of.get(piece, self._words.unknown)

    def _cuts(self, text: str) -> list[tuple[int, int]]:
        number_of, scores = self._words.number_of, self._words.scores
        best = [0.0] + [float("-inf")] * len(text)
        begun = [0] * (len(text) + 1)
        for begin in range(len(text)):
            so_far = best[begin]
            for end in range(begin + 1, min(len(text), begin + self._longest) + 1):
                number = number_of.get(text[begin:end])
                if number is not None and so_far + scores[number] > best[end]:
                    best[end], begun[end] = so_far + scores[number], begin
            if so_far + self._unknown_score > best[begin + 1]:
                best[begin + 1], begun[begin + 1] = so_far + self._unknown_score, begin
        cuts, end = [], len(text)
        while end:
            cuts.append((begun[end], end))
            end = begun[end]
        return cuts[::-1]
