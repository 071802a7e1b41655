"""Header lines that are folded between words and never inside one.

The standard library writes an unstructured word that is longer than a line as an encoded
word (RFC 2047), which no program takes for a Message-ID or a link: an answer to a long
id, as Outlook makes them, would begin a conversation of its own.  Pure.
"""

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import SMTP, Policy

LINE = 78
"""RFC 5322 section 2.1.1."""


class Words(UnstructuredHeader, BaseHeader):
    """A header field of words that must stay as they are: ids, links."""

    def fold(self, *, policy: Policy) -> str:
        """The field with its line ends."""
        first, *words = str(self).split()
        lines = [f"{self.name}: {first}"]
        for word in words:
            if len(lines[-1]) + 1 + len(word) > LINE:
                lines.append(f" {word}")
            else:
                lines[-1] += f" {word}"
        return policy.linesep.join([*lines, ""])


_FIELDS = HeaderRegistry()
for _name in ("in-reply-to", "references", "list-id", "list-unsubscribe"):
    _FIELDS.map_to_type(_name, Words)

UNBROKEN = SMTP.clone(header_factory=_FIELDS)
"""How our messages are written."""
