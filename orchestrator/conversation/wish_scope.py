"""The clauses of a mail that speak of our own mails and of nothing else.

"Weekly", "pause" and "Mondays at 9" are said of many things.  Only a clause made of the words of
a wish alone is one: whoever means a menu, a campaign or a call names it.
"""

from dataclasses import dataclass
from itertools import pairwise
import re

from orchestrator.conversation import wish_rhythm_words as rhythms
from orchestrator.conversation import wish_speech_words as speech
from orchestrator.conversation import wish_words as words
from orchestrator.conversation.dates import WEEKDAY
from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.reply_words import word_set
from orchestrator.conversation.wish_channels import CHANNELS
from orchestrator.conversation.wish_forms import is_sending, without_accents
from orchestrator.conversation.wish_holds import HOLD, UNTIL_IT_ENDS, WAIT
from orchestrator.conversation.wish_lengths import LENGTHS
from orchestrator.conversation.wish_vocabulary import LEAVING, OUR_MAILS, SENDING, VOCABULARY

# Mail programs break lines near column 72; a writer seldom ends a line behind this one.
_WRAPPED_FROM = 55


@dataclass(frozen=True)
class Clause:
    """Folded words of a wish.

    ``named``: our mails or their sending stand in it; ``polite``: it asks or judges; ``whole``:
    all clauses of its sentence are of such words; ``sends``: a verb of sending stands in it;
    ``leans``: it stands behind other words and asks for nothing, as in "users choose between
    daily and monthly mails".
    """

    text: str
    named: bool
    polite: bool
    whole: bool
    leans: bool
    sends: bool


