"""A text signed in the clear, without its armour.  Pure."""

import re

_BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----"
# RFC 9580 section 7 (4880 before): a header, an empty line, the text, and its signature.
_SIGNED = re.compile(
    rf"^{_BEGIN}[ \t]*\n(?:[A-Za-z-]+: [^\n]*\n)*+[ \t]*(?:\n|\Z)(?P<text>.*?)"
    r"(?:^-----BEGIN PGP SIGNATURE-----.*?(?:^-----END PGP SIGNATURE-----[ \t]*$|\Z)|\Z)",
    re.MULTILINE | re.DOTALL,
)
# Lines that begin with a dash are escaped with another (section 7.1).
_ESCAPE = re.compile(r"^- ", re.MULTILINE)


def without_armour(text: str) -> str:
    r"""The words that were signed, among those around them; lines end with ``\n``."""
    if _BEGIN not in text:
        return text
    return _SIGNED.sub(lambda match: _ESCAPE.sub("", match["text"]), text)
