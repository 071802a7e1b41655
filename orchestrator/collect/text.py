r"""Divide a body into the new words, the quoted words and the signature.  Pure.

Works on lines with ``\n`` ends.  Where the body came as HTML, `markup` has already marked
what its program's markup says; the words alone decide the rest.  What has quote marks, or
follows an announcement to the end, is taken as one piece: the cost is that of the new words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from types import MappingProxyType

from orchestrator.collect.blocks import (
    block_lines,
    is_rule,
    is_ticket_mark,
    may_be_block,
    name_above,
)
from orchestrator.collect.footers import footer_lines
from orchestrator.collect.inside import answers_inside
from orchestrator.collect.legal import banner_lines, disclaimer_start
from orchestrator.collect.marks import (
    FOOTER,
    MAYBE,
    NEW,
    OWN,
    QUOTE,
    REST,
    SIGNATURE,
    Mark,
    heads_the_rest,
    joined_runs,
    keep_all_there_is,
    keep_typed,
    pieces,
    plain,
)
from orchestrator.collect.quotes import may_close, sentence_start

_SIGNATURE = re.compile(r"\s?(?:- )?--[ \t]*$")
_MOST_TRIES = 500
"""Where so many lines might have been an announcement, the text is a log, not a letter."""
_LONGEST_LINE = 600
_NEAR = 12
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_ARMOUR = re.compile(r"^-----(?:BEGIN|END) PGP (SIGNED MESSAGE|SIGNATURE)-----\s*$")
_BLANK_RUN = re.compile(r"\n{3,}")


@dataclass(slots=True)
class Lines:
    """The lines of a body, marked.  ``depths``: of the blockquotes around; ``coloured``: how."""

    texts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    coloured: dict[int, str] = field(default_factory=dict)

    def add(self, text: str, mark: Mark = NEW, depth: int = 0) -> None:
        self.texts.append(text)
        self.marks.append(mark)
        self.depths.append(depth)

    def add_all(self, texts: list[str], mark: Mark, depth: int) -> None:
        self.texts += texts
        self.marks += [mark] * len(texts)
        self.depths += [depth] * len(texts)


@dataclass(frozen=True, slots=True)
class SplitText:
    new_text: str
    quoted_text: str
    signature: str


def split_text(text: str) -> SplitText:
    """Divide a plain body."""
    texts, marks = pieces(plain(text).split("\n"))
    return _divide(texts, marks, typed=True)


def split_lines(lines: Lines) -> SplitText:
    """Divide lines of which some are marked; they are used up."""
    _mark_forwards(lines)
    if lines.coloured:
        return _divide(lines.texts, lines.marks, lines.coloured)
    return _divide(*joined_runs(lines.texts, lines.marks))


def _divide(
    texts: list[str],
    marks: list[Mark],
    coloured: Mapping[int, str] = MappingProxyType({}),
    *,
    typed: bool = False,
) -> SplitText:
    if _SIGNED in texts:
        _mark_armour(texts, marks)
    cut = _mark_quotes(texts, marks, typed=typed)
    if answers := answers_inside(texts, marks, cut, coloured):
        for index in answers:
            marks[index] = NEW
    elif cut < len(texts):
        texts[cut:] = ["\n".join(texts[cut:])]
        marks[cut:] = [QUOTE]
    _mark_signature(texts, marks)
    _mark_footers(texts, marks)
    keep_all_there_is(texts, marks)
    return SplitText(
        _joined(texts, marks, *OWN),
        _joined(texts, marks, QUOTE),
        _joined(texts, marks, SIGNATURE),
    )


def _mark_armour(texts: list[str], marks: list[Mark]) -> None:
    """The lines around a signed text are nobody's words (RFC 9580 section 7)."""
    inside = ""
    for index, text in enumerate(texts):
        if found := _ARMOUR.match(text):
            marks[index] = FOOTER
            inside = "" if "END" in text else found.group(1)
        elif inside == "SIGNATURE" or (inside and text.startswith("Hash: ")):
            marks[index] = FOOTER
        elif inside and not text.strip():
            inside = ""


def _mark_forwards(lines: Lines) -> None:
    """A rule that the markup calls a quote announces a forward, and that goes to the end."""
    if QUOTE not in lines.marks:
        return
    for index, mark in enumerate(lines.marks):
        if mark is QUOTE and lines.depths[index] == 0 and is_rule(lines.texts[index]):
            if not lines.texts[index].lstrip().startswith(">"):
                lines.marks[index] = REST
            return


