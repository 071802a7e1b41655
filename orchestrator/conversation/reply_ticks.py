"""Boxes that were ticked, and sides that an arrow replaces: "[ ] yes [x] no", "yes -> no"."""

from collections.abc import Sequence
import re

from orchestrator.conversation.body import Line

_TICKED = r"\[[xX✓✔•*]\]|\([xX✓✔•*]\)|[☑✅✔✓🗹◉⦿]"
_EMPTY = r"\[\s?\]|\(\s?\)|[☐□⬜◯○]"
_CROSSED = r"[☒✗✘❌❎]"
_BOX = re.compile(
    rf"\s*(?:(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})|(?P<crossed>{_CROSSED}))\ufe0f?\s*"
)
_NUMBER = re.compile(r"\s*#?\d\s?(?:[.):=–-]+\s*|(?=[\s\[(☐☑☒]))|\s*")
_LABEL = re.compile(r"[^\w\n]*[^\W\d_][^\d\n]{0,40}\Z")
_SIDE = r"(?:yes|no|ja|nein|oui|non|s[ií]|sì|nee|sim|não|nao|y|n|[a-h])"
_REPLACED = re.compile(
    rf"(?<![\w.]){_SIDE}\s*(?:[-=–]{{1,2}}>|[→⇒➔➜])\s*(?={_SIDE}(?!\w))", re.IGNORECASE
)


def as_ticked(lines: Sequence[Line]) -> list[Line]:
    """The lines, of several boxes only the words of the one that is ticked.

    Where none is ticked, or more than one, all of them stay, for others to doubt.
    """
    read: list[Line] = []
    for group in _groups(lines):
        joined = " ".join(line.text for line in group)
        if group[0].own and (chosen := _REPLACED.sub("", _ticked(joined))) != joined:
            read.append(group[0]._replace(text=chosen))
        else:
            read += group
    return read


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Every line by itself, but for boxes that stand below one another."""
    groups: list[list[Line]] = []
    for line in lines:
        below = line.own and _BOX.match(line.text) and groups and groups[-1][-1].own
        if below and _BOX.match(groups[-1][0].text, _behind_number(groups[-1][0].text)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _ticked(text: str) -> str:
    boxes = list(_BOX.finditer(text))
    if len(boxes) < 2:
        return text
    start = _behind_number(text)
    first = boxes[0].start() <= start
    starts = [box.end() for box in boxes] if first else [start, *(box.end() for box in boxes[:-1])]
    ends = [*(box.start() for box in boxes[1:]), len(text)] if first else [b.start() for b in boxes]
    labels = [text[at:end].strip(" ,;:/|") for at, end in zip(starts, ends, strict=True)]
    if not all(map(_LABEL.match, labels)):
        return text
    signs = {box.lastgroup for box in boxes}
    chosen_by = "ticked" if "ticked" in signs else "crossed" if "empty" in signs else ""
    chosen = [label for box, label in zip(boxes, labels, strict=True) if box.lastgroup == chosen_by]
    if len(chosen) != 1:
        return text
    return text[:start] + chosen[0] + (" " + text[boxes[-1].end() :] if not first else "")


def _behind_number(text: str) -> int:
    number = _NUMBER.match(text)
    return number.end() if number else 0
