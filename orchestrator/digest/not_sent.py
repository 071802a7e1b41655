"""The answer to "What did you not send me?": a draft in the reader's language, for a person."""

from typing import Final

from sqlalchemy.orm import Session

from orchestrator.digest.ledger import Line, Why, ledger
from orchestrator.models import Contact, Project

LINES_AT_MOST: Final = 40
_SAID: Final = {
    Why.LENGTH: "ledger.length",
    Why.KNOWN: "ledger.known",
    Why.HELD: "ledger.held",
    Why.SKIPPED: "ledger.skipped",
    Why.CAME_BACK: "ledger.skipped",
    Why.DRAFTED: "ledger.waits",
    Why.WAITS: "ledger.waits",
    Why.CALL: "ledger.call",
}
"""What was told, is not so any more or is somebody else's to hear, is no answer."""


def not_sent(session: Session, contact: Contact, project: Project) -> str:
    """Each line of the ledger that is theirs to know, with its reason.  Reads only."""
    say = contact.say
    lines = [
        f"- {line.text} ({say(_SAID[line.why])})"
        for line in ledger(session, contact, [project.id])
        if _is_an_answer(line)
    ]
    if not lines:
        return say("ledger.none", project=project.name)
    return "\n".join([say("ledger.intro", project=project.name), "", *lines[:LINES_AT_MOST]])


def _is_an_answer(line: Line) -> bool:
    is_question = line.source.startswith("ask:")
    # A question of ours that was answered, or waits for a call, hides nothing from them.
    return line.why in _SAID and not (is_question and line.why in (Why.KNOWN, Why.DRAFTED))
