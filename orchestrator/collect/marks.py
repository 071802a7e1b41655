"""What a line of a body is, and how lines with quote marks are read.  Pure.

Neighbouring lines with quote marks are one piece of text; the rest are single lines.
"""

from enum import Enum
from itertools import groupby
import re

from orchestrator.collect.blocks import block_lines, header_block_lines
from orchestrator.collect.quotes import may_close, names_a_writer, sentence_start

_QUOTED = re.compile(r"[ \t\u00a0]{0,3}(?:>|\|(?:\s(?!.*\|\s*$)|$)|&gt;)")
_QUOTE_MARKS = " \t>|"
_OTHER_MARKS = frozenset(" \t|&")
_SHARED_LINE = re.compile(
    r"^(\W{0,4}\w.{0,200}?)\s((?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? |Am \w{2,10}\.?,? |"
    r"Le \w{3,9}\.? |El \w{3,9},? |Il giorno |Op \w{2,9}\.? ).{8,200}"
    r"(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto|schreef.{0,80}) ?:)$"
)
"""New words and the announcement on one line, as some phones send it."""
_FUSED_LINE = re.compile(r"^\s*(On .{8,160}<[^<>\s]+@[^<>\s]+> ?wrote:)\s+(\S.*)$")
"""The announcement and the quote on one line: Yahoo's text part."""
_LONGEST_LINE = 600
_INVISIBLE = ("\u200b", "\u200e", "\u200f")
_FULL_LINE = 60
"""A quoted line this long was wrapped by the program when its tail stands alone below."""
_ADDRESS_ONLY = re.compile(r"\s*[(<]?https?://[^\s>)]+[)>]?[ >]*$")
_ADDRESS_END = re.compile(r"> ?(?:[^\W\d_]+ ?){0,3}:$")
_GROUPWISE = re.compile(r">>> ?[^\n]{3,120}\d[^\n]{0,30}>>>\s*$")
_LONGEST_HEAD = 900
_FEW_LINES = 40
_FEW_TYPED = 6


class Mark(Enum):
    """What a line is.  ``MAYBE`` is a blockquote of which the markup says no more."""

    NEW = "new"
    QUOTE = "quote"
    REST = "rest"  # a quote that goes on to the end
    MAYBE = "maybe"
    SIGNATURE = "signature"
    FOOTER = "footer"


# Asked of every line: up to Python 3.11 a member takes ten times as long to reach as a name.
NEW, QUOTE, REST, MAYBE, SIGNATURE, FOOTER = Mark

OWN = (NEW, MAYBE)


def pieces(lines: list[str]) -> tuple[list[str], list[Mark]]:
    """Single lines, and runs of lines with quote marks."""
    texts: list[str] = []
    marks: list[Mark] = []
    run: list[str] = []
    for index, line in enumerate(lines):
        first = line[:1]
        if (first == ">" or (first in _OTHER_MARKS and _QUOTED.match(line))) and (
            run or not _closes_address(texts[-2:], line)
        ):
            run.append(line)
            continue
        if run:
            below = lines[index + 1 : index + 2]
            if line and below and _is_marked(below[0]) and _is_tail(run, line):
                run.append(line)
                continue
            texts.append("\n".join(run))
            marks.append(QUOTE)
            run = []
        if (line[-1:] == ":" or "wrote: " in line) and (two := _two_lines(line)):
            texts += two
            marks += [NEW, NEW]
        else:
            texts.append(line)
            marks.append(NEW)
    if run:
        texts.append("\n".join(run))
        marks.append(QUOTE)
    return texts, marks


def joined_runs(texts: list[str], marks: list[Mark]) -> tuple[list[str], list[Mark]]:
    """The same with neighbouring quoted lines in one piece."""
    found: list[str] = []
    kinds: list[Mark] = []
    start = 0
    for mark, run in groupby(marks):
        end = start + len(list(run))
        if mark is QUOTE:
            found.append("\n".join(texts[start:end]))
            kinds.append(mark)
        else:
            found += texts[start:end]
            kinds += marks[start:end]
        start = end
    return found, kinds


def _two_lines(line: str) -> tuple[str, str] | None:
    """A line that holds an announcement and something else, divided."""
    if len(line) > _LONGEST_LINE:
        return None
    found = _SHARED_LINE.match(line) if line[-1] == ":" else _FUSED_LINE.match(line)
    return (found.group(1), found.group(2)) if found else None


