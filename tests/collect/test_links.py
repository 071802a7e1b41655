"""The target of a link stands beside its words, among the new words only."""

import pytest

from orchestrator.collect.links import with_links
from orchestrator.collect.parse import parse_mail
from orchestrator.collect.text import SplitText

HEAD = b"From: ann@example.com\nContent-Type: text/html; charset=utf-8\n\n"
SPEC = "https://x.example/spec.pdf"


def new_text(html: str) -> str:
    return parse_mail(HEAD + html.encode()).new_text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f'<p>See <a href="{SPEC}">our spec</a>, please.</p>', f"See our spec ({SPEC}), please."),
        (f'<p>See (<a href="{SPEC}">our spec</a>)</p>', f"See (our spec ({SPEC}))"),
        (f'<p>It is <a href="{SPEC}"><b>here</b></a></p>', f"It is here ({SPEC})"),
        (f'<p>See <a href="{SPEC}">{SPEC}</a></p>', f"See {SPEC}"),
        (f'<p>See <a href="{SPEC}">x.example</a></p>', "See x.example"),
        ('<p>Or <a href="mailto:b@x.example">write</a></p>', "Or write"),
        ('<p>Or <a href="#below">below</a></p>', "Or below"),
        ('<p>Or <a href="javascript:a()">press</a></p>', "Or press"),
        (f'<p>Go here. Go <a href="{SPEC}">here</a>.</p>', f"Go here. Go here ({SPEC})."),
    ],
)
def test_a_link_says_where_it_leads_unless_its_words_do(html: str, words: str) -> None:
    assert new_text(html) == words


def test_a_long_target_is_cut() -> None:
    html = f'<p>See <a href="https://t.example/{"x" * 500}">this</a>.</p>'
    assert new_text(html) == f"See this (https://t.example/{'x' * 181}…)."


def test_links_of_quotes_and_signatures_stay_out() -> None:
    html = (
        f'<p>Yes, as in our spec.</p><p>-- <br>Ann, <a href="{SPEC}">Harbor</a></p>'
        f'<blockquote type="cite">See <a href="{SPEC}">our spec</a>.</blockquote>'
    )
    assert "https:" not in new_text(html)


def test_a_place_that_is_not_certain_has_no_target() -> None:
    html = f'<p><a href="{SPEC}">here</a></p>'
    for split in (SplitText("here or here", "", ""), SplitText("here", "> here", "")):
        assert with_links(split, html) == split
