"""A reply to a digest -> answers, wishes, a score, stop: only what its words say.

Precision before recall: an ``exact`` answer may be applied without a person, so whatever is
conditional, deferred or tied to no number stays ``confirm`` or ``unclear``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
import re
from typing import Any

from orchestrator.conversation import reply_small_talk as small_talk
from orchestrator.conversation.body import Line, is_forward, read_lines, split_sentences
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Answer, Ask, fold
from orchestrator.conversation.reply_blanket import is_bare_answer
from orchestrator.conversation.reply_both_sides import (
    says_numbered_side,
    two_speak,
    with_both_sides,
)
from orchestrator.conversation.reply_codes import as_numbers
from orchestrator.conversation.reply_corrections import (
    corrected,
    instead_of_before,
    is_replaced,
    is_withdrawn,
    taken_back,
)
from orchestrator.conversation.reply_doubts import with_doubts
from orchestrator.conversation.reply_language import language_of
from orchestrator.conversation.reply_new_requests import asks_for_another_thing
from orchestrator.conversation.reply_parts import Parts, split_parts
from orchestrator.conversation.reply_passed_on import without_passed_on
from orchestrator.conversation.reply_pulse import read_pulse
from orchestrator.conversation.reply_reserve import with_reserves
from orchestrator.conversation.reply_reversals import with_reversals, without_corrections
from orchestrator.conversation.reply_score_place import without_score, words_below_score
from orchestrator.conversation.reply_stops import (
    asks_about_our_mails,
    restarts_an_ask,
    wants_start,
    wants_stop,
    wants_undo,
)
from orchestrator.conversation.reply_ticks import as_ticked
from orchestrator.conversation.reply_topics import only_ask, several_asks
from orchestrator.conversation.reply_wishes import read_preferences
from orchestrator.conversation.reply_wrong import says_wrong
from orchestrator.conversation.urgent_calls import wants_urgent_calls
from orchestrator.conversation.wish_channels import called_for
from orchestrator.conversation.wish_pauses import NO_DAY

# Nobody answers in more characters than these; beyond stands pasted text, slow to search.
_MOST = 10_000
_HEAD = 400

__all__ = ["Answer", "Ask", "ReplyReading", "read_reply"]


@dataclass(frozen=True)
class ReplyReading:
    """What a reply says.  ``preferences`` holds only what was said; ``unclear`` is for people."""

    answers: dict[int, Answer] = field(default_factory=dict)
    preferences: dict[str, str] = field(default_factory=dict)
    pulse: int | None = None
    stop: bool = False
    start: bool = False
    undo: bool = False
    unclear: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The stable line of `orchestrator reply read`, without its ``id``."""
        return {
            "answers": {str(n): asdict(answer) for n, answer in sorted(self.answers.items())},
            "preferences": dict(self.preferences),
            "pulse": self.pulse,
            "stop": self.stop,
            "start": self.start,
            "undo": self.undo,
            "unclear": list(self.unclear),
        }


