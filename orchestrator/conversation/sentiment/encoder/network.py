"""The encoder's layers: each piece of a text is read in the light of all the others.

A BERT encoder (Devlin et al. 2019) as multilingual-e5-small has it: attention, then a hidden
layer, each added to what came in and normalised.  One text at a time, so nothing is padded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orchestrator.conversation.sentiment.encoder.base import Base, Floats

_EPSILON = np.float32(1e-12)
_GELU, _CUBE = np.float32(0.7978845608), np.float32(0.044715)


@dataclass(frozen=True)
class Layer:
    """Matrices are [inputs, outputs]; ``mix`` makes query, key and value beside each other."""

    mix: Floats
    mix_bias: Floats
    out: Floats
    out_bias: Floats
    first_scale: Floats
    first_shift: Floats
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    second_scale: Floats
    second_shift: Floats


def base_layer(base: Base, number: int) -> Layer:
    """As the shipped model has it, before it learned moods."""

    def matrix(name: str) -> Floats:
        return base.matrix(f"l{number}.{name}.w")

    def floats(name: str) -> Floats:
        return base.floats(f"l{number}.{name}")

    return Layer(
        mix=np.concatenate([matrix("q"), matrix("k"), matrix("v")], axis=1),
        mix_bias=np.concatenate([floats("q.b"), floats("k.b"), floats("v.b")]),
        out=matrix("ao"), out_bias=floats("ao.b"),
        first_scale=floats("aln.w"), first_shift=floats("aln.b"),
        widen=matrix("fi"), widen_bias=floats("fi.b"),
        narrow=matrix("fo"), narrow_bias=floats("fo.b"),
        second_scale=floats("oln.w"), second_shift=floats("oln.b"),
    )  # fmt: skip


class Embedding:
    """What each piece means by itself, and where it stands."""

    def __init__(self, base: Base) -> None:
        self._base = base
        places = base.floats("emb.pos").reshape(-1, base.wide)
        self._places = places + base.floats("emb.type")[: base.wide]
        self._scale, self._shift = base.floats("emb.ln.w"), base.floats("emb.ln.b")

    def of(self, tokens: list[int]) -> Floats:
        """[tokens, wide]"""
        told = self._base.embeddings(tokens) + self._places[: len(tokens)]
        return _normal(told, self._scale, self._shift)


def run(layers: Sequence[Layer], told: Floats, heads: int) -> Floats:
    """[tokens, wide] in and out."""
    for layer in layers:
        told = _step(layer, told, heads)
    return told


def _step(layer: Layer, told: Floats, heads: int) -> Floats:
    mixed = _attention(told @ layer.mix + layer.mix_bias, heads)
    heard = told + mixed @ layer.out + layer.out_bias
    heard = _normal(heard, layer.first_scale, layer.first_shift)
    thought = _gelu(heard @ layer.widen + layer.widen_bias) @ layer.narrow + layer.narrow_bias
    return _normal(heard + thought, layer.second_scale, layer.second_shift)


def _attention(mixed: Floats, heads: int) -> Floats:
    many, wide = len(mixed), mixed.shape[1] // 3
    query, key, value = mixed.reshape(many, 3, heads, wide // heads).transpose(1, 2, 0, 3)
    shares = softmax(query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(wide // heads)))
    return (shares @ value).transpose(1, 0, 2).reshape(many, wide)


def softmax(sums: Floats) -> Floats:
    """Over the last axis."""
    raised: Floats = np.exp(sums - sums.max(axis=-1, keepdims=True))
    raised /= raised.sum(axis=-1, keepdims=True)
    return raised


def _gelu(sums: Floats) -> Floats:
    """By tanh (Hendrycks and Gimpel 2016, section 2), as it was trained."""
    bent: Floats = np.tanh(_GELU * (sums + _CUBE * sums * sums * sums))
    bent += 1
    bent *= np.float32(0.5) * sums
    return bent


def _normal(told: Floats, scale: Floats, shift: Floats) -> Floats:
    centred: Floats = told - told.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred)[:, None] / np.float32(told.shape[1])
    centred *= scale / np.sqrt(spread + _EPSILON)
    centred += shift
    return centred
