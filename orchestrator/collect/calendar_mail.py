"""Invitations and their answers (RFC 5546), and a person's words beside them.  Pure."""

from collections.abc import Iterator
import re

from orchestrator.collect.invite import invite_words
from orchestrator.collect.mime import Part, text_of

_METHOD = re.compile(r"^METHOD[^:\r\n]*:[ \t]*(\w+)", re.I | re.MULTILINE)
_COMMENT = re.compile(
    r"^COMMENT(?:;[^:\n]*)?:[ \t]*\S|;X-RESPONSE-COMMENT=\"?[^\";:\s]", re.I | re.MULTILINE
)
_FOLD = re.compile(r"\r?\n[ \t]")
_SERVICE = b"calendar-notification@google."
_ORGANISERS = ("request", "publish", "add", "refresh")
"""What these say in words is the invitation's own description."""
_BOTH = (True, False)


def calendar_in(root: Part) -> Part | None:
    """The part that makes a mail an invitation or an answer to one."""
    if not root.is_multipart and root.content_type != "text/calendar":
        return None
    for _, part in _leaves(root, root):
        if part.content_type == "text/calendar" and (
            "method" in part.params or part.disposition != "attachment"
        ):
            return part
    return None


def has_own_words(root: Part, calendar: Part, new_text: str) -> bool:
    """Whether a person wrote beside an invitation, or a comment with an answer to one."""
    content = text_of(calendar, [])
    if _COMMENT.search(_FOLD.sub("", content)):
        return True
    if new_text.strip() in (invite_words(content, with_notes=each).strip() for each in _BOTH):
        return False
    forms = _forms(root, calendar)
    if any(_is_text(part) and id(part) not in forms for _, part in _leaves(root, root)):
        return True
    found = _METHOD.search(content)
    is_organisers = found is None or found[1].lower() in _ORGANISERS
    # Google writes a text of its own to every answer.
    return not is_organisers and _SERVICE not in (root.get("sender") or b"").lower()


def _forms(root: Part, calendar: Part) -> set[int]:
    """Identities of the other forms of what the calendar says."""
    holder = next((above for above, part in _leaves(root, root) if part is calendar), root)
    is_choice = holder.content_type == "multipart/alternative"
    return {id(part) for _, part in _leaves(holder, holder)} if is_choice else set()


def _is_text(part: Part) -> bool:
    is_text = part.content_type in ("text/plain", "text/html") and part.disposition != "attachment"
    return is_text and bool(part.body.strip())


def _leaves(part: Part, above: Part) -> Iterator[tuple[Part, Part]]:
    """Each part that holds no others, after the one that holds it."""
    waiting = [(above, part)]
    while waiting:
        above, part = waiting.pop()
        if part.is_multipart:
            waiting += ((part, child) for child in reversed(part.children))
        else:
            yield above, part
