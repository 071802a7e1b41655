"""HTML bodies: to lines of text, with what the program's own markup says about each.  Pure."""

import re

from selectolax.lexbor import LexborHTMLParser

from orchestrator.collect import caps
from orchestrator.collect.declared import PLAIN, Look, attributes_of, look, unescaped
from orchestrator.collect.marks import MAYBE, NEW, QUOTE, REST, Mark, plain
from orchestrator.collect.stripped import is_too_deep, stripped
from orchestrator.collect.text import Lines, SplitText, split_lines

_SKIPPED = frozenset({"head", "style", "script", "title", "meta", "link", "template", "noscript",
                      "base", "object", "svg", "select", "textarea"})  # fmt: skip
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                    "param", "source", "track", "wbr", "basefont", "bgsound", "frame",
                    "keygen"})  # fmt: skip
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "table", "tr", "blockquote", "pre", "h1", "h2",
                     "h3", "h4", "h5", "h6", "hr", "body", "html", "section", "article", "header",
                     "footer", "center", "dl", "dt", "dd", "address", "form", "fieldset", "main",
                     "aside", "figure", "tbody", "thead"})  # fmt: skip
_SPACED = frozenset(
    {"p", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_PARAGRAPHS = frozenset({"p", "div"})
_CELLS = frozenset({"td", "th"})
_STRUCK = frozenset({"s", "strike", "del"})
_SPECIAL = frozenset({"blockquote", "pre", "ul", "ol", "li", "hr", "img", "a"}) | _CELLS | _STRUCK
_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
# As the tree builder writes it back: each attribute quoted, each element closed.  The first
# kind of element has text that is not escaped.  Groups: its name and text; the slash, the name
# and the attributes of any other tag; the text behind; the end tag of what holds that alone,
# and the text behind that.
_WRITTEN = r'(?: [^ \t\n\f/>][^ \t\n\f/>=]*+(?:="[^"]*+")?+)*+'
_TOKEN = re.compile(
    r"<(?:!--.*?--|[?!][^>]*+|"
    rf"(style|script|xmp|iframe|noembed|noframes|plaintext){_WRITTEN}>(.*?)</\1|"
    rf"(/)?([a-z][^ \t\n\f/>]*+)({_WRITTEN})"
    r")>((?:[^<]++|<br>)*+)(?(3)|(?:(</\4>)((?:[^<]++|<br>)*+))?)",
    re.I | re.DOTALL,
)


def split_html(html: str) -> SplitText:
    """Divide an HTML body.  Programs' markup first, then the words."""
    return split_lines(lines_of(html, links=False))


def html_to_text(html: str) -> str:
    """A plain body for HTML: quotes as ``> `` lines, lists, tables and links readable."""
    found = lines_of(html)
    lines = ("> " * deep + text for text, deep in zip(found.texts, found.depths, strict=True))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def lines_of(html: str, *, links: bool = True) -> Lines:
    """The text lines of a body, marked.  Over the caps on size and depth: unmarked lines."""
    if len(html) > caps.HTML_BYTES or is_too_deep(html):
        bare = Lines()
        for line in stripped(html).split("\n"):
            bare.add(line)
        return bare
    root = LexborHTMLParser(html).body
    return Lines() if root is None else _Writer(links).write(root.html or "")


_DEEPEST = caps.HTML_DEPTH + 2
"""Two are open before the first element in the body is."""


class _Writer:
    """Reads the tags of a tree in order and collects lines."""

    def __init__(self, links: bool) -> None:
        self._links = links
        self._lines = Lines()
        self._current: list[str] = []
        self._open = [("", NEW, "", 0)]  # whose words, their colour, and what they lack
        self._line_mark: Mark | None = None
        self._colour = ""
        self._depth = 0
        self._pre = 0
        self._lists: list[int] = []
        self._bullet = ""
        self._said: list[str] = []
        self._targets: list[tuple[str, int]] = []  # of the open links; where in `_said` each begins

    def write(self, html: str) -> Lines:
        skipped, depth = "", 0
        for raw, raw_text, closing, tag, written, text, end, after in _TOKEN.findall(html):
            if skipped:
                depth += (-1 if closing else not end) if tag == skipped else 0
                if depth:
                    continue
                skipped = ""
            elif end:
                self._leaf(tag, written, _shown(text))
                text = after
            elif closing:
                self._leave(tag)
            elif tag == "br":
                self._flush(always=True)
            elif tag:
                skipped = self._enter(tag, written)
                if skipped:
                    depth = 1
                    continue
            elif raw and raw not in _SKIPPED:
                self._text(_returned(raw_text))
            # Most of what stands between paragraphs is a newline of the source.
            if text and (self._current or self._pre or not text.isspace()):
                self._text(_shown(text))
        self._flush()
        return self._lines

    def _leaf(self, tag: str, written: str, text: str) -> None:
        """An element that holds text alone, as nearly every paragraph does."""
        if not self._is_one_line(tag, written, text):
            if not self._enter(tag, written):
                self._text(text)
                self._leave(tag)
            return
        if self._current:
            self._flush()
        if self._links:
            self._said.append(text)
        lines, mark = self._lines, self._open[-1][1]
        if line := _collapsed(text):
            found = [self._bullet + line, ""] if tag == "p" else [self._bullet + line]
            lines.add_all(found, mark, self._depth)
            self._bullet = ""
        elif tag == "p" and lines.texts and lines.texts[-1]:
            lines.add("", mark, self._depth)

    def _is_one_line(self, tag: str, written: str, text: str) -> bool:
        """Whether it is a paragraph of which nothing but its words is to know."""
        if tag not in _PARAGRAPHS or "\n" in text or any(self._open[-1][2:]) or self._pre:
            return False
        return len(self._open) <= _DEEPEST and (not written or look(tag, written) is PLAIN)

    def _text(self, text: str) -> None:
        if self._open[-1][3]:
            return
        if self._links:
            self._said.append(text)
        if self._pre:
            text = text.replace("\r", "\n")
        if "\n" not in text:
            self._words(text)
            return
        first, *between, last = text.split("\n")
        self._words(first)
        self._flush(always=True)
        if self._bullet or self._open[-1][2] or self._pre:
            for line in between:
                self._words(line)
                self._flush(always=True)
        else:
            self._lines.add_all(_all_collapsed(text, between), self._open[-1][1], self._depth)
        self._words(last)

    def _words(self, text: str) -> None:
        if not text:
            return
        if self._line_mark is None and not text.isspace():
            self._line_mark = self._open[-1][1]
            self._colour = self._open[-1][2]
        self._current.append(text)

    def _enter(self, tag: str, written: str) -> str:
        """The tag where the element and all in it is left out."""
        if tag in _SKIPPED:
            return "" if tag in _EMPTY else tag
        seen = look(tag, written) if written else PLAIN
        if len(self._open) > 1 and (seen.is_hidden or len(self._open) > _DEEPEST):
            return "" if tag in _EMPTY else tag
        if tag in _BLOCKS and self._current:
            self._flush()
        mark = self._mark_of(tag, seen)
        colour = self._open[-1][2] if seen.colour is None else seen.colour
        self._open.append((tag, mark, colour, self._open[-1][3] & ~seen.gives | seen.takes))
        if tag in _SPECIAL:
            self._enter_special(tag, written, mark)
        if tag in _EMPTY:
            self._leave(tag)
        return ""

    def _enter_special(self, tag: str, written: str, mark: Mark) -> None:
        if tag == "blockquote":
            self._depth += 1
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ul" else 1)
        elif tag == "li":
            self._bullet = "" if self._open[-1][3] else self._next_bullet()
        elif tag in _CELLS and "".join(self._current).strip():
            self._current.append(" | ")
        elif tag == "hr" and mark is NEW:
            self._lines.add("", mark, self._depth)
        elif tag in _STRUCK:
            self._words("~~")
        elif not self._links:
            return
        elif tag == "img" and (alt := attributes_of(written).get("alt")):
            self._text(alt)
        elif tag == "a":
            target = attributes_of(written).get("href", "").strip()
            self._targets.append((target, len(self._said)))

    def _next_bullet(self) -> str:
        if not self._lists or self._lists[-1] == 0:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}. "

    def _mark_of(self, tag: str, seen: Look) -> Mark:
        outer = self._open[-1][1]
        if outer in (QUOTE, REST):
            return outer
        mark = MAYBE if seen is PLAIN and tag == "blockquote" else seen.mark
        return outer if mark is None or (mark is MAYBE and outer is not NEW) else mark

    def _leave(self, tag: str) -> None:
        if tag != self._open[-1][0]:
            return
        if tag == "a" and self._links:
            self._link(*self._targets.pop())
        if tag in _STRUCK and self._current[-1:] == ["~~"]:
            self._current.pop()
        elif tag in _STRUCK:
            self._words("~~")
        if tag in _BLOCKS and self._current:
            self._flush()
        mark = self._open.pop()[1]
        if tag == "blockquote":
            self._depth -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _SPACED and self._lines.texts and self._lines.texts[-1]:
            self._lines.add("", self._open[-1][1], self._depth)
        if mark is REST:
            self._open = [(each, REST, tint, lack) for each, _, tint, lack in self._open]

    def _link(self, target: str, start: int) -> None:
        shown = "".join(self._said[start:]).strip()
        if target.startswith(("http://", "https://")) and shown and shown not in target:
            self._current.append(f" <{target}>")

    def _flush(self, *, always: bool = False) -> None:
        text = "".join(self._current)
        self._current = []
        text = _preformatted(text) if self._pre else _collapsed(text)
        if not text and not always:
            self._line_mark = None
            return
        if text and self._bullet:
            text, self._bullet = self._bullet + text, ""
        if self._colour:
            self._lines.coloured[len(self._lines.texts)] = self._colour
        self._lines.add(text, self._line_mark or self._open[-1][1], self._depth)
        self._line_mark, self._colour = None, ""


def _shown(text: str) -> str:
    """The text of some markup without tags but breaks."""
    if "\n" in text or "\r" in text:
        text = _returned(text)
    if "<" in text:
        text = text.replace("<br>", "\n")
    return unescaped(text) if "&" in text else text


def _returned(text: str) -> str:
    r"""A newline of the source is no end of a line: here it is ``\r``."""
    return text.replace("\r", " ").replace("\n", "\r")


def _collapsed(text: str) -> str:
    """White space as a browser shows it; the wide space of Japanese is none."""
    if not text.isascii():
        return _SPACE.sub(" ", plain(text)).strip()
    if "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(text.split())


def _all_collapsed(text: str, lines: list[str]) -> list[str]:
    """The same for some of the lines of a text."""
    if not text.isascii():
        return [_collapsed(line) for line in lines]
    if "  " not in text and text.replace("\n", "").isprintable():
        return [line.strip() for line in lines]
    return [" ".join(line.split()) for line in lines]


def _preformatted(text: str) -> str:
    return plain(text).strip("\n")
