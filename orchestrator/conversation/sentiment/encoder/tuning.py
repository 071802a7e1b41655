"""Teach the encoder's upper layers moods and intents, of labelled mails.

The lower layers stay as they are shipped, so each mail passes them once.  Adam with decoupled
decay (Loshchilov and Hutter 2019), a rate that rises and falls, and lower rates for lower layers
(Howard and Ruder 2018, section 3.2).  It needs the package jax.  The same mails give the same
weights, on one kind of processor.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jax
from jax import numpy as jnp
import numpy as np

from orchestrator.conversation.sentiment.encoder.base import Base, Floats
from orchestrator.conversation.sentiment.encoder.learned import FILE, Head, Learned, write_learned
from orchestrator.conversation.sentiment.encoder.network import Embedding, Layer, base_layer, run
from orchestrator.conversation.sentiment.encoder.tokens import MOST, Tokenizer
from orchestrator.conversation.sentiment.fit import INTENTS, LABELS, Example
from orchestrator.conversation.sentiment.moodless import spoken_parts
from orchestrator.conversation.sentiment.sentences import count_sentences

FIRST = 6
"""The lowest layer that learns."""
EPOCHS = 5
RATE, HEAD_RATE, LOWER = 2e-4, 1e-3, 0.9
DROPPED, DECAY, SMOOTH, INTENT_SHARE = 0.1, 0.01, 0.05, 0.3
SEED = 0
_LENGTHS = (16, 24, 32, 48, 64, 96, MOST)
_TOKENS_A_STEP = 2048
_MIXED = 1024
_WARM = 0.1
_FAST, _SLOW = 0.9, 0.99

Tree = Any
"""A jax pytree: the trainable layers as mappings of arrays, and the head."""


@dataclass(frozen=True)
class _Lesson:
    """Some mails, each filled up to one length."""

    told: Floats
    is_token: Floats
    labels: Floats
    intents: Floats
    counts: Floats


@dataclass(frozen=True)
class _Mail:
    told: Floats
    label: Floats
    intents: Floats


def teach(mails: Sequence[Example], folder: Path, *, progress: Callable[[str], None]) -> Path:
    """Teach the encoder and write what it learned into the folder."""
    base = Base()
    path = folder / FILE
    write_learned(tune(mails, base, progress=progress), base, FIRST, path)
    return path


def tune(
    mails: Sequence[Example], base: Base, *, epochs: int = EPOCHS, first: int = FIRST,
    progress: Callable[[str], None],
) -> Learned:  # fmt: skip
    """What the encoder makes of the mails.  Some twenty minutes of one core for 8,000 of them."""
    lower = [base_layer(base, number) for number in range(first)]
    below = list(_below(mails, base, lower, progress))
    upper = [base_layer(base, number) for number in range(first, base.deep)]
    begun = {"layers": [asdict(layer) for layer in upper], "head": _first_head(base.wide)}
    tuned = _descend(begun, below, base.heads, epochs, progress)
    layers = [Layer(**{k: np.asarray(v) for k, v in each.items()}) for each in tuned["layers"]]
    head = Head(**{k: np.asarray(v) for k, v in tuned["head"].items()})
    return Learned([*lower, *layers], head)


def _below(
    mails: Sequence[Example], base: Base, lower: Sequence[Layer], progress: Callable[[str], None]
) -> Iterator[_Mail]:
    """Each mail as the lower layers tell it."""
    tokenizer, embedding = Tokenizer(base.vocabulary), Embedding(base)
    for number, mail in enumerate(mails):
        if number % 1000 == 0:
            progress(f"mail {number} of {len(mails)} through the lower layers")
        sentences = spoken_parts(count_sentences(mail.text))
        if sentences:
            tokens, _ = tokenizer.tokens(sentences)
            yield _Mail(
                run(lower, embedding.of(tokens), base.heads),
                np.array([mail.label == label for label in LABELS], np.float32),
                np.array([intent in mail.intents for intent in INTENTS], np.float32),
            )


def _first_head(wide: int) -> Tree:
    sums = len(LABELS) + len(INTENTS)
    chance = np.random.default_rng(SEED)
    weights = chance.normal(scale=0.01, size=(2 * wide, sums)).astype(np.float32)
    zeros = partial(np.zeros, dtype=np.float32)
    return {"heed": zeros(wide), "weights": weights, "bias": zeros(sums)}


def _descend(
    tree: Tree, mails: Sequence[_Mail], heads: int, epochs: int, progress: Callable[[str], None]
) -> Tree:
    chance = np.random.default_rng(SEED)
    total = epochs * len(_groups(mails, np.random.default_rng(SEED)))
    rates = _rates(tree)
    state = tree, jax.tree.map(jnp.zeros_like, tree), jax.tree.map(jnp.zeros_like, tree)
    key, done = jax.random.PRNGKey(SEED), 0
    for epoch in range(epochs):
        losses = []
        for length, group in _groups(mails, chance):
            key, drawn = jax.random.split(key)
            pace = _pace(done, total)
            state, loss = _step(state, done, pace, _lesson(group, length), drawn, rates, heads)
            losses.append(float(loss))
            done += 1
        progress(f"round {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}")
    return state[0]


def _groups(mails: Sequence[_Mail], chance: np.random.Generator) -> list[tuple[int, list[_Mail]]]:
    """Mails of about one length together, in an order of chance."""
    order = chance.permutation(len(mails))
    found = []
    for begin in range(0, len(order), _MIXED):
        drawn = [mails[at] for at in order[begin : begin + _MIXED]]
        for shorter, length in zip((0, *_LENGTHS), _LENGTHS, strict=False):
            alike = [mail for mail in drawn if shorter < len(mail.told) <= length]
            size = _size(length)
            found += [(length, alike[at : at + size]) for at in range(0, len(alike), size)]
    return [found[at] for at in chance.permutation(len(found))]


def _size(length: int) -> int:
    return min(64, _TOKENS_A_STEP // length)


def _lesson(group: Sequence[_Mail], length: int) -> _Lesson:
    size = _size(length)
    told = np.zeros((size, length, group[0].told.shape[1]), np.float32)
    is_token = np.zeros((size, length), np.float32)
    is_token[len(group) :, 0] = 1  # A row without a mail must not divide by zero.
    for row, mail in enumerate(group):
        told[row, : len(mail.told)], is_token[row, : len(mail.told)] = mail.told, 1
    filled = ((0, size - len(group)), (0, 0))
    return _Lesson(
        told,
        is_token,
        np.pad([mail.label for mail in group], filled),
        np.pad([mail.intents for mail in group], filled),
        (np.arange(size) < len(group)).astype(np.float32),
    )


jax.tree_util.register_dataclass(_Lesson, ["told", "is_token", "labels", "intents", "counts"], [])


def _pace(done: int, total: int) -> float:
    return min(1.0, done / (_WARM * total)) * (1 - done / total)


@partial(jax.jit, static_argnums=6)
def _step(
    state: tuple[Tree, Tree, Tree], done: int, pace: float, lesson: _Lesson, key: Any, rates: Tree,
    heads: int,
) -> tuple[tuple[Tree, Tree, Tree], Any]:  # fmt: skip
    tree, means, squares = state
    loss, slopes = jax.value_and_grad(_loss)(tree, lesson, key, heads)
    length = jnp.sqrt(sum((slope**2).sum() for slope in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope * jnp.minimum(1.0, 1 / (length + 1e-6)), slopes)
    means = jax.tree.map(lambda old, new: _FAST * old + (1 - _FAST) * new, means, slopes)
    squares = jax.tree.map(lambda old, new: _SLOW * old + (1 - _SLOW) * new**2, squares, slopes)

    def moved(weight: Any, mean: Any, square: Any, rate: float) -> Any:
        mean, square = mean / (1 - _FAST ** (done + 1)), square / (1 - _SLOW ** (done + 1))
        decay = DECAY * weight if weight.ndim > 1 else 0.0
        return weight - pace * rate * (mean / (jnp.sqrt(square) + 1e-8) + decay)

    return (jax.tree.map(moved, tree, means, squares, rates), means, squares), loss


def _rates(tree: Tree) -> Tree:
    layers = tree["layers"]
    by_layer = [RATE * LOWER ** (len(layers) - 1 - at) for at in range(len(layers))]
    return {
        "layers": [dict.fromkeys(each, r) for each, r in zip(layers, by_layer, strict=True)],
        "head": dict.fromkeys(tree["head"], HEAD_RATE),
    }


def _loss(tree: Tree, lesson: _Lesson, key: Any, heads: int) -> Any:
    sums = _sums(tree, lesson, key, heads)
    moods, intents = sums[:, : len(LABELS)], sums[:, len(LABELS) :]
    aims = lesson.labels * (1 - SMOOTH) + SMOOTH / len(LABELS)
    of_mood = -(aims * jax.nn.log_softmax(moods)).sum(1)
    of_intents = (jnp.logaddexp(0, intents) - lesson.intents * intents).mean(1) * 4
    return ((of_mood + INTENT_SHARE * of_intents) * lesson.counts).sum() / lesson.counts.sum()


def _sums(tree: Tree, lesson: _Lesson, key: Any, heads: int) -> Any:
    hidden = jnp.where(lesson.is_token > 0, 0.0, -1e9)
    told = lesson.told
    *keys, last = jax.random.split(key, len(tree["layers"]) + 1)
    for layer, drawn in zip(tree["layers"], keys, strict=True):
        told = _layer(Layer(**layer), told, hidden[:, None, None, :], heads, drawn)
    head = Head(**tree["head"])
    mean = (told * lesson.is_token[..., None]).sum(1) / lesson.is_token.sum(1, keepdims=True)
    heeded = jax.nn.softmax(told @ head.heed + hidden, axis=1)
    pooled = jnp.concatenate([mean, (told * heeded[..., None]).sum(1)], axis=1)
    return _dropped(pooled, last) @ head.weights + head.bias


def _layer(layer: Layer, told: Any, hidden: Any, heads: int, key: Any) -> Any:
    """As `network` has it, for many texts at once, and with parts dropped by chance."""
    first, second, third = jax.random.split(key, 3)
    many, length, wide = told.shape
    mixed = (told @ layer.mix + layer.mix_bias).reshape(many, length, 3, heads, wide // heads)
    query, key_, value = mixed.transpose(2, 0, 3, 1, 4)
    shares = jax.nn.softmax(query @ key_.swapaxes(2, 3) / np.sqrt(wide // heads) + hidden)
    met = (_dropped(shares, first) @ value).transpose(0, 2, 1, 3).reshape(told.shape)
    heard = told + _dropped(met @ layer.out + layer.out_bias, second)
    heard = _normal(heard, layer.first_scale, layer.first_shift)
    wide_ = jax.nn.gelu(heard @ layer.widen + layer.widen_bias, approximate=True)
    thought = _dropped(wide_ @ layer.narrow + layer.narrow_bias, third)
    return _normal(heard + thought, layer.second_scale, layer.second_shift)


def _normal(told: Any, scale: Any, shift: Any) -> Any:
    centred = told - told.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * scale + shift


def _dropped(told: Any, key: Any) -> Any:
    return jnp.where(jax.random.bernoulli(key, 1 - DROPPED, told.shape), told / (1 - DROPPED), 0)
