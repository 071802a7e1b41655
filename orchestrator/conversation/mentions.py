"""Whether a text mentions a person or a project.

A stranger's mail is held against all of them and mentions hardly any, so each is looked for
plainly before it is looked for as a word.
"""

from functools import lru_cache
import re


def has_code(text: str, code: str) -> bool:
    return code in text and bool(re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text))


def names(text: str, name: str) -> bool:
    if name.lower() not in _lower(text):
        return False
    # A name of one word may be a word of everybody's, which is not written as a name is.
    flags = re.I if " " in name else re.NOFLAG
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags))


@lru_cache(maxsize=4)
def _lower(text: str) -> str:
    return text.lower()
