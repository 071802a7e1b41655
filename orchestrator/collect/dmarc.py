"""Does a signing domain speak for the domain of From?  (RFC 7489, section 3.1)  Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

Texts = tuple[str, ...]
"""The TXT records of one name, none where it has none."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a domain asks of alignment.  ``record`` is its own words, "" where it has none."""

    name: str = ""
    record: str = ""

    @property
    def is_strict(self) -> bool:
        return tags_of(self.record).get("adkim", "r").lower() == "s"


def policy_names(author: str) -> tuple[str, ...]:
    """Where the policy for a From domain may stand: its own, then the organisation's."""
    wider = organisational_domain(author)
    return tuple(dict.fromkeys(f"_dmarc.{domain}" for domain in (author, wider) if domain))


def read_policy(author: str, texts: Mapping[str, Texts | None]) -> Policy | None:
    """The policy that holds for a From domain; None where DNS did not answer."""
    for name in policy_names(author):
        answers = texts.get(name)
        if answers is None:
            return None
        records = [text for text in answers if text.replace(" ", "").startswith("v=DMARC1")]
        # Several records are as none (section 6.6.3).
        if len(records) == 1:
            return Policy(name, records[0])
    return Policy()


def aligned(signer: str, author: str, *, strict: bool = False) -> bool:
    """Whether two domains are the same, or relaxed: of the same organisation."""
    signer, author = signer.rpartition("@")[2].strip(".").lower(), author.strip(".").lower()
    organisation = organisational_domain(author)
    if not organisation:
        return False  # Nobody speaks for a public suffix.
    return signer == author or (not strict and organisational_domain(signer) == organisation)


@lru_cache(maxsize=4096)  # The domains of an office's mail are few, and each is asked for often.
def organisational_domain(domain: str) -> str:
    """What was registered: a public suffix and one label; "" for a suffix by itself."""
    if not domain.isascii() or "." not in domain:
        return ""
    return _suffixes().privatesuffix(domain.lower().strip(".")) or ""


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    # Read when first needed: it takes longer than a short command.
    return PublicSuffixList()


def tags_of(record: str) -> dict[str, str]:
    """``v=DMARC1; p=none`` as a mapping; of a tag given twice the first."""
    found: dict[str, str] = {}
    for piece in record.split(";"):
        name, equals, value = piece.partition("=")
        if equals:
            found.setdefault(name.strip().lower(), value.strip())
    return found
