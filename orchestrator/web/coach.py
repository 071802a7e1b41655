"""Private hints on words that we are about to send: for who wrote them, or may send them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.digest.cooldown import all_of, cools_at, tone_of_update
from orchestrator.digest.tone import Finding, calmed, find_tone
from orchestrator.models import Block, Digest, DigestState, Response
from orchestrator.web.access import Power, current_user, may
from orchestrator.web.parts import now, parts
from orchestrator.web.words import span_words


@dataclass(frozen=True, slots=True)
class Hint:
    """``block_id`` and ``text``: the line of an update, and how it would read calmer.

    ``text`` is empty where no wording fits by rule.
    """

    finding: Finding
    text: str = ""
    block_id: int | None = None

    @property
    def sentence(self) -> tuple[str, str, str]:
        """What stands before the words, the words, and what stands after them."""
        return self.finding.sentence.partition(" ".join(self.finding.words.split()))

    @property
    def calmer(self) -> str:
        """The sentence with the calmer wording in it."""
        before, words, _ = self.sentence
        there = replace(self.finding, start=len(before), words=words)
        return calmed(self.finding.sentence, there)


@dataclass(frozen=True, slots=True)
class Coach:
    """``cool_at``: from when the words may go; None where nobody tried to send them yet."""

    hints: Sequence[Hint]
    cool_at: datetime | None

    @property
    def kinds(self) -> str:
        """``heated``, ``blaming and shouting``."""
        kinds = list(dict.fromkeys(hint.finding.advice.kind.value for hint in self.hints))
        return f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else kinds[0]

    @property
    def is_held(self) -> bool:
        return self.cool_at is not None and self.cool_at > now()

    @property
    def wait(self) -> str:
        """``10 min``."""
        return span_words(parts().settings.cooldown) or "less than a minute"


def coach_of_update(session: Session, digest: Digest) -> Coach | None:
    """What to look at again in a draft; None where there is nothing that this user may see."""
    if digest.state is not DigestState.DRAFTED or not may(Power.WRITE):
        return None
    tone = tone_of_update(digest)
    hints = [
        hint
        for block, findings in tone
        if may(Power.DECIDE) or _is_own(block)
        for hint in _hints(block, findings)
    ]
    return _coach(session, f"digest:{digest.id}", hints, all_of(tone))


def coach_of_answer(session: Session, thread_id: int, draft: Response | None) -> Coach | None:
    """The same in a draft of ours in a conversation."""
    if draft is None or not may(Power.WRITE):
        return None
    if not may(Power.DECIDE) and current_user().id not in (draft.user_id, draft.changed_by):
        return None
    findings = find_tone(draft.text)
    hints = [Hint(each, text="" if each.calmer is None else each.words) for each in findings]
    return _coach(session, f"thread:{thread_id}", hints, findings)


def calmer(text: str, words: str) -> str:
    """``text`` with the calmer wording in the place of the first such ``words``."""
    found = (each for each in find_tone(text) if each.words.split() == words.split())
    finding = next(found, None)
    return calmed(text, finding) if finding else text


def _coach(
    session: Session, cause: str, hints: Sequence[Hint], findings: Sequence[Finding]
) -> Coach | None:
    if not hints:
        return None
    return Coach(hints, cools_at(session, cause, findings, cooldown=parts().settings.cooldown))


def _hints(block: Block, findings: Sequence[Finding]) -> Iterator[Hint]:
    for finding in findings:
        is_in_line = block.text[finding.start : finding.end] == finding.words
        can_use = finding.calmer is not None and is_in_line
        yield Hint(finding, calmed(block.text, finding) if can_use else "", block.id)


def _is_own(block: Block) -> bool:
    me = f"user:{current_user().id}"
    return block.details.get("edited_by") == me or me in {each.source for each in block.sources}
