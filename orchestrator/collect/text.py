r"""Divide a body into the new words, the quoted words and the signature.  Pure.

Works on lines with ``\n`` ends.  Where the body came as HTML, `markup` has already marked
what its program's markup says; the words alone decide the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
import re

from orchestrator.collect.footers import (
    banner_lines,
    continues_footer,
    disclaimer_start,
    is_footer,
)
from orchestrator.collect.quotes import (
    FUSED_LINE,
    MOST_LINES,
    SHARED_LINE,
    header_block_lines,
    is_line_rule,
    is_rule,
    may_close,
    sentence_lines,
)

_QUOTED = re.compile(r"^[ \t\u00a0]{0,3}(?:>|\|(?:\s(?!.*\|\s*$)|$)|&gt;)")
_SIGNATURE = re.compile(r"^\s?(?:- )?--[ \t\u00a0]*$")
_FULL_LINE = 60
"""A quoted line this long was wrapped by the program when its tail stands alone below."""
_MOST_LINES = 10_000
"""Where no announcement was found by then, the text is a log, not a letter."""
_NEAR = 12
_ARMOUR = re.compile(r"^-----(?:BEGIN|END) PGP (SIGNED MESSAGE|SIGNATURE)-----\s*$")
_SAYS_COLOUR = re.compile(
    r"\b(?:red|blue|green|colou?r|inline|in-line|rot|blau|grün|farbig|unten|rouge|bleu|vert|"
    r"couleur|"
    r"rojo|azul|verde|rosso|blu|colore|rood|blauw|groen|kleur|vermelho|cor|rødt?|blåt?|rött?|"
    r"grønt?)\b",
    re.I,
)
_BLANK_RUN = re.compile(r"\n{3,}")


class Mark(Enum):
    """What a line is.  ``MAYBE`` is a blockquote of which the markup says no more."""

    NEW = "new"
    QUOTE = "quote"
    REST = "rest"  # a quote that goes on to the end
    MAYBE = "maybe"
    SIGNATURE = "signature"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    mark: Mark = Mark.NEW
    depth: int = 0  # of the blockquotes around it
    coloured: bool = False


@dataclass(frozen=True, slots=True)
class SplitText:
    new_text: str
    quoted_text: str
    signature: str


def split_text(text: str) -> SplitText:
    """Divide a plain body."""
    lines: list[Line] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if _QUOTED.match(line):
            lines.append(Line(line, Mark.QUOTE))
        elif len(line) < 2000 and "wrote:" in line and (fused := FUSED_LINE.match(line)):
            lines += [Line(fused.group(1)), Line(fused.group(2))]
        elif len(line) < 600 and line.endswith(":") and (shared := SHARED_LINE.match(line)):
            lines += [Line(shared.group(1)), Line(shared.group(2))]
        else:
            lines.append(Line(line))
    return split_lines(_with_tails(lines))


def _with_tails(lines: list[Line]) -> list[Line]:
    """Give back to the quote the tails that wrapping cut off its long lines."""
    for index in range(1, len(lines) - 1):
        before, line, after = lines[index - 1], lines[index], lines[index + 1]
        if (
            line.mark is Mark.NEW
            and line.text[:1].islower()
            and before.mark is after.mark is Mark.QUOTE
            and len(before.text) >= _FULL_LINE
            and before.text.rstrip()[-1:] not in ".?!:"
        ):
            lines[index] = Line(line.text, Mark.QUOTE)
    return lines


def split_lines(lines: Sequence[Line]) -> SplitText:
    """Divide lines of which some are marked."""
    texts = [line.text.replace("\u00a0", " ").replace("\u200b", "") for line in lines]
    marks = [line.mark for line in lines]
    _mark_armour(texts, marks)
    _mark_forwards(lines, texts, marks)
    _mark_quotes(texts, marks)
    _mark_coloured(lines, texts, marks)
    _mark_signature(texts, marks)
    _mark_footers(texts, marks)
    return SplitText(
        _joined(texts, marks, {Mark.NEW, Mark.MAYBE}),
        _joined(texts, marks, {Mark.QUOTE}),
        _joined(texts, marks, {Mark.SIGNATURE}),
    )


def _mark_armour(texts: list[str], marks: list[Mark]) -> None:
    """The lines around a signed text are nobody's words (RFC 9580 section 7)."""
    inside = ""
    for index, text in enumerate(texts):
        if found := _ARMOUR.match(text):
            marks[index] = Mark.FOOTER
            inside = "" if "END" in text else found.group(1)
        elif inside == "SIGNATURE" or (inside and text.startswith("Hash: ")):
            marks[index] = Mark.FOOTER
        elif inside and not text.strip():
            inside = ""


def _mark_forwards(lines: Sequence[Line], texts: list[str], marks: list[Mark]) -> None:
    """A rule that the markup calls a quote announces a forward, and that goes to the end."""
    for index, line in enumerate(lines):
        if marks[index] is Mark.QUOTE and line.depth == 0 and is_rule(texts[index]):
            if not texts[index].lstrip().startswith(">"):
                marks[index] = Mark.REST
            return