def read_reply(
    text: str,
    *,
    asks: Sequence[Ask],
    today: date,
    timezone: str,
    via_pulse: bool = False,
    via_notice: bool = False,
) -> ReplyReading:
    """Read a whole body, quoted lines included.

    ``asks`` are those of the digest that was answered, ``today`` is the day of the reply in
    the client's zone.  ``via_pulse``: it answers a mail that asked for nothing but the score;
    ``via_notice``: one that says what we understood.
    """
    head = fold(text[:_HEAD])
    if is_forward(text) or small_talk.AUTOMATIC.search(head):
        return ReplyReading()
    if small_talk.AWAY.search(head) and not says_numbered_side(head, asks):
        return ReplyReading()
    lines, cut = read_lines(text, all_quotes=bool(asks)), False
    if len(text) >= _MOST:
        lines, cut = _as_far_as_read(lines)
    lines = as_numbers(as_ticked(without_passed_on(lines)), asks)
    own = "\n".join(line.text for line in lines if line.own)
    if says_wrong(own, via_notice=via_notice):
        return ReplyReading(undo=True)
    folded = fold(own)
    language = language_of(own, asks) if asks else None
    asks = [replace(ask, language=language) for ask in asks]
    asked = words_below_score(lines)
    pulse = read_pulse(asked or folded, via_pulse=via_pulse or bool(asked))
    start, undo = wants_start(folded) and not restarts_an_ask(folded, asks), wants_undo(folded)
    stop = wants_stop(folded) and not start
    parts = split_parts(lines, asks)
    if asks and not parts.tied and (answer := instead_of_before(own)):
        parts, undo = split_parts([Line(answer, own=True)], asks), False
    answers, unclear = _tied(parts, asks, today)
    unclear += [f"ask {n} does not exist" for n in parts.unknown]
    unclear += ["the reply is longer than what is read of it"] if cut else []
    if not parts.tied and len(asks) > 1 and _ASK_OR_SCORE.search(own):
        unclear.append("a number that may be an ask or a score")
    if pulse.trouble:
        unclear.append(pulse.trouble)
    newer = corrected(own, asks)
    if asks and not newer and not (parts.tied and not answers):
        rest = _without_wishes(
            without_score(_without_name_below(parts.rest), pulse.span, folded), asks, today
        )
        _add_loose(answers, unclear, rest, asks, quiet=stop or undo or start)
    if newer:
        answers.update(newer)
        unclear = []
    if asks and (reversed_ := with_reversals(answers, own, asks)) != answers:
        answers, undo, unclear = reversed_, False, []
        folded = fold(without_corrections(own))
    if dropped := taken_back(own, answers) & {ask.n for ask in asks}:
        answers, undo = {n: a for n, a in answers.items() if n not in dropped}, True
    elif undo and (replaced := is_replaced(folded, answers)):
        undo = not replaced
    if undo:
        unclear = []
        answers = {n: a for n, a in answers.items() if not is_withdrawn(n, folded)}
    answers = with_reserves(answers, folded, asks, today)
    if two_speak(own):
        answers = {n: Answer(None, "unclear", answer.span) for n, answer in answers.items()}
    numbered = {part.n for part in parts.tied}
    answers = with_doubts(answers, own, {ask.n: ask for ask in asks}, numbered)
    preferences = read_preferences(_without_answers(folded, answers), today)
    if preferences.get("pause_until") == NO_DAY:
        del preferences["pause_until"]
        unclear.append("a pause whose end is no day to come")
    if wants_urgent_calls(own):
        preferences["urgent"] = "call"
        if preferences.get("channel") == "phone":
            del preferences["channel"]  # What is not urgent still comes by mail.
    if any(answers[n].certainty == "unclear" for n in numbered & answers.keys()):
        # "2 yes, the short version" is said of the thing, not of our mails.
        preferences.pop("length", None)
    if stop and preferences.get("channel", "email") == "email":
        # "Please don't email me again" names the way that ends.
        preferences.pop("channel", None)
        preferences |= {"channel": channel} if (channel := called_for(folded)) else {}
    return ReplyReading(
        answers=answers,
        preferences=preferences,
        pulse=None if pulse.trouble else pulse.score,
        stop=stop,
        start=start,
        undo=undo,
        unclear=unclear,
    )


_ASK_OR_SCORE = re.compile(r"(?:^|[?!.]\s)[1-5][.!]\s+\w")


