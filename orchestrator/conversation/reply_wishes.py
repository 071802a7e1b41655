"""What a reply says about our mails themselves: cadence, time, length, channel, pause, stop."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
import re

from orchestrator.conversation import wish_channels as channels
from orchestrator.conversation import wish_end_words as end_words
from orchestrator.conversation import wish_rhythm_words as rhythms
from orchestrator.conversation import wish_words as words
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.wish_pauses import paused_until
from orchestrator.conversation.wish_scope import (
    NEED,
    OUR_REPORT,
    Clause,
    is_named,
    known,
    names_a_deadline,
    own_clauses,
    unwrapped,
)
from orchestrator.conversation.wish_times import (
    HABITS,
    TIMES,
    day_and_time,
    not_before,
    times_our_mails,
    with_digits,
)

# Words of a mail that holds one wish.
_ALL_THAT_IS_SAID = 6


def read_preferences(text: str, today: date) -> dict[str, str]:
    """The wishes that the writer's own words state; keys and values as the stable output has them.

    ``text`` is folded (lower case).  `pause_until` is the first day mail may go again.
    """
    wishes: dict[str, str] = {}
    text = with_digits(text)
    if not _may_wish(text):
        return wishes
    follows, before = False, ""
    for sentence in said(end_words.TOO_MUCH.sub(" ", text)):
        # Where nothing else is said, "shorter please" can only be of our mails.
        if len(sentence.split()) <= _ALL_THAT_IS_SAID and known(sentence):
            wishes |= _length(sentence)
        if _may_wish(sentence) or (follows and possible(sentence) & _WISH):
            found, follows = _of_sentence(sentence, before, today, follows=follows)
            wishes.update(found)
        else:
            follows = False
        before = sentence
    return wishes


def _may_wish(text: str) -> bool:
    """A day or an hour alone is no wish where neither our mails nor a habit is named."""
    worth = possible(text)
    return bool(worth & _WISH) and (bool(worth & _MORE_THAN_A_TIME) or is_named(text))


# A mail is asked for its wishes, for an end and for a beginning.
@lru_cache(maxsize=16)
def said(text: str) -> tuple[str, ...]:
    return tuple(sentences(unwrapped(text)))


def sentences(text: str) -> list[str]:
    """Sentences of folded text, where no capital letter marks the next one."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


_SENTENCE_END = re.compile(
    r"(?=[\s.])(?:(?<=[!?;])\s+|(?<!\b[ap]\.m)(?<!\d)\.\s+|"
    r"(?<=\d)(?<!\d\.\d)(?<!\d\.\d\d)\.\s+(?=[a-z]{4,})(?!(?:jan|feb|"
    r"mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))|\n)"
)


def _of_sentence(
    sentence: str, before: str, today: date, *, follows: bool
) -> tuple[dict[str, str], bool]:
    """The wishes, and whether what follows them may still be of our mails.

    ``before`` is the sentence before, which may name the day that "until then" means.
    """
    clauses = own_clauses(sentence)
    if paused := paused_until(sentence, clauses, before, today):
        return {"pause_until": paused.isoformat()}, True
    wishes: dict[str, str] = _beside_a_reason(sentence)
    # "More detail please, and monthly": the second clause says what the first is of.
    follows = follows or (all(clause.whole for clause in clauses) and _is_rhythm(clauses))
    for clause in clauses:
        wishes |= _of_clause(clause, follows=follows or bool(wishes))
        follows = follows or (clause.named and not clause.leans)
    return wishes, bool(wishes) or any(
        clause.named and (clause.polite or clause.sends) for clause in clauses
    )


def _beside_a_reason(sentence: str) -> dict[str, str]:
    """What a word on reading or writing mail shows to be of ours, whatever else is said."""
    wishes: dict[str, str] = {}
    if channel := channels.preferred_channel(sentence):
        wishes["channel"] = channel
    head = words.CLAUSE.split(sentence)[0]
    if words.I_READ.search(sentence) and known(head):
        wishes |= _length(head)
    return wishes


def _is_rhythm(clauses: Sequence[Clause]) -> bool:
    return len(clauses) > 1 and any(
        _of_clause(clause, follows=False).keys() & {"cadence", "length"} for clause in clauses
    )


