"""What stands beside an expectation on its page."""

from typing import Any, Final

from sqlalchemy.orm import Session

from orchestrator.engagement.expectations import evidence_of, readings_of
from orchestrator.engagement.registers import Said
from orchestrator.models import EvidenceKind, Expectation

EVIDENCE: Final = {
    EvidenceKind.SHOWN: ("good", "Shown"),
    EvidenceKind.FAILED: ("bad", "Failed"),
    EvidenceKind.SAID: ("none", "Said again"),
}


def beside(session: Session, row: Said) -> dict[str, Any]:
    """Readings and evidence of an expectation; nothing of any other row."""
    if not isinstance(row, Expectation):
        return {}
    evidence = evidence_of(session, row.id)
    said = [each.seen_at for each in evidence if each.kind is EvidenceKind.SAID]
    return {
        "readings": readings_of(session, row.id),
        "evidence": evidence,
        "EVIDENCE": EVIDENCE,
        "failed": sum(each.kind is EvidenceKind.FAILED for each in evidence),
        "last_said": max([row.said_at, *said]),
    }
