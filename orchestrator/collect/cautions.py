"""What a reader should know of a mail besides its words.  Pure.

These marks stand among the defects, in snake case: nothing is broken, but somebody may be
misled.
"""

from collections.abc import Iterator

from orchestrator.collect.headers import Address

NAME_IS_ADDRESS = "name_is_address"
"""The display name is an address, and not the one that wrote."""

PUNYCODE = "punycode"
"""The domain has letters that may look like others; it is shown as its ASCII form."""

TEXT_DIFFERS = "text_differs"
"""Less than half of the words of the HTML are in the plain text beside it."""


def of_sender(sender: Address) -> Iterator[str]:
    """Marks of the address that wrote."""
    if "@" in sender.name and sender.address not in sender.name.lower():
        yield NAME_IS_ADDRESS
    if "@xn--" in sender.address or ".xn--" in sender.address:
        yield PUNYCODE


def differ(plain: str, html_words: str) -> bool:
    """Whether the HTML tells something else than the plain text, which may say more."""
    shown = set(html_words.split())
    return 2 * len(shown & set(plain.split())) < len(shown)
