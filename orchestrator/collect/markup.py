"""HTML bodies: to lines of text, with what the program's own markup says about each.  Pure."""

from collections.abc import Iterator
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestrator.collect import caps
from orchestrator.collect.declared import Attributes, declared, is_coloured, is_hidden
from orchestrator.collect.marks import Mark, plain
from orchestrator.collect.text import Lines, SplitText, split_lines

_SKIPPED = frozenset({"head", "style", "script", "title", "meta", "link", "template", "noscript",
                      "base", "object", "svg", "select", "textarea"})  # fmt: skip
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "table", "tr", "blockquote", "pre", "h1", "h2",
                     "h3", "h4", "h5", "h6", "hr", "body", "html", "section", "article", "header",
                     "footer", "center", "dl", "dt", "dd", "address", "form", "fieldset", "main",
                     "aside", "figure", "tbody", "thead", "o:p"}) - {"o:p"}  # fmt: skip
_SPACED = frozenset(
    {"p", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_CELLS = frozenset({"td", "th"})
_SPECIAL = frozenset({"blockquote", "pre", "ul", "ol", "li", "hr", "img"}) | _CELLS
_TINTED = frozenset({"span", "font", "p", "div"})
_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_MANY_TAGS = 2000
_CONTAINER = re.compile(r"<(/?)(?!br|img|hr|meta|link|input|p\b|li\b|td\b|tr\b|!|o:p)[a-z]", re.I)
# None of these may look past the next tag: a thousand unclosed ones would take a thousand walks.
_TAG = re.compile(r"<[^<>]*+>")
_UNREAD = re.compile(r"<(/?)(?:style|script|head|title)\b[^<>]*+>", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*+>", re.I)


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
    if len(html) > caps.HTML_BYTES or _is_too_deep(html):
        bare = Lines()
        for line in _stripped(html).split("\n"):
            bare.add(line)
        return bare
    root = LexborHTMLParser(html).body
    return Lines() if root is None else _Writer(links).write(root)


def _is_too_deep(html: str) -> bool:
    """The tree builder takes time in the square of the depth."""
    if html.count("<") < _MANY_TAGS:
        return False
    depth = deepest = 0
    for found in _CONTAINER.finditer(html):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest > 10 * caps.HTML_DEPTH


def _stripped(html: str) -> str:
    text = _TAG.sub(" ", _BREAK.sub("\n", _without_unread(html)))
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    plain = "\n".join(lines)
    for entity, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


def _without_unread(html: str) -> str:
    """Less what stands between such a tag and the end of one; an unclosed one hides nothing."""
    kept: list[str] = []
    at, opened = 0, -1
    for found in _UNREAD.finditer(html):
        if not found[1]:
            opened = found.start() if opened < 0 else opened
        elif opened >= 0:
            kept.append(html[at:opened])
            at, opened = found.end(), -1
    return " ".join([*kept, html[at:]])


class _Writer:
    """Walks the tree without recursion and collects lines."""

    def __init__(self, links: bool) -> None:
        self._links = links
        self._lines = Lines()
        self._current: list[str] = []
        self._open: list[tuple[Mark, bool]] = [(Mark.NEW, False)]  # its words, its colour
        self._line_mark: Mark | None = None
        self._colours = 0
        self._coloured = False
        self._depth = 0
        self._pre = 0
        self._lists: list[int] = []
        self._bullet = ""

    def write(self, root: LexborNode) -> Lines:
        for node, tag, attributes in _walk(root):
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag == "br":
                self._flush(always=True)
            elif attributes is None:
                self._leave(node, tag)
            else:
                self._enter(attributes, tag)
        self._flush()
        return self._lines

    def _text(self, text: str) -> None:
        if self._line_mark is None and not text.isspace():
            self._line_mark = self._open[-1][0]
            self._coloured = self._colours > 0
        if self._pre:
            first, *more = text.replace("\r", "").split("\n")
            self._current.append(first)
            for line in more:
                self._flush(always=True)
                self._current.append(line)
        else:
            self._current.append(text)

    def _enter(self, attributes: Attributes, tag: str) -> None:
        if tag in _BLOCKS and self._current:
            self._flush()
        mark = self._mark_of(attributes, tag)
        coloured = bool(attributes) and tag in _TINTED and is_coloured(attributes)
        self._open.append((mark, coloured))
        self._colours += coloured
        if tag in _SPECIAL:
            self._enter_special(attributes, tag, mark)

    def _enter_special(self, attributes: Attributes, tag: str, mark: Mark) -> None:
        if tag == "blockquote":
            self._depth += 1
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ul" else 1)
        elif tag == "li":
            self._bullet = self._next_bullet()
        elif tag in _CELLS and "".join(self._current).strip():
            self._current.append(" | ")
        elif tag == "hr" and mark is Mark.NEW:
            self._lines.add("", mark, self._depth)
        elif tag == "img" and self._links and (alt := attributes.get("alt")):
            self._current.append(alt)

    def _next_bullet(self) -> str:
        if not self._lists or self._lists[-1] == 0:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}. "

    def _mark_of(self, attributes: Attributes, tag: str) -> Mark:
        outer = self._open[-1][0]
        if outer in (Mark.QUOTE, Mark.REST) or not (attributes or tag == "blockquote"):
            return outer
        mark = declared(attributes, tag)
        return outer if mark is None or (mark is Mark.MAYBE and outer is not Mark.NEW) else mark

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag == "a" and self._links:
            self._link(node)
        if tag in _BLOCKS and self._current:
            self._flush()
        mark, coloured = self._open.pop()
        self._colours -= coloured
        if tag == "blockquote":
            self._depth -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _SPACED and self._lines.texts and self._lines.texts[-1]:
            outer = self._open[-1][0] if self._open else mark
            self._lines.add("", outer, self._depth)
        if mark is Mark.REST:
            self._open = [(Mark.REST, tint) for _, tint in self._open]

    def _link(self, node: LexborNode) -> None:
        target = (node.attributes.get("href") or "").strip()
        shown = (node.text() or "").strip()
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
        if self._coloured:
            self._lines.coloured.append(len(self._lines.texts))
        self._lines.add(text, self._line_mark or self._open[-1][0], self._depth)
        self._line_mark, self._coloured = None, False


def _collapsed(text: str) -> str:
    """White space as a browser shows it; the wide space of Japanese is none."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACE.sub(" ", plain(text)).strip()


def _preformatted(text: str) -> str:
    return plain(text).strip("\n")


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, str, Attributes | None]]:
    """Every node in order, elements twice: entering with attributes, leaving without."""
    yield root, root.tag or "", root.attributes
    stack = [(root, root.tag or "")]
    following = root.child
    while stack:
        if following is None:
            node, tag = stack.pop()
            yield node, tag, None
            following = node.next if stack else None
            continue
        node = following
        tag = node.tag or ""
        if tag == "-text" or tag == "br":
            yield node, tag, None
            following = node.next
            continue
        if tag in _SKIPPED or tag[:1] in "-!" or len(stack) > caps.HTML_DEPTH + 1:
            following = node.next
            continue
        attributes = node.attributes
        if attributes and is_hidden(attributes):
            following = node.next
            continue
        yield node, tag, attributes
        stack.append((node, tag))
        following = node.child
