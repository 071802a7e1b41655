"""The body of a message: its text, its HTML, the files that came with it.  Pure."""

from dataclasses import dataclass, field
import hashlib
import re
from typing import NamedTuple

from orchestrator.collect import archive, caps, headers, mime
from orchestrator.collect.cautions import answers_differ, differ, may_answer
from orchestrator.collect.links import with_links
from orchestrator.collect.markup import html_to_text, split_html
from orchestrator.collect.text import SplitText, split_text
from orchestrator.doubts import TEXT_DIFFERS

# Text that is data, not words (RFC 2046 section 4.1.4 takes any other as plain).
_NO_LETTER = frozenset({"text/calendar", "text/csv", "text/vcard", "text/x-vcard", "text/directory",
                        "text/css", "text/javascript", "text/rtf", "text/xml",
                        "text/rfc822-headers"})  # fmt: skip
_UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


ARCHIVE_RATIO = "archive_ratio"
"""The mark of an attached archive that nobody should unpack unasked."""


class Attachment(NamedTuple):
    """``filename`` is safe to show and to offer, never to open; ``size`` in bytes, decoded."""

    position: int
    filename: str
    content_type: str
    size: int
    sha256: str


@dataclass(slots=True)
class Body:
    """``others`` are the parts of the attachments, in their order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    others: list[mime.Part] = field(default_factory=list)

    @property
    def whole_html(self) -> str | None:
        return "\n".join(self.html) or None


def read_body(root: mime.Part, defects: list[str]) -> Body:
    """The parts a reader sees, in order; enclosed messages and files are attachments."""
    body = Body()
    waiting = [(root, False)]
    while waiting:
        part, alternative = waiting.pop()
        if part.is_multipart:
            inner = part.content_type == "multipart/alternative"
            waiting += [(child, inner or alternative) for child in _shown(part, body)]
        elif part.content_type in ("text/plain", "text/html") and _is_inline(part):
            _add_text(body, part, alternative, defects)
        elif part.filename or (part.body and not part.body.isspace()):
            body.attachments.append(_attachment(part, len(body.attachments), defects))
            body.others.append(part)
    if not body.plain and not body.html:
        _add_stand_in(body, defects)
    return body


def _shown(part: mime.Part, body: Body) -> list[mime.Part]:
    """The children, last first.  What Outlook wraps often repeats the text beside it."""
    if part.content_type == mime.TNEF and (body.plain or body.html):
        return [each for each in reversed(part.children) if each.filename]
    return part.children[::-1]


def _add_stand_in(body: Body, defects: list[str]) -> None:
    """A mail whose only words are in a named or oddly typed part still has words."""
    for part in body.others:
        if part.content_type in _NO_LETTER or not part.content_type.startswith("text/"):
            continue
        if part.disposition != "attachment" or len(body.others) == 1:
            _add_text(body, part, False, defects)
            return


def _is_inline(part: mime.Part) -> bool:
    return part.disposition != "attachment" and not (part.disposition and part.filename)


def _add_text(body: Body, part: mime.Part, alternative: bool, defects: list[str]) -> None:
    text = mime.text_of(part, defects)
    if part.content_type == "text/html":
        body.html.append(text)
        return
    if part.params.get("format", "").lower() == "flowed":
        text = _unflowed(text, delete_space=part.params.get("delsp", "").lower() == "yes")
    # A footer that a list appends beside an HTML body belongs to the body that is shown.
    if text.strip() or not body.plain:
        body.plain.append(text)


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Join soft-broken lines and remove space-stuffing (RFC 3676 section 4)."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:].removeprefix(" ") if depth or line.startswith(" ") else line
        if depth == open_depth and rest != "-- ":
            lines[-1] += rest
        else:
            lines.append(f"{'>' * depth} {rest}" if depth else rest)
        soft = rest.endswith(" ") and rest != "-- "
        open_depth = depth if soft else -1
        if soft and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _attachment(part: mime.Part, position: int, defects: list[str]) -> Attachment:
    content = part.body if part.content_type == "message/rfc822" else mime.decoded(part, defects)
    if archive.is_suspicious(content):
        defects.append(ARCHIVE_RATIO)
    return Attachment(
        position, clean_filename(part.filename), part.content_type, len(content),
        hashlib.sha256(content).hexdigest(),
    )  # fmt: skip


def clean_filename(name: str) -> str:
    """The last component, without what a file system or a reader could trip over."""
    name = headers.words(name.encode("utf-8", "replace")).replace("\\", "/").rpartition("/")[2]
    name = _UNSAFE_NAME.sub("_", name).strip(". ")
    if len(name) > 150:
        stem, dot, suffix = name.rpartition(".")
        name = f"{stem[:140]}{dot}{suffix[:9]}" if dot else name[:150]
    return name


def split_body(body: Body, defects: list[str]) -> tuple[str, SplitText]:
    """The text, and its division: by the markup where there is any."""
    plain, html = "\n".join(body.plain), body.whole_html
    if html is None:
        return plain, split_text(plain)
    text = plain if plain.strip() else html_to_text(html)
    if len(html) > caps.HTML_BYTES:
        defects.append("HtmlTooLarge")
        return text, split_text(text)
    split = split_html(html)
    if text is plain and _differ(plain, split.new_text):
        # People see the HTML; the text beside it may say anything.
        defects.append(TEXT_DIFFERS)
        text = html_to_text(html)
    return text, with_links(split, html)


def _differ(plain: str, new_text: str) -> bool:
    """What is quoted often says how to answer, so answers are looked for in the new words."""
    if differ(plain, new_text):
        return True
    return may_answer(new_text) and answers_differ(split_text(plain).new_text, new_text)
