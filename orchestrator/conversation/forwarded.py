"""Who first wrote a mail that somebody forwarded.  Pure.

Found in the header block that mail programs put above what they forward, inline or as an
attached message (RFC 5322 2.2 in words of seven languages).  A reply quotes with such a
block too: what tells them apart is the first prefix of the subject, or a rule that names a
forward and stands neither quoted nor below such a block.
"""

from dataclasses import dataclass
import re
from typing import Protocol

_PREFIX = re.compile(
    r"^\s*(?:\[[^\]]{1,40}\]\s*)*"
    r"(?:fwd?|wg|tr|rv|i|doorst|enc|reenv|fs|vb|pd|wtr|vl)\s*(?:\[\d+\])?\s*[:：]",
    re.I,
)
_REPLY = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*)*(?:re|aw|antw|sv|rif|r|res|vs)\s*[:：]", re.I)
_RULE = re.compile(
    r"^[ \t]*(?:[-_=–—]{2,}[ \t]*)?(?:Begin[ \t]+|Anfang der |Début du |Inicio del |"
    r"Inizio (?:del )?|Início da )?(?:forwarded (?:message|mail|by)|"
    r"weitergeleitete (?:nachricht|e-?mail|mail)|"
    r"weitergeleiteten (?:nachricht|e-?mail)|message (?:transféré|réexpédié)|"
    r"(?:mensaje|correo) reenviado|(?:messaggio|mail) inoltrat[oa]|doorgestuurd bericht|"
    r"(?:mensagem|e-?mail) (?:encaminhad[ao]|reencaminhad[ao]))\b.{0,80}$",
    re.I | re.M,
)
_FIELD = re.compile(
    r"^[ \t>|*]*(?P<name>from|von|de|da|mittente|van|fra|"
    r"date|sent|sent at|datum|gesendet(?: am)?|envoyé(?: le)?|fecha|enviado(?: el| em)?|"
    r"enviada(?: em)?|data|inviato|verzonden|"
    r"to|an|à|pour|para|per|a|aan|cc|kopie|copie|"
    r"subject|betreff|objet|sujet|asunto|oggetto|onderwerp|assunto)[ \t]*\*?[ \t]*[:：][ \t]*\*?"
    r"(?P<value>.*)$",
    re.I,
)
_FROM = frozenset({"from", "von", "de", "da", "mittente", "van", "fra"})
_SUBJECT = frozenset(
    {"subject", "betreff", "objet", "sujet", "asunto", "oggetto", "onderwerp", "assunto"}
)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_MOST_LINES = 2_000
_BLOCK_LINES = 12
_LONGEST_LINE = 1_000


class Forwarding(Protocol):
    """What of a mail is looked at."""

    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def from_address(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Original:
    """Who wrote first.  ``evidence``: the line that names her, as it stands."""

    address: str
    name: str
    evidence: str


def original_sender(mail: Forwarding) -> Original | None:
    """The writer of what this mail forwards; None where it forwards nothing of somebody else."""
    lines = mail.text.split("\n", _MOST_LINES)[:_MOST_LINES]
    at = next((index for index in range(len(lines)) if _opens_block(lines, index)), None)
    if at is None or not _is_forward(mail.subject, lines, at):
        return None
    value = _value_of_from(lines, at)
    found = _ADDRESS.search(value)
    address = found[0].lower().rstrip(".") if found else ""
    if not address or address == mail.from_address.lower():
        return None
    return Original(address, _name(value, address), lines[at].lstrip(" \t>*|").rstrip()[:200])


def _is_forward(subject: str, lines: list[str], at: int) -> bool:
    """``at``: where the first block opens."""
    if _PREFIX.match(subject):
        return True
    if any(len(line) < _LONGEST_LINE and _RULE.match(line) for line in lines[:at]):
        return True
    return not _REPLY.match(subject) and _repeats_subject(subject, lines, at)


def _repeats_subject(subject: str, lines: list[str], at: int) -> bool:
    """Whether the block names the very subject: forwarded by a program without prefixes."""
    values = [
        found["value"].strip()
        for line in lines[max(0, at - _BLOCK_LINES) : at + _BLOCK_LINES]
        if (found := _field(line)) and found["name"].lower() in _SUBJECT
    ]
    return bool(subject.strip()) and subject.strip() in values


def _opens_block(lines: list[str], at: int) -> bool:
    """Whether a From line stands here among other header lines, with an address in it."""
    first = _field(lines[at])
    if first is None or first["name"].lower() not in _FROM:
        return False
    near = lines[max(0, at - _BLOCK_LINES) : at + _BLOCK_LINES]
    kinds = {found["name"].lower() for line in near if (found := _field(line))}
    return len(kinds - _FROM) >= 2 and bool(_ADDRESS.search(_value_of_from(lines, at)))


def _field(line: str) -> re.Match[str] | None:
    return _FIELD.match(line) if len(line) < _LONGEST_LINE else None


def _value_of_from(lines: list[str], at: int) -> str:
    """Its value, with the next line where the address was wrapped."""
    found = _field(lines[at])
    value = found["value"] if found else ""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if not _ADDRESS.search(value) and _field(below) is None:
        value = f"{value} {below.strip(' >|')}"
    return value


def _name(value: str, address: str) -> str:
    """What stands before the address, without quotes, brackets and Outlook's "mailto:"."""
    before = value.lower().find(address)
    name = re.sub(r"(?i)mailto:|on behalf of|im auftrag von", "", value[:before])
    return " ".join(name.strip(" \t\"'<([*").split())[:200]
