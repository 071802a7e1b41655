"""A later plain answer behind a word of correction: "Yes. Actually no", "1B ... make that A"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
import re

from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Answer, Ask, fold
from orchestrator.conversation.reply_blanket import is_bare_answer
from orchestrator.conversation.reply_doubts import is_doubtful
from orchestrator.conversation.reply_marker_words import NUMBERS


def with_reversals(
    answers: Mapping[int, Answer], own: str, asks: Sequence[Ask]
) -> dict[int, Answer]:
    """The answers as last corrected in the same mail; ``own`` are her own words.

    A correction that fits several asks and names none leaves these unclear.
    """
    held = dict(answers)
    for at, number, words in _corrections(own):
        fitting = [
            (ask, answer)
            for ask in asks
            if number in (None, ask.n)
            and _is_before(at, own, held.get(ask.n), alone=len(asks) == 1)
            if (answer := _plain(ask, words))
        ]
        within = [(a, answer) for a, answer in fitting if a.n in held and words in held[a.n].span]
        chosen = within if len(within) == 1 else fitting
        if len(chosen) == 1:
            held[chosen[0][0].n] = chosen[0][1]
        else:
            held |= {ask.n: replace(held[ask.n], certainty="unclear") for ask, _ in chosen}
    return held


def without_corrections(own: str) -> str:
    """'No, wait, yes' puts nothing off."""
    return _TURN.sub(" ", own)


def _is_before(at: int, own: str, answer: Answer | None, *, alone: bool) -> bool:
    return own.find(answer.span) < at if answer else alone


def _corrections(own: str) -> Iterator[tuple[int, int | None, str]]:
    """Where it is, the number that a correction names, if any, and the words that shall hold."""
    for match in _TURN.finditer(own):
        words = _LEAD.sub("", re.split(r"[.,;!\n]| [-–—] ", match["rest"])[0]).strip()
        number = None
        if named := _NUMBER_FIRST.match(words) or _NUMBER_LAST.search(words):
            number = _number(named["n"])
            words = (words[: named.start()] + words[named.end() :]).strip()
        yield match.start("rest"), number, _TAIL.sub("", words).strip()


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[fold(word)]


def _plain(ask: Ask, words: str) -> Answer | None:
    """The answer, if the words are that and nothing else."""
    if ask.kind == "value" or not words or len(words.split()) > _FEW:
        return None
    if ask.kind == "yesno" and not is_bare_answer(words):
        return None
    answer = interpret(ask, words)
    if answer is None or answer.certainty != "exact" or not answer.value:
        return None
    return None if is_doubtful(ask, answer, words, numbered=False) else answer


_FEW = 4
_WORD = (
    r"(?:actually|scratch that|strike that|on second thoughts?|thinking about it|correction|"
    r"edit|update|p\.?s\.?|having slept on it|after sleeping on it|on reflection|"
    r"sorry|i mean|i meant|i meant to say|(?:no,? )?wait|hang on|hold on|"
    r"make (?:that|it)|change that to|oops|no actually|well actually|"
    r"korrektur|nachtrag|edit|quatsch|ach(?: nein)?|ich meinte|ich meine|beziehungsweise|moment|"
    r"eigentlich|bei näherem nachdenken|nach einer nacht(?: drüber schlafen)?|"
    r"entschuldigung|halt|sorry|"
    r"enfin|en fait|finalement|pardon|erratum|rectification|je voulais dire|"
    r"(?:non )?attendez|réflexion faite|après réflexion|à la réflexion|désolée?|"
    r"mejor dicho|perdón|digo|quiero decir|quería decir|en realidad|corrección|"
    r"pensándolo (?:bien|mejor)|tras pensarlo|bueno|espera|"
    r"anzi|scusa(?:te|mi)?|volevo dire|dopo averci pensato|a pensarci(?: bene| meglio)?|correzione|"
    r"in realtà|aspetta|"
    r"pardon|ripensandoci|"
    r"of nee|bij nader inzien|na een nachtje slapen|correctie|ik bedoel(?:de)?|wacht|eigenlijk|"
    r"aliás|quer dizer|queria dizer|desculpe?m?|pensando (?:bem|melhor)|correção|na verdade|"
    r"afinal|espera)"
)
# At the head of a line these only begin an answer.
_RATHER = r"(?:(?:nein )?doch|lieber|besser|rather|plutôt|mejor|meglio|toch|liever|melhor)"
_SMALL = r"(?:oh|ah|hmm+|um|uh|äh|euh|eh|and|but|no|well|ok|so|also|aber|mais|pero|ma|maar|mas)"
_TURN = re.compile(
    rf"(?:(?<=[.!?,;:…\n–—-])[ \t]*(?:{_SMALL}[\s,.!]+)?(?!{_RATHER})|"
    rf"(?<=[.!?,;:…–—-])[ \t]*(?={_RATHER}))"
    rf"(?:(?:{_WORD}|{_RATHER})(?!\w)(?:[\s,:;.!…–—-]+{_WORD}(?!\w))*|change)"
    r"[\s,:;.!…–—-]+(?=(?P<rest>\S[^\n]{0,80}))",
    re.I,
)
_LEAD = re.compile(
    rf"^(?:(?:{_WORD}|it's|it is|the answer is|to|then|es ist|c'est|es|è|het is|é|please|bitte)"
    r"(?!\w)[\s,:]*)+",
    re.I,
)
_ORDINAL = "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
_NUMBER_FIRST = re.compile(
    r"^(?:(?:number|nr\.?|no\.|#|ask|question)\s?)?(?P<n>[1-9])(?!\w)"
    r"(?:\s*[:=.)-]|\s+(?:to|is|auf|zu|zu|en|à|a|in|naar|para))?\s*",
    re.I,
)
_NUMBER_LAST = re.compile(
    rf"\s+(?:for|to|on|für|zu|bei|pour|au|à|para|a|al|per|voor|bij)\s+"
    rf"(?:(?:the|number|die|das|den|nummer|la|le|el|il|numéro|de|o|a)\s+)*"
    rf"(?P<n>[1-9]|{_ORDINAL})(?!\w)(?: one)?",
    re.I,
)
_TAIL = re.compile(
    r"\s+(?:of course|instead|then|after all|please|actually|stattdessen|doch|finalement|mejor|"
    r"invece|toch|afinal|i mean|i meant|meine ich|je veux dire|quiero decir|bedoel ik)\W*$",
    re.I,
)
