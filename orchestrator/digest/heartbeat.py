"""A line for whoever wants to hear also when nothing is new: so, and when the next is due."""

from datetime import datetime
from typing import Final

from orchestrator.digest.cadence import next_slot
from orchestrator.digest.lines import line
from orchestrator.digest.render import rhythm_of
from orchestrator.models import Block, BlockKind, Digest
from orchestrator.walltime import zone_of
from orchestrator.wording import day

_WORDS: Final = {
    "en": "Nothing new this time. The next update is due on {day}.",
    "de": "Diesmal gibt es nichts Neues. Das nächste Update ist für {day} geplant.",
    "fr": "Rien de nouveau cette fois. Prochain point prévu le {day}.",
    "es": "Esta vez no hay novedades. La próxima actualización está prevista para el {day}.",
    "it": "Questa volta nessuna novità. Il prossimo aggiornamento è previsto per {day}.",
    "nl": "Deze keer is er niets nieuws. De volgende update staat gepland voor {day}.",
    "pt": "Desta vez não há novidades. A próxima atualização está prevista para {day}.",
}


def heartbeat(digest: Digest, *, now: datetime) -> Block:
    """The line, before it has a position."""
    contact = digest.contact
    due = next_slot(rhythm_of(contact), after=digest.send_at)
    today = now.astimezone(zone_of(contact.timezone)).date()
    words = _WORDS.get(contact.language, _WORDS["en"])
    text = words.format(day=day(due.day, today=today))
    return line(BlockKind.NEXT, text, digest.project, f"project:{digest.project_id}")
