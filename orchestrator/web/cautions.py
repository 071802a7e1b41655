"""What a reader should know of a mail, as chips beside its sender."""

from orchestrator.collect.body import ARCHIVE_RATIO
from orchestrator.collect.cautions import NAME_IS_ADDRESS, PUNYCODE
from orchestrator.collect.enclosed import ENCRYPTED
from orchestrator.collect.quarantine import UNREAD
from orchestrator.doubts import TEXT_DIFFERS
from orchestrator.models import Mail

WORDS = {
    UNREAD: ("bad", "Could not be read: see the original"),
    ENCRYPTED: ("watch", "Encrypted"),
    NAME_IS_ADDRESS: ("bad", "Its name is another address"),
    PUNYCODE: ("watch", "Look-alike letters in the address"),
    TEXT_DIFFERS: ("watch", "Text and layout say different things"),
    ARCHIVE_RATIO: ("watch", "Do not unpack the archive unseen"),
}
BROKEN = ("none", "Partly unreadable")
"""For what was wrong with the bytes of the body, whatever it was."""

_LOSES_WORDS = {
    "UndecodableBytes",
    "UnknownCharset",
    "InvalidBase64",
    "InvalidUuencode",
    "UnknownTransferEncoding",
    "UnreadableTnef",
}


def cautions_of(mail: Mail) -> list[tuple[str, str]]:
    """Tone and words of each chip."""
    found = [WORDS[mark] for mark in mail.defects if mark in WORDS]
    return [*found, BROKEN] if _LOSES_WORDS & set(mail.defects) else found
