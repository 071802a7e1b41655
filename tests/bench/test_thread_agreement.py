"""Threads of `orchestrator mail thread` are the header components, which another reader finds."""

from pathlib import Path
import random

from bench.corpus import corpus
from bench.thread_agreement import agreement, figures_of, header_components


def test_threads_are_the_header_components(tmp_path: Path) -> None:
    files = list(corpus(1_500, build=tmp_path).files)
    kept = random.Random(1).sample(files, 1_200)
    precision, recall = agreement(kept)
    assert (precision["ratio"], recall["ratio"]) == (1.0, 1.0)
    components = header_components(kept)
    assert 100 < len(set(components.values())) < len(components) - 100, "control: some are joined"


def test_a_pair_too_many_and_one_too_few_are_counted() -> None:
    one, two = {"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "1", "c": "2"}
    assert [figure["ratio"] for figure in figures_of(one, two)] == [1 / 3, 1.0]
    assert [figure["ratio"] for figure in figures_of(two, one)] == [1.0, 1 / 3]
