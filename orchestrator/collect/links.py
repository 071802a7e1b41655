"""Where the links of an HTML body lead, said beside their words.  Pure."""

from collections.abc import Iterator
from dataclasses import replace
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestrator.collect.stripped import is_too_deep
from orchestrator.collect.text import SplitText

_MOST_LINKS = 50
_LONGEST_TARGET = 200
_LONGEST_WORDS = 200
_LONGEST_BESIDE = 80
_TARGET = re.compile(r"https?://[^\s<>]+", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)


def with_links(split: SplitText, html: str) -> SplitText:
    """The new words, each link followed by its target where its words do not say it.

    Added once the body is divided, so that no target is read as part of a signature or a
    quote.  A link whose place among the new words is not certain has none.
    """
    if not split.new_text or "href" not in html.lower() or is_too_deep(html):
        return split
    new_text, others = split.new_text, f"{split.quoted_text}\n{split.signature}"
    for target, upto, behind in _links(html):
        place = re.compile(rf"{_spaced(upto)}(?!\w)(?=\s*{_spaced(behind)})")
        found = list(place.finditer(new_text))
        if len(found) == 1 and not place.search(others):
            end = found[0].end()
            new_text = f"{new_text[:end]} ({target}){new_text[end:]}"
    return replace(split, new_text=new_text)


def _links(html: str) -> Iterator[tuple[str, str, str]]:
    """The target, the words with those in front of them, and those behind."""
    for link in LexborHTMLParser(html).css("a[href]")[:_MOST_LINKS]:
        words = link.text().strip()
        target = (link.attributes.get("href") or "").strip()
        if not 0 < len(words) <= _LONGEST_WORDS or not _TARGET.fullmatch(target):
            continue
        if _ADDRESS.fullmatch(words) or words.lower() in target.lower():
            continue
        if len(target) > _LONGEST_TARGET:
            target = target[: _LONGEST_TARGET - 1] + "…"
        upto = (_text(link.prev)[-_LONGEST_BESIDE:] + link.text()).strip()
        yield target, upto, _text(link.next)[:_LONGEST_BESIDE].strip()


def _text(node: LexborNode | None) -> str:
    return node.text() if node is not None and node.tag == "-text" else ""


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())
