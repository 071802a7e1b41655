"""What a mail says beside its body: invitations, forwarded mails, words under a key.  Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
import re

from orchestrator.collect import headers, mime
from orchestrator.collect.body import Body, read_body
from orchestrator.collect.invite import invite_words
from orchestrator.collect.markup import html_to_text
from orchestrator.collect.text import SplitText

ENCRYPTED = "encrypted"
"""The mark of a mail whose words nobody here can read."""

_SMIME = "[Encrypted with S/MIME, for the holder of the key.]"
_PGP = "[Encrypted with PGP, for the holder of the key.]"
_PGP_TYPES = frozenset({"application/pgp-encrypted", "application/pgp"})
_PGP_BEGIN = "-----BEGIN PGP MESSAGE-----"
_PGP_BLOCK = re.compile(_PGP_BEGIN + r".*?(?:-----END PGP MESSAGE-----|\Z)", re.DOTALL)
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_FORWARDED = ("From", "Date", "Subject", "To")
_MOST_FORWARDED = 20


@dataclass(frozen=True, slots=True)
class Beside:
    """``words`` are the sender's or say what came; ``forwarded`` are somebody else's."""

    words: str
    forwarded: str


def read_enclosed(body: Body, defects: list[str], *, is_report: bool) -> Beside:
    """What the parts that are no text say.

    Args:
        is_report: a message that came back is no forwarded one.
    """
    has_text = any(text.strip() for text in (*body.plain, *body.html))
    forwarded = [] if is_report else [part for part in body.others if _is_message(part)]
    return Beside(
        words="\n\n".join(_notes(body.others, defects, has_text=has_text)),
        forwarded="\n\n".join(_forwarded(part, defects) for part in forwarded[:_MOST_FORWARDED]),
    )


def joined(text: str, split: SplitText, beside: Beside) -> tuple[str, SplitText]:
    """The body with what stands beside it; nobody takes marked words for the sender's."""
    if not beside.words and not beside.forwarded:
        return text, split
    forwarded = "\n".join(f"> {line}".rstrip() for line in beside.forwarded.splitlines())
    return _after(text, beside.words, forwarded), SplitText(
        _after(split.new_text, beside.words),
        _after(split.quoted_text, beside.forwarded),
        split.signature,
    )


def without_armour(text: str, split: SplitText, defects: list[str]) -> tuple[str, SplitText]:
    """The body with PGP's block named instead of shown (RFC 9580 section 6)."""
    if _PGP_BEGIN not in text:
        return text, split
    defects.append(ENCRYPTED)
    parts = (split.new_text, split.quoted_text, split.signature)
    return _PGP_BLOCK.sub(_PGP, text), SplitText(*(_PGP_BLOCK.sub(_PGP, each) for each in parts))


def _notes(others: Sequence[mime.Part], defects: list[str], *, has_text: bool) -> list[str]:
    notes: list[str] = []
    for part in others:
        if part.content_type in _CALENDARS:
            # The same invitation often comes twice: beside the text, and as a file.
            notes.append(invite_words(mime.text_of(part, defects), with_notes=not has_text))
        elif part.content_type in mime.SMIME_TYPES or part.is_named("smime.p7m"):
            defects.append(ENCRYPTED)
            notes.append(_SMIME)
        elif part.content_type in _PGP_TYPES:
            defects.append(ENCRYPTED)
            notes.append(_PGP)
    return [note for note in dict.fromkeys(notes) if note]


def _is_message(part: mime.Part) -> bool:
    return part.content_type == "message/rfc822" and bool(part.children)


def _forwarded(part: mime.Part, defects: list[str]) -> str:
    root = part.children[0]
    lines = [
        f"{name}: {headers.words(value)}"
        for name in _FORWARDED
        if (value := root.get(name.lower()))
    ]
    body = read_body(root, defects)
    text = "\n".join(body.plain)
    if not text.strip() and body.whole_html:
        text = html_to_text(body.whole_html)
    beside = read_enclosed(body, defects, is_report=False)
    return _after("\n".join(lines), text, beside.words, beside.forwarded)


def _after(*texts: str) -> str:
    return "\n\n".join(each.strip("\n") for each in texts if each.strip())
