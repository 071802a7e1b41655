"""Hold words of ours that read as heated for some minutes from the first try to send them.

A hold is on the sentence, in the conversation or update it stands in: a second window, another
person or a restart find it as it is.  Other heated words begin their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.tone import Finding, find_tone
from orchestrator.errors import CoolingDown
from orchestrator.models import Block, BlockKind, Cooldown, Digest
from orchestrator.models.base import insert_into
from orchestrator.record.append import Action, Entry

COOLDOWN = timedelta(minutes=10)

_OURS = ("user:", "operator", "fact:")
"""Sources of what a person of ours typed.  So is a fact, also one that the team proposed by mail,
by API or in an issue: whoever takes it says it to the client.  What it quotes is not judged.
"""


def require_cool(
    session: Session,
    cause: str,
    findings: Sequence[Finding],
    *,
    cooldown: timedelta,
    anyway: str,
    obj: str,
    project_id: int,
    now: datetime,
) -> list[Entry]:
    """Let words go that are calm or have cooled down; return what is to be recorded of it.

    Args:
        anyway: why they go all the same, before their time; empty where nobody says so.
        obj: what is sent, for the record.

    Raises:
        CoolingDown: they are held; to be given to `begin_hold`, which lets the time run.
    """
    cool_at = cools_at(session, cause, findings, cooldown=cooldown)
    if not findings or (cool_at is not None and cool_at <= now):
        return []
    if not anyway.strip():
        raise CoolingDown(cause, sorted(_hashes(findings)), until=cool_at or now + cooldown)
    reason = {"reason": anyway.strip()[:300]}
    return [Entry(Action.RELEASE, obj, project_id, details=reason, extra={"how": "anyway"})]


def begin_hold(session: Session, held: CoolingDown, *, now: datetime) -> None:
    """Let the time run of what was tried first now.  The caller commits.

    Apart from the try itself, whose transaction ends with the error.
    """
    rows = [{"cause": held.cause, "sha256": each, "tried_at": now} for each in held.words]
    session.execute(insert_into(session, Cooldown).on_conflict_do_nothing(), rows)


def cools_at(
    session: Session, cause: str, findings: Sequence[Finding], *, cooldown: timedelta
) -> datetime | None:
    """From when they may all go; None where one of them was never tried."""
    wanted = _hashes(findings)
    if not wanted:
        return None
    tried = session.scalars(
        select(Cooldown.tried_at).where(Cooldown.cause == cause, Cooldown.sha256.in_(wanted))
    ).all()
    return max(tried) + cooldown if len(tried) == len(wanted) else None


def tone_of_update(digest: Digest) -> list[tuple[Block, list[Finding]]]:
    """What to look at again in the lines that a person of ours wrote or changed."""
    found = [(block, list(_in_block(block))) for block in digest.blocks]
    return [(block, findings) for block, findings in found if findings]


def all_of(tone: Iterable[tuple[Block, Sequence[Finding]]]) -> list[Finding]:
    return [finding for _, findings in tone for finding in findings]


def _in_block(block: Block) -> Iterator[Finding]:
    """In its line, and in what stands around a question of ours."""
    if _is_typed(block):
        yield from find_tone(block.text)
        for words in _around(block):
            yield from find_tone(words)
    elif before := str(block.details.get("edited_from", "")):
        # What the machine or the client had said there is not the editor's.
        theirs = {(each.cause, each.words.casefold()) for each in find_tone(before)}
        for finding in find_tone(block.text):
            if (finding.cause, finding.words.casefold()) not in theirs:
                yield finding


def _is_typed(block: Block) -> bool:
    """Whether its first words are a person's: a fact, a question, how the work stands."""
    return block.kind is BlockKind.STATUS or any(
        source.source.startswith(_OURS) for source in block.sources
    )


def _around(block: Block) -> Iterator[str]:
    details = block.details
    yield from filter(None, (details.get("detail"), details.get("due")))
    yield from (details.get("options") or {}).values()


def _hashes(findings: Iterable[Finding]) -> set[str]:
    return {
        hashlib.sha256(finding.sentence.casefold().encode()).hexdigest() for finding in findings
    }
