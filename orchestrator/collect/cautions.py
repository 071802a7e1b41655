"""What a reader should know of a mail besides its words.  Pure.

These marks stand among the defects, in snake case: nothing is broken, but somebody may be
misled.
"""

from collections.abc import Iterator
import re

from orchestrator.collect.headers import Address

NAME_IS_ADDRESS = "name_is_address"
"""The display name is an address, and not the one that wrote."""

PUNYCODE = "punycode"
"""The domain has letters that may look like others; it is shown as its ASCII form."""

_SAMPLE = 24
_TELLING = 4
"""Letters; a shorter word is part of some other."""
_WORD = re.compile(r"\w+")
_SHORT = 600
_ANSWER = re.compile(
    r"(?i:\b(?:yes|no|ja|nein|oui|non|s[iíì]|nee|sim|não|stop)\b)|\b[A-E]\b|\d+ ?[A-Ea-e]\b"
)


def of_sender(sender: Address) -> Iterator[str]:
    """Marks of the address that wrote."""
    if "@" in sender.name and sender.address not in sender.name.lower():
        yield NAME_IS_ADDRESS
    if "@xn--" in sender.address or ".xn--" in sender.address:
        yield PUNYCODE


def differ(plain: str, new_text: str) -> bool:
    """Whether less than half of the new words of the HTML are in the plain text beside it.

    The plain text may say more.  Judged by a sample from begin to end: most mails come twice,
    and to compare every word takes as long as to parse them.
    """
    words = [word for word in new_text.split() if len(word) >= _TELLING]
    if not words:
        return not set(_WORD.findall(new_text)) <= set(_WORD.findall(plain))
    sample = words[:: len(words) // _SAMPLE + 1]
    return 2 * sum(word in plain for word in sample) < len(sample)


def may_answer(new_text: str) -> bool:
    """Whether the words are few, with one among them that answers a question."""
    return len(new_text) < _SHORT and _ANSWER.search(new_text) is not None


def answers_differ(plain: str, new_text: str) -> bool:
    """Whether the new words of the HTML answer something that the plain text's do not."""
    return not set(_ANSWER.findall(new_text)) <= set(_ANSWER.findall(plain))
