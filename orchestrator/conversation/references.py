"""Threads from Message-ID, References and In-Reply-To: RFC 5256, REFERENCES, steps 1 to 4.

Step 5, joining by subject, is left out on purpose: two clients who both write "Invoice"
must never meet in one thread.
"""

from collections.abc import Iterable, Iterator
import re

# A message id is <left@right>; broken programs drop the "@", never the angle brackets.
_MESSAGE_ID = re.compile(r"<([^<>\s]+)>")


class Threads:
    """Which mails belong together, whatever the order in which they arrive.

    An id that is only mentioned holds its place (RFC 5256 calls it a dummy), so the
    children of a mail that comes late, or never, are together from the start.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def add(
        self, message_id: str, references: Iterable[str] = (), in_reply_to: Iterable[str] = ()
    ) -> str:
        """Join a mail with its ancestors; return the key of its thread as known so far.

        RFC 5256 step 1: References decide, and only where there are none, the first id of
        In-Reply-To.  The key may change when a later mail joins two threads; ask `thread`.
        """
        ancestors = list(references) or list(in_reply_to)[:1]
        for ancestor in ancestors:
            self._join(ancestor, message_id)
        return self.thread(message_id)

    def thread(self, message_id: str) -> str:
        """The key of the thread that holds this id; an unknown id is a thread of its own."""
        self._parent.setdefault(message_id, message_id)
        root = message_id
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[message_id] != root:
            self._parent[message_id], message_id = root, self._parent[message_id]
        return root

    def _join(self, first: str, second: str) -> None:
        # The smaller id wins, so that every order of arrival ends with the same keys.
        winner, loser = sorted((self.thread(first), self.thread(second)))
        self._parent[loser] = winner


def message_ids(value: str) -> Iterator[str]:
    """The ids of a References, In-Reply-To or Message-ID field, with brackets (RFC 5322 3.6.4)."""
    for match in _MESSAGE_ID.finditer(value):
        yield f"<{match[1]}>"
