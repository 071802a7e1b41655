"""What the attributes of an HTML element say about it: whose words, hidden, coloured.  Pure."""

from collections.abc import Mapping
from functools import lru_cache
import re
from typing import NamedTuple

from orchestrator.collect.marks import Mark

_ATTRIBUTE = re.compile(r' ([^ \t\n\f/>][^ \t\n\f/>=]*+)(?:="([^"]*+)")?')
_TINTED = frozenset({"span", "font", "p", "div"})
_LONGEST_KEPT = 400
_ESCAPED = (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
_NAMING = frozenset({"id", "class", "name", "data-marker", "data-smartmail"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|(?<![\w-])(?:text-indent|left|top)\s*:\s*-\d{3,}|"
    r"(?<![\w-])opacity\s*:\s*0+(?:\.0+)?\s*(?:!|;|$)",
    re.I,
)
_SIZELESS = re.compile(
    r"font(?:-size)?\s*:[^;]*?(?<![\w.])0+(?:\.0+)?(?:px|pt|em|rem|%)?(?=\s*(?:!|;|/|$))",
    re.I,
)
_OVERFLOW = re.compile(r"overflow(?:-y)?\s*:\s*(?:hidden|clip)", re.I)
_FLAT = re.compile(r"(?<![\w-])(?:max-)?height\s*:\s*0(?![\d.])", re.I)
# Of its own: a share of nothing is nothing.
_SIZED = re.compile(
    r"font(?:-size)?\s*:[^;]{0,80}?(?:(?<![\w.])(?=[\d.]{0,8}[1-9])[\d.]{1,9}(?:px|pt|rem|pc|mm|cm|in)|"
    r"\b(?:x*-?small|medium|x*-?large)\b)",
    re.I,
)
_UNSEEN = re.compile(r"visibility\s*:\s*(?:hidden|collapse)", re.I)
_SEEN = re.compile(r"visibility\s*:\s*visible", re.I)
SIZE, SIGHT = 1, 2
"""What an element gives or takes for all in it, until one inside says otherwise."""
_BAR = re.compile(r"border-left(?:-width)?\s*:\s*(?!none|0|medium none)[^;]*\S", re.I)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;]+)", re.I)
VIVID = "vivid"
"""Every colour that nobody writes whole mails in."""
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b[^)]*\)")
_HEX = re.compile(r"#[0-9a-f]{6}")
_LEAST_SPREAD = 0x30
_LINK_COLOURS = frozenset({"#0563c1", "#954f72", "#467886", "#96607d", "#1155cc"})
# Not black, grey, or the dark blue in which Outlook writes every reply.
_VIVID = re.compile(r"red|blue|green|purple|orange|magenta|"
                    r"#(?:[c-f][0-9a-f][0-3][0-9a-f][0-3][0-9a-f]|"
                    r"00[0-9a-f]{2}[c-f][0-9a-f]|00[89a-f][0-9a-f][0-5][0-9a-f]|7030a0|f00|"
                    r"00f)", re.I)  # fmt: skip

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


class Look(NamedTuple):
    """``mark`` is None where the element says nothing of whose words it holds."""

    mark: Mark | None
    is_hidden: bool
    """Nobody sees anything in it."""
    takes: int
    gives: int
    """Of `SIZE` and `SIGHT`."""
    colour: str | None
    """None where it says none; "" for black and grey, `VIVID`, or the digits of another."""


PLAIN = Look(None, False, 0, 0, None)


def look(tag: str, written: str) -> Look:
    """What an element says of itself; ``written``: its attributes, as the tree builder writes."""
    # Programs write the same few again and again; long ones are not worth the memory.
    return _look(tag, written) if len(written) < _LONGEST_KEPT else _look.__wrapped__(tag, written)


@lru_cache(maxsize=2048)
def _look(tag: str, written: str) -> Look:
    attributes = attributes_of(written)
    style = attributes.get("style", "")
    takes, gives = _sight(style)
    seen = Look(
        _declared(attributes, tag),
        "hidden" in attributes or _is_hidden(style),
        takes,
        gives | (SIZE if tag == "font" and "size" in attributes else 0),
        _colour(attributes, style) if tag in _TINTED else None,
    )
    return PLAIN if seen == PLAIN else seen


def _is_hidden(style: str) -> bool:
    return bool(_HIDDEN.search(style) or (_FLAT.search(style) and _OVERFLOW.search(style)))


def _sight(style: str) -> tuple[int, int]:
    """What it takes and gives."""
    if "font" not in (lower := style.lower()) and "visib" not in lower:
        return 0, 0
    takes = bool(_SIZELESS.search(style)) * SIZE | bool(_UNSEEN.search(style)) * SIGHT
    gives = bool(_SIZED.search(style)) * SIZE | bool(_SEEN.search(style)) * SIGHT
    return takes, gives & ~takes


def attributes_of(written: str) -> Mapping[str, str]:
    """Attributes by name; "" for one without a value."""
    return {name: unescaped(value) for name, value in _ATTRIBUTE.findall(written)}


def unescaped(text: str) -> str:
    """Text as it was before the tree builder wrote it; the ampersand last, as it came first."""
    if "&" not in text:
        return text
    for entity, sign in _ESCAPED:
        text = text.replace(entity, sign)
    return text


def _colour(attributes: Mapping[str, str], style: str) -> str | None:
    found = _COLOUR.search(style) if "olor" in style or "OLOR" in style else None
    written = found.group(1) if found else attributes.get("color")
    if not written:
        return None
    colour = written.replace("!important", "").strip().lower()
    if parts := _RGB.fullmatch(colour):
        colour = "#" + "".join(f"{min(int(part), 255):02x}" for part in parts.groups())
    if _VIVID.fullmatch(colour):
        return VIVID
    return colour if _is_tint(colour) else ""


def _is_tint(colour: str) -> bool:
    if colour in _LINK_COLOURS or not _HEX.fullmatch(colour):
        return False
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts) >= _LEAST_SPREAD


def _declared(attributes: Mapping[str, str], tag: str) -> Mark | None:
    """Whose words an element holds, as far as its program says."""
    names = [
        name
        for key, value in attributes.items()
        if value and key in _NAMING
        for name in value.lower().split()
    ]
    if tag == "blockquote":
        return _blockquote_mark(attributes, names)
    for name in names:
        if (mark := _named(name)) is not None:
            return mark
    if "data-signature-widget" in attributes or "_MailAutoSig" in attributes.get("style", ""):
        return Mark.SIGNATURE
    return None


@lru_cache(maxsize=2048)
def _named(name: str) -> Mark | None:
    name = name.removeprefix("x_")
    if _REST_NAMES.match(name):
        return Mark.REST
    if _QUOTE_NAMES.match(name):
        return Mark.QUOTE
    return Mark.SIGNATURE if _SIGNATURE_NAMES.match(name) else None


def _blockquote_mark(attributes: Mapping[str, str], names: list[str]) -> Mark:
    if attributes.get("type") == "cite" or attributes.get("cite"):
        return Mark.QUOTE
    if any(_BLOCKQUOTE_NAMES.search(name) for name in names):
        return Mark.QUOTE
    return Mark.QUOTE if _BAR.search(attributes.get("style", "")) else Mark.MAYBE