def plain(text: str) -> str:
    r"""The text with ``\n`` ends, common spaces and nothing invisible."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = text.replace("\u00a0", " ")
        for sign in _INVISIBLE:
            text = text.replace(sign, "")
    return text


def _is_marked(line: str) -> bool:
    first = line[:1]
    return first == ">" or (bool(first) and first in " \t|&" and bool(_QUOTED.match(line)))


def _closes_address(above: list[str], line: str) -> bool:
    """Whether the mark of a line is the end of an address that began above."""
    return any("@" in each for each in above) and bool(_ADDRESS_END.match(line))


def _is_tail(run: list[str], line: str) -> bool:
    """Whether a line between two quotes belongs to them: a link, or what wrapping cut off.

    A tail that was cut inside a sentence shows that the program cuts, so that the next one
    may begin a sentence of its own.
    """
    if _ADDRESS_ONLY.match(line):
        return True
    last = run[-1].rstrip()
    if len(last) < _FULL_LINE or not line[0].islower():
        return False
    return last[-1] not in ".?!:" or not all(map(_is_marked, run[-_FEW_LINES:]))


def heads_the_rest(texts: list[str], at: int) -> bool:
    """Whether the last marked piece is nothing but the header block of the unmarked quote below."""
    piece = texts[at]
    if piece.startswith(">>>") and _GROUPWISE.match(piece):
        return True
    if len(piece) > _LONGEST_HEAD or "@" not in piece:
        return False
    lines = [line.strip(_QUOTE_MARKS) for line in piece.split("\n")]
    lines = [line for line in lines if line]
    above = any(text.strip() for text in texts[:at])
    return above and any(
        header_block_lines(lines, start, enough=3) == len(lines) - start
        for start in range(min(2, len(lines)))
    )


def keep_typed(texts: list[str], marks: list[Mark]) -> None:
    """Quote marks that the writer typed: a lone "> 5 users" in a paragraph, or all there is."""
    marked = [index for index, mark in enumerate(marks) if mark is QUOTE]
    if not any(text.strip() for text, mark in zip(texts, marks, strict=True) if mark is not QUOTE):
        typed = not any(_announces(texts[index]) for index in marked)
    else:
        typed = len(marked) == 1 and _is_typed(texts, marked[0])
    if typed:
        for index in marked:
            marks[index] = NEW


def keep_all_there_is(texts: list[str], marks: list[Mark]) -> None:
    """Where no word would be new, what does not show that it is quoted is."""
    if any(mark in OWN and text.strip() for text, mark in zip(texts, marks, strict=True)):
        return
    quoted = (text for text, mark in zip(texts, marks, strict=True) if mark is QUOTE)
    if _is_plain_quote("\n".join(quoted)):
        return
    for index, mark in enumerate(marks):
        if mark is QUOTE or mark is SIGNATURE:
            marks[index] = NEW


def _is_plain_quote(quoted: str) -> bool:
    """Whether quoted words show that they are: by quote marks, an announcement or a rule."""
    lines = quoted.split("\n", _FEW_LINES)[:_FEW_LINES]
    return any(
        _is_marked(line) or (line.strip() and block_lines(lines, at))
        for at, line in enumerate(lines)
    ) or _announces(quoted)


def _is_typed(texts: list[str], at: int) -> bool:
    """Whether it is one marked line amid words, or a few that go on with their paragraph."""
    above = texts[at - 1].strip() if at else ""
    size = texts[at].count("\n") + 1
    if size > _FEW_TYPED or (size > 1 and not above) or ">>" in texts[at]:
        return False
    below = next((text for text in texts[at + 1 :] if text.strip()), "--")
    if not above and below.startswith("--"):
        return False
    return not (above and names_a_writer(above)) and not _announces(texts[at])


def _announces(piece: str) -> bool:
    lines = [line.strip(_QUOTE_MARKS) for line in piece.split("\n", _FEW_LINES)[:_FEW_LINES]]
    return ">>" in piece[:_LONGEST_HEAD] or any(
        line
        and (
            header_block_lines(lines, at, enough=3)
            or (may_close(line) and sentence_start(lines, 0, at, marked_below=True) >= 0)
        )
        for at, line in enumerate(lines)
    )
