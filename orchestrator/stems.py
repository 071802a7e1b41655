"""Words compared by how they begin: "voucher" meets "vouchers", "Gutschein" "Gutscheine".  Pure."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_LENGTH: Final = 5


def stems(text: str) -> set[str]:
    """The beginnings of its longer words, in any case."""
    return {word[:_LENGTH] for word in _WORD.findall(text.casefold())}


def shared_stems(one: str, other: str) -> int:
    """How many they have in common."""
    return len(stems(one) & stems(other))
