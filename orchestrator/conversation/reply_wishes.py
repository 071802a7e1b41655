"""What a reply says about our mails themselves: cadence, time, length, channel, pause, stop."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
import re

from orchestrator.conversation import wish_channels as channels
from orchestrator.conversation import wish_end_words as end_words
from orchestrator.conversation import wish_rhythm_words as rhythms
from orchestrator.conversation import wish_speech_words as speech
from orchestrator.conversation import wish_words as words
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.wish_choice import PREFERS
from orchestrator.conversation.wish_clock import CLOCK, with_clock
from orchestrator.conversation.wish_holds import PAUSE_WORD
from orchestrator.conversation.wish_lengths import LENGTHS, length, names_version
from orchestrator.conversation.wish_pauses import pause_until
from orchestrator.conversation.wish_rests import RESTS
from orchestrator.conversation.wish_scope import (
    OUR_REPORT,
    Clause,
    clean,
    is_named,
    known,
    names_a_deadline,
    own_clauses,
    unwrapped,
)
from orchestrator.conversation.wish_talk import is_goodbye, without_talk
from orchestrator.conversation.wish_times import (
    HABITS,
    NOT_BEFORE,
    TIMES,
    at_that,
    day_and_time,
    not_before,
    prefers_day,
    times_our_mails,
    with_that_hour,
)

# Words of a mail that holds one wish.
_ALL_THAT_IS_SAID = 6


def read_preferences(text: str, today: date) -> dict[str, str]:
    """The wishes that the writer's own words state; keys and values as the stable output has them.

    ``text`` is folded (lower case).  `pause_until` is the first day mail may go again, or
    ``NO_DAY`` where the words give none to come.
    """
    wishes: dict[str, str] = {}
    if not _may_wish(text):
        return wishes
    follows, before = False, ""
    for sentence in said(end_words.TOO_MUCH.sub(" ", text)):
        if "cadence" in wishes and is_goodbye(sentence):
            continue
        # Where nothing else is said, "shorter please" can only be of our mails.
        if len(sentence.split()) <= _ALL_THAT_IS_SAID and known(sentence):
            wishes |= _one("length", length(sentence))
        if _may_wish(sentence) or (follows and possible(sentence) & _WISH):
            found, follows = _of_sentence(sentence, today, follows=follows, before=before)
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
    return tuple(sentences(without_talk(unwrapped(text))))


def sentences(text: str) -> list[str]:
    """Sentences of folded text, where no capital letter marks the next one."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


_SENTENCE_END = re.compile(
    r"(?=[\s.])(?:(?<=[!?;])\s+|(?<!\b[ap]\.m)(?<!\d)\.\s+|"
    r"(?<=\d)(?<!\d\.\d)(?<!\d\.\d\d)\.\s+(?=[a-z]{4,})(?!(?:jan|feb|"
    r"mär|apr|mai\b|jun|jul|aug|sep|okt|nov|dez))|\n)"
)


def _of_sentence(
    sentence: str, today: date, *, follows: bool, before: str
) -> tuple[dict[str, str], bool]:
    """The wishes, and whether what follows them may still be of our mails.

    ``before``: the sentence before; without one, "it" can only be our mail.
    """
    sentence = with_clock(sentence)
    clauses = own_clauses(sentence)
    paused = pause_until(sentence, clauses, today, before=before)
    if paused is not None:
        return {"pause_until": paused} | _after_it(sentence), True
    wishes: dict[str, str] = _beside_a_reason(sentence)
    # "More detail please, and monthly": the second clause says what the first is of.
    follows = follows or (all(clause.whole for clause in clauses) and _is_rhythm(clauses))
    answers = speech.ANSWERS.match(sentence)
    for at, clause in enumerate(clauses):
        wishes |= _of_clause(
            clause,
            follows=follows or bool(wishes),
            opens=not before and (not at or clause.whole) and not (clause.leans or answers),
            sentence=sentence,
        )
        follows = follows or (clause.named and not clause.leans)
    return wishes, bool(wishes) or any(
        clause.named and (clause.polite or clause.sends) for clause in clauses
    )


