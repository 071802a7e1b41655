"""Which of the things that a clause names is wished for, where another is refused; folded text."""

from collections.abc import Sequence
import re

from orchestrator.conversation.gated import Gated
from orchestrator.conversation.reply_words import word_set
from orchestrator.conversation.wish_forms import is_sending
from orchestrator.conversation.wish_vocabulary import OUR_MAILS

# Behind one of these stands what is refused; "no domingo" is Portuguese for "on Sunday".
_NEGATION = re.compile(
    r"\b(?:instead of|rather than|in place of|not|dont|nor|no(?= (?:by|more|por|via|me|"
    r"nos|quiero|queremos|l[oa]s|el|cada|need|want|daily|weekly|monthly|e-?mails?|mails?|correos?|"
    r"calls?|texts?|texting|phone|sms)\b)|(?<=please )no|neither|no longer|never|without|"
    r"nothing|avoid|nicht|nichts|kein\w*|nie|niemals|statt|anstatt|anstelle|weg vom?|vom|from|"
    r"desde el|pas|plus(?= par)|jamais|rien|aucune?|sans|au lieu|plutôt que?|plutôt qu'|en vez|"
    r"en lugar|antes que|nunca|sin|ya no|nada(?: de)?|ningun[ao]?|invece|anziché|piuttosto che|"
    r"al posto|mai|non|niente|nessun[ao]?|nulla|senza|in plaats|niet|nooit|niets|geen|zonder|ipv|"
    r"em vez|em lugar|ao invés|não|nem|já não|sem|nenhum[ao]?)\b|n't\b"
)
# What may stand between, beside a verb of sending.
_BETWEEN = word_set(
    "only just by on at in of per a an the to for as via me us mine get getting have want be been "
    "use please so too full whole all any every single more again receive like need "
    "nur mehr am im an auf ein eine einen einer eines einem einmal zu der die das den dem mich uns "
    "mir bitte möchte will über "
    "par le la les l d de des du un une être en moi nous plus m vous "
    "el los las una por al nos más quiero queremos que ser "
    "di del dei della delle dello il lo i gli uno su sul sulla mi ci più voglio vogliamo essere "
    "van op met het een mij ons meer wil wel aan "
    "do da dos das o os as à às ao aos na no e uma mais quero queremos"
)
_MOST_BETWEEN = 5
_WORDS = re.compile(r"[^\W\d_]+")


_AT_MOST = re.compile(
    r"\b(?:more(?: often)? than|öfter als|häufiger als|mehr als|plus (?:souvent )?qu?e?|"
    r"plus de|plus d'|más (?:de|que)|più (?:di|spesso di)|vaker dan|meer dan|mais (?:do )?que|"
    r"mais de)\W(?:\w+\W){0,1}$"
)
PREFERS = Gated(
    r"\b(?:(?:i|we)(?:'d| would) (?:rather|prefer)|prefer\w*|better|meglio|mejor|melhor|lieber|"
    r"liever|besser|"
    r"préf[éè]r\w+|prefier\w+|prefir\w+|plutôt|instead|em vez|en vez|em lugar|rather|"
    r"statt|stattdessen|anstatt|anziché|"
    r"anstatt|au lieu|mieux|aimerais autant|"
    r"à la place|en lugar|invece|piuttosto|in plaats|ipv|beter|ao invés)\b"
)


def chosen(named: Sequence[tuple[int, str]], clause: str) -> str:
    """The first thing that is neither refused nor what another is put before; else nothing.

    ``named``: where each stands in the clause, and what it is.
    """
    for at, one in sorted(named):
        if not _is_refused(clause, at) or _AT_MOST.search(clause[:at]):
            return one
    return ""


def _is_refused(clause: str, at: int) -> bool:
    ends = [match.end() for match in _NEGATION.finditer(clause) if match.end() <= at]
    if not ends:
        return False
    between = _WORDS.findall(clause, ends[-1], at)
    return len(between) <= _MOST_BETWEEN and all(
        word in _BETWEEN or word in OUR_MAILS or is_sending(word) for word in between
    )