def _as_far_as_read(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """The lines as far as people write, and whether own words were cut."""
    kept: list[Line] = []
    room = _MOST
    for line in lines:
        if line.own and len(line.text) >= room:
            return [*kept, line._replace(text=line.text[:room])], True
        kept.append(line)
        room -= (len(line.text) + 1) * line.own
    return kept, False


def _tied(found: Parts, asks: Sequence[Ask], today: date) -> tuple[dict[int, Answer], list[str]]:
    """Answers by number or place; the last word on an ask wins, where both are of one kind."""
    by_number = {ask.n: ask for ask in asks}
    answers: dict[int, Answer] = {}
    unclear: list[str] = []
    parts = found.tied
    placed = [part for part in parts if part.placed]
    unordered = {part.n for part in parts if part.listed}
    unordered |= {part.n for part in placed} & {part.n for part in parts if not part.placed}
    if not found.rest.strip() and all(is_bare_answer(part.text) for part in parts):
        # "2 yes / 2 no": no word says which of them shall hold.
        unordered |= {part.n for part in parts}
    for part in parts:
        first, *more = split_sentences(part.text) or [""]
        said = "\n".join([first, *(each for each in more if not _is_wish(each, today))])
        answer = interpret(by_number[part.n], part.text if said.count("\n") == len(more) else said)
        before = answers.get(part.n)
        if answer and before and part.n in unordered and before.value != answer.value:
            # "2 yes. My wife says no to 2."
            answers[part.n] = replace(answer, value=None, certainty="unclear")
        elif answer is not None:
            answers[part.n] = answer
        elif part.n not in answers:
            unclear.append(f"{part.n}: {part.text.strip()[:60]}".strip())
    unclear = [entry for entry in unclear if int(entry.partition(":")[0]) not in answers]
    if any(_LATER.search(fold(part.text)) for part in parts[-1:]):
        answers = {n: Answer(a.value, "unclear", a.span) for n, a in answers.items()}
    return with_both_sides(answers, by_number, found.rest, placed), unclear


_LATER = re.compile(r"ask me again|one of those days")


def _add_loose(
    answers: dict[int, Answer], unclear: list[str], rest: str, asks: Sequence[Ask], *, quiet: bool
) -> None:
    """Read what no number ties, for the asks that are still without an answer."""
    missing = [ask for ask in asks if ask.n not in answers]
    body = _without_greeting(rest)
    if not missing or not body or quiet:
        return
    if len(asks) == 1:
        found, trouble = only_ask(asks[0], body)
    elif answers:
        found, trouble = several_asks(missing, body) if len(body.split()) > 2 else ({}, [])
        trouble = []
    else:
        found, trouble = several_asks(asks, body)
    answers.update(found)
    unclear.extend(trouble)


def _without_wishes(rest: str, asks: Sequence[Ask], today: date) -> str:
    """A sentence about our mails answers no ask, nor one that wants something new."""
    return "\n".join(
        part
        for part in split_sentences(rest)
        if not _is_wish(part, today) and not asks_for_another_thing(asks, part)
    )


def _is_wish(sentence: str, today: date) -> bool:
    lower = fold(sentence)
    return bool(read_preferences(lower, today) or wants_start(lower) or asks_about_our_mails(lower))


def _without_answers(folded: str, answers: dict[int, Answer]) -> str:
    """Without the words of the answers, unless they are nearly all that is said."""
    for answer in answers.values():
        if answer.value is None:
            continue
        span = fold(answer.span)
        if len(span) >= _NEARLY_ALL * len(folded) and answer.certainty == "exact":
            span = re.split(r"[.!?;\n]", span)[0]
        if len(span) < _NEARLY_ALL * len(folded):
            folded = re.sub(rf"(?<!\w){re.escape(span)}(?!\w)", " ", folded, count=1)
    return folded


_NEARLY_ALL = 0.8


def _without_greeting(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and small_talk.GREETING.match(fold(lines[0])):
        lines = lines[1:]
    if lines and (greeting := small_talk.INLINE_GREETING.match(lines[0])):
        lines[0] = lines[0][greeting.end() :]
    return "\n".join(lines).strip()


def _without_name_below(text: str) -> str:
    """Without the name of the writer in the last of several lines."""
    above, _, last = text.rstrip().rpartition("\n")
    named = _LONE_NAME.match(last.strip()) and not is_bare_answer(last)
    return above if above.strip() and named else text


_LONE_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?$")
