"""Threads from Message-ID, References and In-Reply-To: RFC 5256, REFERENCES, steps 1 to 4.

Step 5, joining by subject, is left out on purpose: two clients who both write "Invoice"
must never meet in one thread.
"""

from collections.abc import Iterable, Sequence

FORGED = "fail"
"""The authenticity of a mail whose headers join nothing: its sender's server disowns it."""


def ancestors(
    message_id: str | None, references: Sequence[str], in_reply_to: str | None
) -> list[str]:
    """The keys of the mails that one says it follows, the nearest last, itself never.

    RFC 5256 step 1: References decide, and only where they name nothing, In-Reply-To.
    """
    own = key_of(message_id) if message_id else None
    named = [key for key in map(key_of, references) if key != own]
    if named or in_reply_to is None:
        return named
    key = key_of(in_reply_to)
    return [key] if key != own else []


def joining(ancestors: Sequence[str], authenticity: str) -> Sequence[str]:
    """Those of a mail's ``ancestors`` whose threads it may be in: of a forged one the nearest."""
    return ancestors[-1:] if authenticity == FORGED else ancestors


def key_of(message_id: str) -> str:
    """An identifier as it is compared: a quoted left side is the same without its quotes."""
    if '"' not in message_id:
        return message_id
    left, at, right = message_id[1:-1].rpartition("@")
    if len(left) > 2 and left.startswith('"') and left.endswith('"'):
        left = left[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return f"<{left}{at}{right}>"


class Threads:
    """Which mails belong together, whatever the order in which they arrive.

    An id that is only mentioned holds its place (RFC 5256 calls it a dummy), so the
    children of a mail that comes late, or never, are together from the start.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def add(self, key: str, ancestors: Iterable[str] = ()) -> None:
        """Join a mail with those it follows."""
        root = self.thread(key)
        for ancestor in ancestors:
            other = self.thread(ancestor)
            # The smaller key wins, so that every order of arrival ends with the same names.
            if other < root:
                root, other = other, root
            self._parent[other] = root

    def thread(self, key: str) -> str:
        """The name of the thread that holds this key, as known so far; its own if unknown."""
        parent = self._parent
        root = parent.setdefault(key, key)
        if parent[root] == root:
            return root
        while parent[root] != root:
            root = parent[root]
        while parent[key] != root:
            parent[key], key = root, parent[key]
        return root