def _mark_quotes(texts: list[str], marks: list[Mark]) -> None:
    closes = [may_close(text) for text in texts]
    at = 0
    while at < min(len(texts), _MOST_LINES):
        if marks[at] is Mark.REST:
            _fill(marks, at, len(texts), Mark.QUOTE)
            return
        if marks[at] not in (Mark.NEW, Mark.MAYBE) or not texts[at].strip():
            at += 1
        elif any(closes[at : at + MOST_LINES]) and (count := sentence_lines(texts, at)):
            at = _after_announcement(texts, marks, at, at + count)
        elif count := _block_lines(texts, at):
            at = _after_block(texts, marks, at, at + count)
        else:
            at += 1


def _after_announcement(texts: list[str], marks: list[Mark], at: int, end: int) -> int:
    """Mark the sentence; without quote marks below it all that follows is the quote."""
    _fill(marks, at, end, Mark.QUOTE)
    below = end
    while below < len(texts) and not texts[below].strip():
        below += 1
    if below == len(texts):
        return below
    if marks[below] is Mark.MAYBE:
        while below < len(texts) and marks[below] is Mark.MAYBE:
            marks[below] = Mark.QUOTE
            below += 1
    elif marks[below] is not Mark.QUOTE and _has_new(texts, marks, at):
        _fill(marks, end, len(texts), Mark.QUOTE)
        return len(texts)
    return below


def _has_new(texts: list[str], marks: list[Mark], end: int) -> bool:
    """Without words above, what stands below an announcement is the answer to it."""
    return any(
        marks[index] is not Mark.QUOTE and texts[index].strip() for index in range(min(end, 200))
    )


def _block_lines(texts: list[str], at: int) -> int:
    """How many lines from ``at`` are a rule or a header block; 0 for none."""
    ruled = is_rule(texts[at])
    if not ruled and not is_line_rule(texts[at]):
        return header_block_lines(texts, at, enough=3)
    below = at + 1
    while below < len(texts) and not texts[below].strip():
        below += 1
    enough = 1 if ruled else 2
    count = header_block_lines(texts, below, enough=enough) if below < len(texts) else 0
    if count:
        return below + count - at
    return 1 if ruled else 0


def _after_block(texts: list[str], marks: list[Mark], at: int, end: int) -> int:
    """All that follows is the quote, but for answers below a quote that has its own marks."""
    marked_below = Mark.QUOTE in marks[end : end + _NEAR]
    if marked_below and not _has_new(texts, marks, at):
        _fill(marks, at, end, Mark.QUOTE)
        return end
    _fill(marks, at, len(texts), Mark.QUOTE)
    return len(texts)


def _mark_coloured(lines: Sequence[Line], texts: list[str], marks: list[Mark]) -> None:
    """Answers in colour inside a quote, where the words above say that they are there."""
    if not any(line.coloured for line in lines):
        return
    above = "\n".join(
        text for text, mark in zip(texts, marks, strict=True) if mark is Mark.NEW and text
    )
    if _SAYS_COLOUR.search(above):
        for index, line in enumerate(lines):
            if line.coloured and marks[index] is Mark.QUOTE:
                marks[index] = Mark.NEW


def _fill(marks: list[Mark], start: int, end: int, mark: Mark) -> None:
    marks[start:end] = [mark] * (end - start)


def _mark_signature(texts: list[str], marks: list[Mark]) -> None:
    """The delimiter and what follows it, up to a quote (RFC 3676 section 4.3)."""
    inside = False
    for index, text in enumerate(texts):
        if marks[index] is Mark.SIGNATURE and _SIGNATURE.match(text):
            marks[index] = Mark.FOOTER
        if marks[index] not in (Mark.NEW, Mark.MAYBE):
            inside = False
        elif inside:
            marks[index] = Mark.SIGNATURE
        elif _SIGNATURE.match(text):
            marks[index], inside = Mark.FOOTER, True


def _mark_footers(texts: list[str], marks: list[Mark]) -> None:
    own = [index for index, mark in enumerate(marks) if mark in (Mark.NEW, Mark.MAYBE)]
    words = [texts[index] for index in own]
    for place in range(banner_lines(words)):
        marks[own[place]] = Mark.FOOTER
    for place in range(disclaimer_start(words), len(own)):
        marks[own[place]] = Mark.FOOTER
    signed = [index for index, mark in enumerate(marks) if mark is Mark.SIGNATURE]
    for place in range(disclaimer_start([texts[index] for index in signed]), len(signed)):
        marks[signed[place]] = Mark.FOOTER
    after_footer = False
    for index, text in enumerate(texts):
        if marks[index] is Mark.QUOTE:
            after_footer = False
        elif is_footer(text) or (after_footer and continues_footer(text)):
            marks[index], after_footer = Mark.FOOTER, True
        elif text.strip():
            after_footer = False


def _joined(texts: list[str], marks: list[Mark], wanted: set[Mark]) -> str:
    """The lines of some marks; where others stood between them, one blank line."""
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
    return _BLANK_RUN.sub("\n\n", "\n".join(found)).strip("\n").strip()
