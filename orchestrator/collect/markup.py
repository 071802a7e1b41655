"""HTML bodies: to lines of text, with what the program's own markup says about each.  Pure."""

from collections.abc import Iterator
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestrator.collect import caps
from orchestrator.collect.marks import Mark
from orchestrator.collect.text import Line, SplitText, split_lines

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
_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BAR = re.compile(r"border-left(?:-width)?\s*:\s*(?!none|0|medium none)[^;]*\S", re.I)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;]+)", re.I)
# Not black, grey, or the dark blue in which Outlook writes every reply.
_VIVID = re.compile(r"red|blue|green|purple|orange|magenta|"
                    r"#(?:[c-f][0-9a-f][0-3][0-9a-f][0-3][0-9a-f]|"
                    r"00[0-9a-f]{2}[c-f][0-9a-f]|00[89a-f][0-9a-f][0-5][0-9a-f]|7030a0|f00|"
                    r"00f)", re.I)  # fmt: skip
_MANY_TAGS = 2000
_CONTAINER = re.compile(r"<(/?)(?!br|img|hr|meta|link|input|p\b|li\b|td\b|tr\b|!|o:p)[a-z]", re.I)
_TAG = re.compile(r"<[^>]*>")
_UNREAD = re.compile(r"<(style|script|head|title)\b.*?</\1\s*>", re.I | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.I)

# Names that programs give to the start of a quote that has no end mark, ...
_REST_NAMES = re.compile(
    r"^(?:divrplyfwdmsg|appendonsend|stopspelling|zwchr|mail-editor-reference-message-container|"
    r"moz-forward-container|isforwardcontent|olk_src_body_section|skydriveplaceholder-quote|"
    r"ms-outlook-mobile-body-separator-line|yahoo_quoted|outlook-reply-header)$"
)
# ... to a quote with an end, ...
_QUOTE_NAMES = re.compile(
    r"^(?:gmail_attr|moz-cite-prefix|reply-intro|protonmail_quote|zmail_extra(?:_hr)?|"
    r"tutanota_quote|moz-email-headers-table|yahoo_quoted.*|ydp\w*yahoo_quoted|isreplycontent|"
    r"replybody1?|messagereplysection|front-blockquote|quoted-text|freshdesk_quote|"
    r"gmail_sendername|"
    r"hey-quoted|x_gmail_quote|zimbra-reply|qtdseparateline|lineauthor|history_container)$"
)
_BLOCKQUOTE_NAMES = re.compile(r"quote|cite|reply|front-|history", re.I)
# ... and to a signature.
_SIGNATURE_NAMES = re.compile(
    r"^(?:gmail_signature|signature|_mailautosig|moz-signature|messagesignaturesection|"
    r"protonmail_signature_block(?:-user|-proton)?|sh-signature|yahoo_signature|"
    r"ydp\w*(?:yahoo_)?signature|applemailsignature|applemail-signature|"
    r"mail-app-auto-default-signature|"
    r"composer_signature|ms-outlook-mobile-signature|tutanota-signature|__sig_post__|__sig_pre__|"
    r"gmail_signature_prefix|spark_signature|zm_signature|mailsignature|bloop_sign\w*|"
    r"hey-signature|"
    r"email-signature|edo-signature|airmail_sign|ymail_android_signature|ymail_ios_signature|"
    r"missive_signature|front-signature|hs_signature|signature_old|sig|fm-sig)$"
)


def split_html(html: str) -> SplitText:
    """Divide an HTML body.  Programs' markup first, then the words."""
    return split_lines(lines_of(html, links=False))


def html_to_text(html: str) -> str:
    """A plain body for HTML: quotes as ``> `` lines, lists, tables and links readable."""
    lines = ("> " * line.depth + line.text if line.depth else line.text for line in lines_of(html))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def lines_of(html: str, *, links: bool = True) -> list[Line]:
    """The text lines of a body, marked.  Over the caps on size and depth: unmarked lines."""
    if len(html) > caps.HTML_BYTES or _is_too_deep(html):
        return [Line(line) for line in _stripped(html).split("\n")]
    root = LexborHTMLParser(html).body
    if root is None:
        return []
    return _Writer(links).write(root)


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
    text = _TAG.sub(" ", _BREAK.sub("\n", _UNREAD.sub(" ", html)))
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    plain = "\n".join(lines)
    for entity, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


