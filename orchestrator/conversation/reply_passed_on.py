"""What somebody else said and she passes on: "Tom wrote back:" and the words below it."""

from collections.abc import Sequence
import re

from orchestrator.conversation import reply_passed_on_words as words
from orchestrator.conversation.body import Line, split_sentences
from orchestrator.conversation.reply_asks import WORD, fold


def without_passed_on(lines: Sequence[Line]) -> list[Line]:
    """The lines, those empty that she only passes on.

    Behind "Tom says: 2 yes" these are the rest of the paragraph; below "Tom wrote back:" all
    that comes, until a line that is hers again: "From me: no".
    """
    read: list[Line] = []
    until = ""
    for index, line in enumerate(lines):
        if until == "paragraph" and not line.text.strip():
            until = ""
        if line.own and (until and _is_hers(line.text)):
            until = ""
        if until:
            read.append(line._replace(text="") if line.own else Line("", own=False))
            continue
        start, said = _introduction(line.text) if line.own else (-1, "")
        if start >= 0 and (said or not _leads_to_quote(lines, index)):
            until = "paragraph" if said else "end"
            line = line._replace(text=line.text[:start].rstrip())
        read.append(line)
    return read


def _introduction(text: str) -> tuple[int, str]:
    """Where the sentence that names another speaker begins, and what follows on its line.

    The first is -1 where there is none.
    """
    if words.CHAT.match(text):
        return 0, text
    for turn in words.LEADS_OVER.finditer(text):
        before = text[: turn.start()]
        lead = (split_sentences(before) or [""])[-1]
        if _names_speaker(lead):
            return before.rfind(lead), text[turn.end() :].strip()
    return -1, ""


def _names_speaker(lead: str) -> bool:
    if len(lead) > _LONGEST or any(map(str.isdigit, lead)) or words.OWN_PART.search(lead):
        return False
    if words.THEIR_REPLY.search(lead) or words.FROM.fullmatch(lead):
        return True
    return any(_is_anothers(lead, verb) for verb in words.SPOKE.finditer(lead))


_LONGEST = 120


def _is_anothers(lead: str, verb: re.Match[str]) -> bool:
    """Whether neither "I" nor "you" is who speaks: right before the verb, or turned behind it."""
    before = WORD.findall(fold(lead[: verb.start()]))[-_NEAR:]
    behind = WORD.findall(fold(lead[verb.end() :]))[:1]
    return bool(before or behind) and words.WE_OR_YOU.isdisjoint(before + behind)


_NEAR = 3


def _is_hers(text: str) -> bool:
    return bool(words.HERS_AGAIN.match(text))


def _leads_to_quote(lines: Sequence[Line], index: int) -> bool:
    """Whether "Maya wrote:" stands above our own words: so mail programs quote."""
    if not words.ATTRIBUTES.search(lines[index].text):
        return False
    below = next((line for line in lines[index + 1 :] if line.text.strip()), None)
    return below is not None and not below.own
