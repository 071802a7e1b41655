"""An update as a text message or in a chat: the lines that a mail would have, in few words.  Pure.

A text message has one question and at most two parts.  What does not fit is taken out before
the update is stored (`fit`), with its reason, and never on the way: the text says every line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from orchestrator.digest.segments import plain, segments
from orchestrator.models import Block, BlockKind
from orchestrator.phrases import Phrases
from orchestrator.wording import day

SEGMENTS_AT_MOST: Final = 2

_GIVES_WAY: Final = (
    BlockKind.PULSE,
    BlockKind.NOTED,
    BlockKind.GOAL,
    BlockKind.NEXT,
    BlockKind.NEWS,
    BlockKind.DONE,
)
"""What is left out of a text message that is too long, in this order."""


_EXAMPLES: Final = {
    "yesno": "digest.yes_example",
    "value": "digest.value_example",
    "document": "digest.document_example",
}


@dataclass(frozen=True, slots=True)
class About:
    """What an update is about, and to whom: ``say`` has the words of the reader."""

    studio: str
    project: str
    manager: str
    today: date
    say: Phrases


def text_of(channel: str, blocks: Sequence[Block], about: About) -> str:
    """The whole message of one of `preference.SHORT`."""
    return _sms(blocks, about) if channel == "sms" else _chat(blocks, about)


def fit(blocks: Sequence[Block], about: About) -> tuple[list[Block], list[Block]]:
    """Those that a text message has room for, and the others.

    A question, bad news and what corrects something always have it; so has one line.  Beside
    a question nothing else is asked.
    """
    stay = [block for block in blocks if block.kind is BlockKind.STATUS or _must_stay(block)]
    others = sorted((b for b in blocks if b not in stay), key=_weight, reverse=True)
    if others and all(block.kind is BlockKind.STATUS for block in stay):
        stay.append(others.pop(0))
    asks = any(block.kind is BlockKind.ASK for block in stay)
    room = min(segments(_sms(stay, about)).count, SEGMENTS_AT_MOST)
    for block in others:
        more = [each for each in blocks if each in stay or each is block]
        is_second = asks and block.kind is BlockKind.PULSE
        if not is_second and segments(_sms(more, about)).count <= room:
            stay.append(block)
    return [b for b in blocks if b in stay], [b for b in blocks if b not in stay]


def _weight(block: Block) -> int:
    return _GIVES_WAY.index(block.kind)


def _must_stay(block: Block) -> bool:
    if block.kind is BlockKind.STATUS:
        return bool(block.text) and block.details["delivery"] != "good"
    of_weight = block.details.get("bad") or block.details.get("corrects")
    return block.kind is BlockKind.ASK or bool(of_weight)


def _sms(blocks: Sequence[Block], about: About) -> str:
    say, parts = about.say, list[tuple[str, bool]]()
    for block in blocks:
        match block.kind:
            case BlockKind.STATUS:
                parts += [(_head(block, about), True)]
                parts += [(_sentence(block.text), _must_stay(block))] if block.text else []
            case BlockKind.ASK:
                parts += [(_ask(block), True), (_how(block, about), True)]
            case _:
                parts += [(_line(block, about), True)]
    if all(block.kind is not BlockKind.ASK for block in blocks):
        parts.append((say("short.nothing_asked"), False))
    parts.append((say("short.stop"), True))
    return _together([(plain(text), is_needed) for text, is_needed in parts])


def _together(parts: Sequence[tuple[str, bool]]) -> str:
    """All that is needed, and of the rest what makes it no longer by a part."""
    taken = [is_needed for _, is_needed in parts]

    def text() -> str:
        return " ".join(words for (words, _), is_in in zip(parts, taken, strict=True) if is_in)

    room = segments(text()).count
    for place, (_, is_needed) in enumerate(parts):
        if not is_needed:
            taken[place] = True
            taken[place] = segments(text()).count <= room
    return text()


def _chat(blocks: Sequence[Block], about: About) -> str:
    say, asks = about.say, [block for block in blocks if block.kind is BlockKind.ASK]
    lines = []
    for block in blocks:
        match block.kind:
            case BlockKind.STATUS:
                lines += [_head(block, about), *([_sentence(block.text)] if block.text else [])]
            case BlockKind.ASK:
                lines += ["", *_ask_in_chat(block, say)]
            case BlockKind.PULSE:
                lines += ["", _line(block, about)]
            case _:
                lines += [f"- {_line(block, about)}"]
    how = say("short.how", example=example(asks, say)) if asks else say("short.nothing_asked")
    return "\n".join([*lines, "", f"{how} {say('short.stop')}.", about.manager])


def _head(status: Block, about: About) -> str:
    word = about.say(f"short.{status.details['delivery']}")
    return f"{about.studio}: {about.project} {word}."


def _line(block: Block, about: About) -> str:
    say, words = about.say, _sentence(block.text)
    match block.kind:
        case BlockKind.DONE | BlockKind.NEXT:
            return f"{say(f'digest.{block.kind.value}')}: {words}"
        case BlockKind.NOTED:
            return say("short.noted", words=words)
        case BlockKind.PULSE:
            return say("short.pulse", question=block.text)
        case _:
            return words


def _ask(block: Block) -> str:
    options = sorted(block.details["options"].items())
    choices = " ".join(_sentence(f"{letter} {text}") for letter, text in options)
    return f"{block.number}) {block.text} {choices}".rstrip()


def _ask_in_chat(block: Block, say: Phrases) -> Iterator[str]:
    details, n = block.details, block.number
    yield f"{n}) {block.text}"
    if details["detail"]:
        yield f"   {details['detail']}"
    for letter, text in sorted(details["options"].items()):
        hint = f" {say('digest.recommended')}" if letter == details["recommended"] else ""
        yield f"   {n}{letter}: {text}{hint}"
    yield f"   {details['due']}"


def example(asks: Sequence[Block], say: Phrases) -> str:
    """How an answer to just these asks looks: ``1B, 2 yes, 3 a name``."""
    return ", ".join(
        f"{b.number}{max(b.details['options'])}"
        if b.details["kind"] == "choice"
        else say(_EXAMPLES[b.details["kind"]], n=b.number)
        for b in asks
    )


def _how(block: Block, about: About) -> str:
    """How it can be answered, and until when."""
    say, n, details = about.say, block.number, block.details
    by = day(date.fromisoformat(details["due_on"]), today=about.today, say=say)
    match details["kind"]:
        case "document":
            return _sentence(say("short.by_mail", day=by))
        case "choice":
            ways = [f"{n}{letter}" for letter in sorted(details["options"])]
            way = f" {say('digest.or')} ".join(filter(None, [", ".join(ways[:-1]), ways[-1]]))
        case "yesno":
            way = say("digest.yes_no", n=n)
        case _:
            way = say("digest.value_example", n=n)
    return _sentence(say("short.reply", way=way, day=by))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
