"""What may be printed to a terminal."""

import re

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Without signs that steer a terminal or turn its lines: strangers write what is shown."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