def _of_clause(clause: Clause, *, follows: bool) -> dict[str, str]:
    ours = (clause.named and not clause.leans) or follows
    wished = words.KNOWN_ONE.sub(" ", clause.text)
    asked = ours or ((clause.polite or clause.whole) and not ANAPHOR.search(wished))
    wishes: dict[str, str] = {}
    by_channel = follows or clause.whole or (ours and not _BY_MAIL.search(wished))
    if by_channel and not ANAPHOR.search(wished) and not channels.REFUSED.search(wished):
        wishes |= _one_of("channel", channels.CHANNELS, wished)
    wanted = clause.polite or clause.whole or clause.sends or follows
    if asked and wanted and (ours or NEED.search(wished) or not words.NEEDED_LEAD.search(wished)):
        wishes |= _one_of("cadence", rhythms.CADENCES, wished)
    if ours or "cadence" in wishes or words.NORMAL_LENGTH.search(wished):
        wishes |= _length(wished)
    if names_a_deadline(wished):
        return wishes
    if (
        ours
        or (asked and _NOTHING.search(wished))
        or (not clause.leans and _NOT_FIRST.match(wished))
    ):
        wishes |= not_before(wished)
    habit = (clause.named or clause.polite) and (
        times_our_mails(wished) or (clause.named and wished.endswith(" instead"))
    )
    if habit or follows or "cadence" in wishes:
        wishes |= day_and_time(wished, only_day="not_before" in wishes)
    return wishes


# How something is to be sent, unless no more is said.
_BY_MAIL = re.compile(r"\be-?mail")
ANAPHOR = re.compile(
    r"\b(?:it|that|this|(?:le|la|lo|o|a) (?:envoyer|enviar|mandar)|l'envoyer|(?:enviar|mandar|"
    r"inviar|"
    r"spedir)l[oa])\b"
)
_NOT_FIRST = re.compile(
    r"\W*(?:please |bitte )?(?:not|never|nothing|nicht|nichts|nie|niemals|pas|rien|jamais|no|nada|"
    r"nunca|non|niente|mai|niet|niets|niks|nooit|não) "
    r"(?:before|vor|avant|antes|prima|voor)\b"
    r"(?!.*\b(?:call|ring|phone|anruf\w*|appel\w*|llam\w*|chiam\w*|bel(?:len)?|lig\w*|come|"
    r"kommen)\b)"
)
_NOTHING = Gated(r"\b(?:nothing|nichts|rien|nada|niente|niets)\b")


def _one_of(key: str, table: tuple[tuple[str, Gated], ...], clause: str) -> dict[str, str]:
    for value, wording in table:
        if wording.search(clause):
            return {key: value}
    return {}


def _length(clause: str) -> dict[str, str]:
    wished = {} if _TOO_SHORT.search(clause) else _one_of("length", rhythms.LENGTHS, clause)
    if wished and end_words.NOT_THIS_LENGTH.search(clause):
        return {"length": _OTHER_LENGTH[wished["length"]]}
    return wished


# "O resumo curto não me chega."
_TOO_SHORT = Gated(
    r"\b(?:not enough|isn't enough|nicht (?:aus)?reich\w*|reich\w* (?:mir |uns )?nicht|"
    r"(?:me |nous )?suffi\w* pas|no (?:me |nos )?(?:basta|llega|alcanza)|"
    r"non (?:mi |ci )?basta\w*|niet genoeg|não (?:me |nos )?(?:chega|basta))"
)
_OTHER_LENGTH = {"full": "brief", "brief": "full", "standard": "standard"}


_NO_TIME = gate_of(
    words.PAUSE_WORD,
    words.NOTHING_THEN,
    channels.PREFERS,
    *(wording for _, wording in (*channels.CHANNELS, *rhythms.CADENCES, *rhythms.LENGTHS)),
)
# Without one of these a sentence wishes for nothing.
_WISH = TIMES | _NO_TIME
_MORE_THAN_A_TIME = _NO_TIME | HABITS | OUR_REPORT.gate | words.BEFORE.gate
