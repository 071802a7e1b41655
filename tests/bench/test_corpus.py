from collections import Counter
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

from bench.corpus import corpus, generate


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = (list(generate(60, seed=7)[1]) for _ in range(2))
    assert first == second
    assert len(first) == 60


def test_the_bytes_are_those_that_the_published_figures_were_measured_with() -> None:
    digest = sha256()
    for content, _truth in generate(60, seed=7)[1]:
        digest.update(content)
    assert digest.hexdigest() == "896528d896f164354064f507fe4b5a663e1778f221c1c606b3acc5f7f66eeabf"


def test_another_seed_gives_other_mails() -> None:
    first, second = ({content for content, _ in generate(60, seed=seed)[1]} for seed in (7, 8))
    assert not first & second


def test_truth_is_what_the_mail_says() -> None:
    for content, truth in generate(60)[1]:
        mail = message_from_bytes(content)
        assert (mail["Message-ID"] or "") == truth["mid"]
        assert truth["from"] in mail["From"]
        assert len(content) == truth["bytes"]


def test_a_thousand_mails_have_every_kind_and_direction() -> None:
    truths = [truth for _, truth in generate(1000)[1]]
    kinds = Counter(truth["kind"] for truth in truths)
    assert set(kinds) == {"message", "auto_reply", "bounce", "newsletter", "duplicate"}
    assert {truth["direction"] for truth in truths} == {"in", "out", "internal"}
    assert kinds["message"] > 900


def test_a_corpus_is_made_once(tmp_path: Path) -> None:
    made = corpus(60, build=tmp_path)
    assert len(made.files) == len(list(made.truth())) == 60
    (made.folder / "maildir" / "cur" / "kept").touch()
    assert len(corpus(60, build=tmp_path).files) == 61