def _mark_quotes(texts: list[str], marks: list[Mark], *, typed: bool) -> int:
    """Mark what is announced; from the line that is returned on, all is the quote."""
    floor = at = 0
    announced = False
    tries = _MOST_TRIES
    last = len(marks) - 1 - marks[::-1].index(QUOTE) if typed and QUOTE in marks else -1
    while at < len(texts) and tries:
        mark = marks[at]
        if mark is REST:
            return _cut(marks, at)
        if mark is not NEW and mark is not MAYBE:
            if at == last and not announced and heads_the_rest(texts, at):
                return _cut(marks, at)
            at = floor = at + 1
            continue
        line = texts[at].strip()
        below = at + 1
        if line and len(line) < _LONGEST_LINE:
            closes, begins = may_close(line), may_be_block(line)
            tries -= closes or begins
            if closes and (start := _sentence(texts, marks, floor, at)) >= 0:
                below = _after_sentence(texts, marks, start, at + 1)
            elif begins and (count := block_lines(texts, at)):
                if is_ticket_mark(line) and not _has_new(texts, marks, at):
                    marks[at] = FOOTER
                    at = floor = at + 1
                    continue
                start = max(name_above(texts, at), floor)
                below = _after_block(texts, marks, at, at + count)
            if below < 0:
                return _cut(marks, start)
            if marks[at] is QUOTE:
                announced, floor = True, below
        at = below
    if typed and not announced:
        keep_typed(texts, marks)
    return _cut(marks, marks.index(REST)) if REST in marks else len(texts)


def _cut(marks: list[Mark], at: int) -> int:
    _fill(marks, at, len(marks))
    return at


def _fill(marks: list[Mark], start: int, end: int) -> None:
    marks[start:end] = [QUOTE] * (end - start)


def _sentence(texts: list[str], marks: list[Mark], floor: int, at: int) -> int:
    below = at + 2 if at + 1 < len(texts) and not texts[at + 1].strip() else at + 1
    marked_below = below < len(marks) and marks[below] not in (NEW, SIGNATURE)
    return sentence_start(texts, floor, at, marked_below=marked_below)


def _after_sentence(texts: list[str], marks: list[Mark], start: int, end: int) -> int:
    """Where to read on.  Without quote marks below it the quote goes on to the end: -1."""
    _fill(marks, start, end)
    below = end
    while below < len(texts) and not texts[below].strip():
        below += 1
    if below == len(texts):
        return below
    if marks[below] is MAYBE:
        while below < len(texts) and marks[below] is MAYBE:
            marks[below] = QUOTE
            below += 1
    elif marks[below] is not QUOTE and _has_new(texts, marks, start):
        return -1
    return below


def _has_new(texts: list[str], marks: list[Mark], end: int) -> bool:
    """Without words above, what stands below an announcement is the answer to it."""
    return any(
        marks[index] not in (QUOTE, FOOTER) and texts[index].strip()
        for index in range(min(end, 200))
    )


def _after_block(texts: list[str], marks: list[Mark], start: int, end: int) -> int:
    """The same, but for answers below a quote that has its own marks."""
    if QUOTE in marks[end : end + _NEAR] and not _has_new(texts, marks, start):
        _fill(marks, start, end)
        return end
    return -1


def _mark_signature(texts: list[str], marks: list[Mark]) -> None:
    """The delimiter and what follows it, up to a quote (RFC 3676 section 4.3)."""
    inside = False
    for index, text in enumerate(texts):
        mark = marks[index]
        if mark is QUOTE:
            inside = False
        elif "--" in text and _SIGNATURE.match(text) and mark is not FOOTER:
            marks[index], inside = FOOTER, inside or mark is not SIGNATURE
        elif mark is not NEW and mark is not MAYBE:
            inside = False
        elif inside:
            marks[index] = SIGNATURE


def _mark_footers(texts: list[str], marks: list[Mark]) -> None:
    own = [index for index, mark in enumerate(marks) if mark is NEW or mark is MAYBE]
    words = [texts[index] for index in own]
    for index in own[: banner_lines(words)] + own[disclaimer_start(words) :]:
        marks[index] = FOOTER
    signed = [index for index, mark in enumerate(marks) if mark is SIGNATURE]
    if signed:
        for index in signed[disclaimer_start([texts[index] for index in signed]) :]:
            marks[index] = FOOTER
    lines = ["" if mark is FOOTER else text for text, mark in zip(texts, marks, strict=True)]
    for start, end in _regions(marks):
        for index in footer_lines(lines, start, end):
            marks[index] = FOOTER


def _regions(marks: list[Mark]) -> list[tuple[int, int]]:
    """The stretches of own words, and of signature; footers found so far belong to both."""
    found: list[tuple[int, int]] = []
    start, kind = 0, FOOTER
    for index, mark in enumerate(marks):
        mark = NEW if mark is MAYBE else mark
        if mark is not kind and mark is not FOOTER:
            if kind is NEW or kind is SIGNATURE:
                found.append((start, index))
            start, kind = index, mark
    if kind is NEW or kind is SIGNATURE:
        found.append((start, len(marks)))
    return found


def _joined(texts: list[str], marks: list[Mark], *wanted: Mark) -> str:
    """The lines of some marks; where others stood between them, one blank line."""
    if not any(mark in marks for mark in wanted):
        return ""
    found: list[str] = []
    gap = False
    for text, mark in zip(texts, marks, strict=True):
        if mark in wanted:
            if gap and found:
                found.append("")
            found.append(text.rstrip())
            gap = False
        else:
            gap = True
    joined = "\n".join(found)
    return (_BLANK_RUN.sub("\n\n", joined) if "\n\n\n" in joined else joined).strip("\n").strip()