class _Writer:
    """Walks the tree without recursion and collects lines."""

    def __init__(self, links: bool) -> None:
        self._links = links
        self._lines: list[Line] = []
        self._current: list[str] = []
        self._marks = [Mark.NEW]
        self._line_mark: Mark | None = None
        self._colours = 0
        self._coloured = False
        self._depth = 0
        self._pre = 0
        self._lists: list[int] = []
        self._bullet = ""

    def write(self, root: LexborNode) -> list[Line]:
        for node, entering in _walk(root):
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif entering:
                self._enter(node, tag)
            else:
                self._leave(node, tag)
        self._flush()
        return self._lines

    def _text(self, text: str) -> None:
        if self._line_mark is None and not text.isspace():
            self._line_mark = self._marks[-1]
            self._coloured = self._colours > 0
        if self._pre:
            first, *more = text.replace("\r", "").split("\n")
            self._current.append(first)
            for line in more:
                self._flush(always=True)
                self._current.append(line)
        else:
            self._current.append(text)

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self._flush(always=True)
            return
        if tag in _BLOCKS:
            self._flush()
        self._marks.append(self._mark_of(node, tag))
        self._colours += _is_coloured(node)
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
        elif tag == "hr" and self._marks[-1] is Mark.NEW:
            self._lines.append(Line("", self._marks[-1], self._depth))
        elif tag == "img" and self._links and (alt := node.attributes.get("alt")):
            self._current.append(alt)

    def _next_bullet(self) -> str:
        if not self._lists or self._lists[-1] == 0:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}. "

    def _mark_of(self, node: LexborNode, tag: str) -> Mark:
        outer = self._marks[-1]
        if outer in (Mark.QUOTE, Mark.REST):
            return outer
        mark = _declared(node, tag)
        return outer if mark is None or (mark is Mark.MAYBE and outer is not Mark.NEW) else mark

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            return
        if tag == "a" and self._links:
            self._link(node)
        if tag in _BLOCKS:
            self._flush()
        mark = self._marks.pop()
        self._colours -= _is_coloured(node)
        if tag == "blockquote":
            self._depth -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _SPACED and self._lines and self._lines[-1].text:
            self._lines.append(Line("", self._marks[-1] if self._marks else mark, self._depth))
        if mark is Mark.REST:
            self._marks = [Mark.REST] * len(self._marks)

    def _link(self, node: LexborNode) -> None:
        target = (node.attributes.get("href") or "").strip()
        shown = (node.text() or "").strip()
        if target.startswith(("http://", "https://")) and shown and shown not in target:
            self._current.append(f" <{target}>")

    def _flush(self, *, always: bool = False) -> None:
        text = "".join(self._current)
        self._current = []
        text = text.strip("\n") if self._pre else _SPACE.sub(" ", text).strip()
        if not text and not always:
            self._line_mark = None
            return
        if text and self._bullet:
            text, self._bullet = self._bullet + text, ""
        mark = self._line_mark or self._marks[-1]
        self._lines.append(Line(text, mark, self._depth, self._coloured))
        self._line_mark, self._coloured = None, False


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node in order, elements twice: entering and leaving."""
    node, level = root, 0
    yield root, True
    stack = [root]
    following = root.child
    while stack:
        if following is None:
            node = stack.pop()
            yield node, False
            level -= 1
            following = node.next if stack else None
            continue
        node = following
        tag = node.tag or ""
        if tag == "-text":
            yield node, True
            following = node.next
        elif (
            tag.startswith(("-", "!"))
            or tag in _SKIPPED
            or level > caps.HTML_DEPTH
            or _is_hidden(node)
        ):
            following = node.next
        else:
            yield node, True
            stack.append(node)
            level += 1
            following = node.child


def _is_hidden(node: LexborNode) -> bool:
    style = node.attributes.get("style")
    return bool(style and _HIDDEN.search(style))


def _is_coloured(node: LexborNode) -> bool:
    if node.tag not in ("span", "font", "p", "div"):
        return False
    attributes = node.attributes
    if not attributes:
        return False
    found = _COLOUR.search(attributes.get("style") or "")
    colour = (found.group(1) if found else attributes.get("color") or "").strip().lower()
    return bool(_VIVID.fullmatch(colour))


def _declared(node: LexborNode, tag: str) -> Mark | None:
    attributes = node.attributes
    if not attributes:
        return Mark.MAYBE if tag == "blockquote" else None
    names = [
        name.lower().removeprefix("x_")
        for key in ("id", "class", "name", "data-marker", "data-smartmail")
        for name in (attributes.get(key) or "").split()
    ]
    if tag == "blockquote":
        return _blockquote_mark(attributes, names)
    for name in names:
        if _REST_NAMES.match(name):
            return Mark.REST
        if _QUOTE_NAMES.match(name):
            return Mark.QUOTE
        if _SIGNATURE_NAMES.match(name):
            return Mark.SIGNATURE
    if "data-signature-widget" in attributes or "_MailAutoSig" in (attributes.get("style") or ""):
        return Mark.SIGNATURE
    return None


def _blockquote_mark(attributes: dict[str, str | None], names: list[str]) -> Mark:
    if attributes.get("type") == "cite" or attributes.get("cite"):
        return Mark.QUOTE
    if any(_BLOCKQUOTE_NAMES.search(name) for name in names):
        return Mark.QUOTE
    return Mark.QUOTE if _BAR.search(attributes.get("style") or "") else Mark.MAYBE
