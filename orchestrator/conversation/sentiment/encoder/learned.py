"""What the encoder learned of moods, as plain arrays: changes of its upper layers, and the head.

A matrix is kept as its difference from the base, four bits a weight: the difference is so small
that its sixteenth part does not matter.  Vectors are kept whole.  The file is an npz without
pickles, the same bytes for the same weights.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np

from orchestrator.conversation.sentiment.encoder.base import Base, Bytes, Floats
from orchestrator.conversation.sentiment.encoder.network import Layer, base_layer

FILE = "encoder.npz"
_IN_GROUP = 64
_MOST = 7


@dataclass(frozen=True)
class Head:
    """From a text's layers to the sums of moods and intents; ``weights`` is [2 * wide, sums].

    Its first half is for the mean of the pieces, the second for those that ``heed`` picks.
    """

    heed: Floats
    weights: Floats
    bias: Floats


@dataclass(frozen=True)
class Learned:
    layers: list[Layer]
    head: Head


def write_learned(learned: Learned, base: Base, first: int, path: Path) -> None:
    """``first`` is the number of the lowest layer that learned."""
    arrays = dict(_packed(learned, base, first))
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            # Without a date of its own: the same weights, the same file.
            archive.writestr(ZipInfo(f"{name}.npy"), _npy(array), ZIP_DEFLATED)


def read_learned(data: bytes, base: Base) -> Learned:
    """All layers of the encoder, those that did not learn as the base has them."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        kept = dict(arrays)
    layers = [_layer(base_layer(base, number), number, kept) for number in range(base.deep)]
    return Learned(layers, Head(kept["heed"], kept["weights"], kept["bias"]))


def _packed(
    learned: Learned, base: Base, first: int
) -> Iterator[tuple[str, "np.ndarray[tuple[int, ...], np.dtype[np.generic]]"]]:
    for number in range(first, base.deep):
        before, after = base_layer(base, number), learned.layers[number]
        for field in fields(Layer):
            name = f"{number}.{field.name}"
            value = getattr(after, field.name)
            if value.ndim == 1:
                yield name, value
            else:
                quarters, scales = pack(value - getattr(before, field.name))
                yield f"{name}.bits", quarters
                yield f"{name}.scale", scales
    for field in fields(Head):
        yield field.name, getattr(learned.head, field.name)


def _layer(before: Layer, number: int, kept: Mapping[str, Floats]) -> Layer:
    changed = {}
    for field in fields(Layer):
        name = f"{number}.{field.name}"
        if name in kept:
            changed[field.name] = kept[name]
        elif f"{name}.bits" in kept:
            matrix = getattr(before, field.name)
            change = unpack(kept[f"{name}.bits"].view(np.uint8), kept[f"{name}.scale"])
            changed[field.name] = matrix + change
    return replace(before, **changed)


def pack(change: Floats) -> tuple[Bytes, "np.ndarray[tuple[int, ...], np.dtype[np.float16]]"]:
    """[inputs, outputs] -> two weights a byte, and a scale for each `_IN_GROUP` inputs."""
    groups = change.reshape(-1, _IN_GROUP, change.shape[1])
    scales = (np.abs(groups).max(axis=1) / _MOST).astype(np.float16)
    steps = np.maximum(scales.astype(np.float32), np.float32(1e-12))[:, None]
    whole = np.clip(np.rint(groups / steps), -_MOST, _MOST).astype(np.int8) + 8
    flat = whole.reshape(change.shape).astype(np.uint8)
    return flat[::2] | flat[1::2] << 4, scales


def unpack(bits: Bytes, scales: Floats) -> Floats:
    flat = np.empty((2 * len(bits), bits.shape[1]), np.float32)
    flat[::2], flat[1::2] = bits & 15, bits >> 4
    groups = (flat - 8).reshape(-1, _IN_GROUP, bits.shape[1])
    return (groups * scales.astype(np.float32)[:, None]).reshape(flat.shape)


def _npy(array: "np.ndarray[tuple[int, ...], np.dtype[np.generic]]") -> bytes:
    written = BytesIO()
    np.save(written, array, allow_pickle=False)
    return written.getvalue()