def unwrapped(text: str) -> str:
    """Folded text with the lines joined that a mail program broke inside a sentence."""
    lines = text.split("\n")
    joined = lines[:1]
    for before, line in pairwise(map(str.strip, lines)):
        if before and line and _goes_on(before, line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(before: str, line: str) -> bool:
    if before.endswith(_ENDS) or _NEW_ITEM.match(line):
        return False
    return len(before) >= _WRAPPED_FROM or before.rsplit(None, 1)[-1] in _NO_LAST_WORD


_ENDS = (".", "!", "?", ":", ";")
_NEW_ITEM = re.compile(r"[-*•>]|\d+[.)]\s")
# No sentence ends with one of these.
_NO_LAST_WORD = word_set(
    "the a an our your my of to for by at and or with weekly daily monthly der die das den dem ein "
    "eine und oder für mit wöchentliche wöchentlichen tägliche täglichen monatliche monatlichen le "
    "la les un une des du de et ou pour el los las una y o para il lo gli di e per het een en van "
    "os as um uma do da"
)


def own_clauses(sentence: str) -> list[Clause]:
    """The clauses of a folded sentence that are of our mails; none of a question."""
    sentence = TAG_QUESTION.sub(" please.", sentence)
    if "?" in sentence and not (
        speech.MAY_BE_ASKED.search(sentence) or _HOW_TO_END.search(sentence)
    ):
        return []
    parts = [part for part in words.CLAUSE.split(clean(sentence)) if _WORD.search(part)]
    wished = list(map(_of_wish_words, parts))
    asks = all(wished) and bool(speech.POLITE.search(clean(sentence)))
    courteous = [*map(_is_courtesy, parts[1:]), False]
    return [
        _clause(text, whole=all(wished), first=all(wished[:at]), asks=asks or courteous[at])
        for at, text in enumerate(wished)
        if text
    ]


def _is_courtesy(part: str) -> bool:
    """Whether no more is said than "please", which is then said of what stands before it."""
    return len(part.split()) <= _MOST_COURTEOUS and bool(speech.POLITE.search(part))


_MOST_COURTEOUS = 3


def _clause(text: str, *, whole: bool, first: bool, asks: bool) -> Clause:
    polite = asks or bool(speech.POLITE.search(text.removesuffix(_COMPARED)))
    sends = any(word in SENDING or is_sending(word) for word in _LETTERS.findall(text))
    return Clause(
        text, is_named(text), polite, whole, leans=not (first or polite or sends), sends=sends
    )


# "Segurem os e-mails, tá?"
TAG_QUESTION = re.compile(
    r",? ¿?(?:ok(?:ay)?|right|please|yeah|ja|oder|gell|bitte|d'accord|hein|vale|no|sí|va bene|sì|"
    r"eh|"
    r"hè|"
    r"goed|toch|tá(?: bom)?|né|sim|¿?puede ser|pode ser|possibile|si può|zou dat kunnen|kan dat|"
    r"(?:will|would|can|could) you|"
    r"geht das|"
    r"ginge das|möglich|possible|is that (?:ok(?:ay)?|possible)) ?\?"
)
_WORD = re.compile(r"[^\W_]")
_HOW_TO_END = Gated(r"\bhow (?:do|can) i (?:stop|unsubscribe)")


def clean(sentence: str) -> str:
    """Without phrases of courtesy and of season, and our reports by the name of our mails."""
    joined = _BEFORE_NEED.sub(r"\g<only> ", _SEASON.sub(" ", _IN_SHORT.sub(" ", sentence)))
    joined = rhythms.ALTERNATING.sub(r"fortnightly \g<day>", joined)
    return OUR_REPORT.sub("updates", _COURTESY.sub(" please ", joined))


_IN_SHORT = Gated(
    r"\b(?:en résumé|in summary|to sum up|zusammenfassend|en resumen|in sintesi|samengevat|"
    r"em resumo)\b"
)
# How long a rhythm is wished for: "daily during the launch", "elke dag zolang de bouw duurt".
_SEASON = Gated(
    r"\b(?:during|throughout|while|während|solange|pendant|tant que|durante|mientras|finché|"
    r"tijdens|"
    r"zolang|enquanto)(?: (?:the|our|my|des|der|dem|unsere[rs]?|le|la|les|l'|el|los|las|il|lo|gli|"
    r"de|"
    r"het|o|a|os|as)(?!\w))* ?[^\W\d_]+(?: (?:läuft|dauert|lasts?|runs|is on|dure|dura|duurt|loopt|"
    r"durar))?"
    r"(?=\W|$)(?!.{0,30}\b(?:no|not|nothing|nichts|keine|rien|pas|nada|niente|non|niets|niks|geen|"
    r"não)\b)|"
    r"\b(?:while|solange|während|tant que|pendant que|mientras|finché|mentre|zolang|terwijl|"
    r"enquanto)"
    r" (?:we|i|wir|ich|nous|on|wij|ik)(?:'re|'m| are| am)? [^\W\d_]+(?: [^\W\d_]+)?(?=\W*$)|"
    r"\b(?:en|in|im|in der|pendant la|na|em|durante) (?:campaña|temporada(?: alta)?|(?:high |"
    r"peak )season|"
    r"hochsaison|(?:haute )?saison|alta stagione|(?:het )?hoogseizoen|época alta)(?!\w)|"
    r"\b(?:for|until|till|bis zum|jusqu'au|hasta el|fino al|tot de|até ao) (?:the |our |"
    r"l[ae] )?(?:launch|"
    r"opening|season|busy season|summer|winter|harvest|lambing|fair|festival|move|start|umzug|"
    r"saison|"
    r"eröffnung|lancement|ouverture|saison|lanzamiento|apertura|temporada|lancio|stagione|opening|"
    r"seizoen|lançamento|abertura|época)(?!\w)"
)
# "Nur noch Post, wenn …": the comma parts no other clause.
_BEFORE_NEED = Gated(
    r"(?P<only>\b(?:nur|only|just|alleen|seulement|uniquement|solo|sólo|soltanto|só|"
    r"apenas)\b[^,]{0,40}"
    r"),\s+(?=(?:wenn|falls|when|if|als|wanneer|quand|lorsque|si|cuando|quando|se)\b)"
)


_COURTESY = Gated(
    r"\b(?:if (?:you can|you could|you don't mind|(?:that's |that is |it's |it is )?(?:possible|"
    r"ok|okay))|wenn (?:es geht|möglich)|si (?:c'est )?possible|s'il (?:vous|te) pla[iî]t|"
    r"si (?:es posible|puede\w*)|se possibile|se (?:for )?possível|se pud\w+(?: ser)?|si pud\w+|"
    r"als (?:het|dat) kan|"
    r"i'm back|we're back|(?:ich bin|wir sind) (?:wieder (?:da|zurück|hier)|zurück)|"
    r"je suis de retour|"
    r"nous sommes de retour|ya he vuelto|ya estoy de vuelta|sono tornat[oa]|"
    r"ik ben (?:er weer|weer terug|terug)|já voltei|"
    r"no more (?:often )?than|indien mogelijk|vanaf vandaag|from today(?: on)?|ab heute|"
    r"à partir d'aujourd'hui|"
    r"desde hoy|da oggi|a partir de hoje|from now on|going forward|in future)\b"
)
OUR_REPORT = Gated(r"\b(?:your|these|status) (?:status )?(?:reports?|newsletters?)\b")


# In place of what a wish is compared with: "a text, not an e-mail".
_COMPARED = " / instead"


def _of_wish_words(clause: str) -> str:
    """What is wished in a clause of known words, without what it is compared with; or nothing."""
    if not _may_be_known(clause) or speech.STORY.search(clause):
        return ""
    wished, *compared = words.INSTEAD.split(
        _MAILS_REPLACED.sub(r"\g<rest> instead of mails", clause)
    )
    if any(map(_IF.search, compared)):
        return ""
    wished = f"{wished.rstrip()}{_COMPARED}" if compared else wished
    if (lead := rhythms.NEEDED_LEAD.search(wished)) and speech.NEED.search(wished[lead.end() :]):
        # Whatever it is that they need, only then they shall write.
        head = wished[: lead.end()].rsplit(None, 1)[0]
        if known(head) and (is_named(head) or speech.IN_TOUCH.search(head)):
            return wished
    bare = words.UNTIL_THEN.sub(r"\g<word> ", rhythms.NEEDED_LEAD.sub(" ", wished))
    if known(" ".join(bare.split())):
        return wished
    head = words.UNTIL_THEN.split(wished)[0]
    return wished if head != wished and known(head) and is_named(head) else ""


# "Statt der Mails eine SMS schicken": what is wished for stands behind.
_MAILS_REPLACED = re.compile(
    r"\b(?:statt|anstatt|anstelle|instead of|rather than|au lieu|plutôt que|en vez|en lugar|invece|"
    r"in plaats van|em vez) (?:(?:der|den|die|von|the|these|de|des|des|d'|di|delle|los|las|dos|"
    r"das|jullie|"
    r"deze|your) ?)*(?:e-?)?(?:mails?|correos?|updates?|mailtjes) (?P<rest>\S.*\S)$"
)
_IF = Gated(r"\b(?:if|when|wenn|falls|si|quand|cuando|se|quando|als|wanneer)\b")


def _may_be_known(clause: str) -> bool:
    """Unless what stands behind the wish may be of any words."""
    return known(clause) or bool(possible(clause) & _BEFORE_ANY_WORDS)


_BEFORE_ANY_WORDS = gate_of(words.INSTEAD, words.UNTIL_THEN, rhythms.NEEDED_LEAD)


def known(clause: str) -> bool:
    """Whether every word is one that wishes are made of, or part of what they say."""
    if _all_known(clause):
        return True
    gates = possible(clause)
    for wording in _WORDINGS:
        if gates & wording.gate:
            clause = wording.pattern.sub(" ", clause)
    return _all_known(clause)


def _all_known(clause: str) -> bool:
    return all(map(_is_known, _LETTERS.findall(clause)))


def _is_known(word: str) -> bool:
    return word in VOCABULARY or is_sending(word) or word in _WITHOUT_ACCENTS


# Who types on a telephone leaves the accents out.
# Short ones become other words: "ware" is no "wäre".
_SHORTEST = 6
_WITHOUT_ACCENTS = frozenset(without_accents(word) for word in VOCABULARY if len(word) >= _SHORTEST)


_WORDINGS = (*(wording for _, wording in (*LENGTHS, *CHANNELS)), HOLD, WAIT, UNTIL_IT_ENDS)
_NAMES = OUR_MAILS | SENDING | LEAVING
_LETTERS = re.compile(r"[^\W\d_]+")


def is_named(clause: str) -> bool:
    """Whether our mails, or their sending, stand in a clause."""
    return any(word in _NAMES or is_sending(word) for word in _LETTERS.findall(clause))


def names_a_deadline(clause: str) -> bool:
    return bool(_DEADLINE.search(clause))


_DEADLINE = Gated(
    r"\b(?:by|before|until|till|bis(?: zum)?|avant|d'ici|jusqu'(?:au|à)|antes del?|para el|hasta "
    r"el|entro|prima di|fino a\w*|voor|tot|até|para) (?:the |next |this |le |el |a |o |as |às )?"
    rf"(?:{WEEKDAY})\b|\b(?:by|until|till|bis|entro|tot|até) \d"
)
