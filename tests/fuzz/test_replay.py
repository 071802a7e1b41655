"""What the fuzz target kept stays readable: no exception, no hang, and the record can hold it."""

from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
import pytest

from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.parse import ParsedMail, as_json, parse_mail
from orchestrator.errors import MalformedMail
from tests.fuzz.__main__ import failure_of
from tests.fuzz.mutate import mutated, seeds

KEPT = sorted((Path(__file__).parents[1] / "data" / "fuzz").glob("*.eml"))


def check(content: bytes) -> None:
    try:
        mail = parse_mail(content)
    except MalformedMail:
        return
    words = repr(as_json(mail, file="x")) + mail.text
    assert "\x00" not in mail.text
    words.encode()  # A lone surrogate could not be stored.


def test_there_is_a_corpus_and_it_is_small() -> None:
    assert 20 <= len(KEPT) <= 300
    assert sum(path.stat().st_size for path in KEPT) <= 1_000_000


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_what_was_kept_is_read_or_refused(path: Path) -> None:
    check(path.read_bytes())


def test_the_whole_corpus_passes_through_the_limited_child() -> None:
    with LimitedParser() as parser:
        results = parser.parse([path.read_bytes() for path in KEPT])
    died = {"time", "memory", "crash"}
    assert not [r for r in results if not isinstance(r, ParsedMail) and r.reason in died]


@pytest.mark.parametrize(
    "piece", ["<style>", "<", "<br ", "<!--", "<a href='", "<blockquote>", "&#"]
)
def test_a_hundred_thousand_unclosed_tags_take_no_walk_each(piece: str) -> None:
    # 192 KB of unclosed <style> once took over ten seconds.
    head = b"From: ann@example.com\nContent-Type: text/html\n\n"
    assert failure_of(head + piece.encode() * (200_000 // len(piece))) is None


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_mutated_mails_are_read_or_refused(chance) -> None:  # type: ignore[no-untyped-def]
    check(mutated(chance, SEEDS))


SEEDS = seeds()