def _after_it(sentence: str) -> dict[str, str]:
    """'Pause until 8 January, and then monthly'."""
    _, *behind = _THEN.split(sentence, 1)
    then = clean(behind[0]) if behind else ""
    return _one("cadence", rhythms.cadence(then)) if then and known(then) else {}


_THEN = re.compile(
    r"\b(?:and then|then|after that|afterwards|danach|dann|anschließend|(?:et )?puis|ensuite|après|"
    r"después|luego|poi|dopo|daarna|dan|depois)\b"
)


def _beside_a_reason(sentence: str) -> dict[str, str]:
    """What a word on reading or writing mail shows to be of ours, whatever else is said."""
    wishes = _one("channel", channels.preferred_channel(sentence, is_known=_is_wished))
    head = words.CLAUSE.split(sentence)[0]
    if words.I_READ.search(sentence) and known(head):
        wishes |= _one("length", length(head))
    return wishes


def _is_wished(clause: str) -> bool:
    return known(clean(clause)) and not speech.STORY.search(clause)


def _is_rhythm(clauses: Sequence[Clause]) -> bool:
    return len(clauses) > 1 and any(
        rhythms.cadence(clause.text) or length(clause.text) for clause in clauses
    )


def _of_clause(clause: Clause, *, follows: bool, opens: bool, sentence: str) -> dict[str, str]:
    ours = (clause.named and not clause.leans) or follows
    wished = with_that_hour(words.KNOWN_ONE.sub(" ", clause.text), sentence)
    plain = opens or not ANAPHOR.search(wished)
    asked = ours or ((clause.polite or clause.whole) and plain)
    wanted = clause.polite or clause.whole or clause.sends or follows
    wishes: dict[str, str] = {}
    prefers = bool(PREFERS.search(wished))
    by_channel = asked and (ours or clause.whole or prefers) and plain
    if by_channel and not (channels.REFUSED.search(wished) or words.I_READ.search(wished)):
        wishes |= _one(
            "channel", channels.channel(wished, sends=clause.named or follows, alone=clause.whole)
        )
    if (
        asked
        and wanted
        and (ours or speech.NEED.search(wished) or not rhythms.NEEDED_LEAD.search(wished))
    ):
        wishes |= _one("cadence", rhythms.cadence(wished))
    if asked and (ours or clause.whole or names_version(wished)):
        wishes |= _one("length", length(wished))
    polite = asked and (clause.polite or _NOTHING.search(wished))
    by_mail = polite and not _MEETS.search(wished)
    if ours or by_mail or (not clause.leans and _NOT_FIRST.match(wished)):
        wishes |= not_before(wished)
    if names_a_deadline(wished) and not prefers_day(wished):
        return wishes
    if clause.sends and clause.polite:
        wishes |= at_that(wished, sentence)
    habit = (clause.named or (clause.polite and not _MEETS.search(clause.text))) and (
        times_our_mails(wished) or (clause.named and wished.endswith(" instead"))
    )
    if habit or follows or "cadence" in wishes or (asked and wanted and _is_timed(clause, wished)):
        wishes |= day_and_time(wished, only_day="not_before" in wishes)
    return wishes


def _is_timed(clause: Clause, wished: str) -> bool:
    """An hour of sending, an hour and nothing else, or a day put before another."""
    if _MEETS.search(clause.text):
        return False
    return prefers_day(wished) or bool(
        CLOCK.search(wished) and (clause.named or (clause.whole and clause.polite))
    )


_MEETS = Gated(
    r"\b(?:call|ring|phone|telefonier\w*|sprech\w*|meet\w*|anruf\w*|ruf\w*|treff\w*|appel\w*|"
    r"rappel\w*|ll[aá]m\w*|reun\w*|"
    r"chiam\w*|riunion\w*|bel(?:len)?|lig\w*|come|komm\w* vorbei)\b"
)


def _one(key: str, value: str) -> dict[str, str]:
    return {key: value} if value else {}


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


_NO_TIME = RESTS | gate_of(
    PAUSE_WORD,
    PREFERS,
    *(wording for _, wording in (*channels.CHANNELS, *rhythms.CADENCES, *LENGTHS)),
)
# Without one of these a sentence wishes for nothing.
_WISH = TIMES | _NO_TIME
_MORE_THAN_A_TIME = _NO_TIME | HABITS | OUR_REPORT.gate | NOT_BEFORE
