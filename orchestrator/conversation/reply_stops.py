"""Whether a client ends our mails, wants them again, or takes an answer back; over folded text."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
import re

from orchestrator.conversation import wish_end_words as end_words
from orchestrator.conversation import wish_rhythm_words as rhythms
from orchestrator.conversation import wish_start_words as start_words
from orchestrator.conversation import wish_stop_words as stop_words
from orchestrator.conversation import wish_undo_words as undo_words
from orchestrator.conversation import wish_words as words
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.reply_asks import Ask, fold
from orchestrator.conversation.reply_wishes import ANAPHOR, read_preferences, said
from orchestrator.conversation.wish_channels import CHANNELS
from orchestrator.conversation.wish_endings import (
    ENDINGS,
    GETS_NONE,
    ends_our_mails,
    without_address,
)
from orchestrator.conversation.wish_holds import PAUSE_WORD
from orchestrator.conversation.wish_lengths import length
from orchestrator.conversation.wish_pauses import names_end, pause_end, restart_day
from orchestrator.conversation.wish_questions import is_conditional, only_asks, only_rests
from orchestrator.conversation.wish_scope import TAG_QUESTION, clean, own_clauses

# Whether a pause is wished for does not depend on the day it is wished on.
_ANY_DAY = date(2000, 1, 3)


# Mails end by the same few words.
@lru_cache(maxsize=4096)
def is_about_rhythm(text: str) -> bool:
    """Whether folded words say how often our mails may come, or that they may not."""
    wished = read_preferences(text, _ANY_DAY)
    return bool({"cadence", "pause_until"} & wished.keys() or wants_stop(text) or wants_start(text))


def wants_stop(text: str) -> bool:
    """Whether no automatic mail at all is wanted any more (folded text)."""
    return (
        bool(possible(text) & _STOPS)
        and any(map(_says_stop, said(end_words.CRY.sub(_without_cry, text))))
        and not _KEEP_COMING.search(text)
    )


def _without_cry(line: re.Match[str]) -> str:
    """'Stop! The header is wrong' is said at what follows, unless that is of our mails."""
    of_mails = end_words.ENDS_MAIL.search(line["rest"]) and not end_words.MEANT.match(line["rest"])
    return line[0] if of_mails else line["rest"]


def _says_stop(sentence: str) -> bool:
    if not possible(sentence) & _STOPS or only_asks(TAG_QUESTION.sub(" please.", sentence)):
        return False
    if end_words.LEAVE_US.search(sentence):
        return True
    if (
        end_words.NOT_OURS.search(sentence)
        or end_words.ONE_KIND.search(sentence)
        or end_words.OTHER_ADDRESS.search(sentence)
        or end_words.ONE_WAY.search(sentence)
        or stop_words.NOT_STOP.search(sentence)
        or _COPIES_TO_OTHERS.search(sentence)
        or GETS_NONE.search(sentence)
        or is_conditional(clean(sentence))
        or only_rests(sentence)
        or _ends(sentence)
    ):
        return False
    return _tells_an_end(sentence) or _tells_an_end(without_address(sentence))


def _tells_an_end(sentence: str) -> bool:
    return bool(
        end_words.NO_MORE.search(sentence)
        or end_words.STOP_TOO_MANY.search(sentence)
        or stop_words.STOP_ALONE.search(sentence)
        or stop_words.STOP_ME.search(sentence)
        or (
            stop_words.STOP.search(sentence)
            and any(map(_stops_our_mails, words.CLAUSE.split(sentence)))
        )
        or _asks(stop_words.STOP, sentence)
        or any(map(ends_our_mails, words.CLAUSE.split(clean(sentence))))
    )


def _ends(sentence: str) -> bool:
    """Whether "no more mails" holds until a day, so that it is a pause."""
    return bool(
        pause_end(sentence, _ANY_DAY) or restart_day(sentence, _ANY_DAY) or names_end(sentence)
    )


def _stops_our_mails(part: str) -> bool:
    return bool(stop_words.STOP.search(part) and stop_words.MAILS_TO_ME.search(part))


def _asks(wording: Gated, sentence: str, *, but: Gated | None = None) -> bool:
    """Whether it is asked for in a clause that is of our mails, or the sentence says no more.

    ``but``: what such a clause may name instead.
    """
    return bool(wording.search(sentence)) and any(
        wording.search(clause.text)
        and (clause.named or (clause.whole and not ANAPHOR.search(clause.text)))
        and not (but and but.search(clause.text))
        for clause in own_clauses(sentence)
    )


_STOPS = gate_of(
    end_words.NO_MORE,
    end_words.STOP_TOO_MANY,
    stop_words.STOP_ALONE,
    stop_words.STOP_ME,
    stop_words.STOP,
    end_words.LEAVE_US,
)
_STOPS |= ENDINGS
RHYTHMS = _STOPS | gate_of(
    start_words.START,
    start_words.START_THEM,
    PAUSE_WORD,
    *(wording for _, wording in rhythms.CADENCES),
)
"""The gate of everything that says how often our mails may come, or that they may not."""
_KEEP_COMING = Gated(
    r"\bkeep (?:these|them) coming|\bwe(?:'d| would) still (?:like|want)|"
    r"\bstill (?:want|need) (?:the|these)"
)
_COPIES_TO_OTHERS = Gated(r"stop (?:sending|copying) \w+ on")


def wants_start(text: str) -> bool:
    """Whether our mails shall come again; what was asked before a "but" no longer counts."""
    return bool(_STARTS & possible(text)) and any(
        (
            (
                _asks(start_words.START, sentence, but=start_words.WORK)
                and not _in_another_way(sentence)
            )
            or start_words.START_THEM.search(sentence)
        )
        and not (_ends(sentence) or _NEVER.search(sentence) or _LATER.search(sentence))
        and not words.A_VERSION.search(sentence)
        for sentence in (_BUT.split(whole)[-1] for whole in said(text))
    )


# "I asked you to stop, but I want them back".
_BUT = re.compile(
    r"\b(?:abgemeldet|afgemeld),(?= )|"
    r"\b(?:unsubscribed?|asked|stopp?ed|abgemeldet|désabonnée?|désinscrite?|pedí\w*|baja|"
    r"cancellat\w+|"
    r"chiesto|afgemeld|uitgeschreven|cancelad\w|pedi\w*)\b.*?\b(?:but|aber|mais|pero|ma|maar|"
    r"mas)\b|"
    r"\b(?:abgemeldet|afgemeld),(?= )"
)


def restarts_an_ask(text: str, asks: Sequence[Ask]) -> bool:
    """'Yes, you can reactivate them' to an ask on vouchers: our mails are not named."""
    restarts = any(_RESTARTS.search(fold(ask.text)) for ask in asks) and _RESTARTS.search(text)
    return bool(restarts) and not _BY_NAME.search(text)


_BY_NAME = Gated(rf"\b{stop_words.OUR_MAILS}\b")
_RESTARTS = re.compile(
    r"\b(?:re-?a[ck]tiv|réactiv|reativ|riattiv|resum|restart|reanud|retom|repren|ripren|hervat|"
    r"relanc|reinici)"
)


def _in_another_way(sentence: str) -> bool:
    """'Write by mail again, not by text': it is the way or the length that comes back."""
    if _SAME_RHYTHM.search(sentence) and rhythms.cadence(sentence):
        return True
    return bool(length(sentence)) or any(way.search(sentence) for _, way in CHANNELS[:-1])


# "May it be weekly again?"
_SAME_RHYTHM = Gated(
    r"^\W*(?:mag|mogen|kan|kann|darf|can|may|could|geht|pode|puede|può|peut)\b.*\?"
)
# "Start again in two weeks": not now, and so no beginning.
_LATER = Gated(
    r"\b(?:until|till|bis|jusqu'\w+|hasta|fino|tot|até|before|vor dem|avant|antes de|prima d\w+|"
    r"pas avant|erst|next (?:week|month|year)|in (?:a|an|one|two|three|four|\d+) (?:weeks?|months?|"
    r"days?)|"
    r"(?:nächste[nr]?|kommende[nr]?) (?:woche|monat|jahr)|in (?:zwei|drei|vier|einer|einem|\d+) "
    r"(?:wochen?|monate?n?|tagen)|(?:semaine|année) prochaine|mois prochain|dans (?:une?|deux|"
    r"trois|\d+)|"
    r"(?:próxim[oa]|semana que v\w+|mes que v\w+|mês que v\w+)|(?:dentro de|en) (?:un[ao]?|dos|"
    r"tres|\d+) "
    r"(?:semanas?|mes(?:es)?|días)|(?:settimana|mese) prossim[ao]|prossim[ao]|(?:tra|"
    r"fra) (?:un[ao]?|due|"
    r"tre|\d+)|volgende (?:week|maand)|over (?:een|twee|drie|\d+)|(?:daqui a|em) (?:uma?|duas|dois|"
    r"três|"
    r"\d+)|(?:only|pas|seulement|solo|só|nur) (?:after|na|nach|après|dopo|después|depois))\b"
)
# "Never contact us again".
_NEVER = Gated(
    r"\b(?:never|not|don't|nicht|nie|niemals|keine?|pas|jamais|nunca|mai|niet|nooit|geen|não|no) "
    r"(?:[\w']+ ){0,3}?(?:contact\w*|send\w*|mail\w*|e-?mail\w*|writ\w*|schick\w*|schreib\w*|"
    r"envo\w+|"
    r"écri\w+|mand\w+|env[ií]\w+|escrib\w+|scriv\w+|invi\w+|stur\w*|schrijv\w*|escrev\w+|more|mehr|"
    r"más|meer|mais)\b"
)
_STARTS = gate_of(start_words.START, start_words.START_THEM)


def wants_undo(text: str) -> bool:
    """Whether an answer is taken back, without a word on what holds instead (folded text)."""
    return bool(withdrawal(text))


def withdrawal(text: str) -> str:
    """The sentence that takes an answer back; else nothing."""
    if not undo_words.UNDOES & possible(text):
        return ""
    if undo_words.is_a_slip(text):
        return text
    for before, sentence in pairwise(("", *said(text))):
        if undo_words.UNDO.search(sentence) or _takes_back(before, sentence):
            return sentence
    return ""


def _takes_back(before: str, sentence: str) -> bool:
    """'My mail was a mistake. Please ignore it.'"""
    asked = undo_words.TAKEN_BACK.search(sentence) and not _REMINDS.search(sentence)
    return bool(asked) and any(map(undo_words.MINE.search, (sentence, before)))


# "Do not forget my answer".
_REMINDS = Gated(
    r"\b(?:vergess\w*|vergiss) (?:sie )?(?:bitte )?nicht\b|\bne pas oublier|n'oubli\w+ pas|"
    r"\bno (?:se )?olvid\w+|\bnon dimentic\w+|\bvergeet (?:\w+ )?niet\b|\bnão (?:se )?esque\w+"
)


def asks_about_our_mails(sentence: str) -> bool:
    """'How often do these go out?': a question that is none on an ask (folded words)."""
    return "?" in sentence and bool(_OF_OUR_MAILS.search(sentence))


_OF_OUR_MAILS = Gated(
    rf"\b(?:these|those|your|diese|eure|ihre|ces|vos|estos|vuestros|sus|queste|questi|vostr[ei]|"
    rf"deze|"
    rf"jullie|estes|esses|vossos) {stop_words.OUR_MAILS}\b|"
    r"\bdo these (?:go|come|get|arrive)\b"
)
