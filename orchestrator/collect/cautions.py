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
"""Less than half of the new words of the HTML are in the plain text beside it."""

_SAMPLE = 24
_TELLING = 4
"""Letters; a shorter word is part of some other."""


def of_sender(sender: Address) -> Iterator[str]:
    """Marks of the address that wrote."""
    if "@" in sender.name and sender.address not in sender.name.lower():
        yield NAME_IS_ADDRESS
    if "@xn--" in sender.address or ".xn--" in sender.address:
        yield PUNYCODE


def differ(plain: str, new_text: str) -> bool:
    """Whether the new words of the HTML are others than the plain text's, which may say more.

    Judged by a sample from begin to end: most mails come twice, and to compare every word
    takes as long as to parse them.
    """
    words = [word for word in new_text.split() if len(word) >= _TELLING]
    sample = words[:: len(words) // _SAMPLE + 1]
    return 2 * sum(word in plain for word in sample) < len(sample)
